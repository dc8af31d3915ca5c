/**
 * What a desk counts, as metrics of Effect. Counts are plain numbers here, read when somebody looks, so that a command
 * pays next to nothing for them; how long things take is measured where a store is asked, in milliseconds.
 *
 * @since 0.1.0
 */
import { Effect, Metric } from "effect"
import type { Scope } from "effect"

export interface Meters {
  readonly commands: { accepted: number; repeated: number; refused: number; failed: number }
  /** a command was refused so */
  readonly refused: (tag: string) => void
  /** ms from its receipt to its answer */
  readonly answered: (ms: number) => void
  /** changes that were committed at once, and how long it took; `ms` missing: in no time */
  readonly committed: (changes: number, ms?: number) => void
  /** a batch that was not */
  readonly lost: () => void
  readonly woken: (cases: number) => void
  readonly messages: { delivered: number; retried: number; buried: number }
}

/** ms, from what memory takes to what people notice */
const durations = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000]
const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256]

const counter = (name: string, description: string, attributes: { readonly [name: string]: string } = {}) =>
  Metric.counter(name, { description, incremental: true, attributes })

/** `waiting`, `incidents`: how many there are now. They are seen as long as the scope is open. */
export const make = Effect.fnUntraced(function*(now: {
  readonly waiting: () => number
  readonly incidents: () => number
}): Effect.fn.Return<Meters, never, Scope.Scope> {
  const context = yield* Effect.context<never>()
  const registered: Array<Metric.Registration> = []
  const count = (of: ReturnType<typeof counter>, read: () => number): void => {
    registered.push(Metric.registerUnsafe(of, context, {
      get: () => ({ count: read(), incremental: true }), update: () => {}, modify: () => {}
    }))
  }
  const gauge = (name: string, description: string, read: () => number): void => {
    registered.push(Metric.registerUnsafe(Metric.gauge(name, { description }), context, {
      get: () => ({ value: read() }), update: () => {}, modify: () => {}
    }))
  }

  const commands = { accepted: 0, repeated: 0, refused: 0, failed: 0 }
  const messages = { delivered: 0, retried: 0, buried: 0 }
  let changes = 0
  let lost = 0
  let woken = 0
  for (const result of ["accepted", "repeated", "refused", "failed"] as const) {
    count(counter("frontdesk_commands", "commands that were answered", { result }), () => commands[result])
  }
  for (const result of ["delivered", "retried", "buried"] as const) {
    count(counter("frontdesk_messages", "messages of the outbox", { result }), () => messages[result])
  }
  count(counter("frontdesk_changes", "changes that were committed"), () => changes)
  count(counter("frontdesk_commits_lost", "batches without an answer of the store"), () => lost)
  count(counter("frontdesk_wakes", "cases that were woken because something was due"), () => woken)
  gauge("frontdesk_waiting", "commands that wait or are under way", now.waiting)
  gauge("frontdesk_incidents", "what an administrator has to look at, of this process", now.incidents)

  const refusals = Metric.frequency("frontdesk_refusals", { description: "refusals by their tag" })
  const answered = Metric.histogram("frontdesk_command_ms", { description: "from the receipt of a command to its answer", boundaries: durations })
  const took = Metric.histogram("frontdesk_commit_ms", { description: "a commit of the store", boundaries: durations })
  const size = Metric.histogram("frontdesk_commit_changes", { description: "changes in one commit", boundaries: sizes })

  yield* Effect.addFinalizer(() => Effect.sync(() => registered.forEach((one) => one.remove())))

  return {
    commands,
    messages,
    refused: (tag) => {
      commands.refused++
      refusals.updateUnsafe(tag, context)
    },
    answered: (ms) => answered.updateUnsafe(ms, context),
    committed: (those, ms) => {
      changes += those
      if (ms === undefined) return
      took.updateUnsafe(ms, context)
      size.updateUnsafe(those, context)
    },
    lost: () => {
      lost++
    },
    woken: (cases) => {
      woken += cases
    }
  }
})
