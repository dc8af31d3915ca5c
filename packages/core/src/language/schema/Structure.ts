/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import type { Kind } from "../syntax/Kind.ts"
import * as Shape from "../syntax/Shape.ts"

/**
 * What YAML each kind is written as. The keys of a map of keywords are those of its table in `Shape`, so nothing is
 * listed here; `Structure.test.ts` holds every row against the decoder, which is asked what it expects at that place.
 */
export type Structure =
  /** a name of the file, or a name given elsewhere */
  | { readonly is: "name"; readonly as: "new" | "use" }
  /** any single value: a text, a sentence, a number */
  | { readonly is: "scalar" }
  | { readonly is: "whole" }
  | { readonly is: "words"; readonly words: ReadonlyArray<string> }
  | { readonly is: "kind"; readonly kind: Kind }
  | { readonly is: "list"; readonly of: Structure }
  /** our names as keys; `free`: something else than names (weekdays, paths, `step.field`); `paths`: behind a key with `/` in it */
  | { readonly is: "map"; readonly of: Structure; readonly keys: "new" | "use" | "free"; readonly paths?: Structure }
  | { readonly is: "record"; readonly shape: ShapeName }
  | { readonly is: "either"; readonly of: ReadonlyArray<Structure> }
  | { readonly is: "data" }
  | { readonly is: "field" }
  /** a step: the first key says its kind */
  | { readonly is: "step" }
  | { readonly is: "orders" }

export type ShapeName = { readonly [K in keyof typeof Shape]: (typeof Shape)[K] extends Shape.Shape ? K : never }[keyof typeof Shape]

const scalar: Structure = { is: "scalar" }
const kind = (it: Kind): Structure => ({ is: "kind", kind: it })
const list = (of: Structure): Structure => ({ is: "list", of })
const map = (of: Structure, keys: "new" | "use" | "free" = "new"): Structure => ({ is: "map", of, keys })
const record = (shape: ShapeName): Structure => ({ is: "record", shape })
const either = (...of: ReadonlyArray<Structure>): Structure => ({ is: "either", of })
const useName: Structure = { is: "name", as: "use" }
const newName: Structure = { is: "name", as: "new" }

export const field: Structure = either(kind("type"), record("field"))

/** Behind the keys of the long form of people stand plain sentences and lists of them. */
export const who: Structure = either(scalar, list(scalar))

export const structures: { readonly [K in Kind]: Structure } = {
  text: scalar,
  "new-name": newName,
  name: useName,
  whole: { is: "whole" },
  number: scalar,
  percent: scalar,
  term: scalar,
  time: scalar,
  date: scalar,
  "date-time": scalar,
  "date-range": scalar,
  ref: scalar,
  refs: list(scalar),
  "new-names": list(newName),
  names: list(useName),
  data: { is: "data" },
  "data-map": map({ is: "data" }, "use"),
  "data-list": list({ is: "data" }),
  expression: scalar,
  deadline: scalar,
  anchor: scalar,
  event: scalar,
  "hold-end": scalar,
  "reminder-time": scalar,
  every: scalar,
  covers: scalar,
  people: either(scalar, list(scalar), record("people")),
  rows: scalar,
  measure: scalar,
  type: either(scalar, list(newName)),
  needed: scalar,
  take: scalar,
  due: either(kind("deadline"), record("due")),
  reminders: list(record("reminder")),
  ladder: map(record("rung")),
  "record-later": record("recordLater"),
  fields: map({ is: "field" }),
  form: either(useName, kind("fields")),
  "list-type": either(kind("type"), kind("fields")),
  allow: map(record("allowance"), "use"),
  given: map(kind("expression"), "use"),
  steps: list({ is: "step" }),
  branches: map(kind("steps")),
  cases: map(kind("steps"), "use"),
  "decide-rows": list(record("decideRow")),
  filed: list(scalar),
  into: list(scalar),
  intake: record("intake"),
  "fields-by-name": map(kind("fields")),
  holds: map(record("hold")),
  orders: { is: "orders" },
  changes: list(record("change")),
  sheets: map(kind("refs")),
  schedules: map(record("schedule")),
  messages: map(map(scalar, "use")),
  words: map(either(scalar, map(scalar, "use")), "free"),
  "time-rules": record("timeRules"),
  calendars: map(record("calendar")),
  "open-hours": map(scalar, "free"),
  dates: list(scalar),
  departments: map(record("department")),
  roles: map(record("role")),
  heads: scalar,
  bodies: map(record("body")),
  documents: map(record("document")),
  papers: map(record("papers")),
  "papers-lists": map(record("papersList"), "use"),
  needs: list(scalar),
  archives: map(record("archive")),
  ledgers: map(record("ledger")),
  tables: map(record("table")),
  totals: map(scalar, "use"),
  reports: map(record("report")),
  show: list(scalar),
  checklists: map(kind("new-names")),
  classes: map(record("dataClass")),
  uses: { is: "map", of: scalar, keys: "free", paths: either({ is: "words", words: ["all"] }, record("taken")) },
  "taken-names": either({ is: "words", words: ["all"] }, list(useName)),
  renamed: map(useName, "use"),
  parameters: map(kind("data-map"), "use"),
  quotas: map(record("quota")),
  missed: record("missed"),
  "given-world": record("givenWorld"),
  staff: map(kind("people")),
  "yes-no-by-name": map({ is: "words", words: ["yes", "no"] }),
  absences: map(scalar, "use"),
  "name-by-name": map(useName),
  "rows-by-name": map(kind("data-list"), "use"),
  "scenario-rows": list(record("scenarioRow")),
  signers: either(useName, list(useName)),
  path: scalar,
  paths: list(scalar),
  then: record("expected"),
  "people-by-path": map(kind("people"), "free"),
  "due-by-path": map(scalar, "free"),
  "late-by-path": map(either({ is: "words", words: ["yes", "no"] }, list(useName)), "free"),
  "waits-by-path": map(scalar, "free"),
  "names-by-path": map(either(useName, list(useName)), "free"),
  wrote: map(either({ is: "whole" }, kind("data-list")), "use"),
  "names-by-name": map(either(useName, list(useName)), "use"),
  "paths-by-name": map(either(scalar, list(scalar)), "use"),
  "data-by-path": map({ is: "data" }, "free"),
  ended: either(useName, map(useName, "free"))
}

/** The tables by name. */
export const shapes: { readonly [K in ShapeName]: (typeof Shape)[K] } = Shape
