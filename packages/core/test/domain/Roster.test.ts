/** Who is there, who stands in for whom, and what that lets people do. */
import { describe, expect, it } from "vitest"
import type { Organisation } from "@frontdesk/core/domain/Organisation"
import * as Roster from "@frontdesk/core/domain/Roster"

const organisation: Organisation = {
  ranks: ["staff", "supervisor", "manager"],
  departments: { center: {}, "cs-dept": { partOf: "center" }, "engineering-dept": { partOf: "center" } },
  roles: {
    "center-manager": { rank: "manager", in: "center", heads: "center", standsIn: "cs-manager" },
    "cs-manager": { rank: "manager", in: "cs-dept", heads: "cs-dept", reportsTo: "center-manager", standsIn: "cs-supervisor" },
    "cs-supervisor": { rank: "supervisor", in: "cs-dept", reportsTo: "cs-manager", standsIn: "cs-supervisor" },
    "dept-head": { rank: "supervisor", heads: { each: true }, standsIn: "dept-worker" },
    "dept-worker": { rank: "staff", reportsTo: "dept-head" }
  },
  bodies: {}
}
const roster: Roster.Roster = {
  organisations: [organisation],
  staff: {
    zhao: [{ role: "center-manager" }],
    liu: [{ role: "cs-manager" }],
    li: [{ role: "cs-supervisor" }],
    mei: [{ role: "cs-supervisor" }],
    qian: [{ role: "dept-head", in: "engineering-dept" }],
    gu: [{ role: "dept-worker", in: "engineering-dept" }],
    bo: [{ role: "dept-worker", in: "cs-dept" }]
  },
  parties: { sun: "owner" }
}
const without = (...away: ReadonlyArray<string>): Roster.Present => Roster.at(roster, new Set(away))
const instead = (present: Roster.Present, person: string) =>
  Roster.actors(present, person).slice(1).map((actor) => actor.for)

describe("standing in", () => {
  it("nobody does while all are there", () => {
    for (const person of Object.keys(roster.staff)) expect(Roster.actors(without(), person)).toHaveLength(1)
  })
  it("a capacity for each absent colleague, and his keys only in that one", () => {
    const present = without("liu", "mei")
    expect(instead(present, "li")).toEqual(["liu", "mei"])
    const [own, forLiu, forMei] = Roster.actors(present, "li")
    expect(own.keys).not.toContain("role:cs-manager")
    expect(forLiu?.keys).toContain("role:cs-manager")
    expect(forMei?.keys).not.toContain("role:cs-manager")
    expect(Roster.keys(present, "li")).toContain("role:cs-manager")
    expect(Roster.who(present, ["role:cs-manager"])).toEqual(["li"])
  })
  it("in the department the post is held in", () => {
    expect(instead(without("qian"), "gu")).toEqual(["qian"])
    expect(instead(without("qian"), "bo")).toEqual([])
  })
  it("not for himself, not when away too, and not for whom a colleague stands in for", () => {
    expect(instead(without("li"), "li")).toEqual([])
    expect(instead(without("liu", "li"), "li")).toEqual([])
    expect(Roster.who(without("liu", "li", "mei"), ["role:cs-manager"])).toEqual([])
    // liu would stand in for zhao; li, who stands in for liu, does not
    expect(Roster.who(without("zhao", "liu"), ["role:center-manager"])).toEqual([])
  })
})

describe("duty", () => {
  it("the highest on duty changes with who is there and on duty", () => {
    expect(Roster.who(without(), ["top:cs-dept"])).toEqual(["liu"])
    expect(Roster.who(without("liu"), ["top:cs-dept"])).toEqual(["li", "mei"])
    const late = Roster.at({ ...roster, offDuty: ["liu", "li"] }, new Set())
    expect(Roster.who(late, ["top:cs-dept"])).toEqual(["mei"])
    expect(Roster.who(late, ["duty:cs-supervisor"])).toEqual(["mei"])
    expect(Roster.who(late, ["role:cs-supervisor"])).toEqual(["li", "mei"])
  })
})

describe("questions", () => {
  it("rank and department are those of somebody's highest post", () => {
    const two = Roster.at({ ...roster, staff: { xu: [{ role: "dept-worker", in: "engineering-dept" }, { role: "cs-supervisor" }] } }, new Set())
    expect(Roster.answer(two, { ask: "rank", person: "xu" })).toBe("supervisor")
    expect(Roster.answer(two, { ask: "department", person: "xu" })).toBe("cs-dept")
  })
  it("a party is there as himself; nobody knows more of a stranger", () => {
    expect(Roster.who(without(), ["person:sun", "role:none"])).toEqual(["sun"])
    expect(Roster.who(without("liu"), ["person:liu"])).toEqual([])
    expect(Roster.answer(without(), { ask: "kind", party: "sun" })).toBe("owner")
    expect(Roster.answer(without(), { ask: "rank", person: "sun" })).toBeNull()
    expect(Roster.actors(without(), "sun")).toEqual([{ person: "sun", keys: ["person:sun"] }])
  })
  it("whether a post is filled does not depend on who is there", () => {
    expect(Roster.posts(roster).has("role:cs-manager")).toBe(true)
    expect(Roster.posts(roster).has("role:security-guard")).toBe(false)
  })
})
