import { describe, expect, it } from "vitest"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"

describe("SourceFile", () => {
  it.each([
    ["LF", "ab\ncd\n", [[0, 1, 1], [2, 1, 3], [3, 2, 1], [6, 3, 1], [99, 3, 1], [-5, 1, 1]]],
    ["CR LF", "ab\r\ncd", [[2, 1, 3], [3, 1, 4], [4, 2, 1]]],
    ["a lone CR", "ab\rcd", [[2, 1, 3], [3, 2, 1]]],
    ["nothing", "", [[0, 1, 1]]],
    ["wide letters count as one column", "投诉: x", [[2, 1, 3]]]
  ] as const)("finds lines and columns, from 1 on: %s", (_, text, places) => {
    const file = SourceFile.make("f.yaml", text)
    for (const [offset, line, column] of places) expect(SourceFile.position(file, offset)).toEqual({ line, column })
  })

  it("gives a line without its end", () => {
    const file = SourceFile.make("f.yaml", "\ufeffa: 1\r\nb: 2\n")
    expect(SourceFile.line(file, 1)).toBe("\ufeffa: 1")
    expect(SourceFile.line(file, 2)).toBe("b: 2")
    expect(SourceFile.line(file, 3)).toBe("")
    expect(SourceFile.line(file, 9)).toBe("")
  })

  it("knows its own name", () => {
    expect(SourceFile.fileName(SourceFile.make("a/b/x.procedure.yaml", ""))).toBe("x.procedure.yaml")
    expect(SourceFile.fileName(SourceFile.make("x.yaml", ""))).toBe("x.yaml")
  })
})

describe("Span", () => {
  const file = SourceFile.make("f.yaml", "by: opener")

  it("stays inside its file", () => {
    expect(Span.text(Span.make(file, 4, 99))).toBe("opener")
    expect(Span.make(file, 8, 3)).toMatchObject({ start: 8, end: 8 })
  })

  it("is ordered by file, place and length", () => {
    const other = SourceFile.make("a.yaml", "by: opener")
    const spans = [Span.make(file, 4, 6), Span.make(file, 0, 2), Span.make(file, 4, 10), Span.make(other, 9, 10)]
    expect([...spans].sort(Span.order).map((it) => [it.file.path, it.start, it.end])).toEqual([
      ["a.yaml", 9, 10],
      ["f.yaml", 0, 2],
      ["f.yaml", 4, 10],
      ["f.yaml", 4, 6]
    ])
  })
})
