/**
 * From a scenario's tree to the plain data that is played (`plan/Scenario.ts`): names are resolved against the plans
 * of its folder, values are read by the type of the field they are for. Slips are reported; a row that has one is left
 * out of the result, and the scenario is then not played.
 */
import type { Field, FieldType } from "../../domain/Field.ts"
import type { Post } from "../../domain/Organisation.ts"
import type { Value, Values } from "../../domain/Value.ts"
import type { Plan } from "../../plan/Plan.ts"
import * as LedgerName from "../../plan/LedgerName.ts"
import type * as Scenario from "../../plan/Scenario.ts"
import * as Steps from "../../plan/Steps.ts"
import * as Plugged from "../../plugin/Plugged.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import { instead } from "../model/Unknown.ts"
import type { Span } from "../source/Span.ts"
import * as SpanOf from "../source/Span.ts"
import type { Data, Named } from "../syntax/tree/Node.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Scenario.ts"
import type { Path } from "../syntax/tree/Scenario.ts"
import { expected } from "./ScenarioExpected.ts"
import * as Names from "./ScenarioNames.ts"
import { reading } from "./ScenarioReading.ts"
import type { Reading } from "./ScenarioReading.ts"

const line = (span: Span): number => SpanOf.startPosition(span).line

const staff = (names: Names.Names, given: Tree.Given): { readonly [person: string]: ReadonlyArray<Post> } => {
  const found: { [person: string]: ReadonlyArray<Post> } = {}
  for (const entry of sound(given.staff)?.entries ?? []) {
    const people = sound(entry.value)
    const keys = people === undefined ? undefined : Names.keys(names, names.own, people)
    if (people === undefined || keys === undefined) continue
    if (keys.some((key) => !key.startsWith("role:"))) {
      names.report.add("type-mismatch", people.span, {
        expected: said("a role (with `in` a department where it has none of its own)", "岗位（没有固定部门的岗位要写 `in` 部门）"),
        found: said(`\`${SpanOf.text(people.span)}\``, `\`${SpanOf.text(people.span)}\``)
      })
      continue
    }
    found[entry.name.text] = keys.flatMap((key): ReadonlyArray<Post> => {
      const [role, department] = key.slice(key.indexOf(":") + 1).split("@")
      return key.startsWith("role:") && role !== undefined
        ? [{ role, ...(department !== undefined && { in: department }) }]
        : []
    })
  }
  return found
}

/** Where given rows may stand: a ledger, or a table whose rows come from the host; those in the handbook are given already. */
const rowsOf = (plan: Plan, name: string): { readonly of: string; readonly columns: Plan["ledgers"][string]["columns"] } | undefined => {
  const ledger = plan.ledgers[name]
  if (ledger !== undefined) return { of: LedgerName.of(plan.procedure, name), columns: ledger.columns }
  const table = plan.tables?.[name]
  return table !== undefined && table.rows === undefined ? { of: name, columns: table.columns } : undefined
}

/** Only other procedures write or read it: those of the same folder first, then those of others. */
const ofOthers = (names: Names.Names, name: string): ReturnType<typeof rowsOf> =>
  [...names.procedures.byName.values(), ...names.procedures.byId.values()].map((plan) => rowsOf(plan, name)).find((it) => it !== undefined)

const given = (read: Reading, tree: Tree.Given | undefined): Scenario.Given => {
  const { names } = read
  const rows: { [ledger: string]: ReadonlyArray<Values> } = {}
  for (const entry of sound(tree?.rows)?.entries ?? []) {
    const ledger = rowsOf(names.own, entry.name.text) ?? ofOthers(names, entry.name.text)
    const items = sound(entry.value)?.items ?? []
    if (ledger === undefined) {
      Names.unknown(names, entry.name.span, entry.name.text, Names.things.ledger, [
        ...[...names.procedures.byId.values()].flatMap((plan) => Object.keys(plan.ledgers)),
        ...Object.entries(names.own.tables ?? {}).flatMap(([name, it]) => (it.rows === undefined ? [name] : []))
      ])
    } else {
      rows[ledger.of] = items.map((item) => read.values(ledger.columns, asNamed(item)))
    }
  }
  const parameters: { [name: string]: Value } = {}
  for (const entry of sound(tree?.parameters)?.entries ?? []) {
    const types = names.procedures.parameters(names.own.procedure)
    const type = types.get(entry.name.text)
    if (type === undefined) {
      Names.unknown(names, entry.name.span, entry.name.text, said("parameter", "参数"), types.keys())
      continue
    }
    const value = read.value(type, entry.value)
    if (value !== undefined) parameters[entry.name.text] = value
  }
  return {
    staff: tree === undefined ? {} : staff(names, tree),
    offDuty: (sound(tree?.onDuty)?.entries ?? []).flatMap((entry) =>
      sound(entry.value)?.word === "no" ? [entry.name.text] : []
    ),
    absent: Object.fromEntries(
      (sound(tree?.absent)?.entries ?? []).flatMap((entry) => {
        const range = sound(entry.value)
        return range === undefined ? [] : [[entry.name.text, { from: range.from.date, to: range.to.date }] as const]
      })
    ),
    parties: Object.fromEntries(
      (sound(tree?.parties)?.entries ?? []).flatMap((entry) => {
        const kind = sound(entry.value)
        return kind === undefined ? [] : [[entry.name.text, kind.text] as const]
      })
    ),
    founded: (sound(tree?.founded)?.items ?? []).flatMap((name) => {
      const bodies = [names.own, ...names.procedures.byId.values()].flatMap((plan) => Object.keys(plan.organisation.bodies))
      return bodies.includes(name.text) ? [name.text] : Names.unknown(names, name.span, name.text, Names.things.body, bodies) ?? []
    }),
    rows,
    parameters
  }
}

/** The map in a list item, as a map of names. */
export const asNamed = (data: Data): Named<Data> | undefined =>
  data.kind === "data-map" ? { kind: "named", entries: data.entries, span: data.span } : undefined

const formOf = (plan: Plan, step: string): ReadonlyArray<Field> => {
  const name = step.replace(/#.*$/, "")
  if (name === "intake") return plan.intake.form
  return Steps.named(plan, name).flatMap((it) => (it.kind === "task" ? it.form : []))
}

const reasons: ReadonlyArray<Field> = [{ name: "reason", type: { kind: "long-text" }, needed: false }]

/** Keys an order may be given with besides those of its own form. */
const orderFields: ReadonlyArray<Field> = [
  ...reasons,
  { name: "text", type: { kind: "long-text" }, needed: false },
  { name: "to", type: { kind: "text" }, needed: false },
  { name: "until", type: { kind: "date-time" }, needed: false },
  { name: "by", type: { kind: "term" }, needed: false }
]

/** Orders of language §8 that a case takes; those that name a task need `of`. */
const ordersOfTasks = ["claim", "give-back", "transfer", "delegate", "urge", "extend"]
const ordersOfCases = ["note", "return", "suspend", "resume", "withdraw", "terminate"]
/** These change a value: `of` names the field (of `add-signer` the `each`), `with` has it as `to`. */
const ordersOfValues = ["add-signer", "rebook", "amend"]

/** What `to` is for a field that is corrected, or an item that is added. */
const valueOf = (
  read: Reading,
  order: string,
  path: Path,
  from: { readonly in: Scenario.CasePath; readonly plan: Plan }
): { readonly at: Scenario.Place; readonly field?: string; readonly type: FieldType } | undefined => {
  const { names } = read
  const found = Names.place(names, path, order === "add-signer" ? "step" : "value", from)
  if (found === undefined) return undefined
  const { place, plan, rest: [name, ...more] } = found
  const step = place.step.replace(/#.*$/, "")
  if (order === "add-signer") {
    const of = plan.orders.addSigner?.of ?? []
    const type = of.find((it) => it.each === step)?.type
    // an order the procedure has not is refused like anywhere else
    return { at: place, type: type ?? { kind: "text" } }
  }
  const form = formOf(plan, step)
  const field = form.find((it) => it.name === name)
  if (field === undefined || more.length > 0) {
    const span = path.parts.at(-1)?.ref.names.at(-1)?.span ?? path.span
    return Names.unknown(names, span, SpanOf.text(span), Names.things.field, form.map((it) => it.name))
  }
  return { at: place, field: field.name, type: field.type }
}

const things = (action: string) => said(`outcome of \`${action}\` named`, `动作 \`${action}\` 的结果`)

const act = (read: Reading, row: Tree.Row): Scenario.Act | undefined => {
  const { names } = read
  const tree = sound(row.act)
  if (tree === undefined) return undefined
  const who = (sound(row.who)?.items ?? []).flatMap((name) => Names.person(names, name.text, name.span) ?? [])
  const from = sound(row.in) === undefined ? { in: [], plan: names.own } : Names.casePath(names, sound(row.in)!)
  const somebody = (): string | undefined => {
    if (who[0] !== undefined) return who[0]
    if (row.who === undefined) {
      names.report.add("key-missing", SpanOf.startOf(row.span), {
        keys: ["who"],
        place: said("this row", "这一行"),
        example: "who: wang"
      })
    }
    return undefined
  }
  if (from === undefined) return undefined
  switch (tree.kind) {
    case "time-passes":
      return { act: "time-passes" }
    case "opens": {
      const plan = Names.procedure(names, tree.procedure.text, tree.procedure.span)
      const as = sound(row.as)?.text
      // whoever opens it, known or not, and whatever it is: later rows may speak of it
      if (as !== undefined) names.cases.set(as, plan)
      const person = somebody()
      if (plan === undefined || person === undefined) return undefined
      const values = read.values(plan.intake.form, tree.with)
      return { act: "opens", procedure: plan.procedure, who: person, with: values, ...(as !== undefined && { as }) }
    }
    case "does": {
      const found = Names.place(names, tree.task, "step", from)
      const first = somebody()
      if (found === undefined || first === undefined) return undefined
      const done = sound(row.doneAt)
      const at = done === undefined ? undefined : read.instant(done)
      const form = formOf(found.plan, found.place.step)
      // work that is recorded later says why, in the same `with`; a form that asks for a reason itself keeps it
      const why = done !== undefined && !form.some((field) => field.name === "reason")
      const { reason, ...values } = read.values(why ? [...form, ...reasons] : form, tree.with)
      return {
        act: "does",
        at: found.place,
        who: [first, ...who.slice(1)],
        with: why || reason === undefined ? values : { ...values, reason },
        ...(at !== undefined && { done: at }),
        ...(why && typeof reason === "string" && { reason })
      }
    }
    case "orders": {
      const of = sound(tree.of)
      const order = tree.order.text
      const value = ordersOfValues.includes(order)
      if (!value && ![...ordersOfTasks, ...ordersOfCases].includes(order)) {
        const all = [...ordersOfTasks, ...ordersOfCases, ...ordersOfValues]
        return Names.unknown(names, tree.order.span, order, said("order", "指令"), all)
      }
      const person = somebody()
      if (person === undefined || (tree.of !== undefined && of === undefined)) return undefined
      if ((value || ordersOfTasks.includes(order)) && of === undefined) {
        names.report.add("key-missing", tree.order.span, {
          keys: ["of"],
          place: said(`the order \`${order}\``, `指令 \`${order}\``),
          example: order === "add-signer" ? "of: dept" : value ? "of: agree-time.visit" : "of: handle"
        })
        return undefined
      }
      if (value && of !== undefined) {
        const on = valueOf(read, order, of, from)
        if (on === undefined) return undefined
        const { at, field, type } = on
        const given = read.values([{ name: "to", type, needed: true }, ...reasons], tree.with)
        return { act: "orders", in: at.in, order, who: person, with: given, of: at, ...(field !== undefined && { field }) }
      }
      const found = of === undefined ? undefined : Names.place(names, of, "step", from)
      if (of !== undefined && found === undefined) return undefined
      const orders = from.plan.orders as { readonly [name: string]: { readonly form?: ReadonlyArray<Field> } | undefined }
      const values = read.values([...orderFields, ...(orders[order]?.form ?? [])], tree.with)
      return { act: "orders", in: from.in, order, who: person, with: values, ...(found !== undefined && { of: found.place }) }
    }
    case "event": {
      const topic = tree.event.names.map((name) => name.text).join(".")
      const plans = [...names.procedures.byId.values(), ...names.procedures.schedules]
      const fields = plans.map((plan) => plan.events[topic]).find((it) => it !== undefined)
      if (fields === undefined) {
        const all = plans.flatMap((plan) => Object.keys(plan.events))
        return Names.unknown(names, tree.event.span, topic, Names.things.event, all)
      }
      return { act: "event", topic, with: read.values(fields, tree.with) }
    }
    case "answers": {
      const found = Names.place(names, tree.step, "step", from)
      if (found === undefined) return undefined
      const step = Steps.named(found.plan, found.place.step.replace(/#.*$/, "")).find((it) => it.kind === "do")
      const action = step?.kind === "do" ? found.plan.actions?.[step.action] : undefined
      if (action === undefined) {
        const all = Steps.all(found.plan).flatMap((it) => (it.kind === "do" ? [it.name] : []))
        return Names.unknown(names, tree.step.span, found.place.written, said("`do` step", "动作步骤（do）"), all)
      }
      const outcome = sound(tree.outcome)?.text ?? Plugged.done
      const fields = outcome === Plugged.done ? action.gives : action.fails[outcome]
      if (fields === undefined) {
        const span = sound(tree.outcome)?.span ?? tree.span
        return Names.unknown(names, span, outcome, things(step?.kind === "do" ? step.action : ""), [Plugged.done, ...Object.keys(action.fails)])
      }
      return { act: "answers", at: found.place, outcome, with: read.values(fields, tree.with) }
    }
    case "receipt": {
      const found = Names.place(names, tree.step, "step", from)
      return found === undefined ? undefined : { act: "receipt", at: found.place }
    }
  }
}

/** The codes of language §15.2, and what else may be expected of a refusal: its `why`. A test holds them against the engine's. */
export const refusals: ReadonlyArray<string> = [
  "no-such-case", "case-exists", "case-ended", "case-void", "case-suspended", "part-held", "no-such-task", "not-open-yet",
  "task-already-completed", "task-returned", "task-released", "not-the-holder", "role-not-allowed", "person-excluded",
  "same-person-twice", "place-taken", "form-rejected", "order-not-legal", "over-limit", "reason-missing", "in-the-future",
  "back-dated-too-far", "not-waiting", "command-id-reused", "depth-exceeded", "case-too-large", "migration-invalid",
  // why a form is rejected
  "missing", "wrong", "value-not-allowed", "signature-missing",
  // why an order is not legal
  "not-declared", "not-now", "wrong-state", "already-holds", "already-on-chain", "chain-too-long", "not-earlier",
  "across-parallel", "across-round", "already-suspended", "not-suspended", "no-such-term", "not-longer",
  "nothing-to-amend", "urged-recently", "asks-too-often",
  // why a person is excluded, or a task was released
  "not", "acting-for", "returned", "released", "withdrawn"
]

/**
 * Reads a scenario. `undefined` when something in it is wrong; every slip is in `report`, and nothing that was
 * reported before is reported again.
 */
export const of = (
  tree: Tree.Scenario,
  procedures: Names.Procedures,
  report: Report
): Scenario.Scenario | undefined => {
  const name = sound(tree.name)
  const ofName = sound(tree.of)
  const rows = sound(tree.rows)
  if (name === undefined || ofName === undefined || rows === undefined) return undefined
  const own = procedures.byName.get(ofName.text)
  if (own === undefined) {
    const near = nearest(ofName.text, procedures.byName.keys())
    report.add("procedure-unknown", ofName.span, { name: ofName.text, nearest: near }, { fix: instead(ofName.span, near) })
    return undefined
  }
  const before = report.diagnostics.length
  const tell = sound(tree.given)
  const people = new Set([
    ...(sound(tell?.staff)?.entries ?? []).map((entry) => entry.name.text),
    ...(sound(tell?.parties)?.entries ?? []).map((entry) => entry.name.text)
  ])
  const peopleUnclear = isBroken(tree.given) || isBroken(tell?.staff) || isBroken(tell?.parties)
  const names: Names.Names = { report, procedures, own, people, peopleUnclear, lost: { yes: false }, casesUnclear: { yes: false }, cases: new Map() }
  const read = reading(names, { zone: own.time.zone, currency: own.currency })
  const staged = given(read, tell)
  let last: { readonly instant: number; readonly written: string } | undefined
  const found = rows.items.flatMap((item): ReadonlyArray<Scenario.Row> => {
    const row = sound(item)
    const at = row === undefined ? undefined : sound(row.at)
    const instant = at === undefined ? undefined : read.instant(at)
    // what could not be read may open a case that later rows speak of
    if (row === undefined || isBroken(row.act)) names.casesUnclear.yes = true
    if (row === undefined || at === undefined || instant === undefined) {
      const as = sound(row?.as)?.text
      if (as !== undefined) names.cases.set(as, undefined)
      return []
    }
    const written = `${at.date} ${at.time}`
    if (last !== undefined && instant < last.instant) {
      report.add("rows-out-of-order", at.span, { at: written, above: last.written })
    }
    // also of a row that stands wrong: the rows that belong to it are not told as well
    last = { instant, written }
    // which case it is about was told not to be read: its steps and fields are not known
    if (isBroken(row.in)) return []
    const done = act(read, row)
    const expects = expected(read, sound(row.then))
    if (done === undefined) return []
    const refusal = sound(row.refused)
    const refused = refusal?.text
    if (refusal !== undefined && !refusals.includes(refusal.text)) {
      Names.unknown(names, refusal.span, refusal.text, said("refusal", "拒绝原因"), refusals)
    }
    return [
      {
        line: line(row.span),
        at: instant,
        written,
        act: done,
        ...(refused !== undefined && { refused }),
        expects
      }
    ]
  })
  if (names.lost.yes || report.diagnostics.length > before || found.length < rows.items.length) return undefined
  return {
    name: name.text,
    of: own.procedure,
    file: name.span.file.path,
    schedules: procedures.schedules.map((it) => it.procedure),
    zone: own.time.zone,
    given: staged,
    rows: found
  }
}
