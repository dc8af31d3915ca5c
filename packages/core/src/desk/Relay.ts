/**
 * Carries the outbox away: notices to people, signals to other cases, facts to those who watch them, outcomes to
 * workflows. At least once, in order within a lane; between cases the receiving change acknowledges in the same
 * transaction. What cannot be delivered comes back later, and after twenty tries lies open for an administrator.
 *
 * @since 0.1.0
 */
import type { Option } from "effect"
import { Cause, Duration, Effect, Latch } from "effect"
import type { Command, Signal } from "../case/Command.ts"
import type { Message, Unsent } from "../case/Entry.ts"
import type { CaseId } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import type { Key } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { CaseStore, Leased, StoreDown } from "../port/CaseStore.ts"
import type { Directory } from "../port/Directory.ts"
import type { NotDelivered, Notifier } from "../port/Notifier.ts"
import type { WorkflowBack } from "../port/WorkflowBack.ts"
import type { Incidents } from "./Incidents.ts"
import type { Reply } from "./Job.ts"
import * as LedgerBook from "./LedgerBook.ts"
import type { Digest } from "../plan/Plan.ts"
import * as Topic from "../plan/Topic.ts"
import type { Plans } from "./Plans.ts"
import type { Send } from "./Send.ts"

export interface Relay {
  /** everything that can leave now; how many messages and offers it looked at */
  readonly pass: Effect.Effect<number, StoreDown>
  readonly run: Effect.Effect<never, StoreDown>
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
  readonly send: Send
  readonly incidents: Incidents
  readonly now: () => Instant
  readonly worker: string
}

const limit = 128
const ttl = Duration.seconds(60)
/** where others write too, their messages and broken leases are ours to find */
const poll = (shared: boolean): Duration.Duration => Duration.seconds(shared ? 1 : 60)
const mostTries = 20
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
  const { directory, incidents, now, plans, send, store } = options
  const latch = Latch.makeUnsafe(false)
  const kinds = [
    "notice", "open", "signal", "announce", "watch",
    ...(options.workflow._tag === "Some" ? ["workflow"] : [])
  ]
  let offers: Array<Offer> = []
  let retryAt = Infinity

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

  const carry = (leased: Leased): Effect.Effect<Outcome, StoreDown> => {
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
      case "workflow": {
        if (options.workflow._tag === "None") return Effect.succeed<Outcome>({ _tag: "Later", why: "no workflows here" })
        const { outcome, token, values } = message
        return delivered(options.workflow.value.closed({ token, caseId: leased.caseId, outcome, values }))
      }
    }
  }

  const backoff = (tries: number): number => Math.min(hour, 1_000 * 2 ** Math.max(0, tries - 1))

  const handle = Effect.fnUntraced(function*(leased: Leased) {
    const outcome = yield* Effect.catchCause(carry(leased), (cause) =>
      Effect.succeed<Outcome>({ _tag: "Later", why: Cause.pretty(cause) })
    )
    if (outcome._tag === "Done") return outcome.inChange ? [] : [leased]
    if (outcome._tag === "Later" && leased.tries < mostTries) {
      const after = now() + backoff(leased.tries)
      retryAt = Math.min(retryAt, after)
      yield* store.retry(leased, after, outcome.why)
      return []
    }
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

  const pass = Effect.gen(function*() {
    const those = offers
    offers = []
    yield* lookForPeople(those)
    const leased = yield* store.claimMessages({ kinds, limit, by: options.worker, ttl })
    const acks = yield* Effect.forEach(leased, handle, { concurrency: "unbounded" })
    const gone = acks.flat()
    if (gone.length > 0) yield* store.ack(gone)
    return leased.length + those.length
  })

  const all: Relay["pass"] = Effect.gen(function*() {
    let count = 0
    while (true) {
      const found = yield* pass
      if (found === 0) return count
      count += found
    }
  })

  return {
    pass: all,
    run: Effect.forever(
      Effect.gen(function*() {
        yield* latch.close
        retryAt = Infinity
        yield* all
        const wait = Duration.min(poll(store.traits.shared), Duration.millis(Math.max(0, retryAt - now())))
        yield* Effect.timeoutOption(latch.await, wait)
      })
    ),
    poke: () => latch.openUnsafe(),
    offered: (offer) => {
      if (offers.length < mostOffers) offers.push(offer)
    }
  }
}

/** Who speaks and in which order is known by the message, not by its words. */
const from = (signal: Unsent<Signal>, leased: Leased): Signal => ({ ...signal, from: leased.caseId, seq: leased.seq }) as Signal
