import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import * as Digest from "@frontdesk/core/plan/Digest"
import type { Plan } from "@frontdesk/core/plan/Plan"

const node = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`

describe("the digest of a plan", () => {
  it("is SHA-256 of the canonical text, at every length around a block and in every script", () => {
    for (const size of [0, 1, 2, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 119, 120, 121, 1000]) {
      const value = "楼道灯a".repeat(size).slice(0, size) as unknown as Plan
      expect(Digest.of(value), `length ${size}`).toBe(node(JSON.stringify(value)))
    }
  })

  it("does not depend on the order of keys, but on the order of lists", () => {
    const a = { b: [1, 2], a: { y: "期限", x: true } } as unknown as Plan
    const b = { a: { x: true, y: "期限" }, b: [1, 2] } as unknown as Plan
    const c = { a: { x: true, y: "期限" }, b: [2, 1] } as unknown as Plan
    expect(Digest.of(a)).toBe(Digest.of(b))
    expect(Digest.of(a)).not.toBe(Digest.of(c))
  })

  it("takes a key that is not there and one that is undefined for the same", () => {
    expect(Digest.canonical({ a: 1, b: undefined })).toBe("{\"a\":1}")
  })
})
