/** How a due was found, as people read it: day by day, in English and Chinese. */
import { describe, expect, it } from "vitest"
import * as DueTold from "@frontdesk/core/case/DueTold"
import type * as Told from "@frontdesk/core/case/Told"
import type { Deadline, Due } from "@frontdesk/core/domain/Deadline"
import { after, derive, field, instant, stand, term, zone } from "./Office.ts"
import type { Given } from "./Office.ts"

const lines = (due: Due | Deadline, from: string, given: Given = {}) => {
  const { derivation } = derive(due, instant(from), given)
  const words = { en: { weekdays: "the office" }, zh: { weekdays: "前台" } }
  const of = (language: Told.Language) => DueTold.dayByDay({ language, zone, words }, derivation)
  return [...of("en"), ...of("zh")].join("\n")
}
const event = { values: { "event-at": instant("2026-05-10 14:00") } }
const moment = { moment: "value", value: field("event-at"), type: "date-time" } as const
const edge = (at: Extract<Deadline, { kind: "edge" }>["at"]): Deadline => ({ kind: "edge", at, anchors: [{ from: "intake" }] })

describe("how a due was found", () => {
  it.each<[string, Due | Deadline, string, Given]>([
    ["working days over a weekend and a pause", after(3, "working-day"), "2026-03-05 10:00", { stands: [stand("2026-03-06 08:00", "2026-03-06 10:00")] }],
    ["working hours over lunch and a holiday", after(6, "working-hour"), "2026-09-30 14:00", {}],
    ["working hours that stood", after(4, "working-hour"), "2026-03-02 14:00", { stands: [stand("2026-03-02 15:00", "2026-03-03 09:00")] }],
    ["a due that is moved", after(2, "calendar-day"), "2026-09-29 10:00", { time: { holidays: "next-working-day" } }],
    ["the same day, after closing", { kind: "same-day", anchors: [{ from: "intake" }] }, "2026-03-06 18:00", { time: { dayEnds: "closing", afterClosing: "next-opening-day" } }],
    ["weeks before an event", { kind: "before", term: { term: term(3, "week") }, moment }, "2026-03-02 10:00", event],
    ["the end of a month", edge({ edge: "end", span: "month" }), "2026-02-03 10:00", {}],
    ["a day of the month", edge({ edge: "day-of-month", day: 5 }), "2026-02-03 10:00", {}],
    ["the next opening", edge({ edge: "next-opening", calendar: "weekdays" }), "2026-09-30 18:00", {}],
    ["the earlier of two", { within: after(2, "calendar-day"), or: { kind: "moment", moment }, take: { fixed: "earlier" }, remind: [] }, "2026-03-02 10:00", event],
    ["an extension", after(1, "calendar-day"), "2026-03-02 10:00", { extra: [{ by: term(5, "hour"), who: "zhao", reason: "", at: 0 }] }],
    ["beyond what is known", after(2, "working-day"), "2026-12-31 10:00", {}],
    ["standing still", after(8, "hour"), "2026-03-02 10:00", { stands: [stand("2026-03-02 12:00", null)] }]
  ])("%s", (_, due, from, given) => {
    expect(lines(due, from, given)).toMatchSnapshot()
  })
})
