/**
 * Reads a handbook's tree into the model: each name resolved or reported, each section as complete as it could be
 * read. What the handbook keeps for itself (schedules, quotas) is only known by name for now: it does not run yet.
 */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import type { Role } from "../../domain/Organisation.ts"
import type { TimeConventions } from "../../domain/Time.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Said } from "../diagnostic/Entry.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Listed, Maybe, Name, Named } from "../syntax/tree/Node.ts"
import type { Weekday } from "../syntax/tree/Time.ts"
import type { Context } from "./Context.ts"
import * as Fields from "./Fields.ts"
import * as Flow from "./Flow.ts"
import type { Handbook, LedgerInfo, Section } from "./Handbook.ts"
import * as HandbookOf from "./Handbook.ts"
import * as People from "./People.ts"
import * as Reference from "./Reference.ts"

const weekdays: ReadonlyArray<Weekday> = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday"
]

const section = <A, B>(
  tree: Maybe<Named<A | Broken>>,
  read: (value: A, name: Name) => B | undefined
): Section<B> => ({
  entries: new Map(
    (sound(tree)?.entries ?? []).map((entry) => {
      const value = sound<A>(entry.value)
      return [entry.name.text, { span: entry.name.span, value: value === undefined ? undefined : read(value, entry.name) }]
    })
  ),
  complete: !isBroken(tree)
})

const listed = (tree: Maybe<Listed<Name>>): Section<true> => ({
  entries: new Map((sound(tree)?.items ?? []).map((it) => [it.text, { span: it.span, value: true as const }])),
  complete: !isBroken(tree)
})

/** A handbook of which nothing could be read: every name is accepted in silence. */
export const nothing = (folder: string, span: Span.Span, procedures: Section<string>): Handbook => {
  const closed: Section<never> = { entries: new Map(), complete: false }
  return {
    name: folder,
    folder,
    span,
    languages: [],
    namesIn: undefined,
    time: undefined,
    currency: undefined,
    calendars: closed,
    ranks: closed,
    departments: closed,
    roles: closed,
    bodies: closed,
    organisation: { ranks: [], departments: {}, roles: {}, bodies: {} },
    partyKinds: closed,
    papers: closed,
    checklists: closed,
    reports: closed,
    ledgers: closed,
    tables: closed,
    forms: closed,
    classes: closed,
    channels: closed,
    events: closed,
    parameters: closed,
    quotas: closed,
    messages: undefined,
    words: undefined,
    procedures
  }
}

/** `procedures`: those of the folder and of `uses`, by local name. */
export const read = (tree: Tree.Handbook, folder: string, procedures: Section<string>, report: Report): Handbook => {
  const time = conventions(tree.time)
  const base: Handbook = {
    ...nothing(folder, tree.span, procedures),
    name: sound(tree.name)?.text ?? folder,
    span: sound(tree.name)?.span ?? tree.span,
    languages: (sound(tree.languages)?.items ?? []).map((it) => it.text),
    namesIn: sound(tree.namesIn)?.text,
    time,
    currency: sound(tree.currency)?.text,
    calendars: section(tree.calendars, calendar),
    ranks: listed(tree.ranks),
    departments: section(tree.departments, (it) => {
      const partOf = sound(it.partOf)
      return isBroken(it.partOf) ? undefined : partOf === undefined ? {} : { partOf: partOf.text }
    }),
    roles: section(tree.roles, role),
    bodies: section(tree.bodies, (it) => {
      const by = sound(it.recordedBy)
      return by === undefined ? undefined : { recordedBy: by.text }
    }),
    partyKinds: listed(tree.partyKinds),
    papers: section(tree.papers, () => true as const),
    checklists: section(tree.checklists, (it) => it.items.map((item) => item.text)),
    reports: section(tree.reports, () => true as const),
    forms: section(tree.forms, (it) => it),
    classes: section(tree.classes, () => true as const),
    channels: listed(tree.channels),
    parameters: section(tree.parameters, (it) => it),
    quotas: section(tree.quotas, () => true as const),
    messages: sound(tree.messages),
    words: sound(tree.words)
  }
  const withFields: Handbook = {
    ...base,
    organisation: organisation(base),
    ledgers: section(tree.ledgers, (it): LedgerInfo | undefined => {
      const columns = sound(it.columns)
      const klass = sound(it.class)
      if (columns === undefined) return undefined
      const found = Fields.plainly(columns, base)
      return {
        columns: found,
        ...(klass === undefined ? {} : { class: klass.text }),
        complete: found.length === columns.entries.length
      }
    }),
    tables: section(tree.tables, (it) => {
      const columns = sound(it.columns)
      if (columns === undefined) return undefined
      const key = it.rows === undefined ? undefined : sound(it.key)
      return {
        columns: Fields.plainly(columns, base),
        ...(key === undefined ? {} : { key: key.items.map((name) => name.text) })
      }
    }),
    events: section(tree.events, (it) => Fields.plainly(it, base))
  }
  check(tree, withFields, report)
  return withFields
}

const conventions = (tree: Maybe<Tree.Time>): TimeConventions | undefined => {
  const time = sound(tree)
  const zone = sound(time?.zone)
  const calendar = sound(time?.calendar)
  const dayEnds = sound(time?.dayEnds)
  const afterClosing = sound(time?.afterClosing)
  const holidays = sound(time?.holidays)
  const remindAt = sound(time?.remindAt)
  if (
    zone === undefined ||
    calendar === undefined ||
    dayEnds === undefined ||
    afterClosing === undefined ||
    holidays === undefined ||
    remindAt === undefined
  ) {
    return undefined
  }
  return {
    zone: zone.text,
    calendar: calendar.text,
    dayEnds: dayEnds.word,
    afterClosing: afterClosing.word === "same day" ? "same-day" : "next-opening-day",
    holidays: holidays.word === "do not move a due date" ? "stay" : "next-working-day",
    remindAt: remindAt.time
  }
}

/** Whether the platform knows the zone; there is no way to ask but to try. */
const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

const minutes = (time: string): number => {
  const [hours = "0", rest = "0"] = time.split(":")
  return Number(hours) * 60 + Number(rest)
}

const calendar = (tree: Tree.Calendar, name: Name): CalendarSpec | undefined => {
  const open = sound(tree.open)
  const holidays = sound(tree.holidays)
  const covered = sound(tree.covered)
  const closed = sound(tree.closed)
  const alsoOpen = sound(tree.alsoOpen)
  if (open === undefined || holidays === undefined || covered === undefined) return undefined
  if (isBroken(tree.closed) || isBroken(tree.alsoOpen)) return undefined
  const hours = open.items.filter((it) => it.kind !== "broken")
  const days = [...(closed?.items ?? []), ...(alsoOpen?.items ?? [])]
  if (hours.length < open.items.length || days.some(isBroken)) return undefined
  return {
    name: name.text,
    week: weekdays.map((day) =>
      hours
        .filter((it) => it.days.includes(day))
        .flatMap((it) => it.hours.map((h) => [minutes(h.from.time), minutes(h.to.time)] as const))
        .sort((a, b) => a[0] - b[0])
    ),
    holidays: holidays.text,
    covered: { from: covered.from.date, to: covered.to.date },
    closed: (closed?.items ?? []).flatMap((it) => (isBroken(it) ? [] : [it.date])),
    alsoOpen: (alsoOpen?.items ?? []).flatMap((it) => (isBroken(it) ? [] : [it.date]))
  }
}

const role = (tree: Tree.Role): Role | undefined => {
  const rank = sound(tree.rank)
  const heads = sound(tree.heads)
  if (rank === undefined || [tree.in, tree.heads, tree.reportsTo, tree.standsIn].some(isBroken)) return undefined
  const at = sound(tree.in)
  const to = sound(tree.reportsTo)
  const stands = sound(tree.standsIn)
  return {
    rank: rank.text,
    ...(at === undefined ? {} : { in: at.text }),
    ...(heads === undefined ? {} : { heads: heads.kind === "name" ? heads.text : { each: true as const } }),
    ...(to === undefined ? {} : { reportsTo: to.text }),
    ...(stands === undefined ? {} : { standsIn: stands.text })
  }
}

const record = <A, B>(entries: Section<A>, to: (value: A) => B): { readonly [name: string]: B } => {
  const found: { [name: string]: B } = {}
  for (const [name, it] of entries.entries) if (it.value !== undefined) found[name] = to(it.value)
  return found
}

const organisation = (book: Handbook): Handbook["organisation"] => ({
  ranks: HandbookOf.namesOf(book.ranks),
  departments: record(book.departments, (it) => it),
  roles: record(book.roles, (it) => it),
  bodies: record(book.bodies, (it) => it)
})

/** The names a handbook uses inside itself. */
const check = (tree: Tree.Handbook, book: Handbook, report: Report): void => {
  const context: Context = {
    report,
    handbook: book,
    flow: Flow.start,
    anyTime: true,
    items: new Map(),
    inside: []
  }
  const known = (name: Maybe<Name>, into: Section<unknown>, what: Said): void => {
    const it = sound(name)
    if (it !== undefined && HandbookOf.find(into, it.text) === "unknown") {
      Reference.unknownName(it, context, what, HandbookOf.namesOf(into))
    }
  }
  const department = said("department", "部门")
  const roleName = said("role", "岗位")
  const calendarName = said("calendar", "日历")
  const zone = sound(sound(tree.time)?.zone)
  if (zone !== undefined && !isZone(zone.text)) {
    report.add("unknown-name", zone.span, {
      name: zone.text,
      what: said("time zone", "时区"),
      nearest: nearest(zone.text, Intl.supportedValuesOf("timeZone"))
    })
  }
  known(sound(tree.time)?.calendar, book.calendars, calendarName)
  for (const entry of sound(tree.departments)?.entries ?? []) {
    known(sound(entry.value)?.partOf, book.departments, department)
  }
  for (const entry of sound(tree.roles)?.entries ?? []) {
    const it = sound(entry.value)
    const heads = sound(it?.heads)
    known(it?.rank, book.ranks, said("rank", "职级"))
    known(it?.in, book.departments, department)
    if (heads?.kind === "name") known(heads, book.departments, department)
    known(it?.reportsTo, book.roles, roleName)
    known(it?.standsIn, book.roles, roleName)
  }
  for (const entry of sound(tree.bodies)?.entries ?? []) known(sound(entry.value)?.recordedBy, book.roles, roleName)
  for (const entry of sound(tree.archives)?.entries ?? []) known(sound(entry.value)?.keptBy, book.roles, roleName)
  for (const entry of sound(tree.classes)?.entries ?? []) {
    People.people(sound(entry.value)?.seenBy, context)
  }
  for (const entry of sound(tree.ledgers)?.entries ?? []) {
    const ledger = sound(entry.value)
    known(ledger?.class, book.classes, said("class", "保密类别（classes）"))
    columns(sound(ledger?.columns), context)
  }
  for (const entry of sound(tree.tables)?.entries ?? []) columns(sound(sound(entry.value)?.columns), context)
  for (const entry of sound(tree.events)?.entries ?? []) columns(sound(entry.value), context)
  for (const entry of sound(tree.forms)?.entries ?? []) {
    for (const field of sound(entry.value)?.entries ?? []) {
      const it = sound(field.value)
      if (it !== undefined && !isBroken(it.type) && it.type.kind !== "signature") Fields.checkType(it.type, false, context)
    }
  }
  documents(tree, context)
  reports(tree, book, context)
  for (const entry of sound(tree.parameters)?.entries ?? []) {
    if (HandbookOf.find(book.procedures, entry.name.text) === "unknown") {
      Reference.unknownName(entry.name, context, said("procedure", "流程"), HandbookOf.namesOf(book.procedures))
    }
  }
}

const columns = (fields: Parameters<typeof Fields.plainly>[0] | undefined, context: Context): void => {
  for (const entry of fields?.entries ?? []) {
    const it = sound(entry.value)
    if (it !== undefined) Fields.checkType(it.type, false, context)
  }
}

const documents = (tree: Tree.Handbook, context: Context): void => {
  const names = (sound(tree.documents)?.entries ?? []).map((it) => it.name.text)
  const needs = (list: Maybe<Listed<{ readonly kind: "paper"; readonly document: Name } | Broken>>): void => {
    for (const it of sound(list)?.items ?? []) {
      if (isBroken(it) || isBroken(tree.documents) || names.includes(it.document.text)) continue
      Reference.unknownName(it.document, context, said("document", "资料（documents）"), names)
    }
  }
  for (const entry of sound(tree.papers)?.entries ?? []) {
    const it = sound(entry.value)
    needs(it?.needs)
    for (const list of sound(it?.lists)?.entries ?? []) {
      const one = sound(list.value)
      needs(one?.needs)
      const includes = sound(one?.includes)
      const lists = (sound(it?.lists)?.entries ?? []).map((x) => x.name.text)
      if (includes !== undefined && !lists.includes(includes.text)) {
        Reference.unknownName(includes, context, said("list", "清单"), lists)
      }
    }
  }
}

const reports = (tree: Tree.Handbook, book: Handbook, context: Context): void => {
  for (const entry of sound(tree.reports)?.entries ?? []) {
    const it = sound(entry.value)
    const rows = sound(it?.rows)
    if (it === undefined || rows === undefined || rows.kind === "cases") continue
    const [name] = rows.ref.names
    const ledger = HandbookOf.find(book.ledgers, name.text)
    if (ledger === "unknown") {
      Reference.unknownName(name, context, said("ledger", "台账"), HandbookOf.namesOf(book.ledgers))
    }
    if (typeof ledger === "string" || !ledger.value.complete) continue
    const columnNames = ledger.value.columns.map((column) => column.name)
    for (const column of [sound(it.day), ...(sound(it.by)?.items ?? []), ...(sound(it.eachRow)?.items ?? [])]) {
      if (column === undefined || columnNames.includes(column.text)) continue
      Reference.unknownName(column, context, said(`column of \`${name.text}\` named`, `列（台账 \`${name.text}\`）`), columnNames)
    }
  }
}
