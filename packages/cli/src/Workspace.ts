/**
 * The files of a run: those that were named, and those they need to be understood (the handbook and the other
 * procedures of their folder, and folders a handbook's `uses` names). Reading is all it does.
 */
import { Effect, FileSystem, Path } from "effect"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { Unusable } from "./ExitCode.ts"
import { HostOf } from "./Host.ts"

export interface Workspace {
  /** everything that is compiled, by path */
  readonly files: ReadonlyArray<SourceFile.SourceFile>
  /** what the call names: only slips in these, and in the handbooks they stand on, are told */
  readonly named: ReadonlySet<string>
  /**
   * The folders that know each other, one by `uses` of the other; a folder that knows none and is known by none stands
   * alone. Absolute paths.
   */
  readonly houses: ReadonlyArray<ReadonlySet<string>>
}

/** Whether a file of this name is one of Frontdesk's. */
export const ours = (name: string): boolean =>
  name === "handbook.yaml" || name.endsWith(".procedure.yaml") || name.endsWith(".scenario.yaml")

const skipped = (name: string): boolean => name === "node_modules" || name === "dist" || name.startsWith(".")

const unusable = (message: string, hint?: string) => new Unusable({ message, ...(hint !== undefined && { hint }) })

/** A text that is handed in and stands for a file, which need not be there. */
export interface Given {
  readonly path: string
  readonly text: string
}

/**
 * Reads what `paths` name (files and folders, folders with all below them; none: the folder one stands in). What is
 * given is taken instead of the file of its name.
 */
export const read = Effect.fn("Workspace.read")(function*(paths: ReadonlyArray<string>, given?: Given) {
  const host = yield* HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path

  const stat = (file: string) =>
    fs.stat(file).pipe(
      Effect.mapError((error) => {
        const shown = path.relative(host.cwd, file) || "."
        return error.reason._tag === "NotFound"
          ? unusable(`There is no file or folder \`${shown}\`.`, "Check the path; it is looked up from the folder you are in.")
          : unusable(`\`${shown}\` cannot be read: ${error.reason._tag}.`)
      })
    )
  const list = (folder: string) =>
    fs.readDirectory(folder).pipe(
      Effect.map((names) => [...names].sort()),
      Effect.mapError((error) => unusable(`The folder \`${path.relative(host.cwd, folder) || "."}\` cannot be read: ${error.reason._tag}.`))
    )
  // links may lead back to where one came from
  const walked = new Set<string>()
  const walk = (folder: string): Effect.Effect<ReadonlyArray<string>, Unusable> =>
    Effect.gen(function*() {
      const found: Array<string> = []
      const real = yield* fs.realPath(folder).pipe(Effect.orElseSucceed(() => folder))
      if (walked.has(real)) return found
      walked.add(real)
      for (const name of yield* list(folder)) {
        if (skipped(name)) continue
        const at = path.join(folder, name)
        if (ours(name)) found.push(at)
        // what cannot be looked at (a broken link) is no procedure
        else if (yield* fs.stat(at).pipe(Effect.map((it) => it.type === "Directory"), Effect.orElseSucceed(() => false))) {
          found.push(...(yield* walk(at)))
        }
      }
      return found
    })

  const named = new Set<string>()
  for (const asked of paths.length === 0 && given === undefined ? ["."] : paths) {
    const at = path.resolve(host.cwd, asked)
    const { type } = yield* stat(at)
    if (type === "Directory") for (const file of yield* walk(at)) named.add(file)
    else if (ours(path.basename(at))) named.add(at)
    else {
      return yield* unusable(
        `\`${asked}\` is no file of Frontdesk.`,
        "Its files are called `handbook.yaml`, `NAME.procedure.yaml` and `NAME.scenario.yaml`."
      )
    }
  }
  if (given !== undefined) named.add(path.resolve(host.cwd, given.path))
  if (named.size === 0) {
    return yield* unusable(
      `No file matched: there is no \`handbook.yaml\`, \`*.procedure.yaml\` or \`*.scenario.yaml\` in ${
        paths.length === 0 ? "this folder" : paths.map((it) => `\`${it}\``).join(", ")
      } or below.`
    )
  }

  const shown = (file: string): string => path.relative(host.cwd, file).replaceAll("\\", "/")
  const files = new Map<string, SourceFile.SourceFile>()
  if (given !== undefined) {
    const at = path.resolve(host.cwd, given.path)
    files.set(at, SourceFile.make(shown(at), given.text))
  }
  const load = (file: string) =>
    fs.readFileString(file).pipe(
      Effect.map((text) => files.set(file, SourceFile.make(shown(file), text))),
      Effect.mapError((error) => unusable(`\`${shown(file)}\` cannot be read: ${error.reason._tag}.`))
    )
  const houses = new Map<string, Set<string>>()
  const enter = (folder: string): Effect.Effect<void, Unusable> =>
    Effect.gen(function*() {
      if (houses.has(folder)) return
      houses.set(folder, new Set([folder]))
      for (const name of yield* list(folder)) {
        if (!ours(name)) continue
        const file = path.join(folder, name)
        // a scenario is nobody's neighbour: it is read only when it is named
        if (name.endsWith(".scenario.yaml") && !named.has(file)) continue
        if (!files.has(file)) yield* load(file)
      }
      for (const used of usedBy(files.get(path.join(folder, "handbook.yaml"))?.text ?? "")) {
        const other = path.resolve(folder, used)
        if (!(yield* fs.exists(other).pipe(Effect.orElseSucceed(() => false)))) continue
        yield* enter(other)
        const both = new Set([...(houses.get(folder) ?? []), ...(houses.get(other) ?? [])])
        for (const it of both) houses.set(it, both)
      }
    })
  for (const file of named) yield* enter(path.dirname(file))
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    named: new Set([...named].map(shown)),
    houses: [...new Set(houses.values())]
  } satisfies Workspace
})

/**
 * The other folders a handbook names, as they lie from its own. Which files to read must be known before anything is parsed, so this only looks
 * for paths under `uses:`; a path that is wrong is told by the compiler, where it stands.
 */
const usedBy = (handbook: string): ReadonlyArray<string> => {
  const section = /^uses:(.*(?:\r?\n(?:[ \t]+.*|[ \t]*))*)/m.exec(handbook)?.[1] ?? ""
  return [
    ...[...section.matchAll(/:[ \t]*["']?(\.\.?\/[^\s"'#,}]+)/g)].flatMap((found) => (found[1] === undefined ? [] : [`${found[1]}/..`])),
    // a folder from which something is taken stands before the colon
    ...[...section.matchAll(/(?:^|[\s{,])["']?(\.\.(?:\/[^\s"'#,:}]+)*)["']?[ \t]*:/g)].flatMap((found) => found[1] ?? [])
  ]
}
