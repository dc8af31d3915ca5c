import { Composer, type Document, isAlias, isMap, isPair, isScalar, isSeq, Parser, type Scalar } from "yaml"
import type { Report } from "../diagnostic/Report.ts"
import { said } from "../diagnostic/Phrase.ts"
import { position, type SourceFile } from "../source/SourceFile.ts"
import { make, type Span } from "../source/Span.ts"
import { isWellFormed } from "./NameRule.ts"
import { align } from "./ScalarText.ts"
import { type CommaCut, makeCommaCut } from "./CommaCut.ts"
import { type Fault, makeTeller } from "./YamlFault.ts"
import { featuresOf, type Found } from "./YamlFeature.ts"
import type { YamlBroken, YamlList, YamlMap, YamlNode, YamlPair, YamlScalar } from "./YamlNode.ts"
import { problem } from "./YamlProblem.ts"

/**
 * From a file to `YamlNode`s: the only place that knows the `yaml` library.
 *
 * It takes any text whatever and always answers. A structural fault taints the list item in which it lies (else
 * the top-level key): that part becomes `broken`, one diagnostic tells why, and everything beside it is read on.
 */
export interface YamlFile {
  readonly root: YamlNode
  /** False when a part of the file could not be read: names may be missing without anybody's fault. */
  readonly complete: boolean
}

const LONGEST = 2_000_000
const DEEPEST = 100

export const parse = (file: SourceFile, report: Report): YamlFile => {
  const whole = make(file, 0, file.text.length)
  const give = (code: string, span: Span): YamlFile => {
    report.add("yaml-broken", span, { problem: problem(code, "") })
    return { root: { kind: "broken", span: whole }, complete: false }
  }
  if (file.text.length > LONGEST) return give("too-large", make(file, 0, 0))
  const read = compose(file.text)
  if (read === undefined) return give("unreadable", make(file, 0, 0))
  if (read.document.contents === null && read.faults.length === 0) return give("empty", make(file, 0, 0))
  const reader = makeReader(file, report, read.faults, read.found)
  const root = reader.node(read.document.contents, { start: 0, end: file.text.length, depth: 0, inFlow: false }, whole)
  reader.tellFeatures()
  return reader.isTaintedRoot() ? { root: { kind: "broken", span: whole }, complete: false } : { root, complete: read.faults.length === 0 }
}

interface Composed {
  readonly document: Document.Parsed
  readonly faults: ReadonlyArray<Fault>
  readonly found: Found
}

/** The library promises not to throw; whatever it does, we do not. */
const compose = (text: string): Composed | undefined => {
  try {
    const tokens = [...new Parser().parse(text)]
    const composer = new Composer({
      version: "1.2",
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent"
    })
    const document = [...composer.compose(tokens, true, text.length)][0] as Document.Parsed | undefined
    if (document === undefined) return undefined
    const fault = (warning: boolean) => (it: { readonly code: string; readonly pos: readonly [number, number] }) => ({
      code: it.code,
      start: it.pos[0],
      end: Math.max(it.pos[0], it.pos[1]),
      warning
    })
    const found = featuresOf(tokens)
    // What follows from a feature that is told anyway: an unresolved tag, an alias without anchor, a bad directive.
    const told = new Set(["TAG_RESOLVE_FAILED", "BAD_ALIAS", "BAD_DIRECTIVE", "MULTIPLE_ANCHORS", "MULTIPLE_TAGS"])
    return {
      document,
      found,
      faults: [
        ...document.errors.map(fault(false)),
        ...document.warnings.map(fault(true))
      ].filter((it) => !told.has(it.code)).sort((a, b) => a.start - b.start)
    }
  } catch {
    return undefined
  }
}

/** The stretch of the file that belongs to a node: from where it begins to where the next one does. */
interface Territory {
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly inFlow: boolean
}

const makeReader = (
  file: SourceFile,
  report: Report,
  faults: ReadonlyArray<Fault>,
  found: Found
) => {
  let rootTainted = faults.length > 0
  let tooDeepTold = false
  const teller = makeTeller(file, report, found.openQuotes)

  const brokenAt = (start: number, end: number): YamlBroken => ({ kind: "broken", span: make(file, start, end) })

  const faultsIn = (start: number, end: number): ReadonlyArray<Fault> =>
    faults.filter((fault) => fault.start >= start && (fault.start < end || (end === file.text.length && fault.start === end)))

  /** Is there a fault on the line behind a part? Then its last keys may have been lost to what follows. */
  const cutOff = (end: number): boolean => {
    const newline = file.text.indexOf("\n", end)
    return faults.some((fault) => fault.start >= end && fault.start <= (newline === -1 ? file.text.length : newline))
  }

  /** True when a part is tainted and therefore told and not read. `holdsItems`: a smaller part may take the blame. */
  const tainted = (start: number, end: number, holdsItems: boolean): boolean => {
    const own = faultsIn(start, end)[0]
    if (own === undefined) return false
    if (holdsItems) return false
    rootTainted = false
    teller.tell(own)
    return true
  }

  const node = (it: unknown, territory: Territory, fallback: Span): YamlNode => {
    if (territory.depth > DEEPEST) {
      if (!tooDeepTold) report.add("yaml-broken", make(file, territory.start, territory.start + 1), { problem: problem("too-deep", "") })
      tooDeepTold = true
      return brokenAt(territory.start, territory.end)
    }
    if (isMap(it)) return map(it, territory, fallback)
    if (isSeq(it)) return list(it, territory, fallback)
    if (isScalar(it)) return scalar(it as Scalar.Parsed, territory.inFlow, false)
    if (isAlias(it)) return brokenAt(it.range?.[0] ?? fallback.start, it.range?.[1] ?? fallback.end)
    return { kind: "empty", span: fallback }
  }

  const map = (it: { readonly items: ReadonlyArray<unknown>; readonly flow?: boolean; readonly range?: unknown }, territory: Territory, fallback: Span): YamlNode => {
    const [start, end] = rangeOf(it, fallback)
    const flow = it.flow === true
    const pairs: Array<YamlPair> = []
    const items = it.items.filter(isPair)
    const starts = items.map((pair, i) => i === 0 ? territory.start : lineStart(file, startOf(pair.key) ?? startOf(pair.value) ?? end, flow))
    const cut: CommaCut | undefined = flow ? makeCommaCut(report) : undefined
    items.forEach((pair, i) => {
      const from = starts[i] ?? start
      const to = Math.max(from, starts[i + 1] ?? territory.end)
      const key: unknown = pair.key
      const top = territory.depth === 0
      const keyNode = isScalar(key) ? scalar(key as Scalar.Parsed, flow, true) : undefined
      const below: Territory = { start: from, end: to, depth: territory.depth + 1, inFlow: flow || territory.inFlow }
      const keySpan = keyNode?.kind === "scalar" ? keyNode.span : make(file, from, from)
      const empty = make(file, keySpan.end, keySpan.end)
      // A fault at the top level belongs to an item of a list below, if there is one; else to this key.
      if (top && tainted(from, to, hasItemFor(pair.value, faultsIn(from, to)[0]?.start))) {
        if (keyNode?.kind === "scalar" && isWellFormed(keyNode.text)) pairs.push({ key: keyNode, value: brokenAt(keySpan.end, to), span: make(file, keySpan.start, to) })
        return
      }
      if (keyNode === undefined || keyNode.kind !== "scalar" || keyNode.text === "") {
        if (keyNode?.kind === "broken") return
        const at = keyNode === undefined && key !== null ? rangeOf(key, empty) : [from, from + 1] as const
        if (keyNode === undefined && key !== null) report.add("yaml-feature", make(file, at[0], at[1]), { feature: "complex-key", text: "" })
        else report.add("yaml-broken", make(file, at[0], at[1]), { problem: problem("MISSING_CHAR", "") })
        return
      }
      if (keyNode.text === "<<" && keyNode.style === "plain") {
        report.add("yaml-feature", keyNode.span, { feature: "merge", text: "<<" })
        return
      }
      if (cut?.swallows(endOf(pair.value) ?? keySpan.end) === true) return
      const value = node(pair.value, below, empty)
      const isCut = cut?.begins(value, items.slice(i + 1, i + 20).map((next) => ({
        text: `${textOf(next.key)} ${textOf(next.value)}`,
        end: endOf(next.value) ?? endOf(next.key) ?? end
      })))
      pairs.push({
        key: keyNode,
        value: isCut === true ? brokenAt(value.span.start, value.span.end) : value,
        span: make(file, keyNode.outer.start, Math.max(keyNode.outer.end, value.kind === "scalar" ? value.outer.end : value.span.end))
      })
    })
    return { kind: "map", pairs, complete: pairs.length === items.length && !cutOff(territory.end), flow, span: make(file, start, trimmed(file, start, end)) } satisfies YamlMap
  }

  const list = (it: { readonly items: ReadonlyArray<unknown>; readonly flow?: boolean; readonly range?: unknown }, territory: Territory, fallback: Span): YamlNode => {
    const [start, end] = rangeOf(it, fallback)
    const flow = it.flow === true
    const items: Array<YamlNode> = []
    const starts = it.items.map((item, i) => i === 0 ? territory.start : lineStart(file, startOf(item) ?? end, flow))
    const cut: CommaCut | undefined = flow ? makeCommaCut(report) : undefined
    it.items.forEach((item, i) => {
      const from = starts[i] ?? start
      const to = Math.max(from, starts[i + 1] ?? territory.end)
      if (!flow && !territory.inFlow && tainted(from, to, hasItemFor(item, faultsIn(from, to)[0]?.start))) {
        const at = startOf(item) ?? from
        items.push(brokenAt(at, Math.max(at, endOf(item) ?? to)))
        return
      }
      if (cut?.swallows(endOf(item) ?? to) === true) return
      const below: Territory = { start: from, end: to, depth: territory.depth + 1, inFlow: flow || territory.inFlow }
      const at = startOf(item) ?? from
      const value = node(item, below, make(file, at, at))
      const isCut = cut?.begins(value, it.items.slice(i + 1, i + 20).map((next) => ({ text: textOf(next), end: endOf(next) ?? end })))
      items.push(isCut === true ? brokenAt(value.span.start, value.span.end) : value)
    })
    return { kind: "list", items, flow, span: make(file, start, trimmed(file, start, end)) } satisfies YamlList
  }

  const scalar = (it: Scalar.Parsed, inFlow: boolean, isKey: boolean): YamlNode => {
    const [start, end] = it.range
    const text = typeof it.value === "string" ? it.value : it.source ?? ""
    if (it.tag !== undefined && it.tag !== "tag:yaml.org,2002:str") return brokenAt(start, end)
    if (it.type === "PLAIN" && start === end) return { kind: "empty", span: make(file, start, end) }
    const read = scalarOf(file, it, text, inFlow)
    return it.type === "PLAIN" ? withoutBoolean(read, report, isKey) : read
  }

  const tellFeatures = (): void => {
    for (const feature of found.features) {
      if (feature.feature === "documents" && feature.start === 0) continue
      const { line: at } = position(file, feature.start)
      if (teller.lines.has(at)) continue
      teller.lines.add(at)
      report.add("yaml-feature", make(file, feature.start, feature.end), { feature: feature.feature, text: feature.text })
    }
  }

  const isTaintedRoot = (): boolean => {
    const first = faults[0]
    if (!rootTainted || first === undefined) return false
    teller.tell(first)
    return true
  }

  return { node, tellFeatures, isTaintedRoot }
}

/** A block item owns its line from the beginning on, indentation and dash included. */
const lineStart = (file: SourceFile, at: number, flow: boolean): number => {
  if (flow) return at
  let start = at
  while (start > 0 && /[ \t-]/.test(file.text.charAt(start - 1))) start--
  return start === 0 || file.text.charAt(start - 1) === "\n" ? start : at
}

/** Does a list below this node have an item (or a list deeper) to which a fault at this place belongs? */
const hasItemFor = (it: unknown, fault: number | undefined): boolean => {
  if (fault === undefined) return false
  let at: unknown = it
  for (let depth = 0; depth < DEEPEST; depth++) {
    if (isSeq(at)) {
      const first = startOf(at.items[0])
      return at.flow !== true && first !== undefined && fault >= first - 200
    }
    if (!isMap(at) || at.flow === true) return false
    let next: unknown
    for (const pair of at.items) {
      const from = startOf(pair.key)
      if (from !== undefined && from <= fault) next = pair.value
    }
    at = next
  }
  return false
}

const rangeOf = (it: unknown, fallback: Span): readonly [number, number] => {
  const range = (it as { readonly range?: readonly [number, number, number] | null } | null)?.range
  return range === undefined || range === null ? [fallback.start, fallback.end] : [range[0], range[1]]
}

const startOf = (it: unknown): number | undefined => {
  if (isPair(it)) return startOf(it.key) ?? startOf(it.value)
  return (it as { readonly range?: readonly [number, number, number] | null } | null)?.range?.[0]
}

const endOf = (it: unknown): number | undefined =>
  (it as { readonly range?: readonly [number, number, number] | null } | null)?.range?.[1]

const textOf = (it: unknown): string => isScalar(it) && typeof it.value === "string" ? it.value : ""

/** Where the content of a block really ends: without the blank and comment lines behind it. */
const trimmed = (file: SourceFile, start: number, end: number): number => {
  let at = end
  while (at > start && /\s/.test(file.text.charAt(at - 1))) at--
  return at
}

const scalarOf = (file: SourceFile, it: Scalar.Parsed, text: string, inFlow: boolean): YamlScalar => {
  const [start, end] = it.range
  const outer = make(file, start, trimmed(file, start, end))
  const source = file.text
  if (it.type === "QUOTE_SINGLE" || it.type === "QUOTE_DOUBLE") {
    const quote = it.type === "QUOTE_SINGLE" ? "'" : "\""
    const last = end - start > 1 && source.charAt(end - 1) === quote ? end - 1 : end
    const span = make(file, start + 1, last)
    const offsets = source.slice(span.start, span.end) === text ? undefined : align(text, source, span.start, span.end, quote)
    return { kind: "scalar", style: "quoted", text, span, outer, offsets, inFlow }
  }
  if (it.type === "BLOCK_FOLDED" || it.type === "BLOCK_LITERAL") {
    const header = source.indexOf("\n", start)
    const first = header === -1 || header >= end ? end : header + 1
    const begin = first + (/^\s*/.exec(source.slice(first, end))?.[0].length ?? 0)
    const span = make(file, begin, Math.max(begin, outer.end))
    return { kind: "scalar", style: "block", text, span, outer, offsets: align(text, source, first, end, undefined), inFlow }
  }
  const span = make(file, start, end)
  const offsets = source.slice(start, end) === text ? undefined : align(text, source, start, end, undefined)
  return { kind: "scalar", style: "plain", text, span, outer, offsets, inFlow }
}

const booleans: Readonly<Record<string, "yes" | "no">> = { true: "yes", false: "no" }

/** `true` is told and read as `yes`, so nothing else is said about it; `null` is told and then broken. */
const withoutBoolean = (it: YamlScalar, report: Report, isKey: boolean): YamlNode => {
  const word = it.text
  if (word !== "~" && !/^(?:true|True|TRUE|false|False|FALSE|null|Null|NULL)$/.test(word)) return it
  const instead = booleans[word.toLowerCase()]
  if (instead === undefined) {
    if (isKey) return it
    report.add("boolean-word", it.span, { word, instead: undefined })
    return { kind: "broken", span: it.span }
  }
  report.add("boolean-word", it.span, { word, instead }, {
    fix: {
      title: said(`Write \`${instead}\``, `改写为 \`${instead}\``),
      safe: true,
      edits: [{ span: it.span, text: instead }]
    }
  })
  const offsets = Array.from(instead, (_, i) => i === instead.length - 1 ? it.span.end - 1 : it.span.start + i)
  return { ...it, text: instead, offsets, told: true }
}
