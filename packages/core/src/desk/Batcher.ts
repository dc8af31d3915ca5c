/**
 * Changes of many cases, committed together. A free lane takes what is there at once; while all lanes are busy, changes
 * collect. There is no timer: an idle desk adds nothing to a command (engine §7). Lanes share what there is evenly: one
 * that took everybody would leave the others to stragglers, each of whom costs a whole batch.
 *
 * @since 0.1.0
 */
import { Exit } from "effect"
import type { Answer, Change, StoreDown, StoreUnsure } from "../port/CaseStore.ts"

/** A change with the way back for its answer. `failed` is the whole batch's exit when there is no answer. */
export interface Ticket {
  readonly change: Change
  readonly bytes: number
  readonly answered: (answer: Answer) => void
  readonly failed: (exit: Exit.Failure<unknown, StoreDown | StoreUnsure>) => void
}

export interface Batcher {
  readonly submit: (ticket: Ticket) => void
  /**
   * Commits a change by itself, where the store answers at once and nobody is about; `undefined`: it is to be submitted.
   * Whoever was given an answer passes it on, and then says `told`: until then nothing new is begun.
   */
  readonly atOnce: (change: Change) => Answer | Exit.Failure<never, never> | undefined
  readonly told: () => void
}

export interface Options {
  readonly commit: (
    batch: ReadonlyArray<Change>,
    done: (exit: Exit.Exit<ReadonlyArray<Answer>, StoreDown | StoreUnsure>) => void
  ) => void
  /** where the store answers at once */
  readonly commitNow?: ((batch: ReadonlyArray<Change>) => ReadonlyArray<Answer>) | undefined
  /** hears of a commit that was made so */
  readonly tally?: (exit: Exit.Exit<unknown>) => void
  readonly lanes: number
  /** most changes in one batch */
  readonly cap: number
  /** most bytes of bodies in one batch */
  readonly maxBytes: number
  /** when a free lane starts while others are about: after those of the same turn had their chance to come along */
  readonly collect: (start: () => void) => void
  /** a commit keeps everybody else waiting: others get a turn after each */
  readonly blocking: () => boolean
}

/** Fewer are not worth two batches. */
const worth = 8
/** So many that went may still stand in the list. */
const gone = 1_024

/** Never more than `lanes` batches at a time. */
export const make = (options: Options): Batcher => {
  let waiting: Array<Ticket> = []
  let head = 0
  let busy = 0
  /** how many changes are under way */
  let under = 0
  let called = false
  let starting = false
  let answering = false

  const take = (): Array<Ticket> => {
    const batch: Array<Ticket> = []
    let bytes = 0
    // one that commits before it returns leaves nothing for another lane to do meanwhile
    const share = options.blocking() ? options.cap : Math.max(worth, Math.ceil((under + waiting.length - head) / options.lanes))
    const most = Math.min(options.cap, share)
    while (head < waiting.length && batch.length < most) {
      const ticket = waiting[head]
      if (ticket === undefined || (batch.length > 0 && bytes + ticket.bytes > options.maxBytes)) break
      bytes += ticket.bytes
      batch.push(ticket)
      head++
    }
    if (head === waiting.length) {
      waiting = []
      head = 0
    } else if (head >= gone) {
      // who is never without work would keep all he has done
      waiting = waiting.slice(head)
      head = 0
    }
    return batch
  }

  const finish = (batch: ReadonlyArray<Ticket>, exit: Exit.Exit<ReadonlyArray<Answer>, StoreDown | StoreUnsure>): void => {
    busy--
    under -= batch.length
    answering = true
    if (exit._tag === "Success") {
      batch.forEach((ticket, i) => {
        const answer = exit.value[i]
        if (answer !== undefined) ticket.answered(answer)
      })
    } else batch.forEach((ticket) => ticket.failed(exit))
    answering = false
    collect()
  }

  const start = (): void => {
    starting = true
    while (busy < options.lanes) {
      const batch = take()
      if (batch.length === 0) break
      busy++
      under += batch.length
      options.commit(batch.map((ticket) => ticket.change), (exit) => finish(batch, exit))
      if (options.blocking()) break
    }
    starting = false
    called = false
    call()
  }

  // Answers wake callers, who come back with their next command: they wait for the others of their batch.
  const collect = (): void => {
    if (called || starting || answering || busy >= options.lanes) return
    called = true
    options.collect(start)
  }
  const call = (): void => {
    if (head === waiting.length) return
    if (busy > 0 || options.blocking()) collect()
    // nobody else is about: nothing to wait for
    else if (!called && !starting && !answering) start()
  }

  const { commitNow, tally } = options

  return {
    submit: (ticket) => {
      waiting.push(ticket)
      call()
    },
    atOnce: (change) => {
      if (commitNow === undefined || busy > 0 || called || starting || answering || head < waiting.length) return undefined
      busy++
      let answer: Answer | Exit.Failure<never, never> | undefined
      try {
        answer = commitNow([change])[0]
        tally?.(Exit.void)
      } catch (error) {
        answer = Exit.die(error) as Exit.Failure<never, never>
        tally?.(answer)
      }
      busy--
      answering = true
      return answer
    },
    told: () => {
      answering = false
      call()
    }
  }
}
