/**
 * What is published, into `dist/` of each package: the declarations by `tsc -b`, the JavaScript by tsup.
 *
 *     npm run build
 */
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const tsc = join(root, "node_modules/@typescript/native/bin/tsc")
const tsup = join(root, "node_modules/tsup/dist/cli-default.js")

/** @param {string} script @param {ReadonlyArray<string>} args @param {string} cwd */
const run = (script, args, cwd) => {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd, stdio: "inherit" })
  if (status !== 0) process.exit(status ?? 1)
}

run(tsc, ["-b"], root)
for (const name of ["core", "adapters", "procedures", "cli"]) run(tsup, ["--silent"], join(root, "packages", name))
