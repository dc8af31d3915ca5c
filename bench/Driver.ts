/**
 * What a suite measures: something that opens cases of six human steps and completes them one by one. Each driver
 * checks the role and the form of every step, arms a two-day deadline when a step opens and disarms it when it is
 * done; "done" means acknowledged (committed, where there is a disk) and the next step is open.
 */
export interface Session {
  /** opens this many cases, numbered from 0; their first step is open afterwards */
  readonly open: (cases: number) => Promise<void>
  /** completes step `step` (0 … 5) of a case; resolves when the next step is open, or the case has ended */
  readonly complete: (index: number, step: number) => Promise<void>
  /** how many cases have ended, read back from the driver's own store: the proof that the work was done */
  readonly ended: () => Promise<number>
  readonly close: () => Promise<void>
}

export interface Driver {
  readonly name: string
  /** the driver of the same run it is compared with */
  readonly control: string
  /** a slow driver measures fewer cases */
  readonly cases: { readonly full: number; readonly quick: number }
  readonly start: (folder: string) => Promise<Session>
}
