/**
 * Doing a task: claim it, give it back, complete it, sign it together. Completing an offered task claims it. What a
 * delegate completes goes back to the holder as a draft; only the holder's completion moves the case.
 */
import * as Boxes from "../../domain/Boxes.ts"
import type { Field } from "../../domain/Field.ts"
import * as Form from "../../domain/Form.ts"
import * as People from "../../domain/People.ts"
import type { Actor, Person } from "../../domain/People.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Value, Values } from "../../domain/Value.ts"
import * as Clocks from "../Clocks.ts"
import type { Claim, Complete, GiveBack, Sign } from "../Command.ts"
import type { EntryBody } from "../Entry.ts"
import * as Intake from "../Intake.ts"
import * as Kept from "../Kept.ts"
import * as Lists from "../Lists.ts"
import * as Place from "../Place.ts"
import * as Quiescence from "../Quiescence.ts"
import type { Refusal } from "../Refusal.ts"
import * as Report from "../Report.ts"
import { emit, happened } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import * as File from "../steps/File.ts"
import type { Signed, TaskFrame } from "../State.ts"
import * as Right from "./Right.ts"

export const claim = (run: Run, command: Claim): Refusal | null => {
  const frame = reach(run, command.n)
  if ("_tag" in frame) return frame
  const { actor } = command
  if (frame.places.length > 0) return Right.illegal("claim", "wrong-state")
  if (frame.holder !== undefined) {
    return Right.is(actor, frame.holder)
      ? Right.illegal("claim", "already-holds")
      : { _tag: "NotTheHolder", holder: [`person:${frame.holder}`] }
  }
  const refused = Right.mayDo(run, frame, actor)
  if (refused !== null) return refused
  const { nobody: _, ...rest } = frame
  emit(run, { _tag: "Held", n: frame.n, how: "claim", frame: { ...rest, holder: actor.person } })
  return null
}

export const giveBack = (run: Run, command: GiveBack): Refusal | null => {
  const frame = reach(run, command.n)
  if ("_tag" in frame) return frame
  if (frame.holder === undefined) return Right.illegal("give-back", "wrong-state")
  if (!Right.is(command.actor, frame.holder)) return { _tag: "NotTheHolder", holder: [`person:${frame.holder}`] }
  const owner = frame.chain.at(-1)
  if (owner !== undefined) {
    emit(run, {
      _tag: "Held",
      n: frame.n,
      how: "handback",
      frame: { ...frame, holder: owner, chain: frame.chain.slice(0, -1) }
    })
    return null
  }
  const { holder: _, ...rest } = frame
  emit(run, { _tag: "Held", n: frame.n, how: "give-back", frame: rest })
  return null
}

export const complete = (run: Run, command: Complete): Refusal | null => {
  const frame = reach(run, command.n)
  if ("_tag" in frame) return frame
  if (frame.places.length > 0) return sign(run, { ...command, _tag: "Sign" })
  const { actor, values } = command
  const done = command.done === undefined ? run.stamp : happened(run, command.done)
  const dated = done === run.stamp ? null : backDated(run, frame, command, done)
  const refused =
    dated === null ? Right.mayDo(run, frame, actor) : dated === "allowed" ? Right.excluded(frame, actor) : dated
  if (refused !== null) return refused
  const owner = frame.chain.at(-1)
  if (owner !== undefined && dated === null) {
    emit(run, {
      _tag: "Held",
      n: frame.n,
      how: "handback",
      frame: { ...frame, holder: owner, chain: frame.chain.slice(0, -1), draft: values }
    })
    return null
  }
  const wrong = filled(run, frame, values, actor)
  if (wrong !== null || run.halted) return wrong
  const persons = Lists.alone(actor.person)
  answer(run, frame, command.reason === undefined ? plainly(values, done, persons) : { values, done, persons, reason: command.reason })
  return null
}

/** Signers are matched to the places as a whole; done at the last. Other values make earlier signatures void. */
export const sign = (run: Run, command: Sign): Refusal | null => {
  const frame = reach(run, command.n)
  if ("_tag" in frame) return frame
  const { actor } = command
  if (frame.places.length === 0) return Right.illegal("sign", "wrong-state")
  const keys = Right.keysOf(actor)
  if (!People.fits(keys, frame.places.flat())) return { _tag: "RoleNotAllowed", needs: frame.offer }
  const barred = Right.excluded(frame, actor)
  if (barred !== null) return barred
  const done = command.done === undefined ? run.stamp : happened(run, command.done)
  const dated = done === run.stamp ? null : backDated(run, frame, command, done)
  if (dated !== null && dated !== "allowed") return dated
  const draft = frame.draft ?? {}
  const values = command.values ?? draft
  const signed = frame.signed.length > 0 && !equal(values, draft) ? [] : frame.signed
  const used = new Set<Person>(frame.signed.flatMap((one) => (one.for === undefined ? [one.by] : [one.by, one.for])))
  const twice = [actor.person, ...(actor.for === undefined ? [] : [actor.for])].find((person) => used.has(person))
  // who changes the values after he signed signs anew; nobody else's signature is left then
  if (twice !== undefined && signed.length > 0) return { _tag: "SamePersonTwice", person: twice }
  const all: ReadonlyArray<Signed> = [
    ...signed,
    { by: actor.person, keys, at: dated === null ? run.at : done, ...(actor.for !== undefined && { for: actor.for }) }
  ]
  if (People.match(frame.places, all.map((one) => one.keys)) === null) return { _tag: "PlaceTaken", missing: free(frame) }
  const wrong = filled(run, frame, values, actor)
  if (wrong !== null || run.halted) return wrong
  const next: TaskFrame = { ...frame, signed: all, draft: values }
  emit(run, { _tag: "Signed", n: frame.n, frame: next, ...(signed.length === 0 && { values }) })
  if (all.length === frame.places.length) {
    // it is done when the last of them has really signed
    const last = dated === null ? done : Math.max(...all.map((one) => one.at))
    const persons = all.map((one) => one.by)
    answer(run, next, { values, done: last, persons, ...(command.reason !== undefined && { reason: command.reason }) })
  }
  return null
}

const reach = (run: Run, n: number): TaskFrame | Refusal => {
  const frame = Right.task(run.state, n)
  return "_tag" in frame ? frame : (Right.still(run, frame.node) ?? frame)
}

/** The places nobody of those who signed sits on. */
const free = (frame: TaskFrame): ReadonlyArray<TaskFrame["offer"]> => {
  const taken = People.match(frame.places, frame.signed.map((one) => one.keys)) ?? []
  return frame.places.filter((_, at) => !taken.includes(at))
}

/** Entered afterwards: by whom, and how long after, says `record-later`. */
const backDated = (run: Run, frame: TaskFrame, command: Complete | Sign, done: Instant): Refusal | "allowed" => {
  if (done > run.stamp) return { _tag: "InTheFuture", at: done }
  const step = run.nodes.node.get(frame.node)?.step
  const later = step?.kind === "task" ? step.recordLater : undefined
  if (later === undefined) return Right.illegal("complete", "not-declared")
  const refused = Right.by(run, { by: later.by }, command.actor, frame)
  if (refused !== null) return refused
  if (done < frame.since) return { _tag: "BackDatedTooFar", limit: frame.since }
  const until = Clocks.endOf(run, later.atMost, done)
  if (run.stamp > until) return { _tag: "BackDatedTooFar", limit: run.stamp - (until - done) }
  return (command.reason ?? "").trim() === "" ? { _tag: "ReasonMissing", order: "complete" } : "allowed"
}

const filled = (run: Run, frame: TaskFrame, values: Values, actor: Actor): Refusal | null => {
  const intake = frame.node === "intake"
  const all = intake ? { ...run.state.data["intake"], ...values } : values
  return reject(
    Form.check(formOf(run, frame), all, () => Scope.of(run, frame), new ByActor(Place.name(frame.node), actor))
  ) ?? (intake ? Intake.future(run, all) : null)
}

/** Most forms never ask for the keys of who fills them in. */
class ByActor implements Form.Filling {
  readonly step: string
  readonly #actor: Actor

  constructor(step: string, actor: Actor) {
    this.step = step
    this.#actor = actor
  }
  get keys() {
    return Right.keysOf(this.#actor)
  }
}

/** What somebody fills in. */
const formOf = (run: Run, frame: TaskFrame): ReadonlyArray<Field> => {
  const step = run.nodes.node.get(frame.node)?.step
  return step?.kind === "task" ? Report.asked(step.form) : run.world.plan.intake.form
}

/** Issues as a refusal. */
export const reject = (issues: ReadonlyArray<Form.Issue>): Refusal | null => {
  const first = issues[0]
  return first === undefined ? null : { _tag: "FormRejected", issues: [first, ...issues.slice(1)] }
}

interface Given {
  readonly values: Values
  readonly done: Instant
  readonly persons: ReadonlyArray<Person>
  readonly reason?: string
}
const plainly = (values: Values, done: Instant, persons: ReadonlyArray<Person>): Given => ({ values, done, persons })
Boxes.share(plainly({}, Boxes.instant, []))

type Answered = Extract<EntryBody, { readonly _tag: "Answered" }>
const onTerm = (
  n: number,
  path: Answered["path"],
  values: Values,
  kept: Values,
  done: Instant,
  turn: number,
  by: Run["by"],
  persons: ReadonlyArray<Person>,
  duty: NonNullable<Answered["duty"]>
): EntryBody => ({ _tag: "Answered", n, path, values, kept, done, turn, by, persons, duty })
Boxes.share(onTerm(0, "", {}, {}, Boxes.instant, 1, "", [], undefined as never))

const answer = (run: Run, frame: TaskFrame, given: Given): void => {
  const step = Place.name(frame.node)
  const asked = settled(run, frame, given.values)
  const values = frame.reports === undefined ? asked : { ...asked, ...frame.reports }
  const intake = frame.node === "intake" ? Intake.known(run, asked, given.persons[0] ?? "") : undefined
  const duty = Clocks.ending(run, frame, "done", given.done)
  const path = Place.pathOf(frame)
  const kept = intake?.kept ?? Kept.of(run.world.plan, step, values)
  const { n, turn } = frame
  const { done, persons } = given
  // written out for what most tasks are: a form and a term
  emit(
    run,
    given.reason === undefined && intake === undefined && duty !== undefined
      ? onTerm(n, path, values, kept, done, turn, run.by, persons, duty)
      : {
          _tag: "Answered",
          n,
          path,
          values,
          kept,
          done,
          turn,
          by: run.by,
          persons,
          ...(duty !== undefined && { duty }),
          ...(given.reason !== undefined && { reason: given.reason }),
          ...(intake !== undefined && { intake: intake.intake })
        }
  )
  const task = run.nodes.node.get(frame.node)?.step
  if (task?.kind === "task" && task.files !== undefined) File.done(run, frame, task.files, given.done)
  if (intake !== undefined) Intake.listen(run)
  Quiescence.ended(run, frame)
}

/** With what papers and checklists come to. The hand-over task may say whose papers were given at the opening. */
const settled = (run: Run, frame: TaskFrame, values: Values): Values => {
  const all = frame.node === "intake" ? { ...run.state.data["intake"], ...values } : values
  const whole = Form.settle(formOf(run, frame), all, () => Scope.of(run, frame), Place.name(frame.node))
  return whole === all ? values : whole
}

const equal = (a: Value | undefined, b: Value | undefined): boolean => {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object") return false
  const left = Object.entries(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => equal(value, (b as Values)[key]))
  )
}

