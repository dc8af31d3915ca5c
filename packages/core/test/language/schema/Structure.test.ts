/** What the schema believes of each kind is what the decoder takes: the decoder is asked, row by row. */
import { describe, expect, it } from "vitest"
import { empty } from "@frontdesk/core/language/diagnostic/Report"
import type { Kind } from "@frontdesk/core/language/syntax/Kind"
import { field, shapes, type Structure, structures } from "@frontdesk/core/language/schema/Structure"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { decoders } from "@frontdesk/core/language/syntax/Parse"
import * as Shape from "@frontdesk/core/language/syntax/Shape"
import * as YamlTree from "@frontdesk/core/language/syntax/YamlTree"

const kinds = Object.keys(structures) as ReadonlyArray<Kind>

/** What the decoder of a kind says about a value. */
const told = (kind: Kind, value: string) => {
  const report = empty()
  const { root } = YamlTree.parse(SourceFile.make("f.yaml", `at: ${value}\n`), report)
  if (root.kind !== "map" || root.pairs[0] === undefined) throw new Error(`not read: ${value}`)
  decoders[kind](root.pairs[0].value, { report, decoders })
  return report.diagnostics
}

type Form = "text" | "list" | "map"
const probes: { readonly [F in Form]: string } = { text: "word", list: "[]", map: "{}" }

const forms = (it: Structure): ReadonlyArray<Form> => {
  switch (it.is) {
    case "name":
    case "scalar":
    case "whole":
    case "words":
      return ["text"]
    case "list":
      return ["list"]
    case "map":
    case "record":
    case "step":
    case "orders":
      return ["map"]
    case "field":
      return forms(field)
    case "kind":
      return forms(structures[it.kind])
    case "either":
      return it.of.flatMap(forms)
    case "data":
      return ["text", "list", "map"]
  }
}

/** Where only certain words are taken, one of them. */
const aText = (it: Structure): string =>
  it.is === "words" ? it.words[0] ?? "" : it.is === "either" ? it.of.map(aText).find((text) => text !== probes.text) ?? probes.text : probes.text

interface Place {
  readonly structure: Structure
  /** a value of the kind, with something at this place */
  readonly around: (value: string) => string
  /** one of several ways: what else is taken is asked of all of them together */
  readonly way?: true
}

const places = (structure: Structure, around: Place["around"] = (value) => value): ReadonlyArray<Place> => {
  const here: Place = { structure, around }
  switch (structure.is) {
    case "list":
      return [here, ...places(structure.of, (value) => around(`[${value}]`))]
    case "map":
      return [
        here,
        ...places(structure.of, (value) => around(`{ word: ${value} }`)),
        ...(structure.paths === undefined ? [] : places(structure.paths, (value) => around(`{ ../word: ${value} }`)))
      ]
    case "either":
      return [here, ...structure.of.flatMap((it) => places(it, around)).map((it): Place => it.around === around ? { ...it, way: true } : it)]
    case "field":
      return places(field, around)
    default:
      return [here]
  }
}

const all = kinds.flatMap((kind) => places(structures[kind]).map((place) => [kind, place.around("…"), place] as const))

describe("takes the same forms", () => {
  it.each(all.filter(([, , { way }]) => way !== true))("%s: %s", (kind, _, { around, structure }) => {
    const taken = (Object.keys(probes) as ReadonlyArray<Form>).filter((form) =>
      // an item may be read as a name, a word, a sentence: what counts is whether its form is refused
      !told(kind, around(form === "text" ? aText(structure) : probes[form])).some((it) => it.code === "wrong-shape" && it.span.start >= 4 + around("\u0000").indexOf("\u0000"))
    )
    expect(taken.sort()).toEqual([...new Set(forms(structure))].sort())
  })
})

describe("knows the same keys", () => {
  const records = all.flatMap(([kind, written, { around, structure }]) => structure.is === "record" ? [[kind, written, around, structure] as const] : [])
  it.each(records)("%s: %s", (kind, _, around, structure) => {
    const found = told(kind, around("{ zzzzzzzz: word }")).find((it) => it.code === "unknown-key")
    expect((found?.args as { readonly known: ReadonlyArray<string> } | undefined)?.known).toEqual(Object.keys(shapes[structure.shape].keys))
  })
})

describe("steps and orders", () => {
  it.each(Object.keys(Shape.steps) as ReadonlyArray<Shape.StepKind>)("%s", (step) => {
    const found = told("steps", `[{ ${step}: word, zzzzzzzz: word }]`).find((it) => it.code === "unknown-key")
    expect((found?.args as { readonly known: ReadonlyArray<string> } | undefined)?.known).toEqual(Object.keys(Shape.steps[step].keys))
  })
  it.each(Object.keys(Shape.orders) as ReadonlyArray<Shape.OrderKind>)("%s", (order) => {
    const found = told("orders", `{ ${order}: { zzzzzzzz: word } }`).find((it) => it.code === "unknown-key")
    expect((found?.args as { readonly known: ReadonlyArray<string> } | undefined)?.known).toEqual(Object.keys(Shape.orders[order].keys))
  })
})
