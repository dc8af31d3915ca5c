/**
 * A page of what somebody may see, made of pages that hold what he may not: as long as was asked for, if that much is
 * found among a thousand items looked at.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { Cursor, Page } from "../port/CaseStore.ts"
import { pageSize } from "../port/CaseStore.ts"

/** So many are looked at for one page: who sees next to nothing gets a short page, and goes on from there. */
export const MOST = 1_000

/**
 * `see`: each item as it is shown, in the same order; `undefined`: it is not for him. Nothing that stays is skipped or
 * given twice: where a page holds more than fits, it is read again up to the last that does, because only the store
 * knows how to go on behind an item.
 *
 * @since 0.1.0
 */
export const read = Effect.fnUntraced(function*<A, B, E, E2>(
  page: (cursor: Cursor | undefined, limit: number) => Effect.Effect<Page<A>, E>,
  see: (items: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B | undefined>, E2>,
  from: Cursor | undefined,
  limit: number = pageSize
): Effect.fn.Return<Page<B>, E | E2> {
  const found: Array<B> = []
  let cursor = from
  let looked = 0
  let ask = limit
  for (;;) {
    const { items, next } = yield* page(cursor, ask)
    const seen = yield* see(items)
    const fitting: Array<B> = []
    let upTo = 0
    for (const [i, one] of seen.entries()) {
      if (one === undefined) continue
      if (found.length + fitting.length === limit) break
      fitting.push(one)
      upTo = i + 1
    }
    if (seen.slice(upTo).some((one) => one !== undefined)) {
      ask = upTo
      continue
    }
    found.push(...fitting)
    looked += items.length
    if (next === null || found.length === limit || looked >= MOST) return { items: found, next }
    cursor = next
    ask = limit
  }
})
