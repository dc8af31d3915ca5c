/** What a suite measures: something that does the suite's work once, in a process of its own, and says how it went. */
export interface Round {
  /** operations done */
  readonly n: number
  readonly perSecond: number
  readonly p50ms: number
  readonly p99ms: number
  /** what else was measured, by what it is and its unit */
  readonly more?: { readonly [what: string]: number }
}

export interface Driver {
  readonly name: string
  /** the driver of the same run it is compared with */
  readonly control: string
  /** and with these */
  readonly controls?: ReadonlyArray<string>
  /** what is compared: operations a second (the default), or the median latency */
  readonly by?: "p50ms"
  /** how much work a round is; a slow driver does less */
  readonly size: { readonly full: number; readonly quick: number }
  /** its size is what `--cases` says */
  readonly cases?: true
  /** so many at a time, whatever was asked for */
  readonly callers?: number
  /** so many rounds, where one takes long */
  readonly rounds?: number
  /** needs the PostgreSQL server of the run, see `Database.ts` */
  readonly postgres?: true
  readonly round: (size: number, callers: number) => Promise<Round>
}

/** Latencies in milliseconds, and how long all of it took, as a round. */
export const roundOf = (latencies: Float64Array | ReadonlyArray<number>, milliseconds: number): Round => {
  const sorted = Float64Array.from(latencies).sort()
  const n = sorted.length
  return { n, perSecond: n / (milliseconds / 1000), p50ms: sorted[n >> 1] ?? 0, p99ms: sorted[Math.floor(n * 0.99)] ?? 0 }
}
