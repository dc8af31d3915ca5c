/** What a person reads says in its type that a value may be hidden; what the host reads does not. */
import { expectTypeOf } from "vitest"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Hidden from "@frontdesk/core/case/Hidden"
import type { Seen, SeenValue } from "@frontdesk/core/case/Hidden"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Line } from "@frontdesk/core/desk/LedgerBook"
import type { Value } from "@frontdesk/core/domain/Value"

declare const seen: Extract<Seen<Entry>, { readonly _tag: "Answered" }>
declare const line: Seen<Line>
declare const state: Seen<CaseState>

expectTypeOf(seen.values["phone"]).toEqualTypeOf<SeenValue | undefined>()
expectTypeOf(seen.path).toEqualTypeOf<string>()
expectTypeOf(seen.persons).toEqualTypeOf<ReadonlyArray<string>>()
expectTypeOf(line.columns["phone"]).toEqualTypeOf<SeenValue | undefined>()
expectTypeOf(state.data["intake"]?.["phone"]).toEqualTypeOf<SeenValue | undefined>()
expectTypeOf(state.subject).toEqualTypeOf<ReadonlyArray<readonly [string, string]>>()

// a value is what a person may see, and not the other way round
expectTypeOf<Value>().toExtend<SeenValue>()
expectTypeOf<SeenValue>().not.toEqualTypeOf<Value>()
declare const one: SeenValue
if (Hidden.is(one)) expectTypeOf(one["~hidden"]).toBeString()
// @ts-expect-error what a person reads is not the host's entry
export const raw: Extract<Entry, { readonly _tag: "Answered" }> = seen
