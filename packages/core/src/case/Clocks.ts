/**
 * The clocks of a case: armed when their frame is entered, derived anew whenever something they depend on changes,
 * stopped when their duty ends. A task or stage with a ladder has one clock with a term per rung. What a clock caches
 * (due, day, next) always equals `derive` (I-9).
 */
import * as Boxes from "../domain/Boxes.ts"
import type { Deadline, Due, Reminder } from "../domain/Deadline.ts"
import type { Instant, Term as Length } from "../domain/Time.ts"
import type { NodeId } from "../plan/Plan.ts"
import * as Derive from "./Derive.ts"
import type { Duty, EntryBody } from "./Entry.ts"
import * as Nodes from "./Nodes.ts"
import * as Place from "./Place.ts"
import { clockOf, emit, frame as frameOf } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { CaseState, Clock, Extension, Frame, GivenReminder, StepPath } from "./State.ts"
import * as Uses from "./Uses.ts"

/** Later than this after its instant, nobody could have been shown what happened (engine §2.4). */
export const SHOWN_WITHIN = 60_000

/** The term that runs on a frame at a rung. */
const dueOf = (run: Run, frame: Frame, rung: number): Due | Deadline | null => {
  const step = frame.kind === "wait" ? run.nodes.node.get(frame.node)?.step : undefined
  if (step?.kind === "wait") return step.until ?? null
  const { due, remind } = run.state
  if (frame.node === "" && rung === 0 && due !== undefined) return given(due, remind)
  return Nodes.rungs(run.world.plan, run.nodes, frame.node)[rung]?.due ?? null
}

const nobody: Reminder["tell"] = { mode: "any", of: [], not: [] }

/** The due a schedule gave to the case it opened; whom its reminders tell was found when they were given. */
const given = (due: Instant | "at-once", remind: CaseState["remind"] = []): Due => ({
  within:
    due === "at-once"
      ? { kind: "at-once" }
      : {
          kind: "moment",
          moment: { moment: "value", value: { op: "literal", type: "date-time", value: due }, type: "date-time" }
        },
  remind: remind.map(({ at, during, message }) => ({ at, tell: nobody, message, ...(during !== undefined && { during }) }))
})

/** The reminder of a rung of a clock (`remind:2`), and whom and what it tells where a schedule has said so. */
export const reminderOf = (
  run: Run,
  frame: Frame,
  clock: Clock,
  rung: string
): { readonly reminder: Reminder | undefined; readonly given: GivenReminder | undefined } => {
  const n = Number(rung.slice(rung.indexOf(":") + 1))
  const given = frame.node === "" && clock.rung === 0 && run.state.due !== undefined ? run.state.remind?.[n] : undefined
  return { reminder: remindersOf(dueOf(run, frame, clock.rung))[n], given }
}

const remindersOf = (due: Due | Deadline | null): ReadonlyArray<Reminder> =>
  due !== null && "within" in due ? due.remind : []

interface Term {
  readonly frame: Frame
  readonly rung: number
  readonly extra: ReadonlyArray<Extension>
}

/** From scratch: anchors, stands, extensions, calendars; a rung never before the one it follows. */
const derived = (run: Run, { frame, rung, extra }: Term): Derive.Derived | null => {
  const due = dueOf(run, frame, rung)
  if (due === null) return null
  const before = rung > 0 ? derived(run, { frame, rung: rung - 1, extra }) : null
  return Derive.derive(new OfFrame(run, frame, due, extra, before?.due ?? null))
}

/** What a term of a frame is derived from. Most terms ask for one anchor only, so the rest is found when asked for. */
class OfFrame implements Derive.Inputs, Derive.Anchors {
  readonly due: Due | Deadline
  readonly stands: Derive.Inputs["stands"]
  readonly extra: ReadonlyArray<Extension>
  readonly notBefore: Instant | null
  readonly run: Run
  readonly frame: Frame
  readonly itsStart: Instant

  constructor(run: Run, frame: Frame, due: Due | Deadline, extra: ReadonlyArray<Extension>, notBefore: Instant | null) {
    const { stands } = run.state
    this.due = due
    this.stands = stands.length === 0 ? stands : Derive.standsOf(stands, frame.node)
    this.extra = extra
    this.notBefore = notBefore
    this.run = run
    this.frame = frame
    this.itsStart = frame.since
  }
  get anchors(): Derive.Anchors {
    return this
  }
  get scope() {
    return Scope.of(this.run, this.frame)
  }
  get calendars() {
    return this.run.world.calendars
  }
  get time() {
    return this.run.world.plan.time
  }
  get caseDue(): Derive.Inputs["caseDue"] {
    return this.frame.node === "" ? null : (Scope.caseClock(this.run.state) ?? null)
  }
  get intake(): Instant {
    return this.run.state.intake
  }
  step(step: string): Instant | undefined {
    return step === "intake" ? this.intake : Scope.doneOf(this.run.state, step, this.frame.items)?.at
  }
  startOf(step: string): Instant | undefined {
    const { frame: { items }, run: { state } } = this
    // the frame itself may just be about to be entered
    if (Place.name(this.frame.node) === step) return this.itsStart
    return Scope.liveOf(state, step, items)?.since ?? Scope.doneOf(state, step, items)?.since
  }
}

const nextOf = (
  run: Run,
  frame: Frame,
  rung: number,
  derived: Derive.Derived,
  { armed, happened }: Pick<Clock, "armed" | "happened">
): Clock["next"] => {
  const remind = remindersOf(dueOf(run, frame, rung))
  const { calendars, plan: { time } } = run.world
  const next =
    remind.length === 0
      ? Derive.nextDue(derived, happened)
      : Derive.next({ derived, remind, happened, armed, asOf: run.at, calendars, time })
  return next !== null && frame.kind === "wait" ? { at: next.at, rung: "wait" } : next
}

const none: ReadonlyArray<never> = []
const never: Clock["happened"] = {}

/** A frame is entered, with its clock if it has a term. */
export const enter = (run: Run, frame: Frame): void => {
  const found = derived(run, { frame, rung: 0, extra: none })
  if (found === null) emit(run, { _tag: "Entered", frame })
  else emit(run, { _tag: "Entered", frame, clock: begun(run, frame, 0, frame.id + 1, found), derivation: found.derivation })
}

/** A live frame that has no clock yet gets the one its term asks for: the plan has given it one since. */
export const arm = (run: Run, frame: Frame): void => {
  if (frame.kind !== "task" && frame.kind !== "stage" && frame.kind !== "wait") return
  if (clockOf(run, frame.id) !== undefined) return
  const rung = frame.kind === "wait" ? 0 : frame.rung
  const found = derived(run, { frame, rung, extra: none })
  if (found === null) return
  emit(run, { _tag: "Armed", clock: begun(run, frame, rung, run.state.next, found), derivation: found.derivation })
}

/** The clock of a frame from now on: nothing of it has happened, nothing was given in addition. */
const begun = (run: Run, frame: Frame, rung: number, id: number, found: Derive.Derived): Clock => {
  const { at: armed } = run
  const { id: of, items, node } = frame
  const { anchor, day, due, provisional } = found
  const next = nextOf(run, frame, rung, found, { armed, happened: never })
  const clock = clockFrom(id, of, node, items, rung, anchor, armed, due, day, provisional, next)
  return found.atOnce ? atOnce(clock) : clock
}

const clockFrom = (
  id: number,
  frame: number,
  node: NodeId,
  items: Clock["items"],
  rung: number,
  anchor: Instant,
  armed: Instant,
  due: Clock["due"],
  day: Clock["day"],
  provisional: boolean,
  next: Clock["next"]
): Clock => ({
  id,
  frame,
  node,
  items,
  rung,
  anchor,
  armed,
  extra: none,
  due,
  firstDue: due,
  day,
  provisional,
  happened: never,
  next
})
Boxes.share(clockFrom(0, 0, "", none, 0, Boxes.instant, Boxes.instant, Boxes.instant, null, false, null))

const atOnce = ({ day, due, firstDue, happened, next, provisional, ...rest }: Clock): Clock => ({
  ...rest,
  due,
  atOnce: true,
  firstDue,
  day,
  provisional,
  happened,
  next
})

/** A clock as it is now: everything it caches found again. `null` when its frame has no term (any more). */
export const fresh = (run: Run, clock: Clock): { readonly clock: Clock; readonly from: Derive.Derived } | null => {
  const frame = frameOf(run, clock.frame)
  const from = frame === undefined ? null : derived(run, { frame, rung: clock.rung, extra: clock.extra })
  if (frame === undefined || from === null) return null
  const { atOnce: _, ...rest } = clock
  return {
    from,
    clock: {
      ...rest,
      ...(from.atOnce && { atOnce: true as const }),
      anchor: from.anchor,
      due: from.due,
      firstDue: clock.firstDue ?? from.due,
      day: from.day,
      provisional: from.provisional,
      next: nextOf(run, frame, clock.rung, from, clock)
    }
  }
}

type Why = Extract<EntryBody, { readonly _tag: "Derived" }>["why"]

/** Derives the clocks of a scope again; what did not change is not told. */
export const again = (run: Run, scope: NodeId, why: Why): void => {
  for (const clock of run.state.clocks) {
    if (!Place.within(clock.node, scope)) continue
    const found = fresh(run, clock)
    if (found !== null && !same(found.clock, clock)) {
      emit(run, { _tag: "Derived", clock: found.clock, why, derivation: found.from.derivation })
    }
  }
}

/** Clocks that stood because they asked too often go on. Those of schedules see to themselves. */
export const freed = (run: Run, why: Why): void => {
  for (const { stuck, ...clock } of run.state.clocks) {
    if (stuck === undefined || clock.next !== null) continue
    const found = fresh(run, clock)
    if (found !== null) emit(run, { _tag: "Derived", clock: found.clock, why, derivation: found.from.derivation })
  }
}

/** Of clocks as they were found before something changed, those that are found otherwise now. */
export const moved = (run: Run, before: ReadonlyArray<Clock | undefined>, why: Why): void => {
  for (const [index, clock] of run.state.clocks.entries()) {
    const found = fresh(run, clock)
    const was = before[index]
    if (found !== null && (was === undefined || !same(found.clock, was))) {
      emit(run, { _tag: "Derived", clock: found.clock, why, derivation: found.from.derivation })
    }
  }
}

/** Terms that count from what may come while they run, as they are found now; `null`: the procedure has none. */
export const promised = (run: Run): ReadonlyMap<number, Clock> | null => {
  const { late } = Uses.of(run.world.plan)
  if (late.size === 0) return null
  const of = new Map<number, Clock>()
  for (const clock of run.state.clocks) {
    const now = late.has(clock.node) ? fresh(run, clock) : null
    if (now !== null) of.set(clock.id, now.clock)
  }
  return of
}

/** What a term counts from has come since, or is gone (another branch went back over it): it is found again. */
export const settle = (run: Run, before: ReadonlyMap<number, Clock> | null): void => {
  if (before === null || run.asks !== null) return
  const { late } = Uses.of(run.world.plan)
  for (const clock of run.state.clocks) {
    const now = late.has(clock.node) ? fresh(run, clock) : null
    if (now === null || same(now.clock, clock)) continue
    const was = before.get(clock.id)
    if (was !== undefined && same(now.clock, was)) continue
    emit(run, { _tag: "Derived", clock: now.clock, why: "came", derivation: now.from.derivation })
  }
}

/** Whether two readings of a clock tell the same. */
export const same = (a: Clock, b: Clock): boolean =>
  a.due === b.due &&
  a.day === b.day &&
  a.anchor === b.anchor &&
  a.provisional === b.provisional &&
  a.next?.at === b.next?.at &&
  a.next?.rung === b.next?.rung

/**
 * What was given in addition to a rung that is over, for the ones after it: a term lengthens each of them, an instant
 * (`until`) moves them by as much as it moved the rung it was given to, so that nobody is skipped (engine §3.3).
 */
const onward = (run: Run, { extra, frame: id, rung }: Clock): ReadonlyArray<Extension> => {
  const last = extra.findLastIndex(({ by }) => "until" in by)
  const given = extra[last]
  const frame = frameOf(run, id)
  if (given === undefined || !("until" in given.by) || frame === undefined) return extra
  const due = derived(run, { frame, rung, extra: none })?.due ?? null
  const after = extra.slice(last + 1)
  if (due === null) return after
  const n = Math.max(0, Math.ceil((given.by.until - due) / 60_000))
  return [{ ...given, by: { n, unit: "minute" } }, ...after]
}

/** The next rung's term runs from now on; the anchor stays, what was given in addition goes along. */
export const pass = (run: Run, clock: Clock, rung: number): void => {
  const { atOnce: _, firstDue: _first, ...rest } = clock
  const begun: Clock = { ...rest, extra: clock.extra.length === 0 ? clock.extra : onward(run, clock), rung, armed: run.at, happened: {}, firstDue: null, due: null, day: null, next: null }
  const found = fresh(run, begun)
  emit(run, {
    _tag: "Derived",
    clock: found?.clock ?? begun,
    why: "passed",
    derivation: found?.from.derivation ?? {
      term: "moment",
      anchor: { at: clock.anchor, of: "rung without a term" },
      steps: [],
      due: null
    }
  })
}

/** The clock with one more extension, derived but not yet written. */
export const extended = (run: Run, clock: Clock, extra: ReadonlyArray<Extension>) => fresh(run, { ...clock, extra })

/** What became of the promise a clock stood for. */
export const duty = (run: Run, clock: Clock, how: Duty["how"], done: Instant): Duty => {
  const frame = frameOf(run, clock.frame)
  const missed = clock.happened["due"]?.[0]
  const since = frame?.since ?? clock.armed
  const { anchor, due, firstDue } = clock
  const holder = Scope.keysOf(frame)
  const late = how === "lost" || (due !== null && done > due)
  const gross = Math.max(0, done - since)
  const net = Math.max(0, done - since - stood(run, clock.node, since, done))
  if (frame?.kind === "task" && missed === undefined) {
    const { called: rung, n } = frame
    return dutyOf(Place.pathOf(frame), n, rung, holder, anchor, firstDue, due, done, late, how, gross, net)
  }
  return {
    step: frame === undefined ? Place.name(clock.node) : Place.pathOf(frame),
    ...(frame?.kind === "task" && { n: frame.n }),
    rung: frame?.kind === "task" || frame?.kind === "stage" ? frame.called : null,
    holder,
    anchor,
    firstDue,
    due,
    done,
    late,
    ...(missed !== undefined && { missed }),
    how,
    gross,
    net
  }
}

const dutyOf = (
  step: StepPath,
  n: number,
  rung: string | null,
  holder: Duty["holder"],
  anchor: Instant,
  firstDue: Instant | null,
  due: Instant | null,
  done: Instant,
  late: boolean,
  how: Duty["how"],
  gross: number,
  net: number
): Duty => ({ step, n, rung, holder, anchor, firstDue, due, done, late, how, gross, net })
Boxes.share(dutyOf("", 0, null, none, Boxes.instant, Boxes.instant, Boxes.instant, Boxes.instant, false, "done", 0, 0))

const stood = (run: Run, node: NodeId, from: Instant, to: Instant): number => {
  if (run.state.stands.length === 0) return 0
  let sum = 0
  let reached = from
  const stands = Derive.standsOf(run.state.stands, node)
  for (const stand of stands.length > 1 ? stands.toSorted((a, b) => a.from - b.from) : stands) {
    const begin = Math.max(reached, stand.from)
    const end = Math.min(to, stand.to ?? to)
    if (end <= begin) continue
    sum += end - begin
    reached = end
  }
  return sum
}

/** What becomes of the promise of a frame that is over now; only tasks and stages make one. */
export const ending = (run: Run, frame: Frame, how: Duty["how"], done: Instant = run.at): Duty | undefined => {
  if (frame.kind !== "task" && frame.kind !== "stage") return undefined
  const clock = clockOf(run, frame.id)
  return clock === undefined ? undefined : duty(run, clock, how, done)
}

/** A clock that counts from the intake and belongs to no step: of a schedule or a quota. */
export const ofPlan = (run: Run, node: NodeId, next: Clock["next"]): Clock => ({
  id: run.state.next,
  frame: 0,
  node,
  items: [],
  rung: 0,
  anchor: run.at,
  armed: run.at,
  extra: [],
  due: null,
  firstDue: null,
  day: null,
  provisional: false,
  happened: {},
  next
})

/** The end of a term counted from an instant. */
export const endOf = (run: Run, term: Length, from: Instant): Instant =>
  Derive.derive({
    due: { kind: "after", term: { term }, anchors: [{ from: "its-start" }] },
    scope: Scope.of(run, null),
    anchors: { itsStart: from, intake: run.state.intake, step: () => undefined, startOf: () => undefined },
    stands: [],
    extra: [],
    calendars: run.world.calendars,
    time: run.world.plan.time,
    caseDue: null
  }).due ?? from
