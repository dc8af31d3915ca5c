/**
 * Tasks that are offered to posts: is there anybody who holds one? Asked by the way when they were just offered, many at
 * once, and a post only once for all of them; and for all open tasks when the host says that its staff has changed. Where
 * nobody is there, the case is told so.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { Command } from "../case/Command.ts"
import type { CaseId } from "../case/State.ts"
import type { Key } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Digest } from "../plan/Plan.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"
import type { Directory } from "../port/Directory.ts"
import type { Plans } from "./Plans.ts"
import type { Send } from "./Send.ts"

export interface Offer {
  readonly caseId: CaseId
  readonly n: number
  readonly keys: ReadonlyArray<Key>
  readonly plan: Digest
}

export interface Vacancies {
  /** a task is offered anew */
  readonly offered: (offer: Offer) => void
  /** asks for all that were offered; how many */
  readonly look: Effect.Effect<number>
  /** asks for every open task that nobody holds; how many cases were told now that nobody is there */
  readonly again: Effect.Effect<number, StoreDown>
}

export interface Options {
  readonly plans: Plans
  readonly directory: Directory["Service"]
  readonly send: Send
  readonly store: CaseStore["Service"]
  readonly now: () => Instant
}

/** Beyond these it is not asked; the task is offered all the same. */
const most = 10_000

export const make = ({ directory, now, plans, send, store }: Options): Vacancies => {
  let offers: Array<Offer> = []

  const lookForPeople = Effect.fnUntraced(function*(those: ReadonlyArray<Offer>, answers = new Map<string, boolean>()) {
    let told = 0
    for (const { caseId, keys, n, plan } of those) {
      const asked = [plan, ...keys].join("\n")
      let anybody = answers.get(asked)
      if (anybody === undefined) {
        anybody = yield* Effect.match(directory.who(keys, plans.get(plan)?.plan.organisation), {
          onSuccess: (persons) => persons.length > 0,
          // a directory that cannot be asked says nothing about the people in it
          onFailure: () => true
        })
        answers.set(asked, anybody)
      }
      if (anybody) continue
      const stamp = now()
      const id = `nobody:${n}:${stamp}`
      const command: Command = { _tag: "Nobody", caseId, id, stamp, n }
      const reply = yield* send({ caseId, id, named: false, remembered: false, stamp, make: () => command })
      if (reply._tag === "Accepted" && reply.accepted.entries.length > 0) told++
    }
    return told
  })

  return {
    offered: (offer) => {
      if (offers.length < most) offers.push(offer)
    },
    look: Effect.gen(function*() {
      const those = offers
      offers = []
      yield* lookForPeople(those)
      return those.length
    }),
    again: Effect.gen(function*() {
      const answers = new Map<string, boolean>()
      let told = 0
      for (let cursor: string | undefined; ;) {
        const page = yield* store.tasks({}, cursor)
        told += yield* lookForPeople(page.items.flatMap(({ caseId, holder, n, nobody, offer, procedure }) => {
          // a procedure of another desk is that one's to ask for
          const plan = plans.current(procedure)?.digest
          return holder !== undefined || nobody || offer.length === 0 || plan === undefined ? [] : [{ caseId, n, keys: offer, plan }]
        }), answers)
        if (page.next === null) return told
        cursor = page.next
      }
    })
  }
}
