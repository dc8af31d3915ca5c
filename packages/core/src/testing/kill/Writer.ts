/**
 * A process that commits to a store until it is killed:
 *
 *     node Writer.ts <module of the adapter> <place> <cases>
 *
 * Each case is counted up: change `k` of a case is command `k`, two entries, task `k` instead of task `k - 1`, wake `k`.
 * Says `ok <case> <k>` after each answer, and `wrong …` where an answer is not what it must be. A killed process said no
 * more than it knew.
 */
import { Context, Effect, Layer } from "effect"
import { writeSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { CaseStore } from "../../port/CaseStore.ts"
import * as Adapter from "../Adapter.ts"
import { plan } from "../law/Sample.ts"
import { names, step } from "./Step.ts"

const [module = "", where = "", cases = "1"] = process.argv.slice(2)

const program = Effect.gen(function*() {
  const href = module.startsWith("file:") ? module : pathToFileURL(module).href
  const adapter = Adapter.read(((yield* Effect.promise(() => import(href))) as { readonly default: unknown }).default)
  if (Array.isArray(adapter)) return yield* Effect.die(new Error(`${module} exports no adapter: ${adapter.join("; ")}`))
  const store = Context.get(yield* Layer.build((adapter as Adapter.Adapter).open(where)), CaseStore)
  yield* store.putPlans([plan])
  const all = [...names(Number(cases))]
  const at = new Map((yield* store.load(all)).map((it, i) => [all[i]!, it === null ? 0 : it.version / 2]))
  // What was answered before may come again at any time; it must be known.
  for (const [caseId, k] of at) {
    if (k === 0) continue
    const [answer] = yield* store.commit([{ ...step(caseId, k + 1), commands: step(caseId, k).commands }])
    if (answer?._tag !== "Duplicate" || answer.version !== 2 * k) writeSync(1, `wrong ${caseId} ${k}: ${JSON.stringify(answer)}\n`)
  }
  for (let turn = 0;; turn++) {
    const batch = all.slice(0, 1 + (turn % Math.min(store.traits.batch, 12))).map((it) => step(it, at.get(it)! + 1))
    const answers = yield* store.commit(batch)
    answers.forEach((answer, i) => {
      const { caseId } = batch[i]!
      if (answer._tag === "Committed") {
        at.set(caseId, answer.version / 2)
        writeSync(1, `ok ${caseId} ${answer.version / 2}\n`)
      } else writeSync(1, `wrong ${caseId}: ${JSON.stringify(answer)}\n`)
    })
    all.push(all.shift()!)
    yield* Effect.promise(() => new Promise((go) => setImmediate(go)))
  }
}).pipe(Effect.scoped)

Effect.runPromise(program).catch((error: unknown) => {
  writeSync(1, `wrong ${String(error)}\n`)
  process.exitCode = 1
})
