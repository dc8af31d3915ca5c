/**
 * How steps are read back.
 *
 * @since 0.1.0
 */
import type { Expression } from "../../domain/Expression.ts"
import type * as Plan from "../Plan.ts"
import { either, kinds, later, list, nothing, number, only, some, struct, text, words, yesNo } from "./Codec.ts"
import type { Codec } from "./Codec.ts"
import { anchor, deadline, due } from "./DeadlineSchema.ts"
import { expression, people, term } from "./ExpressionSchema.ts"
import { field } from "./FieldSchema.ts"

export const rung = struct<Plan.Rung>()(
  { name: either(text, nothing), by: either(people, nothing), due: either(due, nothing) },
  {}
)
export const given = list(struct<{ readonly field: string; readonly value: Expression }>()({ field: text, value: expression }, {}))
export const listen = struct<Plan.Listen>()(
  { topic: text },
  { key: struct<NonNullable<Plan.Listen["key"]>>()({ field: text, is: expression }, {}), where: expression }
)
export const step: Codec<Plan.AnyStep> = later(() => steps)
const branch = struct<Plan.Branch>()({ name: text, steps: list(step) }, {})
const base = { name: text, node: text }
const orders = words<Plan.Files["by"]>({ unit: true, department: true, staff: true, month: true, year: true })
export const when = { when: expression }
const linkOf = struct<Plan.Link>()(
  { ...base, kind: words<Plan.Link["kind"]>({ call: true, start: true }), opens: text, with: given },
  when
)
const steps: Codec<Plan.AnyStep> = kinds<Plan.AnyStep>()("kind", {
  task: struct<Plan.Task>()(
    { ...base, kind: only("task"), rungs: some(rung), form: list(field) },
    {
      ...when,
      recordLater: struct<NonNullable<Plan.Task["recordLater"]>>()({ by: people, atMost: term }, {}),
      files: list(struct<Plan.Files>()({ archive: text, by: orders, keptBy: text, key: either(expression, nothing) }, {}))
    }
  ),
  stage: struct<Plan.Stage>()({ ...base, kind: only("stage"), rungs: some(rung), steps: list(step) }, when),
  decide: struct<Plan.Decide>()(
    {
      ...base,
      kind: only("decide"),
      policy: words<Plan.Decide["policy"]>({ first: true, "exactly-one": true }),
      // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the language
      rows: list(struct<Plan.Decide["rows"][number]>()({ then: expression }, when))
    },
    when
  ),
  compute: struct<Plan.Compute>()({ ...base, kind: only("compute"), value: expression }, when),
  choose: struct<Plan.Choose>()(
    { ...base, kind: only("choose"), of: expression, cases: list(branch) },
    { ...when, otherwise: list(step) }
  ),
  parallel: struct<Plan.Parallel>()(
    {
      ...base,
      kind: only("parallel"),
      join: words<Plan.Parallel["join"]>({ all: true, any: true }),
      branches: list(branch),
      beside: list(branch)
    },
    when
  ),
  each: struct<Plan.Each>()({ ...base, kind: only("each"), in: expression, steps: list(step) }, when),
  repeat: struct<Plan.Repeat>()(
    {
      ...base,
      kind: only("repeat"),
      until: expression,
      atMost: either(number, nothing),
      beyond: list(step),
      steps: list(step)
    },
    when
  ),
  wait: struct<Plan.Wait>()({ ...base, kind: only("wait") }, { ...when, for: listen, since: anchor, until: deadline }),
  notify: struct<Plan.Notify>()(
    { ...base, kind: only("notify"), to: people, via: list(text), message: text, receipt: yesNo },
    when
  ),
  record: struct<Plan.Record>()(
    {
      ...base,
      kind: only("record"),
      ledger: text,
      mode: words<Plan.Record["mode"]>({ add: true, fill: true }),
      cells: list(struct<Plan.Record["cells"][number]>()({ column: text, value: expression }, {}))
    },
    { ...when, row: text }
  ),
  announce: struct<Plan.Announce>()({ ...base, kind: only("announce"), topic: text, with: given }, when),
  call: linkOf,
  start: linkOf,
  do: struct<Plan.Do>()({ ...base, kind: only("do"), action: text, with: given }, when),
  end: struct<Plan.End>()({ ...base, kind: only("end"), outcome: text, gives: given }, when)
})
