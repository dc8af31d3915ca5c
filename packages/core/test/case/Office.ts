/** The ground the deadline tests stand on: an office in Shanghai with the State Council's real days of 2026. */
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Day from "@frontdesk/core/domain/Day"
import type { Anchor, Deadline, Due } from "@frontdesk/core/domain/Deadline"
import type { Scope } from "@frontdesk/core/domain/Evaluate"
import type { Expression } from "@frontdesk/core/domain/Expression"
import type { Instant, LocalDate, Term, TimeConventions, Unit } from "@frontdesk/core/domain/Time"
import type { Value } from "@frontdesk/core/domain/Value"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as Derive from "@frontdesk/core/case/Derive"

export const zone = "Asia/Shanghai"
const weekday = [[510, 720], [810, 1050]] as const

export const spec = {
  name: "office",
  week: [weekday, weekday, weekday, weekday, weekday, [[540, 720]], []],
  holidays: "cn-state-council",
  covered: { from: "2026-01-01", to: "2026-12-31" },
  closed: [],
  alsoOpen: []
} as const satisfies Calendar.CalendarSpec

/** Monday to Friday only, as engine §10.5 counts. */
export const weekdays = { ...spec, name: "weekdays", week: [weekday, weekday, weekday, weekday, weekday, [], []] } as const

export const sources = { "cn-state-council": ChineseDays.days("2026-01-01", "2027-12-31") }
export const calendars = Calendar.makeAll([spec, weekdays], zone, sources, 1)

export const time: TimeConventions = {
  zone,
  calendar: "weekdays",
  dayEnds: "midnight",
  afterClosing: "same-day",
  holidays: "stay",
  remindAt: "09:00"
}

/** `2026-03-02 16:30`, `2026-03-04 24:00`, in Shanghai */
export const instant = (written: string, inZone = zone): Instant => {
  const [day = "", clock = "00:00"] = written.split(" ")
  const [hours = 0, minutes = 0] = clock.split(":").map(Number)
  return Day.at(day, hours * 60 + minutes, inZone)
}

/** An instant as people write it: the end of a day is 24:00 of that day. */
export const told = (at: Instant | null, inZone = zone): string | null => {
  if (at === null) return null
  const day = Day.closedBy(at, inZone)
  if (Day.end(day, inZone) === at) return `${day} 24:00`
  const minutes = Math.floor(Day.minutes(at, inZone))
  return `${Day.of(at, inZone)} ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
}

export const term = (n: number, unit: Unit, calendar?: string): Term => ({ n, unit, ...(calendar === undefined ? {} : { calendar }) })

export const after = (n: number, unit: Unit, ...anchors: ReadonlyArray<Anchor>): Deadline => ({
  kind: "after",
  term: { term: term(n, unit) },
  anchors: anchors.length > 0 ? anchors : [{ from: "intake" }]
})

export const field = (name: string): Expression => ({ op: "field", step: "intake", field: name, path: [] })

export const scope = (values: { readonly [field: string]: Value } = {}): Scope => ({
  field: (_, name) => values[name],
  fact: () => undefined,
  item: () => undefined,
  param: () => undefined,
  event: () => undefined,
  done: () => false,
  intakeAt: 0,
  caseDue: null,
  caseId: "case",
  now: 0,
  opener: undefined,
  doers: () => [],
  holder: () => [],
  organisation: { ranks: [], departments: {}, roles: {}, bodies: {} },
  calendars,
  calendar: time.calendar,
  zone,
  currency: "CNY",
  ask: () => undefined
})

export interface Given {
  readonly values?: { readonly [field: string]: Value }
  readonly stands?: Derive.Inputs["stands"]
  readonly extra?: Derive.Inputs["extra"]
  readonly time?: Partial<TimeConventions>
  readonly calendars?: Calendar.Calendars
  readonly steps?: { readonly [step: string]: Instant }
  readonly caseDue?: { readonly due: Instant; readonly day: LocalDate }
  readonly notBefore?: Instant
}

export const derive = (due: Due | Deadline, intake: Instant, given: Given = {}): Derive.Derived =>
  Derive.derive({
    due,
    scope: scope(given.values),
    anchors: { itsStart: intake, intake, step: (step) => given.steps?.[step], startOf: () => undefined },
    stands: given.stands ?? [],
    extra: given.extra ?? [],
    calendars: given.calendars ?? calendars,
    time: { ...time, ...given.time },
    caseDue: given.caseDue ?? null,
    ...(given.notBefore === undefined ? {} : { notBefore: given.notBefore })
  })

export const stand = (from: string, to: string | null) => ({ from: instant(from), to: to === null ? null : instant(to) })
