/**
 * The pages for process owners are true: whoever does on the real handbooks what they say, edit by edit, reads what they
 * say. `vitest -u` writes what the commands print.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { folder, frontdesk, procedures } from "./cli.ts"

const docs = join(import.meta.dirname, "../../../docs")

/** `-` lines are what stands there, the `+` lines below them what stands there afterwards; with `+` alone it is a new file. */
const edit = (cwd: string, text: string): void => {
  const [name = "", ...lines] = text.trimEnd().split("\n")
  const path = join(cwd, name)
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    return writeFileSync(path, lines.map((line) => `${line.slice(1)}\n`).join(""))
  }
  let file = readFileSync(path, "utf8")
  for (const [, old = "", now = ""] of `${lines.join("\n")}\n`.matchAll(/((?:^-.*\n)+)((?:^\+.*\n)+)/gm)) {
    const bare = (block: string): string => block.trimEnd().split("\n").map((line) => line.slice(1)).join("\n")
    if (!file.includes(bare(old))) throw new Error(`${name} has no longer: ${bare(old)}`)
    file = file.replace(bare(old), () => bare(now))
  }
  writeFileSync(path, file)
}

describe.each([["process-owner.md", "en_US.UTF-8"], ["process-owner.zh.md", "zh_CN.UTF-8"]])("%s", (page, LANG) => {
  it("says what happens", async () => {
    using at = folder()
    for (const company of ["v3", "v0b"]) {
      for (const place of ["packages/procedures", "office"]) cpSync(join(procedures, company), join(at.path, place, company), { recursive: true })
    }
    const before = readFileSync(join(docs, page), "utf8")
    let after = ""
    let end = 0
    for (const found of before.matchAll(/^```(diff|console)\n([^]*?)^```\n/gm)) {
      const [whole, kind, text = ""] = found
      after += before.slice(end, found.index)
      end = found.index + whole.length
      if (kind === "diff") {
        edit(at.path, text)
        after += whole
        continue
      }
      const [command = ""] = text.split("\n")
      const { err, out } = await frontdesk(at.path, command.replace("$ frontdesk ", "").split(" "), { LANG })
      after += `\`\`\`console\n${command}\n${out}${err}`.replace(/\n*$/, "\n```\n")
    }
    after += before.slice(end)
    await expect(after).toMatchFileSnapshot(join(docs, page))
  })
})
