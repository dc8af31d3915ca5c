/**
 * The procedures of company V0B, typed.
 *
 * @since 0.1.0
 */
export { Complaint } from "./v0b/complaint.procedure.gen.ts"
