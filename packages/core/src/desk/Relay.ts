/**
 * Carries the outbox away: notices to people, signals to other cases, facts to those who watch them, outcomes to
 * workflows. At least once, in order within a lane; between cases the receiving change acknowledges in the same
 * transaction. What cannot be delivered comes back later, and after twenty tries lies open for an administrator.
 *
 * @since 0.1.0
 */
import { Cause, Duration, Effect, Exit, Fiber, Latch, Option } from "effect"
import type { Command, Signal } from "../case/Command.ts"
import type { Message, Unsent } from "../case/Entry.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import type { Key } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { CaseStore, Leased, StoreDown } from "../port/CaseStore.ts"
import type { Actions, NotDone } from "../port/Actions.ts"
import type { Directory } from "../port/Directory.ts"
import type { NotDelivered, Notifier } from "../port/Notifier.ts"
import type { WorkflowBack } from "../port/WorkflowBack.ts"
import type { Incidents } from "./Incidents.ts"
import type { Meters } from "./Meters.ts"
import * as Span from "./Span.ts"
import type { Reply } from "./Job.ts"
import * as LedgerBook from "./LedgerBook.ts"
import type { Digest, Plan } from "../plan/Plan.ts"
import * as Topic from "../plan/Topic.ts"
import * as Plugged from "../plugin/Plugged.ts"
import * as Batch from "../port/Batch.ts"
import * as Form from "../domain/Form.ts"
import type { Values } from "../domain/Value.ts"
import type { Plans } from "./Plans.ts"
import type { Send } from "./Send.ts"
import type { Shift } from "./Shift.ts"

export interface Relay {
  /** everything that can leave now; how many messages and offers it looked at */
  readonly pass: Effect.Effect<number, StoreDown>
  /** until the desk closes */
  readonly run: Effect.Effect<void, StoreDown>
  readonly poke: () => void
  /** a task is offered anew: is there anybody? */
  readonly offered: (offer: Offer) => void
}

export interface Offer {
  readonly caseId: CaseId
  readonly n: number
  readonly keys: ReadonlyArray<Key>
  readonly plan: Digest
}

export interface Options {
  readonly store: CaseStore["Service"]
  readonly plans: Plans
  readonly notifier: Notifier["Service"]
  readonly directory: Directory["Service"]
  readonly workflow: Option.Option<WorkflowBack["Service"]>
  readonly actions: Option.Option<Actions["Service"]>
  /** a case as committed */
  readonly known: (caseId: CaseId) => Effect.Effect<{ readonly state: CaseState } | null, unknown>
  readonly send: Send
  readonly incidents: Incidents
  readonly now: () => Instant
  readonly worker: string
  readonly shift: Shift
  readonly meters: Meters
}

const limit = 128
const ttl = Duration.seconds(60)
/** where others write too, their messages and broken leases are ours to find */
const poll = (shared: boolean): Duration.Duration => Duration.seconds(shared ? 1 : 60)
const mostTries = 20
/** for giving back, when a desk closes */
const grace = Duration.seconds(2)
/** an action that has not answered by then is asked again; less than a lease, so that nobody else asks meanwhile */
const patience = Duration.seconds(45)
const hour = 3_600_000
const mostOffers = 10_000

type Outcome =
  /** gone; `inChange`: the receiving change has acknowledged it */
  | { readonly _tag: "Done"; readonly inChange: boolean }
  | { readonly _tag: "Later"; readonly why: string }
  | { readonly _tag: "Never"; readonly why: string }

const done: Outcome = { _tag: "Done", inChange: false }

/** Accepted or refused, it was heard: both acknowledge. Only a fault brings it back. */
const heard = (reply: Reply): Outcome => {
  switch (reply._tag) {
    case "Accepted":
      return { _tag: "Done", inChange: !reply.accepted.repeated && reply.accepted.entries.length > 0 }
    case "Refused":
      return done
    case "Failed":
      return { _tag: "Later", why: reply.fault._tag }
    case "Died":
      return { _tag: "Never", why: Cause.pretty(reply.cause) }
  }
}

const worst = (outcomes: ReadonlyArray<Outcome>): Outcome =>
  outcomes.find(({ _tag }) => _tag === "Later") ?? outcomes.find(({ _tag }) => _tag === "Never") ?? done

const delivered = (deliver: Effect.Effect<void, NotDelivered>): Effect.Effect<Outcome> =>
  deliver.pipe(
    Effect.as(done),
    Effect.catchTag("NotDelivered", ({ permanent, why }) =>
      Effect.succeed<Outcome>(permanent ? { _tag: "Never", why } : { _tag: "Later", why })
    ),
    Effect.catchCause((cause) => Effect.succeed<Outcome>({ _tag: "Later", why: Cause.pretty(cause) }))
  )

export const make = (options: Options): Relay => {
  const { directory, incidents, meters, now, plans, send, shift, store } = options
  let offers: Array<Offer> = []

  const hear = (caseId: CaseId, id: string, signal: Signal, ack?: string): Effect.Effect<Reply> => {
    const stamp = now()
    const command: Command = { _tag: "Hear", caseId, id, stamp, signal }
    return send({
      caseId, id, named: true, remembered: true, stamp, make: () => command, ...(ack !== undefined && { ack })
    })
  }

  const open = Effect.fnUntraced(function*(leased: Leased, message: Extract<Message, { readonly kind: "open" }>) {
    const reckoning = plans.current(message.procedure)
    let why = `this desk has no procedure ${message.procedure}`
    if (reckoning !== undefined) {
      const stamp = now()
      const { back, case: caseId, depth, due, opener, procedure, received, remind, values } = message
      const command: Command = {
        _tag: "Open", caseId, id: leased.id, stamp, procedure, plan: reckoning.digest, values, depth,
        ...(back !== undefined && { back }),
        ...(opener !== undefined && { opener }),
        ...(received !== undefined && { received }),
        ...(due !== undefined && { due }),
        ...(remind !== undefined && { remind })
      }
      const reply = yield* send({
        caseId, id: leased.id, named: true, remembered: true, stamp, opens: reckoning.digest, ack: leased.id,
        make: () => command
      })
      if (reply._tag !== "Refused") return heard(reply)
      why = reply.refusal._tag
    }
    incidents.add({ at: now(), what: "not-opened", caseId: leased.caseId, message: leased.id, why })
    if (message.back?.to !== "case") return done
    const { case: caseId, link } = message.back
    const signal: Signal = { _tag: "LinkFailed", from: message.case, seq: 1, link, why }
    return heard(yield* hear(caseId, leased.id, signal, leased.id))
  })

  /** To everybody who listens to one of the fact's addresses, each once, under the address he listens to. */
  const announce = Effect.fnUntraced(function*(leased: Leased, message: Extract<Message, { readonly kind: "announce" }>) {
    const targets = new Map<CaseId, string>()
    for (const key of TopicKey.all(message.topic, message.values)) {
      for (const caseId of yield* LedgerBook.pages((cursor) => store.watchers(key, cursor))) {
        // a case's own schedules hear of the rows it has written
        if (caseId !== leased.caseId || Topic.ledgerOf(message.topic) !== undefined) targets.set(caseId, key)
      }
    }
    const { stands, topic, values } = message
    // read after those who listen: who comes later, while this desk was asleep and the fact went, must not hear of it
    if (stands === "on" && !(yield* store.standing([topic])).some(({ caseId, seq }) => caseId === leased.caseId && seq === leased.seq)) return done
    const outcomes = yield* Effect.forEach(
      targets,
      ([caseId, key]) => {
        const common = { from: leased.caseId, seq: leased.seq, topic, key, values }
        const signal: Signal =
          stands === "moment"
            ? { _tag: "Event", ...common, at: message.at ?? leased.after }
            : { _tag: "Standing", ...common, on: stands === "on" }
        return Effect.map(hear(caseId, leased.id, signal), heard)
      },
      { concurrency: 64 }
    )
    const outcome = worst(outcomes)
    return outcome._tag === "Done" ? done : outcome
  })

  /** The case listens from now on; whoever spoke before is read after its watch was committed, so none is missed. */
  const watch = Effect.fnUntraced(function*(leased: Leased, message: Extract<Message, { readonly kind: "watch" }>) {
    const facts = yield* store.standing([message.key])
    const outcomes = yield* Effect.forEach(
      facts.filter(({ caseId }) => caseId !== leased.caseId),
      (fact) =>
        Effect.map(
          hear(leased.caseId, `${leased.id}/${fact.caseId}`, {
            _tag: "Standing", from: fact.caseId, seq: fact.seq, topic: message.topic, key: message.key,
            values: fact.values, on: true
          }),
          heard
        )
    )
    const outcome = worst(outcomes)
    return outcome._tag === "Done" ? done : outcome
  })

  /** Asks the host, unless nobody waits for it any more: revoked, or answered and only the acknowledgement was lost. */
  const act = Effect.fnUntraced(function*(leased: Leased, message: Extract<Message, { readonly kind: "do" }>) {
    if (options.actions._tag === "None") return { _tag: "Later", why: "no actions here" } as Outcome
    const actions = options.actions.value
    const { caseId, id: key, seq, tries } = leased
    const { action, step, values } = message
    const known = yield* options.known(caseId)
    if (known?.state.frames.some((one) => one.kind === "do" && one.message === seq) !== true) return done
    const asked = yield* actions.run({ key, caseId, action, step, tries }, values).pipe(
      Effect.timeoutOption(patience),
      Effect.exit
    )
    if (Exit.isFailure(asked)) return notDone(asked.cause)
    if (asked.value._tag === "None") return { _tag: "Later", why: `no answer within ${Duration.toSeconds(patience)} seconds` } as Outcome
    const { outcome, values: answer } = asked.value.value
    const why = undeclared(plans.get(known.state.plan)?.plan, action, outcome, answer, actions.wrong)
    if (why !== undefined) return { _tag: "Never", why } as Outcome
    return heard(yield* hear(caseId, key, { _tag: "Answered", from: key, seq: 1, message: seq, outcome, values: answer }, key))
  })

  const revoke = (leased: Leased, { action, message }: Extract<Message, { readonly kind: "revoke" }>): Effect.Effect<Outcome> => {
    if (options.actions._tag === "None") return Effect.succeed<Outcome>({ _tag: "Later", why: "no actions here" })
    const { caseId, tries } = leased
    return options.actions.value.revoke({ key: Batch.messageId(caseId, message), caseId, action, tries }).pipe(
      Effect.as(done),
      Effect.catchCause((cause) => Effect.succeed(notDone(cause)))
    )
  }

  const carry = (leased: Leased): Effect.Effect<Outcome, unknown> => {
    const message = JSON.parse(leased.body) as Message
    switch (message.kind) {
      case "notice": {
        const { message: name, receipt, text, to, via } = message
        return delivered(
          options.notifier.deliver({ id: leased.id, caseId: leased.caseId, to, via, message: name, text, receipt })
        )
      }
      case "open":
        return open(leased, message)
      case "signal": {
        const signal = from(message.signal, leased)
        return Effect.map(hear(message.case, leased.id, signal, leased.id), heard)
      }
      case "announce":
        return announce(leased, message)
      case "watch":
        return watch(leased, message)
      case "do":
        return act(leased, message)
      case "revoke":
        return revoke(leased, message)
      case "workflow": {
        if (options.workflow._tag === "None") return Effect.succeed<Outcome>({ _tag: "Later", why: "no workflows here" })
        const { outcome, token, values } = message
        return delivered(options.workflow.value.closed({ token, caseId: leased.caseId, outcome, values }))
      }
    }
  }

  const backoff = (tries: number): number => Math.min(hour, 1_000 * 2 ** Math.max(0, tries - 1))

  const handle = Effect.fnUntraced(function*(leased: Leased, later: (at: Instant) => void) {
    const attributes = () => ({
      "frontdesk.case": leased.caseId, "frontdesk.message": leased.id, "frontdesk.kind": leased.kind, "frontdesk.tries": leased.tries
    })
    const outcome = yield* Effect.catchCause(Span.about("Desk.message", attributes, carry(leased)), (cause) =>
      Effect.succeed<Outcome>({ _tag: "Later", why: Cause.pretty(cause) })
    )
    if (outcome._tag === "Done") {
      meters.messages.delivered++
      return outcome.inChange ? [] : [leased]
    }
    if (outcome._tag === "Later" && leased.tries < mostTries) {
      meters.messages.retried++
      const after = now() + backoff(leased.tries)
      later(after)
      yield* store.retry(leased, after, outcome.why)
      return []
    }
    meters.messages.buried++
    incidents.add({ at: now(), what: "buried", caseId: leased.caseId, message: leased.id, why: outcome.why })
    yield* store.bury(leased, outcome.why)
    return []
  })

  const lookForPeople = Effect.fnUntraced(function*(those: ReadonlyArray<Offer>) {
    const answers = new Map<string, boolean>()
    for (const { caseId, keys, n, plan } of those) {
      const asked = [plan, ...keys].join("\n")
      let anybody = answers.get(asked)
      if (anybody === undefined) {
        anybody = yield* Effect.match(directory.who(keys, plans.get(plan)?.plan.organisation), {
          onSuccess: (persons) => persons.length > 0,
          // a directory that cannot be asked says nothing about the people in it
          onFailure: () => true
        })
        answers.set(asked, anybody)
      }
      if (anybody) continue
      const stamp = now()
      const id = `nobody:${n}:${stamp}`
      const command: Command = { _tag: "Nobody", caseId, id, stamp, n }
      yield* send({ caseId, id, named: false, remembered: false, stamp, make: () => command })
    }
  })

  /** The desk closes and cannot wait any longer: what is under way is anybody's from now on, what is done is done. */
  const returned = (open: ReadonlyArray<Leased>, gone: ReadonlyArray<Leased>) =>
    Effect.suspend(() => {
      const at = now()
      return Effect.andThen(
        Effect.forEach(open, (one) => store.retry(one, at, "its desk was closed"), { discard: true }),
        gone.length > 0 ? store.ack(gone) : Effect.void
      )
    }).pipe(Effect.ignore, Effect.forkDetach, Effect.flatMap((fiber) => Effect.timeoutOption(Effect.interruptible(Fiber.await(fiber)), grace)))

  /** Messages of some kinds, carried on their own: those of one loop wait for each other and for nobody else. */
  const loop = (kinds: ReadonlyArray<string>, before: Effect.Effect<number>) => {
    const latch = Latch.makeUnsafe(false)
    shift.onEnd(() => latch.openUnsafe())
    let retryAt = Infinity
    const later = (at: Instant): void => {
      retryAt = Math.min(retryAt, at)
    }
    const carried = (leased: ReadonlyArray<Leased>) =>
      Effect.uninterruptibleMask((restore) => {
        const open = new Set(leased)
        const gone: Array<Leased> = []
        const each = Effect.forEach(
          leased,
          (one) =>
            Effect.map(handle(one, later), (acks) => {
              open.delete(one)
              gone.push(...acks)
            }),
          { concurrency: "unbounded", discard: true }
        )
        return restore(each).pipe(
          Effect.andThen(Effect.suspend(() => (gone.length > 0 ? store.ack(gone) : Effect.void))),
          Effect.onInterrupt(() => returned([...open], gone))
        )
      })
    const pass = shift.work(Effect.gen(function*() {
      const more = yield* before
      // between the claim and its handling nobody comes
      const found = yield* Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(store.claimMessages({ kinds, limit, by: options.worker, ttl }), (leased) =>
          leased.length === 0 ? Effect.succeed(0) : Effect.as(restore(carried(leased)), leased.length)))
      return found + more
    }))
    const all: Relay["pass"] = Effect.gen(function*() {
      let count = 0
      while (!shift.over()) {
        const found = yield* pass
        if (found === 0) break
        count += found
      }
      return count
    })
    const once = Effect.gen(function*() {
      yield* latch.close
      if (shift.over()) return
      retryAt = Infinity
      yield* all
      const wait = Duration.min(poll(store.traits.shared), Duration.millis(Math.max(0, retryAt - now())))
      yield* Effect.timeoutOption(latch.await, wait)
    })
    const run = shift.until(once)
    return { all, run, poke: () => latch.openUnsafe() }
  }

  const people = Effect.gen(function*() {
    const those = offers
    offers = []
    yield* lookForPeople(those)
    return those.length
  })
  const letters = loop(
    ["notice", "open", "signal", "announce", "watch", ...(options.workflow._tag === "Some" ? ["workflow"] : [])],
    people
  )
  // an action may take its time: nobody's letters wait for it
  const acts = options.actions._tag === "Some" ? loop(["do", "revoke"], Effect.succeed(0)) : undefined

  return {
    pass: acts === undefined ? letters.all : Effect.zipWith(letters.all, acts.all, (a, b) => a + b),
    run: acts === undefined ? letters.run : Effect.asVoid(Effect.all([letters.run, acts.run], { concurrency: 2 })),
    poke: () => {
      letters.poke()
      acts?.poke()
    },
    offered: (offer) => {
      if (offers.length < mostOffers) offers.push(offer)
    }
  }
}

/** What became of an action that gave no answer. */
const notDone = (cause: Cause.Cause<NotDone>): Outcome => {
  const error = Option.getOrUndefined(Cause.findErrorOption(cause))
  if (error !== undefined) return { _tag: error.permanent === true ? "Never" : "Later", why: error.why }
  // cut off with the desk: asked again when there is one
  return { _tag: Cause.hasInterruptsOnly(cause) ? "Later" : "Never", why: Cause.pretty(cause) }
}

/** Why an answer is none that the procedure was compiled with. */
const undeclared = (
  plan: Plan | undefined,
  name: string,
  outcome: string,
  values: Values,
  wrong: Actions["Service"]["wrong"]
): string | undefined => {
  const action = plan?.actions?.[name]
  if (plan === undefined || action === undefined) return `the case's plan has no action ${name}`
  const fields = outcome === Plugged.done ? action.gives : action.fails[outcome]
  if (fields === undefined) return `${name} answered ${outcome}, which it does not declare`
  const [first] = Form.shapes(fields, values, { zone: plan.time.zone, currency: plan.currency }, wrong)
  return first === undefined ? undefined : `${name} answered ${first.field}: ${first.why}${first.expected === undefined ? "" : `, ${first.expected}`}`
}

/** Who speaks and in which order is known by the message, not by its words. */
const from = (signal: Unsent<Signal>, leased: Leased): Signal => ({ ...signal, from: leased.caseId, seq: leased.seq }) as Signal
