/**
 * The desk inside the host's own transaction (engine §6.5). It decides and commits through the transaction, with lines
 * and a memory of its own, so nothing of what may still be rolled back is ever remembered outside. Clocks, messages and
 * people follow when the host has committed, and only then.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { CaseId } from "../case/State.ts"
import type { HostTransaction } from "../port/HostTransaction.ts"
import * as Answers from "./Answers.ts"
import type { Enlisted, Within } from "./Enlisted.ts"
import type { Engine } from "./Engine.ts"
import type { Provisional } from "./Order.ts"
import * as Orders from "./Orders.ts"
import * as Readings from "./Readings.ts"
import * as Sight from "./Sight.ts"

export const make = (engine: Engine): Within["within"] =>
  Effect.fn("Desk.within")(function*<E, A, E2, R>(
    host: HostTransaction<E>,
    use: (desk: Enlisted) => Effect.Effect<A, E2, R>
  ) {
    const { store } = host
    const inside = Effect.gen(function*() {
      // with the transaction that is open in this fiber
      const context = yield* Effect.context<never>()
      const changed = new Set<CaseId>()
      const later: Array<() => void> = []
      const lines = engine.inside({
        store,
        context,
        committed: (known, made, entries) => {
          changed.add(known.state.id)
          later.push(() => engine.follow(known, made, entries))
        },
        stuck: (caseId, why) => later.push(() => engine.incidents.add({ at: engine.now(), what: "stuck", caseId, why }))
      })
      const { directory, tables } = engine
      const answer: Engine["answer"] = (asks, within) => Answers.all({ store, directory, tables }, asks, within)
      const counterpart = { ...engine, store, sendAs: lines.sendAs, known: lines.load, answer }
      const readings = Readings.make(counterpart)
      const { cases, explain, history, ledger, outcome, reports, tasks } = readings
      const desk: Enlisted = {
        ...Orders.make(counterpart, (accepted): Provisional => ({ ...accepted, provisional: true })),
        as: Sight.make(counterpart),
        case: readings.case, cases, explain, history, ledger, outcome, reports, tasks
      }
      yield* host.afterCommit(Effect.sync(() => {
        changed.forEach(engine.forget)
        later.forEach((follow) => follow())
      }))
      // what was handed over is on its way to the transaction, whoever was interrupted meanwhile
      const settled = Effect.callback<void>((resume) => lines.queue.idle(() => resume(Effect.void)))
      return yield* Effect.ensuring(use(desk), settled)
    })
    return yield* host.run(inside)
  })
