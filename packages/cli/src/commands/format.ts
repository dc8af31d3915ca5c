/**
 * `frontdesk format`: the layout of files, and the line by which editors find their schema. Only white space is written.
 */
import { Effect, FileSystem, Path } from "effect"
import * as Drift from "@frontdesk/core/target/typescript/Drift"
import * as EditorSchema from "../EditorSchema.ts"
import { clean, problems, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"
import * as Workspace from "../Workspace.ts"

export interface Options {
  readonly paths: ReadonlyArray<string>
  readonly check: boolean
  readonly language: Host.Language | undefined
}

export const format = Effect.fn("format")(function*(options: Options) {
  const host = yield* Host.HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const zh = Host.language(host, options.language) === "zh"
  const workspace = yield* Workspace.read(options.paths)
  const Format = yield* Effect.promise(() => import("@frontdesk/core/language/format/Format"))
  const handbooks = new Map(workspace.files.flatMap((it) => (path.basename(it.path) === "handbook.yaml" ? [[path.dirname(it.path), it.text]] : [])))
  let changed = 0
  let broken = 0
  for (const file of workspace.files) {
    if (!workspace.named.has(file.path)) continue
    const at = path.resolve(host.cwd, file.path)
    const reader = EditorSchema.languageOf(handbooks.get(path.dirname(file.path)) ?? "")
    const text = Format.format(file, { schema: yield* EditorSchema.near(at, reader) })
    if (text === undefined) {
      broken++
      host.stdout(
        zh
          ? `${file.path}：无法读取为 YAML，不能排版。请先运行 frontdesk validate。\n`
          : `${file.path}: not sound YAML, so it has no layout yet. Run \`frontdesk validate\` first.\n`
      )
    } else if (text !== file.text) {
      changed++
      if (options.check) {
        host.stdout(`${file.path}\n${Drift.between(file.text, text) ?? (zh ? "（行末符或文件开头的标记）" : "(line ends, or the mark at the beginning)")}\n\n`)
        continue
      }
      yield* fs.writeFileString(at, text).pipe(
        Effect.mapError((error) => new Unusable({ message: `\`${file.path}\` cannot be written: ${error.reason._tag}.` }))
      )
      host.stdout(`${zh ? "已排版" : "formatted"} ${file.path}\n`)
    }
  }
  if (changed === 0 && broken === 0) host.stdout(zh ? "所有文件的排版都已合规。\n" : "All files are in layout.\n")
  else if (options.check && changed > 0) {
    host.stdout(zh ? `${changed} 个文件需要排版，请运行 frontdesk format。\n` : `${changed} file${changed === 1 ? " is" : "s are"} not in layout. Run \`frontdesk format\`.\n`)
  }
  return broken > 0 || (options.check && changed > 0) ? problems : clean
})
