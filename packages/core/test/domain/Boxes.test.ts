/** Whether instants are really shared is seen on the heap only. */
import * as Boxes from "@frontdesk/core/domain/Boxes"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, it } from "vitest"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

const many = 50_000

/** Bytes of a record of three instants, all the same; its fields and its place in a list are 56. */
const bytesOf = (make: (at: number) => object): number => {
  const kept: Array<object> = Array.from({ length: many }, () => ({}))
  collect()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < many; i++) kept[i] = make(Boxes.instant + i)
  collect()
  const bytes = (process.memoryUsage().heapUsed - before) / many
  expect(kept.length).toBe(many)
  return bytes
}

it("one instant in many fields is one box", () => {
  const alone = (at: number) => ({ anchor: at, armed: at, due: at })
  const shared = (at: number) => ({ since: at, done: at, told: at })
  Boxes.share(shared(Boxes.instant))
  expect(bytesOf(alone) - bytesOf(shared)).toBeGreaterThan(20)
})

it("what is shared stays what it was", () => {
  const record = { at: Boxes.instant, n: 3, due: null, by: "wang" }
  Boxes.share(record)
  expect(record).toEqual({ at: Boxes.instant, n: 3, due: null, by: "wang" })
})
