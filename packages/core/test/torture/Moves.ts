/** What somebody or something does next: mostly legal (read off the worklist), some of it stale or arbitrary. */
import * as Nodes from "@frontdesk/core/case/Nodes"
import * as Place from "@frontdesk/core/case/Place"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Field, FieldType } from "@frontdesk/core/domain/Field"
import type { Person } from "@frontdesk/core/domain/People"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import type { AnyStep, Plan } from "@frontdesk/core/plan/Plan"
import * as Steps from "@frontdesk/core/plan/Steps"
import * as plans from "../case/plans.ts"
import { spec } from "../case/Office.ts"
import * as Outside from "./Outside.ts"
import { staff } from "../case/world.ts"
import type { Case, Said } from "../case/world.ts"
import type { Random } from "./Random.ts"

export interface Move {
  readonly who: Person
  readonly said: Said
}

const people = Object.keys(staff)
const departments = ["cs-dept", "repair-dept", "environment-dept", "engineering-dept"]
const DAY = 86_400_000

const value = (r: Random, c: Case, type: FieldType, now: number): Value => {
  switch (type.kind) {
    case "yes-no":
      return r.yes(0.5)
    case "tick":
      return r.yes(0.9)
    case "choice":
      return r.pick(type.values)
    case "date-time":
    case "appointment":
      return now + (r.below(20) - 2) * DAY - r.pick([0, 3_600_000])
    case "whole-number":
      return r.below(12)
    case "money":
    case "number":
    case "percent":
      return String(r.below(900))
    case "department":
      return r.pick(departments)
    case "signature": {
      const keys = type.of.of.flatMap((who) => (who.who === "role" ? [`role:${who.role}`] : []))
      const those = people.filter((one) => c.actor(one).keys.some((key) => keys.includes(key)))
      return { by: r.pick(those.length > 0 ? those : ["he", "zhao"]) }
    }
    case "filing":
      return type.what.map((one) => one.name)
    case "date":
      return day(now + (r.below(20) - 10) * DAY)
    case "time":
      return r.pick(["08:00", "09:30", "23:59"])
    case "period":
      return { start: day(now - r.below(20) * DAY), end: day(now + r.below(20) * DAY) }
    case "term":
      return r.yes(0.1) ? "at-once" : { n: 1 + r.below(3), unit: r.pick(["hour", "calendar-day", "working-day"]) }
    case "papers":
      return { shown: shown(r, c, type) }
    case "checklist":
      return { items: Object.fromEntries(type.items.map((item) => [item, { result: r.pick(["pass", "pass", "fail", "not-applicable"]) }])) }
    case "list":
      return Array.from({ length: r.below(3) }, () => value(r, c, type.of, now))
    case "rows":
      return Array.from({ length: 1 + r.below(2) }, () => filled(r, c, type.fields, now))
    default:
      return "x"
  }
}

const day = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10)

/** Some of the papers of a list. */
const shown = (r: Random, c: Case, { needs }: Extract<FieldType, { readonly kind: "papers" }>): ReadonlyArray<Value> => {
  const kind = c.state.data["intake"]?.["kind"]
  const list = "lists" in needs ? needs.lists[typeof kind === "string" ? kind : "a"] ?? [] : needs
  return list.filter(() => r.yes(0.8)).map((paper) => ({ ...paper, ...(r.yes(0.2) && { manner: "seen" }) }))
}

const filled = (r: Random, c: Case, form: ReadonlyArray<Field>, now: number): Values =>
  Object.fromEntries(
    form
      .filter((field) => field.type.kind !== "report" && !r.yes(field.needed === false ? 0.5 : 0.03))
      .map((field) => [field.name, value(r, c, field.type, now)])
  )

/** Somebody who may does what is on the worklist. */
export const legal = (r: Random, c: Case, now: number): Move | null => {
  const tasks = c.rows().tasks
  if (tasks.length === 0) return null
  const row = r.pick(tasks)
  const step = Nodes.of(c.world.plan).node.get(row.node)?.step
  // now and then somebody else, who knows all the answers
  const who = r.yes(0.06) ? r.pick(people) : row.holder ?? r.pick(people.filter((one) => c.actor(one).keys.some((key) => row.offer.includes(key))))
  if (who === undefined || step?.kind !== "task") return null
  const { n } = row
  if (step.recordLater !== undefined && r.yes(0.4)) {
    const done = r.pick([row.offered, now - r.below(3_600_000), now - r.below(2 * DAY)])
    return { who: r.pick(["fei", "li", who]), said: { _tag: "Complete", n, values: filled(r, c, step.form, now), done, reason: "later" } }
  }
  if (r.yes(0.1)) return { who, said: { _tag: row.holder === undefined ? "Claim" : "GiveBack", n } }
  const values = filled(r, c, step.form, now)
  if (step.rungs[0].by?.mode === "together") return { who, said: { _tag: "Sign", n, ...(r.yes(0.8) && { values }) } }
  return { who, said: { _tag: "Complete", n, values } }
}

const formOf = (plan: Plan, step: string): ReadonlyArray<Field> => {
  if (step === "intake") return plan.intake.form
  const found: AnyStep | undefined = Steps.named(plan, step)[0]
  return found?.kind === "task" ? found.form : []
}

/** Numbers of tasks that are not live any more. */
const ended = ({ done, gone }: CaseState): ReadonlyArray<number> => [
  ...gone.map(({ n }) => n),
  ...Object.values(done).flatMap(({ by, n }) => (by === "system" ? [] : [n]))
]

/** An order, or an act that may be anybody's. */
export const ordered = (r: Random, c: Case, now: number): Move => {
  const who = r.pick(people)
  const rows = c.rows().tasks
  const n = r.yes(0.85) && rows.length > 0 ? r.pick(rows).n : r.pick([...ended(c.state), c.state.next])
  const holder = rows.find((row) => row.n === n)?.holder ?? who
  const to = r.pick(people)
  const target = { person: to, keys: c.actor(to).keys }
  const { plan } = c.world
  const nodes = [...Nodes.of(plan).named.keys()]
  const chief = plan.orders.suspend === undefined ? who : "li"
  return r.pick<() => Move>([
    () => ({ who, said: { _tag: "Complete", n, values: {}, ...(r.yes(0.3) && { done: now - r.below(90_000_000), reason: "later" }) } }),
    () => ({ who: "fei", said: { _tag: "Complete", n, values: { measures: "x" }, done: now - r.below(40_000_000), reason: "later" } }),
    () => ({ who, said: { _tag: "Claim", n } }),
    () => ({ who, said: { _tag: "GiveBack", n } }),
    () => ({ who, said: { _tag: "Sign", n, values: { agreed: r.yes(0.5) } } }),
    () => ({ who: holder, said: { _tag: "Transfer", n, to: target } }),
    () => ({ who: holder, said: { _tag: "Delegate", n, to: target } }),
    () => ({ who: r.pick([who, "li", "zhao"]), said: { _tag: "Return", to: r.pick([...(plan.orders.return?.to ?? nodes), r.pick(nodes)]), reason: "again" } }),
    () => ({ who: r.pick(["li", "zhao"]), said: { _tag: "Extend", of: r.pick([...(plan.orders.extend?.of ?? nodes)]), by: r.yes(0.7) ? plans.term(1 + r.below(3), r.pick(["hour", "calendar-day"])) : { until: now + r.below(400_000_000) }, reason: "more" } }),
    () => ({ who: chief, said: { _tag: "Suspend", reason: "wait" } }),
    () => ({ who: chief, said: { _tag: "Resume" } }),
    () => ({ who: chief, said: { _tag: "Resume" } }),
    () => ({ who: r.yes(0.1) ? r.pick(["sun", "wang", "zhao"]) : who, said: r.yes(0.2) ? { _tag: r.pick(["Withdraw", "Terminate"]), reason: "no" } : { _tag: "Note", text: "x" } }),
    () => ({ who, said: { _tag: "Urge", n } }),
    () => ({ who: "li", said: changed(r, c, now) })
  ])()
}

/** Somebody whom the handbook lets give an order that the procedure declares. */
export const declared = (r: Random, c: Case, now: number): Move | null => {
  const { orders } = c.world.plan
  const names = Object.keys(orders) as ReadonlyArray<keyof typeof orders>
  if (names.length === 0) return null
  // what was given more time is given more, until it is too often
  const given = c.state.clocks.find(({ extra }) => extra.length > 0)
  const order = orders.extend !== undefined && r.yes(given === undefined ? 0.12 : 0.5) ? "extend" : r.pick(names)
  const by = orders[order]?.by
  if (by === undefined) return null
  const rows = c.rows().tasks
  const row = rows.length === 0 ? undefined : r.pick(rows)
  const fits = (one: Person): boolean => {
    const { keys } = c.actor(one)
    return by.of.some((who) =>
      who.who === "role" ? keys.includes(`role:${who.role}`) : who.who === "holder" ? row !== undefined && (row.holder === one || keys.some((key) => row.offer.includes(key))) : false
    )
  }
  const who = r.yes(0.15) ? r.pick(people) : r.pick(people.filter(fits))
  if (who === undefined) return null
  const n = row?.n ?? 0
  const to = r.yes(0.5) ? r.pick(["fei", "wang", "mei"]) : r.pick(people)
  const target = { person: to, keys: c.actor(to).keys }
  const reason = "so it is"
  const said = ((): Said | null => {
    switch (order) {
      case "transfer":
      case "delegate":
        return row === undefined ? null : { _tag: order === "transfer" ? "Transfer" : "Delegate", n, to: target }
      case "return": {
        const done = [...new Set(c.journal.flatMap((one) => (one._tag === "Answered" ? [one.path] : [])))]
        const legal = done.filter((step) => orders.return?.to.includes(step.replace(/#.*/, "")))
        return legal.length === 0 ? null : { _tag: "Return", to: r.pick(legal), reason }
      }
      case "withdraw":
      case "terminate":
        // rarely: it ends the history
        return r.yes(0.1) ? (order === "withdraw" ? { _tag: "Withdraw", reason } : { _tag: "Terminate", ...because(r, c, orders.terminate?.form, now) }) : null
      case "urge":
        return row === undefined ? null : { _tag: "Urge", n }
      case "extend": {
        const live = c.state.frames.flatMap((one) => (one.kind === "task" || one.kind === "stage" ? [Place.pathOf(one)] : []))
        const of = live.filter((path) => orders.extend?.of.includes(path.replace(/#.*/, "")))
        // the same again and again, until it is too often
        const more = c.state.frames.find((one) => one.id === given?.frame)
        if (of.length > 0 && r.yes(0.7)) return { _tag: "Extend", of: more !== undefined && r.yes(0.6) ? Place.pathOf(more) : r.pick(of), by: plans.term(1 + r.below(4), "hour"), reason }
        return { _tag: "Extend", of: r.pick(orders.extend?.of ?? []), by: plans.term(1 + r.below(30), r.pick(["hour", "calendar-day", "working-hour"])), reason }
      }
      case "suspend":
        return { _tag: "Suspend", ...because(r, c, orders.suspend?.form, now) }
      case "resume":
        return { _tag: "Resume" }
      case "addSigner": {
        const each = r.pick(orders.addSigner?.of ?? [])
        return { _tag: "AddSigner", each: each.each, item: each.type.kind === "department" ? r.pick(departments) : r.pick(["a", "b", "d", "e"]) }
      }
      default:
        return changed(r, c, now)
    }
  })()
  return said === null ? null : { who, said }
}

/** Why, as the order wants to know it. */
const because = (r: Random, c: Case, form: ReadonlyArray<Field> | undefined, now: number): { readonly reason: string; readonly values?: Values } =>
  form === undefined ? { reason: "so it is" } : { reason: "so it is", values: filled(r, c, form, now) }

/** One more item, another time, another value. */
const changed = (r: Random, c: Case, now: number): Said => {
  const { addSigner, amend, rebook } = c.world.plan.orders
  const each = addSigner === undefined ? { each: "part", type: { kind: "text" } as const } : r.pick(addSigner.of)
  const moved = rebook === undefined || r.yes(0.1) ? { step: "intake", field: "when" } : r.pick(rebook.of)
  const put = amend === undefined || r.yes(0.1) ? { step: "intake", field: "unit" } : r.pick(amend.of)
  const type = formOf(c.world.plan, put.step).find((field) => field.name === put.field)?.type ?? { kind: "text" }
  return r.pick<() => Said>([
    () => ({ _tag: "AddSigner", each: each.each, item: each.type.kind === "department" ? r.pick(departments) : r.pick(["a", "b", "d", "e"]) }),
    () => ({ _tag: "Rebook", step: moved.step, field: moved.field, to: now + r.below(20) * DAY - 3_600_000 }),
    () => ({ _tag: "Amend", step: put.step, values: { [put.field]: put.field === "unit" ? r.pick(["u1", "u2"]) : value(r, c, type, now) } }),
    () => ({ _tag: "Amend", step: put.step, values: { [put.field]: value(r, c, type, now) } })
  ])()
}

/** What comes from outside: events, receipts, answers, other cases. */
export const signal = (r: Random, c: Case, now: number): Parameters<Case["hears"]>[1] => {
  const { plan } = c.world
  const links = Object.entries(c.state.links)
  const [link] = links.length > 0 ? r.pick(links) : ["0"]
  const receipt = c.state.frames.find((one) => one.kind === "receipt")
  const doing = c.state.frames.find((one) => one.kind === "do")
  const standing = [...plan.holds.map((hold) => hold.from.topic), "noise"]
  const ledgers = (plan.schedules ?? []).flatMap(({ schedule }) => ("on" in schedule && schedule.on.topic.startsWith("ledger:") ? [schedule.on.topic] : []))
  const heard = [...Object.keys(plan.events), "knock", "payment-received", ...ledgers]
  // what others end with, where what they are is known
  const gave = (): Values => (c instanceof Outside.Asking ? { fine: r.yes(0.5) } : {})
  const what = r.pick<() => Parameters<Case["hears"]>[1]>([
    () => {
      const topic = r.pick(heard)
      const said = { unit: r.pick(["u1", "u1", "u2"]), ...(ledgers.includes(topic) ? { pieces: r.below(9), kind: r.pick(["a", "b"]), day: day(now), paid: "2.50" } : { settles: r.yes(0.5) }) }
      return { _tag: "Event", topic, key: "", values: said, at: now - r.pick([0, 0, 1, 60_000]) }
    },
    () => ({ _tag: "Received", message: receipt?.kind === "receipt" ? receipt.message : 3, at: now - r.pick([0, 5000]) }),
    () => ({ _tag: "Standing", topic: r.pick(standing), key: "", values: { unit: "u1" }, on: r.yes(0.5) }),
    () => ({ _tag: "Standing", topic: r.pick(standing), key: "", values: { unit: "u1" }, on: false }),
    () => ({ _tag: "LinkClosed", link: Number(link), outcome: r.pick(["ok", "bad", "cancelled"]), values: gave() }),
    () => ({ _tag: "Answered", message: doing?.kind === "do" ? doing.message : 3, outcome: r.pick(["done", "jammed"]), values: doing === undefined ? {} : { "opened-at": now, fault: "x" } })
  ])
  if (receipt !== undefined && r.yes(0.3)) return { _tag: "Received", message: receipt.message, at: now }
  return what()
}

/** What a schedule gives along with a case. */
export const scheduled = (r: Random, now: number) => ({
  due: r.pick(["at-once" as const, now + r.below(9) * 43_200_000]),
  remind: r.pick([
    [],
    [
      { at: { when: "before" as const, term: plans.term(1, "calendar-day") }, to: ["role:cs-supervisor" as const], message: "soon", text: { en: "soon" } },
      { at: { when: "every-after" as const, term: plans.term(1, "working-day") }, during: spec.name, to: ["role:cs-supervisor" as const], message: "late", text: { en: "late" } }
    ]
  ])
})
