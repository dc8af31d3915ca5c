import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { reserved } from "./Keyword.ts"
import { fullWidth } from "./Punctuation.ts"
import { tellFullWidth } from "./Cursor.ts"
import type { Name } from "./tree/Node.ts"
import { within, type YamlScalar } from "./YamlNode.ts"

/**
 * What a name may be (language §1): letters of any script, digits and `-`, first a letter. A name that breaks
 * the rule is told and kept, so that its uses are not told as well.
 */
export const wellFormed = /^\p{L}(?:[\p{L}\p{M}\p{Nd}-]*[\p{L}\p{M}\p{Nd}])?$/u

export const isWellFormed = (text: string): boolean => wellFormed.test(text)

/** `new`: the name is given here; `use`: it is given elsewhere, so a reserved word is simply not found there. */
export const nameOf = (scalar: YamlScalar, report: Report, as: "new" | "use"): Name => {
  const { span, text } = scalar
  const name: Name = { kind: "name", text, span }
  const wide = fullWidth(text)
  if (wide.length > 0) {
    tellFullWidth(scalar, report, wide)
    return name
  }
  if (isWellFormed(text)) {
    if (as === "new" && reserved.has(text)) report.add("reserved-name", span, { name: text })
    return name
  }
  const repaired = text.trim().replace(/[_. ]+/g, "-").replace(/^-+|-+$/g, "")
  const fix = isWellFormed(repaired) && repaired !== text
    ? {
      title: said(`Write \`${repaired}\``, `改写为 \`${repaired}\``),
      safe: false,
      edits: [{ span: scalar.outer, text: repaired }]
    }
    : undefined
  const bad = /[^\p{L}\p{M}\p{Nd}-]/u.exec(text)
  report.add("bad-name", bad === null || text === "" ? scalar.outer : spanOf(scalar, bad), { name: shortened(text), problem: problemOf(text, bad?.[0]) }, { fix })
  return name
}

const spanOf = (scalar: YamlScalar, bad: RegExpExecArray) => /^\s$/.test(bad[0]) ? scalar.span : within(scalar, bad.index, bad.index + bad[0].length)

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ")
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

const problemOf = (text: string, bad: string | undefined) => {
  if (text === "") return said("It stands behind the colon.", "写在冒号后面。")
  if (bad === undefined) {
    return text.endsWith("-")
      ? said("It may not end with `-`.", "名称不能以 `-` 结尾。")
      : said("Its first character must be a letter.", "第一个字符须是字母或汉字。")
  }
  if (bad === "_") return said("Join its parts with `-` instead of `_`.", "请用 `-` 代替 `_` 连接。")
  if (bad === ".") return said("The dot stands between a name and its part, so it cannot be inside a name.", "`.` 用来表示“某步骤的某字段”，不能出现在名称里。")
  if (/^\s$/.test(bad)) return said("A name has no spaces: join its words with `-`.", "名称里不能有空格，请用 `-` 连接。")
  return said(`Only letters, digits and \`-\` may be in a name, not \`${bad}\`.`, `名称里只能有字母、汉字、数字和 \`-\`，不能有 \`${bad}\`。`)
}
