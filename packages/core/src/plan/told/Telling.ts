/**
 * One change that is told: of both versions, where it is, what it said and what it says now.
 */
import type { Change, Said, What } from "../difference/Change.ts"
import type { Label } from "./PartTold.ts"
import * as RuleTold from "./RuleTold.ts"
import { isLong, said } from "./SaidTold.ts"
import type { Teller } from "./Teller.ts"
import { fieldPlace, pick, place, title } from "./Teller.ts"

/** One change, told of both versions. */
export interface Telling {
  readonly change: Change
  readonly before: Teller
  readonly after: Teller
}

/** What it said and says now; one that is not there is what it means then. */
export const sides = ({ after, before, change }: Telling, none: Label["none"]): { readonly was: string | undefined; readonly now: string | undefined } => {
  const one = (teller: Teller, it: Said | undefined): string | undefined => {
    if (it === undefined) return none === undefined ? undefined : pick(teller, ...none)
    if (it.is !== "rule") return said(teller, it)
    return isCondition(change) ? RuleTold.condition(teller, it.rule) : RuleTold.rule(teller, it.rule)
  }
  return { was: one(before, change.was), now: one(after, change.now) }
}

const isCondition = ({ part, what }: Change): boolean => part === "when" || part === "until" || part === "allow-when" || what === "field-needed"

/** `X is now B, it was A`; after a colon what is long. */
export const turned = (telling: Telling, { en, many, none, zh }: Label, at: string, of: string): string => {
  const [is, was_] = many === true ? ["are", "they were"] : ["is", "it was"]
  const { after, change } = telling
  const { now, was } = sides(telling, none)
  const long = isLong(change.was) || isLong(change.now)
  const what = pick(after, en, zh)(at, of)
  if (was === undefined && now === undefined) return pick(after, `${what} ${is} another`, `${what}有变`)
  if (was === undefined) return pick(after, `${what} ${is} new: ${now ?? ""}`, `新增${what}：${now ?? ""}`)
  if (now === undefined) return pick(after, `${what} ${is} gone; ${was_}: ${was}`, `取消${what}，原为：${was}`)
  // two that read alike are not the same: other things of one name
  if (was === now) return pick(after, `${what} is taken from elsewhere; it is still called ${now}`, `${what}的来源有变，名称仍为${now}`)
  return long
    ? pick(after, `${what} ${is} now: ${now}; ${was_}: ${was}`, `${what}改为：${now}；原为：${was}`)
    : pick(after, `${what} ${is} now ${now}, ${was_} ${was}`, `${what}由${was}改为${now}`)
}

const fieldish: ReadonlySet<What> = new Set(["field-added", "field-removed", "field-renamed", "field-type", "field-needed", "field-limit", "checklist"])

/** Where it is, called as it was called where it still is, as it is called now where it is new. */
export const where = ({ after, before, change }: Telling): string => {
  const { at, part, what } = change
  const teller = what.endsWith("-added") || part === "added" ? after : before
  if (fieldish.has(what) || (what === "readers" && part === "class")) return at.includes(".") ? fieldPlace(teller, at) : title(teller, at)
  if (what.startsWith("step-") || what.startsWith("branch-") || what === "term" || what === "reminder" || what === "rung-order" || what.startsWith("people-")) return place(teller, at)
  return title(teller, at)
}


/** What a name is the name of. */
export const kindsOfName: { readonly [kind: string]: readonly [en: string, zh: string] } = {
  post: ["the post", "岗位"],
  department: ["the department", "部门"],
  body: ["the body", "组织"],
  ledger: ["the ledger", "台账"],
  table: ["the table", "表"],
  calendar: ["the calendar", "日历"],
  parameter: ["the parameter", "参数"],
  choice: ["the choice", "选项"],
  message: ["the message", "消息"],
  paper: ["the paper", "资料"],
  quota: ["the quota", "指标"],
  event: ["the event", "事件"],
  action: ["the action", "操作"],
  order: ["the order", "指令"],
  hold: ["the hold", "暂停"],
  outcome: ["the outcome", "结果"],
  schedule: ["the schedule", "自动安排"]
}
