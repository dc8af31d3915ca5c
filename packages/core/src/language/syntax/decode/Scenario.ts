/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import { said } from "../../diagnostic/Phrase.ts"
import { read as readSentence } from "../Cursor.ts"
import { type Context, type Decoder, type Decoders, listed, named, onceEach, record, sentence, word, wrongShape } from "../Decode.ts"
import { calledOf } from "../Kind.ts"
import { dateTime } from "../sentence/LiteralParser.ts"
import { path } from "../sentence/RegisterParser.ts"
import { dateRange } from "../sentence/ScheduleParser.ts"
import * as Shape from "../Shape.ts"
import type { Names } from "../tree/Field.ts"
import { type Broken, isBroken, type Word } from "../tree/Node.ts"
import type * as Play from "../tree/Scenario.ts"
import type { YamlNode } from "../YamlNode.ts"
import { data, name, whole } from "./Basic.ts"
import { people } from "./Field.ts"

/** A scenario and its rows. What it expects is keyed by paths: `handle`, `objection/solve 1`. */
export const scenario = (node: YamlNode, context: Context, complete: boolean): Play.Scenario | undefined => {
  const read = record(Shape.scenario, node, context, { complete })
  if (isBroken(read)) return undefined
  const v = read.values
  return { kind: "scenario", name: v.scenario, of: v.of, given: v.given, rows: v.rows, incomplete: !complete, span: node.span }
}

const given: Decoder<Play.Given> = (node, context) => {
  const read = record(Shape.givenWorld, node, context)
  if (isBroken(read)) return read
  const v = read.values
  return {
    kind: "given",
    staff: v.staff,
    onDuty: v["on-duty"],
    absent: v.absent,
    parties: v.parties,
    founded: v.founded,
    rows: v.rows,
    parameters: v.parameters,
    span: node.span
  }
}

const acts = ["opens", "does", "orders", "event", "receipt", "answers"] as const

const row: Decoder<Play.Row> = (node, context) => {
  const read = record(Shape.scenarioRow, node, context)
  if (isBroken(read)) return read
  const v = read.values
  const written = acts.filter((act) => read.keys.has(act))
  const [first, second] = written
  if (first !== undefined && second !== undefined) {
    context.report.add("two-kinds", read.keys.get(second) ?? node.span, { first, second, place: Shape.scenarioRow.place }, {
      related: [{ span: read.keys.get(first) ?? node.span, message: said(`\`${first}\` stands here`, `\`${first}\` 写在这里`) }]
    })
  }
  return {
    kind: "row",
    at: v.at,
    act: second === undefined ? actOf(first, v, node) : { kind: "broken", span: node.span },
    who: v.who,
    doneAt: v["done-at"],
    in: v.in,
    as: v.as,
    refused: v.refused,
    then: v.then,
    span: node.span
  }
}

type RowValues = Exclude<ReturnType<typeof record<typeof Shape.scenarioRow>>, Broken>["values"]

const actOf = (act: (typeof acts)[number] | undefined, v: RowValues, node: YamlNode): Play.Act | Broken => {
  const failed: Broken = { kind: "broken", span: node.span }
  switch (act) {
    case undefined:
      return { kind: "time-passes", span: node.span }
    case "opens":
      return v.opens === undefined || isBroken(v.opens) ? failed : { kind: "opens", procedure: v.opens, with: v.with, span: v.opens.span }
    case "does":
      return v.does === undefined || isBroken(v.does) ? failed : { kind: "does", task: v.does, with: v.with, span: v.does.span }
    case "orders":
      return v.orders === undefined || isBroken(v.orders)
        ? failed
        : { kind: "orders", order: v.orders, of: v.of, with: v.with, span: v.orders.span }
    case "event":
      return v.event === undefined || isBroken(v.event) ? failed : { kind: "event", event: v.event, with: v.with, span: v.event.span }
    case "receipt":
      return v.receipt === undefined || isBroken(v.receipt) ? failed : { kind: "receipt", step: v.receipt, span: v.receipt.span }
    case "answers":
      return v.answers === undefined || isBroken(v.answers)
        ? failed
        : { kind: "answers", step: v.answers, outcome: v.outcome, with: v.with, span: v.answers.span }
  }
}

/** A map whose keys are paths. */
const expected = <T>(node: YamlNode, context: Context, value: Decoder<T>): Play.Expected<T | Broken> | Broken => {
  if (node.kind !== "map") return wrongShape(node, said("entries by step (`step: …`)", "按步骤列出的各项（`步骤: …`）"), context)
  const entries: Array<Play.At<T | Broken>> = []
  for (const pair of onceEach(node, context, said("the step", "步骤"))) {
    const at = readSentence(pair.key, context.report, path, calledOf("path"))
    if (isBroken(at)) continue
    const read = value(pair.value.kind === "empty" ? { ...pair.value, span: pair.key.span } : pair.value, context)
    entries.push({ at, value: read, span: pair.span })
  }
  return { kind: "expected", entries, span: node.span }
}

/** One name, or a list. */
const oneOrMore: Decoder<Names> = (node, context) => {
  if (node.kind === "list") return context.decoders.names(node, context)
  const one = name(node, context)
  return isBroken(one) ? one : { kind: "listed", items: [one], span: one.span }
}

/** One of these words, or what the other decoder reads. */
const wordOr = <T, const W extends string>(words: ReadonlyArray<W>, other: Decoder<T>): Decoder<T | Word<W>> => (node, context) =>
  node.kind === "scalar" && words.some((it) => it === node.text) ? word(words)(node, context) : other(node, context)

const instant = sentence("date-time", dateTime)

const then: Decoder<Play.Then> = (node, context) => {
  const read = record(Shape.expected, node, context)
  return isBroken(read) ? read : { kind: "then", ...read.values, span: node.span }
}

export const scenarioDecoders = {
  "given-world": given,
  staff: (node, context) => named(node, context, people),
  "yes-no-by-name": (node, context) => named(node, context, word(["yes", "no"])),
  absences: (node, context) => named(node, context, sentence("date-range", dateRange), "use"),
  "name-by-name": (node, context) => named(node, context, name),
  "rows-by-name": (node, context) => named(node, context, context.decoders["data-list"], "use"),
  "scenario-rows": (node, context) => listed(node, context, calledOf("scenario-rows"), row),
  signers: oneOrMore,
  then,
  "people-by-path": (node, context) => expected(node, context, people),
  "due-by-path": (node, context) => expected(node, context, wordOr(["none"], instant)),
  "late-by-path": (node, context) => expected(node, context, wordOr(["yes", "no"], context.decoders.names)),
  "waits-by-path": (node, context) => expected(node, context, wordOr(["event", "receipt", "answer", "paused"], instant)),
  "names-by-path": (node, context) => expected(node, context, oneOrMore),
  wrote: (node, context) =>
    named(node, context, (value, inside) => value.kind === "list" ? inside.decoders["data-list"](value, inside) : whole(value, inside), "use"),
  "names-by-name": (node, context) => named(node, context, oneOrMore, "use"),
  "paths-by-name": (node, context) =>
    named(node, context, (value, inside) => {
      if (value.kind === "list") return inside.decoders.paths(value, inside)
      const one = sentence("path", path)(value, inside)
      return isBroken(one) ? one : { kind: "listed" as const, items: [one], span: one.span }
    }, "use"),
  "data-by-path": (node, context) => expected(node, context, data),
  ended: (node, context) => node.kind === "map" ? expected(node, context, name) : name(node, context)
} satisfies Partial<Decoders>
