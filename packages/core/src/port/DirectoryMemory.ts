/**
 * A directory of plain data: posts, duty, absence, parties. For tests, simulations and small hosts; it shows what a
 * host's own directory has to answer. What follows from them is worked out by `Roster`.
 *
 * @since 0.1.0
 */
import { Clock, Context, Effect, Layer } from "effect"
import type { Organisation } from "../domain/Organisation.ts"
import type { Person } from "../domain/People.ts"
import * as People from "../domain/Roster.ts"
import type { Instant } from "../domain/Time.ts"
import type { Comer } from "./Directory.ts"
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

type Within = (organisation: Organisation) => People.Present

const within = (roster: Roster, away: ReadonlySet<Person>): Within => {
  const known = new WeakMap<Organisation, People.Present>()
  return (organisation) => {
    let present = known.get(organisation)
    if (present === undefined) known.set(organisation, (present = People.at({ ...roster, organisations: [organisation] }, away)))
    return present
  }
}

const comer = (present: People.Present, person: Person): Comer => {
  const [own, ...instead] = People.actors(present, person)
  return instead.length === 0 ? own : { ...own, instead }
}

/** Somebody to all and to each handbook, worked out once. */
const comerIn = (present: People.Present, within: Within, person: Person): Comer => {
  const known = new WeakMap<Organisation, Comer>()
  return {
    ...comer(present, person),
    within: (organisation) => {
      let there = known.get(organisation)
      if (there === undefined) known.set(organisation, (there = comer(within(organisation), person)))
      return there
    }
  }
}

interface Now {
  readonly away: string
  readonly present: People.Present
  readonly within: Within
  readonly comers: Map<Person, Comer>
}

/**
 * Both sides: the port, and the roster to change.
 *
 * @since 0.1.0
 */
export const layer = (initial: Roster): Layer.Layer<Directory | DirectoryMemory> =>
  Layer.effectContext(
    Effect.sync(() => {
      let roster = initial
      // everybody is worked out once for each set of absent people, in the eyes of all handbooks and of each
      let found: Now | undefined

      const asOf = (at: Instant): Now => {
        const away = Object.entries(roster.absent ?? {}).flatMap(([person, spans]) =>
          spans.some(({ from, to }) => from <= at && at < to) ? [person] : []
        )
        const key = JSON.stringify(away)
        if (found?.away === key) return found
        const set = new Set(away)
        return (found = { away: key, present: People.at(roster, set), within: within(roster, set), comers: new Map() })
      }
      // where nobody is ever absent, it does not matter when it is
      const read = Effect.suspend(() =>
        roster.absent !== undefined
          ? Effect.map(Clock.currentTimeMillis, asOf)
          : Effect.succeed(found?.away === "[]" ? found : asOf(0))
      )

      const seen = (organisation: Organisation | undefined) =>
        Effect.map(read, ({ present, within }) => (organisation === undefined ? present : within(organisation)))

      const actorIn = ({ comers, present, within }: Now, person: Person): Comer => {
        const known = comers.get(person)
        if (known !== undefined) return known
        const made = comerIn(present, within, person)
        // of strangers nobody keeps a list
        if (roster.staff[person] !== undefined) comers.set(person, made)
        return made
      }

      return Context.make(Directory, {
        actor: Object.assign((person: Person) => Effect.map(read, (now) => actorIn(now, person)), {
          now: (person: Person) =>
            roster.absent === undefined ? actorIn(found?.away === "[]" ? found : asOf(0), person) : undefined
        }),
        who: (keys, organisation) => Effect.map(seen(organisation), (present) => People.who(present, keys)),
        answer: (question, organisation) =>
          Effect.map(seen(organisation), (present) => People.answer(present, question))
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
