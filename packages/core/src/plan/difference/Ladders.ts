/**
 * Who has something and until when, level by level: terms, who is reminded, and people.
 */
import type { Due, Reminder } from "../../domain/Deadline.ts"
import type { People } from "../../domain/People.ts"
import type { Rung } from "../Plan.ts"
import { mayStill } from "./Calling.ts"
import type { Change, Said } from "./Change.ts"
import { aligned, equal, fromTo, names, part, people as said } from "./Change.ts"
import { canonical } from "../Digest.ts"

/** The levels of one task, stage, or of the whole case (`case`). */
export const between = (at: string, before: ReadonlyArray<Rung>, after: ReadonlyArray<Rung>): ReadonlyArray<Change> => {
  const place = (rung: Rung): string => (rung.name === null ? at : `${at}: ${rung.name}`)
  // one unnamed level that got a name, or several that follow it, is still the first
  const [first, second] = [before[0], after[0]]
  const named = (rung: Rung, now: ReadonlyArray<Rung>): Rung | undefined =>
    now.find(({ name }) => name === rung.name) ??
    (rung === first && second !== undefined && (first.name === null || second.name === null) ? second : undefined)
  const kept = before.flatMap((rung) => named(rung, after) ?? [])
  return [
    ...before.flatMap((rung): ReadonlyArray<Change> => {
      const now = named(rung, after)
      if (now === undefined) return [{ effect: "needs-map", what: "rung-removed", at: place(rung), ...fromTo(rung.by, undefined, said) }]
      return [...due(place(rung), rung.due, now.due), ...people(place(rung), rung.by, now.by)]
    }),
    ...after.flatMap((rung): ReadonlyArray<Change> =>
      kept.includes(rung) ? [] : [{ effect: "needs-map", what: "rung-added", at: place(rung), ...fromTo(undefined, rung.by, said) }]
    ),
    ...part(
      { effect: "needs-map", what: "rung-order", at },
      kept.map(({ name }) => name ?? ""),
      after.filter((rung) => kept.includes(rung)).map(({ name }) => name ?? ""),
      names
    )
  ]
}

/** A term, which of two counts, and who is reminded of it. */
export const due = (at: string, before: Due | null, after: Due | null): ReadonlyArray<Change> => {
  if (equal(before, after)) return []
  const plain = (it: Due | null): Due | null => (it === null ? null : { ...it, remind: [] })
  return [...lengths(at, plain(before), plain(after)), ...reminders(at, before?.remind ?? [], after?.remind ?? [])]
}

/** The length of a term, where everything else about it is the same. */
const lengths = (at: string, before: Due | null, after: Due | null): ReadonlyArray<Change> => {
  if (equal(before, after)) return []
  const [was, now] = [before?.within, after?.within]
  const change = { effect: "needs-map", what: "term", at } as const
  if ((was?.kind === "after" || was?.kind === "before") && now?.kind === was.kind && "term" in was.term && "term" in now.term) {
    if (equal({ ...before, within: { ...was, term: null } }, { ...after, within: { ...now, term: null } })) {
      return [{ ...change, was: { is: "term", term: was.term.term }, now: { is: "term", term: now.term.term } }]
    }
  }
  return [{ ...change, ...fromTo(before, after, (it): Said => ({ is: "due", due: it })) }]
}

const reminders = (at: string, before: ReadonlyArray<Reminder>, after: ReadonlyArray<Reminder>): ReadonlyArray<Change> =>
  aligned(before, after, canonical).flatMap(([i, j]): ReadonlyArray<Change> => {
    const [was, now] = [i === undefined ? undefined : before[i], j === undefined ? undefined : after[j]]
    return part({ effect: "needs-map", what: "reminder", at }, was, now, (it) => ({ is: "reminder", reminder: it }))
  })

/** Who may do it: more people take nothing from anybody. */
export const people = (at: string, before: People | null, after: People | null): ReadonlyArray<Change> => {
  if (equal(before, after)) return []
  const wider = mayStill(before, after)
  return [{ effect: wider ? "safe" : "breaks", what: wider ? "people-wider" : "people-narrower", at, ...fromTo(before, after, said) }]
}

