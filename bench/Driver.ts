/** What a suite measures: something that does the suite's work once, in a process of its own, and says how it went. */
export interface Round {
  /** operations done */
  readonly n: number
  readonly perSecond: number
  readonly p50ms: number
  readonly p99ms: number
}

export interface Driver {
  readonly name: string
  /** the driver of the same run it is compared with */
  readonly control: string
  /** how much work a round is; a slow driver does less */
  readonly size: { readonly full: number; readonly quick: number }
  readonly round: (size: number, callers: number) => Promise<Round>
}

/** Latencies in milliseconds, and how long all of it took, as a round. */
export const roundOf = (latencies: Float64Array | ReadonlyArray<number>, milliseconds: number): Round => {
  const sorted = Float64Array.from(latencies).sort()
  const n = sorted.length
  return { n, perSecond: n / (milliseconds / 1000), p50ms: sorted[n >> 1] ?? 0, p99ms: sorted[Math.floor(n * 0.99)] ?? 0 }
}
