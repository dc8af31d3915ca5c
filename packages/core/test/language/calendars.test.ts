/** What a handbook says of its calendars, held against what the source of the holidays knows and what anybody asks. */
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { PublicDays } from "@frontdesk/core/language/check/Ruler"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import { found, handbook, inFile, marked, whole } from "./fixtures.ts"

const publicDays: PublicDays = (name, from, to) => (name === "cn-state-council" ? ChineseDays.days(from, to) : undefined)

const desk = "  desk: { open: { Mon-Fri: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }\n"
const task = (due: string): string => `steps:\n  - task: t\n    by: clerk\n    due: ${due}\n  - end: done\n`

/** The handbook with these calendars, and one procedure. */
const compiled = (calendars: string, procedure = task("2 working days from intake"), days: PublicDays | undefined = publicDays) => {
  const { spans, text } = marked(handbook.replace(desk, calendars).replace("uses:\n  other: other/other\n", "").replace(", used-in: [other]", ", used-in: []"))
  const all = compile({
    files: [{ path: "handbook.yaml", text }, { path: "work.procedure.yaml", text: whole(procedure) }],
    ...(days === undefined ? {} : { publicDays: days })
  })
  const calendar = inFile(all, "handbook.yaml").filter((it) => it.code.startsWith("calendar-"))
  return { spans, calendar, own: inFile(all).filter((it) => !["title-missing", "field-unused"].includes(it.code)), text }
}
const codes = (calendars: string, procedure?: string, days?: PublicDays) => {
  const { calendar, spans } = compiled(calendars, procedure, days)
  expect(found(calendar).map(({ at, start }) => ({ at, start }))).toEqual(spans)
  return calendar.map((it) => it.code)
}

const council = (covered: string) => `  desk: { open: { Mon-Fri: 09:00-17:00 }, holidays: cn-state-council, covered: ${covered} }\n`

describe("calendar-source-short", () => {
  it("a handbook covers only what is announced", () => {
    expect(codes(council("2026-01-01 to 2026-12-31"))).toEqual([])
    expect(codes(council("«2026-01-01 to 2099-12-31»"))).toEqual(["calendar-source-short"])
    expect(codes(council("«2098-01-01 to 2099-12-31»"))).toEqual(["calendar-source-short"])
  })

  it("offers what is announced, and that mends it", () => {
    const { calendar, text } = compiled(council("«2026-01-01 to 2099-12-31»"))
    const [edit] = calendar[0]?.fixes[0]?.edits ?? []
    if (edit === undefined) throw new Error("no fix")
    const mended = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)
    expect(compile({ files: [{ path: "handbook.yaml", text: mended }], publicDays }).diagnostics.filter((it) => it.code === "calendar-source-short")).toEqual([])
    expect(said(calendar[0]!)).toMatchInlineSnapshot(`
      {
        "en": "\`desk\` says these days are covered, but \`cn-state-council\` knows only 2026-01-01 to 2026-12-31. Dues beyond are provisional all the same. Cover these days only, and extend it when more are announced.",
        "zh": "日历 \`desk\` 写明覆盖这些日期，但 \`cn-state-council\` 只知道 2026-01-01 至 2026-12-31。范围之外的期限仍只能是暂定的。请先只写这些日期，公布后再延长。",
      }
    `)
  })

  it("says nothing where the source is not at hand", () => {
    expect(codes(council("2026-01-01 to 2099-12-31"), undefined, () => undefined)).toEqual([])
  })
})

describe("calendar-unused", () => {
  const two = (name: string) => `${desk}  ${name}: { open: { Mon-Sun: 08:00-20:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }\n`

  it("a calendar nobody asks", () => {
    expect(codes(two("«gate»"))).toEqual(["calendar-unused"])
    expect(said(compiled(two("«gate»")).calendar[0]!)).toMatchInlineSnapshot(`
      {
        "en": "No term, reminder or condition asks \`gate\`, and it is not the handbook's own calendar. Remove it, or name it where it was meant (\`2 working days in gate\`).",
        "zh": "没有任何期限、提醒或条件用到日历 \`gate\`，它也不是手册的默认日历。请删去，或在需要的地方写明（如 \`2 working days in gate\`）。",
      }
    `)
  })

  it.each<[string, string]>([
    ["a term", task("2 working days in gate from intake")],
    ["an edge", task("next opening of gate from intake")],
    ["a reminder", task("{ within: 24 hours from intake, remind: [ { at: 4 hours before due, tell: holder, with: please, during: gate } ] }")],
    ["a condition", "steps:\n  - task: t\n    when: open(gate)\n    by: clerk\n  - end: done\n"],
    ["a parameter", `parameters:\n  limit: { type: term, default: 2 working hours in gate }\n${task("param.limit from intake")}`]
  ])("%s asks it", (_, procedure) => {
    expect(codes(two("gate"), procedure)).toEqual([])
  })

  it("nothing is said of it while a procedure cannot be read", () => {
    expect(codes(two("gate"), "steps:\n  - task: t\n    by: nobody-knows\n  - end: done\n")).toEqual([])
  })
})

describe("dates are found on the days of the State Council", () => {
  const conflict = `due: 5 calendar days from intake\nby: manager\n${task("1 working day from intake")}`

  it("the worst of 2026 is the Spring Festival", () => {
    const { own } = compiled(council("2026-01-01 to 2026-12-31"), conflict)
    expect(own.map((it) => it.code)).toEqual(["deadline-impossible"])
    expect(said(own[0]!)).toMatchInlineSnapshot(`
      {
        "en": "The terms inside do not fit into that of the case: on some dates it is missed although nobody is late. At worst: opened on Sat 2026-02-14 09:00, \`t\` may take until Tue 2026-02-24 17:00 (1 working day: 02-24; closed 02-15 … 02-23), but the case is due Thu 2026-02-19 24:00 (5 calendar days: 02-15 … 02-19). Shorten the term of \`t\`, or give the case more time.",
        "zh": "其中各步的期限放不进整个事项的期限：有些日期即使无人拖延也会超期。最严重时：若 2026-02-14（周六）09:00 受理，\`t\` 可以办到 2026-02-24（周二）17:00（1 个工作日：02-24；休息 02-15 … 02-23），而整个事项的期限是 2026-02-19（周四）24:00（5 个自然日：02-15 … 02-19）。请缩短 \`t\` 的期限，或放宽整个事项的期限。",
      }
    `)
  })

  it("on calendars without holidays it fits, and where nobody knows the holidays nothing is said", () => {
    expect(compiled(desk, conflict).own).toEqual([])
    expect(compiled(council("2026-01-01 to 2026-12-31"), conflict, () => undefined).own).toEqual([])
  })

  it("a ladder that is in order but for Golden Week", () => {
    const ladder = "steps:\n  - task: t\n    ladder:\n      low: { by: clerk, due: 3 working days from intake }\n      high: { by: manager, due: 1 week from intake }\n  - end: done\n"
    const { own } = compiled(council("2026-03-01 to 2026-12-31"), ladder)
    expect(own.map((it) => it.code)).toEqual(["ladder-order"])
    expect(said(own[0]!)).toMatchInlineSnapshot(`
      {
        "en": "On some dates the rung \`high\` is due no later than \`low\` above it, so it would be skipped at once: counted from Mon 2026-09-28 09:00, \`low\` is due Thu 2026-10-08 17:00 (3 working days: 09-29, 09-30, 10-08; closed 10-01 … 10-07) and \`high\` Mon 2026-10-05 24:00 (1 week: 09-29 … 10-05). Count both in the same way, or give \`high\` more time.",
        "zh": "有些日期 \`high\` 这一级的期限不晚于上一级 \`low\`，会被直接跳过：若从 2026-09-28（周一）09:00 起算，\`low\` 的期限是 2026-10-08（周四）17:00（3 个工作日：09-29、09-30、10-08；休息 10-01 … 10-07），\`high\` 是 2026-10-05（周一）24:00（1 周：09-29 … 10-05）。请让两级用同一种计算方式，或放宽 \`high\` 的期限。",
      }
    `)
    expect(compiled(desk, ladder).own).toEqual([])
  })
})
