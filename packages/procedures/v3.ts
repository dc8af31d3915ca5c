/**
 * The procedures of company V3, typed.
 *
 * @since 0.1.0
 */
export { Reception } from "./v3/reception.procedure.gen.ts"
