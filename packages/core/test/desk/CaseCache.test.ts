/** What is at hand is bounded, and nobody is sent out of a line because others are many. */
import * as CaseCache from "@frontdesk/core/desk/CaseCache"
import * as Known from "@frontdesk/core/desk/Known"
import { assert, describe, expect, it } from "vitest"
import { decider } from "./TinyDecider.ts"

/** Four bytes of a snapshot count as one. */
const known = (id: string, bytes: number): Known.Known => Known.of({ ...decider.none(id), v: 1 }, 4 * bytes)
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `c${from + at}`)
const there = (cache: CaseCache.CaseCache, of: ReadonlyArray<string>) => of.filter((id) => cache.get(id) !== undefined)

describe("cases at hand", () => {
  it("never weigh more than they may, whatever grows, shrinks and goes", () => {
    const cache = CaseCache.make(100)
    for (const id of ids(0, 500)) {
      cache.set(id, known(id, 10))
      expect(there(cache, ids(0, 500)).length).toBeLessThanOrEqual(10)
    }
    cache.set("c499", known("c499", 60))
    expect(there(cache, ids(0, 500)).length).toBeLessThanOrEqual(5)
    cache.drop("c499")
    for (const id of ids(500, 510)) cache.set(id, known(id, 10))
    expect(there(cache, ids(500, 510))).toEqual(ids(500, 510))
  })

  it("that were asked for lately stay before others", () => {
    const cache = CaseCache.make(100)
    for (const id of ids(0, 11)) cache.set(id, known(id, 10))
    const rest = there(cache, ids(0, 11))
    for (const id of ids(11, 11 + rest.length / 2)) cache.set(id, known(id, 10))
    expect(cache.get("c10")).toBeDefined()
  })

  it("keep their line while somebody stands in it", () => {
    const cache = CaseCache.make(100)
    const line = cache.line("c0")
    line.busy = true
    cache.keep(line, known("c0", 10))
    for (const id of ids(1, 200)) cache.set(id, known(id, 10))
    expect(cache.line("c0")).toBe(line)
    cache.drop("c0")
    expect(cache.line("c0")).toBe(line)
    cache.leave(line)
    expect(cache.line("c0")).not.toBe(line)
  })

  it("that were read for their clock alone are not kept when it has happened", () => {
    const cache = CaseCache.make(100)
    const pass = (id: string) => {
      cache.pass(id, known(id, 10))
      const line = cache.line(id)
      assert(cache.get(id) !== undefined)
      line.busy = true
      return line
    }
    cache.leave(pass("c0"))
    expect(cache.get("c0")).toBeUndefined()
    // somebody came meanwhile
    const line = pass("c1")
    line.passing = false
    cache.leave(line)
    expect(cache.get("c1")).toBeDefined()
    // somebody was at work on it before
    cache.leave(pass("c1"))
    expect(cache.get("c1")).toBeDefined()
  })

  it("are told to readers only as they were committed", () => {
    const cache = CaseCache.make(100)
    const line = cache.line("c0")
    line.busy = true
    cache.keep(line, { ...known("c0", 0), state: decider.none("c0") })
    expect(cache.get("c0")).toBeUndefined()
    cache.keep(line, known("c0", 1))
    expect(cache.get("c0")).toBeDefined()
    line.assumed = true
    expect(cache.get("c0")).toBeUndefined()
  })
})
