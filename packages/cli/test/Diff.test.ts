/** `frontdesk diff`: what changed since a folder or a revision, and whether open cases can go over. */
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Json } from "@frontdesk/cli/commands/diff"
import { describe, expect, it } from "vitest"
import { frontdesk, office, workspace } from "./cli.ts"

const file = "office/lamp.procedure.yaml"
const lamp = readFileSync(join(office, "lamp.procedure.yaml"), "utf8")
/** A day more, a step more, another version. */
const later = lamp
  .replace("version: 1", "version: 2")
  .replace("2 calendar days from intake", "3 calendar days from intake")
  .replace("  - end: repaired\n", "  - task: call-back\n    by: receptionist\n  - end: repaired\n")

const git = (cwd: string, ...args: ReadonlyArray<string>): void => {
  execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.org", ...args], { cwd, stdio: "ignore" })
}

describe("diff", () => {
  it("tells what is not committed yet, in sentences and by what it means", async () => {
    using at = workspace()
    git(at.path, "init")
    git(at.path, "add", ".")
    git(at.path, "commit", "-m", "first")
    expect(await frontdesk(at.path, ["diff", "--since", "HEAD", "--lang", "en"])).toEqual({ code: 0, out: "Nothing changed.\n", err: "" })
    writeFileSync(join(at.path, file), later)
    const { code, err, out } = await frontdesk(at.path, ["diff", "--since", "HEAD", "--lang", "en"])
    expect({ code, err }).toEqual({ code: 1, err: "" })
    expect(out).toMatchSnapshot()
    expect((await frontdesk(at.path, ["diff", "--since", "HEAD", "--lang", "zh"])).out).toMatchSnapshot()
    // from a folder below too, and of a file that is named
    expect((await frontdesk(join(at.path, "office"), ["diff", "lamp.procedure.yaml", "--since", "HEAD", "--lang", "en"])).out).toBe(out)
  })
  it("compares two folders, for programs too", async () => {
    using before = workspace()
    using at = workspace({ [file]: later, "office/other.procedure.yaml": lamp.replace("procedure: lamp", "procedure: other") })
    const { code, out } = await frontdesk(at.path, ["diff", "--from", before.path, "--format", "json"])
    expect(code).toBe(1)
    const json = JSON.parse(out) as Json
    expect(json).toMatchObject({ formatVersion: "1.0", effect: "needs-map" })
    expect(json.procedures.map(({ effect, procedure, status, versions }) => [procedure, status, effect, versions])).toEqual([
      ["office/lamp", "changed", "needs-map", { before: 1, after: 2 }],
      ["office/other", "added", "safe", { after: 1 }]
    ])
    // as docs/ci.md shows it
    expect(json.procedures[0]?.changes.find(({ what }) => what === "term")).toEqual({
      effect: "needs-map",
      what: "term",
      at: "repair: desk",
      was: { is: "term", term: { n: 2, unit: "calendar-day" } },
      now: { is: "term", term: { n: 3, unit: "calendar-day" } },
      said: { en: "the term of “Repair”, rung “Desk” is now 3 calendar days, it was 2 calendar days", zh: "“更换灯具”的“前台时间”级的期限由2个自然日改为3个自然日" }
    })
    const back = JSON.parse((await frontdesk(before.path, ["diff", "--from", at.path, "--format", "json"])).out) as Json
    expect(back.procedures.map(({ effect, procedure, status }) => [procedure, status, effect])).toEqual([
      ["office/lamp", "changed", "needs-map"],
      ["office/other", "removed", "breaks"]
    ])
  })
  it("says what is missing in the call, or wrong with it", async () => {
    using at = workspace()
    const asked = await frontdesk(at.path, ["diff"])
    expect(asked.code).toBe(2)
    expect(asked.err).toContain("Say what to compare with: `--since REVISION` or `--from FOLDER`.")
    git(at.path, "init")
    const unknown = await frontdesk(at.path, ["diff", "--since", "nowhere"])
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain("nowhere")
    expect((await frontdesk(at.path, ["diff", "--since", "--output=x"])).code).toBe(2)
  })
  it("does not compare what has errors", async () => {
    using before = workspace()
    using at = workspace({ [file]: lamp.replace("by: receptionist, due", "by: receptionis, due") })
    const { code, out } = await frontdesk(at.path, ["diff", "--from", before.path, "--lang", "en"])
    expect(code).toBe(1)
    expect(out).toContain("Did you mean `receptionist`?")
  })
})
