/**
 * How the quotas of the desk's handbooks stand (language §11): what was counted in the span a day is in, as of now. The
 * same reckoning as in a case that asks for one.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import * as Turns from "../case/Turns.ts"
import { factKey } from "../case/World.ts"
import * as Day from "../domain/Day.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import type { Facts, Question } from "../domain/Question.ts"
import { key } from "../domain/Question.ts"
import type { Quota, Standing } from "../domain/Quota.ts"
import type { Instant, LocalDate } from "../domain/Time.ts"
import type { StoreDown } from "../port/CaseStore.ts"
import type { DirectoryDown } from "../port/Directory.ts"
import type { Outside } from "./Answers.ts"
import * as Answers from "./Answers.ts"
import type { Plans, Reckoning } from "./Plans.ts"

/** A quota in one span of it, from its first instant to before the next one's. */
export interface QuotaLine extends Standing {
  readonly handbook: string
  readonly quota: string
  readonly per: Quota["per"]
  readonly from: Instant
  readonly to: Instant
}

export interface Asked {
  readonly handbook?: string
  readonly quota?: string
  /** a day of the span; absent: the current one */
  readonly day?: LocalDate
}

const none = () => undefined
const nobody = () => []

/** Nothing but what the outside answers: a quota belongs to no case. */
const scopeOf = ({ calendars, plan }: Reckoning, at: Instant, day: LocalDate, ask: Evaluate.Scope["ask"]): Evaluate.Scope => ({
  field: none,
  fact: none,
  item: none,
  param: (name) => plan.parameters[name],
  event: none,
  done: () => false,
  intakeAt: at,
  caseDue: null,
  caseId: "",
  now: at,
  opener: undefined,
  doers: nobody,
  holder: nobody,
  organisation: plan.organisation,
  calendars,
  calendar: plan.time.calendar,
  zone: plan.time.zone,
  currency: plan.currency,
  ask,
  quota: (name) => plan.quotas?.[name],
  quotaDay: day
})

/** A table that stands in the plan is asked of nobody. */
const written = ({ plan }: Reckoning, question: Question) =>
  question.ask === "rows" && question.of.from === "table"
    ? plan.tables?.[question.of.table]?.rows?.map((values) => ({ at: 0, values }))
    : undefined

const standing = Effect.fnUntraced(function*(
  outside: Outside,
  reckoning: Reckoning,
  quota: Quota,
  at: Instant,
  day: LocalDate
): Effect.fn.Return<Standing, StoreDown | DirectoryDown> {
  let facts: Facts = {}
  for (let asked = 0; ;) {
    const open = new Map<string, Question>()
    const found = Evaluate.quota(quota, day, scopeOf(reckoning, at, day, (question) => {
      const mine = written(reckoning, question)
      if (mine !== undefined) return mine
      const asked = question.ask === "rows" ? factKey(question, at) : key(question)
      const answer = facts[asked]
      if (answer === undefined) open.set(asked, question)
      return answer
    }))
    const [first, ...more] = open.values()
    if (first === undefined) return found
    if (Turns.next(++asked) !== "answer") return yield* Effect.die(new Error(`A quota asked ${Turns.TURNS} times`))
    facts = { ...facts, ...(yield* Answers.all(outside, { _tag: "Asks", questions: [first, ...more], upTo: at }, reckoning.plan)) }
  }
})

/** In the order of handbooks and names. */
export const read = Effect.fnUntraced(function*(
  outside: Outside,
  plans: Plans,
  now: Instant,
  asked: Asked
): Effect.fn.Return<ReadonlyArray<QuotaLine>, StoreDown | DirectoryDown> {
  const found = new Map<string, { readonly of: Reckoning; readonly handbook: string; readonly name: string; readonly quota: Quota }>()
  for (const of of plans.all()) {
    const { plan } = of
    const handbook = plan.procedure.slice(0, plan.procedure.indexOf("/"))
    if (plans.current(plan.procedure) !== of || (asked.handbook !== undefined && asked.handbook !== handbook)) continue
    for (const [name, quota] of Object.entries(plan.quotas ?? {})) {
      if (asked.quota === undefined || asked.quota === name) found.set(`${handbook}/${name}`, { of, handbook, name, quota })
    }
  }
  const those = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  return yield* Effect.forEach(those, ({ handbook, name, of, quota }) => {
    const { zone } = of.plan.time
    const day = asked.day ?? Day.of(now, zone)
    const from = Day.start(Day.firstOf(day, quota.per), zone)
    const to = Day.start(Day.firstOfNext(day, quota.per), zone)
    return Effect.map(standing(outside, of, quota, Math.min(now, to - 1), day), (stands): QuotaLine => ({
      handbook, quota: name, per: quota.per, from, to, ...stands
    }))
  })
})
