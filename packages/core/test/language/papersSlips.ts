/** Slips with papers, checklists and archives. */
import { step, task } from "./slips.ts"
import type { Slip } from "./slips.ts"

const shown = "a: papers size-papers for kind, b: checklist doors, c: attachment, who: staff"

/** Papers and a checklist, and a question about them. */
const papersThen = (condition: string): string =>
  step(`  - task: t\n    by: clerk\n    form: { ${shown} }\n  - task: u\n    when: ${condition}\n    by: clerk\n`)

const filing = (what: string, into: string): string =>
  step(`  - task: t\n    by: clerk\n    form: { ${shown} }\n  - file: f\n    by: clerk\n    what: [${what}]\n    into: [${into}]\n`)

/** An outcome hands papers over; nobody fills it in. */
const givesPapers = `steps:\n  - task: t\n    by: clerk\n    form: { ${shown} }\n  - end: done\n    gives: { a: t.a }\n`

export const slips: ReadonlyArray<Slip> = [
  { code: "unknown-name", bad: task("due: at once", "a: papers «visit-paper»"), good: task("due: at once", "a: papers visit-papers") },
  { code: "unknown-name", bad: task("due: at once", "a: checklist «dors»"), good: task("due: at once", "a: checklist doors") },
  { code: "unknown-name", bad: task("due: at once", "a: papers size-papers for «knd»"), good: task("due: at once", "a: papers size-papers for kind") },
  { code: "papers-case-missing", bad: task("due: at once", "a: «papers size-papers»"), good: task("due: at once", "a: papers size-papers for kind") },
  {
    code: "papers-case-missing",
    bad: task("due: at once", "sort: [small, middle], a: papers size-papers for «sort»"),
    good: task("due: at once", "sort: [small, large], a: papers size-papers for sort")
  },
  { code: "type-mismatch", bad: task("due: at once", "a: papers visit-papers for «kind»"), good: task("due: at once", "a: papers visit-papers") },
  { code: "type-mismatch", bad: task("due: at once", "a: papers size-papers for «unit»"), good: task("due: at once", "a: papers size-papers for kind") },
  {
    code: "type-mismatch",
    bad: `${givesPapers}outcomes: { done: { a: papers size-papers for «kind» } }\n`,
    good: `${givesPapers}outcomes: { done: { a: papers size-papers } }\n`
  },
  {
    code: "clock-not-running",
    bad: filing("t", "unit-file").replace("what:", "due: «1 hour from intake»\n    what:"),
    good: filing("t", "unit-file").replace("what:", "due: 1 hour from t\n    what:")
  },
  { code: "unknown-name", bad: papersThen("t.a.«compleet»"), good: papersThen("t.a.complete") },
  { code: "type-mismatch", bad: papersThen("«t.a.missing»"), good: papersThen("not t.a.complete") },
  { code: "type-mismatch", bad: papersThen("«t.b.failed»"), good: papersThen("t.b.failed > 0") },
  { code: "unknown-name", bad: filing("t.a", "«unit-fil»"), good: filing("t.a", "unit-file") },
  { code: "unknown-name", bad: filing("sheet «page»", "unit-file"), good: `${filing("sheet page", "unit-file")}sheets: { page: [unit, t.a, t] }\n` },
  { code: "unknown-name", bad: `${filing("sheet page", "unit-file")}sheets: { page: [unit, «nit», t] }\n`, good: `${filing("sheet page", "unit-file")}sheets: { page: [unit, t] }\n` },
  { code: "archive-unclear", bad: filing("t", "«staff-file»"), good: filing("t", "staff-file for t.who") },
  { code: "type-mismatch", bad: filing("t", "dept-file for «unit»"), good: filing("t", "dept-file for dept") },
  { code: "type-mismatch", bad: filing("«fee»", "unit-file"), good: filing("t.c", "unit-file") },
  { code: "name-taken", bad: filing("t", "month-file, «month-file»"), good: filing("t", "month-file, dept-file") },
  {
    code: "maybe-missing",
    bad: filing("«t»", "unit-file").replace("by: clerk\n", "when: urgent\n    by: clerk\n"),
    good: filing("t", "unit-file").replace("file: f\n", "file: f\n    when: t was done\n").replace("by: clerk\n", "when: urgent\n    by: clerk\n")
  }
]
