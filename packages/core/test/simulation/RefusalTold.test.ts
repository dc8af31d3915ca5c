/** What whoever plays a scenario reads when something is refused: the code he may write, and why, in his language. */
import { describe, expect, it } from "vitest"
import type { OrderWhy, Refusal } from "@frontdesk/core/case/Refusal"
import * as RefusalTold from "@frontdesk/core/simulation/RefusalTold"

const reader = (language: "en" | "zh"): RefusalTold.Refuser => ({ language, zone: "Asia/Shanghai", words: {}, titles: { passport: { en: "Passport", zh: "护照" } } })
const both = (refusal: Refusal) => [RefusalTold.tell(refusal, reader("en")), RefusalTold.tell(refusal, reader("zh"))]

const whys: { readonly [why in OrderWhy]: string } = {
  "not-declared": "resume", "not-now": "withdraw", "wrong-state": "claim", "already-holds": "claim", "already-on-chain": "delegate",
  "chain-too-long": "delegate", "not-earlier": "return", "across-parallel": "return", "across-round": "return", "already-suspended": "suspend",
  "not-suspended": "resume", "no-such-term": "extend", "not-longer": "extend", "nothing-to-amend": "amend", "urged-recently": "urge", "asks-too-often": "withdraw"
}

describe("a refusal is told", () => {
  it("why an order is not legal", () => {
    expect(Object.entries(whys).flatMap(([why, order]) => both({ _tag: "OrderNotLegal", order, why: why as OrderWhy }))).toMatchSnapshot()
  })

  it("what is wrong with a form, and what was expected", () => {
    expect(both({
      _tag: "FormRejected",
      issues: [
        { field: "result", why: "missing" },
        { field: "count", why: "wrong", expected: { en: "a whole number", zh: "整数" } },
        { field: "house.walls", why: "wrong" },
        { field: "level", why: "value-not-allowed" },
        { field: "stamp", why: "signature-missing" },
        { field: "shown.passport", why: "missing", paper: { document: "passport", manner: "original", count: 2 } }
      ]
    })).toMatchSnapshot()
  })

  it("everything else with the facts that decided", () => {
    expect([
      both({ _tag: "NotTheHolder", holder: ["person:wang"] }),
      both({ _tag: "TaskAlreadyCompleted", n: 3, by: "wang", at: Date.UTC(2026, 2, 2, 1) }),
      both({ _tag: "NotWaiting" })
    ].flat()).toMatchSnapshot()
  })
})
