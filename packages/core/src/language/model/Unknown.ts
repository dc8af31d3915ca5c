/**
 * Names nobody knows: what is told of them, what near them could be meant, and when nothing is told because the name may
 * hide in a part that could not be read.
 */
import { said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Fix } from "../diagnostic/Diagnostic.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Span } from "../source/Span.ts"
import { fullWidth } from "../syntax/Punctuation.ts"
import type { Name } from "../syntax/tree/Node.ts"
import type { Context } from "./Context.ts"
import { namesOf } from "./Handbook.ts"

/** What is looked for; names of these kinds may hide in a part that could not be read. */
const anything = said("field or value", "字段或值")
export const aStep = said("step", "步骤")
export const orStep = said("step or date", "步骤或日期")
export const orField = said("role, department or person field", "岗位、部门或人员字段")
export const ofTheIntake = said("field in the intake named", "登记表字段")

/** Tells that nothing of that name is known here; silent where it may stand in what could not be read. */
export const name = (
  written: Name,
  context: Context,
  what: Said = anything,
  candidates: Iterable<string> = scope(context)
): undefined => {
  // it may be the name of a step, or of a field, that could not be read
  const known = [...candidates]
  const { names } = context
  const ofSteps = what === anything || what === aStep || what === orStep
  if (names?.unclear === true && (ofSteps || known.some((it) => names.steps.has(it)))) return undefined
  const ofIntake = what === anything || what === orField || what === ofTheIntake || what === orStep
  if (names?.intakeUnclear === true && ofIntake) return undefined
  // full-width punctuation in a name was told, and the name is not known before it is mended
  if (fullWidth(written.text).length > 0) return undefined
  const near = nearest(written.text, known)
  // a step that could not be read may be of the same name, and ask for it
  if (names?.unclear === true && near.length === 0 && what.en.startsWith("field of `")) return undefined
  if (names?.misnamed === true && near.length === 0 && (ofSteps || known.some((it) => names.steps.has(it)))) return undefined
  const few = near.length === 0 && what !== anything && what !== orField && known.length > 0 && known.length <= 8 ? { known } : {}
  context.report.add("unknown-name", written.span, { name: written.text, what, nearest: near, ...few }, { fix: instead(written.span, near) })
  return undefined
}

/** A procedure that is neither in this folder nor brought in. */
export const procedure = (written: Name, context: Context): undefined => {
  const near = nearest(written.text, namesOf(context.handbook.procedures))
  context.report.add("procedure-unknown", written.span, { name: written.text, nearest: near }, { fix: instead(written.span, near) })
  return undefined
}

/** A name the host would have to plug in: where to do that is said when nothing comes near. */
export const plugged = (written: Name, context: Context, what: Said, candidates: Iterable<string>, meant?: string): undefined => {
  if (fullWidth(written.text).length > 0) return undefined
  const near = meant === undefined ? nearest(written.text, [...candidates]) : [meant]
  context.report.add("unknown-name", written.span, { name: written.text, what, nearest: near, ...(near.length === 0 && { plugged: true }) }, {
    fix: instead(written.span, near)
  })
  return undefined
}

/** A misspelt outcome uses the one that was meant; which that is may be unclear, and then any of them is. */
export const meantOutcomes = (written: string, outcomes: Iterable<string>, used: Set<string>): void => {
  const all = [...outcomes]
  const near = nearest(written, all)
  for (const it of near.length > 0 ? near : all) used.add(`outcome.${it}`)
}

const scope = (context: Context): ReadonlyArray<string> => [
  ...(context.form?.fields.keys() ?? []),
  ...context.items.keys(),
  ...(context.names?.intake.keys() ?? []),
  ...(context.names?.steps.keys() ?? [])
]

/** The change that mends a slip of the pen, when only one name comes near. */
export const instead = (span: Span, near: ReadonlyArray<string>): Fix | undefined => {
  const [only, ...more] = near
  return only === undefined || more.length > 0
    ? undefined
    : { title: said(`Write \`${only}\``, `改写为 \`${only}\``), safe: false, edits: [{ span, text: only }] }
}
