/** A procedure that puts confidential values wherever a case can put a value. */
export const SECRET = "S3CRET"

const handbook = `handbook: office
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Fri: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief]
departments:
  house: {}
  vault: { part-of: house }
  repair-dept: { part-of: house }
roles:
  clerk: { rank: staff, in: house, reports-to: manager }
  manager: { rank: chief, in: house, heads: house }
  keeper: { rank: staff, in: vault }
  worker: { rank: staff, in: repair-dept }
party-kinds: [owner]
archives:
  unit-file: { by: unit, kept-by: clerk }
ledgers:
  book: { columns: { unit: { type: unit, class: secret }, note: text, phone: { type: phone-number, class: secret } } }
  vault-book: { columns: { day: date, what: long-text }, class: secret }
reports:
  told: { rows: vault-book, day: day, each-row: [what] }
classes:
  secret: { seen-by: [vault], used-in: [inquiry, aside] }
channels: [sms]
events:
  found: { unit: unit, code: { type: text, class: secret } }
messages:
  for-the-vault: { en: "phone <phone>, story <interview.story>" }
  for-all: { en: "about <note>" }
`

const inquiry = `procedure: inquiry
version: 1
intake:
  by: clerk
  form:
    owner: party
    note: text
    phone: { type: phone-number, class: secret }
    unit: { type: unit, class: secret }
    fee: { type: money, class: secret }
    household: { list: { member: text, id: { type: text, class: secret } }, at-most: 5 }
    names: { list: text, at-most: 3, class: secret }
    span: period
announces:
  asked: { unit: { type: unit, class: secret } }
steps:
  - compute: double
    type: money
    value: half-up(fee * 2)
  - decide: level
    first:
      - { when: fee > 10 CNY, then: high }
      - { then: low }
  - task: interview
    by: keeper
    form: { story: { type: long-text, class: secret }, plain: text }
  - task: visit
    by: area of unit
    due: 2 hours from its start
    form: { ok: yes/no }
  - notify: tell-area
    to: area of unit
    via: [sms]
    with: for-all
  - task: both
    by: { together: [keeper, manager] }
    form: { remark: { type: text, class: secret } }
  - record: write
    in: book
    add: { unit: unit, note: note, phone: phone }
  - record: lock
    in: vault-book
    add: { day: today, what: interview.story }
  - notify: tell-vault
    to: vault
    via: [sms]
    with: for-the-vault
  - notify: tell-all
    to: worker
    via: [sms]
    with: for-all
  - announce: tell
    event: asked
    with: { unit: unit }
  - call: ask-aside
    opens: aside
    with: { phone: phone }
  - each: name
    in: names
    steps:
      - task: look
        by: worker
        form: { ok: yes/no }
  - task: read
    by: keeper
    form: { all: report told for span }
  - file: binder
    by: keeper
    what: [interview]
    into: [unit-file]
  - wait: found
    for: found where event.unit is unit
    until: 30 calendar days from intake
  - task: finish
    by: worker
    form: { ok: yes/no }
  - end: closed
    when: ask-aside.outcome is answered
    gives: { answer: ask-aside.answer, total: double }
  - end: nothing
outcomes:
  closed: { answer: { type: text, class: secret }, total: { type: money, class: secret } }
  nothing: {}
orders:
  suspend: { by: manager, form: { why: { type: text, class: secret } }, clocks: pause, at-most: 10 calendar days }
  resume: { by: manager }
  withdraw: { by: owner, ends: nothing, reason: optional }
  amend: { by: clerk, of: [phone, interview.story], reason: required }
`

const aside = `procedure: aside
version: 1
intake:
  form: { phone: { type: phone-number, class: secret } }
seen-by: [keeper, manager]
steps:
  - task: answer
    by: keeper
    form: { answer: { type: text, class: secret } }
  - end: answered
    gives: { answer: answer.answer }
outcomes:
  answered: { answer: { type: text, class: secret } }
`

export const files: ReadonlyArray<{ readonly path: string; readonly text: string }> = [
  { path: "office/handbook.yaml", text: handbook },
  { path: "office/inquiry.procedure.yaml", text: inquiry },
  { path: "office/aside.procedure.yaml", text: aside }
]

/** Li is in charge of the unit that is secret. */
export const areas = { li: [`${SECRET}-unit`] }

/** Who is there: only Gu may see what is secret; Lin has no post at all. */
export const staff = {
  wang: [{ role: "clerk" }],
  zhao: [{ role: "manager" }],
  gu: [{ role: "keeper" }],
  li: [{ role: "worker" }],
  lin: []
} as const
