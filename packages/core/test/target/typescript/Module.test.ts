import { expect, it } from "@effect/vitest"
import { BigDecimal, DateTime, Effect, Result, Schema } from "effect"
import { readFileSync } from "node:fs"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { describe } from "vitest"
import type { Field } from "@frontdesk/core/domain/Field"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as FieldSchema from "@frontdesk/core/target/typescript/FieldSchema"
import * as Module from "@frontdesk/core/target/typescript/Module"
import { complaint } from "./complaint.ts"
import { Complaint, Inspect, Intake, Outcome } from "./complaint.procedure.gen.ts"

const source = { fileName: "complaint.procedure.yaml" }
const there = readFileSync(fileURLToPath(new URL("./complaint.procedure.gen.ts", import.meta.url)), "utf8")

const withForm = (form: ReadonlyArray<Field>): Compiled => ({
  ...complaint,
  plan: { ...complaint.plan, intake: { ...complaint.plan.intake, form } }
})

describe("a generated module", () => {
  it.effect("is the text that is committed, twice the same", () =>
    Effect.gen(function* () {
      expect(yield* Module.generate(complaint, source)).toBe(there)
      expect(yield* Module.generate(complaint, source)).toBe(there)
    })
  )

  it("carries the procedure just as it was compiled", () => {
    expect(Complaint.compiled).toEqual(complaint)
    expect(Object.keys(Complaint.task)).toEqual(["intake", "classify", "hand-over", "solve", "inspect", "tell"])
    expect(Complaint.event["payment-received"].topic).toBe("payment-received")
  })

  it("has unix line ends, one at its end, and no place of this machine", () => {
    expect(there).not.toContain("\r")
    expect(there).toMatch(/[^\n]\n$/)
    expect(there).not.toContain(fileURLToPath(new URL("../../../../..", import.meta.url)))
  })

  it.effect("is refused where a field has no agreed value", () =>
    Effect.gen(function* () {
      const plate = withForm([{ name: "car", type: { kind: "plugin", name: "plate" }, needed: true }])
      const refused = yield* Effect.result(Module.generate(plate, source))
      expect(Result.isFailure(refused) && refused.failure).toMatchObject({
        _tag: "NotBuilt",
        step: "intake",
        field: "car",
        kind: "plugin"
      })
    })
  )

  /** two tasks `check` in two branches, each with a field `seen` */
  const namesakes = (a: Field["type"], b: Field["type"]): Compiled => {
    const task = { kind: "task", name: "check", rungs: [{ name: null, by: null, due: null }] } as const
    const steps = [a, b].map((type, i) => ({ ...task, node: `${i}/check`, form: [{ name: "seen", type, needed: true }] }))
    return { ...complaint, plan: { ...complaint.plan, root: { ...complaint.plan.root, steps: [...steps, ...complaint.plan.root.steps] } } }
  }

  const text: Field["type"] = { kind: "text" }
  const number: Field["type"] = { kind: "number" }
  const rows = (...fields: ReadonlyArray<Field>): Field["type"] => ({ kind: "rows", fields })
  const checklist = (...items: ReadonlyArray<string>): Field["type"] => ({ kind: "checklist", items })

  it.effect.each([
    ["a text and a number", text, number],
    ["an instant and a count", { kind: "date-time" }, { kind: "whole-number" }],
    ["a plugged type and a text", { kind: "plugin", name: "plate" }, text],
    ["rows of which a column is one of two", rows({ name: "a", type: text, needed: true }), rows({ name: "a", type: { kind: "money" }, needed: true })]
  ] as ReadonlyArray<readonly [string, Field["type"], Field["type"]]>)("is refused where two tasks of one name have fields kept alike: %s", ([, a, b]) =>
    Effect.gen(function* () {
      const types = new Map([["plate", { module: { type: "Plate", schema: "Plate" }, from: "plates" }]])
      expect(yield* Effect.flip(Module.generate(namesakes(a, b), { ...source, types } as never))).toMatchObject({ _tag: "NotBuilt", step: "check", field: "seen" })
    })
  )

  it.effect.each([
    ["two checklists, the longer one first", checklist("door"), checklist("door", "gas"), 'FieldSchema.Checklist<"door" | "gas"> | FieldSchema.Checklist<"door">', 'Schema.Union([FieldSchema.checklist(["door", "gas"]), FieldSchema.checklist(["door"])])'],
    ["two choices", { kind: "choice", values: ["a", "b"] }, { kind: "choice", values: ["b", "c"] }, '"a" | "b" | "c"', 'Schema.Literals(["a", "b", "c"])'],
    ["a date and a number", { kind: "date" }, number, "string | BigDecimal.BigDecimal", "Schema.Union([FieldSchema.date, FieldSchema.decimal])"],
    ["a text and a long text", text, { kind: "long-text" }, "string", "Schema.String"],
    ["a text and a date", text, { kind: "date" }, "string", "Schema.Union([Schema.String, FieldSchema.date])"],
    ["rows with other columns", rows({ name: "a", type: text, needed: true }), rows({ name: "a", type: text, needed: true }, { name: "b", type: number, needed: true }), "ReadonlyArray<{ readonly a: string; readonly b?: BigDecimal.BigDecimal }>", "Schema.Array(Schema.Struct({ a: Schema.String, b: Schema.optionalKey(FieldSchema.decimal) }))"]
  ] as ReadonlyArray<readonly [string, Field["type"], Field["type"], string, string]>)("gives tasks of one name both types: %s", ([, a, b, type, schema]) =>
    Effect.gen(function* () {
      const written = yield* Module.generate(namesakes(a, b), source)
      const [, own = ""] = /(export interface Check \{.*?\}\);)/s.exec(written) ?? []
      expect(own.replaceAll(/\/\*\*.*?\*\/|\s+/gs, " ").replaceAll(/ +/g, " ")).toBe(
        `export interface Check { readonly seen: ${type}; } export const Check: Form<Check> = Schema.Struct({ seen: ${schema} });`
      )
    })
  )

  it("reads a longer checklist as itself, not as the shorter one beside it", () => {
    const either = Schema.Union([FieldSchema.checklist(["door", "gas"]), FieldSchema.checklist(["door"])])
    const passed = { result: "pass" } as const
    for (const items of [{ door: passed, gas: passed }, { door: passed }]) {
      expect(Schema.decodeUnknownSync(either)({ items })).toEqual({ items })
      expect(Schema.encodeUnknownSync(either)({ items })).toEqual({ items })
    }
  })

  it("joins the forms of tasks of one name: what not all of them ask for may be absent", () => {
    expect(there).toContain('readonly "received-by": { readonly by: string; readonly evidence?: string };')
    expect(there).toContain("readonly room?: string;")
  })

  it.effect("gives two names to a task that is called like its procedure", () =>
    Effect.gen(function* () {
      const [first, ...rest] = complaint.plan.root.steps
      const renamed: Compiled = {
        ...complaint,
        plan: {
          ...complaint.plan,
          root: {
            ...complaint.plan.root,
            steps: [first!, ...rest.map((it) => (it.kind === "task" ? { ...it, name: "complaint" } : it))]
          }
        }
      }
      const text = yield* Module.generate(renamed, source)
      expect(text).toContain("export interface ComplaintForm {")
      expect(text).toContain("export const Complaint: Facade.Procedure<")
    })
  )

  it.effect("lets no title break out of its comment, and repeats none that is only the name again", () =>
    Effect.gen(function* () {
      const text = yield* Module.generate(
        { ...complaint, words: { zh: { solve: "处理 */ process.exit() /*\n// 投诉", tell: "Tell" } } },
        source
      )
      expect(text).toContain("/** `solve` · 处理 * / process.exit() /* // 投诉 · by dept-supervisor, office-director */")
      expect(text).toContain("/** `tell` · by cs-supervisor */")
    })
  )

  it.effect("says which Frontdesk wrote it", () =>
    Effect.gen(function* () {
      const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as { version: string }
      expect(Module.VERSION).toBe(version)
      expect(yield* Module.generate(complaint, source)).toContain(`// Generated by frontdesk ${version} from complaint.procedure.yaml`)
    })
  )
})

describe("checking a module", () => {
  it.effect("finds the one that should be there, with the line ends of Windows too", () =>
    Effect.gen(function* () {
      expect(yield* Module.check(complaint, source, there)).toEqual({ _tag: "Same" })
      expect(yield* Module.check(complaint, source, there.replaceAll("\n", "\r\n"))).toEqual({ _tag: "Same" })
    })
  )

  it.effect("shows the lines that differ", () =>
    Effect.gen(function* () {
      const found = yield* Module.check(complaint, source, there.replace('export type Tier = "major"', 'export type Tier = "mayor"'))
      const line = there.split("\n").findIndex((it) => it.startsWith("export type Tier")) + 1
      expect(found).toEqual({
        _tag: "Drift",
        wanted: there,
        diff: [`@@ line ${line} @@`, '-export type Tier = "mayor" | "minor";', '+export type Tier = "major" | "minor";'].join("\n")
      })
    })
  )

  it.effect("shows the first few places of many, a few lines of each", () =>
    Effect.gen(function* () {
      const lines = there.split("\n")
      const first = lines.findIndex((it) => it.startsWith("export interface Inspect"))
      // two lines too many, ten gone, and five single ones changed further down
      const changed = [...lines.slice(0, 5), "// one", "// two", ...lines.slice(5, first), ...lines.slice(first + 10)].map((it) =>
        it.replace(/name: "(solve|tell|inspect|classify|paid)", node/, 'name: "other", node').replace('kind: "stage"', 'kind: "stages"')
      )
      const found = yield* Module.check(complaint, source, changed.join("\n"))
      const diff = found._tag === "Drift" ? found.diff.split("\n") : []
      expect(diff.slice(0, 3)).toEqual(["@@ line 6 @@", "-// one", "-// two"])
      expect(diff[3]).toBe(`@@ line ${first + 3} @@`)
      expect(diff[4]).toBe("+export interface Inspect {")
      expect(diff[10]).toBe("+… 4 more lines")
      expect(diff.filter((it) => it.startsWith("@@")).length).toBeLessThanOrEqual(4)
      expect(diff.length).toBeLessThan(40)
    })
  )

  it.effect("says that there is none", () =>
    Effect.gen(function* () {
      expect(yield* Module.check(complaint, source, undefined)).toMatchObject({ _tag: "Drift", diff: "the module is missing" })
    })
  )
})

describe("values", () => {
  it("of an intake go into the plan's form and back", () => {
    const intake: Intake = {
      complainant: "p-17",
      "received-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z"),
      "against-department": "engineering-dept",
      "harm-ongoing": true,
      problems: [{ problem: "leak", owed: BigDecimal.fromStringUnsafe("12.50") }]
    }
    const values = Schema.encodeSync(Intake)(intake)
    expect(values).toEqual({
      complainant: "p-17",
      "received-at": Date.UTC(2026, 2, 2, 2),
      "against-department": "engineering-dept",
      "harm-ongoing": true,
      problems: [{ problem: "leak", owed: "12.5" }]
    })
    expect(Schema.encodeSync(Intake)(Schema.decodeSync(Intake)(values))).toEqual(values)
  })

  it("of every type go there and back", () => {
    const inspected: Inspect = {
      seen: true,
      rooms: 3,
      humidity: BigDecimal.fromStringUnsafe("62.5"),
      day: "2026-03-02",
      hour: "24:00",
      away: { start: "2026-03-03", end: "2026-03-10" },
      "again-in": { n: 3, unit: "working-day", calendar: "office" },
      visit: DateTime.makeUnsafe("2026-03-12T06:00:00Z"),
      defects: ["damp"]
    }
    const values = Schema.encodeSync(Inspect)(inspected)
    expect(values).toEqual({ ...inspected, humidity: "62.5", visit: Date.UTC(2026, 2, 12, 6) })
    expect(Schema.encodeSync(Inspect)(Schema.decodeSync(Inspect)(JSON.parse(JSON.stringify(values))))).toEqual(values)
    expect(Schema.decodeSync(Inspect)({ ...values, "again-in": "at-once" })["again-in"]).toBe("at-once")
    for (const wrong of [{ seen: false }, { rooms: 2.5 }, { day: "2/3/2026" }, { "again-in": "2 days" }, { defects: ["smell"] }]) {
      expect(() => Schema.decodeUnknownSync(Inspect)({ ...values, ...wrong })).toThrow()
    }
  })

  it("of an outcome stand beside its name", () => {
    expect(Schema.decodeUnknownSync(Outcome)({ _tag: "explained", why: "not ours" })).toEqual({ _tag: "explained", why: "not ours" })
    expect(() => Schema.decodeUnknownSync(Outcome)({ _tag: "solved" })).toThrow()
  })

  it.each(["0", "-0.01", "1234567890123456789012345.6789", "0.00000000000000000000001", "1200000000000000000000"])(
    "keep every digit of %s",
    (text) => {
      expect(Schema.encodeSync(FieldSchema.decimal)(Schema.decodeSync(FieldSchema.decimal)(text))).toBe(text)
    }
  )

  it.each(["", "1e3", "12,5", "NaN", "1."])("are not made of %j", (text) => {
    expect(() => Schema.decodeSync(FieldSchema.decimal)(text)).toThrow()
  })
})

describe("ts-morph", () => {
  it("is not loaded by a generated module, nor by the generator before it prints", () => {
    const code = `
      import { registerHooks } from "node:module"
      const seen = []
      registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context) } })
      await import(${JSON.stringify(new URL("./complaint.procedure.gen.ts", import.meta.url).href)})
      await import(${JSON.stringify(new URL("../../../src/target/typescript/Module.ts", import.meta.url).href)})
      console.log(seen.filter((it) => /ts-morph|node_modules\\/yaml|src\\/language|src\\/case\\/Decide|src\\/desk\\/Desk/.test(it)).join())
    `
    expect(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }).trim()).toBe("")
  })
})
