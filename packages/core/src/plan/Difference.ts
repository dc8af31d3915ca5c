/**
 * What changed from one version of a procedure to the next, and what that means for cases that are open (engine §8):
 * `safe` changes count from the next step on; `needs-map` ones change the place, the term or the values of something a
 * case may be in the middle of, so a migration has to say what becomes of it; what `breaks` takes away what others
 * already rely on, and such cases stay on their version.
 *
 * @since 0.1.0
 */
import type { Due } from "../domain/Deadline.ts"
import type { Field } from "../domain/Field.ts"
import type { People } from "../domain/People.ts"
import type { Value } from "../domain/Value.ts"
import { canonical } from "./Digest.ts"
import type { AnyStep, NodeId, Plan, Rung } from "./Plan.ts"
import * as Steps from "./Steps.ts"

export type Effect = "safe" | "needs-map" | "breaks"

/** One change; `at` is a step's node, a field (`step.field`), an outcome, an order … */
export interface Change {
  readonly effect: Effect
  readonly what:
    | "step-added"
    | "step-removed"
    | "step-renamed"
    | "step-moved"
    | "step-kind"
    | "step-content"
    | "branch-added"
    | "branch-removed"
    | "rung-added"
    | "rung-removed"
    | "term"
    | "people-wider"
    | "people-narrower"
    | "field-added"
    | "field-removed"
    | "field-type"
    | "field-needed"
    | "intake-people"
    | "outcome-added"
    | "outcome-removed"
    | "outcome-field"
    | "order-added"
    | "order-removed"
    | "order-changed"
    | "hold-added"
    | "hold-removed"
    | "hold-changed"
    | "schedule"
    | "parameter"
    | "time"
    | "message"
    | "readers"
  readonly at: string
  /** of something renamed or moved: where it is now */
  readonly to?: string
  /** of a term, a parameter, the holidays of a calendar, the kind of a field: what it said, and says now, where that is one value */
  readonly was?: Value
  readonly now?: Value
}

const equal = (one: unknown, other: unknown): boolean => canonical(one ?? null) === canonical(other ?? null)

/** A step without its place and without what stands in it. */
const own = (step: AnyStep): unknown => {
  const { name: _name, node: _node, ...rest } = step as AnyStep & { readonly [key: string]: unknown }
  const { beside: _beside, beyond: _beyond, branches: _branches, cases: _cases, otherwise: _otherwise, steps: _steps, ...content } = rest as { readonly [key: string]: unknown }
  return content
}

/**
 * Anything of a plan with the steps it speaks of called by their new names.
 *
 * @since 0.1.0
 */
export const calling = <A>(what: A, names: ReadonlyMap<string, string>): A => {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== "object" || value === null) return value
    const holder = (value as { readonly who?: unknown }).who === "holder"
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        typeof inner === "string" && (key === "step" || (holder && key === "of")) ? (names.get(inner) ?? inner) : walk(inner)
      ])
    )
  }
  return names.size === 0 ? what : (walk(what) as A)
}

/** The same step under another name: it asks the same on the same levels, or does the same. */
const alike = (before: AnyStep, after: AnyStep): boolean => {
  if (before.kind === "task" && after.kind === "task") {
    const shape = ({ form, rungs }: typeof before): unknown => [form.map(({ name }) => name), rungs.map(({ name }) => name)]
    return equal(shape(before), shape(after)) && (before.form.length > 0 || equal(before.rungs, after.rungs))
  }
  return equal(calling(own(before), new Map([[before.name, after.name]])), own(after))
}

const parentOf = (node: NodeId): NodeId => node.slice(0, Math.max(0, node.lastIndexOf("/")))

/** A case can stand in it: somebody or something is waited for. */
const waits = (step: AnyStep): boolean =>
  !["decide", "compute", "record", "announce", "start", "end"].includes(step.kind) && !(step.kind === "notify" && !step.receipt)

const branchesOf = (step: AnyStep): ReadonlyArray<string> =>
  step.kind === "parallel" ? [...step.branches, ...step.beside].map(({ name }) => name) : []

/**
 * Everything that changed from `before` to `after`, in the order of the file; empty when a case would notice nothing.
 *
 * @since 0.1.0
 */
export const between = (before: Plan, after: Plan): ReadonlyArray<Change> => [
  ...steps(before, after),
  ...ladder("case", before.root.rungs, after.root.rungs),
  ...intake(before, after),
  ...outcomes(before, after),
  ...named("order", { ...before.orders }, { ...after.orders }, "safe", "safe"),
  ...named("hold", byName(before.holds), byName(after.holds), "needs-map", "needs-map"),
  ...(equal(before.schedules ?? [], after.schedules ?? []) ? [] : [{ effect: "needs-map", what: "schedule", at: "schedules" } as const]),
  ...Object.keys({ ...before.parameters, ...after.parameters }).flatMap((name): ReadonlyArray<Change> =>
    equal(before.parameters[name], after.parameters[name])
      ? []
      : [{ effect: "needs-map", what: "parameter", at: name, ...fromTo(before.parameters[name], after.parameters[name]) }]
  ),
  ...(equal(before.time, after.time) ? [] : [{ effect: "needs-map", what: "time", at: "time" } as const]),
  ...Object.keys({ ...byName(before.calendars), ...byName(after.calendars) }).flatMap((name): ReadonlyArray<Change> => {
    const [was, now] = [byName(before.calendars)[name], byName(after.calendars)[name]]
    if (equal(was, now)) return []
    return [{ effect: "needs-map", what: "time", at: name, ...(was?.holidays === now?.holidays ? {} : fromTo(was?.holidays, now?.holidays)) }]
  }),
  ...Object.keys({ ...before.messages, ...after.messages }).flatMap((name): ReadonlyArray<Change> =>
    equal(said(before.messages[name]), said(after.messages[name])) ? [] : [{ effect: "safe", what: "message", at: name }]
  ),
  ...(equal(readers(before), readers(after)) ? [] : [{ effect: "safe", what: "readers", at: "seen-by" } as const])
]

/** A text with the values it names, whatever they are made of. */
const said = (message: Plan["messages"][string] | undefined): unknown =>
  JSON.parse(JSON.stringify(message ?? null, (key, inner: unknown) => (key === "type" ? undefined : inner)))

const fromTo = (was: Value | undefined, now: Value | undefined): { readonly was?: Value; readonly now?: Value } =>
  was === undefined || now === undefined ? {} : { was, now }

/** The length of a term that is written out; everything else about it is the same. */
const lengths = (before: Due | null, after: Due | null): { readonly was?: Value; readonly now?: Value } => {
  const [was, now] = [before?.within, after?.within]
  if (was?.kind !== now?.kind || (was?.kind !== "after" && was?.kind !== "before") || (now?.kind !== "after" && now?.kind !== "before")) return {}
  if (!("term" in was.term) || !("term" in now.term) || equal(was.term, now.term)) return {}
  return equal({ ...before, within: { ...was, term: null } }, { ...after, within: { ...now, term: null } })
    ? { was: { ...was.term.term }, now: { ...now.term.term } }
    : {}
}

/** Who may read a case, who may see a class, and what is under one. */
const readers = (plan: Plan): unknown => {
  const forms = [plan.intake.form, ...Steps.all(plan).flatMap((step) => (step.kind === "task" ? [step.form] : []))]
  const fields = forms.flatMap((form) => form.flatMap(({ class: klass, name }) => (klass === undefined ? [] : [[name, klass]])))
  return [plan.seenBy, plan.classes, fields]
}

/**
 * The worst of some changes: what an open case may have to expect.
 *
 * @since 0.1.0
 */
export const worst = (changes: ReadonlyArray<Change>): Effect =>
  changes.some(({ effect }) => effect === "breaks") ? "breaks" : changes.some(({ effect }) => effect === "needs-map") ? "needs-map" : "safe"

/**
 * Where the renamed and moved steps went, as far as it can be seen: a beginning for the map of a migration.
 *
 * @since 0.1.0
 */
export const suggested = (changes: ReadonlyArray<Change>): { readonly [node: NodeId]: NodeId } =>
  Object.fromEntries(changes.flatMap(({ at, to, what }) => (to !== undefined && (what === "step-renamed" || what === "step-moved") ? [[at, to]] : [])))

const byName = <A extends { readonly name: string }>(list: ReadonlyArray<A>): { readonly [name: string]: A } =>
  Object.fromEntries(list.map((one) => [one.name, one]))

const named = (
  kind: "order" | "hold",
  before: { readonly [name: string]: unknown },
  after: { readonly [name: string]: unknown },
  removed: Effect,
  changed: Effect
): ReadonlyArray<Change> => [
  ...Object.keys(before).flatMap((name): ReadonlyArray<Change> =>
    !(name in after)
      ? [{ effect: removed, what: `${kind}-removed`, at: name }]
      : equal(before[name], after[name])
        ? []
        : [{ effect: changed, what: `${kind}-changed`, at: name }]
  ),
  ...Object.keys(after).flatMap((name): ReadonlyArray<Change> => (name in before ? [] : [{ effect: "safe", what: `${kind}-added`, at: name }]))
]

const steps = (before: Plan, after: Plan): ReadonlyArray<Change> => {
  const old = Steps.all(before)
  const now = Steps.all(after)
  const there = new Map(now.map((step) => [step.node, step]))
  const was = new Set(old.map((step) => step.node))
  const fresh = now.filter((step) => !was.has(step.node))
  const found = new Map<NodeId, Change & { readonly step: AnyStep }>()
  const taken = new Set<NodeId>()
  // what stands in a step that moved goes with it
  const moved = (node: NodeId): NodeId => {
    for (let at = parentOf(node); at !== ""; at = parentOf(at)) {
      const to = found.get(at)?.to
      if (to !== undefined) return `${to}${node.slice(at.length)}`
    }
    return node
  }
  const gone: Array<AnyStep> = []
  for (const step of old) {
    const expected = moved(step.node)
    if (there.has(expected)) continue
    const free = fresh.filter((one) => one.kind === step.kind && !taken.has(one.node))
    const to =
      free.find((one) => one.name === step.name) ??
      free.find((one) => parentOf(one.node) === parentOf(expected) && alike(step, one))
    if (to === undefined) {
      gone.push(step)
      continue
    }
    taken.add(to.node)
    found.set(step.node, { effect: waits(step) ? "needs-map" : "safe", what: to.name === step.name ? "step-moved" : "step-renamed", at: step.node, to: to.node, step })
  }
  const names = new Map([...found].flatMap(([, { step, to = "" }]) => [[step.name, to.slice(to.lastIndexOf("/") + 1)] as const]))
  return [
    ...old.flatMap((step): ReadonlyArray<Change> => {
      const went = found.get(step.node)
      const now = there.get(went?.to ?? moved(step.node))
      const here: Array<Change> = []
      if (went !== undefined) {
        const { step: _, ...change } = went
        here.push(change)
      }
      if (now === undefined) return gone.includes(step) ? [{ effect: waits(step) ? "needs-map" : "safe", what: "step-removed", at: step.node }] : here
      return [...here, ...content(calling(step, names), now)]
    }),
    ...fresh.flatMap((step): ReadonlyArray<Change> => {
      if (taken.has(step.node)) return []
      for (let at = step.node; at !== ""; at = parentOf(at)) if (taken.has(at)) return []
      return [{ effect: "safe", what: "step-added", at: step.node }]
    })
  ]
}

/** What changed in a step that is still there. */
const content = (before: AnyStep, after: AnyStep): ReadonlyArray<Change> => {
  const at = before.node
  if (before.kind !== after.kind) return [{ effect: waits(before) ? "needs-map" : "safe", what: "step-kind", at }]
  const branches = [
    ...branchesOf(before).flatMap((name): ReadonlyArray<Change> =>
      branchesOf(after).includes(name) ? [] : [{ effect: "breaks", what: "branch-removed", at: `${at}/${name}` }]
    ),
    ...branchesOf(after).flatMap((name): ReadonlyArray<Change> =>
      branchesOf(before).includes(name) ? [] : [{ effect: "breaks", what: "branch-added", at: `${at}/${name}` }]
    )
  ]
  const rungs = "rungs" in before && "rungs" in after ? ladder(at, before.rungs, after.rungs) : []
  const form = before.kind === "task" && after.kind === "task" ? fields(before.name, before.form, after.form) : []
  const told = [...branches, ...rungs, ...form]
  if (told.length > 0) return told
  const rest = (step: AnyStep): unknown => {
    const { form: _form, rungs: _rungs, ...content } = own(step) as { readonly [key: string]: unknown }
    return content
  }
  if (equal(rest(before), rest(after))) return []
  // a wait's term is the term of a live clock
  const term = before.kind === "wait" && after.kind === "wait" && !equal(before.until, after.until)
  return [term ? { effect: "needs-map", what: "term", at } : { effect: "safe", what: "step-content", at }]
}

const ladder = (at: string, before: ReadonlyArray<Rung>, after: ReadonlyArray<Rung>): ReadonlyArray<Change> => {
  const place = (rung: Rung): string => (rung.name === null ? at : `${at}: ${rung.name}`)
  return [
    ...before.flatMap((rung): ReadonlyArray<Change> => {
      const now = after.find(({ name }) => name === rung.name)
      if (now === undefined) return [{ effect: "needs-map", what: "rung-removed", at: place(rung) }]
      return [
        ...(equal(rung.due, now.due) ? [] : [{ effect: "needs-map", what: "term", at: place(rung), ...lengths(rung.due, now.due) } as const]),
        ...people(place(rung), rung.by, now.by)
      ]
    }),
    ...after.flatMap((rung): ReadonlyArray<Change> =>
      before.some(({ name }) => name === rung.name) ? [] : [{ effect: "needs-map", what: "rung-added", at: place(rung) }]
    )
  ]
}

/**
 * Whether all who might before still may; anything else may take a live task from somebody.
 *
 * @since 0.1.0
 */
export const mayStill = (before: People | null, after: People | null): boolean => {
  if (equal(before, after)) return true
  if (before === null || after === null || before.mode !== "any" || after.mode !== "any" || !equal(before.not, after.not)) return false
  const now = new Set(after.of.map(canonical))
  return before.of.every((one) => now.has(canonical(one)))
}

const people = (at: string, before: People | null, after: People | null): ReadonlyArray<Change> =>
  equal(before, after) ? [] : [mayStill(before, after) ? { effect: "safe", what: "people-wider", at } : { effect: "breaks", what: "people-narrower", at }]

const fields = (step: string, before: ReadonlyArray<Field>, after: ReadonlyArray<Field>): ReadonlyArray<Change> => {
  const now = byName(after)
  const was = byName(before)
  return [
    ...before.flatMap((field): ReadonlyArray<Change> => {
      const at = `${step}.${field.name}`
      const other = now[field.name]
      if (other === undefined) return [{ effect: "safe", what: "field-removed", at }]
      if (!equal(field.type, other.type)) return [{ effect: wider(field, other) ? "safe" : "needs-map", what: "field-type", at, was: field.type.kind, now: other.type.kind }]
      return equal(field.needed, other.needed) ? [] : [{ effect: "safe", what: "field-needed", at }]
    }),
    ...after.flatMap((field): ReadonlyArray<Change> =>
      was[field.name] === undefined ? [{ effect: "safe", what: "field-added", at: `${step}.${field.name}` }] : []
    )
  ]
}

/** A choice with more values takes all that was chosen. */
const wider = ({ type: before }: Field, { type: after }: Field): boolean =>
  before.kind === "choice" && after.kind === "choice" && before.values.every((one) => after.values.includes(one))

const intake = (before: Plan, after: Plan): ReadonlyArray<Change> => [
  ...fields("intake", before.intake.form, after.intake.form).map((change): Change =>
    change.what === "field-added" && byName(after.intake.form)[change.at.slice("intake.".length)]?.needed !== false
      ? { ...change, effect: "breaks" }
      : change
  ),
  ...(equal(before.intake.by, after.intake.by) ? [] : [{ effect: "safe", what: "intake-people", at: "intake" } as const])
]

const outcomes = (before: Plan, after: Plan): ReadonlyArray<Change> => [
  ...Object.entries(before.outcomes).flatMap(([name, gives]): ReadonlyArray<Change> => {
    const now = after.outcomes[name]
    if (now === undefined) return [{ effect: "breaks", what: "outcome-removed", at: name }]
    const lost = fields(name, gives, now).filter(({ what }) => what !== "field-added")
    return lost.length > 0 ? [{ effect: "breaks", what: "outcome-field", at: name }] : equal(gives, now) ? [] : [{ effect: "safe", what: "outcome-field", at: name }]
  }),
  ...Object.keys(after.outcomes).flatMap((name): ReadonlyArray<Change> => (name in before.outcomes ? [] : [{ effect: "safe", what: "outcome-added", at: name }]))
]
