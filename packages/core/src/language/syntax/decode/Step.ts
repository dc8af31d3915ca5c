/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
import { said } from "../../diagnostic/Phrase.ts"
import { nearest } from "../../diagnostic/Suggest.ts"
import { type Context, type Decoder, type Decoders, listed, named, oneOfKeys, record, type Record_, sentence, wrongShape } from "../Decode.ts"
import { calledOf } from "../Kind.ts"
import { nameOf } from "../NameRule.ts"
import { ref } from "../sentence/RefParser.ts"
import { deadline } from "../sentence/DeadlineParser.ts"
import * as Shape from "../Shape.ts"
import { type Broken, isBroken, type Name, type Word } from "../tree/Node.ts"
import type { BrokenStep, DecideRow, DecideStep, RecordLater, Step, StepHead, Steps } from "../tree/Step.ts"
import type { Due, Ladder, Reminder, Rung, Take } from "../tree/Time.ts"
import type { YamlMap, YamlNode, YamlPair } from "../YamlNode.ts"
import { tellFullWidth } from "../Cursor.ts"
import { fullWidth } from "../Punctuation.ts"

/** Steps: each by the table of its kind. And what steps are made of: deadlines, reminders, ladders, rows. */
const kinds = Object.keys(Shape.steps) as ReadonlyArray<Shape.StepKind>

const isKind = (text: string): text is Shape.StepKind => Object.hasOwn(Shape.steps, text)

const aStep = said("a step", "步骤")

export const steps: Decoder<Steps> = (node, context) => {
  if (node.kind !== "list") return wrongShape(node, calledOf("steps"), context, node.kind === "map" ? beginWithDash : undefined)
  return { kind: "listed", items: node.items.map((item) => step(item, { ...context, owner: undefined })), span: node.span }
}

const beginWithDash = said("Begin each step with `- `.", "每一步前面加 `- `。")

const step = (node: YamlNode, context: Context): Step => {
  const failed = (name?: Name): BrokenStep => ({ kind: "broken", name, span: node.span })
  if (node.kind !== "map") {
    wrongShape(node, said("a step such as `- task: solve`", "一个步骤，如 `- task: solve`"), context)
    return failed()
  }
  const head = kindOf(node, context)
  if (head === undefined) return failed()
  const { kind, pair } = head
  if (pair.value.kind !== "scalar") {
    wrongShape(pair.value.kind === "empty" ? { ...pair.value, span: pair.key.span } : pair.value, kind === "end" ? anOutcome : aStepName, context)
    return failed()
  }
  const name = nameOf(pair.value, context.report, kind === "end" ? "use" : "new")
  return body(kind, { node, pair, name, context }) ?? failed(name)
}

const aStepName = said("the name of the step", "步骤的名称")
const anOutcome = said("the name of an outcome", "一个结果的名称")

/** The first key says the kind. A misspelt kind is told and read as the nearest one. */
const kindOf = (node: YamlMap, context: Context): { readonly kind: Shape.StepKind; readonly pair: YamlPair } | undefined => {
  const first = node.pairs[0]
  if (first !== undefined && isKind(first.key.text)) return { kind: first.key.text, pair: first }
  const later = node.pairs.find((pair) => isKind(pair.key.text))
  if (first !== undefined && later !== undefined && isKind(later.key.text)) {
    context.report.add("wrong-shape", first.key.span, {
      expected: said(`\`${later.key.text}: ${scalarText(later)}\` as the first line of the step`, `步骤的第一行为 \`${later.key.text}: ${scalarText(later)}\``),
      found: said(`\`${first.key.text}\``, `\`${first.key.text}\``)
    }, { related: [{ span: later.key.span, message: said("this says what kind of step it is", "这里说明步骤的种类") }] })
    return { kind: later.key.text, pair: later }
  }
  if (first === undefined) {
    if (node.complete) context.report.add("key-missing", node.span, { keys: kinds, place: aStep, example: undefined })
    return undefined
  }
  const wide = fullWidth(first.key.text)
  if (wide.length > 0) {
    tellFullWidth(first.key, context.report, wide)
    return undefined
  }
  const near = nearest(first.key.text, kinds)
  context.report.add("unknown-key", first.key.span, { key: first.key.text, place: aStep, nearest: near, known: kinds }, {
    fix: near[0] === undefined ? undefined : {
      title: said(`Write \`${near[0]}\``, `改写为 \`${near[0]}\``),
      safe: false,
      edits: [{ span: first.key.outer, text: near[0] }]
    }
  })
  const kind = near[0]
  return kind !== undefined && isKind(kind) ? { kind, pair: first } : undefined
}

const scalarText = (pair: YamlPair): string => pair.value.kind === "scalar" ? pair.value.text.slice(0, 40) : "…"

interface At {
  readonly node: YamlMap
  readonly pair: YamlPair
  readonly name: Name
  readonly context: Context
}

const body = (kind: Shape.StepKind, at: At): Step | undefined => {
  const { context, name, node, pair } = at
  const read = <K extends Shape.StepKind>(of: K) =>
    record(Shape.steps[of], node, context, {
      besides: pair.key.text,
      mark: pair.key.span,
      unknown: (other) => {
        if (!isKind(other.key.text) || !isKind(pair.key.text)) return false
        context.report.add("two-kinds", other.key.span, { first: pair.key.text, second: other.key.text, place: said("this step", "这一步") }, {
          related: [{ span: pair.key.span, message: said(`it is a \`${pair.key.text}\` step already`, `它已经是 \`${pair.key.text}\` 步骤`) }]
        })
        return true
      }
    })
  const headOf = (when: StepHead["when"]): StepHead => ({ name, keyword: pair.key.span, when, span: node.span })
  const mark = pair.key.span
  switch (kind) {
    case "task": {
      const r = read("task")
      if (isBroken(r)) return undefined
      ladderAlone(r, Shape.steps.task, context, true)
      const { by, due, form, ladder, when } = r.values
      return { kind, ...headOf(when), by, due, ladder, form, recordLater: r.values["record-later"] }
    }
    case "decide": {
      const r = read("decide")
      if (isBroken(r)) return undefined
      oneOfKeys(r, Shape.steps.decide, "first", "exactly-one", context, { required: true, mark })
      return { kind, ...headOf(r.values.when), ...policyOf(r), type: r.values.type }
    }
    case "compute": {
      const r = read("compute")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values.when), type: r.values.type, value: r.values.value }
    }
    case "choose": {
      const r = read("choose")
      if (isBroken(r)) return undefined
      return { kind, ...headOf(r.values.when), of: r.values.of, cases: r.values.cases, otherwise: r.values.otherwise }
    }
    case "parallel": {
      const r = read("parallel")
      if (isBroken(r)) return undefined
      return { kind, ...headOf(r.values.when), join: r.values.join, branches: r.values.branches, beside: r.values.beside }
    }
    case "each": {
      const r = read("each")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values.when), in: r.values.in, steps: r.values.steps }
    }
    case "repeat": {
      const r = read("repeat")
      if (isBroken(r)) return undefined
      oneOfKeys(r, Shape.steps.repeat, "at-most", "no-limit-because", context, { required: true, mark, example: "at-most: 3" })
      if (r.keys.has("at-most") && !r.keys.has("beyond") && !r.keys.has("no-limit-because") && r.complete) {
        context.report.add("key-missing", r.keys.get("at-most") ?? mark, {
          keys: ["beyond"],
          place: said("a repeat step with `at-most`", "写了 `at-most` 的重复（repeat）"),
          example: undefined
        })
      }
      const { beyond, steps, until, when } = r.values
      return { kind, ...headOf(when), until, atMost: r.values["at-most"], beyond, noLimitBecause: r.values["no-limit-because"], steps }
    }
    case "wait": {
      const r = read("wait")
      if (isBroken(r)) return undefined
      if (!r.keys.has("for") && !r.keys.has("until") && r.complete) {
        context.report.add("key-missing", mark, { keys: ["for", "until"], place: Shape.steps.wait.place, example: undefined })
      }
      const { because, since, until, when } = r.values
      return { kind, ...headOf(when), for: r.values.for, until, since, because }
    }
    case "notify": {
      const r = read("notify")
      if (isBroken(r)) return undefined
      return { kind, ...headOf(r.values.when), to: r.values.to, via: r.values.via, with: r.values.with, receipt: r.values.receipt }
    }
    case "record": {
      const r = read("record")
      if (isBroken(r)) return undefined
      oneOfKeys(r, Shape.steps.record, "add", "fill", context, { required: true, mark })
      return { kind, ...headOf(r.values.when), in: r.values.in, add: r.values.add, fill: r.values.fill, row: r.values.row }
    }
    case "file": {
      const r = read("file")
      if (isBroken(r)) return undefined
      const { by, due, into, what, when } = r.values
      return { kind, ...headOf(when), by, due, recordLater: r.values["record-later"], what, into }
    }
    case "announce": {
      const r = read("announce")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values.when), event: r.values.event, with: r.values.with }
    }
    case "do": {
      const r = read("do")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values.when), action: r.values.action, with: r.values.with }
    }
    case "call":
    case "start": {
      const r = read(kind)
      return isBroken(r) ? undefined : { kind, ...headOf(r.values.when), opens: r.values.opens, with: r.values.with }
    }
    case "end": {
      const r = read("end")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values.when), gives: r.values.gives }
    }
    case "stage": {
      const r = read("stage")
      if (isBroken(r)) return undefined
      ladderAlone(r, Shape.steps.stage, context, false)
      const { by, due, ladder, steps, when } = r.values
      return { kind, ...headOf(when), due, by, ladder, steps }
    }
  }
}

/** A ladder stands instead of `by` and `due`; a task needs one or the other. */
export const ladderAlone = (from: Record_<Shape.Shape>, shape: Shape.Shape, context: Context, needed: boolean): void => {
  if (from.keys.has("ladder") && from.keys.has("by")) {
    oneOfKeys(from, shape, "by", "ladder", context, { required: false })
  } else if (from.keys.has("ladder")) {
    oneOfKeys(from, shape, "due", "ladder", context, { required: false })
  } else if (needed) {
    const mark = from.map.pairs[0]?.key.span
    oneOfKeys(from, shape, "by", "ladder", context, { required: true, example: "by: front-desk-receptionist", ...(mark === undefined ? {} : { mark }) })
  }
}

const policyOf = (from: Exclude<ReturnType<typeof record<typeof Shape.steps.decide>>, Broken>): Pick<DecideStep, "policy" | "rows"> => {
  const { values } = from
  for (const policy of ["first", "exactly-one"] as const) {
    const span = from.keys.get(policy)
    const rows = values[policy]
    if (span === undefined || rows === undefined) continue
    const word: Word<typeof policy> = { kind: "word", word: policy, span }
    return { policy: word, rows }
  }
  const missing: Broken = { kind: "broken", span: from.span }
  return { policy: missing, rows: missing }
}

const decideRow: Decoder<DecideRow> = (node, context) => {
  const read = record(Shape.decideRow, node, context)
  return isBroken(read) ? read : { kind: "decide-row", when: read.values.when, then: read.values.then, span: node.span }
}

const deadlineSentence = sentence("due", deadline)

export const due: Decoder<Due> = (node, context) => {
  if (node.kind === "scalar") {
    const within = deadlineSentence(node, context)
    return isBroken(within) ? within : { kind: "due", within, or: undefined, take: undefined, remind: undefined, span: node.span }
  }
  if (node.kind !== "map") return wrongShape(node, calledOf("due"), context)
  const read = record(Shape.due, node, context)
  if (isBroken(read)) return read
  const { remind, take, within } = read.values
  for (const [one, other] of [["or", "take"], ["take", "or"]] as const) {
    if (read.keys.has(one) && !read.keys.has(other) && read.complete) {
      context.report.add("key-missing", read.keys.get(one) ?? node.span, {
        keys: [other],
        place: said(`a deadline with \`${one}\``, `写了 \`${one}\` 的期限`),
        example: other === "take" ? "take: earlier" : undefined
      })
    }
  }
  return { kind: "due", within, or: read.values.or, take, remind, span: node.span }
}

const take: Decoder<Take> = (node, context) => {
  if (node.kind === "scalar" && node.text.includes(".")) return sentence("take", (cursor) => ref(cursor))(node, context)
  return takeWord(node, context)
}

const takeWord: Decoder<Word<"earlier" | "later" | "requested">> = (node, context) => {
  const words = ["earlier", "later", "requested"] as const
  const exact = node.kind === "scalar" ? words.find((word) => word === node.text) : undefined
  if (exact !== undefined) return { kind: "word", word: exact, span: node.span }
  if (node.kind !== "scalar") return wrongShape(node, calledOf("take"), context)
  context.report.add("sentence-syntax", node.span, { expected: calledOf("take"), found: node.text })
  return { kind: "broken", span: node.span }
}

const reminder: Decoder<Reminder> = (node, context) => {
  const read = record(Shape.reminder, node, context)
  if (isBroken(read)) return read
  const { at, during, tell } = read.values
  return { kind: "reminder", at, tell, with: read.values.with, during, span: node.span }
}

const rung: Decoder<Rung> = (node, context) => {
  const read = record(Shape.rung, node, context)
  return isBroken(read) ? read : { kind: "rung", by: read.values.by, due: read.values.due, span: node.span }
}

const ladder: Decoder<Ladder> = (node, context) => {
  const rungs = named(node, context, rung)
  return isBroken(rungs) ? rungs : { kind: "ladder", rungs: rungs.entries, span: node.span }
}

const recordLater: Decoder<RecordLater> = (node, context) => {
  const read = record(Shape.recordLater, node, context)
  return isBroken(read) ? read : { kind: "record-later", by: read.values.by, atMost: read.values["at-most"], span: node.span }
}

export const stepDecoders = {
  steps,
  branches: (node, context) => named(node, context, steps),
  // The keys are values of the choice, `yes` and `no` among them.
  cases: (node, context) =>
    named(node, context, steps, (key, report) =>
      key.text === "yes" || key.text === "no" ? { kind: "name", text: key.text, span: key.span } : nameOf(key, report, "use")),
  "decide-rows": (node, context) => listed(node, context, calledOf("decide-rows"), decideRow),
  due,
  take,
  reminders: (node, context) => listed(node, context, calledOf("reminders"), reminder),
  ladder,
  "record-later": recordLater
} satisfies Partial<Decoders>
