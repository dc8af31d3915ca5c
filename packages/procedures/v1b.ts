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
export { E07TenantFurniture } from "./v1b/e07-tenant-furniture.procedure.gen.ts"
export { E08NeighboursDoor } from "./v1b/e08-neighbours-door.procedure.gen.ts"
export { E09OpenDoor } from "./v1b/e09-open-door.procedure.gen.ts"
export { E10SmokeAndDrip } from "./v1b/e10-smoke-and-drip.procedure.gen.ts"
export { E11Blows } from "./v1b/e11-blows.procedure.gen.ts"
export { E12Advertisement } from "./v1b/e12-advertisement.procedure.gen.ts"
export { EmergencyEntry } from "./v1b/emergency-entry.procedure.gen.ts"
export { LeakDamage } from "./v1b/leak-damage.procedure.gen.ts"
export { NeighbourMediation } from "./v1b/neighbour-mediation.procedure.gen.ts"
export { OpenDoorFound } from "./v1b/open-door-found.procedure.gen.ts"
