/** Whether instants are really shared is seen on the heap only, so it is looked at in a process of its own. */
import * as Boxes from "@frontdesk/core/domain/Boxes"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"

const bytes = (how: "alone" | "shared"): number =>
  Number(execFileSync(process.execPath, ["--expose-gc", "--no-opt", "--no-maglev", fileURLToPath(new URL("boxes.ts", import.meta.url)), how], { encoding: "utf8" }))

it("one instant in three fields is one box", () => {
  expect(bytes("alone")).toBeGreaterThan(90)
  expect(bytes("shared")).toBeLessThan(70)
})

it("what is shared stays what it was", () => {
  const record = { at: Boxes.instant, n: 3, due: null, by: "wang" }
  Boxes.share(record)
  expect(record).toEqual({ at: Boxes.instant, n: 3, due: null, by: "wang" })
})
