/** `frontdesk validate`: frames for people, one object for programs, never a crash whatever stands in a file. */
import * as fc from "fast-check"
import { Schema } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { frontdesk, office, procedures, workspace } from "./cli.ts"

const lamp = readFileSync(join(office, "lamp.procedure.yaml"), "utf8")

/** A term without its unit, and a post nobody has. */
const slips = {
  "office/lamp.procedure.yaml": lamp.replace("2 calendar days", "2 days").replace("boss: { by: center-manager }", "boss: { by: center-manger }")
}
/** Something that is only better otherwise. */
const warned = { "office/lamp.procedure.yaml": lamp.replace("  given-up: 放弃\n", "") }

const Position = Schema.Struct({ line: Schema.Int, column: Schema.Int, offset: Schema.Int })
const Range = Schema.Struct({ start: Position, end: Position })
const Said = Schema.Struct({ en: Schema.String, zh: Schema.String })
const Output = Schema.Struct({
  formatVersion: Schema.Literal("1.0"),
  valid: Schema.Boolean,
  errorCount: Schema.Int,
  warningCount: Schema.Int,
  diagnostics: Schema.Array(
    Schema.Struct({
      code: Schema.String,
      severity: Schema.Literals(["error", "warning", "information"]),
      title: Schema.String,
      message: Schema.String,
      messages: Said,
      path: Schema.String,
      range: Range,
      related: Schema.Array(Schema.Struct({ path: Schema.String, range: Range, message: Schema.String })),
      fixes: Schema.Array(
        Schema.Struct({
          title: Schema.String,
          safe: Schema.Boolean,
          edits: Schema.Array(Schema.Struct({ path: Schema.String, range: Range, text: Schema.String }))
        })
      ),
      docs: Said
    })
  )
})
const decode = (text: string) =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Output))(text, { onExcessProperty: "error" })

describe("for people", () => {
  it("everything in order", async () => {
    const found = await frontdesk(office, ["validate"])
    expect(found).toMatchObject({ code: 0, err: "" })
    expect(found.out).toMatch(/^\d+ files checked, nothing wrong\.\n$/)
  })
  it("slips as frames, in English and in Chinese", async () => {
    using at = workspace(slips)
    const english = await frontdesk(at.path, ["validate"])
    expect(english).toMatchObject({ code: 1, err: "" })
    expect(english.out).toMatchSnapshot()
    expect((await frontdesk(at.path, ["validate", "--lang", "zh"])).out).toMatchSnapshot()
  })
  it("in the language of the terminal, unless asked otherwise", async () => {
    expect((await frontdesk(office, ["validate"], { LANG: "zh_CN.UTF-8" })).out).toContain("没有问题")
    expect((await frontdesk(office, ["validate"], { LANG: "zh_CN.UTF-8", LC_ALL: "C" })).out).toContain("nothing wrong")
    expect((await frontdesk(office, ["validate", "--lang", "en"], { LC_ALL: "zh_CN" })).out).toContain("nothing wrong")
  })
  it("in colour on a terminal only; NO_COLOR wins over FORCE_COLOR", async () => {
    const escape = String.fromCharCode(27)
    const coloured = async (env: { readonly [name: string]: string }, terminal: boolean) =>
      (await frontdesk(office, ["validate"], env, terminal)).out.includes(escape)
    expect(await coloured({}, false)).toBe(false)
    expect(await coloured({}, true)).toBe(true)
    expect(await coloured({ FORCE_COLOR: "1" }, false)).toBe(true)
    expect(await coloured({ NO_COLOR: "1", FORCE_COLOR: "1" }, true)).toBe(false)
  })
  it("one file is understood with its neighbours, and only its slips are told", async () => {
    using at = workspace({ ...slips, "office/key.procedure.yaml": lamp.replace("procedure: lamp", "procedure: key").replace("  lamp: 换灯", "  key: 借钥匙") })
    const found = await frontdesk(at.path, ["validate", "office/key.procedure.yaml"])
    expect(found).toEqual({ code: 0, out: "1 file checked, nothing wrong.\n", err: "" })
    expect((await frontdesk(at.path, ["validate"])).code).toBe(1)
  })
  it("a broken handbook is told with any file that stands on it", async () => {
    using at = workspace({ "office/handbook.yaml": readFileSync(join(office, "handbook.yaml"), "utf8").replace("ranks: [staff, manager]", "ranks: staff") })
    const found = await frontdesk(at.path, ["validate", "office/lamp.procedure.yaml"])
    expect(found.code).toBe(1)
    expect(found.out).toContain("office/handbook.yaml:15:")
  })
  it("a folder is looked at from inside as well, with what its handbook uses", async () => {
    expect(await frontdesk(join(procedures, "v3"), ["validate", "reception.procedure.yaml"])).toMatchObject({ code: 0, err: "" })
  })
})

describe("warnings", () => {
  it("alone are no failure", async () => {
    using at = workspace(warned)
    const { code, out } = await frontdesk(at.path, ["validate"])
    expect(code).toBe(0)
    expect(out).toMatch(/3 files checked: 0 errors, 1 warning\.\n$/)
  })
  it("are one when there are more than --max-warnings", async () => {
    using at = workspace(warned)
    expect(await frontdesk(at.path, ["validate", "--max-warnings", "1"])).toMatchObject({ code: 0, err: "" })
    expect(await frontdesk(at.path, ["validate", "--max-warnings", "0"])).toMatchObject({
      code: 1,
      err: "1 warnings are more than --max-warnings 0.\n"
    })
  })
})

describe("for programs", () => {
  it("one object of a fixed form, nothing else on stdout; lines and columns from 1", async () => {
    using at = workspace(slips)
    const { code, err, out } = await frontdesk(at.path, ["validate", "--format", "json"])
    expect({ code, err }).toEqual({ code: 1, err: "" })
    const report = decode(out)
    expect(report.valid).toBe(false)
    expect(report.errorCount).toBe(report.diagnostics.filter((it) => it.severity === "error").length)
    for (const it of report.diagnostics) {
      const text = slips["office/lamp.procedure.yaml"]
      expect(it.path).toBe("office/lamp.procedure.yaml")
      const before = text.slice(0, it.range.start.offset).split("\n")
      expect(it.range.start).toMatchObject({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })
      expect(it.message).toBe(it.messages.en)
    }
    expect(report.diagnostics.map((it) => it.code)).toMatchInlineSnapshot(`
      [
        "bare-days",
        "unknown-name",
      ]
    `)
  })
  it("clean is clean", async () => {
    const { code, out } = await frontdesk(office, ["validate", "--format", "json"])
    expect(code).toBe(0)
    expect(decode(out)).toEqual({ formatVersion: "1.0", valid: true, errorCount: 0, warningCount: 0, diagnostics: [] })
  })
})

it("never takes a file for a reason to break", async () => {
  const mutated = fc
    .tuple(fc.nat(lamp.length), fc.nat(40), fc.string({ unit: "binary", maxLength: 12 }))
    .map(([from, length, text]) => Buffer.from(lamp.slice(0, from) + text + lamp.slice(from + length)))
  const bytes = fc.uint8Array({ maxLength: 400 }).map((it) => Buffer.from(it))
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, bytes), fc.constantFrom("lamp.procedure.yaml", "handbook.yaml", "on-time.scenario.yaml"), async (body, name) => {
      using at = workspace({ [`office/${name}`]: body })
      const found = await frontdesk(at.path, ["validate", "--format", "json"])
      expect(found.err).toBe("")
      expect([0, 1]).toContain(found.code)
      decode(found.out)
    }),
    { numRuns: 150 }
  )
}, 60_000)
