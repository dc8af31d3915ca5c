import { oneOf, said } from "../../diagnostic/Phrase.ts"
import { nearest } from "../../diagnostic/Suggest.ts"
import { between, text } from "../../source/Span.ts"
import {
  areWords,
  type Cursor,
  expectWord,
  isSign,
  isWord,
  miss,
  missWords,
  peek,
  place,
  since,
  take,
  takeWord,
  takeWords
} from "../Cursor.ts"
import type { Expression, FunctionName, Presence } from "../tree/Expression.ts"
import { literal } from "./LiteralParser.ts"
import { beginsQuery, query } from "./QueryParser.ts"
import { beginsRef, members, ref } from "./RefParser.ts"

/**
 * Expressions (language §7.3), by recursive descent; each function is one line of the grammar.
 *
 * Two things are not in the grammar and said here. After `is a or`, the `or` belongs to the values when what
 * follows is a value and no relation of its own: `x is a or b` against `x is a or n > 0`. And a query that is
 * an operand of something larger must stand in parentheses, because its `where` would swallow what follows.
 */
export const expression = (cursor: Cursor): Expression | undefined => deeper(cursor, alternatives)

/** A sentence this deep was not written by a person; the stack is not given away. */
const DEEPEST = 60
const depths = new WeakMap<Cursor, number>()

const deeper = (cursor: Cursor, parse: (cursor: Cursor) => Expression | undefined): Expression | undefined => {
  const depth = (depths.get(cursor) ?? 0) + 1
  if (depth > DEEPEST) return miss(cursor, said("a simpler sentence: this one is nested too deeply", "更简单的句子：这一句嵌套太深"))
  depths.set(cursor, depth)
  const node = parse(cursor)
  depths.set(cursor, depth - 1)
  return node
}

const alternatives = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  const operands: Array<Expression> = []
  let bare = false
  do {
    const begin = cursor.index
    const operand = conjunction(cursor)
    if (operand === undefined) return undefined
    operands.push(operand)
    bare = bare || operand.kind === "and" && !isWholeParenthesis(cursor, begin)
  } while (takeWord(cursor, "or") !== undefined)
  if (operands.length === 1) return operands[0]
  if (bare) tellMixed(cursor, operands)
  return { kind: "or", operands, span: since(cursor, first) }
}

const conjunction = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  const operands: Array<Expression> = []
  do {
    const operand = negation(cursor)
    if (operand === undefined) return undefined
    operands.push(operand)
  } while (takeWord(cursor, "and") !== undefined)
  return operands.length === 1 ? operands[0] : { kind: "and", operands, span: since(cursor, first) }
}

/** Was all since `begin` one pair of parentheses? */
const isWholeParenthesis = (cursor: Cursor, begin: number): boolean => {
  if (cursor.tokens[begin]?.text !== "(") return false
  let open = 0
  for (let i = begin; i < cursor.index; i++) {
    const text = cursor.tokens[i]?.text
    if (text === "(") open++
    else if (text === ")") open--
    if (open === 0) return i === cursor.index - 1
  }
  return false
}

const tellMixed = (cursor: Cursor, operands: ReadonlyArray<Expression>): void => {
  const ands = operands.filter((operand) => operand.kind === "and")
  const first = operands[0]
  const last = operands.at(-1)
  if (first === undefined || last === undefined) return
  cursor.report.add("mixed-and-or", between(first.span, last.span), {}, {
    fix: {
      title: said("Put parentheses around what `and` joins", "给 `and` 连接的部分加括号"),
      safe: false,
      edits: ands.map((and) => ({ span: and.span, text: `(${text(and.span)})` }))
    }
  })
}

const negation = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  if (takeWord(cursor, "not") === undefined) return relation(cursor)
  const operand = deeper(cursor, negation)
  return operand === undefined ? undefined : { kind: "not", operand, span: since(cursor, first) }
}

const comparisons = new Set(["<", "<=", ">", ">="])

/** Does a relation go on here? Then what stands before it is no value of an `is`. */
const relates = (cursor: Cursor): boolean => {
  const token = peek(cursor)
  if (token === undefined) return false
  return token.kind === "sign" && comparisons.has(token.text) || isWord(cursor, "is") || isWord(cursor, "was") || isWord(cursor, "in")
}

const relation = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  const left = sum(cursor)
  if (left === undefined) return undefined
  const token = peek(cursor)
  if (token?.kind === "sign" && comparisons.has(token.text)) {
    take(cursor)
    const right = sum(cursor)
    if (right === undefined) return undefined
    const operator = token.text as "<" | "<=" | ">" | ">="
    return { kind: "compare", operator, left, right, span: since(cursor, first) }
  }
  if (takeWord(cursor, "is") !== undefined) return is(cursor, left, first)
  if (takeWord(cursor, "was") !== undefined) return wasDone(cursor, left, first)
  if (takeWord(cursor, "in") !== undefined) {
    const container = sum(cursor)
    return container === undefined ? undefined : { kind: "in", item: left, container, span: since(cursor, first) }
  }
  return left
}

const is = (cursor: Cursor, subject: Expression, first: number): Expression | undefined => {
  const negated = takeWord(cursor, "not") !== undefined
  const state = peek(cursor)?.keyword
  if (state === "present" || state === "missing" || state === "founded") {
    take(cursor)
    return { kind: "presence", subject, negated, state, span: since(cursor, first) } satisfies Presence
  }
  const value = sum(cursor)
  if (value === undefined) return undefined
  const values: [Expression, ...Array<Expression>] = [value]
  while (isWord(cursor, "or") && orGoesOn(cursor)) {
    take(cursor)
    const next = sum(cursor)
    if (next === undefined) return undefined
    values.push(next)
  }
  const span = since(cursor, first)
  return values.length === 1 && value.kind === "yes-no"
    ? redundant(cursor, subject, value.value !== negated, span)
    : { kind: "is", subject, negated, values, span }
}

/** `x is yes` is told and read as `x`. */
const redundant = (cursor: Cursor, subject: Expression, holds: boolean, span: Expression["span"]): Expression => {
  const written = text(subject.span)
  const plain = subject.kind === "ref" || subject.kind === "apply" || subject.kind === "member"
  const instead = holds ? written : plain ? `not ${written}` : `not (${written})`
  cursor.report.add("redundant-yes", span, { instead }, {
    fix: {
      title: said(`Write \`${instead}\``, `改写为 \`${instead}\``),
      safe: true,
      edits: [{ span, text: instead }]
    }
  })
  return holds ? { ...subject, span } : { kind: "not", operand: subject, span }
}

/** Looks beyond `or`: a name or literal with no relation, parenthesis or query of its own is one more value. */
const orGoesOn = (cursor: Cursor): boolean => {
  const probe: Cursor = { ...cursor, index: cursor.index + 1 }
  if (isWord(probe, "not") || beginsQuery(probe)) return false
  for (; peek(probe) !== undefined; probe.index++) {
    if (isSign(probe, "(") || relates(probe)) return false
    if (isSign(probe, ")") || isWord(probe, "and") || isWord(probe, "or")) break
  }
  return true
}

const wasDone = (cursor: Cursor, subject: Expression, first: number): Expression | undefined => {
  if (takeWord(cursor, "done") !== undefined) {
    if (subject.kind === "ref") return { kind: "was-done", step: subject, span: since(cursor, first) }
    cursor.report.add("sentence-syntax", subject.span, {
      expected: said("the name of a step before `was done`", "`was done` 前面的步骤名称"),
      found: text(subject.span)
    })
    return undefined
  }
  return isWord(cursor, "not")
    ? miss(cursor, oneOf(["done"]), said(`Write \`not ${text(subject.span)} was done\`.`, `请写成 \`not ${text(subject.span)} was done\`。`))
    : missWords(cursor, ["done"])
}

const sum = (cursor: Cursor): Expression | undefined => chain(cursor, ["+", "-"], product)

const product = (cursor: Cursor): Expression | undefined => chain(cursor, ["*", "/"], substitute)

/** Each sign is one level of the tree; all of one sentence are counted, so parentheses give no more of them. */
const LONGEST = 200
const chained = new WeakMap<Cursor, number>()

const chain = (
  cursor: Cursor,
  operators: ReadonlyArray<"+" | "-" | "*" | "/">,
  part: (cursor: Cursor) => Expression | undefined
): Expression | undefined => {
  const first = cursor.index
  let left = part(cursor)
  for (;;) {
    const token = peek(cursor)
    const operator = token?.kind === "sign" ? operators.find((it) => it === token.text) : undefined
    if (left === undefined || operator === undefined) return left
    const count = (chained.get(cursor) ?? 0) + 1
    if (count > LONGEST) return miss(cursor, said("a shorter sentence: this one computes too much at once", "更短的句子：这一句一次算得太多"))
    chained.set(cursor, count)
    take(cursor)
    const right = part(cursor)
    if (right === undefined) return undefined
    left = { kind: "arithmetic", operator, left, right, span: since(cursor, first) }
  }
}

/** `a else b`. Also the whole of a placeholder in a message. */
export const substitute = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  const value = unit(cursor)
  if (value === undefined || takeWord(cursor, "else") === undefined) return value
  const fallback = deeper(cursor, substitute)
  return fallback === undefined ? undefined : { kind: "else", value, fallback, span: since(cursor, first) }
}

const functions: ReadonlySet<string> = new Set(["half-up", "up", "down", "rank", "kind", "open", "month-of"])

/** What other tools call them. */
const otherNames: Readonly<Record<string, string>> = { round: "half-up", ceil: "up", ceiling: "up", floor: "down", month: "month-of" }

export const aValue = said("a value", "一个值")

export const unit = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  if (isSign(cursor, "(")) return parenthesis(cursor)
  if (beginsQuery(cursor)) {
    const found = query(cursor, { expression, unit })
    if (found !== undefined && !isEnclosed(cursor, first)) tellBareQuery(cursor, found)
    return found
  }
  const value = literal(cursor)
  if (value === "broken") return undefined
  if (value !== undefined) return value
  if (takeWord(cursor, "opener") !== undefined) return { kind: "opener", span: since(cursor, first) }
  if (takeWord(cursor, "doer") !== undefined) {
    if (expectWord(cursor, "of") === undefined) return undefined
    const step = ref(cursor)
    return step === undefined ? undefined : { kind: "doer-of", step, span: since(cursor, first) }
  }
  for (const relation of ["superior", "head", "department"] as const) {
    if (!takeWords(cursor, relation, "of")) continue
    const of = deeper(cursor, unit)
    return of === undefined ? undefined : { kind: "person-of", relation, of, span: since(cursor, first) }
  }
  const token = peek(cursor)
  const next = peek(cursor, 1)
  if (token?.kind === "word" && next?.text === "(") return apply(cursor, token.text)
  return beginsRef(cursor) ? ref(cursor) : miss(cursor, aValue)
}

const apply = (cursor: Cursor, called: string): Expression | undefined => {
  const first = cursor.index
  const token = take(cursor)
  if (token === undefined) return undefined
  if (!functions.has(called)) {
    const alias = otherNames[called.toLowerCase()]
    const meant = alias === undefined ? nearest(called, functions) : [alias]
    cursor.report.add("unknown-name", place(cursor, token), {
      name: called,
      what: said("function", "函数"),
      nearest: meant.length > 0 ? meant : [...functions]
    })
    return undefined
  }
  take(cursor)
  const argument = expression(cursor)
  if (argument === undefined) return undefined
  if (!isSign(cursor, ")")) return missClosing(cursor)
  take(cursor)
  return {
    kind: "apply",
    function: called as FunctionName,
    functionSpan: place(cursor, token),
    argument,
    span: since(cursor, first)
  }
}

const parenthesis = (cursor: Cursor): Expression | undefined => {
  const first = cursor.index
  take(cursor)
  const inner = expression(cursor)
  if (inner === undefined) return undefined
  if (!isSign(cursor, ")")) return missClosing(cursor)
  take(cursor)
  const names = members(cursor)
  if (names === undefined) return undefined
  const [head, ...rest] = names
  const span = since(cursor, first)
  return head === undefined ? { ...inner, span } : { kind: "member", of: inner, names: [head, ...rest], span }
}

const missClosing = (cursor: Cursor): undefined =>
  peek(cursor) === undefined
    ? miss(cursor, oneOf([")"]))
    : miss(cursor, said("an operator or `)`", "运算词或 `)`"))

/** Does the query fill its parentheses, its function or the whole sentence? */
const isEnclosed = (cursor: Cursor, first: number): boolean => {
  const before = cursor.tokens[first - 1]
  if (before === undefined || before.keyword === "when" || before.keyword === "where" || before.text === "(") {
    return !continues(cursor)
  }
  return false
}

const continues = (cursor: Cursor): boolean => {
  const token = peek(cursor)
  return token?.kind === "sign" && token.text !== ")" || areWords(cursor, "and") || areWords(cursor, "or") || areWords(cursor, "is") || areWords(cursor, "else") || areWords(cursor, "in")
}

const tellBareQuery = (cursor: Cursor, found: Expression): void => {
  const written = text(found.span)
  cursor.report.add("sentence-syntax", found.span, {
    expected: said("parentheses around this count", "给这段统计加上括号"),
    found: written.length > 40 ? `${written.slice(0, 40)}…` : written,
    hint: said(
      "Its `where` goes on to the end, so without them nobody sees what belongs to it.",
      "它的 `where` 会一直管到句末，不加括号就看不出管到哪里。"
    )
  }, {
    fix: {
      title: said("Put it in parentheses", "加括号"),
      safe: false,
      edits: [{ span: found.span, text: `(${written})` }]
    }
  })
}

