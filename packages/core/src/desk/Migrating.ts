/**
 * Open cases go over to another version of their procedure (engine §8): looked at one by one with the very decision that
 * would do it, told in groups, and done only if somebody says so. What was due before happens on the old version first.
 *
 * @since 0.1.0
 */
import type { Cause } from "effect"
import { Effect, Result } from "effect"
import type { Migrate, Tick } from "../case/Command.ts"
import * as Migration from "../case/Migration.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import type { Refusal } from "../case/Refusal.ts"
import * as Turns from "../case/Turns.ts"
import type { Asks, World, WorldBehind } from "../case/World.ts"
import * as Digest from "../plan/Digest.ts"
import type { Facts } from "../domain/Question.ts"
import type { Person } from "../domain/People.ts"
import type { Digest as PlanDigest, NodeId, Plan } from "../plan/Plan.ts"
import type { StoreDown } from "../port/CaseStore.ts"
import { DirectoryDown } from "../port/Directory.ts"
import type { Engine } from "./Engine.ts"
import type { Reply } from "./Job.ts"
import * as Journal from "./Journal.ts"
import type { Reckoning } from "./Plans.ts"
import type { DeskTooOld } from "./Refused.ts"
import { UnknownPlan } from "./Refused.ts"
import * as Send from "./Send.ts"

/** Which cases go where, and how. */
export interface Order {
  /** `v0b/complaint`: its open cases that run on another plan */
  readonly procedure: string
  /** only those that run on this plan */
  readonly from?: PlanDigest
  /** the plan they go to. Default: the one this desk opens new cases with */
  readonly to?: PlanDigest
  /**
   * Where a node is that a case may stand in, by its old place: its new place, or the step in the same list to go on
   * with. `Difference.suggested` gives a beginning.
   */
  readonly map?: { readonly [node: NodeId]: NodeId | { readonly "skip-to": NodeId } }
  /** running terms as they were promised (`keep`, the default), or found again from the new ones */
  readonly clocks?: "keep" | "rederive"
  readonly reason: string
}

/** Cases with one result. `issues`: why they do not go; empty for those that do. */
export interface Group {
  readonly issues: ReadonlyArray<string>
  readonly cases: ReadonlyArray<CaseId>
}

/** What became of the cases, or would: those that go over first, then by how many stay for the same reasons. */
export interface Report {
  readonly to: PlanDigest
  /** nothing was written */
  readonly dryRun: boolean
  readonly groups: ReadonlyArray<Group>
}

/** one tick makes up for a thousand clocks, or for as many as can be asked for at once */
const mostTicks = 64
/** at a time */
const many = 8

type Trouble = StoreDown | DeskTooOld | UnknownPlan | DirectoryDown

/** `by`: who answers for it; it is the host's business who may. */
export const make = ({ answer, decider, known, now, plans, sendAs, store }: Engine) => {
  /** The journal is read only if the new version reads what the old one did not keep. */
  const asksMore = (before: Plan, after: Plan): boolean =>
    Object.entries(after.kept).some(([step, fields]) => fields.some((field) => before.kept[step]?.includes(field) !== true))

  /** What was due before it has happened by then. */
  const settled = (world: Omit<World, "facts" | "enough">, state: CaseState, command: Migrate | Tick) =>
    Effect.gen(function*() {
      let facts: Facts = {}
      for (let asked = 0; ;) {
        const result = decider.decide(Turns.world({ ...world, facts }, asked), state, command)
        if (Result.isSuccess(result) || result.failure._tag !== "Asks") return result
        const next = Turns.next(++asked)
        if (next === "over") return yield* new DirectoryDown({ cause: "asked again and again" })
        if (next === "answer") facts = { ...facts, ...(yield* answer(result.failure, world.plan)) }
      }
    })

  const issuesOf = (failure: Refusal | Asks | WorldBehind): ReadonlyArray<string> =>
    failure._tag === "MigrationInvalid" ? failure.issues : [failure._tag]

  /** As it would be now: what is due happens first. */
  const tried = (state: CaseState, before: Reckoning, after: Reckoning, command: Migrate) =>
    Effect.gen(function*() {
      let at = state
      for (let n = 0; n < mostTicks; n++) {
        const tick: Tick = { _tag: "Tick", caseId: state.id, id: `look:${command.stamp}:${n}`, stamp: command.stamp }
        const ticked = yield* settled({ plan: before.plan, calendars: before.calendars }, at, tick)
        if (Result.isFailure(ticked)) return issuesOf(ticked.failure)
        if (ticked.success.length === 0) break
        at = ticked.success.reduce(decider.evolve, at)
      }
      // it may have ended meanwhile: then there is nothing to take over
      if (at.status !== "open") return null
      const moved = yield* settled({ plan: after.plan, before: before.plan, calendars: after.calendars }, at, command)
      return Result.isSuccess(moved) ? [] : issuesOf(moved.failure)
    })

  const done = (state: CaseState, command: Migrate) =>
    Effect.gen(function*() {
      const { caseId, stamp } = command
      const send = (id: string, moves: PlanDigest | undefined, make: () => Migrate | Tick) =>
        Effect.suspend(() =>
          sendAs(Send.jobOf({ caseId, id, named: moves !== undefined, remembered: moves !== undefined, stamp, moves, make }), (reply: Reply) => Effect.succeed(reply))
        )
      let wake = (yield* known(caseId))?.wake ?? null
      for (let n = 0; n < mostTicks && wake !== null && wake < stamp; n++) {
        const id = `tick:${stamp}:${n}`
        yield* send(id, undefined, () => ({ _tag: "Tick", caseId, id, stamp }))
        wake = (yield* known(caseId))?.wake ?? null
      }
      const reply = yield* send(`${command.id}:${state.v}`, command.to, () => ({ ...command, id: `${command.id}:${state.v}` }))
      switch (reply._tag) {
        case "Accepted":
          return []
        case "Refused":
          return reply.refusal._tag === "CaseEnded" ? null : issuesOf(reply.refusal)
        case "Failed":
          return [reply.fault._tag]
        case "Died":
          return yield* Effect.failCause(reply.cause as Cause.Cause<never>)
      }
    })

  return Effect.fn("Desk.migrate")(function*(
    order: Order,
    by: Person,
    { dryRun = false }: { readonly dryRun?: boolean } = {}
  ): Effect.fn.Return<Report, Trouble> {
    const current = order.to === undefined ? plans.current(order.procedure) : yield* plans.load(order.to)
    if (current === undefined) return yield* new UnknownPlan({ plan: "sha256:" })
    const { digest: to } = current
    const more = new Map<PlanDigest, boolean>()
    const one = Effect.fnUntraced(function*(caseId: CaseId) {
      const found = yield* known(caseId)
      if (found === null || found.state.status !== "open" || found.state.plan === to) return undefined
      const { state } = found
      const before = yield* plans.load(state.plan)
      let asks = more.get(before.digest)
      if (asks === undefined) more.set(before.digest, (asks = asksMore(before.plan, current.plan)))
      const { clocks, map, reason } = order
      const command: Migrate = {
        _tag: "Migrate",
        caseId,
        id: `migrate:${to}`,
        stamp: now(),
        actor: { person: by, keys: [] },
        to,
        reason,
        ...(map !== undefined && { map }),
        ...(clocks !== undefined && { clocks }),
        ...(asks && { values: Migration.answers(yield* Journal.read(store, caseId)) })
      }
      const issues = dryRun ? yield* tried(state, before, current, command) : yield* done(state, command)
      return issues === null ? undefined : { caseId, issues }
    })
    const groups = new Map<string, { readonly issues: ReadonlyArray<string>; readonly cases: Array<CaseId> }>()
    let cursor: string | null | undefined
    while (cursor !== null) {
      const page: { readonly items: ReadonlyArray<{ readonly caseId: CaseId; readonly plan: PlanDigest }>; readonly next: string | null } =
        yield* store.cases({ procedure: order.procedure, status: "open", ...(order.from !== undefined && { plan: order.from }) }, cursor)
      const asked = page.items.filter(({ plan }) => plan !== to)
      for (const result of yield* Effect.forEach(asked, ({ caseId }) => one(caseId), { concurrency: many })) {
        if (result === undefined) continue
        const key = Digest.canonical(result.issues)
        const group = groups.get(key) ?? { issues: result.issues, cases: [] }
        group.cases.push(result.caseId)
        groups.set(key, group)
      }
      cursor = page.next
    }
    const sorted = [...groups.values()].toSorted((a, b) =>
      a.issues.length === 0 ? -1 : b.issues.length === 0 ? 1 : b.cases.length - a.cases.length
    )
    return { to, dryRun, groups: sorted }
  })
}
