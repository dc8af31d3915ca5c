/**
 * What a `file` step puts into archives (language §6.8; C43, C44). A file is a task: somebody ticks that each paper is
 * in its place; from then on it is fixed, and each file it went into is told of by an entry of its own.
 */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Filed } from "../../domain/Field.ts"
import * as Filing from "../../domain/Filing.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Files } from "../../plan/Plan.ts"
import type { FiledPaper } from "../Entry.ts"
import * as Place from "../Place.ts"
import { emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { TaskFrame } from "../State.ts"

/** The task is done: what lies where. Redone after a return it says which entry it takes the place of. */
export const done = (run: Run, frame: TaskFrame, files: ReadonlyArray<Files>, when: Instant): void => {
  const step = run.nodes.node.get(frame.node)?.step
  if (step?.kind !== "task") return
  const scope = Scope.of(run, frame)
  const path = Place.pathOf(frame)
  const { zone } = run.world.plan.time
  for (const { archive, by, key: of } of files) {
    const type = step.form.find(({ name }) => name === archive)?.type
    const papers = type?.kind === "filing" ? type.what.flatMap((it) => papersOf(run, it, scope, frame.items)) : []
    const keys = Filing.keys(by, of === null ? undefined : Evaluate.evaluate(of, scope), when, zone)
    const before = frame.turn > 1 ? filedBefore(run, path, archive) : new Map<string, number>()
    for (const key of keys) {
      // filed under another key now: it is no longer where it was
      const from = before.has(key) ? key : [...before.keys()].find((old) => !keys.includes(old))
      const replaces = from === undefined ? undefined : before.get(from)
      if (from !== undefined) before.delete(from)
      emit(run, { _tag: "Filed", path, archive, key, papers, ...(replaces !== undefined && { replaces }) })
    }
  }
}

/** What an earlier turn of this step put into an archive: the entry by its key. */
const filedBefore = (run: Run, path: string, archive: string): Map<string, number> => {
  const begins = Place.filed({ path, archive, key: "" })
  return new Map(
    Object.entries(run.state.rows).flatMap(([name, { seq }]) => (name.startsWith(begins) ? [[name.slice(begins.length), seq] as const] : []))
  )
}

const papersOf = (run: Run, filed: Filed, scope: Evaluate.Scope, items: ReadonlyArray<number>): ReadonlyArray<FiledPaper> => {
  // a form is fixed by the number of the task it was filled in at
  const n = filed.is === "form" ? Scope.doneOf(run.state, filed.step, items)?.n : undefined
  return Filing.parts(filed, scope).map((part) => (n === undefined ? part : { ...part, n }))
}
