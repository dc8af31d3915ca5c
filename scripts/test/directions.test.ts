/** The import rules are worth something only if they bite: each test plants one import and looks for the rule's name. */
import { describe, expect, it } from "vitest"
import { plant } from "./planted.ts"

const core = "packages/core/src/"
const tree = plant({
  [`${core}index.ts`]: "export {}",
  [`${core}domain/Role.ts`]: 'export * from "../plan/Plan.ts"',
  [`${core}domain/One.ts`]: 'import type { Two } from "./Two.ts"; export type One = Two',
  [`${core}domain/Two.ts`]: 'import type { One } from "./One.ts"; export type Two = One',
  [`${core}domain/File.ts`]: 'import * as fs from "node:fs"; export const file = fs',
  [`${core}plan/Plan.ts`]: "export type Plan = 1",
  [`${core}case/Decide.ts`]: 'import type { Parse } from "../language/syntax/Parse.ts"; export type D = Parse',
  [`${core}case/State.ts`]: 'import type { Plan } from "../plan/Plan.ts"; export type State = Plan',
  [`${core}language/syntax/Parse.ts`]: 'export type Parse = import("../model/Model.ts").Model',
  [`${core}language/model/Model.ts`]: "export type Model = 1",
  [`${core}language/check/Check.ts`]: 'import type { Model } from "../model/Model.ts"; export type Check = Model',
  [`${core}language/compile.ts`]: 'import { D } from "../desk/Desk.ts"; export const d = D',
  [`${core}desk/Desk.ts`]: 'import type { State } from "../case/State.ts"; import "../index.ts"; export const D: State = 1',
  [`${core}target/Diagram.ts`]: 'import { D } from "../desk/Desk.ts"; export const d = D',
  [`${core}target/workflow/Facade.ts`]: 'import { D } from "../../desk/Desk.ts"; export const d = D',
  [`${core}port/Store.ts`]: "export const store = 1; export type Store = 1",
  [`${core}simulation/Play.ts`]: 'import type { Store } from "../port/Store.ts"; export type P = Store',
  [`${core}simulation/Wrong.ts`]: 'import { store } from "../port/Store.ts"; export const s = store',
  [`${core}helpers/Any.ts`]: 'import "../plan/Plan.ts"',
  "packages/adapters/src/sqlite.ts": 'import "../../procedures/src/a.ts"; import "../../core/src/port/Store.ts"',
  "packages/procedures/src/a.ts": 'import "../../cli/src/main.ts"',
  "packages/cli/src/main.ts": 'import "../../core/src/plan/Plan.ts"'
})

const report = tree.run("depcruise", "--config", tree.config(".dependency-cruiser.mjs"), "--output-type", "json", "packages")
const { violations }: { violations: ReadonlyArray<{ from: string; rule: { name: string } }> } = JSON.parse(report.output).summary
const found = (from: string) => violations.filter((it) => it.from.endsWith(from)).map((it) => it.rule.name)

describe("directions", () => {
  it.each([
    ["domain/Role.ts", "floor domain"],
    ["domain/One.ts", "circle"],
    ["domain/File.ts", "pure floors run in a browser"],
    ["case/Decide.ts", "floor case"],
    ["language/syntax/Parse.ts", "floor language/syntax"],
    ["language/compile.ts", "floor language/compile"],
    ["desk/Desk.ts", "no index from inside"],
    ["target/Diagram.ts", "floor target"],
    ["simulation/Wrong.ts", "simulation takes only types of port"],
    ["helpers/Any.ts", "floor unknown"],
    ["adapters/src/sqlite.ts", "package adapters"],
    ["procedures/src/a.ts", "package procedures"],
    ["procedures/src/a.ts", "nobody imports cli"]
  ])("%s breaks \"%s\"", (file, rule) => {
    expect(found(file)).toContain(rule)
  })

  it.each(["case/State.ts", "language/check/Check.ts", "target/workflow/Facade.ts", "simulation/Play.ts", "cli/src/main.ts"])(
    "%s is right",
    (file) => {
      expect(found(file)).toEqual([])
    }
  )
})
