/** What a scenario's author is told about names and values that do not fit his procedures. */
import { code } from "@frontdesk/core/case/Refusal"
import type { FormIssue, OrderWhy, Refusal } from "@frontdesk/core/case/Refusal"
import * as ScenarioOf from "@frontdesk/core/language/compile/ScenarioOf"
import { describe, expect, it } from "vitest"
import { written } from "../../simulation/ground.ts"

const scenario = (rows: string, given = "  staff: { wang: front-desk-receptionist }\n  parties: { sun: owner }"): string =>
  `scenario: written\nof: reception\ngiven:\n${given}\nrows:\n${rows}`

const first = (text: string): string => written(text).wrong.split("\n\n")[0] ?? ""

describe("names", () => {
  it("rows of the host's table that only other procedures of the folder read may be given", () => {
    const given = "given:\n  staff: { gu: assessor }\n  rows:\n    fault-points: [ { problem: late, points: 3 } ]\n"
    const of = (procedure: string): string =>
      written(`scenario: written\nof: ${procedure}\n${given}rows:\n  - { at: 2026-03-02 10:00 }`, "v1c").wrong
    expect([of("violation"), of("appeal")]).toEqual(["", ""])
  })
  it("of several ends one is the scenario's own: `case`, told to whoever writes the procedure's name", () => {
    const ended = (which: string): ReturnType<typeof written> => written(scenario(`  - { at: 2026-03-02 10:00, then: { ended: { ${which}: resolved-by-manager, to-complaint: cancelled } } }`))
    expect(ended("case").wrong).toBe("")
    expect(ended("case").scenario?.rows[0]?.expects.map((it) => (it.what === "ended" ? [it.in, it.outcome] : []))).toEqual([[[], "resolved-by-manager"], [["to-complaint"], "cancelled"]])
    expect(ended("reception").wrong).toContain("Did you mean `case`?")
  })
  it("what can be no name is told once", () => {
    expect(written(scenario("  - { at: 2026-03-02 10:00, then: { told: { sun: a/b } } }")).wrong.match(/^error/gm)).toEqual(["error"])
  })
  it("a step that is not there, with the nearest", () => {
    expect(first(scenario("  - { at: 2026-03-02 10:00, who: wang, does: handel, with: {} }"))).toMatchInlineSnapshot(`
      "error: Nothing of that name [unknown-name]
      v3/written.scenario.yaml:7:46
        5 │   parties: { sun: owner }
        6 │ rows:
      > 7 │   - { at: 2026-03-02 10:00, who: wang, does: handel, with: {} }
          │                                              ^^^^^^
      There is no step \`handel\`. Did you mean \`handle\`?
      fix: Write \`handle\`"
    `)
  })
  it("a person who is not in `given`", () => {
    expect(first(scenario("  - { at: 2026-03-02 10:00, who: wong, does: handle, with: {} }"))).toMatchInlineSnapshot(`
      "error: Nothing of that name [unknown-name]
      v3/written.scenario.yaml:7:34
        5 │   parties: { sun: owner }
        6 │ rows:
      > 7 │   - { at: 2026-03-02 10:00, who: wong, does: handle, with: {} }
          │                                  ^^^^
      There is no person under \`given\` named \`wong\`. Did you mean \`wang\`?
      fix: Write \`wang\`"
    `)
  })
  it("a field that the form does not have", () => {
    expect(
      first(scenario("  - { at: 2026-03-02 10:00, who: wang, does: handle, with: { handeling: 已修 } }"))
    ).toMatchInlineSnapshot(`
      "error: Nothing of that name [unknown-name]
      v3/written.scenario.yaml:7:62
        5 │   parties: { sun: owner }
        6 │ rows:
      > 7 │   - { at: 2026-03-02 10:00, who: wang, does: handle, with: { handeling: 已修 } }
          │                                                              ^^^^^^^^^
      There is no field \`handeling\`. Did you mean \`handling\`?
      fix: Write \`handling\`"
    `)
  })
  it("an outcome nobody ever reaches", () => {
    expect(first(scenario("  - { at: 2026-03-02 10:00, then: { ended: resolved } }"))).toMatchInlineSnapshot(`
      "error: Nothing of that name [unknown-name]
      v3/written.scenario.yaml:7:44
        5 │   parties: { sun: owner }
        6 │ rows:
      > 7 │   - { at: 2026-03-02 10:00, then: { ended: resolved } }
          │                                            ^^^^^^^^
      There is no outcome \`resolved\`. Did you mean \`resolved-by-department\`, \`resolved-by-manager\` or
      \`resolved-by-receptionist\`?"
    `)
  })
  it("a step of a linked case is looked up in the procedure it opens", () => {
    expect(
      first(scenario("  - { at: 2026-03-02 10:00, then: { open: [to-complaint/clasify] } }"))
    ).toMatchInlineSnapshot(`
      "error: Nothing of that name [unknown-name]
      v3/written.scenario.yaml:7:57
        5 │   parties: { sun: owner }
        6 │ rows:
      > 7 │   - { at: 2026-03-02 10:00, then: { open: [to-complaint/clasify] } }
          │                                                         ^^^^^^^
      There is no step \`clasify\`. Did you mean \`classify\`?
      fix: Write \`classify\`"
    `)
  })
  it("a step that opens no case has no steps below it", () => {
    expect(first(scenario("  - { at: 2026-03-02 10:00, then: { open: [handle/solve] } }"))).toMatchInlineSnapshot(`
      "error: Nothing of that name [unknown-name]
      v3/written.scenario.yaml:7:44
        5 │   parties: { sun: owner }
        6 │ rows:
      > 7 │   - { at: 2026-03-02 10:00, then: { open: [handle/solve] } }
          │                                            ^^^^^^
      There is no step or schedule that opens a case \`handle\`. Before \`/\` stands a step that opens a case,
      or a schedule."
    `)
  })
  it("a post without a department needs one", () => {
    expect(
      first(scenario("  - { at: 2026-03-02 10:00 }", "  staff: { wang: dept-head }"))
    ).toMatchInlineSnapshot(`
      "error: In which department? [role-needs-place]
      v3/written.scenario.yaml:4:18
        2 │ of: reception
        3 │ given:
      > 4 │   staff: { wang: dept-head }
          │                  ^^^^^^^^^
        5 │ rows:
        6 │   - { at: 2026-03-02 10:00 }
      The post \`dept-head\` exists in every department, so this could be anybody. Write \`dept-head in …\`
      with a department (\`center\`, \`cs-dept\`, \`engineering-dept\`, \`security-dept\` or \`company\`) or a field
      that names one."
    `)
  })
  it("an order there is none of, one that needs its task, one that names no field", () => {
    const order = (text: string): string => first(scenario(`  - { at: 2026-03-02 10:00, who: wang, orders: ${text} }`))
    expect(order("clam, of: handle")).toContain("There is no order `clam`. Did you mean `claim`?")
    expect(order("urge")).toContain("[key-missing]")
    expect(order("amend")).toContain("The order `amend` needs the key `of`. For example `of: agree-time.visit`.")
    expect(order("amend, of: handle.handlin, with: { to: x }")).toContain("There is no field `handlin`. Did you mean `handling`?")
  })
  it("a procedure that is not there", () => {
    expect(first(scenario("  - { at: 2026-03-02 10:00 }").replace("of: reception", "of: recepton"))).toMatchInlineSnapshot(`
      "error: No such procedure [procedure-unknown]
      v3/written.scenario.yaml:2:5
        1 │ scenario: written
      > 2 │ of: recepton
          │     ^^^^^^^^
        3 │ given:
        4 │   staff: { wang: front-desk-receptionist }
      There is no procedure \`recepton\` in this folder or under \`uses\` of the handbook. Did you mean
      \`reception\`?
      fix: Write \`reception\`"
    `)
  })
})

describe("values", () => {
  it("are read by the type of their field", () => {
    const found = first(scenario("  - { at: 2026-03-02 10:00, who: wang, opens: reception, with: { is-complaint: maybe } }"))
    expect(found).toContain("v3/written.scenario.yaml:7:80\n")
    expect(found).toContain("This is `maybe`, but yes or no is needed here.")
  })
  it("a choice that the field does not offer", () => {
    const found = first(scenario("  - { at: 2026-03-02 10:00, who: wang, does: handle, with: { result: done } }"))
    expect(found).toContain("This is `done`, but a choice (`solved` or `cannot-be-solved`)")
  })
})

it("rows stand in the order of time", () => {
  expect(first(scenario("  - { at: 2026-03-02 10:00 }\n  - { at: 2026-03-02 09:00 }"))).toMatchInlineSnapshot(`
    "error: Rows out of order [rows-out-of-order]
    v3/written.scenario.yaml:8:11
      6 │ rows:
      7 │   - { at: 2026-03-02 10:00 }
    > 8 │   - { at: 2026-03-02 09:00 }
        │           ^^^^^^^^^^^^^^^^
    This row is at 2026-03-02 09:00, but the row above it is at 2026-03-02 10:00, and time only goes
    forward. Move the row up, or correct its time."
  `)
  expect(written(scenario("  - { at: 2026-03-02 10:00 }\n  - { at: 2026-03-02 10:00 }")).wrong).toBe("")
})

it("rows that belong to one out of order are not told as well", () => {
  const rows = ["2026-03-03 15:00", "2026-03-02 09:00", "2026-03-02 10:00"].map((at) => `  - { at: ${at} }`).join("\n")
  expect(written(scenario(rows)).wrong.match(/\[rows-out-of-order\]/g)?.length).toBe(1)
})

it("told: the step that sends it leads to its message", () => {
  const tell = "  - notify: tell-owner\n    to: owner\n    via: [sms]\n    with: come-in\n"
  const procedure = `procedure: visit\nversion: 1\nintake: { by: front-desk-receptionist, form: { owner: party } }\nsteps:\n${tell}  - end: told\noutcomes: { told: {} }\nmessages: { come-in: { zh: 请进, en: Come in } }\n`
  const rows = "scenario: written\nof: visit\ngiven: { staff: { wang: front-desk-receptionist }, parties: { sun: owner } }\nrows:\n  - { at: 2026-03-02 10:00, who: wang, opens: visit, with: { owner: sun }, then: { told: { sun: tell-owner } } }"
  const { wrong } = written(rows, "v0b", { "v0b/visit.procedure.yaml": procedure })
  expect(wrong).toContain("There is no message `tell-owner`. Did you mean `come-in`?")
})

it("the head of a department may be expected to hold something", () => {
  const rows = (department: string) => scenario(`  - { at: 2026-03-02 10:00, then: { holders: { handle: head of ${department} } } }`)
  expect(written(rows("cs-dept")).wrong).toBe("")
  expect(first(rows("cs-dpet"))).toContain("There is no department `cs-dpet`. Did you mean `cs-dept`?")
})

it("rows may be given of a ledger that only an opened procedure uses", () => {
  const given = (ledger: string) => `  staff: { wang: front-desk-receptionist }\n  rows: { ${ledger}: [] }`
  const rows = "  - { at: 2026-03-02 10:00 }"
  expect(written(scenario(rows, given("complaint-record"))).wrong).toBe("")
  expect(first(scenario(rows, given("complaint-recrod")))).toContain("Did you mean `complaint-record`?")
})

it("a scenario with a slip is not played, and says nothing twice", () => {
  const found = written(scenario("  - { at: 2026-03-02 10:00, who: wong, does: handel, with: {} }"))
  expect(found.scenario).toBeUndefined()
  expect(found.wrong.match(/\[unknown-name\]/g)?.length).toBe(2)
})

it("a sound one becomes plain data with instants of its handbook's zone", () => {
  const { scenario: it, wrong } = written(
    scenario("  - { at: 2026-03-02 24:00, then: { due: { handle: 2026-03-04 24:00 }, holders: { handle: [wang, cs-supervisor] } } }")
  )
  expect(wrong).toBe("")
  expect(JSON.parse(JSON.stringify(it))).toEqual(it)
  expect(it?.rows).toMatchInlineSnapshot(`
    [
      {
        "act": {
          "act": "time-passes",
        },
        "at": 1772467200000,
        "expects": [
          {
            "at": {
              "in": [],
              "step": "handle",
              "written": "handle",
            },
            "line": 7,
            "what": "holder",
            "who": [
              "person:wang",
              "role:cs-supervisor",
            ],
          },
          {
            "at": {
              "in": [],
              "step": "handle",
              "written": "handle",
            },
            "due": 1772640000000,
            "line": 7,
            "what": "due",
          },
        ],
        "line": 7,
        "written": "2026-03-02 24:00",
      },
    ]
  `)
})

describe("what a row may expect to be refused with", () => {
  // a refusal that is new in the engine does not compile here before it is in the list
  const tags: { readonly [tag in Refusal["_tag"]]: true } = {
    NoSuchCase: true, CaseExists: true, CaseEnded: true, CaseVoid: true, CaseSuspended: true, PartHeld: true, NoSuchTask: true,
    NotOpenYet: true, TaskAlreadyCompleted: true, TaskReturned: true, TaskReleased: true, NotTheHolder: true, RoleNotAllowed: true,
    PersonExcluded: true, SamePersonTwice: true, PlaceTaken: true, FormRejected: true, OrderNotLegal: true, OverLimit: true,
    ReasonMissing: true, InTheFuture: true, BackDatedTooFar: true, NotWaiting: true, CommandIdReused: true, DepthExceeded: true,
    CaseTooLarge: true, MigrationInvalid: true
  }
  const whys: { readonly [why in OrderWhy | FormIssue["why"]]: true } = {
    "not-declared": true, "not-now": true, "wrong-state": true, "already-holds": true, "already-on-chain": true, "chain-too-long": true,
    "not-earlier": true, "across-parallel": true, "across-round": true, "already-suspended": true, "not-suspended": true,
    "no-such-term": true, "not-longer": true, "nothing-to-amend": true, "urged-recently": true, "asks-too-often": true,
    missing: true, wrong: true, "value-not-allowed": true, "signature-missing": true
  }

  it("is every code and every reason of the engine", () => {
    const codes = Object.keys(tags).map((tag) => code({ _tag: tag } as Refusal))
    expect([...codes, ...Object.keys(whys)].filter((it) => !ScenarioOf.refusals.includes(it))).toEqual([])
  })
})
