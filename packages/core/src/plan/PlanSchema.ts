/**
 * Reads a plan back from JSON: from a store, a generated module, another process. The schema is tied to the types of
 * `Plan.ts` key by key and case by case: a field or a kind that is added there and not here does not compile.
 *
 * @since 0.1.0
 */
import { type Result, Schema } from "effect"
import type { CalendarSpec, Interval } from "../domain/Calendar.ts"
import type { Organisation, Role } from "../domain/Organisation.ts"
import type { TimeConventions } from "../domain/Time.ts"
import type * as Plan from "./Plan.ts"
import { byName, either, list, nothing, number, only, some, struct, text, words, yesNo } from "./schema/Codec.ts"
import type { Codec } from "./schema/Codec.ts"
import { due } from "./schema/DeadlineSchema.ts"
import { expression, people, term, value } from "./schema/ExpressionSchema.ts"
import { field, fieldType } from "./schema/FieldSchema.ts"
import { missed, quota } from "./schema/QuotaSchema.ts"
import { schedule } from "./schema/ScheduleSchema.ts"
import { listen, rung, step, when } from "./schema/StepSchema.ts"

const reason = words<"required" | "optional">({ required: true, optional: true })
const order = { by: people }
const fieldOf = struct<Plan.FieldOf>()({ step: text, field: text }, {})
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
    resume: struct<NonNullable<Plan.Orders["resume"]>>()(order, when),
    addSigner: struct<NonNullable<Plan.Orders["addSigner"]>>()(
      {
        ...order,
        of: list(struct<NonNullable<Plan.Orders["addSigner"]>["of"][number]>()({ each: text, type: fieldType }, {}))
      },
      when
    ),
    rebook: struct<NonNullable<Plan.Orders["rebook"]>>()({ ...order, of: list(fieldOf), reason }, when),
    amend: struct<NonNullable<Plan.Orders["amend"]>>()({ ...order, of: list(fieldOf), reason }, when)
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
  { zone: text }
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
  either(text, struct<Part>()({ value: expression, type: fieldType }, { titles: byName(text) }))
)

const fields = list(field)
const actions: Codec<Plan.Actions> = byName(
  struct<Plan.Actions[string]>()({ with: fields, gives: fields, fails: byName(fields) }, {})
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
    ledgers: byName(struct<Plan.Ledger>()({ columns: list(field) }, { class: text, watched: only(true) })),
    messages: byName(byName(template)),
    kept: byName(list(text)),
    subject: list(text)
  },
  {
    schedules: list(struct<NonNullable<Plan.Plan["schedules"]>[number]>()({ name: text, schedule }, {})),
    schedule,
    actions,
    tables: byName(
      struct<Plan.Table>()({ columns: list(field), key: list(text) }, { addsUp: byName(text), rows: list(byName(value)), class: text })
    ),
    quotas: byName(quota),
    seenBy: people,
    classes: byName(people),
    sealed: byName(byName(list(text))),
    missed
  }
)

const decoder = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })

/**
 * A plan from JSON, or what is wrong with it.
 *
 * @since 0.1.0
 */
export const decode = (json: unknown): Result.Result<Plan.Plan, Schema.SchemaError> => decoder(json)
