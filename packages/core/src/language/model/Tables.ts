/**
 * Tables of a handbook (language §3.4): their columns, their key, and the rows where they stand in the file. Each row
 * has all columns it needs, no key is there twice, and what adds up does.
 */
import { BigDecimal } from "effect"
import * as Decimal from "../../domain/Decimal.ts"
import type { Field } from "../../domain/Field.ts"
import * as Query from "../../domain/Query.ts"
import type { Value, Values } from "../../domain/Value.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Span } from "../source/Span.ts"
import * as SpanOf from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Data, Maybe, Name, Named } from "../syntax/tree/Node.ts"
import type { Context } from "./Context.ts"
import * as Fields from "./Fields.ts"
import * as Flow from "./Flow.ts"
import { section } from "./Handbook.ts"
import type { Handbook, Section, TableInfo } from "./Handbook.ts"
import * as Misfit from "./Misfit.ts"
import * as Literal from "./Literal.ts"
import * as Unknown from "./Unknown.ts"
import * as Type from "./Type.ts"

type Columns = ReadonlyArray<Field & { readonly span: Span }>

interface Line {
  readonly span: Span
  readonly values: Values
}

/** All tables; slips in their rows are reported. */
export const read = (tree: Maybe<Named<Tree.Table | Broken>>, book: Handbook, report: Report): Section<TableInfo> => {
  const context: Context = { report, handbook: book, flow: Flow.start, anyTime: true, items: new Map(), inside: [] }
  return section(tree, (it, name) => table(name, it, context))
}

const table = (name: Name, tree: Tree.Table, context: Context): TableInfo | undefined => {
  const fields = sound(tree.columns)
  const key = sound(tree.key)
  if (fields === undefined || key === undefined) return undefined
  const columns = Fields.plainly(fields, context.handbook)
  const whole = columns.length === fields.entries.length
  const known = fields.entries.map((it) => it.name.text)
  const lost = key.items.filter((it) => !known.includes(it.text))
  for (const it of lost) column(it, name, known, context)
  for (const it of sound(tree.addsUp)?.entries ?? []) {
    const of = columns.find((one) => one.name === it.name.text)
    if (of === undefined) {
      if (whole) column(it.name, name, known, context)
    } else if (!numeric.has(of.type.kind)) {
      context.report.add("type-mismatch", it.name.span, {
        expected: said("a column of numbers or amounts", "数字或金额列"),
        found: Type.describe(Type.ofField(of.type))
      })
    }
  }
  const klass = sound(tree.class)?.text
  const info = { columns, key: key.items.map((it) => it.text), ...(klass !== undefined && { class: klass }) }
  if (tree.from !== undefined) {
    if (!isBroken(tree.from)) context.report.add("table-from-host", name.span, { table: name.text })
    const totals = (sound(tree.addsUp)?.entries ?? []).flatMap(({ name: column, value }) =>
      isBroken(value) ? [] : [[column.text, value.decimal] as const]
    )
    return totals.length === 0 ? info : { ...info, addsUp: Object.fromEntries(totals) }
  }
  const lines = whole && lost.length === 0 ? linesOf(name, tree, columns, context) : undefined
  if (lines === undefined) return undefined
  keys(name, info.key, lines, context)
  totals(tree, columns, lines, context)
  return { ...info, rows: lines.map(({ values }) => values) }
}

const numeric: ReadonlySet<string> = new Set(["whole-number", "number", "percent", "money"])

const column = (it: Name, table: Name, known: ReadonlyArray<string>, context: Context): void =>
  void Unknown.name(it, context, said(`column of \`${table.text}\` named`, `列（表 \`${table.text}\`）`), known)

/** `undefined`: one of them has a slip. */
const linesOf = (name: Name, tree: Tree.Table, columns: Columns, context: Context): ReadonlyArray<Line> | undefined => {
  const items = sound(tree.rows)?.items
  if (items === undefined) return undefined
  const lines = items.map((item) => line(name, item, columns, context))
  return lines.includes(undefined) ? undefined : lines.filter((it) => it !== undefined)
}

const line = (table: Name, item: Data, columns: Columns, context: Context): Line | undefined => {
  if (item.kind === "broken") return undefined
  if (item.kind !== "data-map") {
    context.report.add("type-mismatch", item.span, {
      expected: said("a row, e.g. `{ column: value }`", "一行，如 `{ 列: 值 }`"),
      found: said("something else", "别的内容")
    })
    return undefined
  }
  const values: { [column: string]: Value } = {}
  let whole = true
  for (const { name, value: data } of item.entries) {
    const of = columns.find((it) => it.name === name.text)
    if (of === undefined) {
      column(name, table, columns.map((it) => it.name), context)
      whole = false
      continue
    }
    const value = Literal.read(data, of.type, context)
    if (value !== undefined) values[name.text] = value
    else {
      whole = false
      if (data.kind !== "broken") {
        const { hint, more } = Misfit.instead(SpanOf.text(data.span), Type.ofField(of.type), data.span, context.handbook.currency)
        context.report.add("type-mismatch", data.span, {
          expected: Type.describe(Type.ofField(of.type)),
          found: said(`\`${SpanOf.text(data.span)}\``, `\`${SpanOf.text(data.span)}\``),
          ...(hint === undefined ? {} : { hint })
        }, more)
      }
    }
  }
  const missing = columns.filter((it) => it.needed === true && !item.entries.some((entry) => entry.name.text === it.name))
  if (whole && missing.length > 0) {
    context.report.add("key-missing", item.span, {
      keys: [missing[0]?.name ?? ""],
      place: said(`a row of \`${table.text}\``, `表 \`${table.text}\` 的一行`),
      example: undefined
    })
  }
  return whole && missing.length === 0 ? { span: item.span, values } : undefined
}

/** The second of two rows that nobody could tell apart. */
const keys = (table: Name, key: ReadonlyArray<string>, lines: ReadonlyArray<Line>, context: Context): void => {
  const first = new Map<string, Span>()
  for (const { span, values } of lines) {
    const own = Query.keyOf(key.map((it) => values[it] ?? ""))
    const before = first.get(own)
    if (before === undefined) first.set(own, span)
    else {
      context.report.add(
        "table-key-twice",
        span,
        { table: table.text, key, values: key.map((it) => String(values[it])) },
        { related: [{ span: before, message: said("the first row with this key", "此键值首次出现在这里") }] }
      )
    }
  }
}

const totals = (tree: Tree.Table, columns: Columns, lines: ReadonlyArray<Line>, context: Context): void => {
  for (const { name, value } of sound(tree.addsUp)?.entries ?? []) {
    const wanted = isBroken(value) ? undefined : Decimal.of(value.decimal)
    if (wanted === undefined || !numeric.has(columns.find((it) => it.name === name.text)?.type.kind ?? "")) continue
    const sum = BigDecimal.sumAll(lines.flatMap(({ values }) => Decimal.of(values[name.text]) ?? []))
    if (BigDecimal.equals(sum, wanted)) continue
    context.report.add("table-total", name.span, { column: name.text, sum: Decimal.write(sum), wanted: Decimal.write(wanted) })
  }
}
