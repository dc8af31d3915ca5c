/** Starts writers, kills them in the middle of their work, and looks at what they left behind. */
// real time: another process does not wait for a clock of Effect's
// @effect-diagnostics globalTimers:off
import { Duration, Effect, Option } from "effect"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Ground, Law } from "../law/Law.ts"
import { holds, LawBroken, open, pages, same } from "../law/Law.ts"
import { start } from "../law/Sample.ts"
import { names, step } from "./Step.ts"

const cases = 15

// `.ts` as it is written, `.js` as it is published
const file = fileURLToPath(new URL(`Writer.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url))

interface Said {
  readonly answered: ReadonlyArray<{ readonly caseId: string; readonly k: number }>
  readonly wrong: ReadonlyArray<string>
}

/** Lets a writer live until it has said so much, and then a little longer. */
const live = (module: string, where: string, lines: number, ms: number): Effect.Effect<Said> =>
  Effect.callback((resume) => {
    const child = spawn(process.execPath, [file, module, where, String(cases)], { stdio: ["ignore", "pipe", "pipe"] })
    let said = ""
    let errors = ""
    let killed = false
    child.stderr.on("data", (part: Buffer) => (errors += part.toString()))
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString()
      if (killed || said.split("\n").length <= lines) return
      killed = true
      setTimeout(() => child.kill("SIGKILL"), ms)
    })
    child.on("close", () => {
      const all = said.split("\n").slice(0, -1)
      resume(Effect.succeed({
        answered: all.filter((it) => it.startsWith("ok ")).map((it) => {
          const [, caseId = "", k] = it.split(" ")
          return { caseId, k: Number(k) }
        }),
        wrong: [...all.filter((it) => it.startsWith("wrong ")), ...(killed ? [] : [`the writer ended by itself: ${errors}`])]
      }))
    })
    return Effect.sync(() => child.kill("SIGKILL"))
  })

const check = (answered: ReadonlyMap<string, number>): Law["run"] =>
  Effect.gen(function*() {
    const store = yield* open
    const all = names(cases)
    const loaded = yield* store.load(all)
    const listed = yield* pages((c) => store.tasks({ keys: ["role:cs-supervisor"] }, c, 100))
    const messages = yield* store.claimMessages({ kinds: ["signal"], limit: 10_000, by: "x", ttl: Duration.zero })
    const wakes = yield* store.claimWakes({ before: start, limit: 10_000, by: "x", ttl: Duration.zero })
    let total = 0
    for (const [i, caseId] of all.entries()) {
      const version = loaded[i]?.version ?? 0
      const k = version / 2
      total += version
      yield* holds(`${caseId}: ${answered.get(caseId) ?? 0} changes were answered, ${k} are there`, Number.isInteger(k) && k >= (answered.get(caseId) ?? 0))
      if (k === 0) continue
      for (const n of [1, k >> 1, k]) {
        if (n > 0) yield* same(`${caseId} knows command ${n}`, Option.getOrNull(yield* store.committed(caseId, `${caseId}-${n}`)), { version: 2 * n })
      }
      const written = Array.from({ length: k }, (_, n) => step(caseId, n + 1).entries).flat()
      yield* same(`the journal of ${caseId}`, yield* store.journal(caseId, 0, 1_000_000), written)
      yield* same(`the tasks of ${caseId}`, listed.filter((it) => it.caseId === caseId), step(caseId, k).tasks.put)
      yield* same(`the messages of ${caseId}`, messages.filter((it) => it.caseId === caseId).map((it) => it.seq), [2 * k])
      yield* same(`the wake of ${caseId}`, wakes.filter((it) => it.caseId === caseId).map((it) => it.wake), [k])
    }
    const seen = new Set<string>()
    for (let cursor: string | null = null;;) {
      const page: { readonly items: ReadonlyArray<{ readonly caseId: string; readonly seq: number }>; readonly next: string | null } =
        yield* store.feed(cursor, 5_000)
      if (page.items.length === 0) break
      for (const it of page.items) seen.add(`${it.caseId}/${it.seq}`)
      cursor = page.next
    }
    yield* same("entries in the feed", seen.size, total)
  })

/** Four lives, each ended in the middle of something. */
export const run = ({ module, where }: Ground): Law["run"] =>
  Effect.gen(function*() {
    const answered = new Map<string, number>()
    for (const [life, [lines, ms]] of ([[1, 0], [40, 3], [90, 7], [150, 1]] as const).entries()) {
      const said = yield* live(module ?? "", where, lines, ms)
      if (said.wrong.length > 0) return yield* new LawBroken({ what: `life ${life + 1}: ${said.wrong.join("\n")}` })
      for (const { caseId, k } of said.answered) answered.set(caseId, Math.max(k, answered.get(caseId) ?? 0))
      yield* Effect.mapError(Effect.scoped(check(answered)), (error) =>
        error._tag === "LawBroken" ? new LawBroken({ ...error, what: `after life ${life + 1}: ${error.what}` }) : error)
    }
  })
