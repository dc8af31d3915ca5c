/**
 * Everything in the catalog has its home in packages/procedures, and every id in a comment there is one of the catalog.
 * `vitest --project docs -u` writes the pages anew.
 */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { catalog } from "./catalog.ts"
import { homes, page } from "./coverage.ts"

const found = homes()

it("each entry is there once", () => {
  expect([...new Set(catalog.map((it) => it.id))]).toHaveLength(catalog.length)
})

it("no entry is without a home", () => {
  expect(catalog.map((it) => it.id).filter((id) => !found.has(id))).toEqual([])
})

it("no comment names what the catalog does not have", () => {
  const known = new Set(catalog.map((it) => it.id))
  const strange = [...found].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${id} in ${first?.file}:${first?.line}`)
  expect(strange).toEqual([])
})

describe.each(["en", "zh"] as const)("in %s", (language) => {
  it("the page", async () => {
    const path = fileURLToPath(new URL(language === "en" ? "coverage.md" : "coverage.zh.md", import.meta.url))
    await expect(page(language)).toMatchFileSnapshot(path)
  })
})
