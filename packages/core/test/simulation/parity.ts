/** Plays a scenario at a desk as in the simulation, and holds the journals against each other. See `Parity.test.ts`. */
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { expect } from "@effect/vitest"
import type { Entry } from "@frontdesk/core/case/Entry"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle } from "@frontdesk/core/desk/Handle"
import { isRefused } from "@frontdesk/core/desk/Refused"
import type { DeskError } from "@frontdesk/core/desk/Refused"
import * as Day from "@frontdesk/core/domain/Day"
import type { Term } from "@frontdesk/core/domain/Time"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import type { Act, Row, Scenario } from "@frontdesk/core/plan/Scenario"
import { Actions, NotDone } from "@frontdesk/core/port/Actions"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import { Directory } from "@frontdesk/core/port/Directory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as HostTablesMemory from "@frontdesk/core/port/HostTablesMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Address from "@frontdesk/core/simulation/Address"
import type { Known } from "@frontdesk/core/simulation/Address"
import * as Play from "@frontdesk/core/simulation/Play"
import type { Case, Run } from "@frontdesk/core/simulation/Run"
import * as Staff from "@frontdesk/core/simulation/Staff"

const values = Schema.Unknown as unknown as Form<Values>
const handle = (compiled: Compiled): ProcedureHandle<string, Values, OutcomeShape, {}, string> => ({
  procedure: compiled.plan.procedure,
  compiled,
  intake: values,
  outcome: Schema.Unknown as never,
  task: {}
})

/** The procedures as the scenario stages them, and the schedules that run in it. */
const proceduresOf = (scenario: Scenario, ground: Play.Ground): ReadonlyArray<Compiled> =>
  [...ground.procedures.values()]
    .filter(({ plan }) => (plan.schedule === undefined && plan.missed === undefined) || scenario.schedules.includes(plan.procedure))
    .map((compiled) =>
      compiled.plan.procedure === scenario.of
        ? { ...compiled, plan: { ...compiled.plan, parameters: { ...compiled.plan.parameters, ...scenario.given.parameters } } }
        : compiled
    )

/** The staged people in a directory; a scenario names only whom it needs, so posts nobody holds in it are not empty. */
const directoryOf = (scenario: Scenario, procedures: ReadonlyArray<Compiled>) => {
  const { absent, founded, offDuty, parties, staff } = scenario.given
  const organisations = [...new Map(procedures.map(({ plan }) => [plan.procedure.split("/")[0], plan.organisation])).values()]
  const roster = DirectoryMemory.layer({
    organisations,
    staff,
    offDuty,
    parties,
    founded,
    absent: Object.fromEntries(
      Object.entries(absent).map(([person, { from, to }]) => [
        person,
        [{ from: Day.start(from, scenario.zone), to: Day.start(Day.add(to, 1), scenario.zone) }]
      ])
    )
  })
  return Layer.effect(
    Directory,
    Effect.map(Directory, (directory) =>
      Directory.of({
        ...directory,
        who: (keys, within) =>
          within === undefined || Staff.staffed(Staff.at(scenario.given, within, 0, scenario.zone), keys)
            ? directory.who(keys, within)
            : Effect.succeed(["somebody"])
      })
    )
  ).pipe(Layer.provide(roster))
}

/** Rows that ledgers had before, which no case of this run wrote. */
const before = (scenario: Scenario) =>
  Layer.effect(
    CaseStore,
    Effect.map(CaseStore, (store) =>
      CaseStore.of({
        ...store,
        ledger: (asked, cursor, limit) =>
          Effect.map(store.ledger(asked, cursor, limit), (page) =>
            cursor !== undefined
              ? page
              : {
                  ...page,
                  items: [
                    ...(scenario.given.rows[asked.ledger] ?? []).map((columns, i) => ({ caseId: "before", seq: i + 1, ledger: asked.ledger, at: 0, columns })),
                    ...page.items
                  ]
                }
          )
      })
    )
  )

type Desks = Desk["Service"]
type Stored = Layer.Layer<CaseStore, unknown>

/** The cases of a desk, to find in them what a row speaks of. */
const look = Effect.fnUntraced(function*(desk: Desks, procedures: ReadonlyArray<Compiled>) {
  const cases = new Map<string, Case>()
  for (const { caseId, procedure } of (yield* desk.cases({}, undefined, 100_000)).items) {
    const compiled = procedures.find(({ plan }) => plan.procedure === procedure)
    if (compiled === undefined) throw new Error(`a case of ${procedure}?`)
    const { state } = yield* desk.case(caseId)
    cases.set(caseId, { compiled, state, journal: yield* desk.history(caseId), wake: null })
  }
  return { cases } as unknown as Run
})

/** A step's name, and the items it stands in. */
const step = ({ of }: Extract<Act, { readonly act: "orders" }>) => {
  const [name = "", ...items] = of?.step.split("#") ?? []
  return { step: name, items: items.map(Number) }
}

/** All orders a row can give, as a person gives them at the counter. */
const give = (desk: Desks, it: Case, act: Extract<Act, { readonly act: "orders" }>): Effect.Effect<unknown, DeskError> => {
  const { by, reason: why, text, to, until, ...form } = act.with
  const caseId = it.state.id
  const task = { caseId, n: act.of === undefined ? 0 : (Address.taskOf(it, act.of.step) ?? 0) }
  const reason = typeof why === "string" ? { reason: why } : {}
  switch (act.order) {
    case "claim":
      return desk.claim(task, act.who)
    case "give-back":
      return desk.giveBack(task, act.who)
    case "note":
      return desk.note(caseId, String(text ?? why), act.who)
    case "transfer":
      return desk.transfer(task, { to: String(to), ...reason }, act.who)
    case "delegate":
      return desk.delegate(task, { to: String(to) }, act.who)
    case "return":
      return desk.return({ procedure: it.compiled.plan.procedure, to: String(to) }, task.n > 0 ? task : caseId, reason, act.who)
    case "urge":
      return desk.urge(task, typeof text === "string" ? { text } : {}, act.who)
    case "extend":
      return desk.extend(
        { procedure: it.compiled.plan.procedure, of: act.of?.step ?? "case" },
        caseId,
        { by: typeof until === "number" ? { until } : (by as unknown as Term), ...reason },
        act.who
      )
    case "suspend":
      return desk.suspend(caseId, { values: form, ...reason }, act.who)
    case "resume":
      return desk.resume(caseId, reason, act.who)
    case "withdraw":
      return desk.withdraw(caseId, reason, act.who)
    case "terminate":
      return desk.terminate(caseId, { values: form, ...reason }, act.who)
    case "add-signer":
      return desk.addSigner({ procedure: it.compiled.plan.procedure, step: step(act).step }, caseId, String(to), act.who, step(act))
    case "rebook":
      return desk.rebook(
        { procedure: it.compiled.plan.procedure, step: step(act).step, field: act.field ?? "" },
        caseId,
        { to: Number(to), ...reason },
        act.who,
        step(act)
      )
    case "amend":
      return desk.amend(
        { procedure: it.compiled.plan.procedure, step: step(act).step, form: values },
        caseId,
        { [act.field ?? ""]: to ?? "" },
        reason,
        act.who,
        step(act)
      )
    default:
      throw new Error(`no such order: ${act.order}`)
  }
}

interface Acted {
  readonly known: Known
  readonly refused?: string
}

/** Does what a row says; gives back the name of the refusal. */
const act = Effect.fnUntraced(function*(
  desk: Desks,
  procedures: ReadonlyArray<Compiled>,
  known: Known,
  row: Row
): Effect.fn.Return<Acted> {
  const { act } = row
  const run = yield* Effect.orDie(look(desk, procedures))
  const answered = (effect: Effect.Effect<unknown, DeskError>): Effect.Effect<Acted> =>
    Effect.matchEffect(effect, {
      onSuccess: () => Effect.succeed({ known }),
      onFailure: (error) => (isRefused(error) ? Effect.succeed({ known, refused: error._tag }) : Effect.die(error))
    })
  const place = (path: ReadonlyArray<string>): Case => {
    const it = Address.caseOf(run, known, path)
    if (it === undefined) throw new Error(`no case at ${path.join("/")}`)
    return it
  }
  switch (act.act) {
    case "time-passes":
      return { known }
    case "opens": {
      const compiled = procedures.find(({ plan }) => plan.procedure === act.procedure)
      if (compiled === undefined) throw new Error(`no procedure ${act.procedure}`)
      const roots = [...run.cases.keys()].filter((id) => !id.includes("/")).length
      const caseId = `${act.procedure.slice(act.procedure.lastIndexOf("/") + 1)}-${roots + 1}`
      const done = yield* answered(desk.open(handle(compiled), act.with, act.who, { caseId }))
      if (done.refused !== undefined) return done
      const named = act.as === undefined ? known.named : { ...known.named, [act.as]: caseId }
      return { known: { own: known.own ?? caseId, named } }
    }
    case "does": {
      const it = place(act.at.in)
      const frame = Address.frameOf(it, act.at.step)
      // what is not open (yet) the desk looks for by its name, after what was due before; of an item it is known by its number
      const named = frame === undefined && !act.at.step.includes("#")
      const n = Address.taskOf(it, act.at.step)
      if (n === undefined && !named) return { known, refused: "NotOpenYet" }
      const task = { procedure: "", step: act.at.step.split("#")[0] ?? "", form: values }
      const at = n === undefined || named ? it.state.id : { caseId: it.state.id, n }
      if (frame?.kind === "task" && frame.places.length > 0) {
        return yield* answered(
          Effect.forEach(act.who, (person, i) => desk.sign<string, string, Values, string>(task, at, i === 0 ? act.with : undefined, person))
        )
      }
      return yield* answered(
        desk.complete<string, string, Values, string>(task, at, act.with, act.who[0], {
          ...(act.done !== undefined && { done: act.done }),
          ...(act.reason !== undefined && { reason: act.reason })
        })
      )
    }
    case "orders":
      return yield* answered(give(desk, place(act.in), act))
    case "event": {
      const { heard } = yield* Effect.orDie(desk.event({ topic: act.topic, form: values }, act.with))
      return { known, ...(heard.length === 0 && { refused: "NotWaiting" }) }
    }
    case "receipt": {
      const it = place(act.at.in)
      const name = act.at.step.split("#")[0]
      const frame = it.state.frames.find((one) => one.kind === "receipt" && one.node.split("/").at(-1) === name)
      if (frame?.kind !== "receipt") return { known, refused: "NotWaiting" }
      return yield* answered(desk.received(`${it.state.id}:${frame.message}`))
    }
    case "answers": {
      const frame = Address.frameOf(place(act.at.in), act.at.step)
      if (frame?.kind !== "do") return { known, refused: "NotWaiting" }
      // the host answers now: until then it had no answer
      answers.set(`${place(act.at.in).state.id}:${frame.message}`, { outcome: act.outcome, values: act.with })
      return { known }
    }
  }
})

/** What the host of these desks has done so far, by key; what is asked before has to be asked again. */
const answers = new Map<string, { readonly outcome: string; readonly values: Values }>()
const actions = Layer.succeed(Actions, {
  names: new Set(["open-gate", "read-meter"]),
  run: ({ key }) => {
    const answer = answers.get(key)
    return answer === undefined ? Effect.fail(new NotDone({ why: "not yet" })) : Effect.succeed(answer)
  },
  revoke: () => Effect.void,
  wrong: () => undefined
})

/** A desk that is always there: each clock happens one ms after its instant, as in the simulation. */
const play = Effect.fnUntraced(function*(scenario: Scenario, ground: Play.Ground, punctual: boolean, stored: Stored) {
  const procedures = proceduresOf(scenario, ground)
  answers.clear()
  // schedules begin with the desk
  yield* TestClock.setTime(scenario.rows[0]?.at ?? 0)
  const context = yield* Layer.build(
    layer({
      procedures,
      calendarSources: [ChineseDays.source],
      background: false,
      settle: 0
    }).pipe(
      Layer.provideMerge(
        Layer.mergeAll(
          Layer.provide(before(scenario), stored),
          NotifierMemory.layer,
          actions,
          HostTablesMemory.layer(scenario.given.rows),
          directoryOf(scenario, procedures)
        )
      )
    )
  )
  const desk = Context.get(context, Desk)
  const store = Context.get(context, CaseStore)
  let known: Known = { own: undefined, named: {} }
  const refused: Array<string | undefined> = []
  for (const row of scenario.rows) {
    const to = row.act.act === "time-passes" ? row.at + 1 : row.at
    for (;;) {
      const wake = yield* store.nextWake
      if (!punctual || wake === null || wake >= to) break
      yield* TestClock.setTime(Math.max(wake + 1, (yield* store.now)))
      yield* desk.drain
    }
    yield* TestClock.setTime(to)
    // who was asked at this very instant and had no answer yet would be asked again only later
    const asked = row.act.act === "answers"
    // nobody can name the case of a schedule before the desk has woken up and opened it
    if ((punctual && !asked) || row.act.act === "time-passes" || ofSchedule(row, ground)) yield* desk.drain
    const done = yield* act(desk, procedures, known, row)
    known = done.known
    refused.push(done.refused)
    yield* desk.drain
  }
  const { cases } = yield* look(desk, procedures)
  return { cases, refused, incidents: yield* desk.incidents }
})

/** Whether a row acts in a case that a schedule opens. */
const ofSchedule = ({ act }: Play.Report["rows"][number]["row"], { procedures }: Play.Ground): boolean => {
  const parts = "at" in act ? act.at.in : "in" in act ? act.in : []
  const own = new Set([...procedures.values()].flatMap(({ plan }) => (plan.schedules ?? []).map(({ name }) => name)))
  return parts.some((part) => part.includes("schedule:") || own.has(part.split("#")[0] ?? part))
}

/** An entry without what only says how the command was called; a signal from outside has no number of its own. */
const plain = ({ command: _, heard, ...entry }: Entry): Values =>
  JSON.parse(JSON.stringify({ ...entry, ...(heard !== undefined && { heard: /^(outside|channel)/.test(heard.from) ? heard.from : heard }) }))

/** Marks that say how late the process was; all else is as if it had been there (law TICK, engine §2.4). */
const timeless = ({ stale: _, unseen: __, duty, ...entry }: Values): Values => {
  if (entry["message"] !== undefined) {
    const { stale: ___, ...message } = entry["message"] as Values
    return { ...entry, message }
  }
  if (duty === undefined) return entry
  const { unseen: ___, ...rest } = duty as Values
  return { ...entry, duty: rest }
}

/** Cases of schedules that make up for the last time only (`after-downtime: latest`): who sleeps longer has fewer of them. */
const latestOnly = (ground: Play.Ground) => {
  const names = [...ground.procedures.values()].flatMap(({ plan: { procedure, schedule } }) =>
    schedule !== undefined && "afterDowntime" in schedule && schedule.afterDowntime === "latest" ? [procedure.replace("schedule:", "")] : []
  )
  return (id: string): boolean => names.some((name) => id === `schedule:${name}` || id.startsWith(`${name}@`))
}

/**
 * Plays a scenario twice and compares all journals; what the simulation says of it. `punctual: false`: at a desk that
 * only wakes up when somebody comes.
 */
export const compare = Effect.fnUntraced(function*(
  scenario: Scenario,
  ground: Play.Ground,
  punctual = true,
  stored: Stored = CaseStoreMemory.layer
) {
  const report = Play.play(scenario, ground)
  expect(report.rows.flatMap((row) => row.mismatches.map(({ sentence }) => sentence)), "the simulation plays it as written").toEqual([])
  const { cases, incidents, refused } = yield* play(scenario, ground, punctual, stored)
  expect(refused).toEqual(report.rows.map((one) => one.refusal?.refusal._tag))
  const left = latestOnly(ground)
  const compared = (id: string): boolean => punctual || !left(id)
  expect([...cases.keys()].filter(compared).sort()).toEqual([...report.end.cases.keys()].filter(compared).sort())
  for (const [id, { journal }] of report.end.cases) {
    if (!compared(id)) continue
    const [found = [], expected] = [cases.get(id)?.journal, journal].map((all) =>
      all?.map((entry) => (punctual ? plain(entry) : timeless(plain(entry))))
    )
    expected?.forEach((entry, i) => expect(found[i], `${id}: entry ${i + 1}`).toEqual(entry))
    expect(found.length, id).toBe(journal.length)
  }
  expect(incidents).toEqual([])
  return report
})
