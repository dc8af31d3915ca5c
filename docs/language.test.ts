/**
 * The page of the language is true: each example compiles in the office the page describes, each key of the keyword table
 * stands in an example, the tables say what the editor says, and the Chinese page has the same examples.
 * `vitest -u` writes the tables anew.
 */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Format from "@frontdesk/core/language/format/Format"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { keywords, reserved } from "@frontdesk/core/language/syntax/Keyword"
import { simpleTypes } from "@frontdesk/core/language/syntax/tree/Field"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as Play from "@frontdesk/core/simulation/Play"
import { companyOf, errorsIn, examplesOf, framed, read } from "./languageExamples.ts"
import { keysIn } from "./languageKeys.ts"
import { defaults, tables, withTables } from "./languageTables.ts"

const pages = [["en", "docs/language.md"], ["zh", "docs/language.zh.md"]] as const
const english = read("docs/language.md")
const examples = examplesOf(english)
const office = companyOf(examples)
const whole = office.compile(office.files)
const parts = examples.filter((it) => it.frame !== "file" && it.frame !== "handbook")
const inFrames = parts.map((example) => ({ example, files: framed(example, office.request) }))

describe("the examples", () => {
  it("are one office without an error", () => {
    expect(errorsIn(whole, "").filter((it) => !it.endsWith("in v0b/handbook.yaml"))).toEqual([])
  })

  it.each(inFrames.map((it) => [`line ${it.example.line}, ${it.example.frame}`, it.files] as const))("%s", (_, files) => {
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const others = office.files.filter((it) => it.path !== file.path && !it.path.endsWith(".scenario.yaml"))
      expect(errorsIn(office.compile([...others, file])), file.text).toEqual([])
    }
  })

  it("are laid out as `frontdesk format` does", () => {
    const laid = examples.map((it) => [it.line, Format.format(SourceFile.make("example.yaml", it.text))])
    expect(laid).toEqual(examples.map((it) => [it.line, it.text]))
  })

  it("a slip in an example would be found", () => {
    const [first] = inFrames.find((it) => it.example.frame === "deadlines")?.files ?? []
    const broken = { path: first?.path ?? "", text: first?.text.replace("due: at once", "due: 2 days from intake") ?? "" }
    expect(errorsIn(office.compile([...office.files.filter((it) => it.path !== broken.path), broken]))).not.toEqual([])
  })

  it("the scenarios happen as they are written", () => {
    const all = [...whole.procedures, ...whole.schedules]
    const days = { [ChineseDays.source.name]: ChineseDays.days("2026-01-01", "2027-12-31") }
    const ground: Play.Ground = {
      procedures: new Map(all.map(({ compiled }) => [compiled.plan.procedure, compiled])),
      calendars: new Map(all.map(({ compiled: { plan } }) => [plan.procedure, Calendar.makeAll(plan.calendars, plan.time.zone, days, 1)]))
    }
    expect(whole.scenarios.map((it) => it.name)).toEqual(["lamp-in-the-rain", "two-open-a-room"])
    for (const scenario of whole.scenarios) {
      const report = Play.play(scenario, ground)
      expect(report.rows.flatMap((it) => it.mismatches.map(({ line, sentence }) => `${line} ${sentence}`))).toEqual([])
      expect(report.right).toBe(true)
    }
  })
})

/** What stands in the examples: the keys by their table, and what is written behind each. */
const found = [...office.files, ...inFrames.flatMap((it) => it.files)].flatMap(({ text }) => keysIn(text))
const keys = Object.entries(tables).flatMap(([table, { keys }]) => Object.entries(keys).map(([key, it]) => ({ table, key, ...it })))

/** Written here only when the compiler takes it. */
const notYet: ReadonlyArray<string> = []

describe("nothing is left out", () => {
  it("each key stands in an example", () => {
    const shown = new Set(found.map((it) => `${it.table} ${it.key}`))
    const missing = keys.map((it) => `${it.table} ${it.key}`).filter((it) => !shown.has(it))
    expect(missing.filter((it) => !notYet.includes(it))).toEqual([])
    expect(notYet.filter((it) => !missing.includes(it)), "these have an example by now").toEqual([])
  })

  it.each(pages)("each table of keys stands on the page, in %s", (_, path) => {
    const there = [...read(path).matchAll(/<!-- keys: ([\w -]+?) -->/g)].map((it) => it[1] ?? "")
    expect(there.slice().sort()).toEqual(Object.keys(tables).filter((it) => Object.keys(tables[it]?.keys ?? {}).length > 0).sort())
  })

  it("each word that holds sentences together stands in an example", () => {
    const words = new Set(examples.flatMap((it) => it.text.match(/\p{L}[\p{L}\d-]*/gu) ?? []))
    expect(keywords.filter((it) => !words.has(it))).toEqual([])
  })

  it("each type of a field stands in an example", () => {
    const written = new Set([...english.matchAll(/: ([\w/-]+)$/gm)].map((it) => it[1]))
    expect(simpleTypes.filter((it) => !written.has(it))).toEqual([])
  })

  it.each(pages)("each refusal and why has its line, each word that is no name is told, in %s", (_, path) => {
    const page = read(path)
    const source = read("packages/core/src/case/Refusal.ts")
    const codes = [...source.matchAll(/_tag: "(\w+)"/g)].map(([, tag]) => (tag ?? "").replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase())
    const whys = [...source.matchAll(/^ {2}\| "([\w-]+)"$/gm)].map((it) => it[1] ?? "")
    expect([codes.length > 20, whys.length > 10]).toEqual([true, true])
    expect([...codes, ...whys, ...reserved].filter((it) => !page.includes(`\`${it}\``))).toEqual([])
  })

  it("a default is told only of a key that may be left out", () => {
    const optional = new Set(keys.filter((it) => !it.required).map((it) => `${it.table} ${it.key}`))
    expect(Object.keys(defaults).filter((it) => !optional.has(it))).toEqual([])
  })
})

describe.each(pages)("in %s", (language, path) => {
  const page = read(path)

  it("the tables say what the editor says", async () => {
    await expect(withTables(page, language)).toMatchFileSnapshot(fileURLToPath(new URL(`../${path}`, import.meta.url)))
  })

  it("the examples are the same", () => {
    expect(examplesOf(page).map(({ frame, text }) => ({ frame, text }))).toEqual(examples.map(({ frame, text }) => ({ frame, text })))
  })

  it("the places are the same, and each link leads to one", () => {
    const places = (text: string) => [...text.matchAll(/<a id="([^"]+)">/g)].map((it) => it[1] ?? "")
    expect(places(page)).toEqual(places(english))
    expect([...new Set(places(page))]).toEqual(places(page))
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((it) => it[1] ?? "")
    expect(links.filter((it) => !places(page).includes(it))).toEqual([])
  })
})
