/** Steps without a person and without time: what applies rules, tells other cases, and ends. */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { Values } from "../../domain/Value.ts"
import type { Announce, Compute, Decide, End } from "../../plan/Plan.ts"
import * as Ending from "../Ending.ts"
import * as Kept from "../Kept.ts"
import * as List from "../List.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame } from "../State.ts"

/** Values of expressions by name; what is absent is left out. */
export const values = (
  of: ReadonlyArray<{ readonly name: string; readonly value: Expression }>,
  scope: Evaluate.Scope
): Values => {
  const found: { [field: string]: Values[string] } = {}
  for (const { name, value } of of) {
    const worth = Evaluate.evaluate(value, scope)
    if (worth !== undefined) found[name] = worth
  }
  return found
}

/** Fields given to another case, an event, an outcome. */
export const fields = (
  of: ReadonlyArray<{ readonly field: string; readonly value: Expression }>,
  scope: Evaluate.Scope
): Values => values(of.map(({ field, value }) => ({ name: field, value })), scope)

/** The first row that fits; the value is fixed from then on. */
export const decide = (run: Run, step: Decide, list: Frame): Outcome => {
  const scope = Scope.of(run, list)
  run.used = []
  const row = step.rows.findIndex((one) => one.when === undefined || Evaluate.holds(one.when, scope))
  const then = step.rows[row]?.then
  const value = then === undefined ? undefined : Evaluate.evaluate(then, scope)
  return settle(run, "Decided", step.name, list, value === undefined ? {} : { value }, row < 0 ? undefined : row)
}

export const compute = (run: Run, step: Compute, list: Frame): Outcome => {
  run.used = []
  const value = Evaluate.evaluate(step.value, Scope.of(run, list))
  return settle(run, "Computed", step.name, list, value === undefined ? {} : { value })
}

const settle = (
  run: Run,
  _tag: "Decided" | "Computed",
  step: string,
  list: Frame,
  found: Values,
  row?: number
): Outcome => {
  if (over(run)) return "over"
  emit(run, {
    _tag,
    path: List.pathIn(list, step),
    ...(row !== undefined && { row }),
    values: found,
    // one value: kept as soon as anything reads the step at all
    kept: (run.world.plan.kept[step] ?? []).length > 0 ? found : Kept.of(run.world.plan, step, found),
    ...(run.used.length > 0 && { facts: run.used })
  })
  // the entry keeps these: what is asked after it is not its own
  run.used = []
  return "done"
}

/** Tells other cases. What stands, stands until this case ends. */
export const announce = (run: Run, step: Announce, list: Frame): Outcome => {
  const told = fields(step.with, Scope.of(run, list))
  if (over(run)) return "over"
  const stands = run.world.plan.announces[step.topic]?.stands === true
  emit(run, {
    _tag: "Announced",
    path: List.pathIn(list, step.name),
    topic: step.topic,
    values: told,
    ...(stands && { stands: true as const })
  })
  emit(run, {
    _tag: "Sent",
    message: { kind: "announce", topic: step.topic, values: told, stands: stands ? "on" : "moment" }
  })
  return "done"
}

/** Ends the whole case, from wherever it stands. */
export const end = (run: Run, step: End, list: Frame): Outcome => {
  const given = fields(step.gives, Scope.of(run, list))
  if (over(run)) return "over"
  return Ending.end(run, step.outcome, given, "end")
}
