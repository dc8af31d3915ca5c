/**
 * `frontdesk generate`: a typed module beside each procedure and each handbook with schedules, or with `--check` whether
 * those that are there are right.
 */
import { Effect, FileSystem, Path, Result } from "effect"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Plugged from "@frontdesk/core/plugin/Plugged"
import * as Compilation from "../Compilation.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
import { clean, problems, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"

export interface Options {
  readonly paths: ReadonlyArray<string>
  readonly check: boolean
  /** a plugged target; the typed modules without it */
  readonly target: string | undefined
  readonly language: Host.Language | undefined
}

/** What is compiled, with the path of its YAML. */
type Written = Compilation.House["found"]["procedures"][number]

/** The procedures of a house that are asked for, and what is plugged in there. */
interface Asked {
  readonly procedures: ReadonlyArray<Written>
  readonly plugged: Plugged.Plugged
}

const moduleOf = (yaml: string): string => yaml.replace(/\.yaml$/, ".gen.ts")

/** Schedules by the handbook they are written in. */
const byHandbook = (schedules: ReadonlyArray<Written>): ReadonlyMap<string, readonly [Compiled, ...Compiled[]]> => {
  const found = new Map<string, readonly [Compiled, ...Compiled[]]>()
  for (const { compiled, path } of schedules) {
    const before = found.get(path)
    found.set(path, before === undefined ? [compiled] : [...before, compiled])
  }
  return found
}

/** Modules of what is gone, in the folders of the files that were named. */
const orphans = Effect.fnUntraced(function*(named: ReadonlySet<string>, wanted: ReadonlySet<string>, cwd: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folders = new Set([...named].map((file) => path.dirname(file)))
  const found: Array<string> = []
  for (const folder of folders) {
    const names = yield* fs.readDirectory(path.resolve(cwd, folder)).pipe(Effect.orElseSucceed((): Array<string> => []))
    for (const name of names) {
      const at = path.join(folder, name).replaceAll("\\", "/")
      const left = name.endsWith(".procedure.gen.ts")
        // one that is taken from another handbook has no file here
        ? !names.includes(name.replace(/\.gen\.ts$/, ".yaml")) && !wanted.has(at)
        : name === "handbook.gen.ts" && !wanted.has(at)
      if (left) found.push(at)
    }
  }
  return found.sort()
})

/** What a plug-in makes of each procedure, beside its file. */
const plugged = Effect.fnUntraced(function*(
  name: string,
  check: boolean,
  asked: ReadonlyArray<Asked>,
  zh: boolean
) {
  const host = yield* Host.HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const wanted = asked.flatMap(({ plugged, procedures }) => {
    const target = plugged.targets.get(name)
    return target === undefined ? [] : [{ target, procedures }]
  })
  if (wanted.length === 0) {
    const all = [...new Set(asked.flatMap((it) => [...it.plugged.targets.keys()]))].map((it) => `\`${it}\``).join(", ")
    return yield* new Unusable({
      message: `No plug-in has a target \`${name}\`.`,
      hint: all === "" ? "Targets come from the `plugins` in `frontdesk.config.ts`; there are none here." : `There are ${all}.`
    })
  }
  let wrong = 0
  let written = 0
  for (const { compiled, path: yaml, target } of wanted.flatMap(({ procedures, target }) => procedures.map((it) => ({ ...it, target })))) {
    const files = yield* Effect.try({
      try: () => target.generate(compiled),
      catch: (error) => new Unusable({ message: `The target \`${name}\` broke at \`${yaml}\`: ${error instanceof Error ? error.message : String(error)}` })
    })
    for (const { path: own, text } of files) {
      const shown = path.join(path.dirname(yaml), own).replaceAll("\\", "/")
      const at = path.resolve(host.cwd, shown)
      const existing = yield* fs.readFileString(at).pipe(Effect.orElseSucceed(() => undefined))
      if (existing === text) continue
      if (check) {
        wrong++
        host.stdout(zh ? `${shown} 不是最新的。\n` : `${shown} is not up to date.\n`)
        continue
      }
      yield* fs.makeDirectory(path.dirname(at), { recursive: true }).pipe(
        Effect.andThen(fs.writeFileString(at, text)),
        Effect.mapError((error) => new Unusable({ message: `\`${shown}\` cannot be written: ${error.reason._tag}.` }))
      )
      written++
      host.stdout(`${zh ? "已写入" : "wrote"} ${shown}\n`)
    }
  }
  if (wrong === 0 && written === 0) host.stdout(zh ? "所有文件都是最新的。\n" : "All files are up to date.\n")
  return wrong > 0 ? problems : clean
})

export const generate = Effect.fn("generate")(function*(options: Options) {
  const host = yield* Host.HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const language = Host.language(host, options.language)
  const zh = language === "zh"
  const compilation = yield* Compilation.make(options.paths)
  const { named } = compilation.workspace
  if (DiagnosticReport.count(compilation.diagnostics).errors > 0) {
    host.stdout(DiagnosticReport.pretty(compilation.diagnostics, language, Host.colours(host)))
    host.stdout(`${DiagnosticReport.summary(host, compilation.diagnostics, compilation.files, language)}\n`)
    return problems
  }
  // a handbook that is named stands for all procedures of its folder
  const handbooks = new Set([...named].filter((it) => path.basename(it) === "handbook.yaml").map((it) => path.dirname(it)))
  const asked = compilation.houses.map(({ found, plugins }): Asked => ({
    procedures: found.procedures.filter(({ path: yaml }) => named.has(yaml) || handbooks.has(path.dirname(yaml))),
    plugged: Plugged.make(plugins)
  }))
  if (options.target !== undefined) return yield* plugged(options.target, options.check, asked, zh)
  const Module = yield* Effect.promise(() => import("@frontdesk/core/target/typescript/Module"))
  const HandbookModule = yield* Effect.promise(() => import("@frontdesk/core/target/typescript/HandbookModule"))
  let wrong = 0
  let written = 0
  const schedules = byHandbook(compilation.houses.flatMap((it) => it.found.schedules))
  const all = [
    ...asked.flatMap(({ plugged: { types }, procedures }) =>
      procedures.map(({ compiled, from, path: yaml }) => ({
        yaml,
        check: (existing: string | undefined) =>
          Module.check(compiled, { fileName: from === undefined ? path.basename(yaml) : path.relative(path.dirname(yaml), from).replaceAll("\\", "/"), types }, existing)
      }))
    ),
    ...[...schedules].flatMap(([yaml, of]) =>
      named.has(yaml)
        ? [{ yaml, check: (existing: string | undefined) => Effect.succeed(HandbookModule.check(of, { fileName: path.basename(yaml) }, existing)) }]
        : []
    )
  ]
  for (const { check, yaml } of all) {
    const target = moduleOf(yaml)
    const at = path.resolve(host.cwd, target)
    const exists = yield* fs.exists(at).pipe(Effect.orElseSucceed(() => false))
    const existing = exists ? yield* fs.readFileString(at).pipe(Effect.orElseSucceed(() => undefined)) : undefined
    const checked = yield* Effect.result(check(existing))
    if (Result.isFailure(checked)) {
      wrong++
      host.stdout(`${yaml}: ${checked.failure.message}\n`)
    } else if (checked.success._tag === "Same") continue
    else if (options.check) {
      wrong++
      host.stdout(`${target}\n${checked.success.diff}\n\n`)
    } else {
      yield* fs.writeFileString(at, checked.success.wanted).pipe(
        Effect.mapError((error) => new Unusable({ message: `\`${target}\` cannot be written: ${error.reason._tag}.` }))
      )
      written++
      host.stdout(`${zh ? "已写入" : "wrote"} ${target}\n`)
    }
  }
  const left = yield* orphans(named, new Set([...schedules.keys(), ...asked.flatMap((it) => it.procedures.map(({ path: yaml }) => yaml))].map(moduleOf)), host.cwd)
  for (const file of left) {
    host.stdout(zh ? `${file}：对应的流程已不存在，请删除。\n` : `${file}: its procedure is gone; delete it.\n`)
  }
  const failed = options.check ? wrong + left.length : wrong
  if (options.check && failed > 0) {
    host.stdout(
      zh ? `${failed} 个模块不是最新的，请运行 frontdesk generate。\n` : `${failed} module${failed === 1 ? " is" : "s are"} not up to date. Run \`frontdesk generate\`.\n`
    )
  } else if (failed === 0 && written === 0) host.stdout(zh ? "所有模块都是最新的。\n" : "All modules are up to date.\n")
  return failed > 0 ? problems : clean
})
