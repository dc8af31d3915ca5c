/** The same complaint in four companies (S26), at one desk and from one reception: only terms and ways differ. */
import { expect, it } from "@effect/vitest"
import { DateTime, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { describe } from "vitest"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import * as Handle from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as V0b from "@frontdesk/procedures/v0b"
import * as V2 from "@frontdesk/procedures/v2"
import * as V3 from "@frontdesk/procedures/v3"
import * as V4 from "@frontdesk/procedures/v4"

const reception = {
  complainant: "mrs-zhou",
  unit: "3-201",
  "received-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z"), // 10:00 in Shanghai
  course: "the refuse stood there for two days"
} as const

const procedures = [V0b.Complaint, V2.Complaint, V2.Countersign, V2.Callback, V2.Capa, V3.Reception, V4.Complaint] as const

const desks = layer({ procedures, background: false }).pipe(
  Layer.provide([
    CaseStoreMemory.layer,
    NotifierMemory.layer,
    DirectoryMemory.layer({
      organisations: procedures.map((it) => it.compiled.plan.organisation),
      staff: {
        wang: [{ role: "front-desk-receptionist" }, { role: "central-dispatcher" }],
        tan: [{ role: "cs-manager" }],
        qian: [{ role: "assistant-manager" }]
      },
      parties: { "mrs-zhou": "owner" }
    })
  ])
)

const wang = Handle.staff<"front-desk-receptionist">("wang")
const tan = Handle.staff<"cs-manager">("tan")
const dispatcher = Handle.staff<"central-dispatcher">("wang")

describe("a service error, received on Monday at 10:00", () => {
  it.effect("is one thing in each of the four companies, with the holder and the term that its handbook says", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(DateTime.toEpochMillis(reception["received-at"]))
      const desk = yield* Desk
      const { complainant, course, unit } = reception
      const v0b = yield* desk.open(
        V0b.Complaint,
        { ...reception, "occurred-at": reception["received-at"], place: "yard", "against-department": "repair-dept", demand: "take it away", "harm-ongoing": false },
        wang
      )
      const v2 = yield* desk.open(
        V2.Complaint,
        { complainant, unit, course, channel: "visit", subject: "hygiene", apologised: true, "happened-at": reception["received-at"], place: "yard", cause: "nobody came", "against-department": "environment-dept", "send-by": DateTime.makeUnsafe("2026-03-02T09:00:00Z") },
        wang
      )
      const v3 = yield* desk.open(
        V3.Reception,
        { owner: complainant, phone: "13800000000", unit, channel: "visit", "received-at": reception["received-at"], reason: course, "is-complaint": true, "directly-solvable": false, department: "security-dept" },
        wang
      )
      const v4 = yield* desk.open(V4.Complaint, { ...reception, major: false, department: "environment-dept" }, dispatcher)
      yield* desk.drain
      yield* desk.complete(V0b.Complaint.task.classify, v0b.caseId, { "severe-impact": false, "our-fault": true }, wang)
      yield* desk.complete(
        V2.Complaint.task.judge,
        v2.caseId,
        { "in-our-scope": true, "legacy-of-developer": false, major: false, departments: ["environment-dept"] },
        tan
      )
      yield* desk.drain
      const local = (at: number): string => DateTime.formatIsoZoned(DateTime.makeZonedUnsafe(at, { timeZone: "Asia/Shanghai" })).slice(0, 16)
      const open = (caseId: string) =>
        Effect.map(desk.tasks({ caseId }), ({ items }) =>
          items.map(({ due, holder, offer, step }) => `${step}: ${holder ?? offer.join(", ")}${due === null ? "" : `, until ${local(due)}`}`)
        )
      const [link] = Object.values((yield* desk.case(v2.caseId)).state.links)
      const sheet = link?.case ?? ""
      yield* desk.complete(V2.Countersign.task.intake, sheet, { "owner-signature": { by: complainant } }, wang)
      yield* desk.complete(V2.Countersign.task.issue, sheet, { opinion: "to the environment department" }, wang)
      expect(yield* open(v0b.caseId)).toEqual(["contact: role:responsible-person@repair-dept, role:dept-supervisor@repair-dept", "hand-over: wang, until 2026-03-02T11:00"])
      expect(yield* open(sheet)).toEqual(["receive#1: role:dept-manager@environment-dept"])
      expect((yield* desk.case(sheet)).state.clocks.map(({ due }) => (due === null ? "" : local(due)))).toContain("2026-03-05T10:00")
      expect(yield* open(v4.caseId)).toEqual(["solve: role:assistant-manager, until 2026-03-03T10:00"])

      // V3 has no procedure of its own for it (Q34): the one it is mapped to
      const [mapped] = Object.values((yield* desk.case(v3.caseId)).state.links)
      expect((yield* desk.case(mapped?.case ?? "")).state.procedure).toBe("v0b/complaint")
    }).pipe(Effect.provide(desks))
  )
})
