import { said } from "../../diagnostic/Phrase.ts"
import type * as Shape from "../../syntax/Shape.ts"
import type { Hover } from "./Hover.ts"

/** The kinds of step and their keys. */
export const steps: { readonly [K in Shape.StepKind]: Hover<(typeof Shape.steps)[K]> } = {
  task: {
    self: said("A person does something. The value is the name of the task.", "由人办理的一项任务。值是任务的名称。"),
    keys: {}
  },
  decide: {
    self: said("Rules give a value: no person, no time. What a person judges is a task.", "按规则得出一个值，不需要人，也不占时间。需要人判断的请写成任务。"),
    keys: {
      type: said("The type of the value. Default: a choice made of the `then` values.", "值的类型。默认为各行 `then` 组成的选项。"),
      first: said("Rows in order; the first that holds counts. The last has no `when`.", "逐行判断，取最先成立的一行。最后一行不写 `when`。"),
      "exactly-one": said("Rows of which exactly one holds in every case. Gaps and overlaps are found.", "任何情况下恰有一行成立；空档和重叠都会检查出来。")
    }
  },
  compute: {
    self: said("Computes a value once, when the step is reached.", "走到这一步时计算一个值。"),
    keys: {
      type: said("The type of the value.", "值的类型。"),
      value: said("How it is computed. Money is rounded by hand: `half-up( )`, `up( )`, `down( )`.", "计算式。金额要写明取舍：`half-up( )`、`up( )`、`down( )`。")
    }
  },
  choose: {
    self: said("Goes one of several ways, by a value.", "按一个值走不同的分支。"),
    keys: {
      of: said("The value that decides: a choice or yes/no.", "据以分支的值：选项或是/否。"),
      cases: said("The steps for each value; `[]` is nothing to do.", "每个取值对应的步骤；`[]` 表示无事可做。"),
      otherwise: said("The steps for all values that are not named.", "未列出的取值所走的步骤。")
    }
  },
  parallel: {
    self: said("Several branches side by side.", "几个分支同时进行。"),
    keys: {
      join: said("`all`: goes on when every branch ended. `any`: when the first one ended; the rest is cancelled.", "`all`：全部分支结束才继续；`any`：最先一个结束就继续，其余取消。"),
      branches: said("The branches, by name.", "各分支，以名称为键。"),
      beside: said("Branches that are offered meanwhile and never waited for.", "同时提供、但不等待其完成的分支。")
    }
  },
  each: {
    self: said("The same steps for every item of a list, side by side. The name stands for the item.", "对列表中的每一项同时进行同样的步骤。名称代表其中一项。"),
    keys: {
      in: said("The list: a list field with `at-most`, or `list …`.", "列表：写了 `at-most` 的列表字段，或 `list …`。"),
      steps: said("The steps for one item.", "每一项的步骤。")
    }
  },
  repeat: {
    self: said("Rounds: the steps again, until a condition holds.", "反复进行这些步骤，直到条件满足。"),
    keys: {
      until: said("Asked after each round, with the values of that round.", "每轮结束后判断，用本轮的值。"),
      "at-most": said("The most rounds; then the steps in `beyond` follow.", "最多几轮；之后转入 `beyond`。"),
      beyond: said("What is done when the last round did not reach it.", "到了最多轮数仍未满足时的步骤。"),
      "no-limit-because": said("Why there may be any number of rounds, in words.", "为何不限轮数，写明理由。"),
      steps: said("The steps of one round.", "一轮的步骤。")
    }
  },
  wait: {
    self: said("Nobody acts: an event comes or a time passes.", "等待：不需要人办理，等事件发生或时间到。"),
    keys: {
      for: said("The event that ends it.", "等待的事件。"),
      until: said("The deadline that ends it. With `for`: whichever comes first.", "等到何时。与 `for` 并用时，先到者为准。"),
      since: said("Also takes an event that came earlier in this case, from here on.", "从何时起算：此前已发生的事件也算数。"),
      because: said("Why silence counts as consent, where the wait can win against a person's task.", "等待可能先于人的任务结束时，写明为何可视为默认同意。")
    }
  },
  notify: {
    self: said("Sends a message.", "发送消息。"),
    keys: {
      to: said("Who gets it.", "发给谁。"),
      via: said("By which channels, all of them.", "通过哪些渠道，全部都发。"),
      with: said("The message, by its name under `messages`.", "消息的名称，见 `messages`。"),
      receipt: said("`required`: the step ends when it was received. Default: no.", "`required`：收到回执才算结束。默认不要（no）。")
    }
  },
  record: {
    self: said("Writes into a ledger.", "登记台账。"),
    keys: {
      in: said("The ledger.", "哪一个台账。"),
      add: said("A new row: a value for each column.", "新增一行：每列的值。"),
      fill: said("Fills cells of a row that are still empty.", "补填某行尚空的格。"),
      row: said("The record step whose row is filled. Default: the only one of this case in the ledger.", "补填哪个登记步骤写的行。默认为本事项在该台账的唯一一行。")
    }
  },
  file: {
    self: said("A person puts papers into the archive and ticks that each is in its place.", "归档：由人把资料放入档案并逐项确认。"),
    keys: {
      what: said("What is filed: papers shown, forms of steps, `sheet` and its name.", "归档的内容：出示的资料、步骤的表单、`sheet` 加表名。"),
      into: said("The archives.", "归入哪些档案。")
    }
  },
  announce: {
    self: said("Tells other cases that something happened.", "向其他事项宣告一件事。"),
    keys: { event: said("The event, declared under `announces`.", "事件的名称，见 `announces`。") }
  },
  do: {
    self: said("An action that the host plugged in; waits for its answer.", "执行接入系统提供的动作，等待其结果。"),
    keys: { action: said("The action, by the name the host gave it.", "动作的名称，由接入系统提供。") }
  },
  call: { self: said("Opens another case and waits for its outcome.", "发起另一个事项，并等待其结果。"), keys: {} },
  start: { self: said("Opens another case and goes on.", "发起另一个事项，不等待其结果。"), keys: {} },
  end: {
    self: said("Ends the whole case. The value is one of the `outcomes`.", "结束整个事项。值是 `outcomes` 中的一个结果。"),
    keys: { gives: said("The fields of the outcome.", "结果所带的字段。") }
  },
  stage: {
    self: said("A stretch of steps with a term or a holder of its own.", "一段有自己期限或负责人的步骤。"),
    keys: {
      due: said("The term of the whole stretch; it runs from the moment the stage is entered, whichever step is open.", "整段的期限：进入阶段即开始计时，不论当时办到哪一步。"),
      by: said("Who answers for the stretch: `holder of` its name.", "整段的负责人，引用时写 `holder of` 加阶段名。")
    }
  }
}
