/** One desk over several lives on one store, as it is seen from outside: started, killed, started again, and at last looked at. */
import { Effect } from "effect"
import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { compile } from "@frontdesk/core/language/compile"
import type { Acknowledged, Told } from "./DeskAudit.ts"
import { audit } from "./DeskAudit.ts"
import type { Intent, Settings } from "./DeskProcess.ts"
import type * as Where from "./Where.ts"

const office = join(import.meta.dirname, "../../../procedures")
const procedures = () => {
  const files = ["v0b", "v2", "v3"].flatMap((folder) =>
    readdirSync(join(office, folder))
      .filter((name) => /(procedure|handbook)\.yaml$/.test(name))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(office, folder, name), "utf8") }))
  )
  return compile({ files }).procedures.map(({ compiled }) => compiled)
}

const day = 86_400_000
const speed = 60_000

/** Numbers between 0 and 1, the same for the same seed. */
const numbers = (seed: number) => {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Kills of a life: after so many answers and so many ms more. `first`: what else happens after half of the answers. */
type Kill = { readonly answers: number; readonly ms: number; readonly first?: () => Promise<void> }

/** What is heard of the lives. */
class Lives implements Told {
  readonly sent = new Map<string, Intent>()
  readonly acknowledged = new Map<string, Acknowledged>()
  readonly refused = new Map<string, string>()
  readonly told = new Set<string>()
  readonly owed = new Set<string>()
  readonly wrong: Array<string> = []
  drainedAt: number | null = null
  life = 0
  readonly #where: Where.Where
  readonly #folder: string
  readonly #seed: number
  readonly #lies: boolean
  readonly #children = new Set<ChildProcess>()

  constructor(where: Where.Where, folder: string, seed: number, lies: boolean) {
    this.#where = where
    this.#folder = folder
    this.#seed = seed
    this.#lies = lies
    writeFileSync(join(folder, "procedures.json"), JSON.stringify(procedures()))
  }

  pending(): ReadonlyArray<Intent> {
    return [...this.sent.values()].filter(({ id }) => !this.acknowledged.has(id) && !this.refused.has(id))
  }

  /** Lives at the same time, which share what is left between them. */
  async beside(kills: ReadonlyArray<Kill>): Promise<void> {
    const clock = this.#clock()
    const part = <A>(all: Iterable<A>, i: number): ReadonlyArray<A> => [...all].filter((_, n) => n % kills.length === i)
    const [pending, owed] = [this.pending(), [...this.owed]]
    await Promise.all(kills.map((kill, i) => this.run(kill, clock, part(pending, i), part(owed, i))))
  }

  /** A killed desk is found some days later. */
  #clock(): Settings["clock"] {
    return { wall: Date.now(), at: Date.UTC(2026, 0, 5) + this.life * 6 * day, speed }
  }

  /** One life, until it is killed; without `kill` until it has done what is left.  */
  run(kill: Kill | null, clock = this.#clock(), pending = this.pending(), owed: ReadonlyArray<string> = [...this.owed]): Promise<void> {
    const life = this.life++
    const settings: Settings = {
      where: this.#where,
      procedures: join(this.#folder, "procedures.json"),
      seed: this.#seed,
      life,
      clock,
      opens: 60,
      pending,
      owed,
      finish: kill === null,
      lies: this.#lies
    }
    const file = join(this.#folder, `life-${life}.json`)
    writeFileSync(file, JSON.stringify(settings))
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, "DeskProcess.ts"), file], { stdio: ["ignore", "pipe", "pipe"] })
      this.#children.add(child)
      let answers = 0
      let rest = ""
      let errors = ""
      let timer: ReturnType<typeof setTimeout> | undefined
      let first = kill?.first
      let meanwhile: Promise<void> | undefined
      child.stderr.on("data", (part: Buffer) => (errors += part.toString()))
      child.stdout.on("data", (part: Buffer) => {
        const lines = (rest + part.toString()).split("\n")
        rest = lines.pop() ?? ""
        for (const line of lines) answers += this.#hear(line)
        if (kill !== null && answers >= kill.answers / 2) {
          meanwhile ??= first?.()
          first = undefined
        }
        if (kill !== null && answers >= kill.answers) timer ??= setTimeout(() => child.kill("SIGKILL"), kill.ms)
      })
      child.on("close", (code, signal) => {
        clearTimeout(timer)
        if (signal !== "SIGKILL" && (kill !== null || code !== 0)) this.wrong.push(`life ${life} ended by itself (${code}): ${errors}`)
        Promise.resolve(meanwhile).then(resolve, reject)
      })
    })
  }

  /** A test that was broken off leaves nobody behind. */
  stop(): void {
    for (const child of this.#children) child.kill("SIGKILL")
  }

  #hear(line: string): number {
    const space = line.indexOf(" ")
    const value = JSON.parse(line.slice(space + 1))
    switch (line.slice(0, space)) {
      case "send":
        this.sent.set(value.id, value)
        if (value.do === "received") this.owed.delete(value.message)
        return 0
      case "ack":
        this.acknowledged.set(value.id, value)
        return 1
      case "no":
        this.refused.set(value.id, value.tag)
        this.acknowledged.delete(value.id)
        return 1
      case "told":
        if (value.receipt && !this.sent.has(`received:${value.id}`)) this.owed.add(value.id)
        this.told.add(value.id)
        return 0
      case "wrong":
        this.wrong.push(line)
        return 0
      case "done":
        this.drainedAt = value
    }
    return 0
  }
}

/** Kills it `kills` times, then lets it finish. `first` happens in each life before it is killed; `desks` work at the same time. */
export const play = (where: Where.Where, seed: number, kills: number, lies: boolean, first?: () => Promise<void>, desks = 1) =>
  Effect.gen(function*() {
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-lives-"))),
      (it) => Effect.sync(() => rmSync(it, { recursive: true, force: true }))
    )
    const lives = new Lives(where, folder, seed, lies)
    yield* Effect.addFinalizer(() => Effect.sync(() => lives.stop()))
    const next = numbers(seed)
    let again = 0
    for (let i = 0; i < kills; i++) {
      again += lives.pending().length
      // one dies as soon as it has begun, with the clocks of six days still to happen
      const kill = (): Kill => ({
        answers: i === 2 ? 1 : 40 + Math.floor(next() * 260),
        ms: Math.floor(next() * 12),
        ...(first === undefined ? {} : { first })
      })
      yield* Effect.promise(() => lives.beside(Array.from({ length: desks }, kill)))
    }
    again += lives.pending().length
    yield* Effect.promise(() => lives.run(null))
    const { cases, entries, wrong } = yield* audit(where, lives)
    return { lives, wrong: [...lives.wrong, ...wrong], cases, entries, again }
  })
