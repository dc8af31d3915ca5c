/**
 * A new process on a file with very many cases, as suite `scale` starts it: the first command from somebody's worklist,
 * pages of it, then a morning's commands all over the file. Tells how long that took, and its memory.
 */
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import type { Cursor } from "@frontdesk/core/port/CaseStore"
import * as Office from "../Office.ts"
import { Report, report } from "../steps/SixSteps.ts"
import type { Told } from "./Million.ts"

const [folder = "", began = "0"] = process.argv.slice(2)
const now = () => performance.timeOrigin + performance.now()

const opened = now()
const compiled = JSON.parse(readFileSync(join(folder, "compiled.json"), "utf8")) as Compiled
const { desk, runtime } = await Office.open(compiled, Sqlite.layer({ filename: join(folder, "frontdesk.db") }))

const page = (cursor?: Cursor) => runtime.runPromise(desk.tasks({ person: Office.person }, cursor))
const complete = ({ caseId, step }: { readonly caseId: string; readonly step: string }) =>
  runtime.runPromise(Effect.asVoid(desk.complete(Office.taskOf(compiled, step, Report), caseId, report, Office.person)))

const [task] = (await page()).items
if (task === undefined) throw new Error("nothing to do")
await complete(task)
const first = now() - Number(began)
const atDesk = now() - opened
const memoryFirst = process.memoryUsage.rss()

const timed = async <A>(times: Array<number>, work: () => Promise<A>): Promise<A> => {
  const from = performance.now()
  const done = await work()
  times.push(performance.now() - from)
  return done
}
const pages: Array<number> = []
const commands: Array<number> = []
let cursor: Cursor | undefined
let memory = memoryFirst
for (let i = 0; i < 100; i++) {
  const { items, next } = await timed(pages, () => page(cursor))
  cursor = next ?? undefined
  for (const task of items.slice(0, 20)) {
    await timed(commands, () => complete(task))
    // not `maxRSS`, which begins with that of the process that started this one
    memory = Math.max(memory, process.memoryUsage.rss())
  }
}
await runtime.dispose()
console.log(JSON.stringify({ first, desk: atDesk, memoryFirst, memory, commands, pages } satisfies typeof Told.Type))
