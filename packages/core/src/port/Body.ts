/**
 * Bodies that become text when a store asks for it. A store on disk asks at once; the one in memory keeps the values
 * themselves, which nobody ever changes, and writes them out only for those who read a journal.
 *
 * @since 0.1.0
 */
import type { Entry } from "../case/Entry.ts"
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
  declare readonly value: Entry
  readonly v: number

  constructor(entry: Entry, v: number) {
    super(entry)
    this.v = v
  }

  get seq(): number {
    return this.value.seq
  }
  get at(): Instant {
    return this.value.at
  }
  get type(): string {
    return this.value._tag
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

/** A journal row whose `body` is the JSON of an entry. */
export const row = (entry: Entry, v: number): EntryRow => new Row(entry, v)

/** Whether a body is a value that becomes text only when asked for. Its JSON writes lone surrogates escaped. */
export const isUnwritten = (one: object): boolean => one instanceof Unwritten

/** A journal row as it is kept by who keeps values: the entry itself where nothing is lost. */
export type Thrifty = Entry | EntryRow

const usual = 1

/** The least of a row that has to be kept. */
export const thrifty = (one: EntryRow): Thrifty => (one instanceof Row && one.v === usual ? one.value : one)

/** The row again. */
export const unfold = (one: Thrifty): EntryRow => ("_tag" in one ? new Row(one, usual) : one)
