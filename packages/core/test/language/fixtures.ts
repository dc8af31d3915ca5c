import { compile } from "@frontdesk/core/language/compile"
import type { Compilation } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { gates } from "../gates.ts"
import * as Span from "@frontdesk/core/language/source/Span"

/** A small office with one of each thing. */
export const handbook = `handbook: office
version: 1
languages: [zh, en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Fri: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief]
departments:
  house: {}
  repair-dept: { part-of: house }
  fee-dept: { part-of: house }
roles:
  clerk: { rank: staff, in: house, reports-to: manager }
  manager: { rank: chief, in: house, heads: house }
  worker: { rank: staff }
bodies:
  committee: { founded: unknown, recorded-by: manager }
party-kinds: [owner, tenant]
documents: { id-card: {}, letter: {}, photo: {} }
papers:
  visit-papers: { needs: [id-card seen] }
  size-papers:
    of: [small, large]
    lists:
      small: { needs: [id-card seen-and-copied, 2 photo original] }
      large: { includes: small, needs: [letter handwritten] }
archives:
  unit-file: { by: unit, kept-by: clerk }
  dept-file: { by: department, kept-by: clerk }
  staff-file: { by: staff, kept-by: clerk }
  month-file: { by: month, kept-by: clerk }
checklists: { doors: [front-door, back-door] }
ledgers:
  book: { columns: { unit: unit, what: text, result: { type: text, needed: no } } }
  diary: { columns: { unit: unit } }
classes:
  secret: { seen-by: [repair-dept], used-in: [other] }
channels: [sms]
events:
  paid: { unit: unit, amount: money }
  moved: { unit: unit }
uses:
  other: other/other
messages:
  please: { zh: "<owner>请注意", en: "<owner>, please note" }
`

const other = `procedure: other
version: 1
intake:
  by: clerk
  form: { unit: unit, note: { type: text, needed: no } }
announces:
  trouble: { unit: unit }
holds:
  again: { from: other.trouble, where: event.unit is unit, until: its end, stops: [tell], clocks: pause }
steps:
  - announce: tell
    event: trouble
    with: { unit: unit }
  - end: good
    when: note is present
    gives: { grade: 3 }
  - end: bad
outcomes:
  good: { grade: whole-number }
  bad: {}
`

const intake = `intake:
  by: clerk
  form:
    owner: party
    unit: unit
    kind: [small, large]
    urgent: yes/no
    note: text
    remark: { type: text, needed: no }
    fee: money
    day: date
    dept: department
    items: { list: { thing: text }, at-most: 5 }
    many: { list: text }
    hidden: { type: text, class: secret }
`

/** What is not said in a fixture: an intake, an outcome, a step at the end. */
export const whole = (body: string): string =>
  [
    /^procedure:/m.test(body) ? "" : "procedure: work\nversion: 1\n",
    /^intake:/m.test(body) ? "" : intake,
    body.endsWith("\n") ? body : `${body}\n`,
    /^outcomes:/m.test(body) ? "" : "outcomes: { done: {} }\n"
  ].join("")

/** Compiles a procedure of the office, and what else is given. */
export const office = (procedure: string, more: { readonly [path: string]: string } = {}): Compilation =>
  compile({
    plugins: [gates],
    files: Object.entries({
      "handbook.yaml": handbook,
      "other/handbook.yaml": handbook.replace("handbook: office", "handbook: other").replace("uses:\n  other: other/other\n", "").replace("used-in: [other]", "used-in: []"),
      "other/other.procedure.yaml": other,
      "work.procedure.yaml": procedure,
      ...more
    }).map(([path, text]) => ({ path, text }))
  })

export interface Found {
  readonly code: string
  readonly at: string
  readonly start: number
}

export const inFile = (compiled: Compilation, path = "work.procedure.yaml"): ReadonlyArray<Diagnostic> =>
  compiled.diagnostics.filter((it) => it.span.file.path === path)

export const found = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Found> =>
  diagnostics.map((it) => ({ code: it.code, at: Span.text(it.span), start: it.span.start }))

/** `«…»` marks what a diagnostic should point at. */
export const marked = (text: string): { readonly text: string; readonly spans: ReadonlyArray<{ readonly at: string; readonly start: number }> } => {
  const spans: Array<{ at: string; start: number }> = []
  let plain = ""
  let from = 0
  for (const match of text.matchAll(/«([^»]*)»/g)) {
    plain += text.slice(from, match.index)
    spans.push({ at: match[1] ?? "", start: plain.length })
    plain += match[1] ?? ""
    from = match.index + match[0].length
  }
  return { text: plain + text.slice(from), spans }
}

export const errors = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => diagnostics.filter(isError)
