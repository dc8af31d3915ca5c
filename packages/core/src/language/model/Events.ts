/**
 * Events as they are listened for: of the outside world, or announced by another procedure (language §6.7, §9).
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Listen } from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Expression as Tree } from "../syntax/tree/Expression.ts"
import type { Broken, Ref } from "../syntax/tree/Node.ts"
import { isBroken } from "../syntax/tree/Node.ts"
import type { EventSource } from "../syntax/tree/Time.ts"
import type { Context } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Unknown from "./Unknown.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"

export interface Heard {
  readonly topic: string
  readonly members: Type.Members
  /** told by another procedure, not by the outside world */
  readonly announced: boolean
}

/** Which event is meant. */
export const find = (ref: Ref, context: Context): Heard | undefined => {
  const [first, second, ...rest] = ref.names
  if (second === undefined) {
    const event = Handbook.find(context.handbook.events, first.text)
    if (event === "silent") return undefined
    if (event === "unknown") {
      return Unknown.name(first, context, said("event", "事件"), Handbook.namesOf(context.handbook.events))
    }
    return { topic: first.text, members: Type.membersOf(event.value), announced: false }
  }
  const id = Handbook.find(context.handbook.procedures, first.text)
  if (id === "silent") return undefined
  if (id === "unknown") {
    return Unknown.procedure(first, context)
  }
  const signature = context.names?.signatures.get(first.text)
  if (signature === undefined) return undefined
  const fields = signature.announces.get(second.text)
  if (fields === undefined || rest.length > 0) {
    return signature.incomplete
      ? undefined
      : Unknown.name(second, context, said(`event of \`${first.text}\` named`, `事件（流程 \`${first.text}\` 发布）`), signature.announces.keys())
  }
  const members = Type.membersOf(fields)
  const whole = signature.unread.size === 0 ? members : new Map([...members, ["*", { type: Type.unknown, optional: false }] as const])
  return { topic: `${signature.id}.${second.text}`, members: whole, announced: true }
}

/** An event with its condition; the first plain equality becomes the key it is found by. */
export const listen = (
  source: EventSource,
  context: Context
): { readonly listen: Listen; readonly members: Type.Members; readonly announced: boolean } | undefined =>
  listenTo(source.event, source.where, context)

export const listenTo = (
  event: Ref,
  where: Tree | Broken | undefined,
  context: Context
): { readonly listen: Listen; readonly members: Type.Members; readonly announced: boolean } | undefined => {
  const heard = find(event, context)
  if (heard === undefined) {
    // the rest of the sentence is read all the same, with an event of which nothing is known
    if (where !== undefined) Sentence.condition(where, { ...context, event: new Map([["*", { type: Type.unknown, optional: false }]]) })
    return undefined
  }
  const condition = Sentence.condition(where, { ...context, event: heard.members })
  if (where !== undefined && (condition === undefined || isBroken(where))) return undefined
  const key = condition === undefined ? undefined : keyOf(condition)
  return {
    listen: {
      topic: heard.topic,
      ...(key === undefined ? {} : { key }),
      ...(condition === undefined ? {} : { where: condition })
    },
    members: heard.members,
    announced: heard.announced
  }
}

/** The one plain equality a condition asks for, as the address it is found by. */
export const keyOf = (condition: Expression): NonNullable<Listen["key"]> | undefined => {
  if (condition.op === "and") {
    for (const part of condition.of) {
      const key = keyOf(part)
      if (key !== undefined) return key
    }
    return undefined
  }
  const [only, ...more] = condition.op === "is" ? condition.any : []
  if (condition.op !== "is" || condition.negated || only === undefined || more.length > 0) return undefined
  if (condition.left.op === "event" && !JSON.stringify(only).includes('"op":"event"')) {
    return { field: condition.left.field, is: only }
  }
  if (only.op === "event" && !JSON.stringify(condition.left).includes('"op":"event"')) {
    return { field: only.field, is: condition.left }
  }
  return undefined
}
