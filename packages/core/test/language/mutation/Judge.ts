/**
 * Compiles the files with one of them spoilt and says what is told that was not told before: whether it is caught, at
 * the place, and how much is told besides.
 */
import { compile } from "@frontdesk/core/language/compile"
import { isError, message } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Folder, Mutant, SourceText } from "./Operators.ts"
import type { At } from "./Places.ts"

export interface Verdict {
  readonly mutant: Mutant
  readonly outcome: "caught" | "elsewhere" | "unseen" | "crash"
  /** what is told besides the first */
  readonly following: number
  readonly told: ReadonlyArray<string>
  readonly milliseconds: number
}

type Key = string

/** What a folder says already: with the places of the files as they were, and in words. */
export interface Before {
  readonly places: ReadonlySet<Key>
  readonly messages: ReadonlyMap<Key, string>
}

export const before = (files: ReadonlyArray<SourceText>): Before => {
  const found = diagnosticsOf(files)
  return { places: new Set(found.map((it) => keyOf(it, it.span.start))), messages: new Map(found.map((it) => [keyOf(it, it.span.start), wordsOf(it)])) }
}

const wordsOf = (it: Diagnostic): string => `${it.code} ${it.span.file.path} ${message(it, "en")}`

const keyOf = (it: Diagnostic, start: number): Key => `${it.code} ${it.span.file.path} ${start}`

const diagnosticsOf = (files: ReadonlyArray<SourceText>): ReadonlyArray<Diagnostic> =>
  compile({ files }).diagnostics.filter((it) => it.severity !== "information")

export const spoilt = (text: string, { at, by }: Mutant): string => text.slice(0, at[0]) + by + text.slice(at[1])

export const judge = (mutant: Mutant, folder: Folder, known: Before): Verdict => {
  const files = folder.files.map(({ path, text }) => ({ path, text: path === mutant.path ? spoilt(text, mutant) : text }))
  const begin = performance.now()
  try {
    const all = diagnosticsOf(files)
    const shift = mutant.by.length - (mutant.at[1] - mutant.at[0])
    const end = mutant.at[0] + mutant.by.length
    const back = (it: Diagnostic): number => (it.span.file.path !== mutant.path || it.span.start < end ? it.span.start : it.span.start - shift)
    // told of the first place where it is so: once that is spoilt, of the next one
    const still = new Set(all.map((it) => keyOf(it, back(it))))
    const gone = [...known.messages].flatMap(([key, words]) => (still.has(key) ? [] : [words]))
    const told = all.filter((it) => !known.places.has(keyOf(it, back(it))) && (isError(it) || !gone.includes(wordsOf(it))))
    const forth = ({ at, path }: Mutant["places"][number]): Mutant["places"][number] => ({
      path,
      at: path !== mutant.path ? at : [at[0] >= mutant.at[1] ? at[0] + shift : Math.min(at[0], end), at[1] >= mutant.at[1] ? at[1] + shift : Math.min(at[1], end)]
    })
    const places = [{ path: mutant.path, at: [mutant.at[0], end] as At }, ...mutant.places.map(forth)]
    const touches = (it: Diagnostic): boolean => places.some((place) => place.path === it.span.file.path && it.span.start <= place.at[1] && it.span.end >= place.at[0])
    const errors = told.filter(isError)
    return {
      mutant,
      outcome: errors.length === 0 ? "unseen" : errors.some(touches) ? "caught" : "elsewhere",
      following: Math.max(0, told.length - 1),
      told: told.map((it) => `${it.code} ${it.span.file.path}:${it.span.file.text.slice(0, it.span.start).split("\n").length} «${it.span.file.text.slice(it.span.start, it.span.end).replace(/\s+/g, " ").slice(0, 40)}»`),
      milliseconds: performance.now() - begin
    }
  } catch (error) {
    return { mutant, outcome: "crash", following: 0, told: [String(error)], milliseconds: performance.now() - begin }
  }
}
