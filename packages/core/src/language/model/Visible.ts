/**
 * The names people see: in a form, a worklist, a history. Each wants a title in every language (language §13).
 */
import { said } from "../diagnostic/Phrase.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Span } from "../source/Span.ts"
import type { Fields, FieldType } from "../syntax/tree/Field.ts"
import type { Handbook } from "../syntax/tree/Handbook.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Listed, Maybe, Must, Name, Named } from "../syntax/tree/Node.ts"
import type { Procedure } from "../syntax/tree/Procedure.ts"
import type { Step, Steps } from "../syntax/tree/Step.ts"
import type { Ladder } from "../syntax/tree/Time.ts"

export interface Visible {
  readonly name: string
  readonly what: Said
  readonly span: Span
  /** the step whose field or value it is, for a title of its own (`step.field`) */
  readonly of?: string
}

type Add = (name: Name, what: Said, of?: string) => void

const collector = (): { readonly found: ReadonlyArray<Visible>; readonly add: Add } => {
  const found: Array<Visible> = []
  return {
    found,
    add: (name, what, of) => {
      found.push({ name: name.text, what, span: name.span, ...(of === undefined ? {} : { of }) })
    }
  }
}

const things = {
  field: said("field", "字段"),
  value: said("value", "选项值"),
  step: said("step", "步骤"),
  branch: said("branch", "分支"),
  rung: said("rung", "层级（ladder）"),
  outcome: said("outcome", "结局")
}

const entries = <T>(tree: Maybe<Named<T | Broken>>): ReadonlyArray<{ readonly name: Name; readonly value: T | Broken }> =>
  sound(tree)?.entries ?? []

const names = (tree: Maybe<Listed<Name>>): ReadonlyArray<Name> => sound(tree)?.items ?? []

const type = (tree: Must<FieldType>, add: Add, of?: string): void => {
  if (isBroken(tree)) return
  if (tree.kind === "choice") for (const value of tree.values) add(value, things.value, of)
  if (tree.kind !== "list" || isBroken(tree.of)) return
  if (tree.of.kind === "named") fields(tree.of, add, of)
  else type(tree.of, add, of)
}

const fields = (tree: Maybe<Fields | Name>, add: Add, of?: string): void => {
  const form = sound(tree)
  if (form === undefined || form.kind === "name") return
  for (const entry of form.entries) {
    add(entry.name, things.field, of)
    if (!isBroken(entry.value)) type(entry.value.type, add, of)
  }
}

const rungs = (tree: Maybe<Ladder>, add: Add): void => {
  for (const rung of sound(tree)?.rungs ?? []) add(rung.name, things.rung)
}

const steps = (tree: Must<Steps> | undefined, add: Add): void => {
  for (const it of tree === undefined ? [] : (sound(tree)?.items ?? [])) step(it, add)
}

const step = (tree: Step, add: Add): void => {
  if (tree.kind === "broken" || tree.kind === "end") return
  add(tree.name, things.step)
  switch (tree.kind) {
    case "task":
      fields(tree.form, add, tree.name.text)
      rungs(tree.ladder, add)
      return
    case "stage":
      rungs(tree.ladder, add)
      steps(tree.steps, add)
      return
    case "decide":
      if (tree.type !== undefined) type(tree.type, add)
      for (const row of sound(tree.rows)?.items ?? []) {
        if (tree.type !== undefined || isBroken(row) || isBroken(row.then)) continue
        if (row.then.kind === "ref" && row.then.names.length === 1) add(row.then.names[0], things.value)
      }
      return
    case "compute":
      type(tree.type, add)
      return
    case "choose":
      for (const entry of entries(tree.cases)) if (!isBroken(entry.value)) steps(entry.value, add)
      steps(sound(tree.otherwise), add)
      return
    case "parallel":
      for (const entry of [...entries(tree.branches), ...entries(tree.beside)]) {
        add(entry.name, things.branch)
        if (!isBroken(entry.value)) steps(entry.value, add)
      }
      return
    case "each":
      steps(tree.steps, add)
      return
    case "repeat":
      steps(tree.steps, add)
      steps(sound(tree.beyond), add)
      return
  }
}

const seen = new WeakMap<Procedure | Handbook, ReadonlyArray<Visible>>()

/** Several checks ask for the same names. */
const once = <Tree extends Procedure | Handbook>(read: (tree: Tree) => ReadonlyArray<Visible>) => (tree: Tree): ReadonlyArray<Visible> => {
  const before = seen.get(tree)
  if (before !== undefined) return before
  const found = read(tree)
  seen.set(tree, found)
  return found
}

export const ofProcedure = once((tree: Procedure) => {
  const { found, add } = collector()
  const name = sound(tree.name)
  if (name !== undefined) add(name, said("procedure", "流程"))
  fields(tree.parameters, add)
  fields(sound(tree.intake)?.form, add, "intake")
  rungs(tree.ladder, add)
  steps(tree.steps, add)
  for (const it of sound(tree.orders)?.orders ?? []) {
    if (it.kind === "terminate" || it.kind === "suspend") fields(it.form, add, it.kind)
  }
  for (const entry of entries(tree.outcomes)) {
    add(entry.name, things.outcome)
    if (!isBroken(entry.value)) fields(entry.value, add)
  }
  for (const entry of entries(tree.announces)) {
    add(entry.name, said("event", "事件"))
    if (!isBroken(entry.value)) fields(entry.value, add)
  }
  for (const entry of entries(tree.schedules)) add(entry.name, said("schedule", "定时安排"))
  for (const entry of entries(tree.sheets)) add(entry.name, said("sheet", "表单"))
  for (const entry of entries(tree.holds)) add(entry.name, said("hold", "暂停原因（holds）"))
  return found
})

export const ofHandbook = once((tree: Handbook) => {
  const { found, add } = collector()
  const all = (section: Maybe<Named<unknown>>, what: Said): void => {
    for (const entry of sound(section)?.entries ?? []) add(entry.name, what)
  }
  const name = sound(tree.name)
  if (name !== undefined) add(name, said("handbook", "手册"))
  all(tree.calendars, said("calendar", "日历"))
  for (const it of names(tree.ranks)) add(it, said("rank", "职级"))
  all(tree.departments, said("department", "部门"))
  all(tree.roles, said("role", "岗位"))
  all(tree.bodies, said("body", "组织"))
  for (const it of names(tree.partyKinds)) add(it, said("kind of party", "住户类别"))
  all(tree.documents, said("document", "资料"))
  for (const entry of entries(tree.papers)) {
    add(entry.name, said("list of papers", "资料清单"))
    if (!isBroken(entry.value)) for (const it of names(entry.value.of)) add(it, things.value)
  }
  all(tree.archives, said("archive", "档案"))
  for (const entry of entries(tree.ledgers)) {
    add(entry.name, said("ledger", "台账"))
    if (!isBroken(entry.value)) fields(entry.value.columns, add)
  }
  for (const entry of entries(tree.tables)) {
    add(entry.name, said("table", "表"))
    if (!isBroken(entry.value)) fields(entry.value.columns, add)
  }
  all(tree.reports, said("report", "报表"))
  for (const entry of entries(tree.checklists)) {
    add(entry.name, said("checklist", "检查表"))
    if (!isBroken(entry.value)) for (const it of entry.value.items) add(it, said("item", "检查项"))
  }
  for (const entry of entries(tree.forms)) {
    add(entry.name, said("form", "表单"))
    if (!isBroken(entry.value)) fields(entry.value, add)
  }
  all(tree.classes, said("class", "保密类别"))
  for (const it of names(tree.channels)) add(it, said("channel", "发送渠道"))
  for (const entry of entries(tree.events)) {
    add(entry.name, said("event", "事件"))
    if (!isBroken(entry.value)) fields(entry.value, add)
  }
  all(tree.schedules, said("schedule", "定时安排"))
  all(tree.quotas, said("quota", "指标"))
  return found
})
