/**
 * Who may read and who may see, from the file to the plan: `seen-by`, classes followed through other procedures, and what
 * the compiler takes for a leak, held against what a reader at a desk would be shown.
 */
import { describe, expect, it } from "vitest"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Reader from "@frontdesk/core/case/Reader"
import * as Keys from "@frontdesk/core/domain/Keys"
import * as People from "@frontdesk/core/domain/People"
import type { People as Sentence, Who } from "@frontdesk/core/domain/People"
import * as Audience from "@frontdesk/core/language/check/Audience"
import { compile } from "@frontdesk/core/language/compile"
import type { Plan } from "@frontdesk/core/plan/Plan"
import * as Plugin from "@frontdesk/core/plugin/Plugin"
import * as Seal from "@frontdesk/core/plan/Seal"
import * as Play from "@frontdesk/core/simulation/Play"
import { errors, found, handbook, inFile, office, whole } from "./fixtures.ts"
import { groundOf, told } from "../simulation/ground.ts"

const step = (text: string): string => whole(`steps:\n${text}  - end: done\n`)
const planOf = (compiled: ReturnType<typeof compile>, name = "work"): Plan => {
  const it = compiled.procedures.find(({ compiled: { plan } }) => plan.procedure.endsWith(`/${name}`))
  if (it === undefined) throw new Error(JSON.stringify(found(errors(compiled.diagnostics))))
  return it.compiled.plan
}
const wrong = (procedure: string, more: { readonly [path: string]: string } = {}) =>
  found(errors(inFile(office(procedure, more)))).map(({ at, code }) => `${code} ${at}`)

describe("`seen-by`", () => {
  it("stands in the plan, and what it speaks of is kept", () => {
    const plan = planOf(office(step("  - task: t\n    by: clerk\n    form: { helper: staff }\n").replace("outcomes:", "seen-by: [clerk, opener, worker in dept]\noutcomes:")))
    expect(plan.seenBy?.of.map(({ who }) => who)).toEqual(["role", "opener", "role"])
    expect(plan.kept["intake"]).toContain("dept")
  })

  it("is said in the words of people, and a slip in it is told", () => {
    expect(wrong(step("").replace("outcomes:", "seen-by: [dpet]\noutcomes:"))).toEqual(["unknown-name dpet"])
    expect(wrong(step("").replace("outcomes:", "seen-by: [worker]\noutcomes:"))).toEqual(["role-needs-place worker"])
  })
})

describe("the confidential part of a plan", () => {
  it("has the classes of its own fields, with who may see them", () => {
    const plan = planOf(office(step("")))
    expect(plan.classes).toEqual({ secret: { mode: "any", of: [{ who: "department", department: "repair-dept" }], not: [] } })
    expect(plan.sealed).toBeUndefined()
  })

  it("is not there where nothing is confidential", () => {
    const plan = planOf(office(step("").replace("    hidden: { type: text, class: secret }\n", "")))
    expect(plan.classes).toBeUndefined()
  })

  it("knows what other procedures give", () => {
    const teller = whole("procedure: teller\nintake: { by: clerk, form: { unit: unit, code: { type: text, class: secret } } }\nversion: 1\nsteps:\n  - end: told\n    gives: { code: code }\noutcomes: { told: { code: { type: text, class: secret } } }\n")
    const plan = planOf(office(step("  - call: c\n    opens: teller\n    with: { unit: unit, code: hidden }\n"), {
      "teller.procedure.yaml": teller,
      "handbook.yaml": handbook.replace("used-in: [other]", "used-in: [other, teller]")
    }))
    expect(plan.sealed).toEqual({ c: { code: ["secret"] } })
  })
})

describe("a seal", () => {
  it("is written by paths and read back", () => {
    const parts = { phone: ["personal"], household: { id: ["personal", "secret"], more: { at: ["secret"] } } }
    expect(Seal.written(parts)).toEqual({ "household.id": ["personal", "secret"], "household.more.at": ["secret"], phone: ["personal"] })
    expect(Seal.read(Seal.written(parts))).toEqual(parts)
  })
})

describe("a leak", () => {
  const telling = (to: string, more = ""): string =>
    whole(`intake:\n  by: clerk\n  form: { owner: party, unit: unit, dept: department, helper: staff, hidden: { type: text, class: secret } }\nmessages:\n  hint: { zh: "<hidden>见", en: "see <hidden>" }\n${more}steps:\n  - notify: n\n    to: ${to}\n    via: [sms]\n    with: hint\n  - end: done\n`)
  const rows: ReadonlyArray<readonly [to: string, leaks: boolean]> = [
    ["repair-dept", false],
    ["worker in repair-dept", false],
    ["worker in fee-dept", true],
    ["worker in dept", true],
    ["clerk", true],
    ["house", true],
    ["head of house", true],
    ["rank chief or above", true],
    ["superior of clerk", true],
    ["owner", false],
    ["helper", true],
    ["area of unit", true],
    ["opener", true],
    ["[repair-dept, clerk]", true]
  ]
  it.each(rows)("to %s: %s", (to, leaks) => {
    expect(wrong(telling(to))).toEqual(leaks ? ["class-leak hint"] : [])
  })

  it("is told of a reminder of the hand-over and of a schedule too", () => {
    const text = telling("repair-dept").replace("intake:\n  by: clerk\n", "intake:\n  by: clerk\n  due: { within: 2 hours from intake, remind: [{ at: due, tell: clerk, with: hint }] }\n")
    expect(wrong(text)).toEqual(["class-leak hint"])
    const weekly = telling("repair-dept").replace("steps:", "schedules:\n  again: { every: week, opens: work, with: { owner: owner, unit: unit, dept: dept, helper: helper, hidden: hidden } }\nsteps:")
    expect(wrong(weekly)).toEqual(["class-use hidden"])
  })
})

describe("the compiler and the reader", () => {
  const plan = planOf(office(step("")))
  const { organisation } = plan
  const departments = Object.keys(organisation.departments)
  const posts = Object.entries(organisation.roles).flatMap(([role, { in: own }]) =>
    own === undefined ? departments.map((name) => ({ role, in: name })) : [{ role }]
  )
  const sentences: ReadonlyArray<Who> = [
    ...Object.entries(organisation.roles).flatMap(([role, { in: own }]): ReadonlyArray<Who> =>
      own === undefined
        ? departments.map((department) => ({ who: "role", role, onDuty: false, in: { department } }))
        : [{ who: "role", role, onDuty: false }]
    ),
    ...departments.flatMap((department): ReadonlyArray<Who> => [
      { who: "department", department },
      { who: "head", of: { department } },
      { who: "rank", ranks: ["chief"], in: { department } },
      { who: "rank", ranks: ["staff", "chief"], in: { department } }
    ]),
    { who: "rank", ranks: ["chief"] },
    { who: "body", body: "committee" }
  ]
  const people = (who: Who, not: ReadonlyArray<Who> = []): Sentence => ({ mode: "any", of: [who], not })
  const nobody: People.Resolver = { organisation, opener: undefined, holder: () => [], doers: () => [], value: () => undefined, keys: () => [] }

  it("agree: whom a message may reach is shown what stands in it", () => {
    let agreed = 0
    for (const to of sentences) {
      for (const seenBy of sentences) {
        const allowed = Audience.maySee(people(to), people(seenBy), { organisation, opens: null, asks: () => [], holder: null, party: () => false })
        for (const post of posts) {
          const keys = Keys.of(organisation, { person: "p", posts: [post] })
          if (!allowed || !People.fits(keys, People.offer(people(to), nobody))) continue
          const world = { plan: { ...plan, classes: { secret: people(seenBy) } }, calendars: { edition: 1, byName: {} }, facts: {} }
          const sight = Reader.of(world, Evolve.none("c"), { person: "p", keys }, 0)
          expect(!Reader.isAsks(sight) && sight.sees("secret"), JSON.stringify({ to, seenBy, post })).toBe(true)
          agreed += 1
        }
      }
    }
    expect(agreed).toBeGreaterThan(80)
  })
})

describe("what used to be refused", () => {
  it("a schedule lends its calendar to the procedure of another handbook", () => {
    const compiled = office(step(""), {
      "handbook.yaml": `${handbook.replace("messages:\n", "messages:\n  hurry: { zh: 快到期了, en: nearly due }\n")}schedules:\n  look: { every: Monday, opens: other, due: { within: 2 calendar days from its start, remind: [{ at: 2 hours before due, tell: clerk, with: hurry, during: desk }] } }\n`
    })
    expect(found(errors(compiled.diagnostics)).filter(({ code }) => code !== "with-incomplete")).toEqual([])
    const { schedules } = compiled
    expect(schedules[0]?.compiled.plan.schedule?.due?.remind.map(({ during }) => during)).toEqual(["office/desk"])
    expect(planOf(compiled, "other").calendars.map(({ name }) => name)).toEqual(["desk", "office/desk"])
  })

  it("which reminds while that handbook is open, in its own zone", () => {
    const far = `procedure: patrol
version: 1
intake: { by: clerk, form: { note: { type: text, needed: no } } }
steps:
  - task: look
    by: clerk
  - end: good
outcomes: { good: {} }
`
    const compiled = office(step("").replace("steps:\n", "steps:\n  - task: t\n    by: clerk\n"), {
      "handbook.yaml": `${handbook
        .replace("other: other/other", "patrol: other/patrol")
        .replace("messages:\n", "messages:\n  hurry: { zh: 快到期了, en: nearly due }\n")}schedules:\n  look: { every: Monday, opens: patrol, due: { within: 20 hours from its start, remind: [{ at: 19 hours before due, tell: clerk, with: hurry, during: desk }] } }\n`,
      "other/handbook.yaml": handbook
        .replace("handbook: office", "handbook: other")
        .replace("uses:\n  other: other/other\n", "")
        .replace("used-in: [other]", "used-in: []")
        .replace("zone: Asia/Shanghai", "zone: Europe/Berlin"),
      "other/other.procedure.yaml": far.replace("procedure: patrol", "procedure: other"),
      "other/patrol.procedure.yaml": far,
      "work.scenario.yaml": `scenario: monday
of: work
given: { staff: { wang: clerk }, parties: { sun: owner } }
rows:
  - { at: 2026-03-06 10:00, who: wang, opens: work, with: { owner: sun, unit: 3-201, kind: small, urgent: no, note: x, fee: 1 CNY, day: 2026-03-06, dept: house, items: [{ thing: a }], many: [b], hidden: c } }
  - { at: 2026-03-09 08:59, then: { opened: { patrol: look }, told: { wang: [] } } }
  - { at: 2026-03-09 09:00, then: { told: { wang: hurry } } }
`
    })
    const [first] = compiled.scenarios
    if (first === undefined) throw new Error(JSON.stringify(found(errors(compiled.diagnostics))))
    expect(planOf(compiled, "patrol").calendars.map(({ name, zone }) => [name, zone])).toEqual([["desk", undefined], ["office/desk", "Asia/Shanghai"]])
    expect(told(Play.play(first, groundOf(compiled), "en")).filter((line) => !line.startsWith("right"))).toEqual([])
  })

  it("`exactly-one` over values that are compared with each other, where it can be proved all the same", () => {
    const table = (second: string): string => step(`  - decide: d\n    exactly-one:\n      - { when: half-up(fee * 2) > 6 CNY, then: small }\n      - { when: ${second}, then: large }\n  - task: t\n    by: clerk\n    when: fee > 2 CNY and d is small\n`)
    expect(wrong(table("not (half-up(fee * 2) > 6 CNY)"))).toEqual([])
  })

  it("a number as a parameter of a scenario, and people by rank, by head and above a role", () => {
    const procedure = step("  - task: t\n    by: rank chief or above in house\n    due: 2 hours from intake\n    when: fee > param.least\n  - task: u\n    by: superior of clerk\n  - task: v\n    by: clerk\n")
      .replace("outcomes:", "parameters: { least: { type: money, default: 100 CNY }, share: { type: percent, default: 5% }, days: { type: whole-number, default: 3 } }\noutcomes:")
      .replace(/ {2}form:\n(?: {4}.*\n)+/, "  form: { fee: money, unit: unit, owner: party }\n")
    const scenario = (least: string, holders: string): string => `scenario: day
of: work
given:
  staff: { wang: clerk, zhao: manager }
  parties: { sun: owner }
  parameters: { least: ${least}, share: 12.5%, days: 4 }
rows:
  - at: 2026-03-02 10:00
    who: wang
    opens: work
    with: { owner: sun, unit: 3-201, fee: 50 CNY }
    then: { holders: { ${holders} } }
`
    const play = (least: string, holders: string): ReadonlyArray<string> => {
      const compiled = office(procedure, { "day.scenario.yaml": scenario(least, holders) })
      const [first] = compiled.scenarios
      if (first === undefined) return found(errors(compiled.diagnostics)).map(({ at, code }) => `${code} ${at}`)
      return told(Play.play(first, groundOf(compiled), "en")).filter((line) => !line.startsWith("right"))
    }
    expect(play("40 CNY", "t: rank chief or above in house")).toEqual([])
    expect(play("100 CNY", "u: superior of clerk")).toEqual([])
    expect(play("100 CNY", "t: zhao")).toHaveLength(2)
    expect(play("much", "t: zhao")).toEqual(["type-mismatch much"])
    expect(play("40 CNY", "t: opener")).toEqual(["type-mismatch opener"])
    expect(play("40 CNY", "t: rank boss or above")).toEqual(["unknown-name boss"])
  })
})

describe("archives and tables of a plug-in", () => {
  const estate = Plugin.make({
    name: "estate",
    description: { en: "What the estate keeps", zh: "园区自有系统" },
    archives: { "scan-room": { description: { en: "Scans by unit", zh: "扫描档案" }, by: "unit", keptBy: "clerk" } },
    tables: {
      rates: {
        description: { en: "Rates by kind", zh: "费率" },
        columns: { kind: ["small", "large"], rate: "money" },
        key: ["kind"]
      }
    }
  })
  const work = step("  - compute: rate\n    type: money\n    value: (one rates where each.kind is kind).rate else 0 CNY\n  - task: write\n    by: clerk\n    form: { letter: attachment }\n  - file: keep\n    by: clerk\n    what: [write.letter]\n    into: [scan-room]\n")
  const compiled = (text: string, plugins: ReadonlyArray<Plugin.Plugin> = [estate]) =>
    compile({
      plugins,
      files: [
        { path: "handbook.yaml", text: handbook.replace("uses:\n  other: other/other\n", "").replace("used-in: [other]", "used-in: []") },
        { path: "work.procedure.yaml", text }
      ]
    })

  it("stand beside those of the handbook, and are checked like them", () => {
    const plan = planOf(compiled(work))
    expect(plan.tables).toEqual({
      rates: {
        key: ["kind"],
        columns: [
          { name: "kind", type: { kind: "choice", values: ["small", "large"] }, needed: true },
          { name: "rate", type: { kind: "money" }, needed: true }
        ]
      }
    })
    expect(JSON.stringify(plan.root.steps)).toContain(`"archive":"scan-room"`)
    expect(found(errors(compiled(work.replace(").rate", ").rat")).diagnostics)).map(({ at, code }) => `${code} ${at}`)).toEqual(["unknown-name rat"])
    expect(found(errors(compiled(work, []).diagnostics)).map(({ code }) => code)).toEqual(["unknown-name", "unknown-name"])
  })

  it("must have the columns of their key", () => {
    expect(() => compiled(work, [{ ...estate, tables: { rates: { ...estate.tables.rates, key: ["sort"] } } }])).toThrow("has no column `sort`")
  })
})
