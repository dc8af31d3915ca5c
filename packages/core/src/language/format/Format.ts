/**
 * The layout of a file: two spaces a level, lists one level in, one space behind `:` and `-`, `{ a: b }` and `[a, b]`,
 * no blanks at line ends, no two empty lines. Only white space is written, and the result is read again: a file that
 * would then say anything else, or lose a comment, is given back as it was.
 *
 * @since 0.1.0
 */
import { empty } from "../diagnostic/Report.ts"
import { make, type SourceFile } from "../source/SourceFile.ts"
import * as Comments from "../syntax/Comments.ts"
import type { YamlNode } from "../syntax/YamlNode.ts"
import * as YamlTree from "../syntax/YamlTree.ts"
import { layout } from "./Layout.ts"

/** @since 0.1.0 */
export interface Options {
  /** where the schema lies, seen from the file; written in the first line unless one is named there */
  readonly schema?: string | undefined
}

/**
 * The file in our layout; `undefined` when it is not sound YAML, of which no layout can be given.
 *
 * @since 0.1.0
 */
export const format = (file: SourceFile, options: Options = {}): string | undefined => {
  const plain = make(file.path, file.text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"))
  const node = read(plain)
  if (node === undefined) return undefined
  const laid = layout(plain.text, node)
  const kept = laid !== undefined && saysTheSame(plain, node, make(file.path, laid)) ? laid : plain.text
  return withModeline(kept, options.schema)
}

/** The comment by which editors find the schema. */
const modeline = /^#\s*yaml-language-server:/m

const withModeline = (text: string, schema: string | undefined): string =>
  schema === undefined || modeline.test(/^(?:#.*\n|\s*\n)*/.exec(text)?.[0] ?? "") ? text : `# yaml-language-server: $schema=${schema}\n${text}`

const read = (file: SourceFile): YamlNode | undefined => {
  const report = empty()
  const { complete, root } = YamlTree.parse(file, report)
  return complete && report.diagnostics.length === 0 && root.kind !== "broken" ? root : undefined
}

const saysTheSame = (before: SourceFile, node: YamlNode, after: SourceFile): boolean => {
  const other = read(after)
  const comments = (file: SourceFile): string => Comments.of(file).map((it) => it.text.trimEnd()).join("\n")
  return other !== undefined && JSON.stringify(said(node)) === JSON.stringify(said(other)) && comments(before) === comments(after)
}

const said = (node: YamlNode): unknown => {
  switch (node.kind) {
    case "scalar":
      return node.text
    case "map":
      return { map: node.pairs.map((it) => [it.key.text, said(it.value)]) }
    case "list":
      return node.items.map(said)
    default:
      return { none: node.kind }
  }
}
