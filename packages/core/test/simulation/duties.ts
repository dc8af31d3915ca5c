/** A handbook of recurring duties (S39) and of one that a threshold calls for (C40), and a week of it. */
export const files = {
  "duties/handbook.yaml": `handbook: duties
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: office, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  office: { open: { Mon-Fri: 08:30-17:30 }, holidays: cn-state-council, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief]
departments: { center: {} }
roles:
  manager: { rank: chief, in: center, heads: center }
  guard: { rank: staff, in: center, reports-to: manager }
  specialist: { rank: staff, in: center, reports-to: manager }
  cashier: { rank: staff, in: center, reports-to: manager }
ledgers:
  reports: { columns: { kind: [review, patrol, spot-check, procedure-review], first-day: date, last-day: date, note: text } }
  cash-box: { columns: { received: money, balance: money } }
messages:
  hurry: { en: "One check of this week is still open." }
schedules:
  monday-review: { every: Monday, covers: last week, opens: report, with: { kind: review }, due: same day as its start }
  patrols: { every: working day at 12:00 and 16:00, covers: today, opens: report, with: { kind: patrol }, due: 2 hours from its start }
  spot-checks:
    every: 2 times a week
    covers: this week
    opens: report
    with: { kind: spot-check }
    due:
      within: end of week from its start
      remind:
        - { at: 2 working days before due, tell: manager, with: hurry }
        - { at: every 1 working day after due, tell: manager, with: hurry, during: office }
  procedure-review: { every: quarter, covers: last quarter, opens: report, with: { kind: procedure-review }, due: 5 working days from its start, after-downtime: latest }
  to-the-bank: { on: cash-box, when: event.balance > 2000 CNY, opens: bank-cash, with: { amount: event.balance }, due: 24 hours from event }
`,
  "duties/report.procedure.yaml": `procedure: report
version: 1
intake:
  form: { kind: [review, patrol, spot-check, procedure-review], days: period }
steps:
  - choose: who
    of: kind
    cases:
      patrol:
        - task: do-it
          by: guard
          due: case due
          form: { note: text }
      spot-check:
        - task: do-it
          by: specialist
          due: case due
          form: { note: text }
      review:
        - task: do-it
          by: manager
          due: case due
          form: { note: text }
      procedure-review:
        - task: do-it
          by: manager
          due: case due
          form: { note: text }
  - record: write
    in: reports
    add: { kind: kind, first-day: days.start, last-day: days.end, note: do-it.note }
  - end: reported
outcomes: { reported: {} }
`,
  "duties/take-cash.procedure.yaml": `procedure: take-cash
version: 1
intake:
  by: cashier
  form: { received: money }
steps:
  - compute: balance
    type: money
    value: (sum each.received over cash-box) + received
  - record: write
    in: cash-box
    add: { received: received, balance: balance }
  - end: taken
outcomes: { taken: {} }
`,
  "duties/bank-cash.procedure.yaml": `procedure: bank-cash
version: 1
intake:
  form: { amount: money }
steps:
  - task: bring
    by: cashier
    due: case due
    form: { slip: text }
  - end: banked
outcomes: { banked: {} }
`
}

export const week = `scenario: one-week-of-recurring-duties
of: take-cash
given:
  staff: { zhao: manager, he: guard, qu: specialist, fang: cashier }
rows:
  - { at: 2026-03-22 20:00, who: fang, opens: take-cash, with: { received: 1500 CNY } }

  - at: 2026-03-23 00:00
    then:
      opened: { report: monday-review }
      due: { monday-review/do-it: 2026-03-23 24:00, spot-checks 1/do-it: 2026-03-29 24:00, spot-checks 2/do-it: 2026-03-29 24:00 }
  - at: 2026-03-23 10:00
    who: zhao
    in: monday-review
    does: do-it
    with: { note: 已看 }
    then:
      wrote: { reports: [{ kind: review, first-day: 2026-03-16, last-day: 2026-03-22, note: 已看 }] }
  - at: 2026-03-23 12:00
    then:
      due: { patrols/do-it: 2026-03-23 14:00 }
  - { at: 2026-03-23 12:30, who: he, in: patrols 1, does: do-it, with: { note: 正常 }, then: { ended: { patrols 1: reported } } }
  - at: 2026-03-23 18:00                     # the afternoon's patrol was never walked
    then:
      late: { patrols 2/do-it: yes }

  # above 2000 the money goes to the bank within 24 hours of the row
  - { at: 2026-03-24 10:00, who: fang, opens: take-cash, with: { received: 400 CNY }, as: second }
  - at: 2026-03-24 11:00
    who: fang
    opens: take-cash
    as: third
    with: { received: 300 CNY }
    then:
      due: { to-the-bank/bring: 2026-03-25 11:00 }
      values: { to-the-bank/amount: 2200 CNY }
  - { at: 2026-03-24 15:00, who: fang, in: to-the-bank, does: bring, with: { slip: Z1 }, then: { ended: { to-the-bank: banked } } }

  - at: 2026-03-25 10:00
    who: qu
    in: spot-checks 1
    does: do-it
    with: { note: 照片两张 }
  - at: 2026-03-27 09:00                     # two working days before Sunday
    then:
      told: { manager: hurry }
      due: { spot-checks 2/do-it: 2026-03-29 24:00 }
  - at: 2026-03-29 24:00                     # only one spot check
    then:
      late: { spot-checks 2/do-it: yes }
  - at: 2026-03-30 09:00                     # nobody is told at the weekend, or at night
    then:
      told: { manager: hurry }
  - at: 2026-04-01 00:00                     # the quarter; five working days with the holiday of 6 April
    then:
      holders: { procedure-review/do-it: manager }
      due: { procedure-review/do-it: 2026-04-09 17:30 }
`
