/**
 * The command line in one call: arguments in, an exit code out, everything written through the host. Usage errors, slips
 * in files and bugs of our own leave by different codes (see `ExitCode.ts`).
 */
import { Cause, Console, Effect, Exit, Layer, Logger, Option } from "effect"
import { CliConfig, CliOutput, Command, GlobalFlag, TerminalCapabilities } from "effect/cli"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { commands } from "./Commands.ts"
import * as ExitCode from "./ExitCode.ts"
import { colours, HostOf, paint } from "./Host.ts"
import type { Host, Language } from "./Host.ts"
import { version } from "./Version.ts"

/** A console that writes to the host; what only a terminal could do goes nowhere. */
const consoleOf = (host: Host): Console.Console => {
  const line = (write: (text: string) => void) => (...args: ReadonlyArray<unknown>) => write(`${args.map(String).join(" ")}\n`)
  const silent = () => undefined
  return Object.assign(Object.create(console) as Console.Console, {
    log: line(host.stdout),
    info: line(host.stderr),
    warn: line(host.stderr),
    debug: line(host.stderr),
    trace: line(host.stderr),
    error: line(host.stderr),
    clear: silent,
    table: silent
  })
}

/** Help is the result of asking for help; after a wrong call it would bury what was wrong. */
const presenter = (host: Host): CliOutput.Presenter => ({
  present: (event) =>
    Effect.sync(() => {
      const formatter = CliOutput.defaultFormatter({ colors: colours(host) })
      switch (event._tag) {
        case "Help":
          return host.stdout(`${formatter.formatHelpDoc(event.helpDoc)}\n`)
        case "Version":
          return host.stdout(`frontdesk ${event.version}\n`)
        case "InvalidInvocation":
          host.stderr(`${formatter.formatErrors(event.errors).trim()}\n`)
          return host.stderr(`\nSee \`${event.commandPath.join(" ")} --help\`.\n`)
      }
    })
})

const tellBug = (host: Host, cause: Cause.Cause<unknown>): void => {
  const bold = paint(host)
  host.stderr(
    [
      bold("red", "This is our bug, not a mistake in your files."),
      "Please report it, with the command you gave, the files it read and these lines:",
      "",
      `frontdesk ${version}, node ${process.version}, ${process.platform}`,
      Cause.pretty(cause),
      ""
    ].join("\n")
  )
}

/** `--lang zh` or `--lang=zh`, wherever it stands. */
const languageOf = (args: ReadonlyArray<string>): Language | undefined => {
  const at = args.findIndex((it) => it === "--lang" || it.startsWith("--lang="))
  const value = args[at]?.includes("=") === true ? args[at].slice("--lang=".length) : at < 0 ? undefined : args[at + 1]
  return value === "en" || value === "zh" ? value : undefined
}

/**
 * Runs the command line. Never rejects.
 *
 * @since 0.1.0
 */
export const run = async (args: ReadonlyArray<string>, given: Host): Promise<number> => {
  const asked = languageOf(args)
  const host: Host = asked === undefined ? given : { ...given, asked }
  let code: number = ExitCode.clean
  const program = Command.runWith(commands((found) => (code = found)), { version })(args)
  const services = Layer.mergeAll(
    NodeServices.layer,
    Layer.succeed(HostOf, host),
    Layer.succeed(Console.Console, consoleOf(host)),
    Layer.succeed(Logger.LogToStderr, true),
    Layer.succeed(TerminalCapabilities.TerminalCapabilities, {
      canColor: colours(host),
      canAnimate: false,
      canPrompt: false
    }),
    CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
    CliOutput.layerPresenter(presenter(host))
  )
  const exit = await Effect.runPromiseExit(Effect.provide(program, services))
  if (Exit.isSuccess(exit)) return code
  const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
  if (error instanceof ExitCode.Unusable) {
    host.stderr(`${error.message}${error.hint === undefined ? "" : `\n${error.hint}`}\n`)
    return ExitCode.usage
  }
  if (error !== undefined && error._tag === "ShowHelp") return error.errors.length > 0 ? ExitCode.usage : ExitCode.clean
  if (error === undefined && Cause.hasInterruptsOnly(exit.cause)) return 130
  tellBug(host, exit.cause)
  return ExitCode.bug
}
