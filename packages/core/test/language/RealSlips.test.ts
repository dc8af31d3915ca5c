import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import type { Workspace } from "@frontdesk/core/language/compile"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { apply } from "@frontdesk/core/language/diagnostic/Fix"
import { marked } from "./fixtures.ts"
import { found } from "./fixtures.ts"
import { around, workspace } from "./procedures.ts"
import { realSlips } from "./realSlips.ts"
import type { RealSlip } from "./realSlips.ts"

/** The real handbooks, and each example by itself: `examples/v2/…`. */
const groupOf = (path: string): string => (path.startsWith("examples/") ? path.split("/").slice(0, 2).join("/") : "")
const files = workspace().files
const examples = new URL("../fixtures/examples/", import.meta.url)
const groups = new Map<string, typeof files>([
  ["", files],
  ...readdirSync(examples).map((folder) => {
    const own = new URL(`${folder}/`, examples)
    const read = readdirSync(own).filter((name) => name.endsWith(".yaml"))
    return [`examples/${folder}`, read.map((name) => ({ path: `examples/${folder}/${name}`, text: readFileSync(new URL(name, own), "utf8") }))] as const
  })
])

/** What is told of the files as they are: the examples have few titles. */
const keyOf = (it: Diagnostic): string => `${it.code} ${it.span.file.path} ${it.span.file.text.slice(it.span.start, it.span.end)} ${said(it).en}`
const known = new Map<string, ReadonlyArray<string>>()
const before = (group: string): ReadonlyArray<string> => {
  const found = known.get(group) ?? compile({ files: groups.get(group) ?? [] }).diagnostics.map(keyOf)
  known.set(group, found)
  return found
}
const fresh = (group: string, all: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => {
  const left = [...before(group)]
  return asking(all).filter((it) => {
    // which of many untitled places is told moves about
    if (group !== "" && it.code === "title-missing") return false
    const i = left.indexOf(keyOf(it))
    if (i < 0) return true
    left.splice(i, 1)
    return false
  })
}

/** What asks for a change: information does not. */
const asking = (all: ReadonlyArray<Diagnostic>) => all.filter((it) => it.severity !== "information")

/** What is compiled when a file is other than it was: its company only, or these tests would last. */
const withText = (path: string, text: string) =>
  around(path, groups.get(groupOf(path)) ?? []).map((it) => (it.path === path ? { path, text } : it))

const slipped = (slip: RealSlip): Slipped => {
  const before = made.get(slip)
  if (before !== undefined) return before
  const group = groupOf(slip.path)
  const file = groups.get(group)?.find((it) => it.path === slip.path)
  if (file === undefined || !file.text.includes(slip.was)) throw new Error(`not in ${slip.path}: ${slip.was}`)
  const { spans, text } = marked(file.text.replace(slip.was, () => slip.is))
  const all = withText(slip.path, text)
  const found = { group, spans, files: all, diagnostics: fresh(group, compile({ files: all }).diagnostics) }
  made.set(slip, found)
  return found
}

interface Slipped {
  readonly group: string
  readonly spans: ReturnType<typeof marked>["spans"]
  readonly files: Workspace["files"]
  readonly diagnostics: ReadonlyArray<Diagnostic>
}
const made = new Map<RealSlip, Slipped>()

const line = (it: Diagnostic): string => `${it.span.file.path} ${it.code} ${it.span.start} «${it.span.file.text.slice(it.span.start, it.span.end)}»`

describe("a slip in a real file", () => {
  it.each(realSlips.map((it) => [it.slip, it] as const))("%s: told exactly there, and nothing is invented", (_, slip) => {
    const { diagnostics, spans } = slipped(slip)
    const told = diagnostics.map((it) => ({ ...found([it])[0], marked: spans.some((one) => one.start === it.span.start) && it.span.file.path === slip.path }))
    expect(told.filter((it) => it.marked && slip.codes.includes(it.code ?? "")).map((it) => `${it.code} ${it.start} «${it.at}»`)).toEqual(
      spans.map((it, i) => `${slip.codes[i] ?? ""} ${it.start} «${it.at}»`)
    )
    expect(told.filter((it) => !(it.marked && slip.codes.includes(it.code ?? ""))).map((it) => `${it.code} «${it.at}»`)).toEqual(
      slip.codes.slice(spans.length)
    )
  })

  it.each(realSlips.map((it) => [it.slip, it] as const))("%s: what is offered mends it and spoils nothing", (_, slip) => {
    const { diagnostics, files, group } = slipped(slip)
    for (const diagnostic of diagnostics) {
      for (const fix of diagnostic.fixes) {
        const { file } = diagnostic.span
        const text = apply(file, [fix])
        const after = fresh(group, compile({ files: files.map((it) => (it.path === file.path ? { path: it.path, text } : it)) }).diagnostics)
        // a new name that stays has no title yet, which is told when it is clear that it stays
        const left = after.filter((it) => it.code !== "title-missing" || diagnostic.code === "title-missing")
        expect(left.length, `${fix.title.en}: ${after.map(line).join("; ")}`).toBe(
          diagnostics.filter((it) => it.code !== "title-missing" || diagnostic.code === "title-missing").length - 1
        )
      }
    }
  })

  it("is said so that a colleague can act on it", async () => {
    const page = realSlips.flatMap((slip) => {
      const { diagnostics } = slipped(slip)
      return [
        `# ${slip.slip}`,
        ...diagnostics.flatMap((it) => [
          // without its place: the real files are written on
          line(it).replace(` ${it.span.start} `, " "),
          `  ${said(it).en}`,
          `  ${said(it).zh}`,
          ...it.fixes.map((fix) => `  - ${fix.title.en} / ${fix.title.zh}`)
        ]),
        ""
      ]
    })
    await expect(page.join("\n")).toMatchFileSnapshot("__snapshots__/real-slips.txt")
  })
})

/** Fourteen slips in one file, as somebody made them who meant to try the compiler. */
const planted: ReadonlyArray<readonly [was: string, is: string, code: string]> = [
  ["by: [front-desk-receptionist,", "by: [«front-desk-receptionst»,", "unknown-name"],
  ["against-department: department  ", "against-department: «departmnt»  ", "unknown-name"],
  ["    asked-for: {", "    asked-for«：»{", "full-width-punctuation"],
  ["due: 30 minutes from intake", "due: «30 minutes»", "anchor-missing"],
  ["due: 1 hour from intake }", "due: 1 hours from «inake» }", "unknown-name"],
  ["when: classify.severe-impact", "when: classify.«sever-impact»", "unknown-name"],
  ["due: 2 calendar days from intake\n", "due: «2 days» from intake\n", "bare-days"],
  ["form: { answer: long-text, way: [phone, visit] }", "form: { answer: long-text, way: [phone, visit] }\n                «remider»: 3", "unknown-key"],
  ["      minor:\n", "      «minior»:\n", "case-unknown"],
  ["result: solve.result }", "«reslt»: solve.result }", "unknown-name"],
  ["  - end: resolved\n", "  - end: «resolved»\n", "path-without-end"],
  ["    when: solve.ours\n  - end: explained\n", "    when: «solve.ours is yes»\n", "redundant-yes"],
  ["to: [classify], reason", "to: [«clasify»], reason", "unknown-name"],
  ["ends: withdrawn }", "ends: «withdrawed» }", "unknown-name"]
]

describe("many slips in one file", () => {
  it("are all told, each once and at its place, and none is invented", () => {
    const path = "v0b/complaint.procedure.yaml"
    const is = planted.reduce((text, [was, now]) => {
      if (!text.includes(was)) throw new Error(`not in the file: ${was}`)
      return text.replace(was, () => now)
    }, files.find((it) => it.path === path)?.text ?? "")
    const { spans, text } = marked(is)
    const { diagnostics } = compile({ files: withText(path, text) })
    expect(found(diagnostics).map((it) => `${it.code} ${it.start} «${it.at}»`)).toEqual(
      spans.map((it, i) => `${planted[i]?.[2] ?? ""} ${it.start} «${it.at}»`)
    )
  })
})

describe("a section that cannot be read", () => {
  const broken: ReadonlyArray<readonly [section: string, path: string, was: string, is: string]> = [
    ["the intake", "v0b/complaint.procedure.yaml", "    unit: unit\n", "    unit unit: [\n"],
    ["the steps", "v0b/complaint.procedure.yaml", "        due: at once\n        form:\n", "        due: [at once\n        form:\n"],
    ["the outcomes", "v0b/complaint.procedure.yaml", "  explained: {}\n", "  explained: {\n"],
    ["the orders", "v0b/complaint.procedure.yaml", "  transfer: {", "  transfer {"],
    ["the roles", "v0b/handbook.yaml", "  henghu-station: {", "  henghu-station {"],
    ["the ledgers", "v0b/handbook.yaml", "      occurred-at: date-time\n", "      occurred-at: [date-time\n"],
    ["the words", "v0b/handbook.yaml", "  personal: 个人信息\n", "  personal: [个人信息\n"],
    ["the parameters", "v2/fee-notice.procedure.yaml", "  pay-term: {", "  pay-term: {{"],
    ["the messages", "v2/fee-notice.procedure.yaml", "  pay-please:\n", "  pay-please: [\n"]
  ]
  it.each(broken)("%s: told once; nothing that may stand there is called unknown, unused or missing", (_, path, was, is) => {
    const text = files.find((it) => it.path === path)?.text ?? ""
    if (!text.includes(was)) throw new Error(`not in the file: ${was}`)
    const { diagnostics } = compile({ files: withText(path, text.replace(was, is)) })
    expect(asking(diagnostics).map(line).map((it) => it.split(" ").slice(0, 2).join(" "))).toEqual([`${path} yaml-broken`])
  })
})

describe("a letter left out of a word", () => {
  // what is a value of a choice stands in several places, and each of them is then wrong in its own way
  const choices = new Set(["requested", "major", "important", "minor", "cannot-be-solved", "long-text", "department", "today-span", "week-span"])
  const paths = files.map((it) => it.path).filter((it) => it.endsWith(".procedure.yaml"))

  it.each(paths)("%s: at most one error in the file, and none without a place", (path) => {
    const body = files.find((it) => it.path === path)?.text ?? ""
    const wrong: Array<string> = []
    const words = [...body.slice(0, body.search(/^words:/m)).matchAll(/(?<!#.*)[a-z][a-z-]{3,}/g)]
    // a few of each file: each is compiled with its company, without its stories
    const apart = Math.max(4, Math.ceil(words.length / 4))
    for (const [i, word] of words.entries()) {
      if ((i + 1) % apart > 0 || choices.has(word[0])) continue
      const cut = word.index + Math.floor(word[0].length / 2)
      const text = body.slice(0, cut) + body.slice(cut + 1)
      const { diagnostics } = compile({ files: withText(path, text).filter((it) => !it.path.endsWith(".scenario.yaml")) })
      const errors = diagnostics.filter((it) => it.severity === "error" && it.span.file.path === path)
      if (errors.length > 1) wrong.push(`${word[0]} at ${word.index}: ${errors.map(line).join("; ")}`)
    }
    expect(words.length).toBeGreaterThan(12)
    expect(wrong).toEqual([])
  })
})
