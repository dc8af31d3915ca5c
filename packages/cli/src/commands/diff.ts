/**
 * `frontdesk diff`: what changed in the procedures since another folder or revision, as sentences, and what it means for
 * cases that are open.
 */
import { Effect, Path } from "effect"
import type { Change, Effect as Touches } from "@frontdesk/core/plan/Difference"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Compilation from "../Compilation.ts"
import * as DiagnosticReport from "../DiagnosticReport.ts"
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

/** What `--format json` prints. */
export interface Json {
  readonly formatVersion: "1.0"
  /** the worst of all changes */
  readonly effect: Touches
  readonly procedures: ReadonlyArray<{
    readonly procedure: string
    readonly status: "changed" | "added" | "removed"
    readonly versions: { readonly before?: number; readonly after?: number }
    readonly effect: Touches
    readonly changes: ReadonlyArray<Change>
    /** where renamed and moved steps went: a beginning for a migration's map */
    readonly map: { readonly [node: string]: string }
  }>
}

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
    // what was named may not have been there
    const before = yield* Compilation.make(options.since === undefined ? [] : options.paths).pipe(
      Effect.provideService(Host.HostOf, { ...host, cwd }),
      Effect.catchTag("Unusable", (fault) => (options.since === undefined ? fault : Effect.succeed(undefined)))
    )
    const wrong = DiagnosticReport.count(after.diagnostics).errors
    if (wrong > 0) {
      host.stdout(DiagnosticReport.pretty(after.diagnostics, language, Host.colours(host)))
      host.stdout(`${DiagnosticReport.summary(host, after.diagnostics, after.files, language)}\n`)
      return problems
    }
    const Difference = yield* Effect.promise(() => import("@frontdesk/core/plan/Difference"))
    const { effects, tell } = yield* Effect.promise(() => import("@frontdesk/core/plan/DifferenceTold"))
    const [was, now] = [plansOf(before), plansOf(after)]
    const found = [...new Set([...was.keys(), ...now.keys()])].toSorted().flatMap((procedure) => {
      const [one, other] = [was.get(procedure), now.get(procedure)]
      if (one?.digest === other?.digest) return []
      const changes = one === undefined || other === undefined ? [] : Difference.between(one.plan, other.plan)
      // other posts or ledgers of the handbook, which no case of this procedure would notice
      if (one !== undefined && other !== undefined && changes.length === 0) return []
      const status = one === undefined ? "added" : other === undefined ? "removed" : "changed"
      const effect: Touches = status === "removed" ? "breaks" : Difference.worst(changes)
      return [{ procedure, status, effect, changes, before: one, after: other } as const]
    })
    const effect: Touches = found.some((it) => it.effect === "breaks") ? "breaks" : found.some((it) => it.effect === "needs-map") ? "needs-map" : "safe"
    if (options.format === "json") {
      const json: Json = {
        formatVersion: "1.0",
        effect,
        procedures: found.map(({ after, before, changes, effect, procedure, status }) => ({
          procedure,
          status,
          versions: { ...(before !== undefined && { before: before.plan.version }), ...(after !== undefined && { after: after.plan.version }) },
          effect,
          changes,
          map: Difference.suggested(changes)
        }))
      }
      host.stdout(`${JSON.stringify(json, null, 2)}\n`)
      return effect === "safe" ? clean : problems
    }
    const zh = language === "zh"
    const colour = Host.paint(host)
    const styles = { safe: "green", "needs-map": "yellow", breaks: "red" } as const
    for (const it of found) {
      const versions =
        it.status === "added"
          ? zh ? "新增" : "new"
          : it.status === "removed"
            ? zh ? "已删除" : "gone"
            : it.before?.plan.version === it.after?.plan.version
              ? zh ? `版本仍为 ${it.after?.plan.version}，请加一` : `still version ${it.after?.plan.version}; make it one higher`
              : zh ? `版本 ${it.before?.plan.version} → ${it.after?.plan.version}` : `version ${it.before?.plan.version} → ${it.after?.plan.version}`
      host.stdout(`${colour("bold", it.procedure)}  ${colour("dim", versions)}\n`)
      for (const kind of ["breaks", "needs-map", "safe"] as const) {
        const those = it.changes.filter((change) => change.effect === kind)
        if (those.length === 0) continue
        host.stdout(`  ${colour(styles[kind], effects[kind][language])}${zh ? "：" : ":"}\n`)
        for (const change of those) host.stdout(`    - ${tell(change, it.before?.words ?? {}, it.after?.words ?? {}, language)}${zh ? "。" : "."}\n`)
      }
    }
    const sum = zh
      ? found.length === 0 ? "没有变化。" : `${found.length} 个流程有变化。`
      : found.length === 0 ? "Nothing changed." : `${found.length} procedure${found.length === 1 ? "" : "s"} changed.`
    host.stdout(`${colour(styles[effect], sum)}\n`)
    return effect === "safe" ? clean : problems
  },
  Effect.scoped
)

/** Procedures and the schedules of handbooks, of the files that were named. */
const plansOf = (compilation: Compilation.Compilation | undefined): Plans =>
  new Map(
    (compilation?.houses ?? []).flatMap(({ found }) =>
      [...found.procedures, ...found.schedules].flatMap(({ compiled, path }) =>
        compilation?.workspace.named.has(path) === true ? [[compiled.plan.procedure, compiled] as const] : []
      )
    )
  )
