/**
 * Instants are too large for the small integers of V8, so each lies in a box on the heap. A field that has never held
 * anything but such numbers keeps a box of its own for every record; one that has once held something else takes the
 * box it is given, and the instant of a step, which a dozen of its records tell, is one box for all of them. Most of
 * what the collector had to copy of a step were those boxes.
 */
import type { Instant } from "./Time.ts"

/** An instant of the record that is given to {@link share}. */
export const instant: Instant = 2 ** 41

/** The later of two, in the box of one of them: `Math.max` makes a new one. */
export const later = (a: Instant, b: Instant): Instant => (a < b ? b : a)

/** Records like this one share their instants from now on; called once for each kind, before there is any. */
export const share = <A extends object>(record: A): void => {
  const fields = record as { [name: string]: unknown }
  for (const [name, value] of Object.entries(fields)) {
    if (value !== instant) continue
    fields[name] = null
    fields[name] = value
  }
}
