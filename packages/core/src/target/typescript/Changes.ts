/**
 * What orders can name in a case of a procedure: steps to return to, terms to extend, items that can be added, appointments
 * that can be agreed anew, values that can be corrected; each with the roles that may do it.
 */
import type { Field } from "../../domain/Field.ts"
import type { Order, Plan } from "../../plan/Plan.ts"
import type { Outline } from "../Outline.ts"
import * as Acting from "./Acting.ts"
import * as FieldText from "./FieldText.ts"

export interface Correction {
  readonly step: string
  /** those that may be corrected, none of them needed */
  readonly fields: ReadonlyArray<Field>
  readonly roles: Acting.Roles
}

/** What an order names: a step to return to, a term to extend. */
export interface Named {
  readonly name: string
  readonly roles: Acting.Roles
}

export interface Changes {
  readonly returns: ReadonlyArray<Named>
  readonly extensions: ReadonlyArray<Named>
  readonly signers: ReadonlyArray<{ readonly each: string; readonly type: string; readonly roles: Acting.Roles }>
  /** `name` as the file writes it: `visit`, `agree-time.visit` */
  readonly appointments: ReadonlyArray<{
    readonly name: string
    readonly step: string
    readonly field: string
    readonly roles: Acting.Roles
  }>
  readonly corrections: ReadonlyArray<Correction>
}

/** Whether there is any. */
export const some = (changes: Changes): boolean => Object.values(changes).some((all: ReadonlyArray<unknown>) => all.length > 0)

/** Of a plan. */
export const of = (plan: Plan, outline: Outline, context: FieldText.Context): Changes => {
  const { addSigner, amend, extend, rebook } = plan.orders
  const steps = [...new Set((amend?.of ?? []).map((it) => it.step))]
  const named = (order: (Order & { readonly names: ReadonlyArray<string> }) | undefined): ReadonlyArray<Named> =>
    order === undefined ? [] : [...new Set(order.names)].map((name) => ({ name, roles: Acting.ordering(order, plan) }))
  return {
    returns: named(plan.orders.return && { ...plan.orders.return, names: plan.orders.return.to }),
    extensions: named(extend && { ...extend, names: extend.of }),
    signers: (addSigner?.of ?? []).map(({ each, type }) => ({
      each,
      type: FieldText.type(type, context),
      roles: addSigner === undefined ? null : Acting.ordering(addSigner, plan)
    })),
    appointments: (rebook?.of ?? []).map(({ field, step }) => ({
      name: step === "intake" ? field : `${step}.${field}`,
      step,
      field,
      roles: rebook === undefined ? null : Acting.ordering(rebook, plan)
    })),
    corrections: steps.map((step) => {
      const forms = step === "intake" ? [plan.intake.form] : (outline.tasks.get(step) ?? []).map((it) => it.form)
      const named = (amend?.of ?? []).flatMap((it) => (it.step === step ? [it.field] : []))
      return {
        step,
        fields: named.flatMap((name): ReadonlyArray<Field> => {
          const field = forms.flat().find((it) => it.name === name)
          return field === undefined ? [] : [{ ...field, needed: false }]
        }),
        roles: amend === undefined ? null : Acting.ordering(amend, plan)
      }
    })
  }
}
