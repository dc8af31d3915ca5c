import type { SourceFile } from "../source/SourceFile.ts"
import type { Edit, Fix } from "./Diagnostic.ts"

/**
 * Applies fixes to the text of a file, from back to front. A fix that touches what another one has changed
 * already is left for the next round, and a fix is applied as a whole or not at all.
 */
export const apply = (file: SourceFile, fixes: ReadonlyArray<Fix>): string => {
  const taken: Array<Edit> = []
  for (const fix of fixes) {
    if (fix.edits.every((edit) => edit.span.file === file && taken.every((other) => apart(edit, other)))) taken.push(...fix.edits)
  }
  return [...taken]
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((text, edit) => text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end), file.text)
}

const apart = (a: Edit, b: Edit): boolean => a.span.end < b.span.start || b.span.end < a.span.start
