/**
 * Bodies that become text when a store asks for it. A store on disk asks at once; the one in memory keeps the values
 * themselves, which nobody ever changes, and writes them out only for those who read a journal.
 *
 * @since 0.1.0
 */
import type { Instant } from "../domain/Time.ts"
import type { EntryRow } from "./CaseStore.ts"

/** A value and its JSON. */
class Unwritten {
  readonly value: unknown
  #text: string | undefined

  constructor(value: unknown) {
    this.value = value
  }

  get body(): string {
    return (this.#text ??= JSON.stringify(this.value))
  }
}

class Row extends Unwritten implements EntryRow {
  readonly seq: number
  readonly at: Instant
  readonly type: string
  readonly v: number

  constructor(seq: number, at: Instant, type: string, v: number, value: unknown) {
    super(value)
    this.seq = seq
    this.at = at
    this.type = type
    this.v = v
  }
}

class Snapshot extends Unwritten {
  readonly format: number

  constructor(format: number, value: unknown) {
    super(value)
    this.format = format
  }
}

/** A snapshot whose `body` is the JSON of `value`. */
export const snapshot = (format: number, value: unknown): Snapshot => new Snapshot(format, value)

/** A journal row whose `body` is the JSON of `value`. */
export const row = (seq: number, at: Instant, type: string, v: number, value: unknown): EntryRow =>
  new Row(seq, at, type, v, value)

/** Whether a body is a value that becomes text only when asked for. Its JSON writes lone surrogates escaped. */
export const isUnwritten = (one: object): boolean => one instanceof Unwritten
