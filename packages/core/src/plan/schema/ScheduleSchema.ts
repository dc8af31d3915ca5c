/**
 * How schedules are read back.
 *
 * @since 0.1.0
 */
import type { Covers, Recurrence } from "../../domain/Recurrence.ts"
import type { Recurring, Schedule, Watching } from "../Plan.ts"
import { either, kinds, list, number, only, struct, text, words } from "./Codec.ts"
import type { Codec, Of } from "./Codec.ts"
import { due } from "./DeadlineSchema.ts"
import { expression } from "./ExpressionSchema.ts"
import { given, listen } from "./StepSchema.ts"

type Every<K extends Recurrence["every"]> = Of<Recurrence, "every", K>
const span = words<Covers["of"]>({ day: true, week: true, month: true, quarter: true, year: true })
const recurrence: Codec<Recurrence> = kinds<Recurrence>()("every", {
  day: struct<Every<"day">>()({ every: only("day"), at: list(text) }, {}),
  "working-day": struct<Every<"working-day">>()({ every: only("working-day"), calendar: text, at: list(text) }, {}),
  weekday: struct<Every<"weekday">>()({ every: only("weekday"), weekday: number, at: list(text) }, {}),
  times: struct<Every<"times">>()({ every: only("times"), times: number, span }, {}),
  week: struct<Every<"week">>()({ every: only("week") }, {}),
  quarter: struct<Every<"quarter">>()({ every: only("quarter") }, { day: only("last") }),
  month: struct<Every<"month">>()({ every: only("month") }, { day: either(number, only("last")) }),
  year: struct<Every<"year">>()(
    { every: only("year") },
    { on: struct<NonNullable<Every<"year">["on"]>>()({ month: number, day: number }, {}) }
  )
})

const covers = struct<NonNullable<Schedule["covers"]>>()(
  { which: words<Covers["which"]>({ this: true, last: true, next: true }), of: span, field: text },
  {}
)
const recurring = struct<Recurring>()(
  {
    every: recurrence,
    opens: text,
    with: given,
    afterDowntime: words<Recurring["afterDowntime"]>({ all: true, latest: true })
  },
  { covers, due, when: expression }
)
const watching = struct<Watching>()({ on: listen, opens: text, with: given }, { covers, due })

export const schedule: Codec<Schedule> = either(recurring, watching)
