/** What `Writer.ts` must leave behind, whatever happened to it. */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Duration, Effect, Option } from "effect"
import { expect } from "vitest"
import { start, task } from "@frontdesk/core/testing/law/Sample"
import * as Where from "./Where.ts"

export interface Acknowledged {
  readonly caseId: string
  readonly k: number
  readonly version: number
}

/** Lets all go when the last of `n` has come. */
export const barrier = (n: number) => {
  const waiting: Array<() => void> = []
  return (go: () => void): void => {
    waiting.push(go)
    if (waiting.length === n) for (const it of waiting) it()
  }
}

/**
 * Starts a writer, which begins to work when `together` of them are ready. `kill`: after so many ms of work, counted
 * from its first answer. Resolves with what it said.
 */
export const writer = (
  where: Where.Where,
  name: string,
  cases: number,
  enough: number,
  { kill, together = barrier(1) }: { readonly kill?: number; readonly together?: ReturnType<typeof barrier> } = {}
): Promise<{ readonly acknowledged: ReadonlyArray<Acknowledged>; readonly wrong: ReadonlyArray<string>; readonly done: boolean }> =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL("Writer.ts", import.meta.url)), where, name, String(cases), String(enough)],
      { stdio: ["pipe", "pipe", "pipe"] }
    )
    let said = ""
    let errors = ""
    let timer: ReturnType<typeof setTimeout> | undefined
    child.stderr.on("data", (part: Buffer) => (errors += part.toString()))
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString()
      if (part.toString().startsWith("ready")) together(() => child.stdin.end("go\n"))
      else if (kill !== undefined) timer ??= setTimeout(() => child.kill("SIGKILL"), kill)
    })
    child.on("close", (code) => {
      const lines = said.split("\n").slice(0, -1)
      resolve({
        acknowledged: lines.filter((it) => it.startsWith("ok ")).map((it) => {
          const [, caseId, k, version] = it.split(" ") as [string, string, string, string]
          return { caseId, k: Number(k), version: Number(version) }
        }),
        wrong: [
          ...lines.filter((it) => it.startsWith("wrong ")),
          ...(kill === undefined && code !== 0 ? [`exit ${code}: ${errors}`] : [])
        ],
        done: lines.at(-1) === "done"
      })
    })
  })

/** Everything acknowledged is there, once, and every table tells the same. */
export const check = (where: Where.Where, cases: number, acknowledged: ReadonlyArray<Acknowledged>) =>
  Effect.gen(function*() {
    const store = yield* Where.store(where)
    for (const { caseId, k, version } of acknowledged) {
      const known = Option.getOrNull(yield* store.committed(caseId, `${caseId}-${k}`))?.version
      if (known !== version) expect.fail(`${caseId}: change ${k} was acknowledged as ${version}, stored is ${known}`)
    }
    let total = 0
    for (let i = 0; i < cases; i++) {
      const caseId = `case-${i}`
      const stored = (yield* store.load([caseId]))[0]
      if (stored === null || stored === undefined) continue
      const k = stored.version / 2
      total += stored.version
      expect(JSON.parse(stored.body)).toMatchObject({ k })
      const journal = yield* store.journal(caseId, 0, 1_000_000)
      const ks = journal.map((it) => (JSON.parse(it.body) as { readonly k: number }).k)
      expect(ks).toEqual(Array.from({ length: 2 * k }, (_, at) => (at >> 1) + 1))
      expect(journal.at(-1)?.seq).toBe(stored.version)
      expect((yield* store.tasks({ caseId })).items).toEqual([task(caseId, k)])
    }
    const worklist = yield* store.tasks({ keys: ["role:cs-supervisor"] }, undefined, 10_000)
    const loaded = (yield* store.load(Array.from({ length: cases }, (_, i) => `case-${i}`))).filter((it) => it !== null)
    expect(worklist.items.map((it) => [it.caseId, it.n]).sort()).toEqual(loaded.map((it) => [it.caseId, it.version / 2]).sort())
    const messages = yield* store.claimMessages({ kinds: ["signal"], limit: 10_000, by: "x", ttl: Duration.zero })
    expect(messages.map((it) => it.id).sort()).toEqual(loaded.map((it) => `${it.caseId}:${it.version}`).sort())
    const wakes = yield* store.claimWakes({ before: start, limit: 10_000, by: "x", ttl: Duration.zero })
    expect(wakes.map((it) => [it.caseId, it.wake]).sort()).toEqual(loaded.map((it) => [it.caseId, it.version / 2]).sort())
    let cursor: string | null = null
    const seen = new Set<string>()
    for (;;) {
      const page: { readonly items: ReadonlyArray<{ readonly caseId: string; readonly seq: number }>; readonly next: string | null } =
        yield* store.feed(cursor, 5000)
      if (page.items.length === 0) break
      for (const it of page.items) seen.add(`${it.caseId}/${it.seq}`)
      cursor = page.next
    }
    expect(seen.size).toBe(total)
    if (!Where.isServer(where)) {
      const raw = yield* Where.raw(where)
      expect(yield* raw("pragma integrity_check")).toEqual([["ok"]])
      expect(yield* raw("pragma foreign_key_check")).toEqual([])
    }
    return total / 2
  }).pipe(Effect.scoped)
