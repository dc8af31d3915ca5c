/**
 * What the files of a workspace say to each other: each folder's handbook with the procedures it knows, and the
 * signature of every procedure.
 */
import type * as Plugged from "../../plugin/Plugged.ts"
import type { empty } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Handbook, Section } from "../model/Handbook.ts"
import * as HandbookReader from "../model/HandbookReader.ts"
import * as Unknown from "../model/Unknown.ts"
import type { Signature, Signatures } from "../model/Signature.ts"
import * as SignatureReader from "../model/SignatureReader.ts"
import * as SourceFile from "../source/SourceFile.ts"
import * as Span from "../source/Span.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Folder } from "./Folders.ts"
import { handbookName, pathsFrom, resolve, usesOf } from "./Folders.ts"

export const handbook = (
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
  const books = new Map([[handbookName(folder), folder]])
  for (const use of usesOf(folder)) {
    const to = resolve(folder.path, use.path)
    const other = to === undefined ? undefined : folders.get(to.folder)
    const name = handbookName(other)
    const namesake = other !== undefined && (books.get(name) ?? other) !== other
    if (other !== undefined && !namesake) books.set(name, other)
    const known = other?.procedures.has(to?.name ?? "") === true
    const unread = other?.unread.has(to?.name ?? "") === true
    if (!known && !unread) {
      const bare = use.path.replace(/(?:\.procedure)?\.ya?ml$/, "")
      const near = bare !== use.path ? [bare] : nearest(use.path, pathsFrom(folder.path, folders))
      report.add("procedure-unknown", use.span, {
        name: use.path,
        nearest: near
      }, { fix: Unknown.instead(use.span, near) })
    } else if (namesake) report.add("handbook-name-taken", use.span, { name, used: use.path })
    entries.set(use.name, { span: use.span, value: known && !namesake ? `${handbookName(other)}/${to?.name ?? ""}` : undefined })
  }
  for (const entry of sound(folder.handbook?.tree.uses)?.entries ?? []) {
    if (!entries.has(entry.name.text)) entries.set(entry.name.text, { span: entry.name.span, value: undefined })
  }
  const procedures: Section<string> = { entries, complete: true }
  return folder.handbook === undefined
    ? HandbookReader.nothing(folder.path, Span.make(root, 0, 0), procedures, plugged)
    : HandbookReader.read(folder.handbook.tree, folder.path, procedures, plugged, report)
}

export const signatures = (
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
export const known = (
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

