/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
/**
 * The keyword table as JSON Schema (draft-07), for editors: which keys stand where, what each means, what may be written.
 * It knows less than the compiler (no names, no sentences) and never more: what it calls wrong, the compiler calls wrong.
 *
 * @since 0.1.0
 */
import type { Language, Said } from "../diagnostic/Entry.ts"
import { oneOf, said, spaced } from "../diagnostic/Phrase.ts"
import { reserved } from "../syntax/Keyword.ts"
import type { Kind } from "../syntax/Kind.ts"
import { wellFormed } from "../syntax/NameRule.ts"
import * as Shape from "../syntax/Shape.ts"
import { examplesOf, howOf } from "./Grammar.ts"
import { handbook } from "./hover/Handbook.ts"
import { common, type Hover } from "./hover/Hover.ts"
import { orders } from "./hover/Orders.ts"
import { parts } from "./hover/Parts.ts"
import { procedure } from "./hover/Procedure.ts"
import { scenario } from "./hover/Scenario.ts"
import { steps } from "./hover/Steps.ts"
import * as Snippet from "./Snippet.ts"
import { field, type ShapeName, shapes, type Structure, structures, who } from "./Structure.ts"

/** @since 0.1.0 */
export type FileKind = "handbook" | "procedure" | "scenario"

/** @since 0.1.0 */
export const fileKinds: ReadonlyArray<FileKind> = ["handbook", "procedure", "scenario"]

/**
 * The name of a schema's file.
 *
 * @since 0.1.0
 */
export const fileName = (kind: FileKind): string => `${kind}.schema.json`

/** @since 0.1.0 */
export interface Json {
  readonly [key: string]: unknown
}

const hovers: { readonly [K in ShapeName]: Hover<(typeof shapes)[K]> } = { ...parts, ...procedure, ...handbook, ...scenario }

const reservedOnes = [...reserved].sort().join("|")
const body = wellFormed.source.replace(/^\^|\$$/g, "")
const patterns = { use: `^${body}$`, new: `^(?!(?:${reservedOnes})$)${body}$` }

const nameRule: Readonly<Record<"new" | "use", Said>> = {
  use: said(
    "A name has letters of any script, digits and `-`, begins with a letter and has no spaces.",
    "名称由汉字、字母、数字和 `-` 组成，以汉字或字母开头，中间没有空格。"
  ),
  new: said(
    "A name has letters of any script, digits and `-`, begins with a letter and has no spaces; words of the language (`and`, `from`, `each` …) are no names.",
    "名称由汉字、字母、数字和 `-` 组成，以汉字或字母开头，中间没有空格；语言本身的用词（`and`、`from`、`each` 等）不能作名称。"
  )
}

const labels = {
  example: said("Example", "例"),
  required: said(" Required.", "必写。"),
  whole: said("A whole number.", "须为整数。"),
  oneOf: said("One of", "可写")
}

/**
 * The schema of one kind of file, with hover texts in one language.
 *
 * @since 0.1.0
 */
export const make = (file: FileKind, language: Language): Json => {
  const definitions = new Map<string, Json>()
  const say = (it: Said): string => (language === "zh" ? spaced(it.zh) : it.en)

  /** A part that is spoken of by name: made once, and before it is done, so that it can hold itself. */
  const defined = (name: string, of: () => Json): Json => {
    if (!definitions.has(name)) {
      definitions.set(name, {})
      definitions.set(name, of())
    }
    return { $ref: `#/definitions/${name}` }
  }

  const name = (as: "new" | "use"): Json => ({ type: "string", pattern: patterns[as], patternErrorMessage: say(nameRule[as]) })

  const write = (it: Structure): Json => {
    switch (it.is) {
      case "name":
        return name(it.as)
      case "scalar":
        return { type: ["string", "number"] }
      case "whole":
        return { type: ["integer", "string"], pattern: "^\\s*\\d{1,9}\\s*$", patternErrorMessage: say(labels.whole), minimum: 0, maximum: 999_999_999 }
      case "words":
        return { type: "string", enum: it.words }
      case "kind":
        return ofKind(it.kind)
      case "list":
        return { type: "array", items: write(it.of) }
      case "map":
        return {
          type: "object",
          ...(it.paths === undefined ? {} : { patternProperties: { [aPath]: write(it.paths) } }),
          additionalProperties: write(it.of),
          ...(it.keys === "free" ? {} : { propertyNames: { pattern: patterns[it.keys], patternErrorMessage: say(nameRule[it.keys]) } })
        }
      case "record":
        return defined(it.shape, () => record(shapes[it.shape], hovers[it.shape], it.shape))
      case "either":
        return it.of.map(spread).reduce(together)
      case "data":
        return { type: ["string", "number", "array", "object"] }
      case "field":
        return defined("field", () => ({ ...write(field), ...described(capital(say(howOf("type")))), ...offered("type") }))
      case "step":
        return defined("step", step)
      case "orders":
        return defined("orders", () => ({
          type: "object",
          properties: Object.fromEntries(
            orderKinds.map((kind) => [
              kind,
              { ...defined(`order.${kind}`, () => record(Shape.orders[kind], orders[kind])), ...described(say(orders[kind].self)) }
            ])
          ),
          additionalProperties: false
        }))
    }
  }

  /** Alternatives are told apart by what they are (text, list, map), so they can stand in one schema, which editors explain best. */
  const spread = (it: Structure): Json =>
    it.is === "words"
      ? { type: "string", pattern: `^(?:${it.words.join("|")})$` }
      : it.is === "kind" ? write(structures[it.kind]) : it.is === "record" ? record(shapes[it.shape], hovers[it.shape], it.shape) : write(it)
  const together = (a: Json, b: Json): Json => {
    const { type: one, ...left } = a
    const { type: other, ...right } = b
    const both = [...new Set([one, other].flat())]
    return { type: both, ...left, ...right }
  }

  /** Kinds that hold steps or fields may hold themselves. */
  const ofKind = (kind: Kind): Json =>
    kind === "steps" || kind === "fields" || kind === "people" || kind === "due" || kind === "schedules" || kind === "words" || kind === "messages"
      ? defined(kind, () => ({ ...write(structures[kind]), ...offered(kind) }))
      : write(structures[kind])

  const described = (text: string): Json => ({ description: text, markdownDescription: text })

  const property = (key: Shape.Key, text: Said, of: Structure | undefined): Json => {
    const { kind } = key
    const lines = [
      `${say(text)}${key.required ? say(labels.required) : ""}`,
      ...(typeof kind === "string"
        ? isTold(kind) ? [capital(say(howOf(kind)))] : []
        : [`${say(labels.oneOf)}${language === "zh" ? "：" : " "}${say(oneOf(kind))}${language === "zh" ? "。" : "."}`]),
      ...(key.example === undefined ? [] : [`${say(labels.example)}${language === "zh" ? "：" : ": "}\`${key.example}\``])
    ]
    const value = of !== undefined ? write(of) : typeof kind === "string" ? ofKind(kind) : { type: "string", enum: kind }
    return { ...value, ...described(lines.join("\n\n")), ...(typeof kind === "string" ? offered(kind) : {}) }
  }

  const record = <S extends Shape.Shape>(shape: S, hover: Hover<S>, as?: ShapeName, head: Json = {}): Json => {
    const texts: Readonly<Record<string, Said>> = { ...common, ...hover.keys }
    const entries = Object.entries(shape.keys)
    const needed = [...Object.keys(head), ...entries.flatMap(([key, it]) => (it.required ? [key] : []))]
    return {
      type: "object",
      properties: {
        ...head,
        ...Object.fromEntries(
          entries.map(([key, it]) => [key, property(it, texts[key] ?? hover.self, as === "people" ? who : undefined)])
        )
      },
      ...(needed.length === 0 || (file === "handbook" && Shape.patchable.has(shape)) ? {} : { required: needed }),
      additionalProperties: false
    }
  }

  const step = (): Json => {
    const heads = Object.fromEntries(
      stepKinds.map((kind) => [kind, { ...name(kind === "end" ? "use" : "new"), ...described(say(steps[kind].self)) }])
    )
    return {
      type: "object",
      allOf: [
        ...stepKinds.map((kind) => ({
          if: { type: "object", required: [kind] },
          then: defined(`step.${kind}`, () => record(Shape.steps[kind], steps[kind], undefined, { [kind]: heads[kind] }))
        })),
        {
          // no kind yet: what a kind of step may hold is offered only when it is chosen
          if: { not: { type: "object", anyOf: stepKinds.map((kind) => ({ required: [kind] })) } },
          then: {
            properties: heads,
            additionalProperties: false,
            minProperties: 1,
            defaultSnippets: stepKinds.map((kind) => Snippet.ofStep(kind, say(steps[kind].self), language))
          }
        }
      ]
    }
  }

  const root = record(shapes[file], hovers[file], file)
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...described(say(hovers[file].self)),
    ...root,
    ...(file === "handbook" ? alone : {}),
    defaultSnippets: [Snippet.ofFile(file, say(hovers[file].self), language)],
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

/** A key of `uses` that is a folder. */
const aPath = "^\\.|/"

const neededIn = (shape: Shape.Shape): ReadonlyArray<string> => Object.entries(shape.keys).flatMap(([key, it]) => (it.required ? [key] : []))

/** What a handbook must have when it takes nothing from another one, which may have it. */
const alone: Json = {
  required: ["handbook", "version"],
  if: { type: "object", required: ["uses"], properties: { uses: { type: "object", not: { propertyNames: { not: { pattern: aPath } } } } } },
  else: {
    required: neededIn(Shape.handbook),
    properties: Object.fromEntries(
      Object.entries(Shape.handbook.keys).flatMap(([key, { kind }]) => {
        const it = typeof kind === "string" ? structures[kind] : undefined
        const of = it?.is === "map" ? it.of : it
        const required = of?.is === "record" && Shape.patchable.has(shapes[of.shape]) ? neededIn(shapes[of.shape]) : []
        if (required.length === 0) return []
        return [[key, it?.is === "map" ? { additionalProperties: { required } } : { required }]]
      })
    )
  }
}

const stepKinds = Object.keys(Shape.steps) as ReadonlyArray<Shape.StepKind>
const orderKinds = Object.keys(Shape.orders) as ReadonlyArray<Shape.OrderKind>

/** Sentences to begin with; as snippets and not as `examples`, which editors would all show beside the text. */
const offered = (kind: Kind): Json => {
  const sentences = examplesOf(kind)
  return sentences.length === 0 ? {} : { defaultSnippets: sentences.map((it) => ({ label: it, body: it })) }
}

/** How a sentence is built is worth telling; that a map is a map is seen. */
const isTold = (kind: Kind): boolean => {
  const { is } = structures[kind]
  return is === "scalar" || is === "either" || is === "whole" || is === "list"
}

/** A sentence of its own. */
const capital = (text: string): string => {
  const big = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.。…]$/.test(big) ? big : `${big}${/\p{Script=Han}/u.test(big) ? "。" : "."}`
}

/**
 * The text of a schema file.
 *
 * @since 0.1.0
 */
export const print = (file: FileKind, language: Language): string => `${JSON.stringify(make(file, language), null, 1)}\n`
