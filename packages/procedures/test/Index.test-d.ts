/** One import per company has its procedures, each with its own tasks and outcomes, and nothing of another company. */
import { describe, expectTypeOf, it } from "vitest"
import * as V0a from "@frontdesk/procedures/v0a"
import * as V0b from "@frontdesk/procedures/v0b"
import { Complaint } from "@frontdesk/procedures/v0b"
import * as V1a from "@frontdesk/procedures/v1a"
import * as V1b from "@frontdesk/procedures/v1b"
import * as V1c from "@frontdesk/procedures/v1c"
import * as V1d from "@frontdesk/procedures/v1d"
import * as V2 from "@frontdesk/procedures/v2"
import * as V3 from "@frontdesk/procedures/v3"
import * as V4 from "@frontdesk/procedures/v4"

describe("the index of a company", () => {
  it("has the procedures of that company", () => {
    expectTypeOf(V0b.Complaint).toEqualTypeOf(Complaint)
    expectTypeOf(V0a).toHaveProperty("FitOut")
    expectTypeOf(V1a).toHaveProperty("PhoneCall")
    expectTypeOf(V1b).toHaveProperty("E02FeeStart")
    expectTypeOf(V1c).toHaveProperty("MonthlyPenalties")
    expectTypeOf(V1d).toHaveProperty("WeeklyRating")
    expectTypeOf(V2).toHaveProperty("Countersign")
    expectTypeOf(V3).toHaveProperty("Reception")
    expectTypeOf(V4).toHaveProperty("ExpenseAudit")
  })

  it("knows the tasks of each", () => {
    expectTypeOf(Complaint.task).toHaveProperty("classify")
    expectTypeOf(V2.Complaint.task).toHaveProperty("judge")
    expectTypeOf(V4.Complaint.task).toHaveProperty("coordinate")
    // @ts-expect-error only V0B sorts complaints
    void V2.Complaint.task.classify
  })

  it("has nothing of another company", () => {
    expectTypeOf(V3).not.toHaveProperty("Complaint") // V3 has none of its own (Q34)
    expectTypeOf(V0b).not.toHaveProperty("Countersign") // the sheet is V2's
  })
})
