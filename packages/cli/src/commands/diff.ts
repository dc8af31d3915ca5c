/**
 * `frontdesk diff`: what changed in the procedures since another folder or revision, as sentences, and what it means for
 * cases that are open.
 */
import { Effect, FileSystem, Path } from "effect"
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

/** `v1d/schedule:daily-check` is the plan of a schedule; people know it as the schedule of the handbook. */
const kindOf = (procedure: string): "procedure" | "schedule" | "quota" => {
  const kind = /\/(schedule|quota):/.exec(procedure)?.[1]
  return kind === "schedule" || kind === "quota" ? kind : "procedure"
}
const kinds = {
  procedure: { one: "procedure", many: "procedures", zh: "个流程" },
  schedule: { one: "schedule", many: "schedules", zh: "个自动安排" },
  quota: { one: "quota", many: "quotas", zh: "个指标" }
} as const

const nameOf = (procedure: string, compiled: Compiled | undefined, language: Host.Language): string => {
  const kind = kindOf(procedure)
  const [, folder = "", name = procedure] = /^(.*\/)(?:schedule:|quota:)?([^/]*)$/.exec(procedure) ?? []
  const title = compiled?.words[language]?.[name]
  const zh = language === "zh"
  const shown = kind === "procedure" ? procedure : `${folder.slice(0, -1)}${zh ? ` ${kinds[kind].zh.slice(1)} ` : `, ${kind} `}${name}`
  // a title that is the name itself says nothing more
  const bare = title === undefined || title.toLowerCase() === name.replaceAll("-", " ")
  return bare ? shown : zh ? `${shown}（${title}）` : `${shown} (${title})`
}

const versionsOf = (
  { after, before, changes, procedure, status }: { readonly after: Compiled | undefined; readonly before: Compiled | undefined; readonly changes: ReadonlyArray<Change>; readonly procedure: string; readonly status: Json["procedures"][number]["status"] },
  zh: boolean
): string => {
  const [was, now] = [before?.plan.version, after?.plan.version]
  if (status === "added") return zh ? "新增" : "new"
  if (status === "removed") return zh ? "已删除" : "gone"
  if (was !== now) return zh ? `版本 ${was} → ${now}` : `version ${was} → ${now}`
  if (kindOf(procedure) !== "procedure") return zh ? `手册版本仍为 ${now}，请加一` : `handbook still version ${now}; make it one higher`
  // nobody has touched its file
  if (changes.every(({ what }) => what === "time")) return zh ? `版本 ${now}，因手册而变` : `version ${now}, changed by the handbook`
  return zh ? `版本仍为 ${now}，请加一` : `still version ${now}; make it one higher`
}

/** `4 procedures and 3 schedules` */
const counted = (found: ReadonlyArray<{ readonly procedure: string }>, zh: boolean): string =>
  (["procedure", "schedule", "quota"] as const)
    .flatMap((kind) => {
      const n = found.filter((it) => kindOf(it.procedure) === kind).length
      return n === 0 ? [] : [zh ? `${n} ${kinds[kind].zh}` : `${n} ${n === 1 ? kinds[kind].one : kinds[kind].many}`]
    })
    .join(zh ? "、" : " and ")

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
    const byHandbook = new Set<string>()
    for (const it of found) {
      // what the handbook has changed for all alike is told once
      const handbook = it.procedure.slice(0, it.procedure.lastIndexOf("/"))
      const alike = it.changes.length > 0 && it.changes.every(({ what }) => what === "time")
      const those = alike ? found.filter((one) => one.procedure.startsWith(`${handbook}/`) && JSON.stringify(one.changes) === JSON.stringify(it.changes)) : []
      if (those.length > 1) {
        const once = `${handbook} ${JSON.stringify(it.changes)}`
        if (byHandbook.has(once)) continue
        byHandbook.add(once)
        host.stdout(`${colour("bold", handbook)}  ${colour("dim", zh ? `手册改动，涉及 ${counted(those, zh)}` : `the handbook, and with it ${counted(those, zh)}`)}\n`)
      } else host.stdout(`${colour("bold", nameOf(it.procedure, it.after ?? it.before, language))}  ${colour("dim", versionsOf(it, zh))}\n`)
      for (const kind of ["breaks", "needs-map", "safe"] as const) {
        const those = it.changes.filter((change) => change.effect === kind)
        if (those.length === 0) continue
        host.stdout(`  ${colour(styles[kind], effects[kind][language])}${zh ? "：" : ":"}\n`)
        for (const change of those) host.stdout(`    - ${tell(change, it.before?.words ?? {}, it.after?.words ?? {}, language)}${zh ? "。" : "."}\n`)
      }
    }
    const sum = found.length === 0 ? (zh ? "没有变化。" : "Nothing changed.") : zh ? `${counted(found, zh)}有变化。` : `${counted(found, zh)} changed.`
    host.stdout(`${colour(styles[effect], sum)}\n`)
    return effect === "safe" ? clean : problems
  },
  Effect.scoped
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
