/**
 * How things of a plan are called when somebody is told about it: by their titles, in his language, and by the place where
 * they stand where a title alone does not say which is meant.
 *
 * @since 0.1.0
 */
import * as Steps from "../Steps.ts"
import type { Compiled, NodeId } from "../Plan.ts"

export type Language = "en" | "zh"

/** A version of a procedure, as far as telling about it needs it. */
export type Version = Pick<Compiled, "plan" | "words">

/** Who is told, and of which version. */
export interface Teller extends Version {
  readonly language: Language
}

export const pick = <A>({ language }: Teller, en: A, zh: A): A => (language === "zh" ? zh : en)

/** `a, b and c`; `a、b和c` */
export const list = (teller: Teller, all: ReadonlyArray<string>, and: "and" | "or" = "and"): string => {
  const word = pick(teller, ` ${and} `, and === "and" ? "和" : "或")
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(pick(teller, ", ", "、"))}${word}${all.at(-1) ?? ""}`
}

/** Names that no file gives. */
const ours: { readonly [name: string]: { readonly en: string; readonly zh: string } } = {
  intake: { en: "Intake", zh: "受理登记" },
  case: { en: "the whole case", zh: "整个事项" },
  cancelled: { en: "Cancelled", zh: "已取消" },
  transfer: { en: "Transfer", zh: "转办" },
  delegate: { en: "Delegate", zh: "委派" },
  return: { en: "Return", zh: "驳回" },
  withdraw: { en: "Withdraw", zh: "撤回" },
  terminate: { en: "Terminate", zh: "终止" },
  urge: { en: "Urge", zh: "催办" },
  extend: { en: "Extend", zh: "延期" },
  suspend: { en: "Suspend", zh: "暂停" },
  resume: { en: "Resume", zh: "恢复" },
  "add-signer": { en: "Add signer", zh: "加签" },
  rebook: { en: "Rebook", zh: "改约" },
  amend: { en: "Amend", zh: "更正" },
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
  otherwise: { en: "otherwise", zh: "其他情况" },
  none: { en: "none", zh: "无" },
  count: { en: "how many", zh: "条数" },
  outcome: { en: "the outcome", zh: "结果" },
  opened: { en: "the day it was opened", zh: "开启日期" },
  "cn-state-council": { en: "public holidays (cn-state-council)", zh: "国务院节假日（cn-state-council）" }
}

/** The title without quotes; the name in code where there is none. */
const known = ({ language, words }: Teller, name: string): string | undefined => words[language]?.[name]

/** `“Solve”`; a name without a title as the file has it. */
export const title = (teller: Teller, name: string): string => {
  const found = known(teller, name)
  if (found !== undefined) return `“${found}”`
  // what the desk calls by itself needs no quotes when it is a word of a sentence
  const own = Object.hasOwn(ours, name) ? ours[name] : undefined
  if (own !== undefined) return /^[A-Z]/.test(own.en) ? `“${own[teller.language]}”` : own[teller.language]
  // `end: solved 2` and what a procedure is called from outside
  const [, outcome] = /^end (\S+?)(?: \d+)?$/.exec(name) ?? []
  if (outcome !== undefined) return title(teller, outcome)
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf(":")) + 1)
  const inside = last === name ? undefined : known(teller, last)
  if (inside !== undefined) return `“${inside}”`
  const [head = "", rest] = last.split(".")
  const event = rest === undefined ? undefined : known(teller, rest)
  return event === undefined || head === "" ? `\`${name}\`` : `“${event}”`
}

/** Whether a step ends the case. */
export const isEnd = (node: NodeId): boolean => /(?:^|\/)end \S/.test(node)

const nameOf = (node: NodeId): string => node.slice(node.lastIndexOf("/") + 1)

/** How a step is called among all: with what it stands in, where two have one title. */
export const step = (teller: Teller, node: NodeId): string => {
  if (node === "" || node === "case") return pick(teller, "the whole case", "整个事项")
  const own = title(teller, nameOf(node))
  const alike = Steps.all(teller.plan).filter((other) => other.node !== node && title(teller, other.name) === own)
  if (alike.length === 0) return own
  const around = node.split("/").slice(0, -1)
  const differs = around.filter((part, i) => alike.some((other) => other.node.split("/").slice(0, -1)[i] !== part))
  const shown = [...new Set(differs.map((part) => title(teller, part)))].filter((part) => part !== own)
  return shown.length === 0 ? own : pick(teller, `${own} (in ${shown.join(", ")})`, `${own}（${shown.join("、")}）`)
}

/** A step by its bare name. */
export const stepNamed = (teller: Teller, name: string): string => {
  const [found, second] = Steps.named(teller.plan, name)
  return found === undefined || second !== undefined ? title(teller, name) : step(teller, found.node)
}

/** The title of a field: some files give it one of its own at a step (`plan.plan`). */
export const field = (teller: Teller, of: string, name: string): string => {
  const own = known(teller, `${of}.${name}`)
  return own === undefined ? title(teller, name) : `“${own}”`
}

/** `NODE`, `NODE: RUNG` */
export const place = (teller: Teller, at: string): string => {
  const [node = at, rung] = at.split(": ")
  if (rung === undefined) return step(teller, node)
  return pick(teller, `${step(teller, node)}, rung ${title(teller, rung)}`, `${step(teller, node)}的${title(teller, rung)}级`)
}

/** `step.field`, as the form of the intake or of a step has it; `step.rows.field` of a table in it. */
export const fieldPlace = (teller: Teller, at: string): string => {
  const [of = "", ...path] = at.split(".")
  const names = path.map((name) => field(teller, of, name))
  const whose = title(teller, of)
  return names.reduce((outer, inner) => pick(teller, `${inner} in ${outer}`, `${outer}的${inner}`), whose)
}
