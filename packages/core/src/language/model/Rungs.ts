/**
 * Who has a task, stage or case, one after another: `by` and `due`, or a ladder (language §6.1, §6.10).
 */
import type { People as PeopleData } from "../../domain/People.ts"
import type * as Plan from "../../plan/Plan.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type { People as PeopleTree } from "../syntax/tree/People.ts"
import type { Due as DueTree, Ladder } from "../syntax/tree/Time.ts"
import type { Context } from "./Context.ts"
import type { Messages } from "./Messages.ts"
import * as People from "./People.ts"
import * as Time from "./Time.ts"

/** `by` and `due`, or a ladder, as rungs; `by: null` where nobody needs to answer. */
export const read = (
  tree: {
    readonly by: Maybe<PeopleTree>
    readonly due: Maybe<DueTree>
    readonly ladder: Maybe<Ladder>
  },
  context: Context,
  messages: Messages
): readonly [Plan.Rung, ...Plan.Rung[]] | undefined => {
  if (isBroken(tree.ladder)) return undefined
  if (tree.ladder === undefined) {
    const by = holders(tree.by, context)
    const due = Time.due(tree.due, context)
    reminders(tree.due, context, messages)
    if ((tree.by !== undefined && by === undefined) || (tree.due !== undefined && due === undefined)) return undefined
    return [{ name: null, by: by ?? null, due: due ?? null }]
  }
  const found = tree.ladder.rungs.map((entry): Plan.Rung | undefined => {
    const rung = sound(entry.value)
    if (rung === undefined) return undefined
    const by = holders(rung.by, context)
    const due = Time.due(rung.due, context)
    reminders(rung.due, context, messages)
    return by === undefined || (rung.due !== undefined && due === undefined)
      ? undefined
      : { name: entry.name.text, by, due: due ?? null }
  })
  const whole = found.filter((it) => it !== undefined)
  const [first, ...rest] = whole
  return first === undefined || whole.length < found.length ? undefined : [first, ...rest]
}

/** The messages of reminders are read where the reminder stands. */
export const reminders = (due: Maybe<DueTree>, context: Context, messages: Messages): void => {
  for (const it of sound(sound(due)?.remind)?.items ?? []) {
    const name = sound(sound(it)?.with)
    if (name !== undefined) messages.use(name, context)
  }
}

/** Who has it; `holder` alone would be the very person the sentence is to name. */
const holders = (tree: Maybe<PeopleTree>, context: Context): PeopleData | undefined => {
  const by = People.people(tree, context)
  const own = context.inside.at(-1)?.split("/").at(-1) ?? null
  const at = sound(tree)
  const itself = by?.of.some((it) => it.who === "holder" && (it.of === null || it.of === own || (own === null && it.of === "case")))
  if (itself !== true || at === undefined) return by
  context.report.add("holder-of-itself", at.span, { step: own ?? context.names?.procedure ?? "" })
  return undefined
}
