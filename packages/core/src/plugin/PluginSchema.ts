/**
 * What a plug-in must look like, for those that come from a file: an editor's types do not help whoever writes
 * JavaScript. Names of types, failures and fields are compared by the compiler, which knows them all.
 *
 * @since 0.1.0
 */
import { Schema } from "effect"

/** as in the language (§1) */
const name = Schema.String.check(
  Schema.isPattern(/^\p{L}(?:[\p{L}\p{M}\p{Nd}-]*[\p{L}\p{M}\p{Nd}])?$/u, {
    expected: "a name of letters, digits and `-`, first a letter"
  })
)

const said = Schema.Struct({ en: Schema.NonEmptyString, zh: Schema.NonEmptyString })

const pure = Schema.declare((it): it is (...args: ReadonlyArray<never>) => unknown => typeof it === "function", {
  expected: "a function"
})

const schema = Schema.declare((it): it is Schema.Top => Schema.isSchema(it), { expected: "a Schema of effect" })

const one = Schema.Union([Schema.NonEmptyString, Schema.NonEmptyArray(name)])

interface Fields {
  readonly [name: string]: unknown
}
const fields: Schema.Codec<Fields> = Schema.Record(
  name,
  Schema.Union([
    one,
    Schema.Struct({ type: one, needed: Schema.optionalKey(Schema.Boolean) }),
    Schema.Struct({ list: Schema.Union([one, Schema.suspend(() => fields)]), needed: Schema.optionalKey(Schema.Boolean) })
  ])
)

const described = <F extends Schema.Struct.Fields>(more: F) =>
  Schema.optionalKey(Schema.Record(name, Schema.Struct({ description: said, ...more })))

/**
 * A plug-in as far as can be seen without calling it.
 *
 * @since 0.1.0
 */
export const PluginSchema = Schema.Struct({
  name,
  description: said,
  types: described({
    schema,
    comparable: Schema.optionalKey(Schema.Boolean),
    module: Schema.Struct({ from: Schema.NonEmptyString, type: Schema.NonEmptyString, schema: Schema.NonEmptyString })
  }),
  actions: described({
    with: Schema.optionalKey(fields),
    gives: Schema.optionalKey(fields),
    fails: Schema.optionalKey(
      Schema.Record(name, Schema.Struct({ description: said, gives: Schema.optionalKey(fields) }))
    )
  }),
  channels: described({}),
  calendars: described({ days: pure }),
  events: described({ fields: Schema.optionalKey(fields) }),
  archives: described({ by: Schema.Literals(["unit", "department", "staff", "month", "year"]), keptBy: name }),
  tables: described({ columns: fields, key: Schema.NonEmptyArray(name) }),
  checks: described({ title: said, severity: Schema.Literals(["error", "warning", "information"]), check: pure }),
  targets: described({ generate: pure })
})

