/** The handbooks of packages/procedures, compiled, and scenarios over them: those in files, or written in a test. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Story from "@frontdesk/core/case/Story"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import { compile } from "@frontdesk/core/language/compile"
import * as CodeFrame from "@frontdesk/core/language/diagnostic/CodeFrame"
import type { Plugin } from "@frontdesk/core/plugin/Plugin"
import type { Scenario } from "@frontdesk/core/plan/Scenario"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as Play from "@frontdesk/core/simulation/Play"
import { around } from "../language/procedures.ts"

const root = join(import.meta.dirname, "../../../procedures")

export const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^v\w+\/[^/]+\.yaml$/.test(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))

const sources = { [ChineseDays.source.name]: ChineseDays.days("2026-01-01", "2027-12-31") }

export const compilation = compile({ files })

export const groundOf = (found: ReturnType<typeof compile>): Play.Ground => ({
  procedures: new Map([...found.procedures, ...found.schedules].map(({ compiled }) => [compiled.plan.procedure, compiled])),
  calendars: new Map(
    [...found.procedures, ...found.schedules].map(({ compiled: { plan } }) => [
      plan.procedure,
      Calendar.makeAll(plan.calendars, plan.time.zone, sources, 1)
    ])
  )
})

/** A scenario written in a test, in a file of `folder`, beside what else is given. What is wrong is told as frames. */
export const written = (
  text: string,
  folder = "v3",
  more: { readonly [path: string]: string } = {},
  plugins: ReadonlyArray<Plugin> = []
): { readonly scenario: Scenario | undefined; readonly wrong: string; readonly ground: Play.Ground } => {
  const path = `${folder}/written.scenario.yaml`
  // of one company and those it uses: all others have no say in it
  const others = [path, ...Object.keys(more)]
    .flatMap((at) => around(at, files))
    .filter((file, at, all) => all.indexOf(file) === at && !file.path.endsWith(".scenario.yaml") && more[file.path] === undefined)
  const beside = Object.entries(more).map(([at, content]) => ({ path: at, text: content }))
  const found = compile({ plugins, files: [...others, ...beside, { path, text }] })
  const mine = [path, ...Object.keys(more)]
  return {
    scenario: found.scenarios[0],
    wrong: found.diagnostics
      .filter((it) => it.severity === "error" && mine.includes(it.span.file.path))
      .map((it) => CodeFrame.render(it, { language: "en" }))
      .join("\n\n"),
    ground: groundOf(found)
  }
}

export const playWritten = (
  text: string,
  folder = "v3",
  language: Story.Language = "en",
  more: { readonly [path: string]: string } = {}
): Play.Report => {
  const { ground, scenario, wrong } = written(text, folder, more)
  if (scenario === undefined) throw new Error(wrong)
  return Play.play(scenario, ground, language)
}

/** Rows that are not as written. */
export const wrongs = (report: Play.Report): ReadonlyArray<string> => told(report).filter((line) => !line.startsWith("right"))

/** Each row with what is not as expected, as the command would list it. */
export const told = (report: Play.Report): ReadonlyArray<string> =>
  report.rows.flatMap((played) => [
    `${played.status} ${Play.headline(played.row)}`,
    ...played.mismatches.map(({ line, sentence }) => `  ${line}: ${sentence}`)
  ])

/** The whole story of a run, case by case. */
export const story = (report: Play.Report, language: Story.Language): ReadonlyArray<string> =>
  Play.cases(report).flatMap((id) => {
    const { compiled, journal } = report.end.cases.get(id)!
    const reader = { language, zone: report.scenario.zone, words: compiled.words, plan: compiled.plan }
    return [`— ${id}`, ...Story.lines(journal, reader).map((line) => Story.show(line, reader))]
  })
