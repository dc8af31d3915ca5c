/** The module of the move-in (P01): papers, a file; and of the acceptance: a checklist. Checked types: MoveIn.test-d.ts. */
import { expect, it } from "@effect/vitest"
import { Effect, Result, Schema } from "effect"
import { describe } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import * as Module from "@frontdesk/core/target/typescript/Module"
import { files } from "../../simulation/ground.ts"
import { Inspect } from "./house-acceptance.procedure.gen.ts"
import { Archive, Verify } from "./move-in.procedure.gen.ts"

const compiled = compile({ files })

describe("the module of a procedure with papers", () => {
  it.effect.each(["move-in", "house-acceptance"])("%s is the text that is committed", (name) =>
    Effect.gen(function* () {
      const found = compiled.procedures.find((it) => it.path === `v0b/${name}.procedure.yaml`)
      const text = yield* Module.generate(found!.compiled, { fileName: `${name}.procedure.yaml` })
      yield* Effect.promise(() => expect(text).toMatchFileSnapshot(`./${name}.procedure.gen.ts`))
    })
  )

  const decode = <A>(form: Schema.Codec<A, unknown>) => Schema.decodeUnknownResult(form)

  it("reads what was shown, with what it came to", () => {
    const shown = [{ document: "owner-id-card", manner: "seen-and-copied", count: 1 }]
    const missing = [{ document: "move-in-notice", manner: "original", count: 1 }]
    const read = decode(Verify as never)({ shown: { shown, complete: false, missing } })
    expect(Result.getOrThrow(read)).toEqual({ shown: { shown, complete: false, missing } })
    expect(Result.isFailure(decode(Verify as never)({ shown: { shown: [{ document: "passport", manner: "seen" }] } }))).toBe(true)
    expect(Result.isFailure(decode(Verify as never)({ shown: { shown: [{ document: "owner-id-card", manner: "shown" }] } }))).toBe(true)
  })

  it("reads a checklist item by item, and what is in its place", () => {
    const items = Object.fromEntries(
      ["walls", "floors", "doors-and-windows", "water-and-drains", "electricity-and-lamps"].map((item) => [item, { result: "pass" }])
    )
    const form = { items: { items, failed: 0 }, "water-base": "1", "electricity-base": "2", "gas-base": "3", "bases-confirmed": { by: "sun" }, accepted: false }
    expect(Result.isSuccess(decode(Inspect as never)(form))).toBe(true)
    expect(Result.isFailure(decode(Inspect as never)({ ...form, items: { items: { walls: { result: "pass" } } } }))).toBe(true)
    expect(Result.isSuccess(decode(Archive as never)({ "owner-archive": ["verify.shown", "issue"] }))).toBe(true)
    expect(Result.isFailure(decode(Archive as never)({ "owner-archive": ["keys"] }))).toBe(true)
  })
})
