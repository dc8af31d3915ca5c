import type { Fix } from "../../diagnostic/Diagnostic.ts"
import type { Said } from "../../diagnostic/Entry.ts"
import { either, oneOf, said } from "../../diagnostic/Phrase.ts"
import { text } from "../../source/Span.ts"
import {
  areWords,
  type Cursor,
  didYouMean,
  expectWord,
  isSign,
  isWord,
  miss,
  missEnd,
  missWords,
  peek,
  place,
  replace,
  since,
  take,
  takeWord,
  takeWords
} from "../Cursor.ts"
import { counted as countedIn, termIn } from "../Habits.ts"
import type { Anchor, Anchors, Deadline, Edge, Moment, ReminderTime, TermSource, TimeSpan } from "../tree/Time.ts"
import { beginsRef, name, ref } from "./RefParser.ts"
import { takeAtOnce, term } from "./TermParser.ts"

/** Deadlines (language §7.1) and the instants of reminders (§6.1). */
export const aDeadline = said(
  "a deadline (`3 working days from intake`, `same day as STEP`, `at once`, or the name of a date)",
  "一个期限（如 `3 working days from intake`、`same day as 步骤`、`at once`，或日期字段的名称）"
)

export const anAnchor = said(
  "what it counts from (`intake`, `its start`, a step, or a value with a date)",
  "起算点（`intake`、`its start`、步骤名，或含日期的值）"
)

export const deadline = (cursor: Cursor): Deadline | undefined => {
  const first = cursor.index
  if (isWord(cursor, "within")) return needlessWithin(cursor)
  if (takeAtOnce(cursor)) return { kind: "at-once", span: since(cursor, first) }
  if (takeWords(cursor, "same", "day")) {
    if (expectWord(cursor, "as") === undefined) return undefined
    const all = anchors(cursor)
    return all === undefined ? undefined : { kind: "same-day", anchors: all, span: since(cursor, first) }
  }
  if (takeWords(cursor, "case", "due")) {
    const span = since(cursor, first)
    return { kind: "moment", moment: { kind: "case-due", span }, span }
  }
  if (beginsEdge(cursor)) {
    const found = edge(cursor)
    if (found === undefined || expectWord(cursor, "from") === undefined) return undefined
    const all = anchors(cursor)
    return all === undefined ? undefined : { kind: "edge", edge: found, anchors: all, span: since(cursor, first) }
  }
  if (peek(cursor)?.kind === "number") {
    const found = term(cursor)
    return found === undefined ? undefined : counted(cursor, found, first)
  }
  const unit = peek(cursor)
  if (unit !== undefined && units.has(unit.text) && (isWord(cursor, "from", 1) || isWord(cursor, "before", 1))) {
    return miss(cursor, said(`a number before the unit, such as \`1 ${unit.text}\``, `单位前面的数字，如 \`1 ${unit.text}\``))
  }
  if (unit?.kind === "word" && /\p{Script=Han}/u.test(unit.text)) {
    const told = inChinese(cursor, unit.text)
    if (told !== undefined) return miss(cursor, aDeadline, told.hint, told.fix)
  }
  if (!beginsRef(cursor)) return miss(cursor, aDeadline)
  const source = ref(cursor)
  if (source === undefined) return undefined
  if (isWord(cursor, "from") || isWord(cursor, "before")) return counted(cursor, source, first)
  return peek(cursor) === undefined
    ? { kind: "moment", moment: source, span: source.span }
    : missEnd(cursor, ["from", "before"])
}

const units: ReadonlySet<string> = new Set(["minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"])

/** `受理后2个工作日内`, `立即`: a promise in Chinese words. A date may have a Chinese name, so only what holds a term is told. */
const inChinese = (cursor: Cursor, text: string): { readonly hint: Said; readonly fix: Fix | undefined } | undefined => {
  const token = peek(cursor)
  if (token === undefined) return undefined
  const fix = (instead: string): Fix => replace(cursor, token, instead)
  if (/^(?:立即|立刻|马上|即时)$/u.test(text)) return { hint: didYouMean("at once"), fix: fix("at once") }
  if (/^(?:当天|当日|同日)内?$/u.test(text)) {
    return { hint: said("The same day is written `same day as` with a step, or `same day as intake`.", "“当天”写作 `same day as` 加步骤名，或 `same day as intake`。"), fix: undefined }
  }
  const term = termIn(text)
  if (term === undefined) return undefined
  const instead = `${countedIn(term.count, term.unit === "day" ? "calendar day" : term.unit)} from intake`
  return {
    hint: said(
      `A deadline is a term and what it counts from, here perhaps \`${instead}\`.`,
      `期限由时长和起算点组成，这里或许是 \`${instead}\`。`
    ),
    fix: term.fromIntake && term.unit !== "day" ? fix(instead) : undefined
  }
}

/** What follows a term: `from` anchors, or `before` a moment. */
const counted = (cursor: Cursor, source: TermSource, first: number): Deadline | undefined => {
  if (takeWord(cursor, "from") !== undefined) {
    const all = anchors(cursor)
    return all === undefined ? undefined : { kind: "from", term: source, anchors: all, span: since(cursor, first) }
  }
  if (takeWord(cursor, "before") !== undefined) {
    const until = moment(cursor)
    return until === undefined ? undefined : { kind: "before", term: source, moment: until, span: since(cursor, first) }
  }
  if (peek(cursor) !== undefined) return missWords(cursor, ["from", "before"])
  const written = text(source.span)
  const fix = (anchor: string, en: string, zh: string) => ({
    title: said(`\`from ${anchor}\`: ${en}`, `\`from ${anchor}\`：${zh}`),
    safe: false,
    edits: [{ span: { ...source.span, start: source.span.end }, text: ` from ${anchor}` }]
  })
  cursor.report.add("anchor-missing", source.span, { term: written }, {
    fixes: [
      fix("intake", "since the matter came in", "自受理起"),
      fix("its start", "since this step could be begun", "自本步可以开始起")
    ]
  })
  return undefined
}

/** `within 3 days`: the term is judged as if `within` were not there; if it is sound, `within` is told. */
const needlessWithin = (cursor: Cursor): undefined => {
  const word = take(cursor)
  const before = cursor.report.diagnostics.length
  if (peek(cursor)?.kind === "number") deadline(cursor)
  if (word === undefined || cursor.report.diagnostics.length > before) return undefined
  const span = place(cursor, word)
  const next = cursor.tokens[cursor.tokens.indexOf(word) + 1]
  const gap = next === undefined ? span : { ...span, end: place(cursor, next).start }
  cursor.report.add("sentence-syntax", span, {
    expected: aDeadline,
    found: word.text,
    hint: said("Leave `within` out: the sentence begins with the term.", "请去掉 `within`，直接从期限写起。")
  }, { fix: { title: said("Leave it out", "删去"), safe: true, edits: [{ span: gap, text: "" }] } })
  return undefined
}

const spans: ReadonlySet<string> = new Set(["day", "week", "month", "quarter", "year"])
const spanWords = ["day", "week", "month", "quarter", "year"] as const

const beginsEdge = (cursor: Cursor): boolean =>
  areWords(cursor, "end", "of") ||
  areWords(cursor, "start", "of") ||
  isWord(cursor, "day") && peek(cursor, 1)?.kind === "number" ||
  areWords(cursor, "next", "opening") ||
  areWords(cursor, "next", "closing")

const edge = (cursor: Cursor): Edge | undefined => {
  const first = cursor.index
  const begins = takeWords(cursor, "start", "of")
  if (begins || takeWords(cursor, "end", "of")) {
    const of = timeSpan(cursor)
    return of === undefined ? undefined : { kind: begins ? "start-of" : "end-of", of, span: since(cursor, first) }
  }
  if (takeWord(cursor, "day") !== undefined) {
    const day = take(cursor)
    if (day === undefined || !/^(?:[1-9]|[12]\d|3[01])$/.test(day.text)) {
      cursor.index--
      return miss(cursor, said("a day of the month (1 to 31)", "几号（1 至 31）"))
    }
    if (expectWord(cursor, "of") === undefined || expectWord(cursor, "month") === undefined) return undefined
    return { kind: "day-of-month", day: Number(day.text), span: since(cursor, first) }
  }
  takeWord(cursor, "next")
  const opens = takeWord(cursor, "opening") !== undefined
  if (!opens) takeWord(cursor, "closing")
  if (expectWord(cursor, "of") === undefined) return undefined
  const calendar = name(cursor, said("the name of a calendar", "一个日历的名称"))
  return calendar === undefined
    ? undefined
    : { kind: opens ? "next-opening" : "next-closing", calendar, span: since(cursor, first) }
}

export const timeSpan = (cursor: Cursor): TimeSpan | undefined => {
  const token = peek(cursor)
  if (token?.kind !== "word" || !spans.has(token.text)) return missWords(cursor, spanWords)
  take(cursor)
  return token.text as TimeSpan
}

const anchors = (cursor: Cursor): Anchors | undefined => {
  const first = anchor(cursor)
  if (first === undefined) return undefined
  const all: [Anchor, ...Array<Anchor>] = [first]
  while (takeWord(cursor, "else") !== undefined) {
    const next = anchor(cursor)
    if (next === undefined) return undefined
    all.push(next)
  }
  return all
}

export const anchor = (cursor: Cursor): Anchor | undefined => {
  const first = cursor.index
  for (const kind of ["intake", "event"] as const) {
    if (isWord(cursor, kind) && !isSign(cursor, ".", 1)) {
      take(cursor)
      return { kind, span: since(cursor, first) }
    }
  }
  if (takeWord(cursor, "its") !== undefined) {
    return expectWord(cursor, "start") === undefined ? undefined : { kind: "its-start", span: since(cursor, first) }
  }
  if (takeWords(cursor, "start", "of")) {
    const step = ref(cursor, said("the name of a step", "一个步骤的名称"))
    return step === undefined ? undefined : { kind: "start-of-step", step, span: since(cursor, first) }
  }
  return ref(cursor, anAnchor)
}

const moment = (cursor: Cursor): Moment | undefined => {
  const first = cursor.index
  if (takeWords(cursor, "case", "due")) return { kind: "case-due", span: since(cursor, first) }
  return ref(cursor, either(said("the name of a date or appointment", "日期或预约字段的名称"), oneOf(["case due"])))
}

/** `1 calendar day before due`, `due`, `every 24 hours after due`. */
export const reminderTime = (cursor: Cursor): ReminderTime | undefined => {
  const first = cursor.index
  const due = (): boolean => expectWord(cursor, "due") !== undefined
  if (takeWord(cursor, "due") !== undefined) return { kind: "at-due", span: since(cursor, first) }
  if (takeWord(cursor, "every") !== undefined) {
    const each = term(cursor)
    if (each === undefined) return undefined
    if (peek(cursor)?.text !== "after") return miss(cursor, oneOf(["after due"]))
    take(cursor)
    return due() ? { kind: "every-after-due", term: each, span: since(cursor, first) } : undefined
  }
  if (peek(cursor)?.kind !== "number") {
    return miss(
      cursor,
      said(
        "`1 calendar day before due`, `due` or `every 24 hours after due`",
        "`1 calendar day before due`、`due` 或 `every 24 hours after due`"
      )
    )
  }
  const ahead = term(cursor)
  if (ahead === undefined || expectWord(cursor, "before") === undefined || !due()) return undefined
  return { kind: "before-due", term: ahead, span: since(cursor, first) }
}
