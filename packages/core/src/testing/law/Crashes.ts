/** Laws of what breaks: L1 and L7 at every point between two writes, L8 when a write fails, L7 when the process is killed. */
import * as fc from "fast-check"
import { Cause, Context, Effect, Exit, Layer, Option } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Change } from "../../port/CaseStore.ts"
import { CaseStore } from "../../port/CaseStore.ts"
import * as Disk from "../fault/Disk.ts"
import type { Fault } from "../fault/Writes.ts"
import * as Writes from "../fault/Writes.ts"
import * as Killed from "../kill/Killed.ts"
import * as Acts from "./Acts.ts"
import type { Law, Store } from "./Law.ts"
import { Bench, holds, law, LawBroken, LawSkipped, open, pages, print, same } from "./Law.ts"

/** Batches with everything in them, the same for the same seed. */
const script = (seed: number, count: number): ReadonlyArray<ReadonlyArray<Change>> => {
  const versions = new Map<string, number>()
  return fc.sample(Acts.batch, { seed, numRuns: count }).map((batch) => {
    const changes = batch.map((act) => Acts.made({ ...act, off: 0 }, versions.get(Acts.caseIds[act.of]!) ?? 0))
    // Some are duplicates; then the version stays, and the next change of the case is a conflict, which is as it should be.
    for (const it of changes) versions.set(it.caseId, it.expect + it.entries.length)
    return changes
  })
}

/** How many lists of changes, out of those under way, may have been done: each of them was or was not. */
const subsets = (batch: ReadonlyArray<Change>): ReadonlyArray<ReadonlyArray<Change>> =>
  batch.reduce<ReadonlyArray<ReadonlyArray<Change>>>((all, it) => all.flatMap((some) => [some, [...some, it]]), [[]])

const hows = { killed: "the process is killed", torn: "the last write is cut off", power: "the power goes, and only what was synced is there" }

interface State {
  readonly [what: string]: unknown
  readonly loaded: ReadonlyArray<{ readonly caseId: string; readonly version: number } | null>
}

const state = Effect.fnUntraced(function*(store: Store, all: ReadonlyArray<ReadonlyArray<Change>>) {
  const known: { [command: string]: unknown } = {}
  for (const { caseId, commands } of all.flat()) {
    for (const id of commands) known[`${caseId} knows ${id}`] = Option.getOrNull(yield* store.committed(caseId, id))
  }
  return { ...yield* Acts.everything(store), known, feed: (yield* store.feed(null, 10_000)).items.map((it) => `${it.caseId}/${it.seq}`).sort() } as unknown as State
})

const opened = (layer: Layer.Layer<CaseStore, unknown>, how: string) =>
  Effect.map(Layer.build(Layer.fresh(layer)), (services) => Context.get(services, CaseStore)).pipe(
    Effect.catchCause((cause) => Effect.fail(new LawBroken({ what: `${how}: the store cannot be opened any more: ${Cause.pretty(cause)}` })))
  )

const folderOf = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-crash-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const crash = (count: number, kinds: ReadonlyArray<Disk.Image["how"]>): Law["run"] =>
  Effect.gen(function*() {
    const { adapter, seed, where } = yield* Bench
    const services = yield* Effect.context<Bench>()
    const batches = script(seed, count)
    const all = yield* Effect.promise(() =>
      Disk.record(where, (answered) =>
        Effect.runPromiseWith(services)(Effect.scoped(Effect.gen(function*() {
          const store = yield* open
          yield* Acts.put(store)
          answered()
          for (const batch of batches) {
            yield* store.commit(batch)
            answered()
          }
        })))))
    yield* holds("something is written below the folder", all.length > count)
    const images = all.filter((it) => kinds.includes(it.how))
    if (images.length === 0) return yield* new LawSkipped({ why: "what it syncs cannot be seen by the kit: a native module does it" })

    const models = new Map<string, State>()
    const expected = Effect.fnUntraced(function*(answered: number, more: ReadonlyArray<Change>) {
      const key = `${answered} ${more.map((it) => it.caseId).join()}`
      const before = models.get(key)
      if (before !== undefined) return before
      const { store } = yield* Acts.model
      for (const batch of [...batches.slice(0, answered), more]) yield* store.commit(batch)
      const made = yield* state(store, batches)
      models.set(key, made)
      return made
    })
    for (const [n, image] of images.entries()) {
      const how = `crash ${n + 1} of ${images.length} (${hows[image.how]}, ${image.answered === 0 ? "before the first answer" : `after ${image.answered} answers`})`
      yield* Effect.scoped(Effect.gen(function*() {
        const folder = yield* folderOf
        Disk.restore(image, folder)
        const store = yield* opened(adapter.open(folder), how)
        // Before the plans were answered there is nothing to look for.
        if (image.answered === 0) return
        const done = image.answered - 1
        const found = yield* state(store, batches)
        const versions = (of: State) => of.loaded.map((it) => it && [it.caseId, it.version])
        let nearest: State | undefined
        for (const some of subsets(batches[done] ?? [])) {
          const model = yield* expected(done, some)
          if (print(found) === print(model)) return
          if (print(versions(found)) === print(versions(model))) nearest = model
        }
        if (nearest === undefined) {
          return yield* same(`${how}: the cases are as no change left them, neither an answered one nor one under way`, versions(found), versions(yield* expected(done, [])))
        }
        for (const what of Object.keys(found)) yield* same(`${how}: ${what}`, found[what], nearest[what])
      }))
    }
  })

/** The change as it stands in the journal and in the lists that speak of its case, or nothing of it. */
const whole = Effect.fnUntraced(function*(store: Store, it: Change, how: string) {
  const known = Option.getOrNull(yield* store.committed(it.caseId, it.commands[0]!))
  const journal = yield* store.journal(it.caseId, it.expect, 99)
  const tasks = (yield* store.tasks({ caseId: it.caseId })).items
  const listed = (yield* pages((c) => store.tasks({ keys: ["role:cs-supervisor"] }, c, 100))).filter((task) => task.caseId === it.caseId)
  const version = (yield* store.load([it.caseId]))[0]?.version ?? 0
  const there = known !== null
  const last = it.expect + it.entries.length
  yield* same(`${how}: ${it.caseId} is ${there ? "there as a whole" : "not there at all"}`, { version, journal, listed, tasks }, there
    ? { version: last, journal: it.entries, listed: it.tasks.put, tasks: it.tasks.put }
    : { version: it.expect, journal: [], listed: [], tasks: [] })
  return there
})

const failing = (fault: Fault): Law["run"] =>
  Effect.gen(function*() {
    const bench = yield* Bench
    let seen = 0
    for (let at = 0;; at++) {
      const how = `write ${at + 1} of a commit fails${fault === "after" ? " although it was made" : ""}`
      const hit = yield* Effect.scoped(Effect.gen(function*() {
        const place = yield* bench.fresh
        const connect = Effect.provideService(open, Bench, place)
        const batch = [Acts.simple("a"), Acts.simple("b")]
        const outcome = yield* Effect.scoped(Effect.gen(function*() {
          const store = yield* connect
          yield* store.commit([Acts.simple("z")])
          let n = 0
          const end = Writes.watch({ before: () => (n++ === at ? fault : undefined) })
          const exit = yield* Effect.ensuring(Effect.exit(store.commit(batch)), Effect.sync(end))
          if (n <= at) return "untouched"
          if (Exit.isSuccess(exit)) return "answered"
          const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
          if (error === undefined) {
            return yield* new LawBroken({ what: `${how}: it must be StoreDown or StoreUnsure, and is a defect: ${Cause.pretty(exit.cause)}` })
          }
          return error._tag
        }))
        if (outcome === "untouched") return false
        yield* Effect.scoped(Effect.gen(function*() {
          const store = yield* connect
          yield* whole(store, Acts.simple("z"), `${how}, what was there before`)
          if (outcome === "StoreUnsure" && store.traits.shared) {
            // It may still be under way at a server, so there is nothing to look at yet.
            const again = yield* store.commit(batch)
            yield* holds(`${how}: sent again, it is done or known`, again.every((it) => it._tag !== "Conflict"))
            for (const it of batch) yield* holds(`${how}: sent again, ${it.caseId} is there`, yield* whole(store, it, how))
            return
          }
          const there = [yield* whole(store, batch[0]!, how), yield* whole(store, batch[1]!, how)]
          if (outcome === "StoreDown") yield* same(`${how}, told as StoreDown: what there is`, there, [false, false])
          if (outcome === "answered") yield* same(`${how}, and yet it was answered: what there is`, there, [true, true])
          yield* same(`${how}: sent again`, (yield* store.commit(batch)).map((it) => it._tag), there.map((it) => (it ? "Duplicate" : "Committed")))
        }))
        return true
      }))
      if (!hit) break
      seen++
    }
    if (seen === 0) return yield* new LawSkipped({ why: "none of its writes can be seen by the kit: a native module makes them" })
  })

export const laws: ReadonlyArray<Law> = [
  {
    id: "L1",
    title: "wherever between two writes the process ends, a change is there as a whole or not at all, and what was answered is there",
    needs: ["durable", "folder", "tested"],
    run: crash(14, ["killed", "torn"])
  },
  {
    id: "L7",
    title: "wherever the power goes, what was answered had been synced",
    needs: ["durable", "folder", "tested"],
    run: crash(14, ["power"])
  },
  { id: "L8", title: "when a write fails, StoreDown means that nothing was done; otherwise it is StoreUnsure", needs: ["durable", "again"], run: failing("before") },
  { id: "L8", title: "… also when it was made and only its answer is lost", needs: ["durable", "again"], run: failing("after") },
  { id: "L7", title: "kill -9 of the process, again and again: what was answered is there, once", needs: ["durable", "again", "module"], run: Effect.flatMap(Bench, Killed.run) },
  law("L7", "an answer is not given before it is so: another connection finds it", Effect.fnUntraced(function*(store) {
    const other = yield* open
    for (let n = 0; n < 10; n++) {
      yield* store.commit([Acts.simple(`case-${n}`)])
      yield* whole(other, Acts.simple(`case-${n}`), `change ${n}`)
    }
  }), ["durable", "shared", "again"])
]
