/** A second site in a handful of lines: all procedures of the first, under its own name, with what is different there. */
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { run } from "@frontdesk/cli/Run"
import { compile } from "@frontdesk/core/language/compile"

const frontdesk = async (...args: ReadonlyArray<string>) => {
  const said: Array<string> = []
  const say = (text: string) => void said.push(text)
  const code = await run(args, { stdout: say, stderr: say, cwd: import.meta.dirname, env: {}, terminal: false })
  return { code, said: said.join("") }
}

const read = (folder: string, path: string) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({ path: `${path}/${name}`, text: readFileSync(new URL(`${folder}${name}`, import.meta.url), "utf8") }))

describe("examples/second-site", () => {
  it("is checked, laid out, and its scenario runs on the second site", async () => {
    expect(await frontdesk("validate")).toEqual({ code: 0, said: "2 files checked, nothing wrong.\n" })
    expect((await frontdesk("format", "--check")).said).toBe("All files are in layout.\n")
    expect(await frontdesk("test")).toMatchObject({ code: 0, said: expect.stringContaining("1 passed, 0 failed") })
  })

  it("has every procedure of the first under its own name, and shares no name with it", () => {
    const first = read("../../packages/procedures/v0b/", "packages/procedures/v0b")
    const { diagnostics, procedures, schedules } = compile({ files: [...first, ...read("./", "examples/second-site")] })
    expect(diagnostics.filter((it) => it.severity !== "information")).toEqual([])
    const of = (book: string) => procedures.flatMap(({ compiled: { plan } }) => (plan.procedure.startsWith(`${book}/`) ? [plan] : []))
    const names = (book: string) => of(book).map((it) => it.procedure.slice(book.length + 1))
    expect(names("v0b-second")).toEqual(names("v0b"))
    expect(names("v0b").length).toBeGreaterThan(20)
    // where one of its procedures opens another, holds for it or asks for its cases, it is the one of this site
    expect(of("v0b-second").filter((it) => /"v0b[/"]/.test(JSON.stringify(it))).map((it) => it.procedure)).toEqual([])
    expect(schedules.map((it) => it.compiled.plan.procedure.split("/")[0]).sort()).toEqual(["v0b", "v0b", "v0b-second", "v0b-second"])
  })
})
