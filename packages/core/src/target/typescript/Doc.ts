/**
 * What stands above a declaration: the name in the file, its titles in every language there is, and what else helps.
 */
import * as Papers from "../../domain/Papers.ts"
import type { Words } from "../../plan/Plan.ts"
import type * as FieldText from "./FieldText.ts"
import * as Literal from "./Literal.ts"

export interface Doc {
  readonly titles: (name: string) => ReadonlyArray<string>
  /** the name, its titles, and `more`, on one line */
  readonly doc: (name: string, ...more: ReadonlyArray<string>) => string
  /** `major 重大投诉, minor 轻微投诉`: the values that have a title */
  readonly values: (names: ReadonlyArray<string>) => ReadonlyArray<string>
  readonly fieldDoc: (field: FieldText.Member) => string
}

export const block = (text: string): string => {
  const lines = wrapped(text).split("\n")
  return lines.length === 1 ? `/** ${text} */\n` : `/**\n${lines.map((it) => ` * ${it}\n`).join("")} */\n`
}

/** Broken at spaces, to lines that fit. */
export const wrapped = (text: string, indent = 0): string => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length + indent < Literal.WIDTH - 8) lines.splice(-1, 1, `${last} ${word}`)
    else lines.push(word)
  }
  return lines.join("\n")
}

/** The names that a value of this type is made of. */
const named = (type: FieldText.Shape): ReadonlyArray<string> => {
  switch (type.kind) {
    case "either":
      return [...new Set(type.of.flatMap(named))]
    case "choice":
      return type.values
    case "papers":
      return Papers.documents(type.needs)
    case "checklist":
      return type.items
    default:
      return []
  }
}

export const of = (words: Words): Doc => {
  const languages = Object.keys(words).sort()
  const titles = (name: string): ReadonlyArray<string> =>
    languages
      .flatMap((it) => words[it]?.[name] ?? [])
      // a title made of the name itself tells nothing
      .filter((it) => it.toLowerCase() !== name.replaceAll("-", " ").toLowerCase())
      .map((it) => it.replaceAll("*/", "* /").replaceAll(/\s+/g, " "))
  const doc = (name: string, ...more: ReadonlyArray<string>): string =>
    [`\`${name}\``, ...titles(name), ...more].join(" · ")
  const values = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
    const told = names.filter((it) => titles(it).length > 0).map((it) => `${it} ${titles(it).join(" / ")}`)
    return told.length === 0 ? [] : [told.join(", ")]
  }
  const fieldDoc = (field: FieldText.Member): string =>
    doc(
      field.name,
      ...(field.type.kind === "either" ? [[...new Set(field.type.of.map((it) => it.kind))].join(" or ")] : [field.type.kind]),
      ...values(named(field.type)),
      ...(typeof field.needed === "object" ? ["needed at times"] : [])
    )
  return { titles, doc, values, fieldDoc }
}
