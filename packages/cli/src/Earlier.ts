/**
 * The procedure files as they were: those of another folder, or of a revision that git knows, written into a folder of
 * its own that is gone afterwards.
 */
import { Effect, FileSystem, Path } from "effect"
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { Unusable } from "./ExitCode.ts"
import { HostOf } from "./Host.ts"
import * as Workspace from "./Workspace.ts"

const exec = promisify(execFile)

/** What git says, as it says it; it may be large. */
const git = (cwd: string, args: ReadonlyArray<string>) =>
  Effect.tryPromise({
    try: async () => (await exec("git", args, { cwd, maxBuffer: 256 * 1024 * 1024 })).stdout,
    catch: (error) => new Unusable({ message: `git: ${String((error as { readonly stderr?: string }).stderr ?? error).trim()}` })
  })

/** The folder one would stand in at that revision; lives as long as the scope. */
export const folderAt = Effect.fn("Earlier.folderAt")(function*(revision: string) {
  const host = yield* HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  // a revision that begins with a dash would be an option
  if (revision.startsWith("-")) return yield* new Unusable({ message: `\`${revision}\` is no revision.` })
  const prefix = (yield* git(host.cwd, ["rev-parse", "--show-prefix"])).trim()
  const root = (yield* git(host.cwd, ["rev-parse", "--show-toplevel"])).trim()
  const names = (yield* git(root, ["ls-tree", "-r", "-z", "--name-only", revision, "--"])).split("\0")
  const temporary = yield* fs.makeTempDirectoryScoped({ prefix: "frontdesk-" }).pipe(Effect.orDie)
  for (const name of names) {
    const base = path.basename(name)
    // the scenarios of then are nothing to a comparison
    if (!Workspace.ours(base) || base.endsWith(".scenario.yaml")) continue
    const text = yield* git(root, ["show", `${revision}:${name}`])
    yield* fs.makeDirectory(path.join(temporary, path.dirname(name)), { recursive: true }).pipe(Effect.orDie)
    yield* fs.writeFileString(path.join(temporary, name), text).pipe(Effect.orDie)
  }
  const at = path.join(temporary, prefix)
  yield* fs.makeDirectory(at, { recursive: true }).pipe(Effect.orDie)
  return at
})
