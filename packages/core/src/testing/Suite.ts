/**
 * The laws as a suite of whatever test runner is at hand: `describe` and `it` are handed in, so this works the same
 * under vitest, `node:test` and others, and depends on none of them.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import * as StoreLaws from "./StoreLaws.ts"

/** What is used of a test runner. Vitest's context can skip with a reason; a runner without it is told by the name. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown
  readonly it: (name: string, body: (context: { readonly skip: (why?: string) => void }) => Promise<void>, ms: number) => unknown
}

/** A law that has not ended by then hangs. */
const patience = 300_000

/**
 * One test for each law.
 *
 * **Example**
 *
 *     import { describe, it } from "vitest" // or "node:test"
 *     import adapter from "./adapter.ts"
 *     Suite.run({ describe, it }, "my store", adapter, { module: import.meta.resolve("./adapter.ts") })
 *
 * @since 0.1.0
 */
export const run = (runner: Runner, name: string, subject: StoreLaws.Subject, options?: StoreLaws.Options): void => {
  runner.describe(`${name} keeps the laws of a store`, () => {
    for (const law of StoreLaws.laws) {
      runner.it(`${law.id}: ${law.title}`, async (context) => {
        const finding = await Effect.runPromise(StoreLaws.one(law, subject, options))
        if (finding._tag === "Broken") throw new Error(finding.what)
        if (finding._tag === "Skipped") context.skip(finding.why)
      }, patience)
    }
  })
}
