import { said } from "../../diagnostic/Phrase.ts"
import type * as Shape from "../../syntax/Shape.ts"
import type { Hover } from "./Hover.ts"

/** A procedure and its own parts. */
type Parts = Pick<typeof Shape, "procedure" | "intake" | "hold" | "change">

export const procedure: { readonly [K in keyof Parts]: Hover<Parts[K]> } = {
  procedure: {
    self: said("One procedure; the file has its name.", "一份流程；文件名与流程名一致。"),
    keys: {
      procedure: said("The name of the procedure. `procedure: complaint` stands in `complaint.procedure.yaml`.", "流程的名称。`procedure: complaint` 写在 `complaint.procedure.yaml` 里。"),
      parameters: said("What a handbook may set differently for its company.", "各公司的手册可以另行设定的值。"),
      intake: said("How a case begins: who may open it and what must be known.", "受理：谁可以发起，要填写什么。"),
      due: said("The promise for the whole case.", "整个事项的期限。"),
      by: said("Who answers for the whole case: `holder of case`.", "整个事项的负责人，引用时写 `holder of case`。"),
      outcomes: said("How a case can end, each with the fields it gives.", "事项可能的结果，各带哪些字段。"),
      announces: said("Events for other cases, with their fields.", "向其他事项宣告的事件及其字段。"),
      holds: said("Which parts rest while another case says so.", "其他事项有某种情形时，哪些部分搁置。"),
      orders: said("What people may order in an open case.", "办理过程中可以下达的指令。"),
      schedules: said("What opens by itself while a case is open.", "事项办理期间自动发起的事项。"),
      changes: said("What was changed, when, and who approved it.", "修改记录：改了什么、何时、谁批准。"),
      sheets: said("Printed forms: which fields and steps each shows.", "打印的表单：各显示哪些字段和步骤。"),
      "seen-by": said("Who may read a case. Default: everybody who may open it or act in it.", "谁可以查看。默认为可以发起或办理的所有人。")
    }
  },
  intake: {
    self: said("How a case begins.", "事项如何开始。"),
    keys: {
      by: said("Who may open it by hand. Without it only other procedures and schedules can.", "谁可以人工发起。不写则只能由其他流程或定时安排发起。"),
      form: said("What is asked when it is opened.", "发起时填写的内容。"),
      due: said("The term for completing the intake when another case opened it incompletely.", "由其他事项发起而内容不全时，补全受理的期限。"),
      "counts-from": said("A `date-time` field: when it really happened. Terms from `intake` count from it. Default: the instant of opening.", "一个 `date-time` 字段：实际发生的时间，`intake` 的期限由此起算。默认为发起的时刻。")
    }
  },
  hold: {
    self: said("A part rests while another case is in a certain state.", "其他事项处于某种状态时，某些部分搁置。"),
    keys: {
      from: said("The event that begins it: `procedure.event`, or an event of the handbook.", "开始搁置的事件：`流程.事件`，或手册里的事件。"),
      where: said("Which of these events concern this case.", "哪些事件与本事项有关。"),
      until: said("When it goes on: `its end` (the other case is over), or an event.", "何时继续：`its end`（对方事项结束），或一个事件。"),
      stops: said("Steps or branches; `[case]` for all.", "停下哪些步骤或分支；`[case]` 表示全部。"),
      clocks: said("`pause`: terms stand meanwhile. `run`: they go on.", "`pause`：期限随之停止；`run`：照常计算。")
    }
  },
  change: {
    self: said("One change.", "一次修改。"),
    keys: {
      version: said("The version it led to.", "修改后的版本。"),
      from: said("From which day it holds.", "自何日起施行。"),
      size: said("A `major` one must be approved.", "`major`（重大修改）须经批准。"),
      "approved-by": said("The role that approved it.", "批准的岗位。"),
      what: said("What was changed, in a few words.", "改了什么，简要说明。")
    }
  }
}
