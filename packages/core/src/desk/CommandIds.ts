/**
 * Ids for commands that come without one: 128 random bits as hexadecimal digits, many drawn at once. Whoever sees one
 * cannot know the next, so he cannot send a command in another's place.
 */
import type { CommandId } from "../case/State.ts"

const BITS = 16
const DRAWN = 512

const digits = new TextEncoder().encode("0123456789abcdef")
const latin = new TextDecoder("latin1")

const drawn = (): string => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(DRAWN * BITS))
  const text = new Uint8Array(2 * bytes.length)
  bytes.forEach((byte, at) => {
    text[2 * at] = digits[byte >> 4]!
    text[2 * at + 1] = digits[byte & 15]!
  })
  return latin.decode(text)
}

/** A source of ids, each given out once. */
export const make = (): (() => CommandId) => {
  let pool = ""
  let at = 0
  return () => {
    if (at === pool.length) {
      pool = drawn()
      at = 0
    }
    return pool.slice(at, (at += 2 * BITS))
  }
}
