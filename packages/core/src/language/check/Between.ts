/** Between procedures: somebody opens each, and calls do not run in a circle (language §4.1, §6.9). */
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import type { Span } from "../source/Span.ts"
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

interface Edge {
  readonly to: string
  readonly span: Span
  readonly by: "call" | "hold"
}

const edgesOf = new WeakMap<Procedure, ReadonlyArray<Edge>>()

const edges = (procedure: Procedure): ReadonlyArray<Edge> => {
  const found = edgesOf.get(procedure) ?? waitedFor(procedure)
  edgesOf.set(procedure, found)
  return found
}

/** Whom a case waits for before it can end: those it calls, and those that hold all of it until they are over. */
const waitedFor = (procedure: Procedure): ReadonlyArray<Edge> => [
  ...procedure.records.flatMap(({ tree }): ReadonlyArray<Edge> => {
    const opens = tree.kind === "call" ? sound(tree.opens) : undefined
    const to = opens === undefined ? undefined : procedure.handbook.procedures.entries.get(opens.text)?.value
    return opens === undefined || to === undefined ? [] : [{ to, span: opens.span, by: "call" }]
  }),
  ...procedure.holds.flatMap((hold): ReadonlyArray<Edge> => {
    const tree = sound(sound(procedure.tree.holds)?.entries.find((it) => it.name.text === hold.name)?.value)
    const to = hold.from.topic.slice(0, hold.from.topic.lastIndexOf("."))
    const until = sound(tree?.until)
    return hold.until !== "its-end" || !hold.stops.includes("") || until === undefined || to === procedure.id
      ? []
      : [{ to, span: until.span, by: "hold" }]
  })
]

/** Cases that wait for one another without end: told once for each circle, where it begins. */
export const circles = (procedures: ReadonlyArray<Procedure>, report: Report): void => {
  const graph = new Map(procedures.map((it) => [it.id, edges(it)]))
  const told = new Set<string>()
  for (const by of ["call", "hold"] as const) {
    for (const { id } of procedures) {
      if (told.has(id) || (graph.get(id) ?? []).every((it) => it.by !== by)) continue
      const way = back(id, by, graph)
      const first = way?.[0]
      if (way === undefined || first === undefined) continue
      for (const it of way) told.add(it.to)
      const names = [id, ...way.map((it) => it.to)].map((it) => it.slice(it.indexOf("/") + 1))
      if (by === "call") report.add("call-circle", first.span, { way: names })
      else report.add("hold-never-ends", first.span, { way: names })
    }
  }
}

/** The shortest way from a procedure back to itself that begins with such an edge; calls only, or holds as well. */
const back = (id: string, by: Edge["by"], graph: ReadonlyMap<string, ReadonlyArray<Edge>>): ReadonlyArray<Edge> | undefined => {
  const seen = new Set<string>()
  let ways: ReadonlyArray<ReadonlyArray<Edge>> = (graph.get(id) ?? []).filter((it) => it.by === by).map((it) => [it])
  while (ways.length > 0) {
    const next: Array<ReadonlyArray<Edge>> = []
    for (const way of ways) {
      const at = way.at(-1)?.to ?? ""
      if (at === id) return way
      if (seen.has(at)) continue
      seen.add(at)
      for (const it of graph.get(at) ?? []) if (by === "hold" || it.by === "call") next.push([...way, it])
    }
    ways = next
  }
  return undefined
}

/** Events that are announced and that no wait and no hold of any file listens to. */
export const unheard = (procedures: ReadonlyArray<Procedure>, report: Report): void => {
  // what could not be read may listen
  if (procedures.some((it) => !it.sound)) return
  const heard = new Set<string>()
  for (const procedure of procedures) {
    for (const { resolved } of procedure.records) if (resolved?.kind === "wait" && resolved.for !== undefined) heard.add(resolved.for.topic)
    for (const { from, until } of procedure.holds) {
      heard.add(from.topic)
      if (until !== "its-end") heard.add(until.topic)
    }
  }
  for (const procedure of procedures) {
    for (const entry of sound(procedure.tree.announces)?.entries ?? []) {
      const event = entry.name.text
      if (heard.has(`${procedure.id}.${event}`) || !procedure.names.used.has(`announces.${event}`)) continue
      report.add("event-never-heard", entry.name.span, { event })
    }
  }
}
