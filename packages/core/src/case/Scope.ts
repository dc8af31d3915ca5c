/**
 * What an expression may look at from a place in a case: the values and facts of finished steps (superseded ones are
 * absent), the items around it, the people who hold and did things. Everything else is a question.
 */
import type * as Evaluate from "../domain/Evaluate.ts"
import type { StepFact } from "../domain/Expression.ts"
import type { Key } from "../domain/People.ts"
import type { FactRow, Question } from "../domain/Question.ts"
import type { Value, Values } from "../domain/Value.ts"
import * as Place from "./Place.ts"
import { ask, around, frame as frameOf } from "./Run.ts"
import type { Run } from "./Run.ts"
import type { CaseState, Clock, Done, Frame, StepPath } from "./State.ts"

/** The scope of a place: `at` is the live frame it is asked for (its items count), `null` the case as a whole. */
export const of = (run: Run, at: Frame | null, event?: Values): Evaluate.Scope => {
  const { state, world } = run
  const items = at?.items ?? []
  return {
    field: (step, field) => fieldOf(run, step, field, items),
    fact: (step, fact) => factOf(run, step, items, fact),
    item: (each) => itemOf(run, at, each),
    param: (name) => world.plan.parameters[name],
    event: (field) => event?.[field],
    done: (step) => pathOf(state, step, items) !== undefined,
    intakeAt: state.intake,
    caseDue: caseClock(state)?.due ?? null,
    caseId: state.id,
    now: run.at,
    opener: state.opener,
    doers: (step) => {
      const done = doneOf(state, step, items)
      return done === undefined || done.by === "system" ? [] : done.by
    },
    holder: (of) => holderOf(run, at, of),
    organisation: world.plan.organisation,
    calendars: world.calendars,
    calendar: world.plan.time.calendar,
    zone: world.plan.time.zone,
    currency: world.plan.currency,
    ask: (question) => written(run, question) ?? ask(run, question),
    items: (each) => itemsOf(run, at, each, event),
    quota: (name) => world.plan.quotas?.[name],
    own: (question, answered) => own(run, question, answered)
  }
}

/** The clock of the case's own promise. */
export const caseClock = (state: CaseState): Clock | undefined => state.clocks.find((one) => one.node === "")

/** The last completion of a step as seen from inside some items, if it was not superseded. */
export const doneOf = (state: CaseState, step: string, items: ReadonlyArray<number>): Done | undefined => {
  const path = pathOf(state, step, items)
  return path === undefined ? undefined : state.done[path]
}

/** The live frame of a step as seen from inside some items. */
export const liveOf = (state: CaseState, step: string, items: ReadonlyArray<number>): Frame | undefined =>
  state.frames.find(
    (one) =>
      one.kind !== "steps" &&
      (one.node === "" ? step === "case" : Place.name(one.node) === step) &&
      one.items.every((item, depth) => item === items[depth])
  )

/** The keys of who has a task or answers for a stage. */
export const keysOf = (holding: Frame | undefined): ReadonlyArray<Key> => {
  if (holding?.kind === "stage") return holding.holder
  if (holding?.kind !== "task") return []
  return holding.holder === undefined ? holding.offer : [`person:${holding.holder}`]
}

/** The path of a step's values as seen from inside some items; nothing of what was not done, or returned over. */
export const pathOf = (state: CaseState, step: string, items: ReadonlyArray<number>): StepPath | undefined => {
  if (step === "intake") return "intake"
  for (let depth = items.length; depth >= 0; depth--) {
    const path = Place.path(step, depth === items.length ? items : items.slice(0, depth))
    const done = state.done[path]
    if (done !== undefined) return done.superseded === true ? undefined : path
  }
  return undefined
}

/** A decision or computation has one value; it answers to whatever its field is called. */
const single = (run: Run, step: string): boolean => {
  const kind = run.nodes.node.get(run.nodes.named.get(step)?.[0] ?? "")?.step.kind
  return kind === "decide" || kind === "compute"
}

const factOf = (run: Run, step: string, items: ReadonlyArray<number>, fact: StepFact): Value | undefined => {
  const { state } = run
  if (step === "intake" && fact === "at") return state.intake
  const done = doneOf(state, step, items)
  const live = liveOf(state, step, items)
  switch (fact) {
    case "at":
    case "ended":
      return done?.at
    case "due":
      return (live === undefined ? undefined : state.clocks.find((one) => one.frame === live.id)?.due) ?? done?.due
    case "late":
      return done === undefined ? undefined : (done.late ?? false)
    case "rung":
      return done?.rung ?? (live?.kind === "task" || live?.kind === "stage" ? (live.called ?? undefined) : undefined)
    case "rounds":
      return live?.kind === "repeat" ? live.round : done?.more?.["rounds"]
    default:
      return done?.more?.[fact]
  }
}

const itemOf = (run: Run, at: Frame | null, each: string): Value | undefined => {
  if (at === null) return undefined
  for (const one of [at, ...around(run, at)]) {
    if (one.kind !== "each" || Place.name(one.node) !== each) continue
    const item = at.items[one.items.length]
    return item === undefined ? undefined : one.values[item - 1]
  }
  return undefined
}

const holderOf = (run: Run, at: Frame | null, of: string | null): ReadonlyArray<Key> => {
  const { state } = run
  if (of === "case") return keysOf(state.frames.find((one) => one.node === "" && one.kind === "stage"))
  if (of === null) {
    const mine = at === null || frameOf(run, at.id) === undefined ? at : [at, ...around(run, at)].find(
      (one) => one.kind === "task" || one.kind === "stage"
    )
    return keysOf(mine ?? undefined)
  }
  const live = liveOf(state, of, at?.items ?? [])
  if (live !== undefined) return keysOf(live)
  const done = doneOf(state, of, at?.items ?? [])
  return done === undefined || done.by === "system" ? [] : done.by.map((person): Key => `person:${person}`)
}

/** Rows of a table that stand in the plan: nobody has to be asked. */
const written = (run: Run, question: Question): Value | undefined =>
  question.ask === "rows" && question.of.from === "table"
    ? run.world.plan.tables?.[question.of.table]?.rows?.map((values) => ({ at: 0, values }))
    : undefined

/** The items of an `each` that is over: inside of each, its own steps and its value are known again. */
const itemsOf = (
  run: Run,
  at: Frame | null,
  each: string,
  event: Values | undefined
): ReadonlyArray<{ readonly item: Value; readonly scope: Evaluate.Scope }> => {
  const outer = at?.items ?? []
  const path = pathOf(run.state, each, outer)
  const items = path === undefined ? undefined : run.state.done[path]?.more?.["items"]
  if (path === undefined || !Array.isArray(items)) return []
  const outside = of(run, at, event)
  const nodes = run.nodes.named.get(each) ?? []
  const inside = (step: string): boolean =>
    run.nodes.named.get(step)?.some((node) => nodes.some((own) => node.startsWith(`${own}/`))) === true
  const around = outer.slice(0, path.split("#").length - 1)
  return (items as ReadonlyArray<Value>).map((item, n) => {
    const here = [...around, n + 1]
    const scope: Evaluate.Scope = {
      ...outside,
      field: (step, field) => (inside(step) ? fieldOf(run, step, field, here) : outside.field(step, field)),
      fact: (step, fact) => (inside(step) ? factOf(run, step, here, fact) : outside.fact(step, fact)),
      done: (step) => (inside(step) ? pathOf(run.state, step, here) !== undefined : outside.done(step)),
      item: (name) => (name === each ? item : outside.item(name)),
      row: item
    }
    return { item, scope }
  })
}

const fieldOf = (run: Run, step: string, field: string, items: ReadonlyArray<number>): Value | undefined => {
  const path = pathOf(run.state, step, items)
  const values = path === undefined ? undefined : run.state.data[path]
  return values?.[field] ?? (values !== undefined && single(run, step) ? values["value"] : undefined)
}

/** With the rows that this very change writes: what they replace is gone, its fills are merged into all of the case. */
const own = (
  run: Run,
  { of }: Extract<Question, { readonly ask: "rows" }>,
  answered: ReadonlyArray<FactRow>
): ReadonlyArray<FactRow> => {
  if (of.from !== "ledger") return answered
  const written = run.entries.filter((entry) => (entry._tag === "Recorded" || entry._tag === "Filled") && entry.ledger === of.ledger)
  if (written.length === 0) return answered
  const others: Array<FactRow> = []
  const mine = new Map<number, FactRow>()
  for (const row of answered) {
    if (row.case === run.state.id && row.seq !== undefined) mine.set(row.seq, row)
    else others.push(row)
  }
  for (const entry of written) {
    if (entry._tag === "Recorded") {
      if (entry.replaces !== undefined) mine.delete(entry.replaces)
      mine.set(entry.seq, { at: entry.at, values: entry.row })
    } else if (entry._tag === "Filled") {
      const row = mine.get(entry.row)
      if (row !== undefined) mine.set(entry.row, { at: row.at, values: { ...row.values, ...entry.cells } })
    }
  }
  return [...others, ...mine.values()]
}
