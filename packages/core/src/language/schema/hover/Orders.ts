import { said } from "../../diagnostic/Phrase.ts"
import type * as Shape from "../../syntax/Shape.ts"
import type { Hover } from "./Hover.ts"

/** What people may order in an open case. */
const by = said("Who may give this order.", "谁可以下达这项指令。")
const when = said("The order is legal only while this holds.", "只有满足此条件时才可下达。")

export const orders: { readonly [K in Shape.OrderKind]: Hover<(typeof Shape.orders)[K]> } = {
  transfer: {
    self: said("Gives a task to another holder; its clocks go on.", "转办：换一个办理人，期限照常计算。"),
    keys: {
      by,
      when,
      of: said("Which tasks. Default: all.", "哪些任务。默认全部。"),
      to: said("To whom. Default: those who may do the task anyway.", "转给谁。默认为该任务本来可办理的人。")
    }
  },
  delegate: {
    self: said("Somebody else does it and it comes back to the holder, who completes it.", "委派：交别人做，做完回到原办理人手中办结。"),
    keys: { by, when, to: said("To whom.", "委派给谁。") }
  },
  return: {
    self: said("Goes back to an earlier step; from there on everything is done again. The only way to change a tier.", "驳回：退回之前的步骤，从那里起重新办理。改变级别也只能用它。"),
    keys: { by, when, to: said("The steps one may go back to.", "可以退回到哪些步骤。") }
  },
  withdraw: {
    self: said("Whoever asked for it takes it back; the case ends.", "撤回：申请人撤回，事项结束。"),
    keys: { by, when, ends: said("The outcome it ends with.", "以哪个结果结束。") }
  },
  terminate: {
    self: said("Stops the case for good.", "终止：事项到此为止。"),
    keys: {
      by,
      when,
      form: said("What must be filled in, instead of a reason.", "须填写的内容，代替理由。"),
      ends: said("The outcome it ends with.", "以哪个结果结束。")
    }
  },
  urge: { self: said("Tells the holder and his superior to hurry; counted.", "催办：提醒办理人及其上级，记录次数。"), keys: { by, when } },
  extend: {
    self: said("Gives more time. Also after a miss, which stays a miss.", "延期。超期后也可以延，但超期仍算超期。"),
    keys: {
      by,
      when,
      of: said("Tasks, stages, or `[case]` for the whole.", "哪些任务、阶段；`[case]` 表示整个事项。"),
      "at-most": said("The most that all extensions of one term may add up to.", "同一期限各次延长合计最多多久。"),
      times: said("How often.", "最多延几次。")
    }
  },
  suspend: {
    self: said("The whole case rests: nothing can be completed, nothing starts.", "暂停：整个事项停下，不能办结，也不开始新的步骤。"),
    keys: {
      by,
      when,
      form: said("What must be filled in, instead of a reason.", "须填写的内容，代替理由。"),
      clocks: said("`pause`: terms stand meanwhile. `run`: they go on.", "`pause`：期限随之停止；`run`：照常计算。"),
      "at-most": said("Then it goes on by itself.", "最长多久，到时自动恢复。")
    }
  },
  resume: { self: said("Ends a suspension.", "恢复：结束暂停。"), keys: { by, when } },
  "add-signer": {
    self: said("One more who must sign.", "加签：增加一个会签的人或部门。"),
    keys: { by, when, of: said("The `each` that gets one more item.", "在哪个 `each` 步骤里增加一项。") }
  },
  rebook: {
    self: said("Moves an agreed time and all that is due from it.", "改约：改变约定的时间，由它起算的期限随之移动。"),
    keys: { by, when, of: said("The appointment fields.", "哪些约定时间的字段。") }
  },
  amend: {
    self: said("Corrects a value; the old one stays beside it.", "更正：更正某个值，原值保留。"),
    keys: { by, when, of: said("The fields that may be corrected.", "哪些字段可以更正。") }
  }
}
