/** Which keys of the keyword table stand in a file: `handbook time`, `step task by`, `order extend times`. */
import { parse } from "yaml"
import type { Kind } from "@frontdesk/core/language/syntax/Kind"
import * as Shape from "@frontdesk/core/language/syntax/Shape"
import { shapes, structures } from "@frontdesk/core/language/schema/Structure"
import type { Structure } from "@frontdesk/core/language/schema/Structure"

type Found = (table: string, key: string, value: unknown) => void

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value)

/** All keys of a file, each with what stands behind it. */
export const keysIn = (text: string): ReadonlyArray<{ readonly table: string; readonly key: string; readonly value: unknown }> => {
  const found: Array<{ table: string; key: string; value: unknown }> = []
  const data: unknown = parse(text, { schema: "failsafe", uniqueKeys: false })
  const kind = /^(handbook|procedure|scenario):/m.exec(text)?.[1]
  if (kind === "handbook" || kind === "procedure" || kind === "scenario") walk({ is: "record", shape: kind }, data, (table, key, value) => found.push({ table, key, value }))
  return found
}

const walk = (it: Structure, value: unknown, found: Found): void => {
  switch (it.is) {
    case "kind":
      return ofKind(it.kind, value, found)
    case "list":
      return Array.isArray(value) ? value.forEach((item) => walk(it.of, item, found)) : undefined
    case "map":
      return isMap(value)
        ? Object.entries(value).forEach(([key, item]) => walk(it.paths !== undefined && /^\.|\//.test(key) ? it.paths : it.of, item, found))
        : undefined
    case "record":
      return record(it.shape, shapes[it.shape], value, found)
    case "either":
      return it.of.forEach((one) => walk(one, value, found))
    case "field":
      return isMap(value) ? record("field", Shape.field, value, found) : undefined
    case "step": {
      const kind = stepKinds.find((one) => isMap(value) && one in value)
      return kind === undefined ? undefined : record(`step ${kind}`, Shape.steps[kind], value, found)
    }
    case "orders":
      return isMap(value)
        ? orderKinds.forEach((one) => (value[one] === undefined ? undefined : record(`order ${one}`, Shape.orders[one], value[one], found)))
        : undefined
    default:
      return undefined
  }
}

const stepKinds = Object.keys(Shape.steps) as ReadonlyArray<Shape.StepKind>
const orderKinds = Object.keys(Shape.orders) as ReadonlyArray<Shape.OrderKind>

const ofKind = (kind: Kind, value: unknown, found: Found): void => walk(structures[kind], value, found)

const record = (table: string, shape: Shape.Shape, value: unknown, found: Found): void => {
  if (!isMap(value)) return
  for (const [key, { kind }] of Object.entries(shape.keys)) {
    if (!(key in value)) continue
    found(table, key, value[key])
    // behind the keys of the long form of people stand sentences, no long form again
    if (typeof kind === "string" && table !== "people") ofKind(kind, value[key], found)
  }
}
