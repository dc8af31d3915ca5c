/** A case as a store gives it, read: the snapshot itself, or its text with the entries that came since folded over it. */
import type { Entry } from "../case/Entry.ts"
import * as Evolve from "../case/Evolve.ts"
import type { CaseState } from "../case/State.ts"
import type { Stored } from "../port/CaseStore.ts"

/** The case as of `stored.version`. Its text is asked for only where there is no value: some stores write it then. */
export const state = (
  stored: Pick<Stored, "body" | "since" | "value">,
  evolve: (state: CaseState, entry: Entry) => CaseState = Evolve.evolve
): CaseState => {
  const { since, value } = stored
  if (value !== undefined) return value as CaseState
  let found = JSON.parse(stored.body) as CaseState
  if (since !== undefined) for (const row of since) found = evolve(found, JSON.parse(row.body) as Entry)
  return found
}
