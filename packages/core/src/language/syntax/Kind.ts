import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Expression, Rows } from "./tree/Expression.ts"
import type { Allowance, Fields, FieldType, Form, Given, Names, Needed, Paper, Refs } from "./tree/Field.ts"
import type * as Book from "./tree/Handbook.ts"
import type {
  DateLiteral,
  DateTimeLiteral,
  NumberLiteral,
  PercentLiteral,
  Term,
  TimeLiteral
} from "./tree/Literal.ts"
import type { Broken, Data, Listed, Name, Named, Ref, Text, Whole, Word } from "./tree/Node.ts"
import type { People } from "./tree/People.ts"
import type { Change, Hold, Intake, Orders } from "./tree/Procedure.ts"
import type * as Play from "./tree/Scenario.ts"
import type { Messages, Schedules, Words } from "./tree/Shared.ts"
import type { DecideRow, Filed, Into, RecordLater, Steps } from "./tree/Step.ts"
import type * as Time from "./tree/Time.ts"

type OrBroken<T> = T | Broken

/** What can stand behind a key: the kinds that the tables of `Shape` speak of, and what each is read as. */
export interface Kinds {
  // values
  readonly text: Text
  readonly "new-name": Name
  readonly name: Name
  readonly whole: Whole
  readonly number: NumberLiteral
  readonly percent: PercentLiteral
  readonly term: Term
  readonly time: TimeLiteral
  readonly date: DateLiteral
  readonly "date-time": DateTimeLiteral
  readonly "date-range": Time.DateRange
  readonly ref: Ref
  readonly refs: Refs
  readonly "new-names": Names
  readonly names: Names
  readonly data: Data
  readonly "data-map": Named<Data>
  readonly "data-list": Listed<Data>
  // sentences
  readonly expression: Expression
  readonly deadline: Time.Deadline
  readonly anchor: Time.Anchor
  readonly event: Time.EventSource
  readonly "hold-end": { readonly kind: "its-end"; readonly span: Text["span"] } | Time.EventSource
  readonly "reminder-time": Time.ReminderTime
  readonly every: Time.Every
  readonly covers: Time.Covers
  readonly people: People
  readonly rows: Rows
  readonly measure: Book.Measure
  readonly type: FieldType
  readonly needed: Needed
  readonly take: Time.Take
  // parts of steps
  readonly due: Time.Due
  readonly reminders: Listed<OrBroken<Time.Reminder>>
  readonly ladder: Time.Ladder
  readonly "record-later": RecordLater
  readonly fields: Fields
  readonly form: Form
  readonly "list-type": FieldType | Fields
  readonly allow: Named<OrBroken<Allowance>>
  readonly given: Given
  readonly steps: Steps
  readonly branches: Named<OrBroken<Steps>>
  readonly cases: Named<OrBroken<Steps>>
  readonly "decide-rows": Listed<OrBroken<DecideRow>>
  readonly filed: Listed<OrBroken<Filed>>
  readonly into: Listed<OrBroken<Into>>
  // parts of procedures
  readonly intake: Intake
  readonly "fields-by-name": Named<OrBroken<Fields>>
  readonly holds: Named<OrBroken<Hold>>
  readonly orders: Orders
  readonly changes: Listed<OrBroken<Change>>
  readonly sheets: Named<OrBroken<Refs>>
  readonly schedules: Schedules
  readonly messages: Messages
  readonly words: Words
  // parts of handbooks
  readonly "time-rules": Book.Time
  readonly calendars: Named<OrBroken<Book.Calendar>>
  readonly "open-hours": Listed<OrBroken<Time.OpenHours>>
  readonly dates: Listed<OrBroken<DateLiteral>>
  readonly departments: Named<OrBroken<Book.Department>>
  readonly roles: Named<OrBroken<Book.Role>>
  readonly heads: Name | { readonly kind: "each-department"; readonly span: Text["span"] }
  readonly bodies: Named<OrBroken<Book.Body>>
  readonly documents: Named<OrBroken<Book.Document>>
  readonly papers: Named<OrBroken<Book.Papers>>
  readonly "papers-lists": Named<OrBroken<Book.PapersList>>
  readonly needs: Listed<OrBroken<Paper>>
  readonly archives: Named<OrBroken<Book.Archive>>
  readonly ledgers: Named<OrBroken<Book.Ledger>>
  readonly tables: Named<OrBroken<Book.Table>>
  readonly totals: Named<OrBroken<NumberLiteral>>
  readonly reports: Named<OrBroken<Book.Report>>
  readonly show: Listed<OrBroken<Book.Shown>>
  readonly checklists: Named<OrBroken<Names>>
  readonly classes: Named<OrBroken<Book.Class>>
  readonly uses: Book.Uses
  readonly "taken-names": Names | Word<"all">
  readonly renamed: Named<OrBroken<Name>>
  readonly parameters: Named<OrBroken<Named<Data>>>
  readonly quotas: Named<OrBroken<Book.Quota>>
  readonly missed: Book.Missed
  // parts of scenarios
  readonly "given-world": Play.Given
  readonly staff: Named<OrBroken<People>>
  readonly "yes-no-by-name": Named<OrBroken<Word<"yes" | "no">>>
  readonly absences: Named<OrBroken<Time.DateRange>>
  readonly "name-by-name": Named<OrBroken<Name>>
  readonly "rows-by-name": Named<OrBroken<Listed<Data>>>
  readonly "scenario-rows": Listed<OrBroken<Play.Row>>
  readonly signers: Names
  readonly path: Play.Path
  readonly paths: Listed<OrBroken<Play.Path>>
  readonly then: Play.Then
  readonly "people-by-path": Play.Expected<OrBroken<People>>
  readonly "due-by-path": Play.Expected<OrBroken<DateTimeLiteral | Word<"none">>>
  readonly "late-by-path": Play.Expected<OrBroken<Names | Word<"yes" | "no">>>
  readonly "waits-by-path": Play.Expected<OrBroken<DateTimeLiteral | Word<"event" | "receipt" | "answer" | "paused">>>
  readonly "names-by-path": Play.Expected<OrBroken<Names>>
  readonly wrote: Named<OrBroken<Whole | Listed<Data>>>
  readonly "names-by-name": Named<OrBroken<Names>>
  readonly "paths-by-name": Named<OrBroken<Listed<OrBroken<Play.Path>>>>
  readonly "data-by-path": Play.Expected<Data>
  readonly ended: Name | Play.Expected<OrBroken<Name>>
}

export type Kind = keyof Kinds

/** How a kind is called when something else stands there. What is not here is a map. */
const called: Partial<Readonly<Record<Kind, Said>>> = {
  text: said("a text", "一段文字"),
  "new-name": said("a name", "一个名称"),
  name: said("a name", "一个名称"),
  whole: said("a whole number", "一个整数"),
  number: said("a number", "一个数字"),
  percent: said("a percentage such as `30%`", "一个百分比，如 `30%`"),
  term: said("a term such as `5 calendar days`", "一段时长，如 `5 calendar days`"),
  time: said("a time such as `09:00`", "一个时刻，如 `09:00`"),
  date: said("a date such as `2026-03-04`", "一个日期，如 `2026-03-04`"),
  "date-time": said("a date and time such as `2026-03-04 16:40`", "日期和时刻，如 `2026-03-04 16:40`"),
  "date-range": said("two dates such as `2026-01-01 to 2026-12-31`", "起止日期，如 `2026-01-01 to 2026-12-31`"),
  ref: said("the name of a value", "一个值的名称"),
  refs: said("a list of names", "名称列表"),
  "new-names": said("a list of names", "名称列表"),
  names: said("a list of names", "名称列表"),
  data: said("a value", "一个值"),
  "data-list": said("a list of rows", "由各行组成的列表"),
  expression: said("a condition or a value", "一个条件或值"),
  deadline: said("a deadline such as `3 working days from intake`", "一个期限，如 `3 working days from intake`"),
  anchor: said("an anchor such as `intake`", "一个起算点，如 `intake`"),
  event: said("an event, such as `payment-received where event.unit is unit`", "一个事件，如 `payment-received where event.unit is unit`"),
  "hold-end": said("`its end` or an event", "`its end` 或一个事件"),
  "reminder-time": said("an instant such as `1 calendar day before due`", "一个时点，如 `1 calendar day before due`"),
  every: said("a rhythm such as `day at 18:00` or `Monday`", "一个周期，如 `day at 18:00` 或 `Monday`"),
  covers: said("a period such as `last week`", "一个期间，如 `last week`"),
  people: said("people: a role, a list of roles, or `{ together: [a, b] }`", "人员：一个岗位、岗位列表，或 `{ together: [a, b] }`"),
  rows: said("a ledger, or `cases of` a procedure", "一个台账，或 `cases of` 加流程名"),
  measure: said("rows, such as `cases of callback where …`", "要统计的行，如 `cases of callback where …`"),
  type: said("a type such as `text`, `date` or `[a, b]`", "一种类型，如 `text`、`date` 或 `[a, b]`"),
  needed: said("`yes`, `no` or `when` and a condition", "`yes`、`no`，或 `when` 加条件"),
  take: said("`earlier`, `later`, `requested` or a parameter", "`earlier`、`later`、`requested` 或一个参数"),
  due: said("a deadline, or its long form with `within`", "一个期限，或含 `within` 的一组内容"),
  reminders: said("a list of reminders", "提醒列表"),
  form: said("fields, or the name of a form", "一组字段，或一张表单的名称"),
  steps: said("a list of steps, each beginning with `-`", "步骤列表，每步以 `-` 开头"),
  "decide-rows": said("a list of rows, each with `when` and `then`", "由各行组成的列表，每行有 `when` 和 `then`"),
  filed: said("a list of papers and forms", "资料和表单的列表"),
  into: said("a list of archives", "档案列表"),
  changes: said("a list of changes", "变更列表"),
  dates: said("a list of dates", "日期列表"),
  "taken-names": said("a list of names, or `all`", "名称列表，或 `all`（全部）"),
  heads: said("a department, or `each department`", "一个部门，或 `each department`"),
  needs: said("a list of papers, such as `[owner-id-card copy]`", "资料列表，如 `[owner-id-card copy]`"),
  show: said("a list such as `[count]`", "列表，如 `[count]`"),
  signers: said("a person, or a list of persons", "一个人，或几个人的列表"),
  "scenario-rows": said("a list of dated rows, each beginning with `- at:`", "按日期排列的各行，每行以 `- at:` 开头"),
  path: said("the name of a step", "一个步骤的名称"),
  paths: said("a list of steps", "步骤列表"),
  ended: said("an outcome", "一个结果")
}

const aMap = said("several entries (`key: value`)", "一组内容（`项: 值`）")

export const calledOf = (kind: Kind): Said => called[kind] ?? aMap
