/** A wait that looks back takes the first event that counts, however many came too early before it. */
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { at, Case } from "./world.ts"

const receptionist = plans.any(plans.role("front-desk-receptionist"))
const bill = plans.plan("test/bill", {
  organisation: plans.office,
  intake: { by: receptionist, form: plans.fields({ unit: "unit" }), due: null },
  steps: [
    plans.task("write", receptionist, {
      recordLater: { by: receptionist, atMost: plans.term(1, "calendar-day") }
    }),
    plans.task("send", receptionist),
    plans.wait("paid", {
      for: { topic: "payment", key: { field: "unit", is: plans.given("unit") } },
      since: plans.step("write")
    }),
    plans.end("done")
  ],
  outcomes: { done: [] }
})
const opened = () => {
  const c = new Case(bill)
  c.opens("wang", "2026-03-02 10:00", { unit: "u1" })
  return c
}
const pays = (c: Case, when: string, unit = "u1") =>
  c.hears(when, { _tag: "Event", topic: "payment", key: `payment|unit=${unit}`, values: { unit }, at: at(when) })
const does = (c: Case, when: string, step: string) => c.does("wang", when, { _tag: "Complete", n: c.n(step), values: {} })

describe("a payment made while the bill is on its way", () => {
  it("is not lost for one that was made before the bill", () => {
    const c = opened()
    pays(c, "2026-03-02 10:05")
    does(c, "2026-03-02 10:10", "write")
    pays(c, "2026-03-02 10:20")
    pays(c, "2026-03-02 10:25")
    does(c, "2026-03-02 10:30", "send")
    expect(c.state).toMatchObject({ status: "ended", outcome: "done" })
    expect(c.state.done["paid"]?.at).toBe(at("2026-03-02 10:20"))
  })
  it("counts where the bill is entered afterwards as written before it", () => {
    const c = opened()
    pays(c, "2026-03-02 10:05")
    pays(c, "2026-03-02 10:20")
    c.does("wang", "2026-03-02 10:30", { _tag: "Complete", n: c.n("write"), values: {}, done: at("2026-03-02 10:10"), reason: "busy" })
    does(c, "2026-03-02 10:40", "send")
    expect(c.state.done["paid"]?.at).toBe(at("2026-03-02 10:20"))
  })
  it("is none that was made before the bill only, or by others", () => {
    const c = opened()
    pays(c, "2026-03-02 10:05")
    does(c, "2026-03-02 10:10", "write")
    pays(c, "2026-03-02 10:20", "u2")
    does(c, "2026-03-02 10:30", "send")
    expect(c.state.status).toBe("open")
    pays(c, "2026-03-02 11:00")
    expect(c.state.status).toBe("ended")
  })
})
