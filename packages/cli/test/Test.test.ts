/** `frontdesk test` and `frontdesk play`: scenarios compared and told. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Json } from "@frontdesk/cli/commands/test"
import { describe, expect, it } from "vitest"
import { frontdesk, office, procedures, workspace } from "./cli.ts"

const file = "office/on-time.scenario.yaml"
const onTime = readFileSync(join(office, "on-time.scenario.yaml"), "utf8")
/** The author counts one day too many, and thinks the receptionist still has it. */
const wrong = {
  [file]: onTime.replace("due: { repair: 2026-03-04 24:00 }", "due: { repair: 2026-03-05 24:00 }").replace("holders: { repair: center-manager }", "holders: { repair: receptionist }")
}

describe("test", () => {
  it("all scenarios of the handbooks hold", async () => {
    const { code, err, out } = await frontdesk(procedures, ["test"])
    expect(out).toMatch(/ 0 failed; \d+ rows, 0 wrong\.\n$/)
    expect({ code, err }).toEqual({ code: 0, err: "" })
  })
  it("what does not hold is told row by row, with the reason", async () => {
    using at = workspace(wrong)
    const { code, out } = await frontdesk(at.path, ["test", "--lang", "en"])
    expect(code).toBe(1)
    expect(out).toMatchSnapshot()
    expect((await frontdesk(at.path, ["test", "--lang", "zh"])).out).toMatchSnapshot()
  })
  it("for programs too", async () => {
    using at = workspace(wrong)
    const { code, out } = await frontdesk(at.path, ["test", "--format", "json"])
    const report = JSON.parse(out) as Json
    expect(code).toBe(1)
    expect(report).toMatchObject({ formatVersion: "1.0", passed: false, errorCount: 0 })
    const rows = report.scenarios.find((it) => !it.passed)?.rows.filter((it) => it.status === "wrong")
    expect(rows).toEqual([
      {
        line: 7,
        at: "2026-03-02 16:40",
        what: "2026-03-02 16:40 wang opens office/lamp",
        status: "wrong",
        mismatches: [{ line: 13, message: expect.stringContaining("expected 2026-03-05 24:00, found 2026-03-04 24:00") }]
      },
      {
        line: 21,
        at: "2026-03-04 24:00",
        what: "2026-03-04 24:00 time passes",
        status: "wrong",
        mismatches: [{ line: 23, message: "holders repair: expected receptionist, found center-manager" }]
      }
    ])
  })
  it("what no scenario has shown is listed, and can be too much", async () => {
    using at = workspace({})
    const { code, out } = await frontdesk(at.path, ["test", "--coverage", "--lang", "en"])
    expect(code).toBe(0)
    expect(out).toMatchSnapshot()
    expect((await frontdesk(at.path, ["test", "--coverage", "--lang", "zh"])).out).toMatchSnapshot()
    expect((await frontdesk(at.path, ["test", "--at-least", "50", "--lang", "en"])).code).toBe(0)
    expect((await frontdesk(at.path, ["test", "--at-least", "100", "--lang", "en"])).code).toBe(1)
    const json = JSON.parse((await frontdesk(at.path, ["test", "--coverage", "--format", "json"])).out) as Json
    expect(json.coverage?.map((one) => one.procedure)).toEqual(["office/lamp"])
  })
  it("a file that is wrong keeps its scenarios from being played, and that is a failure", async () => {
    using at = workspace({ "office/other.scenario.yaml": onTime.replace("scenario: on-time", "scenario: other").replace("does: repair", "does: repare") })
    const { code, out } = await frontdesk(at.path, ["test"])
    expect(code).toBe(1)
    expect(out).toContain("There is no step `repare`. Did you mean `repair`?")
    expect(out).toContain("1 scenario: 1 passed, 0 failed")
  })
})

describe("play", () => {
  it("names the case in each sentence where there are several", async () => {
    const { code, out } = await frontdesk(procedures, ["play", "v2/fee-notice.scenario.yaml", "--lang", "en"])
    expect(code).toBe(0)
    expect(out).toContain("  2026-03-15 10:00  fee-notice-1/14  announced: ")
    expect(out).toContain("  2026-04-02 09:00  fee-notice-1  ended: Settled\n")
  })
  it("in Chinese, with a refusal and a ladder", async () => {
    const { code, out } = await frontdesk(office, ["play", "on-time.scenario.yaml", "--lang", "zh"])
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "on-time  office/lamp, on-time.scenario.yaml

      2026-03-02 16:40 wang 受理 office/lamp
        2026-03-02 16:40  wang受理“换灯”：来电人：sun，地点：楼道
        2026-03-02 16:40  更换灯具：接待员，期限2026-03-04 24:00（自受理（2026-03-02 16:40）起2个自然日；计入03-03、03-04）

      2026-03-03 09:00 zhao 完成 repair
        被拒绝：role-not-allowed：该岗位无权办理（须由：receptionist）

      2026-03-04 24:00 时间推移
        2026-03-04 24:00  “更换灯具”到2026-03-04 24:00仍未完成
        2026-03-04 24:00  “更换灯具”升级至中心经理

      2026-03-05 09:00 zhao 完成 repair
        2026-03-05 09:00  zhao完成“更换灯具”：处理：已换，是否完成：是
        2026-03-05 09:00  结束：已更换
      "
    `)
  })
  it("says where the story is not the one that was written", async () => {
    using at = workspace(wrong)
    const { code, out } = await frontdesk(at.path, ["play", file])
    expect(code).toBe(1)
    expect(out).toContain("not as expected (line 13): due repair")
  })
})
