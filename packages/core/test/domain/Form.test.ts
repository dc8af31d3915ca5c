import { Result } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Scope } from "@frontdesk/core/domain/Evaluate"
import type { Field, FieldType } from "@frontdesk/core/domain/Field"
import * as Form from "@frontdesk/core/domain/Form"
import type { Key } from "@frontdesk/core/domain/People"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import * as Written from "@frontdesk/core/domain/Written"
import { instant, scope, zone } from "../case/Office.ts"

const field = (name: string, type: FieldType | FieldType["kind"], more: Partial<Field> = {}): Field => ({
  name,
  type: (typeof type === "string" ? { kind: type } : type) as FieldType,
  needed: true,
  ...more
})
const moveIn: FieldType = {
  kind: "papers",
  list: "move-in",
  needs: [
    { document: "id-card", manner: "seen-and-copied", count: 1 },
    { document: "photo", manner: "original", count: 2 }
  ]
}
const doors: FieldType = { kind: "checklist", items: ["door", "lock"] }
const role = (name: string) => ({ who: "role", role: name, onDuty: false }) as const
const by = (name: string) => ({ mode: "any", of: [role(name)], not: [] }) as const
const check = (
  fields: ReadonlyArray<Field>,
  values: Values,
  { keys = [], ...more }: Partial<Scope> & { readonly keys?: ReadonlyArray<Key> | null } = {}
) =>
  Form.check(fields, values, { ...scope(), ...more }, { step: "handle", keys }).map(({ expected, field, why }) =>
    expected === undefined ? `${field} ${why}` : `${field} ${why}: ${expected.en}`
  )
const one = (type: FieldType | FieldType["kind"], value: Value, more: Partial<Field> = {}) => check([field("f", type, more)], { f: value })

describe("a form may be handed in when", () => {
  it("all it needs is there", () => {
    const fields = [
      field("channel", { kind: "choice", values: ["phone", "visit"] }),
      field("place", "text", { needed: { op: "is", left: { op: "field", step: "handle", field: "channel", path: [] }, any: [{ op: "literal", type: "choice", value: "visit" }], negated: false } }),
      field("note", "text", { needed: false })
    ]
    expect(check(fields, {})).toEqual(["channel missing"])
    expect(check(fields, { channel: "phone" })).toEqual([])
    expect(check(fields, { channel: "visit" })).toEqual(["place missing"])
    expect(check(fields, { channel: "visit", place: "  " })).toEqual(["place missing"])
    expect(check(fields, { channel: "fax", other: 1 })).toEqual(["channel wrong: one of phone, visit", "other wrong: left out: the form has no such field"])
  })

  it("a tick is ticked, a no is an answer", () => {
    expect([one("tick", false), one("tick", true), one("yes-no", false)]).toEqual([["f missing"], [], []])
  })

  it.each<[FieldType | FieldType["kind"], ReadonlyArray<Value>, ReadonlyArray<Value>, string]>([
    ["text", ["楼道灯"], [1, true, {}], "a text"],
    ["whole-number", [3, -1], [1.5, "3", Number.NaN], "a whole number"],
    ["number", ["12.5"], ["1e9", "x", 12], "a number"],
    ["percent", ["70"], ["70%"], "a percentage, like 70%"],
    ["money", ["600", "12.50"], ["12.505", "600 CNY", 600], "an amount in CNY with at most 2 decimals"],
    ["date", ["2026-02-28"], ["2026-02-30", "2.3.2026", 5], "a day, like 2026-03-02"],
    ["time", ["09:00", "24:00"], ["24:01", "9:00"], "a time of day, like 09:00"],
    ["date-time", [0], ["2026-03-02 16:30", 0.5], "a day and time, like 2026-03-02 16:30"],
    ["appointment", [0], ["soon"], "a day and time, like 2026-03-02 16:30"],
    ["period", [{ start: "2026-03-01", end: "2026-03-01" }], [{ start: "2026-03-02", end: "2026-03-01" }, "x"], "a first and a last day, like 2026-03-01 to 2026-03-31"],
    ["term", ["at-once", { n: 2, unit: "working-day", calendar: "office" }], [{ n: 2, unit: "day" }, "2 hours", { n: -1, unit: "hour" }], "a length of time with its unit, like 48 hours or 2 working days, or at once"],
    [{ kind: "list", of: { kind: "whole-number" } }, [[1, 2], []], [["x"], 1], "a list, each a whole number"],
    [{ kind: "case", procedure: "repair" }, ["c1"], [1], "a case"],
    [moveIn, [{ shown: [] }, { shown: [{ document: "id-card", manner: "copy", count: 1 }] }], ["x", [], {}], "papers of the list, like id-card seen-and-copied, 2 photo original"],
    [{ kind: "plugin", name: "plate" }, ["x", { any: 1 }], [], ""]
  ])("%o is one", (type, good, bad, expected) => {
    for (const value of good) expect(one(type, value)).toEqual([])
    for (const value of bad) expect(one(type, value)).toEqual([`f wrong: ${expected}`])
    // said in Chinese too, not left in English
    expect(Written.expected((typeof type === "string" ? { kind: type } : type) as FieldType, { zone: "Asia/Shanghai", currency: "CNY" }).zh).toMatch(/\p{Script=Han}|^[a-z-]+$/u)
  })

  it("it is within its limits, the number included (A-9)", () => {
    expect(one("money", "9.99", { atLeast: "10" })).toEqual(["f wrong: at least 10 CNY"])
    expect(one("money", "10.00", { atLeast: "10", atMost: "10" })).toEqual([])
    expect(one("whole-number", 4, { atMost: 3 })).toEqual(["f wrong: at most 3"])
    expect(one({ kind: "list", of: { kind: "text" } }, ["a", "b"], { atMost: 1 })).toEqual(["f wrong: at most 1 of them"])
    expect(one("date", "2026-03-01", { atLeast: "2026-03-02" })).toEqual(["f wrong: at least 2026-03-02"])
  })

  it("rows are whole, each by its number", () => {
    const rows = { kind: "rows", fields: [field("problem", "text"), field("department", "department")] } as const
    const values = { f: [{ problem: "路灯", department: "engineering" }, { problem: "" , extra: 1 }, 5] }
    const found = ["f.2.problem missing", "f.2.department missing", "f.2.extra wrong: left out: the form has no such field", "f.3 wrong: rows of problem, department"]
    expect(check([field("f", rows)], values)).toEqual(found)
  })

  it("single values come from those who may give them (V3: only the manager closes it so)", () => {
    const result = field("result", { kind: "choice", values: ["solved", "cannot-be-solved"] }, { allow: { "cannot-be-solved": { by: by("center-manager") } } })
    const ask = (keys: ReadonlyArray<Key> | null, value: string) => check([result], { result: value }, { keys })
    expect(ask(["role:receptionist"], "cannot-be-solved")).toEqual(["result value-not-allowed"])
    expect(ask(["role:receptionist"], "solved")).toEqual([])
    expect(ask(["role:center-manager"], "cannot-be-solved")).toEqual([])
    expect(ask(null, "cannot-be-solved")).toEqual([])
  })

  it("single values while their condition holds", () => {
    const founded = { op: "founded", body: "committee", negated: false } as const
    const sent = field("sent", "yes-no", { allow: { yes: { when: founded } } })
    expect(check([sent], { sent: true }, { ask: () => false })).toEqual(["sent value-not-allowed"])
    expect(check([sent], { sent: true }, { ask: () => true })).toEqual([])
  })

  it("the signer holds a fitting key; until the directory has spoken nothing is said", () => {
    const signature = field("received-by", { kind: "signature", of: { ...by("office-director"), not: [{ who: "opener" }] } })
    const signed = (keys: ReadonlyArray<Key> | null | undefined, person = "li") =>
      check([signature], { "received-by": { by: person } }, { ask: () => keys, opener: "wang" })
    expect(signed(["role:office-director"])).toEqual([])
    expect(signed(["role:receptionist"])).toEqual(["received-by signature-missing"])
    expect(signed(null)).toEqual(["received-by signature-missing"])
    expect(signed(undefined)).toEqual([])
    expect(signed(["role:office-director"], "wang")).toEqual(["received-by signature-missing"])
    expect(check([signature], {})).toEqual(["received-by signature-missing"])
  })
})

describe("values as people write them", () => {
  const place = { zone, currency: "CNY" }
  const read = (type: FieldType | FieldType["kind"], written: unknown) =>
    Result.getOrUndefined(Written.read((typeof type === "string" ? { kind: type } : type) as FieldType, written, place))
  it.each<[FieldType | FieldType["kind"], unknown, Value | undefined]>([
    ["yes-no", "yes", true],
    ["yes-no", false, false],
    ["phone-number", 13800000000, "13800000000"],
    ["money", "600 CNY", "600"],
    ["money", "600.50 CNY", "600.5"],
    ["money", "600 USD", undefined],
    ["money", "0.005 CNY", undefined],
    ["percent", "70%", "70"],
    ["whole-number", "12", 12],
    ["date-time", "2026-03-04 24:00", instant("2026-03-05 00:00")],
    ["date-time", "2026-03-04 16:30:05", instant("2026-03-04 16:30") + 5000],
    ["date-time", "2026-03-04T16:30:00+08:00", instant("2026-03-04 16:30")],
    ["date-time", "2026-03-04", undefined],
    ["period", "2026-03-01 to 2026-03-31", { start: "2026-03-01", end: "2026-03-31" }],
    ["term", "48 hours", { n: 48, unit: "hour" }],
    ["term", "1 working day in office", { n: 1, unit: "working-day", calendar: "office" }],
    ["term", "at once", "at-once"],
    ["term", "2 days", undefined],
    ["term", "2 hours in office", undefined],
    [{ kind: "choice", values: ["yes", "maybe"] }, "yes", "yes"],
    [{ kind: "choice", values: ["a"] }, "b", undefined],
    [{ kind: "signature", of: by("x") }, "li", { by: "li" }],
    [{ kind: "list", of: { kind: "money" } }, ["1 CNY", "2.50"], ["1", "2.5"]],
    [{ kind: "rows", fields: [field("paid", "money")] }, [{ paid: "1 CNY" }], [{ paid: "1" }]]
  ])("%o from %o", (type, written, expected) => {
    expect(read(type, written)).toEqual(expected)
  })

  it("says what was expected, down to the cell", () => {
    const rows: FieldType = { kind: "rows", fields: [field("paid", "money")] }
    expect(Written.read(rows, [{ paid: "much" }], place)).toEqual(Result.fail("in paid, an amount in CNY with at most 2 decimals"))
    expect(Written.read(rows, [{ payed: "1" }], place)).toEqual(Result.fail("no field payed, only paid"))
  })

  it("shows what reads the same", () => {
    const back = (kind: FieldType["kind"], value: Value) => {
      const type = { kind } as FieldType
      expect(Result.getOrUndefined(Written.read(type, Written.show(type, value, place), place))).toEqual(value)
    }
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), fc.integer({ min: -1e9, max: 1e9 }), fc.nat(999), (at, cents, n) => {
        back("date-time", at)
        back("money", String(Math.trunc(cents)))
        back("percent", String(n))
        back("term", { n, unit: "working-day", calendar: "office" })
        back("term", { n, unit: "exact-day" })
        back("yes-no", n % 2 === 0)
      })
    )
    expect(Written.show({ kind: "money" }, "600.5", place)).toBe("600.50 CNY")
    expect(Written.showDue(instant("2026-03-05 00:00"), zone)).toBe("2026-03-04 24:00")
    expect(Written.show({ kind: "date-time" }, instant("2026-03-02 16:30"), place)).toBe("2026-03-02 16:30")
  })
})

describe("papers (C04, C05)", () => {
  const whose: FieldType = {
    kind: "papers",
    list: "move-in",
    needs: {
      for: { op: "field", step: "handle", field: "kind", path: [] },
      lists: { owner: [{ document: "id-card", manner: "seen", count: 1 }], company: [{ document: "licence", manner: "original", count: 1 }] }
    }
  }
  const form = [field("kind", { kind: "choice", values: ["owner", "company"] }), field("shown", whose)]
  const shown = (...papers: ReadonlyArray<string>): Value =>
    Result.getOrThrow(Written.read(moveIn, papers, { zone, currency: "CNY" }))
  const settle = (fields: ReadonlyArray<Field>, values: Values) => Form.settle(fields, values, scope, "handle")

  it("may be missing; what is shown must be of the list of this very person", () => {
    expect(check(form, { kind: "owner", shown: shown() })).toEqual([])
    expect(check(form, { kind: "owner", shown: shown("licence original") })).toEqual(["shown.licence wrong: one of id-card seen"])
    expect(check(form, { kind: "company", shown: shown("licence original") })).toEqual([])
    expect(check(form, { shown: shown() })).toEqual(["kind missing", "shown wrong: filled in after it is known whose papers they are"])
  })

  it("say what is missing, in which manner and how many", () => {
    expect(settle([field("shown", moveIn)], { shown: shown("id-card copy", "photo original") })).toEqual({
      shown: {
        shown: [
          { document: "id-card", manner: "copy", count: 1 },
          { document: "photo", manner: "original", count: 1 }
        ],
        complete: false,
        missing: [
          { document: "id-card", manner: "seen-and-copied", count: 1 },
          { document: "photo", manner: "original", count: 1 }
        ]
      }
    })
    expect(settle([field("shown", moveIn)], { shown: shown("id-card seen-and-copied", "photo original", "photo original") })).toMatchObject({
      shown: { complete: true, missing: [] }
    })
    expect(settle(form, { kind: "company", shown: shown("licence handwritten") })).toMatchObject({ shown: { complete: true } })
  })

  it("what somebody says of completeness himself is not looked at", () => {
    const values = { shown: { shown: [], complete: true, missing: [] } }
    expect(settle([field("shown", moveIn)], values)).toMatchObject({ shown: { complete: false } })
    expect(check([field("shown", moveIn), field("why", "text", { needed: { op: "field", step: "handle", field: "shown", path: ["complete"] } })], values)).toEqual([])
  })
})

describe("a checklist (C50)", () => {
  it("has an answer for every item", () => {
    expect(check([field("look", doors)], { look: { items: { door: { result: "pass" } } } })).toEqual(["look.lock missing"])
    expect(check([field("look", doors)], { look: { items: { door: "pass", lock: "broken", roof: "pass" } } })).toEqual([
      "look.lock wrong: one of pass, fail, not-applicable",
      "look.roof wrong: left out: the list has no such item"
    ])
  })

  it("counts what failed", () => {
    const look = Result.getOrThrow(Written.read(doors, { door: { result: "fail", comment: "变形", photo: "p1" }, lock: "not-applicable" }, { zone, currency: "CNY" }))
    expect(check([field("look", doors)], { look })).toEqual([])
    expect(Form.settle([field("look", doors)], { look }, scope, "handle")).toEqual({
      look: { items: { door: { result: "fail", comment: "变形", photo: "p1" }, lock: { result: "not-applicable" } }, failed: 1 }
    })
  })
})

describe("whatever is handed in", () => {
  const kinds = ["text", "yes-no", "tick", "whole-number", "number", "percent", "money", "date", "time", "date-time", "period", "term", "party"] as const
  const types: fc.Arbitrary<FieldType> = fc.oneof(
    fc.constantFrom(...kinds).map((kind): FieldType => ({ kind })),
    fc.constantFrom(...kinds).map((kind): FieldType => ({ kind: "list", of: { kind } })),
    fc.constantFrom(...kinds).map((kind): FieldType => ({ kind: "rows", fields: [field("a", kind)] })),
    fc.constant<FieldType>({ kind: "choice", values: ["a", "toString"] }),
    fc.constant<FieldType>({ kind: "signature", of: by("x") }),
    fc.constantFrom<FieldType>(moveIn, doors, { kind: "list", of: doors }, { kind: "rows", fields: [field("a", moveIn)] }),
    fc.constant<FieldType>({ kind: "filing", what: [{ name: "papers", is: "form", step: "papers" }] })
  )
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.record({ shown: fc.array(fc.oneof(fc.jsonValue(), fc.constantFrom("id-card copy", "2 photo original", "photo"))), items: fc.jsonValue() }),
    fc.dictionary(fc.constantFrom("door", "lock", "window"), fc.oneof(fc.constantFrom("pass", "fail"), fc.record({ result: fc.constantFrom("fail", "x"), comment: fc.jsonValue() }))),
    fc.record({ a: fc.jsonValue(), by: fc.jsonValue(), start: fc.jsonValue(), end: fc.jsonValue(), n: fc.jsonValue() }),
    fc.constantFrom("9999-12-31 24:00", "0001-01-01 00:00", "99999999999999999999 hours", "-0", "1".repeat(200), 1e308)
  )
  it("it is read or refused, checked and shown, and nothing throws", () => {
    fc.assert(
      fc.property(types, anything, (type, written) => {
        const place = { zone, currency: "CNY" }
        const value = Written.read(type, written, place)
        if (Result.isSuccess(value)) {
          Written.show(type, value.success, place)
          // what was read is of its type; a tick may still be untouched, a list or row still incomplete
          const issues = Form.check([field("f", type)], { f: value.success }, scope(), { step: "handle", keys: [] })
          expect(issues.filter(({ why }) => why === "wrong")).toEqual([])
        }
        Form.check([field("f", type)], { f: written as Value }, scope(), { step: "handle", keys: [] })
      }),
      { numRuns: 5000 }
    )
  })
})
