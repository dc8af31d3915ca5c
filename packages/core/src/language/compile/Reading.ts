/**
 * A workspace as read: every handbook, signature and procedure with its names found, before anything is checked across
 * them. What is wrong so far stands in `found` (syntax) and `report` (names and types).
 */
import type * as Plugged from "../../plugin/Plugged.ts"
import type * as Rules from "../check/Rules.ts"
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { empty, type Report } from "../diagnostic/Report.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import * as ProcedureReader from "../model/ProcedureReader.ts"
import * as Quotas from "../model/Quotas.ts"
import * as Reports from "../model/Reports.ts"
import * as Schedules from "../model/Schedules.ts"
import type { Signature } from "../model/Signature.ts"
import * as Books from "./Books.ts"
import * as Folders from "./Folders.ts"
import * as Taken from "./Taken.ts"

export interface Reading {
  /** with what each takes from others */
  readonly folders: ReadonlyMap<string, Folders.Folder>
  readonly handbooks: ReadonlyMap<string, Handbook>
  /** as they are written */
  readonly written: ReadonlyMap<string, Folders.Folder>
  readonly takes: ReadonlyArray<Taken.Take>
  /** folders of which nobody can say what they take: what is wrong in them may follow from that */
  readonly unclear: ReadonlySet<string>
  /** by `FOLDER:NAME` */
  readonly signatures: ReadonlyMap<string, Signature>
  readonly procedures: ReadonlyArray<{ readonly parsed: Folders.Parsed<unknown>; readonly model: Procedure }>
  /** schedules of the handbooks, by folder */
  readonly schedules: ReadonlyMap<string, ReadonlyArray<Schedules.Schedule>>
  readonly books: ReadonlyArray<Rules.Book>
  readonly found: ReadonlyArray<Diagnostic>
  readonly report: Report
}

export const of = (files: Parameters<typeof Folders.of>[0], plugged: Plugged.Plugged): Reading => {
  const found: Array<Diagnostic> = []
  const written = Folders.of(files, found)
  const report = empty()
  const { folders, takes } = Taken.of(written, report)
  const handbooks = new Map<string, Handbook>()
  for (const folder of folders.values()) handbooks.set(folder.path, Books.handbook(folder, folders, plugged, report))
  const signatures = Books.signatures(folders, handbooks)
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined || folder.handbook === undefined) continue
    const { quotas, reports } = folder.handbook.tree
    const local = Books.known(folder, folders, signatures)
    handbooks.set(folder.path, {
      ...handbook,
      reports: Reports.read(reports, handbook, local, report),
      quotas: Quotas.read(quotas, handbook, local, report)
    })
  }
  const procedures: Array<{ readonly parsed: Folders.Parsed<unknown>; readonly model: Procedure }> = []
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined) continue
    const local = Books.known(folder, folders, signatures)
    for (const [name, parsed] of folder.procedures) {
      const own = signatures.get(`${folder.path}:${name}`)
      if (own === undefined) continue
      procedures.push({ parsed, model: ProcedureReader.read(parsed.tree, own, handbook, local, report) })
      if (folder.handbookFile === undefined) {
        report.add("handbook-missing", own.span, { folder: folder.path === "" ? "." : folder.path })
      }
    }
  }
  const schedules = new Map<string, ReadonlyArray<Schedules.Schedule>>()
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined || folder.handbook === undefined) continue
    const local = Books.known(folder, folders, signatures)
    schedules.set(folder.path, Schedules.ofHandbook(folder.handbook.tree.schedules, handbook, local, report))
  }
  const books = [...folders.values()].flatMap((it) => {
    const handbook = handbooks.get(it.path)
    return it.handbook === undefined || handbook === undefined ? [] : [{ tree: it.handbook.tree, handbook, schedules: schedules.get(it.path) ?? [] }]
  })
  const unclear = Taken.unclear(written, [...found, ...report.diagnostics])
  return { folders, written, takes, unclear, handbooks, signatures, procedures, schedules, books, found, report }
}
