/**
 * Records by name that are never changed, only replaced: what steps left, rows, links.
 */

/** The record with this under that name. A third of what `{ ...record, [key]: one }` costs, and every step does it twice. */
export const put = <A>(record: { readonly [key: string]: A }, key: string, one: A): { readonly [key: string]: A } => {
  const next: { [key: string]: A } = Object.assign({}, record)
  next[key] = one
  return next
}

/** The record without that name. */
export const without = <A>(record: { readonly [key: string]: A }, key: string): { readonly [key: string]: A } => {
  const { [key]: _, ...rest } = record
  return rest
}
