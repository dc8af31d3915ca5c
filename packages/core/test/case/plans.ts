/**
 * Plans for the engine's tests, written by hand as the compiler would write them: the complaint of v0b, the reception
 * of v3, the fee notice and the objection of v2, and a few small ones for what these have not. `kept` is computed as
 * everything any expression reads.
 */
import type { Anchor, Deadline, Due, Reminder } from "@frontdesk/core/domain/Deadline"
import type { Expression } from "@frontdesk/core/domain/Expression"
import type { Field, FieldType } from "@frontdesk/core/domain/Field"
import type { Organisation } from "@frontdesk/core/domain/Organisation"
import type { People, Place, Who } from "@frontdesk/core/domain/People"
import type { Term, Unit } from "@frontdesk/core/domain/Time"
import type { Value } from "@frontdesk/core/domain/Value"
import type { AnyStep, Branch, Listen, Plan, Rung, Task } from "@frontdesk/core/plan/Plan"
import * as Office from "./Office.ts"

// — sentences —

export const field = (step: string, name: string): Expression => ({ op: "field", step, field: name, path: [] })
export const given = (name: string): Expression => field("intake", name)
export const decided = (step: string): Expression => field(step, "value")
export const lit = (value: Value): Expression => ({
  op: "literal",
  type: typeof value === "boolean" ? "yes-no" : "choice",
  value
})
export const is = (left: Expression, ...any: ReadonlyArray<string | Expression>): Expression => ({
  op: "is",
  left,
  any: any.map((one) => (typeof one === "string" ? lit(one) : one)),
  negated: false
})
export const not = (of: Expression): Expression => ({ op: "not", of })
export const done = (step: string): Expression => ({ op: "was-done", step, negated: false })
export const either = (...of: ReadonlyArray<Expression>): Expression => ({ op: "or", of })

export const term = (n: number, unit: Unit): Term => ({ n, unit })
export const intake: Anchor = { from: "intake" }
export const start: Anchor = { from: "its-start" }
export const step = (name: string): Anchor => ({ from: "step", step: name })
export const within = (n: number, unit: Unit, ...anchors: ReadonlyArray<Anchor>): Deadline => ({
  kind: "after",
  term: { term: term(n, unit) },
  anchors: anchors.length === 0 ? [intake] : anchors
})
export const sameDay = (...anchors: ReadonlyArray<Anchor>): Deadline => ({ kind: "same-day", anchors })
export const atOnce: Deadline = { kind: "at-once" }
export const moment = (value: Expression): Deadline => ({
  kind: "moment",
  moment: { moment: "value", value, type: "date-time" }
})
export const due = (deadline: Deadline, ...remind: ReadonlyArray<Reminder>): Due => ({ within: deadline, remind })

export const role = (name: string, place?: Place, onDuty = false): Who => ({
  who: "role",
  role: name,
  onDuty,
  ...(place !== undefined && { in: place })
})
export const of = (value: Expression): Place => ({ value })
export const opener: Who = { who: "opener" }
export const holder = (of: string | null = null): Who => ({ who: "holder", of })
export const person = (value: Expression): Who => ({ who: "value", value })
export const any = (...who: ReadonlyArray<Who>): People => ({ mode: "any", of: who, not: [] })
export const together = (...who: ReadonlyArray<Who>): People => ({ mode: "together", of: who, not: [] })

// — steps; nodes are filled in by `plan` —

type Bare = { readonly [K in string]: unknown } & { readonly kind: string; readonly name: string }
const bare = (of: Bare): AnyStep => ({ node: "", ...of }) as unknown as AnyStep

export const fields = (of: { readonly [name: string]: FieldType["kind"] | FieldType }, optional: ReadonlyArray<string> = []) =>
  Object.entries(of).map(
    ([name, type]): Field => ({
      name,
      type: typeof type === "string" ? ({ kind: type } as FieldType) : type,
      needed: !optional.includes(name)
    })
  )
export const choice = (...values: ReadonlyArray<string>): FieldType => ({ kind: "choice", values })

export const rung = (name: string | null, by: People | null, term: Due | null = null): Rung => ({ name, by, due: term })
export const task = (
  name: string,
  who: People | readonly [Rung, ...Rung[]],
  more: {
    readonly due?: Due
    readonly form?: ReadonlyArray<Field>
    readonly when?: Expression
    readonly recordLater?: Task["recordLater"]
  } = {}
): AnyStep =>
  bare({
    kind: "task",
    name,
    rungs: "mode" in who ? [rung(null, who, more.due ?? null)] : who,
    form: more.form ?? [],
    ...(more.when !== undefined && { when: more.when }),
    ...(more.recordLater !== undefined && { recordLater: more.recordLater })
  })
export const stage = (name: string, rungs: readonly [Rung, ...Rung[]], steps: ReadonlyArray<AnyStep>): AnyStep =>
  bare({ kind: "stage", name, rungs, steps })
/** Rows `[when, then]`; `null` for the last. */
export const first = (name: string, ...rows: ReadonlyArray<readonly [Expression | null, Expression]>): AnyStep =>
  bare({
    kind: "decide",
    name,
    policy: "first",
    // oxlint-disable-next-line unicorn/no-thenable -- the word of decision tables
    rows: rows.map(([when, then]) => ({ ...(when !== null && { when }), then }))
  })
export const compute = (name: string, value: Expression): AnyStep => bare({ kind: "compute", name, value })
export const choose = (
  name: string,
  value: Expression,
  cases: { readonly [branch: string]: ReadonlyArray<AnyStep> },
  otherwise?: ReadonlyArray<AnyStep>
): AnyStep => bare({ kind: "choose", name, of: value, cases: branches(cases), ...(otherwise && { otherwise }) })
export const parallel = (
  name: string,
  join: "all" | "any",
  lists: { readonly [branch: string]: ReadonlyArray<AnyStep> },
  beside: { readonly [branch: string]: ReadonlyArray<AnyStep> } = {}
): AnyStep => bare({ kind: "parallel", name, join, branches: branches(lists), beside: branches(beside) })
export const each = (name: string, list: Expression, steps: ReadonlyArray<AnyStep>): AnyStep =>
  bare({ kind: "each", name, in: list, steps })
export const repeat = (
  name: string,
  until: Expression,
  atMost: number | null,
  steps: ReadonlyArray<AnyStep>,
  beyond: ReadonlyArray<AnyStep> = []
): AnyStep => bare({ kind: "repeat", name, until, atMost, steps, beyond })
export const wait = (
  name: string,
  more: { readonly for?: Listen; readonly since?: Anchor; readonly until?: Deadline }
): AnyStep => bare({ kind: "wait", name, ...more })
export const notify = (name: string, to: People, message: string, receipt: boolean): AnyStep =>
  bare({ kind: "notify", name, to, via: ["sms"], message, receipt })
export const add = (name: string, ledger: string, cells: { readonly [column: string]: Expression }): AnyStep =>
  bare({ kind: "record", name, ledger, mode: "add", cells: cellsOf(cells) })
export const fill = (name: string, ledger: string, row: string | null, cells: { readonly [column: string]: Expression }): AnyStep =>
  bare({ kind: "record", name, ledger, mode: "fill", cells: cellsOf(cells), ...(row !== null && { row }) })
export const announce = (name: string, topic: string, values: { readonly [field: string]: Expression }): AnyStep =>
  bare({ kind: "announce", name, topic, with: valuesOf(values) })
export const link = (
  kind: "call" | "start",
  name: string,
  opens: string,
  values: { readonly [field: string]: Expression },
  when?: Expression
): AnyStep => bare({ kind, name, opens, with: valuesOf(values), ...(when && { when }) })
export const end = (outcome: string, when?: Expression, gives: { readonly [field: string]: Expression } = {}): AnyStep =>
  bare({ kind: "end", name: `end ${outcome}`, outcome, gives: valuesOf(gives), ...(when && { when }) })

const branches = (lists: { readonly [branch: string]: ReadonlyArray<AnyStep> }): ReadonlyArray<Branch> =>
  Object.entries(lists).map(([name, steps]) => ({ name, steps }))
const cellsOf = (cells: { readonly [column: string]: Expression }) =>
  Object.entries(cells).map(([column, value]) => ({ column, value }))
const valuesOf = (values: { readonly [field: string]: Expression }) =>
  Object.entries(values).map(([name, value]) => ({ field: name, value }))

// — a whole plan —

export const plan = (
  procedure: string,
  of: Partial<Omit<Plan, "root" | "procedure">> & {
    readonly steps: ReadonlyArray<AnyStep>
    readonly root?: readonly [Rung, ...Rung[]]
    readonly organisation: Organisation
  }
): Plan => {
  const { steps, root, ...rest } = of
  const placed: Plan = {
    format: 1,
    procedure,
    version: 1,
    time: Office.time,
    currency: "CNY",
    calendars: [],
    parameters: {},
    intake: { by: null, form: [], due: null },
    outcomes: {},
    orders: {},
    holds: [],
    announces: {},
    events: {},
    ledgers: {},
    messages: {},
    kept: {},
    subject: [],
    ...rest,
    root: { rungs: root ?? [rung(null, null)], steps: place(steps, "") }
  }
  return { ...placed, kept: read(placed) }
}

const place = (steps: ReadonlyArray<AnyStep>, at: string): ReadonlyArray<AnyStep> =>
  steps.map((one): AnyStep => {
    const node = at === "" ? one.name : `${at}/${one.name}`
    const list = (branch: Branch): Branch => ({ ...branch, steps: place(branch.steps, `${node}/${branch.name}`) })
    switch (one.kind) {
      case "stage":
      case "each":
        return { ...one, node, steps: place(one.steps, node) }
      case "repeat":
        return { ...one, node, steps: place(one.steps, node), beyond: place(one.beyond, `${node}/beyond`) }
      case "choose":
        return {
          ...one,
          node,
          cases: one.cases.map(list),
          ...(one.otherwise !== undefined && { otherwise: place(one.otherwise, `${node}/otherwise`) })
        }
      case "parallel":
        return { ...one, node, branches: one.branches.map(list), beside: one.beside.map(list) }
      default:
        return { ...one, node }
    }
  })

const read = (of: Plan): Plan["kept"] => {
  const found = new Map<string, Set<string>>()
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    if ("op" in value && value.op === "field" && "step" in value && "field" in value) {
      const fieldsOf = found.get(String(value.step)) ?? new Set()
      found.set(String(value.step), fieldsOf.add(String(value.field)))
    }
    for (const inner of Object.values(value)) walk(inner)
  }
  walk(of)
  const { amend, rebook } = of.orders
  for (const { step, field: name } of [...(amend?.of ?? []), ...(rebook?.of ?? [])]) {
    found.set(step, (found.get(step) ?? new Set()).add(name))
  }
  return Object.fromEntries([...found].map(([name, fieldsOf]) => [name, [...fieldsOf].toSorted()]))
}

// — v0b —

export const office: Organisation = {
  ranks: ["staff", "supervisor", "director"],
  departments: {
    "property-center": {},
    "cs-dept": { partOf: "property-center" },
    "repair-dept": { partOf: "property-center" },
    "security-dept": { partOf: "property-center" },
    "finance-dept": { partOf: "property-center" }
  },
  roles: {
    "front-desk-receptionist": { rank: "staff", in: "cs-dept", reportsTo: "cs-supervisor" },
    "henghu-station": { rank: "staff", in: "cs-dept", reportsTo: "cs-supervisor" },
    "cs-supervisor": { rank: "supervisor", in: "cs-dept", heads: "cs-dept", reportsTo: "office-director" },
    "responsible-person": { rank: "staff", reportsTo: "dept-supervisor" },
    "dept-supervisor": { rank: "supervisor", reportsTo: "office-director" },
    "repair-worker": { rank: "staff", in: "repair-dept", reportsTo: "dept-supervisor" },
    "security-guard": { rank: "staff", in: "security-dept", reportsTo: "dept-supervisor" },
    "office-director": { rank: "director", in: "property-center", heads: "property-center" }
  },
  bodies: {}
}

const against = of(given("against-department"))
const signed = (of: People) => fields({ "received-by": { kind: "signature", of } })
const solveForm = fields({ result: "long-text", ours: "yes-no" })

export const complaint = plan("v0b/complaint", {
  organisation: office,
  parameters: { "minor-term": "requested" },
  intake: {
    by: any(role("front-desk-receptionist"), role("henghu-station")),
    form: fields(
      {
        complainant: "party",
        unit: "unit",
        "received-at": "date-time",
        "occurred-at": "date-time",
        place: "text",
        "against-person": "staff",
        "against-department": "department",
        course: "long-text",
        demand: "long-text",
        "harm-ongoing": "yes-no",
        "asked-for": "date-time"
      },
      ["against-person", "asked-for"]
    ),
    countsFrom: "received-at",
    due: due(within(30, "minute"))
  },
  steps: [
    add("write-complaint", "complaint-record", {
      complainant: given("complainant"),
      unit: given("unit"),
      "occurred-at": given("occurred-at"),
      place: given("place"),
      against: given("against-department"),
      course: given("course"),
      demand: given("demand")
    }),
    stage(
      "sorting",
      [rung("desk", any(opener), due(within(1, "hour"))), rung("supervisor", any(role("cs-supervisor")))],
      [
        task("stop-harm", any(role("repair-worker", undefined, true), role("security-guard", undefined, true)), {
          when: given("harm-ongoing"),
          due: due(atOnce),
          recordLater: {
            by: any(role("repair-worker"), role("security-guard"), role("cs-supervisor")),
            atMost: term(24, "hour")
          },
          form: fields({ measures: "long-text" })
        }),
        task("classify", any(holder("sorting")), {
          due: due(atOnce),
          form: fields({ "severe-impact": "yes-no", "our-fault": "yes-no" })
        })
      ]
    ),
    first(
      "tier",
      [field("classify", "severe-impact"), lit("major")],
      [field("classify", "our-fault"), lit("important")],
      [null, lit("minor")]
    ),
    choose("by-tier", decided("tier"), {
      major: [
        task("hand-over", any(opener), { due: due(sameDay(intake)), form: signed(any(role("office-director"))) }),
        parallel("answer-and-solve", "all", {
          answering: [
            task("answer", any(role("office-director")), {
              due: due(within(2, "calendar-day")),
              form: fields({ answer: "long-text", way: choice("phone", "visit") })
            })
          ],
          solving: [
            task("solve", any(role("office-director")), { due: due(within(10, "calendar-day")), form: solveForm })
          ]
        })
      ],
      important: [
        task("hand-over", any(opener), {
          due: due(within(1, "hour")),
          form: signed(any(role("dept-supervisor", against)))
        }),
        task(
          "solve",
          [
            rung("supervisor", any(role("dept-supervisor", against)), due(within(3, "calendar-day"))),
            rung("director", any(role("office-director")))
          ],
          { form: solveForm }
        )
      ],
      minor: [
        task(
          "solve",
          [
            rung("person", any(role("responsible-person", against)), {
              within: within(2, "calendar-day"),
              or: moment(given("asked-for")),
              take: { value: { op: "param", name: "minor-term" } },
              remind: []
            }),
            rung("supervisor", any(role("dept-supervisor", against)))
          ],
          { form: solveForm }
        )
      ]
    }),
    fill("write-result", "complaint-record", null, {
      tier: decided("tier"),
      result: field("solve", "result")
    }),
    task("tell", any(opener), {
      due: due(sameDay(step("solve"))),
      form: fields({ "told-by": choice("phone", "visit"), reaction: "text" }, ["reaction"])
    }),
    end("resolved", field("solve", "ours")),
    end("explained")
  ],
  outcomes: { resolved: [], explained: [], withdrawn: [] },
  orders: {
    return: { by: any(role("cs-supervisor"), role("office-director")), to: ["classify"], reason: "required" },
    extend: {
      by: any(role("office-director")),
      of: ["solve"],
      reason: "required",
      atMost: term(5, "calendar-day"),
      times: 1
    },
    transfer: { by: any(holder(), role("cs-supervisor")) },
    urge: { by: any(person(given("complainant")), role("cs-supervisor")) },
    withdraw: {
      by: any(person(given("complainant"))),
      reason: "optional",
      when: either(not(given("harm-ongoing")), done("stop-harm")),
      ends: "withdrawn"
    }
  },
  ledgers: { "complaint-record": { columns: [] } },
  subject: ["complainant", "unit"]
})

/** The same, with the order that half of the histories of engine §10 need. */
export const pausable: Plan = {
  ...complaint,
  orders: {
    ...complaint.orders,
    suspend: {
      by: any(role("cs-supervisor"), role("office-director")),
      reason: "required",
      clocks: "pause",
      atMost: term(30, "calendar-day")
    },
    resume: { by: any(role("cs-supervisor"), role("office-director")) }
  }
}

// — v3 —

export const center: Organisation = {
  ranks: ["staff", "supervisor", "manager"],
  departments: {
    center: {},
    "cs-dept": { partOf: "center" },
    "engineering-dept": { partOf: "center" },
    "security-dept": { partOf: "center" }
  },
  roles: {
    "center-manager": { rank: "manager", in: "center", heads: "center" },
    "cs-supervisor": { rank: "supervisor", in: "cs-dept", heads: "cs-dept", reportsTo: "center-manager" },
    "front-desk-receptionist": { rank: "staff", in: "cs-dept", reportsTo: "cs-supervisor" },
    "dept-worker": { rank: "staff", reportsTo: "dept-head" },
    "dept-head": { rank: "supervisor", heads: { each: true }, reportsTo: "center-manager" }
  },
  bodies: {}
}

export const reception = plan("v3/reception", {
  organisation: center,
  intake: {
    by: any(role("front-desk-receptionist")),
    form: fields(
      {
        owner: "party",
        phone: "phone-number",
        unit: "unit",
        channel: choice("visit", "call", "online", "other-channel"),
        "received-at": "date-time",
        "told-by": "person",
        reason: "long-text",
        "is-complaint": "yes-no",
        "directly-solvable": "yes-no",
        department: "department"
      },
      ["told-by"]
    ).map((one): Field => {
      if (one.name === "phone") return { ...one, class: "personal" }
      return one.name === "department" ? { ...one, needed: not(given("directly-solvable")) } : one
    }),
    countsFrom: "received-at",
    due: null
  },
  steps: [
    add("write-reception", "reception-record", {
      owner: given("owner"),
      unit: given("unit"),
      "received-at": given("received-at"),
      "told-by": given("told-by"),
      reason: given("reason")
    }),
    link(
      "start",
      "to-complaint",
      "v0b/complaint",
      { complainant: given("owner"), unit: given("unit"), "received-at": given("received-at"), course: given("reason") },
      given("is-complaint")
    ),
    end("transferred-to-complaint", given("is-complaint")),
    task(
      "handle",
      [
        rung("receptionist", any(role("front-desk-receptionist")), due(within(2, "calendar-day"))),
        rung("supervisor", any(role("cs-supervisor")), due(within(1, "week"))),
        rung("manager", any(role("center-manager")))
      ],
      {
        form: [
          { name: "handling", type: { kind: "long-text" }, needed: true },
          {
            name: "result",
            type: choice("solved", "cannot-be-solved"),
            needed: true,
            allow: { "cannot-be-solved": { by: any(role("center-manager")) } }
          },
          { name: "why", type: { kind: "long-text" }, needed: is(field("handle", "result"), "cannot-be-solved") }
        ]
      }
    ),
    fill("write-result", "reception-record", "write-reception", {
      handling: field("handle", "handling"),
      result: field("handle", "result")
    }),
    end("closed-unresolvable", is(field("handle", "result"), "cannot-be-solved"), { why: field("handle", "why") }),
    end("resolved-by-manager", is({ op: "fact", step: "handle", fact: "rung" }, "manager")),
    end("resolved-by-supervisor", is({ op: "fact", step: "handle", fact: "rung" }, "supervisor")),
    end("resolved-by-department", not(given("directly-solvable"))),
    end("resolved-by-receptionist")
  ],
  orders: {
    delegate: {
      by: any(holder()),
      when: { op: "present", of: given("department"), negated: false },
      to: any(role("dept-worker", of(given("department"))), role("dept-head", of(given("department"))))
    },
    urge: { by: any(person(given("owner")), role("cs-supervisor")) }
  },
  outcomes: {
    "resolved-by-receptionist": [],
    "resolved-by-department": [],
    "resolved-by-supervisor": [],
    "resolved-by-manager": [],
    "closed-unresolvable": fields({ why: "long-text" }),
    "transferred-to-complaint": []
  },
  ledgers: { "reception-record": { columns: [] } },
  subject: ["owner", "unit", "told-by"]
})

// — v2 —

export const station: Organisation = {
  ranks: ["staff", "manager"],
  departments: { station: {}, "environment-dept": { partOf: "station" }, "engineering-dept": { partOf: "station" } },
  roles: {
    "building-steward": { rank: "staff", in: "station", reportsTo: "cs-supervisor" },
    "cs-supervisor": { rank: "manager", in: "station", heads: "station" },
    "dept-manager": { rank: "manager", heads: { each: true }, reportsTo: "cs-supervisor" }
  },
  bodies: {}
}
const event = (name: string): Expression => ({ op: "event", field: name })
const shown = (name: string, kind: Exclude<FieldType, { readonly kind: "choice" }>["kind"]) => ({
  value: given(name),
  type: { kind } as FieldType
})
const sameUnit = is(event("unit"), given("unit"))
const problems: Field = {
  name: "problems",
  type: { kind: "rows", fields: fields({ problem: "long-text", department: "department" }) },
  needed: true,
  atLeast: 1,
  atMost: 10
}

export const feeNotice = plan("v2/fee-notice", {
  organisation: station,
  parameters: { "pay-term": { n: 30, unit: "calendar-day" } },
  intake: {
    by: any(role("building-steward"), role("cs-supervisor")),
    form: fields({ payer: "party", unit: "unit", owed: "money", "owed-for": "text" }),
    due: null
  },
  steps: [
    notify("send-notice", any(person(given("payer"))), "pay-please", true),
    parallel(
      "collecting",
      "any",
      {
        money: [
          wait("paid", {
            for: {
              topic: "payment-received",
              key: { field: "unit", is: given("unit") },
              where: { op: "and", of: [sameUnit, event("settles")] }
            },
            since: intake
          })
        ],
        chasing: [
          repeat(
            "reminders",
            field("remind-again", "promise-kept"),
            12,
            [
              wait("term", {
                until: { kind: "after", term: { value: { op: "param", name: "pay-term" } }, anchors: [start] }
              }),
              task("remind-again", any(role("building-steward")), {
                form: fields({ way: choice("phone", "home"), talk: "long-text", "promise-kept": "yes-no" })
              })
            ],
            [end("written-off")]
          )
        ]
      },
      {
        objecting: [
          task("note-objection", any(role("building-steward")), {
            form: [
              problems,
              { name: "agreed-limit", type: { kind: "date-time" }, needed: true }
            ]
          }),
          link("start", "objection", "v2/fee-objection", {
            unit: given("unit"),
            payer: given("payer"),
            problems: field("note-objection", "problems"),
            "agreed-limit": field("note-objection", "agreed-limit")
          })
        ]
      }
    ),
    end("settled")
  ],
  holds: [
    {
      name: "objection",
      from: { topic: "fee-objection.dissatisfied", key: { field: "unit", is: given("unit") }, where: sameUnit },
      until: "its-end",
      stops: ["collecting/chasing"],
      clocks: "pause"
    }
  ],
  outcomes: { settled: [], "written-off": [] },
  events: { "payment-received": [] },
  messages: {
    "pay-please": {
      zh: [shown("payer", "party"), "，", shown("unit", "unit"), " 的 ", shown("owed-for", "text"), " 共 ", shown("owed", "money"), "，请按期缴纳。"],
      en: [shown("payer", "party"), ", please pay ", shown("owed", "money"), " for ", shown("owed-for", "text"), " of ", shown("unit", "unit"), "."]
    }
  },
  subject: ["payer", "unit"]
})

export const feeObjection = plan("v2/fee-objection", {
  organisation: station,
  intake: {
    by: any(role("building-steward")),
    form: [
      ...fields({ unit: "unit", payer: "party" }),
      problems,
      { name: "agreed-limit", type: { kind: "date-time" }, needed: true }
    ],
    due: null
  },
  steps: [
    task("solve-on-site", any(role("building-steward")), {
      due: due(moment(given("agreed-limit"))),
      form: fields({ solution: "long-text", satisfied: "yes-no" })
    }),
    end("satisfied", field("solve-on-site", "satisfied")),
    announce("say-dissatisfied", "fee-objection.dissatisfied", { unit: given("unit") }),
    each("p", given("problems"), [
      repeat("tries", field("solve", "solved"), null, [
        task("solve", any(role("dept-manager", of({ op: "item", each: "p", path: ["department"] }))), {
          form: fields({ what: "long-text", solved: "yes-no" })
        })
      ])
    ]),
    end("all-solved")
  ],
  announces: { "fee-objection.dissatisfied": { fields: fields({ unit: "unit" }), stands: true } },
  outcomes: { satisfied: [], "all-solved": [] },
  subject: ["unit", "payer"]
})

// — two at night (engine §10.18) —

const top = (department: string): Who => ({ who: "highest-on-duty", in: { department } })

/** Everything people can change in a case that goes on: items, an agreed time, values; whoever holds it may give it on. */
export const changing = plan("changing", {
  organisation: office,
  intake: {
    by: any(role("front-desk-receptionist")),
    form: fields({ visit: { kind: "appointment" }, depts: { kind: "list", of: { kind: "department" } } }),
    due: null
  },
  steps: [
    parallel("side", "all", {
      signing: [each("dept", given("depts"), [task("sign", any(role("repair-worker")))])],
      doing: [
        task("do", any(role("repair-worker")), { due: due(moment(given("visit"))), form: fields({ result: "text" }) }),
        task("after", any(role("repair-worker")))
      ]
    }),
    end("done")
  ],
  outcomes: { done: [], gone: [] },
  holds: [{ name: "noise", from: { topic: "noise" }, until: "its-end", stops: ["side"], clocks: "pause" }],
  messages: { urge: { zh: ["请尽快"] } },
  orders: {
    transfer: { by: any(role("repair-worker")), to: any(role("front-desk-receptionist")) },
    delegate: { by: any(holder()), to: any(role("front-desk-receptionist")) },
    return: { by: any(role("repair-worker")), to: ["do"], reason: "optional" },
    withdraw: { by: any(role("repair-worker")), reason: "optional", ends: "gone" },
    terminate: { by: any(role("repair-worker")), reason: "optional", ends: "gone" },
    urge: { by: any(role("repair-worker")) },
    extend: { by: any(role("repair-worker")), of: ["do"], reason: "optional", atMost: term(5, "calendar-day"), times: 2 },
    suspend: { by: any(role("repair-worker")), reason: "optional", clocks: "pause", atMost: term(5, "calendar-day") },
    resume: { by: any(role("repair-worker")) },
    addSigner: { by: any(role("repair-worker")), of: [{ each: "dept", type: { kind: "department" } }] },
    rebook: { by: any(role("repair-worker")), of: [{ step: "intake", field: "visit" }], reason: "optional" },
    amend: { by: any(role("repair-worker")), of: [{ step: "do", field: "result" }], reason: "optional" }
  }
})

export const night = plan("night", {
  organisation: office,
  intake: { by: any(role("front-desk-receptionist")), form: [], due: null },
  steps: [
    task("both", together(top("cs-dept"), top("security-dept")), { form: fields({ agreed: "yes-no" }, ["agreed"]) }),
    end("done")
  ],
  outcomes: { done: [] }
})
