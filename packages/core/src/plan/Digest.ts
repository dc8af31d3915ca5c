/**
 * The name of a plan that nobody can give twice: SHA-256 over its canonical JSON (keys in order of their UTF-16 units,
 * no spaces, as RFC 8785 has it). Synchronous and without a platform, so a compiler in a browser names a plan exactly
 * as a server does.
 *
 * @since 0.1.0
 */
import type { Digest, Plan } from "./Plan.ts"

/**
 * JSON in which the order of keys does not matter: equal data give equal text. Keys whose value is `undefined` are
 * left out.
 *
 * @since 0.1.0
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((it) => canonical(it ?? null)).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const entries = Object.entries(value)
    .filter(([, it]) => it !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, it]) => `${JSON.stringify(key)}:${canonical(it)}`).join(",")}}`
}

/**
 * The digest of a plan, `sha256:` and 64 hexadecimal digits.
 *
 * @since 0.1.0
 */
export const of = (plan: Plan): Digest => `sha256:${sha256(canonical(plan))}`

/** The first 32 bits of the fractional parts of the roots of the first primes, as FIPS 180-4 defines the constants. */
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 0x1_0000_0000) | 0

const primes: ReadonlyArray<number> = Array.from({ length: 311 }, (_, i) => i + 2)
  .filter((n) => Array.from({ length: n - 2 }, (_, i) => i + 2).every((d) => n % d !== 0))
  .slice(0, 64)

const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** SHA-256 of the UTF-8 form of a text, in hexadecimal. */
const sha256 = (text: string): string => {
  const bytes = new TextEncoder().encode(text)
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)

  const hash = Int32Array.from(start)
  const w = new Int32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15] ?? 0
      const b = w[i - 2] ?? 0
      const small = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
      const large = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
      w[i] = (w[i - 16] ?? 0) + small + (w[i - 7] ?? 0) + large
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
    for (let i = 0; i < 64; i++) {
      const upper = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const first = (h + upper + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + (w[i] ?? 0)) | 0
      const lower = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const second = (lower + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] ?? 0) + word
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("")
}
