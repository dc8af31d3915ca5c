import { describe, expect, it } from "vitest"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import type { Code } from "@frontdesk/core/language/diagnostic/Catalogue"
import { slips } from "./slips.ts"
import { each } from "./slipTests.ts"

each(slips)

describe("the catalogue", () => {
  const own: ReadonlyArray<Code> = ["type-mismatch", "path-without-end", "ladder-order", "ledger-cell-twice"]
  it("explains every code in both languages", () => {
    for (const [code, entry] of Object.entries(catalogue)) {
      for (const text of [entry.title.en, entry.title.zh, entry.docs.en, entry.docs.zh]) expect(text, code).not.toBe("")
    }
    for (const code of own) expect(catalogue[code]).toBeDefined()
  })
})
