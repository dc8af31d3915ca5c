import { describe, expect, it } from "vitest"
import { type Code, catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import { make, message } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"

const codes = Object.keys(catalogue) as ReadonlyArray<Code>

describe("the catalogue of diagnostics", () => {
  it("names codes in small letters, joined with -", () => {
    for (const code of codes) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
  })

  it("says title and reason of each code in both languages", () => {
    for (const code of codes) {
      const { docs, title } = catalogue[code]
      for (const said of [title, docs]) {
        expect(said.en.replace(/`[^`]*`/g, ""), code).not.toMatch(/\p{Script=Han}/u)
        expect(said.zh, code).toMatch(/\p{Script=Han}/u)
      }
      expect(title.en.split(" ").length, code).toBeLessThanOrEqual(5)
      expect(title.en, code).not.toMatch(/[.!]$/)
    }
  })

  it("does not compile a report that leaves a placeholder out", () => {
    const span = Span.make(SourceFile.make("f.yaml", "x"), 0, 1)
    // @ts-expect-error `count` is missing
    make("bare-days", span, {})
    // @ts-expect-error there is no such code
    expect(() => make("bare-day", span, { written: "2 days" })).toThrow()
    expect(make("bare-days", span, { written: "2 days" }).severity).toBe("error")
  })

  it("owns up when the compiler fails to say what is wrong", () => {
    // no file brings this about on purpose: the fuzz tests hold that none does
    const it = make("not-understood", Span.make(SourceFile.make("f.yaml", "x"), 0, 1), { procedure: "complaint" })
    expect(it.severity).toBe("error")
    expect(message(it, "en")).toContain("`complaint`")
    expect(message(it, "zh")).toMatch(/`complaint`.*\p{Script=Han}/u)
  })
})
