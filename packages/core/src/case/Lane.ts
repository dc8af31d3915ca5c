/**
 * Which order of messages a signal belongs to. A case's links are one order, each of its topics another: they travel
 * apart and may overtake each other, so each has a high-water mark of its own.
 *
 * @since 0.1.0
 */
import type { Signal } from "./Command.ts"

/** `<case>`, or `<case>|<topic>`. */
export const of = (signal: Signal): string => ("topic" in signal ? `${signal.from}|${signal.topic}` : signal.from)

/** Who speaks in a lane. */
export const source = (lane: string): string => {
  const bar = lane.lastIndexOf("|")
  return bar < 0 ? lane : lane.slice(0, bar)
}
