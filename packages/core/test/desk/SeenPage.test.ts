/** Pages of what somebody may see: whole, in order, each item once, whatever lies between and whatever comes and goes. */
import { Effect } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as SeenPage from "@frontdesk/core/desk/SeenPage"

/** Numbers in their order; a cursor is the last one given. */
const stock = (all: () => ReadonlyArray<number>) => {
  let reads = 0
  return {
    reads: () => reads,
    page: (cursor: string | undefined, limit: number) =>
      Effect.sync(() => {
        reads++
        const rest = all().filter((n) => cursor === undefined || n > Number(cursor))
        const items = rest.slice(0, limit)
        return { items, next: rest.length > limit ? String(items.at(-1)) : null }
      })
  }
}
const only = (shown: (n: number) => boolean) => (items: ReadonlyArray<number>) =>
  Effect.succeed(items.map((n) => (shown(n) ? `shown ${n}` : undefined)))

const pages = (page: ReturnType<typeof stock>["page"], shown: (n: number) => boolean, limit: number) =>
  Effect.runSync(Effect.gen(function*() {
    const found: Array<ReadonlyArray<string>> = []
    let cursor: string | undefined
    do {
      const { items, next } = yield* SeenPage.read(page, only(shown), cursor, limit)
      found.push(items)
      cursor = next ?? undefined
    } while (cursor !== undefined)
    return found
  }))

const numbers = (n: number) => Array.from({ length: n }, (_, i) => i)

describe("a page of what somebody may see", () => {
  it("is as long as was asked for, but the last one", () => {
    const all = numbers(100)
    const found = pages(stock(() => all).page, (n) => n % 3 === 0, 10)
    expect(found.map(({ length }) => length)).toEqual([10, 10, 10, 4])
    expect(found.flat()).toEqual(all.filter((n) => n % 3 === 0).map((n) => `shown ${n}`))
  })

  it("is read once where everything is shown", () => {
    const from = stock(() => numbers(100))
    pages(from.page, () => true, 10)
    expect(from.reads()).toBe(10)
  })

  it("is short where next to nothing is shown: somebody who sees nothing does not have everything read at once", () => {
    const found = pages(stock(() => numbers(5_000)).page, (n) => n === 4_321, 100)
    expect(found.map(({ length }) => length)).toEqual([0, 0, 0, 0, 1])
  })

  it("gives each item once, in order, whatever is shown and however many are asked for", () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (shown, limit) => {
      const found = pages(stock(() => numbers(shown.length)).page, (n) => shown[n] === true, limit)
      expect(found.flat()).toEqual(numbers(shown.length).filter((n) => shown[n]).map((n) => `shown ${n}`))
      for (const page of found.slice(0, -1)) expect(page).toHaveLength(limit)
    }))
  })

  it("skips and doubles nothing that stays while others come and go", () => {
    fc.assert(fc.property(fc.infiniteStream(fc.nat({ max: 300 })), fc.integer({ min: 1, max: 12 }), (some, limit) => {
      const stays = numbers(60).map((n) => 5 * n)
      const more = new Set<number>()
      const found = pages(
        stock(() => {
          const [n = 0] = some.take(1)
          if (!more.delete(n)) more.add(n)
          return [...new Set([...stays, ...more])].toSorted((a, b) => a - b)
        }).page,
        (n) => n % 2 === 0,
        limit
      ).flat()
      expect(new Set(found).size).toBe(found.length)
      expect(found).toEqual(expect.arrayContaining(stays.filter((n) => n % 2 === 0).map((n) => `shown ${n}`)))
    }))
  })
})
