/**
 * Terms laid along the calendars of a handbook, for checks that look for a date on which promises do not fit. It says
 * what the case engine says of a clock that never stood (a test holds the two against each other), and `undefined`
 * where nobody can say yet: beyond the days a calendar is known for, or where no source of its holidays is at hand.
 * Open days are counted once for a handbook, so that a search over a year asks for each in one step.
 */
import * as Calendar from "../../domain/Calendar.ts"
import * as Day from "../../domain/Day.ts"
import type { Edge } from "../../domain/Deadline.ts"
import * as Term from "../../domain/Term.ts"
import type { Instant, LocalDate, Term as Length, TimeConventions } from "../../domain/Time.ts"
import type { Handbook } from "../model/Handbook.ts"

/** Public holidays by the name a handbook writes, as far as the host knows them; see `CalendarSource` of the ports. */
export type PublicDays = (name: string, from: LocalDate, to: LocalDate) => Calendar.Sources[string] | undefined

/** One calendar with its open days counted. */
interface Counted {
  readonly calendar: Calendar.Calendar
  /** the days that are known, as numbers */
  readonly from: number
  readonly to: number
  /** open days in order, as numbers */
  readonly open: ReadonlyArray<number>
  /** how many open days there are up to and with each known day */
  readonly upTo: ReadonlyArray<number>
}

export interface Ruler {
  readonly time: TimeConventions
  /** whether a calendar's holidays are known at all, and which days */
  readonly calendar: (name: string | undefined) => Calendar.Calendar | undefined
  /** open days of the default calendar on which a case may begin: the weekly pattern where its holidays are not known */
  readonly days: ReadonlyArray<LocalDate>
  /** first opening and last minute before closing of such a day */
  readonly hours: (day: LocalDate) => readonly [Instant, Instant]
  /** the end of a term that runs from an anchor */
  readonly after: (anchor: Instant, term: Length) => Instant | undefined
  /** so much before a moment; `day` is the civil day the moment closes */
  readonly before: (at: Instant, day: LocalDate, term: Length) => Instant | undefined
  readonly sameDay: (anchor: Instant) => Instant | undefined
  readonly edge: (anchor: Instant, edge: Edge) => Instant | undefined
}

/** Days a calendar is looked at at most. */
const most = 800

const counted = (calendar: Calendar.Calendar): Counted => {
  const from = Day.number(calendar.covered.from)
  const to = Math.min(Day.number(calendar.covered.to), from + most)
  const open: Array<number> = []
  const upTo: Array<number> = []
  for (let day = from; day <= to; day++) {
    if (Calendar.hours(calendar, Day.ofNumber(day)).length > 0) open.push(day)
    upTo.push(open.length)
  }
  return { calendar, from, to, open, upTo }
}

/** The nth open day after (or before) a day, if all days up to it are known. */
const openDay = ({ from, open, to, upTo }: Counted, day: number, n: number): number | undefined => {
  if (n > 0) {
    const behind = day === from - 1 ? 0 : upTo[day - from]
    return behind === undefined ? undefined : open[behind + n - 1]
  }
  if (day - 1 < from || day - 1 > to) return undefined
  return open[(upTo[day - 1 - from] ?? 0) + n]
}

const make = (handbook: Handbook, time: TimeConventions, publicDays: PublicDays): Ruler => {
  const { zone } = time
  const calendars = new Map<string, Counted | undefined>()
  const find = (name: string | undefined): Counted | undefined => {
    const wanted = name ?? time.calendar
    if (calendars.has(wanted)) return calendars.get(wanted)
    const spec = handbook.calendars.entries.get(wanted)?.value
    const source = spec === undefined || spec.holidays === "none" ? undefined : publicDays(spec.holidays, spec.covered.from, spec.covered.to)
    const known = spec !== undefined && (spec.holidays === "none" || source !== undefined)
    const made = known ? Calendar.make(spec, zone, source === undefined ? {} : { [spec.holidays]: source }) : undefined
    const it = made === undefined || made.covered.from > made.covered.to ? undefined : counted(made)
    calendars.set(wanted, it)
    return it
  }
  const ends = new Map<number, Instant>()
  const end = (day: number): Instant => {
    const before = ends.get(day)
    if (before !== undefined) return before
    const found = Day.end(Day.ofNumber(day), zone)
    ends.set(day, found)
    return found
  }
  const closing = ({ calendar }: Counted, day: number): Instant | undefined =>
    Calendar.closing(calendar, Day.ofNumber(day)) ?? undefined
  /** A day term that would end on a closed day, where the handbook moves it. */
  const settled = (day: number): Instant | undefined => {
    if (time.holidays === "stay") return end(day)
    const it = find(undefined)
    if (it === undefined || day < it.from || day > it.to) return undefined
    const moved = openDay(it, day - 1, 1)
    return moved === undefined ? undefined : end(moved)
  }
  let days: ReadonlyArray<LocalDate> | undefined
  const hours = new Map<LocalDate, readonly [Instant, Instant]>()
  const spec = handbook.calendars.entries.get(time.calendar)?.value
  /** the weekly pattern alone, where nobody knows the holidays */
  let weekly: Calendar.Calendar | undefined
  const pattern = (): Calendar.Calendar | undefined =>
    find(undefined)?.calendar ??
    (weekly ??= spec === undefined ? undefined : Calendar.make({ ...spec, holidays: "none" }, zone, {}))
  return {
    time,
    calendar: (name) => find(name)?.calendar,
    get days() {
      if (days !== undefined) return days
      const calendar = pattern()
      days = calendar === undefined ? [] : counted(calendar).open.map(Day.ofNumber)
      return days
    },
    hours: (day) => {
      const before = hours.get(day)
      if (before !== undefined) return before
      const calendar = pattern()
      const [opens, closes] =
        calendar === undefined ? [null, null] : [Calendar.opening(calendar, day), Calendar.closing(calendar, day)]
      const found = [opens ?? Day.start(day, zone), (closes ?? Day.end(day, zone)) - 60_000] as const
      hours.set(day, found)
      return found
    },
    after: (anchor, term) => {
      switch (Term.family(term.unit)) {
        case "exact":
          return anchor + Term.length(term)
        case "open-time": {
          const it = find(term.calendar)
          if (it === undefined) return undefined
          const { assumed, value } = Calendar.addOpenTime(it.calendar, anchor, Term.length(term))
          return assumed === null ? (value ?? undefined) : undefined
        }
        case "days": {
          const day = Day.addMonths(Day.of(anchor, zone), Term.months(term))
          return settled(Day.number(day) + Term.days(term))
        }
        case "open-days": {
          const it = find(term.calendar)
          const day = it === undefined || term.n === 0 ? undefined : openDay(it, Day.number(Day.of(anchor, zone)), term.n)
          return it === undefined || day === undefined ? undefined : closing(it, day)
        }
      }
    },
    before: (at, day, term) => {
      switch (Term.family(term.unit)) {
        case "exact":
          return at - Term.length(term)
        case "open-time": {
          const it = find(term.calendar)
          if (it === undefined) return undefined
          const { assumed, value } = Calendar.subtractOpenTime(it.calendar, at, Term.length(term))
          return assumed === null ? (value ?? undefined) : undefined
        }
        case "days":
          return Day.end(Day.add(Day.addMonths(day, -Term.months(term)), -Term.days(term)), zone)
        case "open-days": {
          const it = find(term.calendar)
          const found = it === undefined || term.n === 0 ? undefined : openDay(it, Day.number(day), -term.n)
          return it === undefined || found === undefined ? undefined : closing(it, found)
        }
      }
    },
    sameDay: (anchor) => {
      const today = Day.number(Day.of(anchor, zone))
      if (time.dayEnds === "midnight" && time.afterClosing === "same-day") return end(today)
      const it = find(undefined)
      if (it === undefined || today < it.from || today > it.to) return undefined
      const closes = closing(it, today)
      const ahead = closes !== undefined && anchor <= closes
      const day = ahead || time.afterClosing === "same-day" ? today : openDay(it, today, 1)
      if (day === undefined) return undefined
      return time.dayEnds === "closing" && (ahead || day !== today) ? closing(it, day) : end(day)
    },
    edge: (anchor, edge) => {
      const day = Day.of(anchor, zone)
      switch (edge.edge) {
        case "end":
          return Day.end(Day.lastOf(day, edge.span), zone)
        case "start":
          return Day.start(Day.firstOf(day, edge.span), zone)
        case "day-of-month": {
          const inMonth = (first: LocalDate) => {
            const [last, wanted] = [Day.lastOf(first, "month"), Day.add(first, edge.day - 1)]
            return wanted > last ? last : wanted
          }
          const here = inMonth(Day.firstOf(day, "month"))
          return Day.end(here >= day ? here : inMonth(Day.firstOfNext(day, "month")), zone)
        }
        default: {
          const it = find(edge.calendar)
          if (it === undefined) return undefined
          const next = edge.edge === "next-opening" ? Calendar.nextOpening : Calendar.nextClosing
          const { assumed, value } = next(it.calendar, anchor)
          return assumed === null ? (value ?? undefined) : undefined
        }
      }
    }
  }
}

/** One for each handbook of a compilation: the days are counted when somebody asks first. */
export const rulers = (publicDays: PublicDays): ((handbook: Handbook) => Ruler | undefined) => {
  const made = new Map<Handbook, Ruler>()
  return (handbook) => {
    const before = made.get(handbook)
    if (before !== undefined || handbook.time === undefined) return before
    const ruler = make(handbook, handbook.time, publicDays)
    made.set(handbook, ruler)
    return ruler
  }
}
