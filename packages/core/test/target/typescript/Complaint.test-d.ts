/** What a generated module promises at compile time. Never run: `tsc -b` fails when a promise is not kept. */
import type { BigDecimal, DateTime } from "effect"
import type { By, OutcomeShape, ProcedureHandle, ReturnHandle, TaskHandle, TaskRef, Tasks } from "@frontdesk/core/desk/Handle"
import { staff } from "@frontdesk/core/desk/Handle"
import type { Orders } from "@frontdesk/core/desk/Counter"
import type * as Workflow from "effect/workflow/Workflow"
import { describe, expectTypeOf, it } from "vitest"
import type { Completed, Department, Intake, Opener, Outcome, Solve, Step, Tier } from "./complaint.procedure.gen.ts"
import { Complaint } from "./complaint.procedure.gen.ts"

/** `desk.complete` and `desk.open` in small: what they take is said by the handle alone. */
declare const complete: <Procedure extends string, Name extends string, Answer, R extends string>(
  task: TaskHandle<Procedure, Name, Answer, R>,
  ref: TaskRef,
  answer: NoInfer<Answer>,
  by: By<NoInfer<R>>
) => void
declare const open: <Id extends string, I, O extends OutcomeShape, T extends Tasks<Id>, R extends string>(
  procedure: ProcedureHandle<Id, I, O, T, R>,
  intake: NoInfer<I>,
  by: By<NoInfer<R>>
) => O
declare const desk: Orders
declare const ref: TaskRef
declare const at: DateTime.Utc
declare const cost: BigDecimal.BigDecimal

const director = staff<"office-director">("zhao")
const receptionist = staff<"front-desk-receptionist">("wang")
const intake: Intake = {
  complainant: "p-17",
  "received-at": at,
  "against-department": "engineering-dept",
  "harm-ongoing": false
}

describe("a form", () => {
  it("takes what its fields say, and no other", () => {
    complete(Complaint.task.solve, ref, { result: "repaired", cost }, director)
    complete(Complaint.task.classify, ref, { "severe-impact": true, "our-fault": false }, "anybody")
    // @ts-expect-error the result is missing
    complete(Complaint.task.solve, ref, { cost }, director)
    // @ts-expect-error the form has no such field
    complete(Complaint.task.solve, ref, { result: "repaired", colour: "red" }, director)
    // @ts-expect-error money is an exact decimal, not a number
    complete(Complaint.task.solve, ref, { result: "repaired", cost: 12.5 }, director)
    // @ts-expect-error absent is an absent key
    complete(Complaint.task.solve, ref, { result: "repaired", cost: undefined }, director)
    // @ts-expect-error not one of the choices
    complete(Complaint.task.tell, ref, { "told-by": "letter" }, staff<"cs-supervisor">("li"))
  })

  it("is the form of its own task", () => {
    // @ts-expect-error this is the answer of another task
    complete(Complaint.task.tell, ref, { result: "repaired" }, staff<"cs-supervisor">("li"))
    // @ts-expect-error no task of that name
    void Complaint.task.sovle
  })
})

describe("a role", () => {
  it("does the tasks its rungs name", () => {
    complete(Complaint.task.solve, ref, { result: "repaired" }, staff<"dept-supervisor">("qian"))
    // @ts-expect-error a receptionist may not solve it
    complete(Complaint.task.solve, ref, { result: "repaired" }, receptionist)
    // @ts-expect-error nobody vouched for this person
    complete(Complaint.task.solve, ref, { result: "repaired" }, "zhao")
    expectTypeOf<Opener>().toEqualTypeOf<"front-desk-receptionist">()
  })
})

describe("an intake", () => {
  it("is whole, in the departments of the handbook", () => {
    expectTypeOf(open(Complaint, intake, receptionist)).toEqualTypeOf<Outcome>()
    // @ts-expect-error a director may not open it
    open(Complaint, intake, director)
    expectTypeOf<Department>().toEqualTypeOf<"cs-dept" | "engineering-dept">()
    // @ts-expect-error no such department
    open(Complaint, { ...intake, "against-department": "finance" }, receptionist)
    // @ts-expect-error who complains is missing
    open(Complaint, { "received-at": at, "against-department": "cs-dept", "harm-ongoing": false }, receptionist)
    // @ts-expect-error an instant is a DateTime, not text
    open(Complaint, { ...intake, "received-at": "2026-03-02T10:00:00Z" }, receptionist)
  })
})

describe("what is decided and how it ends", () => {
  it("knows its tiers", () => {
    expectTypeOf<Tier>().toEqualTypeOf<"major" | "minor">()
    // @ts-expect-error no such tier
    const wrong: Tier = "mayor"
    void wrong
  })

  it("knows its outcomes, with what they give", () => {
    expectTypeOf<Completed["_tag"]>().toEqualTypeOf<"resolved" | "explained">()
    expectTypeOf<Outcome["_tag"]>().toEqualTypeOf<"resolved" | "explained" | "withdrawn" | "cancelled">()
    expectTypeOf<Extract<Outcome, { _tag: "explained" }>["why"]>().toEqualTypeOf<string>()
    const told = (outcome: Outcome): string => {
      switch (outcome._tag) {
        case "explained":
          return outcome.why
        // @ts-expect-error no such outcome
        case "solved":
          return ""
        default:
          return outcome._tag
      }
    }
    void told
  })

  it("knows its steps", () => {
    expectTypeOf<"hand-over">().toExtend<Step>()
    // @ts-expect-error no such step
    const wrong: Step = "handover"
    void wrong
  })
})

describe("another procedure", () => {
  it("does not take this one's tasks", () => {
    const of = <Id extends string>(
      _procedure: { readonly procedure: Id },
      _task: TaskHandle<NoInfer<Id>, string, Solve, "dept-supervisor" | "office-director">
    ): void => {}
    of(Complaint, Complaint.task.solve)
    const repair = { procedure: "v0b/repair" } as const
    // @ts-expect-error a task of the complaint
    of(repair, Complaint.task.solve)
  })
})

describe("the workflow", () => {
  it("takes the intake and its opener, ends with the outcomes of its own steps", () => {
    type Of<W> = W extends Workflow.Workflow<infer Tag, infer P, infer S, infer E> ? [Tag, P["Type"], S["Type"], E["Type"]] : never
    type It = Of<typeof Complaint.workflow>
    expectTypeOf<It[0]>().toEqualTypeOf<"frontdesk/v0b/complaint">()
    expectTypeOf<It[1]["intake"]>().toEqualTypeOf<Intake>()
    expectTypeOf<It[2]>().toEqualTypeOf<Completed>()
    expectTypeOf<It[3]["_tag"]>().toEqualTypeOf<"CaseWithdrawn" | "CaseTerminated" | "CaseCancelled" | "OpenRefused">()
    // @ts-expect-error the opener is missing
    void Complaint.workflow.execute({ id: "mail-1", intake })
    // @ts-expect-error not an intake of this procedure
    void Complaint.workflow.execute({ id: "mail-1", opener: "wang", intake: { unit: "3-201" } })
  })
})

describe("an order that names a part of the procedure", () => {
  const { order } = Complaint
  it("goes back to the steps the file names, and no other", () => {
    expectTypeOf<keyof typeof order.return>().toEqualTypeOf<"classify">()
    void desk.return(order.return.classify, "c", { reason: "材料不全" }, director)
    // @ts-expect-error nobody may return to this step
    void order.return.solve
    // @ts-expect-error a name by itself says nothing of its procedure
    void desk.return("classify", "c", {}, director)
    // @ts-expect-error a term is not a step to return to
    void desk.return(order.extend.solve, "c", {}, director)
  })
  it("extends the terms the file names, and no other", () => {
    expectTypeOf<keyof typeof order.extend>().toEqualTypeOf<"solve" | "case">()
    void desk.extend(order.extend.solve, "c", { by: { n: 2, unit: "calendar-day" }, reason: "等配件" }, "anybody")
    void desk.extend(order.extend.case, "c", { by: { until: 0 } }, "anybody")
    // @ts-expect-error this term may not be extended
    void order.extend.classify
    // @ts-expect-error a step to return to is not a term
    void desk.extend(order.return.classify, "c", { by: { until: 0 } }, "anybody")
    // @ts-expect-error by how much
    void desk.extend(order.extend.solve, "c", {}, "anybody")
  })
  it("is given by those the file names", () => {
    // @ts-expect-error the receptionist returns nothing
    void desk.return(order.return.classify, "c", {}, receptionist)
    // @ts-expect-error nobody's post is known of a bare name
    void desk.return(order.return.classify, "c", {}, "li")
  })
  it("belongs to its procedure", () => {
    const of = <Id extends string>(_: { readonly procedure: Id }, _to: ReturnHandle<NoInfer<Id>, string, "cs-supervisor" | "office-director">): void => {}
    of(Complaint, order.return.classify)
    // @ts-expect-error a step of the complaint
    of({ procedure: "v0b/repair" } as const, order.return.classify)
  })
})

describe("an order that changes values", () => {
  const { order } = Complaint
  it("takes the fields the file names, typed, and no other", () => {
    void desk.amend(order.amend.intake, "c", { "received-at": at }, { reason: "记错" }, director)
    void desk.amend(order.amend.solve, "c", { cost }, { reason: "记错" }, director)
    // @ts-expect-error money is an exact decimal, not a number
    void desk.amend(order.amend.solve, "c", { cost: 12.5 }, {}, director)
    // @ts-expect-error this field of the intake may not be corrected
    void desk.amend(order.amend.intake, "c", { "harm-ongoing": true }, {}, director)
    // @ts-expect-error nothing of this step may be corrected
    void order.amend.classify
    void desk.rebook(order.rebook["inspect.visit"], "c", { to: 0, reason: "出差" }, "anybody")
    // @ts-expect-error no such appointment
    void order.rebook.visit
    void desk.addSigner(order.addSigner.asked, "c", "engineering-dept", staff<"cs-supervisor">("li"))
    // @ts-expect-error no such department
    void desk.addSigner(order.addSigner.asked, "c", "garden", staff<"cs-supervisor">("li"))
  })
  it("is given by those the file names", () => {
    // @ts-expect-error only the director corrects
    void desk.amend(order.amend.intake, "c", { complainant: "p-18" }, {}, receptionist)
    // @ts-expect-error only the supervisor asks one more department
    void desk.addSigner(order.addSigner.asked, "c", "engineering-dept", director)
  })
})
