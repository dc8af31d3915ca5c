/** Lists of papers in a handbook (language §3.3): what is wrong with them, and what a field of them becomes in a plan. */
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as PlanSchema from "@frontdesk/core/plan/PlanSchema"
import * as Steps from "@frontdesk/core/plan/Steps"
import { slips } from "./papersSlips.ts"
import { each } from "./slipTests.ts"
import { errors, found, handbook, inFile, marked, office, whole } from "./fixtures.ts"

each(slips)

const [lists = ""] = /^ {2}size-papers:\n(?: {4}.*\n)+/m.exec(handbook) ?? []

const book = (papers: string) => office(whole("steps:\n  - end: done\n"), { "handbook.yaml": handbook.replace(lists, papers) })

const told = (papers: string) => {
  const { spans, text } = marked(handbook.replace(lists, papers))
  return { spans, in: inFile(office(whole("steps:\n  - end: done\n"), { "handbook.yaml": text }), "handbook.yaml") }
}

describe("a list of papers in the handbook", () => {
  it.each([
    ["papers-case-missing", "  size-papers: { of: [small, «large»], lists: { small: { needs: [id-card seen] } } }\n"],
    ["unknown-name", "  size-papers: { of: [small, large], lists: { small: { needs: [id-card seen] }, «lrge»: { needs: [] } } }\n"],
    ["unknown-name", "  size-papers: { needs: [«id-crd» seen] }\n"],
    ["unknown-name", "  size-papers: { of: [small], lists: { small: { includes: «smal», needs: [] } } }\n"],
    ["papers-circle", "  size-papers: { of: [small, large], lists: { small: { includes: «large» }, large: { includes: small } } }\n"],
    ["papers-circle", "  size-papers: { of: [small], lists: { small: { includes: «small», needs: [id-card seen] } } }\n"],
    ["manner-missing", "  size-papers: { needs: [«id-card»] }\n"]
  ])("%s: %s", (code, papers) => {
    const { in: all, spans } = told(papers)
    expect(found(errors(all))).toEqual(spans.map((it) => ({ code, ...it })))
    const [first] = errors(all)
    expect(first && `${said(first).en}\n${said(first).zh}`).toMatchSnapshot()
  })

  it("a circle is told once, however many lists lead to it", () => {
    const { in: all } = told(
      "  size-papers: { of: [a, b, c], lists: { a: { includes: b }, b: { includes: c }, c: { includes: b } } }\n".replace("of: [a, b, c]", "of: [small, large, c]").replaceAll(/\ba\b: \{/g, "small: {").replaceAll(/\bb\b/g, "large")
    )
    expect(errors(all).map(({ code }) => code)).toEqual(["papers-circle"])
  })

  it("is well where every value has its list and every paper its manner", () => {
    expect(found(errors(book(lists).diagnostics))).toEqual([])
  })
})

describe("a field of papers in the plan", () => {
  const compiled = office(
    whole(
      "steps:\n  - task: t\n    by: clerk\n    form: { shown: papers size-papers for kind }\n  - file: f\n    by: clerk\n    what: [t.shown, t]\n    into: [unit-file, month-file]\n  - end: done\n"
    )
  )
  const plan = compiled.procedures.find((it) => it.path === "work.procedure.yaml")?.compiled.plan

  it("has the whole list of each value, what it includes first", () => {
    const [t] = plan === undefined ? [] : Steps.named(plan, "t")
    expect(t?.kind === "task" && t.form[0]?.type).toEqual({
      kind: "papers",
      list: "size-papers",
      needs: {
        for: { op: "field", step: "intake", field: "kind", path: [] },
        lists: {
          small: [
            { document: "id-card", manner: "seen-and-copied", count: 1 },
            { document: "photo", manner: "original", count: 2 }
          ],
          large: [
            { document: "id-card", manner: "seen-and-copied", count: 1 },
            { document: "photo", manner: "original", count: 2 },
            { document: "letter", manner: "handwritten", count: 1 }
          ]
        }
      }
    })
  })

  it("is kept for the file, which is a task with a field for each archive", () => {
    const [f] = plan === undefined ? [] : Steps.named(plan, "f")
    expect(f?.kind === "task" && { files: f.files, form: f.form.map(({ name, type }) => [name, type.kind]) }).toEqual({
      files: [
        { archive: "unit-file", by: "unit", keptBy: "clerk", key: { op: "field", step: "intake", field: "unit", path: [] } },
        { archive: "month-file", by: "month", keptBy: "clerk", key: null }
      ],
      form: [
        ["unit-file", "filing"],
        ["month-file", "filing"]
      ]
    })
    expect(plan?.kept).toEqual({ intake: ["kind", "unit"], t: ["shown"] })
  })

  it("is the same plan when it is read back", () => {
    expect(Result.getOrThrow(PlanSchema.decode(JSON.parse(JSON.stringify(plan))))).toEqual(plan)
  })

  it("changes its digest with the list: another paper is another procedure", () => {
    const other = office(whole("steps:\n  - task: t\n    by: clerk\n    form: { shown: papers size-papers for kind }\n  - end: done\n"), {
      "handbook.yaml": handbook.replace("letter handwritten", "letter original")
    })
    const same = office(whole("steps:\n  - task: t\n    by: clerk\n    form: { shown: papers size-papers for kind }\n  - end: done\n"))
    const digests = [other, same].map((it) => it.procedures.find(({ path }) => path === "work.procedure.yaml")?.compiled.digest)
    expect(digests[0]).toBeDefined()
    expect(digests[0]).not.toBe(digests[1])
  })
})
