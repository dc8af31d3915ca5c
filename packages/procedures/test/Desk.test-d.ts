/** What a developer cannot write at a desk with the handbook's modules. Never run: checked by `tsc -b`. */
// Nothing here is run: that an effect is made and left is the point.
// @effect-diagnostics floatingEffect:off
import { BigDecimal, DateTime } from "effect"
import type { Desk } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import { describe, expectTypeOf, it } from "vitest"
import type { Outcome, Tier } from "@frontdesk/procedures/v0b/complaint.procedure.gen"
import { Complaint } from "@frontdesk/procedures/v0b/complaint.procedure.gen"
import { FeeNotice } from "@frontdesk/procedures/v2/fee-notice.procedure.gen"
import { FeeObjection } from "@frontdesk/procedures/v2/fee-objection.procedure.gen"
import { Reception } from "@frontdesk/procedures/v3/reception.procedure.gen"

declare const desk: Desk["Service"]
const receptionist = staff<"front-desk-receptionist">("wang")
const director = staff<"office-director">("zhao")
const steward = staff<"building-steward">("chen")
const now = DateTime.makeUnsafe("2026-03-02T02:00:00Z")

describe("a complaint", () => {
  it("has three tiers", () => {
    expectTypeOf<Tier>().toEqualTypeOf<"major" | "important" | "minor">()
    // @ts-expect-error no such tier
    const wrong: Tier = "serious"
    void wrong
  })

  it("is answered by the office director, by phone or visit", () => {
    desk.complete(Complaint.task.answer, "complaint-1", { answer: "repaired today", way: "visit" }, director)
    // @ts-expect-error not a way to answer
    desk.complete(Complaint.task.answer, "complaint-1", { answer: "repaired today", way: "letter" }, director)
    // @ts-expect-error the way is missing
    desk.complete(Complaint.task.answer, "complaint-1", { answer: "repaired today" }, director)
    // @ts-expect-error there is no such field
    desk.complete(Complaint.task.answer, "complaint-1", { answer: "repaired today", way: "visit", cost: 5 }, director)
    // @ts-expect-error a receptionist may not answer it
    desk.complete(Complaint.task.answer, "complaint-1", { answer: "repaired today", way: "visit" }, receptionist)
    // @ts-expect-error nobody vouched for this person
    desk.complete(Complaint.task.answer, "complaint-1", { answer: "repaired today", way: "visit" }, "zhao")
  })

  it("ends in ways that are known", () => {
    expectTypeOf<Outcome["_tag"]>().toEqualTypeOf<"resolved" | "explained" | "withdrawn" | "cancelled">()
    const told = (outcome: Outcome): string => {
      switch (outcome._tag) {
        case "resolved":
          return "resolved"
        // @ts-expect-error no such outcome
        case "unresolved":
          return ""
        default:
          return outcome._tag
      }
    }
    void told
  })

  it("is opened with its own intake, by its own roles", () => {
    // @ts-expect-error the intake of a complaint has more than a unit
    desk.open(Complaint, { unit: "3-201" }, receptionist)
    // @ts-expect-error the intake of another procedure
    desk.open(FeeNotice, { unit: "3-201", payer: "p-1", problems: [], "agreed-limit": now }, steward)
    desk.open(FeeNotice, { unit: "3-201", payer: "p-1", owed: BigDecimal.fromNumberUnsafe(600), "owed-for": "2026" }, steward)
    // @ts-expect-error a receptionist sends no fee notices
    desk.open(FeeNotice, { unit: "3-201", payer: "p-1", owed: BigDecimal.fromNumberUnsafe(600), "owed-for": "2026" }, receptionist)
  })
})

describe("procedures", () => {
  it("do not mix", () => {
    // @ts-expect-error a complaint has no such task
    void Complaint.task.handle
    // @ts-expect-error the answer of another procedure's task
    desk.complete(Reception.task.handle, "reception-1", { answer: "repaired today", way: "visit" }, receptionist)
    // @ts-expect-error the tasks of one are not those of another
    const mixed: typeof FeeObjection.task = FeeNotice.task
    void mixed
    // @ts-expect-error its workflow ends with its own outcomes
    const wrong: typeof FeeNotice.workflow = FeeObjection.workflow
    void wrong
  })

  it("hear their own events", () => {
    desk.event(FeeNotice.event["payment-received"], { unit: "3-201", paid: BigDecimal.fromNumberUnsafe(600), settles: true })
    // @ts-expect-error whether it settles is missing
    desk.event(FeeNotice.event["payment-received"], { unit: "3-201", paid: BigDecimal.fromNumberUnsafe(600) })
    // @ts-expect-error a reception listens to nothing
    void Reception.event["payment-received"]
  })
})
