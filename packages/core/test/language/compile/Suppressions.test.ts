/** Comments that ask not to be told something: where they reach, and what they cannot do. */
import { describe, expect, it } from "vitest"
import { found, inFile, office, whole } from "../fixtures.ts"
import { apply } from "@frontdesk/core/language/diagnostic/Fix"

const codes = (body: string): ReadonlyArray<string> => found(inFile(office(whole(body)))).map((it) => `${it.code} ${it.at}`)

/** Steps named a and b, of which no title is given; the comments stand where the test puts them. */
const steps = (before: string, a: string, b: string): string =>
  `steps:\n${before}  - task: a${a}\n    by: clerk\n  - task: b${b}\n    by: clerk\n  - end: done\n`
const titles = (body: string): ReadonlyArray<string> => codes(body).filter((it) => /^title-missing [ab]$|^suppression/.test(it))

describe("a comment that ignores", () => {
  it("without it, both are told", () => {
    expect(titles(steps("", "", ""))).toEqual(["title-missing a", "title-missing b"])
  })
  it.each([
    ["at the end of the line", steps("", " # frontdesk-ignore title-missing: the client says a", "")],
    ["on the line before", steps("  # frontdesk-ignore title-missing: the client says a\n", "", "")],
    ["above a comment and an empty line", steps("  # frontdesk-ignore title-missing: the client says a\n\n  # task of the desk\n", "", "")],
    ["with a Chinese colon, tightly written", steps("", " #frontdesk-ignore title-missing：客户就这么叫", "")],
    ["beside another code", steps("", " # frontdesk-ignore title-missing, title-missing: twice", "")]
  ])("%s", (_, body) => {
    expect(titles(body)).toEqual(["title-missing b"])
  })
  it("says nothing in quotes or in a text", () => {
    const text = 'messages:\n  m: { zh: "# frontdesk-ignore title-missing", en: "# frontdesk-ignore x: y" }\n'
    expect(codes(`${steps("", "", "")}${text}`).filter((it) => it.startsWith("suppression"))).toEqual([])
  })
  it("is not called idle while an error keeps things from being checked", () => {
    const idle = " # frontdesk-ignore order-useless: none yet"
    expect(titles(steps("", idle, ""))).toContain("suppression-unused order-useless")
    expect(titles(steps("", idle, "").replace("by: clerk", "by: clark")).filter((it) => it.startsWith("suppression"))).toEqual([])
  })
  it("alone on its line and idle is removed with its line", () => {
    const body = whole(steps("  # frontdesk-ignore order-useless: none yet\n", "", ""))
    const told = inFile(office(body)).find((it) => it.code === "suppression-unused")
    if (told === undefined) throw new Error("not told")
    expect(apply(told.span.file, told.fixes)).toBe(whole(steps("", "", "")))
  })
})
