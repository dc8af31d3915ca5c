import { oneOf, said } from "../../diagnostic/Phrase.ts"
import { type Cursor, expectWord, isWord, miss, missEnd, missWords, peek, since, takeWord, takeWords } from "../Cursor.ts"
import type { Ref } from "../tree/Node.ts"
import type { Who } from "../tree/People.ts"
import { beginsRef, name, ref } from "./RefParser.ts"

/** Who (language §7.2): one person, role, department or body in a sentence. */
export const aPerson = said(
  "who it is (a role, a department, `opener`, `holder`, `head of` …)",
  "由谁来做（岗位、部门、`opener`、`holder`、`head of` 等）"
)

export const aPlace = said("a department, or a field that holds one", "一个部门，或存放部门的字段")

/** The whole of a sentence about one of `by`, `to`, `tell` …; `a or b` is told with how several are written. */
export const whoAlone = (cursor: Cursor): Who | undefined => {
  const found = who(cursor)
  return found !== undefined && (isWord(cursor, "or") || isWord(cursor, "and")) ? severalPeople(cursor) : found
}

export const who = (cursor: Cursor): Who | undefined => {
  const first = cursor.index
  if (takeWord(cursor, "opener") !== undefined) return { kind: "opener", span: since(cursor, first) }
  if (takeWord(cursor, "holder") !== undefined) {
    if (takeWord(cursor, "of") === undefined) return { kind: "holder", of: undefined, span: since(cursor, first) }
    const of = ref(cursor, said("the name of a step, or `case`", "一个步骤的名称，或 `case`"))
    return of === undefined ? undefined : { kind: "holder", of, span: since(cursor, first) }
  }
  if (takeWord(cursor, "doer") !== undefined) {
    if (expectWord(cursor, "of") === undefined) return undefined
    const step = ref(cursor, said("the name of a step", "一个步骤的名称"))
    return step === undefined ? undefined : { kind: "doer-of", step, span: since(cursor, first) }
  }
  if (takeWords(cursor, "head", "of")) {
    const place = ref(cursor, aPlace)
    return place === undefined ? undefined : { kind: "head-of", place, span: since(cursor, first) }
  }
  if (takeWords(cursor, "superior", "of")) return superior(cursor, first)
  if (takeWords(cursor, "area", "of")) {
    const unit = ref(cursor, said("a field that holds a unit", "存放房号的字段"))
    return unit === undefined ? undefined : { kind: "area-of", unit, span: since(cursor, first) }
  }
  if (isWord(cursor, "highest") && isWord(cursor, "rank", 1)) return highest(cursor, first)
  if (isWord(cursor, "rank") && peek(cursor, 1)?.kind === "word" && !isWord(cursor, "in", 1) && !isWord(cursor, "on", 1)) {
    return rank(cursor, first)
  }
  return somebody(cursor, first)
}

/** `superior of superior of … of x`, by a loop: nobody's file may exhaust the stack. */
const superior = (cursor: Cursor, first: number): Who | undefined => {
  const firsts = [first]
  for (;;) {
    const begin = cursor.index
    if (!takeWords(cursor, "superior", "of")) break
    firsts.push(begin)
  }
  const below = who(cursor)
  if (below === undefined) return undefined
  return firsts.reduceRight<Who>((inner, begin) => ({ kind: "superior-of", who: inner, span: since(cursor, begin) }), below)
}

const highest = (cursor: Cursor, first: number): Who | undefined => {
  cursor.index += 2
  for (const word of ["on", "duty", "in"] as const) if (expectWord(cursor, word) === undefined) return undefined
  const place = ref(cursor, aPlace)
  return place === undefined ? undefined : { kind: "highest-on-duty", in: place, span: since(cursor, first) }
}

const rank = (cursor: Cursor, first: number): Who | undefined => {
  takeWord(cursor, "rank")
  const lowest = name(cursor, said("the name of a rank", "一个职级的名称"))
  if (lowest === undefined) return undefined
  if (!takeWords(cursor, "or", "above")) return miss(cursor, oneOf(["or above"]))
  const place = inPlace(cursor)
  return place === "broken" ? undefined : { kind: "rank-or-above", rank: lowest, in: place, span: since(cursor, first) }
}

const somebody = (cursor: Cursor, first: number): Who | undefined => {
  if (!beginsRef(cursor)) return miss(cursor, aPerson)
  const found = ref(cursor, aPerson)
  if (found === undefined) return undefined
  const onDuty = takeWords(cursor, "on", "duty")
  if (!onDuty && isWord(cursor, "on")) {
    cursor.index++
    return missWords(cursor, ["duty"])
  }
  const place = inPlace(cursor)
  if (place === "broken") return undefined
  if (peek(cursor) !== undefined) {
    if (isWord(cursor, "or") || isWord(cursor, "and")) return severalPeople(cursor)
    if (peek(cursor)?.text === "/") return severalPeople(cursor)
    return missEnd(cursor, place !== undefined ? [] : onDuty ? ["in"] : ["on", "in"])
  }
  return { kind: "somebody", ref: found, onDuty, in: place, span: since(cursor, first) }
}

const severalPeople = (cursor: Cursor): undefined =>
  missEnd(
    cursor,
    [],
    isWord(cursor, "and")
      ? said("Any one of them is written `[a, b]`; all of them as one `{ together: [a, b] }`.", "其中任一人即可，写成 `[a, b]`；须共同完成，写成 `{ together: [a, b] }`。")
      : said("Several people, any of whom may act, are written as a list: `[a, b]`.", "几个人中任一人均可，写成列表：`[a, b]`。")
  )

const inPlace = (cursor: Cursor): Ref | undefined | "broken" => {
  if (takeWord(cursor, "in") === undefined) return undefined
  return ref(cursor, aPlace) ?? "broken"
}
