import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Keys from "@frontdesk/core/domain/Keys"
import type { Organisation } from "@frontdesk/core/domain/Organisation"
import * as People from "@frontdesk/core/domain/People"
import type { Value } from "@frontdesk/core/domain/Value"

const organisation: Organisation = {
  ranks: ["staff", "supervisor", "director"],
  departments: { center: {}, cs: { partOf: "center" }, repair: { partOf: "center" } },
  roles: {
    receptionist: { rank: "staff", in: "cs", reportsTo: "cs-supervisor" },
    "cs-supervisor": { rank: "supervisor", in: "cs", heads: "cs", reportsTo: "director" },
    worker: { rank: "staff", reportsTo: "dept-head" },
    guard: { rank: "staff", in: "repair", reportsTo: "dept-head" },
    "dept-head": { rank: "supervisor", heads: { each: true }, reportsTo: "director" },
    director: { rank: "director", in: "center", heads: "center" }
  },
  bodies: { committee: { recordedBy: "cs-supervisor" } }
}
const held = (role: string, more: Partial<Keys.Holding> & { readonly at?: string } = {}) =>
  Keys.of(organisation, { person: "li", posts: [{ role, ...(more.at === undefined ? {} : { in: more.at }) }], ...more })

const resolver = (value?: Value): People.Resolver => ({
  organisation,
  opener: "wang",
  holder: (of) => (of === "sorting" ? ["role:cs-supervisor"] : []),
  doers: (step) => (step === "solve" ? ["li", "zhao"] : []),
  value: () => value,
  keys: (person) => (person === "li" ? ["person:li", "role:worker@repair", "dept:repair"] : [])
})
const anything = { op: "now" } as const
const place = { value: anything }

describe("the keys somebody brings", () => {
  it("of a post with its own department", () => {
    expect(held("cs-supervisor")).toEqual([
      "person:li",
      "role:cs-supervisor",
      "duty:cs-supervisor",
      "rank:supervisor",
      "rank:supervisor@cs",
      "rank:supervisor@center",
      "head:cs",
      "dept:cs",
      "dept:center",
      "superior:role:receptionist",
      "body:committee"
    ])
  })

  it("of a post that exists in every department", () => {
    const keys = held("dept-head", { at: "repair" })
    expect(keys).toContain("role:dept-head@repair")
    expect(keys).toContain("head:repair")
    expect(keys).toContain("superior:role:worker@repair")
    expect(keys).toContain("superior:role:guard")
    expect(keys).not.toContain("superior:role:worker@cs")
    expect(held("dept-head", { at: "cs" })).not.toContain("superior:role:guard")
    expect(held("director")).toContain("superior:role:dept-head@repair")
  })

  it("off duty, standing in, on top, in charge", () => {
    expect(held("receptionist", { onDuty: false, topOf: ["cs"] }).some((key) => /^(duty|top):/.test(key))).toBe(false)
    expect(held("receptionist", { standsInFor: [{ role: "director" }] })).toContain("role:director")
    expect(held("receptionist", { topOf: ["cs"], areas: ["3-201"] })).toEqual(expect.arrayContaining(["top:cs", "area:3-201"]))
  })
})

describe("the keys a sentence becomes", () => {
  const keys = (who: People.Who, value?: Value) => People.keys(who, resolver(value))
  it.each<[string, People.Who, Value | undefined, ReadonlyArray<string>]>([
    ["a role", { who: "role", role: "receptionist", onDuty: false }, undefined, ["role:receptionist"]],
    ["on duty", { who: "role", role: "receptionist", onDuty: true }, undefined, ["duty:receptionist"]],
    ["in a department", { who: "role", role: "worker", onDuty: false, in: { department: "repair" } }, undefined, ["role:worker@repair"]],
    ["in a department field", { who: "role", role: "worker", onDuty: false, in: place }, "cs", ["role:worker@cs"]],
    ["in any of several", { who: "role", role: "worker", onDuty: true, in: place }, ["cs", "repair"], ["duty:worker@cs", "duty:worker@repair"]],
    ["a rank or above", { who: "rank", ranks: ["supervisor", "director"], in: { department: "cs" } }, undefined, ["rank:supervisor@cs", "rank:director@cs"]],
    ["highest on duty", { who: "highest-on-duty", in: { department: "cs" } }, undefined, ["top:cs"]],
    ["head", { who: "head", of: { department: "cs" } }, undefined, ["head:cs"]],
    ["a department", { who: "department", department: "cs" }, undefined, ["dept:cs"]],
    ["a body", { who: "body", body: "committee" }, undefined, ["body:committee"]],
    ["opener", { who: "opener" }, undefined, ["person:wang"]],
    ["holder", { who: "holder", of: "sorting" }, undefined, ["role:cs-supervisor"]],
    ["doers", { who: "doer", step: "solve" }, undefined, ["person:li", "person:zhao"]],
    ["a person field", { who: "value", value: anything }, "sun", ["person:sun"]],
    ["a field not filled", { who: "value", value: anything }, undefined, []],
    ["area", { who: "area", of: anything }, "3-201", ["area:3-201"]],
    ["superior of a role", { who: "superior", of: { who: "role", role: "receptionist", onDuty: false } }, undefined, ["superior:role:receptionist"]],
    ["superior of a person, by his posts", { who: "superior", of: { who: "doer", step: "solve" } }, undefined, ["superior:role:worker@repair"]],
    ["superior of a head", { who: "superior", of: { who: "head", of: { department: "repair" } } }, undefined, ["superior:role:dept-head@repair"]],
    [
      "superior's superior",
      { who: "superior", of: { who: "superior", of: { who: "role", role: "worker", onDuty: false, in: { department: "cs" } } } },
      undefined,
      ["superior:role:dept-head@cs"]
    ]
  ])("%s", (_, who, value, expected) => {
    expect(keys(who, value)).toEqual(expected)
  })

  it("what a superior is offered, the one above brings", () => {
    const offered = keys({ who: "superior", of: { who: "role", role: "worker", onDuty: false, in: { department: "repair" } } })
    expect(People.fits(held("dept-head", { at: "repair" }), offered)).toBe(true)
    expect(People.fits(held("dept-head", { at: "cs" }), offered)).toBe(false)
  })

  it("`not` excludes", () => {
    const people: People.People = { mode: "any", of: [{ who: "department", department: "cs" }], not: [{ who: "opener" }] }
    expect(People.excluded(people, resolver())).toEqual({ persons: ["wang"], keys: [] })
    expect(People.entitled(["person:li", "dept:cs"], people, resolver())).toBe(true)
    expect(People.entitled(["person:wang", "dept:cs"], people, resolver())).toBe(false)
  })
})

describe("places of a task done together (engine §4.6, §10.18)", () => {
  const places: ReadonlyArray<ReadonlyArray<People.Key>> = [["top:cs"], ["top:security"]]
  it("who signs first takes no place from another", () => {
    const zhang: ReadonlyArray<People.Key> = ["top:cs", "top:security"]
    expect(People.match(places, [zhang])).not.toBe(null)
    expect(People.match(places, [zhang, ["top:cs"]])).toEqual([1, 0])
    expect(People.match(places, [["top:cs"], ["top:cs"]])).toBe(null)
    expect(People.match(places, [zhang, zhang, zhang])).toBe(null)
  })

  it("finds a seating exactly when there is one", () => {
    const sets = fc.array(fc.subarray<People.Key>(["role:a", "role:b", "role:c", "role:d"]), { maxLength: 4 })
    const seatings = (signers: number, free: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
      signers === 0 ? [[]] : free.flatMap((at) => seatings(signers - 1, free.filter((other) => other !== at)).map((rest) => [at, ...rest]))
    fc.assert(
      fc.property(sets, sets, (places, signers) => {
        const exists = seatings(signers.length, places.map((_, at) => at)).some((seating) =>
          seating.every((at, signer) => People.fits(signers[signer] ?? [], places[at] ?? []))
        )
        const found = People.match(places, signers)
        expect(found !== null).toBe(exists)
        expect(new Set(found ?? []).size).toBe(found?.length ?? 0)
        found?.forEach((at, signer) => expect(People.fits(signers[signer] ?? [], places[at] ?? [])).toBe(true))
      }),
      { numRuns: 500 }
    )
  })
})
