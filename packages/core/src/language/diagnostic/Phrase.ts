import type { Said } from "./Entry.ts"

/** Small parts of messages that several entries and floors put together. */
const quoted = (items: ReadonlyArray<string>): ReadonlyArray<string> => items.map((item) => `\`${item}\``)

/** `a`, `b` or `c`. */
export const listEn = (items: ReadonlyArray<string>, last: "and" | "or"): string => {
  const all = quoted(items)
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${last} ${all.at(-1)}`
}

/** `a`、`b` 或 `c`。 */
export const listZh = (items: ReadonlyArray<string>, last: "和" | "或"): string => {
  const all = quoted(items)
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join("、")} ${last} ${all.at(-1)}`
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export const said = (en: string, zh: string): Said => ({ en, zh })

/** One of these words, as written in a file. */
export const oneOf = (words: ReadonlyArray<string>): Said => said(listEn(words, "or"), listZh(words, "或"))

/** These things or those: `a term` or `a date`. */
export const either = (...parts: ReadonlyArray<Said>): Said =>
  said(
    parts.length < 2
      ? parts.map((part) => part.en).join("")
      : `${parts.slice(0, -1).map((part) => part.en).join(", ")} or ${parts.at(-1)?.en}`,
    parts.length < 2
      ? parts.map((part) => part.zh).join("")
      : `${parts.slice(0, -1).map((part) => part.zh).join("、")}或${parts.at(-1)?.zh}`
  )

/** Sets Chinese as it is printed: a space between a character and a quoted word, none beside full-width marks. */
export const spaced = (text: string): string =>
  text
    .split("`")
    .map((part, i, parts) => {
      if (i % 2 === 1) return part
      const begun = i > 0 && /^[\u4e00-\u9fff]/.test(part) ? ` ${part}` : part
      return i < parts.length - 1 && /[\u4e00-\u9fff]$/.test(begun) ? `${begun} ` : begun
    })
    .join("`")
    .replace(/([：，。；、（）？！”]) +/g, "$1")
    .replace(/ +([：，。；、（）？！“])/g, "$1")
