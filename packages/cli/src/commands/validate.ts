/**
 * `frontdesk validate`: every slip in every file in one run, as code frames for people or one object for programs.
 */
import { Effect } from "effect"
import * as Compilation from "../Compilation.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
import { clean, problems } from "../ExitCode.ts"
import * as Host from "../Host.ts"

export interface Options {
  readonly paths: ReadonlyArray<string>
  readonly format: "pretty" | "json"
  readonly language: Host.Language | undefined
  readonly maxWarnings: number | undefined
}

export const validate = Effect.fn("validate")(function*(options: Options) {
  const host = yield* Host.HostOf
  const { diagnostics, files } = yield* Compilation.make(options.paths)
  const language = Host.language(host, options.language)
  const count = DiagnosticReport.count(diagnostics)
  const tooMany = options.maxWarnings !== undefined && count.warnings > options.maxWarnings
  if (options.format === "json") {
    host.stdout(`${JSON.stringify(DiagnosticReport.json(diagnostics, language), null, 2)}\n`)
  } else {
    host.stdout(DiagnosticReport.pretty(diagnostics, language, Host.colours(host)))
    host.stdout(`${DiagnosticReport.summary(host, diagnostics, files, language)}\n`)
  }
  if (tooMany) {
    const most = options.maxWarnings
    host.stderr(
      language === "zh"
        ? `警告 ${count.warnings} 条，多于 --max-warnings ${most}。\n`
        : `${count.warnings} warnings are more than --max-warnings ${most}.\n`
    )
  }
  return count.errors > 0 || tooMany ? problems : clean
})
