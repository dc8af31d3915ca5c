/** The pages say what is true: their procedures compile, their programs are those of the examples, their links lead somewhere. */
import { existsSync, readFileSync, readdirSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"

const root = fileURLToPath(new URL("../", import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), "utf8")
const under = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending) && !path.includes("node_modules"))
    .map((path) => join(folder, path))

const published = ["core", "adapters", "procedures", "cli"].map((name) => `packages/${name}/README.md`)
const pages = ["README.md", "AGENTS.md", ...published, ...under("docs", ".md")]
const fences = (page: string, language: string): ReadonlyArray<string> =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((found) => found[1] ?? "")

/** The handbook the pages speak of, with all its procedures. */
const company = under("packages/procedures/v0b", ".yaml").map((path) => ({ path: `v0b/${basename(path)}`, text: read(path) }))

/** Full of slips on purpose, or of an office of its own: held to the truth by tests of their own. */
const ofTheirOwn = /(?:diagnostics|language)(\.zh)?\.md$/

describe.each(pages)("%s", (page) => {
  it.each(fences(page, "yaml").filter((text) => text.startsWith("procedure:") && !ofTheirOwn.test(page)))("its procedure compiles\n%s", (text) => {
    const name = /^procedure: (\S+)/.exec(text)?.[1]
    const path = `v0b/${name}.procedure.yaml`
    const { diagnostics, procedures } = compile({ files: [...company, { path, text }] })
    const errors = diagnostics.filter((it) => it.span.file.path === path && it.severity === "error")
    expect(errors.map((it) => it.code)).toEqual([])
    expect(procedures.map((it) => it.path)).toContain(path)
  })

  if (page !== "README.md") it("its programs stand in an example that runs", () => {
    const programs = under("examples", ".ts").map(read)
    const strange = fences(page, "ts").filter((text) => !programs.some((program) => program.includes(text.trimEnd())))
    expect(strange).toEqual([])
  })

  it("its links lead to files", () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map((found) => found[1] ?? "")
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([])
  })
})
