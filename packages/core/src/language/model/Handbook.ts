/**
 * The handbook with every name resolved: what procedures of its folder may speak of. A section that did not parse is
 * not `complete`: whoever misses a name in it stays silent, for that slip was told already.
 */
import type { CalendarSpec } from "../../domain/Calendar.ts"
import type { Field, FieldType } from "../../domain/Field.ts"
import type { Order } from "../../domain/Filing.ts"
import type { Paper } from "../../domain/Papers.ts"
import type { Organisation, Role } from "../../domain/Organisation.ts"
import type { People } from "../../domain/People.ts"
import type { Quota } from "../../domain/Quota.ts"
import type { TimeConventions } from "../../domain/Time.ts"
import type { Values } from "../../domain/Value.ts"
import type { Missed, Template } from "../../plan/Plan.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import type { Span } from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Data, Maybe, Name, Named } from "../syntax/tree/Node.ts"
import type { Fields } from "../syntax/tree/Field.ts"
import type { Messages, Words } from "../syntax/tree/Shared.ts"

export interface Section<T> {
  /** `undefined`: a name whose entry did not parse */
  readonly entries: ReadonlyMap<string, { readonly span: Span; readonly value: T | undefined }>
  readonly complete: boolean
}

/** A section as its tree has it; what could not be read keeps its name. */
export const section = <A, B>(
  tree: Maybe<Named<A | Broken>>,
  read: (value: A, name: Name) => B | undefined
): Section<B> => ({
  entries: new Map(
    (sound(tree)?.entries ?? []).map((entry) => {
      const value = sound<A>(entry.value)
      return [entry.name.text, { span: entry.name.span, value: value === undefined ? undefined : read(value, entry.name) }]
    })
  ),
  complete: !isBroken(tree)
})

export interface LedgerInfo {
  readonly columns: ReadonlyArray<Field & { readonly span: Span }>
  readonly class?: string
  readonly complete: boolean
}

export interface TableInfo {
  readonly key: ReadonlyArray<string>
  readonly columns: ReadonlyArray<Field & { readonly span: Span }>
  readonly addsUp?: { readonly [column: string]: string }
  readonly class?: string
  /** when they stand in the file; else the host has them */
  readonly rows?: ReadonlyArray<Values>
}

/** What a report shows of rows: their columns, or groups of them. */
export type ReportInfo = Pick<Extract<FieldType, { readonly kind: "report" }>, "rows" | "day" | "columns" | "show">

/** A quota, and who is told when it was not kept. */
export interface QuotaInfo {
  readonly quota: Quota
  readonly missed: Missed
  readonly texts: { readonly [message: string]: { readonly [language: string]: Template } }
}

/** A list of papers, includes written out: one for everybody, or one for each value of a choice. */
export type PapersInfo =
  | { readonly needs: ReadonlyArray<Paper> }
  | { readonly of: ReadonlyArray<string>; readonly lists: { readonly [value: string]: ReadonlyArray<Paper> } }

/** A class of confidentiality (language §12). */
export interface ClassInfo {
  readonly seenBy: People
  /** procedures it may be handed to */
  readonly usedIn: ReadonlyArray<string>
}

export interface ArchiveInfo {
  readonly by: Order
  readonly keptBy: string
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
  readonly documents: Section<true>
  readonly papers: Section<PapersInfo>
  readonly archives: Section<ArchiveInfo>
  readonly checklists: Section<ReadonlyArray<string>>
  /** read when the procedures are known, as quotas are: they may be about cases */
  readonly reports: Section<ReportInfo>
  readonly ledgers: Section<LedgerInfo>
  readonly tables: Section<TableInfo>
  readonly forms: Section<Fields>
  readonly classes: Section<ClassInfo>
  readonly channels: Section<true>
  readonly events: Section<ReadonlyArray<Field>>
  readonly parameters: Section<Named<Data>>
  readonly quotas: Section<QuotaInfo>
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
