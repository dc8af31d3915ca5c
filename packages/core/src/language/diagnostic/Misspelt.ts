/**
 * A name that is misspelt where it is defined is unknown wherever it is used. Where a file defines a name that nothing
 * uses, and uses one that is spelt nearly so and defined nowhere, more than once, the slip is in the definition.
 */
import { said } from "./Phrase.ts"
import { type Diagnostic, make } from "./Diagnostic.ts"
import * as Span from "../source/Span.ts"

/** Told at the definition instead of at the first use. */
export const atDefinition = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> =>
  diagnostics.map((it) => {
    if (it.code !== "unknown-name" || it.related.length === 0) return it
    const { name, nearest } = it.args as { readonly name: string; readonly nearest: ReadonlyArray<string> }
    const [meant, ...others] = nearest
    if (meant === undefined || others.length > 0 || it.related.some((one) => one.span.file !== it.span.file)) return it
    const { file } = it.span
    const body = file.text.replace(/^words:[^]*/m, "").replace(/(?<=\s)#.*/g, (comment) => " ".repeat(comment.length))
    const places = [...body.matchAll(/[\p{L}\p{M}\p{N}-]+/gu)].filter((one) => one[0] === meant)
    const [only, ...more] = places
    if (only === undefined || more.length > 0 || !/^\s*:(?:\s|$)/.test(body.slice(only.index + meant.length))) return it
    const span = Span.make(file, only.index, only.index + meant.length)
    return make("name-misspelt", span, { name: meant, used: name, times: it.related.length + 1 }, {
      related: [{ span: it.span, message: said("used here", "用在这里") }, ...it.related],
      fix: { title: said(`Write \`${name}\``, `改写为 \`${name}\``), safe: false, edits: [{ span, text: name }] }
    }) as Diagnostic
  })
