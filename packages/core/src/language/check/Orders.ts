/** Orders that can be given, taken back where they must be, and what they cancel (language §8). */
import type { Field } from "../../domain/Field.ts"
import type { AnyStep } from "../../plan/Plan.ts"
import * as Steps from "../../plan/Steps.ts"
import type { Report } from "../diagnostic/Report.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Procedure } from "../model/Model.ts"
import type { Span } from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"

export const orders = (procedure: Procedure, report: Report): void => {
  const tree = sound(procedure.tree.orders)
  if (tree === undefined) return
  const suspend = tree.orders.find((it) => it.kind === "suspend")
  const resume = tree.orders.find((it) => it.kind === "resume")
  if (suspend !== undefined && resume === undefined && !tree.incomplete) report.add("resume-missing", suspend.keyword, {})
  if (resume !== undefined && suspend === undefined && !tree.incomplete) {
    report.add("order-useless", resume.keyword, {
      order: "resume",
      why: said("no order suspends the case", "没有指令可以暂停流程")
    })
  }
  const tasks = procedure.records.some((it) => ["task", "file", "broken"].includes(it.tree.kind))
  for (const order of tree.orders) {
    if (!tasks && procedure.sound && (order.kind === "transfer" || order.kind === "delegate" || order.kind === "urge")) {
      report.add("order-useless", order.keyword, {
        order: order.kind,
        why: said("this procedure has no task", "本流程没有任务")
      })
    }
    if (order.kind !== "extend") continue
    const of = sound(order.of)
    for (const ref of of?.items ?? []) {
      if (ref.kind === "broken" || ref.names.length > 1) continue
      const name = ref.names[0].text
      const rungs = name === "case" ? [procedure.rungs] : procedure.records.flatMap((it) =>
        it.name === name && (it.resolved?.kind === "task" || it.resolved?.kind === "stage") ? [it.resolved.rungs] : []
      )
      const termless = rungs.length > 0 && rungs.every((it) => it.every((rung) => rung.due === null || rung.due.within.kind === "at-once"))
      if (termless && procedure.sound) {
        report.add("order-useless", ref.span, {
          order: "extend",
          why: said(`\`${name}\` has no term that could be extended`, `\`${name}\` 没有可以延长的期限`)
        })
      }
    }
  }
}

/** Who made an appointment asks for another one sooner or later. */
export const appointments = (procedure: Procedure, report: Report): void => {
  const tree = procedure.tree.orders
  // orders that could not be read may name it
  if (isBroken(tree) || tree?.incomplete === true) return
  const rebook = tree?.orders.find((it) => it.kind === "rebook")
  if (rebook !== undefined && procedure.orders.rebook === undefined) return
  const movable = new Set((procedure.orders.rebook?.of ?? []).map(({ field, step }) => `${step}.${field}`))
  const tell = (step: string, form: ReadonlyArray<Field>, spanOf: (field: string) => Span | undefined): void => {
    for (const { name, type } of form) {
      const span = spanOf(name)
      if (type.kind !== "appointment" || movable.has(`${step}.${name}`) || span === undefined) continue
      report.add("appointment-without-rebook", span, { field: step === "intake" ? name : `${step}.${name}` })
    }
  }
  tell("intake", procedure.intake.form, (field) => procedure.names.intake.get(field)?.span)
  for (const { name, node, resolved } of procedure.records) {
    if (resolved?.kind !== "task") continue
    const info = procedure.names.steps.get(name)?.find((it) => it.node === node)
    tell(name, resolved.form, (field) => info?.fields.get(field)?.span)
  }
}

type Crossed = Extract<AnyStep, { readonly kind: "parallel" | "each" | "repeat" }>

/** A return from inside one of these goes out of it. */
export const returns = (procedure: Procedure, report: Report): void => {
  const order = sound(procedure.tree.orders)?.orders.find((it) => it.kind === "return")
  if (order?.kind !== "return" || !procedure.sound) return
  for (const ref of sound(order.to)?.items ?? []) {
    if (ref.kind === "broken") continue
    const to = ref.names[0].text
    const out = after(procedure.steps, to)?.[0]
    if (out !== undefined) report.add("return-crosses", ref.span, { to, out: out.name, kind: out.kind })
  }
}

/** What may be left by going back to a step from later ones; `undefined` where the step is not in this list. */
const after = (steps: ReadonlyArray<AnyStep>, to: string): ReadonlyArray<Crossed> | undefined => {
  for (const [index, step] of steps.entries()) {
    const inside = step.name === to ? [] : Steps.inside(step).map((list) => after(list, to)).find((it) => it !== undefined)
    if (inside === undefined) continue
    // a return never goes into a branch, an item or a round, so what comes after those has no way back
    const through = step.kind === "parallel" || step.kind === "each" || step.kind === "repeat"
    return through ? inside : [...inside, ...steps.slice(index + 1).flatMap(crossed)]
  }
  return undefined
}

const crossed = (step: AnyStep): ReadonlyArray<Crossed> =>
  step.kind === "parallel" || step.kind === "each" || step.kind === "repeat" ? [step] : Steps.inside(step).flatMap((list) => list.flatMap(crossed))

/** An end in a branch or item cancels the calls that are open beside it. */
export const endings = (procedure: Procedure, report: Report): void => {
  if (!procedure.sound) return
  const spans = new Map(procedure.records.map((it) => [it.node, it.tree]))
  const walk = (steps: ReadonlyArray<AnyStep>, beside: string | undefined): void => {
    for (const step of steps) {
      const tree = spans.get(step.node)
      if (step.kind === "end" && beside !== undefined && tree !== undefined && tree.kind !== "broken") {
        report.add("end-with-open-call", tree.name.span, { outcome: step.outcome, call: beside })
      }
      const all = Steps.inside(step)
      const calls = step.kind === "parallel" || step.kind === "each" ? all.map(called) : []
      for (const [index, list] of all.entries()) {
        // the items of an `each` are beside one another
        const others = step.kind === "each" ? calls : calls.filter((_, at) => at !== index)
        walk(list, others.find((it) => it !== undefined) ?? beside)
      }
    }
  }
  walk(procedure.steps, undefined)
}

const called = (steps: ReadonlyArray<AnyStep>): string | undefined => {
  for (const step of steps) {
    const found = step.kind === "call" ? step.name : Steps.inside(step).map(called).find((it) => it !== undefined)
    if (found !== undefined) return found
  }
  return undefined
}
