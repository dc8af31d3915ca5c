/** The real files, a part of their mutants, and what became of them. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import * as Judge from "./Judge.ts"
import * as Operators from "./Operators.ts"
import * as Places from "./Places.ts"

const roots: ReadonlyArray<readonly [name: string, url: URL]> = [
  ["packages/procedures/", new URL("../../../../procedures/", import.meta.url)],
  ["packages/core/test/fixtures/examples/", new URL("../../fixtures/examples/", import.meta.url)]
]

export interface OfOperator {
  readonly made: number
  readonly caught: number
  /** of those told: a diagnostic touches the spoilt place */
  readonly atThePlace: number
  /** how many were told with so many others */
  readonly following: Readonly<Record<string, number>>
}

export interface Survivor {
  readonly operator: string
  readonly at: string
  readonly was: string
  readonly is: string
  readonly why: "unseen" | "elsewhere" | "crash" | "cascade"
  readonly told: ReadonlyArray<string>
}

export interface Report {
  readonly files: number
  readonly made: number
  readonly caughtAtThePlace: number
  readonly rate: number
  readonly crashes: number
  readonly most: { readonly following: number; readonly milliseconds: number }
  readonly operators: Readonly<Record<string, OfOperator>>
  readonly survivors: ReadonlyArray<Survivor>
}

/** The workspaces that are mutated: each folder of YAML, and folders that use each other together. */
export const folders = (): ReadonlyArray<{ readonly root: string; readonly folder: Operators.Folder; readonly own: ReadonlyArray<string> }> =>
  roots.flatMap(([name, root]) => {
    if (!existsSync(root)) return []
    const found = readdirSync(root, { withFileTypes: true }).filter((it) => it.isDirectory() && it.name !== "node_modules").flatMap((it) => {
      const files = readdirSync(new URL(`${it.name}/`, root)).filter((file) => file.endsWith(".yaml")).sort()
      return files.length === 0 ? [] : [{ name: it.name, files: files.map((file) => ({ path: `${it.name}/${file}`, text: readFileSync(new URL(`${it.name}/${file}`, root), "utf8") })) }]
    })
    const uses = (one: { readonly files: ReadonlyArray<Operators.SourceText> }): ReadonlyArray<string> =>
      one.files.flatMap((it) => [...it.text.matchAll(/: \.\.\/([\w-]+)\/[\w-]+/g)].map((to) => to[1] ?? ""))
    // who only takes from it is spoilt by itself
    const takes = (one: { readonly files: ReadonlyArray<Operators.SourceText> }): ReadonlyArray<string> =>
      one.files.flatMap((it) => (it.path.endsWith("handbook.yaml") ? [...it.text.matchAll(/^ +\.\.\/([\w-]+):/gm)].map((to) => to[1] ?? "") : []))
    return found.map((one) => {
      const together = found.filter((it) => it === one || uses(one).includes(it.name) || takes(one).includes(it.name) || uses(it).includes(one.name))
      const files = together.flatMap((it) => it.files).map((it) => ({ ...it, places: Places.read(it.path, it.text) }))
      return { root: name, folder: Operators.folder(files), own: one.files.map((it) => it.path) }
    })
  })

/** `every`: the first of so many mutants of each operator, in turn over all files; `only`: of operators with one of these words. */
export const run = (options: { readonly every: number; readonly only?: string; readonly part?: readonly [number, number]; readonly progress?: (made: number, of: number) => void }): Report => {
  const counts = new Map<string, number>()
  const chosen = folders().flatMap(({ folder, own, root }) => {
    const mutants = folder.files.filter((it) => own.includes(it.path)).flatMap((it) => Operators.of(it, folder)).filter((it) => {
      const count = counts.get(it.operator) ?? 0
      counts.set(it.operator, count + 1)
      // not every line of a file in step with the next operator
      return (count + it.operator.length) % options.every === 0 && (options.only === undefined || options.only.split(",").some((words) => it.operator.includes(words)))
    })
    return mutants.map((mutant) => ({ root, folder, mutant }))
  }).filter((_, i) => options.part === undefined || i % options.part[1] === options.part[0])
  const known = new Map<Operators.Folder, Judge.Before>()
  const verdicts = chosen.map(({ folder, mutant, root }, i) => {
    const before = known.get(folder) ?? Judge.before(folder.files)
    known.set(folder, before)
    options.progress?.(i, chosen.length)
    return { root, folder, verdict: Judge.judge(mutant, folder, before) }
  })
  return reportOf(verdicts)
}

const CASCADE = 3

const reportOf = (verdicts: ReadonlyArray<{ readonly root: string; readonly folder: Operators.Folder; readonly verdict: Judge.Verdict }>): Report => {
  const operators: Record<string, OfOperator> = {}
  for (const { verdict } of verdicts) {
    const { operator } = verdict.mutant
    const it = operators[operator] ?? { made: 0, caught: 0, atThePlace: 0, following: {} }
    const told = verdict.outcome === "caught" || verdict.outcome === "elsewhere"
    operators[operator] = {
      made: it.made + 1,
      caught: it.caught + (told ? 1 : 0),
      atThePlace: it.atThePlace + (verdict.outcome === "caught" ? 1 : 0),
      following: { ...it.following, [verdict.following]: (it.following[verdict.following] ?? 0) + 1 }
    }
  }
  const caught = verdicts.filter((it) => it.verdict.outcome === "caught").length
  return {
    files: new Set(verdicts.map((it) => it.root + it.verdict.mutant.path)).size,
    made: verdicts.length,
    caughtAtThePlace: caught,
    rate: verdicts.length === 0 ? 1 : caught / verdicts.length,
    crashes: verdicts.filter((it) => it.verdict.outcome === "crash").length,
    most: {
      following: Math.max(0, ...verdicts.map((it) => it.verdict.following)),
      milliseconds: Math.round(Math.max(0, ...verdicts.map((it) => it.verdict.milliseconds)))
    },
    operators,
    survivors: verdicts.flatMap(({ folder, root, verdict }) => {
      const { mutant, outcome } = verdict
      const why = outcome !== "crash" && verdict.following > CASCADE ? "cascade" as const : outcome === "caught" ? undefined : outcome
      if (why === undefined) return []
      const text = folder.files.find((it) => it.path === mutant.path)?.text ?? ""
      return [{
        operator: mutant.operator,
        at: `${root}${mutant.path}:${text.slice(0, mutant.at[0]).split("\n").length}`,
        was: excerpt(text, mutant.at[0], mutant.at[1]),
        is: excerpt(Judge.spoilt(text, mutant), mutant.at[0], mutant.at[0] + mutant.by.length),
        why,
        told: verdict.told
      }]
    })
  }
}

/** The lines of a place, the place marked. */
const excerpt = (text: string, start: number, end: number): string => {
  const from = text.lastIndexOf("\n", start - 1) + 1
  const to = text.indexOf("\n", end)
  const marked = `${text.slice(from, start)}«${text.slice(start, end)}»${text.slice(end, to === -1 ? text.length : to)}`.trim()
  return marked.length > 160 ? `${marked.slice(0, 160)}…` : marked
}

/** The parts of a run put together. */
export const together = (all: ReadonlyArray<Report>): Report => {
  const operators: Record<string, OfOperator> = {}
  for (const [name, it] of all.flatMap((one) => Object.entries(one.operators))) {
    const was = operators[name] ?? { made: 0, caught: 0, atThePlace: 0, following: {} }
    const following: Record<string, number> = { ...was.following }
    for (const [count, times] of Object.entries(it.following)) following[count] = (following[count] ?? 0) + times
    operators[name] = { made: was.made + it.made, caught: was.caught + it.caught, atThePlace: was.atThePlace + it.atThePlace, following }
  }
  const sum = (of: (it: Report) => number): number => all.reduce((so, it) => so + of(it), 0)
  const made = sum((it) => it.made)
  return {
    files: Math.max(...all.map((it) => it.files)),
    made,
    caughtAtThePlace: sum((it) => it.caughtAtThePlace),
    rate: made === 0 ? 1 : sum((it) => it.caughtAtThePlace) / made,
    crashes: sum((it) => it.crashes),
    most: { following: Math.max(...all.map((it) => it.most.following)), milliseconds: Math.max(...all.map((it) => it.most.milliseconds)) },
    operators,
    survivors: all.flatMap((it) => it.survivors)
  }
}

/** As a table to read. */
export const page = (report: Report): string => {
  const rows = Object.entries(report.operators).map(([name, it]) => {
    const following = Object.entries(it.following).sort(([a], [b]) => Number(a) - Number(b)).map(([count, times]) => `${count}:${times}`).join(" ")
    return `${name.padEnd(44)} ${String(it.made).padStart(6)} ${String(it.caught).padStart(6)} ${String(it.atThePlace).padStart(6)}  ${following}`
  })
  return [
    `${"operator".padEnd(44)}   made caught  there  told besides (how many:how often)`,
    ...rows,
    "",
    ...report.survivors.map((it) => `${it.at} ${it.why}: ${it.operator}\n  - ${it.was}\n  + ${it.is}${it.told.map((one) => `\n      ${one}`).join("")}`),
    "",
    `${report.made} mutants of ${report.files} files: ${report.caughtAtThePlace} caught at the place (${(report.rate * 100).toFixed(2)} %), ${report.crashes} crashes,`,
    `at most ${report.most.following} told besides, the slowest took ${report.most.milliseconds} ms`
  ].join("\n")
}
