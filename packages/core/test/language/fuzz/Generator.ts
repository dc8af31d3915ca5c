/**
 * Files and sentences shaped like the language, right and nearly right: the table of shapes says what stands where, the
 * grammar of language §7 says how a sentence goes on, and now and then something else stands there.
 */
import { shapes, structures } from "@frontdesk/core/language/schema/Structure"
import type { ShapeName, Structure } from "@frontdesk/core/language/schema/Structure"
import * as Shape from "@frontdesk/core/language/syntax/Shape"
import type { Key } from "@frontdesk/core/language/syntax/Shape"
import type { Kind } from "@frontdesk/core/language/syntax/Kind"

/** A whole number below another. */
export type Next = (below: number) => number

/** A small generator with a seed, so that a failure can be repeated. */
export const random = (seed: number): Next => {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const names = [
  "owner", "unit", "kind", "small", "large", "urgent", "note", "fee", "day", "solve", "answer", "clerk", "manager", "worker", "house",
  "repair-dept", "book", "diary", "done", "paid", "sms", "please", "desk", "owners-committee", "办理", "step-1", "x", "tier", "person"
]

const odd = [
  "", "and", "is", "(", ")", "holder", "9", "1.10", "2026-02-30", "，", "：", "“x”", "a_b", "A", "-", "--", "🔑", "\u0000", "each", "null", "true", "not not", "5 CNY", "<", "<a>",
  "is present is present", "else else", "count", "where", "1 2 3", "e\u0301", "\ud800", "a.b.c.d.e", ".", "9999999999999999999999", "%", "in in", "\"", "'", "&a", "*a", "!t", "|", "#"
]

export interface Generator {
  readonly sentence: (kind: Kind) => string
  readonly file: (shape: ShapeName) => string
}

/** `noise`: one of so many parts is something else. */
export const make = (next: Next, noise: number): Generator => {
  const of = <A>(...all: ReadonlyArray<A>): A => all[next(all.length)] as A
  const maybe = (text: () => string): string => (next(2) === 0 ? text() : "")
  const name = (): string => (next(noise) === 0 ? of(...odd) : of(...names))
  const ref = (): string => Array.from({ length: 1 + (next(3) === 0 ? 1 : 0) + (next(9) === 0 ? 1 : 0) }, () => (next(8) === 0 ? of("param", "each", "event", "intake", "case", "quota", "at", "due", "start") : name())).join(".")
  const whole = (): string => String(next(of(3, 10, 100, 100_000)))
  const unit = (): string => `${of("minute", "hour", "working hour", "working day", "calendar day", "exact day", "week", "month", "year", "day", "fortnight")}${of("", "s")}`
  const term = (): string => (next(4) === 0 ? ref() : `${whole()} ${unit()}${next(5) === 0 ? ` in ${name()}` : ""}`)
  const anchor = (): string => of("intake", "its start", `start of ${name()}`, name(), ref(), "event")
  const span = (): string => of("day", "week", "month", "quarter", "year")
  const date = (): string => `20${10 + next(80)}-${of("01", "02", "06", "12", "13")}-${of("01", "28", "29", "31", "32")}`
  const time = (): string => of("09:00", "24:00", "23:59", "25:00", "9:00")
  const deadline = (): string =>
    of(
      () => "at once",
      () => `${term()} from ${anchor()}${maybe(() => ` else ${anchor()}`)}`,
      () => `${term()} before ${of("case due", ref())}`,
      () => `same day as ${anchor()}`,
      () => `${of("end", "start")} of ${span()} from ${anchor()}`,
      () => `day ${whole()} of month from ${anchor()}`,
      () => `next ${of("opening", "closing")} of ${name()} from ${anchor()}`,
      () => of("case due", ref())
    )()
  const literal = (): string => of(whole(), `${whole()}.${whole()}`, `${whole()}%`, `${whole()} CNY`, `${whole()} ${unit()}`, date(), "yes", "no", "today", "now")
  const sub = (depth: number): string =>
    depth <= 0
      ? of(literal, ref)()
      : of(
        literal,
        ref,
        () => `${of("half-up", "up", "down", "rank", "kind", "open", "month-of", name())}(${expression(depth - 1)})`,
        () => `(${expression(depth - 1)})${maybe(() => `.${name()}`)}`,
        () => `(${query(depth - 1)})`,
        () => of("opener", `doer of ${name()}`, `superior of ${ref()}`, `head of ${ref()}`, `department of ${ref()}`)
      )()
  const rows = (): string => of(name(), ref(), `cases of ${name()}`)
  const where = (depth: number): string => maybe(() => ` where ${expression(depth)}`)
  const query = (depth: number): string =>
    of(
      () => `${of("count", "some", "every")} ${rows()}${where(depth)}`,
      () => `${of("sum", "list", "most", "larger-of", "smaller-of")} ${sub(depth - 1)} over ${rows()}${where(depth)}`,
      () => `${of("one", "last")} ${rows()} where ${expression(depth)}`
    )()
  const relation = (depth: number): string =>
    of(
      () => sub(depth),
      () => `${sub(depth)} ${of("<", "<=", ">", ">=", "=", "==")} ${sub(depth)}`,
      () => `${sub(depth)} is ${maybe(() => "not ")}${name()}${maybe(() => ` or ${name()}`)}`,
      () => `${sub(depth)} is ${maybe(() => "not ")}${of("present", "missing", "founded")}`,
      () => `${name()} was ${maybe(() => "not ")}done`,
      () => `${sub(depth)} in ${sub(depth)}`,
      () => `${sub(depth)} ${of("+", "-", "*", "/", "else")} ${sub(depth)}`
    )()
  const expression = (depth: number): string => {
    if (depth <= 0) return relation(0)
    return of(
      () => relation(depth),
      () => relation(depth),
      () => `not ${relation(depth - 1)}`,
      () => `${relation(depth - 1)} and ${expression(depth - 1)}`,
      () => `${relation(depth - 1)} or ${expression(depth - 1)}`,
      () => `(${expression(depth - 1)}) ${of("and", "or")} (${expression(depth - 1)})`,
      () => query(depth)
    )()
  }
  const place = (): string => of(name(), ref())
  const who = (depth = 2): string =>
    of(
      () => `${name()}${maybe(() => " on duty")}${maybe(() => ` in ${place()}`)}`,
      () => `rank ${name()} or above${maybe(() => ` in ${place()}`)}`,
      () => `highest rank on duty in ${place()}`,
      () => `head of ${place()}`,
      () => (depth > 0 ? `superior of ${who(depth - 1)}` : name()),
      () => of("opener", "holder", `holder of ${name()}`, `doer of ${name()}`, `area of ${ref()}`, ref())
    )()
  const type = (): string =>
    of(
      () => of("text", "long-text", "yes/no", "tick", "whole-number", "number", "percent", "money", "date", "time", "date-time", "period", "term", "appointment", "party", "staff", "person", "unit", "department", "phone-number", "attachment", "any case"),
      () => `papers ${name()}${maybe(() => ` for ${ref()}`)}`,
      () => `checklist ${name()}`,
      () => `report ${name()} for ${ref()}`,
      () => `signature of ${who()}`,
      () => `case of ${name()}`,
      name
    )()
  const every = (): string =>
    of(
      () => `day${maybe(() => ` at ${time()}${maybe(() => ` and ${time()}`)}`)}`,
      () => `${of("working day", "Monday", "Sunday", "monday")}${maybe(() => ` at ${time()}`)}`,
      () => `${whole()} times a ${span()}`,
      () => of("week", "month", `month on day ${whole()}`, "month on last day", "quarter", "quarter on last day", "year", `year on March ${whole()}`)
    )()
  const event = (): string => `${ref()}${maybe(() => ` where ${expression(2)}`)}`

  const raw = (kind: Kind): string => {
    switch (kind) {
      case "whole":
        return whole()
      case "number":
        return of(whole(), `${whole()}.${whole()}`, `-${whole()}`)
      case "percent":
        return `${whole()}%`
      case "term":
        return term()
      case "time":
        return time()
      case "date":
        return date()
      case "date-time":
        return `${date()} ${time()}`
      case "date-range":
        return `${date()} to ${date()}`
      case "expression":
        return expression(1 + next(3))
      case "deadline":
        return deadline()
      case "anchor":
        return anchor()
      case "event":
        return event()
      case "hold-end":
        return of("its end", event())
      case "reminder-time":
        return of(`${term()} before due`, "due", `every ${term()} after due`)
      case "every":
        return every()
      case "covers":
        return `${of("today", "this", "last", "next")}${maybe(() => ` ${span()}`)}`
      case "people":
        return who()
      case "rows":
        return rows()
      case "measure":
        return of(`${rows()}${where(2)}`, `sum ${sub(1)} over ${rows()}${where(2)}`)
      case "type":
        return type()
      case "needed":
        return of("yes", "no", `when ${expression(2)}`)
      case "take":
        return of("earlier", "later", "requested", `param.${name()}`)
      case "filed":
        return of(ref(), `sheet ${name()}`)
      case "into":
        return `${name()}${maybe(() => ` for ${ref()}`)}`
      case "heads":
        return of(name(), "each department")
      case "needs":
        return `${maybe(() => `${whole()} `)}${name()} ${of("original", "copy", "seen", "seen-and-copied", "handwritten", name())}`
      case "show":
        return of("count", `sum ${name()}`)
      case "ref":
      case "refs":
      case "path":
      case "paths":
        return ref()
      case "messages":
        return `${of("请处理", "Please")} <${expression(1)}>`
      case "words":
      case "text":
        return of("一段文字", "some text", "a: b", "x # y", name())
      case "data":
        return of(literal(), name())
      default:
        return name()
    }
  }

  /** Nearly right: a word lost, doubled or changed, or the whole thing cut. */
  const sentence = (kind: Kind): string => {
    const text = raw(kind)
    if (next(noise) > 0) return text
    const words = text.split(" ")
    const at = next(words.length)
    return of(
      () => words.filter((_, i) => i !== at).join(" "),
      () => words.flatMap((it, i) => (i === at ? [it, it] : [it])).join(" "),
      () => words.map((it, i) => (i === at ? of(...odd) : it)).join(" "),
      () => text.slice(0, next(text.length + 1)),
      () => of(...odd)
    )()
  }

  // what is written: a text, a list, a map; printed in a block or in brackets
  type Written = string | ReadonlyArray<Written> | ReadonlyMap<string, Written>

  const record = (shape: Shape.Shape, depth: number): ReadonlyMap<string, Written> => {
    const keys = Object.entries(shape.keys as Readonly<Record<string, Key>>).filter(([, key]) => (key.required ? next(noise) > 0 : next(depth > 6 ? 9 : 3) === 0))
    return new Map(keys.map(([key, it]): [string, Written] => [
      next(noise * 3) === 0 ? name() : key,
      typeof it.kind === "string" ? written(structures[it.kind as Kind], it.kind as Kind, depth + 1) : of(...(it.kind as ReadonlyArray<string>))
    ]))
  }

  const several = (depth: number): number => (depth > 7 ? 1 : 1 + next(3))

  const written = (structure: Structure, kind: Kind, depth: number): Written => {
    if (next(noise * 4) === 0) return of<Written>(sentence("expression"), [name()], new Map([[name(), name()]]), "")
    switch (structure.is) {
      case "name":
        return name()
      case "scalar":
      case "whole":
        return sentence(kind)
      case "words":
        return of(...structure.words)
      case "data":
        return depth < 8 && next(3) === 0 ? new Map([[name(), sentence("data")]]) : sentence("data")
      case "kind":
        return written(structures[structure.kind], structure.kind, depth)
      case "list":
        return Array.from({ length: several(depth) }, () => written(structure.of, kind, depth + 1))
      case "map":
        return new Map(Array.from({ length: several(depth) }, () => [structure.keys === "free" ? of("Mon-Fri", "Sat", ref()) : name(), written(structure.of, kind, depth + 1)]))
      case "record":
        return record(shapes[structure.shape], depth + 1)
      case "either":
        return written(of(...structure.of), kind, depth)
      case "field":
        return next(2) === 0 ? sentence("type") : record(Shape.field, depth + 1)
      case "step": {
        const word = of(...(depth > 7 ? ["end", "task", "notify", "record"] as const : Object.keys(Shape.steps) as ReadonlyArray<Shape.StepKind>))
        return new Map<string, Written>([[word, name()], ...record(Shape.steps[word], depth + 1)])
      }
      case "orders":
        return new Map((Object.keys(Shape.orders) as ReadonlyArray<Shape.OrderKind>).filter(() => next(4) === 0).map((it) => [it, record(Shape.orders[it], depth + 1)]))
    }
  }

  const inFlow = (it: Written): string =>
    typeof it === "string" ? it : it instanceof Map ? `{ ${[...it].map(([key, value]) => `${key}: ${inFlow(value)}`).join(", ")} }` : `[${(it as ReadonlyArray<Written>).map(inFlow).join(", ")}]`

  const print = (it: Written, indent: string): string => {
    if (typeof it === "string") return ` ${it}\n`
    if (next(4) === 0 || it instanceof Map && it.size === 0) return ` ${inFlow(it)}\n`
    const wrong = next(noise * 8) === 0 ? of(" ", "\t") : ""
    if (it instanceof Map) return `\n${[...it].map(([key, value]) => `${indent}${wrong}${key}:${print(value as Written, `${indent}  `)}`).join("")}`
    return `\n${(it as ReadonlyArray<Written>).map((one) => {
      const text = print(one, `${indent}  `)
      return `${indent}-${text.startsWith("\n") ? ` ${text.slice(1 + indent.length + 2)}` : text}`
    }).join("")}`
  }

  return {
    sentence,
    file: (shape) => {
      const map = record(shapes[shape], 0)
      return [...map].map(([key, value]) => `${key}:${print(value, "  ")}`).join("")
    }
  }
}
