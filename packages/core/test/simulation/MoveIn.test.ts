/**
 * P01: who moves in shows papers, by who he is (C04, C05); what is missing ends the matter; what was shown, agreed and
 * signed is put into the unit's file, paper by paper (C43, C44, C50).
 */
import { describe, expect, it } from "vitest"
import { opening, untilTheFile } from "./movein.ts"
import { playWritten, story, told, wrongs } from "./ground.ts"

const play = (rows: string, kind?: string, language: "en" | "zh" = "en") =>
  playWritten(opening("", kind) + rows, "v0b", language)

const all = "[owner-id-card seen-and-copied, move-in-notice original, purchase-contract seen, authorisation-letter original, delegate-id-card seen-and-copied]"

const verify = (shown: string, more = ""): string =>
  `  - { at: 2026-03-02 09:10, who: wang, does: verify, with: { shown: ${shown} }${more} }\n`

describe("moving in", () => {
  it("with papers missing, the applicant is told which, in which manner, and comes again", () => {
    const report = play(`  - at: 2026-03-02 09:10
    who: wang
    does: verify
    with: { shown: [owner-id-card copy, move-in-notice original] }
    then:
      told: { qian: papers-missing }
      values:
        verify.shown.complete: no
        verify.shown.missing: [owner-id-card seen-and-copied, purchase-contract seen, authorisation-letter original, delegate-id-card seen-and-copied]
      ended: documents-incomplete
`)
    expect(wrongs(report)).toEqual([])
    expect([...story(report, "en"), ...story(report, "zh")]).toMatchSnapshot()
  })

  it("whose papers are complete, goes on to the file, which is closed when everything is in its place", () => {
    const report = play(`${verify(all)}${untilTheFile}  - at: 2026-03-02 15:00
    who: wang
    does: archive
    with: { owner-archive: [verify.shown.owner-id-card, register, register.agreements, issue] }
    refused: form-rejected
  - at: 2026-03-02 15:10
    who: wang
    does: archive
    with: { owner-archive: [verify.shown, register, register.agreements, issue] }
    then:
      wrote: { owner-archive: [{ key: 3-201 }] }
      ended: moved-in
`)
    expect(wrongs(report)).toEqual([])
    expect(report.rows.find((row) => row.refusal !== undefined)?.refusal?.sentence).toBe(
      "form-rejected: owner-archive.verify.shown.move-in-notice: is missing (missing) - Move in notice (original); owner-archive.verify.shown.authorisation-letter: is missing (missing) - Authorisation letter (original); owner-archive.verify.shown.delegate-id-card: is missing (missing) - Delegate id card (seen and copied)"
    )
    expect([...story(report, "en"), ...story(report, "zh")]).toMatchSnapshot()
  })

  it.each([
    ["a paper of another list", "[owner-id-card seen-and-copied, authorisation-letter original]", "shown.authorisation-letter: cannot be taken so (wrong)"],
    ["nothing said at all", undefined, "shown: is missing"]
  ])("is refused for %s", (_, shown, expected) => {
    const row = shown === undefined ? verify("[]").replace("shown: []", "") : verify(shown)
    const report = play(row.replace(/ \}\n$/, ", refused: form-rejected }\n"), "owner-in-person")
    expect(told(report).filter((line) => line.startsWith("wrong"))).toEqual([])
    expect(report.rows.at(-1)?.refusal?.sentence).toContain(expected)
  })

  it("an item of the checklist that was passed over is asked for", () => {
    const short = untilTheFile.replace("        walls: pass\n", "").replace(/ {2}- \{ at: 2026-03-02 14:30[^]*$/, "    refused: form-rejected\n")
    const report = play(`${verify(all)}${short}`)
    expect(report.rows.at(-1)?.refusal?.sentence).toBe("form-rejected: items.walls: is missing (missing)")
  })

  it("says in Chinese which paper is missing from the file", () => {
    const report = play(
      `${verify(all)}${untilTheFile}  - { at: 2026-03-02 15:00, who: wang, does: archive, with: { owner-archive: [verify.shown.owner-id-card, verify.shown.move-in-notice, verify.shown.authorisation-letter, register, issue] }, refused: form-rejected }\n`,
      "delegate",
      "zh"
    )
    expect(report.rows.at(-1)?.refusal?.sentence).toBe(
      "form-rejected：owner-archive.verify.shown.delegate-id-card：未填或缺少（missing） - 受委托人身份证（看原件收复印件）；owner-archive.register.agreements：未填或缺少（missing）"
    )
  })
})
