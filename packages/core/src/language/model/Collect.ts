/**
 * The first walk over a procedure: which steps there are, where, and what they give. Sentences are read in the second
 * one, when every name is known.
 */
import type { StepFact } from "../../domain/Expression.ts"
import type { Field } from "../../domain/Field.ts"
import * as Plugged from "../../plugin/Plugged.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Span } from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Must, Named } from "../syntax/tree/Node.ts"
import type { Step, Steps } from "../syntax/tree/Step.ts"
import type { Due, Ladder } from "../syntax/tree/Time.ts"
import type { FieldInfo, StepInfo, StepKind } from "./Context.ts"
import * as Fields from "./Fields.ts"
import type { Handbook } from "./Handbook.ts"
import type { Signatures } from "./Signature.ts"
import * as Type from "./Type.ts"

export interface Collected {
  readonly steps: ReadonlyMap<string, ReadonlyArray<StepInfo>>
  readonly branches: ReadonlyMap<string, ReadonlyArray<string>>
  /** each step of the tree with its place */
  readonly places: ReadonlyMap<Step, Place>
  /** some steps could not be read, not even their names */
  readonly unclear: boolean
  /** a name was given twice: one of the two steps was meant to have another, which nobody knows */
  readonly misnamed: boolean
}

export interface Place {
  readonly name: string
  readonly node: string
  readonly inside: ReadonlyArray<string>
  readonly info: StepInfo | undefined
}

export const under = (node: string, name: string): string => (node === "" ? name : `${node}/${name}`)

export const collect = (
  tree: Must<Steps>,
  handbook: Handbook,
  signatures: Signatures,
  report: Report
): Collected => {
  const steps = new Map<string, Array<StepInfo>>()
  const branches = new Map<string, Array<string>>()
  const places = new Map<Step, Place>()
  const nodes = new Set<string>()
  const kinds = new Map<string, StepKind>()
  let hidden = false
  let misnamed = false

  const branch = (entries: Maybe<Named<Steps | Broken>>, node: string, inside: ReadonlyArray<string>): void => {
    if (isBroken(entries)) hidden = true
    for (const entry of sound(entries)?.entries ?? []) {
      const at = under(node, entry.name.text)
      branches.set(entry.name.text, [...(branches.get(entry.name.text) ?? []), at])
      walk(entry.value, at, inside)
    }
  }

  const walk = (list: Must<Steps> | undefined, node: string, inside: ReadonlyArray<string>): void => {
    if (list === undefined) return
    if (isBroken(list)) {
      hidden = true
      return
    }
    for (const step of list.items) {
      if (step.kind === "broken") {
        if (step.name === undefined) hidden = true
        else {
          const info = unclear(step.name.text, under(node, step.name.text), step.span, inside)
          steps.set(info.name, [...(steps.get(info.name) ?? []), info])
        }
        continue
      }
      const name = step.kind === "end" ? free(`end ${step.name.text}`, node, nodes) : step.name.text
      const at = under(node, name)
      nodes.add(at)
      if (step.kind === "end") {
        places.set(step, { name, node: at, inside, info: undefined })
        continue
      }
      const info = infoOf(step, at, inside, handbook, signatures)
      const others = steps.get(name) ?? []
      const clash = others.find((it) => it.kind !== info.kind || !exclusive(it.node, at, kinds))
      if (clash !== undefined) {
        misnamed = true
        report.add("name-taken", step.name.span, { name, what: said("step", "步骤") }, {
          related: [{ span: clash.span, message: said("first written here", "首次写在这里") }]
        })
      }
      // which of the two is meant by what is said of the name, nobody can tell
      steps.set(name, [...others, clash === undefined ? info : { ...info, unclear: true }])
      kinds.set(at, step.kind)
      places.set(step, { name, node: at, inside, info })
      const deeper = [...inside, at]
      switch (step.kind) {
        case "stage":
        case "each":
          walk(step.steps, at, deeper)
          break
        case "repeat":
          walk(step.steps, at, deeper)
          walk(step.beyond, under(at, "beyond"), deeper)
          break
        case "choose":
          branch(step.cases, at, deeper)
          walk(step.otherwise, under(at, "otherwise"), deeper)
          break
        case "parallel":
          branch(step.branches, at, deeper)
          branch(step.beside, at, deeper)
          twice(step, report)
          break
      }
    }
  }
  walk(tree, "", [])
  return { steps, branches, places, unclear: hidden, misnamed }
}

/** A branch has one name among all branches of its `parallel`, those beside too. */
const twice = (step: Step & { readonly kind: "parallel" }, report: Report): void => {
  const first = new Map((sound(step.branches)?.entries ?? []).map((it) => [it.name.text, it.name.span]))
  for (const { name } of sound(step.beside)?.entries ?? []) {
    const span = first.get(name.text)
    if (span === undefined) continue
    report.add("name-taken", name.span, { name: name.text, what: said("branch", "分支") }, {
      related: [{ span, message: said("first written here", "首次写在这里") }]
    })
  }
}

const free = (name: string, node: string, nodes: ReadonlySet<string>): string => {
  let found = name
  for (let i = 2; nodes.has(under(node, found)); i++) found = `${name} ${i}`
  return found
}

/** Two steps of which only one can run: they stand in different branches of one `choose`. */
const exclusive = (a: string, b: string, kinds: ReadonlyMap<string, StepKind>): boolean => {
  const left = a.split("/")
  const right = b.split("/")
  let same = 0
  while (same < left.length && left[same] === right[same]) same++
  return kinds.get(left.slice(0, same).join("/")) === "choose"
}

const unclear = (name: string, node: string, span: Span, inside: ReadonlyArray<string>): StepInfo => ({
  name,
  kind: "task",
  node,
  span,
  fields: new Map(),
  facts: new Map(),
  value: undefined,
  inside,
  unclear: true
})

type Facts = Map<StepFact, { readonly type: Type.Type; readonly optional: boolean }>

const infoOf = (
  step: Exclude<Step, { readonly kind: "broken" | "end" }>,
  node: string,
  inside: ReadonlyArray<string>,
  handbook: Handbook,
  signatures: Signatures
): StepInfo => {
  const facts: Facts = new Map([["at", { type: Type.plain("date-time"), optional: false }]])
  const base = { name: step.name.text, kind: step.kind, node, span: step.name.span, inside, facts, value: undefined }
  const nothing: ReadonlyMap<string, FieldInfo> = new Map()
  switch (step.kind) {
    case "task": {
      held(facts, step.ladder, step.due)
      const unknown = isBroken(step.form)
      return { ...base, fields: Fields.outline(Fields.fieldsOf(step.form, handbook), handbook), unclear: unknown }
    }
    case "stage":
      held(facts, step.ladder, step.due)
      return { ...base, fields: nothing, unclear: false }
    case "file":
      held(facts, undefined, step.due)
      return { ...base, fields: nothing, unclear: false }
    case "parallel": {
      const names = [...(sound(step.branches)?.entries ?? [])].map((it) => it.name.text)
      if (sound(step.join)?.word === "any") facts.set("first", { type: Type.choice(names), optional: false })
      return { ...base, fields: nothing, unclear: isBroken(step.branches) }
    }
    case "repeat":
      facts.set("rounds", { type: Type.plain("whole-number"), optional: false })
      facts.set("ended", { type: Type.plain("date-time"), optional: false })
      return { ...base, fields: nothing, unclear: false }
    case "decide": {
      const value = decided(step, handbook)
      return { ...base, fields: nothing, value, unclear: false }
    }
    case "compute": {
      const type = Fields.typeOf(step.type, handbook)
      return { ...base, fields: nothing, value: type === undefined ? Type.unknown : Type.ofField(type), unclear: false }
    }
    case "wait": {
      if (step.for !== undefined && step.until !== undefined) facts.set("came", { type: Type.yesNo, optional: false })
      return { ...base, fields: nothing, unclear: isBroken(step.for) }
    }
    case "call":
    case "start": {
      facts.set("case", { type: { kind: "case" }, optional: false })
      const opens = sound(step.opens)
      const signature = opens === undefined ? undefined : signatures.get(opens.text)
      if (step.kind === "start" || signature === undefined) {
        if (step.kind === "call") facts.set("outcome", { type: Type.unknown, optional: false })
        return { ...base, fields: nothing, unclear: step.kind === "call" }
      }
      const outcomes = [...signature.outcomes.keys(), "cancelled"]
      facts.set("outcome", { type: Type.choice(outcomes), optional: false })
      return { ...base, fields: nothing, outcomes: given(signature.outcomes), unclear: signature.incomplete }
    }
    case "do": {
      const name = sound(step.action)
      const action = name === undefined ? undefined : handbook.plugged.actions.get(name.text)
      if (action === undefined) {
        facts.set("outcome", { type: Type.unknown, optional: false })
        return { ...base, fields: nothing, unclear: true }
      }
      const fails = Object.keys(action.fails)
      facts.set("outcome", { type: Type.choice([Plugged.done, ...fails]), optional: false })
      if (fails.length > 0) {
        const outcomes = given(new Map([[Plugged.done, action.gives], ...Object.entries(action.fails)]))
        return { ...base, fields: nothing, outcomes, unclear: false }
      }
      const fields = action.gives.map((it): [string, FieldInfo] => [
        it.name,
        { type: Type.ofField(it.type), needed: it.needed === true, span: step.name.span }
      ])
      return { ...base, fields: new Map(fields), unclear: false }
    }
    default:
      return { ...base, fields: nothing, unclear: false }
  }
}

const held = (facts: Facts, ladder: Maybe<Ladder>, due: Maybe<Due>): void => {
  const within = sound(sound(due)?.within)
  facts.set("due", { type: Type.plain("date-time"), optional: within === undefined || within.kind === "at-once" })
  facts.set("late", { type: Type.yesNo, optional: false })
  const rungs = sound(ladder)
  if (rungs !== undefined) facts.set("rung", { type: Type.choice(rungs.rungs.map((it) => it.name.text)), optional: false })
}

/** A closed choice (or yes/no) of the `then` values, when no type is written. */
const decided = (step: Step & { readonly kind: "decide" }, handbook: Handbook): Type.Type | undefined => {
  if (step.type !== undefined) {
    const type = Fields.typeOf(step.type, handbook)
    return type === undefined ? Type.unknown : Type.ofField(type)
  }
  const values: Array<string> = []
  for (const row of sound(step.rows)?.items ?? []) {
    if (isBroken(row) || isBroken(row.then)) return Type.unknown
    if (row.then.kind === "yes-no") return Type.yesNo
    if (row.then.kind !== "ref" || row.then.names.length > 1) return Type.unknown
    const name = row.then.names[0].text
    if (!values.includes(name)) values.push(name)
  }
  return sound(step.rows) === undefined ? Type.unknown : Type.choice(values)
}

const given = (
  outcomes: ReadonlyMap<string, ReadonlyArray<Field>>
): NonNullable<StepInfo["outcomes"]> => {
  const found = new Map<string, { type: Type.Type; optional: boolean; of: ReadonlyArray<string> }>()
  for (const [outcome, fields] of outcomes) {
    for (const field of fields) {
      const other = found.get(field.name)
      const type = Type.ofField(field.type)
      found.set(field.name, {
        type: other === undefined ? type : Type.join(other.type, type) ?? Type.unknown,
        optional: other?.optional === true || field.needed !== true,
        of: [...(other?.of ?? []), outcome]
      })
    }
  }
  return found
}
