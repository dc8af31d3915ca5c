/** One case at a time, in virtual time: people with their posts, commands by name, the fold checked at each change. */
import * as Decide from "@frontdesk/core/case/Decide"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import type { Command, Signal } from "@frontdesk/core/case/Command"
import type { Entry, EntryBody } from "@frontdesk/core/case/Entry"
import type { Refusal } from "@frontdesk/core/case/Refusal"
import type { CaseState, Frame } from "@frontdesk/core/case/State"
import * as Turns from "@frontdesk/core/case/Turns"
import { factKey } from "@frontdesk/core/case/World"
import type { Asks, World, WorldBehind } from "@frontdesk/core/case/World"
import type { Calendars } from "@frontdesk/core/domain/Calendar"
import * as Keys from "@frontdesk/core/domain/Keys"
import type { Actor, Person } from "@frontdesk/core/domain/People"
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Post } from "@frontdesk/core/domain/Organisation"
import * as Question from "@frontdesk/core/domain/Question"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { Result } from "effect"
import * as Office from "./Office.ts"

export const at = Office.instant
export const told = Office.told

/** The staff of all houses, by what they are. */
export const staff: { readonly [person: Person]: { readonly posts: ReadonlyArray<Post>; readonly topOf?: ReadonlyArray<string> } } = {
  wang: { posts: [{ role: "front-desk-receptionist" }] },
  mei: { posts: [{ role: "front-desk-receptionist" }] },
  li: { posts: [{ role: "cs-supervisor" }] },
  zhao: { posts: [{ role: "center-manager" }, { role: "office-director" }] },
  qian: { posts: [{ role: "dept-head", in: "engineering-dept" }] },
  gu: { posts: [{ role: "dept-worker", in: "engineering-dept" }] },
  he: { posts: [{ role: "dept-supervisor", in: "repair-dept" }] },
  rui: { posts: [{ role: "responsible-person", in: "repair-dept" }] },
  fei: { posts: [{ role: "repair-worker" }] },
  chen: { posts: [{ role: "building-steward" }] },
  hu: { posts: [{ role: "dept-manager", in: "environment-dept" }] },
  ma: { posts: [{ role: "dept-manager", in: "engineering-dept" }] },
  sun: { posts: [] }
}

type Distributed<A> = A extends unknown ? Omit<A, "caseId" | "id" | "stamp" | "actor"> : never
/** A command without its envelope. */
export type Said = Distributed<Command>

/** Frozen to the bottom, once. */
const frozen = <A>(value: A): A => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const one of Object.values(value)) frozen(one)
  }
  return value
}

export class Case {
  state: CaseState
  readonly journal: Array<Entry> = []
  readonly commands: Array<Command> = []
  /** how often answers were given */
  turns = 0
  readonly world: { plan: Plan; before: Plan; calendars: Calendars; facts: World["facts"] }
  #count = 0
  #seq = new Map<string, number>()
  readonly #actors = new Map<Person, Actor>()
  readonly #checked: boolean

  /** `checked`: frozen states, and what a command hands on is compared with the fold; not needed where a history is only played again */
  constructor(plan: Plan, id = "c1", checked = true) {
    this.#checked = checked
    this.state = Evolve.none(id)
    this.world = { plan, before: plan, calendars: Office.calendars, facts: {} }
  }

  actor(person: Person, instead?: Person): Actor {
    const known = instead === undefined ? this.#actors.get(person) : undefined
    if (known !== undefined) return known
    const actor = this.#actor(person, instead)
    if (instead === undefined) this.#actors.set(person, actor)
    return actor
  }
  #actor(person: Person, instead?: Person): Actor {
    const { organisation } = this.world.plan
    const of = staff[person] ?? { posts: [] }
    const posts = of.posts.filter((post) => organisation.roles[post.role] !== undefined)
    return {
      person,
      keys: Keys.of(organisation, { person, posts, ...(of.topOf !== undefined && { topOf: of.topOf }) }),
      ...(instead !== undefined && { for: instead })
    }
  }

  /** nobody answers: whatever asks has asked too often */
  mute = false

  /** Decides, and if it is not refused, takes the entries in. */
  send(command: Command): Result.Result<ReadonlyArray<Entry>, Refusal | Asks | WorldBehind> {
    // whoever writes to the case he was given fails here
    if (this.#checked) frozen(this.state)
    let moved = Decide.move(this.world, this.state, command)
    const facts: { [key: string]: Value | null } = { ...this.world.facts }
    for (let turn = 1; Turns.next(turn) === "answer" && !this.mute && Result.isFailure(moved) && moved.failure._tag === "Asks"; turn++) {
      const { questions, upTo } = moved.failure
      for (const one of questions) facts[one.ask === "rows" ? factKey(one, upTo) : Question.key(one)] = this.answer(one, upTo)
      this.turns++
      moved = Decide.move({ ...this.world, facts }, this.state, command)
    }
    if (Result.isFailure(moved) && moved.failure._tag === "Asks") {
      moved = Decide.move({ ...this.world, facts, enough: true }, this.state, command)
    }
    if (Result.isSuccess(moved)) {
      const { entries, state } = moved.success
      this.commands.push(command)
      this.journal.push(...entries)
      this.state = this.#checked ? this.#folded(entries, state) : state
    }
    return Result.map(moved, ({ entries }) => entries)
  }

  #folded(entries: ReadonlyArray<Entry>, given: CaseState): CaseState {
    let folded = this.state
    for (const entry of entries) folded = Evolve.evolve(frozen(folded), entry)
    if (JSON.stringify(given) !== JSON.stringify(folded)) throw new Error("what a command hands on is not the fold")
    return folded
  }

  answer(question: Question.Question, _upTo: Instant): Value | null {
    if (question.ask === "keys") return [...this.actor(question.person).keys]
    return question.ask === "rows" ? [] : null
  }

  envelope(when: string | number) {
    return { caseId: this.state.id, id: `k${++this.#count}`, stamp: typeof when === "number" ? when : at(when) }
  }

  /** What somebody does; the refusal or the entries. */
  by(person: Person, when: string | number, said: Said, instead?: Person) {
    return this.send({ ...this.envelope(when), actor: this.actor(person, instead), ...said } as Command)
  }

  /** As `by`, and it must be accepted. */
  does(person: Person, when: string | number, said: Said, instead?: Person): ReadonlyArray<Entry> {
    return accepted(this.by(person, when, said, instead))
  }

  /** As `by`, and it must be refused. */
  refused(person: Person, when: string | number, said: Said, instead?: Person): Refusal {
    const before = this.state
    const result = this.by(person, when, said, instead)
    if (Result.isSuccess(result)) throw new Error(`not refused: ${JSON.stringify(result.success.map((one) => one._tag))}`)
    if (this.state !== before) throw new Error("a refusal changed the case")
    return result.failure as Refusal
  }

  tick(when: string | number): ReadonlyArray<Entry> {
    return accepted(this.send({ ...this.envelope(when), _tag: "Tick" }))
  }

  hears(when: string | number, signal: DistributedSignal, from = "outside") {
    const seq = (this.#seq.get(from) ?? 0) + 1
    this.#seq.set(from, seq)
    return this.send({ ...this.envelope(when), _tag: "Hear", signal: { ...signal, from, seq } as Signal })
  }

  opens(person: Person, when: string | number, values: Values) {
    return this.does(person, when, { _tag: "Open", procedure: this.world.plan.procedure, plan: "sha256:0", values, depth: 0 })
  }

  /** The only live task of a step. */
  task(step: string) {
    const row = RowsOf.rows(this.state).tasks.find((one) => one.step === step)
    if (row === undefined) throw new Error(`no open task ${step}: ${this.open().join(", ")}`)
    return row
  }
  n(step: string): number {
    return this.task(step).n
  }
  open(): ReadonlyArray<string> {
    return RowsOf.rows(this.state).tasks.map((one) => one.step)
  }
  due(step: string): string | null {
    return told(this.task(step).due)
  }
  frame(node: string): Frame | undefined {
    return this.state.frames.find((one) => one.node === node && one.kind !== "steps")
  }
  entries<T extends EntryBody["_tag"]>(tag: T): ReadonlyArray<Extract<Entry, { readonly _tag: T }>> {
    return this.journal.filter((one): one is Extract<Entry, { readonly _tag: T }> => one._tag === tag)
  }
  rows() {
    return RowsOf.rows(this.state)
  }
}

type DistributedSignal = Signal extends infer S ? (S extends Signal ? Omit<S, "from" | "seq"> : never) : never

export const accepted = (
  result: Result.Result<ReadonlyArray<Entry>, Refusal | Asks | WorldBehind>
): ReadonlyArray<Entry> => {
  if (Result.isFailure(result)) throw new Error(`refused: ${JSON.stringify(result.failure)}`)
  return result.success
}
