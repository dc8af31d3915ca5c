import { said } from "../../diagnostic/Phrase.ts"
import { type Cursor, isWord, miss, peek, place, since, take } from "../Cursor.ts"
import { type Context, type Decoder, type Decoders, listed, named, sentence, soundOnly, wrongShape } from "../Decode.ts"
import { calledOf } from "../Kind.ts"
import { nameOf } from "../NameRule.ts"
import { anchor, deadline, reminderTime } from "../sentence/DeadlineParser.ts"
import { expression } from "../sentence/ExpressionParser.ts"
import { date, dateTime, number, percent, time } from "../sentence/LiteralParser.ts"
import { rows } from "../sentence/QueryParser.ts"
import { ref } from "../sentence/RefParser.ts"
import { measure, path, shown } from "../sentence/RegisterParser.ts"
import { covers, dateRange, eventSource, every, holdEnd } from "../sentence/ScheduleParser.ts"
import { term } from "../sentence/TermParser.ts"
import type { Broken, Data, Name, Named, Text, Whole } from "../tree/Node.ts"
import type { YamlNode } from "../YamlNode.ts"

/** Values and sentences that are one scalar, lists of names, and data that only the model can judge. */
export const text: Decoder<Text> = (node, context) =>
  node.kind === "scalar"
    ? { kind: "text", text: node.text, span: node.span }
    : wrongShape(node, calledOf("text"), context)

const named_ = (as: "new" | "use"): Decoder<Name> => (node, context) =>
  node.kind === "scalar" ? nameOf(node, context.report, as) : wrongShape(node, calledOf("name"), context)

export const newName = named_("new")
export const name = named_("use")

export const whole: Decoder<Whole> = sentence("whole", (cursor: Cursor): Whole | undefined => {
  const token = peek(cursor)
  if (token?.kind !== "number" || !/^\d{1,9}$/.test(token.text)) return miss(cursor, calledOf("whole"))
  take(cursor)
  return { kind: "whole", value: Number(token.text), span: place(cursor, token) }
})

const names = (item: Decoder<Name>): Decoder<{ readonly kind: "listed"; readonly items: ReadonlyArray<Name>; readonly span: Name["span"] }> =>
(node, context) => {
  const list = soundOnly(listed(node, context, calledOf("names"), item))
  if (list.kind === "broken" || item !== newName) return list
  const seen = new Map<string, Name>()
  const items = list.items.filter((it) => {
    const first = seen.get(it.text)
    if (first === undefined) {
      seen.set(it.text, it)
      return true
    }
    context.report.add("name-taken", it.span, { name: it.text, what: said("the name", "名称") }, {
      related: [{ span: first.span, message: said("first written here", "最先写在这里") }]
    })
    return false
  })
  return { ...list, items }
}

/** Any YAML as values; what its type must be is known to the model only. */
export const data: Decoder<Exclude<Data, Broken>> = (node, context) => {
  switch (node.kind) {
    case "scalar":
      return { kind: "text", text: node.text, span: node.span }
    case "list":
      return { kind: "data-list", items: node.items.map((it) => data(it, context)), span: node.span }
    case "map": {
      const map = dataMap(node, context)
      return map.kind === "broken" ? map : { kind: "data-map", entries: map.entries, span: map.span }
    }
    default:
      return wrongShape(node, calledOf("data"), context)
  }
}

export const dataMap = (node: YamlNode, context: Context): Named<Data> | Broken => named(node, context, data, "use")

const refItem = sentence("ref", (cursor) => ref(cursor))

export const basic = {
  text,
  "new-name": newName,
  name,
  whole,
  number: sentence("number", number),
  percent: sentence("percent", percent),
  term: sentence("term", term),
  time: sentence("time", time),
  date: sentence("date", date),
  "date-time": sentence("date-time", dateTime),
  "date-range": sentence("date-range", dateRange),
  ref: refItem,
  refs: (node, context) => listed(node, context, calledOf("refs"), refItem),
  "new-names": names(newName),
  names: names(name),
  data,
  "data-map": dataMap,
  "data-list": (node, context) => listed(node, context, calledOf("data-list"), data),
  expression: sentence("expression", expression),
  deadline: sentence("deadline", deadline),
  anchor: sentence("anchor", anchor),
  event: sentence("event", eventSource),
  "hold-end": sentence("hold-end", holdEnd),
  "reminder-time": sentence("reminder-time", reminderTime),
  every: sentence("every", every),
  covers: sentence("covers", covers),
  rows: sentence("rows", rows),
  measure: sentence("measure", measure),
  show: (node, context) => listed(node, context, calledOf("show"), sentence("show", shown)),
  dates: (node, context) => listed(node, context, calledOf("dates"), sentence("date", date)),
  path: sentence("path", path),
  paths: (node, context) => listed(node, context, calledOf("paths"), sentence("path", path)),
  given: (node, context) => named(node, context, sentence("expression", expression), "use"),
  heads: sentence("heads", (cursor) => {
    const first = cursor.index
    if (isWord(cursor, "each") && isWord(cursor, "department", 1)) {
      cursor.index += 2
      return { kind: "each-department" as const, span: since(cursor, first) }
    }
    const token = peek(cursor)
    if (token?.kind !== "word" || token.keyword === "each") return miss(cursor, calledOf("heads"))
    take(cursor)
    return { kind: "name" as const, text: token.text, span: place(cursor, token) }
  })
} satisfies Partial<Decoders>

