/**
 * What was looked up outside for a decision, in words: how many rows of which register there were, and what the
 * directory said of somebody. The answers stand in the entry; nothing is asked again.
 */
import type { Question } from "../domain/Question.ts"
import type { AnsweredQuestion } from "./Entry.ts"
import * as Hidden from "./Hidden.ts"
import * as Told from "./Told.ts"
import type { Reader } from "./Told.ts"

/** In parentheses behind what was decided; empty when nothing was asked. */
export const facts = (reader: Reader, used: ReadonlyArray<AnsweredQuestion> | undefined): string => {
  if (used === undefined) return ""
  const lines = new Set(used.flatMap((one) => Hidden.is(one.answer) ? [Told.confidential(reader)] : fact(reader, JSON.parse(one.question) as Question, one.answer)))
  if (lines.size === 0) return ""
  return Told.pick(reader, ` (looked up: ${[...lines].join("; ")})`, `（查阅：${[...lines].join("；")}）`)
}

const fact = (reader: Reader, question: Question, answer: AnsweredQuestion["answer"]): ReadonlyArray<string> => {
  const title = (name: string): string => Told.title(reader, name)
  const said = answer === null ? Told.pick(reader, "nobody knows", "不详") : typeof answer === "string" ? title(answer) : Told.bare(reader, answer)
  const line = (en: string, zh: string): ReadonlyArray<string> => [Told.pick(reader, en, zh)]
  switch (question.ask) {
    case "rows": {
      const count = Array.isArray(answer) ? answer.length : 0
      const { of } = question
      // what this very change has written comes on top
      if (of.from === "cases") {
        const name = title(of.procedure.replace(/^.*[/:]/, ""))
        return line(`${count === 0 ? "no" : count} earlier ${count === 1 ? "case" : "cases"} of ${name}`, `“${name}”已有 ${count} 件`)
      }
      const name = title(of.from === "ledger" ? of.ledger : of.table)
      return of.from === "ledger"
        ? line(`${count === 0 ? "no" : count} earlier ${count === 1 ? "row" : "rows"} of ${name}`, `“${name}”已有 ${count} 行`)
        : line(`${count} ${count === 1 ? "row" : "rows"} of ${name}`, `“${name}”共 ${count} 行`)
    }
    case "rank":
      return line(`rank of ${question.person}: ${said}`, `${question.person}的职级：${said}`)
    case "kind":
      return line(`${question.party}: ${said}`, `${question.party}：${said}`)
    case "department":
      return line(`department of ${question.person}: ${said}`, `${question.person}的部门：${said}`)
    case "founded":
      return line(
        `${title(question.body)}: ${answer === true ? "founded" : "not founded"}`,
        `${title(question.body)}：${answer === true ? "已成立" : "未成立"}`
      )
    case "who":
      return line(`${Told.key(reader, question.key)}: ${said}`, `${Told.key(reader, question.key)}：${said}`)
    case "keys":
      return []
  }
}
