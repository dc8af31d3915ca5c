/** A file into several archives at once, and filed again after it was returned. */
import { describe, expect, it } from "vitest"
import { files, scenario } from "./binder.ts"
import * as Ledgers from "@frontdesk/core/simulation/Ledgers"
import { playWritten, story, wrongs } from "./ground.ts"

describe("one letter into several archives", () => {
  const report = playWritten(scenario, "office", "en", files)

  it("lies in each file of each archive, whose key is the unit, the month it was done, each of the departments", () => {
    expect(wrongs(report)).toEqual([])
    expect(report.rows.find((row) => row.refusal?.refusal._tag === "FormRejected")?.refusal?.sentence).toBe(
      "form-rejected: month-file.write: is missing (missing); month-file.write.letter: is missing (missing)"
    )
    expect([...story(report, "en"), ...story(report, "zh")]).toMatchSnapshot()
  })

  it("filed again, it takes the place of what was filed before, under another month too", () => {
    const keys = (archive: string) => Ledgers.rows(report.end.log, `archive:office/${archive}`, Infinity).map(({ values }) => values["key"])
    expect([keys("unit-file"), keys("month-file"), keys("dept-file")]).toEqual([["3-201"], ["2026-04"], ["repair-dept", "fee-dept"]])
  })
})
