/**
 * The laws tried one after another, told as they are found: for programs that have no Effect of their own at hand, as
 * the command line, which takes the kit from where the adapter takes it.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { Adapter } from "./Adapter.ts"
import * as StoreLaws from "./StoreLaws.ts"

export interface Options extends StoreLaws.Options {
  /** only these laws, `L1` to `L21` */
  readonly only?: ReadonlyArray<string>
  readonly onStart?: (law: StoreLaws.Law, nth: number, of: number) => void
  readonly onFinding?: (finding: StoreLaws.Finding, ms: number) => void
}

/**
 * Tries the laws. Never rejects, whatever the store does.
 *
 * @since 0.1.0
 */
export const run = async (adapter: Adapter, { onFinding, onStart, only, ...options }: Options = {}): Promise<StoreLaws.Report> => {
  const laws = StoreLaws.laws.filter((it) => only === undefined || only.length === 0 || only.includes(it.id))
  const findings: Array<StoreLaws.Finding> = []
  for (const [nth, law] of laws.entries()) {
    onStart?.(law, nth + 1, laws.length)
    const before = performance.now()
    const finding = await Effect.runPromise(StoreLaws.one(law, adapter, options))
    onFinding?.(finding, performance.now() - before)
    findings.push(finding)
  }
  return StoreLaws.report(findings)
}
