/**
 * The topic under which a ledger's new rows are told to the schedules that wait for them: `ledger:v0b/cash-box`. No
 * event can have that name.
 *
 * @since 0.1.0
 */
import * as LedgerName from "./LedgerName.ts"

const LEDGER = "ledger:"

/** `ledger:v0b/cash-box` of the ledger `cash-box` of a procedure's or schedule's handbook. */
export const ofLedger = (procedure: string, ledger: string): string =>
  `${LEDGER}${LedgerName.of(procedure, ledger)}`

/** `v0b/cash-box` of `ledger:v0b/cash-box`; of an event `undefined`. */
export const ledgerOf = (topic: string): string | undefined =>
  topic.startsWith(LEDGER) ? topic.slice(LEDGER.length) : undefined
