/**
 * Workspaces as somebody writes them who knows the language: each sentence speaks of what is there at its place, so that
 * many become plans. What is drawn is legal but for what the checks over time find; now and then a word is another one.
 */
import type { Next } from "./Generator.ts"

export interface Draft {
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>
  /** a word or a line was made another one */
  readonly spoilt: boolean
}

type Kind = "yes/no" | "choice" | "money" | "whole-number" | "date" | "date-time" | "text" | "unit" | "party" | "staff" | "department" | "term" | "items" | "departments" | "papers" | "checklist"

/** A value that is there for certain. */
interface Value {
  readonly ref: string
  readonly kind: Kind
  readonly values?: ReadonlyArray<string>
}

interface Scope {
  readonly values: ReadonlyArray<Value>
  /** steps that came before, whether they ran or not */
  readonly before: ReadonlyArray<string>
  /** steps that have certainly ended */
  readonly ended: ReadonlyArray<string>
}

type Lines = ReadonlyArray<string>

const inner = (lines: Lines, by = 2): Lines => lines.map((it) => `${" ".repeat(by)}${it}`)

/** The first line behind a dash, the others below it. */
const item = (lines: Lines): Lines => lines.map((it, i) => `${i === 0 ? "- " : "  "}${it}`)

const choices = [["small", "large"], ["good", "bad", "unclear"], ["phone", "visit", "letter", "app"]] as const

const types: Readonly<Record<Kind, string>> = {
  "yes/no": "yes/no",
  choice: "",
  money: "money",
  "whole-number": "whole-number",
  date: "date",
  "date-time": "date-time",
  text: "text",
  unit: "unit",
  party: "party",
  staff: "staff",
  department: "department",
  term: "term",
  items: "{ list: { thing: text, cost: money }, at-most: 5 }",
  departments: "{ list: department, at-most: 4 }",
  papers: "papers visit-papers",
  checklist: "checklist doors"
}

const given: Readonly<Record<Kind, string>> = {
  "yes/no": "yes",
  choice: "",
  money: "12.50 CNY",
  "whole-number": "3",
  date: "2026-03-05",
  "date-time": "2026-03-01 10:00",
  text: "灯不亮",
  unit: "3-201",
  party: "sun",
  staff: "wang",
  department: "repair-dept",
  term: "2 calendar days",
  items: "[{ thing: 灯, cost: 3 CNY }]",
  departments: "[repair-dept, fee-dept]",
  papers: "[]",
  checklist: "{ front-door: pass, back-door: fail }"
}

export const make = (next: Next) => {
  const of = <A>(...all: ReadonlyArray<A>): A => all[next(all.length)] as A
  const chance = (one: number): boolean => next(one) === 0
  let names = 0
  const name = (): string => `${of("look", "solve", "answer", "write", "办理", "check", "ask", "tell")}-${++names}`

  const find = (scope: Scope, ...kinds: ReadonlyArray<Kind>): Value | undefined => {
    const all = scope.values.filter((it) => kinds.includes(it.kind))
    return all.length === 0 ? undefined : of(...all)
  }

  const term = (): string => `${1 + next(9)} ${of("minutes", "hours", "working hours", "working days", "calendar days", "exact days", "weeks", "months", "working days in night")}`

  const condition = (scope: Scope, depth = 2): string => {
    if (depth > 0 && chance(3)) return `(${condition(scope, depth - 1)}) ${of("and", "or")} (${condition(scope, depth - 1)})`
    if (depth > 0 && chance(6)) return `not (${condition(scope, depth - 1)})`
    if (scope.before.length > 0 && chance(5)) return `${of(...scope.before)} was done`
    const it = find(scope, "yes/no", "choice", "money", "whole-number", "date", "date-time", "department", "items", "departments", "party", "papers", "checklist", "unit")
    switch (it?.kind) {
      case "yes/no":
        return it.ref
      case "choice":
        return `${it.ref} is ${of("", "not ")}${of(...(it.values ?? []))}`
      case "money":
        return `${it.ref} ${of("", "* 70% ", "+ 3 CNY ")}${of("<", "<=", ">", ">=")} ${next(900)} CNY`
      case "whole-number":
        return `${it.ref} ${of("", "* 2 ", "- 1 ")}${of("<", ">=")} ${next(30)}`
      case "date":
        return of(`${it.ref} < today`, `${it.ref} + 3 calendar days >= today`, `${it.ref} > 2026-05-01`)
      case "date-time":
        return of(`${it.ref} < now`, `${it.ref} + 2 hours < now`)
      case "department":
        return `${it.ref} is ${of("repair-dept", "fee-dept")}`
      case "items":
        return of(`(count ${it.ref}) > ${next(4)}`, `(sum each.cost over ${it.ref}) > ${next(90)} CNY`, `(some ${it.ref} where each.cost > 3 CNY)`)
      case "departments":
        return of(`(department of opener) in ${it.ref}`, `(count ${it.ref}) > 1`)
      case "party":
        return `kind(${it.ref}) is ${of("owner", "tenant")}`
      case "papers":
        return `${it.ref}.complete`
      case "checklist":
        return `${it.ref}.failed > 0`
      case "unit":
        return of(`(count book where each.unit is ${it.ref}) > ${next(5)}`, `(last book where each.unit is ${it.ref}) is present`)
      default:
        return of("open(desk)", "rank(opener) >= manager", "committee is founded", "(count diary) > 3")
    }
  }
  const when = (scope: Scope): Lines => (chance(4) ? [`when: ${condition(scope)}`] : [])

  const deadline = (scope: Scope): string => {
    const counted = find(scope, "date", "date-time")
    const limit = find(scope, "term")
    const anchor = of("intake", "its start", ...(counted === undefined ? [] : [counted.ref]), ...scope.ended.slice(-2))
    return of(
      () => `${term()} from ${anchor}`,
      () => `${term()} from ${anchor}`,
      () => `same day as ${anchor}`,
      () => `end of ${of("day", "week", "month", "quarter", "year")} from ${anchor}`,
      () => `next ${of("opening", "closing")} of ${of("desk", "night")} from ${anchor}`,
      () => `day ${1 + next(28)} of month from ${anchor}`,
      () => "at once",
      () => (counted === undefined ? "2 hours from intake" : `${1 + next(5)} ${of("calendar days", "hours", "weeks")} before ${counted.ref}`),
      () => (limit === undefined ? "1 week from its start" : `${limit.ref} from ${anchor}`)
    )()
  }
  const due = (scope: Scope): Lines =>
    of<() => Lines>(
      () => [],
      () => [`due: ${deadline(scope)}`],
      () => [`due: ${deadline(scope)}`],
      () => ["due:", `  within: ${1 + next(9)} calendar days from intake`, "  remind:", `    - { at: ${of("1 calendar day before due", "due", "every 1 calendar day after due")}, tell: ${of("holder", "manager")}, with: please }`]
    )()

  const people = (scope: Scope): string => {
    const where = find(scope, "department")?.ref ?? of("repair-dept", "fee-dept")
    const person = find(scope, "staff")
    return of(
      "clerk", "clerk", "manager", "[clerk, manager]", `worker in ${where}`, `head of ${of("house", "repair-dept")}`, "fee-dept", "clerk on duty", "opener",
      "{ together: [clerk, manager] }", "{ any: [clerk, manager], not: opener }", `rank manager or above`, ...(person === undefined ? [] : [person.ref])
    )
  }

  const fields = (count: number, prefix: string, kinds: ReadonlyArray<Kind>): { readonly lines: Lines; readonly values: ReadonlyArray<Value> } => {
    const all = Array.from({ length: count }, (_, i): { readonly line: string; readonly value: Value | undefined } => {
      const kind = of(...kinds)
      const own = `${of("note", "fee", "kind", "day", "which", "数量")}-${++names}`
      const values = kind === "choice" ? of<ReadonlyArray<string>>(...choices).map((it) => `${it}-${names}`) : undefined
      const type = values === undefined ? types[kind] : `[${values.join(", ")}]`
      const optional = i > 0 && !type.startsWith("{") && chance(6)
      const written = optional ? `{ type: ${type}, needed: no }` : type
      return { line: `${own}: ${written}`, value: optional ? undefined : { ref: `${prefix}${own}`, kind, ...(values === undefined ? {} : { values }) } }
    })
    return { lines: all.map((it) => it.line), values: all.flatMap((it) => it.value ?? []) }
  }
  const plain: ReadonlyArray<Kind> = ["yes/no", "choice", "money", "whole-number", "date", "date-time", "text", "department", "checklist"]

  interface Drawn {
    readonly lines: Lines
    readonly scope: Scope
  }
  /** nothing it left is there for certain: it had a `when`, or stood in a branch */
  const passed = (scope: Scope, step: string, sure: boolean, values: ReadonlyArray<Value> = []): Scope => ({
    values: sure ? [...scope.values, ...values] : scope.values,
    before: [...scope.before, step],
    ended: sure ? [...scope.ended, step] : scope.ended
  })

  const task = (scope: Scope, own = name()): Drawn => {
    const cond = when(scope)
    const form = fields(next(4), `${own}.`, plain)
    const laddered = chance(6)
    const who = laddered
      ? ["ladder:", `  low: { by: clerk, due: ${1 + next(3)} hours from its start }`, "  high: { by: manager }"]
      : [`by: ${people(scope)}`, ...due(scope)]
    return {
      lines: item([`task: ${own}`, ...cond, ...who, ...(form.lines.length === 0 ? [] : ["form:", ...inner(form.lines)])]),
      scope: passed(scope, own, cond.length === 0, form.values)
    }
  }

  const simple = (scope: Scope): Drawn => {
    const own = name()
    const cond = when(scope)
    const sure = cond.length === 0
    const unit = find(scope, "unit")
    const party = find(scope, "party")
    const amount = find(scope, "money")
    return of<() => Drawn>(
      () => task(scope, own),
      () => task(scope, own),
      () => {
        const values = [`high-${names}`, `low-${names}`, `none-${names}`].slice(0, 2 + next(2))
        const rows = values.map((it, i) => `  - { ${i === values.length - 1 ? "" : `when: ${condition(scope, 1)}, `}then: ${it} }`)
        return { lines: item([`decide: ${own}`, ...cond, "first:", ...rows]), scope: passed(scope, own, sure, [{ ref: own, kind: "choice", values }]) }
      },
      () => ({
        lines: item([`decide: ${own}`, ...cond, "type: term", "first:", `  - { when: ${condition(scope, 1)}, then: ${term()} }`, `  - { then: ${of("at once", term())} }`]),
        scope: passed(scope, own, sure, [{ ref: own, kind: "term" }])
      }),
      () => ({
        lines: item([`compute: ${own}`, ...cond, "type: money", `value: half-up(${amount?.ref ?? "8 CNY"} * ${1 + next(99)}%)`]),
        scope: passed(scope, own, sure, [{ ref: own, kind: "money" }])
      }),
      () => ({
        lines: item([`notify: ${own}`, ...cond, `to: ${party?.ref ?? of("manager", "clerk")}`, "via: [sms]", "with: please", ...(chance(3) ? ["receipt: required"] : [])]),
        scope: passed(scope, own, sure)
      }),
      () => ({
        lines: item([`record: ${own}`, ...cond, "in: book", `add: { unit: ${unit?.ref ?? "intake-unit"}${amount === undefined ? "" : `, paid: ${amount.ref}`} }`]),
        scope: passed(scope, own, sure)
      }),
      () => ({
        lines: item([`wait: ${own}`, ...cond, ...of<Lines>([`until: ${deadline(scope)}`], [`for: paid where event.unit is ${unit?.ref ?? "intake-unit"}`, `until: ${1 + next(9)} weeks from its start`])]).map((it) => it.replace("until: at once", "until: 2 hours from its start")),
        scope: passed(scope, own, sure)
      }),
      () => ({
        lines: item([`call: ${own}`, ...cond, "opens: other", `with: { unit: ${unit?.ref ?? "intake-unit"} }`]),
        scope: passed(scope, own, sure, [{ ref: `${own}.outcome`, kind: "choice", values: ["good", "poor", "cancelled"] }])
      }),
      () => ({ lines: item([`start: ${own}`, ...cond, "opens: other", `with: { unit: ${unit?.ref ?? "intake-unit"} }`]), scope: passed(scope, own, sure) }),
      () => ({ lines: item([`file: ${own}`, ...cond, "by: clerk", ...due(scope), `what: [${find(scope, "papers")?.ref ?? "sheet page"}]`, "into: [unit-file]"]), scope: passed(scope, own, sure) }),
      () => ({ lines: item([`announce: ${own}`, ...cond, "event: seen", `with: { unit: ${unit?.ref ?? "intake-unit"} }`]), scope: passed(scope, own, sure) }),
      () => ({ lines: item(["end: stopped", `when: ${condition(scope)}`]), scope })
    )()
  }

  const several = (scope: Scope, depth: number, most: number): Drawn => {
    let so: Drawn = { lines: [], scope }
    for (let i = 1 + next(most); i > 0; i--) {
      const one = step(so.scope, depth)
      so = { lines: [...so.lines, ...one.lines], scope: one.scope }
    }
    return so
  }

  const step = (scope: Scope, depth: number): Drawn => {
    if (depth <= 0 || !chance(4)) return simple(scope)
    const own = name()
    const cond = when(scope)
    const within = (most = 2, more: Partial<Scope> = {}): Drawn => several({ ...scope, ...more }, depth - 1, most)
    const names = (all: ReadonlyArray<Drawn>): ReadonlyArray<string> => [...new Set(all.flatMap((it) => it.scope.before))].filter((it) => !scope.before.includes(it))
    const after = (all: ReadonlyArray<Drawn>, values: ReadonlyArray<Value> = []): Scope => {
      const one = passed(scope, own, cond.length === 0, values)
      return { ...one, before: [...one.before, ...names(all)] }
    }
    return of<() => Drawn>(
      () => {
        const value = find(scope, "choice", "yes/no")
        if (value === undefined) return simple(scope)
        const cases = (value.values ?? ["yes", "no"]).map((it) => [it, chance(4) ? undefined : within()] as const)
        const all = cases.flatMap(([, it]) => it ?? [])
        return {
          lines: item([`choose: ${own}`, ...cond, `of: ${value.ref}`, "cases:", ...inner(cases.flatMap(([it, steps]) => (steps === undefined ? [`${it}: []`] : [`${it}:`, ...inner(steps.lines)])))]),
          scope: after(all)
        }
      },
      () => {
        const all = [within(), within()]
        const join = of("all", "any")
        return {
          lines: item([`parallel: ${own}`, ...cond, `join: ${join}`, "branches:", ...inner(all.flatMap((it, i) => [`way-${own}-${i}:`, ...inner(it.lines)]))]),
          scope: after(all)
        }
      },
      () => {
        const list = find(scope, "items", "departments")
        if (list === undefined) return simple(scope)
        const item_: ReadonlyArray<Value> = list.kind === "departments" ? [{ ref: own, kind: "department" }] : [{ ref: `${own}.thing`, kind: "text" }, { ref: `${own}.cost`, kind: "money" }]
        const body = within(2, { values: [...scope.values, ...item_] })
        return { lines: item([`each: ${own}`, ...cond, `in: ${list.ref}`, "steps:", ...inner(body.lines)]), scope: { ...after([]), before: scope.before } }
      },
      () => {
        const last = name()
        const body = within(1)
        return {
          lines: item([`repeat: ${own}`, ...cond, `until: ${last}.ready`, `at-most: ${2 + next(5)}`, "beyond:", "  - end: stopped", "steps:", ...inner([...body.lines, `- task: ${last}`, "  by: clerk", "  form: { ready: yes/no }"])]),
          scope: { ...after([]), before: [...scope.before, own] }
        }
      },
      () => {
        const body = within()
        const head = of<Lines>([`by: ${of("clerk", "manager")}`], [`due: ${1 + next(9)} calendar days from intake`], ["by: manager", "due: 3 weeks from intake"])
        return { lines: item([`stage: ${own}`, ...cond, ...head, "steps:", ...inner(body.lines)]), scope: after([body]) }
      }
    )()
  }

  const orders = (steps: Lines, scope: Scope): Lines => {
    const tasks = steps.flatMap((it) => /^- task: (\S+)$/.exec(it)?.[1] ?? [])
    const [first] = tasks
    const found = [
      ...(chance(3) ? ["withdraw: { by: opener, reason: optional, ends: stopped }"] : []),
      ...(chance(3) ? ["terminate: { by: manager, reason: required, ends: stopped }"] : []),
      ...(first !== undefined && chance(3) ? ["urge: { by: [clerk, manager] }", `transfer: { by: manager, of: [${first}], to: [clerk, manager] }`] : []),
      ...(first !== undefined && tasks.length > 1 && chance(3) ? [`return: { by: manager, to: [${first}], reason: required }`] : []),
      ...(chance(4) ? [`suspend: { by: manager, reason: required, clocks: ${of("pause", "run")}, at-most: 4 weeks }`, "resume: { by: manager }"] : []),
      ...(chance(4) && scope.values[0] !== undefined ? [`amend: { by: manager, of: [${scope.values[0].ref}], reason: required }`] : [])
    ]
    return found.length === 0 ? [] : ["orders:", ...inner(found)]
  }

  const procedure = (): { readonly text: string; readonly values: ReadonlyArray<Value> } => {
    names = 0
    const form = fields(2 + next(6), "", [...plain, "party", "staff", "items", "departments", "papers", "term"])
    const start: Scope = { values: [{ ref: "intake-unit", kind: "unit" }, ...form.values], before: [], ended: [] }
    const first = task(start)
    const body = several(first.scope, 3, 6)
    const steps = [...first.lines, ...body.lines]
    const counts = form.values.find((it) => it.kind === "date-time")
    const shown = form.values.find((it) => it.kind !== "items" && it.kind !== "papers" && it.kind !== "checklist" && it.kind !== "departments")
    const lines = [
      "procedure: work",
      `version: ${1 + next(5)}`,
      "intake:",
      `  by: ${of("clerk", "[clerk, manager]", "fee-dept")}`,
      ...(counts !== undefined && chance(2) ? [`  counts-from: ${counts.ref}`] : []),
      "  form:",
      "    intake-unit: unit",
      ...inner(form.lines, 4),
      ...(chance(6) ? ["due: 40 weeks from intake"] : []),
      "steps:",
      ...inner(steps),
      "  - end: settled",
      "outcomes: { settled: {}, stopped: {} }",
      ...(steps.some((it) => it.includes("announce: ")) ? ["announces:", "  seen: { unit: unit }"] : []),
      "sheets:",
      "  page: [intake-unit]",
      ...orders(steps, start),
      ...(chance(3) ? ["holds:", `  resting: { from: other.trouble, where: event.unit is intake-unit, until: its end, stops: [case], clocks: ${of("pause", "run")} }`] : []),
      "messages:",
      `  please: { zh: "请处理<intake-unit>", en: "Please see to <${shown?.ref ?? "intake-unit"}>" }`
    ]
    return { text: `${lines.join("\n")}\n`, values: form.values }
  }

  const handbook = (): string => {
    const hours = (): string => of("08:30-12:00 13:30-17:30", "09:00-17:00", "00:00-24:00", "09:00-12:00")
    const every = of("day", "day at 09:00 and 15:00", "working day", "Monday at 08:00", "2 times a week", "month", "month on day 5", "month on last day", "quarter", "year on March 1")
    return `handbook: office
version: 1
languages: [zh, en]
names-in: en
time: { zone: ${of("Asia/Shanghai", "Europe/Berlin", "UTC")}, calendar: desk, day-ends: ${of("midnight", "closing")}, after-closing: ${of("same day", "next opening day")}, holidays: ${of("do not move a due date", "move a due date to the next working day")}, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Fri: ${hours()}, Sat: ${hours()} }, holidays: none, covered: 2026-01-01 to 2026-12-31${chance(2) ? ", closed: [2026-05-01]" : ""} }
  night: { open: { Mon-Sun: ${hours()} }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief, manager]
departments:
  house: {}
  repair-dept: { part-of: house }
  fee-dept: { part-of: house }
roles:
  clerk: { rank: staff, in: fee-dept, reports-to: manager${chance(2) ? ", stands-in: manager" : ""} }
  manager: { rank: manager, in: house, heads: house }
  worker: { rank: staff, reports-to: manager }
  dept-head: { rank: chief, heads: each department, reports-to: manager }
bodies:
  committee: { founded: ${of("unknown", "yes", "no")}, recorded-by: manager }
party-kinds: [owner, tenant]
documents: { id-card: {}, letter: {} }
papers:
  visit-papers: { needs: [id-card seen, ${of("", "2 ")}letter original] }
archives:
  unit-file: { by: ${of("unit", "month", "year")}, kept-by: clerk }
checklists: { doors: [front-door, back-door] }
ledgers:
  book: { columns: { unit: unit, paid: { type: money, needed: no } } }
  diary: { columns: { unit: unit, n: whole-number } }
channels: [sms]
events:
  paid: { unit: unit, amount: money }
${chance(2) ? `schedules:\n  round: { every: ${every}, opens: round }\n` : ""}`
  }

  const other = `procedure: other
version: 1
intake:
  by: clerk
  form: { unit: unit }
announces:
  trouble: { unit: unit }
steps:
  - announce: tell
    event: trouble
    with: { unit: unit }
  - task: seen-to
    by: clerk
    form: { well: yes/no }
  - end: good
    when: seen-to.well
  - end: poor
outcomes: { good: {}, poor: {} }
`
  const round = `procedure: round
version: 1
intake: { by: clerk }
steps:
  - task: walk
    by: clerk
  - end: walked
outcomes: { walked: {} }
`

  const scenario = (values: ReadonlyArray<Value>): string => {
    const with_ = values.map((it) => `      ${it.ref}: ${it.values?.[0] ?? given[it.kind]}`)
    return ["scenario: a-day", "of: work", "given:", "  staff: { wang: clerk, li: manager }", "  parties: { sun: owner }", "rows:", "  - at: 2026-03-02 10:00", "    who: wang", "    opens: work", "    with:", "      intake-unit: 3-201", ...with_, "  - at: 2026-03-04 24:00", ""].join("\n")
  }

  const spoil = (text: string): string => {
    const lines = text.split("\n")
    const at = next(lines.length)
    const other = of(...lines)
    return of<() => Lines>(
      () => lines.filter((_, i) => i !== at),
      () => lines.map((it, i) => (i === at ? other : it)),
      () => lines.map((it, i) => (i === at ? it.replace(/[\p{L}\d-]+(?=[^\p{L}\d-]*$)/u, of("unit", "clerk", "3", "2 days", "", "intake", "(", "not", "each", "please")) : it)),
      () => lines.map((it, i) => (i === at ? ` ${it}` : it)),
      () => lines.map((it, i) => (i === at ? it.replace(/(\S+) (\S+)/, "$2 $1") : it))
    )().join("\n")
  }

  return (): Draft => {
    const work = procedure()
    const files = [
      { path: "handbook.yaml", text: handbook() },
      { path: "work.procedure.yaml", text: work.text },
      { path: "other.procedure.yaml", text: other },
      { path: "round.procedure.yaml", text: round },
      { path: "a-day.scenario.yaml", text: scenario(work.values) }
    ]
    const spoilt = chance(2)
    const which = of(0, 1, 1, 1, 4)
    return { files: spoilt ? files.map((it, i) => (i === which ? { path: it.path, text: spoil(it.text) } : it)) : files, spoilt }
  }
}
