/** Two companies at one desk with a ledger and an archive of one name each (language §3.4): whose rows are whose. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CodeFrame from "@frontdesk/core/language/diagnostic/CodeFrame"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Play from "@frontdesk/core/simulation/Play"
import * as Office from "../case/Office.ts"
import { groundOf, told } from "../simulation/ground.ts"

const handbook = (name: string, column: string, more = "") => `handbook: ${name}
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Sun: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff]
departments: { house: {} }
roles:
  clerk: { rank: staff, in: house }
archives: { unit-file: { by: unit, kept-by: clerk } }
ledgers:
  remarks: { columns: { ${column}: text } }
${more}`
const procedure = (column: string, name: string, more = "") => `procedure: ${name}
version: 1
intake:
  by: clerk
  form: { unit: unit, what: text }
steps:
${more}  - compute: earlier
    type: whole-number
    value: count remarks where each.${column} is present
  - record: note
    in: remarks
    add: { ${column}: what }
  - task: sign
    by: clerk
    form: { letter: attachment }
  - file: keep
    by: clerk
    into: [unit-file]
    what: [sign]
  - end: done
    gives: { earlier: earlier }
outcomes: { done: { earlier: whole-number } }
`
const texts = {
  "north/handbook.yaml": handbook("north", "word"),
  "north/remark.procedure.yaml": procedure("word", "remark"),
  "south/handbook.yaml": handbook("south", "saying", "uses: { remark: ../north/remark }\n"),
  "south/remark-too.procedure.yaml": procedure("saying", "remark-too", "  - start: northern\n    opens: remark\n    with: { unit: unit, what: what }\n")
}
const scenario = `scenario: written
of: remark-too
given:
  staff: { wang: clerk }
  rows: { remarks: [{ saying: louder }, { saying: louder }] }
rows:
  - at: 2026-03-02 10:00
    who: wang
    opens: remark-too
    with: { unit: 3-201, what: louder }
    then: { wrote: { remarks: [{ saying: louder }] }, values: { earlier: 2, northern/earlier: 0 } }
`
const found = compile({ files: Object.entries({ ...texts, "south/written.scenario.yaml": scenario }).map(([path, text]) => ({ path, text })) })

const values = Schema.Unknown as unknown as Form<Values>
const handle = (id: string): ProcedureHandle<string, Values, OutcomeShape, {}, string> => {
  const compiled = found.procedures.find(({ compiled: { plan } }) => plan.procedure === id)?.compiled
  if (compiled === undefined) throw new Error(`${id} does not compile`)
  return { procedure: id, compiled, intake: values, outcome: Schema.Unknown as never, task: {} }
}

describe("a ledger and an archive of one name in two handbooks", () => {
  it.effect("have each their own rows, and a question is told those of its own handbook", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Office.instant("2026-03-02 10:00"))
      const procedures = [handle("north/remark"), handle("south/remark-too")]
      const desk = Context.get(
        yield* Layer.build(
          Desks.layer({ procedures, background: false, settle: 0 }).pipe(
            Layer.provide([
              CaseStoreMemory.layer,
              NotifierMemory.layer,
              DirectoryMemory.layer({ organisations: procedures.map((it) => it.compiled.plan.organisation), staff: { wang: [{ role: "clerk" }] } })
            ])
          )
        ),
        Desk
      )
      for (let time = 0; time < 2; time++) {
        yield* desk.open(handle("south/remark-too"), { unit: "3-201", what: "louder" }, "wang")
        yield* desk.drain
      }
      const counted = yield* Effect.forEach((yield* desk.cases({})).items, ({ caseId, procedure }) =>
        Effect.map(desk.history(caseId), (entries) =>
          entries.flatMap((entry) => entry._tag === "Computed" ? [`${procedure}: ${JSON.stringify(entry.values["value"])}`] : [])))
      assert.sameMembers(counted.flat(), ["south/remark-too: 0", "north/remark: 0", "south/remark-too: 1", "north/remark: 1"])
      const columns = (ledger: "north/remarks" | "south/remarks") => Effect.map(desk.ledger({ ledger }), (lines) => lines.map((line) => line.columns))
      assert.deepStrictEqual(yield* columns("north/remarks"), [{ word: "louder" }, { word: "louder" }])
      assert.deepStrictEqual(yield* columns("south/remarks"), [{ saying: "louder" }, { saying: "louder" }])
      assert.deepStrictEqual((yield* desk.as("wang").ledger({ ledger: "south/remarks" })).map((line) => line.columns), [{ saying: "louder" }, { saying: "louder" }])
    }).pipe(Effect.scoped))

  it("a scenario speaks of those of its own handbook", () => {
    assert.deepStrictEqual(found.diagnostics.filter(({ severity }) => severity === "error").map((it) => CodeFrame.render(it, { language: "en" })), [])
    const [written] = found.scenarios
    assert.deepStrictEqual(told(Play.play(written!, groundOf(found))), ["right 2026-03-02 10:00 wang opens south/remark-too"])
  })
})
