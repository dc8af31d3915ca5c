/**
 * Slips in real files that are illegal by construction: the operator knows from the file and the reference of the
 * language, never from the compiler, that what it writes means nothing. What would still be legal is not made.
 */
import type { At, Entry, Places, Sentence } from "./Places.ts"

export interface SourceText {
  readonly path: string
  readonly text: string
}

export interface Mutant {
  readonly operator: string
  readonly path: string
  readonly at: At
  readonly by: string
  /** besides the spoilt place itself: where it may be told as well, in the file as it was */
  readonly places: ReadonlyArray<{ readonly path: string; readonly at: At }>
}

/** All files of handbooks that use each other, read. */
export interface Folder {
  readonly files: ReadonlyArray<SourceText & { readonly places: Places }>
  /** every word that stands anywhere */
  readonly words: ReadonlySet<string>
  /** how often each name is given */
  readonly given: ReadonlyMap<string, number>
  /** where each name is used, and can be nothing else */
  readonly uses: ReadonlyMap<string, ReadonlyArray<{ readonly path: string; readonly at: At; readonly sentence: Sentence | undefined }>>
}

const WORD = /[\p{L}][\p{L}\p{M}\p{Nd}-]*/gu

/** Words of the language, of units, types, papers, days and what steps produce: they may be names elsewhere, but are none here. */
const language = new Set(
  ("a above all amount and any appointment archive area as at attachment before body by calendar call called case cases checklist closing column copy count date " +
    "date-time day days department doer done due duty each earlier else end ended event every exact for form founded from half-up handwritten head " +
    "highest holder hour hours in intake is its kind larger-of last late later ledger list long-text minute minutes missing money month months " +
    "month-of most next no none not now number of on once one open opener opening or original outcome over paper papers param party party-kind percent period " +
    "phone-number present quarter quota rank report requested role rounds rung same seen seen-and-copied sheet signature smaller-of some staff start step sum superior " +
    "term text this tick time times to today unit up down was week weeks when where whole-number within working year years yes person first came complete failed " +
    "behind full reached name missing at-least CNY case-due Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday host count " +
    "January February March April May June July August September October November December event receipt paused nobody yes").split(" ")
)

const sentenceKinds: ReadonlySet<string> = new Set([
  "expression", "deadline", "anchor", "event", "hold-end", "people", "type", "take", "ref", "refs", "rows", "measure", "name", "names",
  "needed", "filed", "into", "heads", "path", "paths", "needs", "show", "reminder-time", "due", "form", "names-by-path",
  "names-by-name", "people-by-path", "paths-by-name", "ended", "signers", "staff"
])

const isSentence = (it: Sentence): boolean => it.role === "use" && sentenceKinds.has(it.kind) && !definesValue(it)

/** The value of a row of a decision gives its name there; times and zones are read by others. */
const definesValue = (it: Sentence): boolean => it.entry?.shape === "decideRow" && it.entry.key === "then"

const wordsIn = (it: Sentence): ReadonlyArray<{ readonly word: string; readonly at: At }> =>
  [...it.text.matchAll(WORD)].map((found) => ({ word: found[0], at: [it.at[0] + found.index, it.at[0] + found.index + found[0].length] }))

const placeholders = (it: Sentence): ReadonlyArray<{ readonly word: string; readonly at: At }> =>
  [...it.text.matchAll(/<([^<>]*)>/g)].flatMap((found) =>
    [...(found[1] ?? "").matchAll(WORD)].map((word): { readonly word: string; readonly at: At } => {
      const start = it.at[0] + found.index + 1 + word.index
      return { word: word[0], at: [start, start + word[0].length] }
    })
  )

const isMessage = (it: Sentence): boolean => it.kind === "messages"

export const folder = (files: Folder["files"]): Folder => {
  const words = new Set(files.flatMap((it) => [...it.text.matchAll(WORD)].map((found) => found[0])))
  const given = new Map<string, number>()
  const uses = new Map<string, Array<{ readonly path: string; readonly at: At; readonly sentence: Sentence | undefined }>>()
  const give = (name: string): void => void given.set(name, (given.get(name) ?? 0) + 1)
  const use = (name: string, path: string, at: At, sentence: Sentence | undefined): void => {
    if (language.has(name)) return
    uses.set(name, [...(uses.get(name) ?? []), { path, at, sentence }])
  }
  for (const { path, places } of files) {
    for (const it of places.entries) {
      if (it.path[0] === "words" || it.path[0] === "messages" && it.path.length > 2) continue
      if (it.name === "new") give(it.key)
      if (it.name === "use") use(it.key, path, it.keyAt, undefined)
    }
    for (const it of places.sentences) {
      if (it.role === "new") give(it.text)
      if (definesValue(it)) give(it.text)
      if (isSentence(it)) for (const { at, word } of wordsIn(it)) use(word, path, at, it)
      if (isMessage(it)) for (const { at, word } of placeholders(it)) use(word, path, at, it)
    }
  }
  return { files, words, given, uses }
}

/** A letter lost, as it happens; never a word that stands anywhere or means something. */
const misspelt = (word: string, known: ReadonlySet<string>): string => {
  const middle = Math.ceil(word.length / 2)
  const lost = word.length > 3 ? word.slice(0, middle) + word.slice(middle + 1) : `${word}q`
  const free = (it: string): boolean => !known.has(it) && !language.has(it) && !language.has(`${it}s`) && !it.endsWith("-")
  return free(lost) ? lost : `${word}-zz`
}

/** Keys without which the language reference (§3 to §10, §14) reads nothing: by whose they are. */
const required: Readonly<Record<string, string>> = {
  handbook: "version languages names-in time currency calendars ranks departments roles",
  timeRules: "zone calendar day-ends after-closing holidays remind-at",
  calendar: "open holidays covered",
  role: "rank",
  body: "founded recorded-by",
  archive: "by kept-by",
  ledger: "columns",
  table: "columns key",
  report: "rows day",
  dataClass: "seen-by used-in",
  quota: "count of per rounded missed",
  missed: "tell with",
  procedure: "version steps outcomes",
  compute: "type value",
  choose: "of cases",
  parallel: "join branches",
  each: "in steps",
  repeat: "until steps",
  notify: "to via with",
  record: "in",
  file: "by what into",
  announce: "event",
  call: "opens",
  start: "opens",
  stage: "steps",
  "orders.transfer": "by",
  "orders.delegate": "by to",
  "orders.return": "by to",
  "orders.withdraw": "by ends",
  "orders.terminate": "by ends",
  "orders.urge": "by",
  "orders.extend": "by of at-most",
  "orders.suspend": "by clocks at-most",
  "orders.resume": "by",
  "orders.add-signer": "by of",
  "orders.rebook": "by of",
  "orders.amend": "by of",
  hold: "from where until stops clocks",
  schedule: "opens",
  change: "version from size what",
  reminder: "at tell with",
  rung: "by",
  recordLater: "by at-most",
  due: "within",
  scenario: "of rows",
  scenarioRow: "at"
}

const isRequired = (it: Entry): boolean => {
  if (it.shape === undefined) return false
  if (required[it.shape]?.split(" ").includes(it.key) === true) return true
  const has = (key: string): boolean => it.siblings.some((one) => one.key === key)
  switch (it.shape) {
    case "task":
      return it.key === "by" || it.key === "ladder"
    case "field":
      return it.key === "type" || it.key === "list"
    case "stage":
      return ["due", "by", "ladder"].filter(has).length === 1 && ["due", "by", "ladder"].includes(it.key)
    case "record":
      return (it.key === "add" || it.key === "fill") && !(has("add") && has("fill"))
    case "schedule":
      return it.key === "every" || it.key === "on"
    case "repeat":
      return it.key === "at-most" || it.key === "beyond" || it.key === "no-limit-because"
    case "rung":
      return it.key === "due" && it.owner !== undefined && it.owner.index < it.owner.siblings.length - 1
    case "quota":
      return it.key === "at-least" || it.key === "at-most"
    default:
      return false
  }
}

/** The whole entry, with its lines or with one comma beside it; `undefined` when nothing would be left. */
const whole = (text: string, it: Entry): At | undefined => {
  const next = it.siblings[it.index + 1]
  const previous = it.siblings[it.index - 1]
  if (next === undefined && previous === undefined) return undefined
  if (it.flow) return next !== undefined ? [it.keyAt[0], next.keyAt[0]] : [previous?.valueAt[1] ?? it.keyAt[0], it.valueAt[1]]
  if (next !== undefined) return [it.keyAt[0], next.keyAt[0]]
  const start = text.lastIndexOf("\n", it.keyAt[0]) + 1
  if (text.slice(start, it.keyAt[0]).trim() !== "") return undefined
  // a block ends behind its last line already
  const end = text.charAt(it.valueAt[1] - 1) === "\n" ? it.valueAt[1] - 1 : text.indexOf("\n", it.valueAt[1])
  return [start, end === -1 ? text.length : end + 1]
}

/** Where a map without one of its keys may be told: what it is behind, or its first line. */
const around = (it: Entry): ReadonlyArray<At> => {
  const first = it.siblings[0]
  return [
    ...(it.owner === undefined ? [] : [it.owner.keyAt]),
    ...(it.flow ? [it.mapAt] : []),
    // a limit and what comes beyond it ask for each other
    ...(it.shape === "repeat" ? it.siblings.filter((one) => one.key === "at-most").map((one) => one.keyAt) : []),
    ...(first === undefined ? [] : [[first.keyAt[0], Math.min(first.valueAt[1], first.valueAt[0] + 80)] as const])
  ]
}

const UNIT = /\b(\d+) (working hours?|working days?|calendar days?|exact days?|minutes?|hours?|weeks?|months?|years?)\b/g

type Make = (at: At, by: string, places?: ReadonlyArray<At | { readonly path: string; readonly at: At }>) => void

type Operator = (file: Folder["files"][number], folder: Folder, make: Make) => void

const usedElsewhere = (folder: Folder, name: string, path: string, at: At) =>
  (folder.uses.get(name) ?? []).filter((it) => !(it.path === path && it.at[0] === at[0]))

const onlyHere = (folder: Folder, name: string): boolean => folder.given.get(name) === 1 && !language.has(name)

const inWords = (it: Entry): boolean => it.path[0] === "words"

const operators: Readonly<Record<string, Operator>> = {
  "required key dropped": ({ places, text }, _, make) => {
    for (const it of places.entries) {
      if (!isRequired(it)) continue
      const at = whole(text, it)
      if (at !== undefined) make(at, it.flow && it.siblings[it.index + 1] === undefined ? "" : "", around(it))
    }
  },
  "key misspelt": ({ places }, folder, make) => {
    for (const it of places.entries) {
      if (it.shape !== undefined && it.key.length > 1) make(it.keyAt, misspelt(it.key, folder.words))
    }
  },
  "name misspelt where it is used": ({ places }, folder, make) => {
    for (const it of places.sentences) {
      const words = isSentence(it) ? wordsIn(it) : isMessage(it) ? placeholders(it) : []
      for (const { at, word } of words) if (!language.has(word)) make(at, misspelt(word, folder.words))
    }
    for (const it of places.entries) {
      if (it.name !== "use" || inWords(it) || it.kind === "data" || it.path.includes("given")) continue
      make(it.keyAt, misspelt(it.key, folder.words))
    }
  },
  "word of the language misspelt": ({ places }, folder, make) => {
    for (const it of places.sentences) {
      const closed = it.role === "word" || it.kind === "every" || it.kind === "covers" || it.kind === "term"
      if (!closed && !isSentence(it)) continue
      // in papers, filings and counts a number of ours may stand before
      for (const { at, word } of wordsIn(it)) if ((closed || language.has(word)) && word.length > 1) make(at, misspelt(word, folder.words), [it.at])
    }
  },
  "name renamed where it is given": ({ path, places }, folder, make) => {
    const rename = (name: string, at: At): void => {
      const uses = usedElsewhere(folder, name, path, at)
      if (onlyHere(folder, name) && uses.length > 0) make(at, misspelt(name, folder.words), uses)
    }
    for (const it of places.entries) if (it.name === "new" && !inWords(it)) rename(it.key, it.keyAt)
    for (const it of places.sentences) if (it.role === "new" && !(it.entry !== undefined && inWords(it.entry))) rename(it.text, it.at)
  },
  "name deleted where it is given": ({ path, places, text }, folder, make) => {
    for (const it of places.entries) {
      if (it.name !== "new" || inWords(it) || !onlyHere(folder, it.key)) continue
      const at = whole(text, it)
      const uses = usedElsewhere(folder, it.key, path, it.keyAt).filter((use) => at === undefined || use.path !== path || use.at[1] < at[0] || use.at[0] > at[1])
      if (at !== undefined && uses.length > 0) make(at, "", [...uses, ...(it.owner === undefined ? [] : [it.owner.keyAt])])
    }
  },
  "a name of another kind": ({ places }, folder, make) => {
    const named = (shape: string): string | undefined =>
      folder.files.flatMap((it) => it.places.entries).find((it) => it.name === "new" && onlyHere(folder, it.key) && isMapOf(it, shape))?.key
    const role = named("roles")
    const ledger = named("ledgers")
    const department = named("departments")
    for (const it of places.sentences) {
      const place = `${it.entry?.shape ?? ""}.${it.entry?.key ?? ""}`
      const wrong = /^(record\.in|(notify|reminder|missed)\.with|(call|start|schedule)\.opens|end\.end|notify\.via|announce\.event|orders\.\w+\.ends|timeRules\.calendar|field\.class)$/.test(place)
        ? role
        : /^(role\.(rank|reports-to|stands-in)|archive\.kept-by|body\.recorded-by)$/.test(place)
          ? department
          : /^(role\.in|department\.part-of)$/.test(place)
            ? ledger ?? role
            : undefined
      if (wrong !== undefined && it.role === "use") make(it.at, wrong)
    }
  },
  "a name given twice": ({ places }, folder, make) => {
    const steps = places.entries.filter((it) => it.index === 0 && it.path.length === 2 && it.path[0] === "steps" && it.key !== "end")
    const [first] = steps
    for (const it of steps) {
      const name = first === undefined ? "" : valueOf(first)
      if (it !== first && it.valueAt[1] - it.valueAt[0] > 0) make(it.valueAt, name, [first?.valueAt ?? it.valueAt, ...usedElsewhere(folder, name, "", it.valueAt)])
    }
  },
  "a reserved word as a name": ({ path, places }, folder, make) => {
    // used elsewhere it would be two slips: a name that is reserved, and one that is gone
    const lonely = (name: string, at: At): boolean => usedElsewhere(folder, name, path, at).length === 0
    for (const it of places.sentences) if (it.role === "new" && it.kind === "new-name" && lonely(it.text, it.at)) make(it.at, "holder")
    for (const it of places.entries) if (it.name === "new" && !inWords(it) && lonely(it.key, it.keyAt)) make(it.keyAt, "holder")
  },
  "a unit dropped": ({ places }, _, make) => {
    for (const it of unitful(places)) {
      for (const found of it.text.matchAll(UNIT)) {
        const start = it.at[0] + found.index
        make([start, start + found[0].length], found[1] ?? "", [it.at])
      }
    }
  },
  "bare days": ({ places }, _, make) => {
    for (const it of unitful(places)) {
      for (const found of it.text.matchAll(/\b(working|calendar|exact) (?=days?\b)/g)) {
        const start = it.at[0] + found.index
        make([start, start + found[0].length], "", [it.at])
      }
    }
  },
  "a unit of something else": ({ places }, _, make) => {
    for (const it of unitful(places)) {
      for (const found of it.text.matchAll(UNIT)) {
        const start = it.at[0] + found.index
        make([start, start + found[0].length], `${found[1] ?? ""} CNY`, [it.at])
        make([start, start + found[0].length], `${found[1] ?? ""} fortnights`, [it.at])
      }
    }
    for (const it of places.sentences) {
      if (!isSentence(it)) continue
      for (const found of it.text.matchAll(/\b(\d+) CNY\b/g)) {
        const start = it.at[0] + found.index
        make([start, start + found[0].length], `${found[1] ?? ""} XYZ`, [it.at])
        make([start, start + found[0].length], `${found[1] ?? ""} calendar days`, [it.at])
      }
    }
    for (const it of places.sentences) if (it.kind === "percent") make(it.at, it.text.replace("%", ""))
  },
  "a term without its anchor": ({ places }, _, make) => {
    for (const it of places.sentences) {
      if (it.kind !== "deadline" && it.kind !== "due") continue
      const from = / from .*$/.exec(it.text)
      if (from !== null && /^\d/.test(it.text)) make([it.at[0] + from.index, it.at[1]], "", [it.at])
    }
  },
  "a type swapped": ({ path, places }, folder, make) => {
    for (const it of places.entries) {
      const kind = it.name === "new" && it.kind === "fields" || it.shape === "field" && it.key === "type"
      const name = it.shape === "field" ? it.owner?.key : it.key
      if (!kind || name === undefined || !onlyHere(folder, name) || it.valueAt[1] - it.valueAt[0] < 2) continue
      if (it.name === "new" && (it.value as { readonly items?: unknown; readonly flow?: boolean } | null)?.items !== undefined && !isListOfNames(it)) continue
      const uses = usedElsewhere(folder, name, path, it.keyAt)
      // an attachment can be asked for and nothing else: neither compared, nor counted from, nor acted by
      const typed = uses.filter((use) => use.sentence !== undefined && asks(use.sentence, name))
      if (typed.length > 0) make(it.valueAt, "attachment", [...uses, it.keyAt])
    }
  },
  "a branch deleted": ({ places, text }, _, make) => {
    for (const it of places.entries) {
      const above = it.owner
      const at = whole(text, it)
      if (above === undefined || at === undefined) continue
      const has = (key: string): boolean => above.siblings.some((one) => one.key === key)
      const places = [above.keyAt, ...around(above)]
      if (above.shape === "choose" && above.key === "cases" && !has("otherwise")) make(at, "", [...places, ...above.siblings.filter((one) => one.key === "of").map((one) => one.valueAt)])
      if (above.shape === "parallel" && above.key === "branches" && it.siblings.length === 2 && !has("beside")) make(at, "", [...places, ...it.siblings.filter((one) => one !== it).map((one) => one.keyAt)])
      if (above.shape === "papers" && above.key === "lists") make(at, "", [...places, ...above.siblings.map((one): At => [one.keyAt[0], one.valueAt[1]])])
      if (it.shape === "orders" && it.key === "resume" && it.siblings.some((one) => one.key === "suspend")) make(at, "", it.siblings.filter((one) => one.key === "suspend").map((one) => one.keyAt))
    }
  },
  "the last row of a decision deleted": ({ places, text }, _, make) => {
    for (const it of places.entries) {
      if (it.shape !== "decideRow" || it.key !== "then" || it.siblings.length !== 1) continue
      const at: At = [text.lastIndexOf("\n", it.mapAt[0]) + 1, text.indexOf("\n", it.mapAt[1]) + 1]
      if (/^\s*- \{.*\}/.test(text.slice(...at)) && text.slice(...at).split("- {").length === 2) {
        const before: At = [text.lastIndexOf("\n", at[0] - 2) + 1, at[0]]
        make(at, "", [before, ...(it.owner === undefined ? [] : [it.owner.keyAt, ...around(it.owner)])])
      }
    }
  },
  "the last end deleted": ({ places, text }, _, make) => {
    const ends = places.entries.filter((it) => it.key === "end" && it.path.length === 2 && it.path[0] === "steps" && it.index === 0)
    const last = ends.at(-1)
    const steps = places.entries.filter((it) => it.path.length === 2 && it.path[0] === "steps" && it.index === 0)
    if (last === undefined || last !== steps.at(-1) || last.siblings.length !== 1 || steps.length < 2) return
    const at: At = [text.lastIndexOf("\n", last.keyAt[0]) + 1, text.indexOf("\n", last.valueAt[1]) + 1]
    const before = steps.at(-2)
    make(at, "", [before?.valueAt ?? at, before?.keyAt ?? at, ...places.entries.filter((it) => it.path.length === 1 && it.key === "steps").map((it) => it.keyAt)])
  },
  "a sentence cut": ({ places }, _, make) => {
    for (const it of places.sentences) {
      if (!isSentence(it) && !["every", "covers"].includes(it.kind) && !["needed"].includes(it.kind)) continue
      // never after the word a sentence may end with
      for (const found of it.text.matchAll(/ (from|is|and|or|in|of|where|over|before|else|is not|not|[<>=*/+]+)(?= )/g)) {
        if (it.kind === "rows" || it.kind === "needs") continue
        const end = it.at[0] + found.index + found[0].length
        make([end, it.at[1]], "", [it.at])
        if (found.index > 0 && !["in", "not", "from"].includes(found[1] ?? "")) make([it.at[0], it.at[0] + found.index + 1], "", [it.at])
      }
    }
  },
  "a post without its department": ({ places, path }, folder, make) => {
    const placeless = new Set(
      folder.files.flatMap((it) => it.places.entries).filter((it) => it.name === "new" && isMapOf(it, "roles") && !childKeys(it).includes("in")).map((it) => it.key)
    )
    if (path.endsWith(".scenario.yaml")) return
    for (const it of places.sentences) {
      if (it.kind !== "people" || definesValue(it)) continue
      const found = /^([\p{L}\p{Nd}-]+) in \S+$/u.exec(it.text)
      const name = found?.[1] ?? ""
      if (placeless.has(name) && onlyHere(folder, name)) make([it.at[0] + name.length, it.at[1]], "", [it.at])
    }
  },
  "a wrong value": ({ places }, _, make) => {
    for (const it of places.sentences) {
      if (it.kind === "whole" || it.kind === "number") make(it.at, "some")
      if (it.kind === "date") make(it.at, "2026-02-30")
      if (it.kind === "time") make(it.at, "25:00")
      if (it.kind === "date-time") make(it.at, it.text.replace(/ .*/, " 25:10"))
      if (it.kind === "date-range") make(it.at, it.text.replace(/ to .*/, ""))
      if (it.kind === "term") make(it.at, it.text.replace(/^\d+ /, ""))
    }
  },
  "a map or a list where none belongs": ({ places, text }, _, make) => {
    for (const it of places.entries) {
      const value = text.slice(...it.valueAt)
      if (it.shape !== undefined && ["steps", "branches", "cases", "columns", "outcomes", "time-rules", "roles", "rows"].includes(it.key) && it.kind !== "rows" && !it.flow && value.length > 0) {
        if (it.kind !== undefined && !["measure", "data-list"].includes(it.kind) && !value.startsWith("{")) make([it.keyAt[1] + 1, it.keyAt[1] + 1], " none", [it.keyAt, [it.valueAt[0], it.valueAt[0] + 80]])
      }
      if (it.shape === "notify" && it.key === "via" && /^\[[\w-]+\]$/.test(value)) make(it.valueAt, value.slice(1, -1))
    }
    for (const it of places.sentences) {
      if (it.kind === "name" && it.role === "use" && it.entry?.shape !== undefined && it.at[0] === it.entry.valueAt[0]) make(it.at, `{ ${it.text}: {} }`)
    }
  },
  "a bracket lost": ({ places, text }, _, make) => {
    const told = new Set<number>()
    for (const it of places.entries) {
      const end = it.valueAt[1] - 1
      if (!/[\]}]/.test(text.charAt(end)) || it.valueAt[0] >= end || told.has(end) || text.slice(...it.valueAt).includes("\n")) continue
      told.add(end)
      const line: At = [text.lastIndexOf("\n", end) + 1, text.indexOf("\n", end)]
      make([end, end + 1], "", [line])
    }
  },
  "a quote left open": ({ places, text }, _, make) => {
    for (const it of places.sentences) {
      if (!/["']/.test(text.slice(it.at[1]))) make([it.at[0], it.at[0]], '"', [it.at])
    }
  },
  "a colon spoilt": ({ places, text }, _, make) => {
    for (const [i, it] of blockLines(places, text).entries()) {
      if (it.siblings.length < 2 || isAfterBlockText(text, it)) continue
      // in turn
      if (i % 3 === 0) make([it.keyAt[1], it.keyAt[1] + 1], "", [it.keyAt, it.valueAt])
      else if (i % 3 === 1 || !/^\w/.test(text.slice(it.valueAt[0]))) make([it.keyAt[1], it.keyAt[1] + 2], "：", [it.keyAt])
      else make([it.keyAt[1], it.keyAt[1] + 2], ":", [it.keyAt])
    }
  },
  "a heading lost": ({ places, text }, _, make) => {
    for (const it of places.entries) {
      if (it.flow || !(it.key === "orders" && it.path.length === 1 || it.shape === "scenarioRow" && it.key === "then")) continue
      const start = text.lastIndexOf("\n", it.keyAt[0]) + 1
      const end = text.indexOf("\n", it.keyAt[0]) + 1
      if (text.slice(start, it.keyAt[0]).trim() === "" && it.valueAt[0] >= end && end > 0) make([start, end], "", [it.valueAt])
    }
  },
  "indentation spoilt": ({ places, text }, _, make) => {
    for (const it of blockLines(places, text)) {
      const start = text.lastIndexOf("\n", it.keyAt[0]) + 1
      if (it.index === 0 || it.siblings.length < 2 || text.slice(start, it.keyAt[0]).trim() !== "" || isAfterBlockText(text, it)) continue
      make([start, start], " ", [it.keyAt, it.valueAt, it.siblings[it.index - 1]?.valueAt ?? it.keyAt])
      if (it.keyAt[0] > start) make([start, it.keyAt[0]], "\t", [it.keyAt, it.valueAt])
    }
  },
  "a line twice": ({ places, text }, _, make) => {
    for (const it of blockLines(places, text)) {
      const start = text.lastIndexOf("\n", it.keyAt[0]) + 1
      const end = text.indexOf("\n", it.keyAt[0]) + 1
      if (text.slice(start, it.keyAt[0]).trim() !== "" || it.valueAt[1] >= end || end === 0) continue
      make([end, end], text.slice(start, end), [it.keyAt])
    }
  },
  "what YAML has and the language has not": ({ places }, _, make) => {
    for (const [i, it] of places.sentences.entries()) {
      if (it.role === "data" || it.flow && it.entry === undefined) continue
      if (it.text === "yes" || it.text === "no") make(it.at, it.text === "yes" ? "true" : "false")
      // in turn
      else if (i % 3 === 0) make(it.at, "*it")
      else make([it.at[0], it.at[0]], i % 3 === 1 ? "&it " : "!it ", [it.at])
    }
  },
  "rows of a story out of order": ({ places }, _, make) => {
    const ats = places.sentences.filter((it) => it.kind === "date-time" && it.entry?.shape === "scenarioRow" && it.entry.key === "at")
    ats.forEach((it, i) => {
      const before = ats[i - 1]
      if (before !== undefined && before.text !== it.text) make(it.at, "2001-01-01 09:00", [before.at])
    })
  }
}

const valueOf = (it: Entry): string => String((it.value as { readonly value?: unknown } | null)?.value ?? "")

const childKeys = (it: Entry): ReadonlyArray<string> =>
  ((it.value as { readonly items?: ReadonlyArray<{ readonly key?: { readonly value?: unknown } }> } | null)?.items ?? []).map((one) => String(one.key?.value ?? ""))

const isMapOf = (it: Entry, section: string): boolean => it.path.length === 2 && it.path[0] === section

const isListOfNames = (it: Entry): boolean => (it.value as { readonly items?: ReadonlyArray<{ readonly key?: unknown }> } | null)?.items?.every((one) => one.key === undefined) === true

/** Sentences in which a term with a unit may stand. */
const unitful = (places: Places): ReadonlyArray<Sentence> =>
  places.sentences.filter((it) => ["deadline", "due", "term", "reminder-time"].includes(it.kind))

/** A use that only few types allow: compared, asked as it is, counted from, acted by, gone through. */
const asks = (it: Sentence, name: string): boolean => {
  const ref = `(?:[\\p{L}\\p{Nd}-]+\\.)?${name}`
  if (it.kind === "expression" && it.entry?.shape !== undefined) {
    if (it.entry.key === "when" && new RegExp(`^(?:not )?${ref}$`, "u").test(it.text)) return true
    if (it.entry.shape === "each" && it.entry.key === "in" && new RegExp(`^${ref}$`, "u").test(it.text)) return true
    return new RegExp(`(?:^|[ (])${ref} (?:is (?!present|missing|not present|not missing|founded)|[<>])`, "u").test(it.text)
  }
  if (it.kind === "people") return new RegExp(`^${ref}$`, "u").test(it.text)
  if (it.kind === "deadline") return new RegExp(`from ${ref}$|^${ref}$`, "u").test(it.text)
  return it.kind === "ref" && it.entry?.key === "counts-from"
}

/** Entries of block maps whose value stands on the same line. */
const blockLines = (places: Places, text: string): ReadonlyArray<Entry> =>
  places.entries.filter((it) => {
    const end = text.indexOf("\n", it.keyAt[0])
    return !it.flow && it.path[0] !== "words" && it.valueAt[0] > it.keyAt[1] && it.valueAt[0] < (end === -1 ? text.length : end) && text.charAt(it.keyAt[1]) === ":" && !/^[|>]/.test(text.slice(it.valueAt[0]))
  })

const isAfterBlockText = (text: string, it: Entry): boolean => {
  const before = it.siblings[it.index - 1]
  return before !== undefined && /^[|>]/.test(text.slice(before.valueAt[0]))
}

export const names: ReadonlyArray<string> = Object.keys(operators)

/** All mutants of one file, in the order of the operators. */
export const of = (file: Folder["files"][number], all: Folder): ReadonlyArray<Mutant> => {
  const made: Array<Mutant> = []
  for (const [operator, run] of Object.entries(operators)) {
    run(file, all, (at, by, places = []) => {
      if (file.text.slice(...at) === by) return
      made.push({
        operator,
        path: file.path,
        at,
        by,
        places: places.map((it) => ("path" in it ? { path: it.path, at: it.at } : { path: file.path, at: it }))
      })
    })
  }
  return made
}
