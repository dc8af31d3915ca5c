/**
 * The procedures of company V1D, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { Appraisal } from "./v1d/appraisal.procedure.gen.ts"
export { DailyCheck } from "./v1d/daily-check.procedure.gen.ts"
export { SpotRating } from "./v1d/spot-rating.procedure.gen.ts"
export { WeeklyRating } from "./v1d/weekly-rating.procedure.gen.ts"
export { schedules } from "./v1d/handbook.gen.ts"
