/** What a writer that is killed does, and so what it must leave behind. */
import type { Change } from "../../port/CaseStore.ts"
import { change, message, task } from "../law/Sample.ts"

export const names = (cases: number): ReadonlyArray<string> => Array.from({ length: cases }, (_, i) => `case-${i}`)

/** The `k`-th change of a case, from 1. */
export const step = (caseId: string, k: number): Change =>
  change(caseId, 2 * k - 2, {
    entries: 2,
    entry: { body: `{"k":${k}}` },
    commands: [`${caseId}-${k}`],
    body: `{"k":${k}}`,
    tasks: { put: [task(caseId, k)], drop: [k - 1] },
    wake: k,
    messages: [message(2 * k, { lane: "x", after: 0 })],
    acks: k > 1 ? [`${caseId}:${2 * k - 2}`] : []
  })
