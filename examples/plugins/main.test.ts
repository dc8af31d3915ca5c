/** The gate house: its files are checked with its plug-ins, its barrier is asked at least once, under one key. */
import { assert, describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { TestClock } from "effect/testing"
import { run } from "@frontdesk/cli/Run"
import { Desk } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import { Delivery } from "./delivery.procedure.gen.ts"
import { barrier, desk, opened, program } from "./main.ts"

const frontdesk = async (...args: ReadonlyArray<string>) => {
  const said: Array<string> = []
  const say = (text: string) => void said.push(text)
  const code = await run(args, { stdout: say, stderr: say, cwd: import.meta.dirname, env: {}, terminal: false })
  return { code, said: said.join("") }
}

describe("examples/plugins", () => {
  it("its files are checked, its scenarios are right, what is made of them is up to date", async () => {
    expect(await frontdesk("validate")).toEqual({ code: 0, said: "4 files checked, nothing wrong.\n" })
    expect((await frontdesk("format", "--check")).said).toBe("All files are in layout.\n")
    expect((await frontdesk("test")).code).toBe(0)
    expect((await frontdesk("generate", "--check")).said).toBe("All modules are up to date.\n")
    expect((await frontdesk("generate", "--check", "--target", "wall")).said).toBe("All files are up to date.\n")
    expect(await frontdesk("generate", "--target", "wal")).toEqual({
      code: 2,
      said: "No plug-in has a target `wal`.\nThere are `wall`.\n"
    })
  })

  it.live("runs", () =>
    Effect.map(program, (outcome) =>
      assert.deepStrictEqual(outcome, Option.some({ _tag: "delivered", reading: { value: 15, unit: "kWh" } }))))

  it.effect("asks again under the same key, and takes the answer once", () => {
    const it = barrier(["is silent", "is silent", "opens"])
    return Effect.gen(function*() {
      const house = yield* Desk
      const { caseId } = yield* opened
      for (let i = 0; i < 3; i++) {
        yield* house.drain
        yield* TestClock.adjust("5 seconds")
      }
      assert.strictEqual(new Set(it.told).size, 1)
      assert.strictEqual(it.told.length, 3)
      assert.include(it.told[0] ?? "", caseId)
      assert.isTrue(it.told.every((one) => one.startsWith("open north (")))
      const did = (yield* house.history(caseId)).filter((one) => one._tag === "Did")
      assert.deepStrictEqual(did.map((one) => one.outcome), ["done"])
      assert.deepStrictEqual(yield* house.incidents, [])
    }).pipe(Effect.provide(desk(it, false)))
  })

  it.effect("does not ask for what nobody wants any more, and says so to who was asked", () => {
    const it = barrier(["is silent"])
    return Effect.gen(function*() {
      const house = yield* Desk
      const { caseId } = yield* opened
      yield* house.drain
      yield* house.withdraw(caseId, {}, staff<"guard">("wang"))
      yield* TestClock.adjust("1 minute")
      yield* house.drain
      assert.strictEqual(it.told.filter((one) => one.startsWith("open")).length, 1)
      assert.deepStrictEqual(it.told.slice(1), [it.told[0]?.replace("open north", "never mind")])
      assert.deepStrictEqual(yield* house.outcome(Delivery, caseId), Option.some({ _tag: "turned-away" }))
    }).pipe(Effect.provide(desk(it, false)))
  })

  it.effect("what throws, and what answers something it never declared, lies open for an administrator", () => {
    const broken = barrier([])
    const strange = { ...broken, open: () => Effect.succeed({ "opened-at": "soon" as unknown as number }) }
    const throws = { ...broken, open: () => Effect.die(new Error("no such barrier")) }
    return Effect.forEach([strange, throws], (one) =>
      Effect.gen(function*() {
        const house = yield* Desk
        const { caseId } = yield* opened
        yield* house.drain
        const [incident] = yield* house.incidents
        assert.strictEqual(incident?.what, "buried")
        assert.strictEqual(incident?.caseId, caseId)
        assert.match(incident?.why ?? "", /open-gate answered opened-at: wrong, a day and time|no such barrier/)
        assert.isTrue((yield* house.case(caseId)).state.frames.some((frame) => frame.kind === "do"))
      }).pipe(Effect.provide(desk(one, false))))
  })
})
