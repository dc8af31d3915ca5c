import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Span from "@frontdesk/core/language/source/Span"
import { errors, found, handbook, inFile, marked, office, whole } from "./fixtures.ts"
import { around, living, procedures, withText, workspace } from "./procedures.ts"

const written = workspace().files.flatMap((it) => (it.path.endsWith(".procedure.yaml") ? [it.path] : []))
const nameOf = (path: string): string => path.slice(0, -".procedure.yaml".length)

describe("the real procedures, as they are today", () => {
  const { files } = living()
  const compiled = compile({ files })

  it("are clean of errors and warnings", () => {
    const asking = compiled.diagnostics.filter((it) => it.severity !== "information")
    expect(asking.map((it) => `${it.span.file.path} ${it.code} ${Span.text(it.span)}: ${said(it).en}`)).toEqual([])
  })

  it("all have a plan, known by handbook and name", () => {
    const today = files.flatMap((it) => (it.path.endsWith(".procedure.yaml") ? [it.path] : []))
    expect(compiled.procedures.map((it) => it.compiled.plan.procedure)).toEqual(compiled.procedures.map((it) => nameOf(it.path)))
    expect(compiled.procedures.filter((it) => it.from === undefined).map((it) => it.path)).toEqual(today)
    expect(compiled.procedures.flatMap(({ from, path }) => (from === undefined ? [] : [`${path} is ${from}`]))).toEqual([
      "v4/emergency.procedure.yaml is v3/emergency.procedure.yaml",
      "v4/item-release.procedure.yaml is v0b/item-release.procedure.yaml"
    ])
    expect(today.length).toBeGreaterThan(written.length)
  })

  it("give the same digest in any order of files", () => {
    const backwards = compile({ files: [...files].reverse() })
    expect(backwards.procedures.map((it) => it.compiled.digest)).toEqual(compiled.procedures.map((it) => it.compiled.digest))
  })

  it("whose time zone nobody knows are told so, and nothing is counted in it", () => {
    const at = files.map((it) => (it.path === "v0b/handbook.yaml" ? { ...it, text: it.text.replace("Asia/Shanghai", "Asia/Shaghai") } : it)).filter((it) => it.path.startsWith("v0b/") && !it.path.endsWith(".scenario.yaml"))
    expect(compile({ files: at }).diagnostics.filter(isError).map((it) => Span.text(it.span))).toEqual(["Asia/Shaghai"])
  })

  it("have their scenarios read", () => {
    expect(compiled.scenarios.length).toBe(files.filter((it) => it.path.endsWith(".scenario.yaml")).length)
  })
})

describe("five real handbooks", () => {
  const { compiled } = procedures()

  it("have the same digests with other titles", () => {
    const digests = compiled.procedures.map((it) => it.compiled.digest)
    expect(digests).toHaveLength(written.length)
    const retitled = withText("v3/reception.procedure.yaml", (text) => text.replace("handle: 处理", "handle: 办理"))
    expect(retitled.procedures.map((it) => it.compiled.digest)).toEqual(digests)
    expect(retitled.procedures.find((it) => it.compiled.plan.procedure === "v3/reception")?.compiled.words["zh"]?.["handle"]).toBe("办理")
  })

  it("know the procedure of another company under `uses`", () => {
    const broken = withText("v3/handbook.yaml", (text) => text.replace("../v0b/complaint", "../v0b/complain"))
    expect(found(broken.diagnostics.filter(isError)).map((it) => [it.code, it.at])).toEqual([
      ["procedure-unknown", "../v0b/complain"]
    ])
    expect(broken.procedures.map((it) => it.path)).not.toContain("v3/reception.procedure.yaml")
    expect(broken.procedures.map((it) => it.path.split("/")[0])).not.toContain("v3")
    expect(broken.procedures).toHaveLength(compiled.procedures.filter((it) => !it.path.startsWith("v3/")).length)
  })
})

/** A dozen slips at once, of which none may hide or double another. */
const planted: ReadonlyArray<readonly [code: string, was: string, is: string]> = [
  ["unknown-name", "by: [front-desk-receptionist, henghu-station]", "by: [front-desk-receptionist, «hengu-station»]"],
  ["unknown-name", "counts-from: received-at", "counts-from: «recieved-at»"],
  ["ledger-column-missing", "- record: write-complaint", "- record: «write-complaint»"],
  ["unknown-name", "when: harm-ongoing\n        by", "when: «harm-on-going»\n        by"],
  ["bare-days", "due: 10 calendar days from intake", "due: «10 days» from intake"],
  ["used-too-early", "{ when: classify.severe-impact, then: major }", "{ when: «solve».ours, then: major }"],
  ["case-missing", "- choose: by-tier", "- choose: «by-tier»"],
  ["role-needs-place", "director: { by: office-director }", "director: { by: «dept-supervisor» }"],
  ["ladder-due-missing", "person:\n              by", "«person»:\n              by"],
  ["type-mismatch", "transfer: { by: [holder, cs-supervisor] }", "transfer: { by: [holder, «unit»] }"],
  ["maybe-missing", "withdraw: { by: complainant,", "withdraw: { by: «against-person»,"],
  ["unknown-name", "ends: withdrawn }", "ends: «withdrawed» }"],
  ["path-without-end", "  - task: tell                       # 当天通报", "  - task: «tell»"]
]

describe("a file with a dozen slips", () => {
  let text = workspace().files.find((it) => it.path === "v0b/complaint.procedure.yaml")?.text ?? ""
  for (const [, was, is] of planted) {
    if (!text.includes(was)) throw new Error(`not in the file: ${was}`)
    text = text.replace(was, is)
  }
  text = text
    .replace("place: place, ", "")
    .replace(/\n {14}due: \{ within: 2 calendar days from intake, or: asked-for.*\n/, "\n")
    .replace("  - end: resolved\n    when: solve.ours\n  - end: explained\n", "")
    .replace(/ {6}important:\n[^]*?( {6}minor:)/, "$1")
    .replace("director: { by: «dept-supervisor» }", "")
  const { text: plain, spans } = marked(text.replace("by: opener\n          due: same day as intake", "by: «dept-supervisor»\n          due: same day as intake"))
  const compiled = withText("v0b/complaint.procedure.yaml", () => plain)
  const told = compiled.diagnostics.filter((it) => it.span.file.path === "v0b/complaint.procedure.yaml" && isError(it))

  it("tells each of them once, at its exact place, and invents none", () => {
    expect(found(told).map((it) => `${it.start} ${it.at}`)).toEqual(spans.map((it) => `${it.start} ${it.at}`))
    expect(told.map((it) => it.code).sort()).toEqual(planted.map(([code]) => code).sort())
  })

  it("does not disturb the other companies", () => {
    expect(compiled.procedures.map((it) => it.path)).toEqual(written.filter((it) => it !== "v0b/complaint.procedure.yaml"))
    expect(found(compiled.diagnostics.filter((it) => isError(it) && it.span.file.path !== "v0b/complaint.procedure.yaml"))).toEqual([])
  })

  it("says all of it so that a colleague can act on it", () => {
    expect(told.map((it) => `${it.code}\n  ${said(it).en}\n  ${said(it).zh}`).join("\n")).toMatchSnapshot()
  })
})

describe("a part that is broken", () => {
  const task = "steps:\n  - task: t\n    by: clerk\n    form: { ok: yes/no }\n  - end: done\n"

  it("is told once and has no consequences", () => {
    const broken: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
      // a step whose kind is not known may end the case, and may give what is asked for later
      ["steps:\n  - wander: t\n    by: clerk\n  - task: u\n    when: t.ok\n    by: clerk\n", ["unknown-key"]],
      ["steps:\n  - task: t\n    by: clerk\n    form: { ok: yess }\n  - end: done\n    when: t.ok\n  - end: done\n", ["unknown-name"]],
      ["steps:\n  - decide: d\n    first:\n      - { when: urgent adn urgent, then: a }\n      - { then: b }\n  - choose: c\n    of: d\n    cases:\n      a: []\n      b: []\n  - end: done\n", ["sentence-syntax"]],
      ["steps:\n  - end: done\n    when: urgent and\n  - end: done\n", ["sentence-syntax"]],
      [`${task}orders:\n  withdraw: { by: nobdy, ends: done }\n`, ["unknown-name"]]
    ]
    for (const [body, codes] of broken) {
      expect(found(errors(inFile(office(whole(body))))).map((it) => it.code), body).toEqual(codes)
    }
  })

  it("of the handbook is told there, and not in each procedure", () => {
    for (const [was, is, code] of [
      ["  worker: { rank: staff }", "  worker: { rnk: staff }", "unknown-key"],
      ["ranks: [staff, chief]", "ranks: staff", "wrong-shape"],
      ["  book: { columns: { unit: unit,", "  book: { columns: { unit: [unit,", undefined]
    ] as const) {
      const compiled = office(whole(`${task.replace("by: clerk", "by: worker in repair-dept")}`), {
        "handbook.yaml": handbook.replace(was, is)
      })
      expect(found(errors(inFile(compiled))), is).toEqual([])
      const there = found(errors(inFile(compiled, "handbook.yaml"))).map((it) => it.code)
      expect(there.length).toBeGreaterThan(0)
      if (code !== undefined) expect(there).toContain(code)
      expect(compiled.procedures.map((it) => it.path)).toEqual(["other/other.procedure.yaml"])
    }
  })

  it("a folder without a handbook says so once", () => {
    const compiled = compile({ files: [{ path: "a/work.procedure.yaml", text: whole(task) }] })
    expect(found(compiled.diagnostics).map((it) => [it.code, it.at])).toEqual([["handbook-missing", "work"]])
  })

  it("no files, foreign files and empty files are no trouble", () => {
    expect(compile({ files: [] }).diagnostics).toEqual([])
    expect(compile({ files: [{ path: "readme.md", text: "# hello" }] }).diagnostics).toEqual([])
    for (const path of ["handbook.yaml", "a.procedure.yaml", "a.scenario.yaml"]) {
      for (const text of ["", "\u0000", "- a", "a: b: c", "{".repeat(500), "&a [*a]", "\ud800", "procedure: constructor\nsteps: __proto__"]) {
        expect(() => compile({ files: [{ path, text }] }), `${path} ${text.slice(0, 10)}`).not.toThrow()
      }
    }
  })

  it("names that objects have by nature are names like others", () => {
    const body = "intake:\n  by: clerk\n  form: { constructor: yes/no, toString: unit }\nsteps:\n  - task: valueOf\n    by: hasOwnProperty\n    when: constructor\n    form: { prototype: yes/no }\n  - end: done\n    when: valueOf was done and valueOf.prototype\n  - end: done\n"
    expect(found(errors(inFile(office(whole(body))))).map((it) => [it.code, it.at])).toEqual([
      ["unknown-name", "hasOwnProperty"]
    ])
  })
})

describe("real files with a piece changed", () => {
  const files = workspace().files
  let seed = 20260302
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed % below
  }
  const words = files.flatMap((it) => it.text.split(/[\s:,{}[\]]+/)).filter((it) => it !== "")
  const mutate = (text: string): string => {
    const lines = text.split("\n")
    const i = random(lines.length)
    const line = lines[i] ?? ""
    switch (random(8)) {
      case 0:
        return text.slice(0, random(text.length))
      case 1:
        return lines.filter((_, n) => n !== i).join("\n")
      case 2:
        return lines.flatMap((it, n) => (n === i ? [it, it] : [it])).join("\n")
      case 3:
        return lines.map((it, n) => (n === i ? `  ${it}` : it)).join("\n")
      case 4:
        return lines.map((it, n) => (n === i ? it.slice(2) : it)).join("\n")
      case 5: {
        const at = random(text.length)
        return text.slice(0, at) + (":,{}[]()'\"#|>-&*!%\t\u0000，：".at(random(22)) ?? "") + text.slice(at + random(3))
      }
      case 6:
        return lines.map((it, n) => (n === i ? it.replace(/[\w-]+(?=[^\w-]*$)/, words[random(words.length)] ?? "") : it)).join("\n")
      default: {
        const j = random(lines.length)
        const other = lines[j] ?? ""
        return lines.map((it, n) => (n === i ? other : n === j ? line : it)).join("\n")
      }
    }
  }

  it("never throw, and what comes out clean still has every plan", () => {
    for (let round = 0; round < 80; round++) {
      const at = random(files.length)
      const { path = "", text: was = "" } = files[at] ?? {}
      const text = mutate(was)
      // of the stories only the one that was changed: all others cost time and say nothing of it
      const changed = around(path, files)
        .filter((it) => it.path === path || !it.path.endsWith(".scenario.yaml"))
        .map((it) => (it.path === path ? { path, text } : it))
      const compiled = (() => {
        try {
          return compile({ files: changed })
        } catch (error) {
          throw new Error(`round ${round}, ${path}:\n${text}`, { cause: error })
        }
      })()
      if (!compiled.diagnostics.some(isError)) {
        expect(compiled.procedures.length, text).toBe(changed.filter((it) => it.path.endsWith(".procedure.yaml")).length)
      }
      for (const it of compiled.diagnostics) {
        expect(it.code, text).not.toBe("not-understood")
        expect(said(it).en).not.toMatch(/undefined|\[object/)
        expect(it.span.end).toBeGreaterThanOrEqual(it.span.start)
      }
    }
  })
})

describe("a lost heading", () => {
  const lost = (text: string, line: string): ReadonlyArray<string> => {
    if (!text.includes(line)) throw new Error(`not there: ${line}`)
    return inFile(office(text.replace(line, ""))).filter((it) => it.severity === "error").map((it) => it.code)
  }

  it.each(["intake:\n", "  form:\n", "outcomes: { done: {} }\n", "words:\n"])("%s is told in at most three messages", (line) => {
    const codes = lost(`${whole("steps:\n  - end: done\n")}words:\n  work: 办理\n  unit: 房号\n  fee: 费用\n  day: 日期\n`, line)
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.length).toBeLessThanOrEqual(3)
  })
})
