/** What `Bundle.test.ts` bundles: files in, a played case out. It may use nothing that a browser has not. */
import * as Decide from "@frontdesk/core/case/Decide"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import * as Story from "@frontdesk/core/case/Story"
import type { Command } from "@frontdesk/core/case/Command"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Keys from "@frontdesk/core/domain/Keys"
import * as Question from "@frontdesk/core/domain/Question"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CodeFrame from "@frontdesk/core/language/diagnostic/CodeFrame"
import * as Digest from "@frontdesk/core/plan/Digest"
import { Result } from "effect"

export interface Asked {
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>
  readonly procedure: string
  readonly clerk: { readonly person: string; readonly role: string }
  readonly intake: Values
  readonly forms: { readonly [task: string]: Values }
  readonly begin: number
}

/** Opens a case and does its tasks one after the other, a minute apart; or what is wrong with the files. */
export const play = ({ begin, clerk, files, forms, intake, procedure }: Asked) => {
  const { diagnostics, handbooks, procedures } = compile({ files })
  const compiled = procedures.find((it) => it.compiled.plan.procedure === procedure)?.compiled
  const told = diagnostics.filter((it) => it.severity === "error").map((it) => CodeFrame.render(it, { language: "zh", width: 80 }))
  if (compiled === undefined) return { told, lines: [], outcome: undefined, digest: undefined }
  const { plan } = compiled
  const actor = { person: clerk.person, keys: Keys.of(plan.organisation, { person: clerk.person, posts: [{ role: clerk.role }] }) }
  const facts: { [key: string]: Value | null } = {}
  const calendars = Calendar.makeAll(handbooks.flatMap((it) => it.calendars), plan.time.zone, {}, 1)
  const journal: Array<Entry> = []
  let state = Evolve.none("case-1")
  let count = 0
  const send = (command: Record<string, unknown> & { readonly _tag: string }): void => {
    const whole = { ...command, actor, caseId: state.id, id: `k${++count}`, stamp: begin + count * 60_000 } as unknown as Command
    for (;;) {
      const moved = Decide.move({ plan, calendars, facts }, state, whole)
      if (Result.isSuccess(moved)) {
        journal.push(...moved.success.entries)
        state = moved.success.state
        return
      }
      if (moved.failure._tag !== "Asks" || Object.keys(facts).length > 100) throw new Error(JSON.stringify(moved.failure))
      for (const question of moved.failure.questions) facts[Question.key(question)] = question.ask === "keys" ? [...actor.keys] : null
    }
  }
  const digest = Digest.of(plan)
  send({ _tag: "Open", procedure: plan.procedure, plan: digest, values: intake, depth: 0 })
  const first = () => RowsOf.rows(state).tasks[0]
  for (let task = first(); task !== undefined; task = first()) send({ _tag: "Complete", n: task.n, values: forms[task.step] ?? {} })
  const reader = { language: "zh" as const, zone: plan.time.zone, words: compiled.words, plan }
  return { told, lines: Story.lines(journal, reader).map((it) => Story.show(it, reader)), outcome: state.outcome, digest }
}
