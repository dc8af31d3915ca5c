/**
 * `frontdesk test`: plays all scenarios and tells row by row what is not as expected, and why.
 */
import { Effect } from "effect"
import type { Covered } from "@frontdesk/core/simulation/Coverage"
import type { Report } from "@frontdesk/core/simulation/Play"
import * as Compilation from "../Compilation.ts"
import * as CoverageReport from "../CoverageReport.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
import { clean, problems, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"
import * as StoryReport from "../StoryReport.ts"

export interface Options {
  readonly paths: ReadonlyArray<string>
  readonly format: "pretty" | "json"
  readonly language: Host.Language | undefined
  /** also tell what the scenarios have shown of the procedures */
  readonly coverage: boolean
  /** fail when less than so many percent of steps, branches, outcomes or rungs were shown */
  readonly atLeast: number | undefined
}

/** What `--format json` prints. */
export interface Json {
  readonly formatVersion: "1.0"
  readonly passed: boolean
  readonly scenarios: ReadonlyArray<{
    readonly name: string
    readonly file: string
    readonly passed: boolean
    readonly rows: ReadonlyArray<{
      readonly line: number
      readonly at: string
      readonly what: string
      readonly status: "right" | "wrong" | "not-played"
      readonly mismatches: ReadonlyArray<{ readonly line: number; readonly message: string }>
    }>
  }>
  /** slips that keep scenarios from being played */
  readonly errorCount: number
  /** with `--coverage`: what was shown of each procedure */
  readonly coverage?: ReadonlyArray<Covered>
}

export const test = Effect.fn("test")(function*(options: Options) {
  const host = yield* Host.HostOf
  const language = Host.language(host, options.language)
  const compilation = yield* Compilation.make(options.paths)
  const { errors } = DiagnosticReport.count(compilation.diagnostics)
  const { headline, play } = yield* Effect.promise(() => import("@frontdesk/core/simulation/Play"))
  const scenarios = yield* Compilation.scenarios(compilation)
  if (scenarios.length === 0 && errors === 0) {
    return yield* new Unusable({
      message: language === "zh" ? "没有找到情景文件（*.scenario.yaml）。" : "No file matched: there is no `*.scenario.yaml` here or below."
    })
  }
  const reports = scenarios.map(({ ground, scenario }) => play(scenario, ground, language))
  const coverage = options.coverage || options.atLeast !== undefined ? yield* shown(compilation, reports) : undefined
  const enough = options.atLeast === undefined || coverage === undefined || CoverageReport.reaches(coverage, options.atLeast)
  const passed = errors === 0 && enough && reports.every((report) => report.right)
  if (options.format === "json") {
    const json: Json = {
      formatVersion: "1.0",
      passed,
      scenarios: reports.map((report) => ({
        name: report.scenario.name,
        file: report.scenario.file,
        passed: report.right,
        rows: report.rows.map(({ mismatches, row, status }) => ({
          line: row.line,
          at: row.written,
          what: headline(row),
          status,
          mismatches: mismatches.map(({ line, sentence }) => ({ line, message: sentence }))
        }))
      })),
      errorCount: errors,
      ...(coverage !== undefined && { coverage })
    }
    host.stdout(`${JSON.stringify(json, null, 2)}\n`)
    return passed ? clean : problems
  }
  if (errors > 0) host.stdout(DiagnosticReport.pretty(DiagnosticReport.errors(compilation.diagnostics), language, Host.colours(host)))
  for (const report of reports) host.stdout(pretty(report, host, language, headline))
  host.stdout(`${summary(reports, errors, host, language)}\n`)
  if (coverage !== undefined) host.stdout(CoverageReport.pretty(coverage, language))
  return passed ? clean : problems
})

/** Of the procedures that were named, each once whatever houses know it; of those that were played where only scenarios were. */
const shown = Effect.fnUntraced(function*({ houses, workspace }: Compilation.Compilation, reports: ReadonlyArray<Report>) {
  const { measure } = yield* Effect.promise(() => import("@frontdesk/core/simulation/Coverage"))
  const all = houses.flatMap(({ found }) => found.procedures.map(({ compiled, path }) => [path, compiled.plan] as const))
  const named = all.filter(([path]) => workspace.named.has(path))
  const played = new Set(reports.flatMap((report) => [...report.end.cases.values()].map(({ compiled }) => compiled.plan.procedure)))
  const procedures = new Map(named.length > 0 ? named : all.filter(([, plan]) => played.has(plan.procedure)))
  return measure([...procedures].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, plan]) => plan), reports)
})

const pretty = (
  report: Report,
  host: Host.Host,
  language: Host.Language,
  headline: (row: Report["rows"][number]["row"], language: Host.Language) => string
): string => {
  const colour = Host.paint(host)
  const zh = language === "zh"
  const { file, name } = report.scenario
  const rows = report.rows.length
  if (report.right) return `${colour("green", "✓")} ${name}  ${colour("dim", `${file}, ${zh ? `${rows} 行` : `${rows} row${rows === 1 ? "" : "s"}`}`)}\n`
  const lines = [`${colour("red", "✗")} ${name}  ${colour("dim", file)}`]
  const skipped = report.rows.filter((it) => it.status === "not-played").length
  for (const played of report.rows) {
    if (played.status === "not-played") continue
    if (played.status === "right") {
      lines.push(`    ${colour("green", "✓")} ${headline(played.row, language)}`)
      continue
    }
    lines.push(`    ${colour("red", "✗")} ${headline(played.row, language)}`)
    for (const { line, sentence } of played.mismatches) lines.push(`        ${file}:${line}  ${sentence}`)
    const story = StoryReport.ofRow(report, played, language)
    if (story.length > 0) {
      lines.push(`        ${colour("dim", zh ? "这一行发生了：" : "what happened in this row:")}`)
      for (const told of story) lines.push(`          ${colour("dim", told)}`)
    }
  }
  if (skipped > 0) lines.push(colour("dim", zh ? `    其后 ${skipped} 行未演示` : `    ${skipped} row${skipped === 1 ? "" : "s"} after it not played`))
  return `${lines.join("\n")}\n`
}

const summary = (reports: ReadonlyArray<Report>, errors: number, host: Host.Host, language: Host.Language): string => {
  const failed = reports.filter((report) => !report.right).length
  const rows = reports.flatMap((report) => report.rows)
  const wrong = rows.filter((row) => row.status === "wrong").length
  const colour = Host.paint(host)
  const style = failed + errors > 0 ? "red" : "green"
  if (reports.length === 0) return colour(style, language === "zh" ? `有错误 ${errors} 处，尚未演示任何情景。` : `Nothing was played: ${errors} error${errors === 1 ? "" : "s"} in the files.`)
  const many = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`
  return colour(
    style,
    language === "zh"
      ? `情景 ${reports.length} 个：通过 ${reports.length - failed} 个，不符 ${failed} 个；共 ${rows.length} 行，不符 ${wrong} 行。${errors > 0 ? `另有错误 ${errors} 处。` : ""}`
      : `${many(reports.length, "scenario")}: ${reports.length - failed} passed, ${failed} failed; ${many(rows.length, "row")}, ${wrong} wrong.${errors > 0 ? ` ${many(errors, "error")} in the files.` : ""}`
  )
}
