/** Tables that this version cannot use, whatever the database. */
import { Data } from "effect"

/** The tables are of a schema this version cannot use: a newer one, or an older one and `migrate` is `false`. 0: none. */
export class SchemaMismatch extends Data.TaggedError("SchemaMismatch")<{
  readonly found: number
  readonly known: number
}> {
  override get message(): string {
    const { found, known } = this
    if (found > known) {
      return `The tables are of schema ${found}, written by a newer version of @frontdesk/adapters; this one knows ${known}. Nothing was changed. Install the newer version.`
    }
    const what = found === 0 ? "There are no tables of Frontdesk" : `The tables are of schema ${found}, this version needs ${known}`
    return `${what}, and it was told not to make them (\`migrate: false\`). Run \`frontdesk store migrate\`, or what \`frontdesk store sql${found === 0 ? "" : ` --from ${found}`}\` prints.`
  }
}
