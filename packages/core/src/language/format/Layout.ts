/** Where the white space of a sound file goes. Texts inside it are never touched, only moved with the line they begin on. */
import type { YamlList, YamlMap, YamlNode, YamlPair } from "../syntax/YamlNode.ts"

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Line {
  readonly start: number
  /** without what ends it */
  readonly text: string
  readonly indent: number
  /** the column it goes to, where that is known */
  to?: number
  /** part of a text or of brackets that began further up: moved along, not looked into */
  inside?: true
  /** part of a text in which blanks at the end count */
  verbatim?: true
}

/** `undefined` for a way of writing it does not know, such as a list directly inside a dash. */
export const layout = (text: string, root: YamlNode): string | undefined => {
  if (text.includes("\r")) return undefined
  const lines: Array<Line> = []
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start)
    const stop = end < 0 ? text.length : end
    const content = text.slice(start, stop)
    lines.push({ start, text: content, indent: content.length - content.trimStart().length })
    start = stop + 1
  }
  const edits: Array<Edit> = []
  let known = true

  const lineAt = (offset: number): number => {
    let low = 0
    let high = lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lines[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  const column = (offset: number): number => offset - (lines[lineAt(offset)]?.start ?? 0)
  const startOf = (node: YamlNode): number => (node.kind === "scalar" ? node.outer.start : node.span.start)
  const endOf = (node: YamlNode): number => (node.kind === "scalar" ? node.outer.end : node.span.end)
  const isBlock = (node: YamlNode): node is YamlMap | YamlList => (node.kind === "map" || node.kind === "list") && !node.flow

  /** White space between two things, if it is that and nothing else. */
  const gap = (start: number, end: number, wanted: string, pattern = /^[ \t]*$/): void => {
    const there = text.slice(start, end)
    if (there !== wanted && pattern.test(there)) edits.push({ start, end, text: wanted })
  }

  /** The first thing on a line goes to a column. */
  const place = (offset: number, to: number): boolean => {
    const line = lines[lineAt(offset)]
    if (line === undefined || line.start + line.indent !== offset) return false
    line.to = to
    return true
  }

  /** The further lines of a value move as far as the place it began at. */
  const along = (node: YamlNode, by: number): void => {
    const first = lineAt(startOf(node))
    const end = endOf(node)
    for (let i = first + 1; i < lines.length && (lines[i]?.start ?? end) < end; i++) {
      const line = lines[i]
      if (line === undefined) continue
      line.inside = true
      if (node.kind === "scalar" && (node.style === "block" || node.style === "quoted")) line.verbatim = true
      if (line.text.trim() !== "") line.to = Math.max(0, line.indent + by)
    }
    if (node.kind === "scalar" && node.style === "quoted") {
      const head = lines[first]
      if (head !== undefined && lineAt(Math.max(end - 1, 0)) > first) head.verbatim = true
    }
  }

  const value = (node: YamlNode, indent: number, moved: number): void => {
    if (node.kind === "map" && !node.flow) return map(node, indent)
    if (node.kind === "list" && !node.flow) return list(node, indent)
    along(node, moved)
    if (node.kind === "map" || node.kind === "list") flow(node)
  }

  const pair = (it: YamlPair, indent: number, moved: number): void => {
    const colon = text.indexOf(":", it.key.outer.end)
    gap(it.key.outer.end, colon, "")
    if (it.value.kind === "empty" || it.value.kind === "broken") return
    const start = startOf(it.value)
    if (lineAt(start) === lineAt(colon)) {
      if (isBlock(it.value)) known = false
      gap(colon + 1, start, " ")
      return value(it.value, indent + 2, moved)
    }
    if (isBlock(it.value)) return value(it.value, indent + 2, moved)
    const shift = indent + 2 - column(start)
    place(start, indent + 2)
    value(it.value, indent + 2, shift)
  }

  const map = (node: YamlMap, indent: number): void => {
    for (const it of node.pairs) {
      const start = it.key.outer.start
      place(start, indent)
      pair(it, indent, indent - column(start))
    }
  }

  const list = (node: YamlList, indent: number): void => {
    for (const item of node.items) {
      const start = startOf(item)
      const line = lines[lineAt(start)]
      const dash = line === undefined ? -1 : line.start + line.indent
      if (item.kind === "empty" || text.charAt(dash) !== "-" || !/^-[ \t]+$/.test(text.slice(dash, start))) {
        known = false
        return
      }
      place(dash, indent)
      gap(dash + 1, start, " ")
      value(item, indent + 2, indent + 2 - column(start))
    }
  }

  /** Brackets: `{ a: b, c: d }`, `[a, b]`, `[ { a: b } ]`, `{}`; where lines are broken inside, they stay so. */
  const flow = (node: YamlMap | YamlList): void => {
    const inner = node.kind === "map" || node.items.some((it) => it.kind === "map") ? " " : ""
    const open = node.span.start + 1
    const close = node.span.end - 1
    const parts = node.kind === "map"
      ? node.pairs.map((it) => ({ start: it.key.outer.start, end: it.value.kind === "empty" ? -1 : endOf(it.value) }))
      : node.items.map((it) => ({ start: startOf(it), end: endOf(it) }))
    const first = parts[0]
    const last = parts.at(-1)
    if (first === undefined || last === undefined) return gap(open, close, "")
    gap(open, first.start, inner)
    parts.forEach((part, i) => {
      const next = parts[i + 1]
      if (next !== undefined && part.end >= 0) gap(part.end, next.start, ", ", /^[ \t]*,[ \t]*$/)
    })
    if (last.end >= 0) gap(last.end, close, inner, /^[ \t]*,?[ \t]*$/)
    if (node.kind === "map") {
      for (const it of node.pairs) {
        const colon = text.indexOf(":", it.key.outer.end)
        if (it.value.kind === "empty" || it.value.kind === "broken") continue
        gap(it.key.outer.end, colon, "")
        gap(colon + 1, startOf(it.value), " ")
        if (it.value.kind === "map" || it.value.kind === "list") flow(it.value)
      }
    } else for (const it of node.items) if (it.kind === "map" || it.kind === "list") flow(it)
  }

  if (!isBlock(root)) return undefined
  value(root, 0, 0)
  if (!known) return undefined
  comments(lines)
  return written(text, lines, edits)
}

/** A comment goes where the line goes that it stands with: the next one, else the one before, of its column. */
const comments = (lines: ReadonlyArray<Line>): void => {
  const below = new Map<number, number>()
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]
    if (line === undefined || line.inside === true) continue
    if (line.text.trimStart().startsWith("#")) {
      const to = below.get(line.indent)
      if (to !== undefined) line.to = to
    } else if (line.to !== undefined) {
      // what stands deeper belongs to another part
      for (const column of below.keys()) if (column > line.indent) below.delete(column)
      below.set(line.indent, line.to)
    }
  }
  const above = new Map<number, number>()
  for (const line of lines) {
    if (line.inside === true || line.text.trim() === "") continue
    if (line.text.trimStart().startsWith("#")) line.to ??= above.get(line.indent) ?? line.indent
    else if (line.to !== undefined) {
      for (const column of above.keys()) if (column > line.indent) above.delete(column)
      above.set(line.indent, line.to)
    }
  }
}

const written = (text: string, lines: ReadonlyArray<Line>, edits: ReadonlyArray<Edit>): string => {
  const sorted = [...edits].sort((a, b) => a.start - b.start)
  let next = 0
  const out: Array<string> = []
  for (const line of lines) {
    const end = line.start + line.text.length
    let body = ""
    let at = line.start + line.indent
    for (let edit = sorted[next]; edit !== undefined && edit.start <= end; edit = sorted[++next]) {
      if (edit.start < at) continue
      body += text.slice(at, edit.start) + edit.text
      at = edit.end
    }
    body += text.slice(at, end)
    const whole = body === "" && line.verbatim !== true ? "" : " ".repeat(line.to ?? line.indent) + body
    const shown = line.verbatim === true ? whole : whole.trimEnd()
    if (shown === "" && line.inside !== true && (out.length === 0 || out.at(-1) === "")) continue
    out.push(shown)
  }
  while (out.at(-1) === "" && lines.at(-1)?.verbatim !== true) out.pop()
  return `${out.join("\n")}\n`
}
