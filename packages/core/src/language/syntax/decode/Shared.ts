import { type Decoder, type Decoders, named, onceEach, oneOfKeys, record, wrongShape } from "../Decode.ts"
import { said } from "../../diagnostic/Phrase.ts"
import { calledOf } from "../Kind.ts"
import { isWellFormed, nameOf } from "../NameRule.ts"
import { template } from "../sentence/Template.ts"
import * as Shape from "../Shape.ts"
import { isBroken, type Name, type Ref } from "../tree/Node.ts"
import type { Schedule, Template, WordEntry, Words } from "../tree/Shared.ts"
import { within, type YamlScalar } from "../YamlNode.ts"
import { text } from "./Basic.ts"

/** What handbooks and procedures have in common: schedules, messages, words. */
const schedule: Decoder<Schedule> = (node, context) => {
  const read = record(Shape.schedule, node, context)
  if (isBroken(read)) return read
  oneOfKeys(read, Shape.schedule, "every", "on", context, { required: true, example: "every: Monday" })
  const { covers, due, every, on, opens, when } = read.values
  return {
    kind: "schedule",
    every,
    on,
    opens,
    with: read.values.with,
    covers,
    due,
    when,
    afterDowntime: read.values["after-downtime"],
    span: node.span
  }
}

const message: Decoder<Template> = (node, context) =>
  node.kind === "scalar" ? template(node, context.report) : wrongShape(node, calledOf("text"), context)

const words: Decoder<Words> = (node, context) => {
  if (node.kind !== "map") return wrongShape(node, said("titles by name (`name: title`)", "名称译文（`名称: 译文`）"), context)
  const entries = onceEach(node, context, said("the word", "词条")).map((pair): WordEntry => {
    const title = pair.value.kind === "map"
      ? named(pair.value, context, text, "use")
      : pair.value.kind === "empty"
      ? wrongShape({ ...pair.value, span: pair.key.span }, said("a title behind the name", "名称后面的译文"), context)
      : text(pair.value, context)
    return { of: titled(pair.key, context.report), title, span: pair.span }
  })
  return { kind: "words", entries, span: node.span }
}

/** `name` or `step.field`. */
const titled = (key: YamlScalar, report: Parameters<typeof nameOf>[1]): Ref => {
  const parts = key.text.split(".")
  if (parts.length < 2 || !parts.every(isWellFormed)) {
    return { kind: "ref", names: [nameOf(key, report, "use")], span: key.span }
  }
  let at = 0
  const names = parts.map((part): Name => {
    const start = at
    at += part.length + 1
    return { kind: "name", text: part, span: within(key, start, start + part.length) }
  })
  const [first, ...rest] = names
  return { kind: "ref", names: [first ?? nameOf(key, report, "use"), ...rest], span: key.span }
}

export const sharedDecoders = {
  schedules: (node, context) => named(node, context, schedule),
  messages: (node, context) => named(node, context, (texts, inside) => named(texts, inside, message, "use")),
  words
} satisfies Partial<Decoders>
