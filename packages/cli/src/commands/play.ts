/**
 * `frontdesk play`: the story of one scenario, row by row. What differs from the file is told where it happens.
 */
import { Effect } from "effect"
import * as Compilation from "../Compilation.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
import { clean, problems, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"
import * as StoryReport from "../StoryReport.ts"

export interface Options {
  readonly path: string
  readonly language: Host.Language | undefined
}

export const play = Effect.fn("play")(function*(options: Options) {
  const host = yield* Host.HostOf
  const language = Host.language(host, options.language)
  const zh = language === "zh"
  const colour = Host.paint(host)
  if (!options.path.endsWith(".scenario.yaml")) {
    return yield* new Unusable({
      message: `\`${options.path}\` is no scenario.`,
      hint: "A scenario is a file `NAME.scenario.yaml`."
    })
  }
  const compilation = yield* Compilation.make([options.path])
  const [found] = yield* Compilation.scenarios(compilation)
  if (found === undefined) {
    host.stdout(DiagnosticReport.pretty(compilation.diagnostics, language, Host.colours(host)))
    host.stdout(`${DiagnosticReport.summary(host, compilation.diagnostics, compilation.files, language)}\n`)
    return problems
  }
  const Play = yield* Effect.promise(() => import("@frontdesk/core/simulation/Play"))
  const { ground, scenario } = found
  const report = Play.play(scenario, ground, language)
  host.stdout(`${colour("bold", scenario.name)}  ${colour("dim", `${scenario.of}, ${scenario.file}`)}\n`)
  for (const played of report.rows) {
    if (played.status === "not-played") break
    host.stdout(`\n${colour("bold", Play.headline(played.row, language))}\n`)
    if (played.refusal !== undefined && played.status === "right") {
      const { sentence } = played.refusal
      host.stdout(zh ? `  被拒绝：${sentence}\n` : `  refused: ${sentence}\n`)
    }
    for (const line of StoryReport.ofRow(report, played, language)) host.stdout(`  ${line}\n`)
    for (const { line, sentence } of played.mismatches) {
      host.stdout(`  ${colour("red", zh ? `与情景不符（第 ${line} 行）：${sentence}` : `not as expected (line ${line}): ${sentence}`)}\n`)
    }
  }
  return report.right ? clean : problems
})
