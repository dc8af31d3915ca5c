/**
 * What each refusal means, for whoever reads a story: the code is what a scenario writes, the sentence what it says.
 *
 * @since 0.1.0
 */
import type { Refusal } from "../case/Refusal.ts"

/**
 * Short sentences without a full stop, by the tag of a refusal.
 *
 * @since 0.1.0
 */
export const meaning: { readonly [tag in Refusal["_tag"]]: { readonly en: string; readonly zh: string } } = {
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
