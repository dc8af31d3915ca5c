/** The modules of the move-in (P01): papers, a file; and of the acceptance: a checklist. That they are what the YAML says, `Modules.test.ts` asks of all; types: `MoveIn.test-d.ts`. */
import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { Inspect } from "@frontdesk/procedures/v0b/house-acceptance.procedure.gen"
import { Archive, Verify } from "@frontdesk/procedures/v0b/move-in.procedure.gen"

describe("the module of a procedure with papers", () => {
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
