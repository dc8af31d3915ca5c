import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"

/** What the YAML library found, said to somebody who does not know YAML's own words. */
export const problem = (code: string, line: string): Said => {
  const tight = /^\s*(?:- +)*([\p{L}][\p{L}\p{M}\p{N}-]*):[^\s]/u.exec(line)
  return tight?.[1] !== undefined ? noSpace(tight[1]) : problems[code] ?? unreadable
}

const noSpace = (name: string): Said =>
  said(
    `A space is missing after \`${name}:\`. Without it, key and value are read as one long word.`,
    `\`${name}:\` 后面缺少空格；没有空格，冒号前后会被当成一个词。`
  )

/** The key at the end of this text, behind whose colon a space is missing. */
export const squeezed = (before: string): { readonly name: string; readonly problem: Said } => {
  const name = /(\p{L}[\p{L}\p{M}\p{N}._-]*):$/u.exec(before)?.[1] ?? ""
  return { name, problem: noSpace(name) }
}

const unreadable = said(
  "This part cannot be read. Compare it with the lines around it: is a `:`, a quote or a bracket missing, or is the indentation different?",
  "这一部分无法读取。请与上下各行对照：是否缺了 `:`、引号或括号，或者缩进不一致？"
)

const problems: Readonly<Record<string, Said>> = {
  TAB_AS_INDENT: said(
    "This line is indented with a tab. Indent with spaces, two for each level.",
    "这一行用制表符缩进。请用空格缩进，每级两个空格。"
  ),
  BAD_INDENT: said(
    "The indentation does not fit the lines above, so it is unclear what this belongs to. Put it exactly under the key beside which it stands; also see whether a bracket above is still open.",
    "缩进与上面各行对不齐，看不出这一行属于哪里。请与同级的那一行左端对齐，并检查上面的括号是否都已合上。"
  ),
  MISSING_CHAR: said(
    "Something is missing here: a `:` after the key, a closing quote, or a closing bracket.",
    "这里少了一个符号：词后面的 `:`、收尾的引号，或收尾的括号。"
  ),
  MULTILINE_IMPLICIT_KEY: said(
    "A line has no `:` after its key, so it runs on into the next line. Write `key: value`, with a space after the colon.",
    "有一行开头的词后面没有 `:`，于是和下一行连成了一句。请写成 `项: 值`，冒号后留一个空格。"
  ),
  BLOCK_AS_IMPLICIT_KEY: said(
    "There are two `: ` in one line. A sentence has no colon; a text with a colon goes into quotes or into a block (`|`).",
    "一行里有两个 `: `。语句里不用冒号；带冒号的文字请加引号，或用 `|` 另起一段书写。"
  ),
  BLOCK_IN_FLOW: said(
    "Lines with `-` or `key:` of their own cannot stand inside `{ }` or `[ ]`. Close the bracket, or write the whole part in lines.",
    "`{ }` 或 `[ ]` 里面不能再分行写 `-` 或 `项:`。请先合上括号，或把这一部分全部改成分行书写。"
  ),
  BAD_SCALAR_START: said(
    "A value cannot begin with this character. Put the text in quotes.",
    "值不能以这个符号开头。若是一段文字，请加引号。"
  ),
  BAD_DQ_ESCAPE: said(
    "Inside double quotes a backslash begins a special character, and this one does not exist. Use single quotes, or leave the backslash out.",
    "双引号里的反斜杠表示特殊字符，而这里的写法并不存在。请改用单引号，或去掉反斜杠。"
  ),
  UNEXPECTED_TOKEN: unreadable,
  "open-quote": said(
    "This quote is never closed, so all that follows is read as part of the text. Put the same quote where the text ends.",
    "这个引号没有收尾，后面的内容都被当成了文字。请在文字结束处写上同样的引号。"
  ),
  "brace-text": said(
    "A `{` at the beginning begins a group of entries, not a text. A placeholder in a message is written `<name>`; another text with braces goes into quotes.",
    "开头的 `{` 表示一组内容，而不是文字。消息里的占位写作 `<名称>`；其他带花括号的文字请加引号。"
  ),
  "too-far-right": said(
    "This line stands further to the right than the line above, so it is read as part of the value there. Put it exactly under that line; or, if it belongs under a heading (`steps:`, `form:` …), write the heading that is missing above it.",
    "这一行比上一行缩进得更多，会被当成上一行内容的一部分。请与上一行左端对齐；如果它属于某个标题（如 `steps:`、`form:`），请补上它上面缺少的那一行标题。"
  ),
  KEY_OVER_1024_CHARS: said(
    "This key is more than a thousand characters long: probably a line break or a `:` is missing above.",
    "冒号前的词超过了一千个字符：多半是上面少了换行或 `:`。"
  ),
  COMMENT_SPACE: said(
    "A comment needs a space before its `#`.",
    "注释的 `#` 前面要留一个空格。"
  ),
  "too-large": said(
    "The file has more than two million characters. No handbook is that long: is it the right file?",
    "文件超过两百万个字符。手册不会这么长：是不是选错了文件？"
  ),
  "too-deep": said(
    "Brackets or lines are nested more than a hundred deep here. That is surely not meant.",
    "这里的括号或缩进嵌套超过了一百层，应该不是本意。"
  ),
  empty: said(
    "The file is empty. It should begin with `handbook:`, `procedure:` or `scenario:`.",
    "文件是空的。开头应为 `handbook:`、`procedure:` 或 `scenario:`。"
  )
}
