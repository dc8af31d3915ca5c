/**
 * What the handbook says for all its procedures: time, calendars, posts and departments, confidential classes; and who
 * may read a case.
 */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import type { Organisation, Role } from "../../domain/Organisation.ts"
import type { Plan } from "../Plan.ts"
import type { Change, Effect } from "./Change.ts"
import { byName, equal, fromTo, name, names, part, people, value, word } from "./Change.ts"

type By<A> = { readonly [name: string]: A }

const each = <A>(what: Change["what"], before: By<A>, after: By<A>, effect: Effect, say: (at: string, was: A, now: A) => ReadonlyArray<Change>): ReadonlyArray<Change> =>
  Object.keys({ ...before, ...after }).flatMap((at): ReadonlyArray<Change> => {
    const [was, now] = [before[at], after[at]]
    if (was === undefined) return [{ effect: "safe", what, at, part: "added" }]
    if (now === undefined) return [{ effect, what, at, part: "removed" }]
    if (equal(was, now)) return []
    const told = say(at, was, now)
    return told.length > 0 ? told : [{ effect, what, at, part: "other" }]
  })

const calendar = (at: string, was: CalendarSpec, now: CalendarSpec): ReadonlyArray<Change> => {
  const change = { effect: "needs-map", what: "calendar", at } as const
  return [
    ...part({ ...change, part: "holidays" }, was.holidays, now.holidays, name),
    ...part({ ...change, part: "hours" }, was.week, now.week, (hours) => ({ is: "hours", hours })),
    ...part({ ...change, part: "covered" }, was.covered, now.covered, (it) => value({ start: it.from, end: it.to })),
    ...days({ ...change, part: "closed" }, was.closed, now.closed),
    ...days({ ...change, part: "also-open" }, was.alsoOpen, now.alsoOpen),
    ...part({ ...change, part: "zone" }, was.zone, now.zone, word)
  ]
}

/** Only the days that came or went. */
const days = (change: Omit<Change, "was" | "now">, was: ReadonlyArray<string>, now: ReadonlyArray<string>): ReadonlyArray<Change> => {
  const gone = was.filter((it) => !now.includes(it))
  const added = now.filter((it) => !was.includes(it))
  const some = (list: ReadonlyArray<string>) => (list.length === 0 ? undefined : list)
  return equal(was, now) ? [] : [{ ...change, ...fromTo(some(gone), some(added), (it) => ({ is: "days", days: it })) }]
}

const role = (at: string, was: Role, now: Role): ReadonlyArray<Change> => {
  const change = { effect: "safe", what: "post", at } as const
  return [
    ...part({ ...change, part: "rank" }, was.rank, now.rank, name),
    ...part({ ...change, part: "in" }, was.in, now.in, name),
    ...part({ ...change, part: "heads" }, was.heads, now.heads, (it) => (typeof it === "string" ? name(it) : word("each"))),
    ...part({ ...change, part: "reports-to" }, was.reportsTo, now.reportsTo, name),
    ...part({ ...change, part: "stands-in" }, was.standsIn, now.standsIn, name)
  ]
}

const organisation = (before: Organisation, after: Organisation): ReadonlyArray<Change> => [
  ...part({ effect: "safe", what: "ranks", at: "ranks" }, before.ranks, after.ranks, names),
  ...each("department", before.departments, after.departments, "safe", (at, was, now) =>
    part({ effect: "safe", what: "department", at, part: "part-of" }, was.partOf, now.partOf, name)
  ),
  ...each("post", before.roles, after.roles, "safe", role),
  ...each("body", before.bodies, after.bodies, "safe", (at, was, now) =>
    part({ effect: "safe", what: "body", at, part: "recorded-by" }, was.recordedBy, now.recordedBy, name)
  )
]

/** Time, calendars and currency. */
const time = (before: Plan, after: Plan): ReadonlyArray<Change> => {
  const [was, now] = [before.time, after.time]
  const set = (which: string, one: string, other: string): ReadonlyArray<Change> => part({ effect: "needs-map", what: "time", at: "time", part: which }, one, other, word)
  return [
    ...set("zone", was.zone, now.zone),
    ...part({ effect: "needs-map", what: "time", at: "time", part: "calendar" }, was.calendar, now.calendar, name),
    ...set("day-ends", was.dayEnds, now.dayEnds),
    ...set("after-closing", was.afterClosing, now.afterClosing),
    ...set("holidays", was.holidays, now.holidays),
    ...set("remind-at", was.remindAt, now.remindAt),
    ...set("currency", before.currency, after.currency),
    ...each("calendar", byName(before.calendars), byName(after.calendars), "needs-map", calendar)
  ]
}

export const between = (before: Plan, after: Plan): ReadonlyArray<Change> => [
  ...time(before, after),
  ...organisation(before.organisation, after.organisation),
  ...part({ effect: "safe", what: "readers", at: "seen-by", part: "case" }, before.seenBy, after.seenBy, people),
  ...Object.keys({ ...before.classes, ...after.classes }).flatMap((at) => {
    const [was, now] = [before.classes?.[at], after.classes?.[at]]
    // a class that nothing here carries any more, or now does, is told where it is carried
    return was === undefined || now === undefined ? [] : part({ effect: "safe", what: "readers", at, part: "people" }, was, now, people)
  })
]
