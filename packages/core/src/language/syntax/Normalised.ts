import { said } from "../diagnostic/Phrase.ts"
import type { Diagnostic, Edit, Fix } from "../diagnostic/Diagnostic.ts"
import { empty, type Report } from "../diagnostic/Report.ts"
import { lineStarts, make as makeFile, position, type SourceFile } from "../source/SourceFile.ts"
import { make, type Span } from "../source/Span.ts"
import { type Repair, repairsOf } from "./Repair.ts"
import { problem, squeezed } from "./YamlProblem.ts"
import type { YamlNode, YamlScalar } from "./YamlNode.ts"

/**
 * A file as YAML can read it: with the slips of the keyboard mended that leave no doubt of what was meant (`key：value`,
 * `key:value`, a tab as indentation). The slips are told; the mended text is read instead of the file's, and every
 * place in it is taken back to the file, so that nothing above this knows of it.
 */
export interface Normalised {
  /** What the YAML library reads. The file itself, if nothing is mended. */
  readonly file: SourceFile
  /** The lines about which something is told. */
  readonly lines: ReadonlySet<number>
  /** Tells the slips, and what was told about the mended text, each at its place in the file. */
  readonly tell: (report: Report, told: Report) => void
  /** The nodes of the mended text with their places in the file. */
  readonly placed: (node: YamlNode) => YamlNode
}

export const normalise = (file: SourceFile): Normalised => {
  const repairs = repairsOf(file)
  const mended = makeFile(file.path, mend(file.text, repairs))
  if (repairs.length === 0) {
    return { file, lines: new Set(), tell: (report, told) => pass(told, report, (it) => it), placed: (node) => node }
  }
  const starts = beginnings(repairs)
  const offset = (at: number): number => inFile(at, repairs, starts)
  const place = (span: Span): Span => make(file, offset(span.start), offset(span.end))
  const own = empty()
  tellRepairs(file, repairs, own)
  return {
    file: mended,
    lines: new Set(repairs.map((it) => position(file, it.at).line)),
    tell: (report, told) => {
      pass(own, report, (it) => it)
      pass(told, report, place)
    },
    placed: (node) => placed(node, place, offset)
  }
}

const mend = (text: string, repairs: ReadonlyArray<Repair>): string => {
  const parts: Array<string> = []
  let from = 0
  for (const it of repairs) {
    parts.push(text.slice(from, it.at), it.text)
    from = it.at + it.length
  }
  parts.push(text.slice(from))
  return parts.join("")
}

/** Where each repair begins in the mended text. */
const beginnings = (repairs: ReadonlyArray<Repair>): ReadonlyArray<number> => {
  let longer = 0
  return repairs.map((it) => {
    const start = it.at + longer
    longer += it.text.length - it.length
    return start
  })
}

const inFile = (at: number, repairs: ReadonlyArray<Repair>, starts: ReadonlyArray<number>): number => {
  let low = 0
  let high = repairs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  const repair = repairs[low - 1]
  if (repair === undefined) return at
  const into = at - (starts[low - 1] ?? 0)
  return into <= repair.text.length
    ? repair.at + (into === repair.text.length ? repair.length : Math.min(into, repair.length))
    : repair.at + repair.length + into - repair.text.length
}

const pass = (from: Report, to: Report, place: (span: Span) => Span): void => {
  for (const it of from.diagnostics) to.add(it.code, place(it.span), it.args as never, moved(it, place))
}

const moved = (it: Diagnostic, place: (span: Span) => Span) => ({
  related: it.related.map((other) => ({ ...other, span: place(other.span) })),
  fixes: it.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: place(edit.span) })) }))
})

const placed = (node: YamlNode, place: (span: Span) => Span, offset: (at: number) => number): YamlNode => {
  const span = place(node.span)
  switch (node.kind) {
    case "scalar":
      return placedScalar(node, place, offset)
    case "map":
      return {
        ...node,
        span,
        pairs: node.pairs.map((it) => ({
          key: placedScalar(it.key, place, offset),
          value: placed(it.value, place, offset),
          span: place(it.span)
        }))
      }
    case "list":
      return { ...node, span, items: node.items.map((it) => placed(it, place, offset)) }
    default:
      return { ...node, span }
  }
}

const placedScalar = (it: YamlScalar, place: (span: Span) => Span, offset: (at: number) => number): YamlScalar => {
  const span = place(it.span)
  const straight = it.offsets === undefined && span.end - span.start === it.text.length
  const offsets = straight
    ? undefined
    : Array.from({ length: it.text.length }, (_, i) => offset(it.offsets?.[i] ?? it.span.start + i))
  return { ...it, span, outer: place(it.outer), offsets }
}

/** Slips of one kind in one line are one slip: the first is shown, the fix mends all. */
const tellRepairs = (file: SourceFile, repairs: ReadonlyArray<Repair>, report: Report): void => {
  const groups = new Map<string, Array<Repair>>()
  for (const it of repairs) {
    const key = `${position(file, it.at).line} ${it.slip}`
    groups.set(key, [...(groups.get(key) ?? []), it])
  }
  for (const all of groups.values()) {
    const [first] = all
    if (first === undefined) continue
    const edits: ReadonlyArray<Edit> = all.map((it) => ({ span: make(file, it.at, it.at + it.length), text: it.text }))
    const fix = (en: string, zh: string, safe: boolean): Fix => ({ title: said(en, zh), safe, edits })
    if (first.slip === "space") {
      const line = position(file, first.at).line
      const key = squeezed(file.text.slice(Math.max(lineStarts(file)[line - 1] ?? 0, first.at - 100), first.at))
      report.add("yaml-broken", make(file, first.at - key.name.length - 1, first.at), { problem: key.problem }, {
        fix: fix("Put a space after the colon", "在冒号后加一个空格", true)
      })
    } else if (first.slip === "tab") {
      report.add("yaml-broken", make(file, first.at, first.at + first.length), { problem: problem("TAB_AS_INDENT", "") }, {
        fix: fix("Indent with spaces", "改用空格缩进", false)
      })
    } else {
      const found = file.text.charAt(first.at)
      const instead = first.text.trim()
      report.add("full-width-punctuation", make(file, first.at, first.at + 1), { found, instead }, {
        fix: all.length > 1
          ? fix("Write all of them half-width", "全部改为半角", true)
          : instead === ""
          ? fix("Use ordinary spaces", "改用半角空格", true)
          : fix(`Write \`${instead}\``, `改为半角 \`${instead}\``, true)
      })
    }
  }
}
