/**
 * Plays a scenario row by row through the real decisions, in virtual time, and says of each row what happened and what
 * is not as the file expects (language §14). Who acts at an instant acts before its clocks; a row without an act lets
 * time pass just beyond its instant. After an act that was refused unexpectedly (or accepted, where a refusal was
 * expected) the rest is not played: everything after it would be told wrong.
 *
 * @since 0.1.0
 */
import { code } from "../case/Refusal.ts"
import type { Refusal } from "../case/Refusal.ts"
import * as Told from "../case/Told.ts"
import type { Language, Reader } from "../case/Told.ts"
import type { Calendars } from "../domain/Calendar.ts"
import type { Actor, Key } from "../domain/People.ts"
import type { Term } from "../domain/Time.ts"
import type { Compiled } from "../plan/Plan.ts"
import type { Act, CasePath, Place, Row, Scenario } from "../plan/Scenario.ts"
import * as Address from "./Address.ts"
import type { Known } from "./Address.ts"
import * as Expectation from "./Expectation.ts"
import type { Logged } from "./Ledgers.ts"
import * as Simulation from "./Simulation.ts"
import * as Staff from "./Staff.ts"

/** What the scenario is played on: all procedures of the workspace and the calendars of each. */
export interface Ground {
  readonly procedures: ReadonlyMap<string, Compiled>
  readonly calendars: ReadonlyMap<string, Calendars>
}

export interface Mismatch {
  readonly line: number
  readonly sentence: string
}

export interface Played {
  readonly row: Row
  readonly status: "right" | "wrong" | "not-played"
  /** what the case answered, with its sentence */
  readonly refusal?: { readonly refusal: Refusal; readonly sentence: string }
  readonly mismatches: ReadonlyArray<Mismatch>
  /** what this row wrote, in all cases */
  readonly log: ReadonlyArray<Logged>
}

export interface Report {
  readonly scenario: Scenario
  readonly right: boolean
  readonly rows: ReadonlyArray<Played>
  /** as it stands after the last row that was played */
  readonly end: Simulation.Simulation
}

interface Going {
  readonly simulation: Simulation.Simulation
  readonly known: Known
  readonly refusal?: Refusal
}

/** A case keeps the id of its order in the run: the same in every run. */
const idOf = (simulation: Simulation.Simulation, procedure: string): string =>
  `${procedure.slice(procedure.lastIndexOf("/") + 1)}-${[...simulation.cases.keys()].filter((id) => !id.includes("/")).length + 1}`

const doing = (going: Going, row: Row, act: Extract<Act, { readonly act: "does" }>): Going => {
  const { known, simulation } = going
  const before = Simulation.pass(simulation, row.at)
  const it = Address.caseOf(before, known, act.at.in)
  if (it === undefined) return { ...going, simulation: before, refusal: { _tag: "NoSuchCase" } }
  const n = Address.taskOf(it, act.at.step)
  if (n === undefined) return { ...going, simulation: before, refusal: { _tag: "NotOpenYet", step: act.at.step } }
  const caseId = it.state.id
  const frame = Address.frameOf(it, act.at.step)
  const together = frame?.kind === "task" && frame.places.length > 0
  const more = {
    ...(act.done !== undefined && { done: act.done }),
    ...(act.reason !== undefined && { reason: act.reason })
  }
  let current = before
  for (const [index, person] of (together ? act.who : act.who.slice(0, 1)).entries()) {
    const done = Simulation.commandBy(current, row.at, caseId, person, (actor) =>
      together
        ? { _tag: "Sign", caseId, actor, n, ...(index === 0 && { values: act.with }) }
        : { _tag: "Complete", caseId, actor, n, values: act.with, ...more }
    )
    // a row that is refused changed nothing, the signatures before it neither
    if (done.refusal !== undefined) return { ...going, simulation: before, refusal: done.refusal }
    current = done.simulation
  }
  return { known, simulation: current }
}

const notMade: Refusal = { _tag: "OrderNotLegal", order: "", why: "not-declared" }

/** An order's keys as its command; `undefined` for an order there is none of. */
const order = (
  going: Going,
  it: Simulation.Case,
  act: Extract<Act, { readonly act: "orders" }>,
  at: number
): ((actor: Actor) => Simulation.Order) | undefined => {
  const caseId = it.state.id
  const { by, reason: why, text, to, until, ...values } = act.with
  const n = act.of === undefined ? 0 : (Address.taskOf(it, act.of.step) ?? 0)
  const reason = typeof why === "string" ? { reason: why } : {}
  const person = (): { readonly person: string; readonly keys: ReturnType<typeof Staff.keys> } => ({
    person: String(to ?? ""),
    keys: Staff.keys(Simulation.staffOf(going.simulation, it.compiled.plan, at), String(to ?? ""))
  })
  switch (act.order) {
    case "claim":
      return (actor) => ({ _tag: "Claim", caseId, actor, n })
    case "give-back":
      return (actor) => ({ _tag: "GiveBack", caseId, actor, n })
    case "note":
      return (actor) => ({ _tag: "Note", caseId, actor, text: String(text ?? why ?? "") })
    case "transfer":
      return (actor) => ({ _tag: "Transfer", caseId, actor, n, to: person(), ...reason })
    case "delegate":
      return (actor) => ({ _tag: "Delegate", caseId, actor, n, to: person() })
    case "return":
      return (actor) => ({ _tag: "Return", caseId, actor, to: String(to ?? ""), ...(n > 0 && { n }), ...reason })
    case "urge":
      return (actor) => ({ _tag: "Urge", caseId, actor, n, ...(typeof text === "string" && { text }) })
    case "extend":
      return (actor) => ({
        _tag: "Extend",
        caseId,
        actor,
        of: act.of?.step ?? "case",
        by: typeof until === "number" ? { until } : (by as unknown as Term),
        ...reason
      })
    case "suspend":
      return (actor) => ({ _tag: "Suspend", caseId, actor, values, ...reason })
    case "resume":
      return (actor) => ({ _tag: "Resume", caseId, actor, ...reason })
    case "withdraw":
      return (actor) => ({ _tag: "Withdraw", caseId, actor, ...reason })
    case "terminate":
      return (actor) => ({ _tag: "Terminate", caseId, actor, values, ...reason })
    default:
      return undefined
  }
}

const inCase = (going: Going, row: Row, path: CasePath, then: (it: Simulation.Case, going: Going) => Going): Going => {
  const simulation = Simulation.pass(going.simulation, row.at)
  const it = Address.caseOf(simulation, going.known, path)
  return it === undefined ? { ...going, simulation, refusal: { _tag: "NoSuchCase" } } : then(it, { ...going, simulation })
}

const receipt = (going: Going, row: Row, at: Place): Going =>
  inCase(going, row, at.in, (it, now) => {
    const name = at.step.split("#")[0]
    const frame = it.state.frames.find((one) => one.kind === "receipt" && one.node.split("/").at(-1) === name)
    if (frame?.kind !== "receipt") return { ...now, refusal: { _tag: "NotWaiting" } }
    const done = Simulation.command(now.simulation, row.at, {
      _tag: "Hear",
      caseId: it.state.id,
      signal: { _tag: "Received", from: "channel", seq: now.simulation.count + 1, message: frame.message, at: row.at }
    })
    return { ...now, ...done }
  })

const perform = (going: Going, row: Row): Going => {
  const { act } = row
  const { known, simulation } = going
  switch (act.act) {
    case "time-passes":
      return { known, simulation: Simulation.pass(simulation, row.at + 1) }
    case "opens": {
      const before = Simulation.pass(simulation, row.at)
      const compiled = before.setting.procedures.get(act.procedure)
      if (compiled === undefined) return { known, simulation: before, refusal: { _tag: "NoSuchCase" } }
      const caseId = idOf(before, act.procedure)
      const [actor] = Staff.actors(Simulation.staffOf(before, compiled.plan, row.at), act.who)
      const done = Simulation.command(before, row.at, {
        _tag: "Open",
        caseId,
        actor,
        procedure: act.procedure,
        plan: compiled.digest,
        values: act.with,
        depth: 0
      })
      if (done.refusal !== undefined) return { known, ...done }
      const named = act.as === undefined ? known.named : { ...known.named, [act.as]: caseId }
      return { known: { own: known.own ?? caseId, named }, ...done }
    }
    case "does":
      return doing(going, row, act)
    case "orders":
      return inCase(going, row, act.in, (it, now) => {
        const make = order(now, it, act, row.at)
        if (make === undefined) return { ...now, refusal: { ...notMade, order: act.order } as Refusal }
        return { known, ...Simulation.commandBy(now.simulation, row.at, it.state.id, act.who, make) }
      })
    case "event":
      return { known, ...Simulation.event(simulation, row.at, act.topic, act.with) }
    case "receipt":
      return receipt(going, row, act.at)
  }
}

/** The code of a refusal and those of its `why`: a scenario may write either. */
const codes = (refusal: Refusal): ReadonlyArray<string> => [
  code(refusal),
  ...("why" in refusal && typeof refusal.why === "string" ? [refusal.why] : []),
  ...("issues" in refusal ? refusal.issues.map((issue) => issue.why) : [])
]

/** The facts a refusal carries, as people read them. */
const fact = (reader: Reader, name: string, value: unknown): string => {
  if (typeof value === "number" && ["at", "since", "limit"].includes(name)) return Told.instant(value, reader.zone)
  if (typeof value === "string") return value
  const keys = Array.isArray(value) && value.every((it) => typeof it === "string" && it.includes(":"))
  return keys ? Told.keys(reader, value as ReadonlyArray<Key>) : JSON.stringify(value)
}

const tellRefusal = (refusal: Refusal, reader: Reader): string => {
  const { _tag, ...carried } = refusal
  const told =
    refusal._tag === "FormRejected"
      ? refusal.issues.map((issue) => `${issue.field}: ${issue.why}`)
      : Object.entries(carried).map(([name, value]) => `${name}: ${fact(reader, name, value)}`)
  return told.length === 0 ? code(refusal) : `${code(refusal)} (${told.join(", ")})`
}

const refusalProblem = (row: Row, refusal: Refusal | undefined, reader: Reader): string | undefined => {
  const { refused } = row
  if (refused === undefined) {
    const found = refusal === undefined ? "" : tellRefusal(refusal, reader)
    return refusal === undefined ? undefined : Told.pick(reader, `was refused: ${found}`, `被拒绝：${found}`)
  }
  if (refusal === undefined) {
    return Told.pick(reader, `expected to be refused: ${refused}; it was accepted`, `应被拒绝：${refused}，但被接受`)
  }
  if (codes(refusal).includes(refused)) return undefined
  const found = tellRefusal(refusal, reader)
  return Told.pick(reader, `expected to be refused: ${refused}; it was: ${found}`, `应被拒绝：${refused}，实为：${found}`)
}

/**
 * Plays a scenario from its first row to its last.
 *
 * @since 0.1.0
 */
export const play = (scenario: Scenario, ground: Ground, language: Language = "en"): Report => {
  const own = ground.procedures.get(scenario.of)
  const given = scenario.given
  const procedures =
    own === undefined || Object.keys(given.parameters).length === 0
      ? ground.procedures
      : new Map(ground.procedures).set(scenario.of, {
          ...own,
          plan: { ...own.plan, parameters: { ...own.plan.parameters, ...given.parameters } }
        })
  const first = scenario.rows[0]?.at ?? 0
  let going: Going = {
    simulation: Simulation.begin({ procedures, calendars: ground.calendars, given }, first),
    known: { own: undefined, named: {} }
  }
  let stopped = false
  const rows: Array<Played> = []
  for (const row of scenario.rows) {
    if (stopped) {
      rows.push({ row, status: "not-played", mismatches: [], log: [] })
      continue
    }
    const since = going.simulation.log.length
    const { refusal, ...done } = perform(going, row)
    going = done
    const reader: Reader = { language, zone: scenario.zone, words: {} }
    const wrong = refusalProblem(row, refusal, reader)
    const after: Expectation.After = {
      simulation: going.simulation,
      known: going.known,
      since,
      reader
    }
    stopped = wrong !== undefined
    const expected = stopped
      ? []
      : row.expects.flatMap((one): ReadonlyArray<Mismatch> => {
          const sentence = Expectation.check(after, one)
          return sentence === undefined ? [] : [{ line: one.line, sentence }]
        })
    const mismatches =
      wrong === undefined ? [...expected].sort((a, b) => a.line - b.line) : [{ line: row.line, sentence: wrong }]
    rows.push({
      row,
      status: mismatches.length === 0 ? "right" : "wrong",
      mismatches,
      log: going.simulation.log.slice(since),
      ...(refusal !== undefined && { refusal: { refusal, sentence: tellRefusal(refusal, reader) } })
    })
  }
  return { scenario, right: rows.every((row) => row.status === "right"), rows, end: going.simulation }
}

/** `2026-03-02 16:40 wang opens v3/reception`: a row in one line, for lists of rows. */
export const headline = (row: Row, language: Language = "en"): string => {
  const { act, written } = row
  const say = (en: string, zh: string): string => `${written} ${language === "zh" ? zh : en}`
  switch (act.act) {
    case "opens":
      return say(`${act.who} opens ${act.procedure}`, `${act.who} 受理 ${act.procedure}`)
    case "does": {
      const who = act.who.join(language === "zh" ? "、" : ", ")
      const what = [...act.at.in, act.at.written].join("/")
      return say(`${who} does ${what}`, `${who} 完成 ${what}`)
    }
    case "orders": {
      const of = act.of?.written
      return say(
        `${act.who} orders ${act.order}${of === undefined ? "" : ` of ${of}`}`,
        `${act.who} 指令 ${act.order}${of === undefined ? "" : `（${of}）`}`
      )
    }
    case "event":
      return say(`event ${act.topic}`, `事件 ${act.topic}`)
    case "receipt":
      return say(`receipt of ${act.at.written}`, `收到 ${act.at.written} 的回执`)
    case "time-passes":
      return say("time passes", "时间推移")
  }
}
