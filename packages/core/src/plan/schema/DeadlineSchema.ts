/**
 * How deadlines are read back.
 *
 * @since 0.1.0
 */
import type { Anchor, Deadline, Due, Edge, Moment, Reminder, TermSource } from "../../domain/Deadline.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { Term } from "../../domain/Time.ts"
import { either, kinds, list, number, only, struct, text, words } from "./Codec.ts"
import type { Codec, Of } from "./Codec.ts"
import { expression, people, term } from "./ExpressionSchema.ts"

const dated = words<"date" | "date-time">({ date: true, "date-time": true })
const termSource: Codec<TermSource> = either(
  struct<Extract<TermSource, { term: Term }>>()({ term }, {}),
  struct<Extract<TermSource, { value: Expression }>>()({ value: expression }, {})
)
type AnchorOf<K extends Anchor["from"]> = Of<Anchor, "from", K>
export const anchor = kinds<Anchor>()("from", {
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
export const deadline = kinds<Deadline>()("kind", {
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
export const due = struct<Due>()(
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
