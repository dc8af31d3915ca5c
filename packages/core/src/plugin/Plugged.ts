/**
 * All that is plugged in, by name, with the fields of actions and events resolved to types of the language: what the
 * compiler, the targets and the desk look names up in.
 *
 * @since 0.1.0
 */
import { Result, Schema, SchemaIssue } from "effect"
import type { Field, FieldType } from "../domain/Field.ts"
import type { Value } from "../domain/Value.ts"
import type { Actions } from "../plan/Plan.ts"
import type {
  PluggedArchive,
  PluggedCalendar,
  PluggedChannel,
  PluggedCheck,
  PluggedField,
  PluggedFields,
  PluggedTarget,
  PluggedType,
  Plugin,
  Said
} from "./Plugin.ts"

/**
 * @since 0.1.0
 */
export interface Plugged {
  readonly types: ReadonlyMap<string, PluggedType>
  readonly actions: ReadonlyMap<string, Actions[string] & { readonly description: Said }>
  readonly channels: ReadonlyMap<string, PluggedChannel>
  readonly calendars: ReadonlyMap<string, PluggedCalendar>
  readonly events: ReadonlyMap<string, ReadonlyArray<Field>>
  readonly archives: ReadonlyMap<string, PluggedArchive>
  readonly tables: ReadonlyMap<string, { readonly columns: ReadonlyArray<Field>; readonly key: ReadonlyArray<string> }>
  /** by the code of its diagnostics, `plugin/PLUGIN/CHECK` */
  readonly checks: ReadonlyMap<string, PluggedCheck>
  readonly targets: ReadonlyMap<string, PluggedTarget>
}

/** The outcome of an action that did what it was asked. */
export const done = "done"

const plain: ReadonlyMap<string, FieldType> = new Map(
  ([
    "text", "long-text", "tick", "whole-number", "number", "percent", "money", "date", "time", "date-time", "period", "term",
    "appointment", "party", "staff", "person", "unit", "department", "phone-number", "attachment"
  ] as const).map((kind) => [kind, { kind }] as const)
)
const words: ReadonlyMap<string, FieldType> = new Map([...plain, ["yes/no", { kind: "yes-no" }], ["any case", { kind: "case" }]])

/**
 * The registry of some plug-ins. Throws when they contradict each other or themselves: see {@link faults}.
 *
 * @since 0.1.0
 */
export const make = (plugins: ReadonlyArray<Plugin>): Plugged => {
  const wrong: Array<string> = []
  const plugged = registry(plugins, wrong)
  if (wrong.length > 0) throw new Error(`These plug-ins cannot be used:\n${wrong.join("\n")}`)
  return plugged
}

/**
 * What is wrong between and in plug-ins: a name twice, a type nobody knows. Sentences, one a line.
 *
 * @since 0.1.0
 */
export const faults = (plugins: ReadonlyArray<Plugin>): ReadonlyArray<string> => {
  const wrong: Array<string> = []
  registry(plugins, wrong)
  return wrong
}

const registry = (plugins: ReadonlyArray<Plugin>, wrong: Array<string>): Plugged => {
  const from = new Map<string, string>()
  const all = <A, B>(
    kind: string,
    of: (plugin: Plugin) => { readonly [name: string]: A } | undefined,
    to: (it: A, where: string) => B
  ): ReadonlyMap<string, B> => {
    const found = new Map<string, B>()
    for (const plugin of plugins) {
      for (const [name, it] of Object.entries(of(plugin) ?? {})) {
        const other = from.get(`${kind} ${name}`)
        if (other !== undefined) wrong.push(`The ${kind} \`${name}\` is in the plug-ins \`${other}\` and \`${plugin.name}\`.`)
        from.set(`${kind} ${name}`, plugin.name)
        found.set(name, to(it, `${kind} \`${name}\` of the plug-in \`${plugin.name}\``))
      }
    }
    return found
  }
  const same = <A>(it: A): A => it
  const types = all("field type", (it) => it.types, same)
  for (const name of types.keys()) {
    if (words.has(name)) wrong.push(`The field type \`${name}\` is one of the language: give yours another name.`)
  }
  const fields = (of: PluggedFields | undefined, where: string): ReadonlyArray<Field> =>
    Object.entries(of ?? {}).map(([name, it]) => ({ name, ...fieldOf(it, types, `the field \`${name}\` of the ${where}`, wrong) }))
  return {
    types,
    actions: all("action", (it) => it.actions, (it, where) => {
      if (it.fails?.[done] !== undefined) wrong.push(`The ${where} has a failure \`${done}\`: that is its outcome when all went well.`)
      return {
        description: it.description,
        with: fields(it.with, where),
        gives: fields(it.gives, where),
        fails: Object.fromEntries(Object.entries(it.fails ?? {}).map(([name, failure]) => [name, fields(failure.gives, where)]))
      }
    }),
    channels: all("channel", (it) => it.channels, same),
    calendars: all("calendar source", (it) => it.calendars, same),
    events: all("event", (it) => it.events, (it, where) => fields(it.fields, where)),
    archives: all("archive", (it) => it.archives, same),
    tables: all("table", (it) => it.tables, (it, where) => {
      const columns = fields(it.columns, where)
      for (const column of it.key) {
        if (!columns.some(({ name }) => name === column)) wrong.push(`The ${where} has no column \`${column}\`, which is in its key.`)
      }
      return { columns, key: it.key }
    }),
    checks: new Map(
      plugins.flatMap((plugin) =>
        Object.entries(plugin.checks ?? {}).map(([name, it]) => [`plugin/${plugin.name}/${name}`, it] as const)
      )
    ),
    targets: all("target", (it) => it.targets, same)
  }
}

const fieldOf = (
  of: PluggedField,
  types: ReadonlyMap<string, PluggedType>,
  where: string,
  wrong: Array<string>
): { readonly type: FieldType; readonly needed: boolean } => {
  const type = (it: string | ReadonlyArray<string>): FieldType => {
    if (typeof it !== "string") return { kind: "choice", values: it }
    const known = words.get(it)
    if (known !== undefined) return known
    const own = typeOf(it, types)
    if (own === undefined) wrong.push(`There is no type \`${it}\`, which ${where} has.`)
    return own ?? { kind: "text" }
  }
  if (typeof of === "string" || isList(of)) return { type: type(of), needed: true }
  const needed = of.needed !== false
  if ("type" in of) return { type: type(of.type), needed }
  const { list } = of
  return {
    needed,
    type: typeof list === "string" || isList(list)
      ? { kind: "list", of: type(list) }
      : { kind: "rows", fields: Object.entries(list).map(([name, it]) => ({ name, ...fieldOf(it, types, where, wrong) })) }
  }
}

const isList = (it: object): it is ReadonlyArray<string> => Array.isArray(it)

const typeOf = (name: string, types: ReadonlyMap<string, PluggedType>): FieldType | undefined => {
  const found = types.get(name)
  return found === undefined
    ? undefined
    : { kind: "plugin", name, ...(found.comparable === true && { comparable: true as const }) }
}

/**
 * The type of a field that names a plugged one; `undefined` when nobody registered it.
 *
 * @since 0.1.0
 */
export const fieldType = (plugged: Plugged, name: string): FieldType | undefined => typeOf(name, plugged.types)

const issues = SchemaIssue.makeFormatterStandardSchemaV1()
const why = ({ issue }: Schema.SchemaError): string =>
  issues(issue).issues.map(({ message, path }) => (path === undefined || path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`)).join("; ")

/**
 * A value as people write it, texts all the way down (`{ value: 12.5, unit: kWh }`), becomes what a case keeps.
 *
 * @since 0.1.0
 */
export const read = (type: PluggedType, written: unknown): Result.Result<Value, string> =>
  Schema.decodeUnknownResult(Schema.toCodecStringTree(type.schema))(written).pipe(
    Result.flatMap(Schema.encodeUnknownResult(type.schema)),
    Result.mapError(why)
  )

/**
 * Why a value a case is to keep is none of this type; `undefined` when it is one.
 *
 * @since 0.1.0
 */
export const wrong = (type: PluggedType, value: unknown): string | undefined => {
  const decoded = Schema.decodeUnknownResult(type.schema)(value)
  return Result.isSuccess(decoded) ? undefined : why(decoded.failure)
}
