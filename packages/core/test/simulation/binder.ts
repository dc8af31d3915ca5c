/** One letter into several archives: of the unit, of the month, of each department that has to do with it (C25, C44). */
import { handbook } from "../language/fixtures.ts"

export const files: { readonly [path: string]: string } = {
  "office/handbook.yaml": handbook.replace("uses:\n  other: other/other\n", "").replace("used-in: [other]", "used-in: []"),
  "office/bind.procedure.yaml": `procedure: bind
version: 1
intake: { by: clerk, form: { unit: unit, departments: { list: department, at-most: 5 } } }
steps:
  - task: write
    by: clerk
    form: { letter: attachment, look: checklist doors }
  - file: copies
    by: clerk
    due: 1 hour from write
    record-later: { by: clerk, at-most: 60 calendar days }
    what: [sheet page, write, write.letter]
    into: [unit-file, month-file, dept-file for departments]
  - task: after
    by: clerk
  - end: bound
outcomes: { bound: {} }
orders: { return: { by: manager, to: [copies], reason: optional } }
sheets: { page: [unit, write.letter, copies] }
`
}

export const scenario = `scenario: bound-and-bound-again
of: bind
given:
  staff: { wang: clerk, zhao: manager }
rows:
  - { at: 2026-03-31 09:00, who: wang, opens: bind, with: { unit: 3-201, departments: [repair-dept, fee-dept] } }
  - { at: 2026-03-31 09:10, who: wang, does: write, with: { letter: letter.pdf, look: { front-door: pass, back-door: fail } }, then: { due: { copies: 2026-03-31 10:10 } } }
  - { at: 2026-03-31 09:20, who: zhao, does: copies, with: { unit-file: [page, write, write.letter], month-file: [page], dept-file: [page, write, write.letter] }, refused: role-not-allowed }
  - { at: 2026-03-31 09:21, who: wang, does: copies, with: { unit-file: [page, write, write.letter], month-file: [page], dept-file: [page, write, write.letter] }, refused: form-rejected }
  - at: 2026-03-31 09:30
    who: wang
    does: copies
    with: { unit-file: [page, write, write.letter], month-file: [page, write, write.letter], dept-file: [page, write, write.letter] }
    then:
      wrote: { unit-file: [{ key: 3-201 }], month-file: [{ key: 2026-03 }], dept-file: [{ key: repair-dept }, { key: fee-dept }] }
      late: { copies: [] }
  - { at: 2026-04-01 09:00, who: zhao, orders: return, with: { to: copies } }
  - at: 2026-04-01 09:30
    who: wang
    does: copies
    with: { unit-file: [page, write, write.letter], month-file: [page, write, write.letter], dept-file: [page, write, write.letter] }
    then:
      wrote: { unit-file: [{ key: 3-201 }], month-file: [{ key: 2026-04 }], dept-file: 2 }
  - { at: 2026-04-01 09:40, who: wang, does: after, then: { ended: bound } }
`
