/**
 * Whether what a scenario expects after a row is so, and if not, the sentence that says what was expected, what was
 * found, and why. A sentence is made only for what differs.
 *
 * @since 0.1.0
 */
import * as DueTold from "../case/DueTold.ts"
import * as Told from "../case/Told.ts"
import type { Reader } from "../case/Told.ts"
import * as Keys from "../domain/People.ts"
import type { Key } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import * as LedgerName from "../plan/LedgerName.ts"
import type { Expected, Place } from "../plan/Scenario.ts"
import * as Address from "./Address.ts"
import type { Known } from "./Address.ts"
import * as Ledgers from "./Ledgers.ts"
import { staffOf } from "./Run.ts"
import type { Case, Run } from "./Run.ts"
import * as Staff from "./Staff.ts"

/** Where an expectation is looked at: after a row, with what was there before it. */
export interface After {
  readonly run: Run
  readonly known: Known
  /** length of the log before the row */
  readonly since: number
  /** without words: scenarios and their reports speak in names */
  readonly reader: Reader
}

type Of<W extends Expected["what"]> = Extract<Expected, { readonly what: W }>

/** A problem in the reader's language, or nothing. */
type Problem = string | undefined

const same = (a: Value | undefined, b: Value): boolean => {
  if (a === b) return true
  if (a === undefined || typeof a !== "object" || typeof b !== "object") return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return (b as ReadonlyArray<Value>).every((item, index) => same((a as ReadonlyArray<Value>)[index], item))
  }
  return Object.entries(b).every(([name, value]) => same((a as Values)[name], value))
}

const say = (after: After, en: string, zh: string): string => Told.pick(after.reader, en, zh)

const differs = (after: After, what: string, expected: string, found: string, why?: string): string =>
  say(after, `${what}: expected ${expected}, found ${found}`, `${what}：应为${expected}，实为${found}`) +
  (why === undefined ? "" : say(after, ` (${why})`, `（${why}）`))

const noCase = (after: After, written: string): string =>
  say(after, `${written}: no such case was opened`, `${written}：没有开启这个事项`)

const notOpen = (after: After, it: Case, at: Place): string => {
  if (!Address.reached(it, at.step)) return say(after, "a step that was not reached", "尚未到达的步骤")
  return say(after, "a step that is over", "已结束的步骤")
}

const moment = (after: After, at: Instant | null): string =>
  at === null ? say(after, "none", "无") : Told.instant(at, after.reader.zone)

const holder = (after: After, it: Case, { at, who }: Of<"holder">): Problem => {
  const frame = Address.frameOf(it, at.step)
  const holds = `holders ${at.written}`
  const expected = who === "nobody" ? say(after, "nobody", "无人") : Told.keys(after.reader, who)
  if (frame === undefined || (frame.kind !== "task" && frame.kind !== "stage")) {
    return differs(after, holds, expected, notOpen(after, it, at))
  }
  const keys: ReadonlyArray<Key> =
    frame.kind === "stage" ? frame.holder : frame.holder === undefined ? frame.offer : [`person:${frame.holder}`]
  const found = Told.keys(after.reader, keys)
  if (who === "nobody") {
    const nobody = keys.length === 0 || (frame.kind === "task" && frame.nobody === true)
    return nobody ? undefined : differs(after, holds, expected, found)
  }
  const fits = who.length === keys.length && who.every((key) => keys.includes(key))
  if (fits) return undefined
  // somebody has taken it: then the post he has it by is right too
  const staff = staffOf(after.run, it.compiled.plan, after.run.now)
  const persons = Keys.persons(keys)
  const held = persons.length === keys.length && persons.length > 0
  return held && persons.every((person) => Keys.fits(Staff.keys(staff, person), who))
    ? undefined
    : differs(after, holds, expected, found)
}

const due = (after: After, it: Case, { at, due: wanted }: Of<"due">): Problem => {
  const frame = Address.frameOf(it, at.step)
  const expected = moment(after, wanted === "none" ? null : wanted)
  const name = `due ${at.written}`
  if (frame === undefined) return differs(after, name, expected, notOpen(after, it, at))
  const clock = Address.clockOf(it, frame)
  const found = clock?.due ?? null
  if (found === (wanted === "none" ? null : wanted)) return undefined
  const derived = clock === undefined ? undefined : Address.derivationOf(it, clock)
  const why = derived === undefined ? undefined : DueTold.derivation({ ...after.reader, words: {} }, derived)
  return differs(after, name, expected, moment(after, found), why)
}

const late = (after: After, it: Case, { at, late: wanted }: Of<"late">): Problem => {
  const frame = Address.frameOf(it, at.step)
  const name = `late ${at.written}`
  if (!Address.reached(it, at.step)) {
    const expected = typeof wanted === "boolean" ? Told.value(wanted) : `[${wanted.join(", ")}]`
    return differs(after, name, expected, notOpen(after, it, at))
  }
  const rungs = Address.dutiesOf(it, at.step).flatMap((duty) => (duty.late ? [duty.rung ?? ""] : []))
  const clock = frame === undefined ? undefined : Address.clockOf(it, frame)
  const called = frame?.kind === "task" || frame?.kind === "stage" ? (frame.called ?? "") : ""
  // still open, and its due has happened: late whatever comes now
  const missed = clock?.missed !== undefined && clock.due !== null && clock.due < after.run.now
  const found = missed && !rungs.includes(called) ? [...rungs, called] : rungs
  if (typeof wanted === "boolean") {
    return found.length > 0 === wanted ? undefined : differs(after, name, Told.value(wanted), Told.value(found.length > 0))
  }
  const equal = found.length === wanted.length && wanted.every((rung) => found.includes(rung))
  const list = (rungs: ReadonlyArray<string>): string =>
    rungs.length === 0 ? say(after, "none", "无") : rungs.map((rung) => (rung === "" ? "yes" : rung)).join(", ")
  return equal ? undefined : differs(after, name, list(wanted), list(found))
}

const open = (after: After, it: Case, { at, what }: Of<"open" | "closed">): Problem => {
  const live = Address.frameOf(it, at.step) !== undefined
  if (what === "open") {
    return live ? undefined : differs(after, at.written, say(after, "open", "进行中"), notOpen(after, it, at))
  }
  if (live) return differs(after, at.written, say(after, "closed", "已结束"), say(after, "still open", "仍在进行"))
  return Address.reached(it, at.step)
    ? undefined
    : differs(after, at.written, say(after, "closed", "已结束"), notOpen(after, it, at))
}

const waits = (after: After, it: Case, { at, for: wanted }: Of<"waits">): Problem => {
  const receipt = it.state.frames.find((frame) => frame.kind === "receipt" && frame.node.split("/").at(-1) === at.step)
  const frame = Address.frameOf(it, at.step) ?? receipt
  const name = `waits ${at.written}`
  const expected = typeof wanted === "number" ? moment(after, wanted) : wanted
  if (frame === undefined) return differs(after, name, expected, notOpen(after, it, at))
  const clock = Address.clockOf(it, frame)
  const paused = clock !== undefined && clock.due === null
  const instant = clock?.due ?? null
  const found =
    frame.kind === "receipt" ? "receipt" : frame.kind === "do" ? "answer" : paused ? "paused" : instant !== null ? moment(after, instant) : "event"
  if (wanted === instant || wanted === found) return undefined
  if (wanted === "event" && frame.kind === "wait" && frame.event !== undefined) return undefined
  const derived = clock === undefined ? undefined : Address.derivationOf(it, clock)
  const why = derived === undefined ? undefined : DueTold.derivation({ ...after.reader, words: {} }, derived)
  return differs(after, name, expected, found, why)
}

const held = (after: After, it: Case, { at, holds }: Of<"held">): Problem => {
  const found = it.state.holds.flatMap((hold) => {
    const part = hold.scope === "" ? "case" : (hold.scope.split("/").at(-1) ?? "")
    return part !== at.step ? [] : ["hold" in hold.source ? hold.source.hold : "suspend"]
  })
  const equal = holds.every((name) => found.includes(name)) && found.every((name) => holds.includes(name))
  return equal ? undefined : differs(after, `held ${at.written}`, `[${holds.join(", ")}]`, `[${[...new Set(found)].join(", ")}]`)
}

const wrote = (after: After, { ledger, rows }: Of<"wrote">): Problem => {
  const found = Ledgers.written(after.run.log, after.since, ledger)
  const name = `wrote ${LedgerName.parts(ledger).name}`
  const count = (n: number): string => say(after, `${n} new row${n === 1 ? "" : "s"}`, `${n}行新记录`)
  if (typeof rows === "number") return found.added === rows ? undefined : differs(after, name, count(rows), count(found.added))
  if (found.rows.length !== rows.length) {
    const times = (n: number): string => say(after, `${n} row${n === 1 ? "" : "s"} written or filled`, `写入或填写${n}行`)
    return differs(after, name, times(rows.length), times(found.rows.length))
  }
  for (const [index, row] of rows.entries()) {
    for (const [column, value] of Object.entries(row)) {
      const got = found.rows[index]?.[column]
      if (same(got, value)) continue
      return differs(after, `${name} ${index + 1} ${column}`, Told.value(value), shown(after, got))
    }
  }
  return undefined
}

const shown = (after: After, value: Value | undefined): string =>
  value === undefined ? say(after, "nothing", "空") : Told.value(value)

const told = (after: After, { messages, to }: Of<"told">): Problem => {
  const found = after.run.log.slice(after.since).flatMap(({ case: id, entry }) => {
    if (entry._tag !== "Sent" || entry.message.kind !== "notice") return []
    const plan = after.run.cases.get(id)?.compiled.plan
    const keys = plan === undefined ? [] : Staff.keys(staffOf(after.run, plan, entry.at), to)
    const reached = entry.message.to.some((key) => keys.includes(key) || key === `role:${to}` || key.startsWith(`role:${to}@`))
    return reached ? [entry.message.message] : []
  })
  const missing = messages.filter((message) => !found.includes(message))
  const nothing = say(after, "nothing", "没有")
  return missing.length === 0
    ? undefined
    : differs(after, `told ${to}`, messages.join(", "), found.length === 0 ? nothing : found.join(", "))
}

const opened = (after: After, { by, procedure }: Of<"opened">): Problem => {
  const found = after.run.log.slice(after.since).flatMap(({ case: by, entry }) =>
    entry._tag === "Linked" && entry.procedure === procedure
      ? [entry.path]
      : entry._tag === "Sent" && entry.message.kind === "open" && entry.message.procedure === procedure
        ? entry.message.received === undefined ? [] : [entry.message.schedule ?? by.slice(by.lastIndexOf("/") + 1)]
        : []
  )
  const wanted = by.map((place) => place.step)
  const nothing = say(after, "no case", "没有")
  return wanted.every((step) => found.includes(step))
    ? undefined
    : differs(after, `opened ${procedure}`, wanted.join(", "), found.length === 0 ? nothing : found.join(", "))
}

const gives = (after: After, it: Case, { field, value }: Of<"gives">): Problem => {
  const end = it.journal.findLast((entry) => entry._tag === "Ended")
  const found = end?._tag === "Ended" ? end.values[field] : undefined
  return same(found, value) ? undefined : differs(after, `gives ${field}`, Told.value(value), shown(after, found))
}

const ended = (after: After, it: Case, { outcome, written }: Of<"ended">): Problem => {
  const found = it.state.status === "open" ? say(after, "still open", "未结束") : (it.state.outcome ?? it.state.status)
  return it.state.status !== "open" && it.state.outcome === outcome
    ? undefined
    : differs(after, say(after, `ended ${written}`, `${written}的结局`), outcome, found)
}

/** What is not as expected, as a sentence; `undefined` when it is as expected. */
export const check = (after: After, expected: Expected): string | undefined => {
  if (expected.what === "wrote") return wrote(after, expected)
  if (expected.what === "told") return told(after, expected)
  if (expected.what === "opened") return opened(after, expected)
  const path = expected.what === "ended" ? expected.in : expected.what === "gives" ? [] : expected.at.in
  const it = Address.caseOf(after.run, after.known, path)
  if (it === undefined) {
    return noCase(after, expected.what === "ended" || expected.what === "gives" ? path.join("/") : expected.at.written)
  }
  switch (expected.what) {
    case "holder":
      return holder(after, it, expected)
    case "due":
      return due(after, it, expected)
    case "late":
      return late(after, it, expected)
    case "open":
    case "closed":
      return open(after, it, expected)
    case "waits":
      return waits(after, it, expected)
    case "held":
      return held(after, it, expected)
    case "gives":
      return gives(after, it, expected)
    case "ended":
      return ended(after, it, expected)
    case "value": {
      const found = Address.valueAt(Address.valuesOf(it, expected.at.step), expected.path)
      return same(found, expected.value)
        ? undefined
        : differs(after, `values ${expected.at.written}`, Told.value(expected.value), shown(after, found))
    }
  }
}
