/** Somebody types in one file: what `recheck` says of it is what `compile` says of it, and it is quick. */
import { compile, edit } from "@frontdesk/core/language/compile"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { describe, expect, it } from "vitest"
import { examples } from "./Fixture.ts"

/** What depends on plans is left to the whole. */
const plans: ReadonlySet<string> = new Set(["scenario-coverage", "not-understood"])

const shown = (found: ReadonlyArray<Diagnostic>, path: string): ReadonlyArray<string> =>
  found.filter((it) => it.span.file.path === path && !plans.has(it.code)).map((it) => `${it.span.start}-${it.span.end} ${it.code}`)

const files = examples.filter((it) => it.path.includes("/v2/") || it.path.includes("/v3/"))
const procedures = files.filter((it) => it.path.includes(".procedure."))

describe("a file that is being edited", () => {
  it("tells what the whole would tell, whatever line is taken out, doubled or bent", () => {
    const editing = edit({ files })
    let compared = 0
    procedures.forEach((file, number) => {
      const lines = file.text.split("\n")
      // a few lines of each file, others in each; the first says which procedure it is
      for (let at = 1 + (number % 7); at < lines.length; at += 29) {
        const line = lines[at] ?? ""
        const bent = [[], [line, line], [line.replace(/[a-z]+(?=:)/, "x$&")], [line.replace(/\d+/, "7")]][(at + number) % 4] ?? []
        const text = [...lines.slice(0, at), ...bent, ...lines.slice(at + 1)].join("\n")
        const whole = compile({ files: files.map((it) => (it.path === file.path ? { ...it, text } : it)) }).diagnostics
        const again = editing.recheck(file.path, text)
        if (again === undefined) continue
        compared++
        expect(shown(again, file.path), `${file.path}:${at + 1} ${bent.join("⏎")}`).toEqual(shown(whole, file.path))
      }
    })
    expect(compared).toBeGreaterThan(30)
  }, 120_000)

  it("is another file when it holds another procedure, and nothing of ours when it holds none", () => {
    const editing = edit({ files })
    const [file] = procedures
    if (file === undefined) throw new Error("no procedure among the examples")
    expect(editing.recheck(file.path, file.text.replace(/^procedure: .*/m, "procedure: another"))).toBeUndefined()
    expect(editing.recheck("v2/README.md", "# no procedure")).toBeUndefined()
    expect(editing.compilation.diagnostics).toEqual(compile({ files }).diagnostics)
  })
})
