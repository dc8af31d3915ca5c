/** What no scenario shows: only what none of the handbook's scenarios names, whatever the case is called there. */
import { compile } from "@frontdesk/core/language/compile"
import { describe, expect, it } from "vitest"
import { around, living } from "./procedures.ts"

const notes = (spoil: (text: string) => string = (text) => text): ReadonlyArray<string> =>
  compile({ files: around("v0b/complaint.procedure.yaml", living().files).map((it) => (it.path.endsWith("complaints-go-up.scenario.yaml") ? { ...it, text: spoil(it.text) } : it)) })
    .diagnostics.flatMap((it) => (it.code === "scenario-coverage" ? [JSON.stringify(it.args)] : []))

describe("what no scenario shows", () => {
  it("sees cases that have names, and what scenarios of other procedures show", () => {
    expect(notes()).toEqual([])
  })

  it("tells a rung that nobody loses", () => {
    expect(notes((text) => text.replace(/\n *late: \{ unsorted\/sorting: \[desk\] \}/, ""))).toEqual([expect.stringContaining("sorting: supervisor")])
  })
})
