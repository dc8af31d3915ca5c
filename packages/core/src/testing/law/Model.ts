/**
 * The store against a model of it: the same random acts on the store and on the memory store must give the same
 * answers and, at the end, the same of everything that can be read. A broken run is told with its seed, made as short
 * as it can be.
 */
import * as fc from "fast-check"
import { Cause, Effect, Exit } from "effect"
import * as Acts from "./Acts.ts"
import type { Law, Store } from "./Law.ts"
import { Bench, LawBroken, open } from "./Law.ts"

type Run = (model: Acts.Model, store: Store) => Promise<void>

/** One act, as fast-check has commands. */
class Command implements fc.AsyncCommand<Acts.Model, Store> {
  readonly #act: Acts.Act
  readonly run: Run

  constructor(act: Acts.Act, perform: (act: Acts.Act) => Run) {
    this.#act = act
    this.run = perform(act)
  }

  check(model: Readonly<Acts.Model>): boolean {
    return Acts.possible(this.#act, model)
  }

  toString(): string {
    return Acts.show(this.#act)
  }
}

const told = (cause: Cause.Cause<unknown>): string => Cause.prettyErrors(cause).map((it) => it.message).join("\n")

/**
 * `runs` lists of random acts, each at an empty place.
 *
 * @since 0.1.0
 */
export const run = (seed: number, runs: number): Law["run"] =>
  Effect.gen(function*() {
    const bench = yield* Bench
    const services = yield* Effect.context<Bench>()
    const carryOut = async <A, E>(effect: Effect.Effect<A, E, Bench>): Promise<A> => {
      const exit = await Effect.runPromiseExitWith(services)(effect)
      if (Exit.isSuccess(exit)) return exit.value
      throw new Error(told(exit.cause))
    }
    const perform = (act: Acts.Act): Run => (model, store) => carryOut(Effect.scoped(Acts.perform(act, store, model)))
    const commands = fc.commands(Acts.act.map((it) => it.map((act) => new Command(act, perform))), { maxCommands: 40, size: "max" })
    // Making a broken run shorter is worth some time, and not all of it.
    let broken = false
    let shorter = 300
    const trial = (acts: Iterable<fc.AsyncCommand<Acts.Model, Store>>) =>
      carryOut(Effect.scoped(Effect.gen(function*() {
        const store = yield* Effect.provideService(open, Bench, yield* bench.fresh)
        yield* Acts.put(store)
        const model = yield* Acts.model
        yield* Effect.tryPromise({
          try: () => fc.asyncModelRun(() => ({ model, real: store }), acts),
          catch: (error) => new LawBroken({ what: error instanceof Error ? error.message : String(error) })
        })
        yield* Acts.compare(store, model.store)
      })))
    const property = fc.asyncProperty(commands, async (acts) => {
      if (broken && shorter-- <= 0) return
      try {
        await trial(acts)
      } catch (error) {
        broken = true
        throw error
      }
    })
    const found = yield* Effect.promise(() => Promise.resolve(fc.check(property, { seed, numRuns: runs })))
    if (!found.failed) return
    const [acts] = found.counterexample ?? []
    const error = found.errorInstance
    return yield* new LawBroken({
      what: [
        `seed ${found.seed}, run ${found.numRuns} of ${runs}, made shorter ${found.numShrinks} times; after these acts:`,
        ...String(acts).replace(/ \/\*replayPath=.*\*\//, "").split(/,(?=(?:commit|wait|claim|ack|bury|retry|revive|committed|look)\b)/).map((it) => `  ${it}`),
        error instanceof Error ? error.message : String(error)
      ].join("\n")
    })
  })

export const laws: ReadonlyArray<Law> = [{
  id: "L10",
  title: "does what the model does, whatever is done to it",
  needs: ["tested"],
  run: Effect.flatMap(Bench, ({ cases, seed }) => run(seed, cases))
}]
