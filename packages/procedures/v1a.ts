/**
 * The procedures of company V1A, typed, and the schedules of its handbook.
 *
 * @since 0.1.0
 */
export { CarParkCheck } from "./v1a/car-park-check.procedure.gen.ts"
export { DeskNotice } from "./v1a/desk-notice.procedure.gen.ts"
export { DoorService } from "./v1a/door-service.procedure.gen.ts"
export { FrontDeskCheck } from "./v1a/front-desk-check.procedure.gen.ts"
export { PhoneCall } from "./v1a/phone-call.procedure.gen.ts"
export { PublicRepair } from "./v1a/public-repair.procedure.gen.ts"
export { RoadCheck } from "./v1a/road-check.procedure.gen.ts"
export { schedules } from "./v1a/handbook.gen.ts"
