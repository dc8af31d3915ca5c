/** Following along: a list of what happened, kept elsewhere; how quotas stand; what nobody could deliver. */
import { Context, Effect, Fiber, Layer, Stream } from "effect"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import { NotDelivered, Notifier } from "@frontdesk/core/port/Notifier"
import { Dunning, Repair } from "@frontdesk/procedures/v0b"
import * as BigDecimal from "effect/BigDecimal"

const people = DirectoryMemory.layer({
  organisations: [Dunning.compiled.plan.organisation],
  staff: { zhao: [{ role: "fee-collector" }] }
})
const nobodyAnswers = Layer.succeed(Notifier, {
  deliver: () => Effect.fail(new NotDelivered({ why: "no such number", permanent: true }))
})
const live = layer({ procedures: [Dunning, Repair] }).pipe(Layer.provide([CaseStoreMemory.layer, people, nobodyAnswers]))

export const program = Effect.gen(function* () {
  const desk = Context.get(yield* Layer.build(live), Desk)
  // a list of one's own, and how far it has come: written in one transaction, it misses nothing and doubles nothing
  const list = { lines: [] as Array<string>, place: null as string | null }
  const follow = desk.watch(list.place).pipe(
    Stream.takeUntil(({ items }) => items.some(({ entry }) => entry._tag === "Noted")),
    Stream.runForEach(({ items, next }) =>
      Effect.sync(() => {
        for (const { caseId, entry } of items) list.lines.push(`${caseId} ${entry._tag}`)
        list.place = next
      }))
  )
  const following = yield* Effect.forkScoped(follow)
  const zhao = staff<"fee-collector">("zhao")
  const { caseId } = yield* desk.open(Dunning, {
    owner: "chen", unit: "3-201", owed: BigDecimal.fromStringUnsafe("1280.50"), "owed-for": "2026", reason: "no answer"
  }, zhao, { caseId: "dunning-1" })
  yield* desk.note(caseId, "rang twice", zhao)
  yield* Fiber.join(following)

  const quotas = yield* desk.quotas()
  const late = quotas.flatMap(({ handbook, missed, quota, reached = "-" }) => (missed ? [`${handbook}/${quota}: ${reached} %`] : []))

  const { items } = yield* desk.deadLetters()
  yield* Effect.forEach(items, ({ id }) => desk.revive(id, "skip"))
  return { list, late, deadLetters: items.map(({ message, why }) => `${message.kind}: ${why}`) }
}).pipe(Effect.scoped)

if (import.meta.main) console.log(await Effect.runPromise(program))
