/**
 * One random history. From a seed: a procedure (drawn, or one of those written by hand), a case of it, then events at
 * nasty instants. After each the invariants are checked; at the end the history is played again with other ticks and
 * must give the same journal. Every event draws from a seed of its own, so that a history can be played without some of
 * them: that is how a failure is made short.
 */
import * as Advance from "@frontdesk/core/case/Advance"
import type { Command } from "@frontdesk/core/case/Command"
import * as Decide from "@frontdesk/core/case/Decide"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import * as Schedule from "@frontdesk/core/case/Schedule"
import * as Turns from "@frontdesk/core/case/Turns"
import type { Instant } from "@frontdesk/core/domain/Time"
import { Result } from "effect"
import { at, Case } from "../case/world.ts"
import * as ByHand from "./ByHand.ts"
import * as Drawn from "./Drawn.ts"
import { Broken, must, text } from "./Broken.ts"
import { invariants } from "./Invariants.ts"
import * as Moves from "./Moves.ts"
import type { Opening } from "./Opening.ts"
import * as Outside from "./Outside.ts"
import { random } from "./Random.ts"
import type { Random } from "./Random.ts"

export interface Told {
  readonly commands: number
  readonly entries: number
  readonly refused: number
  readonly ended: boolean
  readonly tags: ReadonlySet<string>
  /** refusals by command and tag */
  readonly refusals: ReadonlyArray<string>
}

/** One in four groups plays the procedures written by hand. */
export const openingOf = (seed: number): Opening => {
  const group = Math.floor(seed / Drawn.SHARE)
  const drawn = group % 4 === 0 ? null : Drawn.opening(group)
  return drawn ?? (ByHand.openings[seed % ByHand.openings.length] as Opening)
}

/** How many events the history of a seed has. */
export const eventsOf = (seed: number): number => {
  const r = random(seed ^ 0x77)
  return r.yes(0.05) ? 100 + r.below(300) : 15 + r.below(50)
}

const all = (seed: number): ReadonlyArray<number> => Array.from({ length: eventsOf(seed) }, (_, index) => index)

/** The case of a seed, after its history. */
export const played = (seed: number): Case => play(seed, openingOf(seed), all(seed)).c

/** Plays one seed; throws what is broken, with the seed. */
export const history = (seed: number): Told => play(seed, openingOf(seed), all(seed)).told

interface Sent {
  readonly command: Command
  readonly ok: boolean
}

/** Plays those events of a seed on a procedure; `tell` hears of each command before it is sent. */
export const play = (
  seed: number,
  { by, outside, plan, values }: Opening,
  events: ReadonlyArray<number>,
  tell: (command: unknown) => void = () => {}
): { readonly c: Case; readonly told: Told } => {
  const r = random(seed)
  const c = outside === true ? new Outside.Asking(plan, Outside.outside(seed)) : new Case(plan)
  const sent: Array<Sent> = []
  const refusals: Array<string> = []
  const step = (command: Command): void => {
    if (command._tag !== "Tick") first(c, command.stamp, (stamp) => step({ ...c.envelope(stamp), _tag: "Tick" }))
    const before = c.state
    tell(command)
    const result = c.send(command)
    const ok = Result.isSuccess(result)
    sent.push({ command, ok })
    if (ok) return invariants(c, before, result.success, command)
    refusals.push(`${command._tag} ${text({ ...result.failure, n: undefined, at: undefined, needs: undefined })}`)
    must(c.state === before, "I-5 a refusal left a trace")
    must(text(Decide.decide(c.world, before, command)) === text(Decide.decide(c.world, before, command)), "I-1")
  }
  let now = at("2026-03-02 09:00") + r.below(40) * 3_600_000
  if (r.yes(0.1)) now = at("2026-09-24 16:00") + r.below(200) * 3_600_000
  try {
    step({ ...c.envelope(now), _tag: "Open", actor: c.actor(by), procedure: plan.procedure, plan: "sha256:0", values: values(r, now), depth: 0, ...(r.yes(0.2) && Moves.scheduled(r, now)), ...(r.yes(0.3) && { back: { to: "case", case: "p", link: 1 } }) })
    for (const index of events) {
      if (c.state.status !== "open") break
      now = event(c, random(Math.imul(seed, 65_599) + index), now, step, (command) => {
        tell(command)
        sent.push({ command, ok: true })
      })
    }
    must(text(Evolve.evolveAll(Evolve.none("c1"), c.journal)) === text(c.state), "I-2 the snapshot is not the fold")
    if (c.state.status === "ended") late(c, random(seed ^ 0xe4d), now)
    ticks(r, c, sent)
  } catch (error) {
    throw new Broken(`seed ${seed} (${plan.procedure}), after ${sent.length} commands: ${String(error)}`, { cause: error })
  }
  const told: Told = {
    commands: sent.length,
    entries: c.journal.length,
    refused: sent.filter((one) => !one.ok).length,
    ended: c.state.status === "ended",
    tags: new Set(c.journal.map((one) => one._tag)),
    refusals
  }
  return { c, told }
}

/** I-5: after the end nothing moves any more, whoever orders it. */
const late = (c: Case, r: Random, now: number): void => {
  for (let tries = 0; tries < 12; tries++) {
    const move = Moves.declared(r, c, now) ?? Moves.ordered(r, c, now)
    if (move.said._tag === "Note" || move.said._tag === "Amend") continue
    const command = { ...c.envelope(now + tries), actor: c.actor(move.who), ...move.said } as Command
    const result = Decide.decide(c.world, c.state, command)
    must(Result.isFailure(result) && ["CaseEnded", "TaskAlreadyCompleted"].includes(result.failure._tag), `I-5 ${command._tag} after the end: ${text(result)}`)
  }
}

/** One event; returns when it was. */
const event = (c: Case, r: Random, before: number, step: (command: Command) => void, heard: (command: Command) => void): number => {
  // mostly the next thing that is no schedule's: those come twice a day and would hide the rest
  const clocks = r.yes(0.7) ? c.state.clocks.filter((one) => Schedule.nameOf(one) === undefined) : c.state.clocks
  const next = RowsOf.wake({ ...c.state, clocks })
  let now = before + r.pick([0, 0, 1, 300_000, 3_600_000, 3_600_000, 20_000_000])
  if (r.yes(0.03)) now += 3 * 86_400_000
  if (r.yes(0.0005)) now += 300 * 86_400_000
  if (next !== null && next > now && r.yes(0.25)) now = next + r.pick([-1, 0, 1])
  // a new version in which nothing is another: what was due happens on the old one first, as the desk has it
  if (r.yes(0.015)) {
    step({ ...c.envelope(now), _tag: "Tick" })
    // a tick makes up for a thousand at most
    if (c.state.status === "open" && (RowsOf.wake(c.state) ?? now) >= now) step({ ...c.envelope(now), _tag: "Migrate", to: `sha256:${c.state.v}`, reason: "new", clocks: r.pick(["keep", "rederive"]) })
    return now
  }
  const choice = r.next()
  const nobody = c.open().length === 0
  if (choice < 0.08) step({ ...c.envelope(now), _tag: "Tick" })
  else if (choice < (nobody ? 0.8 : 0.25)) {
    first(c, now, (stamp) => step({ ...c.envelope(stamp), _tag: "Tick" }))
    const state = c.state
    const result = c.hears(now, Moves.signal(r, c, now), r.pick(["o1", "o2", "outside"]))
    if (Result.isSuccess(result)) {
      const command = { ...c.commands.at(-1) } as Command
      heard(command)
      invariants(c, state, result.success, command)
    }
  } else {
    const move =
      (choice < 0.75 ? Moves.legal(r, c, now) : choice < 0.9 ? Moves.declared(r, c, now) : null) ?? Moves.ordered(r, c, now)
    step({ ...c.envelope(now), actor: c.actor(move.who), ...move.said } as Command)
  }
  return now
}

/** Without what ticks may change: who carried the entry, and what was told too late. */
const plain = (entry: Entry | undefined): string | undefined =>
  JSON.stringify(entry, (key, value: unknown) =>
    key === "command" || key === "heard" || key === "unseen" || key === "stale" ? undefined : value
  )

/**
 * What was due and asks so often that a command could not be decided behind it happens before it, as at a desk: there the
 * waker comes long before.
 */
const first = (c: Case, stamp: Instant, tick: (stamp: Instant) => void): void => {
  if (!(c instanceof Outside.Asking)) return
  while (c.state.status === "open" && Advance.isDue(c.state, stamp) && c.turnsUntil(stamp) > Turns.TURNS / 2) tick(stamp)
}

/** Until nothing is due any more: one tick makes a thousand things happen at most. */
const atRest = (c: Case, at: Instant, id: string): void => {
  for (let times = 0; ; times++) {
    const before = c.state.v
    c.send({ caseId: "c1", id: `${id}.${times}`, stamp: at, _tag: "Tick" })
    if (c.state.v === before || c.state.status !== "open" || (RowsOf.wake(c.state) ?? at) >= at) return
  }
}

/** Law TICK: more ticks, or none, and the same journal. What `after-downtime: latest` leaves out is just what was not ticked. */
const ticks = (r: Random, c: Case, sent: ReadonlyArray<Sent>): void => {
  if (c.world.plan.schedules?.some(({ schedule }) => "every" in schedule && schedule.afterDowntime === "latest") === true) return
  const last = sent.at(-1)?.command.stamp ?? 0
  // both sides look at the same last instant, so that what was due before it has happened on both
  atRest(c, last + 1, "last")
  // none at all, or many
  const share = r.pick([0, 0.6])
  const other = c instanceof Outside.Asking ? new Outside.Asking(c.world.plan, c.outside, false) : new Case(c.world.plan, "c1", false)
  let before = 0
  sent.forEach(({ command, ok }, index) => {
    if (share > 0 && before > 0) {
      while (r.yes(share)) {
        const stamp = before + Math.floor(r.next() * (command.stamp - before + 1))
        other.send({ caseId: "c1", id: `t${index}.${stamp}.${r.below(1e9)}`, stamp, _tag: "Tick" })
        before = stamp
      }
    }
    before = command.stamp
    if (command._tag === "Tick" && share === 0) return
    if (command._tag === "Migrate") atRest(other, command.stamp, `m${index}`)
    first(other, command.stamp, (stamp) => void other.send({ caseId: "c1", id: `f${index}.${other.state.v}`, stamp, _tag: "Tick" }))
    const result = other.send(command)
    must(Result.isSuccess(result) === ok || command._tag === "Tick", `TICK: ${command._tag} ${index} is ${ok ? "refused" : "accepted"} now: ${text(result)}`)
  })
  atRest(other, last + 1, "last")
  const [one, two] = [c.journal, other.journal]
  // of more than a thousand times of a schedule that passed unticked the oldest are not made up for
  if ([one, two].some((journal) => journal.some((entry) => entry._tag === "Happened" && entry.left !== undefined))) return
  const differs = one.findIndex((entry, index) => text(entry) !== text(two[index]) && plain(entry) !== plain(two[index]))
  must(differs < 0 && one.length === two.length, `TICK ${share}: entry ${differs + 1}: ${plain(one[differs])} / ${plain(two[differs])}`)
}
