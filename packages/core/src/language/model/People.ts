/**
 * People sentences with their meaning (language §7.2): roles, departments and bodies of the handbook, values that
 * are persons, whoever did or has a step.
 */
import type * as Domain from "../../domain/People.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Span } from "../source/Span.ts"
import { dotted, isBroken } from "../syntax/tree/Node.ts"
import type { Broken, Ref } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/People.ts"
import type { Context } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import * as Reference from "./Reference.ts"
import * as Unknown from "./Unknown.ts"
import * as Known from "./Known.ts"
import * as Persons from "./Persons.ts"
import * as Posts from "./Posts.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"

/** Who is meant; `undefined` when a part of it was reported. */
export const people = (tree: Tree.People | Broken | undefined, context: Context): Domain.People | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  const of = tree.who.map((it) => (isBroken(it) ? undefined : who(it, context)))
  const not = tree.not.map((it) => (isBroken(it) ? undefined : who(it, context)))
  if (of.includes(undefined) || not.includes(undefined)) return undefined
  if (of.length === 0) {
    context.report.add("nobody-can", tree.span, {})
    return undefined
  }
  if (tree.as === "together" && of.length === 1) {
    context.report.add("together-same-person", tree.span, {})
    return undefined
  }
  const found: Domain.People = { mode: tree.as, of: of.filter((it) => it !== undefined), not: not.filter((it) => it !== undefined) }
  return Posts.judge(found, tree, context) ? found : undefined
}

export const who = (tree: Tree.Who, context: Context): Domain.Who | undefined => {
  switch (tree.kind) {
    case "somebody":
      return somebody(tree, context)
    case "rank-or-above": {
      const ranks = Handbook.namesOf(context.handbook.ranks)
      const from = ranks.indexOf(tree.rank.text)
      if (from < 0) {
        if (context.handbook.ranks.complete) Unknown.name(tree.rank, context, said("rank", "职级"), ranks)
        return undefined
      }
      const place = tree.in === undefined ? undefined : Sentence.placeOf(tree.in, context)
      if (tree.in !== undefined && place === undefined) return undefined
      return { who: "rank", ranks: ranks.slice(from), ...(place === undefined ? {} : { in: place }) }
    }
    case "highest-on-duty": {
      const place = Sentence.placeOf(tree.in, context)
      return place === undefined ? undefined : { who: "highest-on-duty", in: place }
    }
    case "head-of": {
      const place = Sentence.placeOf(tree.place, context)
      return place === undefined ? undefined : { who: "head", of: place }
    }
    case "superior-of": {
      const of = who(tree.who, context)
      return of === undefined ? undefined : { who: "superior", of }
    }
    case "opener":
      return context.schedule === "handbook"
        ? nobodyYet(tree.span, said("the opener, whom a schedule of a handbook does not have", "受理人，而手册的定时安排没有受理人"), context)
        : { who: "opener" }
    case "holder":
      return context.schedule !== undefined && (tree.of === undefined || context.schedule === "handbook")
        ? nobodyYet(tree.span, said("the holder of a case that is not open yet", "尚未开启的事项的负责人"), context)
        : holder(tree.of, context)
    case "doer-of": {
      const doer = Persons.doer(tree.step, context)
      if (doer?.missing !== undefined) {
        if (!context.flow.unsure) context.report.add("maybe-missing", tree.span, doer.missing)
        return undefined
      }
      return doer?.who
    }
    case "area-of": {
      const of = Sentence.value(tree.unit, context)
      if (of === undefined) return undefined
      if (of.type.kind !== "unit" && of.type.kind !== "unknown") {
        return Known.mismatch(of, Type.describe(Type.plain("unit")), context)
      }
      return { who: "area", of: of.expression }
    }
  }
}

/** A schedule speaks before its case is there. */
const nobodyYet = (span: Span, found: Said, context: Context): undefined => {
  context.report.add("type-mismatch", span, {
    expected: said("somebody who is known already (a role, a department or a person)", "此时已能确定的人员（岗位、部门或人员字段）"),
    found
  })
  return undefined
}

const somebody = (tree: Tree.Somebody, context: Context): Domain.Who | undefined => {
  const [name] = tree.ref.names
  const simple = tree.ref.names.length === 1
  const role = simple ? context.handbook.roles.entries.get(name.text) : undefined
  if (role !== undefined) {
    if (isValue(name.text, context)) {
      context.report.add("ambiguous-name", name.span, {
        name: name.text,
        first: said(`the role \`${name.text}\``, `岗位 \`${name.text}\``),
        second: said(`the field or value \`${name.text}\``, `字段或值 \`${name.text}\``)
      })
      return undefined
    }
    context.names?.used.add(name.text)
    const place = tree.in === undefined ? undefined : Sentence.placeOf(tree.in, context)
    if (tree.in !== undefined && place === undefined) return undefined
    if (role.value === undefined) return undefined
    if (role.value.in === undefined && place === undefined) {
      context.report.add("role-needs-place", tree.span, {
        role: name.text,
        departments: Handbook.namesOf(context.handbook.departments).slice(0, 3)
      })
      return undefined
    }
    return { who: "role", role: name.text, onDuty: tree.onDuty, ...(place === undefined ? {} : { in: place }) }
  }
  const plainly = tree.in === undefined && !tree.onDuty
  if (simple && plainly && !isValue(name.text, context)) {
    if (Handbook.has(context.handbook.departments, name.text)) return { who: "department", department: name.text }
    if (Handbook.has(context.handbook.bodies, name.text)) return { who: "body", body: name.text }
  }
  if (simple && !isValue(name.text, context) && context.names?.steps.has(name.text) !== true) {
    if (!context.handbook.roles.complete || !context.handbook.departments.complete) return undefined
    if (name.text === "event" || name.text === "each") return Unknown.name(name, context)
    return Unknown.name(name, context, Unknown.orField, [
      ...Handbook.namesOf(context.handbook.roles),
      ...Handbook.namesOf(context.handbook.departments),
      ...Handbook.namesOf(context.handbook.bodies),
      ...(context.names?.intake.keys() ?? [])
    ])
  }
  const value = Sentence.value(tree.ref, context)
  if (value === undefined) return undefined
  const type = value.type.kind === "list" ? value.type.of : value.type
  if (!Type.isPerson(type) && type.kind !== "unknown") {
    if (type.kind !== "department") return Known.mismatch(value, said("somebody (a role, a department or a person)", "人员（岗位、部门或人员字段）"), context)
    // a department by its name is everybody in it; of a field it has to be said who
    const [post = "POST"] = [...context.handbook.roles.entries].flatMap(([name, it]) => (it.value !== undefined && it.value.in === undefined ? [name] : []))
    const written = dotted(tree.ref)
    return Known.mismatch(value, said("somebody of it", "该部门中的人员"), context, {
      en: `Write \`head of ${written}\`, or a post that exists in every department: \`${post} in ${written}\`.`,
      zh: `请写 \`head of ${written}\`，或各部门都有的岗位：\`${post} in ${written}\`。`
    })
  }
  if (!plainly) {
    Known.mismatch(value, said("a role (only a role can be `on duty` or `in` a department)", "岗位（只有岗位才能写 `on duty` 或 `in`）"), context)
    return undefined
  }
  return { who: "value", value: value.expression }
}

const isValue = (name: string, context: Context): boolean => Reference.inScope(name, context)

const holder = (of: Ref | undefined, context: Context): Domain.Who | undefined => {
  if (of === undefined) return { who: "holder", of: null }
  const [name] = of.names
  if (name.text === "case" && of.names.length === 1) return { who: "holder", of: "case" }
  const steps = context.names?.steps.get(name.text)
  const held = steps?.filter((it) => it.kind === "task" || it.kind === "stage" || it.kind === "file")
  if (steps === undefined || of.names.length > 1) {
    return Unknown.name(name, context, said("task or stage", "任务或阶段"), context.names?.steps.keys() ?? [])
  }
  if (held?.length === 0) {
    context.report.add("type-mismatch", of.span, {
      expected: said("a task or stage, which somebody holds", "有人负责的任务或阶段"),
      found: said(`the step \`${dotted(of)}\``, `步骤 \`${dotted(of)}\``)
    })
    return undefined
  }
  const around = steps.some((it) => context.inside.includes(it.node))
  if (!around && !context.anyTime && Flow.certainty(context.flow, name.text) === "not-yet") {
    context.report.add("used-too-early", of.span, { name: `holder of ${name.text}`, step: name.text })
    return undefined
  }
  return { who: "holder", of: name.text }
}
