/** Who may take a task nobody holds: the table that the counter and every worklist go by. */
import { describe, expect, it } from "vitest"
import * as Offer from "@frontdesk/core/domain/Offer"

const task: Offer.Offer = { offer: ["role:clerk", "person:wang"], excluded: ["li"], barred: ["dept:green-dept"] }

describe("an offered task", () => {
  it.each<[string, Offer.Taker, Offer.Excluded | string | undefined]>([
    ["the one it names, by himself before any post", { person: "wang", keys: ["role:clerk"] }, "person:wang"],
    ["whoever holds the post", { person: "mei", keys: ["rank:staff", "role:clerk"] }, "role:clerk"],
    ["nobody else", { person: "mei", keys: ["role:boss"] }, undefined],
    ["not who is left out", { person: "li", keys: ["role:clerk"] }, { person: "li", why: "not" }],
    ["not who brings a key that is left out", { person: "gu", keys: ["role:clerk", "dept:green-dept"] }, { person: "gu", why: "not" }],
    ["not in the place of who is left out", { person: "mei", keys: ["role:clerk"], for: "li" }, { person: "li", why: "acting-for" }],
    ["in the place of somebody else", { person: "mei", keys: ["role:clerk"], for: "zhao" }, "role:clerk"]
  ])("%s", (_, taker, told) => {
    expect(Offer.excluded(task, taker) ?? Offer.key(task, taker)).toEqual(told)
    expect(Offer.takes(task, taker)).toBe(typeof told === "string")
  })

  it("that leaves nobody out asks for a key only", () => {
    expect(Offer.takes({ offer: ["role:clerk"] }, { person: "li", keys: ["role:clerk"] })).toBe(true)
  })
})
