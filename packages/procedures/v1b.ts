/**
 * The procedures of company V1B, typed.
 *
 * @since 0.1.0
 */
export { E01FeeInAdvance } from "./v1b/e01-fee-in-advance.procedure.gen.ts"
export { E02FeeStart } from "./v1b/e02-fee-start.procedure.gen.ts"
export { E03FeeRefused } from "./v1b/e03-fee-refused.procedure.gen.ts"
export { E04MoreGreen } from "./v1b/e04-more-green.procedure.gen.ts"
export { E05NeverWaterproofed } from "./v1b/e05-never-waterproofed.procedure.gen.ts"
export { E06MeterJoint } from "./v1b/e06-meter-joint.procedure.gen.ts"
