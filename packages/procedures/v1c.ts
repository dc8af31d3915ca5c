/**
 * The procedures of company V1C, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { Appeal } from "./v1c/appeal.procedure.gen.ts"
export { MonthlyPenalties } from "./v1c/monthly-penalties.procedure.gen.ts"
export { SuperiorLiability } from "./v1c/superior-liability.procedure.gen.ts"
export { Violation } from "./v1c/violation.procedure.gen.ts"
export { schedules } from "./v1c/handbook.gen.ts"
