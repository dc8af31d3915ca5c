/**
 * The fold of the journal: an entry makes a new snapshot of the old one. Total (an entry that fits nothing changes
 * nothing but version and time), needs no plan, no calendar, no clock. Snapshot = fold of all entries, always (I-2).
 *
 * @since 0.1.0
 */
import * as Boxes from "../domain/Boxes.ts"
import type { Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { NodeId } from "../plan/Plan.ts"
import type { Entry } from "./Entry.ts"
import * as Lane from "./Lane.ts"
import * as Finished from "./Finished.ts"
import type { Draft } from "./Finished.ts"
import * as Lists from "./Lists.ts"
import * as Place from "./Place.ts"
import * as Records from "./Records.ts"
import type { CaseId, CaseState, Clock, Frame, Hold, Stand, StepsFrame } from "./State.ts"

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
  const next = draft(state)
  add(next, entry)
  return next
}

/** The state after many: the replay of a journal. */
export const evolveAll = (state: CaseState, entries: Iterable<Entry>): CaseState => {
  let next: Draft | undefined
  for (const entry of entries) add((next ??= draft(state)), entry)
  return next ?? state
}

/** A copy nobody else holds yet. What lies in it is shared and never changed. */
export const draft = (state: CaseState): Draft => (isUsual(state) ? usual(state) : { ...state })

/** What a case may have besides what every case has, and besides who opened it: mostly it has none of it. */
type Rare = "outcome" | "endedAt" | "gave" | "due" | "remind" | "back"

const isUsual = (
  { back, due, endedAt, gave, opener, outcome, remind }: Pick<CaseState, Rare | "opener">
): boolean =>
  opener !== undefined && outcome === undefined && endedAt === undefined && gave === undefined && due === undefined &&
  remind === undefined && back === undefined

/** Written out: `{ ...state }` puts every instant into a box of its own. */
const usual = (of: CaseState): Draft & { readonly [K in keyof Omit<CaseState, Rare>]-?: CaseState[K] } => ({
  v: of.v,
  id: of.id,
  plan: of.plan,
  procedure: of.procedure,
  status: of.status,
  depth: of.depth,
  now: of.now,
  opened: of.opened,
  intake: of.intake,
  next: of.next,
  frames: of.frames,
  clocks: of.clocks,
  stands: of.stands,
  holds: of.holds,
  done: of.done,
  data: of.data,
  links: of.links,
  heard: of.heard,
  waiting: of.waiting,
  listens: of.listens,
  standing: of.standing,
  early: of.early,
  recent: of.recent,
  gone: of.gone,
  rows: of.rows,
  subject: of.subject,
  edition: of.edition,
  opener: of.opener as Person
})

for (const kind of [none(""), draft(none("")), usual({ ...none(""), opener: "" })]) {
  Boxes.share(Object.assign(kind, { now: Boxes.instant, opened: Boxes.instant, intake: Boxes.instant }))
}

/** One more entry, on a copy that is the caller's own: the state itself changes, its lists and records are replaced. */
export const add = (next: Draft, entry: Entry): void => {
  next.v = entry.seq
  if (entry.at > next.now) next.now = entry.at
  if (entry.command !== undefined) next.recent = Finished.last(next.recent, { id: entry.command, v: entry.seq })
  if (entry.heard !== undefined) next.heard = heard(next, entry.heard.from, entry.heard.seq, next.now)
  apply(next, entry)
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
      next.data = Records.put(next.data, "intake", entry.kept)
      if (entry.opener !== undefined) next.opener = entry.opener
      if (entry.back !== undefined) next.back = entry.back
      if (entry.due !== undefined) next.due = entry.due
      if (entry.remind !== undefined) next.remind = entry.remind
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
      next.frames = Lists.added(pointed(next.frames, entry.frame), entry.frame)
      next.next = Math.max(next.next, entry.frame.id + 1)
      if (entry.clock !== undefined) armed(next, entry.clock)
      return
    case "Moved":
      next.frames = replaced(next.frames, entry.frame)
      if (entry.anew !== undefined) Finished.begun(next, entry.anew)
      return
    case "Held":
    case "Passed":
    case "NobodyThere":
    case "Signed":
    case "Urged":
      next.frames = replaced(next.frames, entry.frame)
      return
    case "Left": {
      const index = Lists.at(next.frames, entry.frame)
      const frame = next.frames[index]
      if (frame !== undefined && entry.step !== undefined) Finished.left(next, frame, entry.step)
      gone(next, index)
      if (frame?.kind === "wait" && next.early[frame.node] !== undefined) next.early = Records.without(next.early, frame.node)
      return
    }
    case "Cancelled": {
      const index = Lists.at(next.frames, entry.frame)
      const frame = next.frames[index]
      gone(next, index)
      if (frame?.kind === "task") next.gone = Finished.last(next.gone, Finished.cancelled(frame, entry))
      if (frame?.kind === "call") next.links = Records.without(next.links, String(frame.link))
      return
    }
    case "Answered": {
      const index = Finished.taskAt(next.frames, entry.n)
      Finished.answered(next, entry, next.frames[index])
      gone(next, index)
      return
    }
    case "Decided":
    case "Computed":
      Finished.kept(next, entry.path, entry.kept)
      Finished.settle(next, entry.path, Finished.automatic(next.now))
      return
    case "Armed":
      armed(next, entry.clock)
      return
    case "Derived":
    case "Happened":
    case "Extended":
      next.clocks = next.clocks.map((one) => (one.id === entry.clock.id ? entry.clock : one))
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
      next.early = Records.put(next.early, entry.node, { at: entry.happened, values: entry.values })
      return
    case "Listens":
      next.listens = entry.listens
      return
    case "Returned":
      next.done = Finished.superseded(next.done, entry.superseded)
      return
    case "SignerAdded":
      next.frames = replaced(next.frames, entry.frame)
      return
    case "Amended":
      next.data = Records.put(next.data, entry.path, { ...next.data[entry.path], ...entry.after })
      if (entry.intake !== undefined) {
        next.intake = entry.intake.at
        next.subject = entry.intake.subject
      }
      return
    case "Recorded":
      next.rows = Finished.recorded(next.rows, entry)
      if (entry.corrects !== true) Finished.settle(next, entry.path, Finished.automatic(next.now))
      return
    case "Filled":
      next.rows = Finished.filled(next.rows, entry)
      Finished.settle(next, entry.path, Finished.automatic(next.now))
      return
    case "Filed":
      next.rows = { ...kept(next.rows, entry.replaces), [Place.filed(entry)]: { ledger: entry.archive, seq: entry.seq } }
      return
    case "Announced":
      Finished.settle(next, entry.path, Finished.automatic(next.now))
      if (entry.stands === true) next.standing = [...next.standing, { topic: entry.topic, values: entry.values }]
      return
    case "Sent":
      if (entry.path !== undefined) Finished.settle(next, entry.path, Finished.automatic(next.now))
      return
    case "Linked":
      next.links = linkedTo(next.links, entry)
      next.next = Math.max(next.next, entry.link + 1)
      if (entry.kind === "start") Finished.settle(next, entry.path, { ...Finished.automatic(next.now), more: { case: entry.case } })
      return
    case "LinkEnded":
      next.links = Records.without(next.links, String(entry.link))
      return
    case "Reprojected":
      next.edition = entry.edition
      return
    case "Migrated":
      next.plan = entry.to
      if (entry.position !== undefined) Object.assign(next, entry.position)
      next.clocks = entry.clocks
      next.listens = entry.listens
      next.next = entry.clocks.reduce((id, clock) => Math.max(id, clock.id + 1), next.next)
      return
    case "Ended":
      next.status = "ended"
      next.outcome = entry.outcome
      next.endedAt = entry.at
      if (Object.keys(entry.values).length > 0) next.gave = entry.values
      next.frames = []
      next.clocks = []
      next.stands = []
      next.holds = []
      next.waiting = []
      next.listens = []
      next.standing = []
      next.early = {}
      return
    case "Stuck": {
      const { clock, hold } = entry
      if (clock !== undefined) next.clocks = next.clocks.map((one) => (one.id === clock.id ? clock : one))
      if (hold !== undefined) next.holds = next.holds.map((one) => (one.id === hold.id ? hold : one))
      return
    }
    case "Receipted":
    case "Did":
    case "Noted":
    case "Ignored":
      return
  }
}

const armed = (next: Draft, clock: Clock): void => {
  next.clocks = Lists.added(next.clocks, clock)
  if (clock.id >= next.next) next.next = clock.id + 1
}

/** A frame goes, and its clock with it. */
const gone = (next: Draft, index: number): void => {
  const frame = next.frames[index]
  if (frame === undefined) return
  next.frames = Lists.omitted(next.frames, index)
  next.clocks = Lists.omitted(next.clocks, Finished.clockAt(next.clocks, frame.id))
}

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
  const index = Lists.at(frames, child.parent)
  const list = frames[index]
  if (list?.kind !== "steps" || list.at === at) return frames
  return frames.with(index, moved(list, at))
}
const moved = ({ id, items, list, node, parent, since }: StepsFrame, at: string): StepsFrame => ({
  kind: "steps",
  id,
  parent,
  node,
  items,
  since,
  list,
  at
})
Boxes.share(moved({ kind: "steps", id: 0, parent: 0, node: "", items: [], since: Boxes.instant, list: "", at: "" }, ""))

const replaced = (frames: ReadonlyArray<Frame>, frame: Frame): ReadonlyArray<Frame> => {
  const index = Lists.at(frames, frame.id)
  return index < 0 ? frames : frames.with(index, frame)
}

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

/** Called cases stay until they answer; of the started ones, which go their own way, the last are remembered. */
const linkedTo = (
  links: CaseState["links"],
  entry: Extract<Entry, { readonly _tag: "Linked" }>
): CaseState["links"] => {
  const started = Object.keys(links).filter((id) => links[Number(id)]?.kind === "start")
  const kept = started.length < STARTED ? links : Records.without(links, started[0] ?? "")
  return { ...kept, [entry.link]: { case: entry.case, node: entry.node, kind: entry.kind, open: true } }
}

/** Without what was filed anew, perhaps under another key. */
const kept = (rows: CaseState["rows"], replaced: number | undefined): CaseState["rows"] =>
  replaced === undefined ? rows : Object.fromEntries(Object.entries(rows).filter(([, { seq }]) => seq !== replaced))
