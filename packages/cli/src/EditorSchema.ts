/**
 * Where an editor finds the schema of a file: the nearest folder `.frontdesk` above it (`frontdesk schema --out
 * .frontdesk` writes one), else the nearest installed `@frontdesk/core`.
 */
import { Effect, FileSystem, Path } from "effect"
import { fileName } from "@frontdesk/core/language/schema/JsonSchema"
import type { FileKind } from "@frontdesk/core/language/schema/JsonSchema"
import type { Language } from "./Host.ts"

/** The folder that `init` writes schemas into. */
export const folder = ".frontdesk"

export const kindOf = (file: string): FileKind =>
  file.endsWith(".procedure.yaml") ? "procedure" : file.endsWith(".scenario.yaml") ? "scenario" : "handbook"

/** The language the people of a handbook read first. */
export const languageOf = (handbook: string): Language => (/^languages:[\s[-]*zh\b/m.test(handbook) ? "zh" : "en")

/** The path as the file itself would write it; `undefined` when there is none. */
export const near = Effect.fn("EditorSchema.near")(function*(file: string, language: Language) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const name = fileName(kindOf(file))
  const ways = [[folder, name], ["node_modules", "@frontdesk", "core", "schema", language, name]]
  const from = path.dirname(file)
  for (let at = from; ; at = path.dirname(at)) {
    for (const way of ways) {
      const found = path.join(at, ...way)
      if (yield* fs.exists(found).pipe(Effect.orElseSucceed(() => false))) return path.relative(from, found).replaceAll("\\", "/")
    }
    if (path.dirname(at) === at) return undefined
  }
})
