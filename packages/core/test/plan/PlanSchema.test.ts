import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import * as Digest from "@frontdesk/core/plan/Digest"
import * as PlanSchema from "@frontdesk/core/plan/PlanSchema"
import { living } from "../language/procedures.ts"

const plans = compile(living()).procedures.map((it) => it.compiled.plan)

describe("a plan read back from JSON", () => {
  it.each(plans.map((plan) => [plan.procedure, plan] as const))("%s is the same plan", (_, plan) => {
    const json: unknown = JSON.parse(JSON.stringify(plan))
    const read = Result.getOrThrow(PlanSchema.decode(json))
    expect(read).toEqual(plan)
    expect(Digest.of(read)).toBe(Digest.of(plan))
  })

  const [plan] = plans

  it.each([
    ["a later format", { ...plan, format: 2 }],
    ["a key nobody knows", { ...plan, colour: "red" }],
    ["a kind of step nobody knows", { ...plan, root: { ...plan?.root, steps: [{ kind: "dance", name: "x", node: "x" }] } }],
    ["no rung", { ...plan, root: { ...plan?.root, rungs: [] } }],
    ["a missing key", { ...plan, subject: undefined }],
    ["a text", "plan"],
    ["nothing", null]
  ])("%s is refused", (_, json) => {
    expect(Result.isFailure(PlanSchema.decode(json))).toBe(true)
  })
})
