/**
 * What schedules open: a case that counts on a due or on an opener gets one from whoever opens it, and no duty is there
 * twice (language §10, §7.2).
 */
import * as Recurrence from "../../domain/Recurrence.ts"
import type * as Plan from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Span } from "../source/Span.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type { Schedule } from "../model/Schedules.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Schedules as Tree } from "../syntax/tree/Shared.ts"

/** The schedules of one file. */
interface Source {
  readonly tree: Tree | undefined
  readonly handbook: Handbook
  readonly schedules: ReadonlyArray<Pick<Schedule, "name" | "plan">>
}

/** What opens a case of a procedure besides people. */
interface Opener {
  readonly name: string
  readonly schedule: boolean
  /** it gives the case a due */
  readonly due: boolean
  /** nothing is left for somebody to fill in, so nobody does */
  readonly complete: boolean
  readonly span: Span | undefined
  /** the procedure it stands in */
  readonly of: string | undefined
}

export interface Book {
  readonly tree: { readonly schedules: Parameters<typeof sound<Tree>>[0] }
  readonly handbook: Handbook
  readonly schedules: ReadonlyArray<Schedule>
}

export const schedules = (procedures: ReadonlyArray<Procedure>, books: ReadonlyArray<Book>, report: Report): void => {
  const byId = new Map(procedures.map((it) => [it.id, it]))
  const sources: ReadonlyArray<readonly [Source, string | undefined]> = [
    ...books.map((it) => [{ ...it, tree: sound(it.tree.schedules) }, undefined] as const),
    ...procedures.map((it) => [
      {
        tree: sound(it.tree.schedules),
        handbook: it.handbook,
        schedules: it.schedules.map(({ name, schedule }) => ({ name, plan: schedule }))
      },
      it.id
    ] as const)
  ]
  for (const [source] of sources) twice(source, report)
  const openers = openersOf(procedures, sources, byId)
  for (const procedure of procedures) dueOfCase(procedure, openers.get(procedure.id) ?? [], report)
  withoutOpener(procedures, openers, report)
}

const openersOf = (
  procedures: ReadonlyArray<Procedure>,
  sources: ReadonlyArray<readonly [Source, string | undefined]>,
  byId: ReadonlyMap<string, Procedure>
): ReadonlyMap<string, ReadonlyArray<Opener>> => {
  const found = new Map<string, Array<Opener>>()
  const add = (opens: string, opener: Omit<Opener, "complete">, given: ReadonlyArray<string>): void => {
    const form = byId.get(opens)?.intake.form ?? []
    const complete = form.every((field) => field.needed !== true || given.includes(field.name))
    append(found, opens, { ...opener, complete })
  }
  for (const [{ schedules, tree }, of] of sources) {
    for (const { name, plan } of schedules) {
      const given = [...plan.with.map(({ field }) => field), ...(plan.covers === undefined ? [] : [plan.covers.field])]
      const span = tree?.entries.find((it) => it.name.text === name)?.name.span
      add(plan.opens, { name, schedule: true, due: plan.due !== undefined, span, of }, given)
    }
  }
  for (const procedure of procedures) {
    for (const { name, resolved } of procedure.records) {
      if (resolved?.kind !== "call" && resolved?.kind !== "start") continue
      const given = resolved.with.map(({ field }) => field)
      add(resolved.opens, { name: `${procedure.name}: ${name}`, schedule: false, due: false, span: undefined, of: procedure.id }, given)
    }
  }
  return found
}

const append = <A>(to: Map<string, Array<A>>, key: string, one: A): void => {
  const before = to.get(key)
  if (before === undefined) to.set(key, [one])
  else before.push(one)
}

/** `case due` in a procedure without a due of its own: everybody who opens it has to give one. */
const dueOfCase = (procedure: Procedure, openers: ReadonlyArray<Opener>, report: Report): void => {
  if (!procedure.sound || procedure.rungs[0].due !== null || !countsOnDue(procedure)) return
  const people = procedure.intake.by === null ? [] : [said("people by hand", "人工")]
  const lacking = [...people, ...openers.filter((it) => !it.due).map(({ name }) => said(`\`${name}\``, `\`${name}\``))]
  if (lacking.length === 0) return
  report.add("case-due-missing", spanOf(procedure.tree.steps, "case-due") ?? procedure.span, {
    procedure: procedure.name,
    openers: lacking
  })
}

const counting = new WeakMap<Procedure, boolean>()

const countsOnDue = (procedure: Procedure): boolean => {
  const counts = counting.get(procedure) ?? speaksOfDue(procedure)
  counting.set(procedure, counts)
  return counts
}

const speaksOfDue = ({ records }: Procedure): boolean =>
  records.some(({ resolved }) => {
    if (resolved === undefined) return false
    const terms = "rungs" in resolved ? resolved.rungs.flatMap(({ due }) => (due === null ? [] : [due.within, due.or])) : []
    return [...terms, resolved.kind === "wait" ? resolved.until : undefined].some(
      (it) => (it?.kind === "moment" || it?.kind === "before") && it.moment.moment === "case-due"
    )
  })

/** A schedule is nobody, and so is what a case opened by one opens, unless somebody fills in the rest. */
const withoutOpener = (
  procedures: ReadonlyArray<Procedure>,
  openers: ReadonlyMap<string, ReadonlyArray<Opener>>,
  report: Report
): void => {
  const byId = new Map(procedures.map((it) => [it.id, it]))
  const nobody = new Map<string, Opener>()
  const asks = (id: string, opener: Opener): boolean => !opener.complete && byId.get(id)?.intake.by !== null
  const waiting: Array<string> = []
  const add = (id: string, by: Opener): void => {
    if (nobody.has(id)) return
    nobody.set(id, by)
    waiting.push(id)
  }
  for (const [id, all] of openers) {
    const by = all.find((it) => it.schedule && !asks(id, it))
    if (by !== undefined) add(id, by)
  }
  const opened = new Map<string, Array<readonly [string, Opener]>>()
  for (const [id, all] of openers) {
    for (const it of all) {
      if (it.of === undefined || it.schedule) continue
      append(opened, it.of, [id, it] as const)
    }
  }
  for (let of = waiting.pop(); of !== undefined; of = waiting.pop()) {
    const by = nobody.get(of)
    for (const [id, it] of opened.get(of) ?? []) if (by !== undefined && !asks(id, it)) add(id, by)
  }
  for (const [id, by] of nobody) {
    const procedure = byId.get(id)
    if (procedure === undefined || !procedure.sound || !speaksOfOpener(procedure)) continue
    const { ladder, by: holder, steps } = procedure.tree
    report.add("opener-missing", spanOf([holder, ladder, steps], "opener") ?? procedure.span, {
      procedure: procedure.name,
      schedule: by.name
    }, by.span === undefined ? {} : { related: [{ span: by.span, message: said("this schedule", "这项定时安排") }] })
  }
}

const speaking = new WeakMap<Procedure, boolean>()

/** Asked again with each file that is typed in. */
const speaksOfOpener = (procedure: Procedure): boolean => {
  const { messages, rungs, steps } = procedure
  const speaks = speaking.get(procedure) ?? JSON.stringify([rungs, steps, messages]).includes('"who":"opener"')
  speaking.set(procedure, speaks)
  return speaks
}

/** The place of the first sentence of a kind below a part of the tree, in the order of the file. */
const spanOf = (tree: unknown, kind: string): Span | undefined => {
  if (typeof tree !== "object" || tree === null) return undefined
  if (!Array.isArray(tree) && (tree as { readonly kind?: unknown }).kind === kind) return (tree as { readonly span: Span }).span
  for (const [key, it] of Object.entries(tree)) {
    const found = key === "span" ? undefined : spanOf(it, kind)
    if (found !== undefined) return found
  }
  return undefined
}

/** Two schedules that open the same procedure with the same values at one instant, or at one event. */
const twice = ({ schedules, tree }: Source, report: Report): void => {
  const known = new Map<string, Array<Pick<Schedule, "name" | "plan">>>()
  for (const one of schedules) {
    const { covers, opens, with: given } = one.plan
    const duty = JSON.stringify([opens, given, covers ?? null])
    const same = known.get(duty) ?? []
    const other = same.find((it) => together(it.plan, one.plan))
    const span = tree?.entries.find((it) => it.name.text === one.name)?.name.span
    if (other !== undefined && span !== undefined) {
      const procedure = opens.slice(opens.lastIndexOf("/") + 1)
      report.add("schedule-clash", span, { first: other.name, second: one.name, procedure })
    }
    append(known, duty, one)
  }
}

const together = (a: Plan.Schedule, b: Plan.Schedule): boolean => {
  const [whenA, whenB] = [a, b].map((it) => ("on" in it ? it.on.where : it.when))
  if (whenA !== undefined && whenB !== undefined && JSON.stringify(whenA) !== JSON.stringify(whenB)) return false
  if ("on" in a || "on" in b) return "on" in a && "on" in b && a.on.topic === b.on.topic
  const times = new Set(year(a.every))
  return year(b.every).some((at) => times.has(at))
}

/** A year with a 29 February, on a wall clock without changes; working days as if there were no holidays. */
const year = (every: Recurrence.Recurrence): ReadonlyArray<number> => {
  if (every.every === "working-day") {
    const { at } = every
    return [0, 1, 2, 3, 4].flatMap((weekday) => year({ every: "weekday", weekday, at }))
  }
  const ground = { zone: "UTC", calendars: { edition: 1, byName: {} } }
  const [from, to] = [Date.UTC(2028, 0, 1) - 1, Date.UTC(2029, 0, 1)]
  const found: Array<number> = []
  for (let one = Recurrence.next(every, from, ground); one !== null && one.at < to; one = Recurrence.next(every, one.at, ground)) {
    found.push(one.at)
  }
  return found
}
