/**
 * What changed in a step that is still there, part by part: when it comes, who does it until when, what is asked, which
 * rows a decision has, what is written, sent, waited for, opened.
 */
import { canonical } from "../Digest.ts"
import type { AnyStep } from "../Plan.ts"
import type { Change, Effect, Said } from "./Change.ts"
import { aligned, equal, everybody, message, name, names, part, people, rule, term, word } from "./Change.ts"
import * as Forms from "./Forms.ts"
import * as Ladders from "./Ladders.ts"

/** A step without its place and without what stands in it. */
export const own = (step: AnyStep): unknown => {
  const { name: _name, node: _node, ...rest } = step as AnyStep & { readonly [key: string]: unknown }
  const { beside: _beside, beyond: _beyond, branches: _branches, cases: _cases, otherwise: _otherwise, steps: _steps, ...content } = rest as { readonly [key: string]: unknown }
  return content
}

/** Which papers a list asks for is told of the list, not of what files them. */
const plain = (step: AnyStep): unknown => JSON.parse(JSON.stringify(own(step), (key, it: unknown) => (key === "documents" ? undefined : it)))

/** A case can stand in it: somebody or something is waited for. */
export const waits = (step: AnyStep): boolean =>
  !["decide", "compute", "record", "announce", "start", "end"].includes(step.kind) && !(step.kind === "notify" && !step.receipt)

/** Of a step under its new names; `at` is where it was. */
export const between = (before: AnyStep, after: AnyStep): ReadonlyArray<Change> => {
  const at = before.node
  if (before.kind !== after.kind) {
    return [{ effect: waits(before) ? "needs-map" : "safe", what: "step-kind", at, was: { is: "step", kind: before.kind }, now: { is: "step", kind: after.kind } }]
  }
  if (equal(plain(before), plain(after))) return []
  const told = [
    ...part({ effect: "safe", what: "step-content", at, part: "when" }, before.when, after.when, rule),
    ...parts(before, after)
  ]
  // whatever has no sentence of its own
  return told.length > 0 ? told : [{ effect: "safe", what: "step-content", at, part: "other" }]
}

type Pair<K extends AnyStep["kind"]> = readonly [AnyStep & { readonly kind: K }, AnyStep & { readonly kind: K }]

const parts = (before: AnyStep, after: AnyStep): ReadonlyArray<Change> => {
  const at = before.node
  const pair = [before, after] as const
  const both = <K extends AnyStep["kind"]>(kind: K): Pair<K> | undefined =>
    pair.every((step) => step.kind === kind) ? (pair as unknown as Pair<K>) : undefined
  const set = <A>(which: string, was: A | null | undefined, now: A | null | undefined, say: (it: A) => Said, effect: Effect = "safe"): ReadonlyArray<Change> =>
    part({ effect, what: "step-content", at, part: which }, was, now, say)
  switch (before.kind) {
    case "task": {
      const [was, now] = both("task") ?? [before, before]
      return [
        ...Ladders.between(at, was.rungs, now.rungs),
        ...Forms.between(was.name, was.form, now.form),
        ...set("record-later-by", was.recordLater?.by, now.recordLater?.by, people),
        ...set("record-later-at-most", was.recordLater?.atMost, now.recordLater?.atMost, term),
        ...Object.keys(Object.fromEntries([...(was.files ?? []), ...(now.files ?? [])].map(({ archive }) => [archive, 0]))).flatMap((of) => {
          const [one, other] = [was.files?.find(({ archive }) => archive === of), now.files?.find(({ archive }) => archive === of)]
          // an archive more or less is a field more or less
          if (one === undefined || other === undefined) return []
          const change = { effect: "safe", what: "step-content", at, of } as const
          return [
            // archives are the handbook's
            ...part({ effect: "safe", what: "archive", at: of, part: "by" }, one.by, other.by, word),
            ...part({ effect: "safe", what: "archive", at: of, part: "kept-by" }, one.keptBy, other.keptBy, name),
            ...part({ ...change, part: "archive-key" }, one.key, other.key, rule)
          ]
        })
      ]
    }
    case "stage": {
      const [was, now] = both("stage") ?? [before, before]
      return Ladders.between(at, was.rungs, now.rungs)
    }
    case "decide": {
      const [was, now] = both("decide") ?? [before, before]
      return [...set("policy", was.policy, now.policy, word), ...rows(at, was.rows, now.rows)]
    }
    case "compute": {
      const [was, now] = both("compute") ?? [before, before]
      return set("value", was.value, now.value, rule)
    }
    case "choose": {
      const [was, now] = both("choose") ?? [before, before]
      return set("choose-of", was.of, now.of, rule)
    }
    case "parallel": {
      const [was, now] = both("parallel") ?? [before, before]
      return set("join", was.join, now.join, (it) => word(`join-${it}`), "needs-map")
    }
    case "each": {
      const [was, now] = both("each") ?? [before, before]
      return set("each-in", was.in, now.in, rule)
    }
    case "repeat": {
      const [was, now] = both("repeat") ?? [before, before]
      return [...set("until", was.until, now.until, rule), ...set("at-most", was.atMost, now.atMost, word)]
    }
    case "wait": {
      const [was, now] = both("wait") ?? [before, before]
      return [
        ...set("wait-for", was.for, now.for, (it) => ({ is: "listen", listen: it }), "needs-map"),
        ...set("wait-since", was.since, now.since, (it) => ({ is: "anchor", anchor: it })),
        // a wait's term is the term of a live clock
        ...Ladders.due(at, was.until === undefined ? null : { within: was.until, remind: [] }, now.until === undefined ? null : { within: now.until, remind: [] })
      ]
    }
    case "notify": {
      const [was, now] = both("notify") ?? [before, before]
      return [
        ...set("notify-to", was.to, now.to, everybody),
        ...set("notify-via", was.via, now.via, names),
        ...set("notify-message", was.message, now.message, message),
        ...set("notify-receipt", was.receipt, now.receipt, (it) => word(it ? "receipt" : "no-receipt"))
      ]
    }
    case "record": {
      const [was, now] = both("record") ?? [before, before]
      const cells = (step: typeof was) => step.cells.map(({ column, value }) => ({ field: column, value }))
      return [
        ...set("record-in", was.ledger, now.ledger, name),
        ...set("record-mode", was.mode, now.mode, word),
        ...set("record-row", was.row, now.row, name),
        ...given(at, "cell", cells(was), cells(now))
      ]
    }
    case "announce": {
      const [was, now] = both("announce") ?? [before, before]
      return [...set("announce-topic", was.topic, now.topic, name), ...given(at, "given", was.with, now.with)]
    }
    case "call":
    case "start": {
      const [was, now] = pair as unknown as Pair<"call">
      return [...set("opens", was.opens, now.opens, name), ...given(at, "given", was.with, now.with)]
    }
    case "do": {
      const [was, now] = both("do") ?? [before, before]
      return [...set("action", was.action, now.action, name), ...given(at, "given", was.with, now.with)]
    }
    case "end": {
      const [was, now] = both("end") ?? [before, before]
      return [...set("outcome", was.outcome, now.outcome, name), ...given(at, "gives", was.gives, now.gives)]
    }
  }
}

type Given = ReadonlyArray<{ readonly field: string; readonly value: Parameters<typeof rule>[0] }>

/** What is handed over, or written, under each name. */
export const given = (at: string, which: string, before: Given, after: Given, what: Change["what"] = "step-content", effect: Effect = "safe"): ReadonlyArray<Change> => {
  const of = (list: Given, field: string) => list.find((it) => it.field === field)?.value
  return [...new Set([...before, ...after].map(({ field }) => field))].flatMap((field) =>
    part({ effect, what, at, part: which, of: field }, of(before, field), of(after, field), rule)
  )
}

type Rows = (AnyStep & { readonly kind: "decide" })["rows"]

const rows = (at: string, before: Rows, after: Rows): ReadonlyArray<Change> =>
  aligned(before, after, canonical).flatMap(([i, j]) => {
    const [was, now] = [i === undefined ? undefined : before[i], j === undefined ? undefined : after[j]]
    return part({ effect: "safe", what: "step-content", at, part: "row", of: String((j ?? i ?? 0) + 1) }, was, now, (it) => ({ is: "row", ...it }))
  })
