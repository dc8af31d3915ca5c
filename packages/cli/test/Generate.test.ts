/** `frontdesk generate`: modules beside their YAML, and whether those that are there are right. */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { frontdesk, workspace } from "./cli.ts"

const gen = "office/lamp.procedure.gen.ts"

it("writes what is missing, says nothing is left to do, and finds drift and orphans", async () => {
  using at = workspace()

  const missing = await frontdesk(at.path, ["generate", "--check"])
  expect(missing.code).toBe(1)
  expect(missing.out).toContain("the module is missing")
  expect(existsSync(join(at.path, gen))).toBe(false)

  const written = await frontdesk(at.path, ["generate"])
  expect(written).toEqual({ code: 0, out: `wrote ${gen}\n`, err: "" })
  expect(await frontdesk(at.path, ["generate", "--check"])).toEqual({ code: 0, out: "All modules are up to date.\n", err: "" })
  expect((await frontdesk(at.path, ["generate"])).out).toBe("All modules are up to date.\n")

  const text = readFileSync(join(at.path, gen), "utf8")
  writeFileSync(join(at.path, gen), text.replace("readonly place: string", "readonly place: number"))
  writeFileSync(join(at.path, "office/gone.procedure.gen.ts"), "export {}\n")
  const drift = await frontdesk(at.path, ["generate", "--check"])
  expect(drift.code).toBe(1)
  expect(drift.out).toMatchSnapshot()
})

it("writes nothing while the files have errors", async () => {
  using at = workspace({ "office/lamp.procedure.yaml": "procedure: lamp\nversion: 1\n" })
  expect(await frontdesk(at.path, ["generate"])).toMatchObject({ code: 1, err: "" })
  expect(existsSync(join(at.path, gen))).toBe(false)
})
