/** Who brings which keys now: posts, duty, absence and those who stand in. */
import { assert, describe, it } from "@effect/vitest"
import type { Organisation } from "@frontdesk/core/domain/Organisation"
import { Directory } from "@frontdesk/core/port/Directory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import { Effect } from "effect"
import { TestClock } from "effect/testing"

const organisation: Organisation = {
  ranks: ["staff", "supervisor", "manager"],
  departments: { center: {}, "cs-dept": { partOf: "center" }, "engineering-dept": { partOf: "center" } },
  roles: {
    "cs-manager": { rank: "manager", in: "cs-dept", heads: "cs-dept", standsIn: "cs-supervisor" },
    "cs-supervisor": { rank: "supervisor", in: "cs-dept", reportsTo: "cs-manager" },
    "front-desk-receptionist": { rank: "staff", in: "cs-dept", reportsTo: "cs-supervisor" },
    "dept-head": { rank: "supervisor", heads: { each: true }, standsIn: "dept-worker" },
    "dept-worker": { rank: "staff", reportsTo: "dept-head" }
  },
  bodies: {}
}
const layer = DirectoryMemory.layer({
  organisations: [organisation],
  staff: {
    liu: [{ role: "cs-manager" }],
    li: [{ role: "cs-supervisor" }],
    wang: [{ role: "front-desk-receptionist" }],
    qian: [{ role: "dept-head", in: "engineering-dept" }],
    gu: [{ role: "dept-worker", in: "engineering-dept" }]
  },
  absent: { liu: [{ from: 1_000, to: 2_000 }] },
  parties: { sun: "owner" },
  founded: ["owners-committee"]
})

describe("DirectoryMemory", () => {
  it.effect("a post brings its role, rank, department and what it is above", () =>
    Effect.gen(function*() {
      const directory = yield* Directory
      const { keys } = yield* directory.actor("li")
      for (const key of ["person:li", "role:cs-supervisor", "duty:cs-supervisor", "rank:supervisor@cs-dept", "dept:center"]) {
        assert.include(keys, key)
      }
      assert.include(keys, "superior:role:front-desk-receptionist")
      assert.notInclude(keys, "top:cs-dept")
      assert.include((yield* directory.actor("liu")).keys, "top:cs-dept")
      assert.include((yield* directory.actor("qian")).keys, "role:dept-head@engineering-dept")
    }).pipe(Effect.provide(layer)))

  it.effect("while somebody is absent another acts for him, and is the highest there", () =>
    Effect.gen(function*() {
      const directory = yield* Directory
      assert.deepStrictEqual(yield* directory.who(["role:cs-manager"]), ["liu"])
      yield* TestClock.setTime(1_500)
      const { instead = [], ...li } = yield* directory.actor("li")
      assert.include(li.keys, "top:cs-dept")
      assert.notInclude(li.keys, "role:cs-manager")
      assert.isUndefined(li.for)
      assert.deepStrictEqual(instead.map((one) => [one.person, one.for]), [["li", "liu"]])
      assert.include(instead[0]?.keys ?? [], "role:cs-manager")
      assert.deepStrictEqual(yield* directory.who(["role:cs-manager"]), ["li"])
      yield* TestClock.setTime(2_000)
      assert.isUndefined((yield* directory.actor("li")).instead)
    }).pipe(Effect.provide(layer)))

  it.effect("knows strangers as themselves, parties by their kind", () =>
    Effect.gen(function*() {
      const directory = yield* Directory
      assert.deepStrictEqual((yield* directory.actor("nobody")).keys, ["person:nobody"])
      assert.deepStrictEqual(yield* directory.who(["person:sun", "role:none"]), ["sun"])
      assert.strictEqual(yield* directory.answer({ ask: "kind", party: "sun" }), "owner")
      assert.strictEqual(yield* directory.answer({ ask: "rank", person: "qian" }), "supervisor")
      assert.strictEqual(yield* directory.answer({ ask: "department", person: "gu" }), "engineering-dept")
      assert.strictEqual(yield* directory.answer({ ask: "founded", body: "owners-committee" }), true)
      assert.isNull(yield* directory.answer({ ask: "rank", person: "sun" }))
    }).pipe(Effect.provide(layer)))

  it.effect("takes a change of posts at once", () =>
    Effect.gen(function*() {
      const directory = yield* Directory
      const { update } = yield* DirectoryMemory.DirectoryMemory
      yield* update((roster) => ({ ...roster, staff: { ...roster.staff, ma: [{ role: "cs-supervisor" }] }, offDuty: ["li"] }))
      assert.deepStrictEqual(yield* directory.who(["duty:cs-supervisor"]), ["ma"])
    }).pipe(Effect.provide(layer)))
})
