/** A case that went over to another version: the entry has the whole case in it, and hides what the case hides. */
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Sealed from "@frontdesk/core/case/Sealed"
import * as Seen from "@frontdesk/core/case/Seen"
import { compile } from "@frontdesk/core/language/compile"
import { expect, it } from "vitest"
import { files, SECRET } from "./secret.ts"

it("of a case that went over to another version, the journal hides what the case hides", () => {
  const plan = compile({ files }).procedures.find(({ path }) => path.endsWith("inquiry.procedure.yaml"))?.compiled.plan
  if (plan === undefined) throw new Error("no plan")
  const migrated: Entry = {
    _tag: "Migrated", seq: 9, at: 0, by: "zhao", from: "sha256:a", to: "sha256:b", clocks: [], listens: [],
    position: {
      frames: [], holds: [], stands: [], done: {}, links: {},
      data: { intake: { phone: SECRET, note: "open" }, interview: { story: SECRET } },
      rows: { write: { ledger: "book", seq: 4, row: { phone: SECRET, note: "open" } } },
      early: { found: { at: 0, values: { code: SECRET } } }
    }
  }
  const seen = (all: boolean) =>
    JSON.stringify(Seen.entry({ sealed: Sealed.of(plan), there: true, sees: () => all, asked: () => false, fits: () => false }, migrated, () => undefined))
  expect(seen(true)).toContain(SECRET)
  expect(seen(false)).not.toContain(SECRET)
  expect(seen(false)).toContain("open")
})
