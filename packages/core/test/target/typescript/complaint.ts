/** A complaint in small, written by hand as the compiler would give it: one of everything a module prints. */
/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a `then` */
import type { People } from "@frontdesk/core/domain/People"
import type { Field, FieldType } from "@frontdesk/core/domain/Field"
import type { Compiled, Rung } from "@frontdesk/core/plan/Plan"

const field = (name: string, type: FieldType, more: Partial<Field> = {}): Field => ({ name, type, needed: true, ...more })
const role = (...roles: ReadonlyArray<string>): People => ({
  mode: "any",
  of: roles.map((role) => ({ who: "role", role, onDuty: false }) as const),
  not: []
})
const opener: People = { mode: "any", of: [{ who: "opener" }], not: [] }
const rung = (by: People | null, name: string | null = null): Rung => ({ name, by, due: null })

const solveForm = [field("result", { kind: "long-text" }), field("cost", { kind: "money" }, { needed: false })]

export const complaint: Compiled = {
  plan: {
    format: 1,
    procedure: "v0b/complaint",
    version: 3,
    time: {
      zone: "Asia/Shanghai",
      calendar: "office",
      dayEnds: "midnight",
      afterClosing: "same-day",
      holidays: "stay",
      remindAt: "09:00"
    },
    currency: "CNY",
    calendars: [],
    organisation: {
      ranks: ["staff", "supervisor", "manager"],
      departments: { "cs-dept": {}, "engineering-dept": {} },
      roles: {
        "front-desk-receptionist": { rank: "staff", in: "cs-dept" },
        "cs-supervisor": { rank: "supervisor", in: "cs-dept" },
        "dept-supervisor": { rank: "supervisor" },
        "office-director": { rank: "manager", in: "cs-dept", heads: "cs-dept" }
      },
      bodies: {}
    },
    parameters: {},
    intake: {
      by: role("front-desk-receptionist"),
      form: [
        field("complainant", { kind: "party" }),
        field("received-at", { kind: "date-time" }),
        field("against-department", { kind: "department" }),
        field("harm-ongoing", { kind: "yes-no" }),
        field("asked-for", { kind: "date-time" }, { needed: false }),
        field(
          "problems",
          { kind: "rows", fields: [field("problem", { kind: "long-text" }), field("owed", { kind: "money" })] },
          { needed: { op: "field", step: "intake", field: "harm-ongoing", path: [] } }
        )
      ],
      countsFrom: "received-at",
      due: null
    },
    root: {
      rungs: [rung(null)],
      steps: [
        {
          kind: "stage",
          name: "sorting",
          node: "sorting",
          rungs: [rung(opener, "desk"), rung(role("cs-supervisor"), "supervisor")],
          steps: [
            {
              kind: "task",
              name: "classify",
              node: "sorting/classify",
              rungs: [rung({ mode: "any", of: [{ who: "holder", of: "sorting" }], not: [] })],
              form: [field("severe-impact", { kind: "yes-no" }), field("our-fault", { kind: "yes-no" })]
            }
          ]
        },
        {
          kind: "decide",
          name: "tier",
          node: "tier",
          policy: "first",
          rows: [
            {
              when: { op: "field", step: "classify", field: "severe-impact", path: [] },
              then: { op: "literal", type: "choice", value: "major" }
            },
            { then: { op: "literal", type: "choice", value: "minor" } }
          ]
        },
        {
          kind: "choose",
          name: "by-tier",
          node: "by-tier",
          of: { op: "field", step: "tier", field: "value", path: [] },
          cases: [
            {
              name: "major",
              steps: [
                {
                  kind: "task",
                  name: "hand-over",
                  node: "by-tier/major/hand-over",
                  rungs: [rung(opener)],
                  form: [field("received-by", { kind: "signature", of: role("office-director") })]
                },
                {
                  kind: "task",
                  name: "solve",
                  node: "by-tier/major/solve",
                  rungs: [rung(role("office-director"))],
                  form: solveForm
                }
              ]
            },
            {
              name: "minor",
              steps: [
                {
                  kind: "task",
                  name: "hand-over",
                  node: "by-tier/minor/hand-over",
                  rungs: [rung(opener)],
                  form: [
                    field("received-by", { kind: "signature", of: role("dept-supervisor") }),
                    field("room", { kind: "text" })
                  ]
                },
                {
                  kind: "task",
                  name: "solve",
                  node: "by-tier/minor/solve",
                  rungs: [rung(role("dept-supervisor"), "supervisor"), rung(role("office-director"), "director")],
                  form: solveForm
                }
              ]
            }
          ]
        },
        { kind: "wait", name: "paid", node: "paid", for: { topic: "payment-received" } },
        {
          kind: "task",
          name: "inspect",
          node: "inspect",
          rungs: [rung({ mode: "any", of: [{ who: "head", of: { department: "cs-dept" } }], not: [] })],
          form: [
            field("seen", { kind: "tick" }),
            field("rooms", { kind: "whole-number" }),
            field("humidity", { kind: "percent" }),
            field("day", { kind: "date" }),
            field("hour", { kind: "time" }),
            field("away", { kind: "period" }, { needed: false }),
            field("again-in", { kind: "term" }),
            field("visit", { kind: "appointment" }),
            field("defects", { kind: "list", of: { kind: "choice", values: ["damp", "noise"] } }),
            field("about", { kind: "case" }, { needed: false })
          ]
        },
        {
          kind: "task",
          name: "tell",
          node: "tell",
          rungs: [rung(role("cs-supervisor"))],
          form: [field("told-by", { kind: "choice", values: ["phone", "visit"] })]
        },
        { kind: "end", name: "end resolved", node: "end resolved", outcome: "resolved", gives: [] },
        { kind: "end", name: "end explained", node: "end explained", outcome: "explained", gives: [] }
      ]
    },
    outcomes: { resolved: [], explained: [field("why", { kind: "text" })], withdrawn: [] },
    orders: {
      withdraw: { by: { mode: "any", of: [], not: [] }, reason: "optional", ends: "withdrawn" },
      return: { by: role("cs-supervisor", "office-director"), to: ["classify"], reason: "required" },
      extend: { by: { mode: "any", of: [{ who: "holder", of: null }], not: [] }, of: ["solve", "case"], reason: "required", atMost: { n: 5, unit: "calendar-day" }, times: 1 },
      addSigner: { by: role("cs-supervisor"), of: [{ each: "asked", type: { kind: "department" } }] },
      rebook: { by: opener, of: [{ step: "inspect", field: "visit" }], reason: "required" },
      amend: {
        by: role("office-director"),
        of: [
          { step: "intake", field: "received-at" },
          { step: "intake", field: "complainant" },
          { step: "solve", field: "cost" }
        ],
        reason: "required"
      }
    },
    holds: [],
    announces: {},
    events: { "payment-received": [field("unit", { kind: "unit" }), field("amount", { kind: "money" })] },
    ledgers: {},
    messages: {},
    kept: { classify: ["severe-impact"] },
    subject: ["complainant"]
  },
  digest: `sha256:${"0".repeat(64)}`,
  words: {
    zh: { complaint: "投诉处理", tier: "投诉等级", major: "重大投诉", solve: "处理投诉", resolved: "已解决", complainant: "投诉人" },
    en: { tier: "tier of the complaint" }
  }
}
