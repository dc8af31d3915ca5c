/** Scenarios that ask about rows: their handbooks are the examples of the design, and a small one written here. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { written } from "./ground.ts"

const root = join(import.meta.dirname, "../fixtures/examples")

/** The files of an example folder. */
export const example = (folder: string, names: ReadonlyArray<string> = readdirSync(join(root, folder))): { readonly [path: string]: string } =>
  Object.fromEntries(
    // the ledger of sheets is about a procedure that is not always taken along
    names.map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8").replace("sheet: case of countersign", "sheet: any case")])
  )

/** Files of an example folder and no other quota but this one: the others are about procedures that are not taken along. */
const callback = (): { readonly [path: string]: string } => {
  const { "v2/handbook.yaml": handbook = "", ...files } = example("v2", ["handbook.yaml", "callback.procedure.yaml", "capa.procedure.yaml"])
  const quotas = handbook.indexOf("quotas:")
  const phone = handbook.indexOf("  phone-share:")
  const schedules = handbook.indexOf("schedules:")
  const parameters = handbook.indexOf("parameters:")
  return {
    ...files,
    "v2/handbook.yaml": `${handbook.slice(0, parameters)}\n${handbook.slice(quotas, quotas + "quotas:\n".length)}${handbook.slice(phone)}`.replace(
      handbook.slice(schedules, quotas),
      ""
    )
  }
}

const statistics = (): { readonly [path: string]: string } => {
  const { "v2/handbook.yaml": handbook = "", ...files } = example("v2", ["handbook.yaml", "demand-statistics.procedure.yaml"])
  const parameters = handbook.indexOf("parameters:")
  const weekly = handbook.indexOf("  demand-statistics:")
  const quotas = handbook.indexOf("quotas:")
  const messages = handbook.indexOf("messages:")
  return {
    ...files,
    "v2/handbook.yaml": `${handbook.slice(0, parameters)}schedules:\n${handbook.slice(weekly, quotas)}${handbook.slice(messages)}`
  }
}

/** A small office: faults, checks of solved faults, and rounds through departments. */
export const care = {
  "care/handbook.yaml": `handbook: care
version: 1
languages: [zh, en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Sun: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief]
departments: { house: {}, repair-dept: {}, green-dept: {} }
roles:
  clerk: { rank: staff, in: house, reports-to: boss }
  boss: { rank: chief, in: house, heads: house }
  worker: { rank: staff }
party-kinds: [owner]
ledgers:
  faults: { columns: { unit: unit, subject: [lift, water, noise], day: date-time, cost: { type: money, needed: no } } }
tables:
  terms:
    columns: { subject: [lift, water, noise], hours: whole-number, share: percent }
    key: [subject]
    adds-up: { share: 100 }
    rows:
      - { subject: lift, hours: 4, share: 50% }
      - { subject: water, hours: 8, share: 30% }
      - { subject: noise, hours: 24, share: 20% }
reports:
  by-subject: { rows: faults, day: day, by: [subject], show: [count, sum cost] }
  solved-faults: { rows: cases of fault, day: ended, by: [subject, outcome], show: [count] }
  whole: { rows: faults, day: day, show: [count] }
schedules:
  sunday: { every: Sunday at 18:00, covers: this week, opens: overview, due: same day as its start }
quotas:
  checks:
    count: cases of check where each.look.fine
    of: cases of fault where each.outcome is solved
    per: month
    at-least: 50%
    rounded: up
    missed: { tell: boss, with: short }
messages:
  short: { zh: 本月未达标：<quota.name>，<quota.reached>, en: "Missed this month: <quota.name>, <quota.reached>" }
words: { checks: { zh: 回访率, en: Share of checks } }
`,
  "care/fault.procedure.yaml": `procedure: fault
version: 1
parameters: { repeated-within: { type: term, default: 3 months } }
intake: { by: clerk, form: { unit: unit, subject: [lift, water, noise] } }
steps:
  - compute: hours
    type: whole-number
    value: (one terms where each.subject is subject).hours
  - record: note
    in: faults
    add: { unit: unit, subject: subject, day: intake.at }
  - compute: times
    type: whole-number
    value: count faults where each.unit is unit and each.subject is subject and each.day >= now - param.repeated-within
  - decide: who-solves
    first:
      - { when: times >= 3, then: chief }
      - { then: anybody }
  - choose: solving
    of: who-solves
    cases:
      chief:
        - task: solve
          by: boss
          form: { cost: money }
      anybody:
        - task: solve
          by: clerk
          form: { cost: money }
  - record: fill-cost
    in: faults
    fill: { cost: solve.cost }
    row: note
  - start: check-it
    when: quota.checks.behind
    opens: check
    with: { about: case }
  - end: solved
    when: times < 3
  - end: solved-again
outcomes: { solved: {}, solved-again: {} }
`,
  "care/check.procedure.yaml": `procedure: check
version: 1
intake: { by: clerk, form: { about: case of fault } }
steps:
  - task: look
    by: clerk
    form: { fine: yes/no }
  - end: checked
outcomes: { checked: {} }
`,
  "care/overview.procedure.yaml": `procedure: overview
version: 1
intake: { form: { week: period } }
steps:
  - task: read
    by: boss
    due: case due
    form: { numbers: report by-subject for week, ended-ones: report solved-faults for week, altogether: report whole for week, remark: { type: text, needed: no } }
  - end: seen
outcomes: { seen: {} }
`,
  "care/tour.procedure.yaml": `procedure: tour
version: 1
intake: { by: boss, form: { stops: { list: { dept: department, limit: money }, at-least: 1, at-most: 5 } } }
steps:
  - each: stop
    in: stops
    steps:
      - task: prepare
        by: worker in stop.dept
        form: { ready: yes/no, cost: money }
      - task: mend
        when: not prepare.ready
        by: worker in stop.dept
        form: { hours: whole-number }
  - decide: all-ready
    first:
      - { when: every stop where each.prepare.ready, then: yes }
      - { then: no }
  - compute: total
    type: money
    value: sum each.prepare.cost over stop
  - compute: over-limit
    type: whole-number
    value: count stop where each.prepare.cost > each.limit
  - compute: mended
    type: whole-number
    value: sum each.mend.hours over stop where each.mend was done
  - compute: dearest
    type: money
    value: (larger-of each.prepare.cost over stop) else 0 CNY
  - end: ready
    when: all-ready
    gives: { total: total, over-limit: over-limit, mended: mended, dearest: dearest }
  - end: not-ready
    gives: { total: total, over-limit: over-limit, mended: mended, dearest: dearest }
outcomes:
  ready: { total: money, over-limit: whole-number, mended: whole-number, dearest: money }
  not-ready: { total: money, over-limit: whole-number, mended: whole-number, dearest: money }
`
}

const careStaff = `given:
  staff: { wang: clerk, chen: boss, fei: worker in repair-dept, lu: worker in green-dept }
`

const fault = (at: string, unit: string, name: string): string =>
  `  - { at: ${at}, who: wang, opens: fault, as: ${name}, with: { unit: ${unit}, subject: water } }\n`

export const scenarios = {
  "monthly penalties are summed by person, and split 70/30 where the superior is liable": written(
    `scenario: written
of: violation
given:
  staff:
    li: cs-staff
    wang: cs-staff
    tan: dept-head in cs-dept
    gu: assessor
    chen: office-manager
    fang: finance-clerk
  rows:
    fault-points:
      - { problem: late, points: 3 }
      - { problem: uniform, points: 2 }
    fault-ledger:
      - { offender: li, problem: uniform, points: 2, day: 2026-03-05, superior-liable: no }
      - { offender: li, problem: record, points: 2, day: 2026-03-06, superior-liable: no }
      - { offender: li, problem: late, points: 9, day: 2026-02-28, superior-liable: yes }
      - { offender: wang, problem: attitude, points: 1, day: 2026-03-07, superior-liable: no }
      - { offender: wang, problem: attitude, points: 1, day: 2026-03-08, superior-liable: no }
      - { offender: wang, problem: attitude, points: 1, day: 2026-03-31, superior-liable: no }
rows:
  - at: 2026-03-02 10:00
    who: gu
    opens: violation
    as: like-with-like
    with: { offender: wang, problem: late, what: 迟到, day: 2026-03-02 }
    then: { ended: { like-with-like: not-allowed } }       # a rank below, R44
  - at: 2026-03-02 10:05
    who: tan
    opens: violation
    as: slip
    with: { offender: li, problem: late, what: 迟到, day: 2026-03-02 }
  - { at: 2026-03-02 10:10, who: li, in: slip, does: correct, with: { correction: 已道歉 } }
  - at: 2026-03-02 11:00
    who: chen
    in: slip
    does: verify-superior
    with: { superior-liable: yes }
    then:
      ended: { slip: noted }
      wrote: { fault-ledger: [{ offender: li, problem: late, points: 3, day: 2026-03-02, superior-liable: yes }] }
  - at: 2026-03-31 00:01
    then:
      open: [month-end/publish 1, month-end/publish 2]
  - { at: 2026-03-31 10:00, who: gu, in: month-end, does: publish 1, with: { notice: notice.pdf } }
  - at: 2026-03-31 10:05
    who: gu
    in: month-end
    does: publish 2
    with: { notice: notice.pdf }
    then: { open: [month-end/summarise], due: { month-end/summarise: 2026-03-31 24:00 } }
  - { at: 2026-03-31 17:00, who: tan, in: month-end, does: summarise, with: { summary: summary.pdf } }
  - { at: 2026-03-31 24:00, then: { open: [month-end/hand-to-finance], due: { month-end/hand-to-finance: 2026-04-05 24:00 } } }
`,
    "v1c",
    example("v1c")
  ),
  "the third complaint of one kind in three months goes to the chief": written(
    `scenario: written
of: fault
${careStaff}  rows:
    faults:
      - { unit: 3-201, subject: water, day: 2025-11-01 10:00 }
      - { unit: 3-201, subject: lift, day: 2026-02-20 10:00 }
rows:
${fault("2026-03-02 10:00", "3-201", "first")}  - { at: 2026-03-02 11:00, who: wang, in: first, does: solve, with: { cost: 80 CNY }, then: { ended: { first: solved } } }
${fault("2026-03-03 10:00", "3-201", "second")}${fault("2026-03-03 10:30", "3-202", "elsewhere")}  - { at: 2026-03-03 11:00, who: wang, in: second, does: solve, with: { cost: 20.50 CNY } }
  - at: 2026-03-04 10:00
    who: wang
    opens: fault
    as: third
    with: { unit: 3-201, subject: water }
    then: { holders: { third/solve: boss }, values: { third/times: 3, third/hours: 8 } }
  - { at: 2026-03-04 11:00, who: wang, in: third, does: solve, with: { cost: 1 CNY }, refused: role-not-allowed }
  - { at: 2026-03-04 12:00, who: chen, in: third, does: solve, with: { cost: 300 CNY }, then: { ended: { third: solved-again } } }
  - { at: 2026-03-08 18:01, then: { open: [sunday/read] } }
  - { at: 2026-03-08 19:00, who: chen, in: sunday, does: read, with: {} , then: { ended: { sunday: seen } } }
`,
    "care",
    care
  ),
  "a check is opened while too few are done; who is short at the end of the month, is told": written(
    `scenario: written
of: fault
${careStaff}rows:
${fault("2026-03-02 10:00", "1-101", "a")}  - at: 2026-03-02 11:00
    who: wang
    in: a
    does: solve
    with: { cost: 1 CNY }
    then: { ended: { a: solved } }
${fault("2026-03-03 10:00", "1-102", "b")}  - at: 2026-03-03 11:00
    who: wang
    in: b
    does: solve
    with: { cost: 1 CNY }
    then: { opened: { check: b/check-it } }                # none of the one that had ended
  - { at: 2026-03-03 12:00, who: wang, in: b/check-it, does: look, with: { fine: yes } }
${fault("2026-03-04 10:00", "1-103", "c")}  - { at: 2026-03-04 11:00, who: wang, in: c, does: solve, with: { cost: 1 CNY }, then: { ended: { c: solved } } }
  - at: 2026-04-01 00:01
    then: { told: { boss: short } }                        # one of three, and two were needed
  - at: 2026-05-01 00:01                                   # nothing in April: nothing missed
`,
    "care",
    care
  ),
  "what became of the items of an each is asked afterwards": written(
    `scenario: written
of: tour
${careStaff}rows:
  - { at: 2026-03-02 10:00, who: chen, opens: tour, with: { stops: [{ dept: repair-dept, limit: 100 CNY }, { dept: green-dept, limit: 10 CNY }, { dept: repair-dept, limit: 30 CNY }] } }
  - { at: 2026-03-02 10:10, who: fei, does: prepare 1, with: { ready: yes, cost: 30 CNY } }
  - { at: 2026-03-02 10:20, who: lu, does: prepare 2, with: { ready: no, cost: 12.50 CNY } }
  - { at: 2026-03-02 10:30, who: fei, does: prepare 3, with: { ready: yes, cost: 30 CNY } }
  - at: 2026-03-02 11:00
    who: lu
    does: mend 2
    with: { hours: 2 }
    then: { ended: not-ready, gives: { total: 72.50 CNY, over-limit: 1, mended: 2, dearest: 30 CNY } }
`,
    "care",
    care
  ),
  "the share of phone callbacks closes a choice": written(
    `scenario: written
of: callback
given:
  staff: { he: callback-officer, tan: cs-manager }
  parties: { sun: owner }
rows:
${["first", "second", "third", "fourth"].map((name, i) => `  - { at: 2026-03-0${i + 2} 09:00, who: tan, opens: callback, as: ${name}, with: { about: repair-1, callback-kind: repair, resident: sun } }\n`).join("")}  - { at: 2026-03-06 10:00, who: he, in: first, does: visit, with: { way: phone, note: 满意, satisfied: yes }, refused: value-not-allowed }
  - { at: 2026-03-06 10:05, who: he, in: first, does: visit, with: { way: visit, note: 满意, satisfied: yes, resident-signature: sun } }
  - { at: 2026-03-06 10:06, who: tan, in: first, does: review, with: { opinion: 好, conforming: yes }, then: { ended: { first: satisfied } } }
  - { at: 2026-03-06 10:10, who: he, in: second, does: visit, with: { way: phone, note: 满意, satisfied: yes } }
  - { at: 2026-03-06 10:11, who: tan, in: second, does: review, with: { opinion: 好, conforming: yes } }
  - { at: 2026-03-06 10:20, who: he, in: third, does: visit, with: { way: phone, note: 满意, satisfied: yes } }
  - { at: 2026-03-06 10:21, who: tan, in: third, does: review, with: { opinion: 好, conforming: yes } }
  - { at: 2026-03-06 10:30, who: he, in: fourth, does: visit, with: { way: phone, note: 满意, satisfied: yes }, refused: value-not-allowed }
`,
    "v2",
    callback()
  ),
  "every Monday the demands of last week are counted by subject and result": written(
    `scenario: written
of: demand-statistics
given:
  staff: { li: cs-supervisor, zhao: center-director }
  parties: { sun: owner, ma: owner }
  rows:
    complaint-ledger:
      - { complainant: sun, unit: 1-101, subject: noise, opened: 2026-03-02 09:00, result: resolved, solved: yes }
      - { complainant: ma, unit: 1-102, subject: repair, opened: 2026-03-03 09:00, result: resolved, solved: yes }
      - { complainant: ma, unit: 1-102, subject: noise, opened: 2026-03-08 23:59, result: resolved, solved: yes }
      - { complainant: ma, unit: 1-102, subject: noise, opened: 2026-03-04 10:00, result: invalid, solved: no }
      - { complainant: ma, unit: 1-102, subject: noise, opened: 2026-03-09 00:00, result: resolved, solved: yes }
rows:
  - { at: 2026-03-08 12:00 }
  - { at: 2026-03-09 00:01, then: { open: [demand-statistics/compile] } }
  - { at: 2026-03-09 10:00, who: li, in: demand-statistics, does: compile, with: { analysis: 噪音居多 } }
  - { at: 2026-03-09 11:00, who: zhao, in: demand-statistics, does: read, with: {}, then: { ended: { demand-statistics: reported } } }
`,
    "v2",
    statistics()
  )
}
