/**
 * What to write instead of a value that does not fit its place: the currency, the unit, the value of the choice that
 * was meant. Where only one thing can be meant, it is offered as a fix.
 */
import type { Fix, More } from "../diagnostic/Diagnostic.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { listEn, listZh, said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Span } from "../source/Span.ts"
import { isDate, isTime } from "../syntax/Clock.ts"
import { amountOf, counted, dateAt, termIn, timeAt } from "../syntax/Habits.ts"
import type * as Type from "./Type.ts"

export interface Instead {
  readonly hint?: Said
  readonly more: More
}

const none: Instead = { more: {} }

const write = (span: Span, text: string, safe: boolean): { readonly hint: Said; readonly more: { readonly fix: Fix } } => ({
  hint: said(`Write \`${text}\`.`, `请写 \`${text}\`。`),
  more: { fix: { title: said(`Write \`${text}\``, `改写为 \`${text}\``), safe, edits: [{ span, text }] } }
})

const yes: ReadonlySet<string> = new Set(["是", "有", "对", "已", "true", "True", "TRUE", "Yes", "YES", "y", "Y", "√"])
const no: ReadonlySet<string> = new Set(["否", "无", "没有", "不是", "未", "false", "False", "FALSE", "No", "NO", "n", "N", "×"])

/** What is meant by this text where a value of this type is wanted. */
export const instead = (text: string, wanted: Type.Type, span: Span, currency: string | undefined): Instead => {
  switch (wanted.kind) {
    case "money": {
      const amount = amountOf(text)
      return amount === undefined || currency === undefined
        ? { ...none, hint: said(`Write a number and the currency, such as \`20 ${currency ?? "CNY"}\`.`, `请写数字加币种，如 \`20 ${currency ?? "CNY"}\`。`) }
        : write(span, `${amount} ${currency}`, false)
    }
    case "term": {
      const term = termIn(text)
      if (term !== undefined && term.unit !== "day") return write(span, counted(term.count, term.unit), false)
      const count = term?.count ?? /^\d{1,4}$/.exec(text)?.[0] ?? "6"
      return {
        ...none,
        hint: said(
          `Write it with its unit: \`${count} months\`, \`${count} calendar days\`, \`${count} working days\` or \`${count} hours\`.`,
          `请写明单位：\`${count} months\`（月）、\`${count} calendar days\`（自然日）、\`${count} working days\`（工作日）或 \`${count} hours\`（小时）。`
        )
      }
    }
    case "choice": {
      const near = nearest(text, wanted.values)
      const [only] = near
      return {
        hint: near.length > 0
          ? said(`Did you mean ${listEn(near, "or")}?`, `是否想写 ${listZh(near, "或")}？`)
          : said("Write one of these, or add it to the list of the field.", "请从中选一个，或在该字段的选项里补上。"),
        more: near.length === 1 && only !== undefined ? write(span, only, false).more : {}
      }
    }
    case "date": {
      const meant = dateAt(text)
      return meant?.instead !== undefined && meant.length === text.length && isDate(meant.instead)
        ? write(span, meant.instead, true)
        : { ...none, hint: said("Write it as `2026-03-04`, with the year.", "请写成 `2026-03-04` 这样带年份的日期。") }
    }
    case "date-time": {
      const day = dateAt(text)
      const clock = day === undefined ? undefined : timeAt(text.slice(day.length).trim())
      return day?.instead !== undefined && clock?.instead !== undefined && isDate(day.instead) && isTime(clock.instead)
        ? write(span, `${day.instead} ${clock.instead}`, true)
        : { ...none, hint: said("Write it as `2026-03-04 16:40`.", "请写成 `2026-03-04 16:40`。") }
    }
    case "time": {
      const meant = timeAt(text)
      return meant?.instead !== undefined && meant.length === text.length && isTime(meant.instead)
        ? write(span, meant.instead, true)
        : { ...none, hint: said("Write it as `09:00`.", "请写成 `09:00`。") }
    }
    case "yes-no":
      return yes.has(text) ? write(span, "yes", true) : no.has(text) ? write(span, "no", true) : { ...none, hint: said("Write `yes` or `no`.", "请写 `yes` 或 `no`。") }
    case "whole-number":
    case "number": {
      const number = /^(-?\d+(?:\.\d+)?) *(?:次|个|人|户|项|份|件|把|张|分)$/u.exec(text)?.[1]
      return number === undefined
        ? { ...none, hint: said("Write only the number, such as `3`.", "请只写数字，如 `3`。") }
        : write(span, number, true)
    }
    case "percent": {
      const number = /^(\d+(?:\.\d+)?)$/u.exec(text)?.[1]
      return number === undefined ? { ...none, hint: said("Write it as `30%`.", "请写成 `30%`。") } : write(span, `${number}%`, false)
    }
    default:
      return none
  }
}

/** A choice that can be more than the place knows. */
export const tooMuch = (found: Type.Type, wanted: Type.Type): Said | undefined => {
  if (found.kind !== "choice" || wanted.kind !== "choice") return undefined
  const strange = found.values.filter((it) => !wanted.values.includes(it))
  const shared = strange.length < found.values.length
  return shared
    ? said(
        `It can be ${listEn(strange, "or")}, which is not in the list there. Add it to that list (of a register: under \`columns\` in the handbook), or do not let it come here.`,
        `它可能是 ${listZh(strange, "或")}，而那里的选项没有这一项。请在那里补上（台账的选项写在手册的 \`columns\` 里），或不让它走到这里。`
      )
    : undefined
}
