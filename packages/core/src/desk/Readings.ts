/**
 * The reading half of the desk.
 *
 * @since 0.1.0
 */
import { Effect, Option, Schema } from "effect"
import type { Message } from "../case/Entry.ts"
import * as Right from "../case/orders/Right.ts"
import type { CaseId } from "../case/State.ts"
import type * as Counter from "./Counter.ts"
import type { Engine } from "./Engine.ts"
import * as Explain from "./Explain.ts"
import type { Incident } from "./Incidents.ts"
import * as Journal from "./Journal.ts"
import * as LedgerBook from "./LedgerBook.ts"
import * as QuotaBook from "./QuotaBook.ts"
import * as Refused from "./Refused.ts"
import * as Watching from "./Watching.ts"
import * as Worklist from "./Worklist.ts"

export const make = (engine: Engine): Counter.Readings => {
  const { directory, incidents, plans, store } = engine

  const known = Effect.fnUntraced(function*(id: CaseId) {
    const found = yield* engine.known(id)
    return found ?? (yield* Effect.fail(Refused.make({ _tag: "NoSuchCase" }, id)))
  })

  return {
    tasks: Effect.fn("Desk.tasks")(function*(asked, cursor, limit) {
      const { person, ...rest } = asked
      if (person === undefined) return yield* store.tasks(rest, cursor, limit)
      const { keys: more, ...query } = rest
      const comes = Worklist.comes(yield* directory.actor(person), plans, more)
      return yield* Worklist.read(store, comes, query, cursor, limit)
    }),

    cases: (asked, cursor, limit) => store.cases(asked, cursor, limit),

    case: Effect.fn("Desk.case")(function*(id) {
      const { state, tasks } = yield* known(id)
      return { caseId: id, version: state.v, state, tasks }
    }),

    outcome: Effect.fn("Desk.outcome")(function*(procedure, id) {
      const { state } = yield* known(id)
      if (state.status !== "ended") return Option.none()
      const end = yield* Journal.last(store, id, state.v, "Ended")
      if (end?._tag !== "Ended") return yield* Effect.die(new Error(`An ended case without its end (${id})`))
      const decoded = Schema.decodeEffect(procedure.outcome)({ _tag: end.outcome, ...end.values })
      return Option.some(yield* Effect.orDie(decoded))
    }),

    history: Effect.fn("Desk.history")(function*(id, after) {
      yield* known(id)
      return yield* Journal.read(store, id, after)
    }),

    explain: Effect.fn("Desk.explain")(function*(id) {
      const { state, tasks } = yield* known(id)
      const entries = yield* Journal.read(store, id)
      const reckoning = yield* Effect.catchTag(plans.load(state.plan), "UnknownPlan", () => Effect.void)
      return Explain.of({ state, tasks, entries, plan: reckoning?.plan, words: reckoning?.words ?? {} })
    }),

    ledger: Effect.fn("Desk.ledger")((asked) => LedgerBook.read(store, asked)),

    reports: Effect.fn("Desk.reports")(function*({ caseId, n }) {
      const { state } = yield* known(caseId)
      const frame = Right.task(state, n)
      if ("kind" in frame) return frame.reports ?? {}
      return yield* Effect.fail(Refused.make(frame, caseId))
    }),

    quotas: Effect.fn("Desk.quotas")((asked = {}) =>
      Effect.suspend(() => QuotaBook.read({ store, directory, tables: engine.tables }, plans, engine.now(), asked))),

    feed: Effect.fn("Desk.feed")((after, limit) => Watching.fed(store, after, limit)),

    watch: (after) => Watching.from(engine, after),

    deadLetters: Effect.fn("Desk.deadLetters")((cursor) =>
      Effect.map(store.buried(cursor), ({ items, next }) => ({
        items: items.map(({ body, caseId, id, why }) => ({ id, caseId, message: JSON.parse(body) as Message, why })),
        next
      }))),

    incidents: Effect.gen(function*() {
      const own = incidents.all()
      const buried = yield* LedgerBook.pages((cursor) => store.buried(cursor))
      const seen = new Set(own.map(({ message }) => message))
      return [
        ...own,
        ...buried.flatMap(({ after, caseId, id, why }): ReadonlyArray<Incident> =>
          seen.has(id) ? [] : [{ at: after, what: "buried", caseId, message: id, why }]
        )
      ]
    }),

    revive: Effect.fn("Desk.revive")(function*(message, how) {
      yield* store.revive(message, how)
      engine.relay.poke()
    }),

    staffChanged: Effect.withSpan(engine.relay.staffChanged, "Desk.staffChanged")
  }
}
