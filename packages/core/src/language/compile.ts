/**
 * The door of the compiler: the files of a workspace in, plans and everything that is wrong out. Pure: the same files
 * give the same answer. Whatever stands in a file, nothing is thrown, and what is broken in one place does not keep
 * the rest from being read and checked.
 *
 * @since 0.1.0
 */
import type { CalendarSpec } from "../domain/Calendar.ts"
import type { Organisation } from "../domain/Organisation.ts"
import type { Compiled, Plan } from "../plan/Plan.ts"
import * as Plugged from "../plugin/Plugged.ts"
import type { Plugin } from "../plugin/Plugin.ts"
import type { Scenario } from "../plan/Scenario.ts"
import * as Topic from "../plan/Topic.ts"
import * as Check from "./check/Check.ts"
import * as Unshown from "./check/Unshown.ts"
import * as Rules from "./check/Rules.ts"
import type { PublicDays } from "./check/Ruler.ts"
import * as PluggedChecks from "./compile/PluggedChecks.ts"
import * as ScenarioOf from "./compile/ScenarioOf.ts"
import * as Suppressions from "./compile/Suppressions.ts"
import * as Diagnostics from "./diagnostic/Diagnostic.ts"
import type { Diagnostic } from "./diagnostic/Diagnostic.ts"
import { empty, sorted } from "./diagnostic/Report.ts"
import * as Following from "./diagnostic/Following.ts"
import * as Misspelt from "./diagnostic/Misspelt.ts"
import { once } from "./diagnostic/Once.ts"
import { nearest } from "./diagnostic/Suggest.ts"
import * as Asked from "./lower/Asked.ts"
import * as Lower from "./lower/Lower.ts"
import type { Handbook, Section } from "./model/Handbook.ts"
import * as HandbookReader from "./model/HandbookReader.ts"
import type { Procedure } from "./model/Model.ts"
import * as ProcedureReader from "./model/ProcedureReader.ts"
import * as Quotas from "./model/Quotas.ts"
import * as Reports from "./model/Reports.ts"
import * as Schedules from "./model/Schedules.ts"
import type { Signature, Signatures } from "./model/Signature.ts"
import * as Reference from "./model/Reference.ts"
import * as SignatureReader from "./model/SignatureReader.ts"
import * as SourceFile from "./source/SourceFile.ts"
import * as Span from "./source/Span.ts"
import * as Parse from "./syntax/Parse.ts"
import type * as Tree from "./syntax/Tree.ts"
import { sound } from "./syntax/tree/Node.ts"

/**
 * Files by path, relative to the workspace, `/` between folders. Files that are none of ours are passed over.
 *
 * @since 0.1.0
 */
export interface Workspace {
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>
  /**
   * Public holidays by the name a handbook writes, both days included; `undefined`: no such source. Without it the
   * checks say nothing about a calendar whose holidays come from a source.
   */
  readonly publicDays?: PublicDays
  /** what the host plugged in; plug-ins that contradict each other throw (`Plugged.faults` says so before) */
  readonly plugins?: ReadonlyArray<Plugin>
}

/**
 * What became of a workspace: a compiled procedure for each file without an error, the scenarios that can be played,
 * and what is wrong, in the order of reading.
 *
 * @since 0.1.0
 */
export interface Compilation {
  readonly procedures: ReadonlyArray<{ readonly path: string; readonly compiled: Compiled }>
  readonly handbooks: ReadonlyArray<{
    readonly path: string
    readonly name: string
    readonly organisation: Organisation
    readonly calendars: ReadonlyArray<CalendarSpec>
  }>
  /** schedules of the handbooks and what watches their quotas, each as a small plan: a desk that is given them runs them */
  readonly schedules: ReadonlyArray<{ readonly path: string; readonly compiled: Compiled }>
  readonly scenarios: ReadonlyArray<Scenario>
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

interface Parsed<T> {
  readonly file: SourceFile.SourceFile
  readonly folder: string
  readonly tree: T
}

type HandbookTree = Extract<Tree.Tree, { readonly kind: "handbook" }>
type ProcedureTree = Extract<Tree.Tree, { readonly kind: "procedure" }>
type ScenarioTree = Extract<Tree.Tree, { readonly kind: "scenario" }>

interface Folder {
  readonly path: string
  readonly handbook: Parsed<HandbookTree> | undefined
  /** a handbook that could not be read at all */
  readonly handbookFile: SourceFile.SourceFile | undefined
  readonly procedures: ReadonlyMap<string, Parsed<ProcedureTree>>
  /** files whose procedure could not be read at all, by the name the file has */
  readonly unread: ReadonlySet<string>
  readonly scenarios: ReadonlyArray<Parsed<ScenarioTree>>
}

/**
 * Compiles a workspace.
 *
 * @since 0.1.0
 */
export const compile = (workspace: Workspace): Compilation => {
  const found: Array<Diagnostic> = []
  const plugged = Plugged.make(workspace.plugins ?? [])
  const folders = foldersOf(workspace, found)
  const report = empty()
  const handbooks = new Map<string, Handbook>()
  for (const folder of folders.values()) handbooks.set(folder.path, handbookOf(folder, folders, plugged, report))
  const signatures = signaturesOf(folders, handbooks)
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined || folder.handbook === undefined) continue
    const { quotas, reports } = folder.handbook.tree
    const local = localSignatures(folder, folders, signatures)
    handbooks.set(folder.path, {
      ...handbook,
      reports: Reports.read(reports, handbook, local, report),
      quotas: Quotas.read(quotas, handbook, local, report)
    })
  }
  const procedures: Array<{ readonly parsed: Parsed<unknown>; readonly model: Procedure }> = []
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined) continue
    const local = localSignatures(folder, folders, signatures)
    for (const [name, parsed] of folder.procedures) {
      const own = signatures.get(`${folder.path}:${name}`)
      if (own === undefined) continue
      procedures.push({ parsed, model: ProcedureReader.read(parsed.tree, own, handbook, local, report) })
      if (folder.handbookFile === undefined) {
        report.add("handbook-missing", own.span, { folder: folder.path === "" ? "." : folder.path })
      }
    }
  }
  const read = new Map<string, ReadonlyArray<Schedules.Schedule>>()
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined || folder.handbook === undefined) continue
    const { schedules } = folder.handbook.tree
    const local = localSignatures(folder, folders, signatures)
    read.set(folder.path, Schedules.ofHandbook(schedules, handbook, local, report))
  }
  Rules.workspace(
    procedures.map((it) => it.model),
    [...folders.values()].flatMap((it) => {
      const handbook = handbooks.get(it.path)
      return it.handbook === undefined || handbook === undefined ? [] : [{ tree: it.handbook.tree, handbook, schedules: read.get(it.path) ?? [] }]
    }),
    report,
    (name, from, to) => plugged.calendars.get(name)?.days(from, to) ?? workspace.publicDays?.(name, from, to)
  )
  found.push(...report.diagnostics)

  const models = procedures.map((it) => it.model)
  const asking = (): Asked.Asked => Asked.of([
    ...models.map(({ holds, intake, messages, orders, rungs, schedules, steps }) => [holds, intake, messages, orders, rungs, schedules, steps]),
    ...[...read.values()].flat(),
    ...[...handbooks.values()].flatMap((it) => [...it.quotas.entries.values()].map(({ value }) => value?.quota))
  ])
  let asked: Asked.Asked | undefined
  const around: Lower.Around = {
    standing: standingOf(models),
    // only who makes plans needs it
    get asked() {
      return (asked ??= asking())
    },
    ...waitedFor(models, read)
  }
  const compiled: Array<{ readonly path: string; readonly compiled: Compiled; readonly model: Procedure }> = []
  const told = byFile(found)
  let wrong = found.some(Diagnostics.isError)
  for (const { parsed, model } of procedures) {
    const handbookPath = folders.get(parsed.folder)?.handbookFile?.path
    const own = [...(told.get(parsed.file.path) ?? []), ...(told.get(handbookPath ?? "") ?? [])]
    const checked = Check.verdict(model, own)
    // what another file should have told (an event, an outcome) is reported there
    if (checked === undefined && !wrong) {
      wrong = true
      found.push(Diagnostics.make("not-understood", model.span, { procedure: model.name }) as Diagnostic)
    }
    if (checked === undefined) continue
    const lowered = Lower.lower(checked, around)
    const more = plugged.checks.size === 0 ? [] : PluggedChecks.run(plugged.checks, lowered.plan, model)
    found.push(...more)
    if (!more.some(Diagnostics.isError)) compiled.push({ path: parsed.file.path, compiled: lowered, model })
  }
  const schedules = schedulesOf(folders, handbooks, read, compiled, found)
  const scenarios = scenariosOf(
    folders,
    handbooks,
    compiled,
    schedules,
    new Map(procedures.map((it) => [it.model.id, it.model])),
    found
  )
  const uncovered = empty()
  // what is wrong comes first: with an error somewhere nobody asks what else could be shown
  for (const { model, path } of found.some(Diagnostics.isError) ? [] : compiled) {
    const trees = folders.get(folderOf(path))?.scenarios.map((it) => it.tree) ?? []
    Unshown.outcomes(model, trees.filter((it) => sound(it.of)?.text === model.name), uncovered)
  }
  found.push(...uncovered.diagnostics)
  return {
    procedures: compiled.map(({ path, compiled: it }) => ({ path, compiled: it })),
    handbooks: [...folders.values()].flatMap((folder) => {
      const handbook = handbooks.get(folder.path)
      const path = folder.handbook?.file.path
      if (handbook === undefined || path === undefined) return []
      return [
        {
          path,
          name: handbook.name,
          organisation: handbook.organisation,
          calendars: [...handbook.calendars.entries.values()].flatMap((it) => (it.value === undefined ? [] : [it.value]))
        }
      ]
    }),
    schedules,
    scenarios,
    diagnostics: Suppressions.apply(workspace.files, sorted(Misspelt.atDefinition(once(Following.without(sorted(found), workspace.files)))))
  }
}

const byFile = (found: ReadonlyArray<Diagnostic>): ReadonlyMap<string, ReadonlyArray<Diagnostic>> => {
  const files = new Map<string, Array<Diagnostic>>()
  for (const it of found) {
    const { path } = it.span.file
    const own = files.get(path)
    if (own === undefined) files.set(path, [it])
    else own.push(it)
  }
  return files
}

interface Growing {
  readonly path: string
  handbook: Folder["handbook"]
  handbookFile: SourceFile.SourceFile | undefined
  readonly procedures: Map<string, Parsed<ProcedureTree>>
  readonly unread: Set<string>
  readonly scenarios: Array<Parsed<ScenarioTree>>
}

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "")

const foldersOf = (workspace: Workspace, found: Array<Diagnostic>): ReadonlyMap<string, Folder> => {
  const folders = new Map<string, Growing>()
  const files = [...workspace.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  for (const { path, text } of files) {
    const file = SourceFile.make(path, text)
    const parsed = Parse.parse(file)
    if (parsed === undefined) continue
    found.push(...parsed.diagnostics)
    const at = folderOf(path)
    const folder: Growing = folders.get(at) ?? {
      path: at,
      handbook: undefined,
      handbookFile: undefined,
      procedures: new Map(),
      unread: new Set<string>(),
      scenarios: []
    }
    folders.set(at, folder)
    const name = SourceFile.fileName(file)
    const tree = parsed.tree
    if (name.startsWith("handbook.")) folder.handbookFile = file
    if (tree?.kind === "handbook") folder.handbook = { file, folder: at, tree }
    else if (tree?.kind === "scenario") folder.scenarios.push({ file, folder: at, tree })
    else if (tree?.kind === "procedure") {
      const own = sound(tree.name)?.text ?? stem(name)
      folder.procedures.set(own, { file, folder: at, tree })
      // a file under another name than its procedure is told once, where its name stands
      if (own !== stem(name)) folder.unread.add(stem(name))
    } else if (name.includes(".procedure.")) folder.unread.add(stem(name))
  }
  return folders
}

const stem = (name: string): string => name.replace(/\.(procedure|scenario)\.ya?ml$/, "")

/** `../v0b/complaint` seen from `v3`: the folder and the name. */
const resolve = (folder: string, path: string): { readonly folder: string; readonly name: string } | undefined => {
  const parts = [...(folder === "" ? [] : folder.split("/")), ...path.split("/")]
  const stack: Array<string> = []
  for (const part of parts) {
    if (part === "" || part === ".") continue
    // a workspace may be looked at from inside: its paths then begin with `..`
    if (part !== ".." || stack.length === 0 || stack.at(-1) === "..") stack.push(part)
    else stack.pop()
  }
  const name = stack.pop()
  return name === undefined ? undefined : { folder: stack.join("/"), name }
}

/** All procedures of other folders, as this folder would write them. */
const pathsFrom = (path: string, folders: ReadonlyMap<string, Folder>): ReadonlyArray<string> => {
  const from = path === "" ? [] : path.split("/")
  return [...folders.values()].filter((it) => it.path !== path).flatMap((it) => {
    const to = it.path === "" ? [] : it.path.split("/")
    let same = 0
    while (same < from.length && from[same] === to[same]) same++
    const way = [...from.slice(same).map(() => ".."), ...to.slice(same)]
    return [...it.procedures.keys()].map((name) => [...way, name].join("/"))
  })
}

const usesOf = (folder: Folder): ReadonlyArray<{ readonly name: string; readonly span: Span.Span; readonly path: string }> =>
  (sound(folder.handbook?.tree.uses)?.entries ?? []).flatMap((entry) => {
    const path = sound(entry.value)
    return path === undefined ? [] : [{ name: entry.name.text, span: path.span, path: path.text }]
  })

const handbookName = (folder: Folder | undefined): string =>
  sound(folder?.handbook?.tree.name)?.text ?? folder?.path ?? ""

const handbookOf = (
  folder: Folder,
  folders: ReadonlyMap<string, Folder>,
  plugged: Plugged.Plugged,
  report: ReturnType<typeof empty>
): Handbook => {
  const entries = new Map<string, { readonly span: Span.Span; readonly value: string | undefined }>()
  for (const [name, parsed] of folder.procedures) {
    entries.set(name, { span: sound(parsed.tree.name)?.span ?? parsed.tree.span, value: `${handbookName(folder)}/${name}` })
  }
  const root = folder.handbookFile ?? SourceFile.make(`${folder.path}/handbook.yaml`, "")
  for (const name of folder.unread) entries.set(name, { span: Span.make(root, 0, 0), value: undefined })
  for (const use of usesOf(folder)) {
    const to = resolve(folder.path, use.path)
    const other = to === undefined ? undefined : folders.get(to.folder)
    const known = other?.procedures.has(to?.name ?? "") === true
    const unread = other?.unread.has(to?.name ?? "") === true
    if (!known && !unread) {
      const near = nearest(use.path, pathsFrom(folder.path, folders))
      report.add("procedure-unknown", use.span, {
        name: use.path,
        nearest: near
      }, { fix: Reference.instead(use.span, near) })
    }
    entries.set(use.name, { span: use.span, value: known ? `${handbookName(other)}/${to?.name ?? ""}` : undefined })
  }
  for (const entry of sound(folder.handbook?.tree.uses)?.entries ?? []) {
    if (!entries.has(entry.name.text)) entries.set(entry.name.text, { span: entry.name.span, value: undefined })
  }
  const procedures: Section<string> = { entries, complete: true }
  return folder.handbook === undefined
    ? HandbookReader.nothing(folder.path, Span.make(root, 0, 0), procedures, plugged)
    : HandbookReader.read(folder.handbook.tree, folder.path, procedures, plugged, report)
}

const signaturesOf = (
  folders: ReadonlyMap<string, Folder>,
  handbooks: ReadonlyMap<string, Handbook>
): ReadonlyMap<string, Signature> => {
  const found = new Map<string, Signature>()
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined) continue
    for (const [name, parsed] of folder.procedures) {
      found.set(`${folder.path}:${name}`, SignatureReader.read(parsed.tree, name, handbook))
    }
  }
  return found
}

/** The procedures a folder knows, by the names it knows them under. */
const localSignatures = (
  folder: Folder,
  folders: ReadonlyMap<string, Folder>,
  all: ReadonlyMap<string, Signature>
): Signatures => {
  const found = new Map<string, Signature | undefined>()
  for (const name of folder.unread) found.set(name, undefined)
  for (const name of folder.procedures.keys()) found.set(name, all.get(`${folder.path}:${name}`))
  for (const use of usesOf(folder)) {
    const to = resolve(folder.path, use.path)
    if (to !== undefined && folders.has(to.folder)) found.set(use.name, all.get(`${to.folder}:${to.name}`))
  }
  return found
}

/** Announced events that some hold speaks of: `PROCEDURE-ID.EVENT`. */
const standingOf = (procedures: ReadonlyArray<Procedure>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const procedure of procedures) {
    for (const entry of sound(procedure.tree.holds)?.entries ?? []) {
      const from = sound(sound(entry.value)?.from)
      const [of, event] = from?.names ?? []
      const id = of === undefined ? undefined : procedure.names.signatures.get(of.text)?.id
      if (id !== undefined && event !== undefined) found.add(`${id}.${event.text}`)
    }
  }
  return found
}

/** What schedules ask of procedures: that the rows of a ledger are told, that a calendar is at hand. */
const waitedFor = (
  procedures: ReadonlyArray<Procedure>,
  read: ReadonlyMap<string, ReadonlyArray<Schedules.Schedule>>
): Pick<Lower.Around, "watched" | "during"> => {
  const watched = new Set<string>()
  const during = new Map<string, Set<string>>()
  const add = (schedule: Schedules.Schedule["plan"]): void => {
    const ledger = "on" in schedule ? Topic.ledgerOf(schedule.on.topic) : undefined
    if (ledger !== undefined) watched.add(ledger)
    for (const it of schedule.due?.remind ?? []) {
      if (it.during === undefined) continue
      during.set(schedule.opens, (during.get(schedule.opens) ?? new Set()).add(it.during))
    }
  }
  for (const procedure of procedures) {
    for (const { schedule } of procedure.schedules) add(schedule)
  }
  for (const all of read.values()) for (const { plan } of all) add(plan)
  return { watched, during }
}

/** Those of handbooks without an error, that open a procedure which has a plan; and the watches of their quotas. */
const schedulesOf = (
  folders: ReadonlyMap<string, Folder>,
  handbooks: ReadonlyMap<string, Handbook>,
  read: ReadonlyMap<string, ReadonlyArray<Schedules.Schedule>>,
  compiled: ReadonlyArray<{ readonly model: Procedure }>,
  found: ReadonlyArray<Diagnostic>
): Compilation["schedules"] => {
  const plans = new Set(compiled.map((it) => it.model.id))
  return [...folders.values()].flatMap((folder) => {
    const handbook = handbooks.get(folder.path)
    const path = folder.handbook?.file.path
    const sane = handbook?.time !== undefined && handbook.currency !== undefined
    if (handbook === undefined || path === undefined || !sane) return []
    if (found.some((it) => it.span.file.path === path && Diagnostics.isError(it))) return []
    const version = sound(folder.handbook?.tree.version)?.value ?? 0
    const schedules = (read.get(folder.path) ?? []).flatMap((it) =>
      plans.has(it.plan.opens) ? [{ path, compiled: Lower.schedule(it, handbook, version) }] : []
    )
    const quotas = [...handbook.quotas.entries].flatMap(([name, { value }]) =>
      value === undefined ? [] : [{ path, compiled: Lower.quota(name, value, handbook, version) }]
    )
    return [...schedules, ...quotas]
  })
}

/** A scenario of a procedure that has errors is not read: each of its names would only be told again. */
const scenariosOf = (
  folders: ReadonlyMap<string, Folder>,
  handbooks: ReadonlyMap<string, Handbook>,
  compiled: ReadonlyArray<{ readonly compiled: Compiled; readonly model: Procedure }>,
  scheduled: Compilation["schedules"],
  models: ReadonlyMap<string, Procedure>,
  found: Array<Diagnostic>
): ReadonlyArray<Scenario> => {
  const lowered = new Map(compiled.map((it) => [it.model.id, it.compiled]))
  const scenarios: Array<Scenario> = []
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined || folder.scenarios.length === 0) continue
    const ids = [...handbook.procedures.entries].flatMap(([, it]) => it.value ?? [])
    const byId = new Map<string, Plan>()
    const add = (from: ReadonlyArray<string>): void => {
      for (const id of reached(from, models)) {
        const plan = byId.has(id) ? undefined : lowered.get(id)?.plan
        if (plan !== undefined) byId.set(id, plan)
      }
    }
    add(ids)
    const byName = new Map<string, Plan>()
    for (const [name, { value }] of handbook.procedures.entries) {
      const plan = value === undefined ? undefined : byId.get(value)
      if (plan !== undefined) byName.set(name, plan)
    }
    // its own handbook's first, so that a name means that one
    const books = [handbook.name, ...[...byName.values()].map(({ procedure }) => bookOf(procedure))]
    const schedules = [...new Set(books)].flatMap((book) =>
      scheduled.flatMap(({ compiled: { plan } }) => (bookOf(plan.procedure) === book ? [plan] : []))
    )
    add(schedules.flatMap((it) => it.schedule?.opens ?? []))
    for (const { tree } of folder.scenarios) {
      const of = sound(tree.of)
      if (of === undefined) continue
      const ids = [...handbook.procedures.entries].flatMap(([name, it]) => (name === of.text ? [it.value] : []))
      if (ids.some((it) => it === undefined || !whole(it, models, byId))) continue
      const report = empty()
      const scenario = ScenarioOf.of(tree, { byName, byId, schedules, plugged: handbook.plugged }, report)
      found.push(...report.diagnostics)
      if (scenario !== undefined && !report.diagnostics.some(Diagnostics.isError)) scenarios.push(scenario)
    }
  }
  return scenarios
}

/** `v3` of `v3/reception`. */
const bookOf = (procedure: string): string => procedure.slice(0, procedure.indexOf("/"))

/** Procedures, and all that they open, and so on. */
const reached = (ids: ReadonlyArray<string>, models: ReadonlyMap<string, Procedure>): ReadonlySet<string> => {
  const found = new Set<string>()
  const go = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const it of models.get(id)?.opens ?? []) go(it.id)
  }
  for (const id of ids) go(id)
  return found
}

/** Whether a procedure and all it opens have a plan. */
const whole = (
  id: string,
  models: ReadonlyMap<string, Procedure>,
  plans: ReadonlyMap<string, Plan>,
  seen: Set<string> = new Set()
): boolean => {
  if (seen.has(id)) return true
  seen.add(id)
  return plans.has(id) && (models.get(id)?.opens.every((it) => whole(it.id, models, plans, seen)) ?? false)
}
