/** What a form makes of an answer is what its schema makes of it, whatever comes. */
import * as Encoder from "@frontdesk/core/desk/Encoder"
import type { Form } from "@frontdesk/core/desk/Handle"
import { DateTime, Result, Schema } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const choice = Schema.Literals(["phone", "visit"])
const forms: ReadonlyArray<Form<unknown>> = [
  Schema.Struct({ text: Schema.String, yes: Schema.Boolean, way: choice }),
  Schema.Struct({ text: Schema.optionalKey(Schema.String), way: Schema.optionalKey(choice), number: Schema.Int, when: Schema.DateTimeUtcFromMillis }),
  Schema.Struct({ text: Schema.String.check(Schema.isMaxLength(3)), list: Schema.optionalKey(Schema.Array(choice)) }),
  Schema.Struct({ text: Schema.String }).check(Schema.makeFilter(({ text }) => text !== "no")),
  Schema.Record(Schema.String, Schema.String)
]
const value = fc.oneof(
  fc.constantFrom("phone", "visit", "no", "longer", "", undefined, null, true, false, 1, 1.5, NaN),
  fc.constant(["phone"]),
  fc.constant({})
)
const rather = (good: unknown) => fc.oneof({ arbitrary: fc.constant(good), weight: 5 }, { arbitrary: value, weight: 1 })
const answer = fc.oneof(
  { arbitrary: fc.constantFrom<unknown>(null, undefined, "text", 1, []), weight: 1 },
  { weight: 9, arbitrary: fc.record({
    text: rather("no"), yes: rather(true), way: rather("visit"), number: rather(1), when: rather(DateTime.makeUnsafe(1)),
    list: rather(["visit"]), more: value
  }, { requiredKeys: [] }) }
)

describe("an answer", () => {
  it("becomes the values its schema says, or is refused by it", () => {
    let fine = 0
    fc.assert(
      fc.property(fc.constantFrom(...forms), answer, (form, given) => {
        const [found, expected] = [Encoder.encode(form, given), Schema.encodeUnknownResult(form)(given)]
        if (Result.isSuccess(expected)) fine++
        expect(Result.getOrUndefined(found)).toEqual(Result.getOrUndefined(expected))
        expect(Result.isSuccess(found)).toBe(Result.isSuccess(expected))
      }),
      { numRuns: 3_000 }
    )
    expect(fine).toBeGreaterThan(200)
  })

  it("that does not fit is told field by field", () => {
    const found = Encoder.encode(forms[0]!, { text: "a", yes: "b", way: "phone" })
    expect(Result.isFailure(found) && found.failure).toMatchInlineSnapshot(`
      {
        "_tag": "FormRejected",
        "issues": [
          {
            "expected": {
              "en": "Expected boolean",
              "zh": "符合表单要求（Expected boolean）",
            },
            "field": "yes",
            "why": "wrong",
          },
        ],
      }
    `)
  })

  it("keeps its values and loses what the form does not ask for", () => {
    const found = Encoder.encode(forms[0]!, { way: "visit", more: 1, text: "a", yes: false })
    expect(Result.getOrThrow(found)).toStrictEqual({ text: "a", yes: false, way: "visit" })
  })
})
