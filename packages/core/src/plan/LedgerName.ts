/**
 * Names under which rows leave a case: `v0b/cash-box` of the ledger `cash-box`, `archive:v0b/unit-file` of the archive
 * `unit-file`. They belong to the handbook of the procedure that writes them, wherever it runs: two handbooks of one desk
 * may have ledgers of one name. Plans and entries keep the bare name, as it stands in their own handbook.
 *
 * @since 0.1.0
 */

/** `v0b/cash-box`, `archive:v0b/unit-file` */
export type LedgerName = `${string}/${string}`

const ARCHIVE = "archive:"

/**
 * A ledger of the handbook of a procedure or schedule.
 *
 * @since 0.1.0
 */
export const of = (procedure: string, name: string): LedgerName =>
  `${procedure.slice(0, procedure.indexOf("/"))}/${name}`

/**
 * An archive of the handbook of a procedure: what is filed is a register too.
 *
 * @since 0.1.0
 */
export const archive = (procedure: string, name: string): LedgerName => `${ARCHIVE}${of(procedure, name)}`

/** The handbook, and the name in it, of a register. */
export const parts = (register: string): { readonly archive: boolean; readonly handbook: string; readonly name: string } => {
  const isArchive = register.startsWith(ARCHIVE)
  const scoped = isArchive ? register.slice(ARCHIVE.length) : register
  const slash = scoped.indexOf("/")
  return { archive: isArchive, handbook: scoped.slice(0, Math.max(slash, 0)), name: scoped.slice(slash + 1) }
}
