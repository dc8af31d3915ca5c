/**
 * Whoever reads never finds what he may not see (engine I-26): secrets are planted in every confidential field of a case
 * that uses each kind of step, then everything is read by everybody, after every step, and searched.
 */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as Hidden from "@frontdesk/core/case/Hidden"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Office from "../case/Office.ts"
import { areas, files, SECRET, staff } from "../case/secret.ts"

const compiled = compile({ files }).procedures.map((it) => it.compiled)
const values = Schema.Unknown as unknown as Form<Values>
const handle = (name: string): ProcedureHandle<string, Values, OutcomeShape, {}, string> => {
  const found = compiled.find(({ plan }) => plan.procedure === `office/${name}`)
  if (found === undefined) throw new Error(`${name} does not compile`)
  return { procedure: found.plan.procedure, compiled: found, intake: values, outcome: Schema.Unknown as never, task: {} }
}
const Inquiry = handle("inquiry")
const Aside = handle("aside")
const step = (name: string) => ({ procedure: "", step: name, form: values })

const layer = Desks.layer({ procedures: [Inquiry, Aside], background: false, settle: 0 }).pipe(
  Layer.provideMerge(NotifierMemory.layer),
  Layer.provide([
    CaseStoreMemory.layer,
    DirectoryMemory.layer({ organisations: [Inquiry.compiled.plan.organisation], staff, areas, parties: { sun: "owner", zhou: "owner" } })
  ])
)

type Service = Desk["Service"]

/** Everything one person can read. */
const everything = Effect.fnUntraced(function*(desk: Service, person: string) {
  const sight = desk.as(person)
  const all = yield* desk.cases({})
  const cases = yield* sight.cases({})
  const found = yield* Effect.forEach(all.items, ({ caseId }) =>
    Effect.gen(function*() {
      return [yield* sight.case(caseId), yield* sight.history(caseId), yield* sight.explain(caseId)] as const
    }).pipe(Effect.catchTag("NoSuchCase", () => Effect.succeed([]))))
  return {
    cases,
    found,
    worklist: yield* sight.worklist({}),
    tasks: yield* sight.tasks({}),
    of: yield* Effect.forEach(Object.keys(staff), (other) => sight.tasks({ person: other })),
    by: yield* sight.cases({ subject: ["unit", `${SECRET}-unit`] }),
    ledgers: yield* Effect.forEach(["office/book", "office/vault-book", "archive:office/unit-file"] as const, (ledger) => sight.ledger({ ledger })),
    feed: yield* sight.feed(null, 1000),
    watched: yield* Stream.runCollect(Stream.take(sight.watch(null), 1)),
    reports: yield* Effect.forEach((yield* desk.tasks({})).items, (task) =>
      Effect.catchTag(sight.reports(task), "NoSuchCase", () => Effect.succeed({})))
  }
})

const intake = {
  owner: "sun",
  note: "plain note",
  phone: `${SECRET}-phone`,
  unit: `${SECRET}-unit`,
  fee: "747474.11",
  household: [{ member: "anna", id: `${SECRET}-id` }],
  names: [`${SECRET}-name`],
  span: { start: "2026-03-01", end: "2026-03-31" }
}
/** the fee, and twice as much */
const secrets = new RegExp(`${SECRET}|747474|1494948`)
const strangers = ["wang", "zhao", "li", "lin", "zhou"]

/** A whole case; `look` after each step. */
const play = Effect.fnUntraced(function*(desk: Service, look: (when: string) => Effect.Effect<void>) {
  let moment = Office.instant("2026-03-02 09:00")
  const go = <A, E>(when: string, act: Effect.Effect<A, E>) =>
    Effect.gen(function*() {
      yield* TestClock.setTime((moment += 60_000))
      const done = yield* act
      yield* desk.drain
      yield* look(when)
      return done
    })
  const { caseId } = yield* go("opened", desk.open(Inquiry, intake, "wang"))
  const task = (name: string, of = caseId) =>
    Effect.map(desk.tasks({ caseId: of }), ({ items }) => {
      const found = items.find((row) => row.step.split("#")[0] === name)
      assert.isDefined(found, `${name} of ${items.map((row) => row.step).join(", ")}`)
      return { caseId: of, n: found!.n }
    })
  const does = (name: string, answer: Values, who: string, of = caseId) =>
    go(`${name} by ${who}`, Effect.flatMap(task(name, of), (at) => desk.complete<string, string, Values, string>(step(name), at, answer, who)))
  yield* does("interview", { story: `${SECRET}-story`, plain: "nothing" }, "gu")
  yield* does("visit", { ok: true }, "li")
  const both = yield* task("both")
  yield* go("signed once", desk.sign<string, string, Values, string>(step("both"), both, { remark: `${SECRET}-remark` }, "gu"))
  yield* go("suspended", desk.suspend(caseId, { values: { why: `${SECRET}-why` } }, "zhao"))
  yield* go("resumed", desk.resume(caseId, {}, "zhao"))
  yield* go("signed twice", desk.sign<string, string, Values, string>(step("both"), both, undefined, "zhao"))
  const aside = (yield* desk.cases({ procedure: "office/aside" })).items[0]!.caseId
  yield* does("answer", { answer: `${SECRET}-answer` }, "gu", aside)
  yield* does("look", { ok: true }, "li")
  yield* does("read", {}, "gu")
  yield* does("binder", { "unit-file": ["interview"] }, "gu")
  yield* go("amended", desk.amend<string, string, Values, string>(step("intake"), caseId, { phone: `${SECRET}-other` }, { reason: "typed wrongly" }, "wang"))
  yield* go("found", desk.event({ topic: "found", form: values }, { unit: `${SECRET}-unit`, code: `${SECRET}-code` }))
  const last = yield* does("finish", { ok: true }, "li")
  return { caseId, aside, last }
})

const run = <A, E>(test: (desk: Service, notifier: NotifierMemory.NotifierMemory["Service"]) => Effect.Effect<A, E>) =>
  Effect.gen(function*() {
    const context = yield* Layer.build(layer)
    return yield* test(Context.get(context, Desk), Context.get(context, NotifierMemory.NotifierMemory))
  })

describe("what a person reads", () => {
  it.effect("never holds what he may not see, whatever he reads and whenever", () =>
    run((desk) =>
      Effect.gen(function*() {
        let searched = 0
        const { last } = yield* play(desk, (when) =>
          Effect.forEach(strangers, (person) =>
            Effect.gen(function*() {
              const found = JSON.stringify(yield* everything(desk, person))
              // who signs second sees what he signs, as long as he is asked to
              const signs = person === "zhao" && ["signed once", "suspended", "resumed"].includes(when)
              const text = signs ? found.replaceAll(`${SECRET}-remark`, "") : found
              searched += text.length
              const at = text.search(secrets)
              assert.strictEqual(at < 0 ? "" : text.slice(Math.max(0, at - 200), at + 60), "", `${person} reads it after: ${when}`)
            }).pipe(Effect.orDie), { discard: true }))
        assert.isAbove(searched, 100_000)
        assert.notMatch(JSON.stringify(yield* desk.as("li").shown(last)), secrets)
        assert.match(JSON.stringify(last), secrets)
      })))

  it.effect("is all there for those who may see it, as the host reads it", () =>
    run((desk) =>
      Effect.gen(function*() {
        const { caseId } = yield* play(desk, () => Effect.void)
        assert.deepStrictEqual((yield* desk.as("gu").case(caseId)).state as unknown, (yield* desk.case(caseId)).state)
        assert.deepStrictEqual((yield* desk.as("gu").history(caseId)) as unknown, yield* desk.history(caseId))
        assert.deepStrictEqual((yield* desk.as("gu").ledger({ ledger: "office/vault-book" })) as unknown, yield* desk.ledger({ ledger: "office/vault-book" }))
        assert.strictEqual((yield* desk.as("gu").cases({ subject: ["unit", `${SECRET}-unit`] })).items.length, 1)
      })))

  it.effect("says that something is hidden, and leaves the rest as it is", () =>
    run((desk) =>
      Effect.gen(function*() {
        const { caseId } = yield* play(desk, () => Effect.void)
        const [opened] = yield* desk.as("wang").history(caseId)
        assert.strictEqual(opened?._tag, "Opened")
        if (opened?._tag !== "Opened") return
        assert.deepStrictEqual(opened.values["phone"], Hidden.of("secret"))
        assert.deepStrictEqual(opened.values["note"], "plain note")
        assert.deepStrictEqual(opened.values["household"], [{ member: "anna", id: Hidden.of("secret") }])
        assert.deepStrictEqual(opened.subject, [["owner", "sun"], ["unit", Hidden.text]])
        const { en, zh } = yield* desk.as("wang").explain(caseId)
        assert.include(en.join("\n"), "Phone: (confidential)")
        assert.include(en.join("\n"), "Double is ▒▒▒")
        assert.include(zh.join("\n"), "（保密）")
        const [row] = yield* desk.as("wang").ledger({ ledger: "office/book" })
        assert.deepStrictEqual(row?.columns, { unit: Hidden.of("secret"), note: "plain note", phone: Hidden.of("secret") })
      })))

  it.effect("is shown to the party it is about, and to no other", () =>
    run((desk) =>
      Effect.gen(function*() {
        const { aside, caseId } = yield* play(desk, () => Effect.void)
        // he may withdraw it, so it is there for him
        const [opened] = yield* desk.as("sun").history(caseId)
        assert.strictEqual(opened?._tag === "Opened" && opened.values["phone"], `${SECRET}-phone`)
        assert.strictEqual((yield* Effect.flip(desk.as("zhou").case(caseId)))._tag, "NoSuchCase")
        assert.strictEqual((yield* Effect.flip(desk.as("sun").case(aside)))._tag, "NoSuchCase")
        // a ledger is about nobody
        assert.notMatch(JSON.stringify(yield* desk.as("sun").ledger({ ledger: "office/vault-book" })), secrets)
      })))
})

describe("a case", () => {
  it.effect("is there for those who may act in it, and with `seen-by` for those it names", () =>
    run((desk) =>
      Effect.gen(function*() {
        const { aside, caseId } = yield* play(desk, () => Effect.void)
        const there = (person: string) => Effect.map(desk.as(person).cases({}), ({ items }) => items.map((head) => head.caseId).sort())
        assert.deepStrictEqual(yield* there("gu"), [caseId, aside].sort())
        assert.deepStrictEqual(yield* there("zhao"), [caseId, aside].sort())
        assert.deepStrictEqual(yield* there("wang"), [caseId])
        assert.deepStrictEqual(yield* there("li"), [caseId])
        assert.deepStrictEqual(yield* there("lin"), [])
        assert.strictEqual((yield* Effect.flip(desk.as("wang").history(aside)))._tag, "NoSuchCase")
        assert.strictEqual((yield* Effect.flip(desk.as("wang").explain(aside)))._tag, "NoSuchCase")
      })))
})

describe("a page", () => {
  const text = (name: string, more: string) =>
    `procedure: ${name}\nversion: 1\n${more}intake: { by: clerk, form: { note: text } }\nsteps:\n  - task: answer\n    by: manager\n  - end: read\noutcomes: { read: {} }\n`
  const more = [{ path: "office/open.procedure.yaml", text: text("open", "") }, { path: "office/private.procedure.yaml", text: text("private", "seen-by: manager\n") }]
  const both = compile({ files: [...files, ...more] }).procedures.map((it) => it.compiled).filter(({ plan }) => /open|private/.test(plan.procedure))
  const [Open, Private] = both.map((one): ReturnType<typeof handle> => ({ ...Inquiry, procedure: one.plan.procedure, compiled: one }))

  it.effect("is as long as was asked for, whatever lies between that is not for him", () =>
    Effect.gen(function*() {
      const context = yield* Layer.build(Desks.layer({ procedures: both, background: false, settle: 0 }).pipe(Layer.provide([
        NotifierMemory.layer,
        CaseStoreMemory.layer,
        DirectoryMemory.layer({ organisations: [both[0]!.plan.organisation], staff })
      ])))
      const desk = Context.get(context, Desk)
      yield* TestClock.setTime(Office.instant("2026-03-02 09:00"))
      for (let n = 0; n < 40; n++) yield* desk.open(n % 4 === 0 ? Open! : Private!, { note: `${n}` }, "wang", { caseId: `c-${n}` })
      for (const read of ["cases", "tasks"] as const) {
        const seen: Array<string> = []
        const long: Array<number> = []
        let cursor: string | undefined
        do {
          const page: { readonly items: ReadonlyArray<{ readonly caseId: string }>; readonly next: string | null } = yield* desk.as("wang")[read]({}, cursor, 4)
          seen.push(...page.items.map(({ caseId }) => caseId))
          long.push(page.items.length)
          cursor = page.next ?? undefined
        } while (cursor !== undefined)
        assert.deepStrictEqual(seen.toSorted(), Array.from({ length: 10 }, (_, n) => `c-${4 * n}`).toSorted())
        assert.deepStrictEqual(long, [4, 4, 2])
        assert.strictEqual((yield* desk.as("zhao")[read]({}, undefined, 30)).items.length, 30)
      }
    }))
})

describe("what is told", () => {
  it.effect("reaches only who may see it", () =>
    run((desk, notifier) =>
      Effect.gen(function*() {
        yield* play(desk, () => Effect.void)
        const sent = yield* notifier.notices
        const told = sent.filter(({ text }) => secrets.test(JSON.stringify(text)))
        assert.deepStrictEqual(told.map(({ to }) => to), [["dept:vault"]])
        assert.isAbove(sent.length, 1)
      })))
})
