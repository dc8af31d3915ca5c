/**
 * Everything in the catalog has its home in packages/procedures, and every id in a comment there is one of the catalog.
 * `vitest --project docs -u` writes the pages anew.
 */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { catalog } from "./catalog.ts"
import { homes, page } from "./coverage.ts"

/** Not written yet. Take off what you have written; when nothing is left, the pages are kept too. */
const notYet = new Set(
  `
  P03 P03b P11 P13 P14 P15 P27 P28 P30 P40
  D05 D06 D07 D08 D09 D10 D11 D12 D13 D14 D15 D19 D35 D36 D40
  R01 R27 R28 R57 R63
  T01 T02 T09 T11 T17 T18 T31 T34 T35 T36 T37
  N-1 N-2 N-3 N-4 N-5 N-6 N-7 N-9 N-12
  Q01 Q02 Q04 Q13 Q15 Q25 Q33
  S06 S07 S09 S18 S27 S31 S39 S40

  S08 S33
`.split(/\s+/).filter((it) => it !== "")
)

const found = homes()

it("each entry is there once", () => {
  expect([...new Set(catalog.map((it) => it.id))]).toHaveLength(catalog.length)
})

it("no entry is without a home", () => {
  expect(catalog.map((it) => it.id).filter((id) => !found.has(id) && !notYet.has(id))).toEqual([])
})

it("what has a home is not on the list of what is not written yet", () => {
  expect([...notYet].filter((id) => found.has(id))).toEqual([])
})

it("no comment names what the catalog does not have", () => {
  const known = new Set(catalog.map((it) => it.id))
  const strange = [...found].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${id} in ${first?.file}:${first?.line}`)
  expect(strange).toEqual([])
})

describe.runIf(notYet.size === 0).each(["en", "zh"] as const)("in %s", (language) => {
  it("the page", async () => {
    const path = fileURLToPath(new URL(language === "en" ? "coverage.md" : "coverage.zh.md", import.meta.url))
    await expect(page(language)).toMatchFileSnapshot(path)
  })
})
