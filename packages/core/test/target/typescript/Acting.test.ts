import { describe, expect, it } from "vitest"
import type { People, Who } from "@frontdesk/core/domain/People"
import type { Plan, Task } from "@frontdesk/core/plan/Plan"
import * as Outline from "@frontdesk/core/target/Outline"
import * as Acting from "@frontdesk/core/target/typescript/Acting"
import { complaint } from "./complaint.ts"

const some = (...of: ReadonlyArray<Who>): People => ({ mode: "any", of, not: [] })
const role = (role: string): Who => ({ who: "role", role, onDuty: false })
const task = (by: People, more: Partial<Task> = {}): Task => ({
  kind: "task",
  name: "check",
  node: "check",
  rungs: [{ name: null, by, due: null }],
  form: [],
  ...more
})

const plan: Plan = {
  ...complaint.plan,
  organisation: {
    ranks: ["staff", "manager"],
    departments: { center: {}, "cs-dept": { partOf: "center" }, "fee-group": { partOf: "cs-dept" }, "security-dept": { partOf: "center" } },
    roles: {
      receptionist: { rank: "staff", in: "cs-dept" },
      "fee-manager": { rank: "manager", in: "fee-group" },
      "cs-manager": { rank: "manager", in: "cs-dept", heads: "cs-dept" },
      "security-manager": { rank: "manager", in: "security-dept", heads: "security-dept" },
      "dept-clerk": { rank: "staff" }
    },
    bodies: { "owners-committee": { recordedBy: "receptionist" } }
  },
  orders: {}
}

const may = (by: People, more: Partial<Task> = {}, of: Plan = plan): Acting.Roles =>
  Acting.doing("check", [task(by, more)], of, Outline.make(of))

describe("who may do a task", () => {
  it("are the roles it names, each once, in the order of the alphabet", () => {
    expect(may(some(role("receptionist"), role("cs-manager"), role("receptionist")))).toEqual(["cs-manager", "receptionist"])
  })

  it("are those of every rung, and those who may record it later", () => {
    const rungs = [
      { name: "desk", by: some(role("receptionist")), due: null },
      { name: "manager", by: some(role("cs-manager")), due: null }
    ] as const
    const later = { by: some(role("dept-clerk")), atMost: { n: 24, unit: "hour" } } as const
    expect(may(some(), { rungs, recordLater: later })).toEqual(["cs-manager", "dept-clerk", "receptionist"])
  })

  it("are the roles of a rank, in a department and all below it", () => {
    const managers: Who = { who: "rank", ranks: ["manager"] }
    expect(may(some(managers))).toEqual(["cs-manager", "fee-manager", "security-manager"])
    expect(may(some({ ...managers, in: { department: "cs-dept" } }))).toEqual(["cs-manager", "fee-manager"])
  })

  it("is the head of a department, or who records for a body", () => {
    expect(may(some({ who: "head", of: { department: "security-dept" } }))).toEqual(["security-manager"])
    expect(may(some({ who: "body", body: "owners-committee" }))).toEqual(["receptionist"])
  })

  it("are who an order can give it to as well", () => {
    const by = some(role("cs-manager"))
    const given: Plan = {
      ...plan,
      orders: {
        delegate: { by, to: some(role("dept-clerk")) },
        transfer: { by, of: ["other"], to: some(role("security-manager")) }
      }
    }
    expect(may(some(role("receptionist")), {}, given)).toEqual(["dept-clerk", "receptionist"])
  })

  it("is only found at run time for an opener, a superior, a value: then nobody is kept out by his type", () => {
    expect(may(some(role("receptionist"), { who: "opener" }))).toBeNull()
    expect(may(some({ who: "superior", of: role("receptionist") }))).toBeNull()
    expect(may(some({ who: "department", department: "cs-dept" }))).toBeNull()
  })

  it("are the holders of its stage, where they have names", () => {
    const held: Plan = {
      ...plan,
      root: {
        rungs: [{ name: null, by: some(role("cs-manager")), due: null }],
        steps: [
          {
            kind: "stage",
            name: "sorting",
            node: "sorting",
            rungs: [
              { name: "desk", by: some(role("receptionist")), due: null },
              { name: "above", by: some({ who: "holder", of: "case" }), due: null }
            ],
            steps: []
          }
        ]
      }
    }
    expect(may(some({ who: "holder", of: "sorting" }), {}, held)).toEqual(["cs-manager", "receptionist"])
    expect(may(some({ who: "holder", of: "check" }), {}, held)).toBeNull()
  })
})

describe("who may open a case", () => {
  it("is nobody when only other cases do", () => {
    expect(Acting.opening({ ...plan, intake: { ...plan.intake, by: null } })).toEqual([])
    expect(Acting.opening({ ...plan, intake: { ...plan.intake, by: some(role("receptionist")) } })).toEqual(["receptionist"])
  })
})
