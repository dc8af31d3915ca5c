/** Messages, waits, rounds, holds by other cases: the fee notice and the objection of v2; engine §10.9, 10, 12, 13. */
import { describe, expect, it } from "vitest"
import type { Message } from "@frontdesk/core/case/Entry"
import { Result } from "effect"
import * as plans from "./plans.ts"
import { accepted, at, Case, told } from "./world.ts"

const topic = "fee-objection.dissatisfied"
const dissatisfied = { _tag: "Standing", topic, key: `${topic}|unit=5-101`, values: { unit: "5-101" } } as const
const paid = (when: string, unit = "5-101") =>
  ({
    _tag: "Event",
    topic: "payment-received",
    key: `payment-received|unit=${unit}`,
    values: { unit, paid: "600", settles: true },
    at: at(when)
  }) as const

const noticed = () => {
  const c = new Case(plans.feeNotice)
  c.opens("chen", "2026-03-02 10:00", { payer: "sun", unit: "5-101", owed: "600", "owed-for": "物业费" })
  return c
}
const sent = (c: Case) => {
  const notice = c.entries("Sent").find((one) => one.message.kind === "notice")
  return notice?.seq ?? 0
}
const collecting = () => {
  const c = noticed()
  accepted(c.hears("2026-03-02 10:01", { _tag: "Received", message: sent(c), at: at("2026-03-02 10:01") }, "channel"))
  return c
}
const term = (c: Case) => c.state.clocks.find((one) => one.node.endsWith("/term"))

describe("a fee notice", () => {
  it("is told in every language and waits for its receipt", () => {
    const c = noticed()
    const notice = c.entries("Sent").map((one) => one.message).find((one) => one.kind === "notice")
    expect(notice).toMatchObject({
      to: ["person:sun"],
      via: ["sms"],
      text: { zh: "sun，5-101 的 物业费 共 600 CNY，请按期缴纳。", en: "sun, please pay 600 CNY for 物业费 of 5-101." },
      receipt: true
    })
    expect(c.open()).toEqual([])
    expect(c.state.frames.find((one) => one.kind === "receipt")).toMatchObject({ message: sent(c) })
  })

  it("listens from its opening: what holds it, and the payment that may come early", () => {
    const c = noticed()
    expect(c.rows().watch).toEqual([
      { topic, key: `${topic}|unit=5-101` },
      { topic: "payment-received", key: "payment-received|unit=5-101" }
    ])
    expect(c.entries("Sent").map((one) => one.message).filter((one) => one.kind === "watch")).toHaveLength(1)
  })

  it("goes on at the receipt: the term, and the objection beside", () => {
    const c = collecting()
    expect(c.open()).toEqual(["note-objection"])
    expect(told(term(c)?.due ?? null)).toBe("2026-04-01 24:00")
    expect(c.hears("2026-03-02 10:02", { _tag: "Received", message: sent(c), at: at("2026-03-02 10:01") }, "channel")).toEqual(
      Result.fail({ _tag: "NotWaiting" })
    )
  })

  it("ends when the payment comes; a payment of another unit is nobody's", () => {
    const c = collecting()
    expect(c.hears("2026-03-03 10:00", paid("2026-03-03 10:00", "5-102"))).toEqual(Result.fail({ _tag: "NotWaiting" }))
    accepted(c.hears("2026-03-04 10:00", paid("2026-03-04 10:00")))
    expect(c.state).toMatchObject({ status: "ended", outcome: "settled", frames: [], clocks: [] })
    expect(c.state.gone.at(-1)).toMatchObject({ how: "released" })
  })

  it("takes a payment that came before it waited", () => {
    const c = noticed()
    accepted(c.hears("2026-03-02 10:00", paid("2026-03-02 10:00")))
    expect(c.state.early["collecting/money/paid"]).toMatchObject({ at: at("2026-03-02 10:00") })
    accepted(c.hears("2026-03-02 10:01", { _tag: "Received", message: sent(c), at: at("2026-03-02 10:01") }, "channel"))
    expect(c.state.outcome).toBe("settled")
    expect(c.state.done["paid"]).toMatchObject({ at: at("2026-03-02 10:00"), more: { came: true } })
  })

  it("reminds in rounds, twelve times, then gives up", () => {
    const c = collecting()
    for (let round = 1; round <= 12; round++) {
      const when = term(c)?.due ?? 0
      expect(c.frame("collecting/chasing/reminders")).toMatchObject({ round })
      c.tick(when + 1)
      c.does("chen", when + 60_000, {
        _tag: "Complete",
        n: c.n("remind-again"),
        values: { way: "phone", talk: "…", "promise-kept": false }
      })
    }
    expect(c.state.outcome).toBe("written-off")
  })

  it("rests while problems are open, and counts ten days less", () => {
    const c = collecting()
    accepted(c.hears("2026-03-15 10:00", { ...dissatisfied, on: true }, "objection"))
    expect(term(c)).toMatchObject({ due: null, next: null })
    expect(c.state.holds).toMatchObject([{ scope: "collecting/chasing", source: { case: "objection" } }])
    expect(c.task("note-objection").held).toBe(false)
    accepted(c.hears("2026-03-25 10:00", { ...dissatisfied, on: false }, "objection"))
    expect(told(term(c)?.due ?? null)).toBe("2026-04-11 24:00")
  })

  it("stands as long as one of several objections stands", () => {
    const c = collecting()
    accepted(c.hears("2026-03-15 10:00", { ...dissatisfied, on: true }, "o1"))
    accepted(c.hears("2026-03-16 10:00", { ...dissatisfied, on: true }, "o2"))
    accepted(c.hears("2026-03-17 10:00", { ...dissatisfied, on: false }, "o1"))
    expect(c.state.holds).toHaveLength(1)
    expect(term(c)?.due).toBeNull()
    accepted(c.hears("2026-03-18 10:00", { ...dissatisfied, on: false }, "o2"))
    expect(told(term(c)?.due ?? null)).toBe("2026-04-04 24:00")
  })

  it("enters nothing in the held part: the next step waits for the resume", () => {
    const c = collecting()
    // held before the first reminder is due; the wait ends at the resume, at once
    accepted(c.hears("2026-03-15 10:00", { ...dissatisfied, on: true }, "o1"))
    c.tick("2026-04-20 10:00")
    expect(c.open()).toEqual(["note-objection"])
  })

  it("9. held, but paid", () => {
    const c = collecting()
    accepted(c.hears("2026-03-04 10:00", { ...dissatisfied, on: true }, "O"))
    accepted(c.hears("2026-03-05 10:00", paid("2026-03-05 10:00")))
    expect(c.state).toMatchObject({ status: "ended", outcome: "settled", holds: [] })
    expect(c.rows().watch).toEqual([])
    expect(c.hears("2026-03-05 10:01", { ...dissatisfied, on: false }, "O")).toMatchObject(
      Result.fail({ _tag: "CaseEnded", outcome: "settled" })
    )
  })

  it("10. a fact that went before it came is known to be gone", () => {
    const c = collecting()
    const off = { ...dissatisfied, on: false, from: "O", seq: 9 } as const
    accepted(c.send({ ...c.envelope("2026-03-04 09:00"), _tag: "Hear", signal: off }))
    expect(accepted(c.send({ ...c.envelope("2026-03-04 09:01"), _tag: "Hear", signal: { ...off, on: true, seq: 5 } }))).toEqual([])
    expect(c.state.holds).toEqual([])
  })
})

describe("10. a hold from before, in every order of arrival", () => {
  // what O said, as the relay may bring it: late, twice, in any order; a fact that stood when dunning was opened comes again
  const said = [
    { on: true, seq: 5 },
    { on: false, seq: 9 },
    { on: true, seq: 12 }
  ] as const
  const orders = (of: ReadonlyArray<number>, length: number): ReadonlyArray<ReadonlyArray<number>> =>
    length === 0 ? [[]] : orders(of, length - 1).flatMap((rest) => of.map((one) => [one, ...rest]))

  it.each([1, 2, 3])("of %i facts, each arriving up to several times: held iff O's fact stands", (facts) => {
    const last = facts - 1
    const arrivals = [1, 2, 3, 4].flatMap((length) => orders([...said.keys()].slice(0, facts), length)).filter((order) => order.includes(last))
    for (const order of arrivals) {
      const c = collecting()
      for (const [index, one] of order.entries()) {
        const fact = said[one]
        if (fact === undefined) throw new Error("no such fact")
        accepted(c.send({ ...c.envelope(at("2026-03-03 09:00") + index), _tag: "Hear", signal: { ...dissatisfied, from: "O", ...fact } }))
      }
      expect(c.state.holds.length > 0, JSON.stringify(order)).toBe(said[last]?.on)
    }
  })
})

describe("an objection", () => {
  const objection = () => {
    const c = new Case(plans.feeObjection, "p/7")
    accepted(
      c.send({
        ...c.envelope("2026-03-10 10:00"),
        _tag: "Open",
        procedure: "v2/fee-objection",
        plan: "sha256:0",
        depth: 1,
        opener: "chen",
        back: { to: "case", case: "p", link: 7 },
        values: {
          unit: "5-101",
          payer: "sun",
          problems: [
            { problem: "垃圾", department: "environment-dept" },
            { problem: "路灯", department: "engineering-dept" }
          ],
          "agreed-limit": at("2026-03-15 18:00")
        }
      })
    )
    return c
  }

  it("is due when it was agreed, stands as a fact while dissatisfied, and solves each problem", () => {
    const c = objection()
    expect(c.due("solve-on-site")).toBe("2026-03-15 18:00")
    c.does("chen", "2026-03-15 10:00", {
      _tag: "Complete",
      n: c.n("solve-on-site"),
      values: { solution: "加派", satisfied: false }
    })
    expect(c.rows().tasks.map((one) => [one.step, one.offer])).toEqual([
      ["solve#1", ["role:dept-manager@environment-dept"]],
      ["solve#2", ["role:dept-manager@engineering-dept"]]
    ])
    expect(c.entries("Sent").map((one) => one.message)).toMatchObject([{ kind: "announce", topic, stands: "on" }])
    const solve = (who: string, when: string, step: string, solved: boolean) =>
      c.does(who, when, { _tag: "Complete", n: c.n(step), values: { what: "…", solved } })
    solve("hu", "2026-03-20 10:00", "solve#1", false)
    expect(c.frame("p/tries")).toMatchObject({ round: 2 })
    solve("hu", "2026-03-20 11:00", "solve#1", true)
    expect(c.open()).toEqual(["solve#2"])
    solve("ma", "2026-03-25 10:00", "solve#2", true)
    expect(c.state.outcome).toBe("all-solved")
    expect(c.entries("Sent").map((one): Message["kind"] => one.message.kind)).toEqual(["announce", "announce", "signal"])
    expect(c.entries("Sent").at(-1)).toMatchObject({
      lane: "p",
      message: { signal: { _tag: "LinkClosed", link: 7, outcome: "all-solved" } }
    })
  })

  it("handed over incomplete, its first task is the rest of the form", () => {
    const c = new Case(plans.feeObjection, "p/8")
    accepted(
      c.send({
        ...c.envelope("2026-03-10 10:00"),
        _tag: "Open",
        procedure: "v2/fee-objection",
        plan: "sha256:0",
        depth: 1,
        values: { unit: "5-101", payer: "sun" }
      })
    )
    expect(c.task("intake").offer).toEqual(["role:building-steward"])
    c.does("chen", "2026-03-10 11:00", {
      _tag: "Complete",
      n: c.n("intake"),
      values: { problems: [{ problem: "垃圾", department: "environment-dept" }], "agreed-limit": at("2026-03-15 18:00") }
    })
    expect(c.state.opener).toBe("chen")
    expect(c.state.data["intake"]).toMatchObject({ unit: "5-101" })
    expect(c.due("solve-on-site")).toBe("2026-03-15 18:00")
  })
})

describe("cases that call each other", () => {
  const parent = plans.plan("parent", {
    organisation: plans.station,
    intake: { by: plans.any(plans.role("building-steward")), form: [], due: null },
    steps: [
      plans.parallel("both", "any", {
        asking: [plans.link("call", "ask", "callback", {})],
        quick: [plans.task("settle", plans.any(plans.role("building-steward")))]
      }),
      plans.task("after", plans.any(plans.role("building-steward"))),
      plans.end("done")
    ],
    outcomes: { done: [] },
    orders: {
      suspend: {
        by: plans.any(plans.role("cs-supervisor")),
        reason: "optional",
        clocks: "pause",
        atMost: plans.term(30, "calendar-day")
      },
      resume: { by: plans.any(plans.role("cs-supervisor")) }
    }
  })
  const opened = () => {
    const c = new Case(parent, "P")
    c.opens("chen", "2026-03-04 09:00", {})
    const link = c.entries("Linked")[0]
    return { c, link: link?.link ?? 0, child: link?.case ?? "" }
  }

  it("the child's name is the parent's and the link's number", () => {
    const { c, link, child } = opened()
    expect(child).toBe(`P/${link}`)
    expect(c.entries("Sent")[0]).toMatchObject({ lane: child, message: { kind: "open", depth: 1 } })
  })

  it("12. a child closes while the parent is suspended: kept, and taken at the resume", () => {
    const { c, child, link } = opened()
    const chief = c.world.plan.organisation.roles["cs-supervisor"]
    expect(chief).toBeDefined()
    const boss = { person: "boss", keys: ["role:cs-supervisor"] } as const
    accepted(c.send({ ...c.envelope("2026-03-05 09:00"), _tag: "Suspend", actor: boss }))
    accepted(c.hears("2026-03-06 15:00", { _tag: "LinkClosed", link, outcome: "good", values: {} }, child))
    expect(c.entries("Parked")).toHaveLength(1)
    expect(c.state.waiting).toHaveLength(1)
    accepted(c.send({ ...c.envelope("2026-03-09 09:00"), _tag: "Resume", actor: boss }))
    expect(c.entries("LinkEnded")).toMatchObject([{ at: at("2026-03-09 09:00"), outcome: "good" }])
    expect(c.task("after").offered).toBe(at("2026-03-09 09:00"))
    expect(c.state.waiting).toEqual([])
  })

  it("13. cancel meets close: the closing finds no waiting call, nothing is stuck", () => {
    const { c, child, link } = opened()
    c.does("chen", "2026-03-04 10:00", { _tag: "Complete", n: c.n("settle"), values: {} })
    expect(c.entries("Sent").at(-1)).toMatchObject({ lane: child, message: { signal: { _tag: "Cancel" } } })
    expect(
      accepted(c.hears("2026-03-04 10:00", { _tag: "LinkClosed", link, outcome: "satisfied", values: {} }, child))
    ).toMatchObject([{ _tag: "Ignored" }])
    expect(c.open()).toEqual(["after"])
  })

  it("a call that cannot be opened ends cancelled", () => {
    const { c, child, link } = opened()
    accepted(c.hears("2026-03-04 10:00", { _tag: "LinkFailed", link, why: "unknown procedure" }, child))
    expect(c.state.done["ask"]?.more).toMatchObject({ outcome: "cancelled" })
    expect(c.open()).toEqual(["after"])
  })

  it("a cancelled child ends as cancelled, whatever it was doing", () => {
    const { c } = opened()
    accepted(c.hears("2026-03-04 10:00", { _tag: "Cancel", why: "the caller went away" }, "grandparent"))
    expect(c.state).toMatchObject({ status: "ended", outcome: "cancelled" })
    expect(c.entries("Sent").at(-1)).toMatchObject({ message: { kind: "signal", signal: { _tag: "Cancel" } } })
  })

  it("14. cancelled before it was opened: void, and it never opens", () => {
    const c = new Case(parent, "V")
    accepted(c.hears("2026-03-04 10:00", { _tag: "Cancel", why: "interrupted" }, "workflow"))
    expect(c.state.status).toBe("void")
    expect(
      c.refused("chen", "2026-03-04 10:01", { _tag: "Open", procedure: "parent", plan: "sha256:0", values: {}, depth: 0 })
    ).toEqual({ _tag: "CaseVoid" })
    expect(c.rows().tasks).toEqual([])
  })

  it("15. a command that was done is done: the same id says nothing more", () => {
    const { c } = opened()
    const command = {
      ...c.envelope("2026-03-04 10:00"),
      _tag: "Complete" as const,
      actor: c.actor("chen"),
      n: c.n("settle"),
      values: {}
    }
    expect(accepted(c.send(command)).length).toBeGreaterThan(0)
    c.does("chen", "2026-03-04 10:05", { _tag: "Complete", n: c.n("after"), values: {} })
    expect(accepted(c.send({ ...command, stamp: at("2026-03-04 10:10") }))).toEqual([])
  })
})
