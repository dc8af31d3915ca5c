/** Titles and messages in every language, and no title for nothing (language §13). */
import type { More } from "../diagnostic/Diagnostic.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import * as Titles from "../model/Titles.ts"
import * as Visible from "../model/Visible.ts"
import { lineStarts, position } from "../source/SourceFile.ts"
import * as Span from "../source/Span.ts"
import { hasUnread } from "../syntax/sentence/Template.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"
import { dotted, isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Named } from "../syntax/tree/Node.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Messages, Template, Words } from "../syntax/tree/Shared.ts"

export const ofProcedure = (procedure: Procedure, report: Report): void => {
  titles(Visible.ofProcedure(procedure.tree), procedure.tree.words, procedure.handbook, report)
  messages(procedure.tree.messages, procedure.handbook, report)
}

export const ofHandbook = (tree: HandbookTree, handbook: Handbook, report: Report): void => {
  titles(Visible.ofHandbook(tree), tree.words, handbook, report)
  messages(tree.messages, handbook, report)
}

/** Which languages there are is not clear, and that was told. */
const strangeLanguages = ({ languages, namesIn }: Handbook): boolean => namesIn === undefined || !languages.includes(namesIn)

const titles = (
  visible: ReadonlyArray<Visible.Visible>,
  own: Maybe<Words>,
  handbook: Handbook,
  report: Report
): void => {
  for (const entry of sound(own)?.entries ?? []) {
    if (isBroken(entry.title) || entry.title.kind === "text") continue
    const both = entry.title.entries.flatMap((it) => (isBroken(it.value) ? [] : [{ language: it.name.text, text: it.value.text, span: it.value.span }]))
    swapped(said("title of", "标题"), { text: dotted(entry.of), span: entry.of.span }, both, report)
    if (!strangeLanguages(handbook)) unknownLanguages(entry.title.entries, handbook, report)
  }
  if (isBroken(own) || handbook.unread.words || strangeLanguages(handbook)) return
  const first = Titles.written(own, handbook)
  const second = Titles.written(handbook.words, handbook)
  const told = new Set<string>()
  for (const it of visible) {
    if (told.has(it.name)) continue
    const missing = handbook.languages.filter(
      (language) =>
        language !== handbook.namesIn &&
        !first.get(it.name)?.has(language) &&
        !second.get(it.name)?.has(language) &&
        !(it.of !== undefined && first.get(`${it.of}.${it.name}`)?.has(language))
    )
    if (missing.length === 0) continue
    told.add(it.name)
    report.add("title-missing", it.span, { name: it.name, what: it.what, languages: missing })
  }
}

const messages = (tree: Maybe<Messages>, handbook: Handbook, report: Report): void => {
  if (strangeLanguages(handbook)) return
  for (const entry of sound(tree)?.entries ?? []) {
    const texts = sound(entry.value)
    if (texts === undefined) continue
    const written = texts.entries.map((it) => it.name.text)
    const missing = handbook.languages.filter((it) => !written.includes(it))
    swapped(said("message", "消息"), entry.name, texts.entries.flatMap((it) => (isBroken(it.value) ? [] : [{ language: it.name.text, text: it.value.text, span: it.value.span }])), report)
    differs(entry.name.text, texts, report)
    const strange = unknownLanguages(texts.entries, handbook, report)
    if (missing.length > strange) report.add("message-missing", entry.name.span, { message: entry.name.text, languages: missing })
    for (const [i, text] of texts.entries.entries()) {
      const same = texts.entries.slice(0, i).find(
        (it) => !isBroken(it.value) && !isBroken(text.value) && it.value.text === text.value.text && /\p{L}{3}/u.test(text.value.text)
      )
      if (same === undefined) continue
      report.add("message-same", text.name.span, {
        message: entry.name.text,
        first: same.name.text,
        second: text.name.text
      })
    }
  }
}

/** How many texts stand under a language that the handbook does not have. */
const unknownLanguages = (written: Named<unknown>["entries"], { languages }: Handbook, report: Report): number => {
  const missing = languages.filter((it) => !written.some(({ name }) => name.text === it))
  const strange = written.filter(({ name }) => !languages.includes(name.text))
  for (const it of strange) {
    const { span, text } = it.name
    const before = written[written.indexOf(it) - 1]
    const cut = before !== undefined && languages.includes(before.name.text) && /^\s*,\s*$/.test(span.file.text.slice(before.span.end, it.span.start))
    if (cut && !/^[a-z]{2,3}(?:-\w+)?$/i.test(text)) {
      // `en: Please come, and now: pay`: the comma ended the text
      const start = before.name.span.end + (/^:\s*/.exec(span.file.text.slice(before.name.span.end))?.[0].length ?? 0)
      const whole = Span.make(span.file, start, it.span.end)
      report.add("comma-cut", whole, { sentence: span.file.text.slice(start, before.span.end), text: true }, {
        fix: { title: said("Put the text between quotation marks", "给整段文字加上引号"), safe: false, edits: [{ span: whole, text: JSON.stringify(Span.text(whole)) }] }
      })
      continue
    }
    const near = nearest(text, missing)
    report.add("unknown-name", span, { name: text, what: said("language of the handbook", "手册语言（languages）"), nearest: near.length > 0 ? near : missing })
  }
  return strange.length
}

interface Written {
  readonly language: string
  readonly text: string
  readonly span: Span.Span
}

const han = /\p{Script=Han}/u

/** Chinese stands under another language, and what stands under Chinese is none. */
const swapped = (what: Said, name: { readonly text: string; readonly span: Span.Span }, texts: ReadonlyArray<Written>, report: Report): void => {
  const first = texts.find((it) => it.language.startsWith("zh") && !han.test(it.text) && /\p{L}{2}/u.test(it.text))
  const second = texts.find((it) => !/^(?:zh|ja|yue)/.test(it.language) && han.test(it.text.replace(/<[^<>]*>/g, "")))
  if (first === undefined || second === undefined) return
  const [one, two] = [Span.text(first.span), Span.text(second.span)]
  const plain = !`${one}${two}`.includes("\n")
  report.add("languages-swapped", name.span, { what, name: name.text, first: first.language, second: second.language }, {
    related: [{ span: first.span, message: said("not Chinese", "不是中文") }, { span: second.span, message: said("Chinese", "是中文") }],
    fix: plain
      ? { title: said("Swap the two texts", "对调两段文字"), safe: true, edits: [{ span: first.span, text: two }, { span: second.span, text: one }] }
      : undefined
  })
}

/** A value that a reader of one language is shown and a reader of another is not. */
const differs = (message: string, texts: Named<Template | Broken>, report: Report): void => {
  const each = texts.entries.flatMap((it) => (isBroken(it.value) ? [] : [{ language: it.name.text, name: it.name, shown: shownIn(it.value) }]))
  // what cannot be read is told first
  if (each.length < 2 || each.some((it) => it.shown === undefined)) return
  if (texts.entries.some((it) => !isBroken(it.value) && hasUnread(it.value.text))) return
  for (const { language, shown } of each) {
    for (const [written, span] of shown ?? []) {
      const lacking = each.find((it) => it.shown?.has(written) !== true)
      if (lacking === undefined) continue
      report.add("message-differs", span, { message, shown: written, language, other: lacking.language }, {
        related: [{ span: lacking.name.span, message: said("not here", "这里没有") }]
      })
    }
  }
}

const shownIn = (template: Template): ReadonlyMap<string, Span.Span> | undefined => {
  const found = new Map<string, Span.Span>()
  for (const part of template.parts) {
    if (part.kind === "text") continue
    if (isBroken(part.expression)) return undefined
    found.set(Span.text(part.expression.span), part.span)
  }
  return found
}

/** Titles that no name has: mostly a slip of the pen, in the table or in the name. */
export const strayTitles = (tree: Words, known: (name: string) => boolean, report: Report): void => {
  // a name without a title, spelt nearly so, was told: it is the same slip
  const untitled = report.diagnostics.flatMap((it) =>
    it.code === "title-missing" && it.span.file === tree.span.file ? [Span.text(it.span)] : []
  )
  for (const entry of tree.entries) {
    const name = entry.of.names.at(-1)?.text ?? ""
    if (known(name) || nearest(name, untitled).length > 0) continue
    report.add("name-unused", entry.of.span, { name: dotted(entry.of), what: said("title of", "标题") }, withoutTitle(entry))
  }
}

/** The line of the title taken out, with the lines of its languages below it. */
const withoutTitle = (entry: Words["entries"][number]): More => {
  const { file, start } = entry.of.span
  const [first, last] = [Span.startPosition(entry.of.span).line, position(file, entry.span.end).line]
  const from = lineStarts(file)[first - 1] ?? 0
  const next = lineStarts(file)[last] ?? file.text.length
  // beside others on one line it is left to the author
  if (file.text.slice(from, start).trim() !== "" || /^[^#\r\n]*\S/.test(file.text.slice(entry.span.end, next).replace(/#.*/, "").trim())) return {}
  return { fix: { title: said("Remove this title", "删去这个标题"), safe: false, edits: [{ span: Span.make(file, from, next), text: "" }] } }
}
