/**
 * What must hold of one case after every change (engine §9, I-1 … I-21). Each is asked of the state from scratch, never
 * of what the engine remembered.
 */
import * as Clocks from "@frontdesk/core/case/Clocks"
import type { Command } from "@frontdesk/core/case/Command"
import * as Decide from "@frontdesk/core/case/Decide"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Held from "@frontdesk/core/case/Held"
import * as Nodes from "@frontdesk/core/case/Nodes"
import * as Quiescence from "@frontdesk/core/case/Quiescence"
import * as Schedule from "@frontdesk/core/case/Schedule"
import { FUEL } from "@frontdesk/core/case/Run"
import type { Run } from "@frontdesk/core/case/Run"
import type { CaseState } from "@frontdesk/core/case/State"
import * as Recurrence from "@frontdesk/core/domain/Recurrence"
import { Result } from "effect"
import type { Case } from "../case/world.ts"
import { must, text } from "./Broken.ts"
import * as Naive from "./Naive.ts"

/** A run that decides nothing: only to derive from scratch. */
const idle = (c: Case): Run => ({
  world: c.world,
  nodes: Nodes.of(c.world.plan),
  entries: [],
  stamp: c.state.now,
  command: "",
  heard: null,
  state: c.state,
  at: c.state.now,
  by: "system",
  as: null,
  for: null,
  fuel: FUEL,
  halted: false,
  asks: new Map(),
  places: 0,
  place: 0,
  home: 0,
  askedAt: [],
  stops: null,
  occurred: 0,
  used: [],
  detour: new Map(),
  returned: null,
  enter: Quiescence.enter
})

export const invariants = (c: Case, before: CaseState, entries: ReadonlyArray<Entry>, command: Command): void => {
  const { state } = c
  entries.forEach((one, index) => {
    must(one.seq === before.v + index + 1, `I-6 seq ${one.seq}`)
    must(one.at >= (entries[index - 1]?.at ?? before.now), `I-6 at of ${one._tag}`)
    must((one.command !== undefined) === (index === 0), "command on the first entry only")
  })
  must(state.v === before.v + entries.length, "I-6 version")
  must(entries.length === 0 || again(Decide.decide(c.world, state, command)), "I-4 twice")
  // what another case said comes again under another command
  if (command._tag === "Hear") must(again(Decide.decide(c.world, state, { ...command, id: `${command.id}'` })), "I-4 heard twice")
  must(entries.every((one) => one._tag !== "Stuck"), "stuck")
  const ids = new Set(state.frames.map((one) => one.id))
  for (const frame of state.frames) {
    must(frame.parent === 0 || ids.has(frame.parent), `I-10 parent of ${frame.node}`)
    must(frame.id < state.next, "ids")
  }
  const run = idle(c)
  for (const clock of state.clocks) {
    if (clock.next !== null && Held.eligible(state, clock)) must(clock.next.at >= state.now, `I-8 ${clock.node} is pending`)
    if (Schedule.nameOf(clock) !== undefined) {
      // as long as the root: from the intake to the end, whatever stands
      must(clock.next !== null && Held.eligible(state, clock), `a schedule stands: ${clock.node}`)
      must(state.frames.some((one) => one.node === ""), `I-10 a schedule without a case: ${clock.node}`)
      continue
    }
    must(ids.has(clock.frame), `I-10 clock of ${clock.node}`)
    must(state.clocks.filter((one) => one.frame === clock.frame).length === 1, `I-10 one clock ${clock.node}`)
    const fresh = Clocks.fresh(run, clock)?.clock
    if (fresh === undefined) must(clock.due === null && clock.next === null, `I-9 no term on ${clock.node}`)
    else {
      must(text([fresh.due, fresh.day, fresh.next]) === text([clock.due, clock.day, clock.next]), `I-9 ${clock.node}: ${text([clock.due, clock.day, clock.next])} is ${text([fresh.due, fresh.day, fresh.next])}`)
    }
  }
  for (const frame of state.frames) {
    if (frame.kind !== "task" && frame.kind !== "stage" && frame.kind !== "wait") continue
    const needs = Clocks.fresh(run, { ...blank, frame: frame.id, node: frame.node, items: frame.items, rung: frame.kind === "wait" ? 0 : frame.rung })
    must(needs === null || state.clocks.some((one) => one.frame === frame.id), `I-10 no clock on ${frame.node}`)
  }
  if (state.status === "open") {
    const waits = state.frames.some((one) => (one.kind === "task" && one.offer.length > 0) || one.kind === "wait" || one.kind === "receipt" || one.kind === "call" || one.kind === "do")
    must(waits || state.holds.length > 0, "I-11 nobody is waited for")
  } else must(state.frames.length + state.clocks.length + state.holds.length === 0, "I-10 ended with something open")
  for (const stand of state.stands) {
    const open = state.holds.some((hold) => hold.scope === stand.scope && hold.clocks === "pause")
    must((stand.to === null) === open || stand.to !== null, "a stand is open iff a hold pauses it")
  }
  for (const one of entries) {
    const duty = "duty" in one ? one.duty : undefined
    if (duty === undefined) continue
    if (duty.how === "lost") must(duty.late, "I-12 lost is late")
    else must(duty.late === (duty.due !== null && duty.done > duty.due), "I-12 late iff after the due")
  }
  for (const clock of state.clocks) {
    const was = before.clocks.find((one) => one.id === clock.id)
    must(was?.missed === undefined || clock.missed === was.missed, "I-12 a miss disappeared")
  }
  moves(before, entries)
  periods(c)
  Naive.entries(c, before, entries, command)
  Naive.heard(before, entries, command)
  Naive.order(c, entries, command)
  Naive.state(c)
}

/** I-21: each period of each schedule one case, counted from its instant; each knock one. */
const periods = (c: Case): void => {
  const opened = c.journal.flatMap((one) =>
    one._tag === "Sent" && one.message.kind === "open" && one.message.schedule !== undefined ? [{ at: one.at, ...one.message }] : []
  )
  const ids = new Set(opened.map((one) => one.case))
  must(ids.size === opened.length, "I-21 a period twice")
  for (const one of opened) must(one.received !== undefined && one.received <= one.at, `I-21 ${one.case} before its time`)
  if (c.state.status !== "open" || !c.state.frames.some((one) => one.node === "")) return
  // of more than a thousand times that passed unticked the oldest are not made up for
  if (c.journal.some((one) => one._tag === "Happened" && one.left !== undefined)) return
  for (const { name, schedule } of c.world.plan.schedules ?? []) {
    if (!("every" in schedule) || schedule.when !== undefined || schedule.afterDowntime === "latest") continue
    const ground = { zone: c.world.plan.time.zone, calendars: c.world.calendars }
    const since = c.journal.find((one) => one._tag === "Armed" && Schedule.nameOf(one.clock) === name)?.at ?? Infinity
    const wanted: Array<string> = []
    for (let one = Recurrence.next(schedule.every, since, ground); one !== null && one.at < c.state.now; one = Recurrence.next(schedule.every, one.at, ground)) {
      const cases = Recurrence.count(schedule.every)
      for (let n = 1; n <= cases; n++) wanted.push(`c1/${name}@${one.period}${cases === 1 ? "" : `.${n}`}`)
    }
    must(wanted.every((id) => ids.has(id)), `I-21 a period of ${name} is missing`)
  }
}

/** I-15: nothing is entered or left in a part that is held when it happens. */
const moves = (before: CaseState, entries: ReadonlyArray<Entry>): void => {
  let state = before
  let ending = false
  for (const one of entries) {
    ending ||= one._tag === "Cancelled" || one._tag === "Returned"
    if (one._tag === "Entered" && one.frame.kind !== "steps") must(!Held.held(state, one.frame.node), `I-15 ${one.frame.node} entered while held`)
    if ((one._tag === "Left" || one._tag === "Answered") && !ending) {
      const frame = state.frames.find((live) => (one._tag === "Left" ? live.id === one.frame : live.kind === "task" && live.n === one.n))
      must(frame === undefined || frame.kind === "steps" || !Held.held(state, frame.node), `I-15 ${frame?.node} left while held`)
    }
    state = Evolve.evolve(state, one)
  }
}

const blank = { id: 0, anchor: 0, armed: 0, extra: [], due: null, firstDue: null, day: null, provisional: false, happened: {}, next: null }

/** A command that was done is known: it is refused or writes nothing. */
const again = (result: ReturnType<typeof Decide.decide>): boolean => Result.isFailure(result) || result.success.length === 0
