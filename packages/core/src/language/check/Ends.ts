/** Every path ends, every step can be reached, every outcome is used (language §6, §6.9). */
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import type * as Span from "../source/Span.ts"
import { said } from "../diagnostic/Phrase.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Name } from "../syntax/tree/Node.ts"
import type { Step, Steps } from "../syntax/tree/Step.ts"

const lack: ReadonlySet<string> = new Set(["path-without-end", "case-missing", "row-gap", "step-unreachable"])

/** A part was told to be missing: it may well use what nothing else uses. */
export const lacking = (procedure: Procedure, report: Report): boolean =>
  report.diagnostics.some((it) => lack.has(it.code) && it.span.file === procedure.span.file)

export const pathWithoutEnd = (procedure: Procedure, report: Report): void => {
  const steps = sound(procedure.tree.steps)
  if (steps === undefined || procedure.end.dead || unclear(steps)) return
  const [first, ...more] = openEnds(steps)
  const all = [...procedure.outcomes.keys()]
  const unused = all.filter((it) => !procedure.names.used.has(`outcome.${it}`))
  const outcomes = unused.length > 0 ? unused : all
  const at = first ?? { text: procedure.name, span: procedure.span }
  report.add("path-without-end", at.span, { after: at.text, outcomes }, {
    related: more.map((it) => ({ span: it.span, message: said("nor does it end here", "这里也没有结束") }))
  })
}

/** A step that could not be read may do anything. */
const unclear = (steps: Steps): boolean =>
  steps.items.some((it) => it.kind === "broken" || lists(it).some((list) => isBroken(list) || unclear(list)))

const lists = (step: Step): ReadonlyArray<Steps | { readonly kind: "broken"; readonly span: Span.Span }> => {
  switch (step.kind) {
    case "stage":
    case "each":
      return [step.steps]
    case "repeat":
      return [step.steps, ...(step.beyond === undefined ? [] : [step.beyond])]
    case "choose":
      return isBroken(step.cases)
        ? [step.cases]
        : [...step.cases.entries.map((it) => it.value), ...(step.otherwise === undefined ? [] : [step.otherwise])]
    case "parallel": {
      const beside = sound(step.beside)
      return isBroken(step.branches) ? [step.branches] : [...step.branches.entries, ...(beside?.entries ?? [])].map((it) => it.value)
    }
    default:
      return []
  }
}

/** The names after which a list runs out although the case is not over. */
const openEnds = (steps: Steps): ReadonlyArray<Name> => {
  const last = steps.items.at(-1)
  if (last === undefined || last.kind === "broken") return []
  if (last.kind === "stage" && last.when === undefined && !isBroken(last.steps)) return openEnds(last.steps)
  if (last.kind === "choose" && last.when === undefined) {
    const found = (sound(last.cases)?.entries ?? []).flatMap((entry) =>
      isBroken(entry.value) || ends(entry.value) ? [] : entry.value.items.length === 0 ? [entry.name] : openEnds(entry.value)
    )
    const otherwise = sound(last.otherwise)
    const rest = otherwise === undefined || ends(otherwise) ? [] : openEnds(otherwise)
    if (found.length + rest.length > 0) return [...found, ...rest]
  }
  return [last.name]
}

const ends = (steps: Steps): boolean =>
  steps.items.some((it) => {
    if (it.kind === "broken") return true
    if (it.when !== undefined) return false
    if (it.kind === "end") return true
    if (it.kind === "stage") return isBroken(it.steps) || ends(it.steps)
    if (it.kind !== "choose") return false
    const all = lists(it)
    return all.length > 0 && all.every((list) => isBroken(list) || ends(list))
  })

/** The first step of each stretch that is never reached. */
export const stepUnreachable = (procedure: Procedure, report: Report): void => {
  const told = new Set<string>()
  for (const record of procedure.records) {
    if (!record.before.dead || record.tree.kind === "broken") continue
    const list = record.node.slice(0, Math.max(0, record.node.length - record.name.length - 1))
    const inside = [...told].some((it) => list === it || (it !== "" && list.startsWith(`${it}/`)))
    const within = record.inside.some((node) => told.has(`step ${node}`))
    if (inside || within) continue
    told.add(list)
    told.add(`step ${record.node}`)
    report.add("step-unreachable", record.tree.name.span, { name: record.tree.name.text })
  }
}

export const outcomes = (procedure: Procedure, report: Report): void => {
  const steps = sound(procedure.tree.steps)
  const orders = procedure.tree.orders
  const asked = sound(orders)?.orders.some((it) => (it.kind === "withdraw" || it.kind === "terminate") && isBroken(it.ends)) === true
  const silent =
    steps === undefined || unclear(steps) || isBroken(orders) || orders?.incomplete === true || asked || lacking(procedure, report)
  for (const entry of sound(procedure.tree.outcomes)?.entries ?? []) {
    if (entry.name.text === "cancelled") report.add("outcome-reserved", entry.name.span, {})
    else if (!silent && !procedure.names.used.has(`outcome.${entry.name.text}`)) {
      report.add("outcome-unused", entry.name.span, { outcome: entry.name.text })
    }
  }
}
