/**
 * How quotas are read back.
 *
 * @since 0.1.0
 */
import type { Measure, Quota } from "../../domain/Quota.ts"
import type { Missed } from "../Plan.ts"
import { struct, text, words } from "./Codec.ts"
import type { Codec } from "./Codec.ts"
import { expression, people, registers } from "./ExpressionSchema.ts"

const measure = struct<Measure>()({ rows: registers }, { where: expression, sum: expression })

export const quota: Codec<Quota> = struct<Quota>()(
  {
    count: measure,
    of: measure,
    per: words<Quota["per"]>({ day: true, week: true, month: true, quarter: true, year: true }),
    rounded: words<Quota["rounded"]>({ up: true, down: true, exact: true })
  },
  { atLeast: text, atMost: text }
)

export const missed: Codec<Missed> = struct<Missed>()({ quota: text, tell: people, with: text }, {})
