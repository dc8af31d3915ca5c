/**
 * `npm run mutate:language -- [--every N] [--only WORDS] [--json FILE]`: spoils the real files and says what the
 * compiler makes of it. Without `--every` all mutants are made, which takes a while.
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import * as Report from "./Report.ts"

const { values } = parseArgs({ options: { every: { type: "string" }, only: { type: "string" }, json: { type: "string" }, part: { type: "string" } } })
const [index, count] = (values.part ?? "0/1").split("/").map(Number)
let last = performance.now()
const report = Report.run({
  every: Number(values.every ?? 1),
  part: [index ?? 0, count ?? 1],
  ...(values.only === undefined ? {} : { only: values.only }),
  progress: (made, of) => {
    if (performance.now() - last < 15_000) return
    last = performance.now()
    console.error(`${made} of ${of}`)
  }
})
console.log(Report.page(report))
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
process.exitCode = report.rate < 0.99 || report.crashes > 0 || report.most.following > 3 ? 1 : 0
