/**
 * Ids for commands that come without one: 128 random bits as hexadecimal digits, many drawn at once. Whoever sees one
 * cannot know the next, so he cannot send a command in another's place.
 */
import type { CommandId } from "../case/State.ts"

const BITS = 16
const DRAWN = 512

const digits = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0))

/** A source of ids, each given out once; each a text of its own, not a part of one that it would keep from being forgotten. */
export const make = (): (() => CommandId) => {
  const drawn = new Uint8Array(DRAWN * BITS)
  const codes = Array.from({ length: 2 * BITS }, () => 0)
  let at = drawn.length
  return () => {
    if (at === drawn.length) {
      globalThis.crypto.getRandomValues(drawn)
      at = 0
    }
    for (let to = 0; to < codes.length; at++) {
      const byte = drawn[at]!
      codes[to++] = digits[byte >> 4]!
      codes[to++] = digits[byte & 15]!
    }
    return String.fromCharCode(...codes)
  }
}
