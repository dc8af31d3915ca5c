/** `frontdesk adapter check`: as somebody runs it who writes a store. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import type { Json } from "@frontdesk/cli/commands/adapter"
import { describe, expect, it } from "vitest"
import { frontdesk, workspace } from "./cli.ts"

const folder = join(import.meta.dirname, "adapters")
const check = (...args: ReadonlyArray<string>) => frontdesk(folder, ["adapter", "check", ...args])

describe("adapter check", () => {
  it("tells law by law what is kept, and why the rest was not tried", async () => {
    const { code, err, out } = await check("sound.ts", "--cases", "2")
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain("the store  sound.ts\n\n  kept     L1   a committed change can be read in all its parts")
    expect(out).toContain("skipped  L5   … on any number of connections: the store says it is not shared\n")
    expect(out).toMatch(/\n\d+ kept, 0 broken, \d+ not tried\.\n$/)
  })

  it("tells what is broken with what was expected, and how to try that again", async () => {
    const { code, err, out } = await check("forgetful.ts", "--law", "L6", "--law", "l21")
    expect({ code, err }).toEqual({ code: 1, err: "" })
    expect(out.replaceAll(/ {2}\d+\.\d s/g, "")).toMatchInlineSnapshot(`
      "forgetful  forgetful.ts

        BROKEN   L6   a known command is a duplicate of its first version, whatever is expected
                      open at 0
                        expected [{"_tag":"Duplicate","command":"open","version":2}]
                        found    [{"_tag":"Conflict","current":4}]
        BROKEN   L6   commands are known forever, and only to their case
                      command 0
                        expected [{"_tag":"Duplicate","command":"c0","version":1}]
                        found    [{"_tag":"Committed","version":301}]
        skipped  L6   a command that comes twice at once is done once, and a duplicate for all others, on several connections: the store says it is not shared
        kept     L21  a batch of the stated size is taken, a larger one is refused before any write

      1 kept, 2 broken, 1 not tried.
      Only these again: frontdesk adapter check forgetful.ts --law L6
      "
    `)
  })

  it("for programs", async () => {
    const { code, out } = await check("forgetful.ts", "--law", "L6,L3", "--json")
    const report = JSON.parse(out) as Json
    expect(code).toBe(1)
    expect(report).toMatchObject({ formatVersion: "1.0", adapter: "forgetful", file: "forgetful.ts", passed: false, kept: 1, broken: 2, skipped: 1 })
    expect(report.checks.map((it) => [it.law, it.result])).toEqual([["L3", "kept"], ["L6", "broken"], ["L6", "broken"], ["L6", "skipped"]])
    expect(report.checks[1]!.message).toContain("expected ")
    expect((await check("sound.ts", "--law", "L2", "--format", "json")).code).toBe(0)
  })

  it("says on a terminal which law is being tried", async () => {
    const { err } = await frontdesk(folder, ["adapter", "check", "sound.ts", "--law", "L2"], { NO_COLOR: "1" }, true)
    expect(err).toBe("\r\u001b[K  1 of 1: L2 each change of a batch has its own answer, in order\r\u001b[K")
  })

  it.each([
    ["no-such.ts"],
    ["."],
    ["unnamed.ts"],
    ["misspelt.ts"],
    ["thrower.ts"],
    ["sound.ts", "--law", "L22"],
    ["sound.ts", "--cases", "0"]
  ])("a wrong call is told so, and leaves with 2 (%#)", async (...args: ReadonlyArray<string>) => {
    const { code, err, out } = await check(...args)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toMatchSnapshot()
  })

  it("tells where a package is missing", () => {
    using at = workspace({ "mine.ts": "export default {}" })
    // As a process: the runner of these tests says by NODE_PATH where else to look.
    const { NODE_PATH: _, ...env } = process.env
    const main = join(import.meta.dirname, "../src/main.ts")
    const { status, stderr } = spawnSync(process.execPath, [main, "adapter", "check", "mine.ts"], { cwd: at.path, env, encoding: "utf8" })
    expect(status).toBe(2)
    expect(stderr).toContain("`@frontdesk/core/testing` cannot be loaded from there")
    expect(stderr).toContain("npm install @frontdesk/core effect")
  })

  it("its help", async () => {
    expect((await frontdesk(folder, ["adapter", "check", "--help"])).out).toMatchSnapshot()
  })
})
