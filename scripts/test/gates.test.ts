/** A check that cannot fail checks nothing: each test plants one fault and looks for the words that name it. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { plant } from "./planted.ts"

const workspace = (file: string) => readFileSync(join(import.meta.dirname, "../..", file), "utf8")

it("a type test that is not kept does not compile", () => {
  const tree = plant({
    "tsconfig.base.json": workspace("tsconfig.base.json"),
    "tsconfig.json": '{ "extends": "./tsconfig.base.json", "compilerOptions": { "outDir": "out" }, "include": ["*.ts"] }',
    "wrong.test-d.ts": `
      import { expectTypeOf, test } from "vitest"
      test("one is two", () => expectTypeOf<1>().toEqualTypeOf<2>())`
  })
  const { ok, output } = tree.run("tsc", "-b")
  expect(output).toContain("wrong.test-d.ts(3,")
  expect(ok).toBe(false)
})

it("a forgotten yield* is found", () => {
  const tree = plant({
    "tsconfig.base.json": workspace("tsconfig.base.json"),
    "tsconfig.json": '{ "extends": "./tsconfig.base.json", "compilerOptions": { "outDir": "out" }, "include": ["*.ts"] }',
    "forgotten.ts": `
      import { Effect } from "effect"
      export const run = Effect.gen(function*() {
        Effect.log("never said")
        yield* Effect.void
      })`
  })
  const { ok, output } = tree.run("effect-tsgo", "diagnostics", "--project", "tsconfig.json", "--format", "text")
  expect(output).toContain("forgotten.ts(4,9): error effect(floatingEffect)")
  expect(ok).toBe(false)
})

it("an Effect, a clock or a file on a pure floor is found", () => {
  const tree = plant({
    ".oxlintrc.json": workspace(".oxlintrc.json"),
    "packages/core/src/domain/Impure.ts": `
      import { Effect, Option } from "effect"
      import * as Clock from "effect/Clock"
      import * as Workflow from "effect/workflow"
      import * as fs from "node:fs"
      export const impure = [Effect, Option, Clock, Workflow, fs, Date.now()]`,
    "packages/core/src/desk/Desk.ts": `
      import { Effect } from "effect"
      export const desk = Effect.void`
  })
  const { ok, output } = tree.run("oxlint", "--format", "unix", "packages")
  const lines = output.split("\n").filter((it) => it.includes("Impure.ts:"))
  expect(lines.map((it) => it.split(":")[1])).toEqual(["2", "3", "4", "5", "6"])
  expect(output).not.toContain("Desk.ts")
  expect(ok).toBe(false)
})
