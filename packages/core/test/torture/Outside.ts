/**
 * What is outside of a case that asks: other cases' rows in the ledgers, other cases, tables of the host, and what a
 * directory knows. Drawn from a seed and dated, so that an answer as of an instant is the same whenever it is asked
 * (law TICK holds for equal answers); what the case itself wrote is read off its journal.
 */
import * as Decide from "@frontdesk/core/case/Decide"
import * as Turns from "@frontdesk/core/case/Turns"
import { factKey } from "@frontdesk/core/case/World"
import { key } from "@frontdesk/core/domain/Question"
import type { FactRow, Question } from "@frontdesk/core/domain/Question"
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import type { Register } from "@frontdesk/core/domain/Expression"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { Result } from "effect"
import { at, Case, staff } from "../case/world.ts"
import { random } from "./Random.ts"

const HOUR = 3_600_000
/** Rows by ledger; cases under `cases`, with what they were before they ended. */
export interface Outside {
  readonly book: ReadonlyArray<FactRow>
  readonly visits: ReadonlyArray<FactRow>
  readonly cases: ReadonlyArray<FactRow & { readonly ended: Values & { readonly ended: Instant } }>
  readonly founded: boolean
}

const dayOf = (instant: Instant): string => new Date(instant + 8 * HOUR).toISOString().slice(0, 10)

/** What the host's table `limits` says. */
export const limits: ReadonlyArray<Values> = [{ kind: "a", limit: 3, share: "30" }, { kind: "c", limit: 6, share: "12.5" }]

/** Some months around the times histories play in. */
export const outside = (seed: number): Outside => {
  const r = random(seed ^ 0x0075)
  const some = (least: number, most: number, row: (instant: Instant, n: number) => Values): ReadonlyArray<FactRow> =>
    Array.from({ length: least + r.below(most) }, () => at(r.yes(0.3) ? "2026-09-20" : "2026-02-20") + r.below(40 * 24) * HOUR)
      .toSorted((one, other) => one - other)
      .map((instant, n) => ({ at: instant, values: row(instant, n) }))
  const unit = () => r.pick(["u1", "u1", "u2", "u3"])
  const kind = () => r.pick(["a", "b", "c"])
  return {
    book: some(0, 8, () => ({ unit: unit(), kind: kind(), ...(r.yes(0.5) && { result: kind() }) })),
    visits: some(0, 30, (instant) => ({
      unit: unit(), day: dayOf(instant), kind: kind(), pieces: r.below(9), paid: `${r.below(200)}.50`, ...(r.yes(0.3) && { "done-at": instant })
    })),
    cases: some(0, 6, (instant, n) => ({ case: `other${n}`, unit: unit(), opened: instant, status: "open" })).map((row) => ({
      ...row,
      ended: { ended: row.at + r.below(300) * HOUR, outcome: r.pick(["ok", "bad"]), see: { fine: r.yes(0.5), at: row.at }, status: "ended" }
    })),
    founded: r.yes(0.5)
  }
}

/** A case whose questions are answered. */
export class Asking extends Case {
  readonly outside: Outside

  constructor(plan: Plan, of: Outside, checked = true) {
    super(plan, "c1", checked)
    this.outside = of
  }

  /** Rows as they were at an instant; of its own those before an entry. */
  rowsOf(of: Register, upTo: Instant, before = Infinity): ReadonlyArray<FactRow> {
    const { book, cases, visits } = this.outside
    switch (of.from) {
      case "table":
        return (this.world.plan.tables?.[of.table]?.rows ?? limits).map((values) => ({ at: 0, values }))
      case "cases":
        return cases.flatMap((one) =>
          one.at > upTo ? [] : [{ at: one.at, values: one.ended.ended <= upTo ? { ...one.values, ...one.ended } : one.values }]
        )
      case "ledger": {
        const theirs = (of.ledger === "book" ? book : visits).filter((one) => one.at <= upTo)
        const own = new Map<number, FactRow>()
        for (const entry of this.journal) {
          if (entry.at > upTo || entry.seq >= before || !("ledger" in entry) || entry.ledger !== of.ledger) continue
          if (entry._tag === "Recorded") {
            if (entry.replaces !== undefined) own.delete(entry.replaces)
            own.set(entry.seq, { at: entry.at, values: entry.row, case: this.state.id, seq: entry.seq })
          } else if (entry._tag === "Filled") {
            const row = own.get(entry.row)
            if (row !== undefined) own.set(entry.row, { ...row, values: { ...row.values, ...entry.cells } })
          }
        }
        return [...theirs, ...own.values()]
      }
    }
  }

  /** How often what was due before an instant would ask. */
  turnsUntil(stamp: Instant): number {
    const facts: { [key: string]: Value | null } = {}
    for (let turn = 0; ; turn++) {
      const decided = Decide.decide({ ...this.world, facts }, this.state, { caseId: this.state.id, id: "look", stamp, _tag: "Tick" })
      if (Result.isSuccess(decided) || decided.failure._tag !== "Asks" || turn === Turns.TURNS) return turn
      const { questions, upTo } = decided.failure
      for (const one of questions) facts[one.ask === "rows" ? factKey(one, upTo) : key(one)] = this.answer(one, upTo)
    }
  }

  override answer(question: Question, upTo: Instant): Value | null {
    const post = (person: string) => staff[person]?.posts[0]
    switch (question.ask) {
      case "rows":
        return this.rowsOf(question.of, upTo).map((row) => ({ ...row }))
      case "rank":
        return this.world.plan.organisation.roles[post(question.person)?.role ?? ""]?.rank ?? null
      case "kind":
        return question.party === "sun" ? "tenant" : question.party === "tan" ? "owner" : null
      case "who":
        return question.key.startsWith("area:") ? ["fei"] : []
      case "department":
        return post(question.person)?.in ?? this.world.plan.organisation.roles[post(question.person)?.role ?? ""]?.in ?? null
      case "founded":
        return this.outside.founded
      default:
        return super.answer(question, upTo)
    }
  }
}
