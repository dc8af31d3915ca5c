/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Kind } from "./Kind.ts"

/**
 * The keyword table: of each map with keywords as keys, which keys it has, which are required, and what stands
 * behind them. A closed set of words is written as a list. The decoder, the editor's schema and the docs read
 * the same table.
 */
export type Words = readonly [string, ...ReadonlyArray<string>]

export interface Key<K extends Kind | Words = Kind | Words, R extends boolean = boolean> {
  readonly kind: K
  readonly required: R
  readonly example: string | undefined
}

export interface Shape<Keys extends Readonly<Record<string, Key>> = Readonly<Record<string, Key>>> {
  /** What has these keys, in a sentence: "a task". */
  readonly place: Said
  readonly keys: Keys
}

const R = <const K extends Kind | Words>(kind: K, example?: string): Key<K, true> => ({ kind, required: true, example })

const O = <const K extends Kind | Words>(kind: K): Key<K, false> => ({ kind, required: false, example: undefined })

const shape = <const Keys extends Readonly<Record<string, Key>>>(en: string, zh: string, keys: Keys): Shape<Keys> => ({
  place: said(en, zh),
  keys
})

const reason = ["required", "optional"] as const
const clocks = ["pause", "run"] as const

/** The kinds of step and what each may say. Every step may have `when`; its kind word holds its name. */
export const steps = {
  task: shape("a task", "任务（task）", {
    by: O("people"),
    due: O("due"),
    ladder: O("ladder"),
    form: O("form"),
    "record-later": O("record-later"),
    when: O("expression")
  }),
  decide: shape("a decision", "判定（decide）", {
    type: O("type"),
    first: O("decide-rows"),
    "exactly-one": O("decide-rows"),
    when: O("expression")
  }),
  compute: shape("a computation", "计算（compute）", {
    type: R("type", "type: money"),
    value: R("expression", "value: half-up(fee * 70%)"),
    when: O("expression")
  }),
  choose: shape("a choice of branches", "分支（choose）", {
    of: R("expression", "of: tier"),
    cases: R("cases"),
    otherwise: O("steps"),
    when: O("expression")
  }),
  parallel: shape("a parallel step", "并行（parallel）", {
    join: R(["all", "any"], "join: all"),
    branches: R("branches"),
    beside: O("branches"),
    when: O("expression")
  }),
  each: shape("an each step", "逐项（each）", {
    in: R("expression", "in: departments"),
    steps: R("steps"),
    when: O("expression")
  }),
  repeat: shape("a repeat step", "重复（repeat）", {
    until: R("expression", "until: recheck.passed"),
    "at-most": O("whole"),
    beyond: O("steps"),
    "no-limit-because": O("text"),
    steps: R("steps"),
    when: O("expression")
  }),
  wait: shape("a wait", "等待（wait）", {
    for: O("event"),
    until: O("deadline"),
    since: O("anchor"),
    because: O("text"),
    when: O("expression")
  }),
  notify: shape("a notification", "通知（notify）", {
    to: R("people", "to: owner"),
    via: R("names", "via: [sms]"),
    with: R("name", "with: pay-please"),
    receipt: O(["required", "no"]),
    when: O("expression")
  }),
  record: shape("a record step", "登记（record）", {
    in: R("name", "in: complaint-record"),
    add: O("given"),
    fill: O("given"),
    row: O("ref"),
    when: O("expression")
  }),
  file: shape("a filing", "归档（file）", {
    by: R("people", "by: archivist"),
    due: O("due"),
    "record-later": O("record-later"),
    what: R("filed", "what: [verify.shown]"),
    into: R("into", "into: [owner-archive]"),
    when: O("expression")
  }),
  announce: shape("an announcement", "宣告（announce）", {
    event: R("name", "event: dissatisfied"),
    with: O("given"),
    when: O("expression")
  }),
  do: shape("an action", "动作（do）", {
    action: R("name"),
    with: O("given"),
    when: O("expression")
  }),
  call: shape("a call", "调用（call）", {
    opens: R("name", "opens: house-acceptance"),
    with: O("given"),
    when: O("expression")
  }),
  start: shape("a start step", "发起（start）", {
    opens: R("name", "opens: complaint"),
    with: O("given"),
    when: O("expression")
  }),
  end: shape("an end", "结束（end）", {
    gives: O("given"),
    when: O("expression")
  }),
  stage: shape("a stage", "阶段（stage）", {
    due: O("due"),
    by: O("people"),
    ladder: O("ladder"),
    steps: R("steps"),
    when: O("expression")
  })
} as const

export type StepKind = keyof typeof steps

export const orders = {
  transfer: shape("the order `transfer`", "指令 `transfer`（转办）", {
    by: R("people", "by: cs-supervisor"),
    when: O("expression"),
    of: O("refs"),
    to: O("people")
  }),
  delegate: shape("the order `delegate`", "指令 `delegate`（委派）", {
    by: R("people", "by: holder"),
    when: O("expression"),
    to: R("people")
  }),
  return: shape("the order `return`", "指令 `return`（驳回）", {
    by: R("people", "by: cs-supervisor"),
    when: O("expression"),
    to: R("refs", "to: [classify]"),
    reason: O(reason)
  }),
  withdraw: shape("the order `withdraw`", "指令 `withdraw`（撤回）", {
    by: R("people", "by: complainant"),
    when: O("expression"),
    reason: O(reason),
    ends: R("name", "ends: withdrawn")
  }),
  terminate: shape("the order `terminate`", "指令 `terminate`（终止）", {
    by: R("people", "by: office-director"),
    when: O("expression"),
    reason: O(reason),
    form: O("form"),
    ends: R("name", "ends: terminated")
  }),
  urge: shape("the order `urge`", "指令 `urge`（催办）", {
    by: R("people", "by: complainant"),
    when: O("expression")
  }),
  extend: shape("the order `extend`", "指令 `extend`（延期）", {
    by: R("people", "by: office-director"),
    when: O("expression"),
    of: R("refs", "of: [solve]"),
    reason: O(reason),
    "at-most": R("term", "at-most: 5 calendar days"),
    times: O("whole")
  }),
  suspend: shape("the order `suspend`", "指令 `suspend`（暂停）", {
    by: R("people", "by: cs-manager"),
    when: O("expression"),
    reason: O(reason),
    form: O("form"),
    clocks: R(clocks, "clocks: pause"),
    "at-most": R("term", "at-most: 30 calendar days")
  }),
  resume: shape("the order `resume`", "指令 `resume`（恢复）", {
    by: R("people", "by: cs-manager"),
    when: O("expression")
  }),
  "add-signer": shape("the order `add-signer`", "指令 `add-signer`（加签）", {
    by: R("people", "by: cs-manager"),
    when: O("expression"),
    of: R("refs", "of: [dept]")
  }),
  rebook: shape("the order `rebook`", "指令 `rebook`（改约）", {
    by: R("people", "by: owner"),
    when: O("expression"),
    of: R("refs", "of: [agree-time.visit]"),
    reason: O(reason)
  }),
  amend: shape("the order `amend`", "指令 `amend`（更正）", {
    by: R("people", "by: cs-supervisor"),
    when: O("expression"),
    of: R("refs"),
    reason: O(reason)
  })
} as const

export type OrderKind = keyof typeof orders

export const field = shape("a field", "字段", {
  type: O("type"),
  list: O("list-type"),
  needed: O("needed"),
  "at-least": O("number"),
  "at-most": O("number"),
  allow: O("allow"),
  class: O("name"),
  default: O("data")
})

export const allowance = shape("a limit on a value", "取值限制", { by: O("people"), when: O("expression") })

export const due = shape("a deadline in its long form", "期限（完整写法）", {
  within: R("deadline", "within: 2 calendar days from intake"),
  or: O("deadline"),
  take: O("take"),
  remind: O("reminders")
})

export const reminder = shape("a reminder", "提醒", {
  at: R("reminder-time", "at: 1 calendar day before due"),
  tell: R("people", "tell: holder"),
  with: R("name", "with: limit-near"),
  during: O("name")
})

export const rung = shape("a rung", "阶梯中的一级", { by: R("people", "by: cs-supervisor"), due: O("due") })

export const recordLater = shape("`record-later`", "`record-later`（补录）", {
  by: R("people", "by: cs-supervisor"),
  "at-most": R("term", "at-most: 24 hours")
})

export const decideRow = shape("a row of a decision", "判定中的一行", {
  when: O("expression"),
  then: R("expression", "then: major")
})

export const people = shape("people", "人员", { any: O("people"), together: O("people"), not: O("people") })

export const schedule = shape("a schedule", "定时安排", {
  every: O("every"),
  on: O("name"),
  opens: R("name", "opens: key-count"),
  with: O("given"),
  covers: O("covers"),
  due: O("due"),
  when: O("expression"),
  "after-downtime": O(["all", "latest"])
})

export const procedure = shape("a procedure", "流程", {
  procedure: R("new-name"),
  version: R("whole", "version: 1"),
  parameters: O("fields"),
  intake: O("intake"),
  due: O("due"),
  by: O("people"),
  ladder: O("ladder"),
  steps: R("steps"),
  outcomes: R("fields-by-name", "outcomes: { resolved: {} }"),
  announces: O("fields-by-name"),
  holds: O("holds"),
  orders: O("orders"),
  schedules: O("schedules"),
  changes: O("changes"),
  sheets: O("sheets"),
  "seen-by": O("people"),
  messages: O("messages"),
  words: O("words")
})

export const intake = shape("the intake", "受理（intake）", {
  by: O("people"),
  form: O("form"),
  due: O("due"),
  "counts-from": O("ref")
})

export const hold = shape("a hold", "搁置（hold）", {
  from: R("ref", "from: fee-objection.dissatisfied"),
  where: R("expression", "where: event.unit is unit"),
  until: R("hold-end", "until: its end"),
  stops: R("refs", "stops: [chasing]"),
  clocks: R(clocks, "clocks: pause")
})

export const change = shape("a change", "变更记录", {
  version: R("whole"),
  from: R("date"),
  size: R(["major", "minor"], "size: major"),
  "approved-by": O("name"),
  what: R("text")
})

export const handbook = shape("a handbook", "手册", {
  handbook: R("new-name"),
  version: R("whole", "version: 1"),
  languages: R("new-names", "languages: [zh, en]"),
  "names-in": R("name", "names-in: en"),
  time: R("time-rules"),
  currency: R("name", "currency: CNY"),
  calendars: R("calendars"),
  ranks: R("new-names", "ranks: [staff, supervisor, manager]"),
  departments: R("departments"),
  roles: R("roles"),
  bodies: O("bodies"),
  "party-kinds": O("new-names"),
  documents: O("documents"),
  papers: O("papers"),
  archives: O("archives"),
  ledgers: O("ledgers"),
  tables: O("tables"),
  reports: O("reports"),
  checklists: O("checklists"),
  forms: O("fields-by-name"),
  classes: O("classes"),
  channels: O("new-names"),
  events: O("fields-by-name"),
  uses: O("uses"),
  parameters: O("parameters"),
  schedules: O("schedules"),
  quotas: O("quotas"),
  messages: O("messages"),
  words: O("words")
})

/** What is taken from another handbook (`uses: { ../v0b: … }`): of its sections these names, or all. */
export const taken = shape("what is taken from another handbook", "从另一手册引用的内容", {
  procedures: O("taken-names"),
  calendars: O("taken-names"),
  departments: O("taken-names"),
  roles: O("taken-names"),
  bodies: O("taken-names"),
  "party-kinds": O("taken-names"),
  documents: O("taken-names"),
  papers: O("taken-names"),
  archives: O("taken-names"),
  ledgers: O("taken-names"),
  tables: O("taken-names"),
  reports: O("taken-names"),
  checklists: O("taken-names"),
  forms: O("taken-names"),
  classes: O("taken-names"),
  channels: O("taken-names"),
  events: O("taken-names"),
  parameters: O("taken-names"),
  schedules: O("taken-names"),
  quotas: O("taken-names"),
  messages: O("taken-names"),
  without: O("names"),
  as: O("renamed")
})

export const timeRules = shape("`time`", "`time`（时间规则）", {
  zone: R("text", "zone: Asia/Shanghai"),
  calendar: R("name"),
  "day-ends": R(["midnight", "closing"], "day-ends: midnight"),
  "after-closing": R(["same day", "next opening day"], "after-closing: same day"),
  holidays: R(["do not move a due date", "move a due date to the next working day"], "holidays: do not move a due date"),
  "remind-at": R("time", "remind-at: 09:00")
})

export const calendar = shape("a calendar", "日历", {
  open: R("open-hours", "open: { Mon-Fri: 08:30-17:30 }"),
  holidays: R("name", "holidays: cn-state-council"),
  covered: R("date-range", "covered: 2026-01-01 to 2026-12-31"),
  closed: O("dates"),
  "also-open": O("dates")
})

export const department = shape("a department", "部门", { "part-of": O("name") })

export const role = shape("a role", "岗位", {
  rank: R("name", "rank: staff"),
  in: O("name"),
  heads: O("heads"),
  "reports-to": O("name"),
  "stands-in": O("name")
})

export const body = shape("a body", "集体机构", {
  founded: R(["yes", "no", "unknown"], "founded: unknown"),
  "recorded-by": R("name", "recorded-by: cs-manager")
})

export const document = shape("a document", "资料", {})

export const papers = shape("papers", "资料清单", { needs: O("needs"), of: O("new-names"), lists: O("papers-lists") })

export const papersList = shape("a list of papers", "资料清单", { includes: O("name"), needs: O("needs") })

export const archive = shape("an archive", "档案", {
  by: R(["unit", "department", "staff", "month", "year"], "by: unit"),
  "kept-by": R("name", "kept-by: archivist")
})

export const ledger = shape("a ledger", "台账", { columns: R("fields"), class: O("name") })

export const table = shape("a table", "表格", {
  columns: R("fields"),
  key: R("names", "key: [item]"),
  rows: O("data-list"),
  from: O(["host"]),
  "adds-up": O("totals"),
  class: O("name")
})

export const report = shape("a report", "报表", {
  rows: R("rows", "rows: complaint-ledger"),
  day: R("name", "day: opened"),
  by: O("names"),
  show: O("show"),
  "each-row": O("names")
})

export const dataClass = shape("a class", "保密类别", {
  "seen-by": R("people", "seen-by: [cs-dept]"),
  "used-in": R("names", "used-in: [complaint]")
})

export const quota = shape("a quota", "指标", {
  count: R("measure"),
  of: R("measure"),
  per: R(["day", "week", "month", "quarter", "year"], "per: year"),
  "at-least": O("percent"),
  "at-most": O("percent"),
  rounded: R(["up", "down", "exact"], "rounded: up"),
  missed: R("missed", "missed: { tell: cs-manager, with: quota-short }")
})

export const missed = shape("`missed`", "`missed`", { tell: R("people", "tell: cs-manager"), with: R("name") })

/** Parts of a handbook of which another one that takes them may write only what is different. */
export const patchable: ReadonlySet<unknown> = new Set([
  handbook,
  timeRules,
  calendar,
  role,
  body,
  papers,
  archive,
  ledger,
  table,
  report,
  dataClass,
  schedule,
  quota
])

export const scenario = shape("a scenario", "场景", {
  scenario: R("new-name"),
  of: R("name", "of: complaint"),
  given: O("given-world"),
  rows: R("scenario-rows")
})

export const givenWorld = shape("`given`", "`given`（前提）", {
  staff: O("staff"),
  "on-duty": O("yes-no-by-name"),
  absent: O("absences"),
  parties: O("name-by-name"),
  founded: O("names"),
  rows: O("rows-by-name"),
  parameters: O("data-map")
})

export const scenarioRow = shape("a row of a scenario", "场景中的一行", {
  at: R("date-time", "at: 2026-03-02 16:40"),
  who: O("signers"),
  opens: O("name"),
  does: O("path"),
  orders: O("name"),
  event: O("ref"),
  receipt: O("path"),
  answers: O("path"),
  outcome: O("name"),
  with: O("data-map"),
  of: O("path"),
  "done-at": O("date-time"),
  in: O("path"),
  as: O("new-name"),
  refused: O("name"),
  then: O("then")
})

export const expected = shape("`then`", "`then`（结果）", {
  holders: O("people-by-path"),
  due: O("due-by-path"),
  late: O("late-by-path"),
  open: O("paths"),
  closed: O("paths"),
  waits: O("waits-by-path"),
  held: O("names-by-path"),
  wrote: O("wrote"),
  told: O("names-by-name"),
  opened: O("paths-by-name"),
  values: O("data-by-path"),
  gives: O("data-map"),
  ended: O("ended")
})
