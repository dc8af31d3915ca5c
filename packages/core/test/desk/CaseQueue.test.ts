/** A case's line by itself, every answer given by hand: never two changes of one case under way. */
import { assert, describe, it } from "@effect/vitest"
import { TURNS } from "@frontdesk/core/case/Turns"
import type { Asks } from "@frontdesk/core/case/World"
import type { Decider } from "@frontdesk/core/desk/Decider"
import type { Command } from "@frontdesk/core/case/Command"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Ticket } from "@frontdesk/core/desk/Batcher"
import * as CaseCache from "@frontdesk/core/desk/CaseCache"
import * as CaseQueue from "@frontdesk/core/desk/CaseQueue"
import type { Reply } from "@frontdesk/core/desk/Job"
import * as Known from "@frontdesk/core/desk/Known"
import { Effect, Exit, Result } from "effect"
import { compiled, decider, plan } from "./TinyDecider.ts"

const reckoning = { plan, digest: compiled.digest, calendars: { edition: 1, byName: {} }, words: {} }

const opened: CaseState = (() => {
  const open: Command = {
    _tag: "Open", caseId: "c1", id: "open", stamp: 0, procedure: plan.procedure, plan: compiled.digest, values: {}, depth: 0
  }
  const decided = decider.decide({ plan, calendars: reckoning.calendars, facts: {} }, decider.none("c1"), open)
  return Result.getOrThrow(decided).reduce(decider.evolve, decider.none("c1"))
})()

const setUp = (mine: Decider = decider) => {
  const answered: Array<Asks> = []
  const stuck: Array<string> = []
  const tickets: Array<Ticket> = []
  const pauses: Array<() => void> = []
  const queue = CaseQueue.make({
    decider: mine,
    plans: {
      get: () => reckoning,
      current: () => reckoning,
      any: () => reckoning,
      all: () => [reckoning],
      load: () => Effect.succeed(reckoning),
      fetch: (_, done) => done(Exit.succeed(reckoning))
    },
    cache: CaseCache.make(1_000_000),
    batcher: { submit: (ticket) => void tickets.push(ticket), atOnce: () => undefined, told: () => {} },
    shared: true,
    most: { count: 100, bytes: 1_000_000 },
    shell: {
      load: (_, done) => done(Exit.succeed(Known.of(opened, 100))),
      committed: (_, __, done) => done(Exit.succeed(null)),
      repeat: (caseId, command, version, done) =>
        done(Exit.succeed({ caseId, command, version, entries: [], repeated: true })),
      answer: (asks, done) => {
        answered.push(asks)
        done(Exit.succeed({}))
      },
      pause: (_, again) => void pauses.push(again),
      committedHook: () => {},
      stuck: (_, why) => void stuck.push(why)
    }
  })
  const replies = new Map<string, Reply>()
  const note = (id: string, then?: () => void) =>
    queue.submit({
      caseId: "c1",
      id,
      named: true,
      remembered: true,
      stamp: 0,
      bytes: 1,
      make: () => ({ _tag: "Note", caseId: "c1", id, stamp: 0, actor: { person: "wang", keys: [] }, text: id })
    }, (reply) => {
      replies.set(id, reply)
      then?.()
    })
  return { answered, note, pauses, queue, replies, stuck, tickets }
}

describe("a case's line", () => {
  it("keeps its order when a caller comes back while others are decided again", () => {
    const { note, pauses, replies, tickets } = setUp()
    note("a", () => note("c"))
    note("b")
    tickets.shift()?.answered({ _tag: "Conflict", current: 4 })
    // both in one change now; `a` turns out to be known: its caller comes back at once
    const second = tickets.shift()
    assert.deepStrictEqual(second?.change.commands, ["a", "b"])
    second?.answered({ _tag: "Duplicate", command: "a", version: 4 })
    assert.deepInclude(replies.get("a"), { _tag: "Accepted" })
    pauses.shift()?.()
    assert.deepStrictEqual(tickets.map(({ change }) => change.commands), [["b", "c"]])
  })

  it("gives up after eight conflicts", () => {
    const { note, pauses, replies, tickets } = setUp()
    note("a")
    for (let tries = 1; tries <= 8; tries++) {
      assert.isUndefined(replies.get("a"))
      tickets.shift()?.answered({ _tag: "Conflict", current: tries })
      pauses.shift()?.()
    }
    assert.deepInclude(replies.get("a"), { _tag: "Failed" })
  })

  it("a bug costs the command it met, not those behind it", () => {
    const { queue, note, replies, tickets } = setUp()
    queue.submit({
      caseId: "c1", id: "bug", named: false, remembered: true, stamp: 0, bytes: 1,
      make: () => {
        throw new Error("our bug")
      }
    }, (reply) => void replies.set("bug", reply))
    note("a")
    assert.deepInclude(replies.get("bug"), { _tag: "Died" })
    assert.deepStrictEqual(tickets.map(({ change }) => change.commands), [["a"]])
  })

  const asks: Asks = { _tag: "Asks", questions: [{ ask: "rank", person: "wang" }], upTo: 0 }

  it("answers a decision sixteen times, then it has to do without; what still asks has to be looked at by an administrator", () => {
    const { answered, note, replies, stuck } = setUp({ ...decider, decide: () => Result.fail(asks) })
    note("a")
    assert.strictEqual(answered.length, TURNS)
    assert.deepInclude(replies.get("a"), { _tag: "Died" })
    assert.deepStrictEqual(stuck, ["asked 16 times"])
    const gives = setUp({ ...decider, decide: (world, state, command) => world.enough === true ? decider.decide(world, state, command) : Result.fail(asks) })
    gives.note("a")
    assert.strictEqual(gives.answered.length, TURNS)
    assert.deepStrictEqual(gives.tickets.map(({ change }) => change.commands), [["a"]])
  })

  it("refuses an order that asks for itself, and tells an administrator", () => {
    const refusal = { _tag: "OrderNotLegal", order: "note", why: "asks-too-often" } as const
    const { note, replies, stuck } = setUp({ ...decider, decide: () => Result.fail(refusal) })
    note("a")
    assert.deepStrictEqual(replies.get("a"), { _tag: "Refused", refusal })
    assert.deepStrictEqual(stuck, ["note: what it asks of the outside has no end"])
  })

  it("is idle when nobody stands in it", () => {
    const { note, queue, tickets } = setUp()
    let idle = 0
    note("a")
    queue.idle(() => idle++)
    assert.strictEqual(idle, 0)
    tickets.shift()?.answered({ _tag: "Committed", version: 4 })
    assert.strictEqual(idle, 1)
    assert.strictEqual(queue.waiting(), 0)
  })
})
