/**
 * Where a step stands and where its values lie: a node is a path of names from the root, the values live under the
 * step's bare name, inside `each` with the numbers of its items. Everything that reads either form asks here.
 *
 * @since 0.1.0
 */
import type { NodeId } from "../plan/Plan.ts"
import type { Frame, StepPath } from "./State.ts"

/** Every step of every case asks for names, of few nodes: the same text each time is found faster in records too. */
const known = new Map<NodeId, string>()
const mostKnown = 4096

/** `by-tier/major/hand-over` → `hand-over`. */
export const name = (node: NodeId): string => {
  const before = known.get(node)
  if (before !== undefined) return before
  const found = node.slice(node.lastIndexOf("/") + 1)
  if (known.size >= mostKnown) known.clear()
  known.set(node, found)
  return found
}

/** `solve` in the first item of the second → `solve#1#2`. */
export const path = (step: string, items: ReadonlyArray<number>): StepPath =>
  items.length === 0 ? step : `${step}#${items.join("#")}`

/** Under which name a case remembers what lies in one file of an archive; without a key, how all of them begin. */
export const filed = (it: { readonly path: StepPath; readonly archive: string; readonly key: string }): string =>
  `${it.path}@${it.archive}/${it.key}`

/** The path of a frame's own step; the root is `case`. */
export const pathOf = (frame: Frame): StepPath =>
  frame.node === "" ? "case" : path(name(frame.node), frame.items)

/** Whether `node` is `scope` or lies in it; `""` holds everything. */
export const within = (node: NodeId, scope: NodeId): boolean =>
  scope === "" || node === scope || (node.startsWith(scope) && node[scope.length] === "/")

/** The lane of a `do`: what asks for it and what revokes it travel one after the other. */
export const lane = (message: number): string => `do:${message}`
