/**
 * What a front desk needs, C01 to C64, each with the constructs of the language and one line that shows one of them.
 * The pages `capabilities.md` are written from this table.
 */
import type { Said } from "@frontdesk/core/language/diagnostic/Entry"

export interface Capability {
  readonly id: string
  readonly what: Said
  /** as written, each with its place on the page of the language, or another page */
  readonly constructs: ReadonlyArray<readonly [written: string, place: string]>
  /** a file of the workspace and a line of it; `page`: an example of the page of the language */
  readonly shown: readonly [file: string, line: string]
}

const row = (id: string, en: string, zh: string, constructs: Capability["constructs"], ...shown: Capability["shown"]): Capability => ({
  id,
  what: { en, zh },
  constructs,
  shown
})

const complaint = "packages/procedures/v0b/complaint.procedure.yaml"
const custody = "packages/procedures/v0b/house-custody.procedure.yaml"
const office = "packages/procedures/v0b/handbook.yaml"
const notice = "packages/procedures/v2/fee-notice.procedure.yaml"
const objection = "packages/procedures/v2/fee-objection.procedure.yaml"
const reception = "packages/procedures/v3/reception.procedure.yaml"
const review = "packages/procedures/v3/review-records.procedure.yaml"
const page = "page"

export const capabilities: ReadonlyArray<Capability> = [
  row("C01", "Typed forms with required and optional fields, attachments and signatures", "有类型的表单：必填与选填、附件、签名", [["form", "fields"], ["attachment", "types"], ["signature of", "types"]], complaint, "form: { received-by: signature of office-director }"),
  row("C02", "Fields needed only in some cases, or later", "有条件或事后才需要的字段", [["needed: when", "fields"], ["parallel", "parallel"]], reception, "why: { type: long-text, needed: when result is cannot-be-solved }"),
  row("C03", "Free attachments, each signed", "可增的附件，逐份签名", [["list: {", "fields"], ["attachment", "types"], ["signature of", "types"]], page, "enclosures: { list: { sheet: attachment, signed: signature of owner }, needed: no }"),
  row("C04", "Papers by kind of applicant: manner and number", "按申请人种类核验资料：方式和份数", [["papers", "papers"], ["needs", "papers"]], page, "brought: papers move-in-papers for comes"),
  row("C05", "“All of the above, and …”", "“以上全部，另加……”", [["includes", "papers"]], office, "includes: owner-in-person"),
  row("C06", "Decision tables with an order of rules", "有先后次序的判定表", [["decide", "decide"], ["first", "decide"], ["exactly-one", "decide"]], complaint, "- decide: tier"),
  row("C07", "Routing by subject: department, person, kind of letter", "按事由分派：部门、人员、信件种类", [["in against-department", "people"], ["choose", "choose"], ["rank( )", "conditions"]], complaint, "supervisor: { by: dept-supervisor in against-department, due: 3 calendar days from intake }"),
  row("C08", "Who does it: by post, department, area, rank on duty, with a substitute", "由谁办理：按岗位、部门、片区、在岗职级，并有代理", [["on duty", "people"], ["area of", "people"], ["highest rank on duty in", "people"], ["stands-in", "roles"]], complaint, "by: [repair-worker on duty, security-guard on duty]"),
  row("C09", "A task with its holder; claim, transfer, and all holders kept", "任务及其办理人：接办、转办、保留各任办理人", [["transfer", "transfer"], ["task", "task"]], complaint, "transfer: { by: [holder, cs-supervisor] }"),
  row("C10", "Escalation: at a due instant somebody else has it", "逐级上报：到期转给上一级", [["ladder", "ladder"]], reception, "ladder:"),
  row("C11", "Terms from a reception, a notice, a test, back from a date, an agreed time", "期限从受理、通知、试验起算，由日期倒推，或按约定时间", [["from intake", "anchors"], ["counts-from", "intake"], ["before", "deadlines"], ["else", "anchors"]], complaint, "due: 2 calendar days from intake"),
  row("C12", "Hours, calendar days, working days, same day, weeks, months", "小时、自然日、工作日、当日、周、月", [["same day as", "deadlines"], ["calendar days", "terms"], ["working days", "terms"]], complaint, "due: same day as intake"),
  row("C13", "Working calendar with holidays, make-up days and closing", "有节假日、调休和下班时间的工作日历", [["holidays", "calendars"], ["calendars", "calendars"], ["time", "time"]], office, "holidays: cn-state-council"),
  row("C14", "A term people ask for: earlier, later or instead", "住户要求的期限：取较早、较晚或以其为准", [["take", "due"], ["or", "due"]], complaint, "due: { within: 2 calendar days from intake, or: asked-for, take: param.minor-term }"),
  row("C15", "What a missed term leads to: pass on, remind, mark late, extend", "超期的后果：上报、提醒、记超期、延期", [["extend", "extend"], ["ladder", "ladder"], ["remind", "remind"], [".late", "steps"]], complaint, "extend: { by: office-director, of: [solve], reason: required, at-most: 5 calendar days, times: 1 }"),
  row("C16", "Reminders before and after a due instant", "到期前后的提醒", [["before due", "remind"], ["after due", "remind"], ["remind-at", "time"]], custody, "- { at: 1 calendar day before due, tell: cs-supervisor, with: patrol-open }"),
  row("C17", "“At once”: measured, without a number", "“立即”：只记用时，不设数字", [["at once", "deadlines"]], complaint, "due: at once"),
  row("C18", "Again until accepted, with the number of rounds", "反复办理直到验收，记录轮数", [["repeat", "repeat"], [".rounds", "repeat"]], objection, "- repeat: tries"),
  row("C19", "Side by side, joined by all or by the first", "同时进行，全部或最先一个结束为准", [["join: all", "parallel"], ["each", "each"]], complaint, "join: all"),
  row("C20", "Another procedure with a typed hand-over", "调用其他流程，交接内容有类型", [["call", "call"], ["with", "given"]], page, "- call: check"),
  row("C21", "Several cases from one visit", "一次来访发起几个事项", [["start", "call"], ["each", "each"]], reception, "- start: to-complaint"),
  row("C22", "Suspend, extend, terminate, with reason and authority", "暂停、延期、终止，须有理由和权限", [["suspend", "suspend"], ["resume", "resume"], ["extend", "extend"], ["terminate", "terminate"]], custody, "suspend: { by: cs-supervisor, reason: required, clocks: pause, at-most: 30 calendar days }"),
  row("C23", "A part rests until all linked cases are over", "某部分搁置，直到关联事项全部结束", [["from: fee-objection.dissatisfied", "holds"], ["announces", "announce"]], notice, "from: fee-objection.dissatisfied"),
  row("C24", "First things first: nothing else is offered before", "先办的事未办，其余不开始", [["stop-harm was done", "withdraw"], ["steps", "steps"], ["stage", "stage"]], complaint, "withdraw: { by: complainant, reason: optional, when: not harm-ongoing or stop-harm was done, ends: withdrawn }"),
  row("C25", "Several signatures, countersigning, n copies", "多人签字、会签、一式几份", [["each", "each"], ["signature of", "types"], ["into", "file"]], page, "- each: dept"),
  row("C26", "Two persons of two departments at once", "不同部门的两人同时在场", [["together", "people"]], page, "by: { together: [worker, receptionist], not: doer of look-into }"),
  row("C27", "Approval by rank or by a committee that may not exist yet", "按职级审批，或由可能尚未成立的机构审批", [["owners-committee is founded", "conditions"], ["bodies", "bodies"], ["rank … or above", "people"]], page, "- owners-committee is founded"),
  row("C28", "Who may do what; the same person not twice", "各项权限；同一人不得办两次", [["allow", "allow"], ["by", "task"], ["not", "people"]], reception, "result: { type: [solved, cannot-be-solved], allow: { cannot-be-solved: { by: center-manager } } }   # R48 仅经理可以关闭"),
  row("C29", "A suggested step: both answers are fine", "建议步骤：两种答复都可以", [["when", "steps"], ["yes/no", "types"]], page, "when: not look-into.solved"),
  row("C30", "An agreed time, and agreeing another", "约定时间和改约", [["rebook", "rebook"], ["appointment", "types"]], page, "rebook: { by: [owner, receptionist], of: [look-into.visit], reason: optional, when: not mend was done }"),
  row("C31", "Daily, twice a day, Mondays, n times a week, month end, quarter, year", "每天、每天两次、每周一、每周几次、月末、季度、年", [["every", "rhythms"], ["after-downtime", "schedules"]], "packages/procedures/v3/handbook.yaml", "monday-review: { every: Monday, covers: last week, opens: review-records, with: { span: week-span }, due: same day as its start }"),
  row("C32", "Duties that an event brings: before and after heavy rain", "由事件引起的工作：大雨前后", [["on: heavy-rain-forecast", "schedules"], ["events", "events"]], custody, "on: heavy-rain-forecast"),
  row("C33", "Terms counted back from a date", "由日期倒推的期限", [["1 calendar day before moving-day", "deadlines"]], page, "- 1 calendar day before moving-day"),
  row("C34", "Samples: a share of how many, rounded, with a cap on one kind", "抽样：占多少、如何取整、某类上限", [["at-least", "quotas"], ["at-most", "quotas"], ["rounded", "quotas"]], page, "at-least: 30%"),
  row("C35", "A running figure of a span, with a limit", "一段时间的累计指标及界限", [["quota.few-walks.full", "quotas"], ["quota.q.behind", "quotas"]], page, "form: { how: { type: [phone, home], allow: { phone: { when: not quota.few-walks.full } } } }"),
  row("C36", "Exact money, rounded where it is said", "精确的金额，在写明处取舍", [["half-up(", "conditions"], ["money", "types"]], custody, "value: half-up(full-fee * 70%)"),
  row("C37", "Points with bands, without gaps", "积分及分档，不留空档", [["exactly-one", "decide"], ["sum", "questions"]], page, "exactly-one:"),
  row("C38", "A share and the rest of it", "按比例分担，余数归另一方", [["fee - own-share", "compute"], ["half-up( )", "conditions"]], page, "value: fee - own-share"),
  row("C39", "Published from a threshold on", "达到界限才公布", [["when", "steps"]], page, "when: own-share >= 50 CNY"),
  row("C40", "A balance that goes beyond a limit", "余额超过界限", [["on: cash-box", "schedules"], ["when", "schedules"]], page, "cash-to-bank: { on: cash-box, when: event.balance > 2000 CNY, opens: bank-run, with: { balance: event.balance }, due: 1 working day from event }"),
  row("C41", "Ledgers: typed rows, only added", "台账：各列有类型，只增不改", [["record", "record"], ["ledgers", "ledgers"], ["fill", "record"]], reception, "- record: write-reception"),
  row("C42", "Weekly and monthly reports of a ledger", "台账的周报、月报", [["report receptions for covered", "types"], ["reports", "reports"]], review, "form: { records: report receptions for covered, remark: { type: text, needed: no } }"),
  row("C43", "What must be in the file at the end", "结束时档案中须有什么", [["what", "file"], ["archives", "archives"]], page, "what: [look-into, verify.doors]"),
  row("C44", "Copies in several files", "几处档案各存一份", [["dept-file for departments", "file"]], page, "into: [owner-file, dept-file for departments]"),
  row("C45", "Lent things: due, returned, counted", "借出物品：期限、归还、清点", [["each.returned-at is missing", "questions"], ["fill", "record"]], page, "- yes/no: some key-log where each.unit is unit and each.returned-at is missing"),
  row("C46", "Messages with a receipt", "有回执的通知", [["receipt: required", "notify"], ["channels", "events"]], notice, "receipt: required"),
  row("C47", "Outcomes with a reason", "带理由的结果", [["gives", "end"], ["outcomes", "outcomes"]], reception, "gives: { why: handle.why }"),
  row("C48", "Other evidence instead: a third party's receipt", "以其他凭证代替：第三方收据", [["needed: when", "fields"], ["allow", "allow"]], page, "receipt: { type: attachment, needed: when proof is by-receipt }"),
  row("C49", "The same again: how often before", "重复发生：此前几次", [["count visit-book where", "questions"]], page, "- whole-number: count visit-book where each.unit is unit"),
  row("C50", "Checklists: pass or fail, photo, comment", "检查表：合格与否、照片、说明", [["checklist", "types"], ["checklists", "checklists"]], page, "form: { doors: checklist house-doors, photos: { list: attachment, needed: no }, note: { type: text, needed: no } }"),
  row("C51", "Rework when a callback was not satisfied", "回访不满意则返工", [["recheck.good", "repeat"], ["call", "call"]], page, "until: recheck.good"),
  row("C52", "Confidential fields, and what they may be used for", "保密字段及其用途", [["class: personal", "fields"], ["classes", "classes"]], reception, "phone: { type: phone-number, class: personal }"),
  row("C53", "What must be reported is raised by itself", "须报告的事自动上报", [["when: is-complaint", "steps"], ["start", "call"]], reception, "when: is-complaint"),
  row("C54", "Who acts while somebody is absent", "缺勤期间由谁代理", [["stands-in", "roles"]], office, "office-director: { rank: director, in: property-center, heads: property-center, stands-in: cs-supervisor }"),
  row("C55", "The same procedure with other numbers in another company", "同一流程，各公司数字不同", [["minor-term: requested", "parameters"], ["uses", "uses"], ["as", "takes"]], office, "complaint: { minor-term: requested }"),
  row("C56", "Titles in Chinese and English", "中英文标题", [["{ zh:", "words"], ["words", "words"], ["messages", "messages"]], office, "cs-dept: { zh: 客服部, en: Customer service }"),
  row("C57", "Who, when, what and why, kept", "谁、何时、做了什么、为什么，全部留存", [["reason: required", "orders"], ["story", "tour.md"]], complaint, "return: { by: [cs-supervisor, office-director], to: [classify], reason: required }   # change of tier: anchors and pauses stay"),
  row("C58", "Versions, their review, and approval of major changes", "版本、复审和重大修改的批准", [["approved-by", "changes"], ["version", "procedure"]], page, "- { version: 2, from: 2026-04-01, size: major, approved-by: director, what: shorter term }"),
  row("C59", "A procedure played with a test clock", "用测试时钟演示流程", [["at: 2026-03-04 24:00", "scenarios"]], "packages/procedures/v3/reception.scenario.yaml", "- at: 2026-03-04 24:00"),
  row("C60", "Stores of cases, ledgers and clocks that outlive a restart", "事项、台账和计时的存储，重启不丢", [["Sqlite.layer", "developer.md"]], "examples/start/Tell.ts", "Sqlite.layer({ filename: file })"),
  row("C61", "Checked before it runs: gaps, unknown names, terms without an anchor", "运行前检查：空档、未知名称、缺起算点的期限", [["bare-days", "diagnostics.md"]], "docs/diagnostics.md", "## bare-days"),
  row("C62", "Rates, warranty terms and holidays as reference data", "费率、保修期、节假日等对照数据", [["one warranty where", "questions"], ["tables", "tables"], ["from: host", "tables"]], page, "- whole-number: (one warranty where each.part is part).months"),
  row("C63", "Parties of the register, their kind and their unit", "名册中的相关方、种类和房号", [["kind(owner)", "conditions"], ["party", "types"], ["unit", "types"], ["area of", "people"]], page, "- kind(owner) is tenant"),
  row("C64", "Intake by any channel, or told by another post", "任意渠道受理，或由其他岗位转告", [["counts-from", "intake"], ["record-later", "record-later"]], reception, "counts-from: received-at")
]
