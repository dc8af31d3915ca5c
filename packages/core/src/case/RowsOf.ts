/**
 * What a store keeps beside the journal so that work is found: worklist, wake, watches, head. A pure function of the
 * snapshot; it needs no plan, so a store can be rebuilt from journals alone.
 *
 * @since 0.1.0
 */
import type { Instant } from "../domain/Time.ts"
import * as Finished from "./Finished.ts"
import * as Held from "./Held.ts"
import * as Lists from "./Lists.ts"
import * as Place from "./Place.ts"
import type { RowsOf, TaskRow } from "./Rows.ts"
import type { CaseState, Clock, TaskFrame } from "./State.ts"

/** All rows of a case as of its last entry. */
export const rows = (state: CaseState): RowsOf => ({
  tasks: tasks(state),
  wake: wake(state),
  watch: watch(state),
  head: head(state)
})

/** The head, the same one as before while it tells the same. */
export const headAfter = (
  state: CaseState,
  before: { readonly state: CaseState; readonly head: RowsOf["head"] }
): RowsOf["head"] => (sameHead(before.state, state) ? before.head : head(state))

/** A case that stays open is told and found as it was, mostly. The states say so: the head was not touched for long. */
const sameHead = (before: CaseState, { opened, plan, procedure, status, subject }: CaseState): boolean =>
  status === "open" &&
  before.status === "open" &&
  before.subject === subject &&
  before.plan === plan &&
  before.procedure === procedure &&
  before.opened === opened

/** How a case is told and found. */
export const head = ({ endedAt, opened: openedAt, outcome, plan, procedure, status, subject }: CaseState): RowsOf["head"] =>
  status === "open"
    ? { plan, procedure, status, openedAt, subject }
    : {
        plan,
        procedure,
        status: status === "none" ? "open" : status,
        ...(outcome !== undefined && { outcome }),
        openedAt,
        ...(endedAt !== undefined && { endedAt }),
        subject
      }

/** The lines of its open tasks in the worklist. */
export const tasks = (state: CaseState): ReadonlyArray<TaskRow> => {
  let found: ReadonlyArray<TaskRow> = Lists.empty
  for (const frame of state.frames) {
    if (frame.kind === "task") found = Lists.added(found, row(state, frame, Finished.clockOf(state.clocks, frame.id)))
  }
  return found
}

const row = (state: CaseState, frame: TaskFrame, clock: Clock | undefined): TaskRow => {
  const { barred, excluded, signed } = frame
  const open = free(state, frame, clock)
  const line: TaskRow =
    excluded.length === 0 && barred === undefined && signed.length === 0 ? open : {
      ...open,
      ...(excluded.length + signed.length > 0 && { excluded: [...excluded, ...signed.map(({ by }) => by)] }),
      ...(barred !== undefined && { barred })
    }
  if (frame.holder === undefined) return line
  const { caseId, n, node, offer, procedure, step, ...rest } = line
  return { caseId, n, procedure, step, node, offer, holder: frame.holder, ...rest }
}

const free = (state: CaseState, frame: TaskFrame, clock: Clock | undefined): TaskRow => ({
  caseId: state.id,
  n: frame.n,
  procedure: state.procedure,
  step: Place.pathOf(frame),
  node: frame.node,
  offer: frame.offer,
  due: clock?.due ?? null,
  day: clock?.day ?? null,
  provisional: clock?.provisional ?? false,
  offered: frame.since,
  turn: frame.turn,
  rung: frame.called,
  nobody: frame.nobody === true,
  held: Held.held(state, frame.node),
  missed: clock?.missed !== undefined,
  atOnce: clock?.atOnce === true
})

/** The next instant at which something happens by itself, if nobody acts. */
export const wake = (state: CaseState): Instant | null => {
  let next: Instant | null = null
  for (const clock of state.clocks) {
    if (clock.next === null || !Held.eligible(state, clock)) continue
    if (next === null || clock.next.at < next) next = clock.next.at
  }
  for (const hold of state.holds) {
    if (hold.until !== undefined && (next === null || hold.until < next)) next = hold.until
  }
  return next
}

const nothing: RowsOf["watch"] = []

const waits = ({ frames }: CaseState): boolean => {
  for (const frame of frames) if (frame.kind === "wait") return true
  return false
}

/** The topics it listens to. */
export const watch = (state: CaseState): RowsOf["watch"] => {
  if (state.listens.length === 0 && !waits(state)) return nothing
  const found = new Map<string, { readonly topic: string; readonly key: string }>()
  for (const one of state.listens) found.set(one.key, { topic: one.topic, key: one.key })
  for (const frame of state.frames) {
    if (frame.kind === "wait" && frame.event !== undefined) found.set(frame.event.key, frame.event)
  }
  return [...found.values()].map(({ topic, key }) => ({ topic, key }))
}
