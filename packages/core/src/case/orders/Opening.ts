/** Opening a case: by hand, by another case, by a schedule; and the cancellation that came before it. */
import * as Evaluate from "../../domain/Evaluate.ts"
import * as Form from "../../domain/Form.ts"
import * as People from "../../domain/People.ts"
import type { Hear, Open } from "../Command.ts"
import * as Intake from "../Intake.ts"
import * as Quiescence from "../Quiescence.ts"
import type { Refusal } from "../Refusal.ts"
import { emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as QuotaWatch from "../QuotaWatch.ts"
import * as Schedule from "../Schedule.ts"
import * as Scope from "../Scope.ts"
import * as Task from "../steps/Task.ts"
import * as Doing from "./Doing.ts"
import * as Right from "./Right.ts"

/** Deeper than this no case opens another. */
const DEPTH = 16

export const open = (run: Run, command: Open): Refusal | null => {
  const { state, world } = run
  if (state.status === "void") return { _tag: "CaseVoid" }
  if (state.status !== "none") return { _tag: "CaseExists", version: state.v }
  if (command.depth > DEPTH) return { _tag: "DepthExceeded" }
  const { intake, missed, schedule } = world.plan
  const { actor } = command
  if (command.received !== undefined) run.at = Math.min(command.received, run.at)
  if (actor !== undefined) {
    const needs = intake.by === null ? [] : People.offer(intake.by, Evaluate.resolver(Scope.of(run, null)))
    run.as = Right.keysOf(actor).find((key) => needs.includes(key)) ?? null
    if (run.as === null) return { _tag: "RoleNotAllowed", needs }
  }
  const values = Form.settle(intake.form, command.values, () => Scope.of(run, null), "intake")
  const issues = Form.check(intake.form, values, Scope.of(run, null), {
    step: "intake",
    keys: actor === undefined ? null : Right.keysOf(actor)
  })
  if (run.halted) return null
  const handOver = actor === undefined && intake.by !== null && issues.length > 0
  const wrong = handOver ? issues.filter((issue) => issue.why !== "missing" && issue.why !== "signature-missing") : issues
  const refused = Doing.reject(wrong) ?? Intake.future(run, values)
  if (refused !== null) return refused
  const opener = actor?.person ?? (handOver ? undefined : command.opener)
  emit(run, {
    _tag: "Opened",
    id: command.caseId,
    plan: command.plan,
    procedure: command.procedure,
    intake: Intake.at(run, values, run.at),
    values,
    kept: Intake.kept(run, values, !handOver),
    subject: Intake.subject(run, values),
    depth: command.depth,
    edition: world.calendars.edition,
    ...(opener !== undefined && { opener }),
    ...(command.back !== undefined && { back: command.back }),
    ...(command.due !== undefined && { due: command.due }),
    ...(command.remind !== undefined && { remind: command.remind })
  })
  Intake.listen(run)
  if (schedule !== undefined) {
    Schedule.begin(run)
    return null
  }
  if (missed !== undefined) {
    QuotaWatch.begin(run, missed)
    return null
  }
  if (handOver) Task.enter(run, "intake", { name: null, by: intake.by, due: intake.due }, null)
  else Quiescence.begin(run)
  return null
}

/** Cancelled before it was opened: the case exists, void, and a later `Open` is refused (engine §5.6). */
export const voided = (run: Run, command: Hear): Refusal | null => {
  const { signal } = command
  if (signal._tag !== "Cancel") return { _tag: "NoSuchCase" }
  emit(run, {
    _tag: "Voided",
    id: command.caseId,
    procedure: run.world.plan.procedure,
    plan: command.plan ?? run.state.plan,
    reason: signal.why
  })
  return null
}
