import { describe, expect, it } from "vitest"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import { examples, told } from "../Fixture.ts"

/** The slips of real people: one line of a real file, changed in one way. */
const slips: Readonly<Record<string, (line: string) => string>> = {
  "a full-width colon": (line) => /^\s*(?:- )?[a-z-]+: /.test(line) ? line.replace(/: /, "：") : line,
  "no colon": (line) => /^\s*(?:- )?[a-z-]+: /.test(line) ? line.replace(/: /, " ") : line,
  "no space behind the colon": (line) => /^\s*(?:- )?[a-z-]+: [a-z]/.test(line) ? line.replace(/: /, ":") : line,
  "a bracket left open": (line) => line.replace(/#.*$/, "").replace(/[\]}]/, ""),
  "a bracket too many": (line) => line.replace(/#.*$/, "").replace(/[\]}]/, "$&$&"),
  "a full-width comma": (line) => /\[[^#]*, /.test(line) ? line.replace(/, /, "，") : line,
  "no dash": (line) => /^\s+- [a-z]/.test(line) ? line.replace("- ", "") : line,
  "a tab": (line) => /^ {2}\s*[a-z-]+: /.test(line) ? line.replace(/^ +/, "\t") : line,
  "a space too many": (line) => /^\s*[a-z-]+: /.test(line) ? ` ${line}` : line,
  "a space too few": (line) => /^\s+[a-z-]+: /.test(line) ? line.slice(1) : line
}

describe("one slip is told once", () => {
  it.each(Object.entries(slips))("%s, in any line of any example", (_, slip) => {
    const wrong: Array<string> = []
    let made = 0
    for (const file of examples) {
      const lines = file.text.split("\n")
      const words = lines.indexOf("words:")
      lines.slice(0, words === -1 ? lines.length : words).forEach((line, i) => {
        const slipped = slip(line)
        // Every third line, in turn: enough to find what is wrong, and quick.
        if (slipped === line || (i + file.text.length) % 3 > 0) return
        made++
        const text = [...lines.slice(0, i), slipped, ...lines.slice(i + 1)].join("\n")
        const { diagnostics } = parse(SourceFile.make(file.path, text)) ?? { diagnostics: [] }
        if (diagnostics.length > 1) wrong.push(`${file.path}:${i + 1} ${slipped.trim().slice(0, 60)}: ${diagnostics.map(told).join(", ").slice(0, 200)}`)
      })
    }
    expect(made).toBeGreaterThan(10)
    expect(wrong).toEqual([])
  })
})
