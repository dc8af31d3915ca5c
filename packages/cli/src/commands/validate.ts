/**
 * `frontdesk validate`: every slip in every file in one run, as code frames for people or in a form for programs; with
 * `--fix` what leaves no doubt is mended first.
 */
import { Effect, FileSystem, Path } from "effect"
import type { Applied } from "@frontdesk/core/language/mend"
import * as Drift from "@frontdesk/core/target/typescript/Drift"
import * as Compilation from "../Compilation.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
import { clean, problems, Unusable } from "../ExitCode.ts"
import { github } from "../GithubReport.ts"
import * as Host from "../Host.ts"
import { sarif } from "../SarifReport.ts"
import * as Workspace from "../Workspace.ts"

export interface Options {
  readonly paths: ReadonlyArray<string>
  /** left out: pretty, and annotations too where GitHub runs it */
  readonly format: "pretty" | "json" | "github" | "sarif" | undefined
  readonly language: Host.Language | undefined
  readonly maxWarnings: number | undefined
  /** notes are counted, not told */
  readonly quiet: boolean
  readonly fix: "no" | "safe" | "all"
  readonly dryRun: boolean
  readonly stdinFilename: string | undefined
}

export const validate = Effect.fn("validate")(function*(options: Options) {
  const host = yield* Host.HostOf
  const language = Host.language(host, options.language)
  const zh = language === "zh"
  const given = yield* handedIn(options)
  const before = yield* Compilation.make(options.paths.filter((it) => it !== "-"), given)
  const mended = options.fix === "no" ? undefined : yield* fixed(before, options.fix)
  const { diagnostics: all, files } = mended?.after ?? before
  const diagnostics = options.quiet ? all.filter((it) => it.severity !== "information") : all

  // a filter gives the text and nothing else
  const filters = given !== undefined && mended !== undefined && !options.dryRun
  const say = filters ? host.stderr : host.stdout
  if (filters) host.stdout(mended.texts.get(given.path) ?? given.text)
  else if (mended !== undefined && !options.dryRun) yield* write(mended.changed)

  const format = options.format ?? "pretty"
  switch (format) {
    case "json": {
      const applied = mended?.applied.map(({ code, line, path, title }) => ({ code, path, line, title: title[language] }))
      say(`${JSON.stringify({ ...DiagnosticReport.json(diagnostics, language), ...(applied === undefined ? {} : { applied }) }, null, 2)}\n`)
      break
    }
    case "github":
      say(github(diagnostics, language))
      break
    case "sarif":
      say(`${JSON.stringify(sarif(diagnostics, language), null, 2)}\n`)
      break
    case "pretty": {
      say(DiagnosticReport.pretty(diagnostics, language, Host.colours(host)))
      if (mended !== undefined) {
        for (const { path, text, was } of mended.changed) {
          if (options.dryRun) say(`${path}\n${Drift.between(was, text, true) ?? ""}\n\n`)
        }
        say(`${told(mended, options.dryRun, zh)}\n`)
      }
      say(`${DiagnosticReport.summary(host, all, files, language, before.workspace.named)}\n`)
      if (options.format === undefined && host.env["GITHUB_ACTIONS"] === "true") say(github(diagnostics, language))
    }
  }

  const count = DiagnosticReport.count(all)
  const tooMany = options.maxWarnings !== undefined && count.warnings > options.maxWarnings
  if (tooMany) {
    const most = options.maxWarnings
    host.stderr(
      zh
        ? `警告 ${count.warnings} 条，多于 --max-warnings ${most}。\n`
        : `${count.warnings} warnings are more than --max-warnings ${most}.\n`
    )
  }
  return count.errors > 0 || tooMany ? problems : clean
})

/** What stands on stdin, when `-` is among the paths. */
const handedIn = Effect.fnUntraced(function*({ paths, stdinFilename }: Options) {
  const host = yield* Host.HostOf
  const path = yield* Path.Path
  if (!paths.includes("-")) {
    if (stdinFilename === undefined) return undefined
    return yield* new Unusable({ message: "`--stdin-filename` names the text on stdin, but `-` is not among the paths.", hint: "Write `frontdesk validate - --stdin-filename FILE`." })
  }
  if (stdinFilename === undefined || !Workspace.ours(path.basename(stdinFilename))) {
    return yield* new Unusable({
      message: stdinFilename === undefined ? "What stands on stdin has no name yet." : `\`${stdinFilename}\` is no file of Frontdesk.`,
      hint: "Say which file it is: `--stdin-filename office/complaint.procedure.yaml`. The handbook beside that name is read too."
    })
  }
  const text = yield* Effect.promise(() => host.stdin?.() ?? Promise.resolve(""))
  const shown = path.relative(host.cwd, path.resolve(host.cwd, stdinFilename)).replaceAll("\\", "/")
  return { path: shown, text } satisfies Workspace.Given
})

interface Mended {
  readonly after: Compilation.Compilation
  readonly applied: ReadonlyArray<Applied>
  readonly texts: ReadonlyMap<string, string>
  readonly changed: ReadonlyArray<{ readonly path: string; readonly text: string; readonly was: string }>
}

const fixed = Effect.fnUntraced(function*(before: Compilation.Compilation, apply: "safe" | "all") {
  const { mend } = yield* Effect.promise(() => import("@frontdesk/core/language/mend"))
  const { named } = before.workspace
  const houses = before.houses.map(({ input, plugins }) => {
    const { applied, compilation, files } = mend(input, { apply, only: named })
    return { applied, was: input.files, house: { input: { ...input, files }, found: compilation, plugins } }
  })
  const was = new Map(houses.flatMap((it) => it.was.map(({ path, text }) => [path, text])))
  const files = houses.flatMap((it) => it.house.input.files)
  return {
    after: Compilation.of(before.workspace, houses.map((it) => it.house), before.config),
    applied: houses.flatMap((it) => it.applied),
    texts: new Map(files.map((it) => [it.path, it.text])),
    changed: files.flatMap(({ path, text }) => {
      const old = was.get(path)
      return old === undefined || old === text ? [] : [{ path, text, was: old }]
    })
  } satisfies Mended
})

const write = Effect.fnUntraced(function*(changed: Mended["changed"]) {
  const host = yield* Host.HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  for (const { path: file, text } of changed) {
    yield* fs.writeFileString(path.resolve(host.cwd, file), text).pipe(
      Effect.mapError((error) => new Unusable({ message: `\`${file}\` cannot be written: ${error.reason._tag}.` }))
    )
  }
})

const told = ({ applied, changed }: Mended, dryRun: boolean, zh: boolean): string => {
  const many = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`
  if (applied.length === 0) return zh ? "没有可以自动改正的地方。" : "Nothing to fix."
  const in_ = zh ? `${changed.length} 个文件里` : `in ${many(changed.length, "file")}`
  return zh
    ? `${in_}${dryRun ? "可改正" : "已改正"} ${applied.length} 处。`
    : `${many(applied.length, "slip")} ${in_} ${dryRun ? "would be mended" : "mended"}.`
}
