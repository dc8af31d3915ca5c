/**
 * What the language has, by name, and how much of it a plan has. The list is typed by the unions of the plan: a word
 * that is added to the language and not to this list does not compile, and one that no drawn procedure has fails a test.
 */
import type { Anchor, Deadline, Edge, Moment, Reminder } from "@frontdesk/core/domain/Deadline"
import type { Expression, Query, Relation, Rows, StepFact, Who } from "@frontdesk/core/domain/Expression"
import type { FieldType, Filed } from "@frontdesk/core/domain/Field"
import type { People } from "@frontdesk/core/domain/People"
import type { Recurrence } from "@frontdesk/core/domain/Recurrence"
import type { Unit } from "@frontdesk/core/domain/Time"
import type { AnyStep, Decide, Orders, Parallel, Plan, Record as RecordStep } from "@frontdesk/core/plan/Plan"

type Op<O extends Expression["op"]> = Extract<Expression, { readonly op: O }>

export type Construct =
  | `kind:${AnyStep["kind"] | FieldType["kind"] | Deadline["kind"]}`
  | `op:${Expression["op"]}`
  | `call:${Op<"call">["name"]}`
  | `quota:${Op<"quota">["is"]}`
  | `sign:${Op<"arithmetic">["sign"]}`
  | `relation:${Relation}`
  | `query:${Query}`
  | `from:${Rows["from"] | Anchor["from"]}`
  | `fact:${StepFact}`
  | `who:${Who["who"]}`
  | `people:${People["mode"]}`
  | `is:${Filed["is"]}`
  | `edge:${Edge["edge"]}`
  | `moment:${Moment["moment"]}`
  | `when:${Reminder["at"]["when"]}`
  | `unit:${Unit}`
  | `every:${Recurrence["every"]}`
  | `order:${keyof Orders}`
  | `take:${"earlier" | "later" | "requested"}`
  | `policy:${Decide["policy"]}`
  | `mode:${RecordStep["mode"]}`
  | `join:${Parallel["join"]}`
  | `key:${"ladder" | "beside" | "receipt" | "recordLater" | "since" | "covers" | "countsFrom" | "during" | "when" | "with" | "form" | "allow" | "holds" | "schedules" | "on" | "orderForm" | "seenBy" | "class"}`

/** A construct that plans of histories do not have, and why. */
export type Elsewhere = string

const yes = true
export const language: { readonly [construct in Construct]: true | Elsewhere } = {
  "kind:task": yes, "kind:stage": yes, "kind:decide": yes, "kind:compute": yes, "kind:choose": yes, "kind:parallel": yes, "kind:each": yes, "kind:repeat": yes,
  "kind:wait": yes, "kind:notify": yes, "kind:record": yes, "kind:announce": yes, "kind:call": yes, "kind:start": yes, "kind:do": yes, "kind:end": yes,
  "kind:text": yes, "kind:long-text": yes, "kind:yes-no": yes, "kind:tick": yes, "kind:whole-number": yes, "kind:number": yes, "kind:percent": yes, "kind:money": yes,
  "kind:date": yes, "kind:time": yes, "kind:date-time": yes, "kind:period": yes, "kind:term": yes, "kind:appointment": yes, "kind:party": yes, "kind:staff": yes,
  "kind:person": yes, "kind:unit": yes, "kind:department": yes, "kind:phone-number": yes, "kind:attachment": yes, "kind:choice": yes, "kind:papers": yes,
  "kind:filing": yes, "kind:checklist": yes, "kind:report": yes, "kind:signature": yes, "kind:case": yes, "kind:list": yes, "kind:rows": yes,
  "kind:plugin": yes, "kind:paper": "only in a message that tells what is missing",
  "kind:at-once": yes, "kind:after": yes, "kind:before": yes, "kind:same-day": yes, "kind:edge": yes, "kind:moment": yes,
  "op:literal": yes, "op:field": yes, "op:fact": yes, "op:intake-at": yes, "op:case-due": yes, "op:case-id": yes, "op:item": yes, "op:param": yes, "op:event": yes,
  "op:row": yes, "op:get": yes, "op:and": yes, "op:or": yes, "op:not": yes, "op:is": yes, "op:compare": yes, "op:present": yes, "op:was-done": yes, "op:founded": yes,
  "op:in": yes, "op:arithmetic": yes, "op:else": yes, "op:call": yes, "op:query": yes, "op:people": yes, "op:department-of": yes, "op:quota": yes, "op:today": yes,
  "op:now": yes,
  "call:half-up": yes, "call:up": yes, "call:down": yes, "call:rank": yes, "call:kind": yes, "call:open": yes, "call:month-of": yes,
  "quota:behind": yes, "quota:full": yes, "quota:reached": "only in the message of a quota, which is no case's",
  "sign:+": yes, "sign:-": yes, "sign:*": yes, "sign:/": yes,
  "relation:<": yes, "relation:<=": yes, "relation:>": yes, "relation:>=": yes,
  "query:count": yes, "query:some": yes, "query:every": yes, "query:sum": yes, "query:list": yes, "query:most": yes, "query:larger-of": yes, "query:smaller-of": yes,
  "query:one": yes, "query:last": yes,
  "from:ledger": yes, "from:table": yes, "from:cases": yes, "from:list": yes, "from:items": yes,
  "from:intake": yes, "from:its-start": yes, "from:start-of": yes, "from:step": yes, "from:value": yes, "from:event": yes,
  "fact:at": yes, "fact:due": yes, "fact:late": yes, "fact:rung": yes, "fact:rounds": yes, "fact:ended": yes, "fact:came": yes, "fact:first": yes, "fact:outcome": yes,
  "fact:case": yes,
  "who:role": yes, "who:rank": yes, "who:highest-on-duty": yes, "who:head": yes, "who:superior": yes, "who:department": yes, "who:body": yes, "who:opener": yes,
  "who:holder": yes, "who:doer": yes, "who:value": yes, "who:area": yes,
  "people:any": yes, "people:together": yes,
  "is:papers": yes, "is:value": yes, "is:form": yes, "is:sheet": yes,
  "edge:end": yes, "edge:start": yes, "edge:day-of-month": yes, "edge:next-opening": yes, "edge:next-closing": yes,
  "moment:case-due": yes, "moment:value": yes,
  "when:before": yes, "when:due": yes, "when:every-after": yes,
  "unit:minute": yes, "unit:hour": yes, "unit:working-hour": yes, "unit:exact-day": yes, "unit:calendar-day": yes, "unit:working-day": yes, "unit:week": yes,
  "unit:month": yes, "unit:year": yes,
  "every:day": yes, "every:working-day": yes, "every:weekday": yes, "every:times": yes, "every:week": yes, "every:quarter": yes, "every:month": yes, "every:year": yes,
  "order:transfer": yes, "order:delegate": yes, "order:return": yes, "order:withdraw": yes, "order:terminate": yes, "order:urge": yes, "order:extend": yes,
  "order:suspend": yes, "order:resume": yes, "order:addSigner": yes, "order:rebook": yes, "order:amend": yes,
  "take:earlier": yes, "take:later": yes, "take:requested": yes,
  "policy:first": yes, "policy:exactly-one": yes,
  "mode:add": yes, "mode:fill": yes,
  "join:all": yes, "join:any": yes,
  "key:ladder": yes, "key:beside": yes, "key:receipt": yes, "key:recordLater": yes, "key:since": yes, "key:covers": yes, "key:countsFrom": yes, "key:during": yes,
  "key:when": yes, "key:with": yes, "key:form": yes, "key:allow": yes, "key:holds": yes, "key:schedules": yes, "key:on": yes, "key:orderForm": yes, "key:seenBy": yes,
  "key:class": yes
}

/** How often each was met. */
export type Count = { [construct: string]: number }

/** The constructs of a plan. */
export const of = (plan: Plan): ReadonlySet<Construct> => {
  const found = new Set<string>()
  const words = ["op", "query", "from", "fact", "who", "is", "edge", "moment", "when", "unit", "every", "kind", "sign", "relation", "policy", "join"]
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== "object" || node === null) return
    const it = node as { readonly [key: string]: unknown }
    for (const [key, value] of Object.entries(it)) {
      if (typeof value === "string" && words.includes(key)) found.add(it["op"] === "quota" && key === "is" ? `quota:${value}` : `${key}:${value}`)
      if (typeof value === "string" && key === "mode") found.add(`${value === "add" || value === "fill" ? "mode" : "people"}:${value}`)
      if (typeof value === "string" && key === "name" && it["op"] === "call") found.add(`call:${value}`)
      if (typeof value === "string" && key === "fixed") found.add(`take:${value}`)
      if (`key:${key}` in language && key !== "on" && value !== false && text(value) !== "[]") found.add(`key:${key}`)
      if (key === "on" && typeof value === "object") found.add("key:on")
      if (key === "rungs" && (value as ReadonlyArray<unknown>).length > 1) found.add("key:ladder")
      walk(value)
    }
  }
  const { calendars: _calendars, organisation: _organisation, orders, ...rest } = plan
  walk(rest)
  walk(orders)
  for (const [order, { form }] of Object.entries(orders as { readonly [order: string]: { readonly form?: unknown } })) {
    found.add(`order:${order}`)
    if (form !== undefined) found.add("key:orderForm")
  }
  return new Set([...found].filter((one): one is Construct => one in language))
}

const text = (value: unknown): string => JSON.stringify(value) ?? ""

/** As it is printed: of a thousand, the rarest first. */
export const told = (count: Count, of: number): string =>
  Object.keys(language)
    .map((one) => [one, Math.round(((count[one] ?? 0) * 1000) / of)] as const)
    .toSorted(([, one], [, other]) => one - other)
    .map(([one, n]) => `${String(n).padStart(5)}  ${one}${language[one as Construct] === true ? "" : ` (${language[one as Construct]})`}`)
    .join("\n")
