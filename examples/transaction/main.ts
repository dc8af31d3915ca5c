/** The host writes an invoice and opens its dunning case in one transaction: both are there, or neither. */
import { Context, Data, Effect, Layer } from "effect"
import { DatabaseSync } from "node:sqlite"
import * as BigDecimal from "effect/BigDecimal"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Dunning } from "@frontdesk/procedures/v0b"

class Overdrawn extends Data.TaggedError("Overdrawn")<{ readonly unit: string }> {}

const people = DirectoryMemory.layer({
  organisations: [Dunning.compiled.plan.organisation],
  staff: { zhao: [{ role: "fee-collector" }] }
})
const zhao = staff<"fee-collector">("zhao")

export const program = Effect.fnUntraced(function* (filename: string) {
  const cases = Sqlite.layer({ filename })
  const desk = Context.get(yield* Layer.build(Layer.provide(layer({ procedures: [Dunning] }), [cases, people, NotifierMemory.layer])), Desk)
  // the host's own handle on the same file, and its own table
  const db = yield* Effect.acquireRelease(Effect.sync(() => new DatabaseSync(filename)), (it) => Effect.sync(() => it.close()))
  db.exec("create table if not exists invoice (unit text, owed text)")
  const host = yield* Sqlite.host(db)

  const remind = (unit: string, owed: string, limit: number) =>
    desk.within(host, (desk) =>
      Effect.gen(function* () {
        yield* Effect.sync(() => db.prepare("insert into invoice values (?, ?)").run(unit, owed))
        const { caseId } = yield* desk.open(Dunning, {
          owner: "chen",
          unit,
          owed: BigDecimal.fromStringUnsafe(owed),
          "owed-for": "2026",
          reason: "two reminders, no answer"
        }, zhao)
        // a failure takes the case back with the invoice
        if (Number(owed) > limit) return yield* new Overdrawn({ unit })
        return caseId
      }))

  yield* remind("3-201", "1280.50", 5_000)
  const failed = yield* Effect.flip(remind("5-101", "9800", 5_000))
  return {
    failed: failed._tag,
    invoices: db.prepare("select unit from invoice").all().map((row) => row["unit"]),
    worklist: (yield* desk.tasks({ person: "zhao" })).items.map((task) => task.step)
  }
}, Effect.scoped)

if (import.meta.main) console.log(await Effect.runPromise(program(process.argv[2] ?? "estate.sqlite")))
