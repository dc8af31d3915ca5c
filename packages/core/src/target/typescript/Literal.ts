/**
 * Plain data as a TypeScript literal: on one line while it fits, else one entry a line. Keys stay in the order of the
 * data, so the same value always prints the same text.
 */

export const WIDTH = 120

const name = /^[A-Za-z_$][\w$]*$/

/** A property name, in quotes only where TypeScript wants them. */
export const key = (text: string): string => (name.test(text) ? text : JSON.stringify(text))

/**
 * `depth`: how far the line it begins on is indented; `before`: how much already stands on it. Absent (`undefined`)
 * properties are left out.
 */
export const print = (value: unknown, depth: number, before = 0): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const flat = line(value)
  // one more for the comma behind it
  if (flat.length + depth * 2 + before < WIDTH) return flat
  const pad = "  ".repeat(depth + 1)
  const entries = Array.isArray(value)
    ? value.map((it) => `${pad}${print(it, depth + 1)}`)
    : own(value).map(([name, it]) => `${pad}${key(name)}: ${print(it, depth + 1, key(name).length + 2)}`)
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"]
  return `${open}\n${entries.join(",\n")}\n${"  ".repeat(depth)}${close}`
}

const own = (value: object): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(value).filter(([, it]) => it !== undefined)

const line = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(line).join(", ")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const entries = own(value)
  return entries.length === 0 ? "{}" : `{ ${entries.map(([name, it]) => `${key(name)}: ${line(it)}`).join(", ")} }`
}
