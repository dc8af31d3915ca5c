/** One more signer: another item of an `each` that is open, entered at once and counted like the others. */
import type { Value } from "../../domain/Value.ts"
import type { FieldType } from "../../domain/Field.ts"
import * as Form from "../../domain/Form.ts"
import type { AddSigner } from "../Command.ts"
import * as List from "../List.ts"
import * as Place from "../Place.ts"
import * as Quiescence from "../Quiescence.ts"
import type { Refusal } from "../Refusal.ts"
import { emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { EachFrame } from "../State.ts"
import * as Each from "../steps/Each.ts"
import * as Doing from "./Doing.ts"
import * as Right from "./Right.ts"

/** Legal also while another case holds the part: the item then begins when it goes on. */
export const addSigner = (run: Run, command: AddSigner): Refusal | null => {
  const { actor, each, item } = command
  const declared = run.world.plan.orders.addSigner
  if (declared === undefined) return Right.illegal("add-signer", "not-declared")
  const type = declared.of.find((one) => one.each === each.split("#")[0])?.type
  if (type === undefined) return Right.illegal("add-signer", "not-declared")
  const suspended = Right.suspended(run.state)
  if (suspended !== null) return suspended
  const frame = run.state.frames.find((one): one is EachFrame => one.kind === "each" && Place.pathOf(one) === each)
  if (frame === undefined) return Right.over(run, each)
  const refused = Right.order(run, "add-signer", declared, actor, frame, undefined)
  if (refused !== null || run.halted) return refused
  const wrong = unfit(run, frame, item, type)
  if (wrong !== null) return wrong
  const values = [...frame.values, item]
  const next: EachFrame = { ...frame, values }
  emit(run, { _tag: "SignerAdded", frame: next, item })
  run.fuel += Each.FUEL
  const outcome = List.enter(run, next, `#${values.length}`, [...frame.items, values.length])
  if (outcome === "done" && Each.ended(run, next) === "done") Quiescence.ended(run, next)
  return null
}

const unfit = (run: Run, frame: EachFrame, item: Value, type: FieldType): Refusal | null => {
  const issues = Form.check([{ name: "item", type, needed: true }], { item }, Scope.of(run, frame), {
    step: Place.pathOf(frame),
    keys: null
  })
  const wrong = Doing.reject(issues)
  if (wrong !== null) return wrong
  if (type.kind === "department" && !Object.hasOwn(run.world.plan.organisation.departments, String(item))) {
    return Doing.reject([{ field: "item", why: "value-not-allowed" }])
  }
  if (frame.values.includes(item)) return Right.illegal("add-signer", "already-holds")
  return frame.values.length >= Each.MOST ? { _tag: "OverLimit", order: "add-signer", left: 0 } : null
}
