import { Composer, type Document, Parser } from "yaml"
import { empty, type Report } from "../diagnostic/Report.ts"
import type { SourceFile } from "../source/SourceFile.ts"
import { make } from "../source/Span.ts"
import { type Fault, nextTopLevel, unpaired } from "./YamlFault.ts"
import { normalise } from "./Normalised.ts"
import { featuresOf, type Found, mayHaveFeatures, none } from "./YamlFeature.ts"
import type { YamlNode } from "./YamlNode.ts"
import * as YamlPlain from "./YamlPlain.ts"
import { problem } from "./YamlProblem.ts"
import { makeReader } from "./YamlReader.ts"

/**
 * From a file to `YamlNode`s. Only this and `YamlReader` know the `yaml` library; plain files go past it (`YamlPlain`).
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

/** The file as it stands, nothing mended. */
export const parseAsWritten = (file: SourceFile, report: Report): YamlFile => parseMended(file, report, new Set())

/** The file with the slips of the keyboard mended and told; nothing if there is none. */
export const parseMeant = (file: SourceFile, report: Report): YamlFile | undefined => {
  if (file.text.length > LONGEST) return undefined
  const normalised = normalise(file)
  if (normalised.file === file) return undefined
  const told = empty()
  const { complete, root } = parseMended(normalised.file, told, normalised.lines)
  normalised.tell(report, told)
  return { root: normalised.placed(root), complete }
}

/** The file as it was meant. */
export const parse = (file: SourceFile, report: Report): YamlFile =>
  parseMeant(file, report) ?? parseAsWritten(file, report)

const parseMended = (file: SourceFile, report: Report, lines: ReadonlySet<number>): YamlFile => {
  if (file.text.length > LONGEST) return broken(file, report, "too-large")
  const plain = YamlPlain.read(file)
  return plain === undefined ? parseComposed(file, report, lines) : { root: plain, complete: true }
}

/** The same by way of the library, which takes any text. */
export const parseComposed = (file: SourceFile, report: Report, lines: ReadonlySet<number>): YamlFile => {
  const whole = make(file, 0, file.text.length)
  const read = compose(file.text)
  if (read === undefined) return broken(file, report, "unreadable")
  if (read.document.contents === null && read.faults.length === 0) return broken(file, report, "empty")
  const reader = makeReader(file, report, read.faults, read.found, lines)
  const root = reader.node(read.document.contents, { start: 0, end: file.text.length, depth: 0, inFlow: false }, whole)
  reader.tellFeatures()
  return reader.isTaintedRoot() ? { root: { kind: "broken", span: whole }, complete: false } : { root, complete: read.faults.length === 0 }
}

const broken = (file: SourceFile, report: Report, code: string): YamlFile => {
  report.add("yaml-broken", make(file, 0, 0), { problem: problem(code, "") })
  return { root: { kind: "broken", span: make(file, 0, file.text.length) }, complete: false }
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
    const fault = (warning: boolean) => (it: { readonly code: string; readonly pos: readonly [number, number] }) => {
      const start = it.code === "BAD_INDENT" ? nextContent(text, it.pos[0]) : it.pos[0]
      const bracket = told++ < 100 && ofBrackets.has(it.code) ? unpaired(text, it.code === "BAD_INDENT" ? start : nextTopLevel(text, start)) : undefined
      return bracket === undefined
        ? { code: it.code, start, end: Math.max(start, it.pos[1]), warning }
        : { code: bracket.is, start: bracket.at, end: bracket.at + 1, warning }
    }
    let told = 0
    const sound = document.errors.length === 0
    const found = sound && !mayHaveFeatures(text) ? none : featuresOf(tokens)
    // What follows from a feature that is told anyway: an unresolved tag, an alias without anchor, a bad directive.
    const known = new Set(["TAG_RESOLVE_FAILED", "BAD_ALIAS", "BAD_DIRECTIVE", "MULTIPLE_ANCHORS", "MULTIPLE_TAGS"])
    return {
      document,
      found,
      faults: [
        ...document.errors.map(fault(false)),
        ...document.warnings.map(fault(true))
      ].filter((it) => !known.has(it.code)).sort((a, b) => a.start - b.start)
    }
  } catch {
    return undefined
  }
}

/** What the library says when a bracket is missing or one too many. */
const ofBrackets: ReadonlySet<string> = new Set(["BAD_INDENT", "MISSING_CHAR", "UNEXPECTED_TOKEN", "BLOCK_AS_IMPLICIT_KEY"])

/** The library may notice a wrong indentation at the end of the line above; the slip is where the next text begins. */
const nextContent = (text: string, from: number): number => {
  if (!/[\r\n]/.test(text.charAt(from))) return from
  const blank = /(?:[ \t]*(?:#[^\r\n]*)?\r?\n|[ \t]*\r)+[ \t]*/y
  blank.lastIndex = from
  return blank.test(text) && blank.lastIndex < text.length ? blank.lastIndex : from
}
