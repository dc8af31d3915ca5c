/**
 * A tree read a second time, for a handbook that takes it from another: every place points to a file of its own (which
 * knows the first one), and names that are called otherwise there have that name. The text is not parsed again.
 */
import type { SourceFile } from "../source/SourceFile.ts"
import type { Span } from "../source/Span.ts"

export interface Copying {
  /** their name: the one it has here */
  readonly as: ReadonlyMap<string, string>
  /** the file that stands for this one */
  readonly file: (of: SourceFile) => SourceFile
  /** every name that stands in what was copied, as it was before */
  readonly met: Set<string>
}

/** The same tree, told apart from the first by its places. */
export const of = <T>(tree: T, copying: Copying): T => copy(tree, copying, true) as T

/** `values`: a text that is wholly a renamed name is that name; titles and messages are never. */
const copy = (it: unknown, copying: Copying, values: boolean): unknown => {
  if (typeof it !== "object" || it === null) return it
  if (Array.isArray(it)) return it.map((one) => copy(one, copying, values))
  const node = it as { readonly [key: string]: unknown }
  if (isSpan(node)) return { file: copying.file(node.file), start: node.start, end: node.end }
  const { kind, text } = node
  const found: { [key: string]: unknown } = { ...node }
  const inside = values && kind !== "words" && kind !== "template"
  for (const key of Object.keys(node)) {
    const part = node[key]
    if (typeof part === "object") found[key] = copy(part, copying, inside)
  }
  if (typeof text !== "string") return found
  if (kind === "name") copying.met.add(text)
  if (kind === "name" || (kind === "text" && values)) found["text"] = copying.as.get(text) ?? text
  return found
}

const isSpan = (node: object): node is Span => "file" in node && "start" in node && "end" in node

/** All names that stand in a tree. */
export const namesIn = (tree: unknown, found: Set<string> = new Set()): ReadonlySet<string> => {
  if (typeof tree !== "object" || tree === null) return found
  if (Array.isArray(tree)) for (const it of tree) namesIn(it, found)
  else if (!isSpan(tree)) {
    const node = tree as { readonly [key: string]: unknown }
    if (node["kind"] === "name" && typeof node["text"] === "string") found.add(node["text"])
    for (const key of Object.keys(node)) namesIn(node[key], found)
  }
  return found
}
