/** Each driver does a very small round, and proves it as a large one would: so the suites cannot rot between two runs. */
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Scale from "./scale/Scale.ts"
import * as Steps from "./steps/Steps.ts"
import * as Suite from "./Suite.ts"
import * as Timers from "./timers/Timers.ts"

let stop = async (): Promise<void> => {}
beforeAll(async () => {
  const { env, stop: end } = await Suite.server(true)
  stop = end
  process.env["DATABASE_URL"] = env["DATABASE_URL"]
})
afterAll(() => stop())

describe.each([["steps", Steps.drivers], ["scale", Scale.drivers], ["timers", Timers.drivers]] as const)("suite %s", (_, drivers) => {
  it.each(drivers.map((driver) => [driver.name, driver] as const))("%s", async (_, driver) => {
    const { n, p50ms, perSecond } = await driver.round(7, driver.callers ?? 4)
    expect(n).toBeGreaterThan(0)
    expect(p50ms).toBeGreaterThan(0)
    expect(perSecond).toBeGreaterThan(0)
  })

  it("compares with drivers that are there", () => {
    const names = drivers.map(({ name }) => name)
    for (const { control, controls } of drivers) expect(names).toEqual(expect.arrayContaining([control, ...(controls ?? [])]))
  })
})

it("the command prints a table, with ratios and what else was measured", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url))
  const said = execFileSync(process.execPath, [main, "timers", "--quick", "--size", "12", "--only", "sqlite"], { encoding: "utf8" })
  expect(said).toMatch(/^sqlite +1 +12 .* 1\.00 {2}sqlite$/m)
  expect(said).toMatch(/all happened, s [\d.]+ · processor ms a deadline/)
})
