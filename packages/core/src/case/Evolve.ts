/**
 * The fold of the journal: an entry makes a new snapshot of the old one. Total (an entry that fits nothing changes
 * nothing but version and time), needs no plan, no calendar, no clock. Snapshot = fold of all entries, always (I-2).
 *
 * @since 0.1.0
 */
import type { Instant } from "../domain/Time.ts"
import type { NodeId } from "../plan/Plan.ts"
import type { Entry } from "./Entry.ts"
import * as Lane from "./Lane.ts"
import * as Place from "./Place.ts"
import type { CaseId, CaseState, Clock, Done, Frame, Gone, Hold, Stand, StepPath, TaskFrame } from "./State.ts"

type Draft = { -readonly [K in keyof CaseState]: CaseState[K] }

const REMEMBERED = 16
const STARTED = 32
const DAY = 86_400_000

/** A case of which nothing is known yet. */
export const none = (id: CaseId): CaseState => ({
  v: 0,
  id,
  plan: "sha256:",
  procedure: "",
  status: "none",
  depth: 0,
  now: 0,
  opened: 0,
  intake: 0,
  next: 1,
  frames: [],
  clocks: [],
  stands: [],
  holds: [],
  done: {},
  data: {},
  links: {},
  heard: {},
  waiting: [],
  listens: [],
  standing: [],
  early: {},
  recent: [],
  gone: [],
  rows: {},
  subject: [],
  edition: 0
})

/** The state after one more entry. */
export const evolve = (state: CaseState, entry: Entry): CaseState => {
  const next: Draft = { ...state, v: entry.seq, now: entry.at > state.now ? entry.at : state.now }
  if (entry.command !== undefined) next.recent = last(state.recent, { id: entry.command, v: entry.seq })
  if (entry.heard !== undefined) next.heard = heard(state, entry.heard.from, entry.heard.seq, next.now)
  apply(next, entry)
  return next
}

/** The state after many: the replay of a journal. */
export const evolveAll = (state: CaseState, entries: Iterable<Entry>): CaseState => {
  let next = state
  for (const entry of entries) next = evolve(next, entry)
  return next
}

const apply = (next: Draft, entry: Entry): void => {
  switch (entry._tag) {
    case "Opened":
      next.id = entry.id
      next.plan = entry.plan
      next.procedure = entry.procedure
      next.status = "open"
      next.opened = entry.at
      next.intake = entry.intake
      next.depth = entry.depth
      next.edition = entry.edition
      next.subject = entry.subject
      next.data = { ...next.data, intake: entry.kept }
      if (entry.opener !== undefined) next.opener = entry.opener
      if (entry.back !== undefined) next.back = entry.back
      return
    case "Voided":
      next.id = entry.id
      next.plan = entry.plan
      next.procedure = entry.procedure
      next.status = "void"
      next.opened = entry.at
      next.endedAt = entry.at
      return
    case "Entered":
      next.frames = [...pointed(next.frames, entry.frame), entry.frame]
      next.next = Math.max(next.next, entry.frame.id + 1)
      return
    case "Moved":
      next.frames = replaced(next.frames, entry.frame)
      if (entry.anew !== undefined) begun(next, entry.anew)
      return
    case "Held":
    case "Passed":
    case "NobodyThere":
    case "Signed":
    case "Urged":
      next.frames = replaced(next.frames, entry.frame)
      return
    case "Left": {
      const frame = next.frames.find((one) => one.id === entry.frame)
      next.frames = next.frames.filter((one) => one.id !== entry.frame)
      if (frame !== undefined && entry.step !== undefined) left(next, frame, entry.step)
      if (frame?.kind === "wait" && next.early[frame.node] !== undefined) next.early = without(next.early, frame.node)
      return
    }
    case "Cancelled": {
      const frame = next.frames.find((one) => one.id === entry.frame)
      next.frames = next.frames.filter((one) => one.id !== entry.frame)
      if (frame?.kind === "task") next.gone = last(next.gone, cancelled(frame, entry))
      if (frame?.kind === "call") next.links = without(next.links, String(frame.link))
      return
    }
    case "Answered":
      answered(next, entry)
      return
    case "Decided":
    case "Computed":
      next.data = { ...next.data, [entry.path]: entry.kept }
      settle(next, entry.path, automatic(next.now))
      return
    case "Armed":
      next.clocks = [...next.clocks, entry.clock]
      next.next = Math.max(next.next, entry.clock.id + 1)
      return
    case "Derived":
    case "Happened":
    case "Extended":
      next.clocks = next.clocks.map((one) => (one.id === entry.clock.id ? entry.clock : one))
      return
    case "Stopped":
      next.clocks = next.clocks.filter((one) => one.id !== entry.clock)
      return
    case "Stood":
      next.holds = [...next.holds, entry.hold]
      next.next = Math.max(next.next, entry.hold.id + 1)
      next.stands = stood(next.stands, entry.hold, entry.at)
      return
    case "Released":
      next.holds = next.holds.filter((one) => one.id !== entry.hold)
      next.stands = released(next.stands, next.holds, entry.scope, entry.at)
      return
    case "Parked":
      next.waiting = [...next.waiting, entry.signal]
      return
    case "Unparked":
      next.waiting = next.waiting.slice(entry.count)
      return
    case "Early":
      next.early = { ...next.early, [entry.node]: { at: entry.happened, values: entry.values } }
      return
    case "Listens":
      next.listens = entry.listens
      return
    case "Returned":
      next.done = superseded(next.done, entry.superseded)
      return
    case "Recorded":
      next.rows = { ...next.rows, [entry.path]: { ledger: entry.ledger, seq: entry.seq } }
      settle(next, entry.path, automatic(next.now))
      return
    case "Filled":
      next.rows = { ...next.rows, [entry.path]: { ledger: entry.ledger, seq: entry.seq } }
      settle(next, entry.path, automatic(next.now))
      return
    case "Announced":
      settle(next, entry.path, automatic(next.now))
      if (entry.stands === true) next.standing = [...next.standing, { topic: entry.topic, values: entry.values }]
      return
    case "Sent":
      if (entry.path !== undefined) settle(next, entry.path, automatic(next.now))
      return
    case "Linked":
      next.links = linkedTo(next.links, entry)
      next.next = Math.max(next.next, entry.link + 1)
      if (entry.kind === "start") settle(next, entry.path, { ...automatic(next.now), more: { case: entry.case } })
      return
    case "LinkEnded":
      next.links = without(next.links, String(entry.link))
      return
    case "Reprojected":
      next.edition = entry.edition
      return
    case "Ended":
      next.status = "ended"
      next.outcome = entry.outcome
      next.endedAt = entry.at
      next.frames = []
      next.clocks = []
      next.stands = []
      next.holds = []
      next.waiting = []
      next.listens = []
      next.standing = []
      next.early = {}
      return
    case "Offered":
    case "Receipted":
    case "Noted":
    case "Stuck":
    case "Ignored":
      return
  }
}

const last = <A>(list: ReadonlyArray<A>, one: A): ReadonlyArray<A> =>
  list.length < REMEMBERED ? [...list, one] : [...list.slice(list.length - REMEMBERED + 1), one]

/** High-water marks live as long as the link or hold, and a day more: the sender repeats itself no longer than that. */
const heard = (state: CaseState, from: string, seq: number, at: Instant): CaseState["heard"] => {
  const kept: { [from: string]: { readonly seq: number; readonly at: Instant } } = {}
  for (const [source, mark] of Object.entries(state.heard)) {
    if (mark.at >= at - DAY || linked(state, Lane.source(source))) kept[source] = mark
  }
  kept[from] = { seq: Math.max(seq, kept[from]?.seq ?? 0), at }
  return kept
}
const linked = (state: CaseState, source: CaseId): boolean =>
  (state.back?.to === "case" && state.back.case === source) ||
  state.holds.some((hold) => "case" in hold.source && hold.source.case === source) ||
  Object.values(state.links).some((link) => link.case === source)

/** The list that a frame is entered in points at it from now on. */
const pointed = (frames: ReadonlyArray<Frame>, child: Frame): ReadonlyArray<Frame> => {
  const at = Place.name(child.node)
  const index = frames.findIndex((one) => one.id === child.parent)
  const list = frames[index]
  if (list?.kind !== "steps" || list.at === at) return frames
  return frames.with(index, { ...list, at })
}
const replaced = (frames: ReadonlyArray<Frame>, frame: Frame): ReadonlyArray<Frame> => {
  const index = frames.findIndex((one) => one.id === frame.id)
  return index < 0 ? frames : frames.with(index, frame)
}

const automatic = (at: Instant): Done => ({ at, n: 0, by: "system", turn: 1, since: at })

const settle = (next: Draft, path: StepPath, done: Done): void => {
  next.done = { ...next.done, [path]: done }
}

const answered = (next: Draft, entry: Extract<Entry, { readonly _tag: "Answered" }>): void => {
  const { path } = entry
  const frame = next.frames.find((one): one is TaskFrame => one.kind === "task" && one.n === entry.n)
  next.data = {
    ...next.data,
    // the hand-over task gives the rest of a form that was begun by another case
    [path]: path === "intake" ? { ...next.data["intake"], ...entry.kept } : entry.kept
  }
  settle(next, path, {
    at: entry.done,
    n: entry.n,
    by: entry.persons,
    turn: entry.turn,
    since: frame?.since ?? entry.at,
    ...kept(frame, next.clocks, entry.done)
  })
  if (entry.intake !== undefined) {
    next.intake = entry.intake.at
    next.opener = entry.intake.opener
    next.subject = entry.intake.subject
  }
  if (frame !== undefined) {
    next.gone = last(next.gone, { n: entry.n, node: frame.node, how: "done", by: entry.by, at: entry.at })
  }
}

/** What is told of a duty after it ended. Late is late against the due of the end, or a rung that was lost before. */
const kept = (
  frame: Frame | undefined,
  clocks: ReadonlyArray<Clock>,
  done: Instant
): Pick<Done, "due" | "late" | "rung"> => {
  if (frame?.kind !== "task" && frame?.kind !== "stage") return {}
  const clock = clocks.find((one) => one.frame === frame.id)
  const late = frame.rung > 0 || (clock?.due != null && done > clock.due)
  return {
    ...(clock?.due != null && { due: clock.due }),
    ...((clock !== undefined || late) && { late }),
    ...(frame.called !== null && { rung: frame.called })
  }
}

const left = (
  next: Draft,
  frame: Frame,
  step: NonNullable<Extract<Entry, { readonly _tag: "Left" }>["step"]>
): void => {
  if (step.kept !== undefined) next.data = { ...next.data, [step.path]: step.kept }
  settle(next, step.path, {
    at: step.at ?? next.now,
    n: frame.id,
    by: "system",
    turn: 1,
    since: frame.since,
    ...kept(frame, next.clocks, next.now),
    ...(step.more !== undefined && { more: step.more })
  })
}

const cancelled = (frame: TaskFrame, entry: Extract<Entry, { readonly _tag: "Cancelled" }>): Gone => ({
  n: frame.n,
  node: frame.node,
  how: entry.why === "return" ? "returned" : entry.why === "order" ? "withdrawn" : "released",
  by: entry.by,
  at: entry.at,
  ...(entry.reason !== undefined && { reason: entry.reason })
})

/** Holds of one scope are one stand: open while at least one of them pauses. */
const stood = (stands: ReadonlyArray<Stand>, hold: Hold, at: Instant): ReadonlyArray<Stand> =>
  hold.clocks === "run" || stands.some((one) => one.to === null && one.scope === hold.scope)
    ? stands
    : [...stands, { scope: hold.scope, from: at, to: null }]

const released = (
  stands: ReadonlyArray<Stand>,
  holds: ReadonlyArray<Hold>,
  scope: NodeId,
  at: Instant
): ReadonlyArray<Stand> =>
  holds.some((one) => one.scope === scope && one.clocks === "pause")
    ? stands
    : stands.map((one) => (one.to === null && one.scope === scope ? { ...one, to: at } : one))

/** A round begins: what it did last time is not done yet. */
const begun = (next: Draft, paths: ReadonlyArray<StepPath>): void => {
  const done = { ...next.done }
  const data = { ...next.data }
  for (const path of paths) {
    delete done[path]
    delete data[path]
  }
  next.done = done
  next.data = data
}

/** Called cases stay until they answer; of the started ones, which go their own way, the last are remembered. */
const linkedTo = (
  links: CaseState["links"],
  entry: Extract<Entry, { readonly _tag: "Linked" }>
): CaseState["links"] => {
  const started = Object.keys(links).filter((id) => links[Number(id)]?.kind === "start")
  const kept = started.length < STARTED ? links : without(links, started[0] ?? "")
  return { ...kept, [entry.link]: { case: entry.case, node: entry.node, kind: entry.kind, open: true } }
}

const superseded = (done: CaseState["done"], paths: ReadonlyArray<StepPath>): CaseState["done"] => {
  const next: { [step: StepPath]: Done } = { ...done }
  for (const path of paths) {
    const one = next[path]
    if (one !== undefined) next[path] = { ...one, superseded: true }
  }
  return next
}

const without = <A>(record: { readonly [key: string]: A }, key: string): { readonly [key: string]: A } => {
  const { [key]: _, ...rest } = record
  return rest
}
