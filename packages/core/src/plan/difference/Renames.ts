/**
 * Things that are the same under another name: posts, departments, registers, texts, papers, outcomes, choices that are
 * called otherwise everywhere, fields of a form. They are told once, and everything else is compared as if nothing had
 * happened.
 *
 * @since 0.1.0
 */
import type { Field, FieldType } from "../../domain/Field.ts"
import { canonical } from "../Digest.ts"
import type { Plan } from "../Plan.ts"
import * as Steps from "../Steps.ts"
import type { Change } from "./Change.ts"
import { equal } from "./Change.ts"
import * as Fields from "./FieldNames.ts"

type Kind = "post" | "department" | "body" | "ledger" | "table" | "calendar" | "message" | "paper" | "outcome" | "parameter" | "choice"

interface Naming {
  readonly kind: Kind
  /** what carries such names in a plan, and what each is */
  readonly in: (plan: Plan) => { readonly [name: string]: unknown }
  /** where a plan speaks of one: keys that hold the name, and records whose keys are names */
  readonly keys: ReadonlyArray<string>
  readonly records: ReadonlyArray<string>
  readonly effect: Change["effect"]
}

const documentsOf = (plan: Plan): { readonly [name: string]: unknown } => {
  const found: { [name: string]: unknown } = {}
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== "object" || value === null) return
    const { document, ...how } = value as { readonly document?: unknown }
    if (typeof document === "string") found[document] = [...((found[document] as ReadonlyArray<unknown> | undefined) ?? []), how]
    Object.values(value).forEach(walk)
  }
  walk([plan.intake.form, Steps.all(plan).map((step) => (step.kind === "task" ? step.form : []))])
  return found
}

/** Every value some field offers. */
const choicesOf = (plan: Plan): { readonly [name: string]: unknown } => {
  const found: { [name: string]: unknown } = {}
  const walk = (type: FieldType): void => {
    if (type.kind === "choice") for (const value of type.values) found[value] = true
    else if (type.kind === "list") walk(type.of)
    else if (type.kind === "report") type.columns.forEach((field) => walk(field.type))
    else if (type.kind === "rows") type.fields.forEach((field) => walk(field.type))
  }
  const forms: ReadonlyArray<ReadonlyArray<Field>> = [
    plan.intake.form,
    ...Steps.all(plan).map((step) => (step.kind === "task" ? step.form : [])),
    ...Object.values(plan.ledgers).map(({ columns }) => columns)
  ]
  forms.flat().forEach(({ type }) => walk(type))
  return found
}

const namings: ReadonlyArray<Naming> = [
  // what lies open was offered to the post under its old name
  { kind: "post", in: (plan) => plan.organisation.roles, keys: ["role", "reportsTo", "standsIn", "recordedBy", "keptBy"], records: ["roles"], effect: "breaks" },
  { kind: "department", in: (plan) => plan.organisation.departments, keys: ["department", "partOf", "in", "heads"], records: ["departments"], effect: "breaks" },
  { kind: "body", in: (plan) => plan.organisation.bodies, keys: ["body"], records: ["bodies"], effect: "breaks" },
  { kind: "ledger", in: (plan) => plan.ledgers, keys: ["ledger"], records: ["ledgers"], effect: "needs-map" },
  { kind: "table", in: (plan) => plan.tables ?? {}, keys: ["table"], records: ["tables"], effect: "safe" },
  { kind: "calendar", in: (plan) => Object.fromEntries(plan.calendars.map((it) => [it.name, { ...it, name: "" }])), keys: ["calendar", "name"], records: [], effect: "needs-map" },
  { kind: "message", in: (plan) => plan.messages, keys: ["message", "with"], records: ["messages"], effect: "safe" },
  { kind: "paper", in: documentsOf, keys: ["document"], records: [], effect: "needs-map" },
  { kind: "outcome", in: (plan) => plan.outcomes, keys: ["outcome", "ends"], records: ["outcomes"], effect: "breaks" },
  { kind: "parameter", in: (plan) => plan.parameters, keys: [], records: ["parameters"], effect: "needs-map" },
  { kind: "choice", in: choicesOf, keys: [], records: [], effect: "needs-map" }
]

/** A name wherever it stands, also in the nodes of steps: of names that stand for nothing else. */
const everywhere = (plan: Plan, from: string, to: string): Plan => {
  const text = (it: string): string => (it === from ? to : it.includes("/") ? it.split("/").map((part) => (part === from ? to : part)).join("/") : it)
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return text(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [text(name), walk(inner)]))
  }
  return walk(plan) as Plan
}

/** Everything of a plan, with one name in the place of another wherever such a name may stand. */
const renamed = (plan: Plan, { keys, kind, records }: Naming, from: string, to: string): Plan => {
  if (kind === "choice") return everywhere(plan, from, to)
  const ended = new RegExp(`(^|/)end ${from}( \\d+)?$`)
  const walk = (value: unknown, key: string): unknown => {
    if (value === from && keys.includes(key)) return to
    if (Array.isArray(value)) return value.map((it) => walk(it, key === "documents" && kind === "paper" ? "document" : key))
    if (typeof value === "string" && kind === "outcome" && (key === "name" || key === "node")) return value.replace(ended, `$1end ${to}$2`)
    if (typeof value !== "object" || value === null) return value
    if (kind === "parameter" && "op" in value && value.op === "param" && "name" in value && value.name === from) return { ...value, name: to }
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [records.includes(key) && name === from ? to : name, walk(inner, name)])
    )
  }
  // a calendar's own name is a key only there
  if (kind === "calendar") {
    const { calendars, ...rest } = plan
    return { ...(walk(rest, "") as typeof rest), calendars: calendars.map((it) => (it.name === from ? { ...it, name: to } : it)) }
  }
  return walk(plan, "") as Plan
}

/** Everything of one kind in both versions, and both as text: what stands nowhere can be looked up there. */
interface Both {
  readonly naming: Naming
  readonly before: Plan
  readonly after: Plan
  readonly old: { readonly [name: string]: unknown }
  readonly now: { readonly [name: string]: unknown }
  readonly texts: () => readonly [was: string, now: string]
}

/** The same thing under two names does the same; only names inside may have changed with it. */
const same = ({ after, before, naming: { kind }, now, old, texts }: Both, from: string, to: string): boolean => {
  const as = (definition: unknown): string => canonical(definition).replaceAll(`"${from}"`, `"${to}"`)
  if (as(old[from]) !== as(now[to])) return false
  if (kind === "paper" || kind === "choice") {
    const [all, others] = [Object.keys(old), Object.keys(now)]
    if (all.length !== others.length || all.indexOf(from) !== others.indexOf(to)) return false
  }
  if (kind === "choice") {
    // it stands for nothing else, and nothing else for it
    const [was, is] = texts()
    return !is.includes(`"${from}"`) && !was.includes(`"${to}"`)
  }
  if (kind === "outcome") {
    const ends = (plan: Plan, of: string): unknown => Steps.all(plan).flatMap((step) => (step.kind === "end" && step.outcome === of ? [step.node.slice(0, step.node.lastIndexOf("/") + 1)] : []))
    return equal(ends(before, from), ends(after, to))
  }
  return true
}

/** A post that is gone, and those that are new and are what it was: it was split. */
const split = (plan: Plan, from: string, into: ReadonlyArray<string>): Plan => {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.flatMap((it: unknown) => {
        const who = it as { readonly who?: unknown; readonly role?: unknown } | null
        return who?.who === "role" && who.role === from ? into.map((role) => ({ ...who, role })) : [walk(it)]
      })
    }
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]))
  }
  return walk(plan) as Plan
}

/** People as they were told before a post was split. */
const whole = (what: unknown, from: string, into: ReadonlyArray<string>): unknown => {
  if (Array.isArray(what)) {
    const roles = what.map((it: { readonly who?: unknown; readonly role?: unknown } | null) => (it?.who === "role" && typeof it.role === "string" ? it.role : ""))
    if (into.every((one) => roles.includes(one))) {
      return what.flatMap((it: object, i) => (roles[i] === into[0] ? [{ ...it, role: from }] : into.includes(roles[i] ?? "") ? [] : [it]))
    }
    return what.map((it) => whole(it, from, into))
  }
  if (typeof what !== "object" || what === null) return what
  return Object.fromEntries(Object.entries(what).map(([name, inner]) => [name, whole(inner, from, into)]))
}

/**
 * What a change says there was, with the post that was split.
 *
 * @since 0.1.0
 */
export const asItWas = (change: Change, told: ReadonlyArray<Change>): Change => {
  let { was } = change
  for (const one of told) if (one.what === "name-split") was = whole(was, one.at, one.with ?? []) as typeof was
  return was === change.was || was === undefined ? change : { ...change, was }
}

/**
 * The plan as it was, under the names things have now; and what was called otherwise, split in several.
 *
 * @since 0.1.0
 */
export const settled = (before: Plan, after: Plan): { readonly plan: Plan; readonly changes: ReadonlyArray<Change> } => {
  const { changes: fields, plan: start } = Fields.settled(before, after)
  let plan = start
  const changes: Array<Change> = [...fields]
  let written: readonly [string, string] | undefined
  const texts = (): readonly [string, string] => (written ??= [JSON.stringify(before), JSON.stringify(after)])
  for (const naming of namings) {
    const [old, now] = [naming.in(plan), naming.in(after)]
    const gone = Object.keys(old).filter((it) => !Object.hasOwn(now, it))
    const fresh = new Set(Object.keys(now).filter((it) => !Object.hasOwn(old, it)))
    for (const from of gone) {
      const both = { naming, before: plan, after, old, now, texts }
      const alike = [...fresh].filter((to) => same(both, from, to))
      const [to] = alike
      if (to !== undefined && alike.length === 1) {
        plan = renamed(plan, naming, from, to)
        fresh.delete(to)
        changes.push({ effect: matters(naming, before, from) ? naming.effect : "safe", what: "name-changed", part: naming.kind, at: from, to })
      } else if (naming.kind === "post" && fresh.size > 1) {
        const into = splitOf(plan, after, from, [...fresh])
        if (into.length < 2) continue
        plan = without(split(plan, from, into), after, from, into)
        for (const one of into) fresh.delete(one)
        changes.push({ effect: matters(naming, before, from) ? "breaks" : "safe", what: "name-split", part: "post", at: from, with: into })
      }
    }
  }
  return { plan, changes }
}

/** Every plan knows all posts and departments; a case that none of its steps asks loses nobody. */
const matters = ({ kind }: Naming, { organisation: _organisation, ...plan }: Plan, name: string): boolean =>
  (kind !== "post" && kind !== "department") || JSON.stringify(plan).includes(`"${name}"`)

/** Those of the new posts that are of the rank and in the department of the old one: what it was split in. */
const splitOf = (before: Plan, after: Plan, from: string, fresh: ReadonlyArray<string>): ReadonlyArray<string> => {
  const old = before.organisation.roles[from]
  return fresh.filter((one) => {
    const now = after.organisation.roles[one]
    return now?.rank === old?.rank && now?.in === old?.in
  })
}

/** The old post is gone from the organisation and the new ones stand there: that is told. */
const without = (plan: Plan, after: Plan, from: string, into: ReadonlyArray<string>): Plan => {
  const { [from]: _, ...left } = plan.organisation.roles
  // who reported to the old post, or stood in for it, now says which of the new ones
  const others = Object.fromEntries(
    Object.entries(left).map(([name, role]) => {
      const now = after.organisation.roles[name]
      return [name, now !== undefined && JSON.stringify(role).includes(`"${from}"`) ? now : role]
    })
  )
  const own = Object.fromEntries(into.flatMap((name) => (after.organisation.roles[name] === undefined ? [] : [[name, after.organisation.roles[name]] as const])))
  return { ...plan, organisation: { ...plan.organisation, roles: { ...others, ...own } } }
}
