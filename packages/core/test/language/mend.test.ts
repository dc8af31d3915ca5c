/** Fixes applied over a workspace: several at once, until nothing is left, never for the worse. */
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import { type Diagnostic, isError, message } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { mend } from "@frontdesk/core/language/mend"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"
import * as Comments from "@frontdesk/core/language/syntax/Comments"
import { mutations } from "./mutations.ts"
import { workspace } from "./procedures.ts"

const complaint = "v0b/complaint.procedure.yaml"
const files = workspace().files
const textOf = (all: ReadonlyArray<{ readonly path: string; readonly text: string }>, path: string): string =>
  all.find((it) => it.path === path)?.text ?? ""
const original = textOf(files, complaint)
const slipped = (...slips: ReadonlyArray<readonly [string, string]>) => {
  const text = slips.reduce((it, [was, is]) => {
    if (!it.includes(was)) throw new Error(`not there: ${was}`)
    return it.replace(was, () => is)
  }, original)
  return { files: files.map((it) => (it.path === complaint ? { path: it.path, text } : it)) }
}

describe("safe fixes", () => {
  it("mend several slips at once and leave everything else as it was written", () => {
    const { applied, files: mended } = mend(
      slipped(["    place: text\n", "    place：text\n"], ["desk: { by: opener, due", "desk: { by: opener，due"], ["    when: solve.ours\n", "    when: solve.ours is yes\n"]),
      { apply: "safe" }
    )
    expect(textOf(mended, complaint)).toBe(original)
    expect(applied.map((it) => `${it.code} ${it.title.en}`)).toMatchInlineSnapshot(`
      [
        "full-width-punctuation Write \`:\`",
        "full-width-punctuation Write \`,\`",
        "redundant-yes Write \`solve.ours\`",
      ]
    `)
  })
  it("leave a guess to the author; `all` takes it, where there is one only", () => {
    const guess = slipped(["against-department: department ", "against-department: departmnt "])
    expect(mend(guess, { apply: "safe" }).applied).toEqual([])
    expect(textOf(mend(guess, { apply: "all" }).files, complaint)).toBe(original)
  })
  it("go on through a sentence in which several words do not fit, though only the first is told", () => {
    const path = "v3/handbook.yaml"
    const hours = "{ Mon-Sun: 08:00-20:00 }"
    const text = textOf(files, path)
    expect(text).toContain(hours)
    const slip = { files: files.map((it) => (it.path === path ? { path, text: text.replace(hours, "{ Mon-Sun: 8:00—20:00 }") } : it)) }
    expect(textOf(mend(slip, { apply: "safe" }).files, path)).toBe(text)
  })
  it("do not wait for errors that they bring to light", () => {
    const hidden = slipped(["    place: text\n", "    place：text\n"], ["against-department: department ", "against-department: departmnt "])
    const mended = mend(hidden, { apply: "safe" })
    expect(mended.applied.map((it) => it.code)).toEqual(["full-width-punctuation"])
    expect(mended.compilation.diagnostics.filter(isError).map((it) => it.code)).toEqual(["unknown-name"])
  })
  it("touch no file that was not named", () => {
    const slip = slipped(["    place: text\n", "    place：text\n"])
    expect(mend(slip, { apply: "safe", only: new Set(["v0b/handbook.yaml"]) }).applied).toEqual([])
  })
})

/** Handbooks that need no other: a few files each, so that many rounds are soon played. */
const books = ["v0b", "v1c", "v1d"].map((folder) => files.filter((it) => it.path.startsWith(`${folder}/`)))

const errorsOf = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<string> =>
  diagnostics.filter(isError).map((it) => `${it.code} ${it.span.file.path} ${message(it, "en")}`)

describe.each([["safe", 41], ["all", 97]] as const)("real files with slips in them, fixes applied: %s", (which, seed) => {
  it("no error is there that was not there before, comments are kept, and a second run has nothing to do", () => {
    const { mutate, random } = mutations(seed, files.map((it) => it.text))
    let done = 0
    let clean = 0
    for (let round = 0; round < 40; round++) {
      const book = books[random(books.length)] ?? files
      const at = random(book.length)
      const changed = book.map((it, n) => (n === at ? { path: it.path, text: mutate(mutate(it.text)) } : it))
      const path = changed[at]?.path ?? ""
      const before = textOf(changed, path)
      const told = `seed ${seed}, round ${round}, ${path}:\n${before}`
      const mended = mend({ files: changed }, { apply: which })
      const known = errorsOf(compile({ files: changed }).diagnostics)
      const left = [...known]
      for (const it of mended.compilation.diagnostics.filter(isError)) {
        const [error = ""] = errorsOf([it])
        // an error in a line as it was written, in a file that could not be read so far, was hidden
        const asWritten = changed.some(({ text }) => text.split("\n").includes(SourceFile.line(it.span.file, Span.startPosition(it.span).line)))
        if (which === "safe" && !left.includes(error) && asWritten) continue
        expect(left, told).toContain(error)
        left.splice(left.indexOf(error), 1)
      }
      const after = textOf(mended.files, path)
      const comments = (text: string): ReadonlyArray<string> => Comments.of(SourceFile.make(path, text)).map((it) => it.text)
      expect(comments(after).filter((it) => !before.includes(it)), told).toEqual([])
      if (known.length === 0) expect(mended.applied.filter((it) => it.code !== "suppression-unused" && which === "safe"), told).toEqual([])
      expect(mend({ files: mended.files }, { apply: which }).applied, told).toEqual([])
      if (mended.applied.length > 0) done++
      if (known.length > 0 && left.length === known.length && mended.applied.length > 0) clean++
    }
    // the test would prove nothing if nothing were ever mended
    expect(done).toBeGreaterThan(which === "safe" ? 8 : 12)
    expect(clean).toBeGreaterThan(3)
  })
})
