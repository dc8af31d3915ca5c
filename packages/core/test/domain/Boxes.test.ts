/** Whether instants are really shared is seen on the heap only. */
import * as Boxes from "@frontdesk/core/domain/Boxes"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, it } from "vitest"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

const many = 50_000

// in boxes already: a list of anything
const instants: Array<unknown> = [""]
for (let i = 1; i < many; i++) instants.push(Boxes.instant + i)
instants[0] = Boxes.instant

let kept: Array<object> = []

/** Bytes of a record of three instants, all the same. */
const bytesOf = (make: (at: number) => object): number => {
  kept = []
  collect()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < many; i++) kept.push(make(instants[i] as number))
  collect()
  expect(kept.length).toBe(many)
  return (process.memoryUsage().heapUsed - before) / many
}

it("one instant in many fields is one box", () => {
  const shared = (at: number) => ({ since: at, done: at, told: at })
  const alone = (at: number) => ({ anchor: at, armed: at, due: at })
  Boxes.share(shared(Boxes.instant))
  expect(bytesOf(shared)).toBeLessThan(70)
  expect(bytesOf(alone)).toBeGreaterThan(90)
})

it("what is shared stays what it was", () => {
  const record = { at: Boxes.instant, n: 3, due: null, by: "wang" }
  Boxes.share(record)
  expect(record).toEqual({ at: Boxes.instant, n: 3, due: null, by: "wang" })
})
