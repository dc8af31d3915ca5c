/** Tables, quotas and questions over rows, as they are written: what is said of slips in them, and what they become. */
import { describe, expect, it } from "vitest"
import type { Code } from "@frontdesk/core/language/diagnostic/Catalogue"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Plan } from "@frontdesk/core/plan/Plan"
import * as PlanSchema from "@frontdesk/core/plan/PlanSchema"
import { Result } from "effect"
import { errors, found, handbook, inFile, marked, office, whole } from "./fixtures.ts"

/** The office with more in its handbook, and a procedure that may ask about it. */
const book = (more: string): string => `${handbook}${more}`
const work = (steps = ""): string =>
  whole(`steps:\n  - task: t\n    by: clerk\n    form: { ok: yes/no, hours: whole-number }\n  - record: r\n    in: diary\n    add: { unit: unit }\n${steps}  - end: done\n`)
const inHandbook = (more: string, procedure = work()) =>
  office(procedure, { "handbook.yaml": book(more) })

const table = (rows: string, more = ""): string =>
  `tables:\n  weights:\n    columns: { item: [a, b, c], weight: whole-number }\n    key: [item]\n${more}    rows:\n${rows}`
const rows = (...all: ReadonlyArray<string>): string => all.map((it) => `      - ${it}\n`).join("")
const sound = table(rows("{ item: a, weight: 40 }", "{ item: b, weight: 60 }"), "    adds-up: { weight: 100 }\n")
const quota = (parts: { readonly [key: string]: string } = {}): string =>
  `quotas:\n  share:\n${Object.entries({
    count: "cases of work where each.outcome is done",
    of: "cases of work",
    per: "month",
    "at-least": "30%",
    rounded: "up",
    missed: "{ tell: manager, with: short }",
    ...parts
  })
    .map(([key, value]) => `    ${key}: ${value}\n`)
    .join("")}`.replace("    at-least: none\n", "")
const short = (text: string): string => handbook.replace("messages:\n", `messages:\n  short: { zh: "${text}", en: "${text} in English" }\n`)

interface Slip {
  readonly code: Code
  readonly bad: string
  readonly good: string
}
const slips: ReadonlyArray<Slip> = [
  { code: "table-key-twice", bad: table(rows("{ item: a, weight: 1 }", "«{ item: a, weight: 2 }»")), good: sound },
  { code: "table-total", bad: sound.replace("weight: 100", "«weight»: 90"), good: sound },
  { code: "type-mismatch", bad: table(rows("{ item: a, weight: «heavy» }")), good: sound },
  { code: "type-mismatch", bad: sound.replace("weight: 100", "«item»: 100"), good: sound },
  { code: "unknown-name", bad: table(rows("{ item: a, «weigth»: 2 }")), good: sound },
  { code: "unknown-name", bad: sound.replace("key: [item]", "key: [«itme»]"), good: sound },
  { code: "unknown-name", bad: sound.replace("weight: 100", "«wieght»: 100"), good: sound },
  { code: "key-missing", bad: table(rows("«{ item: a }»")), good: sound },
  { code: "table-from-host", bad: "tables:\n  «fees»: { columns: { part: text, fee: money }, key: [part], from: host }\n", good: sound }
]

describe("a table", () => {
  it.each(slips.map((it) => [it.code, it] as const))("%s", (code, slip) => {
    const bad = marked(book(slip.bad))
    const compiled = office(work(), { "handbook.yaml": bad.text })
    const own = inFile(compiled, "handbook.yaml")
    expect(found(own).filter((it) => it.code === code)).toEqual(bad.spans.map((it) => ({ code, ...it })))
    expect(found(errors(own)).filter((it) => it.code !== code)).toEqual([])
    const first = own.find((it) => it.code === code)!
    expect(`${catalogue[first.code].title.en}. ${said(first).en}\n${catalogue[first.code].title.zh}：${said(first).zh}`).toMatchSnapshot()
    expect(found(errors(inFile(inHandbook(slip.good), "handbook.yaml")))).toEqual([])
  })

  const asks = (value: string, type = "whole-number"): string => work(`  - compute: c\n    type: ${type}\n    value: ${value}\n`)

  it("stands in the plan of whoever reads it, and nowhere else", () => {
    const plan = inHandbook(sound, asks("(one weights where each.item is a).weight")).procedures.find((it) => it.path === "work.procedure.yaml")?.compiled.plan
    expect(plan?.tables).toEqual({
      weights: {
        columns: [
          { name: "item", type: { kind: "choice", values: ["a", "b", "c"] }, needed: true },
          { name: "weight", type: { kind: "whole-number" }, needed: true }
        ],
        key: ["item"],
        rows: [
          { item: "a", weight: 40 },
          { item: "b", weight: 60 }
        ]
      }
    })
    expect(Result.isSuccess(PlanSchema.decode(JSON.parse(JSON.stringify(plan))))).toBe(true)
    const other = inHandbook(sound).procedures.find((it) => it.path === "work.procedure.yaml")?.compiled.plan
    expect(other !== undefined && "tables" in other).toBe(false)
  })

  it("a row is certainly there only where the whole key of a table in the file is said", () => {
    const host = "tables:\n  weights: { columns: { item: [a, b, c], weight: whole-number }, key: [item], from: host }\n"
    const one = "(one weights where each.item is a).weight"
    const codes = (more: string, value: string) => found(errors(inFile(inHandbook(more, asks(value))))).map((it) => it.code)
    expect(codes(sound, one)).toEqual([])
    expect(codes(host, one)).toEqual(["maybe-missing"])
    expect(codes(host, `${one} else 1`)).toEqual([])
    expect(codes(sound, "(one weights where each.weight > 1).weight")).toEqual(["maybe-missing"])
    expect(codes(sound, "(last weights where each.item is a).weight")).toEqual(["maybe-missing"])
  })
})

describe("a quota", () => {
  const told = (parts: { readonly [key: string]: string }, text = "<quota.name> <quota.reached>") =>
    office(work(), { "handbook.yaml": `${short(text)}${quota(parts)}` })
  /** The office has one of each thing, and one procedure: that it does not use them all is true, and nothing about quotas. */
  const ofTheOffice = new Set<string | undefined>(["title-missing", "name-unused", "handbook-unused"])
  const codes = (parts: { readonly [key: string]: string }, text?: string) =>
    found(inFile(told(parts, text), "handbook.yaml"))
      .filter((it) => !ofTheOffice.has(it.code))
      .map((it) => `${it.code} «${it.at}»`)

  it.each([
    [{}, []],
    [{ of: "cases of wrok" }, ["procedure-unknown «wrok»"]],
    [{ count: "cases of work where each.outcom is done" }, ["unknown-name «outcom»"]],
    [{ count: "cases of work where each.outcome is dnoe" }, ["unknown-name «dnoe»"]],
    [{ count: "cases of work where each.t.ok" }, []],
    [{ count: "cases of work where each.t was done" }, []],
    [{ count: "cases of work where each.tt was done" }, ["unknown-name «tt»"]],
    [{ count: "cases of work where each.t.okay" }, ["unknown-name «okay»"]],
    [{ of: "sum each.t.hours over cases of work" }, []],
    [{ of: "sum each.kind over cases of work" }, ["type-mismatch «each.kind»"]],
    [{ of: "diary" }, []],
    [{ of: "book" }, ["quota-empty «book»"]],
    [{ missed: "{ tell: manger, with: short }" }, ["unknown-name «manger»"]],
    [{ missed: "{ tell: manager, with: shrot }" }, ["unknown-name «shrot»"]]
  ] as const)("%j: %j", (parts, expected) => {
    expect(codes(parts)).toEqual(expected)
  })

  it("uses the ledger it counts", () => {
    const unused = (parts: { readonly [key: string]: string }) =>
      found(inFile(told(parts), "handbook.yaml")).flatMap((it) => (it.code === "handbook-unused" ? [it.at] : []))
    expect(unused({})).toContain("book")
    expect(unused({ of: "book" })).toEqual(unused({}).filter((it) => it !== "book"))
  })

  it("its message may say its name and what was reached", () => {
    expect(codes({}, "<quota.nam>")).toEqual(["unknown-name «nam»"])
  })

  it("says what is wrong, why, and what to do", () => {
    const first = inFile(told({ of: "book" }), "handbook.yaml").find((it) => it.code === "quota-empty")!
    expect(`${said(first).en}\n${said(first).zh}`).toMatchSnapshot()
  })

  it("is watched by a small plan of its own, and is in the plan of whoever asks for it", () => {
    const compiled = office(work("  - task: u\n    when: quota.share.behind\n    by: clerk\n"), {
      "handbook.yaml": `${short("<quota.name> <quota.reached>")}${quota()}`
    })
    const watch: Plan | undefined = compiled.schedules[0]?.compiled.plan
    expect(watch?.procedure).toBe("office/quota:share")
    expect(watch?.missed).toMatchObject({ quota: "share", with: "short" })
    expect(watch?.messages["short"]?.["en"]).toEqual([
      { value: { op: "literal", type: "text", value: "Share" }, type: { kind: "text" } },
      " ",
      { value: { op: "quota", quota: "share", is: "reached" }, type: { kind: "percent" } },
      " in English"
    ])
    expect(Result.isSuccess(PlanSchema.decode(JSON.parse(JSON.stringify(watch))))).toBe(true)
    const asking = compiled.procedures.find((it) => it.path === "work.procedure.yaml")?.compiled.plan
    expect(asking?.quotas?.["share"]).toEqual(watch?.quotas?.["share"])
  })

  it("with `at-least` can be behind, with `at-most` full, and never the other", () => {
    const ask = (fact: string, parts: { readonly [key: string]: string }) =>
      found(
        errors(
          inFile(
            office(work(`  - task: u\n    when: quota.share.${fact}\n    by: clerk\n`), { "handbook.yaml": `${short("x")}${quota(parts)}` })
          )
        )
      ).map((it) => it.at)
    const most = { "at-least": "none", "at-most": "70%" }
    expect([ask("behind", {}), ask("full", {}), ask("full", most), ask("behind", most)]).toEqual([[], ["full"], [], ["behind"]])
  })

  it("cases keep what others ask of them", () => {
    const plan = told({ count: "cases of work where each.kind is small and each.t.ok" }).procedures.find((it) => it.path === "work.procedure.yaml")?.compiled.plan
    expect(plan?.kept).toMatchObject({ intake: expect.arrayContaining(["kind"]), t: ["ok"] })
  })
})

describe("the items of an each that is over", () => {
  const tour = (value: string, type: string, inside = "", before = ""): string =>
    whole(
      `steps:\n${before}  - each: item\n    in: items\n    steps:\n      - task: prepare\n        by: clerk\n        form: { ready: yes/no, cost: money, note: { type: text, needed: no } }\n${inside}  - compute: c\n    type: ${type}\n    value: ${value}\n  - end: done\n`
    )
  const codes = (...it: Parameters<typeof tour>) => found(errors(inFile(office(tour(...it))))).map((one) => `${one.code} «${one.at}»`)

  it.each([
    ["every item where each.prepare.ready", "yes/no", []],
    ["sum each.prepare.cost over item", "money", []],
    ["count item", "whole-number", []],
    ["count item where each.thing is present and each.prepare was done", "whole-number", []],
    ["count item where each.prepare.redy", "whole-number", ["unknown-name «redy»"]],
    ["count item where each.prepar.ready", "whole-number", ["unknown-name «prepar»"]],
    ["(larger-of each.prepare.cost over item) else 0 CNY", "money", []],
    ["larger-of each.prepare.cost over item", "money", ["maybe-missing «larger-of each.prepare.cost over item»"]],
    ["item", "whole-number", ["type-mismatch «item»"]]
  ] as const)("%s", (value, type, expected) => {
    expect(codes(value, type)).toEqual(expected)
  })

  it("a step that not every item had is asked for first", () => {
    const mend = "      - task: mend\n        when: not prepare.ready\n        by: clerk\n        form: { hours: whole-number }\n"
    expect(codes("sum each.mend.hours over item", "whole-number", mend)).toEqual(["maybe-missing «each.mend.hours»"])
    expect(codes("sum each.mend.hours over item where each.mend was done", "whole-number", mend)).toEqual([])
    expect(codes("sum each.mend.hours over item where not each.prepare.ready", "whole-number", mend)).toEqual([])
  })

  it("are kept, with what is asked of them", () => {
    const plan = office(tour("every item where each.prepare.ready", "yes/no")).procedures.find((it) => it.path === "work.procedure.yaml")?.compiled.plan
    expect(plan?.kept).toMatchObject({ item: ["items"], prepare: ["ready"] })
    expect(Result.isSuccess(PlanSchema.decode(JSON.parse(JSON.stringify(plan))))).toBe(true)
  })

  it("are not there before it has run", () => {
    const first = "  - task: early\n    when: every item where each.prepare.ready\n    by: clerk\n"
    expect(codes("count item", "whole-number", "", first)).toEqual(["used-too-early «item»"])
  })
})
