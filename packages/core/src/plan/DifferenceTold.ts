/**
 * Changes as sentences to a colleague, in the reader's language and with the titles people know.
 *
 * @since 0.1.0
 */
import * as Term from "../domain/Term.ts"
import type { Value } from "../domain/Value.ts"
import type { Change, Effect } from "./Difference.ts"
import type { Words } from "./Plan.ts"

export type Language = "en" | "zh"

interface Sentence {
  readonly en: (at: string, to: string, values: FromTo | undefined) => string
  readonly zh: (at: string, to: string, values: FromTo | undefined) => string
}

/** What it said and says now, in the reader's words. */
interface FromTo {
  readonly was: string
  readonly now: string
}

const sentences: { readonly [what in Change["what"]]: Sentence } = {
  "step-added": { en: (at) => `the step ${at} is new`, zh: (at) => `新增步骤${at}` },
  "step-removed": { en: (at) => `the step ${at} is gone; a case that stands in it needs another place`, zh: (at) => `步骤${at}已删除；停在此处的事项需要另一个位置` },
  "step-renamed": { en: (at, to) => `the step ${at} is now called ${to}`, zh: (at, to) => `步骤${at}改名为${to}` },
  "step-moved": { en: (at, to) => `the step ${at} moved to ${to}`, zh: (at, to) => `步骤${at}移到${to}` },
  "step-kind": { en: (at) => `${at} is another kind of step`, zh: (at) => `${at}改成了另一种步骤` },
  "step-content": { en: (at) => `the step ${at} does something else when it is reached`, zh: (at) => `步骤${at}到达时的做法有变` },
  "branch-added": { en: (at) => `the branch ${at} is new; a case that is in the others cannot begin it`, zh: (at) => `新增分支${at}；已在其他分支中的事项无法再开始它` },
  "branch-removed": { en: (at) => `the branch ${at} is gone`, zh: (at) => `分支${at}已删除` },
  "rung-added": { en: (at) => `the rung ${at} is new`, zh: (at) => `新增级${at}` },
  "rung-removed": { en: (at) => `the rung ${at} is gone`, zh: (at) => `级${at}已删除` },
  term: {
    en: (at, _, values) => (values === undefined ? `the term of ${at} is another` : `the term of ${at} is now ${values.now}, it was ${values.was}`),
    zh: (at, _, values) => (values === undefined ? `${at}的期限有变` : `${at}的期限由${values.was}改为${values.now}`)
  },
  "people-wider": { en: (at) => `more people may do ${at}`, zh: (at) => `${at}可由更多人办理` },
  "people-narrower": { en: (at) => `others do ${at}; whoever has it now may lose it`, zh: (at) => `${at}改由他人办理；现在的承办人可能不再有权办理` },
  "field-added": { en: (at) => `${at} is asked in addition`, zh: (at) => `新增填写项${at}` },
  "field-removed": { en: (at) => `${at} is not asked any more`, zh: (at) => `不再填写${at}` },
  "field-type": {
    en: (at, _, values) =>
      values?.was !== values?.now
        ? `${at} takes another kind of value`
        : values?.now === "papers"
          ? `${at} asks for other papers`
          : values?.now === "filing"
            ? `other papers go into ${at}`
            : values?.now === "choice"
              ? `the choices of ${at} are others`
              : `what ${at} takes is another`,
    zh: (at, _, values) =>
      values?.was !== values?.now
        ? `${at}的类型有变`
        : values?.now === "papers"
          ? `${at}须出示的资料有变`
          : values?.now === "filing"
            ? `归入${at}的资料有变`
            : values?.now === "choice"
              ? `${at}的选项有变`
              : `${at}的填写内容有变`
  },
  "field-needed": { en: (at) => `when ${at} must be filled in is another`, zh: (at) => `${at}何时必填有变` },
  "intake-people": { en: () => "others open it", zh: () => "受理人有变" },
  "outcome-added": { en: (at) => `the outcome ${at} is new`, zh: (at) => `新增结果${at}` },
  "outcome-removed": { en: (at) => `the outcome ${at} is gone; others may wait for it`, zh: (at) => `结果${at}已删除；可能有人在等它` },
  "outcome-field": { en: (at) => `the outcome ${at} gives something else`, zh: (at) => `结果${at}给出的内容有变` },
  "order-added": { en: (at) => `the order ${at} is new`, zh: (at) => `新增指令${at}` },
  "order-removed": { en: (at) => `the order ${at} is gone`, zh: (at) => `指令${at}已删除` },
  "order-changed": { en: (at) => `who may order ${at}, and when, is another`, zh: (at) => `指令${at}的条件有变` },
  "hold-added": { en: (at) => `the hold ${at} is new`, zh: (at) => `新增暂停${at}` },
  "hold-removed": { en: (at) => `the hold ${at} is gone`, zh: (at) => `暂停${at}已删除` },
  "hold-changed": { en: (at) => `the hold ${at} is another`, zh: (at) => `暂停${at}有变` },
  schedule: { en: () => "what it opens by itself, and when, is another", zh: () => "自动开启的安排有变" },
  parameter: {
    en: (at, _, values) => (values === undefined ? `the parameter ${at} has another value` : `the parameter ${at} is now ${values.now}, it was ${values.was}`),
    zh: (at, _, values) => (values === undefined ? `参数${at}的值有变` : `参数${at}由${values.was}改为${values.now}`)
  },
  time: {
    en: (at, _, values) =>
      at === "`time`"
        ? "the conventions of time are others"
        : values === undefined
          ? `the calendar ${at} is another`
          : `the holidays of the calendar ${at} are now ${values.now}, they were ${values.was}`,
    zh: (at, _, values) =>
      at === "`time`" ? "时间约定有变" : values === undefined ? `日历${at}有变` : `日历${at}的节假日由${values.was}改为${values.now}`
  },
  readers: { en: () => "who may read it, or see what is confidential in it, is another", zh: () => "谁可以查看、谁可以看保密内容有变" },
  message: { en: (at) => `the text of the message ${at} is another`, zh: (at) => `消息${at}的文字有变` }
}

/**
 * What an effect means for the cases that are open.
 *
 * @since 0.1.0
 */
export const effects: { readonly [effect in Effect]: { readonly en: string; readonly zh: string } } = {
  safe: { en: "open cases can go over as they are", zh: "在办事项可直接转到新版本" },
  "needs-map": { en: "open cases can go over if somebody says what becomes of these", zh: "在办事项须先说明以下各点如何处理，才能转到新版本" },
  breaks: { en: "open cases stay on their version", zh: "在办事项留在原版本" }
}

/** `解决（by-tier/minor/solve）`: the title, and the name behind which a file has it. */
const place = (at: string, words: Words, language: Language): string => {
  const [, ending] = /(?:^|\/)end (\S+)(?: \d+)?$/.exec(at) ?? []
  if (ending !== undefined) {
    const title = words[language]?.[ending]
    return language === "zh" ? (title === undefined ? `\`end: ${ending}\`` : `“${title}”（end: ${ending}）`) : `\`end: ${ending}\``
  }
  const [step = at, rung] = at.split(": ")
  const last = step.slice(step.lastIndexOf("/") + 1)
  const title = words[language]?.[last] ?? words[language]?.[last.slice(last.indexOf(".") + 1)]
  const named = title === undefined || title === step ? `\`${step}\`` : language === "zh" ? `“${title}”（${step}）` : `“${title}” (${step})`
  return rung === undefined ? named : language === "zh" ? `${named}的“${words.zh?.[rung] ?? rung}”级` : `${named}, rung \`${rung}\``
}

/**
 * One change as one sentence without a full stop.
 *
 * @since 0.1.0
 */
export const tell = (change: Change, before: Words, after: Words, language: Language): string =>
  sentences[change.what][language](
    place(change.at, change.what.endsWith("-added") ? after : before, language),
    change.to === undefined ? "" : place(change.to, after, language),
    change.was === undefined || change.now === undefined
      ? undefined
      : change.what === "field-type"
        ? { was: String(change.was), now: String(change.now) }
        : { was: value(change.was, before, language), now: value(change.now, after, language) }
  )

/** A term as people say it, a name with its title, everything else as it is kept. */
const value = (it: Value, words: Words, language: Language): string => {
  const term = Term.of(it)
  if (term !== undefined) return Term.tell(term, language)
  if (typeof it !== "string") return JSON.stringify(it)
  const title = words[language]?.[it]
  return title === undefined || title === it ? `\`${it}\`` : `“${title}”`
}
