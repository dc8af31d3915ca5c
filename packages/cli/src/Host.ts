/**
 * What the command line runs on: where it writes, where it stands, what the environment says. `main.ts` gives it the
 * process, a test gives it strings.
 */
import { Context } from "effect"

export type Language = "en" | "zh"

export interface Host {
  /** the result, and nothing else */
  readonly stdout: (text: string) => void
  /** everything that is said about the run */
  readonly stderr: (text: string) => void
  /** all that is handed in, where a call asks for it; left out: nothing can be */
  readonly stdin?: () => Promise<string>
  /** what `--lang` asks for, for whoever says something before a command has been given its options */
  readonly asked?: Language
  readonly cwd: string
  readonly env: { readonly [name: string]: string | undefined }
  /** whether somebody looks at stdout on a terminal */
  readonly terminal: boolean
}

export class HostOf extends Context.Service<HostOf, Host>()("@frontdesk/cli/Host") {}

const set = (value: string | undefined): value is string => value !== undefined && value !== ""

/** Colour only for eyes; `NO_COLOR` wins over everything, `FORCE_COLOR` over a pipe. */
export const colours = ({ env, terminal }: Host): boolean =>
  !set(env["NO_COLOR"]) &&
  env["TERM"] !== "dumb" &&
  (terminal || (set(env["FORCE_COLOR"]) && env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false"))

/** What the reader reads: what he asked for, else the language of his terminal. */
export const language = ({ asked: before, env }: Host, asked: Language | undefined): Language =>
  asked ?? before ?? ([env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(set)?.toLowerCase().startsWith("zh") === true ? "zh" : "en")

/** ANSI colours, or none. */
export const paint = (host: Host): ((style: "red" | "green" | "yellow" | "dim" | "bold", text: string) => string) => {
  const codes = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 }
  return colours(host) ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_, text) => text
}
