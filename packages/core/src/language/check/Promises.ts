/**
 * Promises that cannot be kept although nobody is late (language §15.1): the terms of the steps do not fit into that of
 * the stage or case around them (`deadline-impossible`), or a task begins after its own due: on every date
 * (`deadline-impossible`) or only on some (`born-late`).
 *
 * Proven, by an example that can happen just so: a way of the case (`Paths`), a day the office is open, each person
 * taking the time he is given and no more (`Timeline`). The dates are those the calendars are known for, each with its
 * first opening and its last minute; nothing is said about a calendar whose holidays nobody knows. Where only minutes,
 * hours and calendar days are counted, one day is like another and a few are enough. Of the dates found the worst is
 * told. What cannot be known (agreed dates, answers from outside, pauses, extensions) is never held against anybody.
 */
import * as Day from "../../domain/Day.ts"
import type { Anchor, Deadline } from "../../domain/Deadline.ts"
import type { Instant, LocalDate } from "../../domain/Time.ts"
import type { Rung } from "../../plan/Plan.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import * as Flow from "../model/Flow.ts"
import type { Procedure } from "../model/Model.ts"
import type { Span } from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Time.ts"
import * as Paths from "./Paths.ts"
import type { Ruler } from "./Ruler.ts"
import { alone, termOf, Timeline } from "./Timeline.ts"
import type { Base, Broken, Took } from "./Timeline.ts"
import * as Witness from "./Witness.ts"

/** A broken promise with the day it is worst on. */
interface Found {
  readonly worst: Broken
  readonly base: Base
  readonly always: boolean
}

/** Steps that are laid on a date at most while nothing is found, so that a long file costs no more than a short one. */
const budget = 3_000

export const fit = (procedure: Procedure, report: Report, ruler: Ruler): void => {
  const deadlines = all(procedure)
  if (deadlines.length < 2 || !promises(procedure)) return
  const paths = Paths.of(procedure)
  const found = new Map<string, Found>()
  for (const { of, as } of bases(deadlines)) {
    const sample = ruler.days.find((_, i) => i >= ruler.days.length / 2)
    if (sample === undefined) return
    // nothing to compare, nothing to search
    const alive = paths.filter((path) => compares(path, procedure, ruler, at(of, as, sample, ruler)[0]))
    const dates = datesOf(deadlines, ruler, procedure, Math.max(12, Math.floor(budget / Math.max(1, alive.length * procedure.records.length))))
    const some = new Map<string, Found>()
    for (const path of alive) search(path, procedure, ruler, dates.flatMap((day) => at(of, as, day, ruler)), some)
    if (some.size === 0) continue
    // something does not fit: then all dates are looked at for the worst
    const whole = dates.length <= few ? dates : ruler.days
    for (const path of alive) search(path, procedure, ruler, whole.flatMap((day) => at(of, as, day, ruler)), found)
  }
  tell([...found.values()], procedure, report, ruler)
}

/** Whether there is a term that others could spoil: of a stretch, or one that counts from something further back. */
const promises = (procedure: Procedure): boolean => {
  const some = (rungs: ReadonlyArray<Rung>) => rungs.some((it) => alone(it.due) !== undefined && it.due?.within.kind !== "at-once")
  const behind = (deadline: Deadline | undefined) =>
    deadline?.kind === "before" || (deadline !== undefined && "anchors" in deadline && deadline.anchors.some((it) => it.from !== "its-start"))
  return some(procedure.rungs) || procedure.records.some(({ resolved }) =>
    (resolved?.kind === "stage" && some(resolved.rungs)) || (resolved?.kind === "task" && behind(alone(resolved.rungs[0].due)))
  )
}

const compares = (path: Paths.Path, procedure: Procedure, ruler: Ruler, base: Base): boolean => {
  let looked = false
  new Timeline(procedure, ruler, base, () => (looked = true), () => (looked = true)).lay(path)
  return looked
}

const search = (
  path: Paths.Path,
  procedure: Procedure,
  ruler: Ruler,
  instants: ReadonlyArray<Base>,
  found: Map<string, Found>
): void => {
  const here = new Map<string, { worst: Broken; base: Base }>()
  const kept = new Set<string>()
  for (const base of instants) {
    new Timeline(procedure, ruler, base, (broken) => {
      const key = `${broken.what} ${broken.node}`
      const before = here.get(key)
      if (before === undefined || broken.at - broken.due > before.worst.at - before.worst.due) here.set(key, { worst: broken, base })
    }, (node) => kept.add(node)).lay(path)
  }
  for (const [key, { base, worst }] of here) {
    const before = found.get(key)
    const always = !kept.has(worst.node)
    if (before === undefined || (always && !before.always)) found.set(key, { worst, base, always })
  }
}

/** The instants a case may begin at on a day: when it opens and just before it closes. */
const at = (of: string, as: "date" | "date-time", day: LocalDate, ruler: Ruler): readonly [Base, ...Base[]] => {
  const [opens, closes] = ruler.hours(day)
  return as === "date" ? [{ of, as, at: opens, day }] : [{ of, as, at: opens, day }, { of, as, at: closes, day }]
}

/** Whether a deadline ends on another day of the week or month for another anchor. */
const byCalendar = (deadline: Deadline, procedure: Procedure, ruler: Ruler): boolean => {
  if (ruler.time.holidays !== "stay") return true
  switch (deadline.kind) {
    case "after":
    case "before": {
      const unit = termOf(deadline.term, procedure)?.unit
      return unit === "working-day" || unit === "working-hour" || unit === "month" || unit === "year"
    }
    case "same-day":
      return ruler.time.dayEnds === "closing" || ruler.time.afterClosing !== "same-day"
    case "edge":
      return !("span" in deadline.at && deadline.at.span === "day")
    default:
      return false
  }
}

/** Where only minutes, hours and calendar days are counted, one day is like another. */
const few = 3

/**
 * The dates that are tried first: a few where the calendar does not matter; else the last days before every long
 * stretch that is closed, where working days and calendar days are furthest apart, and others evenly over the year.
 */
const datesOf = (deadlines: ReadonlyArray<Deadline>, ruler: Ruler, procedure: Procedure, most: number): ReadonlyArray<LocalDate> => {
  const { days } = ruler
  if (!deadlines.some((it) => byCalendar(it, procedure, ruler))) return evenly(days, few)
  if (most >= days.length) return days
  const before = days.flatMap((day, i) => {
    const next = days[i + 1]
    return next !== undefined && Day.between(day, next) > 3 ? days.slice(Math.max(0, i - 2), i + 1) : []
  })
  return [...new Set([...before, ...evenly(days, most)])]
}

const evenly = (days: ReadonlyArray<LocalDate>, n: number): ReadonlyArray<LocalDate> => {
  const apart = Math.max(1, Math.ceil(days.length / n))
  return days.filter((_, i) => i % apart === 0)
}

/** All deadlines of steps and of the case. */
const all = (procedure: Procedure): ReadonlyArray<Deadline> => {
  const of = (rungs: ReadonlyArray<Rung>) => rungs.flatMap((it) => alone(it.due) ?? [])
  return [
    ...of(procedure.rungs),
    ...procedure.records.flatMap(({ resolved }): ReadonlyArray<Deadline> =>
      resolved?.kind === "task" || resolved?.kind === "stage" ? of(resolved.rungs) : resolved?.kind === "wait" && resolved.until !== undefined ? [resolved.until] : []
    )
  ].filter((it) => it.kind !== "at-once")
}

/** The intake, and every value that two deadlines count from or to. */
const bases = (deadlines: ReadonlyArray<Deadline>): ReadonlyArray<{ readonly of: string; readonly as: "date" | "date-time" }> => {
  const seen = new Map<string, { n: number; as: "date" | "date-time" }>()
  const note = (from: Anchor | { readonly moment: string }): void => {
    if (!("value" in from) || !("type" in from)) return
    const { type, value } = from as Extract<Anchor, { readonly from: "value" }>
    const of = Flow.text(value)
    seen.set(of, { n: (seen.get(of)?.n ?? 0) + 1, as: type })
  }
  for (const it of deadlines) {
    if ("anchors" in it) it.anchors.forEach(note)
    if ("moment" in it) note(it.moment)
  }
  return [
    { of: "intake", as: "date-time" as const },
    ...[...seen].flatMap(([of, { as, n }]) => (n > 1 ? [{ of, as }] : []))
  ]
}

/** One conflict, one message: of what one step spoils, the stretch that is spoilt comes before what lies behind it. */
const tell = (found: ReadonlyArray<Found>, procedure: Procedure, report: Report, ruler: Ruler): void => {
  const order = ({ worst: { node, what } }: Found) => (what === "overrun" ? 1_000 - node.split("/").length * (node === "" ? 0 : 1) : 2_000)
  const spoilt = new Set<string>()
  for (const one of [...found].sort((a, b) => order(a) - order(b))) {
    const { always, base, worst } = one
    const by = worst.took.step
    if (spoilt.has(by)) continue
    spoilt.add(by)
    const span = spanOf(worst, procedure)
    const from = procedure.records.find((it) => it.name === by)
    const related = from === undefined || from.tree.kind === "broken" || from.tree.kind === "end"
      ? []
      : [{ span: dueSpan(from.tree) ?? from.tree.name.span, message: said("this may take so long", "这里可以用这么长时间") }]
    const args = {
      of: worst.node === "" ? said("the case", "整个事项") : said(`\`${worst.step}\``, `\`${worst.step}\``),
      by,
      witness: witness(worst, base, procedure, ruler)
    }
    if (worst.what === "born-late" && !always) report.add("born-late", span, args, { related })
    else report.add("deadline-impossible", span, { ...args, always, late: worst.what === "born-late" }, { related })
  }
}

const dueSpan = (tree: { readonly kind: string; readonly due?: Maybe<Tree.Due>; readonly ladder?: Maybe<Tree.Ladder>; readonly until?: unknown }): Span | undefined => {
  const due = sound(tree.due)
  if (due !== undefined) return due.span
  const rungs = sound(tree.ladder)?.rungs ?? []
  for (const rung of tree.kind === "task" ? rungs : [...rungs].reverse()) {
    const own = isBroken(rung.value) ? undefined : sound(rung.value.due)
    if (own !== undefined) return own.span
  }
  const until = tree.kind === "wait" ? sound(tree.until as Maybe<Tree.Deadline>) : undefined
  return until?.span
}

const spanOf = ({ node }: Broken, procedure: Procedure): Span => {
  if (node === "") return dueSpan({ kind: "stage", due: procedure.tree.due, ladder: procedure.tree.ladder }) ?? procedure.span
  const tree = procedure.records.find((it) => it.node === node)?.tree
  if (tree === undefined || tree.kind === "broken") return procedure.span
  return dueSpan(tree) ?? tree.name.span
}

const witness = ({ anchor, at, deadline, due, node, step, took, what }: Broken, base: Base, procedure: Procedure, ruler: Ruler): Said => {
  const { zone } = ruler.time
  const say = (instant: Instant) => Witness.instant(instant, zone)
  const begin = base.as === "date" ? said(base.day, base.day) : say(base.at)
  const named = valueName(base.of)
  const chain: Array<Took> = []
  for (let it: Took | undefined = took; it !== undefined && chain.length < 3; it = follows(it.deadline) ? it.before : undefined) chain.unshift(it)
  const steps = chain.map((it, i): Said => {
    const [until, why] = [say(it.until), Witness.counted(it.deadline, it.anchor, it.until, procedure, ruler)]
    const then = i === 0 ? said("", "") : said("then ", "随后 ")
    return it.how === "wait"
      ? said(`${then.en}\`${it.step}\` waits until ${until.en} (${why.en})`, `${then.zh}\`${it.step}\`等到 ${until.zh}（${why.zh}）`)
      : said(`${then.en}\`${it.step}\` may take until ${until.en} (${why.en})`, `${then.zh}\`${it.step}\`可以办到 ${until.zh}（${why.zh}）`)
  })
  const [end, why] = [say(due), Witness.counted(deadline, anchor, due, procedure, ruler)]
  const whole = node === "" ? said("the case", "整个事项") : said(`\`${step}\``, `\`${step}\``)
  const start = named === undefined
    ? said(`opened on ${begin.en}`, `若 ${begin.zh} 受理`)
    : said(`with \`${named}\` on ${begin.en}`, `若\`${named}\`为 ${begin.zh}`)
  const late = at > due && what === "born-late" ? said(`but ${whole.en} was due`, `而${whole.zh}的期限已是`) : said(`but ${whole.en} is due`, `而${whole.zh}的期限是`)
  return said(
    `${start.en}, ${steps.map((it) => it.en).join(", ")}, ${late.en} ${end.en} (${why.en})`,
    `${start.zh}，${steps.map((it) => it.zh).join("，")}，${late.zh} ${end.zh}（${why.zh}）`
  )
}

/** Whether a deadline counts from what came before it, so that the one before belongs to the story. */
const follows = (deadline: Deadline): boolean =>
  "anchors" in deadline && deadline.anchors.some((it) => it.from === "its-start" || it.from === "start-of" || it.from === "step")

/** The field a base stands in, as the file writes it. */
const valueName = (of: string): string | undefined => {
  if (of === "intake") return undefined
  const it = JSON.parse(of) as { readonly step?: string; readonly field?: string; readonly path?: ReadonlyArray<string> }
  return [...(it.step === undefined || it.step === "intake" ? [] : [it.step]), ...(it.field === undefined ? [] : [it.field]), ...(it.path ?? [])].join(".")
}
