/**
 * What a case may do, by a reader who knows the plan and the journal, and none of the functions that decide: who may
 * answer a task, which hold goes and by whom, how far an extension reaches, when exact hours are over. Asked of every
 * entry on the state before it, and of the state after a change (engine §9, I-8 … I-15, I-25).
 */
import type { Command } from "@frontdesk/core/case/Command"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Lane from "@frontdesk/core/case/Lane"
import * as Nodes from "@frontdesk/core/case/Nodes"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import type { CaseState, Clock, Frame, TaskFrame } from "@frontdesk/core/case/State"
import type { Due, Moment, Reminder } from "@frontdesk/core/domain/Deadline"
import type { Actor } from "@frontdesk/core/domain/People"
import type { Term } from "@frontdesk/core/domain/Time"
import type { Value } from "@frontdesk/core/domain/Value"
import type { Plan } from "@frontdesk/core/plan/Plan"
import type { Case } from "../case/world.ts"
import { must, text } from "./Broken.ts"
import * as NaiveTerms from "./NaiveTerms.ts"
import * as NaiveRows from "./NaiveRows.ts"

/** ms of a term that runs as fast as the clock on the wall. */
const exact = ({ n, unit }: Term): number | null =>
  unit === "minute" ? n * 60_000 : unit === "hour" ? n * 3_600_000 : unit === "exact-day" ? n * 86_400_000 : null

const covers = (scope: string, node: string): boolean => scope === "" || node === scope || node.startsWith(`${scope}/`)
const ladder = (plan: Plan, node: string) => Nodes.rungs(plan, Nodes.of(plan), node)
const sameList = (one: ReadonlyArray<unknown>, other: ReadonlyArray<unknown>): boolean => text(one.toSorted()) === text(other.toSorted())

/** Every entry of a change, on the state it was written on. */
export const entries = (c: Case, before: CaseState, written: ReadonlyArray<Entry>, command: Command): void => {
  let state = before
  for (const one of written) {
    entry(c, state, one, command, written)
    NaiveRows.entry(c, state, one)
    state = Evolve.evolve(state, one)
  }
}

const entry = ({ world: { plan } }: Case, state: CaseState, one: Entry, command: Command, written: ReadonlyArray<Entry>): void => {
  switch (one._tag) {
    case "Answered": {
      const frame = taskOf(state, one.n)
      must(new Set(one.persons).size === one.persons.length, "I-14 somebody signed twice")
      if (frame === undefined || !("n" in command) || command.n !== one.n || !("actor" in command)) return
      if (frame.places.length > 0) must(one.persons.length === frame.places.length, `I-14 ${frame.node} has ${frame.places.length} places and ${one.persons.length} signatures`)
      const dated = "done" in command && command.done !== undefined && command.done !== command.stamp
      if (dated) {
        const step = Nodes.of(plan).node.get(frame.node)?.step
        const later = step?.kind === "task" ? step.recordLater : undefined
        must(later !== undefined && (command.done ?? 0) >= frame.since && (command.done ?? 0) <= command.stamp, `I-25 ${frame.node} was entered afterwards`)
        const most = later === undefined ? null : exact(later.atMost)
        if (most !== null) must(command.stamp - (command.done ?? 0) <= most, `I-25 ${frame.node} was entered too long afterwards`)
      } else {
        must(frame.chain.length === 0 || frame.places.length > 0, `I-14 ${frame.node} was completed by whom it was only delegated to`)
        mayDo(frame, command.actor)
      }
      excluded(state, frame, command.actor, plan)
      return
    }
    case "Signed": {
      const frame = taskOf(state, one.n)
      if (frame === undefined || command._tag !== "Sign" && command._tag !== "Complete") return
      must(one.frame.kind === "task" && new Set(one.frame.signed.map(({ by }) => by)).size === one.frame.signed.length, "I-14 somebody signed twice")
      excluded(state, frame, command.actor, plan)
      return
    }
    case "Held": {
      const frame = taskOf(state, one.n)
      if (frame === undefined || one.frame.kind !== "task") return
      if (one.how === "pass") return must(one.frame.rung === frame.rung + 1 || one.frame.rung === frame.rung, `I-8 ${frame.node} passed from rung ${frame.rung} to ${one.frame.rung}`)
      must(one.frame.rung === frame.rung, `I-8 ${frame.node} changed its rung`)
      if (one.how === "claim" && "actor" in command) {
        must(frame.holder === undefined && one.frame.holder === command.actor.person, `I-25 ${frame.node} was claimed from ${frame.holder}`)
        mayDo(frame, command.actor)
        excluded(state, frame, command.actor, plan)
      }
      if ((one.how === "give-back" || one.how === "handback") && "actor" in command) {
        must(frame.holder === command.actor.person || frame.holder === command.actor.for, `I-25 ${command.actor.person} gave back what ${frame.holder} holds`)
        must(one.frame.holder === frame.chain.at(-1), `I-14 ${frame.node} went back to ${one.frame.holder}`)
      }
      if (one.how === "transfer" || one.how === "delegate") {
        must(!frame.excluded.includes(one.frame.holder ?? ""), `I-14 ${frame.node} was handed to ${one.frame.holder}, whom it excludes`)
        must(sameList(one.frame.chain, one.how === "transfer" ? [] : [...frame.chain, frame.holder ?? ""]), `I-14 the chain of ${frame.node}`)
      }
      return
    }
    case "Passed": {
      const frame = frameOf(state, one.frame.id)
      return must(frame?.kind === "stage" && one.frame.kind === "stage" && one.frame.rung === frame.rung + 1, `I-8 ${one.frame.node} passed by a rung`)
    }
    case "Happened": {
      const clock = state.clocks.find(({ id }) => id === one.clock.id)
      must(clock?.next?.rung === one.rung, `I-8 ${one.clock.node} ${one.rung} was not next`)
      return must(clock?.next !== null && clock !== undefined && clock.next.at <= one.at, `I-8 ${one.clock.node} ${one.rung} before its time`)
    }
    case "Extended": {
      const clock = state.clocks.find(({ id }) => id === one.clock.id)
      const most = plan.orders.extend?.times ?? 0
      return must(one.clock.extra.length === (clock?.extra.length ?? 0) + 1 && one.clock.extra.length <= most, `I-13 ${one.clock.node} was extended ${one.clock.extra.length} times of ${most}`)
    }
    case "Released": {
      const hold = state.holds.find(({ id }) => id === one.hold)
      must(hold !== undefined, "I-15 no such hold")
      if (hold === undefined || one.by !== "system" && command._tag === "Resume" && "person" in hold.source) return
      const from = command._tag === "Hear" ? command.signal.from : undefined
      const theirs = "case" in hold.source && hold.source.case === from
      return must(theirs || (hold.until !== undefined && hold.until <= one.at), `I-19 the hold ${text(hold.source)} was released by ${command._tag} of ${from}`)
    }
    case "Left": {
      const frame = frameOf(state, one.frame)
      const step = frame === undefined ? undefined : Nodes.of(plan).node.get(frame.node)?.step
      if (frame?.kind !== "parallel" || step?.kind !== "parallel") return
      return must(step.join === "any" || frame.ended.length === step.branches.length - 1, `I-10 ${frame.node} was left with ${frame.ended.length + 1} of ${step.branches.length} branches`)
    }
    case "Stood":
      if (command._tag === "Suspend") {
        must("person" in one.hold.source && one.hold.source.person === command.actor.person, "I-19 a suspension of somebody else")
        const most = plan.orders.suspend === undefined ? null : exact(plan.orders.suspend.atMost)
        must(most === null || one.hold.until === one.at + most, `I-19 a suspension until ${one.hold.until}`)
      }
      return
    case "LinkEnded":
      must(state.links[one.link]?.open === true && state.links[one.link]?.kind === "call", `I-17 the link ${one.link} was closed twice`)
      return
    case "Cancelled": {
      const frame = frameOf(state, one.frame)
      if (frame?.kind !== "call") return
      const child = state.links[frame.link]?.case
      return must(written.some((other) => other._tag === "Sent" && other.message.kind === "signal" && other.message.case === child && other.message.signal._tag === "Cancel"), `I-18 ${child} is not called off`)
    }
  }
}

const frameOf = (state: CaseState, id: number): Frame | undefined => state.frames.find((one) => one.id === id)
const taskOf = (state: CaseState, n: number): TaskFrame | undefined => state.frames.find((one): one is TaskFrame => one.kind === "task" && one.n === n)

/** I-25: he holds it, or it is offered to one of his keys. */
const mayDo = ({ holder, node, offer, places }: TaskFrame, { for: instead, keys, person }: Actor): void =>
  must(
    holder === undefined ? [`person:${person}` as const, ...keys].some((key) => offer.includes(key) || places.some((place) => place.includes(key))) : holder === person || holder === instead,
    `I-25 ${person} may not do ${node}`
  )

/** I-14, read off the sentence in the plan: who did that step, or opened the case, is not the one to do this. */
const excluded = (state: CaseState, frame: TaskFrame, { for: instead, person }: Actor, plan: Plan): void => {
  for (const who of ladder(plan, frame.node)[frame.rung]?.by?.not ?? []) {
    const done = who.who === "doer" ? state.done[who.step]?.by : who.who === "opener" ? state.opener : undefined
    const those: ReadonlyArray<string> = done === undefined || done === "system" ? [] : Array.isArray(done) ? done : [done as string]
    // who did it when this was offered; afterwards it may have been done again
    const then = who.who === "doer" && frame.since < (state.done[who.step]?.at ?? Infinity) ? [] : those
    must(!then.includes(person) && !(instead !== undefined && then.includes(instead)), `I-14 ${person} did ${frame.node}, which excludes him`)
  }
}

/** A signal that somebody waits for is taken, or kept as long as its part stands; what was kept is taken when it goes on. */
export const heard = (before: CaseState, written: ReadonlyArray<Entry>, command: Command): void => {
  if (before.status !== "open") return
  const kept = written.some(({ _tag }) => _tag === "Unparked") ? before.waiting : []
  const fresh = command._tag === "Hear" && (before.heard[Lane.of(command.signal)]?.seq ?? -1) < command.signal.seq ? [command.signal] : []
  for (const signal of [...kept, ...fresh]) {
    const frame = before.frames.find((one) =>
      signal._tag === "LinkClosed" || signal._tag === "LinkFailed" ? one.kind === "call" && one.link === signal.link
      : signal._tag === "Received" ? one.kind === "receipt" && one.message === signal.message
      : signal._tag === "Answered" ? one.kind === "do" && one.message === signal.message
      : false
    )
    if (frame === undefined) continue
    const left = written.some((one) => (one._tag === "Left" || one._tag === "Cancelled") && one.frame === frame.id)
    must(left || written.some(({ _tag }) => _tag === "Parked" || _tag === "Ended"), `I-3 the ${signal._tag} for ${frame.node} was swallowed`)
  }
}

const ordered = { Transfer: "transfer", Return: "return", Withdraw: "withdraw", Terminate: "terminate", Urge: "urge", Extend: "extend", Suspend: "suspend", Resume: "resume", AddSigner: "addSigner", Rebook: "rebook", Amend: "amend" } as const

/** I-25: an order is given by one of those whom the plan names; asked where it names posts only. */
export const order = ({ world: { plan } }: Case, written: ReadonlyArray<Entry>, command: Command): void => {
  const name = ordered[command._tag as keyof typeof ordered] as (typeof ordered)[keyof typeof ordered] | undefined
  if (name === undefined || written.length === 0 || !("actor" in command)) return
  const declared = plan.orders[name]
  must(declared !== undefined, `I-25 ${name} is not declared`)
  const { keys, person } = command.actor
  const posts = (declared?.by.of ?? []).flatMap((who) => (who.who === "role" && who.in === undefined ? [`role:${who.role}`] : []))
  if (posts.length === declared?.by.of.length) must(keys.some((key) => posts.includes(key)), `I-25 ${person} gave the order ${name}`)
}

/** Of the state after a change. */
export const state = (c: Case): void => {
  const { state, world: { plan } } = c
  const nodes = Nodes.of(plan)
  must(state.waiting.length === 0 || state.holds.length > 0, "I-15 something is kept back, and nothing stands")
  for (const hold of state.holds) {
    if (hold.clocks === "pause") must(state.stands.some(({ scope, to }) => scope === hold.scope && to === null), `I-13 ${hold.scope} is held, and its clocks run`)
  }
  must(new Set(state.recent.map(({ id }) => id)).size === state.recent.length, "I-4 a command twice")
  for (const frame of state.frames) {
    const step = nodes.node.get(frame.node)?.step
    const lists = state.frames.filter((one) => one.kind === "steps" && one.parent === frame.id)
    if (frame.kind === "parallel" && step?.kind === "parallel") {
      const open = lists.flatMap((one) => (one.kind === "steps" && step.branches.some(({ name }) => name === one.list) ? [one.list] : []))
      must(sameList([...open, ...frame.ended], step.branches.map(({ name }) => name)), `I-10 branches of ${frame.node}: ${text(open)} open, ${text(frame.ended)} ended`)
      must(step.join === "all" || frame.ended.length === 0, `I-10 ${frame.node} waits for one, which ended`)
    }
    if (frame.kind === "task" || frame.kind === "stage") {
      const rung = ladder(plan, frame.node)[frame.rung]
      must(frame.called === (rung?.name ?? null), `I-8 ${frame.node} is called ${frame.called} on rung ${rung?.name}`)
    }
    if (frame.kind === "each") must(lists.length + frame.ended === frame.values.length, `I-10 ${frame.node}: ${lists.length} open and ${frame.ended} ended of ${frame.values.length}`)
    if (frame.kind === "repeat" && step?.kind === "repeat" && step.atMost !== null) must(frame.round <= step.atMost, `I-10 round ${frame.round} of ${step.atMost} of ${frame.node}`)
    if (frame.kind === "call") must(state.links[frame.link]?.open === true, `I-17 ${frame.node} waits for no link`)
  }
  for (const [link, { kind }] of Object.entries(state.links)) {
    if (kind === "call" && state.status === "open") must(state.frames.some((one) => one.kind === "call" && String(one.link) === link), `I-17 the link ${link} is open, and nobody waits for it`)
  }
  for (const [path, done] of Object.entries(state.done)) {
    if (done.due !== undefined && done.rung === undefined && done.by !== "system") must(done.late === done.at > done.due, `I-12 ${path}: late ${done.late}, done ${done.at - done.due} ms after its due`)
  }
  rows(c)
  for (const clock of state.clocks) if (clock.frame !== 0) term(c, clock)
}

/** I-2: what stands on the worklist, and when the case wakes up. */
const rows = ({ state }: Case): void => {
  const found = RowsOf.rows(state)
  const tasks = state.frames.filter((one): one is TaskFrame => one.kind === "task")
  must(
    sameList(found.tasks.map(({ held, holder, missed, n, offer }) => text([n, holder, offer, held, missed])), tasks.map(({ holder, id, n, node, offer }) =>
      text([n, holder, offer, state.holds.some(({ scope }) => covers(scope, node)), state.clocks.some((one) => one.frame === id && one.missed !== undefined)])
    )),
    "I-2 the worklist"
  )
  const stands = ({ next, node }: Clock): boolean =>
    next?.rung !== "fire" && state.holds.some(({ clocks, scope }) => covers(scope, node) && (next?.rung === "wait" || clocks === "pause"))
  const wakes = [...state.clocks.flatMap((one) => (one.next === null || stands(one) ? [] : [one.next.at])), ...state.holds.flatMap(({ until }) => (until === undefined ? [] : [until]))]
  must(found.wake === (wakes.length === 0 ? null : Math.min(...wakes)), `I-2 it wakes up at ${found.wake}, not at ${Math.min(...wakes)}`)
}

const dueOf = (c: Case, clock: Clock): Due | null => {
  if (clock.node === "" && clock.rung === 0 && c.state.due !== undefined) return null
  const step = Nodes.of(c.world.plan).node.get(clock.node)?.step
  if (step?.kind === "wait") return step.until === undefined ? null : { within: step.until, remind: [] }
  return ladder(c.world.plan, clock.node)[clock.rung]?.due ?? null
}

/** I-9 of exact terms, by adding up: the term, what was given in addition, and how long it stood. */
const term = (c: Case, clock: Clock): void => {
  const { state } = c
  const frame = frameOf(state, clock.frame)
  if (frame === undefined) return
  if (frame.kind === "task" || frame.kind === "stage") must(clock.rung === frame.rung, `I-8 ${clock.node} counts rung ${clock.rung} on rung ${frame.rung}`)
  const due = dueOf(c, clock)
  if (due === null) return
  for (const [index, reminder] of due.remind.entries()) if (clock.next?.rung === `remind:${index}`) reminded(state, clock, reminder, clock.next.at)
  const { within } = due
  counted(c, clock, due, frame)
  if (due.or !== undefined || within.kind !== "after" || !("term" in within.term) || within.anchors.length !== 1 || clock.rung > 0) return
  const [anchor] = within.anchors
  const from = anchor?.from === "its-start" ? frame.since : anchor?.from === "intake" ? state.intake : null
  const lengths = [exact(within.term.term), ...clock.extra.map(({ by }) => ("until" in by ? null : exact(by)))]
  if (from === null || lengths.includes(null)) return
  let end = from + lengths.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  let reached = from
  for (const { from: begin, to } of state.stands.filter(({ scope }) => covers(scope, clock.node)).toSorted((one, other) => one.from - other.from)) {
    if (to !== null && to <= reached) continue
    if (Math.max(begin, reached) > end) break
    if (to === null) return must(clock.due === null, `I-13 ${clock.node} stands, and is due at ${clock.due}`)
    end += to - Math.max(begin, reached)
    reached = to
  }
  must(clock.due === end, `I-9 ${clock.node} is due at ${clock.due}, and by adding up at ${end}`)
}

/** I-9 of days and working hours, counted with a wall calendar. */
const counted = (c: Case, clock: Clock, { or, within }: Due, frame: Frame): void => {
  const { state, world: { plan } } = c
  if (or !== undefined || clock.rung > 0 || clock.stuck !== undefined) return
  const anchors = "anchors" in within ? within.anchors : []
  const [only] = anchors
  const from = anchors.length === 1 && only?.from === "its-start" ? frame.since : anchors.length === 1 && only?.from === "intake" ? state.intake : clock.anchor
  const more = clock.extra.flatMap(({ by }) => ("until" in by ? [] : [by]))
  if (more.length < clock.extra.length) return
  const stands = NaiveTerms.joined(state.stands.filter(({ scope }) => covers(scope, clock.node)))
  const value = (of: Moment): Value | undefined => {
    if (of.moment !== "value" || of.value.op !== "field" || of.value.step !== "intake" || of.value.path.length > 0) return undefined
    return state.data["intake"]?.[of.value.field]
  }
  const wanted = NaiveTerms.due(within, from, more, stands, plan.time, value)
  if (wanted !== NaiveTerms.UNKNOWN) must(clock.due === wanted, `I-9 ${clock.node} (${text(within)}) is due at ${clock.due}, and by the wall calendar at ${wanted}`)
}

const DAY = 86_400_000
/** A reminder of so many exact hours is told just then; a repetition leaves none out. */
const reminded = ({ now }: CaseState, { armed, due, happened, next }: Clock, { at: when, during }: Reminder, at: number): void => {
  const length = when.when === "due" ? 0 : exact(when.term)
  // nobody is reminded at midnight, and days are told in the morning
  if (due === null || length === null || during !== undefined || length % DAY === 0 && length > 0) return
  if (when.when === "every-after") {
    must((at - due) % length === 0 && at > due, `I-8 a repetition ${at - due} ms after its due`)
    const before = at - length
    return must(before <= due || before < armed || before <= now || before <= (happened[next?.rung ?? ""]?.at(-1) ?? 0), `I-8 the repetition before ${at} was left out`)
  }
  const wanted = due - length
  if ((wanted + 8 * 3_600_000) % DAY !== 0) must(at === wanted, `I-8 a reminder ${at - wanted} ms from its time`)
}
