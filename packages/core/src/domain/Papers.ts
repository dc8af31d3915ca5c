/**
 * Papers people bring (language §3.3): which a list asks for, in which manner and how many; what was shown of them, and
 * what is still missing (C04, C05). A manner says what the desk does with a paper, so one manner may serve for another:
 * who hands in the original has shown it, and a paper written by hand is an original.
 *
 * @since 0.1.0
 */
import type { Expression } from "./Expression.ts"
import type { Value } from "./Value.ts"

/**
 * `original` is handed in, `seen-and-copied` is 看原件收复印件, `handwritten` an original signed by hand.
 *
 * @since 0.1.0
 */
export const manners = ["original", "copy", "seen", "seen-and-copied", "handwritten"] as const
export type Manner = (typeof manners)[number]

/**
 * So many of a document, in this manner: what a list needs, what somebody showed, what is missing.
 *
 * @since 0.1.0
 */
export type Paper = { readonly document: string; readonly manner: Manner; readonly count: number }

/** One list for everybody, or one for each value of a choice; lists that include others are written out. */
export type Needs =
  | ReadonlyArray<Paper>
  | { readonly for: Expression; readonly lists: { readonly [value: string]: ReadonlyArray<Paper> } }

const serves: { readonly [shown in Manner]: ReadonlyArray<Manner> } = {
  original: ["original", "seen"],
  copy: ["copy"],
  seen: ["seen"],
  "seen-and-copied": ["seen-and-copied", "seen", "copy"],
  handwritten: ["handwritten", "original", "seen"]
}

/** Whether something stays with the desk: what was only seen cannot be filed. */
export const stays = ({ manner }: Paper): boolean => manner !== "seen"

/** Papers of the same kind counted together, in the order in which each was named first. */
export const together = (papers: ReadonlyArray<Paper>): ReadonlyArray<Paper> => {
  const found = new Map<string, Paper>()
  for (const paper of papers) {
    const key = `${paper.document} ${paper.manner}`
    const before = found.get(key)
    found.set(key, before === undefined ? paper : { ...before, count: before.count + paper.count })
  }
  return [...found.values()]
}

/**
 * What is needed and was not shown, or not in this manner, or not often enough (C04).
 *
 * @since 0.1.0
 */
export const missing = (needs: ReadonlyArray<Paper>, shown: ReadonlyArray<Paper>): ReadonlyArray<Paper> =>
  needs.flatMap((need) => {
    let left = need.count
    for (const it of shown) if (it.document === need.document && serves[it.manner].includes(need.manner)) left -= it.count
    return left > 0 ? [{ ...need, count: left }] : []
  })

/** All documents a list may ask for, each once. */
export const documents = (needs: Needs): ReadonlyArray<string> => [
  ...new Set(all(needs).map(({ document }) => document))
]

/** All papers of a list, of everybody it may be for. */
export const all = (needs: Needs): ReadonlyArray<Paper> =>
  "lists" in needs ? Object.values(needs.lists).flat() : needs

/**
 * A paper as the handbook writes it: `2 one-inch-photo original`; `undefined` when it is none.
 *
 * @since 0.1.0
 */
export const read = (text: string): Paper | undefined => {
  const [, count = "1", document = "", word = ""] = /^(?:([1-9]\d{0,3}) +)?(\S+) +(\S+)$/.exec(text.trim()) ?? []
  const manner = manners.find((it) => it === word)
  return manner === undefined ? undefined : { document, manner, count: Number(count) }
}

/** `2 one-inch-photo original`. */
export const write = ({ count, document, manner }: Paper): string => `${count === 1 ? "" : `${count} `}${document} ${manner}`

/** A value that is a paper. */
export const of = (value: Value | undefined): Paper | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const { count = 1, document, manner } = value as { readonly [name: string]: Value }
  const known = manners.find((it) => it === manner)
  if (typeof document !== "string" || known === undefined) return undefined
  return typeof count === "number" && Number.isSafeInteger(count) && count > 0 ? { document, manner: known, count } : undefined
}

const words: { readonly [language: string]: { readonly [manner in Manner]: string } } = {
  en: { original: "original", copy: "copy", seen: "seen", "seen-and-copied": "seen and copied", handwritten: "handwritten original" },
  zh: { original: "原件", copy: "复印件", seen: "出示原件", "seen-and-copied": "看原件收复印件", handwritten: "亲笔签名原件" }
}

/**
 * A paper as people read it, under the document's title: `Owner id card (seen and copied)`, `一寸照片（原件）2份`.
 *
 * @since 0.1.0
 */
export const tell = ({ count, document, manner }: Paper, language: string, title: string = document): string => {
  const how = (words[language] ?? words["en"])?.[manner] ?? manner
  return language === "zh" ? `${title}（${how}）${count === 1 ? "" : `${count}份`}` : `${count === 1 ? "" : `${count} × `}${title} (${how})`
}
