/** The worlds are tested: a desk with one thing made wrong must be found out by one of the first of them. */
import type * as ChangeOf from "@frontdesk/core/desk/ChangeOf"
import type * as Batcher from "@frontdesk/core/desk/Batcher"
import type * as CaseQueue from "@frontdesk/core/desk/CaseQueue"
import type * as Relay from "@frontdesk/core/desk/Relay"
import type * as Seen from "@frontdesk/core/case/Seen"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import { Effect, Exit } from "effect"
import { afterEach, describe, expect, it, vi } from "vitest"
import * as Planted from "./Planted.ts"
import * as Rich from "./Rich.ts"

const src = "../../src/"
type Wrong = (original: never) => object
type Changed = ReturnType<typeof ChangeOf.of>["change"]

/** Every change of the desk, spoilt. */
const spoilt = (how: (change: Changed) => Partial<Changed>): Wrong => (original: typeof ChangeOf) => ({
  ...original,
  of: (...given: Parameters<typeof ChangeOf.of>) => {
    const made = original.of(...given)
    return { ...made, change: { ...made.change, ...how(made.change) } }
  }
})
const relayOn = (how: (store: CaseStores.CaseStore["Service"]) => Partial<CaseStores.CaseStore["Service"]>): Wrong => (original: typeof Relay) => ({
  ...original,
  make: (options: Relay.Options) => original.make({ ...options, store: { ...options.store, ...how(options.store) } })
})
const tickets = (how: (ticket: Batcher.Ticket) => Batcher.Ticket): Wrong => (original: typeof Batcher) => ({
  ...original,
  make: (options: Batcher.Options) => {
    const { submit, told } = original.make(options)
    return { submit: (ticket: Batcher.Ticket) => submit(how(ticket)), atOnce: () => undefined, told }
  }
})

const mutants: ReadonlyArray<{ readonly name: string; readonly file: string; readonly wrong?: Wrong; readonly line?: readonly [string, string]; readonly law: RegExp; readonly from?: number }> = [
  {
    name: "refuses from what it remembers",
    file: "desk/CaseQueue.ts",
    wrong: (original: typeof CaseQueue) => ({ ...original, make: (options: CaseQueue.Options) => original.make({ ...options, shared: false }) }),
    law: /I-\d+/
  },
  {
    name: "acknowledges before it has committed",
    file: "desk/Batcher.ts",
    wrong: tickets((ticket) => {
      queueMicrotask(() => ticket.answered({ _tag: "Committed", version: ticket.change.expect + ticket.change.entries.length }))
      return { ...ticket, answered: () => {}, failed: () => {} }
    }),
    law: /I-3/
  },
  {
    name: "says that nothing was done when it does not know",
    file: "desk/Batcher.ts",
    wrong: tickets((ticket) => ({ ...ticket, failed: () => ticket.failed(Exit.fail(new CaseStores.StoreDown({ cause: "?" })) as Exit.Failure<never, CaseStores.StoreDown>) })),
    law: /I-5/
  },
  {
    name: "does not ask whether a command was carried out before",
    file: "desk/CaseQueue.ts",
    wrong: (original: typeof CaseQueue) => ({
      ...original,
      make: (options: CaseQueue.Options) => original.make({ ...options, shell: { ...options.shell, committed: (_, __, done) => done(Exit.succeed(null)) } })
    }),
    law: /I-\d+|meant something else/
  },
  { name: "takes any content under a known id", file: "desk/Content.ts", wrong: (original: object) => ({ ...original, of: () => 0 }), law: /meant something else/ },
  { name: "buries what it should try again", file: "desk/Relay.ts", wrong: relayOn((store) => ({ retry: (message) => store.ack([message]) })), law: /I-\d+/ },
  { name: "never says that a message arrived", file: "desk/Relay.ts", wrong: relayOn(() => ({ ack: () => Effect.void })), law: /I-20/ },
  {
    name: "stamps anew what it tries again",
    file: "desk/CaseQueue.ts",
    line: [
      "return again(line, jobs)",
      "return again(line, jobs.map((one) => { const { job } = one; return Object.assign(one, { job: { ...job, stamp: job.stamp + 1, make: (...given: Array<never>) => ({ ...(job.make as any)(...given), stamp: job.stamp + 1 }) } }) }))"
    ],
    law: /I-8/
  },
  {
    name: "lets messages of one lane overtake each other",
    file: "desk/ChangeOf.ts",
    wrong: spoilt(({ messages }) => ({ messages: messages.map((one) => ({ ...one, lane: null })) })),
    law: /I-20 overtaken/,
    from: Rich.FROM
  },
  {
    name: "gives out the next of a lane while the first is on its way",
    file: "port/memory/Outbox.ts",
    line: [
      "letter.tries++",
      "letter.tries++; const behind = lanes.get(letter.lane ?? '')?.[1]; if (behind?.state === 'behind') { behind.state = 'head'; wait(behind, Math.max(behind.after, now + 1)) }"
    ],
    law: /I-20 overtaken: two of a lane/,
    from: Rich.FROM
  },
  {
    name: "takes a wake along when it closes",
    file: "desk/Waker.ts",
    line: ["const ttl = Duration.seconds(30)", "const ttl = Duration.days(4_000)"],
    law: /I-2 wakes|I-27/
  },
  { name: "opens a case by its own clock, before it was sent for", file: "desk/Delivery.ts", line: ["Math.max(now(), after)", "now()"], law: /I-17/, from: 60 },
  { name: "takes a linked case for too large", file: "desk/CaseQueue.ts", line: ["if (bytes > mostSnapshot) {", "if (bytes > (before.state.v === 0 && line.caseId.includes('/') ? 2_048 : mostSnapshot)) {"], law: /I-17/ },
  { name: "loses wakes", file: "desk/ChangeOf.ts", wrong: spoilt(() => ({ wake: null })), law: /I-2/ },
  { name: "leaves done tasks on the worklist", file: "desk/ChangeOf.ts", wrong: spoilt(({ tasks: { put } }) => ({ tasks: { put, drop: [] } })), law: /I-2/ },
  { name: "forgets who watches", file: "desk/ChangeOf.ts", wrong: spoilt(() => ({ watch: { on: [], off: [] } })), law: /I-\d+/ },
  { name: "writes no ledgers", file: "desk/ChangeOf.ts", wrong: spoilt(() => ({ ledger: [] })), law: /I-22/ },
  { name: "hides nothing in journals", file: "case/Seen.ts", wrong: (original: typeof Seen) => ({ ...original, entry: (...[, it]: Parameters<typeof Seen.entry>) => it, journal: (...[, all]: Parameters<typeof Seen.journal>) => all }), law: /I-26/ }
]

afterEach(() => {
  vi.resetModules()
})

describe("the failure of a world", () => {
  it("is told with a few events, the faults it needs, and how to play it again", async () => {
    vi.resetModules()
    vi.doMock(`${src}desk/ChangeOf.ts`, async (original) => spoilt(({ tasks: { put } }) => ({ tasks: { put, drop: [] } }))((await original()) as never))
    try {
      const { short, told } = await import("./ShrinkWorld.ts")
      let found: Awaited<ReturnType<typeof short>> = null
      for (let seed = 1; seed <= 24 && found === null; seed++) found = await short(seed, 60)
      expect(found?.how.events.length).toBeLessThanOrEqual(6)
      expect(found?.how.faults.length).toBeLessThanOrEqual(4)
      const said = found === null ? "" : told(found)
      expect(said).toMatch(/I-2 worklist/)
      expect(said).toContain(`again: npm run torture -- --worlds 1 --from ${found?.seed}`)
      expect(said.split("\n").length).toBeLessThan(60)
      if (process.env["TORTURE"] !== undefined) console.log(said)
    } finally {
      vi.doUnmock(`${src}desk/ChangeOf.ts`)
    }
  }, 600_000)
})

describe("a wrong desk is found out", () => {
  it.each(mutants)("that $name", async ({ file, from = 1, law, line, wrong }) => {
    vi.resetModules()
    vi.doMock(`${src}${file}`, async (original) =>
      line !== undefined ? import(/* @vite-ignore */ Planted.of(`${src}${file}`, ...line)) : wrong?.((await original()) as never) ?? {})
    try {
      const { world } = await import("./World.ts")
      let found: string | null = null
      for (let seed = from; seed < from + 24 && found === null; seed++) found = await world(seed).then(() => null, String)
      if (process.env["TORTURE"] !== undefined) console.log(found?.slice(0, 200))
      expect(found).toMatch(/world \d+/)
      expect(found).toMatch(law)
    } finally {
      vi.doUnmock(`${src}${file}`)
    }
  }, 600_000)
})
