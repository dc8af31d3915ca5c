/**
 * One change between two versions of a procedure, as data: what it means for open cases, what of what changed, and from
 * what to what. `DifferenceTold` says it in a sentence; programs read it from `frontdesk diff --format json`.
 *
 * @since 0.1.0
 */
import type { Interval } from "../../domain/Calendar.ts"
import type { Anchor, Deadline, Due, Reminder } from "../../domain/Deadline.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { FieldType, Filed } from "../../domain/Field.ts"
import type { Paper } from "../../domain/Papers.ts"
import type { People } from "../../domain/People.ts"
import type { Measure } from "../../domain/Quota.ts"
import type { Covers, Recurrence } from "../../domain/Recurrence.ts"
import type { Term } from "../../domain/Time.ts"
import type { Value, Values } from "../../domain/Value.ts"
import { canonical } from "../Digest.ts"
import type { AnyStep, FieldOf, Listen, NodeId, Template } from "../Plan.ts"

/** Open cases go over as they are; or if somebody says what becomes of it; or they stay on their version. */
export type Effect = "safe" | "needs-map" | "breaks"

/** What something said before, or says now; `is` says how to read the rest. */
export type Said =
  | { readonly is: "value"; readonly value: Value; readonly type?: FieldType }
  | { readonly is: "term"; readonly term: Term }
  /** something that has a title: a post, a choice, a department, an outcome */
  | { readonly is: "names"; readonly names: ReadonlyArray<string> }
  /** a word of the language itself: `all`, `exactly-one`, `pause` */
  | { readonly is: "word"; readonly word: string }
  /** a step that came or went: what it is, who has it first, when it comes */
  | { readonly is: "step"; readonly kind: AnyStep["kind"]; readonly by?: People; readonly when?: Expression }
  /** the name of a message: texts have no titles */
  | { readonly is: "message"; readonly message: string }
  | { readonly is: "nodes"; readonly nodes: ReadonlyArray<NodeId> }
  | { readonly is: "fields"; readonly fields: ReadonlyArray<FieldOf> }
  /** `all`: each of them, not one of them */
  | { readonly is: "people"; readonly people: People; readonly all?: true }
  | { readonly is: "rule"; readonly rule: Expression }
  | { readonly is: "row"; readonly when?: Expression; readonly then: Expression }
  | { readonly is: "due"; readonly due: Due }
  | { readonly is: "deadline"; readonly deadline: Deadline }
  | { readonly is: "anchor"; readonly anchor: Anchor }
  | { readonly is: "reminder"; readonly reminder: Reminder }
  | { readonly is: "listen"; readonly listen: Listen }
  | { readonly is: "type"; readonly type: FieldType }
  | { readonly is: "papers"; readonly papers: ReadonlyArray<Paper> }
  | { readonly is: "filed"; readonly filed: ReadonlyArray<Filed> }
  /** a text in each language of the handbook */
  | { readonly is: "text"; readonly text: { readonly [language: string]: Template } }
  | { readonly is: "title"; readonly title: { readonly [language: string]: string } }
  | { readonly is: "measure"; readonly measure: Measure }
  | { readonly is: "recurrence"; readonly recurrence: Recurrence }
  | { readonly is: "covers"; readonly covers: Covers }
  | { readonly is: "hours"; readonly hours: ReadonlyArray<ReadonlyArray<Interval>> }
  | { readonly is: "days"; readonly days: ReadonlyArray<string> }
  | { readonly is: "cells"; readonly cells: Values; readonly columns: { readonly [column: string]: FieldType } }

/** What something said and says now; without `was` there was nothing, without `now` there is nothing any more. */
export interface FromTo {
  readonly was?: Said
  readonly now?: Said
}

export type What =
  | "step-added"
  | "step-removed"
  | "step-renamed"
  | "step-moved"
  | "step-order"
  | "step-kind"
  | "step-content"
  | "branch-added"
  | "branch-removed"
  | "branch-renamed"
  | "rung-added"
  | "rung-removed"
  | "rung-order"
  | "term"
  | "reminder"
  | "people-wider"
  | "people-narrower"
  | "field-added"
  | "field-removed"
  | "field-renamed"
  | "field-type"
  | "field-needed"
  | "field-limit"
  | "papers"
  | "checklist"
  | "intake"
  | "intake-people"
  | "outcome-added"
  | "outcome-removed"
  | "outcome-field"
  | "order-added"
  | "order-removed"
  | "order-changed"
  | "hold-added"
  | "hold-removed"
  | "hold-changed"
  | "schedule-added"
  | "schedule-removed"
  | "schedule"
  | "parameter"
  | "time"
  | "calendar"
  | "post"
  | "department"
  | "body"
  | "ranks"
  | "name-changed"
  | "name-split"
  | "ledger"
  | "table"
  | "quota"
  | "archive"
  | "event"
  | "action"
  | "message"
  | "readers"
  | "title"
  | "other"

export interface Change extends FromTo {
  readonly effect: Effect
  readonly what: What
  /** a step's node (`NODE: RUNG` for a level of it), a field (`step.field`), a name, an outcome, an order … */
  readonly at: string
  /** which part of it: `when`, `by`, `at-most`, `row` … */
  readonly part?: string
  /** which of several such parts: the column, the field, the number of the row (from 1) */
  readonly of?: string
  /** of something renamed or moved: where it is now */
  readonly to?: string
  /** what came, or went, together with it: the steps of a new branch, the other steps for whose people the same changed */
  readonly with?: ReadonlyArray<string>
}

/** Whether two pieces of plans are the same data. */
export const equal = (one: unknown, other: unknown): boolean => one === other || canonical(one ?? null) === canonical(other ?? null)

/** Both sides as something that is there, or not. */
export const fromTo = <A>(was: A | undefined | null, now: A | undefined | null, say: (it: A) => Said): FromTo => ({
  ...(was !== undefined && was !== null && { was: say(was) }),
  ...(now !== undefined && now !== null && { now: say(now) })
})

/** A change of one part, if it is one. */
export const part = <A>(
  change: Omit<Change, "was" | "now">,
  was: A | undefined | null,
  now: A | undefined | null,
  say: (it: A) => Said
): ReadonlyArray<Change> => (equal(was, now) ? [] : [{ ...change, ...fromTo(was, now, say) }])

export const names = (list: ReadonlyArray<string>): Said => ({ is: "names", names: list })
export const name = (one: string): Said => names([one])
export const word = (one: string | boolean | number): Said => ({ is: "word", word: String(one) })
export const value = (one: Value): Said => ({ is: "value", value: one })
export const people = (one: People): Said => ({ is: "people", people: one })
export const everybody = (one: People): Said => ({ is: "people", people: one, all: true })
export const message = (one: string): Said => ({ is: "message", message: one })
export const rule = (one: Expression): Said => ({ is: "rule", rule: one })
export const term = (one: Term): Said => ({ is: "term", term: one })

/** A list by name. */
export const byName = <A extends { readonly name: string }>(list: ReadonlyArray<A>): { readonly [name: string]: A } =>
  Object.fromEntries(list.map((one) => [one.name, one]))

/**
 * Two lists side by side: what is the same in both keeps its place, what stands between two of the same is paired in its
 * order. Quadratic only in what is different.
 */
export const aligned = <A>(before: ReadonlyArray<A>, after: ReadonlyArray<A>, key: (it: A) => string): ReadonlyArray<readonly [was: number | undefined, now: number | undefined]> => {
  const [old, now] = [before.map(key), after.map(key)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let [end, other] = [old.length, now.length]
  while (end > start && other > start && old[end - 1] === now[other - 1]) {
    end--
    other--
  }
  const [rows, columns] = [end - start, other - start]
  const longest = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1))
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const row = longest[i]
      if (row !== undefined) row[j] = old[start + i] === now[start + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: Array<readonly [number | undefined, number | undefined]> = old.slice(0, start).map((_, i) => [i, i] as const)
  let [i, j] = [0, 0]
  while (i < rows || j < columns) {
    if (i < rows && j < columns && old[start + i] === now[start + j]) pairs.push([start + i++, start + j++])
    else {
      const [left, right]: [Array<number>, Array<number>] = [[], []]
      while ((i < rows || j < columns) && !(i < rows && j < columns && old[start + i] === now[start + j])) {
        if (j >= columns || (i < rows && at(i + 1, j) >= at(i, j + 1))) left.push(start + i++)
        else right.push(start + j++)
      }
      for (let k = 0; k < Math.max(left.length, right.length); k++) pairs.push([left[k], right[k]])
    }
  }
  for (let k = 0; end + k < old.length; k++) pairs.push([end + k, other + k])
  return pairs
}
