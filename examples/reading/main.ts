/** Two people read one case: the front desk sees the phone number, the repair worker sees that there is one. */
import { DateTime, Effect, Layer } from "effect"
import * as Hidden from "@frontdesk/core/case/Hidden"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Repair } from "@frontdesk/procedures/v0b"

const people = DirectoryMemory.layer({
  organisations: [Repair.compiled.plan.organisation],
  staff: { wang: [{ role: "front-desk-receptionist" }], he: [{ role: "repair-worker" }], ma: [{ role: "fee-collector" }] }
})
const live = layer({ procedures: [Repair] }).pipe(Layer.provide([CaseStoreMemory.layer, NotifierMemory.layer, people]))

export const program = Effect.gen(function* () {
  const desk = yield* Desk
  const now = yield* DateTime.now
  const { caseId } = yield* desk.open(Repair, {
    reporter: "sun",
    unit: "3-201",
    contact: "13800000000",
    content: "the lamp on the stairs is dark",
    "repair-kind": "other-repair",
    part: "lamps",
    "handed-over": "2025-06-01",
    visit: DateTime.add(now, { days: 1 })
  }, staff<"front-desk-receptionist">("wang"))

  const phone = Effect.fnUntraced(function* (person: string) {
    const [opened] = yield* desk.as(person).history(caseId)
    const contact = opened?._tag === "Opened" ? opened.values["contact"] : undefined
    return Hidden.is(contact) ? `hidden: ${contact["~hidden"]}` : contact
  })
  return {
    wang: yield* phone("wang"),
    he: yield* phone("he"),
    // nothing in the procedure is hers to do: for her there is no such case
    ma: yield* phone("ma").pipe(Effect.catchTag("NoSuchCase", () => Effect.succeed("no such case")))
  }
}).pipe(Effect.provide(live))

if (import.meta.main) console.log(await Effect.runPromise(program))
