import { type Context, type Decoder, type Decoders, named, onceEach, oneOfKeys, record, sentence, word, wrongShape } from "../Decode.ts"
import { said } from "../../diagnostic/Phrase.ts"
import { read as readSentence } from "../Cursor.ts"
import { days, hours } from "../sentence/RegisterParser.ts"
import { number } from "../sentence/LiteralParser.ts"
import * as Shape from "../Shape.ts"
import type * as Book from "../tree/Handbook.ts"
import { type Broken, isBroken, type Listed } from "../tree/Node.ts"
import type { OpenHours } from "../tree/Time.ts"
import type { YamlNode, YamlPair } from "../YamlNode.ts"
import { dataMap, text } from "./Basic.ts"

/** A handbook and its parts, each by its table. */
export const handbook = (node: YamlNode, outside: Context, complete: boolean): Book.Handbook | undefined => {
  const lacking: Array<Book.Lacking> = []
  const context = takesFromOthers(node) ? { ...outside, lacking } : outside
  const read = record(Shape.handbook, node, context, { complete })
  if (isBroken(read)) return undefined
  const v = read.values
  return {
    kind: "handbook",
    name: v.handbook,
    version: v.version,
    languages: v.languages,
    namesIn: v["names-in"],
    time: v.time,
    currency: v.currency,
    calendars: v.calendars,
    ranks: v.ranks,
    departments: v.departments,
    roles: v.roles,
    bodies: v.bodies,
    partyKinds: v["party-kinds"],
    documents: v.documents,
    papers: v.papers,
    archives: v.archives,
    ledgers: v.ledgers,
    tables: v.tables,
    reports: v.reports,
    checklists: v.checklists,
    forms: v.forms,
    classes: v.classes,
    channels: v.channels,
    events: v.events,
    uses: v.uses,
    parameters: v.parameters,
    schedules: v.schedules,
    quotas: v.quotas,
    messages: v.messages,
    words: v.words,
    lacking,
    incomplete: !complete,
    span: node.span
  }
}

const isPath = ({ key }: YamlPair): boolean => key.text.startsWith(".") || key.text.includes("/")

/** Under `uses`, or under what was to be `uses`; in a file that is broken there it may stand where nobody can read it. */
const takesFromOthers = (node: YamlNode): boolean =>
  node.kind === "map" &&
  node.pairs.some((pair) => {
    const { key, value } = pair
    if (isPath(pair)) return true
    if (value.kind !== "map") return key.text === "uses"
    return (key.text === "uses" || !(key.text in Shape.handbook.keys)) && (!value.complete || value.pairs.some(isPath))
  })

/** A path as key is another handbook, of which something is taken; a name as key is a procedure of another folder. */
const uses: Decoder<Book.Uses> = (node, context) => {
  if (node.kind !== "map") {
    const read = named(node, context, text)
    return isBroken(read) ? read : { ...read, takes: [] }
  }
  const read = named({ ...node, pairs: node.pairs.filter((it) => !isPath(it)) }, context, text)
  if (isBroken(read)) return read
  const takes = onceEach({ ...node, pairs: node.pairs.filter(isPath) }, context, said("the folder", "文件夹")).map((pair): Book.Taking => ({
    kind: "taking",
    from: { kind: "text", text: pair.key.text.replace(/\/+$/, ""), span: pair.key.span },
    what: pair.value.kind === "empty"
      ? wrongShape({ ...pair.value, span: pair.key.span }, said("`all`, or which parts", "`all`（全部），或写明哪些部分"), context)
      : pair.value.kind === "scalar"
      ? all(pair.value, context)
      : taken(pair.value, { ...context, owner: pair.key.span }),
    span: pair.span
  }))
  return { ...read, takes }
}

const all = word(["all"])

const taken: Decoder<Book.Taken> = (node, context) => {
  const read = record(Shape.taken, node, context)
  if (isBroken(read)) return read
  const { as, without, ...sections } = read.values
  return { kind: "taken", sections, without, as, span: node.span }
}

const timeRules: Decoder<Book.Time> = (node, context) => {
  const read = record(Shape.timeRules, node, context)
  if (isBroken(read)) return read
  const v = read.values
  return {
    kind: "time-rules",
    zone: v.zone,
    calendar: v.calendar,
    dayEnds: v["day-ends"],
    afterClosing: v["after-closing"],
    holidays: v.holidays,
    remindAt: v["remind-at"],
    span: node.span
  }
}

const calendar: Decoder<Book.Calendar> = (node, context) => {
  const read = record(Shape.calendar, node, context)
  if (isBroken(read)) return read
  const { closed, covered, holidays, open } = read.values
  return { kind: "calendar", open, holidays, covered, closed, alsoOpen: read.values["also-open"], span: node.span }
}

const someDays = said("a weekday such as `Mon`, or a range such as `Mon-Fri`", "星期几，如 `Mon`，或范围，如 `Mon-Fri`")
const someHours = said("opening hours such as `08:30-17:30`", "开放时间，如 `08:30-17:30`")

/** The keys are days and not names; a day that two lines open is told. */
const openHours = (node: YamlNode, context: Context): Listed<OpenHours | Broken> | Broken => {
  if (node.kind !== "map") return wrongShape(node, said("days and hours, such as `{ Mon-Fri: 08:30-17:30 }`", "开放日和时间，如 `{ Mon-Fri: 08:30-17:30 }`"), context)
  const seen = new Map<string, OpenHours>()
  const items = node.pairs.map((pair): OpenHours | Broken => {
    const on = readSentence(pair.key, context.report, days, someDays)
    const at = pair.value.kind === "scalar"
      ? readSentence(pair.value, context.report, hours, someHours)
      : wrongShape(pair.value.kind === "empty" ? { ...pair.value, span: pair.key.span } : pair.value, someHours, context)
    if (isDays(on) || isDays(at)) return { kind: "broken", span: pair.span }
    const open: OpenHours = { kind: "open-hours", days: on, daysSpan: pair.key.span, hours: at, span: pair.span }
    for (const day of on) {
      const first = seen.get(day)
      if (first === undefined) seen.set(day, open)
      else {
        context.report.add("name-taken", pair.key.span, { name: day, what: said("the weekday", "星期") }, {
          related: [{ span: first.daysSpan, message: said("opened here already", "这里已写过") }]
        })
        return { kind: "broken", span: pair.span }
      }
    }
    return open
  })
  return { kind: "listed", items, span: node.span }
}

const isDays = (it: ReadonlyArray<unknown> | Broken): it is Broken => !Array.isArray(it)

const department: Decoder<Book.Department> = (node, context) => {
  const read = record(Shape.department, node, context)
  return isBroken(read) ? read : { kind: "department", partOf: read.values["part-of"], span: node.span }
}

const role: Decoder<Book.Role> = (node, context) => {
  const read = record(Shape.role, node, context)
  if (isBroken(read)) return read
  const v = read.values
  return { kind: "role", rank: v.rank, in: v.in, heads: v.heads, reportsTo: v["reports-to"], standsIn: v["stands-in"], span: node.span }
}

const body: Decoder<Book.Body> = (node, context) => {
  const read = record(Shape.body, node, context)
  return isBroken(read) ? read : { kind: "body", founded: read.values.founded, recordedBy: read.values["recorded-by"], span: node.span }
}

const document: Decoder<Book.Document> = (node, context) => {
  const read = record(Shape.document, node, context)
  return isBroken(read) ? read : { kind: "document", span: node.span }
}

const papers: Decoder<Book.Papers> = (node, context) => {
  const read = record(Shape.papers, node, context)
  if (isBroken(read)) return read
  oneOfKeys(read, Shape.papers, "needs", "lists", context, { required: true })
  const missing = read.keys.has("lists") ? "of" : read.keys.has("of") ? "lists" : undefined
  if (missing !== undefined && !read.keys.has(missing) && read.complete) {
    const present = missing === "of" ? "lists" : "of"
    context.report.add("key-missing", read.keys.get(present) ?? node.span, {
      keys: [missing],
      place: said(`papers with \`${present}\``, `写了 \`${present}\` 的资料清单`),
      example: missing === "of" ? "of: [owner-in-person, delegate]" : undefined
    })
  }
  return { kind: "papers-lists", needs: read.values.needs, of: read.values.of, lists: read.values.lists, span: node.span }
}

const papersList: Decoder<Book.PapersList> = (node, context) => {
  const read = record(Shape.papersList, node, context)
  return isBroken(read) ? read : { kind: "papers-list", includes: read.values.includes, needs: read.values.needs, span: node.span }
}

const archive: Decoder<Book.Archive> = (node, context) => {
  const read = record(Shape.archive, node, context)
  return isBroken(read) ? read : { kind: "archive", by: read.values.by, keptBy: read.values["kept-by"], span: node.span }
}

const ledger: Decoder<Book.Ledger> = (node, context) => {
  const read = record(Shape.ledger, node, context)
  return isBroken(read) ? read : { kind: "ledger", columns: read.values.columns, class: read.values.class, span: node.span }
}

const table: Decoder<Book.Table> = (node, context) => {
  const read = record(Shape.table, node, context)
  if (isBroken(read)) return read
  oneOfKeys(read, Shape.table, "rows", "from", context, { required: true, example: "from: host" })
  const v = read.values
  return { kind: "table", columns: v.columns, key: v.key, rows: v.rows, from: v.from, addsUp: v["adds-up"], class: v.class, span: node.span }
}

const report: Decoder<Book.Report> = (node, context) => {
  const read = record(Shape.report, node, context)
  if (isBroken(read)) return read
  oneOfKeys(read, Shape.report, "show", "each-row", context, { required: true, example: "show: [count]" })
  if (read.keys.has("by")) oneOfKeys(read, Shape.report, "by", "each-row", context, { required: false })
  const v = read.values
  return { kind: "report", rows: v.rows, day: v.day, by: v.by, show: v.show, eachRow: v["each-row"], span: node.span }
}

const dataClass: Decoder<Book.Class> = (node, context) => {
  const read = record(Shape.dataClass, node, context)
  return isBroken(read) ? read : { kind: "class", seenBy: read.values["seen-by"], usedIn: read.values["used-in"], span: node.span }
}

const quota: Decoder<Book.Quota> = (node, context) => {
  const read = record(Shape.quota, node, context)
  if (isBroken(read)) return read
  oneOfKeys(read, Shape.quota, "at-least", "at-most", context, { required: true, example: "at-least: 30%" })
  const v = read.values
  return {
    kind: "quota",
    count: v.count,
    of: v.of,
    per: v.per,
    atLeast: v["at-least"],
    atMost: v["at-most"],
    rounded: v.rounded,
    missed: v.missed,
    span: node.span
  }
}

const missed: Decoder<Book.Missed> = (node, context) => {
  const read = record(Shape.missed, node, context)
  return isBroken(read) ? read : { kind: "missed", tell: read.values.tell, with: read.values.with, span: node.span }
}

export const handbookDecoders = {
  "time-rules": timeRules,
  calendars: (node, context) => named(node, context, calendar),
  "open-hours": openHours,
  departments: (node, context) => named(node, context, department),
  roles: (node, context) => named(node, context, role),
  bodies: (node, context) => named(node, context, body),
  documents: (node, context) => named(node, context, document),
  papers: (node, context) => named(node, context, papers),
  "papers-lists": (node, context) => named(node, context, papersList, "use"),
  archives: (node, context) => named(node, context, archive),
  ledgers: (node, context) => named(node, context, ledger),
  tables: (node, context) => named(node, context, table),
  totals: (node, context) => named(node, context, sentence("number", number), "use"),
  reports: (node, context) => named(node, context, report),
  checklists: (node, context) => named(node, context, context.decoders["new-names"]),
  classes: (node, context) => named(node, context, dataClass),
  uses,
  "taken-names": (node, context) => (node.kind === "scalar" && node.text.trim() === "all" ? all(node, context) : context.decoders.names(node, context)),
  renamed: (node, context) => named(node, context, context.decoders.name, "use"),
  parameters: (node, context) => named(node, context, dataMap, "use"),
  quotas: (node, context) => named(node, context, quota),
  missed
} satisfies Partial<Decoders>
