/**
 * All checks of the workspace, one after another. A step says one line; its output is shown only when it fails.
 * The last line is `N passed, N failed`: every test counts as one, and so does every other step.
 *
 *     npm test                 everything
 *     npm test -- Calendar     only the test files whose path has "Calendar" in it
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { stripVTControlCharacters } from "node:util"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
const windows = process.platform === "win32"
const filters = process.argv.slice(2)

const total = { passed: 0, failed: 0 }

/** @param {string} command @param {ReadonlyArray<string>} args */
const run = (command, args) => {
  const path = command === "node" ? process.execPath : join(root, "node_modules", ".bin", command)
  const result = spawnSync(path, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    shell: windows && command !== "node"
  })
  return { ok: result.status === 0, output: `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}` }
}

/**
 * @param {string} title
 * @param {() => { passed: number, failed: number, output: string, note?: string }} work
 */
const step = (title, work) => {
  process.stdout.write(title.padEnd(52, " "))
  const start = performance.now()
  const result = work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5)
  process.stdout.write(`${result.failed === 0 ? "ok    " : "FAILED"} ${seconds} s${result.note ? `   ${result.note}` : ""}\n`)
  if (result.failed > 0) {
    const output = process.stdout.isTTY ? result.output : stripVTControlCharacters(result.output)
    process.stdout.write(`\n${output.trim()}\n\n`)
  }
  total.passed += result.passed
  total.failed += result.failed
}

/** A step is a script of package.json, so that it can be called alone as well. @param {string} name @param {Array<string>} more */
const gate = (name, ...more) => () => {
  const [command, ...args] = scripts[name].split(" ")
  const { ok, output } = run(command, [...args, ...more])
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output }
}

const tests = () => {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-test-"))
  const report = join(folder, "report.json")
  const { ok, output } = run("vitest", ["run", ...filters, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`])
  const json = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined
  rmSync(folder, { recursive: true, force: true })
  if (json === undefined) return { passed: 0, failed: 1, output }
  // A file that cannot be loaded has no tests to count; an error outside of any test makes the run fail all the same.
  const unloaded = json.testResults.filter((/** @type {{ status: string, assertionResults: ReadonlyArray<unknown> }} */ it) => it.status === "failed" && it.assertionResults.length === 0).length
  const failed = json.numFailedTests + unloaded
  const skipped = json.numPendingTests + (json.numTodoTests ?? 0)
  return {
    passed: json.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    output,
    note: `${json.numPassedTests} of ${json.numTotalTests} tests in ${json.testResults.length} files${skipped > 0 ? `, ${skipped} skipped` : ""}`
  }
}

if (filters.length === 0) {
  step("types, also of the type tests (tsc -b)", gate("check"))
  step("lint (oxlint)", gate("lint"))
  step("Effects: none forgotten (effect-tsgo)", gate("effects"))
  step("imports: no circles, right direction", gate("deps"))
  if (existsSync(join(root, "packages/cli/src/main.ts"))) {
    step("generated modules are up to date", gate("generate", "--check"))
  }
}
step(`tests${filters.length === 0 ? "" : ` of ${filters.join(", ")}`} (vitest)`, tests)

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
