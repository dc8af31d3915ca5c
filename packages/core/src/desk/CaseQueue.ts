/**
 * One line per case: its commands are decided one after another, each on the state of the last committed change, up to
 * sixteen folded into one. Plain callbacks, no fiber per command. Rules (engine §7): an acceptance is protected by
 * `expect`; a refusal, or an answer that there is nothing to do, is spoken only from a state that was read after the
 * command arrived; a conflict is decided again under the first stamp; what may or may not have been committed is asked
 * for by its id.
 *
 * @since 0.1.0
 */
import type { Exit } from "effect"
import { Cause, Result } from "effect"
import type { Command } from "../case/Command.ts"
import type { Entry } from "../case/Entry.ts"
import type { Refusal } from "../case/Refusal.ts"
import type { CaseId, CaseState, CommandId } from "../case/State.ts"
import type { Asks } from "../case/World.ts"
import type { Facts } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Digest } from "../plan/Plan.ts"
import type { Answer, MessageId, StoreDown, StoreUnsure } from "../port/CaseStore.ts"
import type { Batcher } from "./Batcher.ts"
import type { CaseCache, Known } from "./CaseCache.ts"
import * as ChangeOf from "./ChangeOf.ts"
import type { Decider } from "./Decider.ts"
import type { Accepted } from "./Order.ts"
import type { Plans, Reckoning } from "./Plans.ts"
import type { DeskFault } from "./Refused.ts"
import { DeskBusy, DeskTooOld } from "./Refused.ts"

/** How a command came out. */
export type Reply =
  | { readonly _tag: "Accepted"; readonly accepted: Accepted }
  | { readonly _tag: "Refused"; readonly refusal: Refusal }
  | { readonly _tag: "Failed"; readonly fault: DeskFault }
  | { readonly _tag: "Died"; readonly cause: Cause.Cause<unknown> }

/** The command is made when its turn comes: which task is meant may depend on the state. */
export type Make = (state: CaseState, reckoning: Reckoning) => Command | Extract<Refusal, { readonly _tag: string }>

export interface Job {
  readonly caseId: CaseId
  readonly id: CommandId
  /** the caller chose the id, so it may have been sent before */
  readonly named: boolean
  /** the store shall remember the id for ever (a tick needs no memory) */
  readonly remembered: boolean
  readonly stamp: Instant
  /** the plan of a case that is opened */
  readonly opens?: Digest
  readonly make: Make
  /** the message this is the receipt of */
  readonly ack?: MessageId
  /** rough size, for back-pressure */
  readonly bytes: number
  readonly done: (reply: Reply) => void
}

/** What the line asks of the shell; each answers once, at once or later. */
export interface Shell {
  readonly load: (id: CaseId, done: (exit: Exit.Exit<Known | null, StoreDown | DeskTooOld>) => void) => void
  readonly committed: (id: CaseId, command: CommandId, done: (exit: Exit.Exit<number | null, StoreDown>) => void) => void
  /** what a command that was carried out before had written */
  readonly repeat: (id: CaseId, command: CommandId, version: number, done: (exit: Exit.Exit<Accepted, StoreDown>) => void) => void
  readonly answer: (asks: Asks, done: (exit: Exit.Exit<Facts, DeskFault>) => void) => void
  readonly pause: (tries: number, again: () => void) => void
  readonly committedHook: (known: Known, made: ChangeOf.Made, entries: ReadonlyArray<Entry>) => void
  readonly stuck: (id: CaseId, why: string) => void
}

export interface Options {
  readonly decider: Decider
  readonly plans: Plans
  readonly cache: CaseCache
  readonly batcher: Batcher
  readonly shell: Shell
  /** other processes write to the store */
  readonly shared: boolean
  readonly most: { readonly count: number; readonly bytes: number }
}

export interface CaseQueue {
  /** `false`: full, nothing was taken */
  readonly submit: (job: Job) => Handover | null
  readonly waiting: () => number
  /** calls once, when nothing waits and nothing is under way */
  readonly idle: (then: () => void) => void
}

/** Takes the command back, if it was not handed over yet. */
export type Handover = () => void

const fold = 16
const mostTries = 8
const mostTurns = 16
const mostSnapshot = 32 * 1024

interface Waiting {
  readonly job: Job
  /** the moment it came, in the queue's own order of things */
  readonly came: number
  tries: number
  turns: number
  facts: Facts
  dropped: boolean
  handed: boolean
}

interface Line {
  readonly caseId: CaseId
  readonly jobs: Array<Waiting>
  known: Known | undefined
  /** when the known state was certainly the newest; -1: taken from the cache, or assumed */
  sure: number
  /** a new case is taken to be new until the store says otherwise */
  assumed: boolean
  /** something outside is under way for this line */
  away: boolean
  stepping: boolean
  again: boolean
  /** after a snapshot that grew too large: one command at a time */
  alone: boolean
}

const noFacts: Facts = {}

/** A queue for all cases of one desk. */
export const make = (options: Options): CaseQueue => {
  const { batcher, cache, decider, plans, shell } = options
  const lines = new Map<CaseId, Line>()
  let count = 0
  let bytes = 0
  let moment = 0
  let whenIdle: Array<() => void> = []

  const settle = (waiting: Waiting, reply: Reply): void => {
    if (waiting.dropped) return
    count--
    bytes -= waiting.job.bytes
    waiting.handed = true
    waiting.job.done(reply)
  }
  const fail = (waiting: Waiting, fault: DeskFault): void => settle(waiting, { _tag: "Failed", fault })

  /** The line goes on when the outside has answered; a defect or fault answers everybody who stands in it. */
  const outside = <A, E extends DeskFault>(
    line: Line,
    ask: (done: (exit: Exit.Exit<A, E>) => void) => void,
    then: (value: A) => void,
    whose: ReadonlyArray<Waiting>
  ): void => {
    line.away = true
    ask((exit) => {
      line.away = false
      if (exit._tag === "Success") then(exit.value)
      else {
        const found = Cause.findErrorOption(exit.cause)
        for (const waiting of whose) {
          const at = line.jobs.indexOf(waiting)
          if (at >= 0) line.jobs.splice(at, 1)
          if (found._tag === "Some") fail(waiting, found.value)
          else settle(waiting, { _tag: "Died", cause: exit.cause })
        }
      }
      go(line)
    })
  }

  const reload = (line: Line): void => {
    const started = moment++
    outside(
      line,
      (done: (exit: Exit.Exit<Known | null, StoreDown | DeskTooOld>) => void) => shell.load(line.caseId, done),
      (known) => {
        const state = known === null ? decider.none(line.caseId) : undefined
        line.known = known ?? { state: state as CaseState, rows: none, bytes: 0 }
        line.sure = started
        line.assumed = false
        if (known !== null) cache.set(line.caseId, known)
      },
      [...line.jobs]
    )
  }

  const refuse = (line: Line, waiting: Waiting, refusal: Refusal): void => {
    const { job } = waiting
    line.jobs.shift()
    if (!job.named && waiting.tries === 0) return settle(waiting, { _tag: "Refused", refusal })
    line.jobs.unshift(waiting)
    outside(
      line,
      (done: (exit: Exit.Exit<number | null, StoreDown>) => void) => shell.committed(line.caseId, job.id, done),
      (version) => {
        line.jobs.shift()
        if (version === null) settle(waiting, { _tag: "Refused", refusal })
        else repeat(waiting, version)
      },
      [waiting]
    )
  }

  /** Off the line: nobody behind has to wait until the journal was read. */
  const repeat = (waiting: Waiting, version: number): void =>
    shell.repeat(waiting.job.caseId, waiting.job.id, version, (exit) => {
      if (exit._tag === "Success") return settle(waiting, { _tag: "Accepted", accepted: exit.value })
      const found = Cause.findErrorOption(exit.cause)
      if (found._tag === "Some") fail(waiting, found.value)
      else settle(waiting, { _tag: "Died", cause: exit.cause })
    })

  const fresh = (line: Line, waiting: Waiting): boolean =>
    !line.assumed && (!options.shared || line.sure > waiting.came)

  const begin = (line: Line): boolean => {
    if (line.known !== undefined) return true
    const cached = cache.get(line.caseId)
    if (cached !== undefined) {
      line.known = cached
      return true
    }
    const first = line.jobs[0]
    if (first?.job.opens !== undefined && first.tries === 0) {
      line.known = { state: decider.none(line.caseId), rows: none, bytes: 0 }
      line.assumed = true
      return true
    }
    reload(line)
    return false
  }

  /** Decides what stands first in line, and hands one change over. */
  const step = (line: Line): void => {
    while (line.jobs[0]?.dropped === true) line.jobs.shift()
    if (line.jobs.length === 0) {
      if (lines.get(line.caseId) === line) lines.delete(line.caseId)
      if (lines.size === 0 && whenIdle.length > 0) {
        const those = whenIdle
        whenIdle = []
        those.forEach((then) => then())
      }
      return
    }
    if (!begin(line)) return
    const before = line.known
    if (before === undefined) return
    let { state } = before
    const entries: Array<Entry> = []
    const taken: Array<{ readonly waiting: Waiting; readonly from: number; readonly to: number }> = []
    const limit = line.alone ? 1 : fold
    let voidOf: Digest | undefined

    while (taken.length < limit) {
      const waiting = line.jobs[0]
      if (waiting === undefined) break
      if (waiting.dropped) {
        line.jobs.shift()
        continue
      }
      const { job } = waiting
      // a case that was cancelled before it was opened has no plan of its own
      const digest = state.status === "open" || state.status === "ended" ? state.plan : job.opens
      const reckoning = digest === undefined ? plans.any() : plans.get(digest)
      if (reckoning === undefined) {
        if (taken.length > 0) break
        if (digest === undefined) {
          refuse(line, waiting, { _tag: "NoSuchCase" })
          if (line.away) return
          continue
        }
        return outside(line, (done: (exit: Exit.Exit<Reckoning, DeskFault>) => void) => plans.fetch(digest, done), () => {}, [waiting])
      }
      const command = job.make(state, reckoning)
      const decided =
        "stamp" in command
          ? decider.decide(
              { plan: reckoning.plan, calendars: reckoning.calendars, facts: waiting.facts },
              state,
              command
            )
          : Result.fail(command)

      if (Result.isSuccess(decided)) {
        if (decided.success.length > 0) {
          const from = entries.length
          for (const entry of decided.success) {
            state = decider.evolve(state, entry)
            entries.push(entry)
          }
          if (state.status === "void") voidOf = reckoning.digest
          line.jobs.shift()
          waiting.handed = true
          taken.push({ waiting, from, to: entries.length })
          continue
        }
        if (taken.length > 0) break
        if (!fresh(line, waiting)) return reload(line)
        line.jobs.shift()
        const known = state.recent.find((one) => one.id === job.id)
        if (job.remembered && known !== undefined) repeat(waiting, known.v)
        else settle(waiting, { _tag: "Accepted", accepted: { caseId: line.caseId, command: job.id, version: state.v, entries: [], repeated: known !== undefined } })
        continue
      }

      const other = decided.failure
      if (taken.length > 0) break
      if (other._tag === "Asks") {
        waiting.turns++
        if (waiting.turns > mostTurns) {
          line.jobs.shift()
          shell.stuck(line.caseId, `asked ${mostTurns} times`)
          settle(waiting, { _tag: "Died", cause: Cause.die(new Error(`A decision asked ${mostTurns} times (${line.caseId})`)) })
          continue
        }
        return outside(
          line,
          (done: (exit: Exit.Exit<Facts, DeskFault>) => void) => shell.answer(other, done),
          (facts) => {
            waiting.facts = { ...waiting.facts, ...facts }
          },
          [waiting]
        )
      }
      if (other._tag === "WorldBehind") {
        line.jobs.shift()
        fail(waiting, new DeskTooOld({ what: "calendars", stored: other.edition }))
        continue
      }
      if (!fresh(line, waiting)) return reload(line)
      refuse(line, waiting, other)
      if (line.away) return
    }

    const first = entries[0]
    if (first === undefined) return void (line.jobs.length === 0 ? step(line) : (line.again = true))
    const after = { state, rows: decider.rows(state) }
    const made = ChangeOf.of(
      before,
      after,
      [first, ...entries.slice(1)],
      taken.flatMap(({ waiting: { job } }) => (job.remembered ? [job.id] : [])),
      taken.flatMap(({ waiting: { job } }) => (job.ack === undefined ? [] : [job.ack])),
      voidOf ?? state.plan
    )
    if (made.after.bytes > mostSnapshot) {
      if (taken.length === 1 && taken[0] !== undefined) {
        settle(taken[0].waiting, { _tag: "Refused", refusal: { _tag: "CaseTooLarge", bytes: made.after.bytes } })
        line.alone = false
      } else {
        line.jobs.unshift(...taken.map(({ waiting }) => waiting))
        line.alone = true
      }
      line.again = true
      return
    }

    line.away = true
    const started = moment++
    batcher.submit({
      change: made.change,
      bytes: made.bytes,
      answered: (answer) => {
        line.away = false
        answered(line, answer, taken.map(({ waiting }) => waiting), () => {
          line.known = made.after
          line.sure = started
          line.assumed = false
          cache.set(line.caseId, made.after)
          shell.committedHook(made.after, made, entries)
          for (const { from, to, waiting } of taken) {
            settle(waiting, {
              _tag: "Accepted",
              accepted: {
                caseId: line.caseId,
                command: waiting.job.id,
                version: before.state.v + to,
                entries: taken.length === 1 ? entries : entries.slice(from, to),
                repeated: false
              }
            })
          }
        })
        go(line)
      },
      failed: (exit) => {
        line.away = false
        lost(line, exit, taken.map(({ waiting }) => waiting))
        go(line)
      }
    })
  }

  const forget = (line: Line): void => {
    cache.drop(line.caseId)
    line.known = undefined
    line.assumed = false
  }

  /** Back to the head of the line, to be decided on what the store has now. */
  const again = (line: Line, jobs: ReadonlyArray<Waiting>): void => {
    const back: Array<Waiting> = []
    let tries = 0
    for (const waiting of jobs) {
      waiting.tries++
      tries = Math.max(tries, waiting.tries)
      if (waiting.tries >= mostTries) fail(waiting, new DeskBusy({ why: "conflicts" }))
      else back.push(waiting)
    }
    line.jobs.unshift(...back)
    if (tries > 1) {
      line.away = true
      shell.pause(tries, () => {
        line.away = false
        go(line)
      })
    }
  }

  const answered = (line: Line, answer: Answer, jobs: ReadonlyArray<Waiting>, committed: () => void): void => {
    if (answer._tag === "Committed") return committed()
    forget(line)
    if (answer._tag === "Conflict") return again(line, jobs)
    for (const waiting of jobs) if (waiting.job.id === answer.command) repeat(waiting, answer.version)
    again(line, jobs.filter((waiting) => waiting.job.id !== answer.command))
  }

  /** The batch has no answer. */
  const lost = (
    line: Line,
    exit: Exit.Failure<unknown, StoreDown | StoreUnsure>,
    jobs: ReadonlyArray<Waiting>
  ): void => {
    forget(line)
    const found = Cause.findErrorOption(exit.cause)
    if (found._tag === "None") return jobs.forEach((waiting) => settle(waiting, { _tag: "Died", cause: exit.cause }))
    const fault = found.value
    if (fault._tag === "StoreDown") return jobs.forEach((waiting) => fail(waiting, fault))
    line.away = true
    let open = jobs.length
    const unknown: Array<Waiting> = []
    const next = (): void => {
      if (--open > 0) return
      line.away = false
      again(line, unknown)
      go(line)
    }
    for (const waiting of jobs) {
      shell.committed(line.caseId, waiting.job.id, (asked) => {
        if (asked._tag === "Failure") fail(waiting, fault)
        else if (asked.value === null) unknown.push(waiting)
        else repeat(waiting, asked.value)
        next()
      })
    }
  }

  /** Answers may come at once, deep inside a step: then the step's own loop goes on, not one inside it. */
  const go = (line: Line): void => {
    if (line.stepping) {
      line.again = true
      return
    }
    line.stepping = true
    do {
      line.again = false
      if (!line.away) step(line)
    } while (line.again)
    line.stepping = false
  }

  return {
    submit: (job) => {
      if (count >= options.most.count || bytes + job.bytes > options.most.bytes) return null
      const waiting: Waiting = { job, came: moment++, tries: 0, turns: 0, facts: noFacts, dropped: false, handed: false }
      count++
      bytes += job.bytes
      let line = lines.get(job.caseId)
      if (line === undefined) {
        line = {
          caseId: job.caseId,
          jobs: [waiting],
          known: undefined,
          sure: -1,
          assumed: false,
          away: false,
          stepping: false,
          again: false,
          alone: false
        }
        lines.set(job.caseId, line)
      } else line.jobs.push(waiting)
      go(line)
      return () => {
        if (waiting.handed || waiting.dropped) return
        waiting.dropped = true
        count--
        bytes -= job.bytes
      }
    },
    waiting: () => count,
    idle: (then) => {
      if (lines.size === 0) then()
      else whenIdle.push(then)
    }
  }
}

const none: Known["rows"] = {
  tasks: [],
  wake: null,
  watch: [],
  head: { procedure: "", status: "open", openedAt: 0, subject: [] }
}
