import { describe, expect, it } from "vitest"
import type { Plan } from "@frontdesk/core/plan/Plan"
import * as Steps from "@frontdesk/core/plan/Steps"
import { compile } from "@frontdesk/core/language/compile"
import { office, whole } from "./fixtures.ts"
import { procedures, withText, workspace } from "./procedures.ts"

const { compiled } = procedures()

const planOf = (id: string): Plan => {
  const found = compiled.procedures.find((it) => it.compiled.plan.procedure === id)
  if (found === undefined) throw new Error(`no plan for ${id}`)
  return found.compiled.plan
}

/** A plan as a person reads it: a line for each thing. */
const lines = (plan: Plan): string => {
  const { root, intake, organisation: _organisation, ...rest } = plan
  const step = (it: object): string => {
    const { steps: _steps, cases: _cases, branches: _branches, beside: _beside, beyond: _beyond, otherwise: _otherwise, ...own } = it as { readonly [key: string]: unknown }
    return JSON.stringify(own)
  }
  return [
    ...Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    `intake by: ${JSON.stringify(intake.by)}`,
    `intake: ${JSON.stringify({ countsFrom: intake.countsFrom, due: intake.due })}`,
    ...intake.form.map((field) => `  ${JSON.stringify(field)}`),
    `rungs: ${JSON.stringify(root.rungs)}`,
    ...Steps.all(plan).map((it) => `  ${step(it)}`)
  ].join("\n")
}

describe("the plan of a procedure", () => {
  it.each(["v0b/complaint", "v3/reception", "v3/review-records", "v2/fee-notice", "v2/fee-objection"])("%s", async (id) => {
    await expect(`${lines(planOf(id))}\n`).toMatchFileSnapshot(`__snapshots__/${id.replace("/", "-")}.plan.txt`)
  })

  it("knows each step by the names from the root down", () => {
    expect(Steps.all(planOf("v0b/complaint")).map((it) => it.node)).toEqual([
      "write-complaint",
      "sorting",
      "sorting/stop-harm",
      "sorting/classify",
      "tier",
      "by-tier",
      "by-tier/major/hand-over",
      "by-tier/major/answer-and-solve",
      "by-tier/major/answer-and-solve/answering/answer",
      "by-tier/major/answer-and-solve/solving/solve",
      "by-tier/important/hand-over",
      "by-tier/important/solve",
      "by-tier/minor/solve",
      "write-result",
      "tell",
      "end resolved",
      "end explained"
    ])
    expect(Steps.all(planOf("v2/fee-notice")).map((it) => it.node)).toContain("collecting/chasing/reminders/beyond/end written-off")
  })

  it("gives two ends with one outcome in one list two names", () => {
    const plan = office(whole("steps:\n  - end: done\n    when: urgent\n  - end: done\n")).procedures.find((it) => it.path === "work.procedure.yaml")
    expect(plan?.compiled.plan.root.steps.map((it) => it.name)).toEqual(["end done", "end done 2"])
  })

  it("keeps what is read later, and nothing a form reads of itself", () => {
    expect(planOf("v3/reception").kept).toEqual({
      handle: ["handling", "result", "why"],
      intake: ["department", "directly-solvable", "is-complaint", "owner", "reason", "received-at", "told-by", "unit"]
    })
    expect(planOf("v0b/complaint").kept["classify"]).toEqual(["our-fault", "severe-impact"])
    expect(planOf("v0b/complaint").kept["tell"]).toBeUndefined()
  })

  it("finds a case again by units and parties of its intake", () => {
    expect(planOf("v3/reception").subject).toEqual(["owner", "unit", "told-by"])
  })

  it("says that an announcement stands when some hold speaks of it", () => {
    expect(planOf("v2/fee-objection").announces["v2/fee-objection.dissatisfied"]?.stands).toBe(true)
    const without = withText("v2/fee-notice.procedure.yaml", (text) => text.replace(/holds:[^]*?outcomes:/, "outcomes:"))
    const plan = without.procedures.find((it) => it.path === "v2/fee-objection.procedure.yaml")?.compiled.plan
    expect(plan?.announces["v2/fee-objection.dissatisfied"]?.stands).toBe(false)
  })

  it("carries the handbook's parameters before the defaults", () => {
    expect(planOf("v2/fee-notice").parameters).toEqual({ "pay-term": { n: 30, unit: "calendar-day" } })
    const files = workspace().files.map((it) =>
      it.path === "v2/handbook.yaml"
        ? { path: it.path, text: it.text.replace("parameters:\n", "parameters:\n  fee-notice: { pay-term: 5 working days }\n") }
        : it
    )
    const plan = compile({ files }).procedures.find((it) => it.path === "v2/fee-notice.procedure.yaml")?.compiled.plan
    expect(plan?.parameters).toEqual({ "pay-term": { n: 5, unit: "working-day", calendar: "office" } })
  })

  it("takes the equality of a condition as the key an event is found by", () => {
    const wait = Steps.named(planOf("v2/fee-notice"), "paid")[0]
    expect(wait?.kind === "wait" ? wait.for?.key : undefined).toEqual({
      field: "unit",
      is: { op: "field", step: "intake", field: "unit", path: [] }
    })
  })

  it("has a title in both languages for what people see", () => {
    const words = compiled.procedures.find((it) => it.path === "v0b/complaint.procedure.yaml")?.compiled.words
    expect(words?.["zh"]?.["stop-harm"]).toBe("先止损")
    expect(words?.["en"]?.["stop-harm"]).toBe("Stop harm")
    expect(words?.["en"]?.["henghu-station"]).toBe("Henghu reception station")
    expect(words?.["zh"]?.["office-director"]).toBe("管理处主任")
  })
})
