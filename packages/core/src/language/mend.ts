/**
 * Applies fixes over a workspace until nothing is left to apply: several at once where they do not touch each other,
 * each as a whole or not at all, and only if no error stands afterwards that did not stand before. Only the stretch a
 * fix names is written, so comments and layout stay. Pure: texts in, texts out.
 *
 * @since 0.1.0
 */
import type { Compilation, Workspace } from "./compile.ts"
import { compile } from "./compile.ts"
import { type Diagnostic, type Edit, type Fix, isError, message } from "./diagnostic/Diagnostic.ts"
import type { Said } from "./diagnostic/Entry.ts"
import { line, position } from "./source/SourceFile.ts"

/** @since 0.1.0 */
export interface Options {
  /** `safe`: the meaning can only be the one intended. `all`: guesses too, where exactly one is offered. */
  readonly apply: "safe" | "all"
  /** Only these files are changed; all when left out. */
  readonly only?: ReadonlySet<string>
}

/** @since 0.1.0 */
export interface Mended {
  /** Every file of the workspace, with the text it has now. */
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>
  /** What was applied, in order. */
  readonly applied: ReadonlyArray<Applied>
  /** What the files say now. */
  readonly compilation: Compilation
}

/** @since 0.1.0 */
export interface Applied {
  readonly code: string
  readonly path: string
  /** the line on which the slip stood then */
  readonly line: number
  readonly title: Said
}

interface Candidate extends Applied {
  readonly fix: Fix
  readonly key: string
}

/** Fixes may bring new ones to light, but never without end. */
const ROUNDS = 50

/**
 * Mends a workspace.
 *
 * @since 0.1.0
 */
export const mend = (workspace: Workspace, options: Options): Mended => {
  let texts: ReadonlyMap<string, string> = new Map(workspace.files.map(({ path, text }) => [path, text]))
  let compilation = compile(workspace)
  const applied: Array<Applied> = []
  const refused = new Set<string>()
  const seen = new Set<string>()

  /** The whole batch, or, when it would make something worse, as much of it as does not. */
  const attempt = (batch: ReadonlyArray<Candidate>): boolean => {
    const next = written(texts, batch)
    const after = compile({ ...workspace, files: filesOf(next) })
    const mark = JSON.stringify([...next.values()])
    if (!worse(compilation, after, batch) && !seen.has(mark)) {
      seen.add(mark)
      texts = next
      compilation = after
      applied.push(...batch.map(({ code, line, path, title }) => ({ code, path, line, title })))
      return true
    }
    if (batch.length < 2) {
      for (const it of batch) refused.add(it.key)
      return false
    }
    const half = batch.length >> 1
    return attempt(batch.slice(0, half)) || attempt(batch.slice(half))
  }

  for (let round = 0; round < ROUNDS; round++) {
    const batch = apart(compilation.diagnostics.flatMap((it) => candidate(it, options)).filter((it) => !refused.has(it.key)))
    if (batch.length === 0) break
    attempt(batch)
  }
  return { files: filesOf(texts), applied, compilation }
}

const filesOf = (texts: ReadonlyMap<string, string>): Workspace["files"] => [...texts].map(([path, text]) => ({ path, text }))

const candidate = (it: Diagnostic, options: Options): ReadonlyArray<Candidate> => {
  const safe = it.fixes.find((fix) => fix.safe)
  const fix = safe ?? (options.apply === "all" && it.fixes.length === 1 ? it.fixes[0] : undefined)
  if (fix === undefined || fix.edits.some((edit) => options.only?.has(edit.span.file.path) === false)) return []
  const { file, start } = it.span
  const { line: at } = position(file, start)
  return [{ code: it.code, path: file.path, line: at, title: fix.title, fix, key: `${it.code} ${file.path} ${line(file, at)} ${fix.title.en}` }]
}

/** Those that touch nothing another one changes; the others come in a later round. */
const apart = (all: ReadonlyArray<Candidate>): ReadonlyArray<Candidate> => {
  const taken = new Map<string, Array<Edit>>()
  return all.filter(({ fix }) => {
    const free = fix.edits.every((edit) =>
      (taken.get(edit.span.file.path) ?? []).every((other) => edit.span.end < other.span.start || other.span.end < edit.span.start)
    )
    if (free) for (const edit of fix.edits) taken.set(edit.span.file.path, [...(taken.get(edit.span.file.path) ?? []), edit])
    return free
  })
}

const written = (texts: ReadonlyMap<string, string>, batch: ReadonlyArray<Candidate>): ReadonlyMap<string, string> => {
  const next = new Map(texts)
  const edits = batch.flatMap(({ fix }) => fix.edits)
  for (const edit of [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    const { end, file, start } = edit.span
    const text = next.get(file.path) ?? ""
    next.set(file.path, text.slice(0, start) + edit.text + text.slice(end))
  }
  return next
}

/**
 * Whether there is an error afterwards that was not there before. What a safe fix writes can only have been meant: an error
 * in a line that it has not touched was there all the time, and could not be seen.
 */
const worse = (before: Compilation, after: Compilation, batch: ReadonlyArray<Candidate>): boolean => {
  // of a sentence only the first word that does not fit is told: the next one was there before
  const next = (it: Diagnostic): boolean =>
    it.code === "sentence-syntax" &&
    batch.some((one) =>
      one.code === it.code && one.fix.safe && one.path === it.span.file.path && one.line === position(it.span.file, it.span.start).line
    )
  const safe = batch.every(({ fix }) => fix.safe)
  const lines = new Map<string, ReadonlySet<string>>()
  const hidden = (it: Diagnostic): boolean => {
    const { path } = it.span.file
    const was = batch.flatMap(({ fix }) => fix.edits).find((edit) => edit.span.file.path === path)?.span.file
    if (!safe || was === undefined) return safe
    const known = lines.get(path) ?? new Set(was.text.split("\n"))
    lines.set(path, known)
    return known.has(line(it.span.file, position(it.span.file, it.span.start).line))
  }
  const left = new Map<string, number>()
  const keyOf = (it: Diagnostic): string => `${it.code} ${it.span.file.path} ${message(it, "en")}`
  for (const it of before.diagnostics) if (isError(it)) left.set(keyOf(it), (left.get(keyOf(it)) ?? 0) + 1)
  return after.diagnostics.some((it) => {
    if (!isError(it)) return false
    const count = left.get(keyOf(it)) ?? 0
    left.set(keyOf(it), count - 1)
    return count === 0 && !next(it) && !hidden(it)
  })
}
