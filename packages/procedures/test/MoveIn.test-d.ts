/** What a developer's editor knows of papers, checklists and files. */
import { expectTypeOf } from "vitest"
import type { Inspect } from "@frontdesk/procedures/v0b/house-acceptance.procedure.gen"
import type { Archive, Verify } from "@frontdesk/procedures/v0b/move-in.procedure.gen"

type Document = Verify["shown"]["shown"][number]["document"]

expectTypeOf<Document>().toEqualTypeOf<
  | "owner-id-card"
  | "move-in-notice"
  | "purchase-contract"
  | "authorisation-letter"
  | "delegate-id-card"
  | "company-certificate"
  | "personal-id-proof"
>()
expectTypeOf<Verify["shown"]["shown"][number]["manner"]>().toEqualTypeOf<
  "original" | "copy" | "seen" | "seen-and-copied" | "handwritten"
>()
expectTypeOf<Verify["shown"]["complete"]>().toEqualTypeOf<boolean | undefined>()

export const shown: Verify = { shown: { shown: [{ document: "owner-id-card", manner: "seen-and-copied" }] } }

// @ts-expect-error -- a manner has to be said
export const noManner: Verify = { shown: { shown: [{ document: "owner-id-card" }] } }

// @ts-expect-error -- a passport is on none of these lists
export const passport: Verify = { shown: { shown: [{ document: "passport", manner: "seen" }] } }

type Items = Inspect["items"]["items"]
expectTypeOf<keyof Items>().toEqualTypeOf<
  "walls" | "floors" | "doors-and-windows" | "water-and-drains" | "electricity-and-lamps"
>()
expectTypeOf<Items["walls"]["result"]>().toEqualTypeOf<"pass" | "fail" | "not-applicable">()
expectTypeOf<Items["walls"]["comment"]>().toEqualTypeOf<string | undefined>()

// @ts-expect-error -- every item is looked at
export const halfLooked: Items = { walls: { result: "pass" } }

export const filed: Archive = { "owner-archive": ["verify.shown", "register.agreements", "issue"] }

// @ts-expect-error -- keys are not among what is filed
export const wrongThing: Archive = { "owner-archive": ["keys"] }
