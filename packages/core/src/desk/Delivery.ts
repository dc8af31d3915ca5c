/**
 * What becomes of one message of the outbox: a notice goes to people, a signal or an opening to another case, a fact to
 * those who listen for it, an action to the host, an outcome to a workflow. Asked again for the same message, it does the
 * same again; whoever hears it knows it by its id.
 *
 * @since 0.1.0
 */
import { Cause, Duration, Effect, Exit, Option } from "effect"
import type { Command, Signal } from "../case/Command.ts"
import type { Message, Unsent } from "../case/Entry.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import * as Form from "../domain/Form.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { Plan } from "../plan/Plan.ts"
import * as Topic from "../plan/Topic.ts"
import * as Plugged from "../plugin/Plugged.ts"
import type { Actions, NotDone } from "../port/Actions.ts"
import * as Batch from "../port/Batch.ts"
import type { CaseStore, Leased } from "../port/CaseStore.ts"
import type { NotDelivered, Notifier } from "../port/Notifier.ts"
import type { WorkflowBack } from "../port/WorkflowBack.ts"
import type { Incidents } from "./Incidents.ts"
import type { Reply } from "./Job.ts"
import * as LedgerBook from "./LedgerBook.ts"
import type { Plans } from "./Plans.ts"
import type { Send } from "./Send.ts"

export interface Options {
  readonly store: CaseStore["Service"]
  readonly plans: Plans
  readonly notifier: Notifier["Service"]
  readonly workflow: Option.Option<WorkflowBack["Service"]>
  readonly actions: Option.Option<Actions["Service"]>
  /** a case as committed */
  readonly known: (caseId: CaseId) => Effect.Effect<{ readonly state: CaseState } | null, unknown>
  readonly send: Send
  readonly incidents: Incidents
  readonly now: () => Instant
}

/** Delivers a message; what fails otherwise is to be tried again. */
export type Deliver = (leased: Leased) => Effect.Effect<Outcome, unknown>

/** an action that has not answered by then is asked again; less than a lease, so that nobody else asks meanwhile */
const patience = Duration.seconds(45)

export type Outcome =
  /** gone; `inChange`: the receiving change has acknowledged it */
  | { readonly _tag: "Done"; readonly inChange: boolean }
  | { readonly _tag: "Later"; readonly why: string }
  | { readonly _tag: "Never"; readonly why: string }

const done: Outcome = { _tag: "Done", inChange: false }

/** A store hands out no message before its instant: a desk whose clock is behind the store's learns by it how late it is. */
export const nowFor = ({ after }: Leased, now: () => Instant): Instant => Math.max(now(), after)

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

export const make = (options: Options): Deliver => {
  const { incidents, now, plans, send, store } = options

  const hear = (leased: Leased, caseId: CaseId, id: string, signal: Signal, ack?: string): Effect.Effect<Reply> => {
    const stamp = nowFor(leased, now)
    const command: Command = { _tag: "Hear", caseId, id, stamp, signal }
    return send({
      caseId, id, named: true, remembered: true, stamp, make: () => command, ...(ack !== undefined && { ack })
    })
  }

  const open = Effect.fnUntraced(function*(leased: Leased, message: Extract<Message, { readonly kind: "open" }>) {
    const reckoning = plans.current(message.procedure)
    let why = `this desk has no procedure ${message.procedure}`
    if (reckoning !== undefined) {
      const stamp = nowFor(leased, now)
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
    return heard(yield* hear(leased, caseId, leased.id, signal, leased.id))
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
        return Effect.map(hear(leased, caseId, leased.id, signal), heard)
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
          hear(leased, leased.caseId, `${leased.id}/${fact.caseId}`, {
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
    return heard(yield* hear(leased, caseId, key, { _tag: "Answered", from: key, seq: 1, message: seq, outcome, values: answer }, key))
  })

  const revoke = (leased: Leased, { action, message }: Extract<Message, { readonly kind: "revoke" }>): Effect.Effect<Outcome> => {
    if (options.actions._tag === "None") return Effect.succeed<Outcome>({ _tag: "Later", why: "no actions here" })
    const { caseId, tries } = leased
    return options.actions.value.revoke({ key: Batch.messageId(caseId, message), caseId, action, tries }).pipe(
      Effect.as(done),
      Effect.catchCause((cause) => Effect.succeed(notDone(cause)))
    )
  }

  return (leased) => {
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
        return Effect.map(hear(leased, message.case, leased.id, signal, leased.id), heard)
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
  return first === undefined ? undefined : `${name} answered ${first.field}: ${first.why}${first.expected === undefined ? "" : `, ${first.expected.en}`}`
}

/** Who speaks and in which order is known by the message, not by its words. */
const from = (signal: Unsent<Signal>, leased: Leased): Signal => ({ ...signal, from: leased.caseId, seq: leased.seq }) as Signal
