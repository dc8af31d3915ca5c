/**
 * The procedures of company V0B, typed.
 *
 * @since 0.1.0
 */
export { Complaint } from "./v0b/complaint.procedure.gen.ts"
export { CustodyPatrol } from "./v0b/custody-patrol.procedure.gen.ts"
export { HouseCustody } from "./v0b/house-custody.procedure.gen.ts"
