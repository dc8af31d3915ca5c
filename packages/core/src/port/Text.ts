/**
 * Text as every store keeps it: Unicode scalars, ordered by the bytes of their UTF-8 form. JavaScript orders strings
 * by UTF-16 units, which puts U+1F600 before U+FF5E; a database does not.
 *
 * @since 0.1.0
 */

/**
 * Byte-wise order of two texts: negative, 0 or positive.
 *
 * @since 0.1.0
 */
export const compare = (a: string, b: string): number => {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Moves the surrogates above all other units, where their scalars belong. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

/**
 * Whether a text is made of Unicode scalars only. A lone surrogate has no UTF-8 form: a database would put U+FFFD in
 * its place without a word.
 *
 * @since 0.1.0
 */
export const isWellFormed = (text: string): boolean =>
  // ES2024, in every supported Node; the compiler's library is older.
  (text as unknown as { isWellFormed(): boolean }).isWellFormed()
