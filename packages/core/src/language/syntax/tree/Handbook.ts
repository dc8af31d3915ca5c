import type { Said } from "../../diagnostic/Entry.ts"
import type { Span } from "../../source/Span.ts"
import type { Expression, Rows } from "./Expression.ts"
import type { Fields, Names, Paper } from "./Field.ts"
import type { DateLiteral, NumberLiteral, PercentLiteral, TimeLiteral } from "./Literal.ts"
import type { Broken, Data, Listed, Maybe, Must, Name, Named, Text, Whole, Word } from "./Node.ts"
import type { People } from "./People.ts"
import type { Messages, Schedules, Words } from "./Shared.ts"
import type { DateRange, OpenHours, TimeSpan } from "./Time.ts"

/** A `handbook.yaml` (language §3). */
export interface Handbook {
  readonly kind: "handbook"
  readonly name: Must<Name>
  readonly version: Must<Whole>
  readonly languages: Must<Names>
  readonly namesIn: Must<Name>
  readonly time: Must<Time>
  readonly currency: Must<Name>
  readonly calendars: Must<Named<Calendar | Broken>>
  /** Lowest first. */
  readonly ranks: Must<Names>
  readonly departments: Must<Named<Department | Broken>>
  readonly roles: Must<Named<Role | Broken>>
  readonly bodies: Maybe<Named<Body | Broken>>
  readonly partyKinds: Maybe<Names>
  readonly documents: Maybe<Named<Document | Broken>>
  readonly papers: Maybe<Named<Papers | Broken>>
  readonly archives: Maybe<Named<Archive | Broken>>
  readonly ledgers: Maybe<Named<Ledger | Broken>>
  readonly tables: Maybe<Named<Table | Broken>>
  readonly reports: Maybe<Named<Report | Broken>>
  readonly checklists: Maybe<Named<Names | Broken>>
  readonly forms: Maybe<Named<Fields | Broken>>
  readonly classes: Maybe<Named<Class | Broken>>
  readonly channels: Maybe<Names>
  readonly events: Maybe<Named<Fields | Broken>>
  readonly uses: Maybe<Uses>
  /** For each procedure, its parameters. */
  readonly parameters: Maybe<Named<Named<Data> | Broken>>
  readonly schedules: Maybe<Schedules>
  readonly quotas: Maybe<Named<Quota | Broken>>
  readonly messages: Maybe<Messages>
  readonly words: Maybe<Words>
  /** Keys that must be there in the end; only of a handbook that takes from another, which may have them. */
  readonly lacking: ReadonlyArray<Lacking>
  /** A part of the file could not be read as YAML: nobody may say that a name is missing. */
  readonly incomplete: boolean
  readonly span: Span
}

/** By name the path of another folder's procedure, as written (`../v0b/complaint`); and what is taken from other handbooks. */
export interface Uses extends Named<Text | Broken> {
  readonly takes: ReadonlyArray<Taking>
}

/** `../v3: all`, `../v0b: { papers: [move-in-papers], as: { receptionist: dispatcher } }`: valid here as if it were written here. */
export interface Taking {
  readonly kind: "taking"
  /** The folder of the other handbook, as written. */
  readonly from: Text
  /** `all`: the word alone; else which names of which sections. */
  readonly what: Must<Word<"all"> | Taken>
  readonly span: Span
}

/** A key that is missing in the part at `at` (one of these keys, where there are several). */
export interface Lacking {
  readonly keys: ReadonlyArray<string>
  readonly place: Said
  readonly example: string | undefined
  readonly mark: Span
  readonly at: Span
}

/** The sections of a handbook that entries can be taken from; and its procedures. */
export type TakenSection = (typeof takenSections)[number]

export const takenSections = [
  "procedures",
  "calendars",
  "departments",
  "roles",
  "bodies",
  "party-kinds",
  "documents",
  "papers",
  "archives",
  "ledgers",
  "tables",
  "reports",
  "checklists",
  "forms",
  "classes",
  "channels",
  "events",
  "parameters",
  "schedules",
  "quotas",
  "messages"
] as const

/** What is taken when not simply `all`. Without a section it is everything but `without`. */
export interface Taken {
  readonly kind: "taken"
  readonly sections: { readonly [section in TakenSection]: Maybe<Names | Word<"all">> }
  readonly without: Maybe<Names>
  /** their name: the one it has here */
  readonly as: Maybe<Named<Name | Broken>>
  readonly span: Span
}

/** §3.1 */
export interface Time {
  readonly kind: "time-rules"
  readonly zone: Must<Text>
  readonly calendar: Must<Name>
  readonly dayEnds: Must<Word<"midnight" | "closing">>
  readonly afterClosing: Must<Word<"same day" | "next opening day">>
  readonly holidays: Must<Word<"do not move a due date" | "move a due date to the next working day">>
  readonly remindAt: Must<TimeLiteral>
  readonly span: Span
}

export interface Calendar {
  readonly kind: "calendar"
  readonly open: Must<Listed<OpenHours | Broken>>
  /** A source that the host plugged in, or the name `none`. */
  readonly holidays: Must<Name>
  readonly covered: Must<DateRange>
  readonly closed: Maybe<Listed<DateLiteral | Broken>>
  readonly alsoOpen: Maybe<Listed<DateLiteral | Broken>>
  readonly span: Span
}

export interface Department {
  readonly kind: "department"
  readonly partOf: Maybe<Name>
  readonly span: Span
}

/** §3.2 */
export interface Role {
  readonly kind: "role"
  readonly rank: Must<Name>
  readonly in: Maybe<Name>
  readonly heads: Maybe<Name | { readonly kind: "each-department"; readonly span: Span }>
  readonly reportsTo: Maybe<Name>
  readonly standsIn: Maybe<Name>
  readonly span: Span
}

export interface Body {
  readonly kind: "body"
  readonly founded: Must<Word<"yes" | "no" | "unknown">>
  readonly recordedBy: Must<Name>
  readonly span: Span
}

export interface Document {
  readonly kind: "document"
  readonly span: Span
}

/** §3.3: one list (`needs`), or a list for each value of a choice (`of` and `lists`). */
export interface Papers {
  readonly kind: "papers-lists"
  readonly needs: Maybe<Listed<Paper | Broken>>
  readonly of: Maybe<Names>
  readonly lists: Maybe<Named<PapersList | Broken>>
  readonly span: Span
}

export interface PapersList {
  readonly kind: "papers-list"
  readonly includes: Maybe<Name>
  readonly needs: Maybe<Listed<Paper | Broken>>
  readonly span: Span
}

export interface Archive {
  readonly kind: "archive"
  readonly by: Must<Word<"unit" | "department" | "staff" | "month" | "year">>
  readonly keptBy: Must<Name>
  readonly span: Span
}

/** §3.4 */
export interface Ledger {
  readonly kind: "ledger"
  readonly columns: Must<Fields>
  readonly class: Maybe<Name>
  readonly span: Span
}

export interface Table {
  readonly kind: "table"
  readonly columns: Must<Fields>
  readonly key: Must<Names>
  /** Exactly one of `rows` and `from: host`. */
  readonly rows: Maybe<Listed<Data>>
  readonly from: Maybe<Word<"host">>
  readonly addsUp: Maybe<Named<NumberLiteral | Broken>>
  readonly class: Maybe<Name>
  readonly span: Span
}

/** §3.5: grouped (`by` and `show`) or listed (`eachRow`). */
export interface Report {
  readonly kind: "report"
  readonly rows: Must<Rows>
  readonly day: Must<Name>
  readonly by: Maybe<Names>
  readonly show: Maybe<Listed<Shown | Broken>>
  readonly eachRow: Maybe<Names>
  readonly span: Span
}

/** `count`, `sum COLUMN`. */
export type Shown =
  | { readonly kind: "show-count"; readonly span: Span }
  | { readonly kind: "show-sum"; readonly column: Name; readonly span: Span }

/** §12 */
export interface Class {
  readonly kind: "class"
  readonly seenBy: Must<People>
  readonly usedIn: Must<Names>
  readonly span: Span
}

/** §11 */
export interface Quota {
  readonly kind: "quota"
  readonly count: Must<Measure>
  readonly of: Must<Measure>
  readonly per: Must<Word<TimeSpan>>
  /** Exactly one of the two. */
  readonly atLeast: Maybe<PercentLiteral>
  readonly atMost: Maybe<PercentLiteral>
  readonly rounded: Must<Word<"up" | "down" | "exact">>
  readonly missed: Must<Missed>
  readonly span: Span
}

/** Who is told at the end of the span, and with which message. */
export interface Missed {
  readonly kind: "missed"
  readonly tell: Must<People>
  readonly with: Must<Name>
  readonly span: Span
}

/** `ROWS where EXPR` (how many), or `sum E over ROWS where EXPR`. */
export interface Measure {
  readonly kind: "measure"
  readonly sum: Expression | undefined
  readonly rows: Rows
  readonly where: Expression | undefined
  readonly span: Span
}
