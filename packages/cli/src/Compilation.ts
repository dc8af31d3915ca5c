/**
 * The compiled workspace, as the commands need it: what is wrong in what was named, house by house what came of it, the
 * scenarios that can be played, and the calendars they are played on.
 */
import { Effect, Path } from "effect"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import type { Calendars } from "@frontdesk/core/domain/Calendar"
import type { compile } from "@frontdesk/core/language/compile"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { sorted } from "@frontdesk/core/language/diagnostic/Report"
import * as Severities from "@frontdesk/core/language/diagnostic/Severities"
import * as Plugged from "@frontdesk/core/plugin/Plugged"
import type { Plugin } from "@frontdesk/core/plugin/Plugin"
import type { Scenario } from "@frontdesk/core/plan/Scenario"
import type { Ground } from "@frontdesk/core/simulation/Play"
import * as Config from "./Config.ts"
import { Unusable } from "./ExitCode.ts"
import { HostOf, language } from "./Host.ts"
import * as Workspace from "./Workspace.ts"

type Found = ReturnType<typeof compile>
type Input = Parameters<typeof compile>[0]

/**
 * A folder with all it knows by `uses`, and what is plugged in there. Houses are compiled each by itself: two that do
 * not know each other may have procedures of one name, and what the one plugs in is nothing to the other.
 */
export interface House {
  /** what the compiler was given */
  readonly input: Input
  readonly found: Found
  readonly plugins: ReadonlyArray<Plugin>
}

export interface Compilation {
  readonly files: number
  readonly diagnostics: ReadonlyArray<Diagnostic>
  readonly houses: ReadonlyArray<House>
  readonly workspace: Workspace.Workspace
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
  const { compile } = yield* Effect.promise(() => import("@frontdesk/core/language/compile"))
  // its data takes longer to load than most workspaces take to compile
  const chinese = workspace.files.some(({ text }) => text.includes("cn-state-council"))
  const source = chinese ? (yield* Effect.promise(() => import("@frontdesk/core/port/ChineseDays"))).source : undefined
  const inputs: Array<Input & Pick<House, "plugins">> = []
  for (const house of workspace.houses) {
    const files = workspace.files.filter((it) => house.has(folderOf(it.path)))
    if (files.length === 0) continue
    const own = new Set(files.map((it) => config(it.path)))
    const plugins = yield* Config.plugins(own)
    yield* severities(own, [...Plugged.make(plugins).checks.keys()])
    inputs.push({ files, plugins, publicDays: (name, from, to) => (name === source?.name ? source.days(from, to) : undefined) })
  }
  return of(workspace, inputs.map((input) => ({ input, found: compile(input), plugins: input.plugins })), config)
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
  houses: ReadonlyArray<House>,
  config: Compilation["config"]
): Compilation => {
  // a file cannot be understood on a broken handbook, named or not; what else could be better there is not asked now
  const relevant = ({ severity, span: { file } }: Diagnostic): boolean =>
    workspace.named.has(file.path) || (severity === "error" && file.path.endsWith("handbook.yaml"))
  return {
    files: workspace.named.size,
    diagnostics: sorted(houses.flatMap(({ found }) => found.diagnostics)).flatMap((it) => {
      const as = relevant(it) ? Severities.taken(it, config(it.span.file.path).severities) : undefined
      return as === undefined ? [] : [as]
    }),
    houses,
    workspace,
    config
  }
}

/** The scenarios that can be played, by path, each with what it is played on. */
export const scenarios = Effect.fn("Compilation.scenarios")(function*({ houses }: Compilation) {
  const all: Array<{ readonly scenario: Scenario; readonly ground: Ground }> = []
  for (const house of houses) {
    if (house.found.scenarios.length === 0) continue
    const ground = yield* groundOf(house)
    all.push(...house.found.scenarios.map((scenario) => ({ scenario, ground })))
  }
  return all.sort((a, b) => (a.scenario.file < b.scenario.file ? -1 : 1))
})

/** A house's procedures and schedules, and their calendars with the public holidays Frontdesk and the plug-ins know. */
const groundOf = Effect.fnUntraced(function*({ found, plugins }: House) {
  const { source } = yield* Effect.promise(() => import("@frontdesk/core/port/ChineseDays"))
  const plugged = plugins.flatMap((it) => Object.entries(it.calendars ?? {}).map(([name, { days }]) => ({ name, days })))
  const procedures = new Map([...found.procedures, ...found.schedules].map(({ compiled }) => [compiled.plan.procedure, compiled]))
  const calendars = new Map<string, Calendars>(
    [...procedures].map(([id, { plan }]) => {
      const from = plan.calendars.reduce((day, it) => (it.covered.from < day ? it.covered.from : day), "9999-12-31")
      const to = plan.calendars.reduce((day, it) => (it.covered.to > day ? it.covered.to : day), "0001-01-01")
      const sources = [source, ...plugged].map(({ days, name }) => [name, days(from, to)] as const)
      return [id, Calendar.makeAll(plan.calendars, plan.time.zone, Object.fromEntries(sources), 1)]
    })
  )
  return { procedures, calendars } satisfies Ground
})
