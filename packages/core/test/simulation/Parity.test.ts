/**
 * One semantics: what a scenario says in the simulation is what a real desk does. Every scenario is played twice, by the
 * simulation and over the counter of a desk with a store, a relay and a directory of its own; then the journals of all
 * cases are compared entry by entry. Only how a command is called may differ: the simulation and the desk number theirs.
 */
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "@effect/vitest"
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
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import { Directory } from "@frontdesk/core/port/Directory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Address from "@frontdesk/core/simulation/Address"
import type { Known } from "@frontdesk/core/simulation/Address"
import * as Play from "@frontdesk/core/simulation/Play"
import type { Case, Run } from "@frontdesk/core/simulation/Run"
import * as Staff from "@frontdesk/core/simulation/Staff"
import { compilation, groundOf, written } from "./ground.ts"
import { files as moveIn, opening, untilTheFile } from "./movein.ts"

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
    .filter(({ plan }) => plan.schedule === undefined || scenario.schedules.includes(plan.procedure))
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

type Desks = Desk["Service"]

/** The cases of a desk, to find in them what a row speaks of. */
const look = Effect.fnUntraced(function*(desk: Desks, procedures: ReadonlyArray<Compiled>) {
  const cases = new Map<string, Case>()
  for (const { caseId, procedure } of (yield* desk.cases({}, undefined, 1_000)).items) {
    const compiled = procedures.find(({ plan }) => plan.procedure === procedure)
    if (compiled === undefined) throw new Error(`a case of ${procedure}?`)
    const { state } = yield* desk.case(caseId)
    cases.set(caseId, { compiled, state, journal: yield* desk.history(caseId) })
  }
  return { cases } as unknown as Run
})

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
      return desk.return(task.n > 0 ? task : caseId, { to: String(to), ...reason }, act.who)
    case "urge":
      return desk.urge(task, typeof text === "string" ? { text } : {}, act.who)
    case "extend":
      return desk.extend(
        caseId,
        { of: act.of?.step ?? "case", by: typeof until === "number" ? { until } : (by as unknown as Term), ...reason },
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
      const n = Address.taskOf(it, act.at.step)
      if (n === undefined) return { known, refused: "NotOpenYet" }
      const frame = Address.frameOf(it, act.at.step)
      const task = { procedure: "", step: act.at.step.split("#")[0] ?? "", form: values }
      const at = { caseId: it.state.id, n }
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
  }
})

/** A desk that is always there: each clock happens one ms after its instant, as in the simulation. */
const play = Effect.fnUntraced(function*(scenario: Scenario, ground: Play.Ground, punctual = true) {
  const procedures = proceduresOf(scenario, ground)
  // schedules begin with the desk
  yield* TestClock.setTime(scenario.rows[0]?.at ?? 0)
  const context = yield* Layer.build(
    layer({
      procedures,
      calendarSources: [ChineseDays.source],
      background: false,
      settle: 0
    }).pipe(
      Layer.provideMerge(Layer.mergeAll(CaseStoreMemory.layer, NotifierMemory.layer, directoryOf(scenario, procedures)))
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
    if (punctual || row.act.act === "time-passes") yield* desk.drain
    const done = yield* act(desk, procedures, known, row)
    known = done.known
    refused.push(done.refused)
    yield* desk.drain
  }
  const { cases } = yield* look(desk, procedures)
  return { cases, refused, incidents: yield* desk.incidents }
})

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

const compare = Effect.fnUntraced(function*(scenario: Scenario, ground: Play.Ground, punctual = true) {
  const report = Play.play(scenario, ground)
  expect(report.rows.flatMap((row) => row.mismatches.map(({ sentence }) => sentence)), "the simulation plays it as written").toEqual([])
  const { cases, incidents, refused } = yield* play(scenario, ground, punctual)
  expect(refused).toEqual(report.rows.map((one) => one.refusal?.refusal._tag))
  expect([...cases.keys()].sort()).toEqual([...report.end.cases.keys()].sort())
  for (const [id, { journal }] of report.end.cases) {
    const [found = [], expected] = [cases.get(id)?.journal, journal].map((all) =>
      all?.map((entry) => (punctual ? plain(entry) : timeless(plain(entry))))
    )
    expected?.forEach((entry, i) => expect(found[i], `${id}: entry ${i + 1}`).toEqual(entry))
    expect(found.length, id).toBe(journal.length)
  }
  expect(incidents).toEqual([])
  return report
})

describe("a desk does what the scenarios of the handbooks say", () => {
  const ground = groundOf(compilation)
  for (const scenario of compilation.scenarios) {
    it.effect(`${scenario.of} ${scenario.name}`, () => compare(scenario, ground))
    it.effect(`${scenario.of} ${scenario.name}, at a desk that only wakes up when somebody comes`, () =>
      compare(scenario, ground, false)
    )
  }
})

const complaint = (given: string, harm: string, rows: string): string => `scenario: written
of: complaint
given:
  staff:
    wang: front-desk-receptionist
    li: cs-supervisor
    chen: office-director
    zhou: dept-supervisor in repair-dept
    fei: repair-worker
    he: security-guard
    rui: responsible-person in repair-dept
    ruo: responsible-person in repair-dept
  parties: { sun: owner }
${given}rows:
  - at: 2026-03-02 10:00
    who: wang
    opens: complaint
    with: { complainant: sun, unit: 3-201, received-at: 2026-03-02 10:00, occurred-at: 2026-03-02 09:50, place: 厨房, against-department: repair-dept, course: 水管爆裂, demand: 止水, harm-ongoing: ${harm} }
${rows}`

const minor = "  - { at: 2026-03-02 10:10, who: wang, does: classify, with: { severe-impact: no, our-fault: no } }\n"
const solved = "with: { result: 已修好, ours: yes }"

/** What the scenarios of the handbooks do not show yet. */
const more: {
  readonly [name: string]: readonly [text: string, folder: string, beside?: { readonly [path: string]: string }]
} = {
  "papers, a checklist and a file (P01)": [
    `${opening()}  - { at: 2026-03-02 09:05, who: wang, does: verify, with: { shown: [business-card original] }, refused: form-rejected }
  - at: 2026-03-02 09:10
    who: wang
    does: verify
    with: { shown: [owner-id-card seen-and-copied, move-in-notice original, purchase-contract seen, authorisation-letter original, delegate-id-card seen-and-copied] }
${untilTheFile}  - { at: 2026-03-02 15:00, who: wang, does: archive, with: { owner-archive: [issue] }, refused: form-rejected }
  - { at: 2026-03-02 15:10, who: wang, does: archive, with: { owner-archive: [verify.shown, register.agreements, issue] } }
`,
    "v0b",
    moveIn
  ],
  "orders of all kinds": [
    complaint(
      "",
      "no",
      `${minor}  - { at: 2026-03-02 11:00, who: rui, orders: claim, of: solve }
  - { at: 2026-03-02 11:01, who: ruo, does: solve, ${solved}, refused: not-the-holder }
  - { at: 2026-03-02 11:05, who: rui, orders: give-back, of: solve }
  - { at: 2026-03-02 11:10, who: rui, orders: claim, of: solve }
  - { at: 2026-03-02 12:00, who: li, orders: urge, of: solve, with: { text: 请尽快 } }
  - { at: 2026-03-02 12:10, who: rui, orders: note, with: { text: 已联系 } }
  - { at: 2026-03-02 12:30, who: rui, orders: transfer, of: solve, with: { to: ruo, reason: 出差 } }
  - { at: 2026-03-03 09:00, who: chen, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 } }
  - { at: 2026-03-03 09:01, who: chen, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 }, refused: over-limit }
  - { at: 2026-03-05 24:00 }
  - { at: 2026-03-06 09:00, who: li, orders: return, with: { to: classify, reason: 等级有误 } }
  - { at: 2026-03-06 10:00, who: li, does: classify, with: { severe-impact: no, our-fault: yes } }
  - { at: 2026-03-06 10:30, who: wang, does: hand-over, with: { received-by: zhou } }
  - { at: 2026-03-07 09:00, who: sun, orders: withdraw, with: { reason: 已和解 } }
`
    ),
    "v0b"
  ],
  "duty, and nobody there": [
    complaint(
      "  on-duty: { fei: no, he: no }\n",
      "yes",
      `  - { at: 2026-03-02 10:03, who: fei, does: stop-harm, with: { measures: 关阀 }, refused: role-not-allowed }
  - { at: 2026-03-02 10:20, who: li, orders: urge, of: stop-harm }
`
    ),
    "v0b"
  ],
  "recorded later": [
    complaint(
      "",
      "yes",
      `  - { at: 2026-03-02 11:30, who: fei, does: stop-harm, done-at: 2026-03-02 10:10, with: { measures: 关阀, reason: 在现场抢修 } }
  - { at: 2026-03-02 11:40, who: li, does: classify, with: { severe-impact: no, our-fault: no } }
`
    ),
    "v0b"
  ],
  "the supervisor stands in for the absent director, and acts for himself where he can": [
    complaint(
      "  absent: { chen: 2026-03-02 to 2026-03-04 }\n",
      "no",
      `${minor}  - { at: 2026-03-02 12:00, who: li, orders: urge, of: solve, with: { text: 请尽快 } }
  - { at: 2026-03-03 09:00, who: li, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 } }
  - { at: 2026-03-05 09:00, who: li, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 }, refused: role-not-allowed }
`
    ),
    "v0b"
  ],
  "a notice sent after the dissatisfaction is held too": [
    `scenario: written
of: fee-objection
given:
  staff:
    chen: building-steward
    hu: dept-manager in environment-dept
  parties: { sun: owner }
rows:
  - { at: 2026-03-02 10:00, who: chen, opens: fee-objection, as: objection, with: { unit: 5-101, payer: sun, problems: [{ problem: 垃圾, department: environment-dept }], agreed-limit: 2026-03-15 18:00 } }
  - { at: 2026-03-02 11:00, who: chen, in: objection, does: solve-on-site, with: { solution: 加派清扫, satisfied: no } }
  - { at: 2026-03-03 10:00, who: chen, opens: fee-notice, as: notice, with: { payer: sun, unit: 5-101, owed: 600 CNY, owed-for: 一季度 } }
  - { at: 2026-03-03 10:01, in: notice, receipt: send-notice, then: { held: { notice/chasing: objection } } }
  - { at: 2026-03-20 10:00, who: hu, in: objection, does: solve 1, with: { what: 已清运, solved: yes } }
`,
    "v2"
  ],
  "the supervisor does the absent director's tasks": [
    complaint(
      "  absent: { chen: 2026-03-02 to 2026-03-04 }\n",
      "no",
      `  - { at: 2026-03-02 10:10, who: wang, does: classify, with: { severe-impact: yes, our-fault: yes } }
  - { at: 2026-03-02 11:00, who: wang, does: hand-over, with: { received-by: li } }
  - { at: 2026-03-03 09:00, who: li, orders: claim, of: solve }
  - { at: 2026-03-03 09:01, who: li, does: answer, with: { answer: 已停水, way: visit } }
  - { at: 2026-03-06 09:00, who: chen, does: solve, ${solved}, refused: not-the-holder }
  - { at: 2026-03-06 10:00, who: li, does: solve, ${solved} }
`
    ),
    "v0b"
  ]
}

describe("and what is written here, with all orders", () => {
  for (const [name, [text, folder, beside]] of Object.entries(more)) {
    const { ground, scenario, wrong } = written(text, folder, beside)
    it.effect(name, () => {
      expect(wrong).toBe("")
      return scenario === undefined ? Effect.void : compare(scenario, ground)
    })
    it.effect(`${name}, at a desk that only wakes up when somebody comes`, () =>
      scenario === undefined ? Effect.void : compare(scenario, ground, false)
    )
  }
})

describe("several handbooks at one desk", () => {
  const sign = `procedure: sign-off
version: 1
intake: { by: building-steward, form: { unit: unit } }
steps:
  - task: approve
    by: head of cs-dept
    form: { agreed: yes/no, seen-by: signature of head of cs-dept }
  - end: done
outcomes: { done: {} }
`
  const { ground, scenario, wrong } = written(
    `scenario: written
of: sign-off
given:
  staff: { deng: building-steward, li: cs-supervisor, tan: cs-manager }
rows:
  - { at: 2026-03-02 10:00, who: deng, opens: sign-off, with: { unit: 3-201 } }
  - { at: 2026-03-02 11:00, who: li, does: approve, with: { agreed: yes, seen-by: tan }, refused: role-not-allowed }
  - { at: 2026-03-02 11:30, who: tan, does: approve, with: { agreed: yes, seen-by: li }, refused: signature-missing }
  - { at: 2026-03-02 12:00, who: tan, does: approve, with: { agreed: yes, seen-by: tan } }
`,
    "v2",
    { "v2/sign-off.procedure.yaml": sign }
  )
  // v0b makes the supervisor head of his department
  it.effect("a post counts as its case's handbook has it: there the supervisor heads no department", () => {
    expect(wrong).toBe("")
    return scenario === undefined ? Effect.void : compare(scenario, ground)
  })
})
