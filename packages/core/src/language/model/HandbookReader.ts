/**
 * Reads a handbook's tree into the model: each name resolved or reported, each section as complete as it could be
 * read. Schedules, reports and quotas are read when the procedures are known (`Schedules.ts`, `Reports.ts`, `Quotas.ts`).
 */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import type { Field } from "../../domain/Field.ts"
import type { Role } from "../../domain/Organisation.ts"
import type { TimeConventions } from "../../domain/Time.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Span } from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Listed, Maybe, Name } from "../syntax/tree/Node.ts"
import { weekdays } from "../syntax/sentence/ScheduleParser.ts"
import * as Fields from "./Fields.ts"
import * as Flow from "./Flow.ts"
import type { ClassInfo, Handbook, LedgerInfo, QuotaInfo, ReportInfo, Section } from "./Handbook.ts"
import * as HandbookOf from "./Handbook.ts"
import { section } from "./Handbook.ts"
import * as HandbookNames from "./HandbookNames.ts"
import * as PaperLists from "./PaperLists.ts"
import * as People from "./People.ts"
import * as Tables from "./Tables.ts"

const listed = (tree: Maybe<Listed<Name>>): Section<true> => ({
  entries: new Map((sound(tree)?.items ?? []).map((it) => [it.text, { span: it.span, value: true as const }])),
  complete: !isBroken(tree)
})

/** A section that must be there: that it is missing was told, and with it all its names. */
const needed = <T>(tree: unknown, it: Section<T>): Section<T> => (tree === undefined ? { ...it, complete: false } : it)

/** What was plugged in stands beside what the handbook writes; the handbook's own word counts more. */
const beside = <A, B>(
  section: Section<B>,
  plugged: ReadonlyMap<string, A>,
  span: Span,
  to: (it: A) => B
): Section<B> =>
  plugged.size === 0
    ? section
    : {
        ...section,
        entries: new Map([
          ...[...plugged].map(([name, it]) => [name, { span, value: to(it) }] as const),
          ...section.entries
        ])
      }

/** A handbook of which nothing could be read: every name is accepted in silence. */
export const nothing = (folder: string, span: Span, procedures: Section<string>, plugged: Plugged): Handbook => {
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
    documents: closed,
    papers: closed,
    archives: closed,
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
    unread: { messages: true, words: true },
    plugged,
    procedures
  }
}

/** One that nobody knows is told, and counts no money. */
const currency = (name: string | undefined): string | undefined => (name !== undefined && /^[A-Z]{3}$/.test(name) ? name : undefined)

/** `procedures`: those of the folder and of `uses`, by local name. */
export const read = (
  tree: Tree.Handbook,
  folder: string,
  procedures: Section<string>,
  plugged: Plugged,
  report: Report
): Handbook => {
  const time = conventions(tree.time)
  const base: Handbook = {
    ...nothing(folder, tree.span, procedures, plugged),
    name: sound(tree.name)?.text ?? folder,
    span: sound(tree.name)?.span ?? tree.span,
    languages: (sound(tree.languages)?.items ?? []).map((it) => it.text),
    namesIn: sound(tree.namesIn)?.text,
    time,
    currency: currency(sound(tree.currency)?.text),
    calendars: needed(tree.calendars, section(tree.calendars, calendar)),
    ranks: needed(tree.ranks, listed(tree.ranks)),
    departments: needed(tree.departments, section(tree.departments, (it) => {
      const partOf = sound(it.partOf)
      return isBroken(it.partOf) ? undefined : partOf === undefined ? {} : { partOf: partOf.text }
    })),
    roles: needed(tree.roles, section(tree.roles, role)),
    bodies: section(tree.bodies, (it) => {
      const by = sound(it.recordedBy)
      return by === undefined ? undefined : { recordedBy: by.text }
    }),
    partyKinds: listed(tree.partyKinds),
    documents: section(tree.documents, () => true as const),
    papers: section(tree.papers, PaperLists.read),
    archives: beside(
      section(tree.archives, (it) => {
        const by = sound(it.by)
        const keptBy = sound(it.keptBy)
        return by === undefined || keptBy === undefined ? undefined : { by: by.word, keptBy: keptBy.text }
      }),
      new Map([...plugged.archives].filter(([, { keptBy }]) => sound(tree.roles)?.entries.some(({ name }) => name.text === keptBy) === true)),
      tree.span,
      ({ by, keptBy }) => ({ by, keptBy })
    ),
    checklists: section(tree.checklists, (it) => it.items.map((item) => item.text)),
    reports: section<Tree.Report, ReportInfo>(tree.reports, () => undefined),
    forms: section(tree.forms, (it) => it),
    classes: section<Tree.Class, ClassInfo>(tree.classes, () => undefined),
    channels: beside(listed(tree.channels), plugged.channels, tree.span, () => true as const),
    parameters: section(tree.parameters, (it) => it),
    quotas: section<Tree.Quota, QuotaInfo>(tree.quotas, () => undefined),
    messages: sound(tree.messages),
    words: sound(tree.words),
    unread: { messages: isBroken(tree.messages), words: isBroken(tree.words) }
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
    tables: beside(Tables.read(tree.tables, base, report), plugged.tables, tree.span, ({ columns, key }) => ({
      key,
      columns: columns.map((it) => ({ ...it, span: tree.span }))
    })),
    events: beside<ReadonlyArray<Field>, ReadonlyArray<Field>>(
      section(tree.events, (it) => Fields.plainly(it, base)),
      plugged.events,
      tree.span,
      (it) => it
    )
  }
  const nowhere = { report, handbook: withFields, flow: Flow.start, anyTime: true, items: new Map(), inside: [] }
  const whole: Handbook = {
    ...withFields,
    classes: section(tree.classes, (it): ClassInfo | undefined => {
      const seenBy = People.people(it.seenBy, nowhere)
      const usedIn = sound(it.usedIn)
      return seenBy === undefined || usedIn === undefined ? undefined : { seenBy, usedIn: usedIn.items.map((name) => name.text) }
    })
  }
  HandbookNames.check(tree, whole, report)
  return whole
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
    remindAt === undefined ||
    // one that nobody knows is told, and nothing is counted in it
    !HandbookNames.isZone(zone.text)
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
