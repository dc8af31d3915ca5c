/**
 * The procedures of company V2, typed.
 *
 * @since 0.1.0
 */
export { FeeNotice } from "./v2/fee-notice.procedure.gen.ts"
export { FeeObjection } from "./v2/fee-objection.procedure.gen.ts"
