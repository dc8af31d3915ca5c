/**
 * A file as it was given to the compiler: where it lies and what stands in it.
 *
 * The text is kept untouched (byte order mark, CR, tabs, lone surrogates and all), so that every offset of
 * the compiler is an index into exactly the string the host handed over. Offsets count UTF-16 units; lines
 * and columns exist only for people and are computed when something is rendered.
 */
export interface SourceFile {
  /** As the host named it: relative to the workspace, `/` between folders. */
  readonly path: string
  readonly text: string
  /** Read a second time, for a handbook that takes it from another: where it lies, and where it is taken. */
  readonly taken?: {
    readonly from: SourceFile
    readonly at: { readonly file: SourceFile; readonly start: number; readonly end: number }
  }
}

/** A position for people: both numbers begin with 1; the column counts UTF-16 units, as editors do. */
export interface Position {
  readonly line: number
  readonly column: number
}

export const make = (path: string, text: string): SourceFile => ({ path, text })

/** The last part of the path: `v0b/complaint.procedure.yaml` gives `complaint.procedure.yaml`. */
export const fileName = (file: SourceFile): string => file.path.slice(file.path.lastIndexOf("/") + 1)

const lineStartsOf = new WeakMap<SourceFile, ReadonlyArray<number>>()

/** The offset at which each line begins. LF, CR LF and a lone CR end a line. Computed once a file. */
export const lineStarts = (file: SourceFile): ReadonlyArray<number> => {
  const known = lineStartsOf.get(file)
  if (known !== undefined) return known
  const starts = [0]
  const text = file.text
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  lineStartsOf.set(file, starts)
  return starts
}

export const lineCount = (file: SourceFile): number => lineStarts(file).length

/** The line and column of an offset; an offset beyond the file is its end. */
export const position = (file: SourceFile, offset: number): Position => {
  const starts = lineStarts(file)
  const at = Math.max(0, Math.min(offset, file.text.length))
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 }
}

/** The text of a line (the first is 1), without what ends it. */
export const line = (file: SourceFile, number: number): string => {
  const starts = lineStarts(file)
  const start = starts[number - 1]
  if (start === undefined) return ""
  const text = file.text.slice(start, starts[number] ?? file.text.length)
  return text.replace(/\r?\n$|\r$/, "")
}
