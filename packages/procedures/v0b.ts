/**
 * The procedures of company V0B, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { AgitatedResident } from "./v0b/agitated-resident.procedure.gen.ts"
export { Complaint } from "./v0b/complaint.procedure.gen.ts"
export { CustodyPatrol } from "./v0b/custody-patrol.procedure.gen.ts"
export { Dunning } from "./v0b/dunning.procedure.gen.ts"
export { FeeCounter } from "./v0b/fee-counter.procedure.gen.ts"
export { FeeDoor } from "./v0b/fee-door.procedure.gen.ts"
export { HouseAcceptance } from "./v0b/house-acceptance.procedure.gen.ts"
export { HouseCustody } from "./v0b/house-custody.procedure.gen.ts"
export { IncomePublication } from "./v0b/income-publication.procedure.gen.ts"
export { ItemRelease } from "./v0b/item-release.procedure.gen.ts"
export { MoveIn } from "./v0b/move-in.procedure.gen.ts"
export { PaidService } from "./v0b/paid-service.procedure.gen.ts"
export { Reception } from "./v0b/reception.procedure.gen.ts"
export { RemedyPlan } from "./v0b/remedy-plan.procedure.gen.ts"
export { RenovationSupervision } from "./v0b/renovation-supervision.procedure.gen.ts"
export { Renovation } from "./v0b/renovation.procedure.gen.ts"
export { RepairCallback } from "./v0b/repair-callback.procedure.gen.ts"
export { RepairStatistics } from "./v0b/repair-statistics.procedure.gen.ts"
export { Repair } from "./v0b/repair.procedure.gen.ts"
export { SeveralResponsible } from "./v0b/several-responsible.procedure.gen.ts"
export { StopHarm } from "./v0b/stop-harm.procedure.gen.ts"
export { ViolationCorrection } from "./v0b/violation-correction.procedure.gen.ts"
export { schedules } from "./v0b/handbook.gen.ts"
