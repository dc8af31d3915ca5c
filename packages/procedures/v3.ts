/**
 * The procedures of company V3, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { Reception } from "./v3/reception.procedure.gen.ts"
export { ReviewRecords } from "./v3/review-records.procedure.gen.ts"
export { schedules } from "./v3/handbook.gen.ts"
