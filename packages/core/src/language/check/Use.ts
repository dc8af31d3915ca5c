/** What is there and used: parameters, messages, announced events; what may be used where: classes (language §12, §13). */
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Field } from "../../domain/Field.ts"
import type { Who } from "../../domain/People.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import { lacking } from "./Ends.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"

export const unused = (procedure: Procedure, report: Report): void => {
  // what did not parse may have used it
  if (!procedure.sound || lacking(procedure, report)) return
  for (const entry of sound(procedure.tree.parameters)?.entries ?? []) {
    if (!procedure.names.used.has(`param.${entry.name.text}`)) {
      report.add("parameter-unused", entry.name.span, { name: entry.name.text })
    }
  }
  for (const entry of sound(procedure.tree.messages)?.entries ?? []) {
    if (procedure.messages[entry.name.text] === undefined) {
      report.add("name-unused", entry.name.span, { name: entry.name.text, what: said("message", "消息") })
    }
  }
  for (const entry of sound(procedure.tree.announces)?.entries ?? []) {
    if (!procedure.names.used.has(`announces.${entry.name.text}`)) {
      report.add("event-never-announced", entry.name.span, { event: entry.name.text })
    }
  }
}

export const changes = (procedure: Procedure, report: Report): void => {
  for (const it of sound(procedure.tree.changes)?.items ?? []) {
    if (isBroken(it) || isBroken(it.size) || it.approvedBy !== undefined || it.size.word !== "major") continue
    report.add("change-unapproved", it.size.span, { version: sound(it.version)?.value ?? 0 })
  }
}

/** A confidential value goes only to the procedures of its class, and only those who may see it are told. */
export const classes = (procedure: Procedure, handbook: HandbookTree, report: Report): void => {
  const allowed = new Map<string, ReadonlyArray<string>>()
  for (const entry of sound(handbook.classes)?.entries ?? []) {
    const usedIn = sound(sound(entry.value)?.usedIn)
    if (usedIn !== undefined) allowed.set(entry.name.text, usedIn.items.map((it) => it.text))
  }
  const classOf = (step: string, field: string): string | undefined => {
    const forms: ReadonlyArray<ReadonlyArray<Field>> = step === "intake" ? [procedure.intake.form] : procedure.records.flatMap((it) =>
      it.name === step && it.resolved?.kind === "task" ? [it.resolved.form] : []
    )
    return forms.flat().find((it) => it.name === field)?.class
  }
  const seenBy = (klass: string): ReadonlySet<string> => {
    const entry = sound(handbook.classes)?.entries.find((it) => it.name.text === klass)
    const who = sound(sound(entry?.value)?.seenBy)?.who ?? []
    return new Set(who.flatMap((it) => (it.kind === "somebody" ? [it.ref.names[0].text] : [])))
  }
  for (const { tree, resolved } of procedure.records) {
    if (tree.kind === "notify" && resolved?.kind === "notify") {
      const name = sound(tree.with)
      const shown = Object.values(procedure.messages[resolved.message] ?? {}).flat()
      for (const part of shown) {
        if (typeof part === "string" || part.value.op !== "field" || name === undefined) continue
        const { step, field } = part.value
        const klass = classOf(step, field)
        if (klass === undefined || resolved.to.of.every((it) => maySee(it, seenBy(klass), procedure.handbook))) continue
        report.add("class-leak", name.span, { field, class: klass, message: name.text })
        break
      }
    }
    if ((tree.kind !== "call" && tree.kind !== "start") || (resolved?.kind !== "call" && resolved?.kind !== "start")) continue
    const to = sound(tree.opens)?.text ?? ""
    for (const cell of resolved.with) {
      const value = cell.value
      const klass = value.op === "field" ? classOf(value.step, value.field) : undefined
      const usedIn = klass === undefined ? undefined : allowed.get(klass)
      const at = sound(tree.with)?.entries.find((it) => it.name.text === cell.field)
      if (value.op !== "field" || klass === undefined || usedIn === undefined || usedIn.includes(to) || at === undefined) continue
      report.add("class-use", at.value.span, { field: value.field, class: klass, procedure: to, usedIn })
    }
  }
}

/** Whoever is known only in the case (a party, the opener) is taken for the person it is about. */
const maySee = (who: Who, allowed: ReadonlySet<string>, handbook: Handbook): boolean => {
  if (who.who !== "role" && who.who !== "department" && who.who !== "rank" && who.who !== "body") return true
  if (who.who === "rank" || who.who === "body") return false
  if (who.who === "role" && allowed.has(who.role)) return true
  const role = who.who === "role" ? handbook.organisation.roles[who.role] : undefined
  const place = who.who === "role" && who.in !== undefined && "department" in who.in ? who.in.department : role?.in
  let department = who.who === "department" ? who.department : place
  for (let i = 0; department !== undefined && i < 100; i++) {
    if (allowed.has(department)) return true
    department = handbook.organisation.departments[department]?.partOf
  }
  return false
}
