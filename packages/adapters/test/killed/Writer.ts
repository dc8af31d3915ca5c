/**
 * A process that commits to a store until it is killed or has done enough:
 *
 *     node Writer.ts <where> <name of the writer> <cases> <changes each, or 0 for no end>
 *
 * Each case is counted up: change `k` of a case is command `k`, two entries, task `k` instead of task `k - 1`, wake `k`.
 * Says `ready`, waits for a line of input, then works. Says `ok <case> <k> <version>` after each answer; a killed process said no more than it knew.
 */
import { Effect } from "effect"
import { readSync, writeSync } from "node:fs"
import { change, message, plan, task } from "@frontdesk/core/testing/law/Sample"
import * as Where from "./Where.ts"

const [where, writer, cases, enough] = process.argv.slice(2) as [string, string, string, string]

const step = (caseId: string, k: number) =>
  change(caseId, 2 * k - 2, {
    entries: 2,
    entry: { body: `{"by":"${writer}","k":${k}}` },
    commands: [`${caseId}-${k}`],
    body: `{"k":${k},"by":"${writer}"}`,
    tasks: { put: [task(caseId, k)], drop: [k - 1] },
    wake: k,
    messages: [message(2 * k, { lane: "x" })],
    acks: k > 1 ? [`${caseId}:${2 * k - 2}`] : []
  })

const program = Effect.gen(function*() {
  const store = yield* Where.store(where)
  yield* store.putPlans([plan])
  const names = Array.from({ length: Number(cases) }, (_, i) => `case-${i}`)
  const at = new Map((yield* store.load(names)).map((it, i) => [names[i]!, it === null ? 0 : it.version / 2]))

  writeSync(1, "ready\n")
  readSync(0, Buffer.alloc(1))

  // What was answered before may come again at any time; it must be known.
  const known = [...at].filter(([, k]) => k > 0)
  for (const [caseId, k] of known) {
    const [answer] = yield* store.commit([{ ...step(caseId, k), expect: 2 * k, entries: step(caseId, k + 1).entries, messages: [], acks: [] }])
    if (answer?._tag !== "Duplicate" || answer.version !== 2 * k) writeSync(1, `wrong ${caseId} ${k} ${JSON.stringify(answer)}\n`)
  }

  const open = () => names.filter((it) => enough === "0" || at.get(it)! < Number(enough))
  for (let left = open(); left.length > 0; left = open()) {
    const batch = left.slice(0, 1 + Math.floor(Math.random() * 32)).map((it) => step(it, at.get(it)! + 1))
    const answers = yield* store.commit(batch)
    let said = ""
    answers.forEach((answer, i) => {
      const { caseId } = batch[i]!
      if (answer._tag === "Committed") {
        at.set(caseId, answer.version / 2)
        said += `ok ${caseId} ${answer.version / 2} ${answer.version}\n`
      } else if (answer._tag === "Conflict") at.set(caseId, answer.current / 2)
      // Another writer of the same name space had this very command: its version is the newer truth.
      else at.set(caseId, Math.max(at.get(caseId)!, answer.version / 2))
    })
    if (said !== "") writeSync(1, said)
    names.push(names.shift()!)
    yield* Effect.promise(() => new Promise((go) => setImmediate(go)))
  }
}).pipe(Effect.scoped)

Effect.runPromise(program).then(
  () => writeSync(1, "done\n"),
  (error: unknown) => {
    writeSync(1, `wrong ${String(error)}\n`)
    process.exitCode = 1
  }
)
