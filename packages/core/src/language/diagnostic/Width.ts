/**
 * How many columns of a terminal a text takes: 中 two, an emoji two, a combining mark none. Carets stand under
 * the right letter only when columns are counted this way.
 */
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" })

export const graphemes = (text: string): ReadonlyArray<string> =>
  /^[\x20-\x7e]*$/.test(text) ? [...text] : Array.from(segmenter.segment(text), (it) => it.segment)

export const widthOf = (text: string): number => graphemes(text).reduce((sum, it) => sum + graphemeWidth(it), 0)

const graphemeWidth = (grapheme: string): number => {
  const first = grapheme.codePointAt(0) ?? 0
  if (first >= 0x20 && first < 0x7f) return grapheme.includes("\ufe0f") && grapheme.length > 1 ? 2 : 1
  if (/^(?:\p{Mark}|[\u200b-\u200f\u2060-\u2064\ufeff])+$/u.test(grapheme)) return 0
  if (isWide(first) || /\p{Emoji_Presentation}/u.test(grapheme) || grapheme.includes("\ufe0f")) return 2
  return 1
}

/** Unicode's wide and full-width blocks (East Asian Width W and F). */
const wide: ReadonlyArray<readonly [number, number]> = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd]
]

const isWide = (point: number): boolean => wide.some(([from, to]) => point >= from && point <= to)

const TAB = 4

/** A piece of a line as it is shown, and where it came from. */
export interface Cell {
  readonly shown: string
  readonly width: number
  /** The offset in the line at which its text begins. */
  readonly offset: number
}

/**
 * A line as cells. Tabs become spaces up to the next stop; what a terminal would obey instead of showing it
 * (control characters, marks that turn the direction of writing, half a surrogate pair) becomes `�`.
 */
export const cellsOf = (line: string): ReadonlyArray<Cell> => {
  const cells: Array<Cell> = []
  let offset = 0
  let column = 0
  for (const piece of graphemes(line)) {
    const shown = piece === "\t" ? " ".repeat(TAB - column % TAB) : piece.replace(unshowable, "\ufffd")
    const width = piece === "\t" ? shown.length : widthOf(shown)
    cells.push({ shown, width, offset })
    offset += piece.length
    column += width
  }
  return cells
}

// oxlint-disable-next-line eslint/no-control-regex -- control characters are what it looks for
const unshowable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
