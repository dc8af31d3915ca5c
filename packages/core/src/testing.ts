/**
 * The conformance kit: the laws of a store as data, runners for test frameworks and for none, and the form in which an
 * adapter is handed to it. Runs on Node; `fast-check` must be installed.
 *
 * @since 0.1.0
 */
export type { Adapter, Host } from "./testing/Adapter.ts"
export { defineAdapter, read as readAdapter } from "./testing/Adapter.ts"
export * as Check from "./testing/Check.ts"
export * as StoreLaws from "./testing/StoreLaws.ts"
export * as Suite from "./testing/Suite.ts"
