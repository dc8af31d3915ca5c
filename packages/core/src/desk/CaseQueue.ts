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
import { Cause } from "effect"
import * as Advance from "../case/Advance.ts"
import type { Refusal } from "../case/Refusal.ts"
import { ASKED } from "../case/Run.ts"
import type { CaseId, CaseState, CommandId } from "../case/State.ts"
import * as Turns from "../case/Turns.ts"
import type { Facts } from "../domain/Question.ts"
import type { Answer, Done, MessageId, StoreDown } from "../port/CaseStore.ts"
import { StoreUnsure } from "../port/CaseStore.ts"
import type { Batcher } from "./Batcher.ts"
import type { CaseCache, Line } from "./CaseCache.ts"
import * as ChangeOf from "./ChangeOf.ts"
import type { Decider } from "./Decider.ts"
import type { Job, Reply, Waiting } from "./Job.ts"
import * as Known from "./Known.ts"
import type { Plans, Reckoning } from "./Plans.ts"
import type { DeskFault } from "./Refused.ts"
import { DeskBusy, DeskTooOld } from "./Refused.ts"
import * as Round from "./Round.ts"
import type { Shell } from "./Shell.ts"
import * as Size from "./Size.ts"

export interface Options {
  readonly decider: Decider
  readonly plans: Plans
  readonly cache: CaseCache
  readonly batcher: Batcher
  readonly shell: Shell
  /** other processes write to the store */
  readonly shared: boolean
  readonly most: { readonly count: number; readonly bytes: number }
  /** conflicts after which a command is given up; default 8 */
  readonly tries?: number
}

export interface CaseQueue {
  /** its place in line, which may have its reply already; `null`: full, nothing was taken */
  readonly submit: (job: Job, told?: (reply: Reply) => void) => Waiting | null
  /** takes the command back, if it was not handed over yet */
  readonly takeBack: (waiting: Waiting) => void
  readonly waiting: () => number
  /** what is known of this case may be old: a refusal is spoken only after it was read anew */
  readonly doubt: (id: CaseId) => void
  /** calls once, when nothing waits and nothing is under way */
  readonly idle: (then: () => void) => void
}

/** The batch has no answer. */
type Lost = Exit.Failure<unknown, StoreDown | StoreUnsure>

const fold = 16
const mostTries = 8
const mostSnapshot = 32 * 1024

const noFacts: Facts = {}

/** A queue for all cases of one desk. */
export const make = (options: Options): CaseQueue => {
  const { batcher, cache, decider, plans, shell } = options
  const limit = options.tries ?? mostTries
  let busy = 0
  let count = 0
  let bytes = 0
  let moment = 0
  let whenIdle: Array<() => void> = []

  const settle = (waiting: Waiting, reply: Reply): void => {
    if (waiting.dropped) return
    count--
    bytes -= waiting.job.bytes
    waiting.handed = true
    waiting.reply = reply
    waiting.told?.(reply)
  }
  const fail = (waiting: Waiting, fault: DeskFault): void => settle(waiting, { _tag: "Failed", fault })

  const off = (line: Line, waiting: Waiting): void => {
    const at = line.jobs.indexOf(waiting)
    if (at >= 0) line.jobs.splice(at, 1)
  }

  /** The line goes on when the outside has answered; a defect or fault answers everybody who stands in it. */
  const outside = <A, E extends DeskFault>(
    line: Line,
    ask: (done: (exit: Exit.Exit<A, E>) => void) => void,
    then: (value: A) => void,
    whose: ReadonlyArray<Waiting>
  ): void => {
    line.away++
    ask((exit) => {
      if (exit._tag === "Success") then(exit.value)
      else {
        const found = Cause.findErrorOption(exit.cause)
        for (const waiting of whose) {
          off(line, waiting)
          if (found._tag === "Some") fail(waiting, found.value)
          else settle(waiting, { _tag: "Died", cause: exit.cause })
        }
      }
      back(line)
    })
  }

  const reload = (line: Line): void => {
    const started = moment++
    outside(
      line,
      (done: (exit: Exit.Exit<Known.Known | null, StoreDown | DeskTooOld>) => void) => shell.load(line.caseId, done),
      (known) => {
        cache.keep(line, known ?? nobody(line.caseId))
        line.sure = started
        line.assumed = false
      },
      [...line.jobs]
    )
  }

  const refuse = (line: Line, waiting: Waiting, refusal: Refusal): void => {
    const { job } = waiting
    if (!job.named && waiting.tries === 0) {
      off(line, waiting)
      return settle(waiting, { _tag: "Refused", refusal })
    }
    outside(
      line,
      (done: (exit: Exit.Exit<Done | null, StoreDown>) => void) => shell.committed(line.caseId, job.id, done),
      (known) => {
        off(line, waiting)
        if (known === null) settle(waiting, { _tag: "Refused", refusal })
        else repeat(waiting, known)
      },
      [waiting]
    )
  }

  /**
   * Off the line: nobody behind has to wait until store and journal were read. When they cannot be, it is not said that
   * nothing was done: it was.
   */
  const aside = <A>(waiting: Waiting, exit: Exit.Exit<A, DeskFault>, then: (value: A) => void): void => {
    if (exit._tag === "Success") return then(exit.value)
    const found = Cause.findErrorOption(exit.cause)
    if (found._tag === "None") settle(waiting, { _tag: "Died", cause: exit.cause })
    else if (found.value._tag === "StoreDown") fail(waiting, new StoreUnsure({ cause: found.value.cause }))
    else fail(waiting, found.value)
  }

  /** It was carried out before: answered as then, unless it says something else now. */
  const repeat = (waiting: Waiting, { content, version }: Done): void => {
    const { caseId, content: says, id } = waiting.job
    if (says !== undefined && content !== undefined && says !== content) {
      return settle(waiting, { _tag: "Refused", refusal: { _tag: "CommandIdReused", version } })
    }
    shell.repeat(caseId, id, version, (exit) =>
      aside(waiting, exit, (accepted) => settle(waiting, { _tag: "Accepted", accepted })))
  }

  /** The case remembers the command, but not what it said. */
  const remembered = (waiting: Waiting, version: number): void => {
    const { caseId, content, id } = waiting.job
    if (content === undefined) return repeat(waiting, { version })
    shell.committed(caseId, id, (exit) => aside(waiting, exit, (known) => repeat(waiting, known ?? { version })))
  }

  /** A case that was never opened. */
  const nobody = (caseId: CaseId): Known.Known => Known.of(decider.none(caseId), 0)

  const fresh = (line: Line, waiting: Waiting): boolean =>
    !line.assumed && (!options.shared || line.sure > waiting.came)

  const begin = (line: Line): boolean => {
    if (line.known !== undefined) return true
    const first = line.jobs[0]
    if (first?.job.opens !== undefined && first.tries === 0) {
      cache.keep(line, nobody(line.caseId))
      line.assumed = true
      return true
    }
    reload(line)
    return false
  }

  /** One round: hands a change over, or answers the first in line, or asks the outside for him. */
  const step = (line: Line): void => {
    while (line.jobs[0]?.dropped === true) line.jobs.shift()
    if (line.jobs.length === 0) return leave(line)
    if (!begin(line)) return
    const before = line.known
    if (before === undefined) return
    const round = Round.of(decider, plans, before.state, line.jobs, line.alone ? 1 : fold)
    if (round.taken.length > 0) return hand(line, before, round)
    const waiting = line.jobs[0]
    if (waiting === undefined || round.stop === undefined) return
    line.again = true
    answer(line, waiting, before.state, round.stop)
  }

  const leave = (line: Line): void => {
    if (!line.busy) return
    line.jobs = nobodyThere
    cache.leave(line)
    if (--busy > 0 || whenIdle.length === 0) return
    const those = whenIdle
    whenIdle = []
    those.forEach((then) => then())
  }

  /** What was due before a command happens in changes of its own; which comes to the same (law TICK). */
  const catchUp = (line: Line, waiting: Waiting, state: CaseState): void => {
    const { caseId } = line
    const { stamp } = waiting.job
    const id = `caught-up:${state.v}:${stamp}`
    const job: Job = {
      caseId, id, stamp, named: false, remembered: false, bytes: 0, make: () => ({ _tag: "Tick", caseId, id, stamp })
    }
    waiting.caught = state.v
    waiting.turns = 0
    count++
    line.jobs.unshift({ ...waiting, job, tries: 0, handed: false, told: undefined })
  }

  /** The first in line was not accepted: from a state that is certainly new this is his answer. */
  const answer = (line: Line, waiting: Waiting, state: CaseState, stop: Round.Stop): void => {
    const { job } = waiting
    switch (stop._tag) {
      case "PlanMissing":
        return outside(
          line,
          (done: (exit: Exit.Exit<Reckoning, DeskFault>) => void) => plans.fetch(stop.plan, done),
          () => {},
          [waiting]
        )
      case "Asks":
        switch (Turns.next(++waiting.turns)) {
          case "answer":
            return outside(
              line,
              (done: (exit: Exit.Exit<Facts, DeskFault>) => void) => shell.answer(stop, done, state.status === "none" ? job.opens : state.plan),
              (facts) => {
                waiting.facts = { ...waiting.facts, ...facts }
              },
              [waiting]
            )
          case "without":
            // what was due before it asks by itself, and its turns are its own
            if (waiting.caught !== state.v && Advance.isDue(state, job.stamp)) catchUp(line, waiting, state)
            return
          case "over":
            line.jobs.shift()
            shell.stuck(line.caseId, `asked ${Turns.TURNS} times`)
            return settle(waiting, {
              _tag: "Died",
              cause: Cause.die(new Error(`A decision asked ${Turns.TURNS} times (${line.caseId})`))
            })
        }
      case "Defect":
        line.jobs.shift()
        shell.stuck(line.caseId, String(stop.error))
        return settle(waiting, { _tag: "Died", cause: Cause.die(stop.error) })
      case "WorldBehind":
        line.jobs.shift()
        return fail(waiting, new DeskTooOld({ what: "calendars", stored: stop.edition }))
      case "Nothing": {
        if (!fresh(line, waiting)) return reload(line)
        line.jobs.shift()
        const known = state.recent.find((one) => one.id === job.id)
        if (job.remembered && known !== undefined) return remembered(waiting, known.v)
        const repeated = known !== undefined
        const accepted = { caseId: line.caseId, command: job.id, version: state.v, entries: [], repeated }
        return settle(waiting, { _tag: "Accepted", accepted })
      }
      case "Refusal":
        if (stop.refusal._tag === "OrderNotLegal" && stop.refusal.why === "asks-too-often") {
          shell.stuck(line.caseId, `${stop.refusal.order}: ${ASKED}`)
        }
        return fresh(line, waiting) ? refuse(line, waiting, stop.refusal) : reload(line)
    }
  }

  /** Hands the change of a round over to be committed. */
  const hand = (line: Line, before: Known.Known, round: Round.Round): void => {
    const { entries, plan, state, taken } = round
    const jobs = taken.map(({ waiting }) => waiting)
    // they stand first, but for those who went
    if (line.jobs.length === 1) line.jobs = []
    else line.jobs.splice(0, line.jobs.indexOf(jobs.at(-1) as Waiting) + 1)
    const made = ChangeOf.of(
      before,
      Known.of(state, Size.after(before, state, entries), before),
      entries,
      commandsOf(jobs),
      contentsOf(jobs),
      acksOf(jobs),
      plan,
      line.place
    )
    const { after, change: { snapshot } } = made
    // written out only if it could be too long
    const bytes = after.bytes > mostSnapshot ? snapshot.body.length : after.bytes
    if (bytes > mostSnapshot) {
      line.again = true
      line.alone = jobs.length > 1
      if (line.alone) line.jobs.unshift(...jobs)
      else {
        for (const waiting of jobs) {
          settle(waiting, { _tag: "Refused", refusal: { _tag: "CaseTooLarge", bytes } })
        }
      }
      return
    }
    for (const waiting of jobs) waiting.handed = true
    line.away++
    const started = moment++
    const known = bytes === after.bytes ? after : Known.of(after.state, bytes, before)
    const answer = batcher.atOnce(made.change)
    if (answer === undefined) return submit(line, { made, known, round, jobs, started })
    answered(line, made, known, round, jobs, started, answer)
    batcher.told()
  }

  const submit = (
    line: Line,
    { jobs, known, made, round, started }: {
      readonly made: ChangeOf.Made
      readonly known: Known.Known
      readonly round: Round.Round
      readonly jobs: ReadonlyArray<Waiting>
      readonly started: number
    }
  ): void => {
    const then = (answer: Answer | Lost): void => answered(line, made, known, round, jobs, started, answer)
    batcher.submit({ change: made.change, bytes: made.bytes, answered: then, failed: then })
  }

  /** What became of a change; not an object of its own, for most commands come here at once. */
  const answered = (
    line: Line,
    made: ChangeOf.Made,
    known: Known.Known,
    { entries, taken }: Round.Round,
    jobs: ReadonlyArray<Waiting>,
    started: number,
    answer: Answer | Lost
  ): void => {
    if (answer._tag === "Committed") {
      cache.keep(line, known)
      line.sure = started
      line.assumed = false
      line.place ??= shell.place?.(line.caseId)
      shell.committedHook(known, made, entries)
      for (const { from, to, waiting } of taken) {
        const accepted = {
          caseId: line.caseId,
          command: waiting.job.id,
          version: made.before.state.v + to,
          entries: taken.length === 1 ? entries : entries.slice(from, to),
          repeated: false
        }
        settle(waiting, { _tag: "Accepted", accepted })
      }
    } else if (answer._tag === "Failure") lost(line, answer, jobs)
    else notCommitted(line, answer, jobs)
    back(line)
  }

  const forget = (line: Line): void => {
    cache.drop(line.caseId)
    line.assumed = false
  }

  /** Back to the head of the line, to be decided on what the store has now. */
  const again = (line: Line, jobs: ReadonlyArray<Waiting>): void => {
    const open: Array<Waiting> = []
    let tries = 0
    for (const waiting of jobs) {
      waiting.tries++
      tries = Math.max(tries, waiting.tries)
      if (waiting.tries >= limit) fail(waiting, new DeskBusy({ why: "conflicts" }))
      else open.push(waiting)
    }
    line.jobs.unshift(...open)
    if (tries > 1) {
      line.away++
      shell.pause(tries, () => back(line))
    }
  }

  /** Somebody else was faster, or it is known already. */
  const notCommitted = (
    line: Line,
    answer: Exclude<Answer, { readonly _tag: "Committed" }>,
    jobs: ReadonlyArray<Waiting>
  ): void => {
    forget(line)
    if (answer._tag === "Conflict") return again(line, jobs)
    for (const waiting of jobs) if (waiting.job.id === answer.command) repeat(waiting, answer)
    again(line, jobs.filter((waiting) => waiting.job.id !== answer.command))
  }

  /** The batch has no answer. */
  const lost = (
    line: Line,
    exit: Lost,
    jobs: ReadonlyArray<Waiting>
  ): void => {
    forget(line)
    const found = Cause.findErrorOption(exit.cause)
    if (found._tag === "None") return jobs.forEach((waiting) => settle(waiting, { _tag: "Died", cause: exit.cause }))
    const fault = found.value
    if (fault._tag === "StoreDown") return jobs.forEach((waiting) => fail(waiting, fault))
    line.away++
    let open = jobs.length
    const unknown: Array<Waiting> = []
    const next = (): void => {
      if (--open > 0) return
      again(line, unknown)
      back(line)
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

  /**
   * What was asked outside has come back. Only now, after everybody was answered: a caller who is woken comes back with
   * his next command at once, and must not find the line moving while it still is being put in order.
   */
  const back = (line: Line): void => {
    line.away--
    go(line)
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
      if (line.away === 0) step(line)
    } while (line.again)
    line.stepping = false
  }

  return {
    submit: (job, told) => {
      if (count >= options.most.count || bytes + job.bytes > options.most.bytes) return null
      const waiting: Waiting = {
        job, came: moment++, tries: 0, turns: 0, caught: -1, facts: noFacts, dropped: false, handed: false, reply: undefined, told
      }
      count++
      bytes += job.bytes
      const line = cache.line(job.caseId)
      if (job.remembered) line.passing = false
      if (line.busy) line.jobs.push(waiting)
      else {
        line.jobs = [waiting]
        line.busy = true
        busy++
      }
      go(line)
      return waiting
    },
    takeBack: (waiting) => {
      if (waiting.handed || waiting.dropped) return
      waiting.dropped = true
      count--
      bytes -= waiting.job.bytes
    },
    waiting: () => count,
    doubt: (id) => {
      const line = cache.line(id)
      if (line.busy) line.assumed = true
      else cache.leave(line)
    },
    idle: (then) => {
      if (busy === 0) then()
      else whenIdle.push(then)
    }
  }
}

const nothing: ReadonlyArray<never> = []

/** Of a line nobody stands in: whoever comes begins a list of his own, so one is enough for all lines. */
const nobodyThere: Array<Waiting> = []

/** Kept for ever: a list as long as it has to be. */
const commandsOf = (jobs: ReadonlyArray<Waiting>): ReadonlyArray<CommandId> => {
  const [first] = jobs
  if (jobs.length === 1 && first !== undefined) return first.job.remembered ? [first.job.id] : nothing
  const found: Array<CommandId> = []
  for (const { job } of jobs) if (job.remembered) found.push(job.id)
  return found
}
/** In the same order; none where nobody named his command. */
const contentsOf = (jobs: ReadonlyArray<Waiting>): ReadonlyArray<number | null> | undefined => {
  const [first] = jobs
  if (jobs.length === 1 && first !== undefined && (first.job.content === undefined || !first.job.remembered)) return undefined
  if (jobs.every(({ job }) => job.content === undefined)) return undefined
  const found: Array<number | null> = []
  for (const { job } of jobs) if (job.remembered) found.push(job.content ?? null)
  return found
}
const acksOf = (jobs: ReadonlyArray<Waiting>): ReadonlyArray<MessageId> => {
  if (jobs.length === 1 && jobs[0]?.job.ack === undefined) return nothing
  const found: Array<MessageId> = []
  for (const { job } of jobs) if (job.ack !== undefined) found.push(job.ack)
  return found
}
