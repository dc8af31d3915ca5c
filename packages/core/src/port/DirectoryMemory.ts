/**
 * A directory of plain data: posts, duty, absence, parties. For tests, simulations and small hosts; it shows what a
 * host's own directory has to answer. What follows from them is worked out by `Roster`.
 *
 * @since 0.1.0
 */
import { Clock, Context, Effect, Layer } from "effect"
import type { Person } from "../domain/People.ts"
import * as People from "../domain/Roster.ts"
import type { Instant } from "../domain/Time.ts"
import { Directory } from "./Directory.ts"

export interface Roster extends People.Roster {
  readonly absent?: { readonly [person: Person]: ReadonlyArray<{ readonly from: Instant; readonly to: Instant }> }
}

export class DirectoryMemory extends Context.Service<
  DirectoryMemory,
  {
    readonly roster: Effect.Effect<Roster>
    /** from now on this is how it is; orders given before keep the keys they brought */
    readonly update: (change: (roster: Roster) => Roster) => Effect.Effect<void>
  }
>()("@frontdesk/core/port/DirectoryMemory") {}

/**
 * Both sides: the port, and the roster to change.
 *
 * @since 0.1.0
 */
export const layer = (initial: Roster): Layer.Layer<Directory | DirectoryMemory> =>
  Layer.effectContext(
    Effect.sync(() => {
      let roster = initial
      // everybody is worked out once for each set of absent people
      let found: { readonly away: string; readonly present: People.Present } | undefined

      const read = Effect.map(Clock.currentTimeMillis, (at): People.Present => {
        const away = Object.entries(roster.absent ?? {}).flatMap(([person, spans]) =>
          spans.some(({ from, to }) => from <= at && at < to) ? [person] : []
        )
        const key = JSON.stringify(away)
        if (found?.away !== key) found = { away: key, present: People.at(roster, new Set(away)) }
        return found.present
      })

      return Context.make(Directory, {
        actor: (person) =>
          Effect.map(read, (present) => {
            const [own, ...instead] = People.actors(present, person)
            return instead.length === 0 ? own : { ...own, instead }
          }),
        who: (keys) => Effect.map(read, (present) => People.who(present, keys)),
        answer: (question) =>
          question.ask === "quota"
            ? Effect.succeed(null)
            : Effect.map(read, (present) => People.answer(present, question))
      }).pipe(
        Context.add(DirectoryMemory, {
          roster: Effect.sync(() => roster),
          update: (change) =>
            Effect.sync(() => {
              roster = change(roster)
              found = undefined
            })
        })
      )
    })
  )
