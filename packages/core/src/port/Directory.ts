/**
 * The host's staff directory and register of parties: who holds which keys now. The desk resolves every actor here;
 * a decision never does.
 *
 * @since 0.1.0
 */
import type { Effect } from "effect"
import { Context, Data } from "effect"
import type { Organisation } from "../domain/Organisation.ts"
import type { Question } from "../domain/Question.ts"
import type { Actor, Key, Person } from "../domain/People.ts"
import type { Value } from "../domain/Value.ts"

/** The directory could not be asked; nothing was decided. */
export class DirectoryDown extends Data.TaggedError("DirectoryDown")<{ readonly cause: unknown }> {}

/**
 * A person as he comes to the counter: with the keys of his own posts, and the same person in the place of each absent
 * colleague he stands in for, `for` whom he then acts. The desk takes the first capacity in which he may.
 */
export interface Comer extends Actor {
  readonly instead?: ReadonlyArray<Actor>
  /** The same person in the eyes of one handbook: there a post is only what that one makes of it. Absent: the same to all. */
  readonly within?: (organisation: Organisation) => Comer
}

export interface Actors {
  (person: Person): Effect.Effect<Comer, DirectoryDown>
  /** The same at once, where the directory has it at hand; `undefined`: it has to be asked. */
  readonly now?: (person: Person) => Comer | undefined
}

export class Directory extends Context.Service<
  Directory,
  {
    /** What a person brings at this moment; one whom nobody knows brings only `person:…`. */
    readonly actor: Actors
    /** Who could act for one of these keys now, in the eyes of a handbook; empty: nobody. */
    readonly who: (keys: ReadonlyArray<Key>, within?: Organisation) => Effect.Effect<ReadonlyArray<Person>, DirectoryDown>
    /** Answers the questions about people and things (all but `rows`, which the store answers); `null`: there is none. */
    readonly answer: (
      question: Exclude<Question, { readonly ask: "rows" }>,
      within?: Organisation
    ) => Effect.Effect<Value | null, DirectoryDown>
  }
>()("@frontdesk/core/port/Directory") {}
