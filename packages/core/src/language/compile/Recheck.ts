/** One procedure's file read again, in a workspace that otherwise is as it was. */
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { empty, type Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import * as ProcedureReader from "../model/ProcedureReader.ts"
import * as SignatureReader from "../model/SignatureReader.ts"
import type { SourceFile } from "../source/SourceFile.ts"
import * as Parse from "../syntax/Parse.ts"
import { sound } from "../syntax/tree/Node.ts"
import * as Books from "./Books.ts"
import * as Folders from "./Folders.ts"
import type { Reading } from "./Reading.ts"

export interface Read {
  readonly model: Procedure
  /** of its syntax */
  readonly diagnostics: ReadonlyArray<Diagnostic>
  /** of its names and types; what else is checked goes here too */
  readonly report: Report
}

/** `undefined` if the file holds no procedure any more, or another than before. */
export const of = ({ folders, handbooks, signatures }: Reading, file: SourceFile): Read | undefined => {
  const parsed = Parse.parse(file)
  const folder = folders.get(Folders.at(file.path))
  const handbook = handbooks.get(folder?.path ?? "")
  const tree = parsed?.tree
  if (parsed === undefined || tree?.kind !== "procedure" || folder === undefined || handbook === undefined) return undefined
  const name = sound(tree.name)?.text
  const before = name === undefined ? undefined : folder.procedures.get(name)
  if (name === undefined || before?.file.path !== file.path) return undefined
  const report = empty()
  const own = SignatureReader.read(tree, name, handbook)
  const here: Folders.Folder = {
    ...folder,
    procedures: new Map(folder.procedures).set(name, { file, folder: folder.path, tree })
  }
  const all = new Map(signatures).set(`${folder.path}:${name}`, own)
  const known = Books.known(here, new Map(folders).set(folder.path, here), all)
  const model = ProcedureReader.read(tree, own, handbook, known, report)
  if (folder.handbookFile === undefined) report.add("handbook-missing", own.span, { folder: folder.path === "" ? "." : folder.path })
  return { model, diagnostics: parsed.diagnostics, report }
}
