/**
 * Every code of the catalogue, by its fixtures: made once it is told exactly there and nothing else is; mended nothing is
 * told; what is offered to mend it mends it. A code without a fixture fails here. Writes the pages of `docs/`.
 */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import type { Code } from "@frontdesk/core/language/diagnostic/Catalogue"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Language } from "@frontdesk/core/language/diagnostic/Entry"
import { apply } from "@frontdesk/core/language/diagnostic/Fix"
import { page } from "./diagnosticsPage.ts"
import { compileWith, everySlip, make, place, told } from "./everySlip.ts"

/** Codes no file brings about on purpose, with the test that holds them. */
const elsewhere: { readonly [code: string]: string } = {
  "yaml-warning": "none of the warnings of today's YAML library is left that has no code of its own",
  "calendar-source-short": "calendars.test.ts: it takes a source of holidays that is plugged in",
  "not-understood": "Catalogue.test.ts: our own fault, no file brings it about"
}

/** Codes of pieces of work that are still under way; empty when issue 3 is done. */
const underWay: ReadonlyArray<string> = []

const codes = Object.keys(catalogue) as ReadonlyArray<Code>
const byCode = new Map(codes.map((code) => [code, everySlip.filter((it) => it.code === code)]))
const cases = codes.flatMap((code) => (byCode.get(code) ?? []).map((slip, i) => [`${code} ${i + 1}`, slip] as const))

it("every code has a fixture", () => {
  const missing = codes.filter((code) => byCode.get(code)?.length === 0 && elsewhere[code] === undefined)
  expect(missing.filter((code) => !underWay.includes(code))).toEqual([])
  expect(underWay.filter((code) => !missing.includes(code as Code)), "these have fixtures by now").toEqual([])
})

describe.each(cases)("%s", (_, slip) => {
  const bad = make(slip, "bad")
  const found = told(slip, bad.compiled)
  // an office without titles would tell of every name; here only the name that matters
  const expected = slip.code === "title-missing" ? found.filter((it) => bad.marks.includes(place(it))) : found

  it("is told exactly where it stands, and nothing else is told", () => {
    expect(expected.map((it) => `${it.code} ${place(it)}`).sort()).toEqual(bad.marks.map((it) => `${slip.code} ${it}`))
  })

  it("mended, nothing is told", () => {
    const left = told(slip, make(slip, "good").compiled)
    expect(left.filter((it) => slip.code !== "title-missing" || bad.marks.includes(place(it))).map((it) => `${it.code} ${place(it)}`)).toEqual([])
  })

  it("what is offered mends it", () => {
    for (const it of expected) {
      for (const fix of it.fixes) {
        const { file } = it.span
        const after = told(slip, compileWith({ ...bad.files, [file.path]: apply(file, [fix]) }))
        expect(after.filter((one) => one.code === it.code && one.span.start === it.span.start).map(place), fix.title.en).toEqual([])
        expect(after.length, `${fix.title.en}: ${after.map((one) => `${one.code} ${place(one)}`).join("; ")}`).toBeLessThanOrEqual(found.length)
      }
    }
  })

  it("is said in both languages, with what to do", () => {
    for (const it of expected.slice(0, 1)) {
      const { en, zh } = said(it)
      expect(en).toMatch(/[.?]$/)
      expect(zh).toMatch(/\p{Script=Han}.*[。？]$/u)
    }
  })
})

it.each([["en", "diagnostics.md"], ["zh", "diagnostics.zh.md"]] as ReadonlyArray<[Language, string]>)(
  "the page of all codes, in %s",
  async (language, name) => {
    const path = fileURLToPath(new URL(`../../../../docs/${name}`, import.meta.url))
    await expect(page(language, byCode)).toMatchFileSnapshot(path)
  }
)
