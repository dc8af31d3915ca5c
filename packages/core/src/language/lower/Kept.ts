/**
 * Which values a case has to keep (engine §1.3): those that some sentence of the plan reads later. All others stay in
 * the journal and never enter the snapshot.
 */
import type { Plan } from "../../plan/Plan.ts"

type Read = (step: string, field: string) => void

/** Every field that is read anywhere below, but for those a form reads of itself while it is filled in. */
const walk = (value: unknown, own: string | undefined, read: Read): void => {
  if (typeof value !== "object" || value === null) return
  if (Array.isArray(value)) {
    for (const it of value) walk(it, own, read)
    return
  }
  const node = value as { readonly [key: string]: unknown }
  if (node["op"] === "field" && typeof node["step"] === "string" && typeof node["field"] === "string") {
    if (node["step"] !== own) read(node["step"], node["field"])
    return
  }
  // a query over the items of an `each` that is over
  if (node["from"] === "items" && typeof node["each"] === "string") read(node["each"], "items")
  for (const key in node) walk(node[key], key === "form" ? formOwner(node) : own, read)
}

const formOwner = (node: { readonly [key: string]: unknown }): string | undefined =>
  node["kind"] === "task" && typeof node["name"] === "string" ? node["name"] : undefined

/**
 * By step, the fields that are read, by its own sentences or by those of others who ask for its cases (`asked`: step and
 * field); both in alphabetical order.
 */
export const of = (plan: Omit<Plan, "kept">, asked: ReadonlyArray<readonly [step: string, field: string]> = []): Plan["kept"] => {
  const found = new Map<string, Set<string>>()
  const read: Read = (step, field) => found.set(step, (found.get(step) ?? new Set()).add(field))
  for (const [step, field] of asked) read(step, field)
  const { intake, orders, ...rest } = plan
  const { form, ...aroundForm } = intake
  walk(form, "intake", read)
  walk(aroundForm, undefined, read)
  for (const [order, it] of Object.entries(orders)) {
    const { form: asked, ...others } = it as { readonly form?: unknown }
    walk(asked, order, read)
    walk(others, undefined, read)
  }
  walk(rest, undefined, read)
  // a correction says what was before
  for (const { field, step } of [...(orders.rebook?.of ?? []), ...(orders.amend?.of ?? [])]) read(step, field)
  const kept: { [step: string]: ReadonlyArray<string> } = {}
  for (const step of [...found.keys()].sort()) kept[step] = [...(found.get(step) ?? [])].sort()
  return kept
}
