/**
 * All the forms of a plan by the name they are spoken of: what a module has a type for.
 */
import type { Field } from "../../domain/Field.ts"
import type { Plan } from "../../plan/Plan.ts"
import * as Outline from "../Outline.ts"
import * as FieldText from "./FieldText.ts"

/** Tasks of one name in branches of one `choose` have several forms under it. */
export const all = (plan: Plan): ReadonlyArray<readonly [name: string, forms: ReadonlyArray<ReadonlyArray<Field>>]> => [
  ["intake", [plan.intake.form]],
  ...[...Outline.make(plan).tasks].map(([name, tasks]) => [name, tasks.map((it) => it.form)] as const),
  ...Object.entries(plan.outcomes).map(([outcome, fields]) => [outcome, [fields]] as const),
  ...Object.entries(plan.events).map(([topic, fields]) => [topic, [fields]] as const),
  ...Object.entries(plan.announces).map(([topic, it]) => [topic, [it.fields]] as const),
  ...Object.entries(plan.actions ?? {}).flatMap(([action, { fails, gives, with: given }]) => [
    [action, [given]] as const,
    ...[gives, ...Object.values(fails)].map((it) => [action, [it]] as const)
  ])
]

/** The plugged types in them, each once. */
export const plugged = (plan: Plan): ReadonlyArray<string> =>
  [...new Set(all(plan).flatMap(([, forms]) => FieldText.plugins(forms.flat())))].sort()
