/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import { said } from "../../diagnostic/Phrase.ts"
import type * as Shape from "../../syntax/Shape.ts"
import type { Hover } from "./Hover.ts"

/** A scenario and its rows. */
type Parts = Pick<typeof Shape, "scenario" | "givenWorld" | "scenarioRow" | "expected">

export const scenario: { readonly [K in keyof Parts]: Hover<Parts[K]> } = {
  scenario: {
    self: said("One dated example; `frontdesk test` plays it.", "一个按日期排列的例子，用 `frontdesk test` 演示并核对。"),
    keys: {
      scenario: said("The name of the scenario.", "情景的名称。"),
      of: said("The procedure it is about.", "演示哪个流程。"),
      given: said("What is the case before the first row.", "第一行之前的情况。"),
      rows: said("What happens, in time order.", "按时间顺序发生的事。")
    }
  },
  givenWorld: {
    self: said("Staff, parties and records before the first row.", "第一行之前的人员、相关方和记录。"),
    keys: {
      staff: said("Persons and the role of each.", "人员及其岗位。"),
      "on-duty": said("Who is on duty. Default: all.", "谁在岗。默认全部在岗。"),
      absent: said("Who is absent, from when to when.", "谁缺勤，起止日期。"),
      parties: said("Parties and the kind of each.", "相关方及其种类。"),
      founded: said("Which bodies exist.", "哪些机构已成立。"),
      rows: said("Rows that stand in ledgers and tables already.", "台账和表中已有的行。"),
      parameters: said("Other values for parameters.", "参数的其他取值。")
    }
  },
  scenarioRow: {
    self: said("What happens at one instant, and what must hold then.", "某一时刻发生的事，以及此后应有的情形。"),
    keys: {
      at: said("When. `24:00` is allowed. With nothing else, only time passes.", "何时；可以写 `24:00`。别的都不写，表示只有时间经过。"),
      who: said("Who acts; `[a, b]` sign together, in this order.", "谁办理；`[a, b]` 依次共同签字。"),
      opens: said("Opens a case of this procedure, with the form in `with`.", "发起该流程，表单内容写在 `with`。"),
      does: said("Completes or signs this task, with the form in `with`.", "办结或签署该任务，表单内容写在 `with`。"),
      orders: said("Gives this order, or `claim`, `give-back`, `note`.", "下达指令，或 `claim`、`give-back`、`note`。"),
      event: said("An event of the handbook happens.", "发生手册里的一个事件。"),
      receipt: said("The message of this step was received.", "该步骤的消息已收到回执。"),
      answers: said("The host answers what this `do` step asked; its fields in `with`.", "接入系统答复该 `do` 步骤，字段写在 `with`。"),
      outcome: said("How an action went: a failure it declares. Default: `done`.", "动作的结果：它声明的某种失败。默认 `done`。"),
      with: said("What is filled in: values as in a form.", "填写的内容，写法同表单。"),
      of: said("The task the order is about.", "指令针对的任务。"),
      "done-at": said("When it was really done (`record-later`).", "实际完成的时间（补录）。"),
      in: said("In which linked case, by the step or the schedule that opened it.", "在哪个关联事项里，写发起它的步骤或定时安排。"),
      as: said("A name for the case that is opened, when there are several.", "发起几个事项时，给它起个名字。"),
      refused: said("The refusal that is expected; then nothing changes.", "预期被拒绝的代码；此时什么也不改变。"),
      then: said("What must hold afterwards. Only what is written is compared.", "此后应有的情形。只核对写出来的内容。")
    }
  },
  expected: {
    self: said("What must hold afterwards.", "此后应有的情形。"),
    keys: {
      holders: said("Who has which task or stage: a role, a person or `nobody`.", "任务或阶段在谁手上：岗位、人或 `nobody`。"),
      due: said("When which task is due, or `none`.", "任务的期限，或 `none`。"),
      late: said("Which levels missed their term, or `yes`.", "哪几级超期，或 `yes`。"),
      open: said("Steps that are open.", "正在进行的步骤。"),
      closed: said("Steps that are over.", "已结束的步骤。"),
      waits: said("What a wait waits for: an instant, `event`, `receipt`, `answer` (of a `do`) or `paused`.", "在等什么：某时刻、`event`、`receipt`、`answer`（`do` 的答复）或 `paused`。"),
      held: said("Which part is held, by which hold.", "哪部分被哪项搁置停下。"),
      wrote: said("How many rows were written into a ledger, or which.", "台账新写了几行，或哪些行。"),
      told: said("Who got which message.", "谁收到了哪条消息。"),
      opened: said("Which cases were opened, by which step.", "由哪个步骤发起了哪些事项。"),
      values: said("Values of the case.", "事项中的值。"),
      gives: said("Fields of the outcome.", "结果所带的字段。"),
      ended: said("The outcome; for linked cases, each with its own, and `case` for this one.", "结束的结果；关联事项各写各的，本事项写 `case`。")
    }
  }
}
