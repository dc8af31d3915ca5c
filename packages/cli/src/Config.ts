/**
 * `frontdesk.config.ts` (or `.mjs`, `.js`, `.json`): what the host plugs in, and how serious it takes which diagnostic.
 * The nearest one above a folder counts for the files in it; a folder without one has nothing plugged in.
 *
 * ```ts
 * import type { ConfigFile } from "@frontdesk/cli/Config"
 * import { gates } from "./gates.ts"
 *
 * export default { plugins: [gates], severities: { "field-unused": "off" } } satisfies ConfigFile
 * ```
 */
import { pathToFileURL } from "node:url"
import { Effect, FileSystem, Path, Schema, SchemaIssue } from "effect"
import type { Result } from "effect"
import * as Plugged from "@frontdesk/core/plugin/Plugged"
import type { Plugin } from "@frontdesk/core/plugin/Plugin"
import { PluginSchema } from "@frontdesk/core/plugin/PluginSchema"
import { Unusable } from "./ExitCode.ts"
import { HostOf } from "./Host.ts"

/** What a diagnostic is to count as; `off`: it is not told. */
export type Severity = "error" | "warning" | "information" | "off"

/** What stands in the file. A plug-in can be named by its module, whose default export it then is. */
export interface ConfigFile {
  readonly plugins?: ReadonlyArray<Plugin | string>
  readonly severities?: { readonly [code: string]: Severity }
}

export interface Config {
  /** shown; absent where no file was found */
  readonly path?: string
  readonly plugins: ReadonlyArray<Plugin>
  /** by code of diagnostic; what is not named stays as the catalogue has it */
  readonly severities: { readonly [code: string]: Severity }
}

/** The config of a folder without a file. */
export const none: Config = { plugins: [], severities: {} }

const names = ["frontdesk.config.ts", "frontdesk.config.mjs", "frontdesk.config.js", "frontdesk.config.json"]

const FileSchema = Schema.Struct({
  plugins: Schema.optionalKey(Schema.Array(Schema.Unknown)),
  severities: Schema.optionalKey(
    Schema.Record(Schema.String, Schema.Literals(["error", "warning", "information", "off"]))
  )
})

const decodeFile = Schema.decodeUnknownResult(FileSchema)
const decodePlugin = Schema.decodeUnknownResult(PluginSchema)
const issues = SchemaIssue.makeFormatterStandardSchemaV1()

const decoded = <A>(
  shown: string,
  at: ReadonlyArray<PropertyKey>,
  decode: (input: unknown, options: { readonly errors: "all"; readonly onExcessProperty: "error" }) => Result.Result<A, Schema.SchemaError>,
  input: unknown
): Effect.Effect<A, Unusable> =>
  Effect.fromResult(decode(input, { errors: "all", onExcessProperty: "error" })).pipe(
    Effect.mapError(({ issue }) => {
      const lines = issues(issue).issues.map(({ message, path }) => {
        const place = [...at, ...(path ?? []).map((it) => (typeof it === "object" ? it.key : it))].map(String).join(".")
        return `  ${place === "" ? "" : `\`${place}\`: `}${message}`
      })
      return new Unusable({ message: `\`${shown}\` is no config of Frontdesk:\n${lines.join("\n")}` })
    })
  )

const sane = (plugins: ReadonlyArray<Plugin>, message: string): Effect.Effect<void, Unusable> => {
  const wrong = Plugged.faults(plugins)
  return wrong.length === 0 ? Effect.void : Effect.fail(new Unusable({ message: [message, ...wrong.map((it) => `  ${it}`)].join("\n") }))
}

/**
 * All that is plugged in for files of several folders. Files may use each other's procedures, so what one config plugs
 * in may not contradict what another does.
 */
export const plugins = Effect.fnUntraced(function*(configs: Iterable<Config>) {
  const all = [...new Set([...configs].flatMap((it) => it.plugins))]
  yield* sane(all, "The plug-ins of these files' configs cannot be used together:")
  return all
})

/**
 * The config of each folder, by folder (absolute paths). A file is read once; one that cannot be read, or says what no
 * config says, ends the call.
 */
export const read = Effect.fn("Config.read")(function*(folders: Iterable<string>) {
  const host = yield* HostOf
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const shown = (file: string): string => path.relative(host.cwd, file).replaceAll("\\", "/")

  const imported = (file: string, name: string): Effect.Effect<unknown, Unusable> =>
    Effect.tryPromise({
      try: async () => {
        const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown }
        return module.default
      },
      catch: (error) =>
        new Unusable({
          message: `\`${name}\` cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
          hint: "It is run by Node as it is: imports need their extension, and TypeScript needs Node 22.18 or newer."
        })
    }).pipe(
      Effect.filterOrFail(
        (it) => it !== undefined,
        () => new Unusable({ message: `\`${name}\` exports nothing.`, hint: "What counts is its `export default`." })
      )
    )

  const load = Effect.fnUntraced(function*(file: string) {
    const name = shown(file)
    const raw: unknown = file.endsWith(".json")
      ? yield* fs.readFileString(file).pipe(
        Effect.mapError((error) => new Unusable({ message: `\`${name}\` cannot be read: ${error.reason._tag}.` })),
        Effect.flatMap((text) =>
          Effect.try({
            try: () => JSON.parse(text) as unknown,
            catch: (error) => new Unusable({ message: `\`${name}\` is not JSON: ${(error as Error).message}` })
          })
        )
      )
      : yield* imported(file, name)
    const { plugins = [], severities = {} } = yield* decoded(name, [], decodeFile, raw)
    const found = new Map<string, Plugin>()
    for (const [index, given] of plugins.entries()) {
      const whole = typeof given === "string"
        ? yield* imported(path.resolve(path.dirname(file), given), `${given} (in ${name})`)
        : given
      yield* decoded(name, ["plugins", index], decodePlugin, whole)
      // the schema has seen it: what it hands on are copies, and functions want their own `this`
      const plugin = whole as Plugin
      if (found.has(plugin.name)) {
        return yield* new Unusable({ message: `\`${name}\` has two plug-ins of the name \`${plugin.name}\`.`, hint: "Rename one of them." })
      }
      found.set(plugin.name, plugin)
    }
    yield* sane([...found.values()], `The plug-ins of \`${name}\` cannot be used together:`)
    return { path: name, plugins: [...found.values()], severities } satisfies Config
  })

  const loaded = new Map<string, Config>()
  const configs = new Map<string, Config>()
  const near = (folder: string): Effect.Effect<Config, Unusable> =>
    Effect.gen(function*() {
      const known = configs.get(folder)
      if (known !== undefined) return known
      let config: Config | undefined
      for (const name of names) {
        const file = path.join(folder, name)
        if (!(yield* fs.exists(file).pipe(Effect.orElseSucceed(() => false)))) continue
        config = loaded.get(file) ?? (yield* load(file))
        loaded.set(file, config)
        break
      }
      const above = path.dirname(folder)
      config ??= above === folder ? none : yield* near(above)
      configs.set(folder, config)
      return config
    })
  const found = new Map<string, Config>()
  for (const folder of folders) found.set(folder, yield* near(folder))
  return found as ReadonlyMap<string, Config>
})
