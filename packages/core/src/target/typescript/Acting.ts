/**
 * Who may act, as far as it can be said before anything runs: the names of roles, or `null` where people are found only
 * at run time (an opener, a holder, whoever a field names). Types are a first fence; keys decide in the end.
 */
import type { Who } from "../../domain/People.ts"
import type { People } from "../../domain/People.ts"
import type { Order, Plan, Rung, Task } from "../../plan/Plan.ts"
import type { Outline } from "../Outline.ts"

export type Roles = ReadonlyArray<string> | null

/** The roles that may open a case by hand: none for a procedure that only others open. */
export const opening = (plan: Plan): Roles => (plan.intake.by === null ? [] : people(plan.intake.by, plan))

/** The roles that may do a task: of all its rungs, who may record it later, and whom an order can give it to. */
export const doing = (name: string, tasks: ReadonlyArray<Task>, plan: Plan, outline: Outline): Roles => {
  const { delegate, transfer } = plan.orders
  const given =
    transfer?.to !== undefined && (transfer.of === undefined || transfer.of.includes(name)) ? [transfer.to] : []
  return union([
    ...tasks.map((it) => holding(it.rungs, plan, outline, [name])),
    ...tasks.flatMap((it) => (it.recordLater === undefined ? [] : [people(it.recordLater.by, plan)])),
    ...[...given, ...(delegate === undefined ? [] : [delegate.to])].map((it) => people(it, plan))
  ])
}

/** The roles that may give an order. */
export const ordering = (order: Order, plan: Plan): Roles => people(order.by, plan)

const holding = (rungs: ReadonlyArray<Rung>, plan: Plan, outline: Outline, seen: ReadonlyArray<string>): Roles =>
  union(rungs.map((it) => (it.by === null ? [] : people(it.by, plan, { outline, seen }))))

interface Inside {
  readonly outline: Outline
  readonly seen: ReadonlyArray<string>
}

const people = (it: People, plan: Plan, inside?: Inside): Roles => union(it.of.map((who) => one(who, plan, inside)))

const union = (parts: ReadonlyArray<Roles>): Roles => {
  const known = parts.flatMap((it) => it ?? [])
  return parts.includes(null) ? null : [...new Set(known)].sort()
}

const one = (who: Who, plan: Plan, inside: Inside | undefined): Roles => {
  const { bodies, roles } = plan.organisation
  const named = (fits: (role: (typeof roles)[string]) => boolean): Roles => {
    const found = Object.keys(roles).filter((it) => fits(roles[it]!))
    return found.length === 0 ? null : found
  }
  switch (who.who) {
    case "role":
      return [who.role]
    case "rank": {
      const place = who.in !== undefined && "department" in who.in ? who.in.department : undefined
      return named((it) => who.ranks.includes(it.rank) && (place === undefined || within(it.in ?? place, place, plan)))
    }
    case "head": {
      const place = "department" in who.of ? who.of.department : undefined
      return named((it) => it.heads !== undefined && (typeof it.heads !== "string" || (place ?? it.heads) === it.heads))
    }
    case "body": {
      const body = bodies[who.body]
      return body === undefined ? null : [body.recordedBy]
    }
    case "holder": {
      if (who.of === null || inside === undefined || inside.seen.includes(who.of)) return null
      const seen = [...inside.seen, who.of]
      if (who.of === "case") return holding(plan.root.rungs, plan, inside.outline, seen)
      const held = inside.outline.steps.filter((it) => it.name === who.of)
      return union(held.map((it) => ("rungs" in it ? holding(it.rungs, plan, inside.outline, seen) : null)))
    }
    default:
      return null
  }
}

const within = (department: string, outer: string, plan: Plan): boolean => {
  for (let at: string | undefined = department, left = 16; at !== undefined && left > 0; left--) {
    if (at === outer) return true
    at = plan.organisation.departments[at]?.partOf
  }
  return false
}
