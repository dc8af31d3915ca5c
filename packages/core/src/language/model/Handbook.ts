/**
 * The handbook with every name resolved: what procedures of its folder may speak of. A section that did not parse is
 * not `complete`: whoever misses a name in it stays silent, for that slip was told already.
 */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import type { Field } from "../../domain/Field.ts"
import type { Rows } from "../../domain/Expression.ts"
import type { Organisation, Role } from "../../domain/Organisation.ts"
import type { TimeConventions } from "../../domain/Time.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import type { Span } from "../source/Span.ts"
import type { Data, Named } from "../syntax/tree/Node.ts"
import type { Fields } from "../syntax/tree/Field.ts"
import type { Messages, Words } from "../syntax/tree/Shared.ts"

export interface Section<T> {
  /** `undefined`: a name whose entry did not parse */
  readonly entries: ReadonlyMap<string, { readonly span: Span; readonly value: T | undefined }>
  readonly complete: boolean
}

export interface LedgerInfo {
  readonly columns: ReadonlyArray<Field & { readonly span: Span }>
  readonly class?: string
  readonly complete: boolean
}

export interface TableInfo {
  /** the columns of its key, when its rows stand in the file: a row looked up by all of them is there */
  readonly key?: ReadonlyArray<string>
  readonly columns: ReadonlyArray<Field & { readonly span: Span }>
}

/** A report that lists rows of a ledger. Grouped ones, and those of cases, cannot be shown yet. */
export interface ReportInfo {
  readonly rows: Extract<Rows, { readonly from: "ledger" }>
  readonly day: string
  readonly columns: ReadonlyArray<Field>
}

export interface Handbook {
  readonly name: string
  readonly folder: string
  readonly span: Span
  readonly languages: ReadonlyArray<string>
  readonly namesIn: string | undefined
  readonly time: TimeConventions | undefined
  readonly currency: string | undefined
  readonly calendars: Section<CalendarSpec>
  readonly ranks: Section<true>
  readonly departments: Section<{ readonly partOf?: string }>
  readonly roles: Section<Role>
  readonly bodies: Section<{ readonly recordedBy: string }>
  readonly organisation: Organisation
  readonly partyKinds: Section<true>
  readonly papers: Section<true>
  readonly checklists: Section<ReadonlyArray<string>>
  readonly reports: Section<ReportInfo | "not-yet">
  readonly ledgers: Section<LedgerInfo>
  readonly tables: Section<TableInfo>
  readonly forms: Section<Fields>
  readonly classes: Section<true>
  readonly channels: Section<true>
  readonly events: Section<ReadonlyArray<Field>>
  readonly parameters: Section<Named<Data>>
  readonly quotas: Section<true>
  readonly messages: Messages | undefined
  readonly words: Words | undefined
  /** what could not be read may say anything */
  readonly unread: { readonly messages: boolean; readonly words: boolean }
  /** what the host plugged in; its channels and events stand in the sections too */
  readonly plugged: Plugged
  /** procedures of the folder and of `uses`, by local name, with their id */
  readonly procedures: Section<string>
}

export type Found<T> = { readonly value: T } | "silent" | "unknown"

/** Looks a name up: there, unknown, or not to be spoken of because its definition is broken. */
export const find = <T>(section: Section<T>, name: string): Found<T> => {
  const entry = section.entries.get(name)
  if (entry !== undefined) return entry.value === undefined ? "silent" : { value: entry.value }
  return section.complete ? "unknown" : "silent"
}

export const has = <T>(section: Section<T>, name: string): boolean => section.entries.has(name)

export const namesOf = <T>(section: Section<T>): ReadonlyArray<string> => [...section.entries.keys()]
