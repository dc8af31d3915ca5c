/**
 * Changes kept aside over a store in memory until the host says that they count. Inside, a case is seen as changed by
 * them; lists of tasks, ledgers and what others ask for show what is committed.
 */
import { Effect, Exit, Option, Semaphore } from "effect"
import * as Batch from "../Batch.ts"
import type { CommandId } from "../../case/State.ts"
import type { Answer, CaseStore, Change, Done, Stored } from "../CaseStore.ts"
import { StoreDown } from "../CaseStore.ts"
import type { HostTransaction } from "../HostTransaction.ts"

type Store = CaseStore["Service"]

interface Kept {
  readonly changes: Array<Change>
  readonly commands: Map<CommandId, Done>
}

const versionOf = ({ entries, expect }: Change): number => expect + entries.length

const storedOf = (change: Change): Stored => {
  const { caseId, head, snapshot } = change
  return { caseId, version: versionOf(change), plan: head.plan, format: snapshot.format, body: snapshot.body }
}

/** A store in memory answers at once. */
const now = <A, E>(effect: Effect.Effect<A, E>): A => Effect.runSync(effect)

const over = (store: Store, kept: () => Map<string, Kept>): Store => {
  const apply = (change: Change): Answer => {
    const { caseId, commands, contents } = change
    const mine = kept().get(caseId)
    for (const command of commands) {
      const done = mine?.commands.get(command) ?? Option.getOrUndefined(now(store.committed(caseId, command)))
      if (done !== undefined) return { _tag: "Duplicate", command, ...done }
    }
    const last = mine?.changes.at(-1)
    const current = last === undefined ? (now(store.load([caseId]))[0]?.version ?? 0) : versionOf(last)
    if (current !== change.expect) return { _tag: "Conflict", current }
    const version = versionOf(change)
    const into: Kept = mine ?? { changes: [], commands: new Map() }
    kept().set(caseId, into)
    into.changes.push(change)
    commands.forEach((command, i) => {
      const content = contents?.[i] ?? null
      into.commands.set(command, content === null ? { version } : { version, content })
    })
    return { _tag: "Committed", version }
  }

  return {
    ...store,
    load: (ids) =>
      Effect.map(store.load(ids), (found) =>
        ids.map((id, i) => {
          const last = kept().get(id)?.changes.at(-1)
          return last === undefined ? (found[i] ?? null) : storedOf(last)
        })),
    commit: (batch) =>
      Effect.sync(() => {
        Batch.check(batch, store.traits, (plan) => Option.isSome(now(store.plan(plan))))
        return batch.map(apply)
      }),
    committed: (caseId, id) => {
      const done = kept().get(caseId)?.commands.get(id)
      return done === undefined ? store.committed(caseId, id) : Effect.succeed(Option.some(done))
    },
    journal: (caseId, after, limit) =>
      Effect.map(store.journal(caseId, after, limit), (rows) => {
        const more = kept().get(caseId)?.changes.flatMap(({ entries }) => entries) ?? []
        return [...rows, ...more.filter(({ seq }) => seq > after)].slice(0, limit)
      })
  }
}

/** One transaction after another, none inside another. */
export const host = (store: Store): HostTransaction<StoreDown> => {
  let kept = new Map<string, Kept>()
  let after: Array<Effect.Effect<void>> = []
  const one = Semaphore.makeUnsafe(1)

  const write = (): StoreDown | undefined => {
    const changes = [...kept.values()].map((one) => one.changes)
    const versions = now(store.load([...kept.keys()])).map((stored) => stored?.version ?? 0)
    if (changes.some(([first], i) => first?.expect !== versions[i])) {
      return new StoreDown({ cause: "another change of the case came before the end of the transaction" })
    }
    for (const change of changes.flat()) now(store.commit([change]))
    return undefined
  }

  return {
    store: over(store, () => kept),
    run: <A, E2, R>(effect: Effect.Effect<A, E2, R>): Effect.Effect<A, E2 | StoreDown, R> =>
      one.withPermit(Effect.onExit(effect, (exit): Effect.Effect<void, StoreDown> =>
        Effect.suspend(() => {
          const then = after
          const failed = Exit.isSuccess(exit) ? write() : undefined
          kept = new Map()
          after = []
          if (failed !== undefined) return Effect.fail(failed)
          return Exit.isSuccess(exit) ? Effect.forEach(then, (each) => each, { discard: true }) : Effect.void
        }))),
    afterCommit: (effect) => Effect.sync(() => void after.push(effect))
  }
}
