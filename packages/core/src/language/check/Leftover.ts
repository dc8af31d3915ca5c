/**
 * What a handbook has and no file uses: ledgers, tables, documents, events and the like. Looked for as words in the files
 * of its folder and of the folders that use it, so that whatever may speak of a name counts; a note, for people may read
 * a handbook that programs do not.
 */
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Handbook } from "../syntax/tree/Handbook.ts"
import type { Name } from "../syntax/tree/Node.ts"
import { sound } from "../syntax/tree/Node.ts"

/** `others`: the texts of all files that may speak of the handbook's names, its own not among them. */
export const unused = (tree: Handbook, others: Iterable<string>, report: Report): void => {
  const left = new Map<string, { readonly name: Name; readonly what: Said }>()
  for (const [section, what] of sections) {
    for (const { name } of sound(tree[section])?.entries ?? []) left.set(name.text, { name, what })
  }
  const drop = (text: string, times: number): void => {
    for (const name of left.keys()) if (stands(name, text, times)) left.delete(name)
  }
  drop(withoutTitles(tree.span.file.text), 2)
  for (const text of others) {
    if (left.size === 0) return
    drop(withoutTitles(text), 1)
  }
  for (const { name, what } of left.values()) report.add("handbook-unused", name.span, { name: name.text, what })
}

const sections = [
  ["documents", said("document", "资料")],
  ["papers", said("list of papers", "资料清单")],
  ["archives", said("archive", "档案")],
  ["checklists", said("checklist", "检查表")],
  ["ledgers", said("ledger", "台账")],
  ["tables", said("table", "表")],
  ["reports", said("report", "报表")],
  ["forms", said("form", "表单")],
  ["classes", said("class", "保密类别")],
  ["events", said("event", "外部事件")]
] as const

/** The titles stand last in most files; what comes behind them counts. */
const withoutTitles = (text: string): string => {
  const start = text.startsWith("words:") ? 0 : text.indexOf("\nwords:") + 1
  if (start === 0 && !text.startsWith("words:")) return text
  const end = text.slice(start + 1).search(/\n[^\s#]/)
  return text.slice(0, start) + (end === -1 ? "" : text.slice(start + 1 + end))
}

const inName = /[\p{L}\p{M}\p{N}-]/u

/** Whether a name stands in a text as a word of its own, so many times. */
const stands = (name: string, text: string, times: number): boolean => {
  let count = 0
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    if (inName.test(text.charAt(at - 1)) || inName.test(text.charAt(at + name.length))) continue
    if (++count === times) return true
  }
  return false
}
