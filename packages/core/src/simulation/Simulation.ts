/**
 * Many cases in virtual time: one immutable value that moves on by commands and by the passing of time. Decisions are
 * those of `case/`; here are only the parts a desk has around them: who brings which keys, rows, the messages between
 * cases, and the order in which the clocks of several cases happen (engine §2.4, §5).
 *
 * Two calls are all there is: {@link command} does something at an instant, {@link pass} lets time go by.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import type { Command, Signal } from "../case/Command.ts"
import * as Decide from "../case/Decide.ts"
import type { Entry, Message, Unsent } from "../case/Entry.ts"
import * as Evolve from "../case/Evolve.ts"
import type { Refusal } from "../case/Refusal.ts"
import * as RowsOf from "../case/RowsOf.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import { factKey } from "../case/World.ts"
import type { Asks } from "../case/World.ts"
import type { Calendars } from "../domain/Calendar.ts"
import { key as keyOf } from "../domain/Question.ts"
import type { Facts, Question } from "../domain/Question.ts"
import type { Actor, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Compiled, Plan } from "../plan/Plan.ts"
import type { Given } from "../plan/Scenario.ts"
import * as Ledgers from "./Ledgers.ts"
import type { Logged } from "./Ledgers.ts"
import * as Staff from "./Staff.ts"

/** What a run stands on and never changes. */
export interface Setting {
  /** by procedure id */
  readonly procedures: ReadonlyMap<string, Compiled>
  /** by procedure id: each handbook has calendars of its own */
  readonly calendars: ReadonlyMap<string, Calendars>
  readonly given: Given
}

export interface Case {
  readonly compiled: Compiled
  readonly state: CaseState
  readonly journal: ReadonlyArray<Entry>
}

export interface Simulation {
  readonly setting: Setting
  readonly now: Instant
  readonly cases: ReadonlyMap<CaseId, Case>
  /** everything that was written, in the order of the run */
  readonly log: ReadonlyArray<Logged>
  /** messages between cases that are under way */
  readonly queue: ReadonlyArray<Sent>
  /** of commands and outside signals, so that each has an id of its own */
  readonly count: number
}

interface Sent {
  readonly from: CaseId
  readonly seq: number
  readonly at: Instant
  readonly message: Message
}

const turns = 16
const mostTicks = 10_000

/** Nothing has happened yet. */
export const begin = (setting: Setting, now: Instant): Simulation => ({
  setting,
  now,
  cases: new Map(),
  log: [],
  queue: [],
  count: 0
})

/** The people as a case sees them now. */
export const staffOf = (simulation: Simulation, plan: Plan, now: Instant): Staff.Staff =>
  Staff.at(simulation.setting.given, plan.organisation, now, plan.time.zone)

const factRow = (row: { readonly at: Instant; readonly values: Values }): Value => ({ at: row.at, values: row.values })

/** A case as a row, as a desk gives it: the intake fields it keeps, and how it stands. */
const caseRow = ({ state }: Case): Value =>
  factRow({
    at: state.opened,
    values: {
      ...state.data["intake"],
      case: state.id,
      opened: state.opened,
      status: state.status,
      ...(state.outcome !== undefined && { outcome: state.outcome }),
      ...(state.endedAt !== undefined && { ended: state.endedAt })
    }
  })

/** Rows as of `upTo`. What a run cannot know is no empty list: it is not built, and says so. */
const rowsFor = (simulation: Simulation, of: Extract<Question, { readonly ask: "rows" }>["of"], upTo: Instant): Value => {
  switch (of.from) {
    case "ledger": {
      const given = simulation.setting.given.rows[of.ledger] ?? []
      return [
        ...given.map((values) => factRow({ at: 0, values })),
        ...Ledgers.rows(simulation.log, of.ledger, upTo).map(factRow)
      ]
    }
    case "cases":
      return [...simulation.cases.values()]
        .filter(({ state }) => state.procedure === of.procedure && state.status !== "void" && state.opened <= upTo)
        .map(caseRow)
    case "table":
      throw new Error(`Tables of a handbook cannot be asked yet (${of.table})`)
  }
}

const answer = (simulation: Simulation, plan: Plan, asks: Asks, facts: Facts): Facts => {
  const staff = staffOf(simulation, plan, asks.upTo)
  const added = asks.questions.map((question): readonly [string, Value | null] => {
    const found = question.ask === "rows" ? rowsFor(simulation, question.of, asks.upTo) : Staff.answer(staff, question)
    return found === null ? [keyOf(question), null] : [factKey(question, asks.upTo), found]
  })
  return { ...facts, ...Object.fromEntries(added) }
}

/** What a case answers to a command; an outside that cannot be asked is our bug, not the procedure's. */
const decide = (
  simulation: Simulation,
  compiled: Compiled,
  state: CaseState,
  command: Command
): Result.Result<ReadonlyArray<Entry>, Refusal> => {
  const { plan } = compiled
  const calendars = simulation.setting.calendars.get(plan.procedure)
  if (calendars === undefined) throw new Error(`no calendars were given for ${plan.procedure}`)
  let facts: Facts = {}
  for (let turn = 0; turn < turns; turn++) {
    const decided = Decide.decide({ plan, calendars, facts }, state, command)
    if (Result.isSuccess(decided)) return Result.succeed(decided.success)
    const refusal = decided.failure
    if (refusal._tag === "WorldBehind") throw new Error(`calendars of a run never change, but ${state.id} knows newer ones`)
    if (refusal._tag !== "Asks") return Result.fail(refusal)
    facts = answer(simulation, plan, refusal, facts)
  }
  throw new Error(`${plan.procedure} asks more than ${turns} times for one decision`)
}

const apply = (simulation: Simulation, compiled: Compiled, id: CaseId, entries: ReadonlyArray<Entry>): Simulation => {
  if (entries.length === 0) return simulation
  const known = simulation.cases.get(id)
  const before = known?.state ?? Evolve.none(id)
  const state = entries.reduce(Evolve.evolve, before)
  const sent = entries.flatMap((entry): ReadonlyArray<Sent> =>
    entry._tag === "Sent" ? [{ from: id, seq: entry.seq, at: entry.at, message: entry.message }] : []
  )
  return {
    ...simulation,
    cases: new Map(simulation.cases).set(id, { compiled, state, journal: [...(known?.journal ?? []), ...entries] }),
    log: [...simulation.log, ...entries.map((entry): Logged => ({ case: id, entry }))],
    queue: [...simulation.queue, ...sent]
  }
}

/** Decides and applies, without delivering anything yet. */
const step = (simulation: Simulation, command: Command): Result.Result<Simulation, Refusal> => {
  const known = simulation.cases.get(command.caseId)
  const compiled =
    known?.compiled ?? (command._tag === "Open" ? simulation.setting.procedures.get(command.procedure) : undefined)
  if (compiled === undefined) return Result.fail({ _tag: "NoSuchCase" })
  const state = known?.state ?? Evolve.none(command.caseId)
  return Result.map(decide(simulation, compiled, state, command), (entries) =>
    apply(simulation, compiled, command.caseId, entries)
  )
}

/** A message was brought to a case; if the case refuses it, that is its answer and the message is done with. */
const hear = (simulation: Simulation, to: CaseId, sent: Sent, signal: Unsent<Signal>): Simulation => {
  const heard = { ...signal, from: sent.from, seq: sent.seq } as Signal
  const done = step(simulation, {
    _tag: "Hear",
    caseId: to,
    id: `${sent.from}:${sent.seq}>${to}:${"key" in signal ? signal.key : ""}`,
    stamp: simulation.now,
    signal: heard
  })
  return Result.isSuccess(done) ? done.success : simulation
}

/** Who listens to one of these addresses, each once, with the narrowest address he listens under. */
const watchers = (
  simulation: Simulation,
  from: CaseId,
  addresses: ReadonlyArray<string>
): ReadonlyArray<readonly [CaseId, string]> =>
  [...simulation.cases].flatMap(([id, { state }]) => {
    const watched = RowsOf.rows(state).watch.map((one) => one.key)
    const key = addresses.findLast((address) => watched.includes(address))
    return key === undefined || id === from || state.status !== "open" ? [] : [[id, key] as const]
  })

/** Facts that stand now, with the entry that announced each. */
const standing = (simulation: Simulation): ReadonlyArray<Sent & { readonly message: Message & { readonly kind: "announce" } }> =>
  [...simulation.cases].flatMap(([from, { journal, state }]) =>
    state.standing.flatMap((fact) => {
      const entry = journal.findLast(
        (it) =>
          it._tag === "Sent" &&
          it.message.kind === "announce" &&
          it.message.topic === fact.topic &&
          it.message.stands === "on"
      )
      return entry?._tag === "Sent" && entry.message.kind === "announce"
        ? [{ from, seq: entry.seq, at: entry.at, message: entry.message }]
        : []
    })
  )

const announce = (
  simulation: Simulation,
  sent: Sent,
  message: Message & { readonly kind: "announce" },
  to: ReadonlyArray<readonly [CaseId, string]>
): Simulation =>
  to.reduce((current, [id, key]) => {
    const { stands, topic, values } = message
    return hear(
      current,
      id,
      sent,
      stands === "moment"
        ? { _tag: "Event", topic, key, values, at: sent.at }
        : { _tag: "Standing", topic, key, values, on: stands === "on" }
    )
  }, simulation)

const deliver = (simulation: Simulation, sent: Sent): Simulation => {
  const { from, message, seq } = sent
  switch (message.kind) {
    case "open": {
      const compiled = simulation.setting.procedures.get(message.procedure)
      const failed = (why: string): Simulation =>
        message.back?.to === "case"
          ? hear(simulation, from, { ...sent, from: message.case, seq: 1 }, { _tag: "LinkFailed", link: message.back.link, why })
          : simulation
      if (compiled === undefined) return failed("UnknownPlan")
      const opened = step(simulation, {
        _tag: "Open",
        caseId: message.case,
        id: `${from}:${seq}`,
        stamp: simulation.now,
        procedure: message.procedure,
        plan: compiled.digest,
        values: message.values,
        depth: message.depth,
        ...(message.opener !== undefined && { opener: message.opener }),
        ...(message.back !== undefined && { back: message.back })
      })
      return Result.isSuccess(opened) ? opened.success : failed(opened.failure._tag)
    }
    case "signal":
      return hear(simulation, message.case, sent, message.signal)
    case "announce":
      return announce(simulation, sent, message, watchers(simulation, from, TopicKey.all(message.topic, message.values)))
    case "watch":
      return standing(simulation).reduce(
        (current, fact) =>
          fact.from !== from && TopicKey.all(fact.message.topic, fact.message.values).includes(message.key)
            ? announce(current, fact, fact.message, [[from, message.key]])
            : current,
        simulation
      )
    case "notice":
    case "workflow":
      return simulation
  }
}

/** Brings all messages, in the order they were sent, and those they cause. */
const settle = (simulation: Simulation): Simulation => {
  let current = nobody(simulation)
  for (let n = 0; current.queue.length > 0; n++) {
    if (n > mostTicks) throw new Error("the cases of this run send messages without end")
    const [first, ...rest] = current.queue
    if (first !== undefined) current = nobody(deliver({ ...current, queue: rest }, first))
  }
  return current
}

/**
 * Tells a case that nobody is there for a task. A scenario names only the people it needs, so this happens only where
 * it has staff for the task and none of them is there now.
 */
const nobody = (simulation: Simulation): Simulation => {
  let current = simulation
  for (const [id, { compiled, state }] of simulation.cases) {
    for (const frame of state.frames) {
      if (frame.kind !== "task" || frame.holder !== undefined || frame.nobody === true || frame.offer.length === 0) continue
      const staff = staffOf(current, compiled.plan, current.now)
      if (!Staff.staffed(staff, frame.offer) || Staff.who(staff, frame.offer).length > 0) continue
      const told = step(current, { _tag: "Nobody", caseId: id, id: `nobody:${id}:${frame.n}`, stamp: current.now, n: frame.n })
      if (Result.isSuccess(told)) current = told.success
    }
  }
  return current
}

/** The earliest clock of all cases. */
const next = (simulation: Simulation): { readonly id: CaseId; readonly at: Instant } | undefined => {
  let found: { readonly id: CaseId; readonly at: Instant } | undefined
  for (const [id, { state }] of simulation.cases) {
    const at = state.status === "open" ? RowsOf.wake(state) : null
    if (at !== null && (found === undefined || at < found.at)) found = { id, at }
  }
  return found
}

/**
 * Time goes by up to `to`: all clocks before it happen in their order, with everything they cause. A clock of exactly
 * `to` has not happened yet (engine §2.1).
 *
 * @since 0.1.0
 */
export const pass = (simulation: Simulation, to: Instant): Simulation => {
  let current = simulation
  for (let n = 0; ; n++) {
    const due = next(current)
    if (due === undefined || due.at >= to) break
    if (n > mostTicks) throw new Error(`the clocks of ${due.id} do not come to an end`)
    const stamp = Math.max(current.now, due.at + 1)
    const ticked = step(
      { ...current, now: stamp, count: current.count + 1 },
      { _tag: "Tick", caseId: due.id, id: `tick:${current.count}`, stamp }
    )
    if (Result.isFailure(ticked)) throw new Error(`a clock of ${due.id} was refused: ${ticked.failure._tag}`)
    current = settle(ticked.success)
  }
  return { ...current, now: Math.max(current.now, to) }
}

/** A command before it has an id and an instant. */
export type Order = Command extends infer C ? (C extends Command ? Omit<C, "id" | "stamp"> : never) : never

/**
 * Something is done at `at`: what is due before it has happened, then it is decided, and all it causes is delivered.
 * A refusal changes nothing but the time.
 *
 * @since 0.1.0
 */
export const command = (
  simulation: Simulation,
  at: Instant,
  order: Order
): { readonly simulation: Simulation; readonly refusal?: Refusal } => {
  const before = pass(simulation, at)
  const counted = { ...before, count: before.count + 1 }
  const done = step(counted, { ...order, id: `row:${before.count}`, stamp: counted.now } as Command)
  return Result.isSuccess(done) ? { simulation: settle(done.success) } : { simulation: counted, refusal: done.failure }
}

/**
 * The same as {@link command}, in the first capacity of a person in which it is not refused: for himself, or in the
 * place of an absent colleague. The refusal told is that of his own capacity.
 *
 * @since 0.1.0
 */
export const commandBy = (
  simulation: Simulation,
  at: Instant,
  caseId: CaseId,
  person: Person,
  order: (actor: Actor) => Order
): { readonly simulation: Simulation; readonly refusal?: Refusal } => {
  const plan = simulation.cases.get(caseId)?.compiled.plan
  if (plan === undefined) return { simulation: pass(simulation, at), refusal: { _tag: "NoSuchCase" } }
  const [own, ...others] = Staff.actors(staffOf(simulation, plan, at), person)
  const first = command(simulation, at, order(own))
  if (first.refusal === undefined) return first
  for (const actor of others) {
    const done = command(simulation, at, order(actor))
    if (done.refusal === undefined) return done
  }
  return first
}

/**
 * An event from outside reaches everybody who listens; refused when nobody does.
 *
 * @since 0.1.0
 */
export const event = (
  simulation: Simulation,
  at: Instant,
  topic: string,
  values: Values
): { readonly simulation: Simulation; readonly refusal?: Refusal } => {
  const before = pass(simulation, at)
  const heardBy = watchers(before, "outside", TopicKey.all(topic, values))
  const counted = { ...before, count: before.count + 1 }
  if (heardBy.length === 0) return { simulation: counted, refusal: { _tag: "NotWaiting" } }
  const message = { kind: "announce", topic, values, stands: "moment" } as const
  const sent: Sent = { from: "outside", seq: counted.count, at: counted.now, message }
  return { simulation: settle(announce(counted, sent, message, heardBy)) }
}
