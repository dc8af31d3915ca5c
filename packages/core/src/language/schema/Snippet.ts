/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import { parse } from "yaml"
import type { Language, Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Kind } from "../syntax/Kind.ts"
import * as Shape from "../syntax/Shape.ts"
import { examplesOf } from "./Grammar.ts"
import { shapes, type Structure, structures } from "./Structure.ts"

/**
 * What the editor puts in when somebody begins a step, an order or a file: the keys that must be there, those that
 * nearly always are, and a word to write over for each value.
 */
export interface Snippet {
  readonly label: string
  readonly description: string
  readonly body: unknown
}

/** Keys that may be left out and seldom are. */
const usual: { readonly [K in Shape.StepKind]?: ReadonlyArray<keyof (typeof Shape.steps)[K]["keys"]> } = {
  task: ["by", "due", "form"],
  decide: ["first"],
  wait: ["for", "until"],
  record: ["add"],
  call: ["with"],
  start: ["with"],
  announce: ["with"],
  repeat: ["at-most", "beyond"],
  stage: ["due"]
}

const words: Partial<Readonly<Record<Kind, Said>>> = {
  expression: said("condition", "条件"),
  people: said("role", "岗位"),
  event: said("event", "事件"),
  type: said("text", "text"),
  text: said("text", "文字")
}

const aName = said("name", "名称")
const aField = said("field", "字段")
const aPerson = said("person", "某人")
const aProcedure = said("procedure", "流程")
const aTask = said("task", "任务")
const aValue = said("value", "值")

/** Counts the places to fill in, as an editor jumps from one to the next. */
class Places {
  private at = 0
  private readonly language: Language
  constructor(language: Language) {
    this.language = language
  }
  next(text: Said | string): string {
    const shown = typeof text === "string" ? text : text[this.language]
    return `\${${++this.at}:${shown.replace(/[$}\\]/g, "\\$&")}}`
  }
}

const filled = (value: unknown, places: Places): unknown =>
  Array.isArray(value)
    ? value.map((it) => filled(it, places))
    : typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, it]) => [key, filled(it, places)]))
    : places.next(String(value))

const sample = (name: string, key: Shape.Key, places: Places): unknown => {
  // an editor leaves an empty map out, and its key would then have no value
  if (key.example !== undefined && !key.example.includes("{}")) {
    const read = parse(key.example, { schema: "failsafe" }) as Readonly<Record<string, unknown>>
    return filled(read[name], places)
  }
  return typeof key.kind === "string" ? ofKind(key.kind, places) : places.next(key.kind[0])
}

const ofKind = (kind: Kind, places: Places): unknown => {
  switch (kind) {
    case "steps":
      return [{ task: places.next(aName), by: places.next(words.people ?? aName) }]
    case "branches":
    case "cases":
      return { [places.next(aName)]: ofKind("steps", places) }
    case "decide-rows":
      return [
        { when: places.next(words.expression ?? aValue), then: places.next(aValue) },
        { then: places.next(aValue) }
      ]
    case "form":
    case "fields":
      return { [places.next(aField)]: places.next("text") }
    case "given":
      return { [places.next(aField)]: places.next(aValue) }
    case "intake":
      return { by: places.next(words.people ?? aName), form: ofKind("fields", places) }
    case "given-world":
      return { staff: { [places.next(aPerson)]: places.next(words.people ?? aName) } }
    case "scenario-rows":
      return [{
        at: places.next("2026-03-02 09:00"),
        who: places.next(aPerson),
        opens: places.next(aProcedure),
        with: { [places.next(aField)]: places.next(aValue) },
        then: { holders: { [places.next(aTask)]: places.next(words.people ?? aName) } }
      }]
    case "due":
      return places.next(examplesOf("deadline")[0] ?? "")
    case "whole":
      return places.next("1")
    case "fields-by-name":
      return { [places.next(aName)]: ofKind("fields", places) }
    default:
      return ofStructure(structures[kind], places) ?? places.next(words[kind] ?? examplesOf(kind)[0] ?? aName)
  }
}

/** Of maps and lists one entry; `undefined` for a single value. */
const ofStructure = (it: Structure, places: Places): unknown => {
  switch (it.is) {
    case "record":
      return ofShape(shapes[it.shape], [], places)
    case "map":
      return { [places.next(aName)]: ofStructure(it.of, places) ?? places.next(aValue) }
    case "list":
      return [ofStructure(it.of, places) ?? places.next(aValue)]
    case "kind":
      return ofKind(it.kind, places)
    default:
      return undefined
  }
}

/** The keys that must be there, or the first one where none must. */
const ofShape = (shape: Shape.Shape, more: ReadonlyArray<PropertyKey>, places: Places): Readonly<Record<string, unknown>> => {
  const all = Object.entries(shape.keys)
  const needed = all.filter(([name, key]) => key.required || more.includes(name))
  return Object.fromEntries((needed.length === 0 ? all.slice(0, 1) : needed).map(([name, key]) => [name, sample(name, key, places)]))
}

export const ofStep = (kind: Shape.StepKind, description: string, language: Language): Snippet => {
  const places = new Places(language)
  return { label: kind, description, body: { [kind]: places.next(aName), ...ofShape(Shape.steps[kind], usual[kind] ?? [], places) } }
}

/** A whole file, to begin with. */
export const ofFile = (shape: "handbook" | "procedure" | "scenario", description: string, language: Language): Snippet => ({
  label: shape,
  description,
  body: ofShape(shapes[shape], shape === "procedure" ? ["intake"] : shape === "scenario" ? ["given"] : [], new Places(language))
})
