/**
 * The procedures of company V3, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { Emergency } from "./v3/emergency.procedure.gen.ts"
export { OwnerData } from "./v3/owner-data.procedure.gen.ts"
export { ProcedureReview } from "./v3/procedure-review.procedure.gen.ts"
export { Reception } from "./v3/reception.procedure.gen.ts"
export { ReviewRecords } from "./v3/review-records.procedure.gen.ts"
export { StyleCheck } from "./v3/style-check.procedure.gen.ts"
export { Survey } from "./v3/survey.procedure.gen.ts"
export { schedules } from "./v3/handbook.gen.ts"
