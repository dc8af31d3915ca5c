import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { describe, expect, it } from "vitest"
import { errors, found, inFile, office, whole } from "./fixtures.ts"

const codes = (body: string): ReadonlyArray<string> =>
  found(errors(inFile(office(whole(body))))).map((it) => `${it.code} ${it.at}`)

const when = (condition: string): ReadonlyArray<string> =>
  codes(`steps:\n  - task: t\n    when: ${condition}\n    by: clerk\n  - end: done\n`)

describe("a condition", () => {
  it.each([
    "urgent",
    "not urgent and kind is small",
    "kind is not small",
    "kind is small or large",
    "(urgent or kind is small) and fee > 3 CNY",
    "fee * 70% < fee",
    "fee + 3 CNY >= half-up(fee * 0.5)",
    "fee / 3 CNY > 2",
    "day < today",
    "day + 3 calendar days < today",
    "day is present",
    "remark is present and urgent",
    "remark is missing or urgent",
    "owner is present",
    "kind(owner) is tenant",
    "rank(opener) >= chief",
    "dept is repair-dept",
    "department of opener is dept",
    "(count book) > 3",
    "(count book where each.unit is unit) > 3",
    "some book where each.unit is unit",
    "(last book where each.unit is unit) is present",
    "committee is founded",
    "open(desk)",
    "unit in (list each.unit over book)",
    "intake.at > now",
    "(count items) > 2",
    "(count cases of other where each.outcome is good) > 0"
  ])("%s", (condition) => expect(when(condition)).toEqual([]))

  it.each([
    ["kind", "type-mismatch kind"],
    ["fee", "type-mismatch fee"],
    ["kind < small", "type-mismatch kind"],
    ["kind is small or urgent", "type-mismatch urgent"],
    ["kind is medium", "unknown-name medium"],
    ["fee > 3", "type-mismatch 3"],
    ["fee > 3 EUR", "currency-unknown EUR"],
    ["fee * fee > 3 CNY", "type-mismatch fee"],
    ["unit > 3", "type-mismatch unit"],
    ["note is unit", "text-compared note"],
    ["unit is note", "type-mismatch note"],
    ["note < note", "text-compared note"],
    ["day > fee", "type-mismatch fee"],
    ["day + fee > today", "type-mismatch fee"],
    ["rank(owner) > staff", "type-mismatch owner"],
    ["rank(opener) > boss", "unknown-name boss"],
    ["dept is repair", "unknown-name repair"],
    ["(count bok) > 3", "unknown-name bok"],
    ["(count book where each.unt is unit) > 3", "unknown-name unt"],
    ["(last book where each.unit is unit).what is present or urgent", undefined],
    ["office is founded", "unknown-name office"],
    ["open(desc)", "unknown-name desc"],
    ["urgent or t", "type-mismatch t"],
    ["param.limit is present", "unknown-name limit"],
    ["event.unit is unit", "unknown-name event"],
    ["each.unit is unit", "unknown-name each"],
    ["nobody.knows", "unknown-name nobody"]
  ] as const)("%s", (condition, code) => expect(when(condition)).toEqual(code === undefined ? [] : [code]))

  it("is known to hold for what stands behind it", () => {
    expect(when("(last book where each.unit is unit).result is present and urgent")).toEqual([])
    expect(when("remark is present and (remark is present or urgent)")).toEqual([])
  })
})

describe("a field that holds a department", () => {
  it("is nobody by itself, and it is said how to write who of it", () => {
    const body = "intake: { by: clerk, form: { place: department } }\nsteps:\n  - task: t\n    by: place\n  - end: done\n"
    const [it] = errors(inFile(office(`procedure: work\nversion: 1\n${body}outcomes: { done: {} }\n`)))
    expect(it === undefined ? "" : said(it).en).toBe(
      "`place` is a department, but somebody of it is needed here. Write `head of place`, or a post that exists in every department: `worker in place`."
    )
  })
})

describe("a name that is a word of the language", () => {
  it("is told where it is given, not in each sentence that then cannot be read", () => {
    const steps = "steps:\n  - compute: before\n    type: money\n    value: half-up(2 * 1 CNY)\n  - task: t\n    when: before > 1 CNY\n    by: clerk\n  - end: done\n"
    expect(codes(steps)).toEqual(["reserved-name before"])
  })
})

describe("what is there at a place", () => {
  const task = (name: string, more = ""): string => `  - task: ${name}\n    by: clerk\n    form: { ok: yes/no, why: { type: text, needed: when not ok } }\n${more}`
  const use = (condition: string): string => `  - task: after\n    when: ${condition}\n    by: clerk\n  - end: done\n`
  const told = (steps: string): ReadonlyArray<string> => codes(`steps:\n${steps}`)
  const indented = (text: string, by: number): string => text.replace(/^/gm, " ".repeat(by)).trimEnd() + "\n"

  it("a field that is needed only sometimes is there when its condition holds", () => {
    const give = (condition: string): string =>
      `steps:\n${task("t")}  - end: given-up\n    when: ${condition}\n    gives: { why: t.why }\n  - end: done\noutcomes: { done: {}, given-up: { why: text } }\n`
    expect(codes(give("not t.ok"))).toEqual([])
    expect(codes(give("not t.ok and urgent"))).toEqual([])
    expect(codes(give("t.why is present"))).toEqual([])
    expect(codes(give("urgent"))).toEqual(["maybe-missing t.why"])
  })

  it("a step under a condition is there under the same condition", () => {
    const optional = task("t", "    when: urgent\n")
    expect(told(`${optional}${use("t.ok")}`)).toEqual(["maybe-missing t.ok"])
    expect(told(`${optional}${use("urgent and t.ok")}`)).toEqual([])
    expect(told(`${optional}${use("t was done and t.ok")}`)).toEqual([])
    expect(told(`  - end: done\n    when: not urgent\n${optional}${use("t.ok")}`)).toEqual([])
  })

  it("a step of all branches is there after them, of one only in its case", () => {
    const choose = (large: string): string =>
      `  - choose: c\n    of: kind\n    cases:\n      small:\n${indented(task("t"), 6)}      large:${large}`
    expect(told(`${choose(`\n${indented(task("t"), 6)}`)}${use("t.ok")}`)).toEqual([])
    expect(told(`${choose(" []\n")}${use("t.ok")}`)).toEqual(["maybe-missing t.ok"])
    expect(told(`${choose(" []\n")}${use("kind is small and t.ok")}`)).toEqual([])
    expect(told(`${choose("\n        - end: done\n")}${use("t.ok")}`)).toEqual([])
  })

  it("a step that stands in several branches under conditions is there under what these say together", () => {
    const choose = (small: string, large: string): string =>
      `  - choose: c\n    of: kind\n    cases:\n      small:\n${indented(task("t", small), 6)}      large:\n${indented(task("t", large), 6)}`
    const urgent = "    when: urgent\n"
    expect(told(`${choose(urgent, urgent)}${use("urgent and t.ok")}`)).toEqual([])
    expect(told(`${choose(urgent, urgent)}${use("kind is small and t.ok")}`)).toEqual(["maybe-missing t.ok"])
    expect(told(`${choose(urgent, "")}${use("urgent and t.ok")}`)).toEqual([])
    expect(told(`${choose(urgent, "")}${use("kind is large and t.ok")}`)).toEqual([])
    expect(told(`${choose(urgent, "")}${use("kind is small and t.ok")}`)).toEqual(["maybe-missing t.ok"])
    expect(told(`${choose(urgent, "    when: not urgent\n")}${use("urgent and t.ok")}`)).toEqual(["maybe-missing t.ok"])
  })

  it("what a step asked for when it was reached is so once it was done, unless it may have changed", () => {
    const before = task("look", "    when: urgent\n")
    const both = (when: string): string =>
      `${before}  - choose: c\n    of: kind\n    cases:\n      small:\n${indented(task("t", when), 6)}      large:\n${indented(task("t", when), 6)}`
    expect(told(`${both("    when: look was done\n")}${use("t was done and look.ok")}`)).toEqual([])
    expect(told(`${both("")}${use("t was done and look.ok")}`)).toEqual(["maybe-missing look.ok"])
    expect(told(`${both("    when: urgent\n")}${use("t was done and look.ok")}`)).toEqual([])
    expect(told(`${before}${task("t", "    when: not look was done\n")}${use("not t was done and look.ok")}`)).toEqual(["maybe-missing look.ok"])
    const founded = `${task("look", "    when: committee is founded\n")}${task("t", "    when: committee is founded\n")}`
    expect(told(`${founded}${use("t was done and look.ok")}`)).toEqual(["maybe-missing look.ok"])
  })

  it("side by side: all of `all`, none for certain of `any`, nothing of a branch beside", () => {
    const parallel = (join: string): string =>
      `  - parallel: p\n    join: ${join}\n    branches:\n      a:\n${indented(task("t"), 6)}      b:\n${indented(task("u"), 6)}`
    expect(told(`${parallel("all")}${use("t.ok and u.ok")}`)).toEqual([])
    expect(told(`${parallel("any")}${use("t.ok")}`)).toEqual(["maybe-missing t.ok"])
    expect(told(`${parallel("any")}${use("p.first is a and t.ok")}`)).toEqual([])
    expect(told(`${parallel("any")}${use("p.first is b and t.ok")}`)).toEqual(["maybe-missing t.ok"])
  })

  it("a round is there after the loop, and not before it", () => {
    const loop = `  - repeat: r\n    until: t.ok\n    at-most: 3\n    steps:\n${indented(task("t"), 4)}    beyond:\n      - end: done\n`
    expect(told(`${loop}${use("t.ok and r.rounds > 1")}`)).toEqual([])
    expect(told(`${use("t.ok").replace("  - end: done\n", "")}${loop}  - end: done\n`)).toEqual(["used-too-early t"])
    // inside, its names are those of this round: what the round before did is gone from view
    const before = task("u").replace("    by:", "    when: not t was done\n    by:")
    expect(told(loop.replace("    steps:\n", `    steps:\n${indented(before, 4)}`) + "  - end: done\n")).toEqual(["used-too-early t"])
  })

  it("an order may come at any time, so it has to ask", () => {
    const order = (condition: string): string => `steps:\n${task("t")}  - end: done\norders:\n  urge: { by: clerk, when: ${condition} }\n`
    expect(codes(order("t.ok"))).toEqual(["maybe-missing t.ok"])
    expect(codes(order("t was done and t.ok"))).toEqual([])
    expect(codes(order("not urgent or t was done"))).toEqual([])
  })

  it("what was asked of rows or the clock may have changed by the next step", () => {
    const twice = (condition: string): string => `  - end: done\n    when: ${condition}\n  - task: t\n    by: clerk\n  - end: done\n    when: ${condition}\n  - end: done\n`
    const all = (body: string): ReadonlyArray<string> => found(inFile(office(whole(`steps:\n${body}`)))).map((it) => it.code).filter((it) => it.startsWith("always"))
    expect(all(twice("urgent"))).toEqual(["always-false"])
    expect(all(twice("some book where each.unit is unit"))).toEqual([])
    expect(all(twice("day < today"))).toEqual([])
    const row = "last book where each.unit is unit"
    const record = `  - record: r\n    when: (${row}) is present\n    in: book\n    add: { unit: unit, what: (${row}).what }\n  - end: done\n`
    expect(told(record)).toEqual([])
  })

  it("a form knows its own fields, before those of the intake", () => {
    expect(told("  - task: t\n    by: clerk\n    form: { urgent: [a, b], why: { type: text, needed: when urgent is a } }\n  - end: done\n")).toEqual([])
  })

  it("an item of a list has its columns", () => {
    const each = (people: string): string => `  - each: item\n    in: items\n    steps:\n      - task: t\n        when: ${people}\n        by: clerk\n  - end: done\n`
    expect(told(each("item.thing is present"))).toEqual([])
    expect(told(each("item.think is present"))).toEqual(["unknown-name think"])
  })

  it("what came with an event is there if the event came", () => {
    const wait = (until: string): string => `  - wait: w\n    for: paid where event.unit is unit\n${until}`
    expect(told(`${wait("    until: 3 weeks from intake\n")}${use("w.amount > 3 CNY")}`)).toEqual(["maybe-missing w.amount"])
    expect(told(`${wait("    until: 3 weeks from intake\n")}${use("w.came and w.amount > 3 CNY")}`)).toEqual([])
  })
})

describe("people", () => {
  const by = (people: string): ReadonlyArray<string> => codes(`steps:\n  - task: t\n    by: ${people}\n  - end: done\n`)
  it.each([
    "clerk", "[clerk, manager]", "worker in dept", "worker in repair-dept", "worker on duty in dept", "rank chief or above in dept",
    "highest rank on duty in repair-dept", "head of dept", "superior of opener", "repair-dept", "committee", "opener", "owner",
    "{ any: [clerk, manager], not: [opener] }", "{ together: [clerk, manager] }", "area of unit"
  ])("%s", (people) => expect(by(people)).toEqual([]))
  it.each([
    ["clerks", "unknown-name clerks"],
    ["worker", "role-needs-place worker"],
    ["worker in nowhere", "unknown-name nowhere"],
    ["worker in unit", "type-mismatch unit"],
    ["unit", "type-mismatch unit"],
    ["dept", "type-mismatch dept"],
    ["rank boss or above", "unknown-name boss"],
    ["doer of u", "unknown-name u"],
    ["holder of u", "unknown-name u"],
    ["area of owner", "type-mismatch owner"]
  ])("%s", (people, code) => expect(by(people)).toEqual([code]))
})

describe("deadlines", () => {
  const due = (text: string): ReadonlyArray<string> => codes(`steps:\n  - task: u\n    by: clerk\n    due: 1 hour from intake\n  - task: t\n    by: clerk\n    due: ${text}\n  - end: done\n`)
  it.each([
    "at once", "3 working days from u", "2 hours from its start", "1 week from day else intake", "3 calendar days before day",
    "same day as u", "end of month from intake", "next opening of desk from u", "day", "1 working day in desk from u", "2 hours from start of u"
  ])("%s", (text) => expect(due(text)).toEqual([]))
  it.each([
    ["3 working days from v", "unknown-name v"],
    ["3 working days in dsk from u", "unknown-name dsk"],
    ["2 hours from note", "type-mismatch note"],
    ["fee", "type-mismatch fee"],
    ["next opening of dsk from u", "unknown-name dsk"],
    ["{ within: 1 hour from u, remind: [ { at: due, tell: holder, with: nothing } ] }", "unknown-name nothing"]
  ])("%s", (text, code) => expect(due(text)).toEqual([code]))
})
