/** `frontdesk.config.*`: which one counts, and what a person reads when it is wrong. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Effect, Layer } from "effect"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { describe, expect, test } from "vitest"
import * as Config from "@frontdesk/cli/Config"
import { HostOf } from "@frontdesk/cli/Host"
import { frontdesk, office, workspace } from "./cli.ts"

const gates = `{ name: "gates", description: { en: "Gates", zh: "道闸" }, channels: { intercom: { description: { en: "The intercom", zh: "对讲" } } } }`

const read = (cwd: string, folder: string) =>
  Effect.runPromise(
    Config.read([join(cwd, folder)]).pipe(
      Effect.map((found) => found.get(join(cwd, folder)) ?? Config.none),
      Effect.provide(
        Layer.merge(
          NodeServices.layer,
          Layer.succeed(HostOf, { stdout: () => undefined, stderr: () => undefined, cwd, env: {}, terminal: false })
        )
      )
    )
  )

describe("the nearest file above counts", () => {
  test("none: nothing is plugged in", async () => {
    using at = workspace()
    expect(await read(at.path, "office")).toEqual(Config.none)
  })

  test("a module above the folder", async () => {
    using at = workspace({ "frontdesk.config.mjs": `export default { plugins: [${gates}], severities: { "field-unused": "off" } }` })
    const config = await read(at.path, "office")
    expect(config).toMatchObject({ path: "frontdesk.config.mjs", plugins: [{ name: "gates" }], severities: { "field-unused": "off" } })
  })

  test("the folder's own, JSON, with the plug-in in a module", async () => {
    using at = workspace({
      "frontdesk.config.mjs": `throw new Error("not this one")`,
      "office/gates.mjs": `export default ${gates}`,
      "office/frontdesk.config.json": `{ "plugins": ["./gates.mjs"] }`
    })
    const config = await read(at.path, "office")
    expect(config.path).toBe("office/frontdesk.config.json")
    expect(config.plugins.map((it) => it.name)).toEqual(["gates"])
  })
})

test.each([
  ["an unknown key", "mjs", `export default { plugin: [] }`, "`plugin`:"],
  ["a severity that is none", "mjs", `export default { severities: { "field-unused": "no" } }`, "`severities.field-unused`: Expected"],
  ["no default", "mjs", `export const plugins = []`, "exports nothing"],
  ["a module that throws", "mjs", `throw new Error("no gate today")`, "cannot be loaded: no gate today"],
  ["no JSON", "json", `{ plugins: [] }`, "is not JSON"],
  ["a plug-in without Chinese", "mjs", `export default { plugins: [{ name: "gates", description: { en: "Gates" } }] }`, "`plugins.0.description.zh`:"],
  ["a name with a space", "mjs", `export default { plugins: [{ name: "the gates", description: { en: "G", zh: "闸" } }] }`, "a name of letters"],
  ["one name twice", "mjs", `export default { plugins: [${gates}, ${gates}] }`, "two plug-ins of the name `gates`"],
  ["a module that is not there", "json", `{ "plugins": ["./gates.mjs"] }`, "`./gates.mjs (in frontdesk.config.json)` cannot be loaded"]
])("%s is a wrong call, with words", async (_, ending, text, words) => {
  using at = workspace({ [`frontdesk.config.${ending}`]: text })
  const ran = await frontdesk(at.path, ["validate"])
  expect(ran.err).toContain(words)
  expect(ran.code).toBe(2)
})

test("what is wrong in it is said in the language that was asked for, whatever the terminal speaks", async () => {
  using at = workspace({ "frontdesk.config.json": `{ "severities": { "field-unusd": "off" } }` })
  for (const args of [["validate", "--lang", "zh"], ["validate", "--lang=zh"]]) {
    expect((await frontdesk(at.path, args, { LANG: "en_GB.UTF-8" })).err).toMatch(/\p{Script=Han}/u)
  }
  expect((await frontdesk(at.path, ["validate", "--lang", "en"], { LANG: "zh_CN.UTF-8" })).err).not.toMatch(/\p{Script=Han}/u)
  expect((await frontdesk(at.path, ["validate"], { LANG: "zh_CN.UTF-8" })).err).toMatch(/\p{Script=Han}/u)
})

describe("folders that do not know each other, in one call", () => {
  const handbook = readFileSync(join(office, "handbook.yaml"), "utf8")
  const lamp = readFileSync(join(office, "lamp.procedure.yaml"), "utf8")
  const scenario = readFileSync(join(office, "on-time.scenario.yaml"), "utf8")

  test("may have a handbook of one name: each scenario is played in its own", async () => {
    const other = (text: string): string => text.replaceAll("receptionist", "electrician")
    using at = workspace({
      "other/handbook.yaml": other(handbook),
      "other/lamp.procedure.yaml": other(lamp),
      "other/on-time.scenario.yaml": other(scenario)
    })
    expect(await frontdesk(at.path, ["validate"])).toMatchObject({ code: 0, out: expect.stringContaining("6 files checked (2 handbooks, 2 procedures, 2 scenarios), nothing wrong") })
    expect((await frontdesk(at.path, ["test"])).out).toContain("2 scenarios: 2 passed")
    await frontdesk(at.path, ["generate"])
    expect(existsSync(join(at.path, "office/lamp.procedure.gen.ts"))).toBe(true)
    expect(readFileSync(join(at.path, "other/lamp.procedure.gen.ts"), "utf8")).toContain("electrician")
  })

  test("what the one plugs in is nothing to the other", async () => {
    using at = workspace({
      "gatehouse/handbook.yaml": handbook,
      "gatehouse/lamp.procedure.yaml": lamp,
      "gatehouse/frontdesk.config.mjs": `export default { plugins: [${gates}] }`
    })
    await frontdesk(at.path, ["generate", "office"])
    expect(await frontdesk(at.path, ["generate", "--check", "office", "gatehouse"])).toMatchObject({ out: expect.not.stringContaining("office/") })
  })
})
