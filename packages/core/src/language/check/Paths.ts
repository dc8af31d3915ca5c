/**
 * The ways a case can take through a procedure, as far as they can be told from the file: one branch of each `choose`,
 * every step whose `when` does not speak against what was chosen before. A way on which two conditions meet that may
 * or may not go together is not followed, so every way that is given can be taken. One round of a `repeat` and one item
 * of an `each` stand for all; an order (return, withdraw …) takes no part.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { AnyStep, Branch, Choose, Stage, Task, Wait } from "../../plan/Plan.ts"
import * as Flow from "../model/Flow.ts"
import type { Procedure } from "../model/Model.ts"

export type Item =
  | { readonly kind: "task"; readonly step: Task }
  | { readonly kind: "wait"; readonly step: Wait }
  | { readonly kind: "stage"; readonly step: Stage; readonly items: ReadonlyArray<Item> }
  | { readonly kind: "side-by-side"; readonly join: "all" | "any"; readonly branches: ReadonlyArray<Path>; readonly name: string }
  /** over as soon as it begins, as far as anybody can tell */
  | { readonly kind: "instant"; readonly name: string }
  /** what is in it was done when it is over: `each`, `repeat`, `choose` */
  | { readonly kind: "over"; readonly name: string }

export interface Path {
  readonly items: ReadonlyArray<Item>
  /** the case ends here */
  readonly ends: boolean
}

/** What was assumed on the way. */
interface Known {
  readonly flow: Flow.Flow
  /** values the conditions so far depend on; a text: only by asking this very choice */
  readonly asked: ReadonlyMap<string, string | null>
}

interface Open extends Path {
  readonly known: Known
}

/** Ways that are followed at most; of a procedure with more, the rest are not looked at. */
const most = 32

/**
 * All ways through a procedure, at most 32.
 */
export const of = (procedure: Procedure): ReadonlyArray<Path> => {
  const start: Open = { items: [], ends: false, known: { flow: Flow.start, asked: new Map() } }
  return new Walk(procedure).list(procedure.steps, start)
}

type Answer = "yes" | "no" | "unclear"

class Walk {
  readonly procedure: Procedure
  /** what a decision or computed value is made of */
  readonly made = new Map<string, ReadonlyArray<Expression>>()

  readonly chosen = new Map<Choose, ReadonlyArray<{ readonly condition: Expression; readonly steps: ReadonlyArray<AnyStep> }>>()
  readonly asked = new Map<Expression, ReadonlySet<string>>()

  constructor(procedure: Procedure) {
    this.procedure = procedure
    for (const { name, resolved } of procedure.records) {
      if (resolved?.kind === "compute") this.made.set(name, [resolved.value])
      if (resolved?.kind === "decide") this.made.set(name, resolved.rows.flatMap((row) => [...(row.when === undefined ? [] : [row.when]), row.then]))
    }
  }

  list(steps: ReadonlyArray<AnyStep>, from: Open): ReadonlyArray<Open> {
    let open: ReadonlyArray<Open> = [from]
    for (const step of steps) {
      const next: Array<Open> = []
      for (const way of open) {
        if (way.ends) next.push(way)
        else for (const one of this.step(step, way)) if (next.length < most) next.push(one)
      }
      open = next
    }
    return open
  }

  step(step: AnyStep, way: Open): ReadonlyArray<Open> {
    if (step.when === undefined) return this.inner(step, way)
    const answer = this.admits(step.when, way.known)
    if (answer !== "yes") {
      // whether a case that might end here goes on, nobody can tell: it is not followed
      return answer === "unclear" && mayEnd(step) ? [] : [way]
    }
    const taken = this.inner(step, { ...way, known: this.assume(step.when, way.known) })
    if (!mayEnd(step)) return taken
    const not: Expression = { op: "not", of: step.when }
    if (this.admits(not, way.known) !== "yes") return taken
    return [...taken.filter((it) => !it.ends || step.kind !== "end"), { ...way, known: this.assume(not, way.known) }]
  }

  inner(step: AnyStep, way: Open): ReadonlyArray<Open> {
    const plus = (item: Item, known = way.known, ends = false): Open => ({ items: [...way.items, item], ends, known })
    switch (step.kind) {
      case "task":
      case "wait":
        return [plus(step.kind === "task" ? { kind: "task", step } : { kind: "wait", step })]
      case "stage":
        return this.list(step.steps, { items: [], ends: false, known: way.known }).map((it) =>
          plus({ kind: "stage", step, items: it.items }, it.known, it.ends)
        )
      case "each":
      case "repeat":
        return this.list(step.steps, way).map((it) =>
          it.ends ? it : { ...it, items: [...it.items, { kind: "over", name: step.name }] }
        )
      case "choose":
        return this.choose(step, way)
      case "parallel": {
        let ways: ReadonlyArray<{ readonly branches: ReadonlyArray<Path>; readonly known: Known }> = [{ branches: [], known: way.known }]
        for (const branch of step.branches) {
          ways = ways
            .flatMap(({ branches, known }) =>
              this.list(branch.steps, { items: [], ends: false, known }).map((it) => ({ branches: [...branches, it], known: it.known }))
            )
            .slice(0, most)
        }
        return ways.map(({ branches, known }) => {
          const ends = step.join === "all" && branches.some((it) => it.ends)
          return plus({ kind: "side-by-side", join: step.join, branches, name: step.name }, known, ends)
        })
      }
      case "end":
        return [{ ...way, ends: true }]
      default:
        return [plus({ kind: "instant", name: step.name })]
    }
  }

  choose(step: Choose, way: Open): ReadonlyArray<Open> {
    return this.branches(step).flatMap(({ condition, steps }) => {
      if (this.admits(condition, way.known) !== "yes") return []
      return this.list(steps, { ...way, known: this.assume(condition, way.known) }).map((it) =>
        it.ends ? it : { ...it, items: [...it.items, { kind: "over", name: step.name } as const] }
      )
    })
  }

  /** The branches of a choice with the condition of each. */
  branches(step: Choose): ReadonlyArray<{ readonly condition: Expression; readonly steps: ReadonlyArray<AnyStep> }> {
    const before = this.chosen.get(step)
    if (before !== undefined) return before
    const yesNo = step.cases.every((it) => it.name === "yes" || it.name === "no")
    const conditionOf = ({ name }: Branch): Expression =>
      yesNo
        ? name === "yes" ? step.of : { op: "not", of: step.of }
        : { op: "is", left: step.of, any: [{ op: "literal", type: "choice", value: name }], negated: false }
    const branches = step.cases.map((branch) => ({ condition: conditionOf(branch), steps: branch.steps }))
    if (step.otherwise !== undefined) {
      const none: Expression = { op: "not", of: { op: "or", of: branches.map((it) => it.condition) } }
      branches.push({ condition: none, steps: step.otherwise })
    }
    this.chosen.set(step, branches)
    return branches
  }

  /** Whether a condition can hold after what was assumed; `unclear` where they speak of the same things in another way. */
  admits(condition: Expression, { asked, flow }: Known): Answer {
    const told = Flow.tells(flow, condition)
    if (told !== undefined) return told ? "yes" : "no"
    const choice = subject(condition)
    for (const key of this.keys(condition)) {
      const by = asked.get(key)
      if (by !== undefined && (by === null || by !== choice)) return "unclear"
    }
    return "yes"
  }

  assume(condition: Expression, { asked, flow }: Known): Known {
    const choice = subject(condition) ?? null
    const next = new Map(asked)
    for (const key of this.keys(condition)) if (!next.has(key)) next.set(key, choice)
    const all = (of: Expression) => this.procedure.names.choices.get(Flow.text(of))
    return { flow: Flow.assume(flow, condition, true, all), asked: next }
  }

  /** The values a condition depends on, through the decisions and sums they are made of. */
  keys(condition: Expression): ReadonlySet<string> {
    const before = this.asked.get(condition)
    if (before !== undefined) return before
    const found = new Set<string>()
    this.asked.set(condition, found)
    const walk = (text: string): void => {
      for (const [, step = "", field = ""] of text.matchAll(/"step":"([^"]*)"(?:,"(?:field|fact)":"([^"]*)")?/g)) {
        const key = `${step}.${field}`
        if (found.has(key)) continue
        found.add(key)
        for (const part of this.made.get(step) ?? []) walk(Flow.text(part))
      }
      for (const [, op = ""] of text.matchAll(/"op":"(query|people|quota|founded|now|today|department-of|param|item|call)"/g)) found.add(op)
    }
    walk(Flow.text(condition))
    return found
  }
}

const mayEnd = (step: AnyStep): boolean => {
  switch (step.kind) {
    case "end":
      return true
    case "stage":
    case "each":
    case "repeat":
      return step.steps.some(mayEnd)
    case "choose":
      return [...step.cases.flatMap((it) => it.steps), ...(step.otherwise ?? [])].some(mayEnd)
    case "parallel":
      return step.branches.some((it) => it.steps.some(mayEnd))
    default:
      return false
  }
}

/** The choice a condition asks for and nothing else, by its text. */
const subject = (condition: Expression): string | undefined => {
  if (condition.op === "not") return subject(condition.of)
  if (condition.op === "or") {
    const [first, ...rest] = condition.of.map(subject)
    return first !== undefined && rest.every((it) => it === first) ? first : undefined
  }
  return condition.op === "is" && condition.any.every((it) => it.op === "literal") ? Flow.text(condition.left) : undefined
}
