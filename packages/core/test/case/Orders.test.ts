/** Every order of language §8 that this engine has: who, when, and what it does; engine §10.11 and 18. */
import { describe, expect, it } from "vitest"
import type { AnyStep, Plan } from "@frontdesk/core/plan/Plan"
import * as plans from "./plans.ts"
import { accepted, at, Case, told } from "./world.ts"

const office = (steps: ReadonlyArray<AnyStep>, more: Partial<Omit<Plan, "root">> = {}) =>
  plans.plan("office", {
    organisation: plans.office,
    intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
    outcomes: { done: [], gone: [] },
    ...more,
    steps
  })
const receptionist = plans.any(plans.role("front-desk-receptionist"))
const supervisor = plans.any(plans.role("cs-supervisor"))
const opened = (plan: Plan, when = "2026-03-02 09:00") => {
  const c = new Case(plan)
  c.opens("wang", when, {})
  return c
}
const to = (c: Case, person: string) => ({ person, keys: c.actor(person).keys })

describe("claim and give back", () => {
  const c = () => opened(office([plans.task("do", receptionist), plans.end("done")]))
  it("claims what is offered, once", () => {
    const it = c()
    const n = it.n("do")
    it.does("mei", "2026-03-02 09:01", { _tag: "Claim", n })
    expect(it.task("do").holder).toBe("mei")
    expect(it.refused("mei", "2026-03-02 09:02", { _tag: "Claim", n })).toMatchObject({ why: "already-holds" })
    expect(it.refused("wang", "2026-03-02 09:02", { _tag: "Claim", n })).toEqual({ _tag: "NotTheHolder", holder: ["person:mei"] })
    expect(it.refused("li", "2026-03-02 09:02", { _tag: "Complete", n, values: {} })._tag).toBe("NotTheHolder")
    it.does("mei", "2026-03-02 09:03", { _tag: "GiveBack", n })
    expect(it.task("do").holder).toBeUndefined()
    expect(it.refused("mei", "2026-03-02 09:04", { _tag: "GiveBack", n })).toMatchObject({ why: "wrong-state" })
  })
  it("refuses who brings no key", () => {
    const it = c()
    expect(it.refused("li", "2026-03-02 09:01", { _tag: "Claim", n: it.n("do") })).toEqual({
      _tag: "RoleNotAllowed",
      needs: ["role:front-desk-receptionist"]
    })
  })
  it("a completed task says by whom and when; an unknown one that there is none", () => {
    const it = opened(office([plans.task("do", receptionist), plans.task("then", receptionist), plans.end("done")]))
    const n = it.n("do")
    it.does("mei", "2026-03-02 09:01", { _tag: "Complete", n, values: {} })
    expect(it.refused("wang", "2026-03-02 09:02", { _tag: "Complete", n, values: {} })).toEqual({
      _tag: "TaskAlreadyCompleted",
      n,
      by: "mei",
      at: at("2026-03-02 09:01")
    })
    expect(it.refused("wang", "2026-03-02 09:02", { _tag: "Claim", n: 999 })).toEqual({ _tag: "NoSuchTask", n: 999 })
  })
})

describe("who was second hears who was first", () => {
  const first = (n: number, by: string, when: string) => ({ _tag: "TaskAlreadyCompleted", n, by, at: at(when) })
  it("of every round, also after the end", () => {
    const c = opened(
      office([plans.repeat("rounds", plans.lit(false), 2, [plans.task("do", receptionist)], [plans.end("gone")]), plans.end("done")])
    )
    const [one, two] = ["2026-03-02 09:01", "2026-03-02 09:05"].map((when) => {
      const n = c.n("do")
      c.does("mei", when, { _tag: "Complete", n, values: {} })
      return n
    })
    expect(c.state.status).toBe("ended")
    expect(c.refused("wang", "2026-03-02 09:09", { _tag: "Complete", n: one!, values: {} })).toEqual(first(one!, "mei", "2026-03-02 09:01"))
    expect(c.refused("wang", "2026-03-02 09:09", { _tag: "Complete", n: two!, values: {} })).toEqual(first(two!, "mei", "2026-03-02 09:05"))
  })
  it("of what was done before a return, and done again since", () => {
    const c = opened(
      office([plans.task("register", receptionist), plans.task("look", receptionist), plans.end("done")], {
        orders: { return: { by: plans.any(plans.role("front-desk-receptionist")), to: ["register"], reason: "required" } }
      })
    )
    const before = c.n("register")
    c.does("mei", "2026-03-02 09:01", { _tag: "Complete", n: before, values: {} })
    c.does("wang", "2026-03-02 09:02", { _tag: "Return", to: "register", n: c.n("look"), reason: "错" })
    const second = () => c.refused("wang", "2026-03-02 09:09", { _tag: "Complete", n: before, values: {} })
    expect(second()).toEqual(first(before, "mei", "2026-03-02 09:01"))
    const again = c.n("register")
    c.does("mei", "2026-03-02 09:03", { _tag: "Complete", n: again, values: {} })
    expect(second()).toEqual(first(before, "mei", "2026-03-02 09:01"))
    expect(c.refused("wang", "2026-03-02 09:09", { _tag: "Complete", n: again, values: {} })).toEqual(first(again, "mei", "2026-03-02 09:03"))
  })
})

describe("entering afterwards", () => {
  const matter = (harm: boolean) => {
    const c = new Case(plans.complaint)
    c.opens("wang", "2026-03-02 10:00", {
      complainant: "sun",
      unit: "3-201",
      "received-at": at("2026-03-02 10:00"),
      "occurred-at": at("2026-03-02 08:00"),
      place: "楼道",
      "against-department": "repair-dept",
      course: "水管爆",
      demand: "修好",
      "harm-ongoing": harm
    })
    return c
  }
  const stopped = (done: string, reason?: string) => ({
    _tag: "Complete" as const,
    values: { measures: "关阀" },
    done: at(done),
    ...(reason !== undefined && { reason })
  })
  it("is for those named, with a reason, not before the offer and not too long after", () => {
    const c = matter(true)
    const n = c.n("stop-harm")
    expect(c.task("stop-harm").atOnce).toBe(true)
    expect(c.refused("fei", "2026-03-02 12:00", { ...stopped("2026-03-02 13:00", "忙"), n })._tag).toBe("InTheFuture")
    expect(c.refused("wang", "2026-03-02 12:00", { ...stopped("2026-03-02 11:00", "忙"), n })._tag).toBe("RoleNotAllowed")
    expect(c.refused("fei", "2026-03-02 12:00", { ...stopped("2026-03-02 09:00", "忙"), n })).toEqual({
      _tag: "BackDatedTooFar",
      limit: at("2026-03-02 10:00")
    })
    expect(c.refused("fei", "2026-03-03 12:00", { ...stopped("2026-03-02 11:00", "忙"), n })).toEqual({
      _tag: "BackDatedTooFar",
      limit: at("2026-03-02 12:00")
    })
    expect(c.refused("fei", "2026-03-02 12:00", { ...stopped("2026-03-02 11:00"), n })._tag).toBe("ReasonMissing")
    c.does("fei", "2026-03-02 12:00", { ...stopped("2026-03-02 11:00", "忙"), n })
    expect(c.state.done["stop-harm"]).toMatchObject({ at: at("2026-03-02 11:00"), by: ["fei"] })
    expect(c.open()).toEqual(["classify"])
  })
  it("what a clock a little ahead says is now: the matter received, the work done", () => {
    const received = (seconds: number) => {
      const c = new Case(plans.complaint)
      const values = { ...matter(true).state.data["intake"], "received-at": at("2026-03-02 10:00") + seconds * 1_000 }
      return { c, opens: () => c.opens("wang", "2026-03-02 10:00", values) }
    }
    const near = received(5)
    near.opens()
    expect(near.c.state.intake).toBe(at("2026-03-02 10:00"))
    expect(() => received(6).opens()).toThrow(/InTheFuture/)

    const done = at("2026-03-02 12:00") + 5_000
    const n = near.c.n("stop-harm")
    expect(near.c.refused("fei", "2026-03-02 12:00", { ...stopped("2026-03-02 12:00"), done: done + 1, n })._tag).toBe("InTheFuture")
    // it is not entered afterwards: no reason is asked
    near.c.does("fei", "2026-03-02 12:00", { ...stopped("2026-03-02 12:00"), done, n })
    expect(near.c.state.done["stop-harm"]).toMatchObject({ at: at("2026-03-02 12:00"), by: ["fei"] })
  })
  it("18 in short: harm is stopped before a complaint may be withdrawn", () => {
    const c = matter(true)
    expect(c.refused("sun", "2026-03-02 10:05", { _tag: "Withdraw" })).toEqual({
      _tag: "OrderNotLegal",
      order: "withdraw",
      why: "not-now"
    })
    c.does("fei", "2026-03-02 10:30", { _tag: "Complete", n: c.n("stop-harm"), values: { measures: "关阀" } })
    expect(c.refused("wang", "2026-03-02 10:35", { _tag: "Withdraw" })._tag).toBe("RoleNotAllowed")
    c.does("sun", "2026-03-02 10:40", { _tag: "Withdraw" })
    expect(c.state).toMatchObject({ status: "ended", outcome: "withdrawn" })
    expect(c.refused("wang", "2026-03-02 10:45", { _tag: "Withdraw" })).toMatchObject({ _tag: "CaseEnded", outcome: "withdrawn" })
  })
})

describe("signing afterwards", () => {
  it("is for those named, with a reason; the task is done when the last of them really signed", () => {
    const c = opened(
      office([
        plans.task("both", plans.together(plans.role("cs-supervisor"), plans.role("office-director")), {
          due: plans.due(plans.within(2, "hour", plans.start)),
          recordLater: { by: plans.any(plans.role("office-director")), atMost: plans.term(24, "hour") }
        }),
        plans.end("done")
      ])
    )
    const n = c.n("both")
    const back = (when: string, reason?: string) => ({ _tag: "Sign" as const, n, done: at(when), ...(reason !== undefined && { reason }) })
    c.does("li", "2026-03-02 10:30", { _tag: "Sign", n })
    expect(c.refused("zhao", "2026-03-02 15:00", back("2026-03-02 10:45"))._tag).toBe("ReasonMissing")
    expect(c.refused("zhao", "2026-03-02 15:00", back("2026-03-02 08:45", "外出"))._tag).toBe("BackDatedTooFar")
    expect(c.refused("zhao", "2026-03-02 15:00", back("2026-03-02 16:00", "外出"))._tag).toBe("InTheFuture")
    c.does("zhao", "2026-03-02 15:00", back("2026-03-02 10:45", "外出"))
    expect(c.entries("Answered")[0]).toMatchObject({ done: at("2026-03-02 10:45"), reason: "外出", persons: ["li", "zhao"] })
    expect(c.entries("Answered")[0]?.duty).toMatchObject({ late: false, missed: at("2026-03-02 11:00") })
  })
  it("not for others, even if they may sign", () => {
    const c = opened(
      office([
        plans.task("both", plans.together(plans.role("cs-supervisor"), plans.role("office-director")), {
          recordLater: { by: plans.any(plans.role("office-director")), atMost: plans.term(24, "hour") }
        }),
        plans.end("done")
      ])
    )
    expect(c.refused("li", "2026-03-02 15:00", { _tag: "Sign", n: c.n("both"), done: at("2026-03-02 10:45"), reason: "外出" })._tag).toBe("RoleNotAllowed")
  })
})

describe("the form of an order", () => {
  const form = plans.fields({ explanation: "long-text", head: { kind: "signature", of: plans.any(plans.role("office-director")) } })
  const plan = office([plans.task("do", receptionist), plans.end("done")], {
    orders: {
      suspend: { by: supervisor, reason: "optional", form, clocks: "pause", atMost: plans.term(5, "calendar-day") },
      resume: { by: supervisor, when: plans.lit(false) },
      terminate: { by: supervisor, reason: "optional", form, ends: "gone" }
    }
  })
  it("takes the place of the reason, is checked, and is in the journal", () => {
    const c = opened(plan)
    expect(c.refused("li", "2026-03-02 10:00", { _tag: "Suspend", values: { explanation: "等" } })).toMatchObject({
      _tag: "FormRejected",
      issues: [{ field: "head", why: "signature-missing" }]
    })
    expect(c.refused("li", "2026-03-02 10:00", { _tag: "Suspend", values: { explanation: "等", head: { by: "mei" } } })._tag).toBe("FormRejected")
    const values = { explanation: "等", head: { by: "zhao" } }
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", values })
    expect(c.entries("Stood")[0]).toMatchObject({ values })
    c.does("li", "2026-03-02 11:00", { _tag: "Terminate", values })
    expect(c.entries("Ended")[0]).toMatchObject({ outcome: "gone", order: "terminate", form: values })
  })
  it("`when` holds for every order: else not-now", () => {
    const c = opened(plan)
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", values: { explanation: "等", head: { by: "zhao" } } })
    expect(c.refused("li", "2026-03-02 10:05", { _tag: "Resume" })).toMatchObject({ why: "not-now" })
  })
})

describe("return", () => {
  const repair = office(
    [
      plans.task("register", receptionist),
      plans.stage(
        "work",
        [plans.rung(null, supervisor, plans.due(plans.within(72, "hour", plans.start)))],
        [
          plans.parallel("both", "all", {
            repair: [
              plans.task("inspect", plans.any(plans.role("repair-worker")), { form: plans.fields({ found: "text" }) }),
              plans.add("note-it", "book", { found: plans.field("inspect", "found") }),
              plans.task("mend", plans.any(plans.role("repair-worker")))
            ],
            security: [plans.task("guard", plans.any(plans.role("repair-worker")))]
          })
        ]
      ),
      plans.end("done")
    ],
    {
      orders: {
        return: { by: plans.any(plans.holder(), plans.role("cs-supervisor")), to: ["register", "inspect"], reason: "required" }
      }
    }
  )
  const inBranch = () => {
    const c = opened(repair)
    c.does("wang", "2026-03-02 09:10", { _tag: "Complete", n: c.n("register"), values: {} })
    c.does("fei", "2026-03-02 10:00", { _tag: "Complete", n: c.n("inspect"), values: { found: "漏" } })
    c.does("fei", "2026-03-02 10:10", { _tag: "Claim", n: c.n("mend") })
    return c
  }
  it("11. out of a parallel only by others than its holder; both branches are cancelled", () => {
    const c = inBranch()
    const [mend, guard] = [c.n("mend"), c.n("guard")]
    expect(c.refused("fei", "2026-03-10 09:00", { _tag: "Return", to: "register", n: mend, reason: "错" })).toEqual({
      _tag: "OrderNotLegal",
      order: "return",
      why: "across-parallel"
    })
    c.does("li", "2026-03-10 09:05", { _tag: "Return", to: "register", reason: "错" })
    expect(c.open()).toEqual(["register"])
    expect(c.task("register")).toMatchObject({ holder: "wang", turn: 2 })
    expect(c.frame("register")).toMatchObject({ from: { by: "li", reason: "错" } })
    expect(c.refused("fei", "2026-03-10 09:06", { _tag: "Complete", n: mend, values: {} })).toEqual({
      _tag: "TaskReturned",
      n: mend,
      by: "li",
      reason: "错"
    })
    expect(c.refused("fei", "2026-03-10 09:06", { _tag: "Complete", n: guard, values: {} })._tag).toBe("TaskReturned")
  })
  it("11. inside its branch: the other goes on, so does the stage's term, the row is replaced", () => {
    const c = inBranch()
    const before = c.state.clocks.find((one) => one.node === "work")
    const guard = c.n("guard")
    c.does("fei", "2026-03-02 11:00", { _tag: "Return", to: "inspect", n: c.n("mend"), reason: "看错了" })
    expect(c.open()).toEqual(["guard", "inspect"])
    expect(c.n("guard")).toBe(guard)
    expect(c.task("inspect")).toMatchObject({ turn: 2, holder: "fei" })
    expect(c.entries("Entered").at(-1)?.frame).toMatchObject({ draft: { found: "漏" } })
    expect(c.state.clocks.find((one) => one.node === "work")).toEqual(before)
    const [row] = c.entries("Recorded")
    c.does("fei", "2026-03-02 11:30", { _tag: "Complete", n: c.n("inspect"), values: { found: "裂" } })
    expect(c.entries("Recorded").at(-1)).toMatchObject({ row: { found: "裂" }, replaces: row?.seq })
  })
  it("never to what was not done, is not named, or lies in a sibling", () => {
    const c = inBranch()
    const back = (step: string, n?: number) =>
      c.refused("li", "2026-03-02 11:00", { _tag: "Return", to: step, reason: "x", ...(n !== undefined && { n }) })
    expect(back("guard")).toMatchObject({ why: "not-declared" })
    expect(back("inspect", c.n("guard"))).toMatchObject({ why: "not-earlier" })
    expect(c.refused("li", "2026-03-02 11:00", { _tag: "Return", to: "inspect", reason: " " })._tag).toBe("ReasonMissing")
  })
})

describe("together", () => {
  it("18. signers are matched to the places as a whole, never the same person twice", () => {
    const c = opened(plans.night)
    const n = c.n("both")
    const sign = (person: string, keys: ReadonlyArray<string>, more: object = {}) =>
      c.send({ ...c.envelope("2026-03-02 23:10"), _tag: "Sign", n, actor: { person, keys: keys as never, ...more }, values: { agreed: true } })
    expect(c.refused("li", "2026-03-02 23:09", { _tag: "Claim", n })).toMatchObject({ why: "wrong-state" })
    accepted(sign("zhang", ["top:cs-dept", "top:security-dept"]))
    expect(sign("zhang", ["top:cs-dept", "top:security-dept"])).toMatchObject({ failure: { _tag: "SamePersonTwice", person: "zhang" } })
    expect(sign("wei", ["role:repair-worker"])).toMatchObject({ failure: { _tag: "RoleNotAllowed" } })
    accepted(sign("li", ["top:cs-dept"]))
    expect(c.state).toMatchObject({ status: "ended", outcome: "done" })
    expect(c.entries("Answered")[0]).toMatchObject({ persons: ["zhang", "li"], values: { agreed: true } })
  })
  it("who acts for somebody uses up both", () => {
    const c = opened(plans.night)
    const n = c.n("both")
    const sign = (person: string, keys: ReadonlyArray<string>, more: object = {}) =>
      c.send({ ...c.envelope("2026-03-02 23:10"), _tag: "Sign", n, actor: { person, keys: keys as never, ...more } })
    accepted(sign("zhang", ["top:security-dept"], { for: "wang" }))
    expect(sign("wang", ["top:cs-dept"])).toMatchObject({ failure: { _tag: "SamePersonTwice", person: "wang" } })
    expect(sign("zhao", ["top:security-dept"])).toMatchObject({ failure: { _tag: "PlaceTaken", missing: [["top:cs-dept"]] } })
  })
  it("other values make the earlier signatures void", () => {
    const c = opened(plans.night)
    const n = c.n("both")
    const sign = (person: string, keys: ReadonlyArray<string>, agreed: boolean) =>
      accepted(c.send({ ...c.envelope("2026-03-02 23:10"), _tag: "Sign", n, actor: { person, keys: keys as never }, values: { agreed } }))
    sign("zhang", ["top:security-dept"], true)
    sign("li", ["top:cs-dept"], false)
    expect(c.state.status).toBe("open")
    expect(c.frame("both")).toMatchObject({ signed: [{ by: "li" }], draft: { agreed: false } })
    sign("zhang", ["top:security-dept"], false)
    expect(c.state.status).toBe("ended")
  })
})

describe("extend", () => {
  const plan = office([plans.task("do", receptionist, { due: plans.due(plans.within(2, "calendar-day")) }), plans.task("then", receptionist), plans.end("done")], {
    orders: {
      extend: { by: supervisor, of: ["do", "then", "case"], reason: "required", atMost: plans.term(3, "calendar-day"), times: 2 }
    }
  })
  const extend = (by: object, of = "do") => ({ _tag: "Extend", of, by, reason: "等料" }) as never
  it("bounds the sum and the number, also after a miss, which stays a miss", () => {
    const c = opened(plan)
    expect(c.due("do")).toBe("2026-03-04 24:00")
    expect(c.refused("li", "2026-03-03 09:00", extend(plans.term(4, "calendar-day")))._tag).toBe("OverLimit")
    expect(c.refused("li", "2026-03-03 09:00", extend({ until: at("2026-03-04 10:00") }))).toMatchObject({ why: "not-longer" })
    expect(c.refused("li", "2026-03-03 09:00", extend(plans.term(1, "hour"), "then"))._tag).toBe("NotOpenYet")
    expect(c.refused("li", "2026-03-03 09:00", extend(plans.term(1, "hour"), "case"))).toMatchObject({ why: "no-such-term" })
    expect(c.refused("wang", "2026-03-03 09:00", extend(plans.term(1, "hour")))._tag).toBe("RoleNotAllowed")
    c.tick("2026-03-05 08:00")
    c.does("li", "2026-03-05 09:00", extend(plans.term(1, "calendar-day")))
    expect(c.due("do")).toBe("2026-03-05 24:00")
    expect(c.task("do").missed).toBe(true)
    c.does("li", "2026-03-05 09:30", extend(plans.term(2, "calendar-day")))
    expect(c.due("do")).toBe("2026-03-07 24:00")
    expect(c.refused("li", "2026-03-05 09:40", extend(plans.term(1, "hour")))).toEqual({ _tag: "OverLimit", order: "extend", left: 0 })
    c.does("mei", "2026-03-06 09:00", { _tag: "Complete", n: c.n("do"), values: {} })
    expect(c.entries("Answered")[0]?.duty).toMatchObject({ late: false, missed: at("2026-03-04 24:00"), firstDue: at("2026-03-04 24:00") })
    expect(c.refused("li", "2026-03-06 09:01", extend(plans.term(1, "hour")))._tag).toBe("TaskAlreadyCompleted")
  })
})

describe("suspend and resume", () => {
  const plan = (clocks: "pause" | "run") =>
    office(
      [
        plans.parallel(
          "side",
          "all",
          {
            waiting: [plans.wait("a-while", { until: plans.within(1, "calendar-day", plans.start) }), plans.task("then", receptionist)],
            doing: [plans.task("do", receptionist, { due: plans.due(plans.within(2, "calendar-day")) })]
          }
        ),
        plans.end("done")
      ],
      {
        orders: {
          suspend: { by: supervisor, reason: "required", clocks, atMost: plans.term(5, "calendar-day") },
          resume: { by: supervisor },
          transfer: { by: supervisor },
          withdraw: { by: supervisor, reason: "optional", ends: "gone" }
        }
      }
    )
  it("lets nothing be completed, but a task be handed to another", () => {
    const c = opened(plan("pause"))
    const n = c.n("do")
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "等" })
    expect(c.refused("wang", "2026-03-02 11:00", { _tag: "Complete", n, values: {} })).toEqual({
      _tag: "CaseSuspended",
      by: "li",
      reason: "等",
      since: at("2026-03-02 10:00")
    })
    expect(c.refused("li", "2026-03-02 11:00", { _tag: "Suspend", reason: "等" })).toMatchObject({ why: "already-suspended" })
    c.does("li", "2026-03-02 11:00", { _tag: "Transfer", n, to: to(c, "mei") })
    expect(c.task("do")).toMatchObject({ holder: "mei", held: true })
    expect(c.refused("li", "2026-03-02 11:01", { _tag: "Transfer", n, to: to(c, "mei") })).toMatchObject({ why: "already-holds" })
    expect(c.refused("li", "2026-03-02 11:01", { _tag: "Transfer", n, to: to(c, "fei") })._tag).toBe("RoleNotAllowed")
    c.does("li", "2026-03-02 12:00", { _tag: "Withdraw" })
    expect(c.state.outcome).toBe("gone")
  })
  it("resumes by itself at the end of at-most, and tells who suspended", () => {
    const c = opened(plan("pause"))
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "等" })
    expect(told(c.rows().wake)).toBe("2026-03-07 24:00")
    c.tick("2026-03-08 10:00")
    expect(c.state.holds).toEqual([])
    expect(c.entries("Released")[0]).toMatchObject({ at: at("2026-03-07 24:00"), by: "system" })
    expect(c.entries("Sent").at(-1)).toMatchObject({ message: { to: ["person:li"] } })
    expect(c.refused("li", "2026-03-08 11:00", { _tag: "Resume" })).toMatchObject({ why: "not-suspended" })
  })
  it("clocks that run: the miss happens, but nothing moves before the resume", () => {
    const c = opened(plan("run"))
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "等" })
    c.tick("2026-03-05 10:00")
    expect(c.task("do").missed).toBe(true)
    expect(c.open()).toEqual(["do"])
    c.does("li", "2026-03-05 11:00", { _tag: "Resume" })
    expect(c.open()).toEqual(["do", "then"])
    expect(c.task("then").offered).toBe(at("2026-03-05 11:00"))
  })
})

describe("delegate", () => {
  it("at most three deep, never in a circle; the owner may take it back by transfer", () => {
    const c = opened(
      office([plans.task("do", receptionist), plans.end("done")], {
        orders: {
          delegate: { by: plans.any(plans.holder()), to: plans.any(plans.role("repair-worker"), plans.role("cs-supervisor"), plans.role("front-desk-receptionist"), plans.role("office-director")) },
          transfer: { by: plans.any(plans.holder()) }
        }
      })
    )
    const n = c.n("do")
    expect(c.refused("wang", "2026-03-02 09:01", { _tag: "Delegate", n, to: to(c, "fei") })).toMatchObject({ why: "wrong-state" })
    c.does("wang", "2026-03-02 09:02", { _tag: "Claim", n })
    c.does("wang", "2026-03-02 09:03", { _tag: "Delegate", n, to: to(c, "fei") })
    expect(c.refused("wang", "2026-03-02 09:04", { _tag: "Complete", n, values: {} })._tag).toBe("NotTheHolder")
    expect(c.refused("fei", "2026-03-02 09:04", { _tag: "Delegate", n, to: to(c, "wang") })).toMatchObject({ why: "already-on-chain" })
    c.does("fei", "2026-03-02 09:05", { _tag: "Delegate", n, to: to(c, "li") })
    c.does("li", "2026-03-02 09:06", { _tag: "Delegate", n, to: to(c, "zhao") })
    expect(c.refused("zhao", "2026-03-02 09:07", { _tag: "Delegate", n, to: to(c, "mei") })).toMatchObject({ why: "chain-too-long" })
    c.does("wang", "2026-03-02 09:08", { _tag: "Transfer", n, to: to(c, "wang") })
    expect(c.frame("do")).toMatchObject({ holder: "wang", chain: [] })
  })
})

describe("urge, note, nobody", () => {
  const plan = office([plans.task("do", receptionist), plans.end("done")], {
    orders: { urge: { by: supervisor } },
    messages: { urge: { zh: ["请尽快"] }, nobody: { zh: ["没有人"] } }
  })
  it("urges once an hour, and tells those above too", () => {
    const c = opened(plan)
    const n = c.n("do")
    c.does("li", "2026-03-02 09:10", { _tag: "Urge", n, text: "快" })
    expect(c.entries("Sent")[0]).toMatchObject({
      message: { to: ["role:front-desk-receptionist", "superior:role:front-desk-receptionist"], text: { zh: "请尽快" } }
    })
    expect(c.refused("li", "2026-03-02 10:09", { _tag: "Urge", n })).toMatchObject({ why: "urged-recently" })
    c.does("li", "2026-03-02 10:10", { _tag: "Urge", n })
  })
  it("notes are for those concerned, also after the end", () => {
    const c = opened(plan)
    expect(c.refused("rui", "2026-03-02 09:10", { _tag: "Note", text: "?" })._tag).toBe("RoleNotAllowed")
    c.does("wang", "2026-03-02 09:11", { _tag: "Complete", n: c.n("do"), values: {} })
    c.does("wang", "2026-03-02 09:12", { _tag: "Note", text: "补充" })
    expect(c.journal.at(-1)).toMatchObject({ _tag: "Noted", text: "补充" })
  })
  it("a task nobody can do stays open, is marked, and those above are told; a claim clears it", () => {
    const c = opened(plan)
    const n = c.n("do")
    const entries = accepted(c.send({ ...c.envelope("2026-03-02 09:10"), _tag: "Nobody", n }))
    expect(entries[0]).toMatchObject({ _tag: "NobodyThere", told: ["superior:role:front-desk-receptionist"] })
    expect(c.task("do").nobody).toBe(true)
    expect(accepted(c.send({ ...c.envelope("2026-03-02 09:11"), _tag: "Nobody", n }))).toEqual([])
    c.does("mei", "2026-03-02 09:12", { _tag: "Claim", n })
    expect(c.task("do").nobody).toBe(false)
  })
  it("an order the file does not declare is not legal", () => {
    const c = opened(plan)
    expect(c.refused("li", "2026-03-02 09:10", { _tag: "Resume" })).toMatchObject({ why: "not-declared" })
    expect(c.refused("li", "2026-03-02 09:10", { _tag: "Transfer", n: c.n("do"), to: to(c, "mei") })).toMatchObject({
      why: "not-declared"
    })
  })
})

describe("questions", () => {
  const plan = office([
    plans.task("do", receptionist),
    plans.compute("how-many", {
      op: "query",
      query: "count",
      rows: { from: "ledger", ledger: "book" },
      type: "whole-number"
    }),
    plans.add("row", "book", { n: plans.decided("how-many") }),
    plans.compute("again", {
      op: "query",
      query: "count",
      rows: { from: "ledger", ledger: "book" },
      type: "whole-number"
    }),
    plans.end("done", undefined, { n: plans.decided("again") })
  ])
  it("decides nothing before the answer, keeps it in the entry, and adds the rows of its own change", () => {
    const c = opened(plan)
    c.does("wang", "2026-03-02 09:10", { _tag: "Complete", n: c.n("do"), values: {} })
    expect(c.entries("Computed")[0]).toMatchObject({ values: { value: 0 }, facts: [{ answer: [] }] })
    expect(c.entries("Ended")[0]?.values).toEqual({ n: 1 })
  })
})

describe("what can get stuck", () => {
  it("a loop without a waiting step stops, is told, and leaves the case readable", () => {
    const c = new Case(
      office([plans.repeat("round", plans.lit(false), null, [plans.compute("x", plans.lit(true))]), plans.end("done")])
    )
    const entries = c.opens("wang", "2026-03-02 09:00", {})
    expect(entries.at(-1)).toMatchObject({ _tag: "Stuck" })
    expect(c.state.status).toBe("open")
    expect(c.tick("2026-03-03 09:00")).toEqual([])
  })
  it("more than 200 items are refused to run", () => {
    const c = new Case(
      office([plans.each("p", plans.given("parts"), [plans.task("do", receptionist)]), plans.end("done")], {
        intake: { by: receptionist, form: plans.fields({ parts: { kind: "list", of: { kind: "text" } } }), due: null }
      })
    )
    expect(c.opens("wang", "2026-03-02 09:00", { parts: Array.from({ length: 201 }, () => "x") }).at(-1)?._tag).toBe("Stuck")
    const fits = new Case(c.world.plan)
    fits.opens("wang", "2026-03-02 09:00", { parts: Array.from({ length: 200 }, () => "x") })
    expect(fits.open()).toHaveLength(200)
  })
})
