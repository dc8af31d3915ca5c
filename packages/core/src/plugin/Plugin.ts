/**
 * What a host adds to the language: field types, actions for `do`, channels, calendar sources, events, archives, tables,
 * checks and targets (language §16). A plug-in is data with a few pure functions: it says what a thing is called, what goes in and
 * what comes out, and what it is for, in English and Chinese. Nothing in it runs anything at the desk; that is done by
 * the ports (`Actions`, `Notifier`, `CalendarSource`, `HostTables`), under the same names. It can add no syntax.
 *
 * @since 0.1.0
 */
import type { Schema } from "effect"
import type { Sources } from "../domain/Calendar.ts"
import type { LocalDate } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type { Compiled, Plan } from "../plan/Plan.ts"

/**
 * A text in both languages that Frontdesk speaks.
 *
 * @since 0.1.0
 */
export interface Said {
  readonly en: string
  readonly zh: string
}

/**
 * A plug-in.
 *
 * @since 0.1.0
 */
export interface Plugin {
  /** Letters, digits and `-`; the codes of its checks begin with `plugin/NAME/`. */
  readonly name: string
  readonly description: Said
  readonly types?: { readonly [name: string]: PluggedType }
  readonly actions?: { readonly [name: string]: PluggedAction }
  readonly channels?: { readonly [name: string]: PluggedChannel }
  readonly calendars?: { readonly [name: string]: PluggedCalendar }
  readonly events?: { readonly [name: string]: PluggedEvent }
  readonly archives?: { readonly [name: string]: PluggedArchive }
  readonly tables?: { readonly [name: string]: PluggedTable }
  readonly checks?: { readonly [name: string]: PluggedCheck }
  readonly targets?: { readonly [name: string]: PluggedTarget }
}

/**
 * A type of a field. Its values are JSON that the schema lets through: what a form brings is checked with it.
 *
 * @since 0.1.0
 */
export interface PluggedType {
  readonly description: Said
  /** its encoded side is what a case keeps, its type what a developer holds */
  readonly schema: Schema.Codec<unknown, Value>
  /** Whether `is` and `is not` may compare two values: same JSON, same value. Default: only `is present` is asked. */
  readonly comparable?: boolean
  /** Where generated modules find the type and its schema, as they would import it. */
  readonly module: { readonly from: string; readonly type: string; readonly schema: string }
}

/**
 * A field of an action or an event, in the words of a form: the name of a type (`unit`, `date-time`, a plugged one), the
 * values of a choice, a list, and with `needed: false` what may be left out.
 *
 * @since 0.1.0
 */
export type PluggedField =
  | string
  | ReadonlyArray<string>
  | { readonly type: string | ReadonlyArray<string>; readonly needed?: boolean }
  | { readonly list: string | ReadonlyArray<string> | PluggedFields; readonly needed?: boolean }

/**
 * @since 0.1.0
 */
export interface PluggedFields {
  readonly [name: string]: PluggedField
}

/**
 * What a step `do` can have done. `gives` is what it answers when all went well, its outcome is then `done`; each name
 * in `fails` is an outcome too.
 *
 * @since 0.1.0
 */
export interface PluggedAction {
  readonly description: Said
  readonly with?: PluggedFields
  readonly gives?: PluggedFields
  readonly fails?: { readonly [outcome: string]: PluggedFailure }
}

/**
 * A way an action may not succeed that a procedure has to cover; not for what a second try would mend.
 *
 * @since 0.1.0
 */
export interface PluggedFailure {
  readonly description: Said
  readonly gives?: PluggedFields
}

/**
 * A way to send messages; who sends is the host's `Notifier`.
 *
 * @since 0.1.0
 */
export interface PluggedChannel {
  readonly description: Said
}

/**
 * Public holidays and the working days that make up for them. Days from `from` to `to`, both included; days that are not
 * named follow the weekday. `known` says what the source can answer for at all.
 *
 * @since 0.1.0
 */
export interface PluggedCalendar {
  readonly description: Said
  readonly days: (from: LocalDate, to: LocalDate) => Sources[string]
}

/**
 * Something the outside world tells (a `wait for`, a schedule `on`), like an event of the handbook.
 *
 * @since 0.1.0
 */
export interface PluggedEvent {
  readonly description: Said
  readonly fields?: PluggedFields
}

/**
 * An archive that the host keeps (`file … into`), like one of the handbook; what was filed is among the rows of
 * `archive:NAME`. A handbook that has no role of that name does not have the archive.
 *
 * @since 0.1.0
 */
export interface PluggedArchive {
  readonly description: Said
  /** what there is one file for */
  readonly by: "unit" | "department" | "staff" | "month" | "year"
  /** the role that keeps it */
  readonly keptBy: string
}

/**
 * Reference data that the host has, like a table `from: host` of the handbook; its rows come from `HostTables`.
 *
 * @since 0.1.0
 */
export interface PluggedTable {
  readonly description: Said
  readonly columns: PluggedFields
  /** the columns no two rows have alike */
  readonly key: ReadonlyArray<string>
}

/**
 * A rule of the host's own. It sees a procedure that is sound and says what it does not like, and where.
 *
 * @since 0.1.0
 */
export interface PluggedCheck {
  readonly description: Said
  readonly title: Said
  readonly severity: "error" | "warning" | "information"
  readonly check: (plan: Plan) => ReadonlyArray<Finding>
}

/**
 * What a check found, a sentence to a colleague. `at` is the node of a step; without it the sentence is about the
 * procedure.
 *
 * @since 0.1.0
 */
export interface Finding {
  readonly at?: string
  readonly message: Said
}

/**
 * Something that is made of plans: `frontdesk generate --target NAME` writes the files. Paths are relative to the folder
 * of the procedure.
 *
 * @since 0.1.0
 */
export interface PluggedTarget {
  readonly description: Said
  readonly generate: (compiled: Compiled) => ReadonlyArray<{ readonly path: string; readonly text: string }>
}

/**
 * A plug-in, with its names kept in the type: what `Actions.make` asks for is known from it.
 *
 * @since 0.1.0
 */
export const make = <const P extends Plugin>(plugin: P): P => plugin
