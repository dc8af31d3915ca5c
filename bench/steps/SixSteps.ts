/** The procedure of six steps: its book, its forms, and what is answered in each of them. */
import { Schema } from "effect"
import type { Form } from "@frontdesk/core/desk/Handle"
import { answer } from "./Work.ts"

export const book = new URL("book/", import.meta.url)

export const Report: Form<{ readonly result: "done" | "handed-on"; readonly "by-whom": string; readonly remark: string }> =
  Schema.Struct({ result: Schema.Literals(["done", "handed-on"]), "by-whom": Schema.String, remark: Schema.String })
export const Intake: Form<{ readonly unit: string }> = Schema.Struct({ unit: Schema.String })
export const report = { result: answer.result, "by-whom": answer.by, remark: answer.remark } as const
