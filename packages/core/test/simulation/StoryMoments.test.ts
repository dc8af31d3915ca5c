/** What a decision or a computation finds is told as people write it, instants too. */
import { describe, expect, it } from "vitest"
import { playWritten, story, wrongs } from "./ground.ts"

const procedure = `procedure: visit
version: 1
intake: { by: front-desk-receptionist, form: { unit: unit, agreed: date-time } }
steps:
  - compute: latest
    type: date-time
    value: agreed + 2 hours
  - end: done
outcomes: { done: {} }
`
const scenario = `scenario: written
of: visit
given: { staff: { wang: front-desk-receptionist } }
rows:
  - { at: 2026-03-02 10:00, who: wang, opens: visit, with: { unit: 3-201, agreed: 2026-03-02 22:00 }, then: { ended: done } }
`

describe("the story of a case", () => {
  const report = playWritten(scenario, "v3", "en", { "v3/visit.procedure.yaml": procedure })
  it("tells an instant that was decided or computed by the wall clock", () => {
    expect(wrongs(report)).toEqual([])
    const lines = story(report, "en").join("\n")
    expect(lines).toContain("Latest is 2026-03-02 24:00")
  })
})
