/** I-1: `decide` never throws, whatever a decoded command says, in any state that random histories reach. */
import type { Command, Signal } from "@frontdesk/core/case/Command"
import * as Decide from "@frontdesk/core/case/Decide"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import type { Entry } from "@frontdesk/core/case/Entry"
import type { CaseState } from "@frontdesk/core/case/State"
import { units } from "@frontdesk/core/domain/Time"
import type { Value } from "@frontdesk/core/domain/Value"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { played } from "./History.ts"
import { random } from "./Random.ts"
import type { Random } from "./Random.ts"

const strange = (r: Random): Value =>
  r.pick<Value>(["", "x", "a#1", "handle#x", "case", "intake", "2026-13-45", true, false, 0, -1, 1.5, 1e15, Number.MAX_SAFE_INTEGER, [], {}, [[{ x: "y" }]], { n: 1, unit: "hour" }, "at-once", { by: "he" }])
const words = (r: Random) => r.pick(["", "x", "a#1", "solve#9#9", "#", "case", "intake", "look", "fix#1", "classify", "constructor", "__proto__", "toString"])
const number = (r: Random) => r.pick([0, -1, 1, 2, 5, 17, 1e9, 0.5, Number.MAX_SAFE_INTEGER])
const instant = (r: Random, now: number) => r.pick([now, now + 1, now - 1, 0, now + 1e9, now + 4e11, 8.6e15])

const signal = (r: Random, now: number): Signal => {
  const common = { from: words(r), seq: number(r) }
  const values = { unit: strange(r), [words(r)]: strange(r) }
  return r.pick<() => Signal>([
    () => ({ ...common, _tag: "Event", topic: r.pick(["knock", "payment-received", "x"]), key: words(r), values, at: instant(r, now) }),
    () => ({ ...common, _tag: "Received", message: number(r), at: instant(r, now) }),
    () => ({ ...common, _tag: "LinkClosed", link: number(r), outcome: words(r), values }),
    () => ({ ...common, _tag: "LinkFailed", link: number(r), why: words(r) }),
    () => ({ ...common, _tag: "Standing", topic: r.pick(["noise", "soft", "x"]), key: words(r), values, on: r.yes(0.5) }),
    () => ({ ...common, _tag: "Cancel", why: words(r) })
  ])()
}

const command = (r: Random, state: CaseState, serial: number): Command => {
  const live = RowsOf.rows(state).tasks.map((row) => row.n)
  const n = r.yes(0.7) && live.length > 0 ? r.pick(live) : number(r)
  const common = { caseId: "c1", id: `s${serial}`, stamp: r.pick([state.now, state.now + 1, state.now + 3_600_000, state.now + 1e9, 0]) }
  const person = r.pick(["wang", "li", "zhao", "fei", "chen", "hu", "", "sun"])
  const keys = ["role:front-desk-receptionist", "role:cs-supervisor", "role:office-director", "role:repair-worker", "role:building-steward", "role:center-manager", "top:cs-dept"] as const
  const by = { ...common, actor: { person, keys: [...keys], ...(r.yes(0.2) && { for: "wang" }) } }
  const values = { [words(r)]: strange(r), agreed: strange(r), result: strange(r), ours: strange(r) }
  const to = { person: r.pick(["li", "fei", ""]), keys: [...keys] }
  const term = { n: number(r), unit: r.pick(units), ...(r.yes(0.2) && { calendar: words(r) }) }
  return r.pick<() => Command>([
    () => ({ ...by, _tag: "Open", procedure: "x", plan: "sha256:x", values, depth: number(r) }),
    () => ({ ...by, _tag: "Claim", n }),
    () => ({ ...by, _tag: "GiveBack", n }),
    () => ({ ...by, _tag: "Complete", n, values, ...(r.yes(0.5) && { done: instant(r, state.now), reason: words(r) }) }),
    () => ({ ...by, _tag: "Sign", n, values }),
    () => ({ ...by, _tag: "Return", to: words(r), reason: "x", ...(r.yes(0.5) && { n }) }),
    () => ({ ...by, _tag: "Transfer", n, to }),
    () => ({ ...by, _tag: "Delegate", n, to }),
    () => ({ ...by, _tag: "Urge", n }),
    () => ({ ...by, _tag: "Extend", of: r.pick(["work", "case", "solve", words(r)]), by: r.yes(0.5) ? term : { until: instant(r, state.now) }, reason: "x" }),
    () => ({ ...by, _tag: "Suspend", reason: "x", values }),
    () => ({ ...by, _tag: "Resume" }),
    () => ({ ...by, _tag: "Withdraw", reason: "x" }),
    () => ({ ...by, _tag: "Terminate", reason: "x", values }),
    () => ({ ...by, _tag: "Note", text: words(r) }),
    () => ({ ...by, _tag: "AddSigner", each: r.pick(["part", "part#1", "solve", words(r)]), item: strange(r) }),
    () => ({ ...by, _tag: "Rebook", step: r.pick(["intake", "intake#1", words(r)]), field: r.pick(["when", words(r)]), to: instant(r, state.now) }),
    () => ({ ...by, _tag: "Amend", step: r.pick(["intake", "look", "agree", words(r)]), values: r.yes(0.5) ? { when: instant(r, state.now) } : { [words(r)]: strange(r), unit: strange(r) } }),
    () => ({ ...common, _tag: "Tick" }),
    () => ({ ...common, _tag: "Nobody", n }),
    () => ({ ...common, _tag: "Reproject", edition: number(r) }),
    () => ({ ...common, _tag: "Hear", signal: signal(r, state.now) })
  ])()
}

/** The states between changes; a change begins with the entry that carries its command. */
const whole = (journal: ReadonlyArray<Entry>): ReadonlyArray<CaseState> => {
  let state = Evolve.none("c1")
  const states: Array<CaseState> = []
  for (const entry of journal) {
    if (entry.command !== undefined) states.push(state)
    state = Evolve.evolve(state, entry)
  }
  return [...states, state]
}

describe("decide is total", () => {
  it("answers every command in every reachable state", () => {
    let answered = 0
    for (let seed = 1; seed <= 60; seed++) {
      const c = played(seed)
      const r = random(seed + 10_000)
      const states = whole(c.journal)
      for (let serial = 0; serial < 150; serial++) {
        const at = r.pick(states)
        const asked = command(r, at, serial)
        try {
          const result = Decide.decide(c.world, at, asked)
          if (Result.isSuccess(result)) RowsOf.rows(Evolve.evolveAll(at, result.success))
          answered++
        } catch (error) {
          throw new Error(`seed ${seed}, ${JSON.stringify(asked)}: ${String(error)}`, { cause: error })
        }
      }
    }
    expect(answered).toBe(9000)
  })
})
