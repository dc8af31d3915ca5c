import { lineStarts, type SourceFile } from "../source/SourceFile.ts"

/**
 * Finds the slips of the keyboard that leave no doubt of what was meant, line by line, before YAML reads the file.
 *
 * Only the structure is mended: the colon behind a key, the comma before the next `key:`, brackets around names, the
 * white space in front of a line. A text keeps its punctuation: what continues a value, stands in quotes or in a block,
 * or may be prose, is left as it is.
 */
export interface Repair {
  readonly at: number
  readonly length: number
  readonly text: string
  readonly slip: "full-width" | "space" | "tab"
}

const aKey = /(["']?)(\p{L}[\p{L}\p{M}\p{N}._-]{0,99})\1( ?)([：:])/uy
const aNextKey = /[ \u3000]*["']?\p{L}[\p{L}\p{M}\p{N}._-]{0,99}["']? ?([：:])(?=( |$|\r|\n)?)/uy
const dashes = /(?:-[ \u3000]+)+|-(?=\r?$)/uy
const aBlock = /[|>][+\-\d]{0,2}[ \t]*(?:#.*)?\r?$/uy
const isPlainAscii = /^[\x20-\x7e，、]*$/

interface Open {
  readonly sign: "{" | "["
  /** A key here has a full-width colon: then the next one may have it too. */
  wide: boolean
}

interface Column {
  readonly at: number
  readonly dash: boolean
}

export const repairsOf = (file: SourceFile): ReadonlyArray<Repair> => {
  const found: Array<Repair> = []
  const starts = lineStarts(file)
  let flow: Array<Open> = []
  let quote = ""
  /** The key whose block (`|`) goes on. */
  let block: number | undefined
  /** The key whose plain value may go on in deeper lines. */
  let plain: number | undefined
  /** The key behind which nothing stands yet. */
  let opened: { readonly at: number; readonly name: string } | undefined
  let columns: ReadonlyArray<Column> = []

  const repair = (at: number, length: number, text: string, slip: Repair["slip"]): void => {
    found.push({ at, length, text, slip })
  }

  /** From `at` to the end of the line, inside quotes and brackets. */
  const inside = (text: string, begin: number, from: number, isFresh: boolean): void => {
    let fresh = isFresh
    let i = from
    while (i < text.length) {
      const sign = text.charAt(i)
      if (quote !== "") {
        if (quote === "\"" && sign === "\\") i++
        else if (sign === quote) quote = ""
        i++
        fresh = false
        continue
      }
      const top = flow.at(-1)
      if (top === undefined) return
      if (sign === " " || sign === "\t" || sign === "\r") {
        i++
        continue
      }
      if (sign === "#" && /\s/.test(text.charAt(i - 1))) return
      if (fresh && (sign === "\"" || sign === "'") && !hasColon(text, i)) {
        quote = sign
        fresh = false
        i++
        continue
      }
      if (fresh && top.sign === "{") {
        const next = key(text, begin, i)
        if (next !== undefined) {
          if (next.wide) top.wide = true
          i = next.end
          fresh = true
          // the value: brackets and quotes of its own, else plain text to the next comma
          const value = /[ \t]*/uy
          value.lastIndex = i
          value.exec(text)
          i = value.lastIndex
          const first = text.charAt(i)
          if (first === "\"" || first === "'") {
            quote = first
            i++
          } else if (wideOpens(text, begin, i)) i++
          fresh = false
          continue
        }
      }
      if (fresh && wideOpens(text, begin, i)) {
        i++
        continue
      }
      fresh = false
      if (sign === "{" || sign === "[") {
        flow.push({ sign, wide: false })
        fresh = true
      } else if (sign === "}" || sign === "]") flow.pop()
      else if (sign === ",") fresh = true
      else if ((sign === "，" || sign === "、") && isComma(text, i, top)) {
        repair(begin + i, 1, text.charAt(i + 1) === " " ? "," : ", ", "full-width")
        fresh = true
      } else if (closes(text, i, top)) {
        repair(begin + i, 1, top.sign === "{" ? "}" : "]", "full-width")
        flow.pop()
      }
      i++
    }
  }

  /** A key and its colon; mends the colon. */
  const key = (
    text: string,
    begin: number,
    from: number
  ): { readonly name: string; readonly end: number; readonly wide: boolean } | undefined => {
    aKey.lastIndex = from
    const it = aKey.exec(text)
    const name = it?.[2]
    if (it === null || name === undefined) return undefined
    const end = from + it[0].length
    const next = text.charAt(end)
    const apart = next === "" || /[\s\u3000]/.test(next)
    if (it[4] === "：") {
      repair(begin + end - 1, 1, apart ? ":" : ": ", "full-width")
    } else if (!apart) {
      // `"a":b` is YAML; `http://` and `a::b` are no keys
      if (it[1] !== "" || it[3] !== "" || /[/:,}\]]/.test(next)) return undefined
      if (found.at(-1)?.at !== begin + end) repair(begin + end, 0, " ", "space")
    }
    if (next === "\u3000") repair(begin + end, 1, " ", "full-width")
    return { name, end: next === "\u3000" ? end + 1 : end, wide: it[4] === "：" }
  }

  /** A full-width bracket around names, or around `key: value`. */
  const wideOpens = (text: string, begin: number, at: number): boolean => {
    const sign = text.charAt(at)
    if (sign !== "｛" && sign !== "［" && sign !== "【") return false
    const rest = text.slice(at + 1, at + 1000)
    const end = rest.search(sign === "｛" ? /[}｝]/ : sign === "［" ? /[\]］]/ : /[\]】]/)
    if (end < 0) return false
    const content = rest.slice(0, end)
    const after = rest.slice(end + 1)
    if (!/^[ \t\r]*(?:#|$|[,，、}\]｝］】])/.test(after)) return false
    if (sign === "｛" ? !/\p{L} ?[:：]/u.test(content) : !isPlainAscii.test(content)) return false
    repair(begin + at, 1, sign === "｛" ? "{" : "[", "full-width")
    flow.push({ sign: sign === "｛" ? "{" : "[", wide: false })
    return true
  }

  starts.forEach((begin, number) => {
    const text = lineOf(file.text, begin, starts[number + 1])
    if ((flow.length > 0 || quote !== "") && /^\p{L}[\p{L}\p{N}-]*:(?:\s|$)/u.test(text.slice(0, 200))) {
      // a bracket or quote was left open above; the next top-level key begins anew
      flow = []
      quote = ""
    }
    if (flow.length > 0 || quote !== "") {
      inside(text, begin, 0, flow.length > 0 && quote === "" && /[,[{]\s*(?:#.*)?$/.test(lastLine(file, starts, number)))
      return
    }
    const white = /^[ \t\u3000]*/u.exec(text)?.[0] ?? ""
    const rest = text.slice(white.length)
    if (rest.trim() === "" || rest.startsWith("#")) return
    if (block !== undefined) {
      if (white.length > block) return
      block = undefined
    }
    const isStructure = /^-[ \u3000]|^-\r?$/.test(rest) || /^["']?\p{L}[\p{L}\p{N}._-]*["']? ?[：:]/u.test(rest.slice(0, 150))
    const strange = /[\t\u3000]/.exec(white)
    const reached = strange === null || !isStructure
      ? undefined
      : meant(white, rest.startsWith("-"), columns, opened, indentBelow(file, starts, number))
    if (strange !== null && isStructure && reached === undefined) return
    const indent = reached ?? white.length
    if (plain !== undefined && indent > plain) return
    if (reached !== undefined && strange !== null) repair(begin, white.length, " ".repeat(indent), strange[0] === "\t" ? "tab" : "full-width")
    dashes.lastIndex = white.length
    const dash = dashes.exec(text)?.[0] ?? ""
    const at = indent + dash.length
    const from = white.length + dash.length
    const ideographic = dash.indexOf("\u3000")
    if (ideographic >= 0) repair(begin + white.length + ideographic, 1, " ", "full-width")
    columns = [
      ...columns.filter((it) => it.at < indent),
      ...(dash === "" ? [] : [{ at: indent, dash: true }]),
      { at, dash: false }
    ]
    plain = undefined
    const parent = opened
    opened = undefined
    const value = (start: number, column: number, name: string): void => {
      let i = start
      while (text.charAt(i) === " " || text.charAt(i) === "\t") i++
      const first = text.charAt(i)
      if (first === "" || first === "#" || first === "\r") {
        if (name !== "") opened = { at: column, name }
        return
      }
      aBlock.lastIndex = i
      if (aBlock.test(text)) block = column
      else if (first === "\"" || first === "'") {
        quote = first
        inside(text, begin, i + 1, false)
      } else if (first === "{" || first === "[") {
        flow.push({ sign: first, wide: false })
        inside(text, begin, i + 1, true)
      } else if (wideOpens(text, begin, i)) inside(text, begin, i + 1, true)
      else plain = column
    }
    if (isText(text, from, parent, indent, file, starts, number)) {
      plain = indent - 1
      return
    }
    const named = key(text, begin, from)
    if (named !== undefined) value(named.end, at, named.name)
    else if (/^["'[{｛［【|>]/.test(text.slice(from, from + 1))) value(from, at - 1, "")
    else plain = dash === "" ? indent - 1 : indent
  })
  return found.sort((a, b) => a.at - b.at)
}

const lineOf = (text: string, begin: number, next: number | undefined): string =>
  text.slice(begin, next ?? text.length).replace(/\r?\n$|\r$/, "")

const lastLine = (file: SourceFile, starts: ReadonlyArray<number>, number: number): string => {
  const begin = starts[number - 1] ?? 0
  const end = starts[number] ?? 0
  return file.text.slice(Math.max(begin, end - 300), end).trimEnd()
}

/** A quoted key of a flow map: `"a": b`. */
const hasColon = (text: string, at: number): boolean => {
  aKey.lastIndex = at
  return aKey.test(text)
}

/** The lines below a key are prose when none of them has a key of its own with a half-width colon. */
const isText = (
  text: string,
  from: number,
  parent: { readonly at: number; readonly name: string } | undefined,
  indent: number,
  file: SourceFile,
  starts: ReadonlyArray<number>,
  number: number
): boolean => {
  aKey.lastIndex = from
  if (parent === undefined || indent <= parent.at || aKey.exec(text)?.[4] !== "：") return false
  if (/^[a-z]{2}$/.test(parent.name) || /\.scenario\.ya?ml$/.test(file.path)) return true
  let wide = true
  for (let i = number + 1; i < Math.min(starts.length, number + 200); i++) {
    const line = lineOf(file.text, starts[i] ?? 0, starts[i + 1])
    if (line.trim() === "") continue
    const own = /^[ ]*/.exec(line)?.[0].length ?? 0
    if (own < indent) break
    if (own > indent) continue
    aKey.lastIndex = own
    const colon = aKey.exec(line)?.[4]
    if (colon === ":") return false
    if (colon === undefined) wide = false
  }
  return !wide
}

/** A comma between two entries: another key follows, or names stand on both sides. */
const isComma = (text: string, at: number, top: Open): boolean => {
  if (top.sign === "{") {
    aNextKey.lastIndex = at + 1
    const next = aNextKey.exec(text)
    return next !== null && (top.wide || (next[1] === ":" && next[2] !== undefined))
  }
  const before = text.slice(Math.max(0, at - 20), at).trimEnd().at(-1) ?? ""
  const after = text.slice(at + 1, at + 20).trimStart().at(0) ?? ""
  return /[a-z\d)}\]]/i.test(before) && /[a-z\d({[]/i.test(after)
}

const closes = (text: string, at: number, top: Open): boolean => {
  const sign = text.charAt(at)
  if (top.sign === "{" ? sign !== "｝" : sign !== "］" && sign !== "】") return false
  const rest = text.slice(at + 1, at + 1000)
  return !rest.includes(top.sign === "{" ? "}" : "]") && /^[ \t\r]*(?:#|$|[,，、}\]｝］】])/.test(rest)
}

/**
 * The column that tabs or ideographic spaces were meant to reach: beside the line above, or below it if that opened
 * something, and only when the line below agrees. Otherwise nobody can tell.
 */
const meant = (
  white: string,
  isItem: boolean,
  columns: ReadonlyArray<Column>,
  opened: { readonly at: number } | undefined,
  below: number | undefined
): number | undefined => {
  const wide = white.replace(/ /g, "").length
  const spaces = white.length - wide
  const sizes = white.includes("\t") ? [2, 4, 8] : [2, 1, 4]
  const tries = sizes.map((size) => wide * size + spaces)
  const beside = opened === undefined ? columns.findLast((it) => it.dash === isItem)?.at : undefined
  const found = opened === undefined ? beside : below !== undefined && below > opened.at ? below : opened.at + 2
  const other = columns.some((it) => it.dash === isItem && it.at !== found && tries.includes(it.at))
  return found !== undefined && tries.includes(found) && (below === found || !other) ? found : undefined
}

/** The indentation of the next line that says something. */
const indentBelow = (file: SourceFile, starts: ReadonlyArray<number>, number: number): number | undefined => {
  for (let i = number + 1; i < Math.min(starts.length, number + 50); i++) {
    const line = lineOf(file.text, starts[i] ?? 0, starts[i + 1]).slice(0, 500)
    const white = /^[ \t\u3000]*/u.exec(line)?.[0] ?? ""
    if (white.length < line.length && line.charAt(white.length) !== "#") return white.length
  }
  return undefined
}
