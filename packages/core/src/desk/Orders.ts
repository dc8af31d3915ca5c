/**
 * The acting half of the desk: each order becomes a command, stamped when it came, under the id it has or is given, by
 * an actor with the keys he brings now.
 *
 * @since 0.1.0
 */
import type { Cause } from "effect"
import { Effect, Result } from "effect"
import type { Command, Complete, Signal } from "../case/Command.ts"
import type { Refusal } from "../case/Refusal.ts"
import type { CaseId, CaseState, CommandId, TaskFrame } from "../case/State.ts"
import * as Advance from "../case/Advance.ts"
import * as Lane from "../case/Lane.ts"
import * as Lists from "../case/Lists.ts"
import * as Place from "../case/Place.ts"
import * as TopicKey from "../case/TopicKey.ts"
import type { Asks } from "../case/World.ts"
import type { Facts } from "../domain/Question.ts"
import type { Organisation } from "../domain/Organisation.ts"
import * as Boxes from "../domain/Boxes.ts"
import type { Actor, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import * as Capacity from "./Capacity.ts"
import * as CaseIds from "./CaseId.ts"
import * as CommandIds from "./CommandIds.ts"
import * as Content from "./Content.ts"
import type { Job, Make, Reply } from "./Job.ts"
import type * as Counter from "./Counter.ts"
import { encode } from "./Encoder.ts"
import type { Engine } from "./Engine.ts"
import type { Staff, TaskRef } from "./Handle.ts"
import * as LedgerBook from "./LedgerBook.ts"
import type { Accepted, Order } from "./Order.ts"
import type { Reckoning } from "./Plans.ts"
import type { DeskError } from "./Refused.ts"
import * as Refused from "./Refused.ts"
import * as Send from "./Send.ts"
import * as Span from "./Span.ts"

type Given<Ack> = Effect.Effect<Ack, DeskError>

/** About how much a form holds, for back-pressure; encoding it twice would cost more than it protects. */
const weight = (values: Values): number => {
  let bytes = 256
  for (const field in values) {
    const value = values[field]
    bytes += typeof value === "string" ? 16 + value.length : Array.isArray(value) ? 16 + 128 * value.length : 32
  }
  return bytes
}

/** What all orders of a person on a case have. */
interface Common {
  readonly caseId: CaseId
  readonly id: CommandId
  readonly stamp: Instant
  readonly actor: Actor
}
const commonOf = (caseId: CaseId, id: CommandId, stamp: Instant, actor: Actor): Common => ({ caseId, id, stamp, actor })
Boxes.share(commonOf("", "", Boxes.instant, { person: "", keys: [] }))

/** Nothing but a form: what most orders are. */
const completeOf = ({ actor, caseId, id, stamp }: Common, n: number, values: Values): Complete => ({
  _tag: "Complete", caseId, id, stamp, actor, n, values
})
Boxes.share(completeOf(commonOf("", "", Boxes.instant, { person: "", keys: [] }), 0, {}))

const stepOf = (frame: TaskFrame): string => Place.name(frame.node)

const isTask = (frame: CaseState["frames"][number]): frame is TaskFrame => frame.kind === "task"

/** A ready command without the keys people hold, which may be others when it comes again. */
const told = (order: Order): unknown => ({
  ...order,
  ...("actor" in order && order.actor !== undefined && { actor: { person: order.actor.person, for: order.actor.for } }),
  ...("to" in order && typeof order.to === "object" && { to: order.to.person })
})

/** Where a step is open; more than once inside `each`. */
const liveOf = (state: CaseState, step: string): ReadonlyArray<TaskFrame> => {
  let found: ReadonlyArray<TaskFrame> = Lists.empty
  for (const frame of state.frames) if (isTask(frame) && stepOf(frame) === step) found = Lists.added(found, frame)
  return found
}

/** What of the engine takes part in an order. */
export type Counterpart = Pick<Engine, "admit" | "decider" | "directory" | "meters" | "now" | "plans" | "sendAs" | "store">

/** `ack`: what is made of an order that was carried out. */
export const make = <Ack extends Pick<Accepted, "entries" | "repeated">>(
  engine: Counterpart,
  ack: (accepted: Accepted) => Ack
): Counter.Orders<Ack> => {
  const { admit, decider, directory, meters, now, plans, sendAs, store } = engine
  // in memory an answer takes as long as looking at the clock
  const slow = store.commit.now === undefined

  const newId = CommandIds.make(now)

  const accepted = (caseId: CaseId, reply: Reply): Given<Ack> => {
    switch (reply._tag) {
      case "Accepted":
        if (reply.accepted.repeated) meters.commands.repeated++
        else meters.commands.accepted++
        return Effect.succeed(ack(reply.accepted))
      case "Refused":
        meters.refused(reply.refusal._tag)
        return Effect.fail(Refused.make(reply.refusal, caseId))
      case "Failed":
        meters.commands.failed++
        return Effect.fail(reply.fault)
      case "Died":
        meters.commands.failed++
        return Effect.failCause(reply.cause as Cause.Cause<never>)
    }
  }

  const sendJob = (job: Job): Given<Ack> => {
    if (!slow) return sendAs(job, (reply) => accepted(job.caseId, reply))
    const came = performance.now()
    return sendAs(job, (reply) => {
      meters.answered(performance.now() - came)
      return accepted(job.caseId, reply)
    })
  }

  type Said = readonly [order: string, ...given: ReadonlyArray<unknown>]
  // nobody asks what a command without a name said
  const unasked: Said = [""]

  const contentOf = (by: Staff | Person | undefined, said: Said): number =>
    Content.of([typeof by === "object" ? [by.person, by.for] : by, said])

  /** By a person, on one case; `said`: the order's name, and all its caller gave. */
  const give = (
    caseId: CaseId,
    by: Staff | Person,
    named: CommandId | undefined,
    said: Said,
    build: (common: Common, state: CaseState, reckoning: Reckoning, facts: Facts) => Command | Refusal | Asks,
    values?: Values
  ): Given<Ack> => {
    const turnedAway = admit()
    if (turnedAway !== null) return Effect.fail(turnedAway)
    const stamp = now()
    const id = named ?? newId()
    const content = named === undefined ? undefined : contentOf(by, said)
    // in the shape all jobs have
    const act = (actor: (organisation: Organisation) => Actor): Given<Ack> =>
      sendJob({
        caseId,
        id,
        named: named !== undefined,
        remembered: true,
        stamp,
        opens: undefined,
        moves: undefined,
        make: (state, world, facts) => build(commonOf(caseId, id, stamp, actor(world.plan.organisation)), state, world, facts),
        content,
        ack: undefined,
        bytes: values === undefined ? Send.usual : weight(values)
      })
    const comer = Capacity.now(directory, by)
    return comer !== undefined
      ? Capacity.first(comer, act)
      : Effect.flatMap(Capacity.of(directory, by), (comer) => Capacity.first(comer, act))
  }

  /** Clocks that were due before may have opened or taken the task: look after them, or ask what they ask first. */
  const caughtUp = (state: CaseState, { calendars, plan }: Reckoning, stamp: Instant, facts: Facts): CaseState | Asks => {
    for (let at = state, n = 0; ; n++) {
      if (!Advance.isDue(at, stamp)) return at
      const tick: Command = { _tag: "Tick", caseId: state.id, id: `look:${stamp}:${n}`, stamp }
      const decided = decider.decide({ plan, calendars, facts }, at, tick)
      // what else it says it says of the command too
      if (Result.isFailure(decided)) return decided.failure._tag === "Asks" ? decided.failure : at
      if (decided.success.length === 0) return at
      at = decided.success.reduce(decider.evolve, at)
    }
  }

  /** The number of the task meant, or why there is none. A refusal of the case itself is left to `decide`. */
  const find = (
    at: TaskRef | CaseId,
    step: string,
    actor: Actor,
    before: CaseState,
    { facts, reckoning, stamp }: { readonly facts: Facts; readonly reckoning: Reckoning; readonly stamp: Instant }
  ): number | Refusal | Asks => {
    if (typeof at !== "string") {
      const frame = before.frames.find((one) => isTask(one) && one.n === at.n)
      const other = frame !== undefined && isTask(frame) && stepOf(frame) !== step
      return other ? { _tag: "NoSuchTask", n: at.n } : at.n
    }
    const state = before.status === "open" ? caughtUp(before, reckoning, stamp, facts) : before
    if ("_tag" in state) return state
    const done = state.done[step]
    if (state.status !== "open") return done?.n ?? 0
    const frames = liveOf(state, step)
    const own = frames.length < 2 ? undefined : frames.find(
      ({ holder, offer }) => holder === actor.person || (holder === undefined && offer.some((key) => actor.keys.includes(key)))
    )
    const frame = own ?? frames[0]
    if (frame !== undefined) return frame.n
    return done === undefined || done.superseded === true || done.n === 0 ? { _tag: "NotOpenYet", step } : done.n
  }

  const caseOf = (at: TaskRef | CaseId): CaseId => (typeof at === "string" ? at : at.caseId)
  const placeOf = (at: TaskRef | CaseId): number | undefined => (typeof at === "string" ? undefined : at.n)

  /**
   * The outside has no order of its own: a signal is the next one of its source whenever its turn comes, and its id keeps
   * it from being heard twice.
   */
  const hear = (
    caseId: CaseId,
    named: CommandId | undefined,
    from: string,
    content: number | undefined,
    signal: (common: { readonly from: string; readonly seq: number }, stamp: Instant) => Signal
  ): Given<Ack> =>
    Effect.suspend(() => {
      const turnedAway = admit()
      if (turnedAway !== null) return Effect.fail(turnedAway)
      const stamp = now()
      const id = named ?? newId()
      return sendJob(Send.jobOf({
        caseId,
        id,
        stamp,
        named: named !== undefined,
        remembered: true,
        content,
        make: ({ heard }) => {
          const seq = (heard[Lane.of(signal({ from, seq: 0 }, stamp))]?.seq ?? 0) + 1
          return { _tag: "Hear", caseId, id, stamp, signal: signal({ from, seq }, stamp) }
        }
      }))
    })

  return {
    open: (procedure, intake, by, more) => Span.of("Desk.open", more?.caseId, Effect.fnUntraced(function*() {
      const turnedAway = admit()
      if (turnedAway !== null) return yield* turnedAway
      const stamp = now()
      const id = more?.id ?? newId()
      const caseId = more?.caseId ?? CaseIds.of(procedure.procedure, id)
      const encoded = encode(procedure.intake, intake)
      if (Result.isFailure(encoded)) return yield* Effect.fail(Refused.make(encoded.failure, caseId))
      const comer = yield* Capacity.of(directory, by)
      const { digest } = procedure.compiled
      const reckoning = plans.get(digest) ?? (yield* plans.load(digest))
      const { back, depth = 0 } = more ?? {}
      return yield* Capacity.first(comer, (actor) => {
        const command: Command = {
          _tag: "Open", caseId, id, stamp, actor: actor(reckoning.plan.organisation), procedure: reckoning.plan.procedure, plan: digest,
          values: encoded.success, depth, ...(back !== undefined && { back })
        }
        const content = more?.id === undefined ? undefined : contentOf(by, ["Open", procedure.procedure, encoded.success, back, depth])
        return sendJob(Send.jobOf({ caseId, id, stamp, content, named: more?.id !== undefined, remembered: true, opens: digest, make: () => command, bytes: weight(encoded.success) }))
      })
    })),

    claim: (task, by, more) => Span.of("Desk.claim", task.caseId, () =>
      give(task.caseId, by, more?.id, ["Claim", task.n], (common) => ({ _tag: "Claim", ...common, n: task.n }))
    ),

    giveBack: (task, by, more) => Span.of("Desk.giveBack", task.caseId, () =>
      give(task.caseId, by, more?.id, ["GiveBack", task.n], (common) => ({ _tag: "GiveBack", ...common, n: task.n }))
    ),

    complete: (task, at, answer, by, more) => Span.of("Desk.complete", caseOf(at), () => {
      const encoded = encode(task.form, answer)
      if (Result.isFailure(encoded)) return Effect.fail(Refused.make(encoded.failure, caseOf(at)))
      const values = encoded.success
      const said: Said = more?.id === undefined ? unasked : ["Complete", placeOf(at), task.step, values, more.done, more.reason]
      return give(caseOf(at), by, more?.id, said, (common, state, reckoning, facts) => {
        const n = find(at, task.step, common.actor, state, { facts, reckoning, stamp: common.stamp })
        if (typeof n !== "number") return n
        const command = completeOf(common, n, values)
        return more === undefined ? command : {
          ...command,
          ...(more.done !== undefined && { done: more.done }),
          ...(more.reason !== undefined && { reason: more.reason })
        }
      }, values)
    }),

    sign: (task, at, answer, by, more) => Span.of("Desk.sign", caseOf(at), () => {
      const encoded = answer === undefined ? undefined : encode(task.form, answer)
      if (encoded !== undefined && Result.isFailure(encoded)) {
        return Effect.fail(Refused.make(encoded.failure, caseOf(at)))
      }
      return give(caseOf(at), by, more?.id, ["Sign", placeOf(at), task.step, encoded?.success, more?.done, more?.reason], (common, state, reckoning, facts) => {
        const n = find(at, task.step, common.actor, state, { facts, reckoning, stamp: common.stamp })
        return typeof n === "number"
          ? {
              _tag: "Sign", ...common, n, ...(encoded !== undefined && { values: encoded.success }),
              ...(more?.done !== undefined && { done: more.done }),
              ...(more?.reason !== undefined && { reason: more.reason })
            }
          : n
      })
    }),

    transfer: (task, order, by, more) => Span.of("Desk.transfer", task.caseId, Effect.fnUntraced(function*() {
      const to = yield* directory.actor(order.to)
      const { reason } = order
      return yield* give(task.caseId, by, more?.id, ["Transfer", task.n, order], (common, _, { plan }) => ({
        _tag: "Transfer", ...common, n: task.n, to: { person: to.person, keys: Capacity.keys(Capacity.within(to, plan.organisation)) }, ...(reason !== undefined && { reason })
      }))
    })),

    delegate: (task, order, by, more) => Span.of("Desk.delegate", task.caseId, Effect.fnUntraced(function*() {
      const to = yield* directory.actor(order.to)
      return yield* give(task.caseId, by, more?.id, ["Delegate", task.n, order], (common, _, { plan }) => ({
        _tag: "Delegate", ...common, n: task.n, to: { person: to.person, keys: Capacity.keys(Capacity.within(to, plan.organisation)) }
      }))
    })),

    return: (handle, at, { reason }, by, more) => Span.of("Desk.return", caseOf(at), () => {
      const said = { to: Place.path(handle.to, more?.items ?? []), ...(reason !== undefined && { reason }) }
      return give(caseOf(at), by, more?.id, ["Return", placeOf(at), said], (common) => ({
        _tag: "Return", ...common, ...said, ...(typeof at !== "string" && { n: at.n })
      }))
    }),
    withdraw: (at, order, by, more) => Span.of("Desk.withdraw", at, () =>
      give(at, by, more?.id, ["Withdraw", order], (common) => ({ _tag: "Withdraw", ...common, ...order }))
    ),
    terminate: (at, order, by, more) => Span.of("Desk.terminate", at, () =>
      give(at, by, more?.id, ["Terminate", order], (common) => ({ _tag: "Terminate", ...common, ...order }))
    ),
    extend: (handle, at, order, by, more) => Span.of("Desk.extend", at, () => {
      const said = { of: Place.path(handle.of, more?.items ?? []), ...order }
      return give(at, by, more?.id, ["Extend", said], (common) => ({ _tag: "Extend", ...common, ...said }))
    }),
    suspend: (at, order, by, more) => Span.of("Desk.suspend", at, () =>
      give(at, by, more?.id, ["Suspend", order], (common) => ({ _tag: "Suspend", ...common, ...order }))
    ),
    resume: (at, order, by, more) => Span.of("Desk.resume", at, () =>
      give(at, by, more?.id, ["Resume", order], (common) => ({ _tag: "Resume", ...common, ...order }))
    ),
    addSigner: (each, at, item, by, more) => Span.of("Desk.addSigner", at, () =>
      give(at, by, more?.id, ["AddSigner", each.step, more?.items, item], (common) => ({ _tag: "AddSigner", ...common, each: Place.path(each.step, more?.items ?? []), item }))
    ),
    rebook: ({ field, step }, at, order, by, more) => Span.of("Desk.rebook", at, () =>
      give(at, by, more?.id, ["Rebook", step, more?.items, field, order], (common) => ({ _tag: "Rebook", ...common, step: Place.path(step, more?.items ?? []), field, ...order }))
    ),
    amend: ({ form, step }, at, correction, order, by, more) => Span.of("Desk.amend", at, () => {
      const encoded = encode(form, correction)
      if (Result.isFailure(encoded)) return Effect.fail(Refused.make(encoded.failure, at))
      const values = encoded.success
      return give(at, by, more?.id, ["Amend", step, more?.items, values, order], (common) => ({
        _tag: "Amend", ...common, step: Place.path(step, more?.items ?? []), values, ...order
      }), values)
    }),
    urge: (task, order, by, more) => Span.of("Desk.urge", task.caseId, () =>
      give(task.caseId, by, more?.id, ["Urge", task.n, order], (common) => ({ _tag: "Urge", ...common, n: task.n, ...order }))
    ),
    note: (at, text, by, more) => Span.of("Desk.note", at, () =>
      give(at, by, more?.id, ["Note", text], (common) => ({ _tag: "Note", ...common, text }))
    ),

    event: (event, payload, more) => Span.of("Desk.event", undefined, Effect.fnUntraced(function*() {
      const turnedAway = admit()
      if (turnedAway !== null) return yield* turnedAway
      const encoded = encode(event.form, payload)
      if (Result.isFailure(encoded)) return yield* Effect.fail(Refused.make(encoded.failure, ""))
      const { topic } = event
      const values = encoded.success
      const id = more?.id ?? newId()
      const content = more?.id === undefined ? undefined : contentOf(undefined, ["Event", topic, values, more.at])
      const targets = new Map<CaseId, string>()
      for (const key of TopicKey.all(topic, values)) {
        for (const caseId of yield* LedgerBook.pages((cursor) => store.watchers(key, cursor))) targets.set(caseId, key)
      }
      const heard = yield* Effect.forEach(
        targets,
        ([caseId, key]) =>
          hear(caseId, id, "outside", content, (common, stamp) => ({
            _tag: "Event", ...common, topic, key, values, at: more?.at ?? stamp
          })).pipe(
            Effect.map(({ entries, repeated }) => (repeated || entries.length > 0 ? [caseId] : [])),
            Effect.catchIf(
              (error) => Refused.isRefused(error) && error._tag !== "CommandIdReused",
              () => Effect.succeed<ReadonlyArray<CaseId>>([])
            )
          ),
        { concurrency: 64 }
      )
      return { heard: heard.flat() }
    })),

    received: (message, more) => Span.of("Desk.received", message.slice(0, message.lastIndexOf(":")), () => {
      const colon = message.lastIndexOf(":")
      const seq = Number(message.slice(colon + 1))
      const content = more?.id === undefined ? undefined : contentOf(undefined, ["Received", message, more.at])
      return hear(message.slice(0, colon), more?.id ?? `received:${message}`, "channel", content, (common, stamp) => ({
        _tag: "Received", ...common, message: seq, at: more?.at ?? stamp
      }))
    }),

    cancel: (at, order) => Span.of("Desk.cancel", at, () =>
      hear(at, `cancel:${order.from}`, order.from, undefined, (common) => ({ _tag: "Cancel", ...common, why: order.why }))
    ),

    order: (order: Order) => Span.of("Desk.order", order.caseId, () =>
      Effect.suspend(() => {
        const turnedAway = admit()
        if (turnedAway !== null) return Effect.fail(turnedAway)
        const stamp = now()
        const id = order.id ?? newId()
        const command = { ...order, id, stamp } as Command
        const build: Make = () => command
        return sendJob(Send.jobOf({
          caseId: order.caseId, id, stamp, named: order.id !== undefined, remembered: true, make: build,
          content: order.id === undefined ? undefined : Content.of(told(order)),
          ...(order._tag === "Open" && { opens: order.plan })
        }))
      })
    )
  }
}
