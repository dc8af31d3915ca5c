/**
 * What the people of three front desks do in March 2026: three complaints at V0B, two requests at V3, furniture that leaves
 * V4. Some act in time, some late, some not at all. Each act has an id, so a file that has seen it already does not do it
 * again.
 */
import { DateTime, type Effect } from "effect"
import type { Orders } from "@frontdesk/core/desk/Counter"
import { staff } from "@frontdesk/core/desk/Handle"
import type { DeskError } from "@frontdesk/core/desk/Refused"
import type { Accepted } from "@frontdesk/core/desk/Order"
import { Complaint } from "@frontdesk/procedures/v0b"
import { Reception } from "@frontdesk/procedures/v3"
import { ItemRelease } from "@frontdesk/procedures/v4"

/** The wall clock of Shanghai. */
export const at = (local: string): DateTime.Utc => DateTime.makeUnsafe(`${local.replace(" ", "T")}:00+08:00`)

export interface Act {
  readonly at: DateTime.Utc
  readonly id: string
  readonly by: (desk: Orders, id: string) => Effect.Effect<Accepted, DeskError>
}

const act = (local: string, id: string, by: Act["by"]): Act => ({ at: at(local), id, by })

const wang = staff<"front-desk-receptionist">("wang")
const li = staff<"cs-supervisor">("li")
const zhou = staff<"dept-supervisor">("zhou")
const he = staff<"responsible-person">("he")
const tan = staff<"responsible-person">("tan")
const chen = staff<"office-director">("chen")
const zhao = staff<"center-manager">("zhao")

const sha = staff<"central-dispatcher">("sha")
const gao = staff<"gate-guard">("gao")

/** The complaint that the reception `post` opens. */
const post = "post/3"

const received = (local: string) => ({ "received-at": at(local), "occurred-at": at(local) })

export const acts: ReadonlyArray<Act> = [
  // The lift: a major complaint, everything in time.
  act("2026-03-02 10:00", "lift-open", (desk, id) =>
    desk.open(
      Complaint,
      {
        ...received("2026-03-02 10:00"),
        complainant: "sun",
        unit: "3-201",
        place: "lift of building 3",
        "against-department": "repair-dept",
        course: "the lift dropped with three people inside",
        demand: "stop it and explain",
        "harm-ongoing": false
      },
      wang,
      { caseId: "lift", id }
    )),
  act("2026-03-02 10:05", "lift-classify", (desk, id) =>
    desk.complete(Complaint.task.classify, "lift", { "severe-impact": true, "our-fault": true }, wang, { id })),
  act("2026-03-02 10:15", "lift-contact", (desk, id) =>
    desk.complete(Complaint.task.contact, "lift", { clarified: "nobody is hurt; it fell half a floor" }, tan, { id })),
  act("2026-03-02 11:00", "lift-hand-over", (desk, id) =>
    desk.complete(Complaint.task["hand-over"], "lift", { "received-by": { by: "chen" } }, wang, { id })),
  act("2026-03-04 18:00", "lift-answer", (desk, id) =>
    desk.complete(Complaint.task.answer, "lift", { answer: "brake worn; the lift is shut down", way: "visit" }, chen, { id })),
  act("2026-03-12 09:00", "lift-solve", (desk, id) =>
    desk.complete(Complaint.task.solve, "lift", { result: "brake replaced and inspected", ours: true }, chen, { id })),
  act("2026-03-12 16:00", "lift-tell", (desk, id) =>
    desk.complete(Complaint.task.tell, "lift", { "told-by": "phone", reaction: "content" }, wang, { id })),

  // The guard: an important complaint, handed over late, then it climbs to the director.
  act("2026-03-02 16:30", "guard-open", (desk, id) =>
    desk.open(
      Complaint,
      {
        ...received("2026-03-02 16:30"),
        complainant: "qian",
        unit: "1-502",
        place: "south gate",
        "against-department": "security-dept",
        course: "a guard let a stranger's car in",
        demand: "an apology",
        "harm-ongoing": false
      },
      wang,
      { caseId: "guard", id }
    )),
  act("2026-03-02 16:40", "guard-classify", (desk, id) =>
    desk.complete(Complaint.task.classify, "guard", { "severe-impact": false, "our-fault": true }, wang, { id })),
  act("2026-03-02 16:50", "guard-contact", (desk, id) =>
    desk.complete(Complaint.task.contact, "guard", { clarified: "the car stood in her space for an hour" }, he, { id })),
  act("2026-03-02 17:45", "guard-hand-over", (desk, id) =>
    desk.complete(Complaint.task["hand-over"], "guard", { "received-by": { by: "zhou" } }, wang, { id })),
  act("2026-03-09 10:00", "guard-solve", (desk, id) =>
    desk.complete(Complaint.task.solve, "guard", { result: "guard trained, apology made", ours: true }, chen, { id })),
  act("2026-03-09 15:00", "guard-tell", (desk, id) =>
    desk.complete(Complaint.task.tell, "guard", { "told-by": "phone" }, wang, { id })),

  // The barbecue: a minor complaint with the resident's own limit.
  act("2026-03-03 09:00", "smoke-open", (desk, id) =>
    desk.open(
      Complaint,
      {
        ...received("2026-03-03 09:00"),
        complainant: "li-family",
        unit: "2-101",
        place: "courtyard of building 2",
        "against-department": "security-dept",
        course: "smoke of a barbecue outside the estate",
        demand: "make it stop before the weekend",
        "harm-ongoing": false,
        "asked-for": at("2026-03-06 18:00")
      },
      wang,
      { caseId: "smoke", id }
    )),
  act("2026-03-03 09:20", "smoke-classify", (desk, id) =>
    desk.complete(Complaint.task.classify, "smoke", { "severe-impact": false, "our-fault": false }, wang, { id })),
  act("2026-03-03 09:40", "smoke-contact", (desk, id) =>
    desk.complete(Complaint.task.contact, "smoke", { clarified: "every Friday evening, from the street" }, he, { id })),
  act("2026-03-05 14:00", "smoke-solve", (desk, id) =>
    desk.complete(Complaint.task.solve, "smoke", { result: "not on our land; told the street office", ours: false }, he, { id })),
  act("2026-03-05 16:30", "smoke-tell", (desk, id) =>
    desk.complete(Complaint.task.tell, "smoke", { "told-by": "visit" }, wang, { id })),

  // The lamp: a request nobody takes care of; it climbs twice.
  act("2026-03-02 16:40", "lamp-open", (desk, id) =>
    desk.open(
      Reception,
      {
        owner: "sun",
        phone: "13800000000",
        unit: "3-201",
        channel: "visit",
        "received-at": at("2026-03-02 16:30"),
        reason: "the lamp in the stairwell keeps failing",
        "is-complaint": false,
        "directly-solvable": false,
        department: "engineering-dept"
      },
      wang,
      { caseId: "lamp", id }
    )),
  act("2026-03-10 10:00", "lamp-handle", (desk, id) =>
    desk.complete(
      Reception.task.handle,
      "lamp",
      { handling: "talked to the developer, no result", result: "cannot-be-solved", why: "a fault of the building itself" },
      zhao,
      { id }
    )),

  // The sofa: a tenant without the owner's permission, who comes back with it; the guard counts one piece too many.
  act("2026-03-04 10:00", "sofa-open", (desk, id) =>
    desk.open(
      ItemRelease,
      { applicant: "zu", unit: "3-202", "applicant-kind": "tenant", why: "taking-out", items: [{ item: "sofa", pieces: 1 }] },
      sha,
      { caseId: "sofa", id }
    )),
  act("2026-03-05 09:00", "sofa-2-open", (desk, id) =>
    desk.open(
      ItemRelease,
      {
        applicant: "zu",
        unit: "3-202",
        "applicant-kind": "tenant",
        why: "moving-out",
        items: [{ item: "sofa", pieces: 1 }, { item: "box", pieces: 4 }],
        permission: "letter of the owner"
      },
      sha,
      { caseId: "sofa-2", id }
    )),
  act("2026-03-05 09:10", "sofa-2-pass", (desk, id) =>
    desk.complete(ItemRelease.task["issue-pass"], "sofa-2", { "pass-no": "F-017", pieces: 5 }, sha, { id })),
  act("2026-03-05 09:40", "sofa-2-gate", (desk, id) => desk.complete(ItemRelease.task["gate-check"], "sofa-2", { counted: 6 }, gao, { id })),
  act("2026-03-05 09:50", "sofa-2-clear", (desk, id) =>
    desk.complete(ItemRelease.task["clear-up"], "sofa-2", { result: "surplus-taken-back", remark: "a lamp of the owner was among them" }, sha, { id })),
  act("2026-03-05 10:00", "sofa-2-gate-again", (desk, id) => desk.complete(ItemRelease.task["gate-check"], "sofa-2", { counted: 5 }, gao, { id })),

  // The empty post: a request that is a complaint, so it goes to the other company's procedure.
  act("2026-03-11 08:20", "post-open", (desk, id) =>
    desk.open(
      Reception,
      {
        owner: "sun",
        phone: "13800000000",
        unit: "3-201",
        channel: "call",
        "received-at": at("2026-03-11 08:00"),
        reason: "nobody at the gate at night",
        "is-complaint": true,
        "directly-solvable": false,
        department: "security-dept"
      },
      wang,
      { caseId: "post", id }
    )),
  // The rest of this complaint is left open; the second run goes on from here.
  act("2026-03-13 09:00", "post-intake", (desk, id) =>
    desk.complete(
      Complaint.task.intake,
      post,
      {
        "occurred-at": at("2026-03-10 23:00"),
        place: "south gate",
        "against-department": "security-dept",
        demand: "a second guard at night",
        "harm-ongoing": false
      },
      wang,
      { id }
    )),
  act("2026-03-13 09:10", "post-classify", (desk, id) =>
    desk.complete(Complaint.task.classify, post, { "severe-impact": false, "our-fault": true }, li, { id })),
  act("2026-03-13 09:20", "post-contact", (desk, id) =>
    desk.complete(Complaint.task.contact, post, { clarified: "twice this week, after eleven" }, he, { id })),
  act("2026-03-13 09:30", "post-hand-over", (desk, id) =>
    desk.complete(Complaint.task["hand-over"], post, { "received-by": { by: "zhou" } }, wang, { id })),
  act("2026-03-14 15:00", "post-solve", (desk, id) =>
    desk.complete(Complaint.task.solve, post, { result: "second guard from tonight", ours: true }, zhou, { id })),
  act("2026-03-14 17:00", "post-tell", (desk, id) =>
    desk.complete(Complaint.task.tell, post, { "told-by": "phone", reaction: "thanks" }, wang, { id }))
]
