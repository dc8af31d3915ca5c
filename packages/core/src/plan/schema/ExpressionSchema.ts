/**
 * How expressions and people are read back: the sentences of a plan.
 *
 * @since 0.1.0
 */
import { Schema } from "effect"
import type { Expression, ExpressionType, Place, Query, Register, Relation, Rows, StepFact, Who } from "../../domain/Expression.ts"
import type { People } from "../../domain/People.ts"
import type { Term, Unit } from "../../domain/Time.ts"
import type { Value } from "../../domain/Value.ts"
import { byName, either, kinds, later, list, nothing, number, only, struct, text, words, yesNo } from "./Codec.ts"
import type { Codec, Of } from "./Codec.ts"

export const value: Codec<Value> = later(() =>
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
export const term = struct<Term>()({ n: number, unit }, { calendar: text })

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

export const expression: Codec<Expression> = later(() => expressions)
const expressionList = list(expression)

const asked = {
  ledger: struct<Of<Rows, "from", "ledger">>()({ from: only("ledger"), ledger: text }, {}),
  table: struct<Of<Rows, "from", "table">>()({ from: only("table"), table: text }, {}),
  cases: struct<Of<Rows, "from", "cases">>()({ from: only("cases"), procedure: text }, { steps: list(text) })
}
export const registers: Codec<Register> = kinds<Register>()("from", asked)
const rows = kinds<Rows>()("from", {
  ...asked,
  list: struct<Of<Rows, "from", "list">>()({ from: only("list"), list: expression }, {}),
  items: struct<Of<Rows, "from", "items">>()({ from: only("items"), each: text }, {})
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
export const people = struct<People>()(
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
    { op: only("quota"), quota: text, is: words<"behind" | "full" | "reached">({ behind: true, full: true, reached: true }) },
    {}
  ),
  today: day,
  now: day
})
