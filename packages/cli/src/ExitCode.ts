/**
 * What the command tells the shell: `clean`; `problems` in the files; `usage`, the call or its files were wrong; `bug`,
 * our fault and never the author's.
 */
import { Data } from "effect"

export const clean = 0
export const problems = 1
export const usage = 2
export const bug = 3

/** The call cannot be carried out as it was given: no such file, no file matched. */
export class Unusable extends Data.TaggedError("Unusable")<{ readonly message: string; readonly hint?: string }> {}
