/** The handles of the tiny procedure, as a generated module would give them. */
import type { ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import { Schema } from "effect"
import { compiled } from "./TinyDecider.ts"

export const doIt: TaskHandle<"tiny/errand", "do", { readonly text: string; readonly asks?: boolean }, "clerk"> = {
  procedure: "tiny/errand",
  step: "do",
  form: Schema.Struct({ text: Schema.String, asks: Schema.optionalKey(Schema.Boolean) })
}

export const Errand: ProcedureHandle<
  "tiny/errand",
  { readonly what: string },
  { readonly _tag: "done" },
  { readonly do: typeof doIt },
  string
> = {
  procedure: "tiny/errand",
  compiled,
  intake: Schema.Struct({ what: Schema.String }),
  outcome: Schema.TaggedStruct("done", {}),
  task: { do: doIt }
}
