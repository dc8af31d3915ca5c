import { type Context, type Decoder, type Decoders, listed, named, oneOfKeys, record, sentence, wrongShape } from "../Decode.ts"
import { calledOf } from "../Kind.ts"
import { nameOf } from "../NameRule.ts"
import { fieldType, filed, into, needed, paper } from "../sentence/FieldTypeParser.ts"
import { whoAlone } from "../sentence/PeopleParser.ts"
import * as Shape from "../Shape.ts"
import { isBroken, type Broken, type Name, type Named } from "../tree/Node.ts"
import type { Allowance, ChoiceType, Field, Fields, FieldType, Form, ListType } from "../tree/Field.ts"
import type { People, Who } from "../tree/People.ts"
import type { YamlList, YamlNode } from "../YamlNode.ts"
import { newName } from "./Basic.ts"

/** Fields and their types, forms, people, papers. */
const typeSentence = sentence("type", fieldType)

/** `[a, b, c]`: a choice. */
const choice = (node: YamlList, context: Context): ChoiceType | Broken => {
  const values: Array<Name> = []
  let whole = true
  for (const item of node.items) {
    const value = newName(item, context)
    if (value.kind === "broken") {
      whole = false
      continue
    }
    const first = values.find((it) => it.text === value.text)
    if (first === undefined) values.push(value)
    else {
      context.report.add("name-taken", value.span, { name: value.text, what: { en: "the value", zh: "取值" } }, {
        related: [{ span: first.span, message: { en: "first written here", zh: "最先写在这里" } }]
      })
    }
  }
  // with a value less, what is said of the others would not be true
  return whole ? { kind: "choice", values, span: node.span } : { kind: "broken", span: node.span }
}

export const type: Decoder<FieldType> = (node, context) =>
  node.kind === "list" ? choice(node, context) : node.kind === "scalar" ? typeSentence(node, context) : wrongShape(node, calledOf("type"), context)

const listType: Decoder<FieldType | Fields> = (node, context) =>
  node.kind === "map" ? fields(node, context) : type(node, context)

const field: Decoder<Field> = (node, context) => {
  const plain = { needed: undefined, atLeast: undefined, atMost: undefined, allow: undefined, class: undefined, default: undefined }
  if (node.kind !== "map") {
    const short = type(node, context)
    return isBroken(short) ? short : { kind: "field", type: short, ...plain, span: node.span }
  }
  const read = record(Shape.field, node, context)
  if (isBroken(read)) return read
  oneOfKeys(read, Shape.field, "type", "list", context, { required: true, example: "type: text" })
  const v = read.values
  const list: ListType | Broken | undefined = v.list === undefined
    ? undefined
    : isBroken(v.list)
    ? v.list
    : { kind: "list", of: v.list, span: v.list.span }
  return {
    kind: "field",
    type: v.type ?? list ?? { kind: "broken", span: node.span },
    needed: v.needed,
    atLeast: v["at-least"],
    atMost: v["at-most"],
    allow: v.allow,
    class: v.class,
    default: v.default,
    span: node.span
  }
}

export const fields = (node: YamlNode, context: Context): Fields | Broken => named(node, context, field)

const form: Decoder<Form> = (node, context) => {
  if (node.kind === "scalar") return nameOf(node, context.report, "use")
  return node.kind === "map" ? fields(node, context) : wrongShape(node, calledOf("form"), context)
}

const allowance: Decoder<Allowance> = (node, context) => {
  const read = record(Shape.allowance, node, context)
  return isBroken(read) ? read : { kind: "allowance", by: read.values.by, when: read.values.when, span: node.span }
}

const whoSentence = sentence("people", whoAlone)

/** One sentence, a list of them, or a map with `any` or `together`, and `not`. */
export const people: Decoder<People> = (node, context) => {
  if (node.kind !== "map") {
    if (node.kind !== "scalar" && node.kind !== "list") return wrongShape(node, calledOf("people"), context)
    const all = several(node, context)
    return node.kind === "scalar" && all.some(isBroken)
      ? { kind: "broken", span: node.span }
      : { kind: "people", as: "any", who: all, not: [], span: node.span }
  }
  const inside: Partial<Record<"any" | "together" | "not", ReadonlyArray<Who | Broken>>> = {}
  // The three keys hold plain lists, not people in all their forms: read them here, by the same table.
  const read = record(Shape.people, node, {
    ...context,
    decoders: { ...context.decoders, people: (value) => ({ kind: "people", as: "any", who: several(value, context), not: [], span: value.span }) }
  })
  if (isBroken(read)) return read
  for (const key of ["any", "together", "not"] as const) {
    const value = read.values[key]
    if (value !== undefined) inside[key] = isBroken(value) ? [value] : value.who
  }
  oneOfKeys(read, Shape.people, "any", "together", context, { required: true, example: "any: [cs-supervisor]" })
  return {
    kind: "people",
    as: inside.any === undefined && inside.together !== undefined ? "together" : "any",
    who: inside.any ?? inside.together ?? [{ kind: "broken", span: node.span }],
    not: inside.not ?? [],
    span: node.span
  }
}

const several = (node: YamlNode, context: Context): ReadonlyArray<Who | Broken> =>
  node.kind === "list"
    ? node.items.map((item) => whoSentence(item, context))
    : [node.kind === "scalar" ? whoSentence(node, context) : wrongShape(node, calledOf("people"), context)]

export const fieldDecoders = {
  type,
  "list-type": listType,
  fields,
  form,
  needed: sentence("needed", needed),
  allow: (node, context): Named<Allowance | Broken> | Broken => named(node, context, allowance, "use"),
  people,
  "fields-by-name": (node, context) => named(node, context, fields),
  needs: (node, context) => listed(node, context, calledOf("needs"), sentence("needs", paper)),
  filed: (node, context) => listed(node, context, calledOf("filed"), sentence("filed", filed)),
  into: (node, context) => listed(node, context, calledOf("into"), sentence("into", into))
} satisfies Partial<Decoders>
