import { oneOf, said } from "../../diagnostic/Phrase.ts"
import { nearest } from "../../diagnostic/Suggest.ts"
import { type Cursor, didYouMean, expectWord, isSign, isWord, miss, missWords, peek, replace, since, take, takeWord } from "../Cursor.ts"
import { type FieldType, type Needed, type Paper, simpleTypes } from "../tree/Field.ts"
import type { Word } from "../tree/Node.ts"
import type { Filed, Into } from "../tree/Step.ts"
import { expression } from "./ExpressionParser.ts"
import { who } from "./PeopleParser.ts"
import { mannerOf } from "../Habits.ts"
import { name, ref } from "./RefParser.ts"

/** Types of fields (language §5), and the small sentences about papers and archives. */
export const aType = said(
  "a type (`text`, `yes/no`, `date`, `money`, `[a, b]`, `signature of WHO` …)",
  "一种类型（`text`、`yes/no`、`date`、`money`、`[a, b]`、`signature of WHO` 等）"
)

export const fieldType = (cursor: Cursor): FieldType | undefined => {
  const first = cursor.index
  const span = () => since(cursor, first)
  const alone = cursor.tokens.length === 1
  if (isWord(cursor, "yes") && isSign(cursor, "/", 1) && isWord(cursor, "no", 2)) {
    cursor.index += 3
    return { kind: "simple", type: "yes/no", span: span() }
  }
  if (!alone && takeWord(cursor, "papers") !== undefined) {
    const list = name(cursor, said("the name of a list of papers", "一个资料清单的名称"))
    if (list === undefined) return undefined
    const of = forRef(cursor)
    return of === "broken" ? undefined : { kind: "papers", list, for: of, span: span() }
  }
  if (!alone && takeWord(cursor, "checklist") !== undefined) {
    const list = name(cursor, said("the name of a checklist", "一个检查表的名称"))
    return list === undefined ? undefined : { kind: "checklist", list, span: span() }
  }
  if (!alone && takeWord(cursor, "report") !== undefined) {
    const report = name(cursor, said("the name of a report", "一个报表的名称"))
    if (report === undefined || expectWord(cursor, "for") === undefined) return undefined
    const period = ref(cursor, said("a field of type `period`", "一个 `period` 类型的字段"))
    return period === undefined ? undefined : { kind: "report", report, for: period, span: span() }
  }
  if (!alone && takeWord(cursor, "signature") !== undefined) {
    if (expectWord(cursor, "of") === undefined) return undefined
    const of = who(cursor)
    return of === undefined ? undefined : { kind: "signature", of, span: span() }
  }
  if (!alone && takeWord(cursor, "case") !== undefined) {
    if (expectWord(cursor, "of") === undefined) return undefined
    const procedure = name(cursor, said("the name of a procedure", "一个流程的名称"))
    return procedure === undefined ? undefined : { kind: "case", procedure, span: span() }
  }
  if (!alone && takeWord(cursor, "any") !== undefined) {
    return expectWord(cursor, "case") === undefined ? undefined : { kind: "case", procedure: undefined, span: span() }
  }
  return single(cursor, first)
}

const single = (cursor: Cursor, first: number): FieldType | undefined => {
  const token = peek(cursor)
  const simple = simpleTypes.find((type) => type === token?.text)
  if (simple !== undefined) {
    take(cursor)
    return { kind: "simple", type: simple, span: since(cursor, first) }
  }
  if (token?.kind === "word" && cursor.tokens.length > 1) {
    const near = nearest(token.text, ["papers", "checklist", "report", "signature", "case"], 1)[0]
    if (near !== undefined) {
      return miss(cursor, aType, didYouMean(near), replace(cursor, token, near))
    }
  }
  const plugin = name(cursor, aType)
  if (plugin !== undefined && isWord(cursor, "or")) {
    const words = cursor.scalar.text.split(/ +or +/)
    const list = `[${words.join(", ")}]`
    const fix = { title: said(`Write \`${list}\``, `改写为 \`${list}\``), safe: false, edits: [{ span: cursor.scalar.outer, text: list }] }
    return words.every((it) => /^[\p{L}][\p{L}\p{M}\p{N}-]*$/u.test(it))
      ? miss(cursor, undefined, said(`A choice is written as a list: \`${list}\`.`, `选项写成列表：\`${list}\`。`), fix)
      : miss(cursor, aType)
  }
  return plugin === undefined ? undefined : { kind: "plug-in", name: plugin, span: since(cursor, first) }
}

/** `for F`, or nothing. */
const forRef = (cursor: Cursor) => {
  if (takeWord(cursor, "for") === undefined) return undefined
  return ref(cursor, said("the name of a field", "一个字段的名称")) ?? "broken"
}

/** `yes`, `no`, `when EXPR`. */
export const needed = (cursor: Cursor): Needed | undefined => {
  const first = cursor.index
  if (cursor.tokens.length === 1) {
    const yes = takeWord(cursor, "yes") !== undefined
    if (yes || takeWord(cursor, "no") !== undefined) return { kind: "needed-word", needed: yes, span: since(cursor, first) }
  }
  if (takeWord(cursor, "when") === undefined) return missWords(cursor, ["yes", "no", "when"])
  const when = expression(cursor)
  return when === undefined ? undefined : { kind: "needed-when", when, span: since(cursor, first) }
}

const manners = ["original", "copy", "seen", "seen-and-copied", "handwritten"] as const

/** `2 one-inch-photo original`. */
export const paper = (cursor: Cursor): Paper | undefined => {
  const first = cursor.index
  let quantity: number | undefined
  const count = peek(cursor)
  if (count?.kind === "number") {
    if (!/^[1-9]\d{0,3}$/.test(count.text)) return miss(cursor, said("a whole number of papers", "份数（整数）"))
    quantity = Number(count.text)
    take(cursor)
  }
  const document = name(cursor, said("the name of a document", "一份资料的名称"))
  if (document === undefined) return undefined
  const token = peek(cursor)
  const manner = manners.find((it) => it === token?.text)
  if (manner === undefined) {
    if (token === undefined) {
      cursor.report.add("manner-missing", document.span, { document: document.text })
      return undefined
    }
    const [first, ...more] = nearest(token.text, manners)
    const near = mannerOf(token.text) ?? (more.length > 0 ? undefined : first)
    return near === undefined
      ? miss(cursor, oneOf(manners))
      : miss(cursor, oneOf(manners), didYouMean(near), replace(cursor, token, near))
  }
  const at = cursor.index
  take(cursor)
  const word: Word<typeof manner> = { kind: "word", word: manner, span: since(cursor, at) }
  return { kind: "paper", quantity, document, manner: word, span: since(cursor, first) }
}

/** What is filed: a ref, or `sheet S`. */
export const filed = (cursor: Cursor): Filed | undefined => {
  const first = cursor.index
  if (cursor.tokens.length > 1 && peek(cursor, 1)?.kind === "word" && takeWord(cursor, "sheet") !== undefined) {
    const sheet = name(cursor, said("the name of a sheet", "一张表单的名称"))
    return sheet === undefined ? undefined : { kind: "sheet", sheet, span: since(cursor, first) }
  }
  return ref(cursor, said("a form of a step, papers shown, or `sheet` and a name", "步骤的表单、出示的资料，或 `sheet` 加表单名"))
}

/** `dept-file for departments`. */
export const into = (cursor: Cursor): Into | undefined => {
  const first = cursor.index
  const archive = name(cursor, said("the name of an archive", "一个档案的名称"))
  if (archive === undefined) return undefined
  const of = forRef(cursor)
  if (of === "broken") return undefined
  return { kind: "into", archive, for: of, span: since(cursor, first) }
}
