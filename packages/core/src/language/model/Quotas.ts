/**
 * Quotas of a handbook (language §11) with every name resolved: what is counted of what, in which span, and who is told
 * when it was not kept. They are read when the procedures are known.
 */
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Must, Named } from "../syntax/tree/Node.ts"
import type { Context } from "./Context.ts"
import * as Flow from "./Flow.ts"
import { section } from "./Handbook.ts"
import type { Handbook, QuotaInfo, Section } from "./Handbook.ts"
import * as Messages from "./Messages.ts"
import * as People from "./People.ts"
import * as Queries from "./Queries.ts"
import * as Sentence from "./Sentence.ts"
import type { Signatures } from "./Signature.ts"

/** All quotas; `signatures` by the names its folder knows. */
export const read = (
  tree: Maybe<Named<Tree.Quota | Broken>>,
  handbook: Handbook,
  signatures: Signatures,
  report: Report
): Section<QuotaInfo> => {
  const context: Context = { report, handbook, signatures, flow: Flow.start, anyTime: true, items: new Map(), inside: [] }
  return section(tree, (it, name) => quota(name.text, it, context))
}

const measure = (tree: Must<Tree.Measure>, context: Context) => {
  const it = sound(tree)
  if (it === undefined) return undefined
  const found = Queries.measure(it, context, Sentence.reader)
  if (found?.rows.from !== "table") return found
  context.report.add("type-mismatch", it.rows.span, {
    expected: said("a ledger or the cases of a procedure, which grow", "会增长的台账或某流程的事项"),
    found: said("a table", "表")
  })
  return undefined
}

const quota = (name: string, tree: Tree.Quota, context: Context): QuotaInfo | undefined => {
  const count = measure(tree.count, context)
  const of = measure(tree.of, context)
  const per = sound(tree.per)?.word
  const rounded = sound(tree.rounded)?.word
  const atLeast = sound(tree.atLeast)?.decimal
  const atMost = sound(tree.atMost)?.decimal
  const missed = sound(tree.missed)
  const told: Context = { ...context, quota: name }
  const tell = People.people(missed?.tell, told)
  const message = sound(missed?.with)
  const messages = Messages.make(undefined, undefined, context.handbook)
  const said = message !== undefined && messages.use(message, told)
  if (count === undefined || of === undefined || per === undefined || rounded === undefined) return undefined
  if (atLeast === undefined && atMost === undefined) return undefined
  if (tell === undefined || message === undefined || !said) return undefined
  return {
    quota: {
      count,
      of,
      per,
      ...(atLeast !== undefined && { atLeast }),
      ...(atMost !== undefined && { atMost }),
      rounded
    },
    missed: { quota: name, tell, with: message.text },
    texts: messages.found
  }
}
