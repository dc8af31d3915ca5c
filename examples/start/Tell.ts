/**
 * Plays the acts through a desk on a SQLite file, in virtual time, and prints what happened: a dated story per case,
 * then the worklist of what is still open.
 */
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as Story from "@frontdesk/core/case/Story"
import * as Told from "@frontdesk/core/case/Told"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Complaint } from "@frontdesk/procedures/v0b"
import { Reception } from "@frontdesk/procedures/v3"
import { ItemRelease } from "@frontdesk/procedures/v4"
import { acts, at } from "./Acts.ts"

const procedures: ReadonlyArray<{ readonly compiled: Compiled }> = [Complaint, Reception, ItemRelease]
const begin = at("2026-03-02 00:00").epochMilliseconds
const tenDays = 10 * 24 * 3_600_000

const people = DirectoryMemory.layer({
  organisations: procedures.map(({ compiled }) => compiled.plan.organisation),
  staff: {
    wang: [{ role: "front-desk-receptionist" }],
    li: [{ role: "cs-supervisor" }],
    he: [{ role: "responsible-person", in: "security-dept" }],
    tan: [{ role: "responsible-person", in: "repair-dept" }],
    zhou: [{ role: "dept-supervisor", in: "security-dept" }],
    chen: [{ role: "office-director" }],
    zhao: [{ role: "center-manager" }],
    sha: [{ role: "central-dispatcher" }],
    gao: [{ role: "gate-guard" }]
  }
})

const language: Told.Language = /^zh/i.test(process.env["LC_ALL"] ?? process.env["LANG"] ?? "") ? "zh" : "en"
const readerOf = (procedure: string): Told.Reader => {
  const compiled = procedures.find((one) => one.compiled.plan.procedure === procedure)?.compiled
  return { language, zone: compiled?.plan.time.zone ?? "UTC", words: compiled?.words ?? {}, plan: compiled?.plan }
}
const say = (en: string, zh: string): void => console.log(language === "zh" ? zh : en)

/** Lets time pass from due instant to due instant, as it would have passed. */
const passTo = Effect.fnUntraced(function* (instant: number) {
  const desk = yield* Desk
  const store = yield* CaseStore
  for (let wake = yield* store.nextWake; wake !== null && wake < instant; wake = yield* store.nextWake) {
    const now = yield* store.now
    yield* TestClock.setTime(Math.max(now, wake + 1))
    yield* desk.drain
  }
  yield* TestClock.setTime(instant)
})

/** How far each case had come: `now` is the instant of its last entry, `seq` its number. */
const soFar = Effect.gen(function* () {
  const desk = yield* Desk
  const { items } = yield* desk.cases({}, undefined, 1000)
  const views = yield* Effect.forEach(items, ({ caseId }) => desk.case(caseId))
  return new Map(views.map(({ caseId, state }) => [caseId, { now: state.now, seq: state.v }]))
})

const printStories = Effect.fnUntraced(function* (before: ReadonlyMap<string, { readonly seq: number }>) {
  const desk = yield* Desk
  const { items } = yield* desk.cases({}, undefined, 1000)
  for (const head of items.toSorted((a, b) => a.openedAt - b.openedAt)) {
    const since = before.get(head.caseId)?.seq ?? 0
    if (since >= head.version) continue
    const reader = readerOf(head.procedure)
    const name = head.procedure.slice(head.procedure.lastIndexOf("/") + 1)
    console.log(`\n── ${head.caseId} · ${Told.title(reader, name)} (${head.procedure})`)
    for (const line of Story.lines(yield* desk.history(head.caseId), reader, since)) console.log(`   ${Story.show(line, reader)}`)
  }
})

const printWorklist = Effect.gen(function* () {
  const desk = yield* Desk
  const { items } = yield* desk.tasks({}, undefined, 100)
  if (items.length === 0) return say("\nNothing is open.", "\n没有未办事项。")
  say("\nStill open:", "\n未办事项：")
  for (const task of items) {
    const reader = readerOf(task.procedure)
    const due = task.atOnce ? Told.pick(reader, "at once", "立即") : task.due === null ? "—" : Told.instant(task.due, reader.zone)
    const who = Told.keys(reader, task.holder === undefined ? task.offer : [`person:${task.holder}`])
    const missed = task.missed ? Told.pick(reader, "  (late)", "（已逾期）") : ""
    console.log(`   ${task.caseId.padEnd(8)} ${Told.title(reader, task.step).padEnd(12)} ${due.padEnd(18)} ${who}${missed}`)
  }
})

const play = Effect.gen(function* () {
  const desk = yield* Desk
  const before = yield* soFar
  const from = Math.max(begin, ...[...before.values()].map(({ now }) => now))
  yield* TestClock.setTime(from)
  const ahead = acts
    .filter((act) => before.size === 0 || act.at.epochMilliseconds > from)
    .toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
  const first = ahead[0]
  if (first === undefined) {
    say(
      "\nThe story is over: nobody has anything left to do in it. Delete the file to see it from the beginning.",
      "\n故事到此结束。删除该文件即可从头再看。"
    )
    yield* printWorklist
    return { more: false }
  }
  const days = Math.floor((first.at.epochMilliseconds - begin) / tenDays) + 1
  const until = begin + days * tenDays
  const day = (instant: number) => Told.instant(instant, Complaint.compiled.plan.time.zone).slice(0, 10)
  const stretch = `${day(until - tenDays + 1)} – ${day(until)}`
  say(`\nTen days of virtual time: ${stretch}`, `\n虚拟时间十天：${stretch}`)
  for (const act of ahead.filter((one) => one.at.epochMilliseconds <= until)) {
    yield* passTo(act.at.epochMilliseconds)
    yield* act.by(desk, act.id)
    yield* desk.drain
  }
  yield* passTo(until)
  yield* desk.drain
  yield* printStories(before)
  yield* printWorklist
  return { more: ahead.some((one) => one.at.epochMilliseconds > until) }
})

export const tell = ({ file, shown }: { readonly file: string; readonly shown: string }): Promise<void> =>
  play.pipe(
    Effect.provide(
      Desks.layer({ procedures, calendarSources: [ChineseDays.source], background: false, settle: 0 }).pipe(
        Layer.provideMerge(Sqlite.layer({ filename: file })),
        Layer.provide([people, NotifierMemory.layer]),
        Layer.provideMerge(TestClock.layer())
      )
    ),
    Effect.map(({ more }) => {
      say(`\nEverything is in ${shown}.`, `\n全部记录在 ${shown}。`)
      if (more) say("Run `npm start` again: it goes on from there.", "再次运行 npm start 将接着往下进行。")
    }),
    Effect.runPromise
  )
