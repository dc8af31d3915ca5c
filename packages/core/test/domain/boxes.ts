/** Prints how many bytes a record of three instants takes, all the same, `alone` or `shared`; see `Boxes.test.ts`. */
import * as Boxes from "@frontdesk/core/domain/Boxes"

const collect = (globalThis as unknown as { readonly gc: () => void }).gc
const many = 50_000
// in boxes already: a list of anything
const instants: Array<unknown> = [""]
for (let i = 1; i <= many; i++) instants.push(Boxes.instant + i)

const of = (at: number) => ({ since: at, done: at, told: at })
if (process.argv[2] === "shared") Boxes.share(of(Boxes.instant))
const kept: Array<object> = []
collect()
const before = process.memoryUsage().heapUsed
for (let i = 1; i <= many; i++) kept.push(of(instants[i] as number))
collect()
console.log((process.memoryUsage().heapUsed - before) / kept.length)
