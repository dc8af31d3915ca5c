/**
 * One entry of the catalogue of diagnostics: what a code means and how it is said.
 *
 * A message is a sentence to a colleague who keeps the handbook and is no programmer: what is wrong here, why
 * it matters, what to do. It is written twice, in English and in Chinese, by somebody who would say it so; it
 * is not translated. The placeholders are the parameters of the message, so a report that leaves one out does
 * not compile.
 */
export type Severity = "error" | "warning" | "information"

export type Language = "en" | "zh"

/** A text in every language that Frontdesk speaks. */
export interface Said {
  readonly en: string
  readonly zh: string
}

export interface Entry<Args> {
  readonly severity: Severity
  /** Two to four words, for lists and headings. */
  readonly title: Said
  readonly message: (args: Args) => Said
  /** Why the rule exists, in one or two sentences: the beginning of its page, and what `explain` prints. */
  readonly docs: Said
}

/** The placeholders of an entry without any. */
export type NoArgs = Readonly<Record<never, never>>

const entry = (severity: Severity) =>
  <Args = NoArgs>(parts: Omit<Entry<Args>, "severity">): Entry<Args> => ({ severity, ...parts })

export const error = entry("error")
export const warning = entry("warning")
export const information = entry("information")
