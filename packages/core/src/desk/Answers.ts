/**
 * The outside's answers to what a decision asks: rows from the store as of an instant, people and things from the
 * directory (engine §2.9).
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import * as CaseRow from "../case/CaseRow.ts"
import type { Asks } from "../case/World.ts"
import { factKey } from "../case/World.ts"
import type { Register } from "../domain/Expression.ts"
import type { FactRow, Facts, Question } from "../domain/Question.ts"
import { key } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Plan } from "../plan/Plan.ts"
import * as LedgerName from "../plan/LedgerName.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"
import type { Directory } from "../port/Directory.ts"
import { DirectoryDown } from "../port/Directory.ts"
import type { HostTables } from "../port/HostTables.ts"
import * as LedgerBook from "./LedgerBook.ts"
import * as Snapshot from "./Snapshot.ts"
import * as TableCheck from "./TableCheck.ts"

/** Whoever is asked. */
export interface Outside {
  readonly store: CaseStore["Service"]
  readonly directory: Directory["Service"]
  readonly tables: HostTables["Service"] | undefined
}

const value = (rows: ReadonlyArray<FactRow>): Value => rows.map((row) => ({ ...row }))

const casesOf = Effect.fnUntraced(function*(
  store: CaseStore["Service"],
  { procedure, steps }: Extract<Register, { readonly from: "cases" }>,
  upTo: Instant
) {
  const heads = yield* LedgerBook.pages((cursor) => store.cases({ procedure }, cursor))
  const asked = heads.filter((head) => head.status !== "void" && head.openedAt <= upTo)
  const stored = asked.length === 0 ? [] : yield* store.load(asked.map(({ caseId }) => caseId))
  return CaseRow.inOrder(stored.flatMap((one) => (one === null ? [] : [CaseRow.of(Snapshot.state(one), steps)])))
})

const answer = Effect.fnUntraced(function*(
  { directory, store, tables }: Outside,
  question: Question,
  upTo: Instant,
  within: Plan | undefined
): Effect.fn.Return<Value | null, StoreDown | DirectoryDown> {
  if (question.ask !== "rows") return yield* directory.answer(question, within?.organisation)
  const { of } = question
  switch (of.from) {
    case "ledger":
      return value(
        (yield* LedgerBook.asOf(store, LedgerName.of(within?.procedure ?? "", of.ledger), upTo)).map(({ at, caseId, columns, seq }) => ({
          at, values: columns, case: caseId, seq
        }))
      )
    case "cases":
      return value(yield* casesOf(store, of, upTo))
    case "table":
      return value((yield* hosted(tables, of.table, within)).map((values) => ({ at: 0, values })))
  }
})

/** Rows of a table that the host has; those of tables in a handbook stand in the plan and are never asked for. */
const hosted = (
  tables: HostTables["Service"] | undefined,
  table: string,
  within: Plan | undefined
): Effect.Effect<ReadonlyArray<Values>, DirectoryDown> => {
  const handbook = within?.procedure.split("/")[0] ?? ""
  const wrong = (why: string) => new DirectoryDown({ cause: `the table ${table} of ${handbook}: ${why}` })
  if (tables === undefined) return Effect.fail(wrong("it is asked for, and the desk has no HostTables"))
  const known = within?.tables?.[table]
  return Effect.flatMap(tables.rows(table, handbook), (rows) => {
    const problem = known === undefined ? undefined : TableCheck.problem(known, rows)
    return problem === undefined ? Effect.succeed(rows) : Effect.fail(wrong(problem))
  })
}

/** Rows are as of an instant; what the directory says, it says of now. */
const keyOf = (question: Question, upTo: Instant): string => (question.ask === "rows" ? factKey(question, upTo) : key(question))

/** Answers all questions at once, for a case of this plan. */
export const all = (
  outside: Outside,
  asks: Asks,
  within?: Plan
): Effect.Effect<Facts, StoreDown | DirectoryDown> =>
  Effect.map(
    Effect.forEach(
      asks.questions,
      (question) => Effect.map(answer(outside, question, asks.upTo, within), (found) => [keyOf(question, asks.upTo), found] as const),
      { concurrency: "unbounded" }
    ),
    (pairs) => Object.fromEntries(pairs)
  )
