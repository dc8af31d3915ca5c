/** What was filed is read from the store: an archive is a register like a ledger. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Office from "../case/Office.ts"
import { files } from "../simulation/binder.ts"

const compiled = compile({ files: Object.entries(files).map(([path, text]) => ({ path, text })) }).procedures[0]!.compiled
const values = Schema.Unknown as unknown as Form<Values>
const Bind: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: compiled.plan.procedure,
  compiled,
  intake: values,
  outcome: Schema.Unknown as never,
  task: {}
}
const step = (name: string) => ({ procedure: "", step: name, form: values })

const desk = Desks.layer({ procedures: [Bind], background: false, settle: 0 }).pipe(
  Layer.provide([
    CaseStoreMemory.layer,
    NotifierMemory.layer,
    DirectoryMemory.layer({ organisations: [compiled.plan.organisation], staff: { wang: [{ role: "clerk" }], zhao: [{ role: "manager" }] } })
  ])
)

describe("an archive at the desk", () => {
  it.effect("has a row for each file, with what lies in it", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Office.instant("2026-03-31 09:00"))
      const at = Context.get(yield* Layer.build(desk), Desk)
      const open = yield* at.open(Bind, { unit: "3-201", departments: ["repair-dept", "fee-dept"] }, "wang")
      const task = Effect.map(at.case(open.caseId), ({ tasks }) => ({ caseId: open.caseId, n: tasks[0]!.n }))
      const first = yield* task
      yield* at.complete<string, string, Values, string>(step("write"), first, { letter: "letter.pdf", look: { items: { "front-door": { result: "pass" }, "back-door": { result: "pass" } } } }, "wang")
      const all = ["page", "write", "write.letter"]
      const refused = yield* Effect.flip(
        at.complete<string, string, Values, string>(step("copies"), yield* task, { "unit-file": all, "month-file": all, "dept-file": ["page"] }, "wang")
      )
      assert.deepInclude(refused, {
        _tag: "FormRejected",
        issues: [
          { field: "dept-file.write", why: "missing" },
          { field: "dept-file.write.letter", why: "missing" }
        ]
      })
      assert.strictEqual((refused as Error).message, `form-rejected (${open.caseId}): dept-file.write missing, dept-file.write.letter missing`)
      yield* at.complete<string, string, Values, string>(step("copies"), yield* task, { "unit-file": all, "month-file": all, "dept-file": all }, "wang")
      const rows = yield* at.ledger({ ledger: "archive:office/dept-file" })
      assert.deepStrictEqual(
        rows.map(({ columns }) => columns["key"]),
        ["repair-dept", "fee-dept"]
      )
      // the form is the one that was filled in at the first task
      assert.deepStrictEqual(rows[0]?.columns["papers"], [{ name: "page" }, { name: "write", n: first.n }, { name: "write.letter" }])
      assert.lengthOf(yield* at.ledger({ ledger: "archive:office/unit-file" }), 1)
    }).pipe(Effect.scoped)
  )
})
