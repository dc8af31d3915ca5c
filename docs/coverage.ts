/**
 * Where each entry of the catalog lives. An id stands in a comment of the line that is its home: in a handbook or a
 * procedure (`procedure: repair   # P24`), a scenario's in its `*.scenario.yaml`.
 */
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { catalog, kinds } from "./catalog.ts"
import type { Entry, Kind } from "./catalog.ts"

const root = fileURLToPath(new URL("../packages/procedures/", import.meta.url))

export interface Home {
  readonly file: string
  readonly line: number
}

/** The comment of a line of YAML: behind a `#` that is at its beginning or after a space, outside quotation marks. */
const commentOf = (line: string): string => /(?:^|\s)#(.*)$/.exec(line.replace(/"[^"]*"/g, (it) => " ".repeat(it.length)))?.[1] ?? ""

const id = /(?<![\w-])(?:P\d\db?|[DRTEQS]\d\d|N-\d\d?)(?![\w-])/g

/** All homes by id, in the order of the files. What is no id of the catalog is listed too: somebody misspelt it. */
export const homes = (): ReadonlyMap<string, ReadonlyArray<Home>> => {
  const found = new Map<string, Array<Home>>()
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /^v\w+\/[^/]+\.yaml$/.test(path))
    .sort()
  for (const file of files) {
    const ofScenarios = file.endsWith(".scenario.yaml")
    readFileSync(root + file, "utf8")
      .split("\n")
      .forEach((text, at) => {
        for (const [name] of commentOf(text).matchAll(id)) {
          if (name.startsWith("S") !== ofScenarios) continue
          const known = found.get(name) ?? []
          if (known.at(-1)?.file === file) continue // its first line in a file
          found.set(name, [...known, { file, line: at + 1 }])
        }
      })
  }
  return found
}

const words = {
  en: {
    head: "# Where the catalog lives",
    other: "[中文](coverage.zh.md)",
    about:
      "The procedures were written from the handbooks of property companies. Each of their procedures, deadlines, rules, duties, norms, exam cases and open questions has its home in [packages/procedures](../packages/procedures): the line whose comment names it. This page is written by a test (`vitest --project docs -u`).",
    row: "| | what | in the handbook of | home |",
    kinds: { P: "Procedures", D: "Deadlines", R: "Rules", T: "Recurring duties", N: "Norms", E: "Exam cases", Q: "Open questions", S: "Scenarios" }
  },
  zh: {
    head: "# 目录条目的落处",
    other: "[English](coverage.md)",
    about:
      "这些流程取自几家物业公司的手册。手册中的每个流程、期限、规则、例行工作、行为规范、考题和疑点，都在 [packages/procedures](../packages/procedures) 中有落处：注释里写有其编号的那一行。本页由测试生成（`vitest --project docs -u`）。",
    row: "| | 内容 | 出自 | 落处 |",
    kinds: { P: "流程", D: "期限", R: "规则", T: "例行工作", N: "行为规范", E: "考题", Q: "疑点", S: "场景" }
  }
} as const satisfies Record<"en" | "zh", { readonly kinds: Record<Kind, string>; readonly [word: string]: unknown }>

/** The page in one language. */
export const page = (language: "en" | "zh"): string => {
  const word = words[language]
  const all = homes()
  const link = ({ file, line }: Home): string => `[${file}:${line}](../packages/procedures/${file}#L${line})`
  const row = (it: Entry): string =>
    `| ${it.id} | ${it.title[language]} | ${it.of} | ${(all.get(it.id) ?? []).map(link).join(" · ") || "–"} |`
  return [
    word.head,
    "",
    word.other,
    "",
    word.about,
    ...kinds.flatMap((kind) => ["", `## ${word.kinds[kind]}`, "", word.row, "|---|---|---|---|", ...catalog.filter((it) => it.kind === kind).map(row)]),
    ""
  ].join("\n")
}
