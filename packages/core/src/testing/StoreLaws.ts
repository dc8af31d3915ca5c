/**
 * The laws of a store (engine §6.2) as data, and a runner that needs no test framework. Whoever writes an adapter
 * gives a layer, or an `Adapter` that tells more of it, and reads the report; `Suite.ts` puts the same laws into a test
 * runner.
 *
 * @since 0.1.0
 */
import type { Scope } from "effect"
import { Cause, Context, Duration, Effect, Exit, Layer } from "effect"
import { TestClock } from "effect/testing"
import type { Traits } from "../port/CaseStore.ts"
import { CaseStore } from "../port/CaseStore.ts"
import type { Adapter } from "./Adapter.ts"
import { of as adapterOf } from "./Adapter.ts"
import * as Changes from "./law/Changes.ts"
import * as Crashes from "./law/Crashes.ts"
import * as Hosts from "./law/Hosts.ts"
import type { Ground, Law, Need } from "./law/Law.ts"
import { Bench, LawBroken, LawSkipped } from "./law/Law.ts"
import * as Messages from "./law/Messages.ts"
import * as Model from "./law/Model.ts"
import * as Reading from "./law/Reading.ts"
import { start } from "./law/Sample.ts"
import * as Scale from "./law/Scale.ts"
import * as Texts from "./law/Texts.ts"
import * as Wakes from "./law/Wakes.ts"

export { LawBroken } from "./law/Law.ts"
export type { Law } from "./law/Law.ts"

/** An adapter, or a layer that is a new store whenever it is built. */
export type Subject = Layer.Layer<CaseStore, unknown> | Adapter

export interface Options {
  /** how many lists of random acts (L10), default 40; 100,000 take an hour or so on a store that writes to a disk */
  readonly cases?: number
  /** where randomness begins, default 1: the same seed does the same */
  readonly seed?: number
  /** puts in so many cases, and looks whether anything became slow; left out, it is not tried */
  readonly scale?: number
  /** path or URL of a module whose default export is the adapter: then a process that loads it is killed (L7) */
  readonly module?: string
}

/** All laws, in the order of their numbers. */
export const laws: ReadonlyArray<Law> = [
  ...Changes.laws, ...Crashes.laws, ...Reading.laws, ...Scale.laws, ...Wakes.laws, ...Messages.laws, ...Texts.laws, ...Model.laws, ...Hosts.laws
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))

/** What came of one law. */
export type Finding =
  | { readonly _tag: "Kept"; readonly law: Law }
  | { readonly _tag: "Broken"; readonly law: Law; readonly what: string }
  | { readonly _tag: "Skipped"; readonly law: Law; readonly why: string }

const reasons: { readonly [N in Need]: string } = {
  durable: "the store says it is not durable",
  shared: "the store says it is not shared",
  enlist: "the store says it does not enlist",
  again: "the adapter has no `fresh`, so its place cannot be opened a second time",
  tested: "the store has a clock of its own",
  folder: "the adapter does not say that everything is in a `folder`",
  beside: "the adapter has no `beside`",
  host: "the adapter has no `host`",
  newer: "the adapter has no `newer`",
  printed: "the adapter has no `printed`",
  module: "no `module` was named that another process could load",
  scale: "it was not asked for (`scale`)"
}

const whyNot = (law: Law, traits: Traits, { clock, ...adapter }: Adapter, options: Options): string | undefined => {
  const has: { readonly [N in Need]: boolean } = {
    durable: traits.durable,
    shared: traits.shared,
    enlist: traits.enlist,
    again: adapter.fresh !== undefined,
    tested: clock !== "real",
    folder: adapter.folder === true,
    beside: adapter.beside !== undefined,
    host: adapter.host !== undefined,
    newer: adapter.newer !== undefined,
    printed: adapter.printed !== undefined,
    module: options.module !== undefined,
    scale: options.scale !== undefined
  }
  const missing = law.needs.find((need) => !has[need])
  return missing === undefined ? undefined : reasons[missing]
}

const told = (cause: Cause.Cause<unknown>): string => Cause.prettyErrors(cause).map((error) => error.message).join("\n")

const connect = (adapter: Adapter, where: string) =>
  Effect.map(Layer.build(Layer.fresh(adapter.open(where))), (services) => Context.get(services, CaseStore))

/** An empty place, at the instant the laws begin. */
const bench = (adapter: Adapter, options: Options): Effect.Effect<Ground, LawBroken, Scope.Scope> =>
  Effect.gen(function*() {
    if (adapter.clock !== "real") yield* TestClock.setTime(start)
    const where = adapter.fresh === undefined ? "" : yield* Effect.catchCause(adapter.fresh, (cause) =>
      Effect.fail(new LawBroken({ what: `there is no empty place: ${told(cause)}` })))
    return {
      adapter,
      where,
      open: Effect.catchCause(connect(adapter, where), (cause) =>
        Effect.fail(new LawBroken({ what: `the store cannot be opened: ${told(cause)}` }))),
      fresh: Effect.suspend(() => bench(adapter, options)),
      advance: (ms) => adapter.clock === "real" ? Effect.sleep(Duration.millis(ms)) : TestClock.adjust(Duration.millis(ms)),
      cases: options.cases ?? 40,
      seed: options.seed ?? 1,
      scale: options.scale ?? 0,
      module: options.module
    }
  })

/**
 * Tries one law at a fresh place.
 *
 * @since 0.1.0
 */
export const one = (law: Law, subject: Subject, options: Options = {}): Effect.Effect<Finding> => {
  const adapter = Layer.isLayer(subject) ? adapterOf(subject as Layer.Layer<CaseStore, unknown>) : subject as Adapter
  const trial = Effect.gen(function*() {
    const asked = yield* Effect.scoped(Effect.flatMap(bench(adapter, options), (it) => Effect.map(it.open, ({ traits }) => traits)))
    const why = whyNot(law, asked, adapter, options)
    if (why !== undefined) return { _tag: "Skipped", law, why } satisfies Finding
    const place = yield* bench(adapter, options)
    const exit = yield* Effect.exit(Effect.scoped(Effect.provideService(law.run, Bench, place)))
    if (Exit.isSuccess(exit)) return { _tag: "Kept", law } satisfies Finding
    const error = Cause.findErrorOption(exit.cause)
    return error._tag === "Some" && error.value instanceof LawSkipped
      ? { _tag: "Skipped", law, why: error.value.why } satisfies Finding
      : { _tag: "Broken", law, what: told(exit.cause) } satisfies Finding
  }).pipe(Effect.scoped, Effect.catchCause((cause) => Effect.succeed({ _tag: "Broken", law, what: told(cause) } satisfies Finding)))
  return adapter.clock === "real" ? trial : Effect.provide(trial, TestClock.layer())
}

/** What came of all laws. */
export interface Report {
  readonly findings: ReadonlyArray<Finding>
  readonly kept: number
  readonly broken: ReadonlyArray<Extract<Finding, { readonly _tag: "Broken" }>>
  readonly skipped: ReadonlyArray<Extract<Finding, { readonly _tag: "Skipped" }>>
}

/** What came of the laws, counted. */
export const report = (findings: ReadonlyArray<Finding>): Report => ({
  findings,
  kept: findings.filter((it) => it._tag === "Kept").length,
  broken: findings.filter((it) => it._tag === "Broken"),
  skipped: findings.filter((it) => it._tag === "Skipped")
})

/**
 * Tries all laws, one after another, each at a fresh place.
 *
 * @since 0.1.0
 */
export const check = (subject: Subject, options?: Options): Effect.Effect<Report> =>
  Effect.map(Effect.forEach(laws, (law) => one(law, subject, options)), report)

/** A report to read, one line a law. */
export const print = (report: Report): string =>
  [
    ...report.findings.map((it) =>
      it._tag === "Kept"
        ? `kept     ${it.law.id}  ${it.law.title}`
        : it._tag === "Skipped"
        ? `skipped  ${it.law.id}  ${it.law.title} (${it.why})`
        : `BROKEN   ${it.law.id}  ${it.law.title}\n         ${it.what.replaceAll("\n", "\n         ")}`
    ),
    `${report.kept} kept, ${report.broken.length} broken, ${report.skipped.length} skipped`
  ].join("\n")
