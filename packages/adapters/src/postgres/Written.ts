/**
 * Text as PostgreSQL can keep it. Its `text` knows no U+0000, and an index takes no value of several KiB; the contract
 * allows both (law L17). What is written keeps the byte-wise order of what it stands for.
 */
import { createHash } from "node:crypto"

const [nul, one] = ["\u0000", "\u0001"]

/** U+0000 and U+0001 as pairs: nothing else changes, and no order does. */
export const text = (value: string): string =>
  value.includes(nul) || value.includes(one) ? value.replaceAll(one, "\u0001\u0002").replaceAll(nul, "\u0001\u0001") : value

/** What was written, read back. */
export const read = (written: string): string =>
  written.includes(one) ? written.replaceAll("\u0001\u0001", nul).replaceAll("\u0001\u0002", one) : written

/** Longer texts do not fit into an index beside another one (2,704 bytes an entry). */
const longest = 240

/** A text only asked for as a whole: a long one by its beginning and its digest. */
export const key = (value: string): string =>
  value.length <= longest
    ? text(value)
    : text(`${value.slice(0, 80).replace(/[\ud800-\udbff]$/, "")}\u0001${createHash("sha256").update(value).digest("hex")}`)
