/**
 * What is opened by itself: how often, on which event, of whom, until when; and who is told of a quota that was missed.
 */
import type { Due } from "../../domain/Deadline.ts"
import type { Missed, Plan, Schedule } from "../Plan.ts"
import type { Change, Said } from "./Change.ts"
import { equal, everybody, fromTo, message, name, part, rule, word } from "./Change.ts"
import * as Ladders from "./Ladders.ts"
import { given } from "./StepContent.ts"

/** One schedule, under its name. */
const one = (at: string, before: Schedule, after: Schedule): ReadonlyArray<Change> => {
  const change = { effect: "needs-map", what: "schedule", at } as const
  const due = (it: Due | undefined): Due | null => it ?? null
  const comes = (it: Schedule): Said => ("every" in it ? { is: "recurrence", recurrence: it.every } : { is: "listen", listen: it.on })
  const [was, now] = [before, after]
  const told = [
    ...part({ ...change, part: "every" }, "every" in was ? was.every : was.on, "every" in now ? now.every : now.on, () => word("")).map((it): Change => ({
      ...it,
      was: comes(was),
      now: comes(now)
    })),
    ...part({ ...change, part: "when" }, "every" in was ? was.when : undefined, "every" in now ? now.when : undefined, rule),
    ...part({ ...change, part: "opens" }, was.opens, now.opens, name),
    ...given(at, "given", was.with, now.with, "schedule", "needs-map"),
    ...part({ ...change, part: "covers" }, was.covers, now.covers, ({ of, which }) => ({ is: "covers", covers: { of, which } })),
    ...part({ ...change, part: "after-downtime" }, "every" in was ? was.afterDowntime : undefined, "every" in now ? now.afterDowntime : undefined, word),
    ...Ladders.due(at, due(was.due), due(now.due)).map((it): Change => ({ ...it, part: "of-schedule" }))
  ]
  return told.length > 0 || equal(was, now) ? told : [{ ...change, part: "other" }]
}

const missed = (at: string, was: Missed, now: Missed): ReadonlyArray<Change> => [
  ...part({ effect: "safe", what: "quota", at, part: "tell" }, was.tell, now.tell, everybody),
  ...part({ effect: "safe", what: "quota", at, part: "with" }, was.with, now.with, message),
  ...part({ effect: "safe", what: "quota", at, part: "watched" }, was.quota, now.quota, name)
]

/** Those of a handbook, whose plan they are, and those of each case. */
export const between = (before: Plan, after: Plan): ReadonlyArray<Change> => {
  const own = before.procedure.replace(/^.*(?:\/schedule:|\/quota:|\/)/, "")
  const lists = [before.schedules ?? [], after.schedules ?? []] as const
  const named = [...new Set(lists.flatMap((list) => list.map((it) => it.name)))]
  const [watching, watches] = [before.missed, after.missed]
  return [
    ...pair(own, before.schedule, after.schedule),
    ...(watching !== undefined && watches !== undefined ? missed(own, watching, watches) : part({ effect: "safe", what: "quota", at: own, part: "tell" }, watching?.tell, watches?.tell, everybody)),
    ...named.flatMap((at) => pair(at, lists[0].find((it) => it.name === at)?.schedule, lists[1].find((it) => it.name === at)?.schedule))
  ]
}

const pair = (at: string, was: Schedule | undefined, now: Schedule | undefined): ReadonlyArray<Change> =>
  was !== undefined && now !== undefined
    ? one(at, was, now)
    : equal(was, now)
      ? []
      : [{ effect: "needs-map", what: was === undefined ? "schedule-added" : "schedule-removed", at, ...fromTo(was?.opens, now?.opens, name) }]
