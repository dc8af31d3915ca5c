/** Slips of YAML and of sentences, of handbooks and scenarios, and those that take a second file. */
import { handbook, whole } from "./fixtures.ts"
import type { Slip } from "./slips.ts"

const step = (text: string): string => `steps:\n${text}  - end: done\n`
const task = (line: string): string => step(`  - task: t\n    by: clerk\n    ${line}\n`)
const when = (condition: string): string => task(`when: ${condition}`)

/** A handbook with some lines more, of which only those are shown. */
const book = (code: Slip["code"], bad: string, good: string, more?: Slip["more"]): Slip => ({
  code,
  path: "handbook.yaml",
  bad: `${handbook}${bad}`,
  good: `${handbook}${good}`,
  shown: { bad, good },
  ...(more === undefined ? {} : { more })
})

/** One line of the handbook written otherwise. */
const line = (code: Slip["code"], good: string, bad: string): Slip => ({
  code,
  path: "handbook.yaml",
  bad: handbook.replace(good, bad),
  good: handbook,
  shown: { bad: `${bad.slice(2)}\n`, good: `${good.slice(2)}\n` }
})

const calendar = "  desk: { open: { Mon-Fri: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }"
const withShort = handbook.replace("messages:\n", 'messages:\n  short: { zh: 数量不足, en: Too few }\n')
const quota = (of: string): string =>
  `quotas:\n  entries: { count: book, of: ${of}, per: year, at-least: 30%, rounded: up, missed: { tell: manager, with: short } }\n`

/** The office with nothing but the one book, and another one. */
const bookless = (more: string): string =>
  `${handbook.slice(0, handbook.indexOf("bodies:"))}party-kinds: [owner, tenant]\nledgers:\n  book: { columns: { unit: unit } }\n${more}`
const writes = (name: string): string =>
  `procedure: ${name}\nversion: 1\nintake:\n  by: clerk\n  form: { unit: unit }\nsteps:\n  - record: entry\n    in: book\n    add: { unit: unit }\n  - end: done\noutcomes: { done: {} }\n`

const given = "scenario: day\nof: work\ngiven: { staff: { wang: clerk }, parties: { sun: owner } }\n"
const opens = (at: string): string =>
  `  - at: ${at}\n    who: wang\n    opens: work\n    with: { owner: sun, unit: 3-201, urgent: yes }\n`
const small = (steps: string): string =>
  `procedure: work\nversion: 1\nintake:\n  by: clerk\n  form: { owner: party, unit: unit, urgent: yes/no }\n${steps}`

export const slipsOfFiles: ReadonlyArray<Slip> = [
  { code: "yaml-broken", bad: step("  - task: t\n    «by clerk»\n"), good: task("due: 2 hours from intake") },
  { code: "yaml-feature", bad: step("  - task: t\n    by: «&who» clerk\n"), good: step("  - task: t\n    by: clerk\n") },
  { code: "comma-cut", bad: step("  - compute: c\n    type: money\n    value: half-up(fee * 70%)\n  - decide: d\n    first: [{ when: «open(desk, urgent)», then: a }, { then: b }]\n"), good: step("  - decide: d\n    first: [{ when: open(desk), then: a }, { then: b }]\n") },
  { code: "full-width-punctuation", bad: step("  - task: t\n    by«：»clerk\n"), good: step("  - task: t\n    by: clerk\n") },
  { code: "boolean-word", bad: step("  - decide: d\n    first:\n      - { when: urgent, then: «true» }\n      - { then: no }\n"), good: step("  - decide: d\n    first:\n      - { when: urgent, then: yes }\n      - { then: no }\n") },
  { code: "unknown-key", bad: task("«deu»: 2 hours from intake"), good: task("due: 2 hours from intake") },
  { code: "key-missing", bad: step("  - «notify»: n\n    to: owner\n    with: please\n"), good: step("  - notify: n\n    to: owner\n    via: [sms]\n    with: please\n") },
  { code: "wrong-shape", bad: step("  - notify: n\n    to: owner\n    via: «sms»\n    with: please\n"), good: step("  - notify: n\n    to: owner\n    via: [sms]\n    with: please\n") },
  {
    code: "heading-missing",
    bad: `${task("due: 2 hours from intake")}outcomes:\n  done: {}\n  called-off: {}\n  «withdraw»: { by: opener, reason: required, ends: called-off }\n  extend: { by: manager, of: [t], at-most: 2 working days, times: 1 }\n`,
    good: `${task("due: 2 hours from intake")}outcomes:\n  done: {}\n  called-off: {}\norders:\n  withdraw: { by: opener, reason: required, ends: called-off }\n  extend: { by: manager, of: [t], at-most: 2 working days, times: 1 }\n`
  },
  { code: "two-kinds", bad: step("  - task: t\n    by: clerk\n    «wait»: w\n"), good: step("  - task: t\n    by: clerk\n  - wait: w\n    until: 2 hours from intake\n") },
  { code: "file-name", path: "other.procedure.yaml", bad: "procedure: «order»\nversion: 1\nintake:\n  by: clerk\nsteps:\n  - end: done\noutcomes: { done: {} }\n", good: "procedure: other\nversion: 1\nintake:\n  by: clerk\nsteps:\n  - end: done\noutcomes: { done: {} }\n" },
  { code: "reserved-name", bad: step("  - task: «holder»\n    by: clerk\n"), good: step("  - task: repair\n    by: clerk\n") },
  { code: "bad-name", bad: step("  - task: hand«_»over\n    by: clerk\n"), good: step("  - task: hand-over\n    by: clerk\n") },
  { code: "sentence-syntax", bad: when("kind «==» small"), good: when("kind is small") },
  { code: "bare-days", bad: task("due: «2 days» from intake"), good: task("due: 2 working days from intake") },
  { code: "anchor-missing", bad: task("due: «2 hours»"), good: task("due: 2 hours from intake") },
  { code: "unit-missing", bad: task("due: «2» from intake"), good: task("due: 2 hours from intake") },
  { code: "redundant-yes", bad: when("«urgent is yes»"), good: when("urgent") },
  { code: "mixed-and-or", bad: when("«urgent and kind is small or remark is present»"), good: when("urgent and (kind is small or remark is present)") },
  line("calendar-unused", calendar, `${calendar}\n  «hall»: { open: { Sat-Sun: 10:00-14:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }`),
  line("manner-missing", "  visit-papers: { needs: [id-card seen] }", "  visit-papers: { needs: [«id-card»] }"),
  line("papers-circle", "      small: { needs: [id-card seen-and-copied, 2 photo original] }", "      small: { includes: «large», needs: [id-card seen-and-copied] }"),
  book(
    "table-key-twice",
    "tables:\n  rates: { columns: { code: text, weight: whole-number }, key: [code], rows: [{ code: a, weight: 40 }, «{ code: a, weight: 60 }»] }\n",
    "tables:\n  rates: { columns: { code: text, weight: whole-number }, key: [code], rows: [{ code: a, weight: 40 }, { code: b, weight: 60 }] }\n"
  ),
  book(
    "table-total",
    "tables:\n  rates: { columns: { code: text, weight: whole-number }, key: [code], rows: [{ code: a, weight: 40 }, { code: b, weight: 50 }], adds-up: { «weight»: 100 } }\n",
    "tables:\n  rates: { columns: { code: text, weight: whole-number }, key: [code], rows: [{ code: a, weight: 40 }, { code: b, weight: 60 }], adds-up: { weight: 100 } }\n"
  ),
  book(
    "table-from-host",
    "tables:\n  «rates»: { columns: { code: text, weight: whole-number }, key: [code], from: host }\n",
    "tables:\n  rates: { columns: { code: text, weight: whole-number }, key: [code], rows: [{ code: a, weight: 40 }] }\n"
  ),
  {
    code: "quota-empty",
    path: "handbook.yaml",
    bad: `${withShort}${quota("«diary»")}`,
    good: `${withShort}${quota("book")}`,
    shown: { bad: quota("«diary»"), good: quota("book") },
    more: { "work.procedure.yaml": whole(step("  - record: r\n    in: book\n    add: { unit: unit, what: note }\n")) }
  },
  {
    code: "handbook-unused",
    path: "handbook.yaml",
    bad: bookless("  «old-book»: { columns: { unit: unit } }\n"),
    good: bookless(""),
    shown: { bad: "ledgers:\n  book: { columns: { unit: unit } }\n  «old-book»: { columns: { unit: unit } }\n", good: "ledgers:\n  book: { columns: { unit: unit } }\n" },
    more: {
      "other/handbook.yaml": bookless("").replace("handbook: office", "handbook: other"),
      "other/other.procedure.yaml": writes("other"),
      "work.procedure.yaml": writes("work")
    }
  },
  { code: "title-missing", bad: `${step("  - task: «t»\n    by: clerk\n")}`, good: `${step("  - task: t\n    by: clerk\n")}words: { t: 处理 }\n` },
  {
    // who ends a case fills in a form too
    code: "title-missing",
    bad: `${task("due: 2 hours from intake")}orders: { terminate: { by: manager, form: { «ground»: long-text }, ends: done } }\nwords: { t: 处理 }\n`,
    good: `${task("due: 2 hours from intake")}orders: { terminate: { by: manager, form: { ground: long-text }, ends: done } }\nwords: { t: 处理, ground: 理由 }\n`
  },
  {
    code: "handbook-missing",
    path: "lost/lost.procedure.yaml",
    bad: "procedure: «lost»\nversion: 1\nintake:\n  by: clerk\nsteps:\n  - end: done\noutcomes: { done: {} }\n",
    good: "procedure: lost\nversion: 1\nintake:\n  by: clerk\nsteps:\n  - end: done\noutcomes: { done: {} }\n",
    mended: { "lost/handbook.yaml": handbook.replace("uses:\n  other: other/other\n", "").replace("used-in: [other]", "used-in: []") }
  },
  {
    code: "handbook-name-taken",
    path: "handbook.yaml",
    bad: handbook.replace("handbook: office", "handbook: other").replace("other: other/other", "other: «other/other»"),
    good: handbook,
    shown: {
      bad: "handbook: other   # `other/handbook.yaml` says so too\nuses:\n  other: «other/other»\n",
      good: "handbook: office\nuses:\n  other: other/other\n"
    }
  },
  {
    code: "rows-out-of-order",
    path: "day.scenario.yaml",
    bad: `${given}rows:\n${opens("2026-03-02 09:00")}  - at: «2026-03-01 09:00»\n    then: { ended: done }\n`,
    good: `${given}rows:\n${opens("2026-03-02 09:00")}  - at: 2026-03-03 09:00\n    then: { ended: done }\n`,
    more: { "work.procedure.yaml": small("steps:\n  - end: done\noutcomes: { done: {} }\n") }
  },
  {
    // what a story expects to be held, or late, has its name in the procedure
    code: "unknown-name",
    path: "day.scenario.yaml",
    bad: `${given}rows:\n${opens("2026-03-02 09:00")}    then: { held: { case: [«agian»] } }\n`,
    good: `${given}rows:\n${opens("2026-03-02 09:00")}    then: { held: { case: [again] } }\n`,
    more: { "work.procedure.yaml": small(`holds:\n  again: { from: other.trouble, where: event.unit is unit, until: its end, stops: [t], clocks: pause }\n${task("due: 2 hours from intake")}outcomes: { done: {} }\n`) }
  },
  {
    code: "unknown-name",
    path: "day.scenario.yaml",
    bad: `${given}rows:\n${opens("2026-03-02 09:00")}    then: { late: { t: [«frist»] } }\n`,
    good: `${given}rows:\n${opens("2026-03-02 09:00")}    then: { late: { t: [first] } }\n`,
    more: { "work.procedure.yaml": small("steps:\n  - task: t\n    ladder:\n      first: { by: clerk, due: 2 hours from intake }\n      second: { by: manager }\n  - end: done\noutcomes: { done: {} }\n") }
  },
  {
    code: "scenario-coverage",
    bad: small("steps:\n  - end: late\n    when: not urgent\n  - end: done\noutcomes: { done: {}, late: {} }\n").replace("work", "«work»"),
    good: small("steps:\n  - end: done\noutcomes: { done: {} }\n"),
    more: { "day.scenario.yaml": `${given}rows:\n${opens("2026-03-02 09:00")}    then: { ended: done }\n` }
  },
  book(
    "covers-no-period",
    "schedules:\n  monthly: { every: month, covers: «last month», opens: report }\n",
    "schedules:\n  monthly: { every: month, opens: report }\n",
    { "report.procedure.yaml": "procedure: report\nversion: 1\nsteps:\n  - end: done\noutcomes: { done: {} }\n" }
  ),

  // what several conditions say together
  { code: "no-effect", bad: when("fee > 9 CNY and «fee > 5 CNY»"), good: when("fee > 9 CNY and urgent") },
  { code: "no-effect", bad: when("fee > 5 CNY or «fee > 9 CNY»"), good: when("fee > 5 CNY or urgent") },
  { code: "no-effect", bad: step("  - record: r\n    in: book\n    add: { unit: unit, what: note else «remark» }\n").replace("«remark»", "«note»"), good: step("  - record: r\n    in: book\n    add: { unit: unit, what: remark else note }\n") },
  { code: "always-true", bad: task("when: «note is present»"), good: task("when: remark is present") },
  {
    code: "always-true",
    bad: step("  - end: done\n    when: fee > 100 CNY\n  - end: done\n    when: fee < 10 CNY\n  - task: t\n    when: «fee >= 5 CNY»\n    by: clerk\n"),
    good: step("  - end: done\n    when: fee > 100 CNY\n  - end: done\n    when: fee < 10 CNY\n  - task: t\n    when: fee >= 50 CNY\n    by: clerk\n")
  },
  {
    code: "always-false",
    bad: step("  - end: done\n    when: kind is small and not urgent\n  - end: done\n    when: urgent\n  - task: t\n    when: «kind is small»\n    by: clerk\n"),
    good: step("  - end: done\n    when: kind is small and not urgent\n  - task: t\n    when: kind is small\n    by: clerk\n")
  },
  {
    code: "row-gap",
    bad: step("  - decide: «d»\n    exactly-one:\n      - { when: remark is present and urgent, then: a }\n      - { when: remark is missing, then: b }\n"),
    good: step("  - decide: d\n    exactly-one:\n      - { when: remark is present and urgent, then: a }\n      - { when: remark is present and not urgent, then: c }\n      - { when: remark is missing, then: b }\n")
  },
  {
    code: "row-overlap",
    bad: step("  - decide: d\n    exactly-one:\n      - { when: day < 2026-07-01, then: a }\n      - «{ when: day >= 2026-06-30, then: b }»\n"),
    good: step("  - decide: d\n    exactly-one:\n      - { when: day < 2026-07-01, then: a }\n      - { when: day >= 2026-07-01, then: b }\n")
  },
  {
    code: "row-dead",
    bad: step("  - decide: d\n    first:\n      - { when: fee > 5 CNY, then: a }\n      - { when: «fee > 9 CNY», then: b }\n      - { then: c }\n"),
    good: step("  - decide: d\n    first:\n      - { when: fee > 9 CNY, then: b }\n      - { when: fee > 5 CNY, then: a }\n      - { then: c }\n")
  },
  {
    code: "loop-without-exit",
    bad: step("  - repeat: r\n    until: «t.n > 3 and t.n < 2»\n    no-limit-because: 直到完成\n    steps:\n      - task: t\n        by: clerk\n        form: { n: whole-number }\n"),
    good: step("  - repeat: r\n    until: t.n > 3\n    no-limit-because: 直到完成\n    steps:\n      - task: t\n        by: clerk\n        form: { n: whole-number }\n")
  },

  // people
  { code: "nobody-can", bad: task("form: { a: text }").replace("by: clerk", "by: «superior of manager»"), good: task("form: { a: text }").replace("by: clerk", "by: superior of clerk") },
  { code: "not-empties", bad: step("  - task: t\n    by: { any: [opener], not: «opener» }\n"), good: step("  - task: t\n    by: { any: [clerk], not: opener }\n") },
  { code: "not-empties", bad: step("  - task: t\n    by: { any: [worker in fee-dept], not: [«fee-dept»] }\n"), good: step("  - task: t\n    by: { any: [worker in fee-dept], not: [repair-dept] }\n") },
  { code: "together-same-person", bad: step("  - task: t\n    by: { together: [opener, «opener»] }\n"), good: step("  - task: t\n    by: { together: [opener, manager] }\n") },
  { code: "head-unknown", bad: step("  - task: t\n    by: «head of fee-dept»\n"), good: step("  - task: t\n    by: head of house\n") },

  // between cases
  {
    code: "event-never-heard",
    bad: `announces: { «seen»: { unit: unit } }\n${step("  - announce: a\n    event: seen\n    with: { unit: unit }\n")}`,
    good: step("")
  },
  {
    code: "hold-never-ends",
    bad: `${step("  - call: c\n    opens: zone\n    with: { unit: unit }\n")}announces: { seen: { unit: unit } }\n`.replace("steps:\n", "steps:\n  - announce: a\n    event: seen\n    with: { unit: unit }\n"),
    good: `${step("  - start: c\n    opens: zone\n    with: { unit: unit }\n")}announces: { seen: { unit: unit } }\n`.replace("steps:\n", "steps:\n  - announce: a\n    event: seen\n    with: { unit: unit }\n"),
    more: {
      "zone.procedure.yaml":
        "procedure: zone\nversion: 1\nintake:\n  by: clerk\n  form: { unit: unit }\nsteps:\n  - end: done\noutcomes: { done: {} }\nholds:\n  busy: { from: work.seen, where: event.unit is unit, until: «its end», stops: [case], clocks: pause }\n"
    }
  },

  // spelt in two ways
  {
    code: "name-misspelt",
    bad: step("  - task: t\n    by: clerk\n    form: { «agred»: yes/no }\n  - task: u\n    when: t.agreed\n    by: clerk\n  - task: v\n    when: not t.agreed\n    by: clerk\n"),
    good: step("  - task: t\n    by: clerk\n    form: { agreed: yes/no }\n  - task: u\n    when: t.agreed\n    by: clerk\n  - task: v\n    when: not t.agreed\n    by: clerk\n")
  },

  // what is kept
  { code: "field-unused", bad: task("form: { «agreed»: yes/no }"), good: `${task("form: { agreed: yes/no }")}`.replace("  - end: done\n", "  - end: done\n    when: t.agreed\n  - end: done\n") },
  {
    // a sheet that shows a stage shows what is asked inside
    code: "field-unused",
    bad: `${step("  - stage: s\n    due: 2 hours from intake\n    steps:\n      - task: t\n        by: clerk\n        form: { «agreed»: yes/no }\n")}sheets: { paper: [unit] }\n`,
    good: `${step("  - stage: s\n    due: 2 hours from intake\n    steps:\n      - task: t\n        by: clerk\n        form: { agreed: yes/no }\n")}sheets: { paper: [s] }\n`
  },
  {
    code: "ledger-cell-empty",
    bad: "steps:\n  - record: r\n    in: book\n    add: { unit: unit }\n  - end: «done»\n    when: urgent\n  - record: q\n    in: book\n    fill: { what: note }\n  - end: done\n",
    good: "steps:\n  - record: r\n    in: book\n    add: { unit: unit }\n  - record: q\n    in: book\n    fill: { what: note }\n  - end: done\n    when: urgent\n  - end: done\n"
  },
  { code: "class-leak", bad: step("  - record: r\n    in: book\n    add: { unit: unit, what: «hidden» }\n"), good: step("  - record: r\n    in: book\n    add: { unit: unit, what: note }\n") },
  {
    code: "report-outside-task",
    bad: `procedure: work\nversion: 1\nintake:\n  by: clerk\n  form: { unit: unit, span: period, all: «report written for span» }\n${task("due: 2 hours from intake")}`,
    good: `procedure: work\nversion: 1\nintake:\n  by: clerk\n  form: { unit: unit, span: period }\n${task("form: { all: report written for span }")}`,
    more: { "handbook.yaml": `${handbook.replace("diary: { columns: { unit: unit } }", "diary: { columns: { unit: unit, day: date } }")}reports:\n  written: { rows: diary, day: day, each-row: [unit] }\n` }
  },
  {
    code: "type-mismatch",
    path: "work.scenario.yaml",
    bad: `${given}rows:\n${opens("2026-03-02 10:00")}    then: { holders: { t: «opener» } }\n`,
    good: `${given}rows:\n${opens("2026-03-02 10:00")}    then: { holders: { t: wang } }\n`,
    more: { "work.procedure.yaml": whole(small(step("  - task: t\n    by: opener\n"))) }
  },
  {
    code: "class-use",
    bad: `announces: { seen: { unit: unit, what: text } }\n${step("  - announce: a\n    event: seen\n    with: { unit: unit, what: «hidden» }\n")}`,
    good: `announces: { seen: { unit: unit, what: text } }\n${step("  - announce: a\n    event: seen\n    with: { unit: unit, what: note }\n")}`,
    more: {
      "ear.procedure.yaml":
        "procedure: ear\nversion: 1\nintake:\n  by: clerk\n  form: { unit: unit }\nsteps:\n  - wait: heard\n    for: work.seen where event.unit is unit\n    until: 3 calendar days from intake\n  - end: done\noutcomes: { done: {} }\n"
    }
  }
]
