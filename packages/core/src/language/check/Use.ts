/** What is there and used: parameters, messages, announced events (language §13). */
import { said } from "../diagnostic/Phrase.ts"
import { isError } from "../diagnostic/Diagnostic.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import { lacking } from "./Ends.ts"
import { dotted, isBroken, sound } from "../syntax/tree/Node.ts"

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

/**
 * Questions answered with yes or no on whose answer nothing depends: no condition, text, register, sheet or other case.
 * Other fields are kept to be read in the history, and what the intake asks is what the case is about; but nobody asks
 * a person to decide between yes and no for the history alone.
 */
export const fields = (procedure: Procedure, report: Report): void => {
  // a rule that is wrong is mostly the one that was to use it
  if (!procedure.sound || report.diagnostics.some((it) => isError(it) && it.span.file === procedure.span.file)) return
  const shown = onSheets(procedure)
  // a sheet that shows a stage, a branching or a loop shows what is asked inside
  const around = new Set(procedure.records.flatMap((it) => (shown.has(it.name) ? [it.node] : [])))
  for (const { inside, node, tree } of procedure.records) {
    const form = tree.kind === "task" ? sound(tree.form) : undefined
    if (form === undefined || form.kind === "name" || tree.kind === "broken") continue
    if (around.has(node) || inside.some((it) => around.has(it))) continue
    for (const entry of form.entries) {
      const type = sound(sound(entry.value)?.type)
      const name = `${tree.name.text}.${entry.name.text}`
      if (type?.kind !== "simple" || type.type !== "yes/no" || shown.has(name)) continue
      if (procedure.names.used.has(`field ${tree.name.text} ${entry.name.text}`)) continue
      report.add("field-unused", entry.name.span, { field: entry.name.text, step: tree.name.text })
    }
  }
}

/** What printed forms and archives take: whole steps, or fields of them. */
const onSheets = (procedure: Procedure): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const entry of sound(procedure.tree.sheets)?.entries ?? []) {
    for (const it of sound(entry.value)?.items ?? []) if (!isBroken(it)) found.add(dotted(it))
  }
  for (const { tree } of procedure.records) {
    for (const it of tree.kind === "file" ? (sound(tree.what)?.items ?? []) : []) if (it.kind === "ref") found.add(dotted(it))
  }
  return found
}
