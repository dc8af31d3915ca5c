/**
 * What stands where in a file of the language: its entries, its sentences and its definitions, each with its place. Read
 * with the YAML library and the table of shapes alone, so that whoever spoils a file there does not ask the compiler
 * what he does.
 */
import { isMap, isScalar, isSeq, parseDocument } from "yaml"
import type { Pair, Scalar, YAMLMap } from "yaml"
import { shapes, structures } from "@frontdesk/core/language/schema/Structure"
import type { Structure } from "@frontdesk/core/language/schema/Structure"
import * as Shape from "@frontdesk/core/language/syntax/Shape"
import type { Key } from "@frontdesk/core/language/syntax/Shape"
import type { Kind } from "@frontdesk/core/language/syntax/Kind"

export type At = readonly [start: number, end: number]

/** A key with what stands behind it. */
export interface Entry {
  readonly key: string
  readonly keyAt: At
  /** the value without what is behind it */
  readonly valueAt: At
  readonly value: unknown
  /** whose keyword it is: `task`, `orders.extend`, `field`; `undefined`: a name of ours */
  readonly shape: string | undefined
  /** a name given (`new`), a name given elsewhere (`use`) */
  readonly name: "new" | "use" | undefined
  readonly kind: Kind | undefined
  readonly flow: boolean
  readonly index: number
  readonly siblings: ReadonlyArray<Entry>
  readonly owner: Entry | undefined
  readonly mapAt: At
  /** keys from the file down to this one; items of lists as numbers */
  readonly path: ReadonlyArray<string>
}

/** A single value that is read as a sentence, a name or a word. */
export interface Sentence {
  readonly at: At
  readonly text: string
  readonly kind: Kind | "words"
  readonly role: "use" | "new" | "word" | "data"
  readonly entry: Entry | undefined
  /** the map around it */
  readonly flow: boolean
}

export interface Places {
  readonly entries: ReadonlyArray<Entry>
  readonly sentences: ReadonlyArray<Sentence>
}

const text = (it: unknown): string => (isScalar(it) ? String(it.value ?? "") : "")

const range = (it: unknown): At => {
  const at = (it as { readonly range?: readonly [number, number, number] } | null)?.range
  return at === undefined ? [0, 0] : [at[0], at[1]]
}

const fileShape = (path: string): readonly [name: string, shape: Shape.Shape] =>
  /handbook\.ya?ml$/.test(path) ? ["handbook", Shape.handbook] : /\.scenario\.ya?ml$/.test(path) ? ["scenario", Shape.scenario] : ["procedure", Shape.procedure]

export const read = (path: string, source: string): Places => {
  const entries: Array<Entry> = []
  const sentences: Array<Sentence> = []
  const document = parseDocument(source, { schema: "failsafe" })

  const sentence = (it: unknown, kind: Kind | "words", role: Sentence["role"], entry: Entry | undefined, flow: boolean): void => {
    if (isScalar(it)) sentences.push({ at: range(it), text: text(it), kind, role, entry, flow })
  }

  const pairs = (it: YAMLMap, owner: Entry | undefined, of: (key: string) => Pick<Entry, "shape" | "name" | "kind">): ReadonlyArray<Entry> => {
    const siblings: Array<Entry> = []
    for (const [index, pair] of (it.items as ReadonlyArray<Pair>).entries()) {
      const key = text(pair.key)
      siblings.push({
        key,
        keyAt: range(pair.key),
        valueAt: pair.value === null ? [range(pair.key)[1], range(pair.key)[1]] : range(pair.value),
        value: pair.value,
        flow: it.flow === true,
        index,
        siblings,
        owner,
        mapAt: range(it),
        path: [...(owner?.path ?? []), key],
        ...of(key)
      })
    }
    entries.push(...siblings)
    return siblings
  }

  const record = (it: YAMLMap, name: string, shape: Shape.Shape, owner: Entry | undefined): void => {
    const keys = shape.keys as Readonly<Record<string, Key>>
    const kindOf = (key: string): Kind | undefined => (typeof keys[key]?.kind === "string" ? keys[key].kind as Kind : undefined)
    for (const entry of pairs(it, owner, (key) => ({ shape: name, name: undefined, kind: kindOf(key) }))) {
      const key = keys[entry.key]
      if (key === undefined) {
        // the word of a kind of step holds its name, except of an end
        if (entry.index === 0) sentence(entry.value, name === "end" ? "name" : "new-name", name === "end" ? "use" : "new", entry, entry.flow)
      } else if (typeof key.kind === "string") walk(entry.value, structures[key.kind], key.kind, entry, entry.flow)
      else sentence(entry.value, "words", "word", entry, entry.flow)
    }
  }

  const walk = (it: unknown, structure: Structure, kind: Kind, owner: Entry | undefined, flow: boolean): void => {
    switch (structure.is) {
      case "name":
        return sentence(it, kind, structure.as, owner, flow)
      case "scalar":
      case "whole":
        return sentence(it, kind, kind === "text" ? "data" : "use", owner, flow)
      case "words":
        return sentence(it, "words", "word", owner, flow)
      case "data": {
        if (isMap(it)) {
          for (const entry of pairs(it, owner, () => ({ shape: undefined, name: "use", kind: "data" }))) walk(entry.value, structure, "data", entry, entry.flow)
        } else if (isSeq(it)) it.items.forEach((item) => walk(item, structure, kind, owner, flow))
        else sentence(it, kind, "data", owner, flow)
        return
      }
      case "kind":
        return walk(it, structures[structure.kind], structure.kind, owner, flow)
      case "list": {
        if (isSeq(it)) it.items.forEach((item) => walk(item, structure.of, kind, owner, flow || it.flow === true))
        return
      }
      case "map": {
        if (!isMap(it)) return
        const free = structure.keys === "free" ? undefined : structure.keys
        for (const entry of pairs(it, owner, () => ({ shape: undefined, name: free, kind }))) walk(entry.value, structure.of, kind, entry, entry.flow)
        return
      }
      case "record":
        return isMap(it) ? record(it, structure.shape, shapes[structure.shape], owner) : undefined
      case "either": {
        const fits = structure.of.find((one) => shaped(one) === (isMap(it) ? "map" : isSeq(it) ? "list" : "scalar"))
        return fits === undefined ? undefined : walk(it, fits, kind, owner, flow)
      }
      case "field":
        return isMap(it) ? record(it, "field", Shape.field, owner) : walk(it, structures.type, "type", owner, flow)
      case "step": {
        if (!isMap(it)) return
        const word = text((it.items[0] as Pair | undefined)?.key) as Shape.StepKind
        const shape = Shape.steps[word]
        return shape === undefined ? undefined : record(it, word, shape, owner)
      }
      case "orders": {
        if (!isMap(it)) return
        for (const entry of pairs(it, owner, () => ({ shape: "orders", name: undefined, kind: undefined }))) {
          const shape = Shape.orders[entry.key as Shape.OrderKind]
          if (shape !== undefined && isMap(entry.value)) record(entry.value, `orders.${entry.key}`, shape, entry)
        }
      }
    }
  }

  if (isMap(document.contents)) record(document.contents as YAMLMap, ...fileShape(path), undefined)
  return { entries, sentences: sentences.filter((it) => isPlain(source, it)) }
}

/** Only what stands as it is read can be spoilt by place. */
const isPlain = (source: string, it: Sentence): boolean => source.slice(...it.at) === it.text

const shaped = (it: Structure): "map" | "list" | "scalar" => {
  if (it.is === "kind") return it.kind === "people" ? "scalar" : shaped(structures[it.kind])
  if (it.is === "either") return it.of[0] === undefined ? "scalar" : shaped(it.of[0])
  return it.is === "map" || it.is === "record" || it.is === "orders" ? "map" : it.is === "list" ? "list" : "scalar"
}

export type { Scalar }
