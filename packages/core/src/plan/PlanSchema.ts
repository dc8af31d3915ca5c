/**
 * Reads a plan back from JSON: from a store, a generated module, another process. The schema is tied to the types of
 * `Plan.ts` key by key and case by case: a field or a kind that is added there and not here does not compile.
 *
 * @since 0.1.0
 */
import { type Result, Schema } from "effect"
import type { CalendarSpec, Interval } from "../domain/Calendar.ts"
import type { Anchor, Deadline, Due, Edge, Moment, Reminder, TermSource } from "../domain/Deadline.ts"
import type { Expression, ExpressionType, Query, Relation, Rows, StepFact } from "../domain/Expression.ts"
import type { Field, FieldType } from "../domain/Field.ts"
import type { Organisation, Role } from "../domain/Organisation.ts"
import type { People, Place, Who } from "../domain/People.ts"
import type { Term, TimeConventions, Unit } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type * as Plan from "./Plan.ts"

type Codec<T> = Schema.Codec<T>

type OptionalKey<T> = { [K in keyof T]-?: { readonly [_ in K]?: T[K] } extends Pick<T, K> ? K : never }[keyof T]
type RequiredKey<T> = Exclude<keyof T, OptionalKey<T>>

/** A record with exactly these keys. */
const struct = <T>() =>
  (
    required: { readonly [K in RequiredKey<T>]: Codec<T[K]> },
    optional: { readonly [K in OptionalKey<T>]: Codec<Exclude<T[K], undefined>> }
  ): Codec<T> => {
    const fields: { [key: string]: Schema.Top } = { ...(required as { [key: string]: Codec<unknown> }) }
    for (const [key, codec] of Object.entries(optional)) fields[key] = Schema.optionalKey(codec as Codec<unknown>)
    return Schema.Struct(fields) as unknown as Codec<T>
  }

type Of<T, D extends keyof T, K> = T extends unknown ? (K extends T[D] ? T : never) : never

/** One of several kinds, told apart by one key; each kind has its schema. */
const kinds = <T>() =>
  <D extends keyof T>(_: D, of: { readonly [K in T[D] & string]: Codec<Of<T, D, K>> }): Codec<T> =>
    Schema.Union([...new Set(Object.values(of) as ReadonlyArray<Codec<T>>)]) as unknown as Codec<T>

/** One of these words, and all of them. */
const words = <T extends string>(of: { readonly [K in T]: true }): Codec<T> =>
  Schema.Literals(Object.keys(of)) as unknown as Codec<T>

const only = <const T extends string | number | boolean | null>(value: T): Codec<T> =>
  (value === null ? Schema.Null : Schema.Literal(value)) as unknown as Codec<T>

const list = <T>(of: Codec<T>): Codec<ReadonlyArray<T>> => Schema.Array(of)
const some = <T>(of: Codec<T>): Codec<readonly [T, ...T[]]> =>
  Schema.NonEmptyArray(of) as unknown as Codec<readonly [T, ...T[]]>
const byName = <T>(of: Codec<T>): Codec<{ readonly [name: string]: T }> => Schema.Record(Schema.String, of)
const either = <A, B>(a: Codec<A>, b: Codec<B>): Codec<A | B> => Schema.Union([a, b])
const later = <T>(of: () => Codec<T>): Codec<T> => Schema.suspend(of)

const text: Codec<string> = Schema.String
const number: Codec<number> = Schema.Finite
const yesNo: Codec<boolean> = Schema.Boolean
const nothing = only(null)

const value: Codec<Value> = later(() =>
  Schema.Union([yesNo, number, text, list(value), byName(value)]) as unknown as Codec<Value>
)

const unit = words<Unit>({
  minute: true,
  hour: true,
  "working-hour": true,
  "working-day": true,
  "calendar-day": true,
  "exact-day": true,
  week: true,
  month: true,
  year: true
})
const term = struct<Term>()({ n: number, unit }, { calendar: text })

const expressionType = words<ExpressionType>({
  "yes-no": true,
  choice: true,
  text: true,
  "whole-number": true,
  number: true,
  percent: true,
  money: true,
  "unrounded-money": true,
  date: true,
  time: true,
  "date-time": true,
  period: true,
  term: true,
  rank: true,
  person: true,
  department: true,
  unit: true,
  case: true,
  list: true,
  row: true,
  other: true
})
const stepFact = words<StepFact>({
  at: true,
  due: true,
  late: true,
  rung: true,
  rounds: true,
  ended: true,
  came: true,
  first: true,
  outcome: true,
  case: true
})

const expression: Codec<Expression> = later(() => expressions)
const expressionList = list(expression)

const rows = kinds<Rows>()("from", {
  ledger: struct<Of<Rows, "from", "ledger">>()({ from: only("ledger"), ledger: text }, {}),
  table: struct<Of<Rows, "from", "table">>()({ from: only("table"), table: text }, {}),
  cases: struct<Of<Rows, "from", "cases">>()({ from: only("cases"), procedure: text }, {}),
  list: struct<Of<Rows, "from", "list">>()({ from: only("list"), list: expression }, {})
})

const place: Codec<Place> = either(
  struct<Extract<Place, { department: string }>>()({ department: text }, {}),
  struct<Extract<Place, { value: Expression }>>()({ value: expression }, {})
)

type WhoOf<K extends Who["who"]> = Of<Who, "who", K>
const who: Codec<Who> = later(() => whos)
const whos = kinds<Who>()("who", {
  role: struct<WhoOf<"role">>()({ who: only("role"), role: text, onDuty: yesNo }, { in: place }),
  rank: struct<WhoOf<"rank">>()({ who: only("rank"), ranks: list(text) }, { in: place }),
  "highest-on-duty": struct<WhoOf<"highest-on-duty">>()({ who: only("highest-on-duty"), in: place }, {}),
  head: struct<WhoOf<"head">>()({ who: only("head"), of: place }, {}),
  superior: struct<WhoOf<"superior">>()({ who: only("superior"), of: who }, {}),
  department: struct<WhoOf<"department">>()({ who: only("department"), department: text }, {}),
  body: struct<WhoOf<"body">>()({ who: only("body"), body: text }, {}),
  opener: struct<WhoOf<"opener">>()({ who: only("opener") }, {}),
  holder: struct<WhoOf<"holder">>()({ who: only("holder"), of: either(text, nothing) }, {}),
  doer: struct<WhoOf<"doer">>()({ who: only("doer"), step: text }, {}),
  value: struct<WhoOf<"value">>()({ who: only("value"), value: expression }, {}),
  area: struct<WhoOf<"area">>()({ who: only("area"), of: expression }, {})
})
const people = struct<People>()(
  { mode: words<People["mode"]>({ any: true, together: true }), of: list(who), not: list(who) },
  {}
)

type Ex<K extends Expression["op"]> = Of<Expression, "op", K>
const path = list(text)
const logic = struct<Ex<"and">>()({ op: words<"and" | "or">({ and: true, or: true }), of: expressionList }, {})
const day = struct<Ex<"now">>()({ op: words<"now" | "today">({ now: true, today: true }) }, {})
const expressions: Codec<Expression> = kinds<Expression>()("op", {
  literal: struct<Ex<"literal">>()({ op: only("literal"), type: expressionType, value }, {}),
  field: struct<Ex<"field">>()({ op: only("field"), step: text, field: text, path }, {}),
  fact: struct<Ex<"fact">>()({ op: only("fact"), step: text, fact: stepFact }, {}),
  "intake-at": struct<Ex<"intake-at">>()({ op: only("intake-at") }, {}),
  "case-due": struct<Ex<"case-due">>()({ op: only("case-due") }, {}),
  "case-id": struct<Ex<"case-id">>()({ op: only("case-id") }, {}),
  item: struct<Ex<"item">>()({ op: only("item"), each: text, path }, {}),
  param: struct<Ex<"param">>()({ op: only("param"), name: text }, {}),
  event: struct<Ex<"event">>()({ op: only("event"), field: text }, {}),
  row: struct<Ex<"row">>()({ op: only("row"), path }, {}),
  get: struct<Ex<"get">>()({ op: only("get"), of: expression, name: text }, {}),
  and: logic,
  or: logic,
  not: struct<Ex<"not">>()({ op: only("not"), of: expression }, {}),
  is: struct<Ex<"is">>()({ op: only("is"), left: expression, any: expressionList, negated: yesNo }, {}),
  compare: struct<Ex<"compare">>()(
    {
      op: only("compare"),
      relation: words<Relation>({ "<": true, "<=": true, ">": true, ">=": true }),
      type: expressionType,
      left: expression,
      right: expression
    },
    {}
  ),
  present: struct<Ex<"present">>()({ op: only("present"), of: expression, negated: yesNo }, {}),
  "was-done": struct<Ex<"was-done">>()({ op: only("was-done"), step: text, negated: yesNo }, {}),
  founded: struct<Ex<"founded">>()({ op: only("founded"), body: text, negated: yesNo }, {}),
  in: struct<Ex<"in">>()({ op: only("in"), left: expression, right: expression }, {}),
  arithmetic: struct<Ex<"arithmetic">>()(
    {
      op: only("arithmetic"),
      sign: words<Ex<"arithmetic">["sign"]>({ "+": true, "-": true, "*": true, "/": true }),
      type: expressionType,
      left: expression,
      right: expression
    },
    { of: Schema.Tuple([expressionType, expressionType]) }
  ),
  else: struct<Ex<"else">>()({ op: only("else"), left: expression, right: expression }, {}),
  call: struct<Ex<"call">>()(
    {
      op: only("call"),
      name: words<Ex<"call">["name"]>({
        "half-up": true,
        up: true,
        down: true,
        rank: true,
        kind: true,
        open: true,
        "month-of": true
      }),
      of: expression,
      type: expressionType
    },
    {}
  ),
  query: struct<Ex<"query">>()(
    {
      op: only("query"),
      query: words<Query>({
        count: true,
        some: true,
        every: true,
        sum: true,
        list: true,
        most: true,
        "larger-of": true,
        "smaller-of": true,
        one: true,
        last: true
      }),
      rows,
      type: expressionType
    },
    { value: expression, where: expression }
  ),
  people: struct<Ex<"people">>()({ op: only("people"), who }, {}),
  "department-of": struct<Ex<"department-of">>()({ op: only("department-of"), of: expression }, {}),
  quota: struct<Ex<"quota">>()(
    { op: only("quota"), quota: text, is: words<"behind" | "full">({ behind: true, full: true }) },
    {}
  ),
  today: day,
  now: day
})

const dated = words<"date" | "date-time">({ date: true, "date-time": true })
const termSource: Codec<TermSource> = either(
  struct<Extract<TermSource, { term: Term }>>()({ term }, {}),
  struct<Extract<TermSource, { value: Expression }>>()({ value: expression }, {})
)
type AnchorOf<K extends Anchor["from"]> = Of<Anchor, "from", K>
const anchor = kinds<Anchor>()("from", {
  intake: struct<AnchorOf<"intake">>()({ from: only("intake") }, {}),
  "its-start": struct<AnchorOf<"its-start">>()({ from: only("its-start") }, {}),
  "start-of": struct<AnchorOf<"start-of">>()({ from: only("start-of"), step: text }, {}),
  step: struct<AnchorOf<"step">>()({ from: only("step"), step: text }, {}),
  value: struct<AnchorOf<"value">>()({ from: only("value"), value: expression, type: dated }, {}),
  event: struct<AnchorOf<"event">>()({ from: only("event") }, {})
})
const moment = kinds<Moment>()("moment", {
  "case-due": struct<Of<Moment, "moment", "case-due">>()({ moment: only("case-due") }, {}),
  value: struct<Of<Moment, "moment", "value">>()({ moment: only("value"), value: expression, type: dated }, {})
})
const spanEdge = struct<Of<Edge, "edge", "end">>()(
  {
    edge: words<"end" | "start">({ end: true, start: true }),
    span: words<Of<Edge, "edge", "end">["span"]>({ day: true, week: true, month: true, quarter: true, year: true })
  },
  {}
)
const calendarEdge = struct<Of<Edge, "edge", "next-opening">>()(
  { edge: words<"next-opening" | "next-closing">({ "next-opening": true, "next-closing": true }), calendar: text },
  {}
)
const edge = kinds<Edge>()("edge", {
  end: spanEdge,
  start: spanEdge,
  "day-of-month": struct<Of<Edge, "edge", "day-of-month">>()({ edge: only("day-of-month"), day: number }, {}),
  "next-opening": calendarEdge,
  "next-closing": calendarEdge
})
type DeadlineOf<K extends Deadline["kind"]> = Of<Deadline, "kind", K>
const deadline = kinds<Deadline>()("kind", {
  "at-once": struct<DeadlineOf<"at-once">>()({ kind: only("at-once") }, {}),
  after: struct<DeadlineOf<"after">>()({ kind: only("after"), term: termSource, anchors: list(anchor) }, {}),
  before: struct<DeadlineOf<"before">>()({ kind: only("before"), term: termSource, moment }, {}),
  "same-day": struct<DeadlineOf<"same-day">>()({ kind: only("same-day"), anchors: list(anchor) }, {}),
  edge: struct<DeadlineOf<"edge">>()({ kind: only("edge"), at: edge, anchors: list(anchor) }, {}),
  moment: struct<DeadlineOf<"moment">>()({ kind: only("moment"), moment }, {})
})
type ReminderAt<K> = Of<Reminder["at"], "when", K>
const reminder = struct<Reminder>()(
  {
    at: kinds<Reminder["at"]>()("when", {
      before: struct<ReminderAt<"before">>()({ when: only("before"), term }, {}),
      due: struct<ReminderAt<"due">>()({ when: only("due") }, {}),
      "every-after": struct<ReminderAt<"every-after">>()({ when: only("every-after"), term }, {})
    }),
    tell: people,
    message: text
  },
  { during: text }
)
type Take = NonNullable<Due["take"]>
const due = struct<Due>()(
  { within: deadline, remind: list(reminder) },
  {
    or: deadline,
    take: either(
      struct<Extract<Take, { fixed: string }>>()(
        { fixed: words<Extract<Take, { fixed: string }>["fixed"]>({ earlier: true, later: true, requested: true }) },
        {}
      ),
      struct<Extract<Take, { value: Expression }>>()({ value: expression }, {})
    )
  }
)

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
const fieldType: Codec<FieldType> = later(() => fieldTypes)
const field: Codec<Field> = later(() => fields)
const special = {
  choice: struct<FieldOf<"choice">>()({ kind: only("choice"), values: list(text) }, {}),
  papers: struct<FieldOf<"papers">>()({ kind: only("papers"), list: text }, { for: text }),
  checklist: struct<FieldOf<"checklist">>()({ kind: only("checklist"), items: list(text) }, {}),
  report: struct<FieldOf<"report">>()({ kind: only("report"), report: text, for: text }, {}),
  signature: struct<FieldOf<"signature">>()({ kind: only("signature"), of: people }, {}),
  case: struct<FieldOf<"case">>()({ kind: only("case") }, { procedure: text }),
  list: struct<FieldOf<"list">>()({ kind: only("list"), of: fieldType }, {}),
  rows: struct<FieldOf<"rows">>()({ kind: only("rows"), fields: list(field) }, {}),
  plugin: struct<FieldOf<"plugin">>()({ kind: only("plugin"), name: text }, {})
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

const rung = struct<Plan.Rung>()(
  { name: either(text, nothing), by: either(people, nothing), due: either(due, nothing) },
  {}
)
const given = list(struct<{ readonly field: string; readonly value: Expression }>()({ field: text, value: expression }, {}))
const listen = struct<Plan.Listen>()(
  { topic: text },
  { key: struct<NonNullable<Plan.Listen["key"]>>()({ field: text, is: expression }, {}), where: expression }
)
const step: Codec<Plan.AnyStep> = later(() => steps)
const branch = struct<Plan.Branch>()({ name: text, steps: list(step) }, {})
const base = { name: text, node: text }
const when = { when: expression }
const linkOf = struct<Plan.Link>()(
  { ...base, kind: words<Plan.Link["kind"]>({ call: true, start: true }), opens: text, with: given },
  when
)
const steps: Codec<Plan.AnyStep> = kinds<Plan.AnyStep>()("kind", {
  task: struct<Plan.Task>()(
    { ...base, kind: only("task"), rungs: some(rung), form: list(field) },
    {
      ...when,
      recordLater: struct<NonNullable<Plan.Task["recordLater"]>>()({ by: people, atMost: term }, {})
    }
  ),
  stage: struct<Plan.Stage>()({ ...base, kind: only("stage"), rungs: some(rung), steps: list(step) }, when),
  decide: struct<Plan.Decide>()(
    {
      ...base,
      kind: only("decide"),
      policy: words<Plan.Decide["policy"]>({ first: true, "exactly-one": true }),
      // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the language
      rows: list(struct<Plan.Decide["rows"][number]>()({ then: expression }, when))
    },
    when
  ),
  compute: struct<Plan.Compute>()({ ...base, kind: only("compute"), value: expression }, when),
  choose: struct<Plan.Choose>()(
    { ...base, kind: only("choose"), of: expression, cases: list(branch) },
    { ...when, otherwise: list(step) }
  ),
  parallel: struct<Plan.Parallel>()(
    {
      ...base,
      kind: only("parallel"),
      join: words<Plan.Parallel["join"]>({ all: true, any: true }),
      branches: list(branch),
      beside: list(branch)
    },
    when
  ),
  each: struct<Plan.Each>()({ ...base, kind: only("each"), in: expression, steps: list(step) }, when),
  repeat: struct<Plan.Repeat>()(
    {
      ...base,
      kind: only("repeat"),
      until: expression,
      atMost: either(number, nothing),
      beyond: list(step),
      steps: list(step)
    },
    when
  ),
  wait: struct<Plan.Wait>()({ ...base, kind: only("wait") }, { ...when, for: listen, since: anchor, until: deadline }),
  notify: struct<Plan.Notify>()(
    { ...base, kind: only("notify"), to: people, via: list(text), message: text, receipt: yesNo },
    when
  ),
  record: struct<Plan.Record>()(
    {
      ...base,
      kind: only("record"),
      ledger: text,
      mode: words<Plan.Record["mode"]>({ add: true, fill: true }),
      cells: list(struct<Plan.Record["cells"][number]>()({ column: text, value: expression }, {}))
    },
    { ...when, row: text }
  ),
  announce: struct<Plan.Announce>()({ ...base, kind: only("announce"), topic: text, with: given }, when),
  call: linkOf,
  start: linkOf,
  end: struct<Plan.End>()({ ...base, kind: only("end"), outcome: text, gives: given }, when)
})

const reason = words<"required" | "optional">({ required: true, optional: true })
const order = { by: people }
const orders = struct<Plan.Orders>()(
  {},
  {
    transfer: struct<NonNullable<Plan.Orders["transfer"]>>()(order, { ...when, of: list(text), to: people }),
    delegate: struct<NonNullable<Plan.Orders["delegate"]>>()({ ...order, to: people }, when),
    return: struct<NonNullable<Plan.Orders["return"]>>()({ ...order, to: list(text), reason }, when),
    withdraw: struct<NonNullable<Plan.Orders["withdraw"]>>()({ ...order, reason, ends: text }, when),
    terminate: struct<NonNullable<Plan.Orders["terminate"]>>()(
      { ...order, reason, ends: text },
      { ...when, form: list(field) }
    ),
    urge: struct<NonNullable<Plan.Orders["urge"]>>()(order, when),
    extend: struct<NonNullable<Plan.Orders["extend"]>>()(
      { ...order, of: list(text), reason, atMost: term, times: number },
      when
    ),
    suspend: struct<NonNullable<Plan.Orders["suspend"]>>()(
      { ...order, reason, clocks: words<"pause" | "run">({ pause: true, run: true }), atMost: term },
      { ...when, form: list(field) }
    ),
    resume: struct<NonNullable<Plan.Orders["resume"]>>()(order, when)
  }
)
const hold = struct<Plan.Hold>()(
  {
    name: text,
    from: listen,
    until: either(only("its-end"), listen),
    stops: list(text),
    clocks: words<"pause" | "run">({ pause: true, run: true })
  },
  {}
)

const interval: Codec<Interval> = Schema.Tuple([number, number])
const calendar = struct<CalendarSpec>()(
  {
    name: text,
    week: list(list(interval)),
    holidays: text,
    covered: struct<CalendarSpec["covered"]>()({ from: text, to: text }, {}),
    closed: list(text),
    alsoOpen: list(text)
  },
  {}
)
const role = struct<Role>()(
  { rank: text },
  {
    in: text,
    heads: either(text, struct<{ readonly each: true }>()({ each: only(true) }, {})),
    reportsTo: text,
    standsIn: text
  }
)
const organisation = struct<Organisation>()(
  {
    ranks: list(text),
    departments: byName(struct<Organisation["departments"][string]>()({}, { partOf: text })),
    roles: byName(role),
    bodies: byName(struct<Organisation["bodies"][string]>()({ recordedBy: text }, {}))
  },
  {}
)
const time = struct<TimeConventions>()(
  {
    zone: text,
    calendar: text,
    dayEnds: words<TimeConventions["dayEnds"]>({ midnight: true, closing: true }),
    afterClosing: words<TimeConventions["afterClosing"]>({ "same-day": true, "next-opening-day": true }),
    holidays: words<TimeConventions["holidays"]>({ stay: true, "next-working-day": true }),
    remindAt: text
  },
  {}
)
type Part = Exclude<Plan.Template[number], string>
const template: Codec<Plan.Template> = list(
  either(text, struct<Part>()({ value: expression, type: fieldType }, {}))
)

/**
 * The schema of a plan. Decoding refuses unknown keys, so a plan of a later format is never half understood.
 *
 * @since 0.1.0
 */
export const schema: Codec<Plan.Plan> = struct<Plan.Plan>()(
  {
    format: only(1),
    procedure: text,
    version: number,
    time,
    currency: text,
    calendars: list(calendar),
    organisation,
    parameters: byName(value),
    intake: struct<Plan.Plan["intake"]>()(
      { by: either(people, nothing), form: list(field), due: either(due, nothing) },
      { countsFrom: text }
    ),
    root: struct<Plan.Plan["root"]>()({ rungs: some(rung), steps: list(step) }, {}),
    outcomes: byName(list(field)),
    orders,
    holds: list(hold),
    announces: byName(
      struct<Plan.Plan["announces"][string]>()({ fields: list(field), stands: yesNo }, {})
    ),
    events: byName(list(field)),
    ledgers: byName(struct<Plan.Ledger>()({ columns: list(field) }, { class: text })),
    messages: byName(byName(template)),
    kept: byName(list(text)),
    subject: list(text)
  },
  {}
)

const decoder = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })

/**
 * A plan from JSON, or what is wrong with it.
 *
 * @since 0.1.0
 */
export const decode = (json: unknown): Result.Result<Plan.Plan, Schema.SchemaError> => decoder(json)
