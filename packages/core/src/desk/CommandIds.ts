/**
 * Ids for commands that come without one: 32 hexadecimal digits, many drawn at once. They grow, so that a store writes
 * those of one moment beside each other: eleven digits for the millisecond of the draw, three that count. The other
 * eighteen are 72 random bits: whoever sees an id cannot know the next, so he cannot send a command in another's place.
 */
import type { CommandId } from "../case/State.ts"
import type { Instant } from "../domain/Time.ts"

const DRAWN = 512
const TIME = 11
const COUNT = 3
const BYTES = 9

const digits = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0))

/** A source of ids, each given out once; each a text of its own, not a part of one that it would keep from being forgotten. */
export const make = (now: () => Instant): (() => CommandId) => {
  const drawn = new Uint8Array(DRAWN * BYTES)
  const codes = Array.from({ length: TIME + COUNT + 2 * BYTES }, () => 0)
  let given = DRAWN
  let moment = 0
  return () => {
    if (given === DRAWN) {
      globalThis.crypto.getRandomValues(drawn)
      given = 0
      // of a clock that went back, or two draws of one millisecond: onwards all the same
      moment = Math.max(now(), moment + 1)
      for (let to = TIME - 1, rest = moment; to >= 0; to--, rest = Math.floor(rest / 16)) codes[to] = digits[rest % 16]!
    }
    codes[TIME] = digits[given >> 8]!
    codes[TIME + 1] = digits[(given >> 4) & 15]!
    codes[TIME + 2] = digits[given & 15]!
    for (let at = given * BYTES, to = TIME + COUNT; to < codes.length; at++) {
      const byte = drawn[at]!
      codes[to++] = digits[byte >> 4]!
      codes[to++] = digits[byte & 15]!
    }
    given++
    return String.fromCharCode(...codes)
  }
}
