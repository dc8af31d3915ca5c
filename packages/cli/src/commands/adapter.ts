/**
 * `frontdesk adapter check`: a store of a developer's own against the laws that all stores keep. The kit is the one his
 * module finds, so that store and kit speak of the same contract.
 */
import { Effect } from "effect"
import type * as Kit from "@frontdesk/core/testing"
import { clean, problems, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"
import * as UserModule from "../UserModule.ts"

export interface Options {
  readonly module: string
  readonly laws: ReadonlyArray<string>
  readonly cases: number | undefined
  readonly seed: number | undefined
  readonly scale: number | undefined
  readonly format: "pretty" | "json"
}

/** What `--format json` prints. */
export interface Json {
  readonly formatVersion: "1.0"
  readonly adapter: string
  readonly file: string
  /** nothing is broken; what was not tried does not count */
  readonly passed: boolean
  readonly kept: number
  readonly broken: number
  readonly skipped: number
  readonly checks: ReadonlyArray<{
    readonly law: string
    readonly title: string
    readonly result: "kept" | "broken" | "skipped"
    /** how it is broken, or why it was not tried */
    readonly message?: string
    readonly ms: number
  }>
}

const chosen = (given: ReadonlyArray<string>, known: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>, Unusable> => {
  const asked = given.flatMap((it) => it.split(",")).map((it) => it.trim().toUpperCase())
  const strange = asked.filter((it) => !known.includes(it))
  return strange.length === 0
    ? Effect.succeed(asked)
    : Effect.fail(new Unusable({ message: `There is no law ${strange.map((it) => `\`${it}\``).join(", ")}.`, hint: `Laws are ${known[0]} to ${known.at(-1)}.` }))
}

const atLeast = (least: number, flag: string, value: number | undefined): Effect.Effect<void, Unusable> =>
  value === undefined || value >= least
    ? Effect.void
    : Effect.fail(new Unusable({ message: `\`--${flag}\` must be at least ${least}, and is ${value}.` }))

export const check = Effect.fn("adapter check")(function*(options: Options) {
  const host = yield* Host.HostOf
  const at = yield* UserModule.file(options.module)
  const kit = yield* UserModule.beside<typeof Kit>(
    at.full,
    "@frontdesk/core/testing",
    "The adapter's own folder needs the kit: npm install @frontdesk/core effect, npm install --save-dev fast-check."
  )
  const laws = yield* chosen(options.laws, [...new Set(kit.StoreLaws.laws.map((it) => it.id))])
  yield* atLeast(1, "cases", options.cases)
  yield* atLeast(1, "scale", options.scale)
  const adapter = kit.readAdapter(yield* UserModule.exported(at))
  if (!("open" in adapter)) {
    return yield* new Unusable({
      message: [`The default export of \`${at.shown}\` is no adapter:`, ...adapter.map((it) => `  ${it}`)].join("\n"),
      hint: "Write `export default defineAdapter({ name, fresh, open })` with `defineAdapter` from \"@frontdesk/core/testing\"."
    })
  }

  const paint = Host.paint(host)
  const pretty = options.format === "pretty"
  const checks: Array<Json["checks"][number]> = []
  const wipe = host.terminal ? "\r\u001b[K" : ""
  const tell = ({ law, message, ms, result, title }: Json["checks"][number]): void => {
    const time = ms >= 1_000 ? paint("dim", `  ${(ms / 1_000).toFixed(1)} s`) : ""
    if (result === "kept") host.stdout(`  ${paint("green", "kept   ")}  ${law.padEnd(3)}  ${title}${time}\n`)
    else if (result === "skipped") host.stdout(paint("dim", `  skipped  ${law.padEnd(3)}  ${title}: ${message}`) + "\n")
    else {
      host.stdout(`  ${paint("red", "BROKEN ")}  ${law.padEnd(3)}  ${paint("bold", title)}${time}\n`)
      for (const line of (message ?? "").split("\n")) host.stdout(`                ${line}\n`)
    }
  }
  if (pretty) host.stdout(`${paint("bold", adapter.name)}  ${at.shown}\n\n`)
  const report = yield* Effect.promise(() =>
    kit.Check.run(adapter, {
      only: laws,
      module: at.full,
      ...(options.cases === undefined ? {} : { cases: options.cases }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(options.scale === undefined ? {} : { scale: options.scale }),
      onStart: (law, nth, of) => {
        if (host.terminal) host.stderr(`${wipe}  ${nth} of ${of}: ${law.id} ${law.title}`)
      },
      onFinding: (finding, ms) => {
        host.stderr(wipe)
        const { id, title } = finding.law
        const found = { law: id, title, ms: Math.round(ms) }
        checks.push(
          finding._tag === "Kept"
            ? { ...found, result: "kept" }
            : finding._tag === "Skipped"
            ? { ...found, result: "skipped", message: finding.why }
            : { ...found, result: "broken", message: finding.what }
        )
        if (pretty) tell(checks.at(-1)!)
      }
    }))
  const passed = report.broken.length === 0
  if (options.format === "json") {
    const json: Json = {
      formatVersion: "1.0",
      adapter: adapter.name,
      file: at.shown,
      passed,
      kept: report.kept,
      broken: report.broken.length,
      skipped: report.skipped.length,
      checks
    }
    host.stdout(`${JSON.stringify(json, null, 2)}\n`)
    return passed ? clean : problems
  }
  host.stdout(`\n${report.kept} kept, ${report.broken.length} broken, ${report.skipped.length} not tried.\n`)
  const again = [...new Set(report.broken.map((it) => it.law.id))]
  if (again.length > 0) host.stdout(`Only these again: frontdesk adapter check ${at.shown}${again.map((it) => ` --law ${it}`).join("")}\n`)
  return passed ? clean : problems
})
