/** Schedules of a handbook and reports, as they are written: what they mean, and what is said of slips in them. */
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import type { Compilation } from "@frontdesk/core/language/compile"
import { isError, said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Span from "@frontdesk/core/language/source/Span"
import type { Recurring, Schedule } from "@frontdesk/core/plan/Plan"
import { handbook } from "./fixtures.ts"

const work = `procedure: work
version: 1
intake:
  form: { kind: [small, large], covered: period }
steps:
  - task: look
    by: clerk
    due: case due
    form: { seen: report rounds for covered, note: { type: text, needed: no } }
  - record: mark
    in: rounds
    add: { unit-count: count rounds where each.day in covered, day: today }
  - end: done
outcomes:
  done: {}
`
const book = (schedule: string): string => `${handbook.replace("uses:\n  other: other/other\n", "").replace("classes:\n  secret: { seen-by: [repair-dept], used-in: [other] }\n", "").replace("ledgers:\n", "ledgers:\n  rounds: { columns: { unit-count: whole-number, day: date } }\n").replace("  please:", "  hurry: { zh: 快到期了, en: nearly due }\n  please:")}reports:
  rounds: { rows: rounds, day: day, each-row: [unit-count] }
  grouped: { rows: rounds, day: day, by: [day], show: [count, sum unit-count] }
  cases: { rows: cases of work, day: ended, by: [kind], show: [count] }
schedules:
  look-round: ${schedule}
`
const compiled = (schedule: string, procedure = work): Compilation =>
  compile({
    files: [
      { path: "office/handbook.yaml", text: book(schedule) },
      { path: "office/work.procedure.yaml", text: procedure }
    ]
  })
const errors = (found: Compilation): ReadonlyArray<string> =>
  found.diagnostics.filter(isError).map((it) => `${it.code} «${Span.text(it.span)}»`)
const told = (found: Compilation, code: string) => {
  const it = found.diagnostics.find((one) => one.code === code)
  return it === undefined ? undefined : said(it)
}
const scheduled = (schedule: string): Schedule | undefined => {
  const found = compiled(schedule)
  expect(errors(found)).toEqual([])
  return found.schedules[0]?.compiled.plan.schedule
}
const rest = "covers: last week, opens: work, with: { kind: small }, due: end of week from its start"

describe("a schedule", () => {
  const rows: ReadonlyArray<readonly [string, Recurring["every"]]> = [
    ["day", { every: "day", at: [] }],
    ["day at 09:00 and 17:30", { every: "day", at: ["09:00", "17:30"] }],
    ["working day at 09:00", { every: "working-day", calendar: "desk", at: ["09:00"] }],
    ["Sunday", { every: "weekday", weekday: 6, at: [] }],
    ["2 times a month", { every: "times", times: 2, span: "month" }],
    ["week", { every: "week" }],
    ["month on day 5", { every: "month", day: 5 }],
    ["month on last day", { every: "month", day: "last" }],
    ["quarter", { every: "quarter" }],
    ["quarter on last day", { every: "quarter", day: "last" }],
    ["year on April 5", { every: "year", on: { month: 4, day: 5 } }]
  ]
  it.each(rows)("every %s", (text, every) => {
    expect(scheduled(`{ every: ${text}, ${rest} }`)).toMatchObject({ every })
  })

  it("is a plan of its own, with its period, due and what it gives", () => {
    const { compiled: it } = compiled(`{ every: Monday, covers: last week, opens: work, with: { kind: small }, due: same day as its start }`).schedules[0]!
    expect(it.plan.procedure).toBe("office/schedule:look-round")
    expect(it.plan.root.steps).toEqual([])
    expect(it.plan.schedule).toEqual({
      every: { every: "weekday", weekday: 0, at: [] },
      opens: "office/work",
      with: [{ field: "kind", value: { op: "literal", type: "choice", value: "small" } }],
      covers: { which: "last", of: "week", field: "covered" },
      due: { within: { kind: "same-day", anchors: [{ from: "its-start" }] }, remind: [] },
      afterDowntime: "all"
    })
  })

  it("of so many times a week is due at its end, if nothing else is said", () => {
    expect(scheduled("{ every: 2 times a week, covers: last week, opens: work, with: { kind: small } }")?.due?.within).toEqual({
      kind: "edge",
      at: { edge: "end", span: "week" },
      anchors: [{ from: "its-start" }]
    })
  })

  it("with nobody who opens it needs no opener", () => {
    const found = compiled(`{ every: day, ${rest} }`, work.replace("by: clerk", "by: opener"))
    expect(errors(found)).toEqual(["opener-missing «opener»"])
    expect(told(found, "opener-missing")).toMatchSnapshot()
  })

  it("gives its cases the due they count on", () => {
    const found = compiled("{ every: day, covers: today, opens: work, with: { kind: small } }")
    expect(errors(found)).toEqual(["case-due-missing «case due»"])
    expect(told(found, "case-due-missing")).toMatchSnapshot()
    expect(errors(compiled("{ every: day, covers: today, opens: work, with: { kind: small } }", work.replace("steps:", "due: 3 hours from intake\nsteps:")))).toEqual([])
  })

  const pairs: ReadonlyArray<readonly [string, string, string, boolean]> = [
    ["a day and a Monday", "every: day", "every: Monday", true],
    ["a week and a Monday", "every: week", "every: Monday at 00:00", true],
    ["Monday and Tuesday", "every: Monday", "every: Tuesday", false],
    ["morning and afternoon", "every: day at 09:00", "every: day at 14:00", false],
    ["a working day and a Sunday", "every: working day", "every: Sunday", false],
    ["a month's and a quarter's last day", "every: month on last day", "every: quarter on last day", true],
    ["a month's last day and 29 February", "every: month on last day", "every: year on February 29", true],
    ["the same event", "on: paid", "on: paid", true],
    ["an event and a day", "on: paid", "every: day", false],
    ["other conditions", "on: paid, when: event.amount > 3 CNY", "on: paid, when: event.amount < 2 CNY", false]
  ]
  it.each(pairs)("the same duty is there twice: %s", (_, first, second, twice) => {
    const both = `{ ${first}, ${rest} }\n  other-round: { ${second}, ${rest} }`
    const found = compiled(both)
    expect(found.diagnostics.filter((it) => it.code === "schedule-clash").map((it) => Span.text(it.span))).toEqual(
      twice ? ["other-round"] : []
    )
  })

  it("that differs in what it gives is another duty", () => {
    const found = compiled(`{ every: day, ${rest} }\n  other-round: { every: day, ${rest.replace("small", "large")} }`)
    expect(found.diagnostics.filter((it) => it.code === "schedule-clash")).toEqual([])
  })

  const slips: ReadonlyArray<readonly [string, string, ReadonlyArray<string>]> = [
    ["opens what is there", "{ every: day, opens: wrok, with: { kind: small } }", ["procedure-unknown «wrok»"]],
    ["gives values the intake knows", `{ every: day, covers: today, opens: work, with: { kind: smal } }`, ["unknown-name «smal»"]],
    ["gives fields the intake has", `{ every: day, covers: today, opens: work, with: { kind: small, kinds: 3 } }`, ["unknown-name «kinds»"]],
    ["waits for what is there", "{ on: payd, opens: work, covers: today, with: { kind: small }, due: at once }", ["unknown-name «payd»"]],
    ["asks the event for what it has", `{ on: paid, when: event.amunt > 3 CNY, ${rest} }`, ["unknown-name «amunt»"]],
    ["has no case whose due it could take", "{ every: day, covers: today, opens: work, with: { kind: small }, due: case due }", ["type-mismatch «case due»"]],
    ["reminds nobody who is not known yet", "{ every: day, covers: today, opens: work, with: { kind: small }, due: { within: same day as its start, remind: [{ at: due, tell: holder, with: hurry }] } }", ["type-mismatch «holder»"]],
    ["gives all of them", "{ every: day, covers: today, opens: work, due: same day as its start }", ["with-incomplete «work»"]],
    ["gives the period too", "{ every: day, opens: work, with: { kind: small }, due: same day as its start }", ["with-incomplete «work»"]]
  ]
  it.each(slips)("%s", (_, schedule, expected) => {
    const found = compiled(schedule)
    expect(errors(found).filter((it) => !it.startsWith("opened-by-nobody"))).toEqual(expected)
    expect(found.schedules).toEqual([])
  })

  it("waits for an event, and hears only of those its condition names", () => {
    expect(scheduled(`{ on: paid, when: event.amount > 2000 CNY, ${rest} }`)).toMatchObject({
      on: {
        topic: "paid",
        where: { op: "compare", left: { op: "event", field: "amount" } }
      }
    })
  })

  it("waits for new rows of a ledger, and whoever writes them tells them", () => {
    const found = compiled(`{ on: rounds, when: event.unit-count > 3, ${rest.replace("end of week from its start", "2 hours from event")} }`)
    expect(errors(found)).toEqual([])
    expect(found.schedules[0]?.compiled.plan.schedule).toMatchObject({
      on: { topic: "ledger:office/rounds" },
      due: { within: { kind: "after", anchors: [{ from: "event" }] } }
    })
    expect(found.procedures[0]?.compiled.plan.ledgers["rounds"]).toMatchObject({ watched: true })
  })

  it("reminds of its due with a message of the handbook", () => {
    const found = compiled(
      "{ every: Monday, covers: last week, opens: work, with: { kind: small }, due: { within: 3 working days from its start, remind: [{ at: due, tell: manager, with: hurry, during: desk }] } }"
    )
    expect(errors(found)).toEqual([])
    const { plan } = found.schedules[0]!.compiled
    expect(plan.schedule?.due?.remind).toMatchObject([{ at: { when: "due" }, message: "hurry", during: "desk" }])
    expect(plan.messages["hurry"]).toBeDefined()
  })

  it("covers a period only where the intake takes one", () => {
    const without = work.replace(", covered: period", ", noted: date").replace("report rounds for covered", "text").replace("each.day in covered", "each.day is noted")
    const found = compiled("{ every: day, covers: today, opens: work, with: { kind: small, noted: 2026-03-02 } }", without)
    expect(errors(found)).toEqual(["covers-no-period «today»"])
    const told = found.diagnostics.find((it) => it.code === "covers-no-period")!
    expect(said(told)).toEqual({
      en: "`covers` says which days the case is about, but the intake of `work` has no field of type `period` to take them. Add one, or leave `covers` out.",
      zh: "`covers` 说明事项涵盖哪些日期，但 `work` 的登记表没有 `period` 类型的字段。请加上该字段，或去掉 `covers`。"
    })
  })
})

describe("a report", () => {
  const schedule = `{ every: day, ${rest} }`
  const field = (text: string): Compilation => compiled(schedule, work.replace("report rounds for covered", text))

  it("knows its rows, its period and its columns, which may be empty", () => {
    const task = compiled(schedule).procedures[0]?.compiled.plan.root.steps[0]
    expect(task?.kind === "task" ? task.form[0] : undefined).toEqual({
      name: "seen",
      needed: true,
      type: {
        kind: "report",
        report: "rounds",
        rows: { from: "ledger", ledger: "rounds" },
        day: "day",
        for: { op: "field", step: "intake", field: "covered", path: [] },
        columns: [{ name: "unit-count", type: { kind: "whole-number" }, needed: false }]
      }
    })
  })

  it("is one of the handbook, for a period", () => {
    expect(errors(field("report round for covered"))).toEqual(["unknown-name «round»"])
    expect(errors(field("report rounds for kind"))).toEqual(["type-mismatch «kind»"])
  })

  it("counts rows by groups: what they have in common, and how many there are", () => {
    const task = field("report grouped for covered").procedures[0]?.compiled.plan.root.steps[0]
    expect(task?.kind === "task" ? task.form[0]?.type : undefined).toEqual({
      kind: "report",
      report: "grouped",
      rows: { from: "ledger", ledger: "rounds" },
      day: "day",
      for: { op: "field", step: "intake", field: "covered", path: [] },
      columns: [
        { name: "day", type: { kind: "date" }, needed: false },
        { name: "count", type: { kind: "whole-number" }, needed: true },
        { name: "sum-unit-count", type: { kind: "whole-number" }, needed: true }
      ],
      show: [{ column: "count" }, { column: "sum-unit-count", of: "unit-count" }]
    })
  })

  it("may be about the cases of a procedure, which then keep what it shows", () => {
    const plan = field("report cases for covered").procedures[0]?.compiled.plan
    const task = plan?.root.steps[0]
    expect(task?.kind === "task" ? task.form[0]?.type : undefined).toMatchObject({
      rows: { from: "cases", procedure: "office/work" },
      day: "ended",
      columns: [{ name: "kind" }, { name: "count" }]
    })
    expect(plan?.kept["intake"]).toContain("kind")
  })

  const slips = [
    ["{ rows: rounds, day: dya, show: [count] }", "unknown-name «dya»"],
    ["{ rows: rounds, day: unit-count, show: [count] }", "type-mismatch «unit-count»"],
    ["{ rows: rounds, day: day, by: [dy], show: [count] }", "unknown-name «dy»"],
    ["{ rows: rounds, day: day, show: [sum day] }", "type-mismatch «day»"],
    ["{ rows: rond, day: day, show: [count] }", "unknown-name «rond»"],
    ["{ rows: cases of wrk, day: ended, show: [count] }", "procedure-unknown «wrk»"],
    ["{ rows: cases of work, day: ended, each-row: [knd] }", "unknown-name «knd»"]
  ] as const
  it.each(slips)("%s: says what is wrong with it, once", (text, expected) => {
    const files = [
      { path: "office/handbook.yaml", text: book(schedule).replace(/  grouped: .*\n/, `  grouped: ${text}\n`) },
      { path: "office/work.procedure.yaml", text: work }
    ]
    expect(errors(compile({ files }))).toEqual([expected])
  })

  it("stands in the form of a task only", () => {
    const found = compiled(schedule, work.replace("covered: period }", "covered: period, all: report rounds for covered }"))
    expect(errors(found)).toContain("report-outside-task «report rounds for covered»")
  })
})
