/**
 * What orders can change in a case of a procedure: items that can be added, appointments that can be agreed anew, values
 * that can be corrected; each with the roles that may do it.
 */
import type { Field } from "../../domain/Field.ts"
import type { Plan } from "../../plan/Plan.ts"
import type { Outline } from "../Outline.ts"
import * as Acting from "./Acting.ts"
import * as FieldText from "./FieldText.ts"

export interface Correction {
  readonly step: string
  /** those that may be corrected, none of them needed */
  readonly fields: ReadonlyArray<Field>
  readonly roles: Acting.Roles
}

export interface Changes {
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

/** Of a plan; none for most. */
export const of = (plan: Plan, outline: Outline, context: FieldText.Context): Changes => {
  const { addSigner, amend, rebook } = plan.orders
  const steps = [...new Set((amend?.of ?? []).map((it) => it.step))]
  return {
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
