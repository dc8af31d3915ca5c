/** Edits as owners of the real handbooks make them, one thing at a time. */

/** In this file (`*`: all of the company), everywhere where this stands, this instead. */
export interface Edit {
  readonly what: string
  readonly company: string
  readonly edits: ReadonlyArray<readonly [file: string, from: string, to: string]>
}

const edit = (company: string, what: string, ...edits: Edit["edits"]): Edit => ({ company, edits, what })

export const edits: ReadonlyArray<Edit> = [
  // terms, people
  edit("v0b", "a term", ["complaint.procedure.yaml", "due: 3 calendar days from intake", "due: 2 calendar days from intake"]),
  edit("v0b", "a term that counts from elsewhere", ["complaint.procedure.yaml", "due: 2 calendar days from intake", "due: 2 working days from hand-over"]),
  edit("v0b", "which of two terms counts", ["complaint.procedure.yaml", "or: asked-for, take: param.minor-term }", "or: 3 calendar days from intake, take: earlier }"]),
  edit("v2", "somebody else does it", ["fee-objection.procedure.yaml", "by: building-steward\n    due: agreed-limit", "by: cs-supervisor\n    due: agreed-limit"]),
  edit("v0b", "one more may open it", ["complaint.procedure.yaml", "by: [front-desk-receptionist, henghu-station]", "by: [front-desk-receptionist, henghu-station, gate-guard]"]),
  edit("v0b", "somebody is excluded", ["repair.procedure.yaml", "  - task: arrive                     # ③ 按约定时间持单到场\n    by: repair-worker", "  - task: arrive                     # ③ 按约定时间持单到场\n    by: { any: [repair-worker], not: opener }"]),
  edit("v3", "a level more", ["reception.procedure.yaml", "      manager: { by: center-manager }", "      manager: { by: center-manager, due: 2 weeks from intake }\n      chief: { by: senior-management }"]),
  edit("v0b", "recorded later", ["complaint.procedure.yaml", "at-most: 24 hours }", "at-most: 12 hours }"]),
  edit("v1c", "two sign together", ["monthly-penalties.procedure.yaml", "together: [dept-head in cs-dept, assessor]", "together: [dept-head in cs-dept, assessor, office-director]"]),
  edit("v1d", "who is left out", ["appraisal.procedure.yaml", "not: [doer of score, person]", "not: person"]),
  edit("v4", "who is reminded", ["complaint.procedure.yaml", "remind: [ { at: due, tell: project-manager, with: overdue } ]", "remind: [ { at: 2 hours before due, tell: assistant-manager, with: overdue } ]"]),
  edit("v2", "a reminder less", ["key-lend.procedure.yaml", "\n        - { at: every 1 calendar day after due, tell: [cs-manager], with: key-due }", ""]),
  // steps
  edit("v2", "a step more", ["announcement.procedure.yaml", "  - task: post\n", "  - task: approve\n    by: cs-manager\n    form: { agreed: yes/no }\n  - end: not-published\n    when: not approve.agreed\n  - task: post\n"]),
  edit("v0b", "a step less", ["repair.procedure.yaml", "      - task: leak-test              # 维修试漏\n        when: repair-kind is leak\n        by: repair-worker\n        form: { tight: tick }           # the test goes on until nothing leaks\n", ""], ["repair.procedure.yaml", "done-at: leak-test.at else mend.at", "done-at: mend.at"]),
  edit("v0b", "a step is called otherwise", ["repair.procedure.yaml", "mend", "fix-it"]),
  edit("v0b", "steps in another order", ["move-in.procedure.yaml", "  - task: collect-fee\n    by: front-desk-receptionist\n    form: { paid: money, voucher: text }\n  - record: write-payment\n    in: payment-ledger\n    add: { unit: unit, paid: collect-fee.paid, kind: management-fee, voucher: collect-fee.voucher }\n\n", ""], ["move-in.procedure.yaml", "  - task: issue\n", "  - task: collect-fee\n    by: front-desk-receptionist\n    form: { paid: money, voucher: text }\n  - record: write-payment\n    in: payment-ledger\n    add: { unit: unit, paid: collect-fee.paid, kind: management-fee, voucher: collect-fee.voucher }\n  - task: issue\n"]),
  edit("v1c", "a branch more", ["monthly-penalties.procedure.yaml", "      people:\n        - each: person\n", "      reporting:\n        - task: report\n          by: office-manager\n          form: { said: long-text }\n      people:\n        - each: person\n"]),
  edit("v0b", "a condition", ["repair.procedure.yaml", "when: repair-kind is leak", "when: repair-kind is leak or part is pipes"]),
  edit("v0b", "a condition less", ["repair.procedure.yaml", "        when: repair-kind is leak\n", ""], ["repair.procedure.yaml", "leak-test.at else mend.at", "leak-test.at"]),
  edit("v0b", "another end first", ["move-in.procedure.yaml", "  - end: moved-in\n    when: param.fee-start is keys-issued\n    gives: { fee-starts: issue.at }\n", "  - end: moved-in\n    when: offer-custody.wanted\n    gives: { fee-starts: verify.at }\n  - end: moved-in\n    when: param.fee-start is keys-issued\n    gives: { fee-starts: issue.at }\n"]),
  edit("v0b", "how often it is repeated", ["repair.procedure.yaml", "at-most: 5\n", "at-most: 3\n"]),
  edit("v0b", "who gets a message", ["repair.procedure.yaml", "to: head of repair-dept", "to: [head of repair-dept, office-director]"]),
  // decisions
  edit("v1c", "a row of a decision", ["monthly-penalties.procedure.yaml", "{ when: points < 5, then: none }\n                - { when: points >= 5 and points <= 10, then: extra-fine }", "{ when: points < 6, then: none }\n                - { when: points >= 6 and points <= 10, then: extra-fine }"]),
  edit("v1b", "a row more", ["e03-fee-refused.procedure.yaml", "      - { when: caused-by is neighbour, then: neighbours-responsibility }\n", "      - { when: caused-by is neighbour and solution-tried, then: our-fault }\n      - { when: caused-by is neighbour, then: neighbours-responsibility }\n"]),
  edit("v1c", "how something is calculated", ["monthly-penalties.procedure.yaml", "value: half-up(fine * 70%)", "value: half-up(fine * 60%)"]),
  edit("v0b", "by what a way is chosen", ["complaint.procedure.yaml", "  - decide: tier\n    first:\n      - { when: classify.severe-impact, then: major }\n      - { when: classify.our-fault, then: important }\n", "  - decide: tier\n    first:\n      - { when: classify.severe-impact and classify.our-fault, then: major }\n      - { when: classify.our-fault or harm-ongoing, then: important }\n"]),
  // forms
  edit("v0b", "asked in addition", ["complaint.procedure.yaml", "form: { answer: long-text, way: [phone, visit] }", "form: { answer: long-text, way: [phone, visit], spoken-with: text }"]),
  edit("v0b", "not asked any more", ["complaint.procedure.yaml", "form: { told-by: [phone, visit], reaction: { type: text, needed: no } }", "form: { told-by: [phone, visit] }"]),
  edit("v0b", "asked at the intake too", ["complaint.procedure.yaml", "    place: text\n", "    place: text\n    witness: { type: person, needed: no }\n    photos: { list: attachment, at-most: 5 }\n"]),
  edit("v2", "a choice more", ["key-lend.procedure.yaml", "use: [needed-for-work, private-use]", "use: [needed-for-work, private-use, needed-for-viewing]"]),
  edit("v0b", "another kind of value", ["complaint.procedure.yaml", "    demand: long-text\n", "    demand: text\n"], ["handbook.yaml", "demand: long-text", "demand: text"]),
  edit("v2", "needed now", ["key-lend.procedure.yaml", "needed: when not borrower-is-owner", "needed: when not borrower-is-owner and quantity > 1"]),
  edit("v0b", "not needed any more", ["repair.procedure.yaml", "fee: { type: money, needed: when form-kind is paid-work-order }", "fee: { type: money, needed: no }"]),
  edit("v2", "how many at most", ["fee-objection.procedure.yaml", "at-most: 10", "at-most: 20"]),
  edit("v3", "who may choose a value", ["reception.procedure.yaml", "by: center-manager", "by: [center-manager, cs-supervisor]"]),
  edit("v0b", "who signs", ["complaint.procedure.yaml", "signature of office-director", "signature of cs-supervisor"]),
  // what the handbook holds
  edit("v0b", "papers", ["handbook.yaml", "needs: [owner-id-card seen-and-copied, move-in-notice original, purchase-contract seen]", "needs: [owner-id-card seen-and-copied, household-register seen-and-copied, 2 one-inch-photo original]"], ["handbook.yaml", "  move-in-notice: {}\n  purchase-contract: {}\n", "  household-register: {}\n  one-inch-photo: {}\n"], ["handbook.yaml", "  move-in-notice: 入住通知单\n  purchase-contract: 房屋买卖契约\n", "  household-register: 户口簿\n  one-inch-photo: 一寸照片\n"]),
  edit("v0b", "a paper is called otherwise", ["*", "owner-id-card", "owner-identity-card"]),
  edit("v1a", "a checklist", ["handbook.yaml", "    - offers-water\n", "    - offers-tea\n    - offers-umbrella\n"]),
  edit("v3", "a post is called otherwise", ["*", "front-desk-receptionist", "counter-receptionist"], ["handbook.yaml", "  counter-receptionist: 前台接待员\n", "  counter-receptionist: 柜台接待员\n"]),
  edit("v3", "a post is split in two", ["handbook.yaml", "  front-desk-receptionist: { rank: staff, in: cs-dept, reports-to: cs-supervisor, stands-in: front-desk-receptionist }", "  counter-receptionist: { rank: staff, in: cs-dept, reports-to: cs-supervisor, stands-in: phone-receptionist }\n  phone-receptionist: { rank: staff, in: cs-dept, reports-to: cs-supervisor, stands-in: counter-receptionist }"], ["handbook.yaml", "  front-desk-receptionist: 前台接待员\n", "  counter-receptionist: 柜台接待员\n  phone-receptionist: 电话接待员\n"], ["*", "[front-desk-receptionist,", "[counter-receptionist, phone-receptionist,"], ["*", "by: front-desk-receptionist", "by: [counter-receptionist, phone-receptionist]"]),
  edit("v3", "a post has another superior", ["handbook.yaml", "dept-worker: { rank: staff, reports-to: dept-head }", "dept-worker: { rank: staff, reports-to: center-manager }"]),
  edit("v3", "a post more", ["handbook.yaml", "  dept-worker: { rank", "  night-clerk: { rank: staff, in: cs-dept, reports-to: cs-supervisor }\n  dept-worker: { rank"], ["handbook.yaml", "  dept-worker: { zh", "  night-clerk: 夜班接待员\n  dept-worker: { zh"]),
  edit("v3", "a department is called otherwise", ["*", "engineering-dept", "technical-dept"]),
  edit("v3", "opening hours", ["handbook.yaml", "08:00-20:00", "09:00-18:00"]),
  edit("v0b", "a closing day", ["handbook.yaml", "closed: [2026-12-30]", "closed: [2026-12-30, 2026-12-31]"]),
  edit("v1d", "holidays", ["handbook.yaml", "holidays: none, covered: 2026-01-01 to 2027-12-31", "holidays: cn-state-council, covered: 2026-01-01 to 2026-12-31"]),
  edit("v3", "what holidays do", ["handbook.yaml", "holidays: do not move a due date", "holidays: move a due date to the next working day"]),
  edit("v0b", "a row of a table", ["handbook.yaml", "{ part: pipes, term: 24 months }", "{ part: pipes, term: 36 months }"]),
  edit("v1d", "weights", ["handbook.yaml", "{ item: dedication, weight: 15 }\n      - { item: organising, weight: 15 }", "{ item: dedication, weight: 20 }\n      - { item: organising, weight: 10 }"]),
  edit("v3", "a column more", ["handbook.yaml", "      reason: long-text\n", "      reason: long-text\n      urgent: { type: yes/no, needed: no }\n"]),
  edit("v0b", "a quota", ["handbook.yaml", "at-least: 100%\n    rounded: up\n    missed: { tell: cs-supervisor", "at-least: 90%\n    rounded: down\n    missed: { tell: [cs-supervisor, office-director]"]),
  edit("v3", "a schedule", ["handbook.yaml", "every: day at 18:00", "every: day at 19:30"]),
  edit("v3", "the term of a schedule", ["handbook.yaml", "daily-review: { every: day at 18:00, covers: today, opens: review-records, with: { span: today-span }, due: same day as its start }", "daily-review: { every: day at 18:00, covers: today, opens: review-records, with: { span: today-span }, due: 1 calendar day from its start }"]),
  edit("v3", "a report", ["handbook.yaml", "each-row: [owner, unit, received-at, handling, result]", "each-row: [owner, unit, received-at, told-by, handling, result]"]),
  edit("v3", "who may see what is confidential", ["handbook.yaml", "personal: { seen-by: [center]", "personal: { seen-by: [cs-dept]"]),
  edit("v3", "a field becomes confidential", ["reception.procedure.yaml", "reason: long-text", "reason: { type: long-text, class: personal }"]),
  edit("v0b", "a parameter", ["handbook.yaml", "complaint: { minor-term: requested }", "complaint: { minor-term: earlier }"]),
  edit("v4", "a term of a parameter", ["complaint.procedure.yaml", "default: 24 hours", "default: 2 working days"]),
  edit("v1c", "money of a parameter", ["monthly-penalties.procedure.yaml", "default: 5 CNY", "default: 8 CNY"]),
  // orders, outcomes, holds
  edit("v0b", "how long an order may extend", ["complaint.procedure.yaml", "at-most: 5 calendar days, times: 1", "at-most: 3 calendar days, times: 2"]),
  edit("v0b", "who may give an order, and for what", ["complaint.procedure.yaml", "transfer: { by: [holder, cs-supervisor] }", "transfer: { by: [cs-supervisor], of: [solve] }"]),
  edit("v0b", "an order less", ["complaint.procedure.yaml", "  urge: { by: [complainant, cs-supervisor] }\n", ""]),
  edit("v3", "an outcome and an order more", ["reception.procedure.yaml", "  transferred-to-complaint: {}\n", "  transferred-to-complaint: {}\n  withdrawn: {}\n"], ["reception.procedure.yaml", "orders:\n", "orders:\n  withdraw: { by: owner, reason: optional, ends: withdrawn }\n"], ["reception.procedure.yaml", "  transferred-to-complaint: 已转投诉处理\n", "  transferred-to-complaint: 已转投诉处理\n  withdrawn: 业主已撤回\n"]),
  edit("v0b", "what an outcome gives", ["complaint.procedure.yaml", "  - end: explained\n", "  - end: explained\n    gives: { said: solve.result }\n"], ["complaint.procedure.yaml", "  explained: {}\n", "  explained: { said: long-text }\n"]),
  edit("v2", "what a hold stops", ["fee-notice.procedure.yaml", "clocks: pause", "clocks: run"]),
  // texts
  edit("v2", "a wording", ["key-lend.procedure.yaml", "zh: 钥匙 <key-no> 应于 <back-by> 归还。", "zh: 您好，钥匙 <key-no> 请于 <back-by> 前归还。"]),
  edit("v2", "a wording in English", ["key-lend.procedure.yaml", "en: Key <key-no> is due back at <back-by>.", "en: Please bring key <key-no> back by <back-by>."]),
  edit("v0b", "a field in a text", ["repair.procedure.yaml", "请于 <visit> 到 <unit> 维修：<content>。", "请于 <visit> 到 <unit> 维修：<part>。"]),
  edit("v3", "a title", ["handbook.yaml", "front-desk-receptionist: 前台接待员", "front-desk-receptionist: 前台管家"]),
  edit("v0b", "the title of a step", ["repair.procedure.yaml", "leak-test: 维修试漏", "leak-test: 闭水试验"]),
  // other names
  edit("v0b", "a field is called otherwise", ["complaint.procedure.yaml", "demand: long-text", "wish: long-text"], ["complaint.procedure.yaml", "demand: demand", "demand: wish"]),
  edit("v0b", "a column is called otherwise", ["handbook.yaml", "demand: long-text", "wish: long-text"], ["complaint.procedure.yaml", "demand: demand", "wish: demand"]),
  edit("v0b", "a choice is called otherwise", ["*", "other-repair", "any-repair"]),
  edit("v0b", "an outcome is called otherwise", ["complaint.procedure.yaml", "explained", "made-clear"]),
  edit("v0b", "a parameter is called otherwise", ["*", "minor-term", "lesser-term"])
]
