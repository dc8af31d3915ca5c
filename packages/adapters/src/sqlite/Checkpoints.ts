/**
 * Checkpoints beside the desk: what stands in the log is written into the file by a thread of its own while the desk
 * goes on committing. SQLite lets one write into the file while another appends to its log; a commit that had to do both
 * kept everybody waiting. When the thread is through, the little that came meanwhile is done here, and the log begins
 * anew. Nothing depends on the thread: where there is none, a commit empties the log, only later.
 */
/* oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window */
import { Effect } from "effect"
import type { Scope } from "effect"
import type { DatabaseSync } from "node:sqlite"
import { Worker } from "node:worker_threads"

/** Pages in the log after which a commit has to empty it, thread or not. */
const most = 4_000
/** Changes after which the thread is asked; each is one or two pages. */
const enough = 800
/** ms after which a thread that has nothing to do goes. */
const idle = 30_000

// A text, so that it needs no file of its own beside the program, however that is bundled.
const thread = `
const { parentPort, workerData } = require("node:worker_threads")
const { DatabaseSync } = require("node:sqlite")
const db = new DatabaseSync(workerData.filename, { timeout: 0 })
const checkpoint = db.prepare("pragma wal_checkpoint(passive)")
const end = () => {
  db.close()
  parentPort.close()
}
let timer = setTimeout(end, workerData.idle)
parentPort.on("message", (told) => {
  clearTimeout(timer)
  if (told === "end") return end()
  try {
    checkpoint.get()
  } catch {}
  parentPort.postMessage("done")
  timer = setTimeout(end, workerData.idle)
})`

/** Is told how many changes were committed. */
export type Checkpoints = (changes: number) => void

/** For the file of this handle; the thread is gone when the scope has closed. */
export const make = (db: DatabaseSync): Effect.Effect<Checkpoints, never, Scope.Scope> =>
  Effect.gen(function*() {
    const filename = db.location()
    if (filename === null) return (_: number) => {}
    db.exec(`pragma wal_autocheckpoint = ${most}`)
    const checkpoint = db.prepare("pragma wal_checkpoint(passive)")
    let since = 0
    let busy = false
    let worker: Worker | undefined
    let over = false

    const rest = () => {
      busy = false
      if (over) return
      try {
        checkpoint.get()
      } catch {
        // a disk that is full, or broken, is told by the next commit
      }
    }
    const started = (): Worker => {
      const one = new Worker(thread, { eval: true, workerData: { filename, idle }, execArgv: [], env: {} })
      const gone = () => {
        if (worker !== one) return
        worker = undefined
        busy = false
      }
      one.unref()
      return one.on("message", rest).on("error", gone).on("exit", gone)
    }

    yield* Effect.addFinalizer(() =>
      Effect.callback<void>((resume) => {
        over = true
        if (worker === undefined) return resume(Effect.void)
        worker.ref()
        worker.once("exit", () => resume(Effect.void))
        worker.postMessage("end")
      })
    )
    return (changes: number) => {
      since += changes
      if (since < enough || busy || over) return
      since = 0
      try {
        worker ??= started()
      } catch {
        // no threads are allowed here
        over = true
        return
      }
      busy = true
      worker.postMessage("on")
    }
  })
