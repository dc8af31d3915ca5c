/**
 * Corrections: `amend` puts other values beside those of a step that is done, `rebook` another agreed time. Both keep
 * what was before. Terms that count from the value are found again, waits are aimed again, rows that used it get a
 * correcting row. Nothing is decided or run again: that is `return`. After the end only values and rows change.
 */
import * as Comparison from "../../domain/Comparison.ts"
import type { Field } from "../../domain/Field.ts"
import * as Form from "../../domain/Form.ts"
import type { Actor } from "../../domain/People.ts"
import type { Value, Values } from "../../domain/Value.ts"
import type { FieldOf } from "../../plan/Plan.ts"
import * as Clocks from "../Clocks.ts"
import type { Amend, Rebook } from "../Command.ts"
import * as Corrections from "../Corrections.ts"
import * as Intake from "../Intake.ts"
import * as Place from "../Place.ts"
import type { Refusal } from "../Refusal.ts"
import { emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame, StepPath } from "../State.ts"
import * as Wait from "../steps/Wait.ts"
import * as Uses from "../Uses.ts"
import * as Doing from "./Doing.ts"
import * as Right from "./Right.ts"

/** Legal while the agreed time is ahead, or was missed and what waits for it is still open. */
export const rebook = (run: Run, command: Rebook): Refusal | null => {
  const { actor, field, step, to } = command
  const declared = run.world.plan.orders.rebook
  if (declared === undefined || !names(declared.of, step, [field])) return Right.illegal("rebook", "not-declared")
  const unknown = known(run, "rebook", step)
  if (unknown !== null) return unknown
  const before = run.state.data[step]?.[field]
  const { come, live, places } = users(run, step, field)
  const last = come.at(-1)
  const past = typeof before === "number" && before < run.at
  if (live.length === 0) {
    if (last !== undefined && (past || come.length >= places)) return Right.over(run, last)
    // nothing counts from it, so nobody can say that nobody came
    if (past && places === 0) return Right.illegal("rebook", "wrong-state")
  }
  const refused = Right.order(run, "rebook", declared, actor, live[0] ?? null, command.reason)
  if (refused !== null || run.halted) return refused
  if (typeof before !== "number" || before === to) return Right.illegal("rebook", "nothing-to-amend")
  if (to < run.stamp || !Right.near(to, run.stamp)) return Doing.reject([{ field, why: "value-not-allowed" }])
  const wrong = unfit(run, step, { [field]: to }, actor)
  if (wrong !== null || run.halted) return wrong
  correct(run, "rebook", step, { [field]: before }, { [field]: to }, command.reason)
  return null
}

/** Legal once the step is done, also while the case stands, also after its end. */
export const amend = (run: Run, command: Amend): Refusal | null => {
  const { actor, step, values } = command
  const declared = run.world.plan.orders.amend
  if (declared === undefined || !names(declared.of, step, Object.keys(values))) return Right.illegal("amend", "not-declared")
  const unknown = known(run, "amend", step)
  if (unknown !== null) return unknown
  const refused = Right.order(run, "amend", declared, actor, at(step), command.reason)
  if (refused !== null || run.halted) return refused
  const now = run.state.data[step] ?? {}
  const before: { [field: string]: Value } = {}
  const after: { [field: string]: Value } = {}
  for (const [field, value] of Object.entries(values)) {
    const old = now[field]
    if (Comparison.equal(value, old)) continue
    after[field] = value
    if (old !== undefined) before[field] = old
  }
  if (Object.keys(after).length === 0) return Right.illegal("amend", "nothing-to-amend")
  const wrong = unfit(run, step, after, actor) ?? (step === "intake" ? Intake.future(run, { ...now, ...after }) : null)
  if (wrong !== null || run.halted) return wrong
  correct(run, "amend", step, before, after, command.reason)
  return null
}

const itemsOf = (step: StepPath): ReadonlyArray<number> => step.split("#").slice(1).map(Number)
const bare = (step: StepPath): string => step.split("#")[0] ?? step
const names = (of: ReadonlyArray<FieldOf>, step: StepPath, fields: ReadonlyArray<string>): boolean =>
  of.some((one) => one.step === bare(step)) &&
  fields.every((field) => of.some((one) => one.step === bare(step) && one.field === field))

/** Whether there is anything to correct: the step is done, and nothing went back over it. */
const known = (run: Run, order: "amend" | "rebook", step: StepPath): Refusal | null => {
  const { state } = run
  const live = state.frames.some((one) => one.kind === "task" && Place.pathOf(one) === step)
  if (live) return Right.illegal(order, "wrong-state")
  const done = state.done[step]
  if (step === "intake" || (done !== undefined && done.superseded !== true)) return null
  return Right.open(state) ?? { _tag: "NotOpenYet", step }
}

/** A place inside the items of a path, for sentences that ask where they stand. */
const at = (step: StepPath): Frame => ({
  kind: "steps",
  id: -1,
  parent: 0,
  node: bare(step),
  items: itemsOf(step),
  since: 0,
  list: "steps",
  at: ""
})

interface Users {
  /** those whose term counts from the value and runs now */
  readonly live: ReadonlyArray<Frame>
  /** those that are done: somebody came */
  readonly come: ReadonlyArray<StepPath>
  /** how many there are in the plan */
  readonly places: number
}

const users = (run: Run, step: StepPath, field: string): Users => {
  const nodes = Uses.of(run.world.plan).terms.get(Uses.key(bare(step), field)) ?? []
  const { done, frames } = run.state
  const near = (items: ReadonlyArray<number>): boolean => Scope.pathOf(run.state, bare(step), items) === step
  const places = new Set(nodes.map((node) => (node === "" ? "case" : Place.name(node))))
  return {
    live: frames.filter((one) => one.kind !== "steps" && nodes.includes(one.node) && near(one.items)),
    come: Object.entries(done).flatMap(([path, one]) =>
      places.has(bare(path)) && one.superseded !== true && near(itemsOf(path)) ? [path] : []
    ),
    places: places.size
  }
}

/** The new values by the rules of their form; what the form asks for besides was given before. */
const unfit = (run: Run, step: StepPath, values: Values, actor: Actor): Refusal | null => {
  const changed = (field: string): boolean => Object.hasOwn(values, field.split(".")[0] ?? field)
  const issues = Form.check(
    formOf(run, bare(step), values).filter((field) => changed(field.name)),
    { ...run.state.data[step], ...values },
    Scope.of(run, at(step)),
    { step: bare(step), keys: Right.keysOf(actor) }
  )
  return Doing.reject(issues.filter((issue) => changed(issue.field)))
}

/** Branches of one `choose` may each have a form of that name. */
const formOf = (run: Run, step: string, values: Values): ReadonlyArray<Field> => {
  if (step === "intake") return run.world.plan.intake.form
  const forms = (run.nodes.named.get(step) ?? []).flatMap((node) => {
    const found = run.nodes.node.get(node)?.step
    return found?.kind === "task" ? [found.form] : []
  })
  return forms.find((form) => Object.keys(values).every((name) => form.some((field) => field.name === name))) ?? []
}

const correct = (
  run: Run,
  order: "amend" | "rebook",
  path: StepPath,
  before: Values,
  after: Values,
  reason: string | undefined
): void => {
  const { state } = run
  const all = { ...state.data[path], ...after }
  const promised = state.clocks.map((clock) => Clocks.fresh(run, clock)?.clock)
  const intake =
    path === "intake" ? { intake: { at: Intake.at(run, all, state.intake), subject: subject(run, after) } } : {}
  emit(run, { _tag: "Amended", path, order, before, after, reason: reason ?? "", ...intake })
  Clocks.moved(run, promised, order === "amend" ? "amended" : "rebooked")
  if (run.state.status === "open") {
    Wait.aim(run)
    if (path === "intake") Intake.listen(run)
  }
  Corrections.correct(run, path, Object.keys(after))
}

/** How the case is found again; fields that are not corrected stay as they were. */
const subject = (run: Run, after: Values): ReadonlyArray<readonly [string, string]> => {
  const changed = Intake.subject(run, after)
  const kept = run.state.subject.filter(([field]) => !Object.hasOwn(after, field))
  const order = run.world.plan.subject
  return [...kept, ...changed].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}
