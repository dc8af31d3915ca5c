/**
 * The table of capabilities is whole and true: C01 to C64, each with a construct that is explained, and a line that
 * compiles and has it. `vitest -u` writes the pages anew.
 */
import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import { spaced } from "@frontdesk/core/language/diagnostic/Phrase"
import type { Language } from "@frontdesk/core/language/diagnostic/Entry"
import { capabilities } from "./capabilities.ts"
import type { Capability } from "./capabilities.ts"
import { errorsIn, examplesOf, read } from "./languageExamples.ts"

const root = fileURLToPath(new URL("../", import.meta.url))
const languagePage = { en: "language.md", zh: "language.zh.md" } as const
const text = { en: read("docs/language.md"), zh: read("docs/language.zh.md") } as const
const examples = { en: examplesOf(text.en), zh: examplesOf(text.zh) } as const
const lines = (file: string): ReadonlyArray<string> => read(file).split("\n")

/** Where a row is shown: of the page the place of the example and its line, of a file the line. */
const placeOf = ({ shown: [file, line] }: Capability, language: Language): { readonly path: string; readonly line: number; readonly at: string } | undefined => {
  if (file !== "page") {
    const found = lines(file).findIndex((it) => it.includes(line))
    // a heading of a page has a name of its own, the line of another file a number
    return found < 0 ? undefined : { path: file, line: found + 1, at: line.startsWith("## ") ? `#${line.slice(3)}` : `#L${found + 1}` }
  }
  const example = examples[language].find((it) => it.text.split("\n").some((one) => one.trim() === line))
  const found = example?.text.split("\n").findIndex((one) => one.trim() === line)
  return example === undefined || found === undefined ? undefined : { path: `docs/${languagePage[language]}`, line: example.line + found, at: `#${example.place}` }
}

const words = {
  en: {
    head: "# Capabilities",
    other: "[中文](capabilities.zh.md)",
    about:
      "What the front desks we know need, each with the words of [the language](language.md) that say it and an example that compiles. This page is written by a test from `capabilities.ts`: change that, not the page.",
    row: "| | capability | said with | example |"
  },
  zh: {
    head: "# 能力一览",
    other: "[English](capabilities.md)",
    about: "我们所了解的前台需要什么，各用[流程语言](language.zh.md)的哪些用词写出，并附能通过编译的示例。本页由测试根据 `capabilities.ts` 生成：请改它，不要直接改本页。",
    row: "| | 能力 | 写法 | 示例 |"
  }
} as const

const linkOf = (place: string, language: Language): string =>
  place.endsWith(".md") ? (language === "zh" && place === "diagnostics.md" ? "diagnostics.zh.md" : place) : `${languagePage[language]}#${place}`

const page = (language: Language): string => {
  const word = words[language]
  const rows = capabilities.map((it) => {
    const said = it.constructs.map(([written, place]) => `[\`${written}\`](${linkOf(place, language)})`).join(" · ")
    const place = placeOf(it, language)
    const name = place?.path.split("/").at(-1) ?? ""
    const link = it.shown[0] === "page" ? `[${name}:${place?.line}](${languagePage[language]}${place?.at})` : `[${name}:${place?.line}](${it.shown[0].startsWith("docs/") ? name : `../${it.shown[0]}`}${place?.at})`
    return `| ${it.id} | ${language === "zh" ? spaced(it.what.zh) : it.what.en} | ${said} | ${link} |`
  })
  return [word.head, "", word.other, "", word.about, "", word.row, "|---|---|---|---|", ...rows, ""].join("\n")
}

it("none is missing", () => {
  expect(capabilities.map((it) => it.id)).toEqual(Array.from({ length: 64 }, (_, i) => `C${String(i + 1).padStart(2, "0")}`))
})

it("the procedures it points to compile", () => {
  const files = readdirSync(`${root}packages/procedures`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") && !path.includes("node_modules"))
    .map((path) => ({ path, text: read(`packages/procedures/${path}`) }))
  expect(errorsIn(compile({ files }), "")).toEqual([])
})

describe.each(["en", "zh"] as const)("in %s", (language) => {
  it.each(capabilities.map((it) => [it.id, it] as const))("%s: the construct stands in the example, and is explained", (_, it) => {
    const place = placeOf(it, language)
    expect(place, `${it.shown[1]} in ${it.shown[0]}`).toBeDefined()
    const line = lines(place?.path ?? "")[(place?.line ?? 0) - 1]
    expect(line).toContain(it.shown[1])
    expect(it.constructs.filter(([written]) => line?.includes(written)), line).not.toEqual([])
    const explained = it.constructs.filter(([, at]) => !at.endsWith(".md")).map(([, at]) => at)
    expect(explained.filter((at) => !text[language].includes(`<a id="${at}">`))).toEqual([])
  })

  it("the page", async () => {
    const path = fileURLToPath(new URL(language === "en" ? "capabilities.md" : "capabilities.zh.md", import.meta.url))
    await expect(page(language)).toMatchFileSnapshot(path)
  })
})
