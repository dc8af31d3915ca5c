/**
 * What each refusal means, for whoever reads a story: the code is what a scenario writes, the sentence what it says.
 *
 * @since 0.1.0
 */
import { code } from "../case/Refusal.ts"
import type { FormIssue, OrderWhy, Refusal } from "../case/Refusal.ts"
import * as Told from "../case/Told.ts"
import type { Reader } from "../case/Told.ts"
import type { Key } from "../domain/People.ts"
import type { Said } from "../domain/Written.ts"
import type { Words } from "../plan/Plan.ts"

/**
 * Short sentences without a full stop, by the tag of a refusal.
 *
 * @since 0.1.0
 */
export const meaning: { readonly [tag in Refusal["_tag"]]: Said } = {
  NoSuchCase: { en: "there is no such case", zh: "没有这件事项" },
  CaseExists: { en: "there is such a case already", zh: "该事项已存在" },
  CaseEnded: { en: "the case has ended", zh: "该事项已结束" },
  CaseVoid: { en: "the case is void", zh: "该事项已作废" },
  CaseSuspended: { en: "the case is suspended", zh: "该事项已暂停" },
  PartHeld: { en: "this part has to wait for other cases", zh: "这一部分要等其他事项办完" },
  NoSuchTask: { en: "there is no such task", zh: "没有这项任务" },
  NotOpenYet: { en: "it is not this step's turn", zh: "还没轮到这一步" },
  TaskAlreadyCompleted: { en: "it is done already", zh: "已经办完" },
  TaskReturned: { en: "the task was returned", zh: "该任务已退回" },
  TaskReleased: { en: "the task is not wanted any more", zh: "该任务已不需要办理" },
  NotTheHolder: { en: "somebody else has the task", zh: "该任务在别人手上" },
  RoleNotAllowed: { en: "this post may not do it", zh: "该岗位无权办理" },
  PersonExcluded: { en: "this person may not do it here", zh: "此人在这里须回避" },
  SamePersonTwice: { en: "the same person may not sign twice", zh: "同一人不得签两次" },
  PlaceTaken: { en: "this place is signed already, others are missing", zh: "该位置已有人签字，还缺其他人" },
  FormRejected: { en: "the form cannot be taken so", zh: "表单不能这样填写" },
  OrderNotLegal: { en: "the order is not legal here and now", zh: "此时此处不能下达该指令" },
  OverLimit: { en: "that is more than is allowed", zh: "超出允许的范围" },
  ReasonMissing: { en: "a reason must be given", zh: "须写明理由" },
  InTheFuture: { en: "it lies in the future", zh: "时间在将来" },
  BackDatedTooFar: { en: "it lies too far back", zh: "补记的时间太早" },
  NotWaiting: { en: "nobody waits for it", zh: "没有人在等它" },
  CommandIdReused: { en: "the id was used for something else", zh: "该编号已用于别的操作" },
  DepthExceeded: { en: "too many cases open one another", zh: "事项相互发起的层数过多" },
  CaseTooLarge: { en: "the case has become too large", zh: "该事项过大" },
  MigrationInvalid: { en: "it cannot go over to the new version so", zh: "不能这样转到新版本" }
}

/** Why an order is not legal, by its code; of `not-now` and `not-declared` it is the procedure's own word. */
const orders: { readonly [why in OrderWhy]: Said } = {
  "not-declared": { en: "the procedure has no such order", zh: "本流程没有这项指令" },
  "not-now": { en: "the procedure allows it only in another situation", zh: "按流程规定，此时不能下达" },
  "wrong-state": { en: "the task or case is not in a state for it", zh: "任务或事项目前的状态不适用" },
  "already-holds": { en: "the person has the task already", zh: "任务已经在此人手上" },
  "already-on-chain": { en: "the person has given the task on before", zh: "任务已经由此人转交过" },
  "chain-too-long": { en: "the task was given on too often", zh: "任务转交的次数已到上限" },
  "not-earlier": { en: "only a step that was done can be returned to", zh: "只能退回到已经办过的步骤" },
  "across-parallel": { en: "who has a task of one branch cannot return what the others do", zh: "并行办理时，一路的经办人不能退回其他各路" },
  "across-round": { en: "who has a task of a round cannot return the rounds before", zh: "本轮的经办人不能退回到以前各轮" },
  "already-suspended": { en: "the case is suspended already", zh: "事项已经暂停" },
  "not-suspended": { en: "the case is not suspended", zh: "事项没有暂停" },
  "no-such-term": { en: "there is no term running that it could extend", zh: "没有可以延长的期限" },
  "not-longer": { en: "the due would not come later", zh: "期限并没有因此推后" },
  "nothing-to-amend": { en: "nothing would be different", zh: "内容没有任何变化" },
  "urged-recently": { en: "the same person urged it less than an hour ago", zh: "一小时内已经催办过" },
  "asks-too-often": { en: "what has to be looked up to decide it has no end", zh: "要决定能否下达，须查询的内容没有尽头" }
}

const issues: { readonly [why in FormIssue["why"]]: Said } = {
  missing: { en: "is missing", zh: "未填或缺少" },
  wrong: { en: "cannot be taken so", zh: "填写不正确" },
  "value-not-allowed": { en: "this value is not allowed here and now", zh: "此时不能选这个值" },
  "signature-missing": { en: "the signature of somebody entitled is missing", zh: "缺少有权签字人的签字" }
}

/** A scenario speaks of steps and fields by their names; papers people know by their titles only. */
export type Refuser = Reader & { readonly titles: Words }

const say = (reader: Reader, { en, zh }: Said): string => Told.pick(reader, en, zh)

/** The sentence, the code a scenario may write instead of the refusal's, and which paper it is about. */
const issue = ({ expected, field, paper, why }: FormIssue, reader: Refuser): string => {
  const { en, zh } = expected === undefined || paper !== undefined ? issues[why] : { en: `should be ${expected.en}`, zh: `应为${expected.zh}` }
  const told = Told.pick(reader, `${field}: ${en} (${why})`, `${field}：${zh}（${why}）`)
  return paper === undefined ? told : `${told} - ${Told.paper({ ...reader, words: reader.titles }, paper)}`
}

/** What the facts of refusals are called in Chinese. */
const called: { readonly [name: string]: string } = {
  version: "版本", outcome: "结局", at: "时间", by: "经办人", reason: "理由", since: "起始时间", hold: "事由", cases: "事项", n: "任务号",
  step: "步骤", why: "原因", holder: "持有人", needs: "须由", person: "人员", missing: "还缺", order: "指令", left: "余额", limit: "界限",
  bytes: "字节", issues: "问题"
}

/** The facts a refusal carries, as people read them. */
const fact = (reader: Reader, name: string, value: unknown): string => {
  if (typeof value === "number" && ["at", "since", "limit"].includes(name)) return Told.instant(value, reader.zone)
  if (typeof value === "string") return value
  const keys = Array.isArray(value) && value.every((it) => typeof it === "string" && it.includes(":"))
  return keys ? Told.keys(reader, value as ReadonlyArray<Key>) : JSON.stringify(value)
}

/** What is told in a sentence of its own; `why` where it has one. */
const inWords = (refusal: Refusal, reader: Refuser): string => {
  switch (refusal._tag) {
    case "FormRejected":
      return refusal.issues.map((one) => issue(one, reader)).join(Told.pick(reader, "; ", "；"))
    case "OrderNotLegal":
      return say(reader, orders[refusal.why])
    default:
      return say(reader, meaning[refusal._tag])
  }
}

/**
 * A refusal as it is told to whoever plays a scenario: the code he may write, what it means, and the facts that decided.
 *
 * @since 0.1.0
 */
export const tell = (refusal: Refusal, reader: Refuser): string => {
  const { _tag, ...carried } = refusal
  const facts = _tag === "FormRejected" ? [] : Object.entries(carried).map(([name, value]) =>
    Told.pick(reader, `${name}: ${fact(reader, name, value)}`, `${called[name] ?? name}：${fact(reader, name, value)}`))
  const sentence = inWords(refusal, reader)
  const told = facts.length === 0 ? "" : Told.pick(reader, ` (${facts.join(", ")})`, `（${facts.join("，")}）`)
  return Told.pick(reader, `${code(refusal)}: ${sentence}${told}`, `${code(refusal)}：${sentence}${told}`)
}
