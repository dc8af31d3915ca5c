/**
 * What is certain at a place of a procedure: which steps have run, and which conditions hold. Immutable; the walk
 * through the tree hands it from step to step, and a sentence asks it whether a value is there (language §4.2).
 */
import type { Expression } from "../../domain/Expression.ts"

/**
 * A step that came before: it ran if all conditions hold (none: it certainly ran). `null`: nothing that is written
 * here can tell, so `was done` has to be asked.
 */
export interface Ran {
  readonly nodes: ReadonlyArray<string>
  readonly conditions: ReadonlyArray<Expression> | null
}

export interface Flow {
  /** nothing that follows can be reached */
  readonly dead: boolean
  readonly ran: ReadonlyMap<string, Ran>
  /** conditions by their canonical text, with what they are known to be */
  readonly known: ReadonlyMap<string, boolean>
  /** values a choice can still have, by the text of the expression */
  readonly values: ReadonlyMap<string, ReadonlyArray<string>>
  /** a condition on the way could not be read: it may have asked whatever seems not to have been asked */
  readonly unsure: boolean
}

export const start: Flow = { dead: false, unsure: false, ran: new Map(), known: new Map(), values: new Map() }

/** What may be otherwise later: rows, people, clocks and quotas. */
const passing = /"op":"(?:query|today|now|quota|founded|people|department-of|call)"/

const texts = new WeakMap<Expression, string>()

/** The canonical text of a condition; it is asked for again and again. */
export const text = (expression: Expression): string => {
  const before = texts.get(expression)
  if (before !== undefined) return before
  const made = JSON.stringify(expression)
  texts.set(expression, made)
  return made
}

type Negatable = Extract<Expression, { readonly negated: boolean }>

const affirmed = new WeakMap<Negatable, Negatable>()

/** The condition without its `not`. */
const affirm = (condition: Negatable): Negatable => {
  if (!condition.negated) return condition
  const before = affirmed.get(condition)
  if (before !== undefined) return before
  const made = { ...condition, negated: false }
  affirmed.set(condition, made)
  return made
}

const choiceValue = (expression: Expression): string | undefined =>
  expression.op === "literal" && expression.type === "choice" && typeof expression.value === "string"
    ? expression.value
    : undefined

/** The flow in which the condition is known to hold (or not to hold). `all` are the values the choice has at all. */
export const assume = (
  flow: Flow,
  condition: Expression,
  holds: boolean,
  all?: (subject: Expression) => ReadonlyArray<string> | undefined
): Flow => {
  if (condition.op === "not") return assume(flow, condition.of, !holds, all)
  if ((condition.op === "and" && holds) || (condition.op === "or" && !holds)) {
    return condition.of.reduce((it, part) => assume(it, part, holds, all), flow)
  }
  if (condition.op === "present") return know(flow, affirm(condition), holds !== condition.negated)
  if (condition.op === "was-done") {
    const done = know(flow, affirm(condition), holds !== condition.negated)
    if (holds === condition.negated) return done
    // what it asked for when it was reached held then, and does so now unless it may have changed since
    const asked = flow.ran.get(condition.step)?.conditions ?? []
    return asked.reduce((it, one) => (passing.test(text(one)) || it.known.get(text(one)) === true ? it : assume(it, one, true, all)), done)
  }
  if (condition.op === "is") {
    const wanted = condition.any.map(choiceValue)
    const values = flow.values.get(text(condition.left)) ?? all?.(condition.left)
    const positive = holds !== condition.negated
    let next = know(flow, affirm(condition), positive)
    if (values !== undefined && wanted.every((it) => it !== undefined)) {
      const left = values.filter((it) => wanted.includes(it) === positive)
      next = { ...next, values: new Map(next.values).set(text(condition.left), left) }
    }
    return next
  }
  return know(flow, condition, holds)
}

const know = (flow: Flow, condition: Expression, holds: boolean): Flow => ({
  ...flow,
  known: new Map(flow.known).set(text(condition), holds)
})

/** Yes or no if what is known here decides it. */
export const tells = (flow: Flow, condition: Expression): boolean | undefined => {
  switch (condition.op) {
    case "not":
      return negate(tells(flow, condition.of))
    case "and": {
      const parts = condition.of.map((it) => tells(flow, it))
      return parts.every((it) => it === true) ? true : parts.includes(false) ? false : undefined
    }
    case "or": {
      const parts = condition.of.map((it) => tells(flow, it))
      return parts.includes(true) ? true : parts.every((it) => it === false) ? false : undefined
    }
    case "present":
    case "was-done": {
      const known = flow.known.get(text(affirm(condition)))
      return condition.negated ? negate(known) : known
    }
    case "is": {
      const known = flow.known.get(text(affirm(condition))) ?? byValues(flow, condition)
      return condition.negated ? negate(known) : known
    }
    default:
      return flow.known.get(text(condition))
  }
}

const byValues = (flow: Flow, condition: Expression & { readonly op: "is" }): boolean | undefined => {
  const left = flow.values.get(text(condition.left))
  const wanted = condition.any.map(choiceValue)
  if (left === undefined || wanted.includes(undefined)) return undefined
  if (left.every((it) => wanted.includes(it))) return true
  return left.some((it) => wanted.includes(it)) ? undefined : false
}

const negate = (known: boolean | undefined): boolean | undefined => (known === undefined ? undefined : !known)

/** A step has run here, at this node. */
export const done = (flow: Flow, name: string, node: string): Flow => ({
  ...flow,
  ran: new Map(flow.ran).set(name, { nodes: [node], conditions: [] })
})

export type Certainty = "certain" | "maybe" | "not-yet"

/** Whether a step is known to have run. */
export const certainty = (flow: Flow, name: string): Certainty => {
  if (flow.known.size > 0 && flow.known.get(JSON.stringify({ op: "was-done", step: name, negated: false })) === true) return "certain"
  const ran = flow.ran.get(name)
  if (ran === undefined) return "not-yet"
  return ran.conditions !== null && ran.conditions.every((it) => tells(flow, it) === true) ? "certain" : "maybe"
}

/** After something that ran only under a condition: what it did is there only if the condition held. */
export const under = (before: Flow, inside: Flow, condition: Expression | undefined): Flow => {
  const ran = new Map(before.ran)
  for (const [name, it] of inside.ran) {
    if (before.ran.get(name) === it) continue
    const conditions = it.conditions === null || condition === undefined ? null : [condition, ...it.conditions]
    ran.set(name, { nodes: it.nodes, conditions })
  }
  return { ...before, ran }
}

/** What came before is there; what a part that may or may not be over by now has done, may be there. */
export const perhaps = (flow: Flow, part: Flow): Flow => under(flow, part, undefined)

/** After branches that all ran to their end. */
export const all = (before: Flow, branches: ReadonlyArray<Flow>): Flow => {
  const ran = new Map(before.ran)
  for (const branch of branches) {
    for (const [name, it] of branch.ran) if (before.ran.get(name) !== it) ran.set(name, it)
  }
  return { ...before, ran, dead: branches.some((it) => it.dead) }
}

/** After one of several branches; `when` is the condition under which these (and only these) were taken. */
export const oneOf = (
  before: Flow,
  branches: ReadonlyArray<{ readonly name: string; readonly flow: Flow }>,
  when: (names: ReadonlyArray<string>) => Expression
): Flow => {
  const live = branches.filter((it) => !it.flow.dead)
  if (live.length === 0) return { ...before, dead: true }
  const ran = new Map(before.ran)
  const fresh = new Set(live.flatMap((it) => [...it.flow.ran.keys()].filter((k) => before.ran.get(k) !== it.flow.ran.get(k))))
  for (const name of fresh) {
    const having = live.flatMap((it) => {
      const own = it.flow.ran.get(name)
      return own === undefined || own === before.ran.get(name) ? [] : [{ branch: it.name, own }]
    })
    const nodes = having.flatMap((it) => it.own.nodes)
    const conditions = ofBranches(having, having.length === live.length, when)
    ran.set(name, { nodes, conditions })
  }
  const narrowed = live.length < branches.length ? assume(before, when(live.map((it) => it.name)), true) : before
  return { ...narrowed, ran, unsure: before.unsure || live.some((it) => it.flow.unsure) }
}

/**
 * Under which conditions a step has run that stands in several branches: one of these was taken, what all of them ask
 * held, and of each: it was not taken, or what it asks besides held.
 */
const ofBranches = (
  having: ReadonlyArray<{ readonly branch: string; readonly own: Ran }>,
  all: boolean,
  when: (names: ReadonlyArray<string>) => Expression
): Ran["conditions"] => {
  const asked = having.map((it) => it.own.conditions)
  if (asked.some((it) => it === null)) return null
  const [first = [], ...others] = asked.map((it) => it ?? [])
  const common = first.filter((it) => others.every((other) => other.some((one) => text(one) === text(it))))
  const shared = new Set(common.map(text))
  const own = having.flatMap(({ branch, own }): ReadonlyArray<Expression> => {
    const rest = (own.conditions ?? []).filter((it) => !shared.has(text(it)))
    return rest.length === 0 ? [] : [{ op: "or", of: [{ op: "not", of: when([branch]) }, { op: "and", of: rest }] }]
  })
  return [...(all ? [] : [when(having.map((it) => it.branch))]), ...common, ...own]
}

/** Behind a condition that could not be read. */
export const unsure = (flow: Flow): Flow => ({ ...flow, unsure: true })

/** At a place from which these steps may run (again): nothing is known about them any more. */
export const forget = (flow: Flow, steps: ReadonlyMap<string, ReadonlyArray<string>>): Flow => {
  const speaks = (it: string): boolean => [...steps.keys()].some((name) => it.includes(`"step":${JSON.stringify(name)}`))
  const ran = new Map(flow.ran)
  for (const [name, nodes] of steps) ran.set(name, { nodes, conditions: null })
  return {
    ...flow,
    ran,
    known: new Map([...flow.known].filter(([it]) => !speaks(it))),
    values: new Map([...flow.values].filter(([it]) => !speaks(it)))
  }
}

/** At the beginning of a round: what a round before did is gone from view. */
export const anew = (flow: Flow, steps: ReadonlyMap<string, ReadonlyArray<string>>): Flow => {
  const forgotten = forget(flow, steps)
  return { ...forgotten, ran: new Map([...forgotten.ran].filter(([name]) => !steps.has(name))) }
}

/** In a query inside a query: its rows are others. */
export const forgetRows = (flow: Flow): Flow => ({
  ...flow,
  known: new Map([...flow.known].filter(([it]) => !it.includes(`"op":"row"`))),
  values: new Map([...flow.values].filter(([it]) => !it.includes(`"op":"row"`)))
})

/** What still holds later: rows, people, clocks and quotas may have changed by then. */
export const lasting = (flow: Flow): Flow => {
  const stays = (it: string): boolean => !passing.test(it)
  return {
    ...flow,
    known: new Map([...flow.known].filter(([it]) => stays(it))),
    values: new Map([...flow.values].filter(([it]) => stays(it)))
  }
}
