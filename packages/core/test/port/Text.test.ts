import { describe, expect, it } from "vitest"
import * as Text from "@frontdesk/core/port/Text"

describe("text is ordered as its UTF-8 bytes are", () => {
  const texts = ["", "a", "a\u0000", "ab", "b", "é", "业", "\uffff", "～", "😀", "😀a", "𠀀"]

  it("agrees with the bytes for every pair", () => {
    for (const a of texts) {
      for (const b of texts) {
        expect(Math.sign(Text.compare(a, b)), `${a} ${b}`).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
      }
    }
  })

  it("knows a lone surrogate", () => {
    expect(Text.isWellFormed("room 😀")).toBe(true)
    expect(Text.isWellFormed("room \ud83d")).toBe(false)
  })
})
