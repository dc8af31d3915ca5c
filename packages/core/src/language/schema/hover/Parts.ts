/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import { said } from "../../diagnostic/Phrase.ts"
import type * as Shape from "../../syntax/Shape.ts"
import type { Hover } from "./Hover.ts"

/** Parts that procedures and handbooks have in common: fields, deadlines, people, schedules. */
type Parts = Pick<
  typeof Shape,
  "field" | "allowance" | "due" | "reminder" | "rung" | "recordLater" | "decideRow" | "people" | "schedule"
>

export const parts: { readonly [K in keyof Parts]: Hover<Parts[K]> } = {
  field: {
    self: said("A field in its long form.", "字段的完整写法。"),
    keys: {
      type: said("What kind of value it takes.", "值的类型。"),
      list: said("A list: what kind each item is, or the fields of a row.", "列表：每一项的类型，或一行的各字段。"),
      needed: said("Whether it must be filled in. Default: yes.", "是否必填。默认必填（yes）。"),
      "at-least": said("The least value; of a list the shortest length.", "最小值；列表则为最少项数。"),
      "at-most": said("The greatest value; of a list the greatest length. A list used by `each` needs it.", "最大值；列表则为最多项数。供 `each` 使用的列表必须写。"),
      allow: said("Limits on single values: by whom and when each may be chosen.", "对个别取值的限制：谁、在什么条件下才能选。"),
      default: said("For a parameter: what holds unless the handbook sets it.", "参数的默认值，手册未另设时使用。")
    }
  },
  allowance: {
    self: said("Who may choose this value, and when.", "谁、在什么条件下可以选这个值。"),
    keys: {
      by: said("Only these may choose it.", "只有这些人可以选。"),
      when: said("It may be chosen only while this holds.", "满足此条件才可以选。")
    }
  },
  due: {
    self: said("A deadline in its long form, with reminders.", "期限的完整写法，可带提醒。"),
    keys: {
      within: said("The deadline.", "期限。"),
      or: said("A second deadline, which may be absent.", "第二个期限，可以没有。"),
      take: said("Which of the two counts: the `earlier`, the `later`, or the `requested` one (`or` when it is there).", "两者取哪一个：较早的 `earlier`、较晚的 `later`，或 `requested`（有 `or` 就用 `or`）。"),
      remind: said("Who is told before and after it.", "到期前后提醒谁。")
    }
  },
  reminder: {
    self: said("A reminder.", "一条提醒。"),
    keys: {
      at: said("When. Counted in days it is told at `time.remind-at`.", "何时提醒。按天计算的在 `time.remind-at` 时刻发出。"),
      tell: said("Who is told.", "提醒谁。"),
      with: said("The message, by its name under `messages`.", "消息的名称，见 `messages`。"),
      during: said("A calendar: the reminder moves to its next opening. Default: at any hour.", "日历：提醒顺延到其下一个开放时间。默认不限。")
    }
  },
  rung: {
    self: said("One level of the ladder.", "阶梯中的一级。"),
    keys: {
      by: said("Who has it on this level.", "这一级由谁办理。"),
      due: said("Until when; then the next level has it.", "到何时；过后转到下一级。")
    }
  },
  recordLater: {
    self: said("Entering afterwards that it was done.", "事后补录。"),
    keys: {
      by: said("Who may.", "谁可以补录。"),
      "at-most": said("How long after.", "最迟多久之内。")
    }
  },
  decideRow: {
    self: said("One row of the decision.", "判定的一行。"),
    keys: {
      when: said("The condition; the last row of `first` has none.", "条件；`first` 的最后一行不写。"),
      then: said("The value.", "得出的值。")
    }
  },
  people: {
    self: said("People in the long form.", "人员的完整写法。"),
    keys: {
      any: said("Any one of them.", "其中任何一人。"),
      together: said("All of them sign, always different persons.", "须各自签字，且始终是不同的人。"),
      not: said("Who may not, e.g. the same person twice (four eyes).", "排除谁，例如同一人不得办两次（四眼原则）。")
    }
  },
  schedule: {
    self: said("Something that opens by itself.", "到时自动发起的事项。"),
    keys: {
      every: said("The rhythm.", "周期。"),
      on: said("An event of the handbook, or a ledger: every new row of it.", "手册里的事件，或台账（每新增一行）。"),
      covers: said("The period it is about; given to the intake's `period` field.", "所涉期间，交给受理表单的 `period` 字段。"),
      due: said("The term of the case it opens.", "所发起事项的期限。"),
      when: said("Only if this holds at that moment.", "到时满足此条件才发起。"),
      "after-downtime": said("What was missed while nothing ran: `all` is made up for, or only the `latest`. Default: all.", "停机期间错过的：`all` 全部补办，或 `latest` 只补最近一次。默认全部。")
    }
  }
}
