/**
 * What of a procedure's values is confidential, as `plan/Seal.ts` asks: from its forms, the outcomes and events of other
 * procedures, the registers of its handbook.
 */
import type { Expression, Register } from "../../domain/Expression.ts"
import type { Field } from "../../domain/Field.ts"
import * as Seal from "../../plan/Seal.ts"
import * as Topic from "../../plan/Topic.ts"
import * as CaseRows from "../model/CaseRows.ts"
import * as Handbook from "../model/Handbook.ts"
import type { Procedure, StepRecord } from "../model/Model.ts"

export interface Seals extends Seal.Sources {
  /** the fields a step keeps */
  readonly fields: (step: string) => ReadonlyArray<Field>
  /** what comes with an event, or with a new row of a ledger */
  readonly topic: (topic: string) => Seal.Seal | undefined
}

export const of = (procedure: Procedure): Seals => {
  const steps = new Map<string, Array<StepRecord>>()
  for (const it of procedure.records) {
    const same = steps.get(it.name)
    if (same === undefined) steps.set(it.name, [it])
    else same.push(it)
  }
  const signature = (id: string) => [...procedure.names.signatures.values()].find((it) => it?.id === id)

  const eventFields = (topic: string): ReadonlyArray<Field> => {
    const event = topic.slice(topic.lastIndexOf(".") + 1)
    if (event !== topic) return signature(topic.slice(0, topic.lastIndexOf(".")))?.announces.get(event) ?? []
    const found = Handbook.find(procedure.handbook.events, topic)
    return typeof found === "string" ? [] : found.value
  }
  const fields = (step: string): ReadonlyArray<Field> => {
    if (step === "intake") return procedure.intake.form
    return (steps.get(step) ?? []).flatMap(({ resolved }): ReadonlyArray<Field> => {
      switch (resolved?.kind) {
        case "task":
          return resolved.form
        case "call":
          return [...(signature(resolved.opens)?.outcomes.values() ?? [])].flat()
        case "wait":
          return resolved.for === undefined ? [] : eventFields(resolved.for.topic)
        case "do": {
          const action = procedure.handbook.plugged.actions.get(resolved.action)
          return action === undefined ? [] : [action.gives, ...Object.values(action.fails)].flat()
        }
        default:
          return []
      }
    })
  }
  return {
    fields,
    topic: (topic) => {
      const ledger = Topic.ledgerOf(topic)
      if (ledger === undefined) return Seal.ofFields(eventFields(topic))
      return rows({ from: "ledger", ledger: ledger.slice(ledger.indexOf("/") + 1) }, procedure)
    },
    step: (step) => Seal.ofFields(fields(step)),
    computed: (step) => (steps.get(step) ?? []).flatMap(({ resolved }): ReadonlyArray<Expression> =>
      resolved?.kind === "compute" ? [resolved.value] : resolved?.kind === "decide" ? resolved.rows.map((row) => row.then) : []
    ),
    list: (each) => (steps.get(each) ?? []).flatMap(({ resolved }) => (resolved?.kind === "each" ? [resolved.in] : []))[0],
    rows: (register) => rows(register, procedure)
  }
}

const rows = (register: Register, procedure: Procedure): Seal.Seal | undefined => {
  switch (register.from) {
    case "ledger": {
      const ledger = Handbook.find(procedure.handbook.ledgers, register.ledger)
      if (typeof ledger === "string") return undefined
      const columns = Seal.ofFields(ledger.value.columns)
      return ledger.value.class === undefined ? columns : [...new Set([ledger.value.class, ...Seal.classes(columns)])]
    }
    case "cases":
      return ofCases(register.procedure, procedure)
    case "table": {
      const table = Handbook.find(procedure.handbook.tables, register.table)
      if (typeof table === "string") return undefined
      const columns = Seal.ofFields(table.value.columns)
      return table.value.class === undefined ? columns : [...new Set([table.value.class, ...Seal.classes(columns)])]
    }
  }
}

/** Rows of another procedure's cases: its intake, its outcomes, its tasks by name. */
export const ofCases = (id: string, { names }: Procedure): Seal.Parts | undefined => {
  const found = [...names.signatures.values()].find((it) => it?.id === id)
  if (found === undefined) return undefined
  const parts: { [name: string]: Seal.Seal } = { ...Seal.ofFields(CaseRows.columns(found)) }
  for (const [name, form] of found.tasks()) {
    const seal = Seal.ofFields(form)
    if (seal !== undefined) parts[name] = seal
  }
  return Object.keys(parts).length === 0 ? undefined : parts
}
