/** Between procedures: somebody opens each, and calls do not run in a circle (language §4.1, §6.9). */
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Schedules } from "../syntax/tree/Shared.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"
import type { Handbook } from "../model/Handbook.ts"

interface Book {
  readonly tree: HandbookTree
  readonly handbook: Handbook
}

export const opened = (procedures: ReadonlyArray<Procedure>, books: ReadonlyArray<Book>, report: Report): void => {
  const ids = new Set<string>()
  for (const procedure of procedures) {
    for (const it of procedure.opens) ids.add(it.id)
    scheduled(sound(procedure.tree.schedules), procedure.handbook, ids)
  }
  for (const { tree, handbook } of books) scheduled(sound(tree.schedules), handbook, ids)
  // what could not be read may open it
  const unread = procedures.some((it) => it.names.unclear || isBroken(it.tree.schedules)) ||
    books.some((it) => isBroken(it.tree.schedules) || [...it.handbook.procedures.entries.values()].some((one) => one.value === undefined))
  if (unread) return
  for (const procedure of procedures) {
    const intake = procedure.tree.intake
    const nobody = intake === undefined || (!isBroken(intake) && intake.by === undefined)
    if (!nobody || ids.has(procedure.id)) continue
    report.add("opened-by-nobody", procedure.span, { procedure: procedure.name })
  }
}

const scheduled = (tree: Schedules | undefined, handbook: Handbook, ids: Set<string>): void => {
  for (const entry of tree?.entries ?? []) {
    const opens = sound(sound(entry.value)?.opens)
    const id = opens === undefined ? undefined : handbook.procedures.entries.get(opens.text)?.value
    if (id !== undefined) ids.add(id)
  }
}

export const circles = (procedures: ReadonlyArray<Procedure>, report: Report): void => {
  const byId = new Map(procedures.map((it) => [it.id, it]))
  const calls = (procedure: Procedure) =>
    procedure.records.flatMap(({ tree }) => {
      const opens = tree.kind === "call" ? sound(tree.opens) : undefined
      const id = opens === undefined ? undefined : procedure.handbook.procedures.entries.get(opens.text)?.value
      return opens === undefined || id === undefined ? [] : [{ id, name: opens }]
    })
  const told = new Set<string>()
  for (const start of procedures) {
    const visit = (at: Procedure, way: ReadonlyArray<string>): void => {
      for (const call of calls(at)) {
        const next = byId.get(call.id)
        if (next === undefined) continue
        if (next.id === start.id) {
          const key = [...way].sort().join(" ")
          if (told.has(key)) continue
          told.add(key)
          const first = calls(start).find((it) => it.id === (way[1] ?? start.id)) ?? call
          report.add("call-circle", first.name.span, { way: [...way, start.id].map((it) => it.slice(it.indexOf("/") + 1)) })
        } else if (!way.includes(next.id)) visit(next, [...way, next.id])
      }
    }
    visit(start, [start.id])
  }
}
