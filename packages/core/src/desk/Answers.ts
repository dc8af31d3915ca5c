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
import type { CaseState } from "../case/State.ts"
import type { Organisation } from "../domain/Organisation.ts"
import type { FactRow, Facts, Question } from "../domain/Question.ts"
import { key } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"
import type { Directory, DirectoryDown } from "../port/Directory.ts"
import * as LedgerBook from "./LedgerBook.ts"

const value = (rows: ReadonlyArray<FactRow>): Value => rows.map(({ at, values }) => ({ at, values }))

const casesOf = Effect.fnUntraced(function*(store: CaseStore["Service"], procedure: string, upTo: Instant) {
  const heads = yield* LedgerBook.pages((cursor) => store.cases({ procedure }, cursor))
  const asked = heads.filter((head) => head.status !== "void" && head.openedAt <= upTo)
  const stored = asked.length === 0 ? [] : yield* store.load(asked.map(({ caseId }) => caseId))
  return stored.flatMap((one) => (one === null ? [] : [CaseRow.of(JSON.parse(one.body) as CaseState)]))
})

const answer = Effect.fnUntraced(function*(
  store: CaseStore["Service"],
  directory: Directory["Service"],
  question: Question,
  upTo: Instant,
  within: Organisation | undefined
): Effect.fn.Return<Value | null, StoreDown | DirectoryDown> {
  if (question.ask !== "rows") return yield* directory.answer(question, within)
  const { of } = question
  switch (of.from) {
    case "ledger":
      return value(
        (yield* LedgerBook.asOf(store, of.ledger, upTo)).map(({ at, columns }) => ({ at, values: columns }))
      )
    case "cases":
      return value(yield* casesOf(store, of.procedure, upTo))
    case "table":
      return yield* Effect.die(new Error(`Tables of a handbook cannot be asked yet (${of.table})`))
  }
})

/** Rows are as of an instant; what the directory says, it says of now. */
const keyOf = (question: Question, upTo: Instant): string => (question.ask === "rows" ? factKey(question, upTo) : key(question))

/** Answers all questions at once. */
export const all = (
  store: CaseStore["Service"],
  directory: Directory["Service"],
  asks: Asks,
  within?: Organisation
): Effect.Effect<Facts, StoreDown | DirectoryDown> =>
  Effect.map(
    Effect.forEach(
      asks.questions,
      (question) => Effect.map(answer(store, directory, question, asks.upTo, within), (found) => [keyOf(question, asks.upTo), found] as const),
      { concurrency: "unbounded" }
    ),
    (pairs) => Object.fromEntries(pairs)
  )
