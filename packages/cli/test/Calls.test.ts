/** How the command is called: help, wrong calls, exit codes, language, colour; and that only results go to stdout. */
import { execFile } from "node:child_process"
import { readFileSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { run } from "@frontdesk/cli/Run"
import { version } from "@frontdesk/cli/Version"
import { folder, frontdesk, office, procedures, workspace } from "./cli.ts"

const main = join(import.meta.dirname, "../src/main.ts")

const command = (args: ReadonlyArray<string>): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [main, ...args], { cwd: procedures, env: { ...process.env, LANG: "C" } }, (error, out, err) =>
      done({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, out, err })
    )
  })

describe("as a process", () => {
  it("tells its version, the one of the package", async () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as { version: string }
    expect(version).toBe(manifest.version)
    expect(await command(["--version"])).toEqual({ code: 0, out: `frontdesk ${version}\n`, err: "" })
  })
  it("checks the handbook and leaves with 0; a wrong call leaves with 2", async () => {
    expect(await command(["validate", office])).toMatchObject({ code: 0, err: "" })
    expect(await command(["validate", "--no-such-flag"])).toMatchObject({ code: 2, out: "" })
  })
})

it("a folder that is linked into itself is read once; folders of tools are passed over", async () => {
  using at = workspace({ "node_modules/x/handbook.yaml": "broken: [", "office/.draft/handbook.yaml": "broken: [" })
  symlinkSync("..", join(at.path, "office/up"))
  const { code, err, out } = await frontdesk(at.path, ["validate"])
  expect({ code, err, last: out.trimEnd().split("\n").at(-1) }).toEqual({ code: 0, err: "", last: "3 files checked, nothing wrong; 1 note." })
})

describe("help", () => {
  it("of the command and of each part, on stdout", async () => {
    for (const args of [["--help"], ["validate", "--help"], ["generate", "--help"], ["test", "--help"], ["play", "--help"], []]) {
      const { code, err, out } = await frontdesk(procedures, args)
      expect({ code, err }).toEqual({ code: 0, err: "" })
      expect(out).toContain("USAGE")
    }
  })
  it("names the commands", async () => {
    expect((await frontdesk(procedures, ["--help"])).out).toMatchInlineSnapshot(`
      "DESCRIPTION
        Property-management procedures as code: check them, play them, make them typed modules

      USAGE
        frontdesk <subcommand> [flags]

      GLOBAL FLAGS
        --help, -h                                          Show help information
        --version, -v                                       Show version information
        --completions <bash|zsh|fish|powershell|sh|pwsh>    Print shell completion script (choices: bash, zsh, fish, powershell, sh, pwsh)

      SUBCOMMANDS
        init        Begin with a small handbook
        validate    Check handbooks, procedures and scenarios
        format      Lay out files
        generate    Write the typed modules
        test        Play all scenarios and compare
        play        Tell the story of a scenario
        diff        Tell what changed, and for whom
        schema      Write JSON Schemas for editors
        adapter     Try a store of your own
        store       Make the tables of a store
      "
    `)
  })
})

describe("a call that cannot be carried out leaves with 2 and says so on stderr only", () => {
  const calls: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    ["unknown command", ["validat"]],
    ["unknown flag", ["validate", "--formt", "json"]],
    ["wrong choice", ["validate", "--format", "xml"]],
    ["wrong number", ["validate", "--max-warnings", "many"]],
    ["missing argument", ["play"]],
    ["no such file", ["validate", "nowhere/x.procedure.yaml"]],
    ["no such file for generate", ["generate", "nowhere"]],
    ["a file that is none of ours", ["validate", "package.json"]],
    ["a language we do not speak", ["validate", "--lang", "fr"]],
    ["no scenario", ["play", "v0b/handbook.yaml"]],
    ["no scenario file", ["play", "v0b/gone.scenario.yaml"]]
  ]
  for (const [what, args] of calls) {
    it(what, async () => {
      const { code, err, out } = await frontdesk(procedures, args)
      expect({ code, out }).toEqual({ code: 2, out: "" })
      expect(err).toMatchSnapshot()
    })
  }
  it("no file matched", async () => {
    using empty = folder()
    for (const name of ["validate", "generate", "test"]) {
      const { code, err, out } = await frontdesk(empty.path, [name])
      expect({ code, out }).toEqual({ code: 2, out: "" })
      expect(err).toContain("No file matched")
    }
  })
  it("a workspace without scenarios has nothing to test", async () => {
    expect(await frontdesk(office, ["test", "lamp.procedure.yaml"])).toMatchObject({ code: 2, out: "" })
  })
})

it("a fault of our own is never the author's: it leaves with 3 and asks to be reported", async () => {
  const err: Array<string> = []
  const code = await run(["validate"], {
    stdout: () => {
      throw new Error("the pen broke")
    },
    stderr: (text) => void err.push(text),
    cwd: office,
    env: {},
    terminal: false
  })
  expect(code).toBe(3)
  expect(err.join("")).toContain("This is our bug, not a mistake in your files.\nPlease report it")
  expect(err.join("")).toContain("the pen broke")
})
