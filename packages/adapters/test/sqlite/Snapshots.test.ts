/** A snapshot that follows from the entries lags some changes behind its case; the store then gives what came since. */
import { Duration, Effect } from "effect"
import { DatabaseSync } from "node:sqlite"
import { expect, it } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as Body from "@frontdesk/core/port/Body"
import type { Change, Stored } from "@frontdesk/core/port/CaseStore"
import { change, plan, start } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

type Parts = Parameters<typeof change>[2]

/** A change as a desk makes it: its snapshot is a value. */
const desks = (caseId: string, expect: number, parts: Parts = {}): Change => {
  const made = change(caseId, expect, parts)
  return { ...made, snapshot: Body.snapshot(1, { v: expect + made.entries.length }) }
}
const at = ({ body }: Stored) => (JSON.parse(body) as { readonly v: number }).v
const seqs = ({ since }: Stored) => since?.map((it) => it.seq)
const from = (first: number, last: number) => Array.from({ length: last - first }, (_, i) => first + i + 1)

it("is never more than four changes old, and with what came since it is whole", () =>
  Effect.gen(function*() {
    const filename = yield* Fresh.file
    const store = yield* Sqlite.make({ filename })
    yield* store.putPlans([plan])
    const kept: Array<number> = []
    for (let v = 0; v < 90; v += 3) {
      yield* store.commit([desks("a", v, { entries: 3, wake: start }), desks(`other-${v}`, 0)])
      const [stored] = yield* store.load(["a"])
      kept.push(at(stored!))
      expect(stored!.version).toBe(v + 3)
      expect(seqs(stored!)).toEqual(at(stored!) === v + 3 ? undefined : from(at(stored!), v + 3))
      expect(stored!.since ?? []).toEqual(at(stored!) === v + 3 ? [] : yield* store.journal("a", at(stored!), 99))
    }
    expect([...new Set(kept)]).toEqual([3, 18, 33, 48, 63, 78])
    const [claimed] = yield* store.claimWakes({ before: start + 1, limit: 9, by: "w", ttl: Duration.seconds(1) })
    expect([claimed!.caseId, claimed!.wake, at(claimed!), seqs(claimed!)]).toEqual(["a", start, 78, from(78, 90)])

    // another one, opened later, reads the same
    const again = yield* Sqlite.make({ filename })
    expect(yield* again.load(["a", "nobody", "other-0"])).toEqual(yield* store.load(["a", "nobody", "other-0"]))
  }).pipe(Effect.scoped, Effect.runPromise))

it("is written with a change that is long, and always where it is only a text", () =>
  Effect.gen(function*() {
    const filename = yield* Fresh.file
    const store = yield* Sqlite.make({ filename })
    yield* store.putPlans([plan])
    yield* store.commit([desks("a", 0)])
    yield* store.commit([desks("a", 1)])
    expect((yield* store.load(["a"])).map((it) => [at(it!), seqs(it!)])).toEqual([[1, [2]]])
    yield* store.commit([desks("a", 2, { entry: { body: JSON.stringify("x".repeat(20_000)) } })])
    expect((yield* store.load(["a"])).map((it) => [at(it!), seqs(it!)])).toEqual([[3, undefined]])
    yield* store.commit([desks("a", 3)])
    yield* store.commit([change("a", 4, { body: `{"v":"text"}` })])
    expect((yield* store.load(["a"])).map((it) => [it!.version, it!.body, seqs(it!)])).toEqual([[5, `{"v":"text"}`, undefined]])

    // Otherwise this shows nothing.
    const db = new DatabaseSync(filename)
    expect(db.prepare("select version, lag from fd_case").all().map((it) => ({ ...it }))).toEqual([{ version: 5, lag: 0 }])
    db.close()
  }).pipe(Effect.scoped, Effect.runPromise))
