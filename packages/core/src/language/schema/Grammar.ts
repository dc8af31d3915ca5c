import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import { calledOf, type Kind } from "../syntax/Kind.ts"
import { simpleTypes } from "../syntax/tree/Field.ts"

/**
 * How a sentence is built, as the editor shows it beside the key, and what it offers to begin with. A kind without an
 * entry is told as the compiler calls it (`Kind.calledOf`).
 */
interface Grammar {
  readonly how: Said
  readonly examples: ReadonlyArray<string>
}

const grammar: Partial<Readonly<Record<Kind, Grammar>>> = {
  deadline: {
    how: said(
      "A deadline: `N UNIT from ANCHOR` (calendar days, working days, working hours, hours, minutes, weeks, months; anchors: `intake`, `its start`, a step, a date field), `N UNIT before DATE`, `same day as ANCHOR`, `end of month from ANCHOR`, `at once`, a date field, or `case due`.",
      "期限：`N 单位 from 起算点`（单位：calendar days 自然日、working days 工作日、working hours 工作小时、hours、minutes、weeks、months；起算点：`intake` 受理、`its start` 本步开始、步骤名、日期字段），`N 单位 before 日期`，`same day as 起算点`，`end of month from 起算点`，`at once` 立即，日期字段，或 `case due`。"
    ),
    examples: ["3 working days from intake", "2 calendar days from its start", "24 hours from intake", "same day as intake", "at once"]
  },
  expression: {
    how: said(
      "A condition or value: `a and b`, `a or b`, `not a`, `x is value`, `x is not value`, `x is present`, `step was done`, `x > 3`, `a else b`, `count rows where …`. Values of another step are `step.field`.",
      "条件或值：`a and b`、`a or b`、`not a`、`x is 值`、`x is not 值`、`x is present`（已填）、`步骤 was done`（已办）、`x > 3`、`a else b`（没有则用 b）、`count 行 where …`。其他步骤的值写作 `步骤.字段`。"
    ),
    examples: []
  },
  people: {
    how: said(
      "People: a role, `role in DEPARTMENT`, `role on duty`, `head of DEPARTMENT`, `superior of WHO`, `opener`, `holder`, `doer of STEP`, a person field; a list is any of them; `{ together: [a, b] }` all, `{ any: […], not: … }` with exceptions.",
      "人员：岗位、`岗位 in 部门`、`岗位 on duty`（在岗）、`head of 部门`（负责人）、`superior of 某人`（上级）、`opener` 发起人、`holder` 办理人、`doer of 步骤`、人员字段；列表表示其中任何一人；`{ together: [a, b] }` 共同签字，`{ any: […], not: … }` 排除。"
    ),
    examples: ["opener", "holder"]
  },
  type: {
    how: said(
      "A type: a word such as `text`, a choice `[a, b]`, `papers LIST`, `checklist LIST`, `report R for PERIOD`, `signature of WHO`, `case of PROCEDURE`.",
      "类型：如 `text`；选项 `[a, b]`；`papers 清单`、`checklist 检查表`、`report 报表 for 期间字段`、`signature of 谁`、`case of 流程`。"
    ),
    examples: simpleTypes
  },
  "list-type": {
    how: said("The type of one item, or fields for rows.", "一项的类型；若为多列，则写一组字段。"),
    examples: simpleTypes
  },
  term: {
    how: said("A length of time with its unit: `5 working days`, `24 hours`, `3 months`.", "带单位的时长：`5 working days`、`24 hours`、`3 months`。"),
    examples: ["5 working days", "24 hours"]
  },
  anchor: { how: said("An anchor: `intake`, `its start`, a step, a date field.", "起算点：`intake`、`its start`、步骤名、日期字段。"), examples: ["intake", "its start"] },
  event: {
    how: said("An event and which of them: `payment-received where event.unit is unit`.", "事件及其条件：`payment-received where event.unit is unit`。"),
    examples: []
  },
  every: {
    how: said(
      "A rhythm: `day at 18:00`, `working day`, `Monday`, `2 times a week`, `week`, `month on day 5`, `month on last day`, `quarter`, `quarter on last day`, `year on March 1`.",
      "周期：`day at 18:00` 每天、`working day` 每个工作日、`Monday` 每周一、`2 times a week`、`week`、`month on day 5`、`month on last day`、`quarter`、`quarter on last day`、`year on March 1`。"
    ),
    examples: ["day at 18:00", "Monday", "month on last day"]
  },
  covers: { how: said("A period: `today`, `last week`, `this month`, `last quarter`, `next year` …", "期间：`today`、`last week`、`this month`、`last quarter`、`next year` 等。"), examples: ["last week", "last month"] },
  needed: { how: said("`yes`, `no`, or `when` and a condition over the same form.", "`yes`、`no`，或 `when` 加本表单的条件。"), examples: ["no"] },
  take: { how: said("`earlier`, `later`, `requested`, or `param.` and a name.", "`earlier`、`later`、`requested`，或 `param.` 加名称。"), examples: ["earlier", "later", "requested"] },
  "reminder-time": {
    how: said("`1 calendar day before due`, `due`, or `every 24 hours after due` until it is done.", "`1 calendar day before due` 到期前、`due` 到期时，或 `every 24 hours after due` 逾期后反复提醒。"),
    examples: ["1 calendar day before due", "due", "every 24 hours after due"]
  },
  rows: { how: said("A ledger, or `cases of` a procedure.", "台账，或 `cases of` 加流程名。"), examples: [] },
  measure: { how: said("`cases of P where …` or `sum COLUMN over LEDGER where …`; the row is `each`.", "`cases of 流程 where …` 或 `sum 列 over 台账 where …`；其中一行写作 `each`。"), examples: [] },
  needs: {
    how: said("Papers: `[N] DOCUMENT MANNER`, e.g. `2 photo original`. Manners: original, copy, seen, seen-and-copied, handwritten.", "资料：`[份数] 资料 方式`，如 `2 photo original`。方式：original 原件、copy 复印件、seen 查验、seen-and-copied 验原件留复印件、handwritten 亲笔。"),
    examples: []
  }
}

/** A deadline may stand alone or with its reminders. */
const long = said(" Or the long form with `within` and reminders.", "也可写成含 `within` 的一组内容，另带提醒。")

export const howOf = (kind: Kind): Said => {
  const deadline = grammar.deadline?.how
  return kind === "due" && deadline !== undefined
    ? said(`${deadline.en}${long.en}`, `${deadline.zh}${long.zh}`)
    : grammar[kind]?.how ?? calledOf(kind)
}

export const examplesOf = (kind: Kind): ReadonlyArray<string> => grammar[kind === "due" ? "deadline" : kind]?.examples ?? []
