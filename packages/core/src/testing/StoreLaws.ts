/**
 * The laws of a store (engine §6.2) as data, and a runner that needs no test framework. Whoever writes an adapter
 * gives a layer, or a place that can be opened more than once, and reads the report; `Suite.ts` puts the same laws
 * into a test runner.
 *
 * @since 0.1.0
 */
import type { Scope } from "effect"
import { Cause, Context, Duration, Effect, Exit, Layer } from "effect"
import { TestClock } from "effect/testing"
import type { Traits } from "../port/CaseStore.ts"
import { CaseStore } from "../port/CaseStore.ts"
import * as Changes from "./law/Changes.ts"
import type { Law, Need } from "./law/Law.ts"
import { Bench, LawBroken } from "./law/Law.ts"
import * as Messages from "./law/Messages.ts"
import * as Model from "./law/Model.ts"
import * as Reading from "./law/Reading.ts"
import { start } from "./law/Sample.ts"
import * as Texts from "./law/Texts.ts"
import * as Wakes from "./law/Wakes.ts"

export { LawBroken } from "./law/Law.ts"
export type { Law } from "./law/Law.ts"

/** An empty place for a store. With `again` every build of `layer` is one more connection to the same place. */
export interface Place {
  readonly layer: Layer.Layer<CaseStore, unknown>
  readonly again: boolean
}

/** A layer that is a new store whenever it is built, or a program that makes an empty place and tidies it up. */
export type Subject = Layer.Layer<CaseStore, unknown> | Effect.Effect<Place, unknown, Scope.Scope>

export interface Options {
  /** `test` (default): the store reads Effect's `Clock`; `real`: it has its own, and laws wait for real */
  readonly clock?: "test" | "real"
}

/** All laws, in the order of their numbers. */
export const laws: ReadonlyArray<Law> = [
  ...Changes.laws, ...Reading.laws, ...Wakes.laws, ...Messages.laws, ...Texts.laws, ...Model.laws
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))

/** Laws that need a fault, a host or a second version: each adapter shows them in tests of its own. */
export const elsewhere: { readonly [id: Law["id"]]: string } = {
  L7: "kill -9 and power loss: a child process is killed while it commits",
  L8: "StoreDown means nothing was done: the adapter's own fault (lock, lost connection) must be provoked",
  L18: "enlisting: needs the host's own handle",
  L19: "two prefixes in one database: needs the adapter's options",
  L20: "migrations: needs the adapter's schema"
}

/** What came of one law. */
export type Finding =
  | { readonly _tag: "Kept"; readonly law: Law }
  | { readonly _tag: "Broken"; readonly law: Law; readonly what: string }
  | { readonly _tag: "Skipped"; readonly law: Law; readonly why: string }

const reasons: { readonly [N in Need]: string } = {
  durable: "the store says it is not durable",
  shared: "the store says it is not shared",
  again: "the place cannot be opened a second time",
  tested: "the store has a clock of its own"
}

const whyNot = (law: Law, traits: Traits, place: Place, clock: "test" | "real"): string | undefined => {
  const has: { readonly [N in Need]: boolean } = {
    durable: traits.durable,
    shared: traits.shared,
    again: place.again,
    tested: clock === "test"
  }
  const missing = law.needs.find((need) => !has[need])
  return missing === undefined ? undefined : reasons[missing]
}

const placeOf = (subject: Subject): Effect.Effect<Place, unknown, Scope.Scope> =>
  Layer.isLayer(subject)
    ? Effect.succeed({ layer: subject as Layer.Layer<CaseStore, unknown>, again: false })
    : subject as Effect.Effect<Place, unknown, Scope.Scope>

const connect = (place: Place) =>
  Effect.map(Layer.build(Layer.fresh(place.layer)), (services) => Context.get(services, CaseStore))

/**
 * Tries one law at a fresh place.
 *
 * @since 0.1.0
 */
export const one = (law: Law, subject: Subject, options?: Options): Effect.Effect<Finding> => {
  const clock = options?.clock ?? "test"
  const broken = (cause: Cause.Cause<unknown>): Finding => ({
    _tag: "Broken",
    law,
    what: Cause.prettyErrors(cause).map((error) => error.message).join("\n")
  })
  const trial = Effect.gen(function*() {
    if (clock === "test") yield* TestClock.setTime(start)
    const place = yield* placeOf(subject)
    const { traits } = yield* Effect.scoped(connect(place))
    const why = whyNot(law, traits, place, clock)
    if (why !== undefined) return { _tag: "Skipped", law, why } satisfies Finding
    const bench = Bench.of({
      open: Effect.catchCause(connect(place), (cause) =>
        Effect.fail(new LawBroken({ what: `the store cannot be opened: ${Cause.pretty(cause)}` }))),
      advance: (ms) =>
        clock === "test"
          ? TestClock.adjust(Duration.millis(ms))
          : Effect.sleep(Duration.millis(ms))
    })
    const exit = yield* Effect.exit(Effect.scoped(Effect.provideService(law.run, Bench, bench)))
    return Exit.isSuccess(exit) ? ({ _tag: "Kept", law } satisfies Finding) : broken(exit.cause)
  }).pipe(Effect.scoped, Effect.catchCause((cause) => Effect.succeed(broken(cause))))
  return clock === "test" ? Effect.provide(trial, TestClock.layer()) : trial
}

/** What came of all laws. */
export interface Report {
  readonly findings: ReadonlyArray<Finding>
  readonly kept: number
  readonly broken: ReadonlyArray<Extract<Finding, { readonly _tag: "Broken" }>>
  readonly skipped: ReadonlyArray<Extract<Finding, { readonly _tag: "Skipped" }>>
}

/**
 * Tries all laws, one after another, each at a fresh place.
 *
 * @since 0.1.0
 */
export const check = (subject: Subject, options?: Options): Effect.Effect<Report> =>
  Effect.map(Effect.forEach(laws, (law) => one(law, subject, options)), (findings) => ({
    findings,
    kept: findings.filter((it) => it._tag === "Kept").length,
    broken: findings.filter((it) => it._tag === "Broken"),
    skipped: findings.filter((it) => it._tag === "Skipped")
  }))

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
    `${report.kept} kept, ${report.broken.length} broken, ${report.skipped.length} skipped`,
    ...Object.entries(elsewhere).map(([id, why]) => `not here: ${id}, ${why}`)
  ].join("\n")
