/** A small tree of files outside of the workspace that sees its packages: for checks that have to find a planted fault. */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll } from "vitest"

const root = join(import.meta.dirname, "../..")

export const plant = (files: Record<string, string>) => {
  const planted = mkdtempSync(join(tmpdir(), "frontdesk-planted-"))
  afterAll(() => rmSync(planted, { recursive: true, force: true }))
  symlinkSync(join(root, "node_modules"), join(planted, "node_modules"), "junction")
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(planted, file)), { recursive: true })
    writeFileSync(join(planted, file), text)
  }
  return {
    /** The path of one of the workspace's own configurations. */
    config: (name: string) => join(root, name),
    /** Runs a command of the workspace in the tree. */
    run: (command: string, ...args: ReadonlyArray<string>) => {
      const shell = process.platform === "win32"
      const result = spawnSync(join(root, "node_modules/.bin", command), args, { cwd: planted, encoding: "utf8", shell })
      return { ok: result.status === 0, output: result.stdout + result.stderr }
    }
  }
}
