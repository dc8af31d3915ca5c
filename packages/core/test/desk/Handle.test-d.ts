/** What the handles promise at compile time. Never run: `tsc -b` fails when a promise is not kept. */
import { Schema } from "effect"
import type { By, ProcedureHandle, Staff, TaskHandle, TaskRef } from "@frontdesk/core/desk/Handle"
import { staff } from "@frontdesk/core/desk/Handle"
import type { Compiled } from "@frontdesk/core/plan/Plan"

declare const compiled: Compiled

const SolveForm = Schema.Struct({
  tier: Schema.Literals(["major", "minor"]),
  "asked-for": Schema.optionalKey(Schema.DateTimeUtcFromMillis),
  problems: Schema.optionalKey(Schema.Array(Schema.Struct({ problem: Schema.String, owed: Schema.BigDecimalFromString })))
})

const Solve: TaskHandle<"v0b/complaint", "solve", (typeof SolveForm)["Type"], "office-director" | "cs-supervisor"> = {
  procedure: "v0b/complaint",
  step: "solve",
  form: SolveForm
}

const Outcome = Schema.Union([Schema.TaggedStruct("resolved", {}), Schema.TaggedStruct("cancelled", {})])

export const Complaint: ProcedureHandle<
  "v0b/complaint",
  { readonly unit: string },
  (typeof Outcome)["Type"],
  { readonly solve: typeof Solve },
  "front-desk-receptionist"
> = {
  procedure: "v0b/complaint",
  compiled,
  intake: Schema.Struct({ unit: Schema.String }),
  outcome: Outcome,
  task: { solve: Solve }
}

declare const complete: <Procedure extends string, Step extends string, Answer, R extends string>(
  task: TaskHandle<Procedure, Step, Answer, R>,
  ref: TaskRef,
  answer: NoInfer<Answer>,
  by: By<NoInfer<R>>
) => void
declare const ref: TaskRef

const director = staff<"office-director">("zhao")
const both = staff<"building-steward" | "cs-supervisor">("li")
const steward = staff<"building-steward">("chen")

complete(Complaint.task.solve, ref, { tier: "major" }, director)
complete(Complaint.task.solve, ref, { tier: "major" }, both)
// @ts-expect-error a steward may not solve a complaint
complete(Complaint.task.solve, ref, { tier: "major" }, steward)
// @ts-expect-error nobody vouched for this person
complete(Complaint.task.solve, ref, { tier: "major" }, "zhao")
// @ts-expect-error there is no tier of that name
complete(Complaint.task.solve, ref, { tier: "mayor" }, director)
// @ts-expect-error the tier is missing
complete(Complaint.task.solve, ref, {}, director)
// @ts-expect-error there is no such field
complete(Complaint.task.solve, ref, { tier: "major", colour: "red" }, director)
// @ts-expect-error no task of that name
export const unknown = Complaint.task.sovle

declare const tell: TaskHandle<"v0b/complaint", "tell", { readonly way: string }, string>
complete(tell, ref, { way: "phone" }, steward)
complete(tell, ref, { way: "phone" }, "anybody")

export const ended = (outcome: (typeof Outcome)["Type"]): string => {
  switch (outcome._tag) {
    case "resolved":
    case "cancelled":
      return outcome._tag
    // @ts-expect-error no such outcome
    case "solved":
      return ""
  }
}

export const widens: Staff = both
