/**
 * What stands above a declaration: the name in the file, its titles in every language there is, and what else helps.
 */
import type { Field } from "../../domain/Field.ts"
import type { Words } from "../../plan/Plan.ts"

export interface Doc {
  readonly titles: (name: string) => ReadonlyArray<string>
  /** the name, its titles, and `more`, on one line */
  readonly doc: (name: string, ...more: ReadonlyArray<string>) => string
  /** `major 重大投诉, minor 轻微投诉`: the values that have a title */
  readonly values: (names: ReadonlyArray<string>) => ReadonlyArray<string>
  readonly fieldDoc: (field: Field) => string
}

export const block = (text: string): string => `/** ${text} */\n`

export const of = (words: Words): Doc => {
  const languages = Object.keys(words).sort()
  const titles = (name: string): ReadonlyArray<string> =>
    languages.flatMap((it) => words[it]?.[name] ?? []).map((it) => it.replaceAll("*/", "* /").replaceAll(/\s+/g, " "))
  const doc = (name: string, ...more: ReadonlyArray<string>): string =>
    [`\`${name}\``, ...titles(name), ...more].join(" · ")
  const values = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
    const told = names.filter((it) => titles(it).length > 0).map((it) => `${it} ${titles(it).join(" / ")}`)
    return told.length === 0 ? [] : [told.join(", ")]
  }
  const fieldDoc = (field: Field): string =>
    doc(
      field.name,
      field.type.kind,
      ...(field.type.kind === "choice" ? values(field.type.values) : []),
      ...(typeof field.needed === "object" ? ["needed at times"] : [])
    )
  return { titles, doc, values, fieldDoc }
}
