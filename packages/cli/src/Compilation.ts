/**
 * The compiled workspace, as the commands need it: what is wrong in what was named, the procedures with the file each
 * is written in, the scenarios that can be played, and the calendars they are played on.
 */
import { Effect, Path } from "effect"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import type { Calendars } from "@frontdesk/core/domain/Calendar"
import type { compile } from "@frontdesk/core/language/compile"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Severities from "@frontdesk/core/language/diagnostic/Severities"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Plugged from "@frontdesk/core/plugin/Plugged"
import type { Plugin } from "@frontdesk/core/plugin/Plugin"
import type { Scenario } from "@frontdesk/core/plan/Scenario"
import * as Config from "./Config.ts"
import { Unusable } from "./ExitCode.ts"
import { HostOf, language } from "./Host.ts"
import * as Workspace from "./Workspace.ts"

type Found = ReturnType<typeof compile>
type Input = Parameters<typeof compile>[0]

export interface Compilation {
  readonly files: number
  readonly diagnostics: ReadonlyArray<Diagnostic>
  /** by id, with the path of the YAML */
  readonly procedures: ReadonlyMap<string, { readonly compiled: Compiled; readonly path: string }>
  /** by id, with the path of the handbook */
  readonly schedules: ReadonlyMap<string, { readonly compiled: Compiled; readonly path: string }>
  readonly scenarios: ReadonlyArray<Scenario>
  readonly workspace: Workspace.Workspace
  /** what the compiler was given */
  readonly input: Input
  /** all that is plugged in for these files */
  readonly plugins: ReadonlyArray<Plugin>
  /** what counts for a file, by its path as it is shown */
  readonly config: (file: string) => Config.Config
}

/** Reads and compiles; the compiler is loaded here and not before. */
export const make = Effect.fn("Compilation.make")(function*(paths: ReadonlyArray<string>, given?: Workspace.Given) {
  const workspace = yield* Workspace.read(paths, given)
  const path = yield* Path.Path
  const host = yield* HostOf
  const folderOf = (file: string): string => path.dirname(path.resolve(host.cwd, file))
  const configs = yield* Config.read(new Set(workspace.files.map((it) => folderOf(it.path))))
  const config = (file: string): Config.Config => configs.get(folderOf(file)) ?? Config.none
  const plugins = yield* Config.plugins(configs.values())
  yield* severities(new Set(configs.values()), [...Plugged.make(plugins).checks.keys()])
  const { compile } = yield* Effect.promise(() => import("@frontdesk/core/language/compile"))
  // its data takes longer to load than most workspaces take to compile
  const chinese = workspace.files.some(({ text }) => text.includes("cn-state-council"))
  const source = chinese ? (yield* Effect.promise(() => import("@frontdesk/core/port/ChineseDays"))).source : undefined
  const input: Input = {
    files: workspace.files,
    plugins,
    publicDays: (name, from, to) => (name === source?.name ? source.days(from, to) : undefined)
  }
  return of(workspace, input, compile(input), config)
})

/** A config that asks for what cannot be ends the call. */
const severities = Effect.fnUntraced(function*(configs: Iterable<Config.Config>, plugged: ReadonlyArray<string>) {
  const host = yield* HostOf
  const reader = language(host, undefined)
  for (const config of configs) {
    const problems = Severities.problems(config.severities, plugged)
    if (problems.length > 0) {
      return yield* new Unusable({ message: [`\`${config.path ?? ""}\`:`, ...problems.map((it) => `  ${it[reader]}`)].join("\n") })
    }
  }
})

/** What a compilation means to the caller: only what he named, as serious as his config takes it. */
export const of = (
  workspace: Workspace.Workspace,
  input: Input,
  found: Found,
  config: Compilation["config"]
): Compilation => {
  // a file cannot be understood on a broken handbook, named or not; what else could be better there is not asked now
  const relevant = ({ severity, span: { file } }: Diagnostic): boolean =>
    workspace.named.has(file.path) || (severity === "error" && file.path.endsWith("handbook.yaml"))
  return {
    files: workspace.named.size,
    diagnostics: found.diagnostics.flatMap((it) => {
      const as = relevant(it) ? Severities.taken(it, config(it.span.file.path).severities) : undefined
      return as === undefined ? [] : [as]
    }),
    procedures: new Map(found.procedures.map((it) => [it.compiled.plan.procedure, it])),
    schedules: new Map(found.schedules.map((it) => [it.compiled.plan.procedure, it])),
    scenarios: found.scenarios,
    workspace,
    input,
    plugins: input.plugins ?? [],
    config
  }
}

/** What scenarios are played on: every procedure and schedule, and their calendars with the public holidays Frontdesk and the plug-ins know. */
export const ground = Effect.fn("Compilation.ground")(function*(compilation: Compilation) {
  const { source } = yield* Effect.promise(() => import("@frontdesk/core/port/ChineseDays"))
  const plugged = compilation.plugins.flatMap((it) =>
    Object.entries(it.calendars ?? {}).map(([name, { days }]) => ({ name, days }))
  )
  const procedures = new Map(
    [...compilation.procedures, ...compilation.schedules].map(([id, { compiled }]) => [id, compiled])
  )
  const calendars = new Map<string, Calendars>(
    [...procedures].map(([id, { plan }]) => {
      const from = plan.calendars.reduce((day, it) => (it.covered.from < day ? it.covered.from : day), "9999-12-31")
      const to = plan.calendars.reduce((day, it) => (it.covered.to > day ? it.covered.to : day), "0001-01-01")
      const sources = [source, ...plugged].map(({ days, name }) => [name, days(from, to)] as const)
      return [id, Calendar.makeAll(plan.calendars, plan.time.zone, Object.fromEntries(sources), 1)]
    })
  )
  return { procedures, calendars }
})
