/** What a developer hands to the command line as a module of his own, and packages as his folder has them. */
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import { Effect, FileSystem, Path } from "effect"
import { Unusable } from "./ExitCode.ts"
import { HostOf } from "./Host.ts"

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A file that is there: where it is, and how it is shown. */
export const file = Effect.fn("UserModule.file")(function*(given: string) {
  const host = yield* HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const full = path.resolve(host.cwd, given)
  const shown = path.relative(host.cwd, full).replaceAll("\\", "/") || given
  const there = yield* fs.stat(full).pipe(Effect.map((it) => it.type), Effect.orElseSucceed(() => undefined))
  if (there === undefined) return yield* new Unusable({ message: `There is no file \`${shown}\`.` })
  if (there !== "File") return yield* new Unusable({ message: `\`${shown}\` is no file.`, hint: "Name the module whose default export is the adapter." })
  return { full, shown }
})

/** Its default export. */
export const exported = Effect.fn("UserModule.exported")(function*(at: { readonly full: string; readonly shown: string }) {
  const module = yield* Effect.tryPromise({
    try: async () => (await import(pathToFileURL(at.full).href)) as { readonly [name: string]: unknown },
    catch: (error) =>
      new Unusable({
        message: `\`${at.shown}\` cannot be loaded: ${said(error)}`,
        hint: "It is run by Node as it is: imports need their extension, and TypeScript needs Node 22.18 or newer."
      })
  })
  if (module["default"] === undefined) {
    const names = Object.keys(module)
    return yield* new Unusable({
      message: `\`${at.shown}\` has no default export${names.length === 0 ? "" : `; it exports ${names.map((it) => `\`${it}\``).join(", ")}`}.`,
      hint: "What counts is its `export default`."
    })
  }
  return module["default"]
})

/** A module of a package, as a file or folder of his finds it: so it is the one that his own code uses. */
export const beside = <A>(from: string, specifier: string, hint: string): Effect.Effect<A, Unusable> =>
  Effect.tryPromise({
    try: async () => (await import(pathToFileURL(createRequire(from).resolve(specifier)).href)) as A,
    catch: (error) => new Unusable({ message: `\`${specifier}\` cannot be loaded from there: ${said(error)}`, hint })
  })
