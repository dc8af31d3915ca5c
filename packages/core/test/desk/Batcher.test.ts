/** Who goes with whom: changes that wait, lanes that are free, callers who come back. */
import { Exit } from "effect"
import { describe, expect, it } from "vitest"
import * as Batcher from "@frontdesk/core/desk/Batcher"
import type { Answer, Change } from "@frontdesk/core/port/CaseStore"

/** A store that answers when it is told to, and turns that end when they are told to. */
const setting = (lanes: number, cap = 128) => {
  const under: Array<{ readonly size: number; readonly answer: () => void }> = []
  const sizes: Array<number> = []
  let turns: Array<() => void> = []
  const batcher = Batcher.make({
    lanes,
    cap,
    maxBytes: 1_000_000,
    blocking: () => false,
    collect: (start) => void turns.push(start),
    commit: (batch, done) => {
      sizes.push(batch.length)
      under.push({ size: batch.length, answer: () => done(Exit.succeed(batch.map((): Answer => ({ _tag: "Committed", version: 1 })))) })
    }
  })
  const endTurn = () => {
    const those = turns
    turns = []
    those.forEach((it) => it())
  }
  /** Comes with a change, and again when it is answered, but not before the turn has gone on. */
  let back: Array<() => void> = []
  const caller = () => {
    const come = () =>
      batcher.submit({ change: {} as Change, bytes: 1, answered: () => void back.push(come), failed: () => expect.unreachable() })
    come()
  }
  const comeBack = () => {
    const those = back
    back = []
    those.forEach((it) => it())
  }
  const answer = () => {
    under.shift()?.answer()
    comeBack()
    endTurn()
  }
  return { answer, caller, endTurn, sizes }
}

describe("changes that wait for a commit", () => {
  it("do not wait when nobody else is about", () => {
    const { answer, caller, sizes } = setting(2)
    caller()
    expect(sizes).toEqual([1])
    answer()
    expect(sizes, "the next one of the same caller").toEqual([1, 1])
  })

  it("are shared evenly by the lanes, whatever the first of them took", () => {
    const { answer, caller, endTurn, sizes } = setting(2)
    for (let i = 0; i < 32; i++) caller()
    endTurn()
    expect(sizes, "the first goes at once").toEqual([1, 16])
    for (let i = 0; i < 20; i++) answer()
    expect(sizes.slice(-10)).toEqual(Array.from({ length: 10 }, () => 16))
  })

  it("go together when they are few", () => {
    const { answer, caller, endTurn, sizes } = setting(2)
    for (let i = 0; i < 7; i++) caller()
    endTurn()
    expect(sizes).toEqual([1, 6])
    answer()
    expect(sizes, "who was answered").toEqual([1, 6, 1])
  })

  it("are never more than a batch may hold, in never more lanes than there are", () => {
    const { answer, caller, endTurn, sizes } = setting(2, 10)
    for (let i = 0; i < 100; i++) caller()
    endTurn()
    expect(sizes).toEqual([1, 10])
    for (let i = 0; i < 30; i++) answer()
    expect(Math.max(...sizes)).toBe(10)
    expect(sizes.slice(-10)).toEqual(Array.from({ length: 10 }, () => 10))
  })

  it("all go together where there is one lane", () => {
    const { answer, caller, endTurn, sizes } = setting(1)
    for (let i = 0; i < 32; i++) caller()
    endTurn()
    for (let i = 0; i < 3; i++) answer()
    expect(sizes).toEqual([1, 32, 32, 32])
  })
})
