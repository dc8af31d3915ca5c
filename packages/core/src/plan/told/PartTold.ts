/**
 * The parts of things that have one value and say another now: what each part is called, in a sentence about `at`.
 */

/** What it is called; `none` is what it means where it is not written. */
export interface Label {
  readonly en: (at: string, of: string) => string
  readonly zh: (at: string, of: string) => string
  readonly none?: readonly [en: string, zh: string]
  /** what it is called in English is more than one */
  readonly many?: true
}

const label = (en: Label["en"], zh: Label["zh"], none?: Label["none"]): Label => (none === undefined ? { en, zh } : { en, zh, none })
const many = (en: Label["en"], zh: Label["zh"]): Label => ({ en, zh, many: true })

/** By what changed, and which part of it. */
export const labels: { readonly [what: string]: { readonly [part: string]: Label } } = {
  "step-content": {
    when: label((at) => `the condition of ${at}`, (at) => `${at}的条件`, ["always", "无条件"]),
    "record-later-by": label((at) => `who may record ${at} later`, (at) => `${at}的补录人`, ["nobody", "无人"]),
    "record-later-at-most": label((at) => `how much later ${at} may be recorded`, (at) => `${at}的补录时限`),
    "archive-key": label((at, of) => `under what ${at} files in ${of}`, (at, of) => `${at}在${of}中的归档依据`),
    policy: label((at) => `the way ${at} takes its rows`, (at) => `${at}的取值方式`),
    row: label((at, of) => `row ${of} of ${at}`, (at, of) => `${at}第${of}行`),
    value: label((at) => `how ${at} is calculated`, (at) => `${at}的算法`),
    "choose-of": label((at) => `what ${at} chooses by`, (at) => `${at}的选择依据`),
    join: label((at) => `what ${at} waits for`, (at) => `${at}等待的分支`),
    "each-in": label((at) => `for what ${at} is done`, (at) => `${at}的办理对象`),
    until: label((at) => `until when ${at} is repeated`, (at) => `${at}重复到何时`),
    "at-most": label((at) => `how often ${at} is repeated at most`, (at) => `${at}的最多次数`, ["without limit", "不限"]),
    "wait-for": label((at) => `what ${at} waits for`, (at) => `${at}等待的事件`, ["nothing", "无"]),
    "wait-since": label((at) => `the time from which ${at} takes an event`, (at) => `${at}认可事件的起始时间`, ["when the wait begins", "开始等待时"]),
    "notify-to": label((at) => `who gets ${at}`, (at) => `${at}的接收人`),
    "notify-via": label((at) => `how ${at} is sent`, (at) => `${at}的发送方式`),
    "notify-message": label((at) => `the message ${at} sends`, (at) => `${at}发送的消息`),
    "notify-receipt": label((at) => `the receipt of ${at}`, (at) => `${at}的回执`),
    "record-in": label((at) => `the register ${at} writes in`, (at) => `${at}登记的台账`),
    "record-mode": label((at) => `what ${at} writes`, (at) => `${at}的登记方式`),
    "record-row": label((at) => `the row ${at} fills`, (at) => `${at}补填的行`),
    cell: label((at, of) => `what ${at} writes in ${of}`, (at, of) => `${at}写入${of}的内容`, ["nothing", "不写"]),
    given: label((at, of) => `what ${at} hands over as ${of}`, (at, of) => `${at}传递的${of}`, ["nothing", "不传递"]),
    gives: label((at, of) => `what the outcome ${at} gives as ${of}`, (at, of) => `结果${at}给出的${of}`, ["nothing", "不给出"]),
    "announce-topic": label((at) => `what ${at} announces`, (at) => `${at}发布的事件`),
    opens: label((at) => `the procedure ${at} opens`, (at) => `${at}开启的流程`),
    action: label((at) => `what ${at} does`, (at) => `${at}执行的操作`)
  },
  "field-limit": {
    "at-least": label((at) => `the minimum of ${at}`, (at) => `${at}的下限`, ["without limit", "不限"]),
    "at-most": label((at) => `the maximum of ${at}`, (at) => `${at}的上限`, ["without limit", "不限"]),
    "allow-by": label((at, of) => `who may choose ${of} as ${at}`, (at, of) => `谁可将${at}选为${of}`, ["everybody", "所有人"]),
    "allow-when": label((at, of) => `when ${of} may be chosen as ${at}`, (at, of) => `${at}何时可选${of}`, ["always", "不限"]),
    order: label((at) => `the order of what is asked at ${at}`, (at) => `${at}中各项的顺序`)
  },
  "field-type": {
    filing: label((at) => `what goes into ${at}`, (at) => `归入${at}的内容`),
    signature: label((at) => `who signs ${at}`, (at) => `${at}的签名人`),
    report: label((at) => `what ${at} shows`, (at) => `${at}的内容`),
    order: label((at) => `the order of the choices of ${at}`, (at) => `${at}选项的顺序`)
  },
  checklist: { order: label((at) => `the order of the items of ${at}`, (at) => `${at}各项的顺序`) },
  papers: {
    for: label((at) => `by what the papers ${at} differ`, (at) => `资料清单${at}的区分依据`),
    lists: label((at) => `the papers ${at}`, (at) => `资料清单${at}`),
    order: label((at) => `the order of the papers ${at}`, (at) => `资料清单${at}的顺序`)
  },
  intake: { "counts-from": label(() => "what the intake counts from", () => "受理起算时间", ["when it is opened", "开启时"]) },
  "order-changed": {
    by: label((at) => `who may give the order ${at}`, (at) => `可以下达${at}的人`),
    when: label((at) => `the condition of the order ${at}`, (at) => `指令${at}的条件`, ["always", "无条件"]),
    of: label((at) => `what the order ${at} may be given for`, (at) => `指令${at}的适用范围`, ["everything", "全部"]),
    to: label((at) => `where the order ${at} may go`, (at) => `指令${at}的去向`, ["anybody", "不限"]),
    reason: label((at) => `the reason of the order ${at}`, (at) => `指令${at}的理由`),
    ends: label((at) => `the outcome the order ${at} ends with`, (at) => `指令${at}的结果`),
    "at-most": label((at) => `how long the order ${at} is for at most`, (at) => `指令${at}的最长时间`),
    times: label((at) => `how often the order ${at} may be given`, (at) => `指令${at}的最多次数`),
    clocks: label((at) => `the clock during the order ${at}`, (at) => `指令${at}期间的计时`)
  },
  "hold-changed": {
    from: label((at) => `what begins the hold ${at}`, (at) => `暂停${at}的开始`),
    until: label((at) => `what ends the hold ${at}`, (at) => `暂停${at}的结束`),
    stops: label((at) => `what the hold ${at} stops`, (at) => `暂停${at}的范围`),
    clocks: label((at) => `the clock during the hold ${at}`, (at) => `暂停${at}期间的计时`)
  },
  schedule: {
    every: label((at) => `when the schedule ${at} comes`, (at) => `自动安排${at}的时间`),
    when: label((at) => `the condition of the schedule ${at}`, (at) => `自动安排${at}的条件`, ["always", "无条件"]),
    opens: label((at) => `what the schedule ${at} opens`, (at) => `自动安排${at}开启的流程`),
    given: label((at, of) => `what the schedule ${at} fills in as ${of}`, (at, of) => `自动安排${at}填写的${of}`, ["nothing", "不填"]),
    covers: label((at) => `the period the schedule ${at} is about`, (at) => `自动安排${at}涉及的期间`),
    "after-downtime": label((at) => `which times of the schedule ${at} are made up after a standstill`, (at) => `自动安排${at}停机后补开的次数`)
  },
  time: {
    zone: label(() => "the time zone", () => "时区"),
    calendar: label(() => "the calendar that counts working days", () => "计算工作日的日历"),
    "day-ends": label(() => "when a day ends", () => "一天结束的时刻"),
    "after-closing": label(() => "the day that counts for what comes after closing time", () => "下班后收到的按哪天计"),
    holidays: label(() => "a due date on a holiday", () => "到期日遇节假日"),
    "remind-at": label(() => "the time of day of reminders", () => "提醒时刻"),
    currency: label(() => "the currency", () => "币种")
  },
  calendar: {
    holidays: many((at) => `the holidays of the calendar ${at}`, (at) => `日历${at}的节假日`),
    hours: many((at) => `the opening hours of the calendar ${at}`, (at) => `日历${at}的开放时间`),
    covered: many((at) => `the days the calendar ${at} covers`, (at) => `日历${at}涵盖的日期`),
    zone: label((at) => `the time zone of the calendar ${at}`, (at) => `日历${at}的时区`)
  },
  post: {
    rank: label((at) => `the rank of ${at}`, (at) => `${at}的职级`),
    in: label((at) => `the department of ${at}`, (at) => `${at}所在部门`, ["every department", "各部门"]),
    heads: label((at) => `what ${at} heads`, (at) => `${at}负责的部门`, ["nothing", "无"]),
    "reports-to": label((at) => `the superior of ${at}`, (at) => `${at}的上级`, ["nobody", "无"]),
    "stands-in": label((at) => `who stands in for ${at}`, (at) => `${at}的代班岗位`, ["nobody", "无"])
  },
  department: { "part-of": label((at) => `what ${at} is part of`, (at) => `${at}的上级部门`, ["nothing", "无"]) },
  body: { "recorded-by": label((at) => `who records the decisions of ${at}`, (at) => `${at}的记录人`) },
  ranks: { "": many(() => "the ranks, lowest first,", () => "职级（由低到高）") },
  table: {
    key: label((at) => `the key of the table ${at}`, (at) => `表${at}的主键`, ["none", "无"]),
    "adds-up": label((at, of) => `what ${of} in the table ${at} adds up to`, (at, of) => `表${at}中${of}的合计`, ["anything", "不限"]),
    row: label((at, of) => `the row ${of} of the table ${at}`, (at, of) => `表${at}中${of}一行`)
  },
  archive: {
    by: label((at) => `what the archive ${at} is ordered by`, (at) => `档案${at}的归档方式`),
    "kept-by": label((at) => `who keeps the archive ${at}`, (at) => `档案${at}的保管人`)
  },
  quota: {
    count: label((at) => `what the quota ${at} counts`, (at) => `指标${at}的统计对象`),
    of: label((at) => `the base of the quota ${at}`, (at) => `指标${at}的基数`),
    per: label((at) => `the span of the quota ${at}`, (at) => `指标${at}的统计周期`),
    "at-least": label((at) => `the least the quota ${at} asks for`, (at) => `指标${at}的下限`, ["none", "无"]),
    "at-most": label((at) => `the most the quota ${at} allows`, (at) => `指标${at}的上限`, ["none", "无"]),
    rounded: label((at) => `the rounding of the quota ${at}`, (at) => `指标${at}的取整方式`),
    tell: label((at) => `who is told when the quota ${at} is missed`, (at) => `指标${at}未达成时通知的人`, ["nobody", "无人"]),
    with: label((at) => `the message when the quota ${at} is missed`, (at) => `指标${at}未达成时的消息`),
    watched: label(() => "the quota that is watched", () => "监测的指标")
  },
  readers: {
    class: label((at) => `the confidentiality of ${at}`, (at) => `${at}的保密类别`, ["not confidential", "不保密"]),
    case: label(() => "who may read a case", () => "可以查看事项的人", ["who may open it or act in it", "可以受理或办理的人"]),
    people: label((at) => `who may see what is ${at}`, (at) => `可以查看${at}类保密内容的人`)
  }
}
