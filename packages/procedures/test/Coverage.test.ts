/** The scenarios of the handbooks are right, row by row, and leave nothing of any procedure unshown that they must show. */
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import { compile } from "@frontdesk/core/language/compile"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as Coverage from "@frontdesk/core/simulation/Coverage"
import * as Play from "@frontdesk/core/simulation/Play"

const root = fileURLToPath(new URL("..", import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^v\w+\/[^/]+\.yaml$/.test(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(`${root}/${path}`, "utf8") }))

const found = compile({ files })
const all = [...found.procedures, ...found.schedules].map(({ compiled }) => compiled)
const days = { [ChineseDays.source.name]: ChineseDays.days("2025-01-01", "2027-12-31") }
const ground: Play.Ground = {
  procedures: new Map(all.map((compiled) => [compiled.plan.procedure, compiled])),
  calendars: new Map(all.map(({ plan }) => [plan.procedure, Calendar.makeAll(plan.calendars, plan.time.zone, days, 1)]))
}
const reports = found.scenarios.map((scenario) => Play.play(scenario, ground))
const covered = Coverage.measure(
  found.procedures.map(({ compiled }) => compiled.plan),
  reports
)
const missing = (kind: Coverage.Kind): ReadonlyArray<string> =>
  covered.flatMap(({ procedure, [kind]: share }) => share.missing.map((name) => `${procedure}: ${name}`))

describe("the scenarios of the handbooks", () => {
  it("are all played, and every row is right", () => {
    expect(found.scenarios.map(({ file }) => file).sort()).toEqual(files.map(({ path }) => path).filter((path) => path.endsWith(".scenario.yaml")))
    expect(reports.filter(({ right }) => !right).map(({ scenario }) => scenario.file)).toEqual([])
  })

  it.each(["steps", "outcomes"] as const)("show all %s", (kind) => {
    expect(missing(kind)).toEqual([])
  })

  it.each(["branches", "rungs", "deadlines"] as const)("show 95 of 100 %s or more", (kind) => {
    expect(Coverage.total(covered, kind), missing(kind).join("\n")).toBeGreaterThanOrEqual(0.95)
  })

  it("would not be enough without those of one company", () => {
    const less = Coverage.measure(
      found.procedures.map(({ compiled }) => compiled.plan),
      reports.filter(({ scenario }) => !scenario.file.startsWith("v1c/"))
    )
    expect(Coverage.total(less, "steps")).toBeLessThan(1)
  })
})
