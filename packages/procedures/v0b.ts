/**
 * The procedures of company V0B, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { Complaint } from "./v0b/complaint.procedure.gen.ts"
export { CustodyPatrol } from "./v0b/custody-patrol.procedure.gen.ts"
export { Dunning } from "./v0b/dunning.procedure.gen.ts"
export { HouseAcceptance } from "./v0b/house-acceptance.procedure.gen.ts"
export { HouseCustody } from "./v0b/house-custody.procedure.gen.ts"
export { MoveIn } from "./v0b/move-in.procedure.gen.ts"
export { RepairCallback } from "./v0b/repair-callback.procedure.gen.ts"
export { Repair } from "./v0b/repair.procedure.gen.ts"
export { schedules } from "./v0b/handbook.gen.ts"
