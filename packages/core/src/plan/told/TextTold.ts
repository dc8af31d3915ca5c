/**
 * Two texts side by side: what was put in place of what. Both are quoted with what differs in 【】; of a long text only
 * what stands around it.
 *
 * @since 0.1.0
 */
import { canonical } from "../Digest.ts"
import { aligned } from "../difference/Change.ts"
import type { Template } from "../Plan.ts"
import { rule } from "./RuleTold.ts"
import type { Teller } from "./Teller.ts"
import { pick } from "./Teller.ts"

type Text = { readonly [language: string]: Template }

interface Token {
  /** what a reader sees */
  readonly shown: string
  /** what it is */
  readonly key: string
}

/** Words, single Chinese characters, and values in angle brackets. */
const tokens = (teller: Teller, text: Template, exact: boolean): ReadonlyArray<Token> =>
  text.flatMap((piece) => {
    if (typeof piece === "string") return (piece.match(/[\p{L}\p{N}]+(?<!\p{Script=Han})|\s+|./gsu) ?? []).flatMap((it) => (/\p{Script=Han}/u.test(it) ? [...it] : [it])).map((it) => ({ shown: it, key: it }))
    const told = rule(teller, piece.value)
    // the title alone, as it stands in the text; the whole sentence where two values have one title
    const short = /“([^”]*)”$/.exec(told)?.[1] ?? /^“([^”]*)”/.exec(told)?.[1] ?? told
    return [{ shown: `<${exact ? told : short}>`, key: canonical(piece.value) }]
  })

/** Longest text that is quoted whole, in characters. */
const whole = 120
const around = 16

/** Old and new, each with the pieces that differ marked. */
const marked = (before: ReadonlyArray<Token>, after: ReadonlyArray<Token>): { readonly was: string; readonly now: string } => {
  const pairs = aligned(before, after, ({ key }) => key)
  const side = (list: ReadonlyArray<Token>, which: 0 | 1): string => {
    const same = pairs.map(([i, j]) => i !== undefined && j !== undefined && before[i]?.key === after[j]?.key)
    const pieces: Array<{ differs: boolean; text: string }> = []
    for (const [at, pair] of pairs.entries()) {
      const index = pair[which]
      const text = index === undefined ? "" : (list[index]?.shown ?? "")
      const differs = same[at] !== true
      const last = pieces.at(-1)
      if (last !== undefined && last.differs === differs) last.text += text
      else pieces.push({ differs, text })
    }
    // a single word or mark between two that differ reads better as one
    for (let at = 1; at < pieces.length - 1; at++) {
      const [left, here, right] = [pieces[at - 1], pieces[at], pieces[at + 1]]
      if (left === undefined || here === undefined || right === undefined || here.differs || here.text.trim().length > 3) continue
      pieces.splice(at - 1, 3, { differs: true, text: `${left.text}${here.text}${right.text}` })
      at--
    }
    const length = pieces.reduce((sum, { text }) => sum + text.length, 0)
    return pieces
      .map(({ differs, text }, at) => {
        if (differs) return text === "" ? "" : `【${text}】`
        if (length <= whole) return text
        const [first, last] = [at === 0, at === pieces.length - 1]
        if (text.length <= (first || last ? around : 2 * around)) return text
        return first ? `…${text.slice(-around)}` : last ? `${text.slice(0, around)}…` : `${text.slice(0, around)}…${text.slice(-around)}`
      })
      .join("")
  }
  return { was: side(before, 0), now: side(after, 1) }
}

/** The words of a language the reader may not read. */
const languages: { readonly [language: string]: readonly [en: string, zh: string] } = { zh: ["Chinese", "中文"], en: ["English", "英文"] }

export const languageOf = (teller: Teller, language: string): string => {
  const known = languages[language]
  return known === undefined ? language : pick(teller, known[0], known[1])
}

/** In which language it is told: the reader's, where it changed there. */
export const told = (before: Teller, after: Teller, was: Text, now: Text): { readonly language: string; readonly was: string; readonly now: string } | undefined => {
  const differs = (language: string): boolean => canonical(shape(was[language])) !== canonical(shape(now[language]))
  const all = [...new Set([after.language, ...Object.keys(now), ...Object.keys(was)])].filter((language) => language in was || language in now)
  const language = all.find(differs) ?? all[0]
  if (language === undefined) return undefined
  const [old, fresh] = [was[language] ?? [], now[language] ?? []]
  // values are called as in the text around them
  const inside = (teller: Teller): Teller => (language === "en" || language === "zh" ? { ...teller, language } : teller)
  const [one, other] = [tokens(inside(before), old, false), tokens(inside(after), fresh, false)]
  const alike = one.map(({ shown }) => shown).join("") === other.map(({ shown }) => shown).join("")
  return { language, ...(alike ? marked(tokens(inside(before), old, true), tokens(inside(after), fresh, true)) : marked(one, other)) }
}

/** A text without what its values are made of. */
const shape = (text: Template | undefined): unknown => text?.map((piece) => (typeof piece === "string" ? piece : piece.value))

/** A text as it reads, values in angle brackets. */
export const plain = (teller: Teller, text: Text): string => {
  const language = teller.language in text ? teller.language : (Object.keys(text)[0] ?? "")
  const shown = tokens(teller, text[language] ?? [], false).map((it) => it.shown).join("")
  return shown.length <= whole ? shown : `${shown.slice(0, whole)}…`
}
