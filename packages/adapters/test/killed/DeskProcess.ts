/**
 * A desk on a store with 32 people at its counter, until it is killed or has done enough: `node DeskProcess.ts <settings>`.
 *
 * Each of them says what he is going to send (`send`), sends it under that id, and says what he was answered: `ack`, or
 * `no` when it was refused. What a former life sent and was not answered is sent again first, under the same ids.
 * Waker and relay are at work all the time; what the notifier took to people is said as `told`. Time runs `speed` times
 * as fast as on the wall, so that terms of days end while this is alive.
 */
import { Clock, Context, Duration, Effect, Exit, Layer, Schema, Scope } from "effect"
import { readFileSync, writeSync } from "node:fs"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import type { Accepted } from "@frontdesk/core/desk/Order"
import type { DeskError } from "@frontdesk/core/desk/Refused"
import { isRefused } from "@frontdesk/core/desk/Refused"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import { Notifier } from "@frontdesk/core/port/Notifier"
import * as Where from "./Where.ts"

/** What is sent, as it can be sent again. */
export type Intent = { readonly id: string } & (
  | { readonly do: "open"; readonly procedure: string; readonly values: Values; readonly by: string }
  | { readonly do: "complete" | "claim"; readonly caseId: string; readonly n: number; readonly step: string; readonly values: Values; readonly by: string }
  | { readonly do: "note"; readonly caseId: string; readonly by: string }
  | { readonly do: "received"; readonly message: string }
  | { readonly do: "paid"; readonly unit: string }
)

export interface Settings {
  readonly where: Where.Where
  /** a file with the compiled procedures */
  readonly procedures: string
  readonly seed: number
  readonly life: number
  /** virtual time at a moment of the wall's */
  readonly clock: { readonly wall: number; readonly at: number; readonly speed: number }
  /** cases this life may open */
  readonly opens: number
  /** sent by former lives, without an answer */
  readonly pending: ReadonlyArray<Intent>
  /** messages that arrived, without a receipt */
  readonly owed: ReadonlyArray<string>
  /** only send `pending` again; then let 60 days pass, and all that is due */
  readonly finish: boolean
  /** says `ack` before it is true: what the test must find */
  readonly lies: boolean
}

const settings = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Settings
const say = (what: string, value: unknown): void => void writeSync(1, `${what} ${JSON.stringify(value)}\n`)

const day = 86_400_000
let ahead = 0
const time = (): number => {
  const { at, speed, wall } = settings.clock
  return Math.floor(at + (Date.now() - wall) * speed) + ahead
}
const nanos = (): bigint => BigInt(time()) * 1_000_000n
const clock: Clock.Clock = {
  currentTimeMillisUnsafe: time,
  currentTimeMillis: Effect.sync(time),
  currentTimeNanosUnsafe: nanos,
  currentTimeNanos: Effect.sync(nanos),
  monotonicTimeNanosUnsafe: nanos,
  monotonicTimeNanos: Effect.sync(nanos),
  sleep: (duration) =>
    Effect.callback<void>((resume) => {
      const timer = setTimeout(() => resume(Effect.void), Math.min(2 ** 30, Math.max(2, Duration.toMillis(duration) / settings.clock.speed)))
      return Effect.sync(() => clearTimeout(timer))
    })
}

const dice = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, of: <A>(all: ReadonlyArray<A>): A => all[Math.floor(next() * all.length)] as A }
}
type Dice = ReturnType<typeof dice>

const procedures = JSON.parse(readFileSync(settings.procedures, "utf8")) as ReadonlyArray<Compiled>
const values = Schema.Unknown as unknown as Form<Values>
const handles = new Map(procedures.map((compiled): [string, ProcedureHandle<string, Values, OutcomeShape, {}, string>] => [
  compiled.plan.procedure,
  { procedure: compiled.plan.procedure, compiled, intake: values, outcome: Schema.Unknown as never, task: {} }
]))
const step = (name: string): TaskHandle<string, string, Values, string> => ({ procedure: "", step: name, form: values })

const staff = {
  wang: [{ role: "front-desk-receptionist" }],
  ping: [{ role: "front-desk-receptionist" }],
  li: [{ role: "cs-supervisor" }],
  zhao: [{ role: "center-manager" }, { role: "center-director" }],
  chen: [{ role: "office-director" }],
  deng: [{ role: "building-steward" }],
  zhou: [{ role: "dept-supervisor", in: "security-dept" }, { role: "responsible-person", in: "security-dept" }],
  fei: [{ role: "repair-worker" }, { role: "security-guard" }],
  hu: [{ role: "dept-manager", in: "environment-dept" }],
  ma: [{ role: "dept-manager", in: "engineering-dept" }]
}
/** the steward comes most: his objections hold other cases */
const people = [...Object.keys(staff), "deng", "deng", "deng"]
const units = Array.from({ length: 8 }, (_, i) => `${1 + (i % 4)}-${101 + i}`)

const matters = {
  "v0b/complaint": (d: Dice) => ({
    by: d.of(["wang", "ping"]),
    values: {
      complainant: "sun", unit: d.of(units), "received-at": time() - 60_000, "occurred-at": time() - day, place: "大厅",
      "against-department": "security-dept", course: "…", demand: "…", "harm-ongoing": d.next() < 0.3
    }
  }),
  "v3/reception": (d: Dice) => ({
    by: d.of(["wang", "ping"]),
    values: {
      owner: "sun", phone: "13800000000", unit: d.of(units), channel: "visit", "received-at": time() - 60_000,
      reason: "灯不亮", "is-complaint": d.next() < 0.6, "directly-solvable": false, department: "engineering-dept"
    }
  }),
  "v2/fee-notice": (d: Dice) => ({
    by: "deng",
    values: { payer: "sun", unit: d.of(units), owed: "600", "owed-for": "一季度" }
  })
}

const answer = (row: TaskRow, d: Dice): Values => {
  const yes = (): boolean => d.next() < 0.5
  switch (`${row.procedure.split("/")[1]} ${row.step.split("#")[0]}`) {
    case "complaint intake":
      return { "occurred-at": time() - day, place: "大厅", "against-department": "security-dept", demand: "…", "harm-ongoing": yes() }
    case "complaint stop-harm":
      return { measures: "关阀" }
    case "complaint classify":
      return { "severe-impact": yes(), "our-fault": yes() }
    case "complaint hand-over":
      return { "received-by": { by: row.node.includes("major") ? "chen" : "zhou" } }
    case "complaint answer":
      return { answer: "…", way: "phone" }
    case "complaint solve":
      return { result: "…", ours: yes() }
    case "complaint tell":
      return { "told-by": "visit" }
    case "reception handle":
      return { handling: "换线", result: "solved" }
    case "fee-notice remind-again":
      return { way: "phone", talk: "…", "promise-kept": d.next() < 0.2 }
    case "fee-notice note-objection":
      return {
        problems: [{ problem: "垃圾", department: "environment-dept" }, { problem: "路灯", department: "engineering-dept" }],
        "agreed-limit": time() + 3 * day
      }
    case "fee-objection solve-on-site":
      return { solution: "…", satisfied: d.next() < 0.1 }
    default:
      return { what: "…", solved: d.next() < 0.7 }
  }
}

const send = (
  desk: Desk["Service"],
  intent: Intent
): Effect.Effect<Accepted | { readonly heard: ReadonlyArray<string> }, DeskError> => {
  const { id } = intent
  const one = { id }
  switch (intent.do) {
    case "open":
      return desk.open(handles.get(intent.procedure)!, intent.values, intent.by, one)
    case "complete":
      return desk.complete(step(intent.step), { caseId: intent.caseId, n: intent.n }, intent.values, intent.by, one)
    case "claim":
      return desk.claim({ caseId: intent.caseId, n: intent.n }, intent.by, one)
    case "note":
      return desk.note(intent.caseId, "…", intent.by, one)
    case "received":
      return desk.received(intent.message, one)
    case "paid":
      return desk.event({ topic: "payment-received", form: values }, { unit: intent.unit, paid: "600", settles: true }, one)
  }
}

const act = Effect.fnUntraced(function*(desk: Desk["Service"], intent: Intent) {
  say("send", intent)
  if (settings.lies) say("ack", { id: intent.id, lie: true })
  const sent = yield* Effect.result(send(desk, intent))
  if (sent._tag === "Success") {
    const found = sent.success
    say("ack", "heard" in found
      ? { id: intent.id, heard: found.heard }
      : { id: intent.id, caseId: found.caseId, version: found.version, wrote: found.entries.length, repeated: found.repeated })
  } else if (isRefused(sent.failure)) say("no", { id: intent.id, tag: sent.failure._tag })
  else {
    say("fault", { id: intent.id, tag: sent.failure._tag })
    // a server that is down comes back in a while
    yield* Effect.sleep("30 minutes")
  }
})

let opened = 0
const owed = [...settings.owed]
const choose = Effect.fnUntraced(function*(desk: Desk["Service"], d: Dice, id: string): Effect.fn.Return<Intent | null> {
  const chance = d.next()
  if (chance < 0.25 && opened < settings.opens) {
    opened++
    const procedure = opened % 2 === 0 ? "v2/fee-notice" : d.of(["v0b/complaint", "v3/reception"] as const)
    return { id, do: "open", procedure, ...matters[procedure](d) } as Intent
  }
  if (chance < 0.45) {
    const message = owed.shift()
    if (message !== undefined) return { id: `received:${message}`, do: "received", message }
  }
  if (chance > 0.97) return { id, do: "paid", unit: d.of(units) }
  const by = d.of(people)
  const { items } = yield* Effect.orElseSucceed(desk.tasks({ person: by }, undefined, 30), () => ({ items: [] as ReadonlyArray<TaskRow> }))
  if (items.length === 0) return null
  const objections = items.filter((one) => one.step === "note-objection" || one.procedure === "v2/fee-objection")
  const row = d.of(objections.length > 0 && d.next() < 0.7 ? objections : items)
  const { caseId, n } = row
  if (chance > 0.93) return { id, do: "note", caseId, by }
  return { id, do: chance > 0.88 && row.holder === undefined ? "claim" : "complete", caseId, n, step: row.step.split("#")[0] ?? "", values: answer(row, d), by }
})

const callers = 32
const caller = Effect.fnUntraced(function*(desk: Desk["Service"], who: number) {
  const d = dice(settings.seed * 1_000 + settings.life * 100 + who)
  for (const [i, intent] of settings.pending.entries()) {
    if (i % callers !== who) continue
    // so much may happen before he asks again that the case itself no longer knows his command
    if (intent.do === "complete" && i % 2 === 1) {
      yield* Effect.forEach(
        Array.from({ length: 18 }, (_, n): Intent => ({ id: `${intent.id}/${settings.life}.${n}`, do: "note", caseId: intent.caseId, by: "wang" })),
        (note) => act(desk, note),
        { concurrency: "unbounded" }
      )
    }
    yield* act(desk, intent)
  }
  if (settings.finish) return
  for (let n = 0; ; n++) {
    const intent = yield* choose(desk, d, `${settings.life}.${who}.${n}`)
    if (intent === null) yield* Effect.sleep("3 minutes")
    else yield* act(desk, intent)
  }
})

const notifier = Layer.succeed(Notifier, {
  deliver: ({ id, receipt }) =>
    Effect.sync(() => {
      if (receipt) owed.push(id)
      say("told", { id, receipt })
    })
})
const posts = DirectoryMemory.layer({
  organisations: [...new Map(procedures.map(({ plan }) => [plan.procedure.split("/")[0], plan.organisation])).values()],
  staff,
  parties: { sun: "owner" }
})
const live = layer({
  procedures,
  calendarSources: [ChineseDays.source],
  background: !settings.finish,
  worker: `life-${settings.life}`
}).pipe(Layer.provide([Layer.effect(CaseStore, Where.store(settings.where)), posts, notifier]))

const program = Effect.gen(function*() {
  const scope = yield* Scope.make()
  const desk = Context.get(yield* Scope.provide(Layer.build(live), scope), Desk)
  say("ready", process.pid)
  yield* Effect.forEach(Array.from({ length: callers }, (_, who) => who), (who) => caller(desk, who), { concurrency: "unbounded" })
  for (let passes = 0; passes < 2; passes++) {
    ahead += 60 * day * passes
    yield* desk.drain
  }
  for (const incident of yield* desk.incidents) if (incident.what !== "clock-astray") say("wrong", incident)
  say("done", time())
  yield* Scope.close(scope, Exit.void)
}).pipe(Effect.provideService(Clock.Clock, clock))

Effect.runPromise(program).catch((error: unknown) => {
  say("wrong", String(error))
  process.exit(1)
})
