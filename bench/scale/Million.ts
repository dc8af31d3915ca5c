/**
 * A million open cases in one SQLite file: how long a new process needs to its first completed command, how much memory it
 * takes, how long a page of the worklist takes. The cases stand at all of the six steps of suite `steps`; six of them went
 * there at the desk, the others are copies of their rows. The file stays in the temporary folder for a day. What is
 * started is what a developer ships: the packages as they are published.
 */
import { Schema } from "effect"
import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { promisify } from "node:util"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as Copies from "../Copies.ts"
import { roundOf, type Driver } from "../Driver.ts"
import * as Office from "../Office.ts"
import * as Shipped from "./Shipped.ts"
import { book, Intake, Report, report } from "../steps/SixSteps.ts"

/** What the process that is measured tells, in ms and bytes. */
export const Told = Schema.Struct({
  /** since the process was started */
  first: Schema.Number,
  /** of these: since the desk began to open */
  desk: Schema.Number,
  /** after the first command, and the most it ever was */
  memoryFirst: Schema.Number,
  memory: Schema.Number,
  commands: Schema.Array(Schema.Number),
  pages: Schema.Array(Schema.Number)
})

const day = 24 * 3_600_000

/** The file with `n` open cases, made unless it is there; its folder has the compiled procedure too. */
const prepare = async (n: number): Promise<string> => {
  const compiled = await Office.compiledOf(book)
  const version = createHash("sha256").update(Sqlite.sql()).update(compiled.digest).update("1").digest("hex").slice(0, 12)
  const folder = join(tmpdir(), `frontdesk-bench-${n}-cases-${version}`)
  // Terms are of two days: an older file would begin with a million of them. A small one is soon worked off.
  if (n >= 100_000 && existsSync(folder) && Date.now() - statSync(folder).mtimeMs < day) return folder
  rmSync(folder, { recursive: true, force: true })
  const making = `${folder}.${process.pid}`
  mkdirSync(making)
  const file = join(making, "frontdesk.db")
  const SixSteps = Office.handleOf(compiled, Intake)
  const { desk, runtime } = await Office.open(compiled, Sqlite.layer({ filename: file }), { background: false })
  const steps = compiled.plan.root.steps.flatMap((step) => (step.kind === "task" ? [step.name] : []))
  for (const index of steps.keys()) {
    const caseId = Copies.seed(index)
    await runtime.runPromise(desk.open(SixSteps, { unit: "3-201" }, Office.person, { caseId }))
    for (const step of steps.slice(0, index)) {
      await runtime.runPromise(desk.complete(Office.taskOf(compiled, step, Report), caseId, report, Office.person))
    }
  }
  await runtime.dispose()
  Copies.sqlite(file, steps.length, n - steps.length)
  writeFileSync(join(making, "compiled.json"), JSON.stringify(compiled))
  renameSync(making, folder)
  return folder
}

/** How many there really are. */
const openCases = (folder: string): number => {
  const db = new DatabaseSync(join(folder, "frontdesk.db"), { readOnly: true })
  try {
    return (db.prepare("select count(*) as n from fd_case where status = 'open'").get() as { n: number }).n
  } finally {
    db.close()
  }
}

const read = Schema.decodeUnknownSync(Schema.fromJsonString(Told))

const million: Driver = {
  name: "sqlite, open cases",
  control: "sqlite, open cases",
  callers: 1,
  cases: true,
  size: { full: 1_000_000, quick: 5_000 },
  round: async (cases) => {
    const folder = await prepare(cases)
    const there = openCases(folder)
    const shipped = mkdtempSync(join(tmpdir(), "frontdesk-bench-shipped-"))
    const morning = Shipped.lay(shipped, new URL("Morning.ts", import.meta.url))
    const began = performance.timeOrigin + performance.now()
    const { stdout } = await promisify(execFile)(process.execPath, [morning, folder, String(began)])
    rmSync(shipped, { recursive: true, force: true })
    const { commands, desk, first, memory, memoryFirst, pages } = read(stdout)
    const page = roundOf(pages, 1)
    const mb = (bytes: number) => bytes / 1024 / 1024
    return {
      ...roundOf(commands, commands.reduce((sum, it) => sum + it, 0)),
      more: {
        "open cases": there,
        "file MB": mb(statSync(join(folder, "frontdesk.db")).size),
        "start to first command, ms": first,
        "of it the desk, ms": desk,
        "worklist page p50, ms": page.p50ms,
        "p99, ms": page.p99ms,
        "memory after the first command, MB": mb(memoryFirst),
        "most memory, MB": mb(memory)
      }
    }
  }
}

export const drivers: ReadonlyArray<Driver> = [million]
