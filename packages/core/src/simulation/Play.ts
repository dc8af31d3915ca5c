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
import * as Schedule from "../case/Schedule.ts"
import type { CaseId } from "../case/State.ts"
import * as Told from "../case/Told.ts"
import type { Language } from "../case/Told.ts"
import type { Calendars } from "../domain/Calendar.ts"
import type { Compiled } from "../plan/Plan.ts"
import type { Act, CasePath, Expected, Row, Scenario } from "../plan/Scenario.ts"
import * as Expectation from "./Expectation.ts"
import type { Logged } from "./Ledgers.ts"
import { perform } from "./Performance.ts"
import type { Going } from "./Performance.ts"
import * as RefusalTold from "./RefusalTold.ts"
import { begin } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Simulation from "./Simulation.ts"

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
  readonly end: Run
}

/** The code of a refusal and those of its `why`: a scenario may write either. */
const codes = (refusal: Refusal): ReadonlyArray<string> => [
  code(refusal),
  ...("why" in refusal && typeof refusal.why === "string" ? [refusal.why] : []),
  ...(refusal._tag === "FormRejected" ? refusal.issues.map((issue) => issue.why) : [])
]

const refusalProblem = (row: Row, refusal: Refusal | undefined, reader: RefusalTold.Refuser): string | undefined => {
  const { refused } = row
  if (refused === undefined) {
    const found = refusal === undefined ? "" : RefusalTold.tell(refusal, reader)
    return refusal === undefined ? undefined : Told.pick(reader, `was refused: ${found}`, `被拒绝：${found}`)
  }
  if (refusal === undefined) {
    return Told.pick(reader, `expected to be refused: ${refused}; it was accepted`, `应被拒绝：${refused}，但被接受`)
  }
  if (codes(refusal).includes(refused)) return undefined
  const found = RefusalTold.tell(refusal, reader)
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
    run: Simulation.schedule(begin({ procedures, calendars: ground.calendars, given }, first), scenario.schedules),
    known: { own: undefined, named: {} }
  }
  let stopped = false
  const rows: Array<Played> = []
  for (const row of scenario.rows) {
    if (stopped) {
      rows.push({ row, status: "not-played", mismatches: [], log: [] })
      continue
    }
    const since = going.run.log.length
    const { refusal, ...done } = perform(going, row)
    going = done
    const reader: RefusalTold.Refuser = { language, zone: scenario.zone, words: {}, titles: own?.words ?? {} }
    const wrong = refusalProblem(row, refusal, reader)
    const after: Expectation.After = {
      run: going.run,
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
      log: going.run.log.slice(since),
      ...(refusal !== undefined && { refusal: { refusal, sentence: RefusalTold.tell(refusal, reader) } })
    })
  }
  return { scenario, right: rows.every((row) => row.status === "right"), rows, end: going.run }
}

const pathOf = (it: Act | Expected): CasePath => ("at" in it ? it.at.in : "in" in it ? it.in : [])

/**
 * The cases a reader of this scenario wants to hear of, in the order they were opened: no schedule itself, and what a
 * schedule opened only where a row speaks of it.
 *
 * @since 0.1.0
 */
export const cases = ({ end, scenario }: Report): ReadonlyArray<CaseId> => {
  const parts = scenario.rows.flatMap(({ act, expects }) => [act, ...expects].map((it) => pathOf(it)[0] ?? ""))
  const silent = scenario.schedules.flatMap((procedure) => {
    const id = Schedule.idOf(procedure)
    return parts.some((it) => it.split("#")[0] === procedure) ? [id] : [id, Schedule.opensAt(id)]
  })
  return [...end.cases.keys()].filter((id) => !silent.some((it) => id === it || (it.endsWith("@") && id.startsWith(it))))
}

/** A part of a path as the file writes it: `daily-review 2`. */
const named = (part: string): string => part.replace(/^.*[/:]/, "").replace("#", " ")

/** `2026-03-02 16:40 wang opens v3/reception`: a row in one line, for lists of rows. */
export const headline = (row: Row, language: Language = "en"): string => {
  const { act, written } = row
  const say = (en: string, zh: string): string => `${written} ${language === "zh" ? zh : en}`
  switch (act.act) {
    case "opens":
      return say(`${act.who} opens ${act.procedure}`, `${act.who} 受理 ${act.procedure}`)
    case "does": {
      const who = act.who.join(language === "zh" ? "、" : ", ")
      const what = act.at.written.includes("/") ? act.at.written : [...act.at.in.map(named), act.at.written].join("/")
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
    case "answers":
      return say(`${act.at.written} is answered: ${act.outcome}`, `${act.at.written} 得到答复：${act.outcome}`)
    case "time-passes":
      return say("time passes", "时间推移")
  }
}
