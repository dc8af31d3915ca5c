/** Scenarios of the orders that change what was agreed, over the handbooks of the examples. */
import { readFileSync } from "node:fs"
import { join } from "node:path"

const examples = join(import.meta.dirname, "../fixtures/examples")
const read = (path: string): string => readFileSync(join(examples, path), "utf8")

interface Written {
  readonly text: string
  readonly folder: string
  readonly more: { readonly [path: string]: string }
}

/** The handbook of the examples without what speaks of its other procedures, and one more ledger. */
const whole = read("v2/handbook.yaml")
const handbook = whole
  .slice(0, whole.indexOf("\nparameters:\n") + 1)
  .replace("handed-at: date-time, returned-at: date-time }", "handed-at: date-time, about: { type: text, needed: no }, returned-at: { type: date-time, needed: no }, opinion: { type: text, needed: no } }")
  .replace("\nledgers:\n", "\nledgers:\n  entrance-book: { columns: { unit: unit, matter: text, received: date-time, answer: { type: text, needed: no } } }\n")

const beside = (folder: string, procedure: string, text: string) => ({
  [`${folder}/handbook.yaml`]: handbook.replace(/^handbook: \S+/m, `handbook: ${folder}`).replace("case of countersign", `case of ${procedure}`),
  [`${folder}/${procedure}.procedure.yaml`]: text
})

/** Filing has its own tests; the sheet is signed without it. */
const countersign = read("v2/countersign.procedure.yaml")
  .replace(/ {2}- file: copies[\s\S]*?worker-copy\]\n/, "")
  .replace("  add-signer:", "  amend: { by: cs-manager, of: [handle.opinion, reason] }\n  add-signer:")
  .replace("add: { sheet: case, dept: dept, received-by: doer of receive, handed-at: receive.at }", "add: { sheet: case, dept: dept, received-by: doer of receive, handed-at: receive.at, about: reason }")
  .replace("fill: { returned-at: handle.at }", "fill: { returned-at: handle.at, opinion: handle.opinion }")

const entrance = `procedure: entrance
version: 1
intake:
  by: front-desk-receptionist
  form: { visitor: party, unit: unit, received-at: date-time, matter: text }
  counts-from: received-at
steps:
  - record: entered
    in: entrance-book
    add: { unit: unit, matter: matter, received: received-at }
  - task: answer
    by: front-desk-receptionist
    due: 2 calendar days from intake
    form: { answer: text, promised: date-time }
  - record: answered
    in: entrance-book
    fill: { answer: answer.answer }
    row: entered
  - decide: short
    first:
      - { when: answer.answer is present, then: yes }
      - { then: no }
  - wait: until-then
    until: answer.promised
  - task: look-back
    by: front-desk-receptionist
    due: 1 working day from its start
  - end: settled
outcomes: { settled: {} }
orders:
  amend: { by: cs-manager, of: [received-at, matter, unit, answer.answer, answer.promised], reason: required }
`

const staff = `given:
  staff:
    deng: front-desk-receptionist
    tan: cs-manager
    hu: dept-manager in environment-dept
    ma: dept-manager in engineering-dept
    luo: dept-manager in security-dept
  parties: { sun: owner }
`

export const orders: { readonly [name: string]: Written } = {
  "an appointment is agreed anew, and then missed": {
    folder: "booked",
    more: beside("booked", "enquiry", read("v2/enquiry.procedure.yaml")),
    text: `scenario: written
of: enquiry
${staff}rows:
  - { at: 2026-03-02 09:00, who: deng, opens: enquiry, with: { asker: sun, question: 地下车位, question-kind: too-complex } }
  - { at: 2026-03-02 09:05, who: sun, orders: rebook, of: book.reply-at, with: { to: 2026-03-04 10:00, reason: 出差 }, refused: wrong-state }
  - { at: 2026-03-02 09:10, who: deng, does: book, with: { reply-at: 2026-03-03 10:00 }, then: { due: { reply: 2026-03-03 10:00 } } }
  - { at: 2026-03-02 15:00, who: deng, orders: rebook, of: book.reply-at, with: { to: 2026-03-04 10:00, reason: 出差 }, refused: role-not-allowed }
  - { at: 2026-03-02 15:00, who: sun, orders: rebook, of: book.reply-at, with: { to: 2026-03-04 10:00 }, refused: reason-missing }
  - { at: 2026-03-02 15:00, who: sun, orders: rebook, of: book.reply-at, with: { to: 2026-03-02 14:00, reason: 出差 }, refused: value-not-allowed }
  - { at: 2026-03-02 15:00, who: sun, orders: rebook, of: book.reply-at, with: { to: 2026-03-04 10:00, reason: 出差 }, then: { due: { reply: 2026-03-04 10:00 }, values: { book.reply-at: 2026-03-04 10:00 } } }
  - { at: 2026-03-02 15:05, who: sun, orders: rebook, of: book.reply-at, with: { to: 2026-03-04 10:00, reason: 出差 }, refused: nothing-to-amend }
  - { at: 2026-03-03 10:00, then: { late: { reply: no } } }
  - { at: 2026-03-04 10:00, then: { late: { reply: yes } } }
  - { at: 2026-03-04 10:30, who: tan, orders: rebook, of: book.reply-at, with: { to: 2026-03-04 16:00, reason: 失约 }, then: { due: { reply: 2026-03-04 16:00 } } }
  - { at: 2026-03-04 15:50, who: tan, does: reply, with: { answer: 已答复 }, then: { ended: reply-appointed } }
  - { at: 2026-03-04 15:55, who: tan, orders: rebook, of: book.reply-at, with: { to: 2026-03-05 16:00, reason: 迟了 }, refused: case-ended }
`
  },
  "a signer is added to a countersign sheet, and an opinion corrected": {
    folder: "signed",
    more: beside("signed", "countersign", countersign),
    text: `scenario: written
of: countersign
${staff}rows:
  - at: 2026-03-02 09:00
    who: deng
    opens: countersign
    with: { visitor: sun, unit: 3-201, channel: visit, sheet-kind: repair-sheet, reason: 楼道灯, departments: [engineering-dept], owner-signature: sun }
  - { at: 2026-03-02 09:10, who: deng, does: issue, with: { opinion: 请会签 }, then: { open: [receive 1] } }
  - { at: 2026-03-02 10:00, who: ma, does: receive 1, then: { wrote: { sheet-handover: 1 } } }
  - { at: 2026-03-02 10:30, who: deng, orders: add-signer, of: dept, with: { to: environment-dept }, refused: role-not-allowed }
  - { at: 2026-03-02 10:30, who: tan, orders: add-signer, of: dept, with: { to: engineering-dept }, refused: already-holds }
  - { at: 2026-03-02 10:30, who: tan, orders: add-signer, of: dept, with: { to: environment-dept }, then: { open: [receive 2], holders: { receive 2: dept-manager in environment-dept } } }
  - { at: 2026-03-02 11:00, who: ma, does: handle 1, with: { opinion: 可换, done: yes } }
  - { at: 2026-03-02 11:30, who: tan, orders: amend, of: handle.opinion 1, with: { to: 可换三盏, reason: 数量写错 }, then: { wrote: { sheet-handover: 1 }, values: { handle.opinion 1: 可换三盏 } } }
  - { at: 2026-03-02 13:00, who: hu, does: receive 2 }
  - { at: 2026-03-02 13:30, who: hu, does: handle 2, with: { opinion: 无异议, done: yes }, then: { closed: [handle 2], open: [recover] } }
  - { at: 2026-03-02 14:00, who: tan, orders: add-signer, of: dept, with: { to: security-dept }, refused: task-already-completed }
`
  },
  "when it was received is corrected: the due moves, the row is written again": {
    folder: "entered",
    more: beside("entered", "entrance", entrance),
    text: `scenario: written
of: entrance
${staff}rows:
  - { at: 2026-03-02 16:00, who: deng, opens: entrance, with: { visitor: sun, unit: 3-201, received-at: 2026-03-02 15:00, matter: 门锁 }, then: { due: { answer: 2026-03-04 24:00 } } }
  - { at: 2026-03-02 16:10, who: tan, orders: amend, of: answer.answer, with: { to: 好, reason: 写错 }, refused: wrong-state }
  - { at: 2026-03-02 16:20, who: deng, orders: amend, of: received-at, with: { to: 2026-03-01 15:00, reason: 记错一天 }, refused: role-not-allowed }
  - { at: 2026-03-02 16:20, who: tan, orders: amend, of: received-at, with: { to: 2026-03-03 15:00, reason: 记错一天 }, refused: in-the-future }
  - at: 2026-03-02 16:20
    who: tan
    orders: amend
    of: received-at
    with: { to: 2026-03-01 15:00, reason: 记错一天 }
    then:
      due: { answer: 2026-03-03 24:00 }
      values: { received-at: 2026-03-01 15:00 }
      wrote: { entrance-book: [{ unit: 3-201, matter: 门锁, received: 2026-03-01 15:00 }] }
  - { at: 2026-03-03 10:00, who: deng, does: answer, with: { answer: 换锁, promised: 2026-03-05 10:00 }, then: { waits: { until-then: 2026-03-05 10:00 } } }
  - { at: 2026-03-03 11:00, who: tan, orders: amend, of: answer.promised, with: { to: 2026-03-04 10:00, reason: 提前 }, then: { waits: { until-then: 2026-03-04 10:00 }, wrote: { entrance-book: 0 } } }
  - { at: 2026-03-03 12:00, who: tan, orders: amend, of: answer.answer, with: { to: 换锁芯, reason: 写错 }, then: { wrote: { entrance-book: [{ unit: 3-201, matter: 门锁, received: 2026-03-01 15:00, answer: 换锁芯 }] } } }
  - { at: 2026-03-04 10:00, then: { open: [look-back] } }
  - { at: 2026-03-04 11:00, who: deng, does: look-back, then: { ended: settled } }
  - { at: 2026-03-20 09:00, who: tan, orders: amend, of: matter, with: { to: 门锁损坏, reason: 写全 }, then: { wrote: { entrance-book: [{ unit: 3-201, matter: 门锁损坏, received: 2026-03-01 15:00, answer: 换锁芯 }] } } }
  - { at: 2026-03-20 09:05, who: tan, orders: amend, of: matter, with: { to: 门锁损坏, reason: 写全 }, refused: nothing-to-amend }
`
  }
}
