/**
 * The schemas generated modules are made of, one for each field type: the developer's value on one side (`DateTime.Utc`,
 * `BigDecimal`), the plan value of `domain/Value.ts` on the other. They say what a value *is*; limits (`at-least`,
 * `allow`, `needed: when`) stay in the plan and are tested in one place only, by `case`.
 *
 * @since 0.1.0
 */
import { BigDecimal, Schema, SchemaGetter } from "effect"
import * as Checked from "../../domain/Checklist.ts"
import * as Shown from "../../domain/Papers.ts"
import { units } from "../../domain/Time.ts"
import type { Values } from "../../domain/Value.ts"

/** Plain digits whatever the size: `BigDecimal.format` turns to `1e-22` beyond 16 places. */
const plain = (value: BigDecimal.BigDecimal): string => {
  const { scale, value: n } = BigDecimal.normalize(value)
  const sign = n < 0n ? "-" : ""
  const all = `${n < 0n ? -n : n}`
  if (scale <= 0) return `${sign}${all}${n === 0n ? "" : "0".repeat(-scale)}`
  const padded = all.padStart(scale + 1, "0")
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

/**
 * An exact decimal, written as plain text: `"12.5"`. Also money (in the plan's currency) and percent (`70%` is `"70"`).
 *
 * @since 0.1.0
 */
export const decimal: Schema.Codec<BigDecimal.BigDecimal, string> = Schema.String.check(
  Schema.isPattern(/^-?\d+(\.\d+)?$/)
).pipe(
  Schema.decodeTo(Schema.BigDecimal, {
    decode: SchemaGetter.transform(BigDecimal.fromStringUnsafe),
    encode: SchemaGetter.transform(plain)
  })
)

/**
 * An instant, written as milliseconds UTC. Also appointments.
 *
 * @since 0.1.0
 */
export const dateTime = Schema.DateTimeUtcFromMillis

/**
 * A civil day, `2026-03-02`.
 *
 * @since 0.1.0
 */
export const date = Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/))

/**
 * A time of day, `09:00`; `24:00` is the end of the day.
 *
 * @since 0.1.0
 */
export const time = Schema.String.check(Schema.isPattern(/^\d{2}:\d{2}$/))

/**
 * Days from `start` to `end`, both included.
 *
 * @since 0.1.0
 */
export const period = Schema.Struct({ start: date, end: date })

/**
 * A length of time that says its unit, or `at-once`.
 *
 * @since 0.1.0
 */
export const term = Schema.Union([
  Schema.Literal("at-once"),
  Schema.Struct({ n: Schema.Int, unit: Schema.Literals(units), calendar: Schema.optionalKey(Schema.String) })
])

/**
 * Who signed a field, and where the evidence is kept.
 *
 * @since 0.1.0
 */
export const signature = Schema.Struct({ by: Schema.String, evidence: Schema.optionalKey(Schema.String) })

/**
 * One paper: the document, in which manner it was shown (or is needed), and how many; one when nothing is said.
 *
 * @since 0.1.0
 */
export interface Paper<Document extends string> {
  readonly document: Document
  readonly manner: Shown.Manner
  readonly count?: number
}

/**
 * What was shown of a list of papers. Whether it is complete, and what is missing, is found when the form is handed in:
 * it is there when a value is read, and what is given for it is not looked at.
 *
 * @since 0.1.0
 */
export interface Papers<Document extends string> {
  readonly shown: ReadonlyArray<Paper<Document>>
  readonly complete?: boolean
  readonly missing?: ReadonlyArray<Paper<Document>>
}

export const paper = <D extends string>(document: Schema.Codec<D>) =>
  Schema.Struct({ document, manner: Schema.Literals(Shown.manners), count: Schema.optionalKey(Schema.Int) })

export const papers = <const D extends ReadonlyArray<string>>(documents: D): Schema.Codec<Papers<D[number]>, Values> => {
  const all = Schema.Array(paper(Schema.Literals(documents)))
  return Schema.Struct({
    shown: all,
    complete: Schema.optionalKey(Schema.Boolean),
    missing: Schema.optionalKey(all)
  })
}

/**
 * A filled checklist: what was found of each item. How many failed is found when the form is handed in.
 *
 * @since 0.1.0
 */
export interface Checklist<Item extends string> {
  readonly items: { readonly [I in Item]: Checked.Checked }
  readonly failed?: number
}

const checked = Schema.Struct({
  result: Schema.Literals(Checked.results),
  comment: Schema.optionalKey(Schema.String),
  photo: Schema.optionalKey(Schema.String)
})

export const checklist = <const I extends ReadonlyArray<string>>(items: I): Schema.Codec<Checklist<I[number]>, Values> =>
  Schema.Struct({
    items: Schema.Struct(Object.fromEntries(items.map((item) => [item, checked]))),
    failed: Schema.optionalKey(Schema.Int)
  }) as unknown as Schema.Codec<Checklist<I[number]>, Values>
