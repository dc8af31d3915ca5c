/**
 * What a command says, as a number: a repeat under its id says the same, another command does not. Said is what the
 * caller gave, nothing the desk found out meanwhile (keys, task numbers, the time), so that a repeat is known by it
 * however late it comes. Spread evenly over 53 bits; no proof against somebody who looks for two of one number, who
 * would only fool himself.
 */

/** One text for equal values: keys in order, absent and undefined alike. */
const text = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  if (Array.isArray(value)) return `[${value.map(text).join()}]`
  const held = value as { readonly [key: string]: unknown }
  let written = ""
  for (const key of Object.keys(held).sort()) {
    if (held[key] !== undefined) written += `${JSON.stringify(key)}:${text(held[key])},`
  }
  return `{${written}}`
}

/** Of plain data; from 0 to 2^53-1. */
export const of = (said: unknown): number => {
  const written = text(said)
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < written.length; i++) {
    const unit = written.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (b & 0x1fffff) + (a >>> 0)
}
