/**
 * The files of a workspace by folder, read as far as their syntax goes: one handbook, its procedures, its scenarios; and
 * how a folder names the procedures of another.
 */
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import * as SourceFile from "../source/SourceFile.ts"
import type * as Span from "../source/Span.ts"
import * as Parse from "../syntax/Parse.ts"
import type * as Tree from "../syntax/Tree.ts"
import { sound } from "../syntax/tree/Node.ts"

export interface Parsed<T> {
  readonly file: SourceFile.SourceFile
  readonly folder: string
  readonly tree: T
}

export type HandbookTree = Extract<Tree.Tree, { readonly kind: "handbook" }>
export type ProcedureTree = Extract<Tree.Tree, { readonly kind: "procedure" }>
type ScenarioTree = Extract<Tree.Tree, { readonly kind: "scenario" }>

export interface Folder {
  readonly path: string
  readonly handbook: Parsed<HandbookTree> | undefined
  /** a handbook that could not be read at all */
  readonly handbookFile: SourceFile.SourceFile | undefined
  readonly procedures: ReadonlyMap<string, Parsed<ProcedureTree>>
  /** files whose procedure could not be read at all, by the name the file has */
  readonly unread: ReadonlySet<string>
  readonly scenarios: ReadonlyArray<Parsed<ScenarioTree>>
}

interface Growing {
  readonly path: string
  handbook: Folder["handbook"]
  handbookFile: SourceFile.SourceFile | undefined
  readonly procedures: Map<string, Parsed<ProcedureTree>>
  readonly unread: Set<string>
  readonly scenarios: Array<Parsed<ScenarioTree>>
}

export const at = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "")


export const of = (
  workspace: { readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }> },
  found: Array<Diagnostic>
): ReadonlyMap<string, Folder> => {
  const folders = new Map<string, Growing>()
  const files = [...workspace.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  for (const { path, text } of files) {
    const file = SourceFile.make(path, text)
    const parsed = Parse.parse(file)
    if (parsed === undefined) continue
    found.push(...parsed.diagnostics)
    const own = at(path)
    const folder: Growing = folders.get(own) ?? {
      path: own,
      handbook: undefined,
      handbookFile: undefined,
      procedures: new Map(),
      unread: new Set<string>(),
      scenarios: []
    }
    folders.set(own, folder)
    const name = SourceFile.fileName(file)
    const tree = parsed.tree
    if (name.startsWith("handbook.")) folder.handbookFile = file
    if (tree?.kind === "handbook") folder.handbook = { file, folder: own, tree }
    else if (tree?.kind === "scenario") folder.scenarios.push({ file, folder: own, tree })
    else if (tree?.kind === "procedure") {
      const called = sound(tree.name)?.text ?? stem(name)
      folder.procedures.set(called, { file, folder: own, tree })
      // a file under another name than its procedure is told once, where its name stands
      if (called !== stem(name)) folder.unread.add(stem(name))
    } else if (name.includes(".procedure.")) folder.unread.add(stem(name))
  }
  return folders
}

const stem = (name: string): string => name.replace(/\.(procedure|scenario)\.ya?ml$/, "")

/** `../v0b/complaint` seen from `v3`: the folder and the name. */
export const resolve = (folder: string, path: string): { readonly folder: string; readonly name: string } | undefined => {
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

/** `../v0b` seen from `v3`. */
export const folderAt = (folder: string, path: string): string => {
  const to = resolve(folder, path)
  return to === undefined ? "" : to.folder === "" ? to.name : `${to.folder}/${to.name}`
}

/** A folder as another one writes it: `../v0b`. */
export const way = (from: string, to: string): string => {
  const start = from === "" ? [] : from.split("/")
  const end = to === "" ? [] : to.split("/")
  let same = 0
  while (same < start.length && start[same] === end[same]) same++
  return [...start.slice(same).map(() => ".."), ...end.slice(same)].join("/")
}

/** All procedures of other folders, as this folder would write them. */
export const pathsFrom = (path: string, folders: ReadonlyMap<string, Folder>): ReadonlyArray<string> =>
  [...folders.values()].flatMap((it) => (it.path === path ? [] : [...it.procedures.keys()].map((name) => `${way(path, it.path)}/${name}`)))

export const usesOf = (folder: Folder): ReadonlyArray<{ readonly name: string; readonly span: Span.Span; readonly path: string }> =>
  (sound(folder.handbook?.tree.uses)?.entries ?? []).flatMap((entry) => {
    const path = sound(entry.value)
    return path === undefined ? [] : [{ name: entry.name.text, span: path.span, path: path.text }]
  })

/** The folders whose handbooks it takes from. */
export const takenBy = (folder: Folder): ReadonlyArray<string> =>
  (sound(folder.handbook?.tree.uses)?.takes ?? []).map(({ from }) => folderAt(folder.path, from.text))

export const handbookName = (folder: Folder | undefined): string =>
  sound(folder?.handbook?.tree.name)?.text ?? folder?.path ?? ""

