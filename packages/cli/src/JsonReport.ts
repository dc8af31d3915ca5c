/**
 * What `frontdesk validate --format json` prints, as a schema; its JSON Schema is published as
 * `schema/validate.schema.json`. A further key raises the second number of `formatVersion`, anything else the first.
 */
import { Schema } from "effect"

const Position = Schema.Struct({
  /** from 1 */
  line: Schema.Int,
  /** from 1, in UTF-16 units */
  column: Schema.Int,
  /** from 0, in UTF-16 units */
  offset: Schema.Int
})
const Range = Schema.Struct({ start: Position, end: Position })
const Said = Schema.Struct({ en: Schema.String, zh: Schema.String })
const Place = { path: Schema.String, range: Range }

export const JsonDiagnostic = Schema.Struct({
  code: Schema.String,
  severity: Schema.Literals(["error", "warning", "information"]),
  title: Schema.String,
  /** in the language of the call */
  message: Schema.String,
  messages: Said,
  ...Place,
  related: Schema.Array(Schema.Struct({ ...Place, message: Schema.String })),
  fixes: Schema.Array(
    Schema.Struct({
      title: Schema.String,
      safe: Schema.Boolean,
      edits: Schema.Array(Schema.Struct({ ...Place, text: Schema.String }))
    })
  ),
  /** why the rule exists */
  docs: Said
})

export const JsonReport = Schema.Struct({
  formatVersion: Schema.Literal("1.1"),
  /** no errors; warnings do not count */
  valid: Schema.Boolean,
  errorCount: Schema.Int,
  warningCount: Schema.Int,
  diagnostics: Schema.Array(JsonDiagnostic),
  /** with `--fix` or `--fix-unsafe`: what was changed, or with `--dry-run` would be */
  applied: Schema.optionalKey(
    Schema.Array(Schema.Struct({ code: Schema.String, path: Schema.String, line: Schema.Int, title: Schema.String }))
  )
})

export type JsonReport = typeof JsonReport.Type

/** The JSON Schema, as text. */
export const print = (): string => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(JsonReport, { onExcessProperty: "error" })
  return `${
    JSON.stringify(
      {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "frontdesk validate --format json",
        ...schema,
        ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
      },
      null,
      2
    )
  }\n`
}
