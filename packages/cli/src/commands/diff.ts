/**
 * `frontdesk diff`: what changed in the procedures since another folder or revision, as sentences, and what it means for
 * cases that are open.
 */
import { Effect, FileSystem, Path } from "effect"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Compilation from "../Compilation.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
import * as DifferenceReport from "../DifferenceReport.ts"
import * as Earlier from "../Earlier.ts"
import { clean, problems, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"

export interface Options {
  readonly paths: ReadonlyArray<string>
  /** a revision that git knows, or a folder in the place of the one one stands in */
  readonly since: string | undefined
  readonly from: string | undefined
  readonly format: "pretty" | "json"
  readonly language: Host.Language | undefined
}

export type { Json } from "../DifferenceReport.ts"

type Plans = ReadonlyMap<string, Compiled>

export const diff = Effect.fn("diff")(
  function*(options: Options) {
    const host = yield* Host.HostOf
    const path = yield* Path.Path
    const language = Host.language(host, options.language)
    if ((options.since === undefined) === (options.from === undefined)) {
      return yield* new Unusable({
        message: "Say what to compare with: `--since REVISION` or `--from FOLDER`.",
        hint: "For example `frontdesk diff --since HEAD`: what is not committed yet."
      })
    }
    const cwd = options.since === undefined ? path.resolve(host.cwd, options.from ?? ".") : yield* Earlier.folderAt(options.since)
    const after = yield* Compilation.make(options.paths)
    // what was named may not have been there; a folder that is itself one company is compared as it is
    const fs = yield* FileSystem.FileSystem
    const exists = (one: string) => fs.exists(path.resolve(cwd, one)).pipe(Effect.orElseSucceed(() => false))
    const there = yield* Effect.filter(options.paths, exists)
    const whole = options.paths.length === 0 || (options.since === undefined && there.length === 0 && (yield* exists("handbook.yaml")))
    const before = yield* (there.length === 0 && !whole ? Effect.succeed(undefined) : Compilation.make(there)).pipe(
      Effect.provideService(Host.HostOf, { ...host, cwd }),
      Effect.catchTag("Unusable", (fault) => (options.since === undefined ? fault : Effect.succeed(undefined)))
    )
    // a scenario may still speak of a step that is gone: what that means for open cases can be told all the same
    const wrong = DiagnosticReport.errors(after.diagnostics).filter((it) => !it.span.file.path.endsWith(".scenario.yaml"))
    if (wrong.length > 0) {
      host.stdout(DiagnosticReport.pretty(wrong, language, Host.colours(host)))
      host.stdout(`${DiagnosticReport.summary(host, after.diagnostics, after.files, language)}\n`)
      return problems
    }
    const Difference = yield* Effect.promise(() => import("@frontdesk/core/plan/Difference"))
    const { effects, tell } = yield* Effect.promise(() => import("@frontdesk/core/plan/DifferenceTold"))
    const [was, now] = [plansOf(before), plansOf(after)]
    const found = [...new Set([...was.keys(), ...now.keys()])].toSorted().flatMap((procedure) => {
      const [one, other] = [was.get(procedure), now.get(procedure)]
      // a title is no part of what runs
      const titles = Difference.titles(one?.words ?? {}, other?.words ?? {})
      const changes = one === undefined || other === undefined ? [] : [...(one.digest === other.digest ? [] : Difference.between(one.plan, other.plan)), ...titles]
      if (one !== undefined && other !== undefined && changes.length === 0) return []
      const status = one === undefined ? "added" : other === undefined ? "removed" : "changed"
      return [{ procedure, status, effect: status === "removed" ? "breaks" : Difference.worst(changes), changes, before: one, after: other } as const]
    })
    const report = DifferenceReport.of(found, { plans: was, handbooks: versions(before) }, { plans: now, handbooks: versions(after) })
    host.stdout(options.format === "json" ? `${JSON.stringify(report.json(Difference.suggested, tell), null, 2)}\n` : report.pretty(language, Host.paint(host), tell, effects))
    return report.effect === "safe" ? clean : problems
  },
  Effect.scoped
)

/** Handbooks have versions of their own, which no plan but those of their schedules carries. */
const versions = (compilation: Compilation.Compilation | undefined): ReadonlyMap<string, number> =>
  new Map(
    (compilation?.workspace.files ?? []).flatMap(({ path, text }) => {
      const [, name] = /^handbook: *(\S+)/m.exec(text) ?? []
      const [, version] = /^version: *(\d+)/m.exec(text) ?? []
      return path.endsWith("handbook.yaml") && name !== undefined && version !== undefined ? [[name, Number(version)] as const] : []
    })
  )

/** Procedures and the schedules of handbooks, of the files that were named. */
const plansOf = (compilation: Compilation.Compilation | undefined): Plans =>
  new Map(
    (compilation?.houses ?? []).flatMap(({ found }) => {
      const named = compilation?.workspace.named ?? new Set<string>()
      // what is taken from another handbook belongs to the one that takes it
      const taken = found.procedures.filter(({ from, path }) => from !== undefined && named.has(path.replace(/[^/]*$/, "handbook.yaml")))
      return [...found.procedures.filter(({ path }) => named.has(path)), ...taken, ...found.schedules.filter(({ path }) => named.has(path))].map(
        ({ compiled }) => [compiled.plan.procedure, compiled] as const
      )
    })
  )
