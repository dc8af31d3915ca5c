/** Loops that can end, waits that are not for ever, silence that is meant, terms that really run (language §6.4–6.7). */
import type { Anchor, Deadline, Moment } from "../../domain/Deadline.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { AnyStep, Rung } from "../../plan/Plan.ts"
import { isError } from "../diagnostic/Diagnostic.ts"
import type { Fix } from "../diagnostic/Diagnostic.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { dotted } from "../syntax/tree/Node.ts"
import type { Procedure, StepRecord } from "../model/Model.ts"
import { sound } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Time.ts"
import * as Span from "../source/Span.ts"

const below = (procedure: Procedure, node: string): ReadonlyArray<StepRecord> =>
  procedure.records.filter((it) => it.node.startsWith(`${node}/`))

/** `until` asks for something a round can change. */
export const loops = (procedure: Procedure, report: Report): void => {
  for (const record of procedure.records) {
    if (record.tree.kind !== "repeat" || record.resolved?.kind !== "repeat") continue
    const until = record.resolved.until
    const inside = new Set(below(procedure, record.node).map((it) => it.name))
    const asked = steps(until)
    const open = ["query", "people", "quota", "now", "today", "department-of", "founded"].some((op) =>
      JSON.stringify(until).includes(`"op":"${op}"`)
    )
    if (open || asked.some((it) => inside.has(it) || it === record.name)) continue
    const tree = sound(record.tree.until)
    if (tree !== undefined) report.add("loop-no-change", tree.span, { step: record.tree.name.text })
  }
}

const steps = (expression: Expression): ReadonlyArray<string> =>
  [...JSON.stringify(expression).matchAll(/"step":"([^"]*)"/g)].flatMap((it) => it[1] ?? [])

/** A list gone through item by item says how long it can be. */
export const bounds = (procedure: Procedure, report: Report): void => {
  for (const { tree, resolved } of procedure.records) {
    if (tree.kind !== "each" || resolved?.kind !== "each" || resolved.in.op !== "field") continue
    const { step, field, path } = resolved.in
    if (path.length > 0) continue
    const forms = step === "intake" ? [procedure.intake.form] : procedure.records.flatMap((it) =>
      it.name === step && it.resolved?.kind === "task" ? [it.resolved.form] : []
    )
    const found = forms.flatMap((form) => form.filter((it) => it.name === field))
    const inTree = sound(tree.in)
    const unbounded = found.some((it) => it.atMost === undefined || Number(it.atMost) > 200)
    if (unbounded && inTree !== undefined) report.add("each-unbounded", inTree.span, { list: field })
  }
}

export const waits = (procedure: Procedure, report: Report): void => {
  for (const record of procedure.records) {
    const { tree } = record
    if (tree.kind === "wait" && tree.until === undefined) {
      const source = sound(tree.for)
      if (source !== undefined && !canBeEnded(record, procedure)) {
        report.add("wait-without-limit", tree.name.span, { step: tree.name.text, event: dotted(source.event) })
      }
    }
    if (tree.kind === "parallel") {
      const branches = sound(tree.branches)?.entries
      if (branches !== undefined && branches.length < 2 && tree.beside === undefined) {
        report.add("parallel-alone", tree.name.span, { step: tree.name.text })
      }
    }
    if (tree.kind === "parallel" && sound(tree.join)?.word === "any") silence(record, procedure, report)
  }
}

/** Another branch of a `parallel` around it can end it: by coming first, or by ending the case. */
const canBeEnded = (wait: StepRecord, procedure: Procedure): boolean =>
  wait.inside.some((node) => {
    const around = procedure.records.find((it) => it.node === node)
    if (around?.tree.kind !== "parallel") return false
    const own = wait.node.slice(node.length + 1).split("/")[0] ?? ""
    const beside = sound(around.tree.beside)?.entries.map((it) => it.name.text) ?? []
    const branches = sound(around.tree.branches)?.entries.map((it) => it.name.text) ?? []
    const others = below(procedure, node).filter((it) => !it.node.startsWith(`${node}/${own}/`))
    if (others.some((it) => it.tree.kind === "end")) return true
    if (beside.includes(own)) return true
    return sound(around.tree.join)?.word === "any" && branches.some((it) => it !== own)
  })

const silence = (parallel: StepRecord, procedure: Procedure, report: Report): void => {
  if (parallel.tree.kind !== "parallel") return
  const branches = (sound(parallel.tree.branches)?.entries ?? []).map((entry) =>
    below(procedure, `${parallel.node}/${entry.name.text}`)
  )
  const person = (records: ReadonlyArray<StepRecord>): StepRecord | undefined =>
    records.find((it) => it.tree.kind === "task" || it.tree.kind === "file")
  for (const branch of branches) {
    if (person(branch) !== undefined) continue
    const task = branches.filter((it) => it !== branch).map(person).find((it) => it !== undefined)
    for (const { tree } of branch) {
      if (tree.kind !== "wait" || tree.until === undefined || tree.because !== undefined || task === undefined) continue
      report.add("silent-consent", tree.name.span, { step: tree.name.text, task: task.name })
    }
  }
}

/**
 * Waits in a round for an instant that is the same in every round: counted from the intake, from a step before the
 * `repeat`, or a value that nothing in the round gives. Proven from the second round on, which begins after that
 * instant; a wait for an event beside it may have ended earlier, so it is passed over.
 */
export const rounds = (procedure: Procedure, report: Report): void => {
  for (const { inside, resolved, tree } of procedure.records) {
    if (tree.kind !== "wait" || resolved?.kind !== "wait" || resolved.for !== undefined || resolved.until === undefined) continue
    const around = inside.findLast((node) => procedure.records.find((it) => it.node === node)?.tree.kind === "repeat")
    const repeat = procedure.records.find((it) => it.node === around)
    if (repeat?.resolved?.kind !== "repeat" || repeat.resolved.atMost === 1 || repeat.tree.kind !== "repeat") continue
    const within = new Set([repeat.name, ...below(procedure, repeat.node).map((it) => it.name)])
    const until = sound(tree.until)
    if (until === undefined || !standing(resolved.until, within)) continue
    report.add("round-does-not-wait", until.span, { step: tree.name.text, repeat: repeat.tree.name.text }, { fix: ofTheRound(until) })
  }
}

/** The same term, counted from the beginning of the wait. */
const ofTheRound = (until: Tree.Deadline): Fix | undefined => {
  if (!("anchors" in until)) return undefined
  const [first] = until.anchors
  const last = until.anchors.at(-1) ?? first
  return {
    title: said("Count from its start", "改从本步骤开始起算"),
    safe: false,
    edits: [{ span: Span.make(first.span.file, first.span.start, last.span.end), text: "its start" }]
  }
}

/** Whether a deadline is the same instant whatever the steps within do. */
const standing = (deadline: Deadline, within: ReadonlySet<string>): boolean => {
  const value = (of: Expression) => !changes(of) && steps(of).every((it) => !within.has(it))
  const fixed = (moment: Moment) => moment.moment === "case-due" || value(moment.value)
  const term = !("term" in deadline) || "term" in deadline.term || value(deadline.term.value)
  if ("anchors" in deadline) {
    return term && deadline.anchors.every((it) => {
      switch (it.from) {
        case "intake":
          return true
        case "step":
        case "start-of":
          return !within.has(it.step)
        case "value":
          return value(it.value)
        default:
          return false
      }
    })
  }
  return deadline.kind !== "at-once" && term && fixed(deadline.moment)
}

/** Asks for something that time, rows or other people may change. */
const changes = (expression: Expression): boolean =>
  ["query", "people", "quota", "now", "today", "department-of", "founded", "item", "event"].some((op) =>
    JSON.stringify(expression).includes(`"op":"${op}"`)
  )

/**
 * A term that counts from the intake or an earlier step, behind a step that may wait while nothing runs. The step
 * between certainly lies on a way to the task (the flow knows it there), after the anchor.
 */
export const clocks = (procedure: Procedure, report: Report): void => {
  // with an error in it nobody knows yet what runs when
  if (report.diagnostics.some((it) => isError(it) && it.span.file === procedure.span.file)) return
  const { due, ladder } = procedure.tree
  // a term that could not be read may well run
  if (running(procedure.rungs) || (procedure.rungs[0].due === null && (due !== undefined || ladder !== undefined))) return
  const unwatched: Array<StepRecord> = []
  for (const record of procedure.records) {
    const { resolved, tree } = record
    if (tree.kind === "broken" || resolved === undefined) continue
    const covered = record.inside.some((node) => {
      const around = procedure.records.find((it) => it.node === node)
      if (around?.tree.kind !== "stage") return false
      return around.resolved?.kind !== "stage" || running(around.resolved.rungs)
    })
    if (covered) continue
    const within = resolved.kind === "task" ? resolved.rungs[0].due?.within : undefined
    const from = within?.kind === "after" && (tree.kind === "task" || tree.kind === "file") ? earliest(within.anchors) : undefined
    if (from !== undefined && (tree.kind === "task" || tree.kind === "file")) {
      const waits = unwatched.find((it) =>
        it.name !== from &&
        record.before.ran.has(it.name) &&
        sequential(it, record, procedure) &&
        (from === "intake" || it.before.ran.has(from))
      )
      if (waits !== undefined && !impossible(record, report)) {
        const ladder = tree.kind === "task" ? sound(tree.ladder) : undefined
        const dueTree = sound(tree.due) ?? sound(sound(ladder?.rungs[0]?.value)?.due)
        report.add("clock-not-running", dueTree?.span ?? tree.name.span, { task: tree.name.text, anchor: from, waits: waits.name })
      }
    }
    if (waitsUnwatched(resolved)) unwatched.push(record)
  }
}

/** The one anchor of a term that lies behind: `intake`, or a step. */
const earliest = (anchors: ReadonlyArray<Anchor>): string | undefined => {
  const [first, ...rest] = anchors
  if (first === undefined || rest.some((it) => JSON.stringify(it) !== JSON.stringify(first))) return undefined
  return first.from === "intake" ? "intake" : first.from === "step" ? first.step : undefined
}

/** It was told already that this term does not fit. */
const impossible = ({ tree }: StepRecord, report: Report): boolean =>
  report.diagnostics.some((it) =>
    (it.code === "deadline-impossible" || it.code === "born-late") && it.span.file === tree.span.file && it.span.start >= tree.span.start && it.span.end <= tree.span.end
  )

/** Whether the second comes after the first, and not beside or instead of it. */
const sequential = (first: StepRecord, second: StepRecord, procedure: Procedure): boolean => {
  const a = first.node.split("/")
  const b = second.node.split("/")
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const common = procedure.records.find((it) => it.node === a.slice(0, same).join("/"))
  return common?.tree.kind !== "choose" && common?.tree.kind !== "parallel"
}

const running = (rungs: ReadonlyArray<Rung>): boolean => {
  const within = rungs[0]?.due?.within
  return within !== undefined && within.kind !== "at-once"
}

const waitsUnwatched = (step: AnyStep): boolean => {
  switch (step.kind) {
    case "task":
      return !running(step.rungs)
    case "wait":
      return step.until === undefined
    case "notify":
      return step.receipt
    case "call":
    case "do":
      return true
    default:
      return false
  }
}
