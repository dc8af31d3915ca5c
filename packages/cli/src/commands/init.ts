/**
 * `frontdesk init`: a small handbook, a procedure and a scenario to begin with, and the schemas for the editor where
 * none are installed. What is there already is never written over.
 */
import { Clock, DateTime, Effect, FileSystem, Path } from "effect"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as EditorSchema from "../EditorSchema.ts"
import { clean, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"
import * as Starter from "../Starter.ts"
import * as Schema from "./schema.ts"

export interface Options {
  readonly folder: string
  readonly language: Host.Language | undefined
}

export const init = Effect.fn("init")(function*(options: Options) {
  const host = yield* Host.HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const language = Host.language(host, options.language)
  const zh = language === "zh"
  const at = path.resolve(host.cwd, options.folder)
  const shown = (name: string): string => path.join(options.folder, name).replaceAll("\\", "/")
  const now = yield* Clock.currentTimeMillis
  const files = Starter.files(language, DateTime.makeUnsafe(now).pipe(DateTime.getPartUtc("year")))

  const there: Array<string> = []
  for (const { name } of files) {
    if (yield* fs.exists(path.join(at, name)).pipe(Effect.orElseSucceed(() => false))) there.push(`\`${shown(name)}\``)
  }
  if (there.length > 0) {
    return yield* new Unusable({
      message: zh ? `${there.join("、")} 已经存在，没有写入任何文件。` : `${there.join(", ")} ${there.length === 1 ? "is" : "are"} there already; nothing was written.`,
      hint: zh ? "请选择另一个文件夹：`frontdesk init 文件夹`。" : "Name another folder: `frontdesk init FOLDER`."
    })
  }

  const failed = (error: { readonly reason: { readonly _tag: string } }) =>
    new Unusable({ message: `\`${options.folder}\` cannot be written: ${error.reason._tag}.` })
  const say = (file: string): void => host.stdout(`${zh ? "已写入" : "wrote"} ${file}\n`)
  yield* fs.makeDirectory(at, { recursive: true }).pipe(Effect.mapError(failed))
  if ((yield* EditorSchema.near(path.join(at, "handbook.yaml"), language)) === undefined) {
    for (const file of yield* Schema.write(path.join(options.folder, EditorSchema.folder), language)) say(file)
  }
  const { format } = yield* Effect.promise(() => import("@frontdesk/core/language/format/Format"))
  for (const { name, text } of files) {
    const schema = yield* EditorSchema.near(path.join(at, name), language)
    // `wx`: what came in between stays as it is
    yield* fs.writeFileString(path.join(at, name), format(SourceFile.make(name, text), { schema }) ?? text, { flag: "wx" }).pipe(Effect.mapError(failed))
    say(shown(name))
  }
  const where = options.folder === "." ? "" : ` ${options.folder}`
  host.stdout(
    zh
      ? `\n接下来：frontdesk validate${where} 检查，frontdesk test${where} 核对情景，frontdesk play ${shown("too-slow.scenario.yaml")} 讲述经过。\n`
      : `\nNext: \`frontdesk validate${where}\`, \`frontdesk test${where}\`, \`frontdesk play ${shown("too-slow.scenario.yaml")}\`.\n`
  )
  return clean
})
