/**
 * The words that hold sentences together, in one table: the grammar asks for a keyword, never for its letters,
 * so another surface (Chinese keywords) is another column here.
 */
export const keywords = [
  "a", "above", "and", "any", "area", "as", "at", "before", "case", "cases", "checklist", "closing", "count", "day",
  "days", "department", "doer", "done", "due", "duty", "each", "else", "end", "event", "every", "for", "founded",
  "from", "head", "highest", "holder", "hour", "in", "intake", "is", "its", "larger-of", "last", "list", "missing",
  "month", "most", "next", "no", "not", "now", "of", "on", "once", "one", "opener", "opening", "or", "over", "papers",
  "present", "quarter", "rank", "report", "same", "sheet", "signature", "smaller-of", "some", "start", "sum",
  "superior", "this", "times", "to", "today", "was", "week", "when", "where", "within", "working", "year", "yes"
] as const

export type Keyword = (typeof keywords)[number]

const byText: ReadonlyMap<string, Keyword> = new Map(keywords.map((word) => [word, word]))

/** The keyword that a written word is, if it is one. */
export const keywordOf = (text: string): Keyword | undefined => byText.get(text)

/** How a keyword is written. */
export const written = (keyword: Keyword): string => keyword

/** Words that may not be names, because a sentence could then be read in two ways (language §1). */
export const reserved: ReadonlySet<string> = new Set([
  "and", "or", "not", "is", "was", "in", "else", "present", "missing", "founded", "from", "before", "as", "of", "on",
  "over", "where", "each", "one", "last", "count", "sum", "most", "list", "some", "every", "yes", "no", "today", "now",
  "case", "intake", "param", "event", "quota", "holder", "opener", "doer", "any", "together", "due", "its"
])

/** Reserved words that begin a ref of their own: `param.term`, `event.unit`, `each.day`, `case`. */
export const spaces: ReadonlySet<string> = new Set(["case", "intake", "param", "event", "quota", "each"])
