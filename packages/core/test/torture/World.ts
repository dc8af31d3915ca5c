/**
 * One random world (engine §9, the part between cases): two to four real desks on one store, each behind a bad line;
 * procedures that open each other; people who repeat, leave and come back elsewhere; desks that are paused beyond their
 * leases, killed, dropped, started anew with another version, with clocks that go wrong. When the faults have stopped and
 * all is drained, `AtRest.ts` asks what must hold. A world is its seed; every event draws from a seed of its own, so that
 * it can be played without some of them, and without some kinds of faults.
 */
import * as Decide from "@frontdesk/core/case/Decide"
import * as Evolve from "@frontdesk/core/case/Evolve"
import type { Command } from "@frontdesk/core/case/Command"
import type { Entry } from "@frontdesk/core/case/Entry"
import type { World as Ground } from "@frontdesk/core/case/World"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Decider } from "@frontdesk/core/desk/Decider"
import { Desk, layerWith } from "@frontdesk/core/desk/Desk"
import type { Form } from "@frontdesk/core/desk/Handle"
import type { Accepted, Order } from "@frontdesk/core/desk/Order"
import type { DeskError } from "@frontdesk/core/desk/Refused"
import * as Refused from "@frontdesk/core/desk/Refused"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Actions from "@frontdesk/core/port/Actions"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import { HostTables } from "@frontdesk/core/port/HostTables"
import type { Notice } from "@frontdesk/core/port/Notifier"
import { NotDelivered, Notifier } from "@frontdesk/core/port/Notifier"
import type { Closed } from "@frontdesk/core/port/WorkflowBack"
import { WorkflowBack } from "@frontdesk/core/port/WorkflowBack"
import { Clock, Context, Duration, Effect, Exit, Fiber, Layer, Option, Random as Randoms, Result, Schema, Scope } from "effect"
import { TestClock } from "effect/testing"
import { at, Case, staff } from "../case/world.ts"
import { gates } from "../gates.ts"
import { atRest, tryOn } from "./AtRest.ts"
import type { Told, Wish, World } from "./AtRest.ts"
import * as Drawn from "./Drawn.ts"
import * as Faults from "./Faults.ts"
import { Broken, must, text } from "./Broken.ts"
import { limits } from "./Outside.ts"
import * as Lanes from "./Lanes.ts"
import * as Linked from "./Linked.ts"
import * as Moves from "./Moves.ts"
import { random } from "./Random.ts"
import type { Random } from "./Random.ts"


/** The public days as they were published later: one more of them. */
const anew: typeof ChineseDays.source = {
  ...ChineseDays.source,
  days: (from, to) => {
    const known = ChineseDays.source.days(from, to)
    return { ...known, holidays: [...known.holidays, "2026-03-13"].filter((day) => day >= from && day <= to).toSorted() }
  }
}

interface Slot {
  readonly n: number
  readonly desk: Desk["Service"]
  readonly line: Faults.Line
  readonly scope: Scope.Closeable
  readonly clock: { skew: number }
  /** of the calendars it knows */
  readonly edition: number
  paused: boolean
}

export interface Play {
  readonly events: ReadonlyArray<number>
  readonly faults: ReadonlyArray<Faults.Kind>
}

export const eventsOf = (seed: number): number => 15 + random(seed ^ 0x77).below(45)
export const whole = (seed: number): Play => ({ events: Array.from({ length: eventsOf(seed) }, (_, index) => index), faults: Faults.kinds })

const people = Object.keys(staff)
const values = Schema.Unknown as unknown as Form<Values>
const key = (caseId: string, id: string): string => `${caseId}\n${id}`

const actionsOf = (chance: Faults.Chance, asked: Map<string, string>) =>
  Actions.layer(
    Actions.implement(gates, {
      "open-gate": {
        run: (_: unknown, { key }: Actions.Asked) =>
          Effect.suspend((): Effect.Effect<unknown, Actions.NotDone | Actions.Failed> => {
            if (chance("action", 0.3)) return Effect.fail(new Actions.NotDone({ why: "engaged", permanent: chance("action", 0.2) }))
            // done once under its key: asked again it says the same
            const before = asked.get(key) ?? (key.length % 2 === 0 ? "jammed" : "done")
            asked.set(key, before)
            return before === "jammed" ? Effect.fail(Actions.failed("jammed", { fault: "x" })) : Effect.succeed({ "opened-at": at("2026-03-02 09:00") })
          })
      },
      "read-meter": { run: () => Effect.die("not here") }
    } as never)
  )

/** Plays those events of a seed with those faults; fails with what is broken. */
const play = Effect.fnUntraced(function*(seed: number, { events, faults }: Play, tell: (what: string) => void) {
  const house = Linked.house(Math.floor(seed / Linked.SHARE))
  const plans = new Map([house.drawn, house.other, house.leaf, house.second, ...house.itself].map((one: Compiled) => [one.digest, one]))
  const r = random(seed)
  const wrong = random(seed ^ 0xfa17)
  const counts: { [kind: string]: number } = {}
  let calm = false
  const chance: Faults.Chance = (kind, share) => {
    const drawn = wrong.yes(share)
    if (!drawn || calm || !faults.includes(kind)) return false
    counts[kind] = (counts[kind] ?? 0) + 1
    return true
  }
  const clock = yield* Clock.Clock
  const lanes = Lanes.watch(yield* CaseStoreMemory.make)
  const inner = lanes.store
  yield* TestClock.setTime(at("2026-03-02 09:00") + r.below(60) * 3_600_000)

  // — what is around the desks —
  const noted = new Map<string, Array<{ ground: Ground; command: Command }>>()
  const note = (ground: Ground, command: Command): void => {
    lanes.decided(command)
    const found = noted.get(key(command.caseId, command.id)) ?? []
    // tried again after a conflict it may say something else: an event is numbered by what the case has heard by then
    const answers = text(ground.facts)
    if (!found.some((one) => one.ground.plan === ground.plan && one.ground.before === ground.before && one.ground.calendars === ground.calendars && text(one.command) === text(command) && text(one.ground.facts) === answers)) found.push({ ground, command })
    noted.set(key(command.caseId, command.id), found)
  }
  const decider: Decider = {
    decide: (ground, state, command) => (note(ground, command), Decide.decide(ground, state, command)),
    move: (ground, state, command, isNew) => (note(ground, command), Decide.move(ground, state, command, isNew)),
    evolve: Evolve.evolve,
    none: Evolve.none
  }
  const told = new Map<string, Notice>()
  let edition = 1
  const receipts: Array<string> = []
  const closed = new Map<string, Array<Closed>>()
  const notDelivered = (kind: Faults.Kind) => new NotDelivered({ why: "no line", permanent: chance(kind, 0.2) })
  const around = Layer.mergeAll(
    DirectoryMemory.layer({
      organisations: [house.drawn.plan.organisation],
      staff: Object.fromEntries(Object.entries(staff).map(([person, { posts }]) => [person, posts.filter(({ role }) => house.drawn.plan.organisation.roles[role] !== undefined)]))
    }),
    Layer.succeed(HostTables, { rows: () => Effect.succeed(limits) }),
    actionsOf(chance, new Map()),
    Layer.succeed(Notifier, {
      deliver: (notice) =>
        Effect.suspend(() => {
          if (chance("notifier", 0.2)) return Effect.fail(notDelivered("notifier"))
          if (notice.receipt && !told.has(notice.id)) receipts.push(notice.id)
          told.set(notice.id, notice)
          return chance("notifier", 0.05) ? Effect.fail(notDelivered("notifier")) : Effect.void
        })
    }),
    Layer.succeed(WorkflowBack, {
      closed: (one) =>
        Effect.suspend(() => {
          if (chance("workflow", 0.2)) return Effect.fail(notDelivered("workflow"))
          closed.set(one.token, [...(closed.get(one.token) ?? []), one])
          return chance("workflow", 0.1) ? Effect.fail(notDelivered("workflow")) : Effect.void
        })
    })
  )

  // — desks —
  const old: Array<CaseStores.Leased> = []
  let started = 0
  let newest = house.drawn
  const start = (n: number) =>
    Effect.gen(function*() {
      const line = Faults.line(inner, clock, wrong, chance, old)
      const scope = yield* Scope.make()
      const own = { skew: chance("skew", 0.5) ? (wrong.below(2) * 2 - 1) * wrong.below(10_000) : 0 }
      const time: Clock.Clock = {
        ...clock,
        currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + own.skew,
        currentTimeMillis: Effect.sync(() => clock.currentTimeMillisUnsafe() + own.skew)
      }
      const options = {
        procedures: [newest, house.other, house.leaf, ...house.itself],
        calendarSources: [edition === 1 ? ChineseDays.source : anew],
        calendarEdition: edition,
        background: false,
        settle: 0,
        worker: `desk-${++started}`,
        cacheBytes: wrong.yes(0.2) ? 20_000 : 1_000_000
      }
      const built = Layer.build(layerWith(decider, options).pipe(Layer.provide([Layer.succeed(CaseStores.CaseStore, line.store), around]))).pipe(
        Effect.map(Context.get(Desk)),
        Effect.provideService(Clock.Clock, time)
      )
      const desk = yield* Scope.provide(Effect.retry(built, { times: 50 }), scope)
      const slot: Slot = { n, desk, line, scope, clock: own, edition: options.calendarEdition, paused: false }
      return slot
    })
  /** What a desk with such a clock has written may come so much later. */
  let ahead = 0
  const slots: Array<Slot> = []
  const many = 2 + r.below(3)
  for (let n = 0; n < many; n++) slots.push(yield* start(n))
  const background: Array<Fiber.Fiber<unknown, unknown>> = []
  const turns = (n: number) => Effect.repeat(Effect.yieldNow, { times: n })

  /** Some work of a desk: waited for a while, then left to itself. */
  const work = Effect.fnUntraced(function*(effect: Effect.Effect<unknown, unknown>, patience: number) {
    const fiber = yield* Effect.forkDetach(Effect.exit(effect))
    yield* Effect.raceFirst(Fiber.await(fiber), turns(patience))
    if (fiber.pollUnsafe() === undefined) background.push(fiber)
  })

  // — people —
  const wishes = new Map<string, Wish>()
  const views = new Map<string, Case>()
  const ids: Array<string> = []

  /** A case as it is in the store. */
  const seen = Effect.fnUntraced(function*(caseId: string) {
    const [stored] = yield* inner.load([caseId])
    const state = stored?.value as CaseState | undefined
    const plan = state === undefined ? undefined : plans.get(state.plan)
    if (state === undefined || plan === undefined || state.status === "none" || state.status === "void") return null
    const view = new Case(plan.plan, caseId, false)
    view.state = state
    view.journal.push(...(yield* inner.journal(caseId, 0, 10_000)).map(({ body }) => JSON.parse(body) as Entry))
    views.set(caseId, view)
    return view
  })
  const versionOf = (caseId: string) => Effect.map(inner.load([caseId]), ([stored]) => stored?.version ?? 0)

  /** A refusal is right if it was right at some moment while it was asked for. */
  const refusedRightly = Effect.fnUntraced(function*({ caseId, id }: Wish, tag: string, from: number) {
    if (tag === "CommandIdReused" || tag === "CaseTooLarge") return
    const entries = (yield* inner.journal(caseId, 0, 10_000)).map(({ body }) => JSON.parse(body) as Entry)
    const tried = noted.get(key(caseId, id)) ?? []
    if (tried.length === 0) return must(tag === "NoSuchCase" && from === 0, `${id}: refused ${tag}, and nobody decided it`)
    let state = Evolve.none(caseId)
    const right = (): boolean =>
      tried.some(({ command, ground }) => {
        const result = tryOn(ground, state, command)
        return result !== null && Result.isFailure(result) && result.failure._tag === tag
      })
    for (const [index, entry] of entries.entries()) {
      if (index >= from && entry.command !== undefined && right()) return
      state = Evolve.evolve(state, entry)
    }
    must(right(), `I-5 ${id} was refused ${tag}, which was right at no moment since it was asked (${from} to ${entries.length})`)
  })

  /** Sends it once; `false`: not answered. */
  const ask = Effect.fnUntraced(function*(wish: Wish, slot: Slot, patience: number) {
    const from = yield* versionOf(wish.caseId)
    const alone = wish.asking === 0 && !wish.unsure
    const stamps = (): number => new Set((noted.get(key(wish.caseId, wish.id)) ?? []).map(({ command }) => command.stamp)).size
    const before = stamps()
    // two at the same time: what one hears is not what the other brings about
    wish.unsure ||= wish.asking > 0
    wish.asking++
    const asked = ++wish.asked
    tell(`desk ${slot.n} ${wish.id} ${text(wish.order)}`)
    const answer = yield* Effect.raceFirst(
      Effect.map(Effect.result(slot.desk.order({ ...wish.order, id: wish.id } as Order)), (result): Result.Result<Accepted, DeskError> | undefined => result),
      Effect.as(turns(patience), undefined)
    )
    wish.asking--
    tell(`${wish.id}: ${answer === undefined ? "left" : Result.isSuccess(answer) ? `done as ${answer.success.version}${answer.success.repeated ? ", before" : ""}` : answer.failure._tag}`)
    if (answer === undefined) {
      wish.unsure = true
      return false
    }
    if (alone && wish.asked === asked) must(stamps() <= before + 1, `I-8 ${wish.id} was stamped anew while it was tried again`)
    const done = yield* inner.committed(wish.caseId, wish.id)
    if (Result.isSuccess(answer)) {
      const { success } = answer
      must(Option.isSome(done) || success.entries.length === 0, `I-3 ${wish.id} was acknowledged before it was there`)
      if (Option.isSome(done)) must(success.version <= done.value.version, `I-3 ${wish.id} was acknowledged as ${success.version}, and is ${done.value.version}`)
      const first = wish.acknowledged
      if (first !== undefined) must(text({ ...success, repeated: 0 }) === text({ ...first, repeated: 0 }), `I-4 ${wish.id} was answered in two ways: ${text(first)} / ${text(success)}`)
      wish.acknowledged ??= success
      return true
    }
    if (Refused.isRefused(answer.failure)) {
      const tag = answer.failure._tag
      must(wish.acknowledged === undefined, `I-3 ${wish.id} was acknowledged, then refused ${tag}`)
      if (!wish.unsure) must(Option.isNone(done), `I-5 ${wish.id} was refused ${tag}, and was done`)
      yield* refusedRightly(wish, tag, from)
      wish.refused ??= tag
      return true
    }
    if (answer.failure._tag === "StoreUnsure") wish.unsure = true
    else if (!wish.unsure && wish.acknowledged === undefined) {
      must(Option.isNone(done), `I-5 ${wish.id} was certainly not done (${answer.failure._tag}), and was`)
    }
    return false
  })

  /** A few times, here and there; what is not answered is asked again at the end. */
  const insist = Effect.fnUntraced(function*(wish: Wish, mine: Random) {
    let slot = mine.pick(slots)
    for (let tries = 0; tries < 4; tries++) {
      const patience = chance("leave", 0.15) ? mine.below(6) : slot.paused ? 20 : 300
      if (yield* ask(wish, slot, patience)) return
      if (chance("elsewhere", 0.7)) slot = mine.pick(slots)
      yield* TestClock.adjust(400)
    }
  })
  const wished = (caseId: string, id: string, order: Order): Wish => {
    const wish: Wish = { id, caseId, order, unsure: false, asking: 0, asked: 0 }
    wishes.set(id, wish)
    return wish
  }

  const opens = (index: string, mine: Random): Wish => {
    const caseId = `k${index}`
    const now = clock.currentTimeMillisUnsafe()
    const compiled = mine.pick([newest, newest, newest, house.other])
    const person = mine.yes(0.9) ? mine.pick(["wang", "mei"]) : mine.pick(people)
    ids.push(caseId)
    return wished(caseId, index, {
      _tag: "Open", caseId, actor: new Case(compiled.plan).actor(person), procedure: compiled.plan.procedure, plan: compiled.digest, depth: 0,
      values: { ...(house.rich ? Drawn.richValues(mine, now) : Drawn.values(mine, now)), ...(mine.yes(0.7) && { code: Linked.SECRET }),
        // the party a case is about may read what is confidential in it: nobody of the staff is
        ...(house.rich && { payer: "tan" }) },
      ...(mine.yes(0.4) && { back: { to: "workflow", token: `w-${caseId}` } })
    })
  }

  /** What one of them does next. */
  const act = Effect.fnUntraced(function*(index: string, mine: Random) {
    const cases = (yield* inner.cases({ status: "open" }, undefined, 1_000)).items
    const choice = mine.next()
    if (cases.length === 0 || choice < 0.12) return yield* insist(opens(index, mine), mine)
    const { caseId } = mine.pick(cases)
    if (choice < 0.17) {
      // something again that was answered before, or never
      const wish = mine.pick([...wishes.values()])
      return yield* insist(wish, mine)
    }
    if (choice < 0.2) {
      const before = mine.pick([...wishes.values()])
      if (before.acknowledged === undefined || before.acknowledged.entries.length === 0 || before.order._tag === "Hear") return
      const other: Wish = { ...before, order: { _tag: "Note", caseId: before.caseId, actor: new Case(house.drawn.plan).actor("li"), text: `not ${index}` }, unsure: true }
      delete other.acknowledged
      delete other.refused
      const found = yield* ask(other, mine.pick(slots), 300)
      if (found) must(other.refused === "CommandIdReused", `${before.id} meant something else before, and was answered ${other.refused ?? "as done"}`)
      return
    }
    if (choice < 0.23) {
      const [stored] = yield* inner.load([caseId])
      const back = (stored?.value as CaseState | undefined)?.back
      if (back?.to === "workflow") {
        return yield* insist(wished(caseId, `cancel-${index}`, { _tag: "Hear", caseId, signal: { _tag: "Cancel", from: back.token, seq: 1, why: "interrupted" } }), mine)
      }
    }
    const view = (chance("elsewhere", 0.15) ? views.get(caseId) : undefined) ?? (yield* seen(caseId))
    if (view === null) return
    const now = clock.currentTimeMillisUnsafe()
    const move = (choice < 0.75 ? Moves.legal(mine, view, now) : choice < 0.9 ? Moves.declared(mine, view, now) : null) ?? Moves.ordered(mine, view, now)
    yield* insist(wished(caseId, index, { caseId, actor: view.actor(move.who), ...move.said } as Order), mine)
  })

  const heard = new Map<string, ReadonlyArray<string>>()
  const happens = Effect.fnUntraced(function*(id: string, mine: Random) {
    const topic = mine.pick(["knock", "noise", "quiet", "noise", "quiet"])
    const said = { unit: mine.pick(["u1", "u1", "u2"]), ...(topic === "knock" && { settles: mine.yes(0.5) }) }
    const all = new Set<string>()
    for (let tries = 0; tries < 3; tries++) {
      const answer = yield* Effect.raceFirst(
        Effect.map(Effect.result(mine.pick(slots).desk.event({ topic, form: values }, said, { id })), (result) => result as typeof result | undefined),
        Effect.as(turns(300), undefined)
      )
      if (answer === undefined || Result.isFailure(answer)) continue
      for (const caseId of answer.success.heard) {
        all.add(caseId)
        must(Option.isSome(yield* inner.committed(caseId, id)), `I-3 ${caseId} heard ${id}, and knows nothing of it`)
      }
      heard.set(id, [...all])
      if (mine.yes(0.7)) break
    }
  })

  const trouble = Effect.fnUntraced(function*() {
    const at = wrong.below(slots.length)
    const slot = slots[at]
    if (slot === undefined) return
    if (chance("pause", 0.35)) {
      slot.paused = !slot.paused
      if (slot.paused) slot.line.pause()
      else slot.line.resume()
      tell(`desk ${at} ${slot.paused ? "pauses" : "goes on"}`)
    } else if (chance("kill", 0.3)) {
      tell(`desk ${at} closes`)
      background.push(yield* Effect.forkDetach(Scope.close(slot.scope, Exit.void)))
      slots[at] = yield* start(at)
    } else if (chance("drop", 0.4)) {
      tell(`desk ${at} is dropped`)
      slot.line.cut()
      slots[at] = yield* start(at)
    } else if (chance("jump", 0.3)) {
      slot.clock.skew += wrong.pick([-1, 1]) * 86_400_000
      ahead = Math.max(ahead, slot.clock.skew)
      tell(`desk ${at} jumps a day`)
    } else if (chance("deploy", 0.5)) {
      newest = wrong.yes(0.7) ? house.second : house.drawn
      // another year's days have been published, and other desks do not know yet
      if (house.rich && wrong.yes(0.5)) edition = 2
      tell(`desk ${at} has version ${newest.plan.version}`)
      slot.line.cut()
      slots[at] = yield* start(at)
    }
  })

  const event = Effect.fnUntraced(function*(index: number) {
    const mine = random(Math.imul(seed, 65_599) + index)
    const choice = mine.next()
    if (choice < 0.5) {
      const together = 1 + mine.below(4)
      yield* Effect.forEach(Array.from({ length: together }, (_, n) => `${index}.${n}`), (id, n) => act(id, random(Math.imul(seed, 65_599) + index * 8 + n)), { concurrency: "unbounded", discard: true })
    } else if (choice < 0.6) yield* happens(`e${index}`, mine)
    else if (choice < 0.68 && receipts.length > 0) {
      const message = mine.pick(receipts)
      yield* work(mine.pick(slots).desk.received(message), 200)
    } else if (choice < 0.82) {
      const next = yield* inner.nextWake
      const now = clock.currentTimeMillisUnsafe()
      const step = next !== null && next > now && next < now + 40 * 86_400_000 && mine.yes(0.5) ? next - now + mine.pick([-1, 0, 1]) : mine.pick([1, 5_000, 61_000, 3_600_000, 20_000_000, 86_400_000])
      tell(`${step} ms`)
      yield* TestClock.adjust(Math.max(0, step))
    } else if (choice < 0.94) yield* trouble()
    else if (choice < 0.97 && chance("migrate", 0.8)) {
      const clocks = mine.pick(["keep", "rederive"] as const)
      tell(`migrate ${clocks}`)
      yield* work(mine.pick(slots).desk.migrate({ procedure: house.drawn.plan.procedure, to: mine.pick([house.drawn, house.second]).digest, clocks, reason: "new" }, "zhao"), 600)
    } else yield* work(mine.pick(slots).desk.tasks({ person: mine.pick(people) }), 100)
    if (mine.yes(0.6)) yield* work(mine.pick(slots).desk.drain, mine.pick([10, 400, 400]))
    if (mine.yes(0.2)) yield* work(mine.pick(slots).desk.tick, 200)
    yield* TestClock.adjust(mine.pick([1, 300, 3_000]))
  })

  for (const index of events) yield* event(index)

  // — the faults stop —
  calm = true
  for (const slot of slots) slot.line.resume()
  for (let minutes = 0; minutes < 3; minutes++) {
    yield* TestClock.adjust("1 minute")
    yield* turns(200)
  }
  for (const [n, slot] of slots.entries()) {
    if (slot.clock.skew !== 0 || (house.rich && slot.edition < edition)) slots[n] = yield* start(n)
  }
  const desks = slots.map(({ desk }) => desk)
  yield* TestClock.adjust(ahead)
  for (const wish of wishes.values()) {
    if (wish.acknowledged !== undefined || wish.refused !== undefined) continue
    let answered = false
    for (let tries = 0; tries < 20 && !answered; tries++) {
      answered = yield* ask(wish, slots[tries % slots.length] as Slot, 100_000)
      yield* TestClock.adjust("2 seconds")
    }
    must(answered, `I-27 ${wish.id} is never answered`)
  }
  const everything = ["notice", "open", "signal", "announce", "watch", "workflow", "do", "revoke"]
  let left: ReadonlyArray<CaseStores.Leased> = []
  for (let rounds = 0; rounds < 60; rounds++) {
    for (const desk of desks) yield* desk.drain
    const { items } = yield* inner.buried()
    for (const { id } of items) yield* inner.revive(id, "again")
    for (const desk of desks) yield* desk.drain
    left = yield* inner.claimMessages({ kinds: everything, limit: 10_000, by: "test", ttl: Duration.zero })
    if (left.length === 0 && items.length === 0 && rounds > 2) break
    yield* TestClock.adjust(rounds % 2 === 0 ? "61 seconds" : "1 hour")
  }
  must(lanes.broken() === null, `I-20 overtaken: ${lanes.broken()}`)
  if (left.length === 0) {
    // what was delivered and never said to be is leased still: its leases run out while nobody works
    yield* TestClock.adjust("61 seconds")
    left = yield* inner.claimMessages({ kinds: everything, limit: 10_000, by: "test", ttl: Duration.zero })
    for (const desk of desks) yield* desk.drain
  }
  must(left.length === 0, `I-20 messages are left: ${text(left)}`)
  const desk = desks[0]
  if (desk === undefined) throw new Error("no desk")
  const world: World = { seed, house, plans, inner, wishes, noted, told, closed, heard, desk }
  const found = yield* atRest(world)
  for (const fiber of background) yield* Fiber.interrupt(fiber).pipe(Effect.forkDetach)
  const all: Told = {
    ...found,
    acknowledged: [...wishes.values()].filter((one) => one.acknowledged !== undefined).length,
    refused: [...wishes.values()].filter((one) => one.refused !== undefined).length,
    faults: counts
  }
  return all
})

/**
 * Pauses between two tries of a conflict are in real time; here they are turns, so that a seed is played the same again.
 * Not by `Effect.repeat`: that sleeps between its turns, by this very clock, and would never come back.
 */
const quick = { currentTimeMillisUnsafe: () => 0, sleep: () => Effect.andThen(Effect.yieldNow, Effect.andThen(Effect.yieldNow, Effect.yieldNow)) } as unknown as Clock.Clock

/** One world; rejects with what is broken, and its seed. */
export const world = (seed: number, how: Play = whole(seed), tell: (what: string) => void = () => {}): Promise<Told> => {
  const reference = Clock.Clock as unknown as { defaultValue: () => Clock.Clock }
  const real = reference.defaultValue
  return Effect.runPromise(
    Effect.suspend(() => {
      reference.defaultValue = () => quick
      return play(seed, how, tell)
    }).pipe(Effect.provideService(Randoms.Random, seeded(seed)), Effect.scoped, Effect.provide(TestClock.layer()))
  ).finally(() => {
    reference.defaultValue = real
  }).catch((error: unknown) => {
    throw new Broken(`world ${seed}: ${String(error)}`, { cause: error })
  })
}

const seeded = (seed: number) => {
  const r = random(seed ^ 0x7e57)
  return { nextDoubleUnsafe: r.next, nextIntUnsafe: () => Math.floor(r.next() * 2 ** 31) }
}
