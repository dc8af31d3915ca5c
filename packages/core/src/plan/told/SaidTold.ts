/**
 * What something said, or says now, in words: one phrase for each kind of data a change carries.
 *
 * @since 0.1.0
 */
import type { FieldType, Filed } from "../../domain/Field.ts"
import * as Papers from "../../domain/Papers.ts"
import type { Measure } from "../../domain/Quota.ts"
import type { Said } from "../difference/Change.ts"
import type { AnyStep, Listen } from "../Plan.ts"
import { condition, people, rule, value } from "./RuleTold.ts"
import { field, fieldPlace, list, pick, step, title } from "./Teller.ts"
import type { Teller } from "./Teller.ts"
import * as TextTold from "./TextTold.ts"
import * as TimeTold from "./TimeTold.ts"

const kinds: { readonly [kind in AnyStep["kind"]]: readonly [en: string, zh: string] } = {
  task: ["a task", "任务"],
  stage: ["a stage", "阶段"],
  decide: ["a decision", "判断"],
  compute: ["a calculation", "计算"],
  choose: ["a choice of ways", "分支选择"],
  parallel: ["parallel branches", "并行"],
  each: ["for each", "逐项办理"],
  repeat: ["a repetition", "循环"],
  wait: ["a wait", "等待"],
  notify: ["a message", "通知"],
  record: ["an entry in a register", "登记"],
  announce: ["an announcement", "发布事件"],
  call: ["another procedure, waited for", "调用其他流程并等待"],
  start: ["another procedure, not waited for", "开启其他流程"],
  do: ["an action of the system", "系统操作"],
  end: ["an end", "结束"]
}

export const kind = (teller: Teller, it: AnyStep["kind"]): string => pick(teller, ...kinds[it])

/** Words of the language that stand for something in a sentence. */
const words: { readonly [word: string]: readonly [en: string, zh: string] } = {
  true: ["yes", "是"],
  false: ["no", "否"],
  all: ["each of them", "每次都补"],
  "join-all": ["all branches", "全部分支"],
  "join-any": ["one of its branches", "任一分支"],
  receipt: ["asked for", "要求"],
  "no-receipt": ["not asked for", "不要求"],
  first: ["the first row that holds", "取第一条符合的"],
  "exactly-one": ["exactly one row", "恰有一条符合"],
  pause: ["paused", "停表"],
  run: ["running", "照常计时"],
  add: ["a new row", "新增一行"],
  fill: ["the row that is there", "补填已有行"],
  required: ["required", "必填"],
  optional: ["optional", "选填"],
  latest: ["only the latest", "只补最近一次"],
  "its-end": ["its end", "该事项结束"],
  midnight: ["at midnight", "24:00"],
  closing: ["at closing time", "关门时"],
  "same-day": ["the same day", "当日"],
  "next-opening-day": ["the next opening day", "下一个开放日"],
  stay: ["kept", "不顺延"],
  "next-working-day": ["moved to the next working day", "顺延至下一个工作日"],
  up: ["up", "向上取整"],
  down: ["down", "向下取整"],
  exact: ["not at all", "不取整"],
  each: ["the department it is held in", "任职的各部门"],
  day: ["day", "日"],
  week: ["week", "周"],
  month: ["month", "月"],
  quarter: ["quarter", "季度"],
  year: ["year", "年"],
  unit: ["unit", "房号"],
  department: ["department", "部门"],
  staff: ["person", "人员"]
}

const typesZh: { readonly [kind: string]: string } = {
  text: "文字",
  "long-text": "长文字",
  "yes-no": "是/否",
  tick: "勾选",
  "whole-number": "整数",
  number: "数字",
  percent: "百分比",
  money: "金额",
  date: "日期",
  time: "时间",
  "date-time": "日期和时间",
  period: "起止日期",
  term: "期限",
  appointment: "预约时间",
  party: "业主/住户",
  staff: "员工",
  person: "人员",
  unit: "房号",
  department: "部门",
  "phone-number": "电话号码",
  attachment: "附件",
  paper: "资料"
}

/** What a field takes. */
export const type = (teller: Teller, it: FieldType): string => {
  const zh = teller.language === "zh"
  switch (it.kind) {
    case "choice":
      return list(teller, it.values.map((one) => title(teller, one)), "or")
    case "papers":
      return zh ? `资料清单${title(teller, it.list)}` : `the papers ${title(teller, it.list)}`
    case "filing":
      return zh ? "归档" : "what is filed"
    case "checklist":
      return zh ? `检查表（${it.items.length}项）` : `a checklist (${it.items.length} items)`
    case "report": {
      const columns = list(teller, [...it.columns.map(({ name }) => title(teller, name)), ...(it.show ?? []).map(({ column }) => title(teller, column))])
      const rows = it.rows.from === "ledger" ? it.rows.ledger : it.rows.from === "table" ? it.rows.table : it.rows.procedure
      const told = zh ? `${title(teller, rows)}按${title(teller, it.day)}、期间为${rule(teller, it.for)}` : `${title(teller, rows)} by ${title(teller, it.day)} in ${rule(teller, it.for)}`
      return columns === "" ? told : zh ? `${told}，列：${columns}` : `${told}, columns ${columns}`
    }
    case "signature":
      return zh ? `${people(teller, it.of)}签名` : `the signature of ${people(teller, it.of)}`
    case "case":
      return it.procedure === undefined ? (zh ? "任一事项" : "any case") : zh ? `${title(teller, it.procedure)}的事项` : `a case of ${title(teller, it.procedure)}`
    case "list":
      return zh ? `多个：${type(teller, it.of)}` : `several: ${type(teller, it.of)}`
    case "rows":
      return zh ? `表格（${it.fields.map(({ name }) => title(teller, name)).join("、")}）` : `rows (${it.fields.map(({ name }) => title(teller, name)).join(", ")})`
    case "plugin":
      return it.name
    default:
      return zh ? (typesZh[it.kind] ?? it.kind) : it.kind === "yes-no" ? "yes/no" : it.kind.replaceAll("-", " ")
  }
}

const listen = (teller: Teller, it: Listen): string => {
  const ledger = it.topic.startsWith("ledger:")
  const event = ledger
    ? pick(teller, `a new row in ${title(teller, it.topic.slice(it.topic.lastIndexOf("/") + 1))}`, `${title(teller, it.topic.slice(it.topic.lastIndexOf("/") + 1))}新增一行`)
    : title(teller, it.topic)
  return it.where === undefined ? event : pick(teller, `${event} where ${condition(teller, it.where)}`, `${event}（条件：${condition(teller, it.where)}）`)
}

const filed = (teller: Teller, it: Filed): string => {
  const last = it.name.slice(it.name.lastIndexOf(".") + 1)
  if (it.is === "sheet") {
    const shows = it.shows.map((one) => title(teller, one.slice(one.lastIndexOf(".") + 1))).join(pick(teller, ", ", "、"))
    return pick(teller, `${title(teller, last)} (with ${shows})`, `${title(teller, last)}（含${shows}）`)
  }
  return it.is === "value" || it.is === "papers" ? rule(teller, it.value) : title(teller, last)
}

const measure = (teller: Teller, it: Measure): string => {
  const rows = it.rows.from === "ledger" ? title(teller, it.rows.ledger) : it.rows.from === "table" ? title(teller, it.rows.table) : pick(teller, `cases of ${title(teller, it.rows.procedure)}`, `${title(teller, it.rows.procedure)}的事项`)
  const of = it.sum === undefined ? rows : pick(teller, `the sum of ${rule(teller, it.sum)} in ${rows}`, `${rows}中${rule(teller, it.sum)}的合计`)
  return it.where === undefined ? of : pick(teller, `${of} where ${condition(teller, it.where)}`, `${of}（条件：${condition(teller, it.where)}）`)
}

/** One side of a change. */
export const said = (teller: Teller, it: Said): string => {
  const comma = pick(teller, ", ", "、")
  switch (it.is) {
    case "value":
      return value(teller, it.value, it.type)
    case "term":
      return TimeTold.term(teller, it.term)
    case "names":
      return it.names.map((one) => title(teller, one)).join(comma)
    case "word": {
      const known = Object.hasOwn(words, it.word) ? words[it.word] : undefined
      return known === undefined ? it.word : pick(teller, known[0], known[1])
    }
    case "step":
      return kind(teller, it.kind)
    case "nodes":
      return it.nodes.map((node) => step(teller, node)).join(comma)
    case "fields":
      return it.fields.map((one) => (one.step === "intake" ? field(teller, one.step, one.field) : fieldPlace(teller, `${one.step}.${one.field}`))).join(comma)
    case "message":
      return `\`${it.message}\``
    case "people":
      return people(teller, it.people, it.all === true ? "and" : "or")
    case "rule":
      return rule(teller, it.rule)
    case "row":
      return it.when === undefined
        ? pick(teller, `otherwise ${rule(teller, it.then)}`, `其他情况为${rule(teller, it.then)}`)
        : pick(teller, `if ${condition(teller, it.when)}, then ${rule(teller, it.then)}`, `若${condition(teller, it.when)}，则为${rule(teller, it.then)}`)
    case "due":
      return TimeTold.due(teller, it.due)
    case "deadline":
      return TimeTold.deadline(teller, it.deadline)
    case "anchor":
      return TimeTold.anchor(teller, it.anchor)
    case "reminder":
      return TimeTold.reminder(teller, it.reminder)
    case "listen":
      return listen(teller, it.listen)
    case "type":
      return type(teller, it.type)
    case "papers":
      return it.papers.map((paper) => Papers.tell(paper, teller.language, title(teller, paper.document))).join(comma)
    case "filed":
      return it.filed.map((one) => filed(teller, one)).join(comma)
    case "text":
      return `“${TextTold.plain(teller, it.text)}”`
    case "title": {
      const shown = it.title[teller.language] ?? Object.values(it.title)[0]
      return shown === undefined ? pick(teller, "none", "无") : `“${shown}”`
    }
    case "measure":
      return measure(teller, it.measure)
    case "recurrence":
      return TimeTold.recurrence(teller, it.recurrence)
    case "covers":
      return TimeTold.covers(teller, it.covers)
    case "hours":
      return TimeTold.hours(teller, it.hours)
    case "days":
      return it.days.join(comma)
    case "cells":
      return Object.entries(it.cells).map(([column, one]) => `${title(teller, column)} ${value(teller, one, it.columns[column])}`).join(comma)
  }
}

/** Too long to stand inside a sentence: it comes after a colon. */
export const isLong = (it: Said | undefined): boolean =>
  it !== undefined && ["due", "rule", "row", "reminder", "listen", "measure", "hours", "cells", "papers", "filed", "type", "deadline"].includes(it.is)
