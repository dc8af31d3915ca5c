import { describe, expect, it } from "vitest"
import * as Span from "@frontdesk/core/language/source/Span"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import { examples, fixture, show, told } from "../Fixture.ts"

/** All nodes of a tree that have a place, with the path that leads to them. */
const placed = (node: unknown, path = "$"): ReadonlyArray<readonly [string, { readonly kind?: unknown; readonly text?: unknown; readonly span: Span.Span }]> => {
  if (typeof node !== "object" || node === null) return []
  if (Array.isArray(node)) return node.flatMap((it, i) => placed(it, `${path}[${i}]`))
  const it = node as { readonly span?: Span.Span }
  const below = Object.entries(node).filter(([key]) => key !== "span" && key !== "file").flatMap(([key, value]) => placed(value, `${path}.${key}`))
  return it.span === undefined ? below : [[path, it as { readonly span: Span.Span }], ...below]
}

describe("the example files", () => {
  it("are all there", () => {
    expect(examples.length).toBe(45)
  })

  it.each(examples.map((file) => [file.path, file] as const))("%s is understood without a word", (_, file) => {
    const parsed = parse(file)
    expect(parsed?.diagnostics.map(told)).toEqual([])
    expect(parsed?.tree).toBeDefined()
    expect(placed(parsed?.tree).filter(([, node]) => node.kind === "broken").map(([path]) => path)).toEqual([])
  })

  it.each(examples.map((file) => [file.path, file] as const))("%s: each name stands where its place says", (_, file) => {
    for (const [path, node] of placed(parse(file)?.tree)) {
      expect(node.span.file, path).toBe(file)
      expect(node.span.start, path).toBeLessThanOrEqual(node.span.end)
      if (node.kind === "name") expect(Span.text(node.span), path).toBe(node.text)
      if (node.kind === "ref") expect(Span.text(node.span).replace(/\s/g, ""), path).toBe(show(node))
    }
  })

  // A place of its own (`keyword`, `daysSpan`) is a span, not a node: it has no parts.
  it("parts lie inside the whole", () => {
    const file = fixture("examples/v0b/complaint.procedure.yaml")
    const visit = (node: unknown, outer: Span.Span): void => {
      if (typeof node !== "object" || node === null) return
      if (Array.isArray(node)) return node.forEach((it) => visit(it, outer))
      if ("file" in node) return
      const span = (node as { readonly span?: Span.Span }).span ?? outer
      expect([span.start >= outer.start, span.end <= outer.end], Span.text(span).slice(0, 60)).toEqual([true, true])
      for (const [key, value] of Object.entries(node)) if (key !== "span") visit(value, span)
    }
    const tree = parse(file)?.tree
    if (tree !== undefined) visit(tree, tree.span)
    expect(tree).toBeDefined()
  })
})
