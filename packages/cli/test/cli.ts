/** The command line in this process, on a folder of its own: what it wrote, and the exit code. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { run } from "@frontdesk/cli/Run"

/** a small handbook with one procedure and one scenario, all in order */
export const office = join(import.meta.dirname, "office")
export const procedures = join(import.meta.dirname, "../../procedures")

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export const frontdesk = async (
  cwd: string,
  args: ReadonlyArray<string>,
  env: { readonly [name: string]: string } = {},
  terminal = false,
  stdin?: string
): Promise<Ran> => {
  const out: Array<string> = []
  const err: Array<string> = []
  const code = await run(args, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    ...(stdin === undefined ? {} : { stdin: () => Promise.resolve(stdin) }),
    cwd,
    env,
    terminal
  })
  return { code, out: out.join(""), err: err.join("") }
}

/** A folder, gone afterwards: the little handbook in `office/`, with these files put in or over it. */
export const workspace = (files: { readonly [path: string]: string | Uint8Array } = {}): { readonly path: string } & Disposable => {
  const at = folder()
  cpSync(office, join(at.path, "office"), { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at.path, name)), { recursive: true })
    writeFileSync(join(at.path, name), text)
  }
  return at
}

/** An empty folder, gone afterwards. */
export const folder = (): { readonly path: string } & Disposable => {
  const path = mkdtempSync(join(tmpdir(), "frontdesk-"))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
