/**
 * Random histories over several plans. From a seed: a case, then events at nasty instants, most of them legal (read off
 * the worklist), some stale or arbitrary. After each the invariants of engine §9 are checked; at the end the history is
 * played again with other ticks and must give the same journal.
 */
import * as Clocks from "@frontdesk/core/case/Clocks"
import type { Command } from "@frontdesk/core/case/Command"
import * as Decide from "@frontdesk/core/case/Decide"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Held from "@frontdesk/core/case/Held"
import * as Nodes from "@frontdesk/core/case/Nodes"
import * as Quiescence from "@frontdesk/core/case/Quiescence"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import * as Schedule from "@frontdesk/core/case/Schedule"
import * as Recurrence from "@frontdesk/core/domain/Recurrence"
import { FUEL } from "@frontdesk/core/case/Run"
import type { Run } from "@frontdesk/core/case/Run"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Field } from "@frontdesk/core/domain/Field"
import type { Person } from "@frontdesk/core/domain/People"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { Result } from "effect"
import { spec } from "./Office.ts"
import * as plans from "./plans.ts"
import { at, Case, staff } from "./world.ts"
import type { Said } from "./world.ts"

/** A small deterministic generator (mulberry32). */
export const random = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    pick: <A>(of: ReadonlyArray<A>): A => of[Math.floor(next() * of.length)] as A,
    yes: (share: number) => next() < share
  }
}
export type Random = ReturnType<typeof random>

// — what is run —

const remind = (message: string) =>
  [
    { at: { when: "before", term: plans.term(1, "calendar-day") }, tell: plans.any(plans.holder()), message },
    { at: { when: "every-after", term: plans.term(12, "hour") }, tell: plans.any(plans.role("cs-supervisor")), message }
  ] as const

/** All kinds in one: stages with reminders, places, items, rounds, holds by topic, everything ordered. */
const mixed = plans.plan("mixed", {
  organisation: plans.office,
  intake: {
    by: plans.any(plans.role("front-desk-receptionist")),
    form: plans.fields({ unit: "unit", parts: { kind: "list", of: { kind: "text" } }, when: "date-time" }),
    due: null
  },
  root: [
    plans.rung("desk", plans.any(plans.opener), plans.due(plans.within(6, "calendar-day"), ...remind("case"))),
    plans.rung("boss", plans.any(plans.role("office-director")))
  ],
  messages: { case: { en: ["hurry"] }, stage: { en: ["hurry"] } },
  steps: [
    plans.task("look", plans.any(plans.holder("case")), { form: plans.fields({ bad: "yes-no" }) }),
    plans.first("kind", [plans.field("look", "bad"), plans.lit("bad")], [null, plans.lit("good")]),
    plans.add("write", "book", { unit: plans.given("unit"), kind: plans.decided("kind") }),
    plans.stage(
      "work",
      [
        plans.rung("one", plans.any(plans.opener), plans.due(plans.within(8, "working-hour", plans.start), ...remind("stage"))),
        plans.rung("two", plans.any(plans.role("cs-supervisor")), plans.due(plans.within(2, "working-day", plans.start))),
        plans.rung("three", plans.any(plans.role("office-director")))
      ],
      [
        plans.parallel(
          "side",
          "all",
          {
            parts: [
              plans.each("part", plans.given("parts"), [
                plans.task("fix", plans.any(plans.role("repair-worker"), plans.role("responsible-person", { department: "repair-dept" })), {
                  due: plans.due(plans.within(5, "hour", plans.start)),
                  recordLater: { by: plans.any(plans.role("repair-worker")), atMost: plans.term(24, "hour") }
                })
              ])
            ],
            rounds: [
              plans.repeat(
                "tries",
                plans.field("check", "ok"),
                3,
                [
                  plans.wait("pause", {
                    for: { topic: "knock", key: { field: "unit", is: plans.given("unit") } },
                    until: plans.within(1, "calendar-day", plans.start)
                  }),
                  plans.task("check", plans.any(plans.holder("work")), {
                    due: plans.due(plans.within(1, "calendar-day", plans.start)),
                    form: plans.fields({ ok: "yes-no" })
                  })
                ],
                [plans.end("given-up")]
              )
            ]
          },
          { beside: [plans.link("call", "ask", "other", {}), plans.task("thank", plans.any(plans.opener))] }
        ),
        plans.task("agree", plans.together(plans.role("cs-supervisor"), plans.role("office-director")), {
          due: plans.due(plans.sameDay(plans.start)),
          form: plans.fields({ agreed: "yes-no" })
        })
      ]
    ),
    plans.fill("result", "book", "write", { agreed: plans.field("agree", "agreed") }),
    plans.wait("rest", { for: { topic: "knock" }, since: plans.step("look"), until: plans.moment(plans.given("when")) }),
    plans.end("done")
  ],
  outcomes: { done: [], "given-up": [], gone: [] },
  holds: [
    {
      name: "noise",
      from: { topic: "noise", key: { field: "unit", is: plans.given("unit") } },
      until: "its-end",
      stops: ["work/side/rounds", "rest"],
      clocks: "pause"
    },
    { name: "soft", from: { topic: "soft" }, until: "its-end", stops: ["work"], clocks: "run" }
  ],
  orders: {
    transfer: { by: plans.any(plans.holder(), plans.role("cs-supervisor")) },
    delegate: { by: plans.any(plans.holder()), to: plans.any(plans.role("repair-worker"), plans.role("front-desk-receptionist")) },
    return: { by: plans.any(plans.holder(), plans.role("cs-supervisor")), to: ["look", "check", "fix"], reason: "optional" },
    withdraw: { by: plans.any(plans.role("front-desk-receptionist")), reason: "optional", ends: "gone" },
    urge: { by: plans.any(plans.role("front-desk-receptionist")) },
    extend: {
      by: plans.any(plans.role("cs-supervisor")),
      of: ["work", "fix", "check", "case"],
      reason: "optional",
      atMost: plans.term(5, "calendar-day"),
      times: 3
    },
    suspend: { by: plans.any(plans.role("cs-supervisor")), reason: "optional", clocks: "pause", atMost: plans.term(4, "calendar-day") },
    resume: { by: plans.any(plans.role("cs-supervisor")) },
    addSigner: { by: plans.any(plans.role("cs-supervisor")), of: [{ each: "part", type: { kind: "text" } }] },
    rebook: { by: plans.any(plans.role("cs-supervisor")), of: [{ step: "intake", field: "when" }], reason: "optional" },
    amend: {
      by: plans.any(plans.role("cs-supervisor")),
      of: [
        { step: "intake", field: "unit" },
        { step: "intake", field: "when" },
        { step: "look", field: "bad" },
        { step: "agree", field: "agreed" }
      ],
      reason: "optional"
    }
  },
  schedules: [
    {
      name: "round",
      schedule: {
        every: { every: "day", at: ["08:00", "17:30"] },
        opens: "other",
        with: [{ field: "unit", value: plans.given("unit") }],
        due: plans.due(plans.within(2, "calendar-day", plans.start), remind("case")[1]),
        afterDowntime: "all"
      }
    },
    {
      name: "look-again",
      schedule: {
        every: { every: "working-day", calendar: spec.name, at: [] },
        opens: "other",
        with: [],
        due: plans.due(plans.within(1, "working-day", plans.step("look"), plans.start)),
        when: plans.done("look"),
        afterDowntime: "all"
      }
    },
    {
      name: "knocked",
      schedule: {
        on: { topic: "knock", key: { field: "unit", is: plans.given("unit") } },
        opens: "other",
        with: [{ field: "unit", value: { op: "event", field: "unit" } }],
        due: plans.due(plans.atOnce)
      }
    }
  ],
  subject: ["unit"]
})
const running: Plan = {
  ...mixed,
  orders: { ...mixed.orders, suspend: { ...mixed.orders.suspend, clocks: "run" } } as Plan["orders"]
}

const opening: ReadonlyArray<{ readonly plan: Plan; readonly by: Person; readonly values: (r: Random, now: number) => Values }> = [
  { plan: mixed, by: "wang", values: (r, now) => ({ unit: "u1", parts: ["a", "b", "c"].slice(0, r.below(4)), when: now + r.below(20) * 86_400_000 }) },
  { plan: running, by: "wang", values: (r, now) => ({ unit: "u1", parts: ["a", "b"].slice(0, r.below(3)), when: now + r.below(9) * 86_400_000 }) },
  {
    plan: plans.pausable,
    by: "wang",
    values: (r, now) => ({
      complainant: "sun",
      unit: "u1",
      "received-at": now - r.pick([0, 1, 3_600_000, 172_800_000]),
      "occurred-at": now,
      place: "p",
      "against-department": "repair-dept",
      course: "c",
      demand: "d",
      "harm-ongoing": r.yes(0.5),
      ...(r.yes(0.5) && { "asked-for": now + r.below(100) * 3_600_000 })
    })
  },
  {
    plan: plans.reception,
    by: "wang",
    values: (r, now) => ({
      owner: "sun",
      phone: "138",
      unit: "u1",
      channel: "visit",
      "received-at": now - r.pick([0, 600_000, 500_000_000]),
      reason: "r",
      "is-complaint": false,
      "directly-solvable": r.yes(0.5),
      department: "engineering-dept"
    })
  },
  { plan: plans.feeNotice, by: "chen", values: () => ({ payer: "sun", unit: "u1", owed: "600", "owed-for": "x" }) },
  {
    plan: plans.feeObjection,
    by: "chen",
    values: (r, now) => ({
      unit: "u1",
      payer: "sun",
      problems: [{ problem: "a", department: "environment-dept" }, { problem: "b", department: "engineering-dept" }],
      "agreed-limit": now + r.below(200) * 3_600_000
    })
  }
]

const value = (r: Random, field: Field): Value => {
  switch (field.type.kind) {
    case "yes-no":
    case "tick":
      return r.yes(0.5)
    case "choice":
      return r.pick(field.type.values)
    case "date-time":
      return at("2026-03-20 10:00")
    case "signature":
      return { by: r.pick(["he", "zhao"]) }
    case "rows":
      return [{ problem: "a", department: "environment-dept" }]
    default:
      return "x"
  }
}
const filled = (r: Random, form: ReadonlyArray<Field>): Values =>
  Object.fromEntries(form.filter(() => !r.yes(0.03)).map((field) => [field.name, value(r, field)]))

const people = Object.keys(staff)

const legal = (r: Random, c: Case): { readonly who: Person; readonly said: Said } | null => {
  const tasks = c.rows().tasks
  if (tasks.length === 0) return null
  const row = r.pick(tasks)
  const step = Nodes.of(c.world.plan).node.get(row.node)?.step
  const who =
    row.holder ?? r.pick(people.filter((one) => c.actor(one).keys.some((key) => row.offer.includes(key))))
  if (who === undefined || step?.kind !== "task") return null
  const form = step.form
  const { n } = row
  if (r.yes(0.1)) return { who, said: { _tag: row.holder === undefined ? "Claim" : "GiveBack", n } }
  if (step.rungs[0].by?.mode === "together") return { who, said: { _tag: "Sign", n, ...(r.yes(0.8) && { values: { agreed: true } }) } }
  return { who, said: { _tag: "Complete", n, values: filled(r, form) } }
}

const ordered = (r: Random, c: Case, now: number): { readonly who: Person; readonly said: Said } => {
  const who = r.pick(people)
  const rows = c.rows().tasks
  const n = r.yes(0.85) && rows.length > 0 ? r.pick(rows).n : r.pick([...c.state.gone.map((one) => one.n), c.state.next])
  const to = r.pick(people)
  const target = { person: to, keys: c.actor(to).keys }
  const { plan } = c.world
  const nodes = [...Nodes.of(plan).named.keys()]
  const chief = plan.orders.suspend === undefined ? who : "li"
  return r.pick<() => { readonly who: Person; readonly said: Said }>([
    () => ({ who, said: { _tag: "Complete", n, values: {}, ...(r.yes(0.3) && { done: now - r.below(90_000_000), reason: "later" }) } }),
    () => ({ who: "fei", said: { _tag: "Complete", n, values: { measures: "x" }, done: now - r.below(40_000_000), reason: "later" } }),
    () => ({ who, said: { _tag: "Claim", n } }),
    () => ({ who, said: { _tag: "GiveBack", n } }),
    () => ({ who, said: { _tag: "Sign", n, values: { agreed: r.yes(0.5) } } }),
    () => ({ who: rows.find((row) => row.n === n)?.holder ?? who, said: { _tag: "Transfer", n, to: target } }),
    () => ({ who: rows.find((row) => row.n === n)?.holder ?? who, said: { _tag: "Delegate", n, to: target } }),
    () => ({ who: r.pick([who, "li", "zhao"]), said: { _tag: "Return", to: r.pick([...(plan.orders.return?.to ?? nodes), r.pick(nodes)]), reason: "again" } }),
    () => ({ who: r.pick(["li", "zhao"]), said: { _tag: "Extend", of: r.pick([...(plan.orders.extend?.of ?? nodes)]), by: r.yes(0.7) ? plans.term(1 + r.below(3), r.pick(["hour", "calendar-day"])) : { until: now + r.below(400_000_000) }, reason: "more" } }),
    () => ({ who: chief, said: { _tag: "Suspend", reason: "wait" } }),
    () => ({ who: chief, said: { _tag: "Resume" } }),
    () => ({ who: chief, said: { _tag: "Resume" } }),
    () => ({ who: r.yes(0.1) ? r.pick(["sun", "wang"]) : who, said: r.yes(0.2) ? { _tag: "Withdraw", reason: "no" } : { _tag: "Note", text: "x" } }),
    () => ({ who, said: { _tag: "Urge", n } }),
    () => ({ who: "li", said: changed(r, now) })
  ])()
}

const changed = (r: Random, now: number): Said =>
  r.pick<() => Said>([
    () => ({ _tag: "AddSigner", each: "part", item: r.pick(["a", "b", "d", "e"]) }),
    () => ({ _tag: "Rebook", step: "intake", field: "when", to: now + r.below(20) * 86_400_000 - 3_600_000 }),
    () => ({ _tag: "Amend", step: "intake", values: { unit: r.pick(["u1", "u2"]) } }),
    () => ({ _tag: "Amend", step: "intake", values: { when: now + (r.below(20) - 5) * 86_400_000 } }),
    () => ({ _tag: "Amend", step: "look", values: { bad: r.yes(0.5) } }),
    () => ({ _tag: "Amend", step: "agree", values: { agreed: r.yes(0.5) } })
  ])()

const signal = (r: Random, c: Case, now: number): Parameters<Case["hears"]>[1] => {
  const links = Object.entries(c.state.links)
  const [link] = links.length > 0 ? r.pick(links) : ["0"]
  const receipt = c.state.frames.find((one) => one.kind === "receipt")
  const topics = [...c.world.plan.holds.map((hold) => hold.from.topic), "noise"]
  return r.pick<() => Parameters<Case["hears"]>[1]>([
    () => ({ _tag: "Event", topic: r.pick(["knock", "payment-received"]), key: "", values: { unit: r.pick(["u1", "u1", "u2"]), settles: r.yes(0.5) }, at: now - r.pick([0, 0, 1, 60_000]) }),
    () => ({ _tag: "Received", message: receipt?.kind === "receipt" ? receipt.message : 3, at: now - r.pick([0, 5000]) }),
    () => ({ _tag: "Standing", topic: r.pick(topics), key: "", values: { unit: "u1" }, on: r.yes(0.5) }),
    () => ({ _tag: "Standing", topic: r.pick(topics), key: "", values: { unit: "u1" }, on: false }),
    () => ({ _tag: "LinkClosed", link: Number(link), outcome: "ok", values: {} })
  ])()
}

// — what must hold —

export class Broken extends Error {}
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Broken(what)
}
const text = (value: unknown): string => JSON.stringify(value)

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
  used: [],
  detour: new Map(),
  returned: null,
  enter: Quiescence.enter
})

const invariants = (c: Case, before: CaseState, entries: ReadonlyArray<Entry>, command: Command): void => {
  const { state } = c
  entries.forEach((one, index) => {
    must(one.seq === before.v + index + 1, `I-6 seq ${one.seq}`)
    must(one.at >= (entries[index - 1]?.at ?? before.now), `I-6 at of ${one._tag}`)
    must((one.command !== undefined) === (index === 0), "command on the first entry only")
  })
  must(state.v === before.v + entries.length, "I-6 version")
  must(entries.length === 0 || accepted(Decide.decide(c.world, state, command)).length === 0, "I-4 twice")
  if (entries.some((one) => one._tag === "Stuck")) throw new Broken("stuck")
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
    const waits = state.frames.some((one) => (one.kind === "task" && one.offer.length > 0) || one.kind === "wait" || one.kind === "receipt" || one.kind === "call")
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
  for (const { name, schedule } of c.world.plan.schedules ?? []) {
    if (!("every" in schedule) || schedule.when !== undefined) continue
    const ground = { zone: c.world.plan.time.zone, calendars: c.world.calendars }
    const since = c.journal.find((one) => one._tag === "Armed" && Schedule.nameOf(one.clock) === name)?.at ?? Infinity
    const wanted: Array<string> = []
    for (let one = Recurrence.next(schedule.every, since, ground); one !== null && one.at < c.state.now; one = Recurrence.next(schedule.every, one.at, ground)) {
      wanted.push(`c1/${name}@${one.period}`)
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

const accepted = (result: ReturnType<typeof Decide.decide>): ReadonlyArray<Entry> =>
  Result.isSuccess(result) ? result.success : []

/** What ticks may change: who carried the entry, and what was told too late. */
const plain = (journal: ReadonlyArray<Entry>): ReadonlyArray<string> =>
  journal.map((one) =>
    JSON.stringify(one, (key, value: unknown) =>
      key === "command" || key === "heard" || key === "unseen" || key === "stale" ? undefined : value
    )
  )

/** What a schedule gives along with a case. */
const scheduled = (r: Random, now: number) => ({
  due: r.pick(["at-once" as const, now + r.below(9) * 43_200_000]),
  remind: r.pick([
    [],
    [
      { at: { when: "before" as const, term: plans.term(1, "calendar-day") }, to: ["role:cs-supervisor" as const], message: "soon", text: { en: "soon" } },
      { at: { when: "every-after" as const, term: plans.term(1, "working-day") }, during: spec.name, to: ["role:cs-supervisor" as const], message: "late", text: { en: "late" } }
    ]
  ])
})

// — one history —

export interface Told {
  readonly commands: number
  readonly entries: number
  readonly refused: number
  readonly ended: boolean
  readonly tags: ReadonlySet<string>
  /** refusals by command and tag */
  readonly refusals: ReadonlyArray<string>
}

/** The case of a seed, after its history. */
export const played = (seed: number): Case => play(seed).c

/** Plays one seed; throws what is broken, with the seed. */
export const history = (seed: number): Told => play(seed).told

const play = (seed: number): { readonly c: Case; readonly told: Told } => {
  const r = random(seed)
  const other = random(-seed)
  const { plan, by, values } = opening[seed % opening.length] as (typeof opening)[number]
  const c = new Case(plan)
  const sent: Array<{ readonly command: Command; readonly ok: boolean }> = []
  const refusals: Array<string> = []
  const step = (command: Command): void => {
    const before = c.state
    const result = c.send(command)
    const ok = Result.isSuccess(result)
    sent.push({ command, ok })
    if (ok) invariants(c, before, result.success, command)
    else {
      refusals.push(`${command._tag} ${text({ ...result.failure, n: undefined, at: undefined, needs: undefined })}`)
      must(c.state === before, "I-5 a refusal left a trace")
      must(text(Decide.decide(c.world, before, command)) === text(Decide.decide(c.world, before, command)), "I-1")
    }
  }
  let now = at("2026-03-02 09:00") + r.below(40) * 3_600_000
  try {
    step({ ...c.envelope(now), _tag: "Open", actor: c.actor(by), procedure: plan.procedure, plan: "sha256:0", values: values(r, now), depth: 0, ...(other.yes(0.2) && scheduled(other, now)), ...(r.yes(0.3) && { back: { to: "case", case: "p", link: 1 } }) })
    const events = 20 + r.below(50)
    for (let index = 0; index < events && c.state.status === "open"; index++) {
      // mostly the next thing that is no schedule's: those come twice a day and would hide the rest
      const clocks = other.yes(0.7) ? c.state.clocks.filter((one) => Schedule.nameOf(one) === undefined) : c.state.clocks
      const next = RowsOf.wake({ ...c.state, clocks })
      now += r.pick([0, 0, 1, 300_000, 3_600_000, 3_600_000, 20_000_000])
      if (r.yes(0.03)) now += 3 * 86_400_000
      if (next !== null && next > now && r.yes(0.25)) now = next + r.pick([-1, 0, 1])
      const choice = r.next()
      const idle = c.open().length === 0
      if (choice < 0.08) step({ ...c.envelope(now), _tag: "Tick" })
      else if (choice < (idle ? 0.8 : 0.25)) {
        const from = r.pick(["o1", "o2", "outside"])
        const before = c.state
        const result = c.hears(now, signal(r, c, now), from)
        const command = { ...c.commands.at(-1) } as Command
        const ok = Result.isSuccess(result)
        if (ok) {
          sent.push({ command, ok })
          invariants(c, before, result.success, command)
        }
      } else {
        const move = choice < 0.87 ? (legal(r, c) ?? ordered(r, c, now)) : ordered(r, c, now)
        step({ ...c.envelope(now), actor: c.actor(move.who), ...move.said } as Command)
      }
    }
    must(text(Evolve.evolveAll(Evolve.none("c1"), c.journal)) === text(c.state), "I-2 the snapshot is not the fold")
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

/** Law TICK: more ticks, or none, and the same journal. */
const ticks = (r: Random, c: Case, sent: ReadonlyArray<{ readonly command: Command; readonly ok: boolean }>): void => {
  const last = sent.at(-1)?.command.stamp ?? 0
  // both sides look at the same last instant, so that what was due before it has happened on both
  accepted(c.send({ caseId: "c1", id: "last", stamp: last + 1, _tag: "Tick" }))
  for (const share of [0, 0.6]) {
    const other = new Case(c.world.plan)
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
      const result = other.send(command)
      must(Result.isSuccess(result) === ok || command._tag === "Tick", `TICK: ${command._tag} ${index} is ${ok ? "refused" : "accepted"} now: ${text(result)}`)
    })
    other.send({ caseId: "c1", id: "last", stamp: last + 1, _tag: "Tick" })
    const [one, two] = [plain(c.journal), plain(other.journal)]
    const differs = one.findIndex((line, index) => line !== two[index])
    must(differs < 0 && one.length === two.length, `TICK ${share}: entry ${differs + 1}: ${one[differs]} / ${two[differs]}`)
  }
}
