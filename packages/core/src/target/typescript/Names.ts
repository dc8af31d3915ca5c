/**
 * Names of the file as names of TypeScript: `hand-over` → `HandOver`. A name that is taken gets what it stands for
 * behind it (`ComplaintForm`), then a number; always the same for the same file.
 */

const pascal = (name: string): string => {
  const joined = name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((it) => it !== "")
    .map((it) => it[0]!.toUpperCase() + it.slice(1))
    .join("")
  return /^\p{L}/u.test(joined) ? joined : `_${joined}`
}

/** A register of the names a module has given away, `taken` before anything else. */
export const register = (taken: ReadonlyArray<string>): ((name: string, standsFor: string) => string) => {
  const given = new Set(taken)
  return (name, standsFor) => {
    const plain = pascal(name)
    let found = plain
    for (let n = 1; given.has(found); n++) found = `${plain}${standsFor}${n === 1 ? "" : n}`
    given.add(found)
    return found
  }
}
