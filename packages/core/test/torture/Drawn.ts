/**
 * Random procedures, written as a process owner writes them: a tree of keys and sentences that is printed as YAML and
 * goes through the compiler. What passes its checks must not surprise anybody at run time, so every plan that comes out
 * is played; a tree with an error is drawn again. Of all step kinds, units, anchors, orders and holds.
 */
import { compile } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { stringify } from "yaml"
import { sources } from "../case/Office.ts"
import { gates } from "../gates.ts"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Opening } from "./Opening.ts"
import * as Rich from "./Rich.ts"
import { random } from "./Random.ts"
import type { Random } from "./Random.ts"

export type Tree = Rich.Tree

/** Something a condition can ask about. */
interface Known {
  readonly step: string
  /** sentences that may be true or not */
  readonly asks: ReadonlyArray<string>
  /** it was done on every way that leads here */
  readonly sure: boolean
}

interface Done {
  readonly name: string
  readonly kind: "task" | "stage" | "row" | "other"
  readonly sure: boolean
  /** an appointment or yes/no field of its form */
  readonly fields: ReadonlyArray<string>
}

/** Where a list of steps stands. */
interface Place {
  readonly depth: number
  readonly stages: ReadonlyArray<string>
  readonly each: boolean
  readonly round: boolean
}

/** The procedure that a drawn one opens, and what it hears of others. */
export interface Partner {
  readonly opens: string
  readonly with: Tree
  readonly good: string
  /** `bad`: after `outcome is` */
  readonly bad: string
  /** what it says that may hold a case */
  readonly says: string
  /** what a wait may wait for */
  readonly hears: ReadonlyArray<string>
  /** its intake has a period, which a schedule can fill */
  readonly covers?: true
  /** a yes/no that it gives when it ends well */
  readonly gives?: string
}
const alone: Partner = {
  opens: "other",
  with: { unit: "unit" },
  good: "ok",
  bad: "bad or cancelled",
  says: "other.trouble",
  hears: ["knock where event.unit is unit", "knock where event.unit is unit and event.settles", "knock"],
  covers: true
}
const giving: Partner = { ...alone, gives: "fine" }

const roles = ["front-desk-receptionist", "cs-supervisor", "office-director", "repair-worker"] as const
const units = ["minutes", "hours", "working hours", "exact days", "calendar days", "working days", "weeks", "months"] as const

/** `not ok` of `t1` → `not t1.ok`; `(some rows …` → `(some t1.rows …`. */
const asked = (step: string, ask: string): string => {
  const begins = /^(?:not |\(some |\(|kind\(|rank\(|today in )/.exec(ask)?.[0] ?? ""
  return `${begins}${step}.${ask.slice(begins.length)}`
}

/** A row of a table of rules. */
// oxlint-disable-next-line unicorn/no-thenable -- the word of decision tables
const rule = (then: string, when?: string): Tree => ({ ...(when !== undefined && { when }), then })

class Draft {
  readonly r: Random
  count = 0
  left: number
  known: ReadonlyArray<Known> = [
    { step: "intake", asks: ["urgent", "not urgent", "kind is a", "(kind is b or c)", "number > 3", "asked is present"], sure: true }
  ]
  done: ReadonlyArray<Done> = []
  readonly each: Array<string> = []
  readonly partner: Partner
  readonly rich: boolean
  /** the `each` over departments it is in */
  item: string | undefined
  /** it promised the whole case, or not */
  readonly whole: boolean

  constructor(r: Random, partner: Partner, rich: boolean, whole: boolean) {
    this.r = r
    this.partner = partner
    this.rich = rich
    this.whole = whole
    if (rich) {
      const asks = Rich.asks(partner)
      this.known = [...this.known, ...[1, 2, 3].map(() => ({ step: "intake", asks: [r.pick(asks), r.pick(asks), r.pick(asks)], sure: true }))]
    }
    this.left = 3 + r.below(12)
  }

  name(kind: string): string {
    return `${kind}${++this.count}`
  }

  // — sentences —

  condition(depth = 1): string {
    const one = this.r.pick(this.known)
    const asked = this.r.pick(one.asks)
    const atom = one.sure ? asked : `(${one.step} was done and ${asked})`
    if (depth === 0 || this.r.yes(0.6)) return atom
    const other = this.condition(depth - 1)
    return this.r.pick([`${atom} and ${other}`, `(${atom} or ${other})`, `${atom} and (not (${other}))`])
  }

  sure(kind?: Done["kind"]): ReadonlyArray<Done> {
    return this.done.filter((one) => one.sure && (kind === undefined || one.kind === kind))
  }

  anchor(): string {
    const { r } = this
    const done = this.sure()
    if (this.rich && done.length > 0 && r.yes(0.1)) return `start of ${r.pick(done).name}`
    return r.pick(["intake", "its start", "its start", "asked else intake", ...(done.length > 0 ? [r.pick(done).name] : [])])
  }

  term(most = 5): string {
    const unit = this.r.pick(units)
    const n = 1 + this.r.below(unit === "minutes" ? 300 : unit === "hours" || unit === "working hours" ? 30 : unit === "months" ? 1 : most)
    const counted = n === 1 ? unit.slice(0, -1) : unit
    return `${n} ${counted}${unit.startsWith("working") && this.r.yes(0.3) ? " in office" : ""}`
  }

  deadline(): string {
    const { r } = this
    if (this.rich && r.yes(0.25)) return this.whole && r.yes(0.3) ? r.pick(["case due", "1 working day before case due"]) : r.pick(Rich.deadlines)
    return r.pick<() => string>([
      () => `${this.term()} from ${this.anchor()}`,
      () => `${this.term()} from ${this.anchor()}`,
      () => `${this.term()} from ${this.anchor()}`,
      () => `${this.term()} from its start`,
      () => `same day as ${r.pick(["intake", ...this.sure().map((one) => one.name)])}`,
      () => `end of ${r.pick(["day", "week", "month"])} from its start`,
      () => `day ${1 + r.below(28)} of month from its start`,
      () => `next ${r.pick(["opening", "closing"])} of ${r.pick(["office", "weekdays"])} from its start`,
      () => "when",
      () => `${this.term(2)} before when`,
      () => "at once"
    ])()
  }

  due(holder: boolean): unknown {
    const { r } = this
    const within = this.deadline()
    if (r.yes(0.6)) return within
    return {
      within,
      ...(r.yes(0.3) && { or: r.pick(["asked", this.deadline()]), take: r.pick(["earlier", "later", "requested"]) }),
      ...(r.yes(0.8) && {
        remind: Array.from({ length: 1 + r.below(2) }, () => ({
          at: r.pick(["due", `${this.term(2)} before due`, `every ${r.pick(["12 hours", "5 hours", "1 calendar day", "1 working day", "2 working hours"])} after due`]),
          tell: r.pick(["cs-supervisor", holder ? "holder" : "opener", "superior of opener"]),
          with: "hurry",
          ...(r.yes(0.3) && { during: r.pick(["office", "weekdays"]) })
        }))
      })
    }
  }

  who(place: Place): unknown {
    const { r } = this
    const tasks = this.sure("task")
    const one = (): string =>
      this.rich && this.item !== undefined && r.yes(0.4) ? `head of ${this.item}` : this.rich && r.yes(0.15) ? r.pick(Rich.people) : r.pick<() => string>([
        () => r.pick(roles),
        () => r.pick(roles),
        () => "opener",
        () => "responsible-person in repair-dept",
        () => "head of department",
        () => "rank supervisor or above",
        () => `${r.pick(roles)} on duty`,
        () => (place.stages.length > 0 ? `holder of ${r.pick(place.stages)}` : "cs-dept"),
        () => (tasks.length > 0 ? `doer of ${r.pick(tasks).name}` : "cs-supervisor")
      ])()
    const several = (): ReadonlyArray<string> => [...new Set([one(), one()])]
    return r.pick<() => unknown>([
      one,
      one,
      several,
      several,
      () => ({ any: several(), not: tasks.length > 0 ? `doer of ${r.pick(tasks).name}` : "opener" })
    ])()
  }

  ladder(): Tree {
    const unit = this.r.pick(units)
    const rungs = ["desk", "boss", "chief"].slice(0, 2 + this.r.below(2))
    let n = 0
    return Object.fromEntries(
      rungs.map((rung, index) => {
        n += 1 + this.r.below(unit === "minutes" ? 90 : 3)
        const last = index === rungs.length - 1 && this.r.yes(0.6)
        const by = index === 0 ? "front-desk-receptionist" : index === 1 ? "cs-supervisor" : "office-director"
        const within = `${n} ${n === 1 ? unit.slice(0, -1) : unit} from its start`
        return [rung, { by, ...(!last && { due: this.r.yes(0.7) ? within : { within, remind: [{ at: "due", tell: "holder", with: "hurry" }] } }) }]
      })
    )
  }

  form(): { readonly fields: Tree; readonly asks: ReadonlyArray<string>; readonly plain: ReadonlyArray<string> } {
    const { r } = this
    const fields: { [name: string]: unknown } = {}
    const asks: Array<string> = []
    const plain: Array<string> = []
    if (r.yes(0.75)) {
      fields["ok"] = "yes/no"
      plain.push("ok")
      asks.push("ok", "not ok")
    }
    if (r.yes(0.25)) {
      fields["way"] = r.yes(0.5) ? ["a", "b", "c"] : { type: ["a", "b", "c"], allow: { c: { by: "cs-supervisor" } } }
      asks.push("way is a", "way is not b")
    }
    if (r.yes(0.15)) {
      fields["pieces"] = "whole-number"
      asks.push("pieces > 4")
    }
    if (r.yes(0.15)) fields["why"] = { type: "long-text", needed: plain.includes("ok") ? "when not ok" : "no" }
    if (r.yes(0.1)) fields["fee"] = "money"
    if (r.yes(0.1)) fields["signed"] = "signature of cs-supervisor"
    if (r.yes(0.1)) {
      fields["visit"] = "appointment"
      plain.push("visit")
    }
    if (r.yes(0.1)) fields["seen"] = "tick"
    for (let more = this.rich ? r.below(3) : 0; more > 0; more--) {
      const [name, type, some] = r.pick(Rich.fields)
      if (fields[name] !== undefined) continue
      fields[name] = type
      asks.push(...some)
      if (type === "checklist doors" || String(type).startsWith("papers ")) plain.push(name)
    }
    return { fields, asks, plain }
  }

  // — steps —

  learn(step: string, asks: ReadonlyArray<string>, kind: Done["kind"], fields: ReadonlyArray<string> = []): void {
    if (asks.length > 0) {
      const whole = asks.map((ask) => asked(step, ask))
      this.known = [...this.known, { step, asks: whole, sure: true }]
    }
    this.done = [...this.done, { name: step, kind, sure: true, fields }]
  }

  /** What is learnt in there is not sure after it, unless `sure`. */
  within(sure: boolean, write: () => ReadonlyArray<Tree>): ReadonlyArray<Tree> {
    const [known, done] = [this.known, this.done]
    const steps = write()
    if (!sure) {
      const unsure = <A extends { readonly sure: boolean }>(all: ReadonlyArray<A>, before: ReadonlyArray<A>) =>
        all.map((one) => (before.includes(one) ? one : { ...one, sure: false }))
      this.known = unsure(this.known, known)
      this.done = unsure(this.done, done)
    }
    return steps
  }

  /** What is learnt in there is forgotten after it. */
  apart(write: () => ReadonlyArray<Tree>): ReadonlyArray<Tree> {
    const [known, done] = [this.known, this.done]
    const steps = write()
    this.known = known
    this.done = done
    return steps
  }

  steps(place: Place, most: number): ReadonlyArray<Tree> {
    const n = 1 + this.r.below(most)
    const written: Array<Tree> = []
    for (let index = 0; index < n && (index === 0 || this.left > 0); index++) {
      const before = this.known
      written.push(...this.step(place))
      const newest = this.known.at(-1)
      // what a step says of itself is asked for now and then
      if (this.rich && newest !== undefined && !before.includes(newest) && newest.sure && this.known.length > before.length && this.r.yes(0.25)) {
        written.push(this.asking(newest.asks))
      }
    }
    return written
  }

  /** A task on one of several ways: nothing behind it may ask for it. */
  aside(place: Place): ReadonlyArray<Tree> {
    return this.rich ? this.apart(() => [this.task(place)]) : [this.task(place)]
  }

  /** A decision that asks one of these. */
  asking(asks: ReadonlyArray<string>): Tree {
    const name = this.name("d")
    this.known = [...this.known, { step: name, asks: [`${name} is high`, `${name} is not high`], sure: true }]
    return { decide: name, first: [rule("high", this.r.pick(asks)), rule("low")] }
  }

  step(place: Place): ReadonlyArray<Tree> {
    const { r } = this
    this.left--
    const deep = place.depth < 4 && this.left > 0
    const kind = r.pick([
      "task", "task", "task", "task", "wait", "record", "notify", "decide", "compute", "announce", "link", "do", "file", "end",
      ...(this.rich ? ["compute", "compute", "decide", "record", "file", "link"] : []),
      ...(this.rich && deep ? ["repeat", ...(place.each || place.round ? [] : ["each", "each"])] : []),
      ...(deep ? ["stage", "stage", "choose", "parallel", "parallel", "repeat", ...(place.each || place.round ? [] : ["each"])] : [])
    ])
    // of a pair the second asks what the first gave
    if (kind === "end" || kind === "link" || kind === "do" || (this.rich && kind === "file") || !r.yes(0.2)) return this.written(kind, place)
    const when = this.condition()
    return this.within(false, () => this.written(kind, place)).map((one) => ({ ...one, when }))
  }

  task(place: Place): Tree {
    const { r } = this
    const name = this.name("t")
    const { asks, fields, plain } = this.form()
    const ladder = r.yes(0.25)
    const due = !ladder && r.yes(0.7) ? { due: this.due(true) } : {}
    const together = !ladder && r.yes(0.1)
    const step = {
      task: name,
      ...(ladder ? { ladder: this.ladder() } : { by: together ? { together: ["cs-supervisor", r.pick(["office-director", "rank supervisor or above"])] } : this.who(place), ...due }),
      ...(Object.keys(fields).length > 0 && { form: fields }),
      ...("due" in due && r.yes(0.2) && { "record-later": { by: ["repair-worker", "cs-supervisor"], "at-most": "24 hours" } })
    }
    const facts = this.rich ? ["at + 1 hour < now", ...("due" in due ? [`(due is present and ${name}.due <= now)`] : [])] : []
    this.learn(name, [...asks, ...(ladder ? ["rung is boss"] : []), ...(ladder || "due" in due ? ["late"] : []), ...facts], "task", plain)
    return step
  }

  /** What is filed, and where. */
  filed(tasks: ReadonlyArray<Done>): Tree {
    const { r } = this
    const one = r.pick(tasks)
    const parts = one.fields.filter((field) => field === "doors" || field === "shown" || field === "brought").map((field) => `${one.name}.${field}`)
    const what = [...new Set([r.pick(tasks).name, ...(parts.length > 0 ? [r.pick(parts)] : []), ...(r.yes(0.3) ? ["sheet drawn-sheet"] : [])])]
    const into = new Set([1, 2].map(() => r.pick(["owner-file", "dept-file for department", "dept-file for departments", "month-file", "month-file for day", "year-file", "staff-file for keeper"])))
    return { what: r.yes(0.8) || parts.length === 0 ? what : parts, into: [...into].filter((archive, index, all) => all.findIndex((other) => other.split(" ")[0] === archive.split(" ")[0]) === index) }
  }

  written(kind: string, place: Place): ReadonlyArray<Tree> {
    const { r } = this
    const inner: Place = { ...place, depth: place.depth + 1 }
    switch (kind) {
      case "wait": {
        const name = this.name("w")
        const hears = r.yes(0.6)
        const ends = !hears || r.yes(0.9)
        const since = ["intake", ...this.sure().map((one) => one.name)]
        const step = {
          wait: name,
          ...(hears && { for: r.pick(this.partner.hears) }),
          ...(ends && { until: this.deadline() }),
          ...(hears && r.yes(0.3) && { since: r.pick(since) }),
          because: "silence is consent here"
        }
        this.learn(name, hears && ends ? ["came"] : [], "other")
        return [step]
      }
      case "record": {
        const rows = this.sure("row")
        if (rows.length > 0 && r.yes(0.5)) {
          const row = r.pick(rows).name
          this.done = this.done.filter((one) => one.name !== row)
          return [{ record: this.name("r"), in: "book", row, fill: { result: "kind" } }]
        }
        const name = this.name("r")
        if (this.rich && r.yes(0.4)) {
          this.learn(name, [], "other")
          const row: Tree = { record: name, in: "visits", add: { unit: "unit", day: r.pick(["day", "today"]), kind: "kind", pieces: "number", paid: "fee" } }
          if (r.yes(0.5)) return [row]
          const counted = this.name("c")
          this.known = [...this.known, { step: counted, asks: [`${counted} > 2`], sure: true }]
          return [row, { compute: counted, type: "whole-number", value: "count visits where each.unit is unit" }]
        }
        this.learn(name, [], place.each || place.round ? "other" : "row")
        const added = { record: name, in: "book", add: { unit: "unit", kind: "kind" } }
        if (!this.rich || place.each || place.round || r.yes(0.6)) return [added]
        this.done = this.done.filter((one) => one.name !== name)
        return [added, { record: this.name("r"), in: "book", row: name, fill: { result: "kind" } }]
      }
      case "notify": {
        const name = this.name("m")
        this.learn(name, [], "other")
        return [{ notify: name, to: r.pick(["opener", "cs-supervisor"]), via: ["sms"], with: this.rich && r.yes(0.5) ? "note" : "hurry", ...(r.yes(0.5) && { receipt: "required" }) }]
      }
      case "decide": {
        const name = this.name("d")
        const step = r.yes(0.3)
          ? { decide: name, "exactly-one": [rule("high", "urgent"), rule("low", "not urgent")] }
          : { decide: name, first: [rule("high", this.condition()), rule("low")] }
        this.known = [...this.known, { step: name, asks: [`${name} is high`, `${name} is not high`], sure: true }]
        return [step]
      }
      case "compute": {
        const name = this.name("c")
        if (this.rich && r.yes(0.7)) {
          const [type, value] = r.pick(Rich.computed)
          const sure = this.sure("task")
          if (type === "whole-number") this.known = [...this.known, { step: name, asks: [`${name} > 3`], sure: true }]
          if (type === "yes/no") this.known = [...this.known, { step: name, asks: [name], sure: true }]
          if (type === "staff" && sure.length > 0) return [{ compute: name, type, value: `doer of ${r.pick(sure).name}` }]
          return [{ compute: name, type, value }]
        }
        this.known = [...this.known, { step: name, asks: [`${name} > 5`], sure: true }]
        return [{ compute: name, type: "whole-number", value: r.pick(["number + 1", "2 * number", "number - 3"]) }]
      }
      case "announce":
        return [{ announce: this.name("a"), event: "told", with: { unit: "unit" } }]
      case "link": {
        const name = this.name("l")
        const { bad, gives, good, opens, with: given } = this.partner
        if (r.yes(0.4)) {
          if (this.rich) this.known = [...this.known, { step: name, asks: [`${name}.case is not case`], sure: true }]
          return [{ start: name, opens, with: given }]
        }
        this.known = [...this.known, { step: name, asks: [`${name}.outcome is ${good}`, `(${name}.outcome is ${bad})`], sure: true }]
        this.done = [...this.done, { name, kind: "other", sure: true, fields: [] }]
        return [{ call: name, opens, with: given }, { choose: this.name("o"), of: `${name}.outcome`, cases: { [good]: gives !== undefined && r.yes(0.5) ? this.apart(() => [this.asking([`${name}.${gives}`])]) : [] }, otherwise: this.aside(inner) }]
      }
      case "do": {
        const name = this.name("x")
        this.done = [...this.done, { name, kind: "other", sure: true, fields: [] }]
        return [
          { do: name, action: "open-gate", with: { gate: "north" } },
          { choose: this.name("o"), of: `${name}.outcome`, cases: { done: [], jammed: r.yes(0.5) ? [] : this.aside(inner), unreachable: [] } }
        ]
      }
      case "file": {
        const tasks = this.sure("task").filter((one) => one.fields.length > 0)
        if (this.rich && !place.each && r.yes(0.4)) {
          const shown = this.name("t")
          const by = this.who(place)
          this.learn(shown, ["brought.complete", "doors.failed > 1"], "task", ["brought", "doors"])
          const file = this.name("f")
          this.done = [...this.done, { name: file, kind: "other", sure: true, fields: [] }]
          return [
            { task: shown, by, form: { brought: "papers kind-papers for kind", doors: "checklist doors" } },
            { file, by: r.pick(roles), ...this.filed([{ name: shown, kind: "task", sure: true, fields: ["brought", "doors"] }]) }
          ]
        }
        if (tasks.length === 0 || place.each) return [this.task(place)]
        const name = this.name("f")
        const step = { file: name, by: r.pick(roles), ...(r.yes(0.5) && { due: this.due(true) }), ...(this.rich ? this.filed(tasks) : { what: [r.pick(tasks).name], into: ["owner-file"] }) }
        this.done = [...this.done, { name, kind: "other", sure: true, fields: [] }]
        return [step]
      }
      case "end":
        return place.depth > 0 || this.known.length > 1 ? [{ end: "stopped", when: this.condition() }] : [this.task(place)]
      case "stage": {
        const name = this.name("s")
        const held = r.yes(0.7)
        const head = r.yes(0.5) && held ? { ladder: this.ladder() } : { due: this.due(held), ...(held && { by: r.pick(roles) }) }
        const steps = this.steps({ ...inner, stages: held ? [...place.stages, name] : place.stages }, 3)
        this.learn(name, ["late", ...(this.rich && "ladder" in head ? ["rung is desk"] : [])], "stage")
        return [{ stage: name, ...head, steps }]
      }
      case "choose": {
        const name = this.name("o")
        const branch = (): ReadonlyArray<Tree> => (r.yes(0.25) ? [] : this.apart(() => this.steps(inner, 2)))
        const of = r.pick(["kind", "urgent"])
        return [
          of === "urgent"
            ? { choose: name, of, cases: { yes: branch(), no: branch() } }
            : { choose: name, of, cases: { a: branch(), b: branch() }, otherwise: branch() }
        ]
      }
      case "parallel": {
        const name = this.name("p")
        const join = r.yes(0.6) ? "all" : "any"
        const before = [this.known, this.done] as const
        const learnt: Array<readonly [ReadonlyArray<Known>, ReadonlyArray<Done>]> = []
        const branch = (): ReadonlyArray<Tree> => {
          ;[this.known, this.done] = before
          const steps = this.within(join === "all", () => this.steps(inner, 3))
          learnt.push([this.known.filter((one) => !before[0].includes(one)), this.done.filter((one) => !before[1].includes(one))])
          return steps
        }
        const names = ["one", "two", "three"].slice(0, 2 + r.below(2))
        const branches = Object.fromEntries(names.map((one) => [`${name}-${one}`, branch()]))
        const beside = r.yes(0.3) ? { beside: { [`${name}-more`]: this.apart(() => [this.task(inner)]) } } : {}
        this.known = [...before[0], ...learnt.flatMap(([known]) => known)]
        this.done = [...before[1], ...learnt.flatMap(([, done]) => done)]
        if (this.rich && join === "any") this.known = [...this.known, { step: name, asks: [`${name}.first is ${name}-one`], sure: true }]
        return [{ parallel: name, join, branches, ...beside }]
      }
      case "each": {
        const name = this.name("e")
        const over = r.pick(["parts", "departments", ...(this.rich ? ["rooms", "(list each.unit over visits where each.kind is kind)"] : [])])
        if (over === "departments") this.each.push(name)
        let answers: ReadonlyArray<string> = []
        const before = this.known
        const steps = this.apart(() => {
          if (over === "departments") this.item = name
          if (over === "rooms") this.known = [...this.known, { step: "intake", asks: [`${name}.size > 3`], sure: true }]
          const written = [...this.steps({ ...inner, each: true }, 3)]
          this.item = undefined
          answers = this.known.filter((one) => one.sure && !before.includes(one)).flatMap((one) => one.asks).filter((one) => /^t\d+\.[a-z.-]+(?: > \d+)?$/.test(one))
          return written
        })
        if (this.rich && answers.length > 0) {
          const one = r.pick(answers)
          this.known = [...this.known, { step: name, asks: [`(some ${name} where each.${one})`, `(every ${name} where each.${one})`, `(count ${name} where each.${one}) > 1`], sure: true }]
        }
        return [{ each: name, in: over, steps }]
      }
      case "repeat": {
        const name = this.name("n")
        const check = this.name("t")
        const steps = this.apart(() => [
          ...this.steps({ ...inner, round: true }, 2),
          { task: check, by: this.who(place), due: this.due(true), form: { ok: "yes/no" } }
        ])
        this.learn(check, ["ok", "not ok"], "task", [])
        if (this.rich) this.known = [...this.known, { step: name, asks: [`${name}.rounds > 1`, `${name}.ended < now`], sure: true }]
        return [
          {
            repeat: name,
            until: `${check}.ok`,
            "at-most": 1 + r.below(3),
            beyond: r.yes(0.4) ? [{ end: "stopped" }] : r.yes(0.5) ? [] : this.aside(inner),
            steps
          }
        ]
      }
      default:
        return [this.task(place)]
    }
  }
}

/** The names of all steps, and of those what an order or a hold may name. */
const named = (steps: unknown, kinds: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (Array.isArray(steps)) return steps.flatMap((one: unknown) => named(one, kinds))
  if (typeof steps !== "object" || steps === null) return []
  return Object.entries(steps).flatMap(([key, inner]) =>
    kinds.includes(key) && typeof inner === "string" ? [inner] : key === "form" ? [] : named(inner, kinds)
  )
}

/** The promise for the whole case. */
const promise = (r: Random): Tree =>
  r.pick<() => Tree>([
    () => ({}),
    () => ({ due: r.pick(["3 months from intake", "60 working days from its start", "when"]) }),
    () => ({ by: "cs-supervisor", due: { within: "10 weeks from intake", or: "asked", take: r.pick(["earlier", "later"]) } }),
    () => ({
      ladder: {
        desk: { by: "front-desk-receptionist", due: "2 months from intake" },
        boss: { by: "cs-supervisor", due: "3 months from intake" },
        chief: { by: "office-director" }
      }
    })
  ])()

/** Orders with conditions and forms, and for some tasks only. */
const richer = (r: Random, orders: { readonly [order: string]: Tree }, tasks: ReadonlyArray<string>, whole: boolean): Tree =>
  Object.fromEntries(
    Object.entries(orders).map(([name, order]) => {
      const when = r.yes(0.2) ? { when: r.pick(["urgent", "not urgent", "kind is a or b", "number > 2", "(count visits where each.unit is unit) > 1"]) } : {}
      const { reason: _, ...rest } = order
      if ((name === "terminate" || name === "suspend") && r.yes(0.4)) return [name, { ...rest, ...when, form: { why: "long-text", agreed: "signature of cs-supervisor" } }]
      if (name === "transfer" && tasks.length > 0 && r.yes(0.4)) return [name, { ...order, ...when, of: [r.pick(tasks)], ...(r.yes(0.5) && { to: "repair-dept" }) }]
      if (name === "extend" && whole && r.yes(0.4)) return [name, { ...order, ...when, of: ["case"] }]
      if (name === "withdraw" && r.yes(0.3)) return [name, { ...order, ...when, by: ["payer", "front-desk-receptionist"] }]
      return [name, { ...order, ...when }]
    })
  )

/** A procedure of the house `gen`. */
export const procedure = (seed: number, called = "drawn", partner: Partner = alone, rich = false): Tree => {
  const r = random(seed)
  const promised = rich ? promise(r) : undefined
  const draft = new Draft(r, partner, rich, promised !== undefined && "due" in promised)
  const outside: Place = { depth: 0, stages: [], each: false, round: false }
  const steps = [...draft.steps(outside, 6), { end: "done" }]
  const tasks = named(steps, ["task"])
  const some = (of: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set([r.pick(of), r.pick(of)])]
  const maybe = (share: number, order: () => Tree): Tree => (r.yes(share) ? order() : {})
  const timed = named(steps, ["task", "stage"])
  const appointments = draft.done.flatMap((one) => (one.sure && one.fields.includes("visit") ? [`${one.name}.visit`] : []))
  const answers = draft.done.flatMap((one) => (one.sure && one.fields.includes("ok") ? [`${one.name}.ok`] : []))
  const suspends = r.yes(0.6)
  const drawn = {
    ...maybe(0.6, () => ({ transfer: { by: ["holder", "cs-supervisor"] } })),
    ...maybe(0.5, () => ({ delegate: { by: "holder", to: ["repair-worker", "front-desk-receptionist"] } })),
    ...(tasks.length === 0 ? {} : maybe(0.6, () => ({ return: { by: ["holder", "cs-supervisor"], to: some(tasks), reason: "optional" } }))),
    ...maybe(0.4, () => ({ withdraw: { by: "front-desk-receptionist", reason: "optional", ends: "gone" } })),
    ...maybe(0.3, () => ({ terminate: { by: "office-director", reason: "required", ends: "gone" } })),
    ...maybe(0.3, () => ({ urge: { by: "front-desk-receptionist" } })),
    ...(timed.length === 0
      ? {}
      : maybe(0.6, () => ({ extend: { by: "cs-supervisor", of: some(timed), reason: "optional", "at-most": "5 calendar days", times: 3 } }))),
    ...(suspends && {
      suspend: { by: "cs-supervisor", reason: "optional", clocks: r.pick(["pause", "run"]), "at-most": r.pick(["4 calendar days", "3 working days", "10 hours"]) },
      resume: { by: "cs-supervisor" }
    }),
    ...(draft.each.length === 0 ? {} : maybe(0.7, () => ({ "add-signer": { by: "cs-supervisor", of: [r.pick(draft.each)] } }))),
    ...(appointments.length === 0 ? {} : maybe(0.7, () => ({ rebook: { by: "cs-supervisor", of: [r.pick(appointments)], reason: "optional" } }))),
    ...maybe(0.5, () => ({ amend: { by: "cs-supervisor", of: some(["number", "urgent", "kind", "when", ...answers]), reason: "optional" } }))
  }
  const orders: Tree = rich ? richer(r, drawn, tasks, draft.whole) : drawn
  const stoppable = named(steps, ["task", "stage", "wait", "parallel", "repeat", "each", "choose"])
  const holds = Object.fromEntries(
    ["noise", "trouble"].flatMap((name) =>
      r.yes(0.35)
        ? [[
          name,
          {
            from: name === "noise" ? "noise" : partner.says,
            where: "event.unit is unit",
            until: name === "noise" ? "quiet where event.unit is unit" : "its end",
            stops: r.yes(0.3) || stoppable.length === 0 ? ["case"] : some(stoppable),
            clocks: r.pick(["pause", "run"])
          }
        ]]
        : []
    )
  )
  const schedules = {
    ...maybe(0.15, () => ({
      round: {
        every: r.pick(["day at 08:00 and 17:30", "working day", "Monday", "month on last day", "2 times a week"]),
        opens: partner.opens,
        with: partner.with,
        ...(r.yes(0.5) && { due: "1 working day from its start" }),
        ...(r.yes(0.3) && { "after-downtime": "latest" })
      }
    })),
    ...(rich && maybe(0.2, () => ({
      rhythm: {
        every: r.pick(["day", "week", "quarter", "year", "month on day 5", "year on April 2", "quarter on last day", "working day at 09:00"]),
        opens: partner.opens,
        with: partner.with,
        ...(partner.covers === true && r.yes(0.6) && { covers: r.pick(["last week", "this month", "today", "next quarter", "last year"]) }),
        ...(r.yes(0.4) && { when: r.pick(["urgent", "(count visits where each.unit is unit) > 1", "open(office)"]) }),
        ...(r.yes(0.4) && { due: r.pick(["2 hours from its start", "next closing of office from its start", { within: "1 calendar day from its start", remind: [{ at: "1 hour before due", tell: "cs-supervisor", with: "hurry", during: "office" }] }]) })
      }
    }))),
    ...(rich && maybe(0.15, () => ({
      visited: { on: "visits", when: "event.unit is unit and event.pieces > 2", opens: partner.opens, with: partner.with, due: "1 working day from event" }
    }))),
    ...maybe(0.15, () => ({ knocked: { on: "knock", when: "event.unit is unit", opens: partner.opens, with: partner.with } }))
  }
  const whole = promised ?? promise(r)
  return {
    procedure: called,
    version: 1,
    intake: {
      by: "front-desk-receptionist",
      form: {
        unit: "unit",
        parts: { list: "text", "at-most": 3 },
        departments: { list: "department", "at-most": 3 },
        when: "date-time",
        asked: { type: "date-time", needed: "no" },
        urgent: "yes/no",
        kind: ["a", "b", "c"],
        number: "whole-number",
        department: "department",
        ...(rich && Rich.intake)
      },
      ...(rich && r.yes(0.3) && { "counts-from": "received" }),
      ...(rich && r.yes(0.3) && { due: "30 minutes from intake" })
    },
    ...whole,
    ...(rich && r.yes(0.2) && { "seen-by": ["cs-dept", "office-director", "opener"] }),
    ...(rich && {
      parameters: { patience: { type: "term", default: r.pick(["2 working days", "5 hours", "1 calendar day"]) }, least: { type: "whole-number", default: 2 } },
      sheets: { "drawn-sheet": ["unit", "kind"] }
    }),
    steps,
    outcomes: { done: {}, stopped: {}, gone: {} },
    ...(named(steps, ["event"]).length > 0 && { announces: { told: { unit: "unit" } } }),
    ...(Object.keys(orders).length > 0 && { orders }),
    ...(Object.keys(holds).length > 0 && { holds }),
    ...(Object.keys(schedules).length > 0 && { schedules }),
    messages: { hurry: { en: "hurry" }, ...(rich && { note: { en: "<unit>, <kind>: <number>, <fee>, <day>" } }) }
  }
}

/** Conventions of time differ from house to house. */
export const handbook = (seed: number, rich = false): Tree => {
  const r = random(seed ^ 0x5eed)
  const open = { "Mon-Fri": "08:30-12:00 13:30-17:30" }
  const days = { holidays: "cn-state-council", covered: "2026-01-01 to 2026-12-31" }
  const house = {
    handbook: "gen",
    version: 1,
    languages: ["en"],
    "names-in": "en",
    time: {
      zone: "Asia/Shanghai",
      calendar: r.pick(["office", "weekdays"]),
      "day-ends": r.pick(["midnight", "closing"]),
      "after-closing": r.pick(["same day", "next opening day"]),
      holidays: r.pick(["do not move a due date", "move a due date to the next working day"]),
      "remind-at": "09:00"
    },
    currency: "CNY",
    calendars: { office: { open: { ...open, Sat: "09:00-12:00" }, ...days }, weekdays: { open, ...days } },
    ranks: ["staff", "supervisor", "director"],
    departments: { "property-center": {}, "cs-dept": { "part-of": "property-center" }, "repair-dept": { "part-of": "property-center" } },
    roles: {
      "front-desk-receptionist": { rank: "staff", in: "cs-dept", "reports-to": "cs-supervisor" },
      "cs-supervisor": { rank: "supervisor", in: "cs-dept", heads: "cs-dept", "reports-to": "office-director" },
      "responsible-person": { rank: "staff", "reports-to": "dept-supervisor" },
      "dept-supervisor": { rank: "supervisor", "reports-to": "office-director" },
      "repair-worker": { rank: "staff", in: "repair-dept", "reports-to": "dept-supervisor" },
      "office-director": { rank: "director", in: "property-center", heads: "property-center" }
    },
    ledgers: { book: { columns: { unit: "unit", kind: ["a", "b", "c"], result: { type: ["a", "b", "c"], needed: "no" } } } },
    archives: { "owner-file": { by: "unit", "kept-by": "front-desk-receptionist" } },
    channels: ["sms"],
    events: { knock: { unit: "unit", settles: "yes/no" }, noise: { unit: "unit" }, quiet: { unit: "unit" } }
  }
  return rich ? { ...house, ...Rich.house(r), ledgers: { ...house.ledgers, visits: Rich.visits } } : house
}

export const other: Tree = {
  procedure: "other",
  version: 1,
  intake: { by: "front-desk-receptionist", form: { unit: "unit" } },
  announces: { trouble: { unit: "unit" } },
  steps: [
    { task: "see", by: "repair-worker", form: { fine: "yes/no" } },
    { announce: "say", when: "not see.fine", event: "trouble", with: { unit: "unit" } },
    { end: "bad", when: "not see.fine" },
    { end: "ok" }
  ],
  outcomes: { ok: {}, bad: {} }
}

/** It can be told which days it is about, and says whether all was fine. */
export const richOther: Tree = {
  ...other,
  intake: { by: "front-desk-receptionist", form: { unit: "unit", span: { type: "period", needed: "no" } } },
  steps: [
    ...(other["steps"] as ReadonlyArray<Tree>).slice(0, -2),
    { end: "bad", when: "not see.fine" },
    { end: "ok", gives: { fine: "see.fine" } }
  ],
  outcomes: { ok: { fine: "yes/no" }, bad: {} }
}

/** As a process owner would read it. */
export const text = (tree: Tree): string => stringify(tree, { lineWidth: 0, aliasDuplicateObjects: false })

/** Histories of one seed after the other share a drawn procedure. */
export const SHARE = 32
/** Whether the procedure of a house is drawn of everything. */
export const isRich = (house: number): boolean => house >= Rich.FROM / SHARE

/** The plan of a tree in the house of that seed, or what is wrong with it. */
export const compiled = (tree: Tree, seed: number, rich = isRich(seed)): { readonly plan?: Plan; readonly errors: ReadonlyArray<Diagnostic> } => {
  const { diagnostics, procedures } = compile({
    files: [
      { path: "gen/handbook.yaml", text: text(handbook(seed, rich)) },
      { path: "gen/drawn.procedure.yaml", text: text(tree) },
      { path: "gen/other.procedure.yaml", text: text(rich ? richOther : other) }
    ],
    publicDays: (name) => (name === "cn-state-council" ? sources["cn-state-council"] : undefined),
    plugins: [gates]
  })
  const plan = procedures.find((one) => one.path.endsWith("drawn.procedure.yaml"))?.compiled.plan
  return { ...(plan !== undefined && { plan }), errors: diagnostics.filter(isError) }
}

/** One of the trees of a house, right or wrong. */
export const drawn = (house: number, n: number): Tree => procedure(house * 8 + n, "drawn", isRich(house) ? giving : alone, isRich(house))

/** Of the house and the first tree of that seed that has no error; `null` when eight in a row have some. */
export const opening = (seed: number): (Opening & { readonly tree: Tree; readonly house: number }) | null => {
  if (last?.seed === seed) return last.opening
  for (let tried = 0; tried < 8; tried++) {
    const tree = drawn(seed, tried)
    const opening = openingOf(tree, seed)
    if (opening !== null) {
      last = { seed, opening }
      return opening
    }
  }
  return null
}
/** Many histories play one procedure. */
let last: { readonly seed: number; readonly opening: Opening & { readonly tree: Tree; readonly house: number } } | undefined

/** What an intake says. */
export const values = (r: Random, now: number): Values => ({
  unit: "u1",
  parts: ["a", "b", "c"].slice(0, r.below(4)),
  departments: ["cs-dept", "repair-dept"].slice(0, r.below(3)),
  when: now + r.below(20) * 86_400_000,
  urgent: r.yes(0.5),
  kind: r.pick(["a", "b", "c"]),
  number: r.below(8),
  department: r.pick(["cs-dept", "repair-dept", "property-center"]),
  ...(r.yes(0.5) && { asked: now + r.below(200) * 3_600_000 })
})

export const richValues = (r: Random, now: number): Values => ({ ...values(r, now), ...Rich.values(r, now) })

/** What is played of a tree; `null` when it has an error. */
export const openingOf = (tree: Tree, house: number) => {
  const { errors, plan } = compiled(tree, house)
  if (plan === undefined || errors.length > 0) return null
  return {
    plan,
    tree,
    house,
    by: "wang",
    values: isRich(house) ? richValues : values,
    ...(isRich(house) && { outside: true as const })
  }
}
