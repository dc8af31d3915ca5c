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
  P03 P03b P11 P12 P13 P14 P15 P22 P27 P28 P30 P32 P38 P39 P40 P44 P45 P46 P49 P54 P57 P72 P73 P74 P75 P76 P77 P79 P80 P81 P82 P83 P84
  D05 D06 D07 D08 D09 D10 D11 D12 D13 D14 D15 D19 D35 D36 D40
  R01 R27 R28 R33 R57 R58 R63
  T01 T02 T09 T11 T17 T18 T31 T32 T34 T35 T36 T37
  N-1 N-2 N-3 N-4 N-5 N-6 N-7 N-8 N-9 N-10 N-12
  Q01 Q02 Q04 Q13 Q15 Q25 Q27 Q33
  S06 S07 S09 S18 S27 S31 S39 S40

  P20 P29 P35 P36 P37 P43 P50 P55 P56 P58 P61 P62 P63 P64 P68 P69 P70 P71 P78 P85
  D01 D02 D03 D04 D16 D17 D18 D20 D21 D22 D23 D24 D25 D26 D29 D30 D31 D32 D33 D34 D37 D38 D39
  R02 R03 R04 R06 R07 R08 R09 R10 R11 R20 R21 R22 R23 R24 R25 R26 R29 R30 R31 R32 R40 R41 R42 R43 R45 R46 R47 R48 R49 R50 R51 R52 R53 R54 R55 R56 R59 R60 R61 R62 R64 R65
  T03 T04 T05 T06 T07 T08 T10 T12 T13 T14 T15 T16 T19 T20 T21 T22 T23 T24 T25 T26 T27 T28 T29 T30 T33 T38
  N-11 N-13
  E07 E08 E09 E10 E11 E12
  Q05 Q07 Q08 Q09 Q11 Q16 Q18 Q22 Q26 Q28 Q29 Q30 Q31 Q32 Q35 Q36 Q39 Q40 Q41
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
