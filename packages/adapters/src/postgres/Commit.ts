/**
 * A batch in one statement and one round trip (engine §6.3), see `Statement.ts`. Everybody locks cases in the order of
 * their ids, then messages in the order of theirs, so two batches never wait for each other; the lock looks at the
 * version again, so `READ COMMITTED` is enough.
 */
import { Effect } from "effect"
import * as Batch from "@frontdesk/core/port/Batch"
import type { Answer, Change, StoreDown, Traits } from "@frontdesk/core/port/CaseStore"
import { StoreUnsure } from "@frontdesk/core/port/CaseStore"
import { doneBy } from "./Cases.ts"
import type { Connection, Row } from "./Connection.ts"
import { Collided, pause } from "./Connection.ts"
import type { make as makePlans } from "./Plans.ts"
import * as Statement from "./Statement.ts"
import * as Written from "./Written.ts"

/** The same question once more, after the fact: who lost to another may be answered as things stand. */
const again = (s: string): string => `select y.o, k.i, k.version::float8, c.version::float8, k.content::float8
from json_to_recordset($1::json) as y(o int, id text, k json) left join ${s}fd_case c on c.id = y.id and c.id = any(array(select z.id from json_to_recordset($1::json) as z(id text)))
left join lateral (
  select x.i, m.version, m.content from json_array_elements_text(y.k) with ordinality as x(id, i) join ${s}fd_command m on m.of = c.n and m.id = x.id
  order by x.i limit 1) k on true`

/** How often a single change goes on when others were in the way. */
const tries = 6

export const make = ({ own, read, schema, write }: Connection, plans: ReturnType<typeof makePlans>, traits: Traits) => {
  const texts = new Map<string, string>()
  let batches = 0
  let age = 0
  /** A plan made while a table was small would read all of it for good: with eight times the batches comes another text. */
  const textOf = (batch: ReadonlyArray<Change>): string => {
    const now = Math.floor(Math.log2(++batches) / 3)
    if (now !== age) texts.clear()
    age = now
    const parts = Statement.parts(batch)
    const name = Object.values(parts).join()
    let text = texts.get(name)
    if (text === undefined) texts.set(name, (text = `-- ${age}\n${Statement.text(schema, parts)}`))
    return text
  }
  const later = again(schema)

  const duplicate = (change: Change, i: number, done: Row): Answer =>
    ({ _tag: "Duplicate", command: change.commands[i]!, ...doneBy(done) })

  const answered = Effect.fnUntraced(function*(batch: ReadonlyArray<Change>, rows: ReadonlyArray<Row>) {
    const answers = rows.map(([done, i, first, current, content], o): Answer => {
      const change = batch[o]!
      if (done === true) return { _tag: "Committed", version: change.expect + change.entries.length }
      return i !== null ? duplicate(change, i as number, [first, content]) : { _tag: "Conflict", current: (current as number | null) ?? 0 }
    })
    const lost = answers.flatMap((answer, o) => answer._tag === "Conflict" ? [o] : [])
    if (lost.length === 0) return answers
    // The statement saw the cases as they were when it began; who was overtaken meanwhile is told by whom.
    const asked = JSON.stringify(lost.map((o) => ({ o, id: Written.text(batch[o]!.caseId), k: batch[o]!.commands.map(Written.key) })))
    const now = yield* Effect.catchTag(read(later, [asked]), "StoreDown", () => Effect.succeed([]))
    for (const [o, i, first, current, content] of now) {
      const at = o as number
      answers[at] = i === null
        ? { _tag: "Conflict", current: (current as number | null) ?? 0 }
        : duplicate(batch[at]!, Number(i) - 1, [first, content])
    }
    return answers
  })

  const send = (batch: ReadonlyArray<Change>, plan: (change: Change) => number, attempt: number): Effect.Effect<ReadonlyArray<Answer>, StoreDown | StoreUnsure> =>
    write(textOf(batch), Statement.params(batch, plan)).pipe(
      Effect.flatMap((rows) => answered(batch, rows)),
      Effect.catchIf((error): error is Collided => own && error instanceof Collided && attempt < tries, () =>
        Effect.andThen(pause(Math.random() * 5 * 2 ** attempt), batch.length === 1 ? send(batch, plan, attempt + 1) : halved(batch, plan, attempt)))
    )

  /** Nothing of the batch exists. Two smaller ones meet fewer others. */
  const halved = Effect.fnUntraced(function*(batch: ReadonlyArray<Change>, plan: (change: Change) => number, attempt: number) {
    const half = batch.length >> 1
    const first = yield* send(batch.slice(0, half), plan, attempt + 1)
    const second = yield* Effect.catchTag(send(batch.slice(half), plan, attempt + 1), "StoreDown", ({ cause }) =>
      // Of the batch as a whole nobody can say any more that nothing exists.
      Effect.fail(new StoreUnsure({ cause })))
    return [...first, ...second]
  })

  return Effect.fnUntraced(function*(batch: ReadonlyArray<Change>): Effect.fn.Return<ReadonlyArray<Answer>, StoreDown | StoreUnsure> {
    const numbers = yield* plans.numbers(batch.map((change) => change.head.plan))
    Batch.check(batch, traits, (plan) => numbers.has(plan))
    return batch.length === 0 ? [] : yield* send(batch, (change) => numbers.get(change.head.plan)!, 0)
  })
}
