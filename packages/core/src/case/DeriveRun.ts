/**
 * The fold at the heart of a deadline (engine §3.1): a term that runs, stands and runs on. Four kinds of run differ only
 * in where they end and how much of them a stretch uses up. A day is given back iff the clock stood at its beginning.
 *
 * @since 0.1.0
 */
import * as Calendar from "../domain/Calendar.ts"
import * as Day from "../domain/Day.ts"
import * as Term from "../domain/Term.ts"
import type { Instant, LocalDate, Term as Length, TimeConventions } from "../domain/Time.ts"
import type { DerivationStep } from "./Entry.ts"
import type { Stand } from "./State.ts"

/** A stretch of time a clock stood, `to` exclusive; `null` while it stands. */
export type Stretch = Pick<Stand, "from" | "to">

/** Where a run ends, and the civil day that instant closes. */
export interface End {
  readonly at: Instant
  readonly day: LocalDate
  /** the day that was counted to, where the handbook moves its due to the next open one */
  readonly from?: LocalDate
}

export interface Run {
  readonly anchor: Instant
  /** milliseconds or days */
  readonly length: number
  /** `null`: it never ends (a calendar that does not open) */
  readonly end: (from: Instant, left: number) => End | null
  readonly used: (from: Instant, to: Instant) => number
  /** the days from the anchor to the end, as counted; none for exact time */
  readonly days: (end: End, stood: ReadonlyArray<Stretch>) => ReadonlyArray<DerivationStep>
}

/** What a run needs to know, and where it notes the first day a calendar had to assume. */
export interface Ground extends Term.Ground {
  readonly time: TimeConventions
  readonly assume: (calendar: string, day: LocalDate) => void
}

/** Takes the answer and notes what it assumed. */
const take = <A>(calendar: Calendar.Calendar, { assumed, value }: Calendar.Found<A>, ground: Ground): A => {
  if (assumed !== null) ground.assume(calendar.name, assumed)
  return value
}

/** Stretches in order, without empty ones, touching ones joined: overlapping holds are one stand. */
export const joined = (stands: ReadonlyArray<Stretch>): ReadonlyArray<Stretch> => {
  const sorted = stands.filter(({ from, to }) => to === null || to > from).sort((a, b) => a.from - b.from)
  const found: Array<Stretch> = []
  for (const stand of sorted) {
    const last = found.at(-1)
    if (last === undefined || (last.to !== null && last.to < stand.from)) found.push(stand)
    else if (last.to !== null && (stand.to === null || stand.to > last.to)) found[found.length - 1] = { ...last, to: stand.to }
  }
  return found
}

/**
 * Runs a term through the times its clock stood. `end` is `null` while it stands.
 *
 * @since 0.1.0
 */
export const fold = (
  run: Run,
  stands: ReadonlyArray<Stretch>
): { readonly end: End | null; readonly stood: ReadonlyArray<Stretch> } => {
  let [from, left] = [run.anchor, run.length]
  const stood: Array<Stretch> = []
  for (const stand of stands) {
    if (stand.to !== null && stand.to <= run.anchor) continue
    const begin = Math.max(stand.from, run.anchor)
    const end = run.end(from, left)
    if (end === null || begin > end.at) break
    stood.push({ from: begin, to: stand.to })
    if (stand.to === null) return { end: null, stood }
    left = Math.max(0, left - run.used(from, begin))
    from = stand.to
  }
  return { end: run.end(from, left), stood }
}

/** Days shown in a derivation at most; a year's worth tells nobody anything. */
const shown = 62

const listed = (
  after: LocalDate,
  until: LocalDate,
  what: (day: LocalDate) => DerivationStep["what"] & ("counted" | "closed" | "stood")
): ReadonlyArray<DerivationStep> =>
  Array.from({ length: Math.min(shown, Math.max(0, Day.between(after, until))) }, (_, i) => {
    const day = Day.add(after, i + 1)
    return { what: what(day), day }
  })

const stoodAt = (at: Instant, stood: ReadonlyArray<Stretch>): boolean =>
  stood.some(({ from, to }) => from <= at && (to === null || at < to))

/** Hours, minutes and exact days. */
export const exact = (anchor: Instant, length: number, { zone }: Ground): Run => ({
  anchor,
  length,
  end: (from, left) => ({ at: from + left, day: Day.closedBy(from + left, zone) }),
  used: (from, to) => to - from,
  days: () => []
})

/** Days of working hours shown at most. */
const shownOpen = 14

/** How much of each day's opening time went by from the anchor to the end while the clock ran. */
const openDaysOf = (
  calendar: Calendar.Calendar,
  anchor: Instant,
  end: End,
  stood: ReadonlyArray<Stretch>
): ReadonlyArray<DerivationStep> => {
  const steps: Array<DerivationStep> = []
  const { zone } = calendar
  for (let day = Day.of(anchor, zone); day <= end.day && steps.length < shownOpen; day = Day.add(day, 1)) {
    const [from, to] = [Math.max(anchor, Day.start(day, zone)), Math.min(end.at, Day.end(day, zone))]
    if (Calendar.hours(calendar, day).length === 0) {
      steps.push({ what: "closed", day })
      continue
    }
    let time = Calendar.openTime(calendar, from, to).value
    for (const stretch of stood) {
      time -= Calendar.openTime(calendar, Math.max(from, stretch.from), Math.min(to, stretch.to ?? to)).value
    }
    if (time > 0) steps.push({ what: "open", day, time })
  }
  return steps
}

/** Working hours. */
export const openTime = (anchor: Instant, length: number, calendar: Calendar.Calendar, ground: Ground): Run => ({
  anchor,
  length,
  end: (from, left) => {
    const at = take(calendar, Calendar.addOpenTime(calendar, from, left), ground)
    return at === null ? null : { at, day: Day.closedBy(at, ground.zone) }
  },
  used: (from, to) => take(calendar, Calendar.openTime(calendar, from, to), ground),
  days: (end, stood) => openDaysOf(calendar, anchor, end, stood)
})

/** Moves a due day off a closed day where the handbook says so; catalog A-7. */
const moved = (day: LocalDate, ground: Ground): LocalDate => {
  const calendar = Calendar.named(ground.calendars, ground.calendar)
  if (ground.time.holidays === "stay" || calendar === undefined) return day
  if (!Calendar.covers(calendar, day)) ground.assume(calendar.name, day)
  if (Calendar.hours(calendar, day).length > 0) return day
  return take(calendar, Calendar.openDay(calendar, day, 1), ground) ?? day
}

const movedStep = (end: End): ReadonlyArray<DerivationStep> =>
  end.from === undefined ? [] : [{ what: "moved", from: end.from, to: end.day }]

/** Calendar days, weeks, and months as the days they have; `after` is the day that is not counted. */
export const days = (anchor: Instant, after: LocalDate, length: number, ground: Ground): Run => {
  const { zone } = ground
  /** the first day that can be counted from here */
  const first = (from: Instant): LocalDate => {
    const today = Day.of(from, zone)
    const begins = Day.start(today, zone) === from ? today : Day.add(today, 1)
    return begins > after ? begins : Day.add(after, 1)
  }
  const last = (from: Instant, left: number): LocalDate => {
    if (left > 0) return Day.add(first(from), left - 1)
    // an anchor at the very end of its day is still of that day
    return from === anchor ? after : Day.of(from, zone)
  }
  return {
    anchor,
    length,
    end: (from, left) => {
      const counted = last(from, left)
      const day = moved(counted, ground)
      return { at: Day.end(day, zone), day, ...(day !== counted && { from: counted }) }
    },
    used: (from, to) => Math.max(0, Day.between(first(from), Day.closedBy(to, zone)) + 1),
    days: (end, stood) => {
      const counted = listed(after, end.from ?? end.day, (day) => (stoodAt(Day.start(day, zone), stood) ? "stood" : "counted"))
      return [...counted, ...movedStep(end)]
    }
  }
}

/** Working days. */
export const openDays = (
  anchor: Instant,
  after: LocalDate,
  length: number,
  calendar: Calendar.Calendar,
  ground: Ground
): Run => {
  const { zone } = ground
  const closing = (day: LocalDate | null): End | null => {
    const at = day === null ? null : Calendar.closing(calendar, day)
    return day === null || at === null ? null : { at, day }
  }
  const look = (day: LocalDate): Instant | null => {
    if (!Calendar.covers(calendar, day)) ground.assume(calendar.name, day)
    return Calendar.opening(calendar, day)
  }
  const following = (day: LocalDate, n: number) => take(calendar, Calendar.openDay(calendar, day, n), ground)
  return {
    anchor,
    length,
    end: (from, left) => {
      const today = Day.of(from, zone)
      if (left === 0) {
        const now = closing(look(today) === null ? null : today)
        return now !== null && from <= now.at ? now : closing(following(today, 1))
      }
      const opens = today > after ? look(today) : null
      const counted = opens !== null && opens >= from ? 1 : 0
      if (counted === left) return closing(today)
      return closing(following(today > after ? today : after, left - counted))
    },
    used: (from, to) => {
      let sum = 0
      const end = Day.closedBy(to, zone)
      for (let day = Day.of(from, zone); day <= end; day = Day.add(day, 1)) {
        if (day <= after) continue
        const opens = look(day)
        if (opens !== null && opens >= from && opens < to) sum++
      }
      return sum
    },
    days: (end, stood) =>
      listed(after, end.day, (day) => {
        const opens = Calendar.opening(calendar, day)
        return opens === null ? "closed" : stoodAt(opens, stood) ? "stood" : "counted"
      })
  }
}

/** `same day as`: 24:00 or closing of the day, by the handbook's conventions; never before it begins. Catalog A-4. */
export const sameDay = (anchor: Instant, ground: Ground): Run => {
  const { time, zone } = ground
  const calendar = Calendar.named(ground.calendars, ground.calendar)
  const midnight = (day: LocalDate): End => ({ at: Day.end(day, zone), day })
  return {
    anchor,
    length: 0,
    end: (from) => {
      const today = Day.of(from, zone)
      if (calendar === undefined || (time.dayEnds === "midnight" && time.afterClosing === "same-day")) return midnight(today)
      if (!Calendar.covers(calendar, today)) ground.assume(calendar.name, today)
      const closes = Calendar.closing(calendar, today)
      const ahead = closes !== null && from <= closes
      const day = ahead || time.afterClosing === "same-day" ? today : take(calendar, Calendar.openDay(calendar, today, 1), ground)
      if (day === null) return null
      const end = time.dayEnds === "closing" && (ahead || day !== today) ? Calendar.closing(calendar, day) : null
      return { ...(end === null ? midnight(day) : { at: end, day }), ...(day !== today && { from: today }) }
    },
    used: () => 0,
    days: movedStep
  }
}

/** A term that runs from an anchor; `after` is the day it belongs to. `null`: its calendar is not there. */
export const ofTerm = (anchor: Instant, after: LocalDate, terms: ReadonlyArray<Length>, ground: Ground): Run | null => {
  const [term] = terms
  if (term === undefined) return null
  const calendar = Term.calendarOf(term, ground)
  const sum = (of: (term: Length) => number) => terms.reduce((all, each) => all + of(each), 0)
  switch (Term.family(term.unit)) {
    case "exact":
      return exact(anchor, sum(Term.length), ground)
    case "open-time":
      return calendar === undefined ? null : openTime(anchor, sum(Term.length), calendar, ground)
    case "days":
      // months are turned into their days at once: a pause gives days back, not months
      return days(anchor, after, Day.between(after, Day.add(Day.addMonths(after, sum(Term.months)), sum(Term.days))), ground)
    case "open-days":
      return calendar === undefined ? null : openDays(anchor, after, sum(({ n }) => n), calendar, ground)
  }
}
