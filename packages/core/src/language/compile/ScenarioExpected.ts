/**
 * The `then` of a scenario's row as plain expectations, each with the line it stands on.
 */
import type { Plan } from "../../plan/Plan.ts"
import * as LedgerName from "../../plan/LedgerName.ts"
import type { Expected } from "../../plan/Scenario.ts"
import * as Steps from "../../plan/Steps.ts"
import * as ValueType from "../../plan/ValueType.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Span } from "../source/Span.ts"
import * as SpanOf from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Name } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Scenario.ts"
import * as Names from "./ScenarioNames.ts"
import type { Reading } from "./ScenarioReading.ts"

const lineOf = (span: Span): number => SpanOf.startPosition(span).line

interface Written {
  readonly register: LedgerName.LedgerName
  readonly columns: Plan["ledgers"][string]["columns"]
}

/** Of its own handbook first, then of those of others. */
const writtenOf = ({ names }: Reading, name: string): Written | undefined => {
  const plans = [names.own, ...names.procedures.byName.values(), ...names.procedures.byId.values()]
  for (const { ledgers, procedure } of plans) {
    const ledger = ledgers[name]
    if (ledger !== undefined) return { register: LedgerName.of(procedure, name), columns: ledger.columns }
  }
  const filing = plans.find((plan) => archives(plan).includes(name))
  return filing && { register: LedgerName.archive(filing.procedure, name), columns: keyed }
}

/** What is filed is written too: under which key. */
const keyed: Written["columns"] = [{ name: "key", type: { kind: "text" }, needed: true }]

const archives = (plan: Plan): ReadonlyArray<string> =>
  Steps.all(plan).flatMap((it) => (it.kind === "task" ? (it.files ?? []).map(({ archive }) => archive) : []))

const each = <T, A>(section: Tree.Expected<T> | undefined, make: (at: Tree.At<T>) => A | undefined): ReadonlyArray<A> =>
  (section?.entries ?? []).flatMap((entry) => make(entry) ?? [])

/** The rungs a task, a stage or the case itself goes down. */
const rungsOf = (plan: Plan, place: string): ReadonlyArray<string> => {
  const step = place.replace(/#.*$/, "")
  const found = [
    ...(step === "case" ? [plan.root.rungs] : []),
    ...Steps.named(plan, step).flatMap((it) => (it.kind === "task" || it.kind === "stage" ? [it.rungs] : []))
  ]
  return found.flatMap((it) => it.flatMap(({ name }) => name ?? []))
}

/** All that must hold after a row. */
export const expected = (read: Reading, then: Tree.Then | undefined): ReadonlyArray<Expected> => {
  if (then === undefined) return []
  const { names } = read
  const at = (path: Tree.Path, wanted: Names.Wanted = "step"): Names.Found | undefined => Names.place(names, path, wanted)
  const all = (items: ReadonlyArray<Name>, known: ReadonlyArray<string>, what: Said): boolean => {
    const unknown = items.filter((it) => !known.includes(it.text))
    for (const it of unknown) Names.unknown(names, it.span, it.text, what, known)
    return unknown.length === 0
  }
  const steps = (what: "open" | "closed", paths: Tree.Then["open"]): ReadonlyArray<Expected> =>
    (sound(paths)?.items ?? []).flatMap((item): ReadonlyArray<Expected> => {
      const path = sound(item)
      const found = path === undefined ? undefined : at(path)
      return path === undefined || found === undefined ? [] : [{ line: lineOf(path.span), what, at: found.place }]
    })

  const holders = each(sound(then.holders), ({ at: path, span, value }): Expected | undefined => {
    const found = at(path)
    if (found === undefined || isBroken(value)) return undefined
    const only = value.who[0]
    const nobody =
      value.who.length === 1 && only?.kind === "somebody" && only.ref.names[0].text === "nobody" && !names.people.has("nobody")
    const who = nobody ? ("nobody" as const) : Names.keys(names, found.plan, value)
    return who === undefined ? undefined : { line: lineOf(span), what: "holder", at: found.place, who }
  })

  const due = each(sound(then.due), ({ at: path, span, value }): Expected | undefined => {
    const found = at(path)
    if (found === undefined || isBroken(value)) return undefined
    const instant = value.kind === "word" ? ("none" as const) : read.instant(value)
    return instant === undefined ? undefined : { line: lineOf(span), what: "due", at: found.place, due: instant }
  })

  const late = each(sound(then.late), ({ at: path, span, value }): Expected | undefined => {
    const found = at(path)
    if (found === undefined || isBroken(value)) return undefined
    const rungs = value.kind === "word" ? value.word === "yes" : value.items.map((name) => name.text)
    if (value.kind !== "word" && !all(value.items, rungsOf(found.plan, found.place.step), Names.things.rung)) return undefined
    return { line: lineOf(span), what: "late", at: found.place, late: rungs }
  })

  const waits = each(sound(then.waits), ({ at: path, span, value }): Expected | undefined => {
    const found = at(path)
    if (found === undefined || isBroken(value)) return undefined
    const awaited = value.kind === "word" ? value.word : read.instant(value)
    return awaited === undefined ? undefined : { line: lineOf(span), what: "waits", at: found.place, for: awaited }
  })

  const held = each(sound(then.held), ({ at: path, span, value }): Expected | undefined => {
    const found = at(path, "part")
    if (found === undefined || isBroken(value)) return undefined
    if (!all(value.items, ["suspend", ...found.plan.holds.map((it) => it.name)], Names.things.hold)) return undefined
    return { line: lineOf(span), what: "held", at: found.place, holds: value.items.map((name) => name.text) }
  })

  const wrote = (sound(then.wrote)?.entries ?? []).flatMap((entry): ReadonlyArray<Expected> => {
    const value = sound(entry.value)
    if (value === undefined) return []
    const ledger = writtenOf(read, entry.name.text)
    if (ledger === undefined) {
      const all = [...names.procedures.byId.values()].flatMap((plan) => [...Object.keys(plan.ledgers), ...archives(plan)])
      Names.unknown(names, entry.name.span, entry.name.text, Names.things.ledger, all)
      return []
    }
    const rows =
      value.kind === "whole"
        ? value.value
        : value.items.map((item) =>
            read.values(
              ledger.columns,
              item.kind === "data-map" ? { kind: "named", entries: item.entries, span: item.span } : undefined
            )
          )
    return [{ line: lineOf(entry.span), what: "wrote", ledger: ledger.register, rows }]
  })

  const told = (sound(then.told)?.entries ?? []).flatMap((entry): ReadonlyArray<Expected> => {
    const messages = sound(entry.value)
    const name = entry.name.text
    const known = names.people.has(name) || names.own.organisation.roles[name] !== undefined
    if (!known) Names.unknown(names, entry.name.span, name, Names.things.role, names.people)
    const plans = [names.own, ...names.procedures.byId.values(), ...names.procedures.schedules]
    const texts = plans.flatMap((plan) => Object.keys(plan.messages))
    const unknown = (messages?.items ?? []).filter((item) => !texts.includes(item.text))
    for (const item of unknown) {
      // the step that sends it is easily written instead of its message
      const sent = plans.flatMap((plan) => Steps.named(plan, item.text).flatMap((it) => (it.kind === "notify" ? [it.message] : [])))
      Names.unknown(names, item.span, item.text, Names.things.message, texts, sent[0])
    }
    if (messages === undefined || !known || unknown.length > 0) return []
    return [{ line: lineOf(entry.span), what: "told", to: name, messages: messages.items.map((item) => item.text) }]
  })

  const opened = (sound(then.opened)?.entries ?? []).flatMap((entry): ReadonlyArray<Expected> => {
    const plan = Names.procedure(names, entry.name.text, entry.name.span)
    const by = (sound(entry.value)?.items ?? []).flatMap((item) => {
      const path = sound(item)
      return path === undefined ? [] : (at(path, "opener")?.place ?? [])
    })
    return plan === undefined ? [] : [{ line: lineOf(entry.span), what: "opened", procedure: plan.procedure, by }]
  })

  const values = each(sound(then.values), ({ at: path, span, value }): Expected | undefined => {
    const found = at(path, "value")
    if (found === undefined) return undefined
    const wanted = read.value(
      ValueType.typeAt(found.plan, found.place.step.replace(/#.*$/, ""), found.rest, names.procedures.byId),
      value
    )
    return wanted === undefined
      ? undefined
      : { line: lineOf(span), what: "value", at: found.place, path: found.rest, value: wanted }
  })

  const gives = (sound(then.gives)?.entries ?? []).flatMap((entry): ReadonlyArray<Expected> => {
    const fields = Object.values(names.own.outcomes).flat()
    const field = fields.find((it) => it.name === entry.name.text)
    if (field === undefined) {
      Names.unknown(names, entry.name.span, entry.name.text, Names.things.field, fields.map((it) => it.name))
      return []
    }
    const value = read.value(field.type, entry.value)
    return value === undefined ? [] : [{ line: lineOf(entry.span), what: "gives", field: field.name, value }]
  })

  return [
    ...holders,
    ...due,
    ...late,
    ...steps("open", then.open),
    ...steps("closed", then.closed),
    ...waits,
    ...held,
    ...wrote,
    ...told,
    ...opened,
    ...values,
    ...gives,
    ...ended(read, sound(then.ended))
  ]
}

const ended = (read: Reading, tree: Exclude<Tree.Then["ended"], { readonly kind: "broken" }>): ReadonlyArray<Expected> => {
  const { names } = read
  const check = (plan: Plan, name: string, span: Span): boolean => {
    const outcomes = [...Object.keys(plan.outcomes), "cancelled"]
    if (outcomes.includes(name)) return true
    Names.unknown(names, span, name, Names.things.outcome, outcomes)
    return false
  }
  if (tree === undefined) return []
  if (tree.kind === "name") {
    return check(names.own, tree.text, tree.span)
      ? [{ line: lineOf(tree.span), what: "ended", in: [], written: names.own.procedure, outcome: tree.text }]
      : []
  }
  return each(tree, ({ at, span, value }): Expected | undefined => {
    const found = Names.casePath(names, at)
    if (found === undefined || isBroken(value) || !check(found.plan, value.text, value.span)) return undefined
    return { line: lineOf(span), what: "ended", in: found.in, written: SpanOf.text(at.span), outcome: value.text }
  })
}
