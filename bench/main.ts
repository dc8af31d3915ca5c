/**
 * `npm run bench -- SUITE… [--quick] [--only DRIVER]… [--cases N] [--json FILE]`: prints a table, and with `--json`
 * writes one JSON line a driver.
 */
import { appendFile, writeFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import type { Driver } from "./Driver.ts"
import { run, type Figure } from "./Suite.ts"

/** Loaded when asked for: what one suite needs does not slow another down. */
const suites: { readonly [name: string]: () => Promise<{ readonly drivers: ReadonlyArray<Driver> }> } = {
  steps: () => import("./steps/Steps.ts"),
  scale: () => import("./scale/Scale.ts"),
  timers: () => import("./timers/Timers.ts"),
  validate: () => import("./validate/Validate.ts"),
  start: () => import("./start/Start.ts")
}
const known = Object.keys(suites)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, json: { type: "string" }, callers: { type: "string", default: "32" },
    only: { type: "string", multiple: true }, cases: { type: "string" }, size: { type: "string" },
    // one round of one driver, as JSON: how a suite calls itself
    driver: { type: "string" } }
})
const asked = positionals.length === 0 ? known : positionals
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}. Suites: ${known.join(", ")}.`)
  process.exit(2)
}

const callers = Number(values.callers)
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))

const driversOf = async (name: string): Promise<ReadonlyArray<Driver>> => {
  const all = (await suites[name]?.())?.drivers ?? []
  return values.only === undefined ? all : all.filter((driver) => values.only?.includes(driver.name))
}

if (values.driver !== undefined) {
  const driver = (await driversOf(asked[0] ?? "")).find(({ name }) => name === values.driver)
  if (driver === undefined) throw new Error(`There is no driver ${values.driver}`)
  console.log(JSON.stringify(await driver.round(Number(values.size ?? driver.size.full), callers)))
  process.exit(0)
}

const cell = (text: string | number, width: number) => String(text).padStart(width)
const table = (figures: ReadonlyArray<Figure>) => {
  const width = Math.max(...figures.map((figure) => figure.driver.length))
  console.log(`${"driver".padEnd(width)}  callers        n   per second   p50 ms   p99 ms   ratio  against`)
  for (const f of figures) {
    console.log(
      `${f.driver.padEnd(width)}  ${cell(f.callers, 7)} ${cell(f.n, 8)} ${cell(f.perSecond.toLocaleString("en"), 12)} ${cell(f.p50ms.toFixed(3), 8)} ${cell(f.p99ms.toFixed(3), 8)} ${cell(f.ratio.toFixed(2), 7)}  ${[f.control, ...f.others.map((it) => `${it.ratio.toFixed(2)} ${it.control}`)].join(", ")}`
    )
    const more = Object.entries(f.more).map(([what, is]) => `${what} ${is.toLocaleString("en", { maximumFractionDigits: 2 })}`)
    if (more.length > 0) console.log(`  ${more.join(" · ")}`)
  }
}

if (values.json !== undefined) await writeFile(values.json, "")
for (const name of asked) {
  const figures = await run(await driversOf(name), {
    suite: name,
    quick: values.quick,
    callers,
    size: number(values.size),
    cases: number(values.cases),
    onProgress: (line) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${line}`)
  })
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K")
  console.log(`\n${name}`)
  table(figures)
  if (values.json !== undefined) {
    await appendFile(values.json, figures.map((figure) => JSON.stringify(figure)).join("\n") + "\n")
  }
}
