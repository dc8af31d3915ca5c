/** What procedures need to know of each other to be lowered. */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import * as Topic from "../../plan/Topic.ts"
import type * as Lower from "../lower/Lower.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type * as Schedules from "../model/Schedules.ts"
import { sound } from "../syntax/tree/Node.ts"

/** Announced events that some hold speaks of: `PROCEDURE-ID.EVENT`. */
export const standing = (procedures: ReadonlyArray<Procedure>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const procedure of procedures) {
    for (const entry of sound(procedure.tree.holds)?.entries ?? []) {
      const from = sound(sound(entry.value)?.from)
      const [of, event] = from?.names ?? []
      const id = of === undefined ? undefined : procedure.names.signatures.get(of.text)?.id
      if (id !== undefined && event !== undefined) found.add(`${id}.${event.text}`)
    }
  }
  return found
}

/** What schedules ask of procedures: that the rows of a ledger are told, that a calendar is at hand. */
export const waitedFor = (
  procedures: ReadonlyArray<Procedure>,
  read: ReadonlyMap<string, ReadonlyArray<Schedules.Schedule>>,
  handbooks: ReadonlyMap<string, Handbook>
): Pick<Lower.Around, "watched" | "during" | "lent"> => {
  const watched = new Set<string>()
  const during = new Map<string, Set<string>>()
  const lent = new Map<string, Map<string, CalendarSpec>>()
  const add = (schedule: Schedules.Schedule["plan"], book: Handbook | undefined): void => {
    const ledger = "on" in schedule ? Topic.ledgerOf(schedule.on.topic) : undefined
    if (ledger !== undefined) watched.add(ledger)
    for (const it of schedule.due?.remind ?? []) {
      if (it.during === undefined) continue
      const own = book?.calendars.entries.get(it.during.slice(it.during.indexOf("/") + 1))?.value
      if (it.during.includes("/") && own !== undefined) {
        const zone = book?.time?.zone
        const spec = { ...own, name: it.during, ...(zone !== undefined && { zone }) }
        lent.set(schedule.opens, (lent.get(schedule.opens) ?? new Map()).set(it.during, spec))
        continue
      }
      during.set(schedule.opens, (during.get(schedule.opens) ?? new Set()).add(it.during))
    }
  }
  for (const procedure of procedures) {
    for (const { schedule } of procedure.schedules) add(schedule, procedure.handbook)
  }
  for (const [folder, all] of read) for (const { plan } of all) add(plan, handbooks.get(folder))
  return { watched, during, lent }
}

