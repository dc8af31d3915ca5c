/**
 * Conditions, calculations and people as sentences: what a plan keeps as data, said with the titles people know.
 *
 * @since 0.1.0
 */
import * as Term from "../../domain/Term.ts"
import type { Expression, ExpressionType, Place, Query, Relation, Rows, StepFact, Who } from "../../domain/Expression.ts"
import type { FieldType } from "../../domain/Field.ts"
import type { People } from "../../domain/People.ts"
import type { Value } from "../../domain/Value.ts"
import * as Written from "../../domain/Written.ts"
import type { Teller } from "./Teller.ts"
import { field, list, pick, stepNamed, title } from "./Teller.ts"

type Op<K extends Expression["op"]> = Expression & { readonly op: K }

/** A value as people write it; `type` as far as it is known. */
export const value = (teller: Teller, it: Value, type?: FieldType | { readonly kind: ExpressionType }): string => {
  const length = Term.of(it)
  if (length !== undefined) return Term.tell(length, teller.language)
  if (it === "at-once") return pick(teller, "at once", "立即")
  if (typeof it === "boolean") return it ? pick(teller, "yes", "是") : pick(teller, "no", "否")
  switch (type?.kind) {
    case "money":
    case "unrounded-money":
      return teller.plan.currency === "CNY" ? pick(teller, `CNY ${String(it)}`, `${String(it)}元`) : `${teller.plan.currency} ${String(it)}`
    case "percent":
      return `${String(it)}%`
    case "text":
    case "long-text":
      return `“${String(it)}”`
    case "date":
    case "time":
    case "number":
    case "whole-number":
    case "phone-number":
      return String(it)
    case "date-time":
    case "appointment":
      return typeof it === "number" ? Written.showInstant(it, teller.plan.time.zone) : String(it)
  }
  if (typeof it === "number") return String(it)
  if (typeof it === "string") return /^-?\d/.test(it) ? it : title(teller, it)
  if (Array.isArray(it)) return it.length === 0 ? pick(teller, "nothing", "空") : (it as ReadonlyArray<Value>).map((one) => value(teller, one)).join(pick(teller, ", ", "、"))
  const { end, start } = it as { readonly start?: Value; readonly end?: Value }
  if (typeof start === "string" && typeof end === "string") return pick(teller, `${start} to ${end}`, `${start}至${end}`)
  return Object.entries(it as { readonly [name: string]: Value }).map(([name, one]) => `${title(teller, name)} ${value(teller, one)}`).join(pick(teller, ", ", "、"))
}

const parts: { readonly [name: string]: readonly [en: string, zh: string] } = {
  missing: ["what is missing of", "所缺资料"],
  shown: ["what was shown of", "已出示资料"],
  failed: ["how many failed in", "不合格项数"],
  start: ["the first day of", "起始日"],
  end: ["the last day of", "截止日"],
  by: ["who signed", "签名人"]
}

const pathed = (teller: Teller, of: string, path: ReadonlyArray<string>): string =>
  path.reduce((outer, name) => {
    const known = parts[name]
    if (name === "complete") return pick(teller, `${outer} is complete`, `${outer}齐全`)
    return known === undefined ? pick(teller, `${title(teller, name)} of ${outer}`, `${outer}的${title(teller, name)}`) : pick(teller, `${known[0]} ${outer}`, `${outer}的${known[1]}`)
  }, of)

const facts: { readonly [fact in StepFact]: readonly [en: (step: string) => string, zh: (step: string) => string] } = {
  at: [(step) => `when ${step} was done`, (step) => `${step}的完成时间`],
  due: [(step) => `when ${step} is due`, (step) => `${step}的到期时间`],
  late: [(step) => `${step} is late`, (step) => `${step}逾期`],
  rung: [(step) => `the rung of ${step}`, (step) => `${step}的办理级`],
  rounds: [(step) => `the rounds of ${step}`, (step) => `${step}的轮数`],
  ended: [(step) => `when ${step} ended`, (step) => `${step}的结束时间`],
  came: [(step) => `${step} came`, (step) => `${step}到来`],
  first: [(step) => `what came first in ${step}`, (step) => `${step}中先到者`],
  outcome: [(step) => `the outcome of ${step}`, (step) => `${step}的结果`],
  case: [(step) => `the case of ${step}`, (step) => `${step}的事项`]
}

const relations: { readonly [relation in Relation]: readonly [en: string, zh: string, later: string, laterZh: string] } = {
  "<": ["is less than", "少于", "is before", "早于"],
  "<=": ["is at most", "不超过", "is not after", "不晚于"],
  ">": ["is more than", "超过", "is after", "晚于"],
  ">=": ["is at least", "不少于", "is not before", "不早于"]
}
const onClock: ReadonlySet<ExpressionType> = new Set(["date", "time", "date-time", "period"])

const register = (teller: Teller, rows: Rows): string => {
  switch (rows.from) {
    case "ledger":
      return title(teller, rows.ledger)
    case "table":
      return title(teller, rows.table)
    case "cases":
      return pick(teller, `cases of ${title(teller, rows.procedure)}`, `${title(teller, rows.procedure)}的事项`)
    case "list":
      return rule(teller, rows.list)
    case "items":
      return stepNamed(teller, rows.each)
  }
}

const queries: { readonly [query in Query]: readonly [en: (rows: string, value: string) => string, zh: (rows: string, value: string) => string] } = {
  count: [(rows) => `how many there are in ${rows}`, (rows) => `${rows}的条数`],
  some: [(rows, value) => `there is one in ${rows}${value === "" ? "" : ` with ${value}`}`, (rows, value) => `${rows}中有${value === "" ? "" : `满足${value}的`}记录`],
  every: [(rows, value) => `for all in ${rows}${value === "" ? "" : ` ${value}`}`, (rows, value) => `${rows}中全部${value === "" ? "" : `满足${value}`}`],
  sum: [(rows, value) => `the sum of ${value} in ${rows}`, (rows, value) => `${rows}中${value}的合计`],
  list: [(rows, value) => `${value === "" ? "all" : `all ${value}`} in ${rows}`, (rows, value) => `${rows}中全部${value === "" ? "记录" : value}`],
  most: [(rows, value) => `the most frequent ${value} in ${rows}`, (rows, value) => `${rows}中最多的${value}`],
  "larger-of": [(rows) => `the largest of ${rows}`, (rows) => `${rows}中的较大者`],
  "smaller-of": [(rows) => `the smallest of ${rows}`, (rows) => `${rows}中的较小者`],
  one: [(rows) => `the row of ${rows}`, (rows) => `${rows}中的一行`],
  last: [(rows) => `the last row of ${rows}`, (rows) => `${rows}中的最后一行`]
}

const query = (teller: Teller, it: Op<"query">): string => {
  const of = it.value === undefined ? "" : it.query === "some" || it.query === "every" ? condition(teller, it.value) : rule(teller, it.value)
  const [en, zh] = queries[it.query]
  const where = it.where === undefined ? "" : condition(teller, it.where)
  const told = pick(teller, en, zh)(register(teller, it.rows), of)
  return where === "" ? told : pick(teller, `${told} where ${where}`, `${told}（条件：${where}）`)
}

const calls: { readonly [name in Op<"call">["name"]]: readonly [en: (of: string) => string, zh: (of: string) => string] } = {
  "half-up": [(of) => `${of}, rounded`, (of) => `${of}（四舍五入）`],
  up: [(of) => `${of}, rounded up`, (of) => `${of}（向上取整）`],
  down: [(of) => `${of}, rounded down`, (of) => `${of}（向下取整）`],
  rank: [(of) => `the rank of ${of}`, (of) => `${of}的职级`],
  kind: [(of) => `the kind of ${of}`, (of) => `${of}的类别`],
  open: [(of) => `${of} is open`, (of) => `${of}在开放时间内`],
  "month-of": [(of) => `the month of ${of}`, (of) => `${of}所在月份`]
}

const quotas = {
  behind: [(quota: string) => `${quota} is behind`, (quota: string) => `${quota}落后`],
  full: [(quota: string) => `${quota} is full`, (quota: string) => `${quota}已满`],
  reached: [(quota: string) => `what ${quota} has reached`, (quota: string) => `${quota}的达成率`]
} as const

/** What an expression is worth, in words. */
export const rule = (teller: Teller, it: Expression): string => {
  const of = (one: Expression): string => rule(teller, one)
  switch (it.op) {
    case "literal":
      return value(teller, it.value, { kind: it.type })
    case "field": {
      if (it.field === "value" && it.step !== "intake") return pathed(teller, stepNamed(teller, it.step), it.path)
      const name = field(teller, it.step, it.field)
      return pathed(teller, it.step === "intake" ? name : pick(teller, `${name} of ${stepNamed(teller, it.step)}`, `${stepNamed(teller, it.step)}的${name}`), it.path)
    }
    case "fact":
      return facts[it.fact][teller.language === "zh" ? 1 : 0](stepNamed(teller, it.step))
    case "intake-at":
      return pick(teller, "the intake", "受理时间")
    case "case-due":
      return pick(teller, "when the case is due", "事项到期时间")
    case "case-id":
      return pick(teller, "this case", "本事项")
    case "item":
      return pathed(teller, pick(teller, `this one of ${title(teller, it.each)}`, `${title(teller, it.each)}的当前对象`), it.path)
    case "param":
      return pick(teller, `the parameter ${title(teller, it.name)}`, `参数${title(teller, it.name)}`)
    case "event":
      return pick(teller, `${title(teller, it.field)} of the event`, `事件的${title(teller, it.field)}`)
    case "row":
      return it.path.length === 0 ? pick(teller, "the row", "该行") : pathed(teller, title(teller, it.path[0] ?? ""), it.path.slice(1))
    case "get":
      return pick(teller, `${title(teller, it.name)} in ${of(it.of)}`, `${of(it.of)}的${title(teller, it.name)}`)
    case "arithmetic": {
      const sign = { "+": "+", "-": "−", "*": "×", "/": "÷" }[it.sign]
      const inner = (one: Expression): string => (one.op === "arithmetic" && it.sign !== "+" ? pick(teller, `(${of(one)})`, `（${of(one)}）`) : of(one))
      return `${inner(it.left)} ${sign} ${inner(it.right)}`
    }
    case "else":
      return pick(teller, `${of(it.left)} (${of(it.right)} if there is none)`, `${of(it.left)}（没有则为${of(it.right)}）`)
    case "call":
      return calls[it.name][teller.language === "zh" ? 1 : 0](of(it.of))
    case "query":
      return query(teller, it)
    case "people":
      return who(teller, it.who)
    case "department-of":
      return pick(teller, `the department of ${of(it.of)}`, `${of(it.of)}的部门`)
    case "quota":
      return quotas[it.is][teller.language === "zh" ? 1 : 0](title(teller, it.quota))
    case "today":
      return pick(teller, "today", "当日")
    case "now":
      return pick(teller, "now", "当时")
    default:
      return condition(teller, it)
  }
}

const negated = (teller: Teller, en: readonly [yes: string, no: string], zh: readonly [yes: string, no: string], no: boolean): string => pick(teller, en, zh)[no ? 1 : 0]

/** Says itself whether it holds. */
const holds = (it: Expression): boolean => isComplete(it) || (it.op === "quota" ? it.is !== "reached" : it.op === "fact" ? it.fact === "late" || it.fact === "came" : it.op === "call" ? it.name === "open" : it.op === "query" ? it.query === "some" || it.query === "every" : false)

/** Whether all papers are there. */
const isComplete = (it: Expression): boolean => it.op === "field" && it.path.at(-1) === "complete"

/** Those that hold by themselves, the other way round. */
const fails = (teller: Teller, it: Expression): string | undefined => {
  if (isComplete(it)) return pick(teller, rule(teller, it).replace(/is complete$/, "is not complete"), rule(teller, it).replace(/齐全$/, "不齐全"))
  if (it.op === "fact" && it.fact === "late") return pick(teller, `${stepNamed(teller, it.step)} is not late`, `${stepNamed(teller, it.step)}未逾期`)
  if (it.op === "fact" && it.fact === "came") return pick(teller, `${stepNamed(teller, it.step)} did not come`, `${stepNamed(teller, it.step)}未到来`)
  if (it.op === "call" && it.name === "open") return pick(teller, `${rule(teller, it.of)} is closed`, `${rule(teller, it.of)}不在开放时间内`)
  if (it.op === "quota" && it.is !== "reached") return pick(teller, `${title(teller, it.quota)} is not ${it.is}`, `${title(teller, it.quota)}${it.is === "full" ? "未满" : "不落后"}`)
  return undefined
}

/** A condition as the part of a sentence after `if`. */
export const condition = (teller: Teller, it: Expression): string => {
  switch (it.op) {
    case "and":
    case "or": {
      const inner = it.of.map((one) => (it.op === "and" && one.op === "or" ? pick(teller, `(${condition(teller, one)})`, `（${condition(teller, one)}）`) : condition(teller, one)))
      return inner.join(it.op === "and" ? pick(teller, " and ", "且") : pick(teller, " or ", "或"))
    }
    case "not": {
      const other = fails(teller, it.of)
      if (other !== undefined) return other
      if (it.of.op === "and" || it.of.op === "or") return pick(teller, `not (${condition(teller, it.of)})`, `并非（${condition(teller, it.of)}）`)
      if (it.of.op === "is" || it.of.op === "in") return it.of.op === "is" ? condition(teller, { ...it.of, negated: !it.of.negated }) : pick(teller, `${rule(teller, it.of.left)} is not in ${rule(teller, it.of.right)}`, `${rule(teller, it.of.left)}不在${rule(teller, it.of.right)}之内`)
      return it.of.op === "not" || it.of.op === "compare" || holds(it.of)
        ? pick(teller, `it is not so that ${condition(teller, it.of)}`, `并非${condition(teller, it.of)}`)
        : it.of.op === "was-done" || it.of.op === "present" || it.of.op === "founded"
          ? condition(teller, { ...it.of, negated: !it.of.negated })
          : pick(teller, `${rule(teller, it.of)} is no`, `${rule(teller, it.of)}为否`)
    }
    case "is":
      return `${rule(teller, it.left)}${negated(teller, [" is ", " is not "], ["为", "不为"], it.negated)}${list(teller, it.any.map((one) => rule(teller, one)), "or")}`
    case "compare": {
      const [en, zh, later, laterZh] = relations[it.relation]
      const clock = onClock.has(it.type)
      return pick(teller, `${rule(teller, it.left)} ${clock ? later : en} ${rule(teller, it.right)}`, `${rule(teller, it.left)}${clock ? laterZh : zh}${rule(teller, it.right)}`)
    }
    case "present":
      if (it.of.op === "fact") return pick(teller, `${it.negated ? "not " : ""}${rule(teller, it.of)}`, `${it.negated ? "没有" : "有"}${rule(teller, it.of)}`)
      return `${rule(teller, it.of)}${negated(teller, [" is there", " is not there"], ["已有", "没有"], it.negated)}`
    case "was-done":
      return pick(teller, `${stepNamed(teller, it.step)} was ${it.negated ? "not " : ""}done`, `${it.negated ? "未" : "已"}办理${stepNamed(teller, it.step)}`)
    case "founded":
      return pick(teller, `${title(teller, it.body)} ${it.negated ? "does not exist yet" : "exists"}`, `${title(teller, it.body)}${it.negated ? "尚未成立" : "已成立"}`)
    case "in":
      return pick(teller, `${rule(teller, it.left)} is in ${rule(teller, it.right)}`, `${rule(teller, it.left)}在${rule(teller, it.right)}之内`)
    case "literal":
      return it.value === true ? pick(teller, "always", "总是") : it.value === false ? pick(teller, "never", "从不") : rule(teller, it)
    default:
      return holds(it) ? rule(teller, it) : pick(teller, `${rule(teller, it)} is yes`, `${rule(teller, it)}为是`)
  }
}

const where = (teller: Teller, place: Place): string => ("department" in place ? title(teller, place.department) : rule(teller, place.value))

const inside = (teller: Teller, post: string, place: Place | undefined): string =>
  place === undefined ? post : pick(teller, `${post} in ${where(teller, place)}`, `${where(teller, place)}的${post}`)

/** One of those who may act. */
export const who = (teller: Teller, it: Who): string => {
  switch (it.who) {
    case "role": {
      const post = title(teller, it.role)
      return inside(teller, it.onDuty ? pick(teller, `${post} on duty`, `当班的${post}`) : post, it.in)
    }
    case "rank":
      return inside(teller, pick(teller, `rank ${title(teller, it.ranks[0] ?? "")} or above`, `${title(teller, it.ranks[0] ?? "")}及以上职级`), it.in)
    case "highest-on-duty":
      return pick(teller, `the highest on duty in ${where(teller, it.in)}`, `${where(teller, it.in)}当班职级最高者`)
    case "head":
      return pick(teller, `the head of ${where(teller, it.of)}`, `${where(teller, it.of)}负责人`)
    case "superior":
      return pick(teller, `the superior of ${who(teller, it.of)}`, `${who(teller, it.of)}的上级`)
    case "department":
      return pick(teller, `anybody in ${title(teller, it.department)}`, `${title(teller, it.department)}任何人`)
    case "body":
      return title(teller, it.body)
    case "opener":
      return pick(teller, "who opened it", "受理人")
    case "holder":
      return it.of === null
        ? pick(teller, "who has it", "承办人")
        : it.of === "case"
          ? pick(teller, "who has the case", "事项负责人")
          : pick(teller, `who has ${stepNamed(teller, it.of)}`, `${stepNamed(teller, it.of)}的承办人`)
    case "doer":
      return pick(teller, `who did ${stepNamed(teller, it.step)}`, `${stepNamed(teller, it.step)}的办理人`)
    case "value":
      return rule(teller, it.value)
    case "area":
      return pick(teller, `who is in charge of ${rule(teller, it.of)}`, `${rule(teller, it.of)}的责任人`)
  }
}

/** All of them: one of several, or together, and who not. */
export const people = (teller: Teller, { mode, not, of }: People, and: "and" | "or" = "or"): string => {
  const all = list(teller, of.map((one) => who(teller, one)), mode === "together" ? "and" : and)
  const told = mode === "together" ? pick(teller, `${all} together`, `${all}共同`) : all
  return not.length === 0 ? told : pick(teller, `${told} (but not ${list(teller, not.map((one) => who(teller, one)), "or")})`, `${told}（${list(teller, not.map((one) => who(teller, one)), "or")}除外）`)
}
