/**
 * One handbook laid over another: what is written here counts, name by name, and in an entry key by key; what is not
 * written here is as it is there.
 */
import type { Report } from "../diagnostic/Report.ts"
import type { Handbook } from "../syntax/tree/Handbook.ts"
import { type Broken, dotted, isBroken, type Entry, type Named as ByName, sound } from "../syntax/tree/Node.ts"
import type { Words } from "../syntax/tree/Shared.ts"

/** Parts that are maps with our names as keys. */
export const named = [
  "calendars",
  "departments",
  "roles",
  "bodies",
  "documents",
  "papers",
  "archives",
  "ledgers",
  "tables",
  "reports",
  "checklists",
  "forms",
  "classes",
  "events",
  "parameters",
  "schedules",
  "quotas",
  "messages",
  "uses"
] as const satisfies ReadonlyArray<keyof Handbook>

export type Named = (typeof named)[number]

export type List = (typeof lists)[number]

/** Lists of names. */
export const lists = ["ranks", "partyKinds", "channels"] as const satisfies ReadonlyArray<keyof Handbook>

type Part = { readonly [key: string]: unknown }

/** Keys of which only one may be written: the one that is written here takes the place of the other. */
const instead: { readonly [kind: string]: ReadonlyArray<readonly [ReadonlyArray<string>, ReadonlyArray<string>]> } = {
  "papers-lists": [[["needs"], ["of", "lists"]]],
  table: [[["rows"], ["from"]]],
  report: [[["by", "show"], ["eachRow"]]],
  schedule: [[["every"], ["on"]]],
  quota: [[["atLeast"], ["atMost"]]]
}

/** Kinds whose keys are ours: they are told apart one by one. */
const records: ReadonlySet<unknown> = new Set([
  "time-rules",
  "calendar",
  "department",
  "role",
  "body",
  "document",
  "papers-lists",
  "archive",
  "ledger",
  "table",
  "report",
  "class",
  "schedule",
  "quota"
])

/** `below` and what is written over it. */
export const over = (below: unknown, above: unknown): unknown => {
  if (above === undefined || below === undefined || isBroken(below) || isBroken(above)) return above ?? below
  const [there, here] = [below as Part, above as Part]
  if (there["kind"] !== here["kind"]) return above
  if (here["kind"] === "named") return names(below as ByName<unknown>, above as ByName<unknown>, (_, it) => it)
  if (!records.has(here["kind"])) return above
  const found: { [key: string]: unknown } = { ...there }
  for (const [one, other] of instead[String(here["kind"])] ?? []) {
    if (one.some((key) => here[key] !== undefined)) for (const key of other) delete found[key]
    if (other.some((key) => here[key] !== undefined)) for (const key of one) delete found[key]
  }
  for (const key of Object.keys(here)) if (here[key] !== undefined) found[key] = here[key]
  return found
}

const names = (
  below: ByName<unknown>,
  above: ByName<unknown>,
  both: (below: unknown, above: unknown) => unknown
): ByName<unknown> => {
  const written = new Map(above.entries.map((it) => [it.name.text, it]))
  const under = new Set(below.entries.map((it) => it.name.text))
  return {
    ...above,
    entries: [
      ...below.entries.map((it): Entry<unknown> => {
        const own = written.get(it.name.text)
        return own === undefined ? it : { ...own, value: both(it.value, own.value) }
      }),
      ...above.entries.filter((it) => !under.has(it.name.text))
    ]
  }
}

/** A section of the one over that of the other. */
export const section = <T>(below: ByName<T> | undefined, above: ByName<T> | Broken | undefined): ByName<T> | Broken | undefined =>
  below === undefined || below.entries.length === 0 || isBroken(above)
    ? above
    : above === undefined
    ? below
    : (names(below, above, over) as ByName<T>)

export const words = (below: Words | undefined, above: Words | Broken | undefined): Words | Broken | undefined => {
  if (below === undefined || isBroken(above)) return above
  if (above === undefined) return below
  const own = new Map(above.entries.map((it) => [dotted(it.of), it]))
  const under = new Map(below.entries.map((it) => [dotted(it.of), it]))
  return {
    ...above,
    entries: [
      ...below.entries.filter((it) => !own.has(dotted(it.of))),
      ...above.entries.map((it) => {
        const title = over(sound(under.get(dotted(it.of))?.title), it.title) as typeof it.title
        return { ...it, title }
      })
    ]
  }
}

/** Tells the keys that neither of the two has, and puts what is broken in their place. */
export const lacking = (tree: Handbook, report: Report): Handbook => {
  if (tree.lacking.length === 0) return tree
  const parts = new Map<number, Part>()
  const add = (part: unknown): void => {
    const span = (part as Part | undefined)?.["span"] as Handbook["span"] | undefined
    if (span?.file === tree.span.file) parts.set(span.start, part as Part)
  }
  for (const part of named) for (const { value } of sound(tree[part] as ByName<unknown> | undefined)?.entries ?? []) add(value)
  add(tree.time)
  add(tree)
  let whole = tree
  for (const it of tree.lacking) {
    const part = parts.get(it.at.start)
    const keys = it.keys.map(camel)
    if (part === undefined || keys.some((key) => part[key] !== undefined)) continue
    report.add("key-missing", it.mark, { keys: it.keys, place: it.place, example: it.example })
    const [only, ...more] = keys
    if (it.at.start === tree.span.start && only !== undefined && more.length === 0) whole = { ...whole, [only]: { kind: "broken", span: it.mark } }
  }
  return whole
}

/** `reports-to` is `reportsTo` in the tree. */
const camel = (key: string): string =>
  key === "handbook" ? "name" : key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
