/** Changes to try a store with: everything of a change has a default, a law says only what it is about. */
import type { TaskRow } from "../../case/Rows.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Digest } from "../../plan/Plan.ts"
import type { Change, EntryRow, MessageRow } from "../../port/CaseStore.ts"

export const digest: Digest = `sha256:${"0".repeat(63)}a`
export const otherDigest: Digest = `sha256:${"0".repeat(63)}b`

export const plan = { digest, procedure: "sample/complaint", body: `{"format":1}` }

/** The instant the laws begin at: 2026-03-02 09:00 in Shanghai. */
export const start: Instant = Date.UTC(2026, 2, 2, 1)

type Parts = Partial<Pick<Change, "commands" | "contents" | "wake" | "ledger" | "messages" | "acks">> & {
  readonly head?: Partial<Change["head"]>
  readonly tasks?: Partial<Change["tasks"]>
  readonly watch?: Partial<Change["watch"]>
  readonly standing?: Partial<Change["standing"]>
  readonly body?: string
  /** how many */
  readonly entries?: number
  readonly entry?: Partial<EntryRow>
}

/** A change of a case from version `expect` on. */
export const change = (caseId: string, expect: number, parts: Parts = {}): Change => {
  const entries = Array.from({ length: parts.entries ?? 1 }, (_, i): EntryRow => ({
    seq: expect + 1 + i,
    at: start + expect + i,
    type: "Noted",
    v: 1,
    body: `{"of":"${caseId.length}","i":${expect + i}}`,
    ...parts.entry
  }))
  return {
    caseId,
    expect,
    entries: entries as [EntryRow, ...Array<EntryRow>],
    commands: parts.commands ?? [],
    ...(parts.contents !== undefined && { contents: parts.contents }),
    head: {
      plan: digest,
      procedure: plan.procedure,
      status: "open",
      openedAt: start,
      subject: [],
      ...parts.head
    },
    snapshot: { format: 1, body: parts.body ?? `{"v":${expect + entries.length}}` },
    tasks: { put: [], drop: [], ...parts.tasks },
    wake: parts.wake ?? null,
    ledger: parts.ledger ?? [],
    messages: parts.messages ?? [],
    acks: parts.acks ?? [],
    watch: { on: [], off: [], ...parts.watch },
    standing: { on: [], off: [], ...parts.standing }
  }
}

export const task = (caseId: string, n: number, parts: Partial<TaskRow> = {}): TaskRow => ({
  caseId,
  n,
  procedure: plan.procedure,
  step: "confirm",
  node: "tier/major/confirm",
  offer: ["role:cs-supervisor"],
  due: start + 86_400_000,
  day: "2026-03-03",
  provisional: false,
  offered: start,
  turn: 1,
  rung: null,
  nobody: false,
  held: false,
  missed: false,
  atOnce: false,
  ...parts
})

export const message = (seq: number, parts: Partial<MessageRow> = {}): MessageRow => ({
  seq,
  lane: null,
  kind: "signal",
  body: `{"message":${seq}}`,
  after: start,
  ...parts
})

/** What the command of a rich change says. */
export const contentOf = (mark: string): number => mark.length

/** A change with something in every part. */
export const rich = (caseId: string, expect: number, mark: string): Change =>
  change(caseId, expect, {
    entries: 3,
    commands: [`command-${mark}`],
    contents: [contentOf(mark)],
    body: `{"snapshot":"${mark}"}`,
    head: { subject: [["unit", mark]] },
    tasks: { put: [task(caseId, expect + 1, { offer: ["role:cs-supervisor", `person:${mark}`], holder: mark })] },
    wake: start + 60_000,
    ledger: [{ ledger: `book-${mark}`, at: start, seq: expect + 1, columns: { mark } }],
    messages: [message(expect + 2, { kind: `kind-${mark}` })],
    watch: { on: [`topic-${mark}`] },
    standing: { on: [{ topic: `fact-${mark}`, seq: expect + 3, values: { mark } }] }
  })
