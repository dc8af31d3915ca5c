/**
 * From a checked procedure to its plan: the part of the handbook it needs, what it has to keep, its digest and its
 * titles. The same procedure gives the same plan, byte for byte. A handbook's schedule is a small plan of its own.
 */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import type { Field, FieldType } from "../../domain/Field.ts"
import * as Papers from "../../domain/Papers.ts"
import type { Quota } from "../../domain/Quota.ts"
import type { Compiled, Ledger, Plan, Table } from "../../plan/Plan.ts"
import * as Steps from "../../plan/Steps.ts"
import type { Asked } from "./Asked.ts"
import type { Checked } from "../check/Check.ts"
import * as Handbook from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type { Schedule } from "../model/Schedules.ts"
import * as Titles from "../model/Titles.ts"
import * as Visible from "../model/Visible.ts"
import * as Kept from "./Kept.ts"
import * as Lazily from "./Lazily.ts"
import * as Sealed from "./Sealed.ts"

/** What holds of the whole workspace: announced events that some hold names, as `PROCEDURE-ID.EVENT`. */
export interface Around {
  readonly standing: ReadonlySet<string>
  /** what other sentences ask of a procedure's cases */
  readonly asked: Asked
  /** ledgers some schedule waits for, as `HANDBOOK/LEDGER` */
  readonly watched: ReadonlySet<string>
  /** by procedure, the calendars in which schedules remind of the cases they open */
  readonly during: ReadonlyMap<string, ReadonlySet<string>>
  /** by procedure, the same of schedules in other handbooks, with the calendars themselves, as `HANDBOOK/CALENDAR` */
  readonly lent: ReadonlyMap<string, ReadonlyMap<string, CalendarSpec>>
}

export const lower = (procedure: Checked<Procedure>, around: Around): Compiled =>
  Lazily.compiled(() => planOf(procedure, around), (plan) => wordsOf(procedure, plan))

/** A schedule of a sound handbook; `version` is the handbook's. */
export const schedule = ({ messages, name, plan: of }: Schedule, book: Handbook.Handbook, version: number): Compiled => {
  const plan: Plan = { ...standing(`schedule:${name}`, { of, messages }, book, version), messages, schedule: of }
  const opened = of.opens.slice(of.opens.lastIndexOf("/") + 1)
  return Lazily.compiled(() => plan, () => Titles.of([name, opened, book.name], undefined, book.words, book))
}

/** What watches a quota of a sound handbook: a small plan too. */
export const quota = (name: string, of: Handbook.QuotaInfo, book: Handbook.Handbook, version: number): Compiled => {
  const { missed, quota: measured, texts } = of
  const plan: Plan = {
    ...standing(`quota:${name}`, [missed, measured], book, version),
    messages: texts,
    quotas: { [name]: measured },
    missed
  }
  return Lazily.compiled(() => plan, () => Titles.of([name, missed.with, book.name], undefined, book.words, book))
}

/** A plan without steps that lasts as long as the handbook; `of` is what it does. */
const standing = (name: string, of: unknown, book: Handbook.Handbook, version: number): Plan => {
  const { currency, time } = book
  if (time === undefined || currency === undefined) throw new Error("Lower: a schedule stands in a sound handbook")
  const used = mentioned(of)
  return {
    format: 1,
    procedure: `${book.name}/${name}`,
    version,
    time,
    currency,
    calendars: calendarsOf(book, time.calendar, used.calendars),
    organisation: book.organisation,
    parameters: {},
    intake: { by: null, form: [], due: null },
    root: { rungs: [{ name: null, by: null, due: null }], steps: [] },
    outcomes: {},
    orders: {},
    holds: [],
    messages: {},
    announces: {},
    events: eventsOf(book, used),
    ledgers: {},
    kept: {},
    subject: [],
    ...registersOf(book, used)
  }
}

/** Tables and quotas that are asked for; a quota may ask for tables itself. */
const registersOf = (book: Handbook.Handbook, used: Mentioned): Pick<Plan, "tables" | "quotas"> => {
  const quotas = [...used.quotas].sort().flatMap((name): ReadonlyArray<[string, Quota]> => {
    const quota = Handbook.find(book.quotas, name)
    return typeof quota === "string" ? [] : [[name, quota.value.quota]]
  })
  const names = new Set([...used.tables, ...mentioned(quotas).tables])
  const tables = [...names].sort().flatMap((name): ReadonlyArray<[string, Table]> => {
    const table = Handbook.find(book.tables, name)
    if (typeof table === "string") return []
    const { addsUp, class: klass, columns, key, rows } = table.value
    return [[name, {
      columns: columns.map(bare),
      key,
      ...(addsUp !== undefined && { addsUp }),
      ...(rows !== undefined && { rows }),
      ...(klass !== undefined && { class: klass })
    }]]
  })
  return {
    ...(tables.length > 0 && { tables: Object.fromEntries(tables) }),
    ...(quotas.length > 0 && { quotas: Object.fromEntries(quotas) })
  }
}

const calendarsOf = (book: Handbook.Handbook, own: string, used: ReadonlySet<string>): Plan["calendars"] =>
  [...book.calendars.entries.values()].flatMap(({ value }) =>
    value !== undefined && (value.name === own || used.has(value.name)) ? [value] : []
  )

/** A calendar is counted in the zone of its own handbook. */
const lentTo = ({ id }: Checked<Procedure>, here: string, { lent }: Around): Plan["calendars"] =>
  [...(lent.get(id)?.values() ?? [])]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ zone, ...spec }) => (zone === undefined || zone === here ? spec : { ...spec, zone }))

const planOf = (procedure: Checked<Procedure>, around: Around): Plan => {
  const book = procedure.handbook
  const time = book.time
  if (time === undefined || book.currency === undefined) {
    throw new Error("Lower: a checked procedure stands in a sound handbook")
  }
  const body = {
    intake: procedure.intake,
    root: { rungs: procedure.rungs, steps: procedure.steps },
    outcomes: Object.fromEntries(procedure.outcomes),
    orders: procedure.orders,
    holds: procedure.holds,
    ...(procedure.schedules.length > 0 && { schedules: procedure.schedules }),
    messages: procedure.messages
  }
  const used = mentioned(body)
  const whole: Omit<Plan, "kept"> = {
    format: 1,
    procedure: procedure.id,
    version: procedure.version,
    time,
    currency: book.currency,
    calendars: [
      ...calendarsOf(book, time.calendar, new Set([...used.calendars, ...(around.during.get(procedure.id) ?? [])])),
      ...lentTo(procedure, time.zone, around)
    ],
    organisation: book.organisation,
    parameters: procedure.parameters,
    ...body,
    announces: Object.fromEntries(
      [...procedure.announces].map(([event, fields]) => [
        `${procedure.id}.${event}`,
        { fields, stands: around.standing.has(`${procedure.id}.${event}`) }
      ])
    ),
    events: eventsOf(book, used),
    ...(used.actions.size > 0 && {
      actions: Object.fromEntries(
        [...used.actions].sort().flatMap((name) => {
          const action = book.plugged.actions.get(name)
          if (action === undefined) return []
          const { fails, gives, with: given } = action
          return [[name, { with: given, gives, fails }] as const]
        })
      )
    }),
    ledgers: Object.fromEntries(
      [...used.ledgers].sort().flatMap((name): ReadonlyArray<[string, Ledger]> => {
        const ledger = Handbook.find(book.ledgers, name)
        if (typeof ledger === "string") return []
        const klass = ledger.value.class
        return [[name, {
          columns: ledger.value.columns.map(bare),
          ...(klass === undefined ? {} : { class: klass }),
          ...(around.watched.has(`${book.name}/${name}`) && { watched: true as const })
        }]]
      })
    ),
    subject: procedure.intake.form
      .filter((it) => subjects.has(it.type.kind))
      .map((it) => it.name),
    ...registersOf(book, used),
    ...(procedure.seenBy !== undefined && { seenBy: procedure.seenBy })
  }
  const guarded = { ...whole, ...Sealed.of(procedure, whole) }
  return { ...guarded, kept: Kept.of(guarded, around.asked.get(procedure.id)) }
}

/** Events of the outside that a part of a plan speaks of. */
const eventsOf = (book: Handbook.Handbook, { topics }: Mentioned): Plan["events"] =>
  Object.fromEntries(
    [...topics].sort().flatMap((topic) => {
      const event = Handbook.find(book.events, topic)
      return typeof event === "string" ? [] : [[topic, event.value.map(bare)]]
    })
  )

const subjects: ReadonlySet<string> = new Set(["unit", "party", "person"])

const bare = (field: Field & { readonly span?: unknown; readonly conditional?: boolean }): Field => {
  const { span: _span, conditional: _conditional, ...rest } = field
  return rest
}

interface Mentioned {
  readonly calendars: ReadonlySet<string>
  readonly ledgers: ReadonlySet<string>
  readonly topics: ReadonlySet<string>
  readonly tables: ReadonlySet<string>
  readonly quotas: ReadonlySet<string>
  readonly actions: ReadonlySet<string>
}

/** Calendars, registers, topics and actions that a part of a plan speaks of. */
const mentioned = (body: unknown): Mentioned => {
  const calendars = new Set<string>()
  const ledgers = new Set<string>()
  const topics = new Set<string>()
  const tables = new Set<string>()
  const quotas = new Set<string>()
  const actions = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    if (Array.isArray(value)) {
      for (const it of value) walk(it)
      return
    }
    const node = value as { readonly [key: string]: unknown }
    if (typeof node["calendar"] === "string") calendars.add(node["calendar"])
    if (typeof node["during"] === "string") calendars.add(node["during"])
    if (typeof node["ledger"] === "string") ledgers.add(node["ledger"])
    if (typeof node["topic"] === "string") topics.add(node["topic"])
    if (node["from"] === "table" && typeof node["table"] === "string") tables.add(node["table"])
    if (node["op"] === "quota" && typeof node["quota"] === "string") quotas.add(node["quota"])
    if (node["kind"] === "do" && typeof node["action"] === "string") actions.add(node["action"])
    if (node["op"] === "call" && node["name"] === "open") {
      const of = node["of"] as { readonly value?: unknown }
      if (typeof of.value === "string") calendars.add(of.value)
    }
    for (const key in node) walk(node[key])
  }
  walk(body)
  return { actions, calendars, ledgers, topics, tables, quotas }
}

/** The titles of everything a case of this procedure can show. */
const wordsOf = (procedure: Checked<Procedure>, plan: Plan): Compiled["words"] => {
  const book = procedure.handbook
  const visible = Visible.ofProcedure(procedure.tree)
  const names = [
    ...visible.map((it) => it.name),
    ...visible.flatMap((it) => (it.of === undefined ? [] : [`${it.of}.${it.name}`])),
    book.name,
    ...plan.organisation.ranks,
    ...Object.keys(plan.organisation.departments),
    ...Object.keys(plan.organisation.roles),
    ...Object.keys(plan.organisation.bodies),
    ...plan.calendars.flatMap((it) => (it.name.includes("/") ? [] : [it.name])),
    ...Handbook.namesOf(book.partyKinds),
    ...Object.entries(plan.ledgers).flatMap(([name, ledger]) => [name, ...ledger.columns.flatMap(fieldNames)]),
    ...Object.entries(plan.tables ?? {}).flatMap(([name, table]) => [name, ...table.columns.flatMap(fieldNames)]),
    ...Object.keys(plan.quotas ?? {}),
    ...Object.keys(plan.classes ?? {}),
    ...Object.entries(plan.events).flatMap(([name, fields]) => [name, ...fields.flatMap(fieldNames)]),
    ...Handbook.namesOf(book.channels),
    ...asked(plan),
    ...Object.values(plan.actions ?? {}).flatMap(({ fails, gives }) => [
      ...gives.flatMap(fieldNames),
      ...Object.entries(fails).flatMap(([name, fields]) => [name, ...fields.flatMap(fieldNames)])
    ])
  ]
  return Titles.of(names, procedure.tree.words, book.words, book)
}

/** Papers, items of checklists and archives that forms ask for. */
const asked = (plan: Plan): ReadonlyArray<string> => {
  const forms = [plan.intake.form, ...Steps.all(plan).flatMap((it) => (it.kind === "task" ? [it.form] : []))]
  return [...new Set(forms.flat().flatMap((field) => [...named(field.type), ...(field.type.kind === "filing" ? [field.name] : [])]))]
}

const named = (type: FieldType): ReadonlyArray<string> => {
  switch (type.kind) {
    case "papers":
      return [type.list, ...Papers.documents(type.needs)]
    case "checklist":
      return type.items
    case "filing":
      return type.what.flatMap((it) => (it.is === "papers" ? it.documents : it.is === "sheet" ? [it.name] : []))
    case "list":
      return named(type.of)
    case "rows":
      return type.fields.flatMap((field) => named(field.type))
    default:
      return []
  }
}

const fieldNames = (field: Field): ReadonlyArray<string> => [
  field.name,
  ...(field.type.kind === "choice" ? field.type.values : []),
  ...(field.type.kind === "rows" ? field.type.fields.flatMap(fieldNames) : [])
]
