/**
 * The door of the compiler: the files of a workspace in, plans and everything that is wrong out. Pure: the same files
 * give the same answer. Whatever stands in a file, nothing is thrown, and what is broken in one place does not keep
 * the rest from being read and checked.
 *
 * @since 0.1.0
 */
import type { CalendarSpec } from "../domain/Calendar.ts"
import type { Organisation } from "../domain/Organisation.ts"
import type { Compiled } from "../plan/Plan.ts"
import type { Scenario } from "../plan/Scenario.ts"
import * as Plugged from "../plugin/Plugged.ts"
import type { Plugin } from "../plugin/Plugin.ts"
import * as Check from "./check/Check.ts"
import * as Leftover from "./check/Leftover.ts"
import type { PublicDays } from "./check/Ruler.ts"
import * as Rules from "./check/Rules.ts"
import * as Unshown from "./check/Unshown.ts"
import * as Around from "./compile/Around.ts"
import * as Folders from "./compile/Folders.ts"
import * as Misfits from "./compile/Misfits.ts"
import * as PluggedChecks from "./compile/PluggedChecks.ts"
import * as Reading from "./compile/Reading.ts"
import * as Recheck from "./compile/Recheck.ts"
import * as Scenarios from "./compile/Scenarios.ts"
import * as Suppressions from "./compile/Suppressions.ts"
import * as Diagnostics from "./diagnostic/Diagnostic.ts"
import type { Diagnostic } from "./diagnostic/Diagnostic.ts"
import * as Following from "./diagnostic/Following.ts"
import * as Misspelt from "./diagnostic/Misspelt.ts"
import { once } from "./diagnostic/Once.ts"
import { empty, type Report, sorted } from "./diagnostic/Report.ts"
import * as Asked from "./lower/Asked.ts"
import * as Lower from "./lower/Lower.ts"
import type { Procedure } from "./model/Model.ts"
import * as SourceFile from "./source/SourceFile.ts"
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
  readonly procedures: ReadonlyArray<{
    /** its file; of one that is taken from another handbook where it would lie here */
    readonly path: string
    /** where the file lies that is taken */
    readonly from?: string
    readonly compiled: Compiled
  }>
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

/**
 * Compiles a workspace.
 *
 * @since 0.1.0
 */
export const compile = (workspace: Workspace): Compilation => {
  const plugged = Plugged.make(workspace.plugins ?? [])
  return compilationOf(workspace, plugged, Reading.of(workspace, plugged))
}

const compilationOf = (workspace: Workspace, plugged: Plugged.Plugged, reading: Reading.Reading): Compilation => {
  const { books, folders, found: unread, written, handbooks, procedures, report, schedules: read } = reading
  const models = procedures.map((it) => it.model)
  Rules.workspace(models, books, report, daysOf(workspace, plugged))
  const found: Array<Diagnostic> = [...unread, ...report.diagnostics]

  const asking = (): Asked.Asked => Asked.of([
    ...models.map(({ holds, intake, messages, orders, rungs, schedules, steps }) => [holds, intake, messages, orders, rungs, schedules, steps]),
    ...[...read.values()].flat(),
    ...[...handbooks.values()].flatMap((it) => [...it.quotas.entries.values()].map(({ value }) => value?.quota))
  ])
  let asked: Asked.Asked | undefined
  const around: Lower.Around = {
    standing: Around.standing(models),
    // only who makes plans needs it
    get asked() {
      return (asked ??= asking())
    },
    ...Around.waitedFor(models, read, handbooks)
  }
  const compiled: Array<{ readonly path: string; readonly compiled: Compiled; readonly model: Procedure }> = []
  const ofFile = byFile(found)
  let wrong = found.some(Diagnostics.isError)
  for (const { parsed, model } of procedures) {
    const handbookPath = folders.get(parsed.folder)?.handbookFile?.path
    const own = [...(ofFile.get(parsed.file.path) ?? []), ...(ofFile.get(handbookPath ?? "") ?? [])]
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
  const schedules = Scenarios.schedules(folders, handbooks, read, compiled, found)
  const scenarios = Scenarios.scenarios(
    folders,
    handbooks,
    compiled,
    schedules,
    new Map(procedures.map((it) => [it.model.id, it.model])),
    found
  )
  const uncovered = empty()
  const shownIn = new Map<string, Unshown.Shown>()
  // what is wrong comes first: with an error somewhere nobody asks what else could be shown
  for (const { model, path } of found.some(Diagnostics.isError) ? [] : compiled) {
    // what a file can come to is shown where it lies
    if (model.span.file.taken !== undefined) continue
    const trees = folders.get(Folders.at(path))?.scenarios.map((it) => it.tree) ?? []
    const shown = shownIn.get(Folders.at(path)) ?? Unshown.shownBy(trees)
    shownIn.set(Folders.at(path), shown)
    Unshown.outcomes(model, trees.filter((it) => sound(it.of)?.text === model.name), shown, uncovered)
  }
  if (!found.some(Diagnostics.isError)) leftovers(written, workspace.files, uncovered)
  found.push(...uncovered.diagnostics)
  return {
    procedures: compiled.map(({ path, compiled: it, model }) => {
      const from = model.span.file.taken?.from.path
      return { path, ...(from !== undefined && { from }), compiled: it }
    }),
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
    diagnostics: told(Misfits.told(found, reading), workspace.files)
  }
}

/** What the handbooks have and no file uses that may. */
const leftovers = (folders: ReadonlyMap<string, Folders.Folder>, files: Workspace["files"], report: Report): void => {
  const texts = new Map<string, Array<string>>()
  for (const { path, text } of files) {
    const folder = texts.get(Folders.at(path))
    if (folder === undefined) texts.set(Folders.at(path), [text])
    else folder.push(text)
  }
  const users = new Map<string, Set<string>>()
  for (const folder of folders.values()) {
    for (const it of Folders.usesOf(folder)) {
      const to = Folders.resolve(folder.path, it.path)?.folder
      if (to !== undefined) users.set(to, (users.get(to) ?? new Set()).add(folder.path))
    }
    // what is taken from there may be used here, and what is written here by what is taken
    for (const to of Folders.takenBy(folder)) {
      users.set(to, (users.get(to) ?? new Set()).add(folder.path))
      users.set(folder.path, (users.get(folder.path) ?? new Set()).add(to))
    }
  }
  for (const { handbook, path } of folders.values()) {
    if (handbook === undefined) continue
    const own = handbook.file.text
    const others = [path, ...(users.get(path) ?? [])].flatMap((it) => texts.get(it) ?? []).filter((it) => it !== own)
    Leftover.unused(handbook.tree, others, report)
  }
}

/** What is told of all that was found: each slip once, at its place, in the order of reading. */
const told = (found: ReadonlyArray<Diagnostic>, files: Workspace["files"]): ReadonlyArray<Diagnostic> =>
  Suppressions.apply(files, sorted(Misspelt.atDefinition(once(Following.without(sorted(found), files)), files)))

/** Public holidays, of the host's plug-ins first; each source is asked once for the same days. */
const daysOf = ({ publicDays }: Workspace, plugged: Plugged.Plugged): PublicDays => {
  const asked = new Map<string, ReturnType<PublicDays>>()
  return (name, from, to) => {
    const key = `${name} ${from} ${to}`
    if (!asked.has(key)) asked.set(key, plugged.calendars.get(name)?.days(from, to) ?? publicDays?.(name, from, to))
    return asked.get(key)
  }
}

/**
 * A workspace somebody is writing in: `compilation` is what it was when it was opened; `recheck` says what is wrong with
 * one procedure's file as it is typed now, the rest of the workspace as it was opened. It tells what `compile` would
 * tell of that file, but for what depends on plans: scenarios, their coverage, checks of plug-ins. A file that is no
 * procedure, or is another one now, is `undefined`: open the workspace anew.
 *
 * @example
 * ```ts
 * import { edit } from "@frontdesk/core/language/compile"
 *
 * const editing = edit({ files })
 * editing.recheck("v0b/complaint.procedure.yaml", typed)?.map((it) => it.code)
 * ```
 * @since 0.1.0
 */
export interface Editing {
  readonly compilation: Compilation
  readonly recheck: (path: string, text: string) => ReadonlyArray<Diagnostic> | undefined
}

/**
 * Opens a workspace for editing.
 *
 * @since 0.1.0
 */
export const edit = (workspace: Workspace): Editing => {
  const plugged = Plugged.make(workspace.plugins ?? [])
  const reading = Reading.of(workspace, plugged)
  const around = Rules.around(reading.procedures.map((it) => it.model), reading.books, daysOf(workspace, plugged))
  return {
    compilation: compilationOf(workspace, plugged, reading),
    recheck: (path, text) => {
      const file = SourceFile.make(path, text)
      const again = Recheck.of(reading, file)
      if (again === undefined) return undefined
      const { diagnostics, model, report } = again
      const models = reading.procedures.map((it) => (it.parsed.file.path === path ? model : it.model))
      Rules.again(model, models, reading.books, around, report)
      const found = [...diagnostics, ...report.diagnostics.filter((it) => it.span.file.path === path)]
      return told(Misfits.told(found, { ...reading, found: diagnostics }), [{ path, text }])
    }
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

