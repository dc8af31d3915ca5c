import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, type Scalar } from "yaml"
import type { Report } from "../diagnostic/Report.ts"
import { position, type SourceFile } from "../source/SourceFile.ts"
import { make, type Span } from "../source/Span.ts"
import { type CommaCut, makeCommaCut } from "./CommaCut.ts"
import { isWellFormed } from "./NameRule.ts"
import { type Fault, makeTeller, nextTopLevel } from "./YamlFault.ts"
import type { Found } from "./YamlFeature.ts"
import type { YamlBroken, YamlNode, YamlPair } from "./YamlNode.ts"
import { problem } from "./YamlProblem.ts"
import { scalarOf, withoutBoolean } from "./YamlScalar.ts"

/**
 * Turns the library's nodes into ours, and decides what a fault spoils.
 *
 * Each node owns a territory of the file: from the beginning of its line to where the next one begins. A fault
 * spoils the innermost list item in whose territory it lies, else the top-level key. What stands at another
 * column than its siblings is debris of a fault above: it is skipped, and only the first fault in it is told.
 */
interface Territory {
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly inFlow: boolean
}

interface Collection {
  readonly items: ReadonlyArray<unknown>
  readonly flow?: boolean
  readonly range?: unknown
}

const DEEPEST = 100

export const makeReader = (
  file: SourceFile,
  report: Report,
  faults: ReadonlyArray<Fault>,
  found: Found,
  lines: ReadonlySet<number>
) => {
  let rootTainted = faults.length > 0
  let tooDeepTold = false
  const teller = makeTeller(file, report, found.openQuotes, lines)
  const sound = faults.length === 0

  // An open bracket swallows what follows it, and nobody knows how much of that was meant.
  const open = faults.find((fault) => fault.code === "open-bracket" || fault.code === "open-quote")
  const openUntil = open === undefined ? 0 : nextTopLevel(file.text, open.start)

  const brokenAt = (start: number, end: number): YamlBroken => ({ kind: "broken", span: make(file, start, end) })

  /** The first fault from a place on, by halving: there may be as many faults as lines. */
  const faultFrom = (start: number): Fault | undefined => {
    let low = 0
    let high = faults.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((faults[middle]?.start ?? 0) < start) low = middle + 1
      else high = middle
    }
    return faults[low]
  }

  const faultIn = (start: number, end: number): Fault | undefined => {
    const fault = faultFrom(start)
    return fault !== undefined && (fault.start < end || fault.start === end && end === file.text.length) ? fault : undefined
  }

  /** Is there a fault on the line behind a part? Then its last keys may have been lost to what follows. */
  const cutOff = (end: number): boolean => {
    if (sound) return false
    const newline = file.text.indexOf("\n", end)
    const fault = faultFrom(end)
    return fault !== undefined && fault.start <= (newline === -1 ? file.text.length : newline)
  }

  const tell = (fault: Fault | undefined): void => {
    if (fault === undefined) return
    rootTainted = false
    teller.tell(fault)
  }

  const node = (it: unknown, territory: Territory, fallback: Span): YamlNode => {
    if (territory.depth > DEEPEST) {
      if (!tooDeepTold) {
        report.add("yaml-broken", make(file, territory.start, territory.start + 1), { problem: problem("too-deep", "") })
      }
      tooDeepTold = true
      return brokenAt(territory.start, territory.end)
    }
    if (open !== undefined && territory.start > open.start && territory.start < openUntil) {
      return brokenAt(territory.start, territory.end)
    }
    if (isMap(it)) return map(it, territory, fallback)
    if (isSeq(it)) return list(it, territory, fallback)
    if (isScalar(it)) {
      const read = scalar(it as Scalar.Parsed, territory.inFlow, false)
      // The line below could not be read: either it belongs here, or a colon is missing here.
      return !territory.inFlow && cutOff(territory.end) ? brokenAt(read.span.start, read.span.end) : read
    }
    if (isAlias(it)) return brokenAt(it.range?.[0] ?? fallback.start, it.range?.[1] ?? fallback.end)
    return { kind: "empty", span: fallback }
  }

  const map = (it: Collection, territory: Territory, fallback: Span): YamlNode => {
    const [start, end] = rangeOf(it, fallback)
    const flow = it.flow === true
    const pairs: Array<YamlPair> = []
    const items = it.items.filter(isPair)
    const places = items.map((pair) => startOf(pair) ?? end)
    const cut: CommaCut | undefined = flow ? makeCommaCut(report) : undefined
    const isDebris = debrisOf(places, flow || sound)
    let debrisTold = false
    items.forEach((pair, i) => {
      const from = i === 0 ? territory.start : lineStart(places[i] ?? end, flow)
      const to = Math.max(from, i + 1 < places.length ? lineStart(places[i + 1] ?? end, flow) : territory.end)
      if (isDebris(i)) {
        if (!debrisTold) tell(faultIn(from, to))
        debrisTold = true
        return
      }
      const at = { from, to, empty: make(file, places[i] ?? from, places[i] ?? from) }
      const read = flow ? undefined : spoiled(pair, at, territory)
      if (read !== undefined) {
        if (read.kind === "pair") pairs.push(read.pair)
        return
      }
      const key = keyOf(pair.key, at, flow)
      if (key === undefined || cut?.swallows(endOf(pair.value) ?? key.span.end) === true) return
      const below: Territory = { start: from, end: to, depth: territory.depth + 1, inFlow: flow || territory.inFlow }
      const value = node(pair.value, below, make(file, key.span.end, key.span.end))
      const isCut = cut?.begins(value, items.slice(i + 1, i + 20).map((next) => ({
        text: `${textOf(next.key)} ${textOf(next.value)}`,
        end: endOf(next.value) ?? endOf(next.key) ?? end,
        bare: next.value === null || next.value === undefined
      })), textOf(pair.key))
      pairs.push({
        key,
        value: isCut === true ? brokenAt(value.span.start, value.span.end) : value,
        span: make(file, key.outer.start, Math.max(key.outer.end, value.kind === "scalar" ? value.outer.end : value.span.end))
      })
    })
    return {
      kind: "map",
      pairs,
      complete: pairs.length === items.length && (sound || !cutOff(territory.end) && faultIn(territory.start, territory.end) === undefined),
      flow,
      span: make(file, start, trimmed(file, start, end))
    }
  }

  interface At {
    readonly from: number
    readonly to: number
    readonly empty: Span
  }

  /** A fault at the top level belongs to an item of a list below, if there is one; else it spoils this key. */
  const spoiled = (
    pair: Pair,
    { from, to }: At,
    territory: Territory
  ): { readonly kind: "pair"; readonly pair: YamlPair } | { readonly kind: "nothing" } | undefined => {
    if (territory.depth > 0 || sound) return undefined
    const fault = faultIn(from, to)
    if (fault === undefined || hasItemFor(pair.value, fault.start)) return undefined
    tell(fault)
    const key = isScalar(pair.key) ? scalar(pair.key as Scalar.Parsed, false, true) : undefined
    return key?.kind === "scalar" && isWellFormed(key.text)
      ? { kind: "pair", pair: { key, value: brokenAt(key.span.end, to), span: make(file, key.span.start, to) } }
      : { kind: "nothing" }
  }

  /** A key, or nothing after it is told why there is none. A strange key beside a fault is a consequence of it. */
  const keyOf = (key: unknown, { empty, from }: At, flow: boolean) => {
    const read = isScalar(key) ? scalar(key as Scalar.Parsed, flow, true) : undefined
    if (read?.kind === "scalar" && read.text === "<<" && read.style === "plain") {
      report.add("yaml-feature", read.span, { feature: "merge", text: "<<" })
      return undefined
    }
    if (read?.kind === "scalar" && read.text !== "") return read
    if (read?.kind === "broken" || !sound) return undefined
    if (read === undefined && key !== null) {
      const [start, end] = rangeOf(key, empty)
      report.add("yaml-feature", make(file, start, end), { feature: "complex-key", text: "" })
    } else report.add("yaml-broken", make(file, from, from + 1), { problem: problem("MISSING_CHAR", "") })
    return undefined
  }

  const list = (it: Collection, territory: Territory, fallback: Span): YamlNode => {
    const [start, end] = rangeOf(it, fallback)
    const flow = it.flow === true
    const items: Array<YamlNode> = []
    const places = it.items.map((item) => startOf(item) ?? end)
    const cut: CommaCut | undefined = flow ? makeCommaCut(report) : undefined
    const isDebris = debrisOf(places, flow || sound)
    const lost = (i: number): boolean => isDebris(i) || !flow && !sound && i > 0 && !hasDash(places[i] ?? end)
    let debrisTold = false
    it.items.forEach((item, i) => {
      const from = i === 0 ? territory.start : lineStart(places[i] ?? end, flow)
      const to = Math.max(from, i + 1 < places.length ? lineStart(places[i + 1] ?? end, flow) : territory.end)
      const begin = startOf(item) ?? from
      if (lost(i)) {
        if (!debrisTold) tell(faultIn(from, to))
        debrisTold = true
        return
      }
      const fault = flow || territory.inFlow ? undefined : faultIn(from, to)
      // What follows this item is debris: some of its own lines are there.
      const torn = i + 1 < it.items.length && lost(i + 1)
      if (torn || fault !== undefined && !hasItemFor(item, fault.start)) {
        tell(fault)
        items.push(brokenAt(begin, Math.max(begin, endOf(item) ?? to)))
        return
      }
      if (cut?.swallows(endOf(item) ?? to) === true) return
      const below: Territory = { start: from, end: to, depth: territory.depth + 1, inFlow: flow || territory.inFlow }
      const value = node(item, below, make(file, begin, begin))
      const isCut = cut?.begins(value, it.items.slice(i + 1, i + 20).map((next) => ({ text: textOf(next), end: endOf(next) ?? end })))
      items.push(isCut === true ? brokenAt(value.span.start, value.span.end) : value)
    })
    return { kind: "list", items, flow, span: make(file, start, trimmed(file, start, end)) }
  }

  const scalar = (it: Scalar.Parsed, inFlow: boolean, isKey: boolean): YamlNode => {
    const [start, end] = it.range
    const text = typeof it.value === "string" ? it.value : it.source ?? ""
    if (it.tag !== undefined && it.tag !== "tag:yaml.org,2002:str") return brokenAt(start, end)
    if (it.type === "PLAIN" && start === end) return { kind: "empty", span: make(file, start, end) }
    const read = scalarOf(file, it, text, inFlow)
    return it.type === "PLAIN" ? withoutBoolean(read, report, isKey) : read
  }

  const column = (at: number): number => at - (file.text.lastIndexOf("\n", at - 1) + 1)

  /** Which entries stand at another column than the first one, in a file that has faults. */
  const debrisOf = (places: ReadonlyArray<number>, none: boolean): (index: number) => boolean => {
    if (none || places[0] === undefined) return () => false
    const first = column(places[0])
    return (index) => column(places[index] ?? 0) !== first
  }

  const hasDash = (at: number): boolean => /-\s*$/.test(file.text.slice(at - column(at), at))

  /** A block entry owns its line from the beginning on, indentation and dash included. */
  const lineStart = (at: number, flow: boolean): number => {
    if (flow) return at
    let start = at
    while (start > 0 && /[ \t-]/.test(file.text.charAt(start - 1))) start--
    return start === 0 || file.text.charAt(start - 1) === "\n" ? start : at
  }

  /** Does a list below this node have an item (or a list deeper) to which a fault at this place belongs? */
  const hasItemFor = (it: unknown, fault: number): boolean => {
    let at: unknown = it
    for (let depth = 0; depth < DEEPEST; depth++) {
      if (isSeq(at)) {
        const first = startOf(at.items[0])
        return at.flow !== true && first !== undefined && fault >= lineStart(first, false)
      }
      if (!isMap(at) || at.flow === true) return false
      let next: unknown
      for (const pair of at.items) {
        const from = startOf(pair.key)
        if (from !== undefined && lineStart(from, false) <= fault) next = pair.value
      }
      at = next
    }
    return false
  }

  return {
    node,
    /** Tags, anchors and the like, except on lines about which something is told. */
    tellFeatures: (): void => {
      for (const feature of found.features) {
        if (feature.feature === "documents" && feature.start === 0) continue
        const { line } = position(file, feature.start)
        if (teller.lines.has(line)) continue
        teller.lines.add(line)
        report.add("yaml-feature", make(file, feature.start, feature.end), { feature: feature.feature, text: feature.text })
      }
    },
    /** True when there are faults and none of them lies in a part that could be set aside. */
    isTaintedRoot: (): boolean => {
      if (!rootTainted) return false
      tell(faults[0])
      return true
    }
  }
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

/** Where the content of a block really ends: without the blank lines behind it. */
const trimmed = (file: SourceFile, start: number, end: number): number => {
  let at = end
  while (at > start && /\s/.test(file.text.charAt(at - 1))) at--
  return at
}
