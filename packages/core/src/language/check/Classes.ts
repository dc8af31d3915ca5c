/**
 * Where confidential values go (language §12): only those who may see them are told, they are handed only to the
 * procedures their class names, and a register keeps them under a class. Followed through calculations, items of a
 * list, rows of registers, events and what a called case gives; a rule or a condition over them is none any more.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Field, FieldType } from "../../domain/Field.ts"
import type { People, Who } from "../../domain/People.ts"
import type { Rung, Template } from "../../plan/Plan.ts"
import type { Report } from "../diagnostic/Report.ts"
import * as Handbook from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Maybe, Name } from "../syntax/tree/Node.ts"
import type { Due, Ladder } from "../syntax/tree/Time.ts"
import * as Axis from "./Axis.ts"

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

interface Class {
  readonly usedIn: ReadonlyArray<string> | undefined
  readonly seenBy: ReadonlySet<string>
}

export const classes = (procedure: Procedure, tree: HandbookTree, heard: Listeners, report: Report): void => {
  const known = classesOf(tree)
  if (known.size === 0) return
  const find = finder(procedure)
  const told = new Set<string>()

  const messages = (name: Maybe<Name>, shown: { readonly [language: string]: Template } | undefined, to: People, holder: People | null): void => {
    const at = sound(name)
    if (at === undefined || told.has(`${at.text} ${at.span.start}`)) return
    for (const part of Object.values(shown ?? {}).flat()) {
      const it = typeof part === "string" ? undefined : find(part.value)
      const seenBy = it === undefined ? undefined : known.get(it.class)?.seenBy
      if (it === undefined || seenBy === undefined || to.of.every((who) => maySee(who, seenBy, procedure, holder))) continue
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
    to: Iterable<string>
  ): void => {
    for (const cell of cells) {
      const it = find(cell.value)
      const usedIn = it === undefined ? undefined : known.get(it.class)?.usedIn
      const at = trees.find((entry) => entry.name.text === cell.field)
      const strange = usedIn === undefined ? undefined : [...to].find((name) => !usedIn.includes(name))
      if (it === undefined || usedIn === undefined || at === undefined || strange === undefined) continue
      report.add("class-use", at.value.span, { field: it.name, class: it.class, procedure: strange, usedIn })
    }
  }

  rungs(procedure.tree, procedure.rungs)
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
      const it = find(cell.value)
      const column = ledger.value.columns.find((one) => one.name === cell.column)
      const at = [...(sound(step.add)?.entries ?? []), ...(sound(step.fill)?.entries ?? [])].find((one) => one.name.text === cell.column)
      if (it === undefined || column === undefined || column.class !== undefined || at === undefined) continue
      report.add("class-leak", at.value.span, { field: it.name, class: it.class, ledger: resolved.ledger })
    }
  }
}

const classesOf = (tree: HandbookTree): ReadonlyMap<string, Class> => {
  const found = new Map<string, Class>()
  for (const entry of sound(tree.classes)?.entries ?? []) {
    const it = sound(entry.value)
    const who = sound(it?.seenBy)?.who ?? []
    found.set(entry.name.text, {
      usedIn: sound(it?.usedIn)?.items.map((name) => name.text),
      seenBy: new Set(who.flatMap((one) => (one.kind === "somebody" ? [one.ref.names[0].text] : [])))
    })
  }
  return found
}

/** The confidential value an expression hands on, if it does. */
const finder = (procedure: Procedure) => {
  const steps = new Map<string, ReadonlyArray<Procedure["records"][number]>>()
  for (const it of procedure.records) steps.set(it.name, [...(steps.get(it.name) ?? []), it])
  const signature = (id: string) => [...procedure.names.signatures.values()].find((it) => it?.id === id)

  const fieldsOf = (step: string): ReadonlyArray<Field> => {
    if (step === "intake") return procedure.intake.form
    return (steps.get(step) ?? []).flatMap(({ resolved }): ReadonlyArray<Field> => {
      switch (resolved?.kind) {
        case "task":
          return resolved.form
        case "call":
          return [...(signature(resolved.opens)?.outcomes.values() ?? [])].flat()
        case "wait":
          return resolved.for === undefined ? [] : eventFields(resolved.for.topic)
        default:
          return []
      }
    })
  }
  const eventFields = (topic: string): ReadonlyArray<Field> => {
    const event = topic.slice(topic.lastIndexOf(".") + 1)
    if (event !== topic) return signature(topic.slice(0, topic.lastIndexOf(".")))?.announces.get(event) ?? []
    const found = Handbook.find(procedure.handbook.events, topic)
    return typeof found === "string" ? [] : found.value
  }
  const among = (fields: ReadonlyArray<Field>, [first, ...rest]: ReadonlyArray<string>, name: string): Confidential | undefined => {
    const field = fields.find((it) => it.name === first)
    if (field === undefined) return undefined
    if (field.class !== undefined) return { class: field.class, name }
    const inner = fieldsIn(field.type)
    const path = rest.length > 0 ? [rest] : inner.map((it) => [it.name])
    return path.map((it) => among(inner, it, name)).find((it) => it !== undefined)
  }
  const row = (rows: (Expression & { readonly op: "query" })["rows"], path: ReadonlyArray<string>, name: string): Confidential | undefined => {
    if (rows.from === "ledger") {
      const ledger = Handbook.find(procedure.handbook.ledgers, rows.ledger)
      if (typeof ledger === "string") return undefined
      if (ledger.value.class !== undefined) return { class: ledger.value.class, name }
      const paths = path.length > 0 ? [path] : ledger.value.columns.map((it) => [it.name])
      return paths.map((it) => among(ledger.value.columns, it, name)).find((it) => it !== undefined)
    }
    if (rows.from === "cases") return among(signature(rows.procedure)?.intake ?? [], path, name)
    return rows.from === "list" ? find(rows.list) : undefined
  }
  const find = (it: Expression, rows?: (Expression & { readonly op: "query" })["rows"]): Confidential | undefined => {
    switch (it.op) {
      case "field": {
        const [value] = (steps.get(it.step) ?? []).flatMap(({ resolved }) => (resolved?.kind === "compute" ? [resolved.value] : []))
        return value !== undefined && it.field === "value" ? find(value) : among(fieldsOf(it.step), [it.field, ...it.path], Axis.nameOf(it))
      }
      case "item": {
        const [of] = (steps.get(it.each) ?? []).flatMap(({ resolved }) => (resolved?.kind === "each" ? [resolved.in] : []))
        return of === undefined ? undefined : find(of.op === "field" ? { ...of, path: [...of.path, ...it.path] } : of)
      }
      case "row":
        return rows === undefined ? undefined : row(rows, it.path, Axis.nameOf(it))
      case "event":
        return undefined
      case "get":
        return it.of.op === "query" ? row(it.of.rows, [it.name], it.name) : find(it.of, rows)
      case "arithmetic":
      case "else":
        return find(it.left, rows) ?? find(it.right, rows)
      case "call":
        return find(it.of, rows)
      case "query":
        if (it.query === "one" || it.query === "last") return row(it.rows, [], Axis.nameOf(it))
        return it.value === undefined ? undefined : find(it.value, it.rows)
      default:
        return undefined
    }
  }
  return (it: Expression) => find(it)
}

const fieldsIn = (type: FieldType): ReadonlyArray<Field> =>
  type.kind === "rows" ? type.fields : type.kind === "list" ? fieldsIn(type.of) : type.kind === "report" ? type.columns : []

/** A person of the case (a party, a field) is taken for the one it is about; who did or has a step is one of its people. */
const maySee = (who: Who, allowed: ReadonlySet<string>, procedure: Procedure, holder: People | null, deep = 0): boolean => {
  const all = (people: ReadonlyArray<People | null>): boolean =>
    deep > 5 || people.every((it) => it === null || it.of.every((one) => maySee(one, allowed, procedure, null, deep + 1)))
  const { organisation } = procedure.handbook
  switch (who.who) {
    case "opener":
      return all([procedure.intake.by])
    case "doer":
    case "holder": {
      const name = who.who === "doer" ? who.step : who.of
      if (name === null) return all([holder])
      const rungs = name === "case" ? procedure.rungs : procedure.records.flatMap((it) =>
        it.name === name && (it.resolved?.kind === "task" || it.resolved?.kind === "stage") ? it.resolved.rungs : []
      )
      return all(rungs.map((it) => it.by))
    }
    case "role":
    case "department": {
      if (who.who === "role" && allowed.has(who.role)) return true
      const role = who.who === "role" ? organisation.roles[who.role] : undefined
      const place = who.who === "role" && who.in !== undefined && "department" in who.in ? who.in.department : role?.in
      let department = who.who === "department" ? who.department : place
      for (let i = 0; department !== undefined && i < 100; i++) {
        if (allowed.has(department)) return true
        department = organisation.departments[department]?.partOf
      }
      return false
    }
    case "head":
      return "department" in who.of && allowed.has(who.of.department)
    case "body":
      return allowed.has(who.body)
    case "rank":
    case "highest-on-duty":
    case "superior":
      return false
    case "value":
    case "area":
      return true
  }
}
