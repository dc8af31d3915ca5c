/** A journal is read by pages from anywhere, however its changes lie between the marks of its index. */
import { Effect } from "effect"
import { DatabaseSync } from "node:sqlite"
import { expect, it } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { change, plan } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

// singly, several at once, up to a mark, over two of them at once
const lengths = [1, 4, 26, 1, 1, 31, 70, 2, 60, 1, 1, 1, 3, 5, 8, 13, 21, 34, 2, 2]

it("a journal by pages, from every place, with other cases between its changes", () =>
  Effect.gen(function*() {
    const filename = yield* Fresh.file
    const store = yield* Sqlite.make({ filename })
    yield* store.putPlans([plan])
    let expect_ = 0
    const lasts: Array<number> = [0]
    for (const [i, entries] of lengths.entries()) {
      expect(yield* store.commit([change(`other-${i % 3}`, Math.floor(i / 3)), change("long", expect_, { entries })]))
        .toMatchObject([{ _tag: "Committed" }, { _tag: "Committed", version: expect_ + entries }])
      lasts.push(expect_ += entries)
      // so far, to the newest
      expect((yield* store.journal("long", 0, 999)).length).toBe(expect_)
    }
    const all = yield* store.journal("long", 0, 999)
    expect(all.map((it) => it.seq)).toEqual(Array.from({ length: expect_ }, (_, i) => i + 1))
    for (let after = 0; after <= expect_ + 1; after++) {
      for (const limit of [1, 5, 40]) expect(yield* store.journal("long", after, limit)).toEqual(all.slice(after, after + limit))
    }
    expect((yield* store.feed(null, 999)).items.filter((it) => it.caseId === "long").map((it) => it.seq)).toEqual(all.map((it) => it.seq))
    expect(yield* store.journal("nobody", 0, 9)).toEqual([])

    // Otherwise this shows nothing: some are marked, most are not.
    const db = new DatabaseSync(filename)
    const marks = db.prepare("select mark, count(*) as n from fd_change where of = (select n from fd_case where id = 'long') group by mark order by mark").all()
    db.close()
    expect(marks.map((row) => [row["mark"], row["n"]])).toEqual([[0, 14], [1, 6]])
  }).pipe(Effect.scoped, Effect.runPromise))
