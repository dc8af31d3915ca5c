/**
 * What no scenario of a procedure shows (language §15.1): an outcome, a branch, a rung that gets the task, a refusal the
 * file provides for. Only where somebody has begun to write scenarios, and told once for each procedure: what stands in
 * the files is read, nothing is played. Scenarios of other procedures of the handbook may show it too: whatever one of
 * them names is taken as shown.
 */
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure, StepRecord } from "../model/Model.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Path, Row, Scenario, Then } from "../syntax/tree/Scenario.ts"

export interface Shown {
  readonly outcomes: Set<string>
  readonly steps: Set<string>
  /** `task rung`, for each rung that lost the task */
  readonly lost: Set<string>
  readonly refusals: Set<string>
}

/** Whatever the scenarios of a handbook name. */
export const shownBy = (scenarios: ReadonlyArray<Scenario>): Shown => {
  const shown: Shown = { outcomes: new Set(), steps: new Set(), lost: new Set(), refusals: new Set() }
  for (const scenario of scenarios) for (const row of sound(scenario.rows)?.items ?? []) if (!isBroken(row)) collect(row, shown)
  return shown
}

/** Of a procedure with scenarios of its own. */
export const outcomes = (procedure: Procedure, scenarios: ReadonlyArray<Scenario>, shown: Shown, report: Report): void => {
  if (scenarios.length === 0 || scenarios.some((it) => it.incomplete)) return
  const missing: ReadonlyArray<Said> = [
    ...named(said("outcome", "结局"), [...procedure.outcomes.keys()].filter((it) => !shown.outcomes.has(it))),
    ...named(said("branch", "分支"), branches(procedure, shown)),
    ...named(said("rung", "层级"), rungs(procedure, shown)),
    ...named(said("refusal", "拒绝"), refusals(procedure).filter((it) => !shown.refusals.has(it)))
  ]
  if (missing.length > 0) report.add("scenario-coverage", procedure.span, { procedure: procedure.name, missing })
}

const named = (what: Said, names: ReadonlyArray<string>): ReadonlyArray<Said> => {
  const [first, ...more] = names.map((it) => `\`${it}\``)
  if (first === undefined) return []
  return [said(`${what.en} ${[first, ...more].join(", ")}`, `${what.zh} ${[first, ...more].join("、")}`)]
}

const collect = (row: Row, shown: Shown): void => {
  const act = sound(row.act)
  if (act?.kind === "does") step(act.task, shown)
  if (act?.kind === "receipt") step(act.step, shown)
  if (act?.kind === "orders" && !isBroken(act.of) && act.of !== undefined) step(act.of, shown)
  const refused = sound(row.refused)
  if (refused !== undefined) shown.refusals.add(refused.text)
  const then = sound(row.then)
  if (then !== undefined) facts(then, shown)
}

const facts = (then: Then, shown: Shown): void => {
  for (const part of [then.holders, then.due, then.late, then.waits, then.values]) {
    for (const { at } of sound<{ readonly entries: ReadonlyArray<{ readonly at: Path }> }>(part)?.entries ?? []) step(at, shown)
  }
  for (const part of [then.open, then.closed]) for (const it of sound(part)?.items ?? []) if (!isBroken(it)) step(it, shown)
  for (const entry of sound(then.opened)?.entries ?? []) {
    for (const it of sound(entry.value)?.items ?? []) if (!isBroken(it)) step(it, shown)
  }
  for (const { at, value } of sound(then.late)?.entries ?? []) {
    if (!isBroken(value) && value.kind === "listed") for (const it of value.items) shown.lost.add(`${last(at)} ${it.text}`)
  }
  const ended = sound(then.ended)
  if (ended?.kind === "name") shown.outcomes.add(ended.text)
  else for (const { value } of ended?.entries ?? []) if (!isBroken(value)) shown.outcomes.add(value.text)
}

/** `solve` of `big/solve`; `case` of a case by its name alone. */
const last = (path: Path): string => path.parts.at(-1)?.ref.names[0].text ?? ""

/** Every part: the names of cases are no steps, and those of linked ones go through the step that opened them. */
const step = (path: Path, shown: Shown): void => {
  for (const { ref } of path.parts) shown.steps.add(ref.names[0].text)
}

/** Branches in which people or clocks have something to do, and none of it is in any scenario. */
const branches = (procedure: Procedure, shown: Shown): ReadonlyArray<string> => {
  const told = (it: StepRecord): boolean =>
    it.resolved?.kind === "end" ? shown.outcomes.has(it.resolved.outcome) : shown.steps.has(it.name)
  return [...procedure.branches].flatMap(([name, nodes]) =>
    nodes.flatMap((node) => {
      const inside = procedure.records.filter((it) => it.node.startsWith(`${node}/`))
      const showable = inside.filter((it) => telling.has(it.tree.kind))
      return showable.length === 0 || showable.some(told) ? [] : [`${node.split("/").at(-2) ?? ""}: ${name}`]
    })
  )
}

const telling: ReadonlySet<string> = new Set(["task", "wait", "end", "call", "start", "file"])

/** A rung comes when the one before it has lost the task. */
const rungs = (procedure: Procedure, shown: Shown): ReadonlyArray<string> => {
  const ladders = [
    { name: "case", rungs: procedure.rungs },
    ...procedure.records.flatMap(({ name, resolved }) => (resolved?.kind === "task" || resolved?.kind === "stage" ? [{ name, rungs: resolved.rungs }] : []))
  ]
  return ladders.flatMap(({ name, rungs: all }) =>
    all.flatMap((rung, i) => {
      const before = all[i - 1]?.name
      return rung.name === null || before == null || shown.lost.has(`${name} ${before}`) ? [] : [`${name}: ${rung.name}`]
    })
  )
}

/** Refusals that only this file brings about. */
const refusals = (procedure: Procedure): ReadonlyArray<string> => {
  const forms = procedure.records.flatMap(({ resolved }) => (resolved?.kind === "task" ? [resolved.form] : []))
  const allowed = [procedure.intake.form, ...forms].some((form) => form.some((it) => it.allow !== undefined))
  return allowed ? ["value-not-allowed"] : []
}
