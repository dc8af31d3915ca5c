/** All slips, and the office they are made in. */
import type { Compilation } from "@frontdesk/core/language/compile"
import type { Code } from "@frontdesk/core/language/diagnostic/Catalogue"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Span from "@frontdesk/core/language/source/Span"
import { marked, office, whole } from "./fixtures.ts"
import { slips as ofPapers } from "./papersSlips.ts"
import { slips } from "./slips.ts"
import type { Slip } from "./slips.ts"
import { slipsOfFiles } from "./slipsOfFiles.ts"
import { slipsOfSites } from "./slipsOfSites.ts"

export const everySlip: ReadonlyArray<Slip> = [...slips, ...ofPapers, ...slipsOfFiles, ...slipsOfSites]

export interface Made {
  readonly compiled: Compilation
  /** `path start «text»` of each mark */
  readonly marks: ReadonlyArray<string>
  readonly files: { readonly [path: string]: string }
}

/** The office with a slip in it, or with it mended. */
export const make = (slip: Slip, which: "bad" | "good"): Made => {
  const own = slip.path ?? "work.procedure.yaml"
  const text = slip.path === undefined ? whole(slip[which]) : slip[which]
  const files: { [path: string]: string } = {}
  const marks: Array<string> = []
  for (const [path, written] of [...Object.entries({ ...slip.more, ...(which === "good" ? slip.mended : {}) }), [own, text] as const]) {
    const { spans, text: plain } = marked(written)
    files[path] = plain
    for (const it of spans) marks.push(`${path} ${it.start} «${it.at}»`)
  }
  return { compiled: compileWith(files), marks: marks.sort(), files }
}

export const compileWith = (files: { readonly [path: string]: string }): Compilation =>
  office(files["work.procedure.yaml"] ?? whole("steps:\n  - end: done\n"), files)

export const place = (it: Diagnostic): string => `${it.span.file.path} ${it.span.start} «${Span.text(it.span)}»`

/** What is told of a small file without titles and without many scenarios, in an office with one of each, whatever else is wrong in it. */
const beside: ReadonlySet<Code> = new Set<Code>(["title-missing", "scenario-coverage", "handbook-unused"])

export const told = (slip: Slip, compiled: Compilation): ReadonlyArray<Diagnostic> =>
  compiled.diagnostics.filter((it) => it.code === slip.code || !beside.has(it.code))
