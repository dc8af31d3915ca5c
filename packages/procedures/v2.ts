/**
 * The procedures of company V2, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { Activity } from "./v2/activity.procedure.gen.ts"
export { Callback } from "./v2/callback.procedure.gen.ts"
export { Capa } from "./v2/capa.procedure.gen.ts"
export { Complaint } from "./v2/complaint.procedure.gen.ts"
export { Countersign } from "./v2/countersign.procedure.gen.ts"
export { DemandStatistics } from "./v2/demand-statistics.procedure.gen.ts"
export { Enquiry } from "./v2/enquiry.procedure.gen.ts"
export { FeeCounter } from "./v2/fee-counter.procedure.gen.ts"
export { FeeNotice } from "./v2/fee-notice.procedure.gen.ts"
export { FeeObjection } from "./v2/fee-objection.procedure.gen.ts"
export { HouseAcceptance } from "./v2/house-acceptance.procedure.gen.ts"
export { KeyAfterHours } from "./v2/key-after-hours.procedure.gen.ts"
export { KeyCount } from "./v2/key-count.procedure.gen.ts"
export { KeyLend } from "./v2/key-lend.procedure.gen.ts"
export { MismatchReport } from "./v2/mismatch-report.procedure.gen.ts"
export { MoveIn } from "./v2/move-in.procedure.gen.ts"
export { OtherUnresolvable } from "./v2/other-unresolvable.procedure.gen.ts"
export { Reception } from "./v2/reception.procedure.gen.ts"
export { RenovationKeyCustody } from "./v2/renovation-key-custody.procedure.gen.ts"
export { Repair } from "./v2/repair.procedure.gen.ts"
export { Suggestion } from "./v2/suggestion.procedure.gen.ts"
export { schedules } from "./v2/handbook.gen.ts"
