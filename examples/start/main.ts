/**
 * `npm start`: checks all handbooks and their modules, and lets three of their front desks work through ten days of
 * virtual time on a SQLite file. Run again, it goes on from the file.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../", import.meta.url))
process.chdir(root)

const frontdesk = (...args: ReadonlyArray<string>): void => {
  console.log(`$ frontdesk ${args.join(" ")}`)
  const { status } = spawnSync(process.execPath, [join("packages", "cli", "src", "main.ts"), ...args], { stdio: "inherit" })
  if (status !== 0) process.exit(status ?? 3)
}

frontdesk("validate", "--quiet", "packages/procedures")
frontdesk("generate", "packages/procedures")

// Only now: the story is written against the modules that were just generated.
const { tell } = await import("./Tell.ts")
const file = join(root, ".frontdesk", "start.sqlite")
mkdirSync(join(root, ".frontdesk"), { recursive: true })
await tell({ file, shown: relative(root, file) })
