/**
 * Runs a script of this workspace on a machine that has some Node (20 or newer) and npm, and nothing else:
 * installs what is needed when it is not there yet, then hands over to the workspace's own Node 24.
 *
 *     node scripts/run.mjs <script> [arguments]
 *
 * Uses no dependency and no syntax younger than Node 20.
 */
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { constants } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const PNPM = "pnpm@12.21.0"

const windows = process.platform === "win32"
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, "node_modules", ".bin")
const node = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node")
const installed = join(root, "node_modules", ".frontdesk-installed")

/** What was installed, told by the files that decide it. */
const wanted = () =>
  ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"]
    .reduce((hash, file) => hash.update(readFileSync(join(root, file))), createHash("sha256"))
    .digest("hex")

const isInstalled = () => existsSync(node) && existsSync(installed) && readFileSync(installed, "utf8") === wanted()

const install = () => {
  console.log("Installing what is needed (once)…")
  // CI: never ask. NODE_ENV: the tools are development dependencies, they are needed here whatever it says.
  const env = { ...process.env, CI: "true", NODE_ENV: "development" }
  const result = spawnSync("npx", ["-y", PNPM, "install", "--frozen-lockfile"], {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: windows
  })
  if (result.status !== 0 || !existsSync(node)) {
    console.error(result.stdout ?? "", result.stderr ?? "", result.error?.message ?? "")
    console.error(`The installation did not succeed (npx ${PNPM} install --frozen-lockfile). Is the network there?`)
    process.exit(1)
  }
  writeFileSync(installed, wanted())
}

/** @param {string} script @param {ReadonlyArray<string>} args */
const run = (script, args) => {
  const child = spawn(node, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, PATH: bin + delimiter + (process.env.PATH ?? "") },
    stdio: "inherit"
  })
  process.on("SIGINT", () => child.kill("SIGINT"))
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)))
}

const [script, ...args] = process.argv.slice(2)
if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`Frontdesk needs Node 20 or newer to start; this is ${process.version}.`)
  process.exit(1)
}
if (script === undefined) {
  console.error("usage: node scripts/run.mjs <script> [arguments]")
  process.exit(2)
}
if (!isInstalled()) install()
run(script, args)
