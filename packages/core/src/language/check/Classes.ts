/**
 * Where confidential values go (language §12): only those who may see them are told, they are handed only to the
 * procedures their class names, and a register keeps them under a class. Followed through calculations, items of a
 * list, rows of registers, events and what a called case gives; a rule or a condition over them is none any more.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Field, FieldType } from "../../domain/Field.ts"
import type { People } from "../../domain/People.ts"
import type { Rung, Template } from "../../plan/Plan.ts"
import * as Seal from "../../plan/Seal.ts"
import type { Report } from "../diagnostic/Report.ts"
import * as Handbook from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Maybe, Name } from "../syntax/tree/Node.ts"
import type { Due, Ladder } from "../syntax/tree/Time.ts"
import * as Audience from "./Audience.ts"
import * as Axis from "./Axis.ts"
import * as Seals from "./Seals.ts"

/** Of each announced topic, the procedures that listen to it. */
export type Listeners = ReadonlyMap<string, ReadonlySet<string>>

export const listeners = (procedures: ReadonlyArray<Procedure>): Listeners => {
  const found = new Map<string, Set<string>>()
  const add = (topic: string, { name }: Procedure): void => {
    found.set(topic, (found.get(topic) ?? new Set()).add(name))
  }
  for (const procedure of procedures) {
    for (const { resolved } of procedure.records) if (resolved?.kind === "wait" && resolved.for !== undefined) add(resolved.for.topic, procedure)
    for (const { from } of procedure.holds) add(from.topic, procedure)
  }
  return found
}

interface Confidential {
  readonly class: string
  readonly name: string
}

export const classes = (procedure: Procedure, heard: Listeners, report: Report): void => {
  const { classes } = procedure.handbook
  if (classes.entries.size === 0) return
  const seals = Seals.of(procedure)
  const known = (name: string): Handbook.ClassInfo | undefined => classes.entries.get(name)?.value
  /** the classes a value carries that are known */
  const find = (value: Expression, event?: Seal.Seal): ReadonlyArray<Confidential> =>
    Seal.classes(Seal.of(value, event === undefined ? seals : { ...seals, event })).map((name) => ({ class: name, name: Axis.nameOf(carrier(value, seals)) }))
  const told = new Set<string>()

  const messages = (name: Maybe<Name>, shown: { readonly [language: string]: Template } | undefined, to: People, holder: People | null): void => {
    const at = sound(name)
    if (at === undefined || told.has(`${at.text} ${at.span.start}`)) return
    for (const part of Object.values(shown ?? {}).flat()) {
      const it = typeof part === "string" ? undefined : find(part.value).find((one) => {
        const seenBy = known(one.class)?.seenBy
        return seenBy !== undefined && !Audience.maySee(to, seenBy, around(procedure, seals, holder))
      })
      if (it === undefined) continue
      told.add(`${at.text} ${at.span.start}`)
      report.add("class-leak", at.span, { field: it.name, class: it.class, message: at.text })
      return
    }
  }
  const reminders = (due: Maybe<Due>, rung: Rung | undefined, by: People | null): void => {
    const trees = sound(sound(due)?.remind)?.items ?? []
    for (const [i, it] of (rung?.due?.remind ?? []).entries()) {
      messages(sound(trees[i])?.with, procedure.messages[it.message], it.tell, by)
    }
  }
  const rungs = (one: { readonly due: Maybe<Due>; readonly ladder: Maybe<Ladder> }, all: ReadonlyArray<Rung>): void => {
    if (one.ladder === undefined) return reminders(one.due, all[0], all[0]?.by ?? null)
    for (const [i, entry] of (sound(one.ladder)?.rungs ?? []).entries()) {
      reminders(sound(entry.value)?.due, all[i], all[i]?.by ?? null)
    }
  }
  const handed = (
    cells: ReadonlyArray<{ readonly field: string; readonly value: Expression }>,
    trees: ReadonlyArray<{ readonly name: Name; readonly value: { readonly span: Name["span"] } }>,
    to: Iterable<string>,
    event?: Seal.Seal
  ): void => {
    for (const cell of cells) {
      const at = trees.find((entry) => entry.name.text === cell.field)
      for (const it of find(cell.value, event)) {
        const usedIn = known(it.class)?.usedIn
        const strange = usedIn === undefined ? undefined : [...to].find((name) => !usedIn.includes(name))
        if (usedIn === undefined || at === undefined || strange === undefined) continue
        report.add("class-use", at.value.span, { field: it.name, class: it.class, procedure: strange, usedIn })
        break
      }
    }
  }

  rungs(procedure.tree, procedure.rungs)
  reminders(sound(procedure.tree.intake)?.due, { name: null, by: procedure.intake.by, due: procedure.intake.due }, procedure.intake.by)
  for (const entry of sound(procedure.tree.schedules)?.entries ?? []) {
    const it = sound(entry.value)
    const schedule = procedure.schedules.find(({ name }) => name === entry.name.text)?.schedule
    const opens = sound(it?.opens)?.text
    if (it === undefined || schedule === undefined || opens === undefined) continue
    reminders(it.due, { name: null, by: null, due: schedule.due ?? null }, null)
    const event = "on" in schedule ? seals.topic(schedule.on.topic) : undefined
    handed(schedule.with, sound(it.with)?.entries ?? [], [opens], event)
  }
  for (const { tree: step, resolved } of procedure.records) {
    if (step.kind === "notify" && resolved?.kind === "notify") messages(step.with, procedure.messages[resolved.message], resolved.to, null)
    if ((step.kind === "task" || step.kind === "stage") && (resolved?.kind === "task" || resolved?.kind === "stage")) rungs(step, resolved.rungs)
    if (step.kind === "file" && resolved?.kind === "task") rungs({ due: step.due, ladder: undefined }, resolved.rungs)
    if ((step.kind === "call" || step.kind === "start") && (resolved?.kind === "call" || resolved?.kind === "start")) {
      const opens = sound(step.opens)?.text
      if (opens !== undefined) handed(resolved.with, sound(step.with)?.entries ?? [], [opens])
    }
    if (step.kind === "announce" && resolved?.kind === "announce") {
      const to = [...(heard.get(resolved.topic) ?? [])].filter((it) => it !== procedure.name)
      handed(resolved.with, sound(step.with)?.entries ?? [], to)
    }
    if (step.kind !== "record" || resolved?.kind !== "record") continue
    const ledger = Handbook.find(procedure.handbook.ledgers, resolved.ledger)
    if (typeof ledger === "string" || ledger.value.class !== undefined) continue
    for (const cell of resolved.cells) {
      const [it] = find(cell.value)
      const column = ledger.value.columns.find((one) => one.name === cell.column)
      const at = [...(sound(step.add)?.entries ?? []), ...(sound(step.fill)?.entries ?? [])].find((one) => one.name.text === cell.column)
      if (it === undefined || column === undefined || column.class !== undefined || at === undefined) continue
      report.add("class-leak", at.value.span, { field: it.name, class: it.class, ledger: resolved.ledger })
    }
  }
}

/** What the procedure is to somebody who hears of it. */
const around = (procedure: Procedure, seals: Seals.Seals, holder: People | null): Audience.Around => ({
  organisation: procedure.handbook.organisation,
  opens: procedure.intake.by,
  asks: (step) =>
    (step === "case" ? procedure.rungs : procedure.records.flatMap(({ name, resolved }) =>
      name === step && (resolved?.kind === "task" || resolved?.kind === "stage") ? resolved.rungs : []
    )).map((it) => it.by),
  holder,
  party: (value) => isAbout(value, seals)
})

/** Whether a value is a party or person that a field of the case names. */
const isAbout = (value: Expression, seals: Seals.Seals): boolean => {
  if (value.op === "item") {
    const list = seals.list(value.each)
    return list?.op === "field" && isAbout({ ...list, path: [...list.path, ...value.path] }, seals)
  }
  if (value.op === "else") return isAbout(value.left, seals) && isAbout(value.right, seals)
  if (value.op !== "field") return false
  const [field, ...more] = [value.field, ...value.path].reduce<ReadonlyArray<Field>>(
    (fields, name) => fieldsIn(fields.find((it) => it.name === name)),
    seals.fields(value.step)
  )
  return field !== undefined && more.length === 0 && isParty(field.type)
}

/** The part of a calculation that makes it confidential. */
const carrier = (value: Expression, seals: Seals.Seals): Expression => {
  switch (value.op) {
    case "call":
      return carrier(value.of, seals)
    case "arithmetic":
    case "else":
      return carrier(Seal.classes(Seal.of(value.left, seals)).length > 0 ? value.left : value.right, seals)
    case "query":
      return value.value ?? value
    default:
      return value
  }
}

/** A field on the way: those inside it, or itself where there are none. */
const fieldsIn = (field: Field | undefined): ReadonlyArray<Field> => {
  const inner = (type: FieldType): ReadonlyArray<Field> =>
    type.kind === "rows" ? type.fields : type.kind === "list" ? inner(type.of) : type.kind === "report" ? type.columns : []
  if (field === undefined) return []
  const found = inner(field.type)
  return found.length === 0 ? [field] : found
}

const isParty = (type: FieldType): boolean =>
  type.kind === "list" ? isParty(type.of) : type.kind === "party" || type.kind === "person"
