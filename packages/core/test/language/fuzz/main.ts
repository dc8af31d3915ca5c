/** `npm run fuzz:language -- [--inputs N] [--seed S]`: sentences, files and workspaces shaped like the language. */
import { parseArgs } from "node:util"
import * as Survive from "./Survive.ts"

const { values } = parseArgs({ options: { inputs: { type: "string" }, seed: { type: "string" } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
const inputs = Number(values.inputs ?? 100_000)
console.log(`seed ${seed}`)
let last = performance.now()
const begin = Survive.work()
const survived = Survive.run(inputs, seed, (done) => {
  if (performance.now() - last < 30_000) return
  last = performance.now()
  console.error(`${done} of ${inputs}`)
})
console.log(
  [
    `${survived.inputs} inputs, ${survived.characters} characters: ${survived.sentences} sentences, ${survived.files} files, ${survived.workspaces} workspaces (of ${survived.whole} every procedure became a plan, ${survived.plans} plans in all)`,
    `${survived.told} told; nothing thrown; ${((Survive.work() - begin) / 1000).toFixed(1)} s of work, the slowest input ${survived.slowest.milliseconds.toFixed(1)} ms (${survived.slowest.what.length} characters)`
  ].join("\n")
)
