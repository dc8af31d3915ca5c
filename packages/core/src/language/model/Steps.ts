/**
 * The second walk: every step's sentences read at their place, with what is known there. Gives the steps as plain
 * data, and a record of each for the checks.
 */
import type { Expression } from "../../domain/Expression.ts"
import type * as Plan from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Must, Named } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Step.ts"
import * as Acts from "./Acts.ts"
import { under } from "./Collect.ts"
import type { Place } from "./Collect.ts"
import type { Context, Typed } from "./Context.ts"
import * as Decision from "./Decision.ts"
import * as Fields from "./Fields.ts"
import * as Files from "./Files.ts"
import * as Flow from "./Flow.ts"
import * as Rungs from "./Rungs.ts"
import * as Known from "./Known.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"
import type { AnyBare, Inner, Walk } from "./Walk.ts"

interface Listed {
  readonly steps: ReadonlyArray<Plan.AnyStep>
  readonly flow: Flow.Flow
  readonly sound: boolean
}

interface One {
  /** `undefined`: a part of it was reported */
  readonly step: Plan.AnyStep | undefined
  readonly flow: Flow.Flow
  readonly of?: Typed
  readonly asked?: Flow.Flow
}

/** A list of steps from top to bottom. */
export const list = (tree: Must<Tree.Steps> | undefined, context: Context, walk: Walk): Listed => {
  if (tree === undefined) return { steps: [], flow: context.flow, sound: true }
  if (isBroken(tree)) return { steps: [], flow: context.flow, sound: false }
  const steps: Array<Plan.AnyStep> = []
  let flow = context.flow
  let whole = true
  for (const it of tree.items) {
    const here: Context = { ...context, flow }
    if (it.kind === "broken") {
      whole = false
      // it may do anything: what it would give is there, and nobody asks whether a path behind it ends
      if (it.name !== undefined) flow = Flow.done(flow, it.name.text, "?")
      continue
    }
    const place = walk.collected.places.get(it)
    if (place === undefined) continue
    const index = walk.records.length
    const one = step(it, place, here, walk)
    const before = walk.records.splice(index)
    walk.records.push(
      {
        tree: it,
        name: place.name,
        node: place.node,
        inside: place.inside,
        before: flow,
        resolved: one.step,
        ...(one.of === undefined ? {} : { of: one.of }),
        ...(one.asked === undefined ? {} : { asked: one.asked })
      },
      ...before
    )
    if (one.step === undefined) whole = false
    else steps.push(one.step)
    flow = flow.dead ? { ...one.flow, dead: true } : one.flow
  }
  return { steps, flow, sound: whole }
}

const step = (
  tree: Exclude<Tree.Step, Tree.BrokenStep>,
  place: Place,
  context: Context,
  walk: Walk
): One => {
  const when = Sentence.condition(tree.when, context)
  const assumed = Known.assuming(context, when, true)
  const flowInside = instant.has(tree.kind) ? assumed.flow : Flow.lasting(assumed.flow)
  const unread = tree.when !== undefined && when === undefined
  const inner: Context = { ...assumed, flow: unread ? Flow.unsure(flowInside) : flowInside, inside: [...context.inside, place.node] }
  const one = kind(tree, place, inner, walk)
  const base = { name: place.name, node: place.node, ...(when === undefined ? {} : { when }) }
  const whole = one.step !== undefined && (tree.when === undefined || when !== undefined)
  const result = whole ? named(base, one.step) : undefined
  const after = tree.kind === "end" ? one.flow : Flow.done(one.flow, place.name, place.node)
  if (tree.when === undefined || (when !== undefined && Flow.tells(context.flow, when) === true)) {
    return { ...one, step: result, flow: Flow.lasting(after) }
  }
  const otherwise = when === undefined ? context : Known.assuming(context, when, false)
  const flow = one.flow.dead ? otherwise.flow : Flow.under(context.flow, after, when)
  return { ...one, step: result, flow: Flow.lasting(unread ? Flow.unsure(flow) : flow) }
}

/** Kinds that run at the moment they are reached: what their `when` saw is still so. */
const instant: ReadonlySet<Tree.Step["kind"]> = new Set(["decide", "compute", "notify", "record", "announce", "start", "end"])

/** The name comes first, where people look for it. */
const named = (base: Pick<Plan.AnyStep, "name" | "node" | "when">, { kind, ...rest }: AnyBare): Plan.AnyStep =>
  ({ kind, ...base, ...rest }) as Plan.AnyStep

const kind = (
  tree: Exclude<Tree.Step, Tree.BrokenStep>,
  place: Place,
  context: Context,
  walk: Walk
): Inner => {
  const flow = context.flow
  switch (tree.kind) {
    case "task":
      return Acts.task(tree, place, context, walk)
    case "stage": {
      const ladder = Rungs.read(tree, context, walk.messages)
      const steps = list(tree.steps, context, walk)
      return {
        flow: steps.flow,
        step: ladder !== undefined && steps.sound ? { kind: "stage", rungs: ladder, steps: steps.steps } : undefined
      }
    }
    case "decide":
      return Decision.decide(tree, place, context)
    case "compute": {
      const type = place.info?.value ?? Type.unknown
      Fields.checkType(tree.type, true, context)
      const value = Sentence.assigned(tree.value, type, false, context)
      const whole = value !== undefined && type.kind !== "unknown"
      return { flow, step: whole ? { kind: "compute", value } : undefined }
    }
    case "choose":
      return choose(tree, context, walk)
    case "parallel":
      return parallel(tree, place, context, walk)
    case "each": {
      const of = isBroken(tree.in) ? undefined : Sentence.value(tree.in, context)
      const isList = of?.type.kind === "list"
      if (of !== undefined && !isList && of.type.kind !== "unknown") {
        Known.mismatch(of, said("a list", "列表"), context)
      }
      const item = of?.type.kind === "list" ? of.type.of : Type.unknown
      const steps = list(tree.steps, { ...context, items: new Map(context.items).set(place.name, item) }, walk)
      const whole = of !== undefined && isList && steps.sound
      if (place.info !== undefined) place.info.items = { type: item, flow: steps.flow }
      // what the items did stays with them: outside there is no one value of that name
      return {
        flow,
        ...(of === undefined ? {} : { of }),
        step: whole ? { kind: "each", in: of.expression, steps: steps.steps } : undefined
      }
    }
    case "repeat":
      return repeat(tree, place, context, walk)
    case "wait":
      return Acts.wait(tree, place, context)
    case "notify":
      return Acts.notify(tree, context, walk)
    case "record":
      return Acts.record(tree, context, walk)
    case "announce":
      return Acts.announce(tree, context, walk)
    case "call":
    case "start":
      return Acts.link(tree, context, walk)
    case "end":
      return Acts.end(tree, context, walk)
    case "file":
      return Files.file(tree, context, walk)
    case "do":
      return Acts.act(tree, context)
  }
}

const choose = (tree: Tree.ChooseStep, context: Context, walk: Walk): Inner => {
  const of = isBroken(tree.of) ? undefined : Sentence.value(tree.of, context)
  if (of !== undefined && of.type.kind !== "choice" && of.type.kind !== "yes-no" && of.type.kind !== "unknown") {
    Known.mismatch(of, said("a choice, or yes or no", "选项，或是/否"), context)
  }
  if (of?.type.kind === "choice") walk.names.choices.set(Flow.text(of.expression), of.type.values)
  const when = (values: ReadonlyArray<string>): Expression => {
    const expression = of?.expression ?? { op: "literal", type: "yes-no", value: true }
    if (of?.type.kind === "yes-no") {
      return values.length > 1
        ? { op: "literal", type: "yes-no", value: true }
        : values[0] === "yes"
          ? expression
          : { op: "not", of: expression }
    }
    return {
      op: "is",
      left: expression,
      any: values.map((value) => ({ op: "literal", type: "choice", value })),
      negated: false
    }
  }
  const entries = sound(tree.cases)?.entries ?? []
  const branches: Array<Plan.Branch> = []
  const flows: Array<{ readonly name: string; readonly flow: Flow.Flow }> = []
  let whole = of !== undefined && sound(tree.cases) !== undefined
  for (const entry of entries) {
    const name = entry.name.text
    const inner = of === undefined ? { ...context, flow: Flow.unsure(context.flow) } : Known.assuming(context, when([name]), true)
    const steps = list(entry.value, inner, { ...walk })
    if (!steps.sound) whole = false
    branches.push({ name, steps: steps.steps })
    flows.push({ name, flow: steps.flow })
  }
  let otherwise: ReadonlyArray<Plan.AnyStep> | undefined
  if (tree.otherwise !== undefined) {
    const known = entries.map((it) => it.name.text)
    const inner = of === undefined || known.length === 0 ? context : Known.assuming(context, when(known), false)
    const steps = list(tree.otherwise, inner, walk)
    if (!steps.sound) whole = false
    otherwise = steps.steps
    const left = (of?.type.kind === "choice" ? of.type.values : ["yes", "no"]).filter((it) => !known.includes(it))
    for (const name of left) flows.push({ name, flow: steps.flow })
  }
  const flow = flows.length === 0 ? context.flow : Flow.oneOf(context.flow, flows, when)
  return {
    flow,
    ...(of === undefined ? {} : { of }),
    step:
      whole && of !== undefined
        ? { kind: "choose", of: of.expression, cases: branches, ...(otherwise === undefined ? {} : { otherwise }) }
        : undefined
  }
}

/** All names of steps below these nodes, so that what may or may not have run can be told. */
const stepsBelow = (node: string, walk: Walk): ReadonlyMap<string, ReadonlyArray<string>> => {
  const found = new Map<string, Array<string>>()
  for (const infos of walk.collected.steps.values()) {
    for (const info of infos) {
      if (info.node.startsWith(`${node}/`)) found.set(info.name, [...(found.get(info.name) ?? []), info.node])
    }
  }
  return found
}

const parallel = (tree: Tree.ParallelStep, place: Place, context: Context, walk: Walk): Inner => {
  const join = sound(tree.join)?.word
  const all = stepsBelow(place.node, walk)
  const run = (entries: Maybe<Named<Tree.Steps | Broken>>) =>
    (sound(entries)?.entries ?? []).map((entry) => {
      const own = `${under(place.node, entry.name.text)}/`
      const others = new Map(
        [...all].flatMap(([name, nodes]) => {
          const elsewhere = nodes.filter((it) => !it.startsWith(own))
          return elsewhere.length === 0 ? [] : [[name, elsewhere] as const]
        })
      )
      const start = Flow.forget(context.flow, others)
      const steps = list(entry.value, { ...context, flow: start }, walk)
      return { name: entry.name.text, steps }
    })
  const branches = run(tree.branches)
  const beside = run(tree.beside)
  const flows = branches.map((it) => it.steps.flow)
  const one = flows[0]
  const maybe = Flow.forget(context.flow, all)
  const only = (flow: Flow.Flow): Flow.Flow => ({
    ...maybe,
    ran: new Map([...maybe.ran, ...[...flow.ran].filter(([name, it]) => it.conditions !== null || !all.has(name))]),
    known: flow.known,
    values: flow.values
  })
  const flow =
    one === undefined
      ? maybe
      : join === "all"
        ? flows.reduce((it, next) => merge(it, next, all), only(one))
        : flows.length === 1
          ? only(one)
          : firstOf(maybe, place.name, branches, all)
  const dead = flows.length > 0 && (join === "all" ? flows.some((it) => it.dead) : flows.every((it) => it.dead))
  const whole =
    join !== undefined &&
    sound(tree.branches) !== undefined &&
    !isBroken(tree.beside) &&
    [...branches, ...beside].every((it) => it.steps.sound)
  return {
    flow: { ...flow, dead },
    step: whole
      ? {
          kind: "parallel",
          join,
          branches: branches.map((it) => ({ name: it.name, steps: it.steps.steps })),
          beside: beside.map((it) => ({ name: it.name, steps: it.steps.steps }))
        }
      : undefined
  }
}

/** Of branches of which the first ends the others, one is known to be done when `first` names it. */
const firstOf = (
  maybe: Flow.Flow,
  step: string,
  branches: ReadonlyArray<{ readonly name: string; readonly steps: Listed }>,
  all: ReadonlyMap<string, unknown>
): Flow.Flow => {
  const ran = new Map(maybe.ran)
  for (const { name, steps } of branches) {
    const first: Expression = {
      op: "is",
      left: { op: "fact", step, fact: "first" },
      any: [{ op: "literal", type: "choice", value: name }],
      negated: false
    }
    for (const [inner, it] of steps.flow.ran) {
      if (!all.has(inner) || it.conditions === null) continue
      ran.set(inner, { nodes: it.nodes, conditions: [first, ...it.conditions] })
    }
  }
  return { ...maybe, ran }
}

const merge = (a: Flow.Flow, b: Flow.Flow, all: ReadonlyMap<string, unknown>): Flow.Flow => ({
  ...a,
  unsure: a.unsure || b.unsure,
  ran: new Map([...a.ran, ...[...b.ran].filter(([name, it]) => it.conditions !== null || !all.has(name))]),
  known: new Map([...a.known, ...b.known]),
  values: new Map([...a.values, ...b.values])
})

const repeat = (tree: Tree.RepeatStep, place: Place, context: Context, walk: Walk): Inner => {
  const inside = stepsBelow(place.node, walk)
  const steps = list(tree.steps, { ...context, flow: Flow.anew(context.flow, inside) }, walk)
  const after: Context = { ...context, flow: steps.flow }
  const until = Sentence.condition(tree.until, after)
  const atMost = sound(tree.atMost)
  const again = until === undefined ? after : Known.assuming(after, until, false)
  const beyond = tree.beyond === undefined ? undefined : list(tree.beyond, again, walk)
  const left = until === undefined ? { ...after, flow: Flow.unsure(after.flow) } : Known.assuming(after, until, true)
  const flow =
    beyond === undefined || beyond.flow.dead
      ? left.flow
      : { ...Flow.perhaps(steps.flow, beyond.flow), dead: steps.flow.dead }
  const whole =
    until !== undefined && steps.sound && (beyond?.sound ?? true) && !isBroken(tree.atMost) && !isBroken(tree.noLimitBecause)
  return {
    flow,
    asked: after.flow,
    step: whole
      ? { kind: "repeat", until, atMost: atMost?.value ?? null, beyond: beyond?.steps ?? [], steps: steps.steps }
      : undefined
  }
}
