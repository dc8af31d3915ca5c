import { describe, expect, it } from "vitest"
import { apply } from "@frontdesk/core/language/diagnostic/Fix"
import {
  parseDeadline,
  parseEvery,
  parseExpression,
  parseFieldType,
  parseWho,
  type ParsedSentence
} from "@frontdesk/core/language/syntax/ParseSentence"
import { effort } from "../effort.ts"
import { show, told } from "../Fixture.ts"

const reads = (parse: (text: string) => ParsedSentence<unknown>, table: ReadonlyArray<readonly [string, string]>) => {
  it.each(table)("%s", (text, expected) => {
    const { diagnostics, node } = parse(text)
    expect(diagnostics.map(told)).toEqual([])
    expect(show(node)).toBe(expected)
  })
}

const tells = (parse: (text: string) => ParsedSentence<unknown>, table: ReadonlyArray<readonly [string, string]>) => {
  it.each(table)("%s", (text, expected) => {
    expect(parse(text).diagnostics.map(told).join(", ")).toBe(expected)
  })
}

describe("expressions", () => {
  reads(parseExpression, [
    ["tier", "tier"],
    ["solve.result", "solve.result"],
    ["not harm-ongoing or stop-harm was done", "(or [(not harm-ongoing) (was-done stop-harm)])"],
    ["channel is visit", "(is channel [visit])"],
    ["channel is not call or letter", "(is channel ! [call letter])"],
    ["a is x or y or b was done", "(or [(is a [x y]) (was-done b)])"],
    ["tally.counted is not expected or long-out > 0", "(or [(is tally.counted ! [expected]) (compare > long-out 0)])"],
    ["a is x or (flag)", "(or [(is a [x]) flag])"],
    ["a is x or not flag", "(or [(is a [x]) (not flag)])"],
    ["a is x or b and c", "(and [(is a [x b]) c])"],
    ["p is present and rank(p) >= supervisor", "(and [(presence p present) (compare >= (apply rank p) supervisor)])"],
    ["owners-committee is not founded", "(presence owners-committee ! founded)"],
    ["each.day in month", "(in each.day month)"],
    ["a + b * c - d", "(arithmetic - (arithmetic + a (arithmetic * b c)) d)"],
    ["a-b - 1", "(arithmetic - a-b 1)"],
    ["x > -5", "(compare > x -5)"],
    ["half-up(full-fee * 70%)", "(apply half-up (arithmetic * full-fee 70%))"],
    ["600 CNY", "600CNY"],
    ["today <= handed-over + 24 months", "(compare <= today (arithmetic + handed-over 24:month))"],
    ["2026-02-28 < d", "(compare < 2026-02-28 d)"],
    ["at once", "at-once"],
    ["leak-test.at else mend.at else x", "(else leak-test.at (else mend.at x))"],
    ["count reception-record where each.received-at in covered", "(query count (rows reception-record) (in each.received-at covered))"],
    ["list each.who over check-ledger where each.day in month", "(query list each.who (rows check-ledger) (in each.day month))"],
    ["every dept where each.prepare.ready", "(query every (rows dept) each.prepare.ready)"],
    ["count cases of repair", "(query count (cases repair))"],
    ["not (a and b)", "(not (and [a b]))"],
    ["(one warranty where each.part is part).term", "(member (query one (rows warranty) (is each.part [part])) [term])"],
    ["(sum each.q over a) - (sum each.q over b where each.r is missing)", "(arithmetic - (query sum each.q (rows a)) (query sum each.q (rows b) (presence each.r missing)))"],
    ["superior of person", "(person-of superior person)"],
    ["doer of tally", "(doer-of tally)"],
    ["department is present", "(presence department present)"],
    ["department of offender", "(person-of department offender)"],
    ["quota.phone-share.full", "quota.phone-share.full"],
    ["投诉人 is 业主", "(is 投诉人 [业主])"],
    ["case", "case"],
    ["yes", "yes"]
  ])

  tells(parseExpression, [
    ["", "sentence-syntax «»"],
    ["a ==", "sentence-syntax «==»"],
    ["a && b", "sentence-syntax «&&»"],
    ["!a", "sentence-syntax «!»"],
    ["a, b", "sentence-syntax «,»"],
    ["\"a\" is b", "sentence-syntax «\"»"],
    ["a b", "sentence-syntax «b»"],
    ["a and", "sentence-syntax «»"],
    ["(a", "sentence-syntax «»"],
    ["a)", "sentence-syntax «)»"],
    ["a is", "sentence-syntax «»"],
    ["a < b < c", "sentence-syntax «<»"],
    ["a was not done", "sentence-syntax «not»"],
    ["(a and b) was done", "sentence-syntax «(a and b)»"],
    ["a. b", "sentence-syntax «b»"],
    ["a_b", "sentence-syntax «_»"],
    ["2026-02-30 < d", "sentence-syntax «2026-02-30»"],
    ["round(x)", "unknown-name «round»"],
    ["one ledger", "sentence-syntax «»"],
    ["count where a", "sentence-syntax «where»"],
    ["a > 3 and count x where b", "sentence-syntax «count x where b»"],
    ["a and b or c", "mixed-and-or «a and b or c»"],
    ["a or b and c", "mixed-and-or «a or b and c»"],
    ["(a and b) or c", ""],
    ["a and (b or c)", ""],
    ["x is yes", "redundant-yes «x is yes»"],
    ["x is not yes and y is no", "redundant-yes «x is not yes», redundant-yes «y is no»"],
    ["handed-over + 2 days", "bare-days «2 days»"],
    ["a （b）", "full-width-punctuation «（»"],
    ["Not a", "sentence-syntax «a»"]
  ])

  it("mends what has one meaning only", () => {
    const mended = (text: string): string => {
      const { diagnostics } = parseExpression(text)
      const file = diagnostics[0]?.span.file
      return file === undefined ? text : apply(file, diagnostics.flatMap((it) => it.fixes.slice(0, 1)))
    }
    expect(mended("x is not yes and y is no")).toBe("not x and not y")
    expect(mended("a and b or c")).toBe("(a and b) or c")
    expect(mended("（a ＋ １）")).toBe("(a + 1)")
    expect(mended("a != b")).toBe("a is not b")
    expect(mended("d + 3 days")).toBe("d + 3 calendar days")
    expect(mended("received at is present")).toBe("received-at is present")
  })

  it("gives up on sentences that nobody wrote, in bounded time", () => {
    for (const text of [
      "(".repeat(50_000),
      "not ".repeat(50_000),
      "up(".repeat(50_000),
      "a else ".repeat(50_000),
      "x is a or ".repeat(50_000),
      "superior of ".repeat(50_000),
      `x is a or up(${"x is a or up(".repeat(1000)}`,
      "a + ".repeat(50_000),
      "count x where ".repeat(5_000)
    ]) {
      const taken = effort(() => expect(parseExpression(text).diagnostics.length, text.slice(0, 20)).toBeGreaterThan(0))
      expect(taken, text.slice(0, 20)).toBeLessThan(2000)
    }
  })
})

describe("deadlines", () => {
  reads(parseDeadline, [
    ["at once", "at-once"],
    ["3 calendar days from intake", "(from 3:calendar-day [intake])"],
    ["1 working hour from morning", "(from 1:working-hour [morning])"],
    ["2 working days in office from its start", "(from 2:working-day@office [its-start])"],
    ["24 hours from start of dispatch", "(from 24:hour [(start-of-step dispatch)])"],
    ["limit from dispatch.visit else its start", "(from limit [dispatch.visit its-start])"],
    ["param.letter-term from phone-notice", "(from param.letter-term [phone-notice])"],
    ["3 weeks before event-at", "(before 3:week event-at)"],
    ["1 hour before case due", "(before 1:hour case-due)"],
    ["same day as solve", "(same-day [solve])"],
    ["same day as intake else its start", "(same-day [intake its-start])"],
    ["end of month from its start", "(edge (end-of month) [its-start])"],
    ["start of day from event-at", "(edge (start-of day) [event-at])"],
    ["day 5 of month from month.end", "(edge (day-of-month 5) [month.end])"],
    ["next opening of office from unseal", "(edge (next-opening office) [unseal])"],
    ["next closing of office from event", "(edge (next-closing office) [event])"],
    ["case due", "(moment case-due)"],
    ["agree-time.visit", "(moment agree-time.visit)"],
    ["event.starts", "(moment event.starts)"],
    ["5 calendar days from intake.at", "(from 5:calendar-day [intake.at])"]
  ])

  tells(parseDeadline, [
    ["2 days from intake", "bare-days «2 days»"],
    ["1 day", "bare-days «1 day»"],
    ["within 3 days", "bare-days «3 days»"],
    ["within 3 hours from intake", "sentence-syntax «within»"],
    ["3 hours", "anchor-missing «3 hours»"],
    ["3 from intake", "unit-missing «3»"],
    ["3", "unit-missing «3»"],
    ["3 business days from intake", "sentence-syntax «business»"],
    ["3 工作日 from intake", "sentence-syntax «3 工作日»"],
    ["3 working from intake", "sentence-syntax «from»"],
    ["2.5 hours from intake", "sentence-syntax «2.5»"],
    ["3 hours form intake", "sentence-syntax «form»"],
    ["3 hours from", "sentence-syntax «»"],
    ["3 hours from intake or its start", "sentence-syntax «or»"],
    ["same day from intake", "sentence-syntax «from»"],
    ["end of fortnight from intake", "sentence-syntax «fortnight»"],
    ["day 32 of month from intake", "sentence-syntax «32»"],
    ["solve answer", "sentence-syntax «answer»"],
    ["3 Hours from intake", "sentence-syntax «Hours»"],
    ["2days from intake", "bare-days «2days»"]
  ])

  it("offers the four meanings of a bare day", () => {
    const [diagnostic] = parseDeadline("2 days from intake").diagnostics
    expect(diagnostic?.fixes.map((fix) => apply(diagnostic.span.file, [fix]))).toEqual([
      "2 calendar days from intake",
      "2 working days from intake",
      "2 exact days from intake",
      "48 hours from intake"
    ])
  })
})

describe("people", () => {
  reads(parseWho, [
    ["cs-supervisor", "(somebody cs-supervisor)"],
    ["repair-worker on duty", "(somebody repair-worker !)"],
    ["dept-manager in dept", "(somebody dept-manager dept)"],
    ["security-guard on duty in security-dept", "(somebody security-guard ! security-dept)"],
    ["rank manager or above", "(rank-or-above manager)"],
    ["rank manager or above in cs-dept", "(rank-or-above manager cs-dept)"],
    ["highest rank on duty in cs-dept", "(highest-on-duty cs-dept)"],
    ["head of repair-dept", "(head-of repair-dept)"],
    ["superior of superior of opener", "(superior-of (superior-of opener))"],
    ["opener", "opener"],
    ["holder", "holder"],
    ["holder of sorting", "(holder sorting)"],
    ["holder of case", "(holder case)"],
    ["doer of fix", "(doer-of fix)"],
    ["dispatch.worker", "(somebody dispatch.worker)"],
    ["area of unit", "(area-of unit)"],
    ["rank", "(somebody rank)"]
  ])

  tells(parseWho, [
    ["a or b", "sentence-syntax «or»"],
    ["opener and holder", "sentence-syntax «and»"],
    ["cs supervisor", "sentence-syntax «supervisor»"],
    ["rank manager", "sentence-syntax «»"],
    ["repair-worker on", "sentence-syntax «»"],
    ["repair-worker on dutty", "sentence-syntax «dutty»"],
    ["head of", "sentence-syntax «»"],
    ["doer fix", "sentence-syntax «fix»"],
    ["2 people", "sentence-syntax «2»"],
    ["前台，客服", "full-width-punctuation «，»"]
  ])
})

describe("types of fields", () => {
  reads(parseFieldType, [
    ["yes/no", "(simple yes/no)"],
    ["date-time", "(simple date-time)"],
    ["papers move-in-papers for applicant-kind", "(papers move-in-papers applicant-kind)"],
    ["papers sales-office-papers", "(papers sales-office-papers)"],
    ["checklist house-quality", "(checklist house-quality)"],
    ["report demands for week", "(report demands week)"],
    ["signature of dept-supervisor in against-department", "(signature (somebody dept-supervisor against-department))"],
    ["case of countersign", "(case countersign)"],
    ["any case", "case"],
    ["my-plugin", "(plug-in my-plugin)"]
  ])

  tells(parseFieldType, [
    ["signature owner", "sentence-syntax «owner»"],
    ["report demands", "sentence-syntax «»"],
    ["chekclist a", "sentence-syntax «chekclist»"],
    ["any thing", "sentence-syntax «thing»"]
  ])
})

describe("schedules", () => {
  reads(parseEvery, [
    ["day at 18:00", "(every-day [18:00])"],
    ["day at 09:00 and 17:00", "(every-day [09:00 17:00])"],
    ["working day", "(every-working-day [])"],
    ["Monday at 08:30", "(every-weekday monday [08:30])"],
    ["2 times a week", "(times-a-span 2 week)"],
    ["week", "every-week"],
    ["month", "every-month"],
    ["month on day 15", "(every-month 15)"],
    ["month on last day", "(every-month last)"],
    ["quarter", "every-quarter"],
    ["quarter on last day", "(every-quarter last)"],
    ["year on April 1", "(every-year (undefined 4 1))"]
  ])

  tells(parseEvery, [
    ["monday", "sentence-syntax «monday»"],
    ["day at 25:00", "sentence-syntax «25:00»"],
    ["day at 9", "sentence-syntax «9»"],
    ["hour", "sentence-syntax «hour»"],
    ["year on Aprl 1", "sentence-syntax «Aprl»"],
    ["month on 5", "sentence-syntax «5»"]
  ])
})
