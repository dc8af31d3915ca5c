/**
 * How fields are read back: what forms, ledgers, events and outcomes are made of.
 *
 * @since 0.1.0
 */
import { Schema } from "effect"
import type { Field, FieldType, Filed } from "../../domain/Field.ts"
import type * as Papers from "../../domain/Papers.ts"
import { byName, either, kinds, later, list, number, only, struct, text, words, yesNo } from "./Codec.ts"
import type { Codec, Of } from "./Codec.ts"
import { expression, people, registers, value } from "./ExpressionSchema.ts"

type SimpleKind = Of<FieldType, "kind", "text">["kind"]
type FieldOf<K extends FieldType["kind"]> = Of<FieldType, "kind", K>
const simpleKinds = {
  text: true,
  "long-text": true,
  "yes-no": true,
  tick: true,
  "whole-number": true,
  number: true,
  percent: true,
  money: true,
  date: true,
  time: true,
  "date-time": true,
  period: true,
  term: true,
  appointment: true,
  party: true,
  staff: true,
  person: true,
  unit: true,
  department: true,
  "phone-number": true,
  attachment: true
} as const satisfies { readonly [K in SimpleKind]: true }
const simple = struct<FieldOf<"text">>()({ kind: words<SimpleKind>(simpleKinds) }, {})
export const fieldType: Codec<FieldType> = later(() => fieldTypes)
export const field: Codec<Field> = later(() => fields)
const manner = words<Papers.Manner>({ original: true, copy: true, seen: true, "seen-and-copied": true, handwritten: true })
const papers = list(struct<Papers.Paper>()({ document: text, manner, count: number }, {}))
const papersFor = struct<Exclude<Papers.Needs, ReadonlyArray<unknown>>>()({ for: expression, lists: byName(papers) }, {})
type FiledOf<K extends Filed["is"]> = Of<Filed, "is", K>
const filed = kinds<Filed>()("is", {
  papers: struct<FiledOf<"papers">>()({ name: text, is: only("papers"), value: expression, documents: list(text) }, {}),
  value: struct<FiledOf<"value">>()({ name: text, is: only("value"), value: expression }, {}),
  form: struct<FiledOf<"form">>()({ name: text, is: only("form"), step: text }, {}),
  sheet: struct<FiledOf<"sheet">>()({ name: text, is: only("sheet"), shows: list(text) }, {})
})
const special = {
  choice: struct<FieldOf<"choice">>()({ kind: only("choice"), values: list(text) }, {}),
  papers: struct<FieldOf<"papers">>()({ kind: only("papers"), list: text, needs: either(papers, papersFor) }, {}),
  paper: struct<FieldOf<"paper">>()({ kind: only("paper") }, {}),
  filing: struct<FieldOf<"filing">>()({ kind: only("filing"), what: list(filed) }, {}),
  checklist: struct<FieldOf<"checklist">>()({ kind: only("checklist"), items: list(text) }, {}),
  report: struct<FieldOf<"report">>()(
    { kind: only("report"), report: text, rows: registers, day: text, for: expression, columns: list(field) },
    { show: list(struct<NonNullable<FieldOf<"report">["show"]>[number]>()({ column: text }, { of: text })) }
  ),
  signature: struct<FieldOf<"signature">>()({ kind: only("signature"), of: people }, {}),
  case: struct<FieldOf<"case">>()({ kind: only("case") }, { procedure: text }),
  list: struct<FieldOf<"list">>()({ kind: only("list"), of: fieldType }, {}),
  rows: struct<FieldOf<"rows">>()({ kind: only("rows"), fields: list(field) }, {}),
  plugin: struct<FieldOf<"plugin">>()({ kind: only("plugin"), name: text }, { comparable: only(true) })
} satisfies { readonly [K in Exclude<FieldType["kind"], SimpleKind>]: Codec<FieldOf<K>> }
const fieldTypes = Schema.Union([simple, ...Object.values(special)]) as unknown as Codec<FieldType>
type Allowance = NonNullable<Field["allow"]>[string]
const fields = struct<Field>()(
  { name: text, type: fieldType, needed: either(yesNo, expression) },
  {
    atLeast: value,
    atMost: value,
    allow: byName(struct<Allowance>()({}, { by: people, when: expression })),
    class: text
  }
)
