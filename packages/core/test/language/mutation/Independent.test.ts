/**
 * That one slip brings one message must not be had by telling less: of two slips at once, in one file or in two, both are
 * told. Pairs of mutants of real files, of kinds that leave the rest of the file readable.
 */
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import { type Diagnostic, isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Span } from "@frontdesk/core/language/source/Span"
import * as Judge from "./Judge.ts"
import * as Operators from "./Operators.ts"
import type { Folder, Mutant } from "./Operators.ts"
import * as Report from "./Report.ts"

const kinds: ReadonlySet<string> = new Set(["name misspelt where it is used", "word of the language misspelt", "a unit of something else", "a wrong value", "a name of another kind"])

/** Every so many mutants, with the next one of the same file, and with the first of the next file. */
const every = Number(process.env["MUTATE_PAIRS"] ?? 173)

interface Pair {
  readonly folder: Folder
  readonly one: Mutant
  readonly other: Mutant
}

const pairs = (): ReadonlyArray<Pair> => {
  let count = 0
  return Report.folders().flatMap(({ folder, own }) => {
    const files = folder.files.filter((it) => own.includes(it.path) && !it.path.includes(".scenario.")).map((it) => Operators.of(it, folder).filter((one) => kinds.has(one.operator)))
    return files.flatMap((all, i) =>
      all.flatMap((one, at): ReadonlyArray<Pair> => {
        if (count++ % every !== 0) return []
        const here = all.slice(at + 1).find((it) => it.at[0] > one.at[1] + 200 && it.by !== one.by)
        const there = files[(i + 1) % files.length]?.[at % 7]
        return [here, there].flatMap((other) => (other === undefined || other === one || other.by === one.by ? [] : [{ folder, one, other }]))
      })
    )
  })
}

const spoil = (text: string, mutants: ReadonlyArray<Mutant>): string =>
  [...mutants].sort((a, b) => b.at[0] - a.at[0]).reduce((so, it) => Judge.spoilt(so, it), text)

const told = ({ folder, one, other }: Pair): ReadonlyArray<Mutant> => {
  const files = folder.files.map(({ path, text }) => ({ path, text: spoil(text, [one, other].filter((it) => it.path === path)) }))
  const errors = compile({ files }).diagnostics.filter(isError)
  const spans = errors.flatMap((it: Diagnostic): ReadonlyArray<Span> => [it.span, ...it.related.map((at) => at.span)])
  return [one, other].filter((it) => {
    const second = it === one ? other : one
    const shift = second.path === it.path && second.at[0] < it.at[0] ? second.by.length - (second.at[1] - second.at[0]) : 0
    const grown = it.by.length - (it.at[1] - it.at[0])
    const places = [it.at, ...it.places.flatMap((place) => (place.path === it.path ? [place.at] : []))]
    return spans.some((span) => span.file.path === it.path && places.some(([start, end]) => span.start <= end + shift + grown && span.end >= start + shift))
  })
}

const say = ({ operator, path, at, by }: Mutant, folder: Folder): string => {
  const text = folder.files.find((it) => it.path === path)?.text ?? ""
  return `${path}:${text.slice(0, at[0]).split("\n").length} ${operator}: «${text.slice(...at)}» is «${by}»`
}

describe("of two slips at once", () => {
  const all = pairs()

  it("both are told", () => {
    expect(all.length).toBeGreaterThan(50)
    const hidden = all.flatMap((pair) => {
      const seen = told(pair)
      return seen.length === 2 ? [] : [[pair.one, pair.other].map((it) => `${seen.includes(it) ? "told" : "HIDDEN"} ${say(it, pair.folder)}`).join("\n  ")]
    })
    expect(hidden, hidden.join("\n")).toEqual([])
  })
})
