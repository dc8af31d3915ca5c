/**
 * What `frontdesk diff` says of edits of all kinds, each as the owner of a handbook makes it on the real handbooks: one
 * edit, a sentence, in both languages. The snapshot is read by people: whoever changes a sentence reads it.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as DifferenceReport from "@frontdesk/cli/DifferenceReport"
import { compile } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Difference from "@frontdesk/core/plan/Difference"
import { effects, tell } from "@frontdesk/core/plan/DifferenceTold"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import { describe, expect, it } from "vitest"
import { procedures } from "./cli.ts"
import { edits } from "./edits.ts"
import type { Edit } from "./edits.ts"

interface File {
  readonly path: string
  readonly text: string
}

const filesOf = (company: string): ReadonlyArray<File> =>
  // with those whose procedures it takes
  [...new Set([company, "v3", "v0b"])].flatMap((folder) =>
    readdirSync(join(procedures, folder))
      .filter((name) => name.endsWith(".yaml") && !name.endsWith(".scenario.yaml"))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(procedures, folder, name), "utf8") }))
  )

const plansOf = (files: ReadonlyArray<File>, company: string): ReadonlyMap<string, Compiled> => {
  const found = compile({ files })
  expect(found.diagnostics.filter(isError).map(({ code, span }) => `${span.file.path}:${span.start} ${code}`)).toEqual([])
  return new Map([...found.procedures, ...found.schedules].flatMap(({ compiled, path }) => (path.startsWith(`${company}/`) ? [[compiled.plan.procedure, compiled] as const] : [])))
}

const known = new Map<string, ReadonlyMap<string, Compiled>>()
const before = (company: string): ReadonlyMap<string, Compiled> => {
  const found = known.get(company) ?? plansOf(filesOf(company), company)
  known.set(company, found)
  return found
}

const edited = ({ company, edits }: Edit): ReadonlyMap<string, Compiled> => {
  const missing = new Set(edits.map((_, i) => i))
  const files = filesOf(company).map((file) => {
    if (!file.path.startsWith(`${company}/`)) return file
    let { text } = file
    for (const [i, [name, from, to]] of edits.entries()) {
      if (name !== "*" && file.path !== `${company}/${name}`) continue
      if (!text.includes(from)) continue
      missing.delete(i)
      text = text.replaceAll(from, to)
    }
    return { path: file.path, text }
  })
  expect([...missing].map((i) => edits[i])).toEqual([])
  return plansOf(files, company)
}

const report = (company: string, after: ReadonlyMap<string, Compiled>): DifferenceReport.Report => {
  const was = before(company)
  const found = [...new Set([...was.keys(), ...after.keys()])].toSorted().flatMap((procedure): ReadonlyArray<DifferenceReport.Found> => {
    const [one, other] = [was.get(procedure), after.get(procedure)]
    if (one === undefined || other === undefined) return [{ procedure, status: one === undefined ? "added" : "removed", effect: "safe", changes: [], before: one, after: other }]
    const changes = [...Difference.between(one.plan, other.plan), ...Difference.titles(one.words, other.words)]
    return changes.length === 0 ? [] : [{ procedure, status: "changed", effect: Difference.worst(changes), changes, before: one, after: other }]
  })
  return DifferenceReport.of(found, { plans: was, handbooks: new Map([[company, 1]]) }, { plans: after, handbooks: new Map([[company, 2]]) })
}

describe("what a process owner is told of an edit", () => {
  it.each(edits)("$company: $what", (edit) => {
    const found = report(edit.company, edited(edit))
    const plain = (_: string, text: string): string => text
    const told = (["en", "zh"] as const).map((language) => found.pretty(language, plain, tell, effects).trimEnd().split("\n").slice(0, -1))
    expect(told).toMatchSnapshot()
  })
})
