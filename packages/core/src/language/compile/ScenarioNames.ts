/**
 * What the names of a scenario mean: its people, the linked cases a path leads through, and the steps at its end.
 * Whatever is not found is reported here, with what it could have been.
 */
import type { FieldType } from "../../domain/Field.ts"
import type { Key } from "../../domain/People.ts"
import * as Persons from "../../domain/People.ts"
import * as Keys from "../../domain/Keys.ts"
import type { Organisation } from "../../domain/Organisation.ts"
import type { CasePath, Place } from "../../plan/Scenario.ts"
import type { Plan } from "../../plan/Plan.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import * as Steps from "../../plan/Steps.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Span } from "../source/Span.ts"
import * as SpanOf from "../source/Span.ts"
import { instead } from "../model/Unknown.ts"
import type { Ref } from "../syntax/tree/Node.ts"
import { isBroken } from "../syntax/tree/Node.ts"
import type { People, Somebody, Who } from "../syntax/tree/People.ts"
import type { Path } from "../syntax/tree/Scenario.ts"

/** Procedures by the name the scenario's folder gives them, and by id. */
export interface Procedures {
  readonly byName: ReadonlyMap<string, Plan>
  /** names of the folder whose procedure has no plan, because of errors told there */
  readonly broken: ReadonlySet<string>
  readonly byId: ReadonlyMap<string, Plan>
  /** plans of the schedules that run in it, those of its own handbook first */
  readonly schedules: ReadonlyArray<Plan>
  /** by procedure id: the parameters with their types */
  readonly parameters: (id: string) => ReadonlyMap<string, FieldType>
  /** what values of plugged types are read with */
  readonly plugged: Plugged
  /** procedures or schedules around it have no plan, because of errors told there */
  readonly partly: boolean
}

/** What is known while rows are read: cases named by `as` join as they are opened. */
export interface Names {
  readonly report: Report
  readonly procedures: Procedures
  readonly own: Plan
  readonly people: ReadonlySet<string>
  /** `given` could not be read as a whole: whoever is not found may stand there */
  readonly peopleUnclear: boolean
  /** something could not be found for a reason told elsewhere: the scenario cannot be played */
  readonly lost: { yes: boolean }
  /** a row could not be read that may have opened a case and named it */
  readonly casesUnclear: { yes: boolean }
  /** `undefined`: opened by a row in which something is wrong */
  readonly cases: Map<string, Plan | undefined>
}

/** `meant`: what was surely meant; otherwise what is spelt nearly so. */
export const unknown = (names: Names, span: Span, name: string, what: Said, candidates: Iterable<string>, meant?: string): undefined => {
  if (names.procedures.partly && beyond.has(what) || names.peopleUnclear && (what === things.person || what === things.role)) {
    names.lost.yes = true
    return undefined
  }
  // it can be no name at all, which was told where it is read
  if (/[^\p{L}\p{M}\p{Nd}.-]/u.test(name)) {
    names.lost.yes = true
    return undefined
  }
  const near = meant === undefined ? nearest(name, candidates) : [meant]
  names.report.add("unknown-name", span, { name, what, nearest: near }, { fix: instead(span, near) })
  return undefined
}

export const things = {
  procedure: said("procedure", "流程"),
  step: said("step", "步骤"),
  link: said("step or schedule that opens a case", "开启其它事项的步骤或定时安排"),
  person: said("person under `given` named", "人员（`given`）"),
  role: said("role, department or person", "岗位、部门或人员"),
  ledger: said("ledger", "台账"),
  outcome: said("outcome", "结局"),
  field: said("field", "字段"),
  part: said("step or branch", "步骤或分支"),
  message: said("message", "消息"),
  hold: said("hold of this case", "本事项的搁置（holds）"),
  rung: said("rung of this ladder", "这条梯子（ladder）的层级"),
  event: said("event", "外部事件"),
  body: said("body", "组织（bodies）")
} as const

/** What may stand in another procedure, or in a schedule. */
const beyond: ReadonlySet<Said> = new Set([things.link, things.ledger, things.event, things.message, things.body])

export const procedure = (names: Names, name: string, span: Span): Plan | undefined => {
  if (names.procedures.broken.has(name)) {
    names.lost.yes = true
    return undefined
  }
  return names.procedures.byName.get(name) ?? unknown(names, span, name, things.procedure, names.procedures.byName.keys())
}

export const person = (names: Names, name: string, span: Span): string | undefined =>
  names.people.has(name) ? name : unknown(names, span, name, things.person, names.people)

/** `daily-review` of `v3/schedule:daily-review`. */
const scheduleName = ({ procedure }: Plan): string => procedure.slice(procedure.indexOf(":") + 1)

const part = (name: string, item: number | undefined): string => (item === undefined ? name : `${name}#${item}`)

/**
 * Goes from case to case; the last part is left to the caller. A path begins with a case named by `as`, with a step of
 * the scenario's own case that opens one, or with a schedule, of its procedure or of the handbook: `daily-review 2` is
 * the second case it opened, `daily-review` the last one so far.
 */
const walk = (
  names: Names,
  parts: Path["parts"]
): { readonly in: CasePath; readonly plan: Plan } | undefined => {
  let plan = names.own
  const path: Array<string> = []
  for (const { ref, item, span } of parts) {
    const name = ref.names[0].text
    const first = path.length === 0
    const opened = first ? names.cases.get(name) : undefined
    if (first && opened === undefined && names.cases.has(name)) {
      names.lost.yes = true
      return undefined
    }
    if (opened === undefined) {
      const links = Steps.all(plan).flatMap((step) => (step.kind === "call" || step.kind === "start" ? [step] : []))
      const own = plan.schedules?.map((it) => ({ name: it.name, opens: it.schedule.opens })) ?? []
      const link: { readonly opens: string } | undefined =
        links.find((step) => step.name === name) ?? own.find((it) => it.name === name)
      const schedules = first ? names.procedures.schedules : []
      const schedule = link === undefined ? schedules.find((it) => scheduleName(it) === name) : undefined
      if (schedule?.schedule !== undefined) {
        const opens = names.procedures.byId.get(schedule.schedule.opens)
        if (opens === undefined) return undefined
        plan = opens
        path.push(part(schedule.procedure, item))
        continue
      }
      if (link === undefined) {
        const all = [...links.map((step) => step.name), ...own.map((it) => it.name), ...schedules.map(scheduleName)]
        if (first && names.casesUnclear.yes && nearest(name, all).length === 0) {
          names.lost.yes = true
          return undefined
        }
        return unknown(names, span, name, things.link, all)
      }
      const next = names.procedures.byId.get(link.opens)
      // the procedure it opens did not compile, and that was told
      if (next === undefined) return undefined
      plan = next
    } else plan = opened
    path.push(part(name, item))
  }
  return { in: path, plan }
}

export const casePath = (names: Names, path: Path): { readonly in: CasePath; readonly plan: Plan } | undefined => {
  const [only, ...more] = path.parts
  const name = only?.ref.names[0].text
  // of several ends one may be the scenario's own
  if (name === "case" && more.length === 0 && !names.cases.has(name)) return { in: [], plan: names.own }
  if (only !== undefined && more.length === 0 && ownName(names) === name && !opens(names, name)) {
    return unknown(names, only.span, name, things.link, [], "case")
  }
  return walk(names, path.parts)
}

const ownName = ({ own }: Names): string => own.procedure.slice(own.procedure.lastIndexOf("/") + 1)

/** Whether a case of that name can have been opened: by a step, by a schedule, or by a row that names it. */
const opens = (names: Names, name: string): boolean =>
  names.cases.has(name) ||
  Steps.named(names.own, name).some((step) => step.kind === "call" || step.kind === "start") ||
  [...(names.own.schedules ?? []).map((it) => it.name), ...names.procedures.schedules.map(scheduleName)].includes(name)

export interface Found {
  readonly place: Place
  readonly plan: Plan
  /** what follows the step's name: `hear.ruling` */
  readonly rest: ReadonlyArray<string>
}

export type Wanted = "step" | "part" | "value" | "opener"

/** A step at the end of a path, from the case `from` on (`in` of a row) or from the scenario's own. */
export const place = (
  names: Names,
  path: Path,
  wanted: Wanted,
  from?: { readonly in: CasePath; readonly plan: Plan }
): Found | undefined => {
  const last = path.parts.at(-1)
  if (last === undefined) return undefined
  const before = path.parts.slice(0, -1)
  const base = before.length === 0 ? (from ?? { in: [], plan: names.own }) : walk(names, before)
  if (base === undefined) return undefined
  const [first, ...rest] = last.ref.names
  const plan = base.plan
  const place: Place = { in: base.in, step: part(first.text, last.item), written: SpanOf.text(path.span) }
  const found: Found = { place, plan, rest: rest.map((name) => name.text) }
  const known = ["intake", "case", ...Steps.all(plan).map((step) => step.name)]
  const branches = wanted === "part" ? Steps.branches(plan) : []
  const fields = wanted === "value" ? plan.intake.form.map((field) => field.name) : []
  const ofBooks = before.length === 0 ? names.procedures.schedules.map(scheduleName) : []
  const schedules = wanted === "opener" ? [...(plan.schedules ?? []).map((it) => it.name), ...ofBooks] : []
  if ([known, branches, schedules].some((it) => it.includes(first.text))) return found
  // a bare name of the intake's form is a value of the intake
  if (fields.includes(first.text)) {
    return { ...found, place: { ...place, step: "intake" }, rest: last.ref.names.map((name) => name.text) }
  }
  return unknown(
    names,
    last.ref.names[0].span,
    first.text,
    wanted === "part" ? things.part : things.step,
    [...known, ...branches, ...fields, ...schedules]
  )
}

const department = (names: Names, organisation: Organisation, ref: Ref): string | undefined => {
  const name = ref.names[0].text
  const departments = Object.keys(organisation.departments)
  return departments.includes(name) && ref.names.length === 1
    ? name
    : unknown(names, ref.span, name, said("department", "部门"), departments)
}

/**
 * The keys of a people sentence that a scenario may use, as a task is offered to them: persons, posts, ranks, heads,
 * superiors, departments, bodies. Who a case itself finds (its opener, whoever did a step) has a name in the scenario.
 */
export const keys = (names: Names, plan: Plan, people: People): ReadonlyArray<Key> | undefined => {
  const [excluded] = people.not
  if (excluded !== undefined) return unnamed(names, isBroken(excluded) ? people.span : excluded.span)
  const found: Array<Key> = []
  for (const who of people.who) {
    const own = isBroken(who) ? undefined : keysOf(names, plan, who)
    if (own === undefined) return undefined
    found.push(...own)
  }
  return found
}

const unnamed = (names: Names, span: Span): undefined => {
  names.report.add("type-mismatch", span, {
    expected: said("a person under `given`, or a role, rank, head, superior, department or body", "`given` 里的人员，或岗位、职级、部门负责人、上级、部门、机构"),
    found: said("somebody only the case itself finds; in a scenario he has a name", "只有事项本身才能确定的人员；在情景里请写他的名字")
  })
  return undefined
}

const keysOf = (names: Names, plan: Plan, who: Who): ReadonlyArray<Key> | undefined => {
  const { organisation } = plan
  switch (who.kind) {
    case "head-of": {
      const of = department(names, organisation, who.place)
      return of === undefined ? undefined : [`head:${of}`]
    }
    case "highest-on-duty": {
      const of = department(names, organisation, who.in)
      return of === undefined ? undefined : [`top:${of}`]
    }
    case "rank-or-above": {
      const { ranks } = organisation
      const from = ranks.indexOf(who.rank.text)
      if (from < 0) return unknown(names, who.rank.span, who.rank.text, said("rank", "职级"), ranks)
      const of = who.in === undefined ? undefined : department(names, organisation, who.in)
      if (who.in !== undefined && of === undefined) return undefined
      return ranks.slice(from).map((rank): Key => (of === undefined ? `rank:${rank}` : `rank:${rank}@${of}`))
    }
    case "superior-of": {
      const of = keysOf(names, plan, who.who)
      if (of === undefined) return undefined
      if (of.some((key) => key.startsWith("person:"))) return unnamed(names, who.span)
      return [...new Set(of.flatMap((key) => Persons.above(key, organisation)))]
    }
    case "somebody":
      return somebody(names, plan, who)
    case "opener":
    case "holder":
    case "doer-of":
    case "area-of":
      return unnamed(names, who.span)
  }
}

const somebody = (names: Names, plan: Plan, who: Somebody): ReadonlyArray<Key> | undefined => {
  if (who.ref.names.length > 1) return unnamed(names, who.span)
  const name = who.ref.names[0].text
  // staff of other handbooks is named like one's own: where the case's own handbook does not know the role
  const known = [plan, names.own, ...names.procedures.byName.values()].map((it) => it.organisation)
  const organisation = known.find((it) => it.roles[name] !== undefined) ?? plan.organisation
  const { bodies, departments, roles } = organisation
  if (roles[name] !== undefined) {
    const where = who.in === undefined ? undefined : department(names, organisation, who.in)
    if (who.in !== undefined && where === undefined) return undefined
    if (roles[name].in === undefined && where === undefined) {
      names.report.add("role-needs-place", who.span, { role: name, departments: Object.keys(departments) })
      return undefined
    }
    const key = Keys.ofPost(organisation, { role: name, ...(where !== undefined && { in: where }) })
    return [who.onDuty ? `duty:${key.slice("role:".length)}` : key]
  }
  if (names.people.has(name)) return [`person:${name}`]
  if (departments[name] !== undefined) return [`dept:${name}`]
  if (bodies[name] !== undefined) return [`body:${name}`]
  const candidates = [...names.people, ...Object.keys(roles), ...Object.keys(departments), ...Object.keys(bodies)]
  return unknown(names, who.span, name, things.role, candidates)
}
