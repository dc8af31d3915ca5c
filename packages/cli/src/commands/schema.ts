/**
 * `frontdesk schema`: JSON Schemas of handbooks, procedures and scenarios for editors, with hover texts in English or
 * Chinese.
 */
import { Effect, FileSystem, Path } from "effect"
import { clean, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"

export interface Options {
  /** one language into the folder itself; none: each into a folder of its own */
  readonly language: Host.Language | undefined
  readonly out: string
}

const languages: ReadonlyArray<Host.Language> = ["en", "zh"]

export const schema = Effect.fn("schema")(function*(options: Options) {
  const host = yield* Host.HostOf
  const path = yield* Path.Path
  const zh = Host.language(host, undefined) === "zh"
  for (const language of options.language === undefined ? languages : [options.language]) {
    const folder = options.language === undefined ? path.join(options.out, language) : options.out
    for (const file of yield* write(folder, language)) {
      host.stdout(`${zh ? "已写入" : "wrote"} ${file}\n`)
    }
  }
  return clean
})

/** Writes the three schemas into a folder; gives their paths as they are shown. */
export const write = Effect.fnUntraced(function*(folder: string, language: Host.Language) {
  const host = yield* Host.HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { fileKinds, fileName, print } = yield* Effect.promise(() => import("@frontdesk/core/language/schema/JsonSchema"))
  const at = path.resolve(host.cwd, folder)
  const failed = (error: { readonly reason: { readonly _tag: string } }) =>
    new Unusable({ message: `\`${folder}\` cannot be written: ${error.reason._tag}.` })
  yield* fs.makeDirectory(at, { recursive: true }).pipe(Effect.mapError(failed))
  const written: Array<string> = []
  for (const kind of fileKinds) {
    yield* fs.writeFileString(path.join(at, fileName(kind)), print(kind, language)).pipe(Effect.mapError(failed))
    written.push(path.join(folder, fileName(kind)).replaceAll("\\", "/"))
  }
  return written
})
