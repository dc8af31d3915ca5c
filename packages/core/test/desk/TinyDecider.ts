/**
 * The smallest procedure there is, for tests of the desk itself: one task, which can be claimed and given back;
 * whoever completes it first ends the case.
 * Entries and fold are the real ones; only what is legal is decided here. `asks` in the answer asks the outside.
 */
import type { Command } from "@frontdesk/core/case/Command"
import type { Entry, EntryBody } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Finished from "@frontdesk/core/case/Finished"
import type { Refusal } from "@frontdesk/core/case/Refusal"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Asks, World } from "@frontdesk/core/case/World"
import type { Decider } from "@frontdesk/core/desk/Decider"
import type { Compiled, Plan } from "@frontdesk/core/plan/Plan"
import { Result } from "effect"

export const plan: Plan = {
  format: 1,
  procedure: "tiny/errand",
  version: 1,
  time: {
    zone: "Asia/Shanghai", calendar: "office", dayEnds: "midnight", afterClosing: "same-day", holidays: "stay",
    remindAt: "09:00"
  },
  currency: "CNY",
  calendars: [],
  organisation: { ranks: ["staff"], departments: {}, roles: { clerk: { rank: "staff" } }, bodies: {} },
  parameters: {},
  intake: { by: null, form: [], due: null },
  root: { rungs: [{ name: null, by: null, due: null }], steps: [] },
  outcomes: { done: [] },
  orders: {},
  holds: [],
  announces: {},
  events: {},
  ledgers: {},
  messages: {},
  kept: {},
  subject: []
}
export const compiled: Compiled = { plan, digest: `sha256:${"0".repeat(64)}`, words: {} }

const bodies = (world: World, state: CaseState, command: Command): ReadonlyArray<EntryBody> | Refusal | Asks => {
  if (command._tag === "Open") {
    if (state.status !== "none") return { _tag: "CaseExists", version: state.v }
    return [
      {
        _tag: "Opened", id: command.caseId, plan: command.plan, procedure: command.procedure, intake: command.stamp,
        values: command.values, kept: command.values, subject: [], depth: command.depth, edition: 1
      },
      {
        _tag: "Entered",
        frame: {
          id: 1, parent: 0, node: "do", items: [], since: command.stamp, kind: "task", n: 1, turn: 1, rung: 0,
          called: null, offer: ["role:clerk"], excluded: [], chain: [], places: [], signed: [], urged: []
        }
      }
    ]
  }
  if (state.status === "none") return { _tag: "NoSuchCase" }
  if (command._tag === "Note") return [{ _tag: "Noted", text: command.text }]
  const frame = state.frames.find((one) => one.kind === "task")
  if (command._tag === "Claim") {
    if (frame === undefined) return { _tag: "NoSuchTask", n: command.n }
    if (frame.holder !== undefined) return { _tag: "NotTheHolder", holder: [`person:${frame.holder}`] }
    return [{ _tag: "Held", n: 1, how: "claim", frame: { ...frame, holder: command.actor.person } }]
  }
  if (command._tag === "GiveBack") {
    if (frame === undefined) return { _tag: "NoSuchTask", n: command.n }
    if (frame.holder !== command.actor.person) return { _tag: "NotTheHolder", holder: frame.offer }
    const { holder: _holder, ...offered } = frame
    return [{ _tag: "Held", n: 1, how: "give-back", frame: offered }]
  }
  if (command._tag !== "Complete") return []
  const gone = Finished.goneOf(state, command.n)
  if (gone !== undefined) return { _tag: "TaskAlreadyCompleted", n: command.n, by: gone.by, at: gone.at }
  if (!command.actor.keys.includes("role:clerk")) return { _tag: "RoleNotAllowed", needs: ["role:clerk"] }
  if (command.values["asks"] === true && !('{"ask":"rank","person":"wang"}' in world.facts)) {
    return { _tag: "Asks", questions: [{ ask: "rank", person: "wang" }], upTo: command.stamp }
  }
  const { person } = command.actor
  return [
    {
      _tag: "Answered", n: command.n, path: "do", values: command.values, kept: {}, done: command.stamp, turn: 1,
      by: person, persons: [person]
    },
    { _tag: "Ended", outcome: "done", values: {} }
  ]
}

export const decider: Decider = {
  evolve: Evolve.evolve,
  none: Evolve.none,
  decide: (world, state, command) => {
    if (state.recent.some(({ id }) => id === command.id)) return Result.succeed([])
    const found = bodies(world, state, command)
    if ("_tag" in found) return Result.fail(found)
    const by = "actor" in command && command.actor !== undefined ? command.actor.person : "system"
    return Result.succeed(
      found.map(
        (body, i): Entry => ({
          ...body,
          seq: state.v + 1 + i,
          at: Math.max(command.stamp, state.now),
          by: "by" in body ? body.by : by,
          ...(i === 0 && { command: command.id })
        })
      )
    )
  }
}
