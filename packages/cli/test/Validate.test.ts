/** `frontdesk validate`: frames for people, one object for programs, never a crash whatever stands in a file. */
import * as fc from "fast-check"
import { Schema } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { JsonReport, print } from "@frontdesk/cli/JsonReport"
import { frontdesk, office, procedures, workspace } from "./cli.ts"

const lamp = readFileSync(join(office, "lamp.procedure.yaml"), "utf8")

/** A term without its unit, and a post nobody has. */
const slips = {
  "office/lamp.procedure.yaml": lamp.replace("2 calendar days", "2 days").replace("boss: { by: center-manager }", "boss: { by: center-manger }")
}
/** Something that is only better otherwise. */
const warned = { "office/lamp.procedure.yaml": lamp.replace("  given-up: 放弃\n", "") }

const decode = (text: string) =>
  Schema.decodeUnknownSync(Schema.fromJsonString(JsonReport))(text, { onExcessProperty: "error" })

describe("for people", () => {
  it("everything in order", async () => {
    const found = await frontdesk(office, ["validate"])
    expect(found).toMatchObject({ code: 0, err: "" })
    expect(found.out).toMatch(/^note: Not shown \[scenario-coverage\]\n(?:.*\n)*\d+ files checked, nothing wrong; 1 note\.\n$/)
  })
  it("--quiet counts the notes and does not tell them", async () => {
    expect((await frontdesk(office, ["validate", "--quiet"])).out).toBe("3 files checked, nothing wrong; 1 note.\n")
    expect((await frontdesk(office, ["validate", "--quiet", "--lang", "zh"])).out).toBe("已检查 3 个文件，没有问题，提示 1 处。\n")
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
    expect(out).toMatch(/3 files checked: 0 errors, 1 warning; 1 note\.\n$/)
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
    expect(decode(out)).toEqual({
      formatVersion: "1.1",
      valid: true,
      errorCount: 0,
      warningCount: 0,
      diagnostics: [expect.objectContaining({ code: "scenario-coverage", severity: "information" })]
    })
  })
})

/** Slips that leave no doubt, one that does, and a comment that must stay. */
const doubtless = lamp
  .replace("2 calendar days", "2 days")
  .replace("steps:\n", "steps: # the way of a lamp\n")
  .replace("version: 1", "version： 1")

describe("fixes", () => {
  const path = "office/lamp.procedure.yaml"
  const there = (at: { readonly path: string }) => readFileSync(join(at.path, path), "utf8")
  const safe = doubtless.replace("version： 1", "version: 1")

  it("--fix mends what leaves no doubt, keeps comments and tells what is left", async () => {
    using at = workspace({ [path]: doubtless })
    const { code, err, out } = await frontdesk(at.path, ["validate", "--fix"])
    expect({ code, err }).toEqual({ code: 1, err: "" })
    expect(there(at)).toBe(safe)
    expect(out).toContain("[bare-days]")
    expect(out.split("\n").slice(-3)).toEqual(["1 slip in 1 file mended.", "3 files checked: 1 error, 0 warnings.", ""])
  })
  it("--dry-run shows the difference and writes nothing", async () => {
    using at = workspace({ [path]: doubtless })
    const { out } = await frontdesk(at.path, ["validate", "--fix", "--dry-run", "--lang", "zh"])
    expect(there(at)).toBe(doubtless)
    expect(out).toContain("-version： 1\n+version: 1\n")
    expect(out).toContain("1 个文件里可改正 1 处。")
  })
  it("--fix-unsafe takes a guess where there is one only; several ways stay the author's choice", async () => {
    using at = workspace({ [path]: doubtless.replace("desk: { by: receptionist", "desk: { by: receptionst") })
    expect((await frontdesk(at.path, ["validate", "--fix"])).out).toContain("2 errors")
    expect((await frontdesk(at.path, ["validate", "--fix-unsafe"])).out).toContain("1 error,")
    expect(there(at)).toBe(safe)
  })
  it("for programs: what was applied", async () => {
    using at = workspace({ [path]: doubtless })
    const report = decode((await frontdesk(at.path, ["validate", "--fix", "--format", "json"])).out)
    expect(report.applied?.map((it) => `${it.code} ${it.path}:${it.line}`)).toEqual([`full-width-punctuation ${path}:2`])
  })
})

describe("stdin", () => {
  const name = ["--stdin-filename", "office/lamp.procedure.yaml"]
  it("is checked as the file it is said to be, with that file's neighbours", async () => {
    using at = workspace()
    const found = await frontdesk(at.path, ["validate", "-", ...name, "--format", "json"], {}, false, slips["office/lamp.procedure.yaml"])
    expect(found.code).toBe(1)
    expect(decode(found.out).diagnostics.map((it) => `${it.code} ${it.path}`)).toEqual(["bare-days office/lamp.procedure.yaml", "unknown-name office/lamp.procedure.yaml"])
    expect((await frontdesk(at.path, ["validate", "-", ...name], {}, false, lamp)).out).toBe("1 file checked, nothing wrong.\n")
  })
  it("with --fix comes back mended, and what is left is told beside it", async () => {
    using at = workspace()
    const { code, err, out } = await frontdesk(at.path, ["validate", "-", ...name, "--fix"], {}, false, doubtless)
    expect({ code, out }).toEqual({ code: 1, out: doubtless.replace("version： 1", "version: 1") })
    expect(err).toContain("[bare-days]")
    expect(readFileSync(join(at.path, "office/lamp.procedure.yaml"), "utf8")).toBe(lamp)
  })
  it("needs a name that is one of ours", async () => {
    expect(await frontdesk(office, ["validate", "-"], {}, false, lamp)).toMatchObject({ code: 2, out: "" })
    expect((await frontdesk(office, ["validate", "-", "--stdin-filename", "lamp.yaml"], {}, false, lamp)).err).toContain("no file of Frontdesk")
    expect((await frontdesk(office, ["validate", ...name])).err).toContain("`-` is not among the paths")
  })
})

describe("severities of the project", () => {
  const config = (severities: object) => ({ "office/frontdesk.config.json": JSON.stringify({ severities }) })
  it("turn a warning off, or into an error", async () => {
    using off = workspace({ ...warned, ...config({ "title-missing": "off" }) })
    expect((await frontdesk(off.path, ["validate"])).out).toMatch(/^3 files checked, nothing wrong; 1 note\.$/m)
    using error = workspace({ ...warned, ...config({ "title-missing": "error" }) })
    const found = await frontdesk(error.path, ["validate", "--format", "json"])
    expect(found.code).toBe(1)
    expect(decode(found.out).diagnostics.flatMap((it) => (it.code === "scenario-coverage" ? [] : [it.severity]))).toEqual(["error"])
  })
  it("cannot make an error less, nor speak of what is not there", async () => {
    using at = workspace(config({ "bare-days": "off", "unknown-name": "warning", "title-mising": "off" }))
    const found = await frontdesk(at.path, ["validate"])
    expect(found).toMatchObject({ code: 2, out: "" })
    expect(found.err).toMatchSnapshot()
    expect((await frontdesk(at.path, ["validate"], { LANG: "zh_CN.UTF-8" })).err).toMatchSnapshot()
  })
  it("a comment that ignores keeps a warning away in one place", async () => {
    const ignored = warned["office/lamp.procedure.yaml"].replace(/^(outcomes:.*|  given-up:.*)$/gm, (line) => (line.includes("given-up") ? `${line} # frontdesk-ignore title-missing: never shown` : line))
    using at = workspace({ "office/lamp.procedure.yaml": ignored })
    expect((await frontdesk(at.path, ["validate"])).out).toMatch(/^3 files checked, nothing wrong; 1 note\.$/m)
  })
})

describe("for other programs", () => {
  it("annotations of GitHub", async () => {
    using at = workspace(slips)
    expect((await frontdesk(at.path, ["validate", "--format", "github"])).out).toMatchSnapshot()
    expect((await frontdesk(at.path, ["validate"], { GITHUB_ACTIONS: "true" })).out).toMatch(/2 errors, 0 warnings\.\n::error file=/)
    expect((await frontdesk(at.path, ["validate", "--format", "pretty"], { GITHUB_ACTIONS: "true" })).out).not.toContain("::error")
  })
  it("SARIF: a rule for each code, places from 1, fingerprints that stay when lines move", async () => {
    const run = async (text: string) => {
      using at = workspace({ "office/lamp.procedure.yaml": text })
      const log = JSON.parse((await frontdesk(at.path, ["validate", "--format", "sarif"])).out) as Sarif
      return log.runs[0]
    }
    const first = await run(slips["office/lamp.procedure.yaml"])
    const moved = await run(`# a comment\n\n${slips["office/lamp.procedure.yaml"]}`)
    expect(first?.tool.driver.rules.map((it) => it.id)).toEqual(["bare-days", "unknown-name"])
    expect(first?.results.map((it) => it.ruleId)).toEqual(["bare-days", "unknown-name"])
    expect(first?.results.map((it) => it.locations[0]?.physicalLocation.region.startLine).every((it) => (it ?? 0) > 1)).toBe(true)
    const prints = (of: typeof first) => of?.results.map((it) => it.partialFingerprints["frontdesk/v1"])
    expect(prints(moved)).toEqual(prints(first))
    expect(new Set(prints(first)).size).toBe(2)
  })
  it("the form of the JSON is published", async () => {
    await expect(print()).toMatchFileSnapshot("../schema/validate.schema.json")
  })
})

interface Sarif {
  readonly runs: ReadonlyArray<{
    readonly tool: { readonly driver: { readonly rules: ReadonlyArray<{ readonly id: string }> } }
    readonly results: ReadonlyArray<{
      readonly ruleId: string
      readonly locations: ReadonlyArray<{ readonly physicalLocation: { readonly region: { readonly startLine: number } } }>
      readonly partialFingerprints: { readonly [name: string]: string }
    }>
  }>
}

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
})
