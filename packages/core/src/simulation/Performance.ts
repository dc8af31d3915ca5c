/**
 * What a row of a scenario does, as commands: who acts, on which case and task, in which words. A place that is not
 * there is answered as a desk would: no such case, not open yet, not waiting.
 *
 * @since 0.1.0
 */
import type { Refusal } from "../case/Refusal.ts"
import type { Actor } from "../domain/People.ts"
import type { Term } from "../domain/Time.ts"
import type { Act, CasePath, Place, Row } from "../plan/Scenario.ts"
import * as Address from "./Address.ts"
import type { Known } from "./Address.ts"
import { staffOf } from "./Run.ts"
import type { Case, Run } from "./Run.ts"
import * as Simulation from "./Simulation.ts"
import * as Staff from "./Staff.ts"

/** The run on its way through the rows, with the cases that paths start from. */
export interface Going {
  readonly run: Run
  readonly known: Known
  readonly refusal?: Refusal
}

/** A case keeps the id of its order in the run: the same in every run. */
const idOf = (run: Run, procedure: string): string =>
  `${procedure.slice(procedure.lastIndexOf("/") + 1)}-${[...run.cases.keys()].filter((id) => !id.includes("/")).length + 1}`

const doing = (going: Going, row: Row, act: Extract<Act, { readonly act: "does" }>): Going => {
  const { known, run } = going
  const before = Simulation.pass(run, row.at)
  const it = Address.caseOf(before, known, act.at.in)
  if (it === undefined) return { ...going, run: before, refusal: { _tag: "NoSuchCase" } }
  const n = Address.taskOf(it, act.at.step)
  if (n === undefined) return { ...going, run: before, refusal: { _tag: "NotOpenYet", step: act.at.step } }
  const caseId = it.state.id
  const frame = Address.frameOf(it, act.at.step)
  const together = frame?.kind === "task" && frame.places.length > 0
  const more = {
    ...(act.done !== undefined && { done: act.done }),
    ...(act.reason !== undefined && { reason: act.reason })
  }
  let current = before
  for (const [index, person] of (together ? act.who : act.who.slice(0, 1)).entries()) {
    const done = Simulation.commandBy(current, row.at, caseId, person, (actor) =>
      together
        ? { _tag: "Sign", caseId, actor, n, ...(index === 0 && { values: act.with }), ...more }
        : { _tag: "Complete", caseId, actor, n, values: act.with, ...more }
    )
    // a row that is refused changed nothing, the signatures before it neither
    if (done.refusal !== undefined) return { ...going, run: before, refusal: done.refusal }
    current = done.run
  }
  return { known, run: current }
}

const notMade: Refusal = { _tag: "OrderNotLegal", order: "", why: "not-declared" }

/** An order's keys as its command; `undefined` for an order there is none of. */
const order = (
  going: Going,
  it: Case,
  act: Extract<Act, { readonly act: "orders" }>,
  at: number
): ((actor: Actor) => Simulation.Order) | undefined => {
  const caseId = it.state.id
  const { by, reason: why, text, to, until, ...values } = act.with
  const n = act.of === undefined ? 0 : (Address.taskOf(it, act.of.step) ?? 0)
  const reason = typeof why === "string" ? { reason: why } : {}
  const person = (): { readonly person: string; readonly keys: ReturnType<typeof Staff.keys> } => ({
    person: String(to ?? ""),
    keys: Staff.keys(staffOf(going.run, it.compiled.plan, at), String(to ?? ""))
  })
  switch (act.order) {
    case "claim":
      return (actor) => ({ _tag: "Claim", caseId, actor, n })
    case "give-back":
      return (actor) => ({ _tag: "GiveBack", caseId, actor, n })
    case "note":
      return (actor) => ({ _tag: "Note", caseId, actor, text: String(text ?? why ?? "") })
    case "transfer":
      return (actor) => ({ _tag: "Transfer", caseId, actor, n, to: person(), ...reason })
    case "delegate":
      return (actor) => ({ _tag: "Delegate", caseId, actor, n, to: person() })
    case "return":
      return (actor) => ({ _tag: "Return", caseId, actor, to: String(to ?? ""), ...(n > 0 && { n }), ...reason })
    case "urge":
      return (actor) => ({ _tag: "Urge", caseId, actor, n, ...(typeof text === "string" && { text }) })
    case "extend":
      return (actor) => ({
        _tag: "Extend",
        caseId,
        actor,
        of: act.of?.step ?? "case",
        by: typeof until === "number" ? { until } : (by as unknown as Term),
        ...reason
      })
    case "suspend":
      return (actor) => ({ _tag: "Suspend", caseId, actor, values, ...reason })
    case "resume":
      return (actor) => ({ _tag: "Resume", caseId, actor, ...reason })
    case "withdraw":
      return (actor) => ({ _tag: "Withdraw", caseId, actor, ...reason })
    case "add-signer":
      return (actor) => ({ _tag: "AddSigner", caseId, actor, each: act.of?.step ?? "", item: to ?? "" })
    case "rebook":
      return (actor) => ({
        _tag: "Rebook", caseId, actor, step: act.of?.step ?? "", field: act.field ?? "", to: Number(to), ...reason
      })
    case "amend":
      return (actor) => ({
        _tag: "Amend", caseId, actor, step: act.of?.step ?? "", values: { [act.field ?? ""]: to ?? "" }, ...reason
      })
    case "terminate":
      return (actor) => ({ _tag: "Terminate", caseId, actor, values, ...reason })
    default:
      return undefined
  }
}

const inCase = (going: Going, row: Row, path: CasePath, then: (it: Case, going: Going) => Going): Going => {
  const run = Simulation.pass(going.run, row.at)
  const it = Address.caseOf(run, going.known, path)
  return it === undefined ? { ...going, run, refusal: { _tag: "NoSuchCase" } } : then(it, { ...going, run })
}

const receipt = (going: Going, row: Row, at: Place): Going =>
  inCase(going, row, at.in, (it, now) => {
    const name = at.step.split("#")[0]
    const frame = it.state.frames.find((one) => one.kind === "receipt" && one.node.split("/").at(-1) === name)
    if (frame?.kind !== "receipt") return { ...now, refusal: { _tag: "NotWaiting" } }
    const done = Simulation.command(now.run, row.at, {
      _tag: "Hear",
      caseId: it.state.id,
      signal: { _tag: "Received", from: "channel", seq: now.run.count + 1, message: frame.message, at: row.at }
    })
    return { ...now, ...done }
  })

const answer = (going: Going, row: Row, act: Extract<Act, { readonly act: "answers" }>): Going =>
  inCase(going, row, act.at.in, (it, now) => {
    const frame = Address.frameOf(it, act.at.step)
    if (frame?.kind !== "do") return { ...now, refusal: { _tag: "NotWaiting" } }
    const { message } = frame
    const done = Simulation.command(now.run, row.at, {
      _tag: "Hear",
      caseId: it.state.id,
      signal: {
        _tag: "Answered", from: `${it.state.id}:${message}`, seq: 1, message, outcome: act.outcome, values: act.with
      }
    })
    return { ...now, ...done }
  })

/** Does what a row says, at its instant. */
export const perform = (going: Going, row: Row): Going => {
  const { act } = row
  const { known, run } = going
  switch (act.act) {
    case "time-passes":
      return { known, run: Simulation.pass(run, row.at + 1) }
    case "opens": {
      const before = Simulation.pass(run, row.at)
      const compiled = before.setting.procedures.get(act.procedure)
      if (compiled === undefined) return { known, run: before, refusal: { _tag: "NoSuchCase" } }
      const caseId = idOf(before, act.procedure)
      const [actor] = Staff.actors(staffOf(before, compiled.plan, row.at), act.who)
      const done = Simulation.command(before, row.at, {
        _tag: "Open",
        caseId,
        actor,
        procedure: act.procedure,
        plan: compiled.digest,
        values: act.with,
        depth: 0
      })
      if (done.refusal !== undefined) return { known, ...done }
      const named = act.as === undefined ? known.named : { ...known.named, [act.as]: caseId }
      return { known: { own: known.own ?? caseId, named }, ...done }
    }
    case "does":
      return doing(going, row, act)
    case "orders":
      return inCase(going, row, act.in, (it, now) => {
        const make = order(now, it, act, row.at)
        if (make === undefined) return { ...now, refusal: { ...notMade, order: act.order } as Refusal }
        return { known, ...Simulation.commandBy(now.run, row.at, it.state.id, act.who, make) }
      })
    case "event":
      return { known, ...Simulation.event(run, row.at, act.topic, act.with) }
    case "answers":
      return answer(going, row, act)
    case "receipt":
      return receipt(going, row, act.at)
  }
}
