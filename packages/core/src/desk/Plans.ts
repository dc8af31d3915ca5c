/**
 * The plans a desk runs: those of the modules it was given, and older ones of open cases, from the store. A case runs
 * on the plan it was opened with; a new one is opened with the module's.
 *
 * @since 0.1.0
 */
import type { Exit } from "effect"
import { Effect, Option } from "effect"
import * as Calendar from "../domain/Calendar.ts"
import type { Calendars } from "../domain/Calendar.ts"
import type { Compiled, Digest, Plan, Words } from "../plan/Plan.ts"
import type { CalendarSource } from "../port/CalendarSource.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"
import { UnknownPlan } from "./Refused.ts"

/** A plan with the calendars it counts in. */
export interface Reckoning {
  readonly plan: Plan
  readonly digest: Digest
  readonly calendars: Calendars
  /** titles; empty for a plan that came from the store */
  readonly words: Words
}

export interface Plans {
  readonly get: (digest: Digest) => Reckoning | undefined
  /** the plan new cases of a procedure are opened with */
  readonly current: (procedure: string) => Reckoning | undefined
  /** some plan, for the one question that needs none: does this case exist? */
  readonly any: () => Reckoning | undefined
  readonly all: () => ReadonlyArray<Reckoning>
  /** looks in the store, and remembers */
  readonly load: (digest: Digest) => Effect.Effect<Reckoning, UnknownPlan | StoreDown>
  readonly fetch: (digest: Digest, done: (exit: Exit.Exit<Reckoning, UnknownPlan | StoreDown>) => void) => void
}

/**
 * Puts the plans of all modules into the store first: a change whose plan is unknown there is a defect. Two modules of
 * one procedure are a defect too.
 */
export const make = Effect.fnUntraced(function*(options: {
  readonly store: CaseStore["Service"]
  readonly procedures: ReadonlyArray<Compiled>
  readonly calendarSources: ReadonlyArray<CalendarSource>
  readonly edition: number
}) {
  const { store } = options
  const fork = Effect.runForkWith(yield* Effect.context<never>())
  const byDigest = new Map<Digest, Reckoning>()
  const current = new Map<string, Reckoning>()

  const reckon = (plan: Plan, digest: Digest, words: Words): Reckoning => {
    const made: { [name: string]: Calendar.Calendar } = {}
    for (const spec of plan.calendars) {
      const source = options.calendarSources.find(({ name }) => name === spec.holidays)
      const sources = source === undefined ? {} : { [source.name]: source.days(spec.covered.from, spec.covered.to) }
      made[spec.name] = Calendar.make(spec, plan.time.zone, sources)
    }
    const reckoning = { plan, digest, words, calendars: { edition: options.edition, byName: made } }
    byDigest.set(digest, reckoning)
    return reckoning
  }

  for (const { digest, plan, words } of options.procedures) {
    if (current.has(plan.procedure)) return yield* Effect.die(new Error(`Two modules of the procedure ${plan.procedure}`))
    current.set(plan.procedure, reckon(plan, digest, words))
  }
  yield* store.putPlans(
    options.procedures.map(({ digest, plan }) => ({ digest, procedure: plan.procedure, body: JSON.stringify(plan) }))
  )

  const load: Plans["load"] = Effect.fnUntraced(function*(digest) {
    const known = byDigest.get(digest)
    if (known !== undefined) return known
    const body = yield* store.plan(digest)
    if (Option.isNone(body)) return yield* new UnknownPlan({ plan: digest })
    return reckon(JSON.parse(body.value) as Plan, digest, {})
  })

  const plans: Plans = {
    get: (digest) => byDigest.get(digest),
    current: (procedure) => current.get(procedure),
    any: () => byDigest.values().next().value,
    all: () => [...byDigest.values()],
    load,
    fetch: (digest, done) => {
      fork(load(digest)).addObserver(done)
    }
  }
  return plans
})
