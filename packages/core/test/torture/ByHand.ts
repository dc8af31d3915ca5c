/** Plans written by hand for random histories: all step kinds of the engine's own tests in one, and the real ones of the fixtures. */
import * as plans from "../case/plans.ts"
import { spec } from "../case/Office.ts"
import type { Plan } from "@frontdesk/core/plan/Plan"
import type { Opening } from "./Opening.ts"

const remind = (message: string) =>
  [
    { at: { when: "before", term: plans.term(1, "calendar-day") }, tell: plans.any(plans.holder()), message },
    { at: { when: "every-after", term: plans.term(12, "hour") }, tell: plans.any(plans.role("cs-supervisor")), message }
  ] as const

/** Not who looked. */
const elsewhere = { ...plans.any(plans.role("front-desk-receptionist"), plans.role("repair-worker")), not: [{ who: "doer", step: "look" }] } as const

const hourly = [
  { at: { when: "before", term: plans.term(2, "hour") }, tell: plans.any(plans.holder()), message: "stage" },
  { at: { when: "every-after", term: plans.term(3, "hour") }, tell: plans.any(plans.role("cs-supervisor")), message: "stage" }
] as const

/** All kinds in one: stages with reminders, places, items, rounds, holds by topic, everything ordered. */
const mixed = plans.plan("mixed", {
  organisation: plans.office,
  intake: {
    by: plans.any(plans.role("front-desk-receptionist")),
    form: plans.fields({ unit: "unit", parts: { kind: "list", of: { kind: "text" } }, when: "date-time" }),
    due: null
  },
  root: [
    plans.rung("desk", plans.any(plans.opener), plans.due(plans.within(6, "calendar-day"), ...remind("case"))),
    plans.rung("boss", plans.any(plans.role("office-director")))
  ],
  messages: { case: { en: ["hurry"] }, stage: { en: ["hurry"] } },
  steps: [
    plans.task("look", plans.any(plans.holder("case")), { form: plans.fields({ bad: "yes-no" }) }),
    plans.first("kind", [plans.field("look", "bad"), plans.lit("bad")], [null, plans.lit("good")]),
    plans.add("write", "book", { unit: plans.given("unit"), kind: plans.decided("kind") }),
    plans.stage(
      "work",
      [
        plans.rung("one", plans.any(plans.opener), plans.due(plans.within(8, "working-hour", plans.start), ...remind("stage"))),
        plans.rung("two", plans.any(plans.role("cs-supervisor")), plans.due(plans.within(2, "working-day", plans.start))),
        plans.rung("three", plans.any(plans.role("office-director")))
      ],
      [
        plans.parallel(
          "side",
          "all",
          {
            parts: [
              plans.each("part", plans.given("parts"), [
                plans.task("fix", plans.any(plans.role("repair-worker"), plans.role("responsible-person", { department: "repair-dept" })), {
                  due: plans.due(plans.within(5, "hour", plans.start), ...hourly),
                  recordLater: { by: plans.any(plans.role("repair-worker")), atMost: plans.term(24, "hour") }
                })
              ])
            ],
            rounds: [
              plans.repeat(
                "tries",
                plans.field("check", "ok"),
                2,
                [
                  plans.wait("pause", {
                    for: { topic: "knock", key: { field: "unit", is: plans.given("unit") } },
                    until: plans.within(1, "calendar-day", plans.start)
                  }),
                  plans.task("check", plans.any(plans.holder("work")), {
                    due: plans.due(plans.within(1, "calendar-day", plans.start)),
                    form: plans.fields({ ok: "yes-no" })
                  })
                ],
                [plans.end("given-up")]
              )
            ]
          },
          { beside: [plans.link("call", "ask", "other", {}), plans.task("thank", elsewhere)] }
        ),
        plans.task("agree", plans.together(plans.role("cs-supervisor"), plans.role("office-director")), {
          due: plans.due(plans.sameDay(plans.start)),
          form: plans.fields({ agreed: "yes-no" })
        })
      ]
    ),
    plans.fill("result", "book", "write", { agreed: plans.field("agree", "agreed") }),
    plans.wait("rest", { for: { topic: "knock" }, since: plans.step("look"), until: plans.moment(plans.given("when")) }),
    plans.end("done")
  ],
  outcomes: { done: [], "given-up": [], gone: [] },
  holds: [
    {
      name: "noise",
      from: { topic: "noise", key: { field: "unit", is: plans.given("unit") } },
      until: "its-end",
      stops: ["work/side/rounds", "rest"],
      clocks: "pause"
    },
    { name: "soft", from: { topic: "soft" }, until: "its-end", stops: ["work"], clocks: "run" }
  ],
  orders: {
    transfer: { by: plans.any(plans.holder(), plans.role("cs-supervisor")) },
    delegate: { by: plans.any(plans.holder()), to: plans.any(plans.role("repair-worker"), plans.role("front-desk-receptionist")) },
    return: { by: plans.any(plans.holder(), plans.role("cs-supervisor")), to: ["look", "check", "fix"], reason: "optional" },
    withdraw: { by: plans.any(plans.role("front-desk-receptionist")), reason: "optional", ends: "gone" },
    urge: { by: plans.any(plans.role("front-desk-receptionist")) },
    extend: {
      by: plans.any(plans.role("cs-supervisor")),
      of: ["work", "fix", "check", "case"],
      reason: "optional",
      atMost: plans.term(5, "calendar-day"),
      times: 3
    },
    suspend: { by: plans.any(plans.role("cs-supervisor")), reason: "optional", clocks: "pause", atMost: plans.term(50, "hour") },
    resume: { by: plans.any(plans.role("cs-supervisor")) },
    addSigner: { by: plans.any(plans.role("cs-supervisor")), of: [{ each: "part", type: { kind: "text" } }] },
    rebook: { by: plans.any(plans.role("cs-supervisor")), of: [{ step: "intake", field: "when" }], reason: "optional" },
    amend: {
      by: plans.any(plans.role("cs-supervisor")),
      of: [
        { step: "intake", field: "unit" },
        { step: "intake", field: "when" },
        { step: "look", field: "bad" },
        { step: "agree", field: "agreed" }
      ],
      reason: "optional"
    }
  },
  schedules: [
    {
      name: "round",
      schedule: {
        every: { every: "day", at: ["08:00", "17:30"] },
        opens: "other",
        with: [{ field: "unit", value: plans.given("unit") }],
        due: plans.due(plans.within(2, "calendar-day", plans.start), remind("case")[1]),
        afterDowntime: "all"
      }
    },
    {
      name: "look-again",
      schedule: {
        every: { every: "working-day", calendar: spec.name, at: [] },
        opens: "other",
        with: [],
        due: plans.due(plans.within(1, "working-day", plans.step("look"), plans.start)),
        when: plans.done("look"),
        afterDowntime: "all"
      }
    },
    {
      name: "knocked",
      schedule: {
        on: { topic: "knock", key: { field: "unit", is: plans.given("unit") } },
        opens: "other",
        with: [{ field: "unit", value: { op: "event", field: "unit" } }],
        due: plans.due(plans.atOnce)
      }
    }
  ],
  subject: ["unit"]
})
const running: Plan = {
  ...mixed,
  orders: { ...mixed.orders, suspend: { ...mixed.orders.suspend, clocks: "run" } } as Plan["orders"]
}

export const openings: ReadonlyArray<Opening> = [
  { plan: mixed, by: "wang", values: (r, now) => ({ unit: "u1", parts: ["a", "b", "c"].slice(0, r.below(4)), when: now + r.below(20) * 86_400_000 }) },
  { plan: running, by: "wang", values: (r, now) => ({ unit: "u1", parts: ["a", "b"].slice(0, r.below(3)), when: now + r.below(9) * 86_400_000 }) },
  {
    plan: plans.pausable,
    by: "wang",
    values: (r, now) => ({
      complainant: "sun",
      unit: "u1",
      "received-at": now - r.pick([0, 1, 3_600_000, 172_800_000]),
      "occurred-at": now,
      place: "p",
      "against-department": "repair-dept",
      course: "c",
      demand: "d",
      "harm-ongoing": r.yes(0.5),
      ...(r.yes(0.5) && { "asked-for": now + r.below(100) * 3_600_000 })
    })
  },
  {
    plan: plans.reception,
    by: "wang",
    values: (r, now) => ({
      owner: "sun",
      phone: "138",
      unit: "u1",
      channel: "visit",
      "received-at": now - r.pick([0, 600_000, 500_000_000]),
      reason: "r",
      "is-complaint": false,
      "directly-solvable": r.yes(0.5),
      department: "engineering-dept"
    })
  },
  { plan: plans.feeNotice, by: "chen", values: () => ({ payer: "sun", unit: "u1", owed: "600", "owed-for": "x" }) },
  {
    plan: plans.feeObjection,
    by: "chen",
    values: (r, now) => ({
      unit: "u1",
      payer: "sun",
      problems: [{ problem: "a", department: "environment-dept" }, { problem: "b", department: "engineering-dept" }],
      "agreed-limit": now + r.below(200) * 3_600_000
    })
  }
]
