/**
 * Messages between the cases of a run, as a relay brings them (engine §5): in the order they were sent, each to its
 * case or to all who listen; facts that stand to those who come later. Whatever a case refuses is done with.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import type { Signal } from "../case/Command.ts"
import type { Message, Unsent } from "../case/Entry.ts"
import * as RowsOf from "../case/RowsOf.ts"
import type { CaseId } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import * as Topic from "../plan/Topic.ts"
import { staffOf, step } from "./Run.ts"
import type { Case, Run, Sent } from "./Run.ts"
import * as Staff from "./Staff.ts"

const most = 10_000

/** A message was brought to a case; if the case refuses it, that is its answer and the message is done with. */
const hear = (run: Run, to: CaseId, sent: Sent, signal: Unsent<Signal>): Run => {
  const heard = { ...signal, from: sent.from, seq: sent.seq } as Signal
  const done = step(run, {
    _tag: "Hear",
    caseId: to,
    id: `${sent.from}:${sent.seq}>${to}:${"key" in signal ? signal.key : ""}`,
    stamp: run.now,
    signal: heard
  })
  return Result.isSuccess(done) ? done.success : run
}

/** Who listens to one of these addresses, each once, with the narrowest address he listens under. */
export const watchers = (
  run: Run,
  from: CaseId,
  addresses: ReadonlyArray<string>
): ReadonlyArray<readonly [CaseId, string]> =>
  [...run.cases].flatMap(([id, { state }]) => {
    const watched = RowsOf.rows(state).watch.map((one) => one.key)
    const key = addresses.findLast((address) => watched.includes(address))
    return key === undefined || (id === from && Topic.ledgerOf(addresses[0] ?? "") === undefined) || state.status !== "open" ? [] : [[id, key] as const]
  })

/** Facts that stand now, with the entry that announced each. */
const standing = (run: Run): ReadonlyArray<Sent & { readonly message: Message & { readonly kind: "announce" } }> =>
  [...run.cases].flatMap(([from, { journal, state }]) =>
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

/** Tells those who listen, each under his own address. */
export const announce = (
  run: Run,
  sent: Sent,
  message: Message & { readonly kind: "announce" },
  to: ReadonlyArray<readonly [CaseId, string]>
): Run =>
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
  }, run)

const deliver = (run: Run, sent: Sent): Run => {
  const { from, message, seq } = sent
  switch (message.kind) {
    case "open": {
      const compiled = run.setting.procedures.get(message.procedure)
      const failed = (why: string): Run =>
        message.back?.to === "case"
          ? hear(run, from, { ...sent, from: message.case, seq: 1 }, { _tag: "LinkFailed", link: message.back.link, why })
          : run
      if (compiled === undefined) return failed("UnknownPlan")
      const opened = step(run, {
        _tag: "Open",
        caseId: message.case,
        id: `${from}:${seq}`,
        stamp: run.now,
        procedure: message.procedure,
        plan: compiled.digest,
        values: message.values,
        depth: message.depth,
        ...(message.opener !== undefined && { opener: message.opener }),
        ...(message.received !== undefined && { received: message.received }),
        ...(message.due !== undefined && { due: message.due }),
        ...(message.remind !== undefined && { remind: message.remind }),
        ...(message.back !== undefined && { back: message.back })
      })
      return Result.isSuccess(opened) ? opened.success : failed(opened.failure._tag)
    }
    case "signal":
      return hear(run, message.case, sent, message.signal)
    case "announce":
      return announce(run, sent, message, watchers(run, from, TopicKey.all(message.topic, message.values)))
    case "watch":
      return standing(run).reduce(
        (current, fact) =>
          fact.from !== from && TopicKey.all(fact.message.topic, fact.message.values).includes(message.key)
            ? announce(current, fact, fact.message, [[from, message.key]])
            : current,
        run
      )
    // what the host answers, a row says
    case "do":
    case "revoke":
    case "notice":
    case "workflow":
      return run
  }
}

/** Brings all messages, in the order they were sent, and those they cause. */
export const settle = (run: Run): Run => {
  let current = nobody(run)
  for (let n = 0; current.queue.length > 0; n++) {
    if (n > most) throw new Error("the cases of this run send messages without end")
    const [first, ...rest] = current.queue
    if (first !== undefined) current = nobody(deliver({ ...current, queue: rest }, first))
  }
  return current
}

/**
 * The cases whose tasks may have nobody there now. Where none of the staff is ever away, that changes only with the
 * case itself.
 */
const unsure = (run: Run): ReadonlyArray<readonly [CaseId, Case]> => {
  if (Object.keys(run.setting.given.absent).length > 0) return [...run.cases]
  const touched = new Set(run.log.slice(run.looked).map((logged) => logged.case))
  if (touched.size > 1) return [...run.cases].filter(([id]) => touched.has(id))
  return [...touched].flatMap((id) => {
    const it = run.cases.get(id)
    return it === undefined ? [] : [[id, it] as const]
  })
}

/**
 * Tells a case that nobody is there for a task. A scenario names only the people it needs, so this happens only where
 * it has staff for the task and none of them is there now.
 */
const nobody = (run: Run): Run => {
  let current = { ...run, looked: run.log.length }
  for (const [id, { compiled, state }] of unsure(run)) {
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
