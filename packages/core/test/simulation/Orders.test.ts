/**
 * Orders that change what was agreed, in the real procedures: an appointment is moved and then missed, a countersign
 * sheet gets one more signer, what was entered wrongly is corrected beside the old value. Each is played by the
 * simulation and, entry by entry the same, over the counter of a desk (`Parity.test.ts`, which reads these too).
 */
import * as Play from "@frontdesk/core/simulation/Play"
import { describe, expect, it } from "vitest"
import { orders } from "./orders.ts"
import { story, told, written } from "./ground.ts"

describe.each(Object.entries(orders))("%s", (_, { folder, more, text }) => {
  const { ground, scenario, wrong } = written(text, folder, more)
  it("compiles", () => expect(wrong).toBe(""))
  it("goes as the file says, and reads well in both languages", () => {
    if (scenario === undefined) throw new Error(wrong)
    const report = Play.play(scenario, ground)
    expect(told(report).filter((line) => !line.startsWith("right"))).toEqual([])
    expect([...story(report, "en"), "", ...story(report, "zh")].join("\n")).toMatchSnapshot()
  })
})
