/**
 * Makes a failure short: first without events that do not matter, then without parts of the procedure, then without
 * events again. Whatever still breaks the same law is kept.
 */
import * as Drawn from "./Drawn.ts"
import type { Tree } from "./Drawn.ts"
import { eventsOf, openingOf, play } from "./History.ts"
import type { Opening } from "./Opening.ts"

export interface Short {
  /** the law that is broken, as the shortest history breaks it */
  readonly broken: string
  readonly seed: number
  readonly events: ReadonlyArray<number>
  /** the procedure, when it was drawn */
  readonly tree?: Tree
  /** what happens in it */
  readonly commands: ReadonlyArray<string>
}

/** `I-9 fix: …` → `I-9`; of other errors their first words. */
export const law = (broken: string): string => {
  const said = broken.replace(/^.*?(?:commands|world \d+): (?:Error: )?/, "")
  // without the names of what was drawn
  return /^(?:[A-Z]+-\d+|TICK)/.exec(said)?.[0] ?? said.replace(/[:\d].*/s, "").slice(0, 24)
}

const brokenBy = (seed: number, opening: Opening, events: ReadonlyArray<number>): string | null => {
  try {
    play(seed, opening, events)
    return null
  } catch (error) {
    return String(error)
  }
}

/** Without ever smaller parts of the list, as long as `still` holds. */
const fewer = <A>(items: ReadonlyArray<A>, still: (items: ReadonlyArray<A>) => boolean): ReadonlyArray<A> => {
  let kept = items
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const without = [...kept.slice(0, at), ...kept.slice(at + size)]
      if (still(without)) kept = without
      else at += size
    }
  }
  return kept
}

type Path = ReadonlyArray<string | number>

/** Everything in a tree that may be left out: entries of lists and maps. */
const parts = (tree: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof tree !== "object" || tree === null) return []
  const keys: ReadonlyArray<string | number> = Array.isArray(tree) ? tree.map((_, index) => index) : Object.keys(tree)
  return keys.flatMap((key) => [[...path, key], ...parts((tree as { readonly [key: string | number]: unknown })[key], [...path, key])])
}

const without = (tree: unknown, [key, ...rest]: Path): unknown => {
  if (Array.isArray(tree)) {
    return rest.length === 0 ? tree.filter((_, index) => index !== key) : tree.map((one, index) => (index === key ? without(one, rest) : (one as unknown)))
  }
  return Object.fromEntries(
    Object.entries(tree as Tree).flatMap(([name, value]) =>
      name === key ? (rest.length === 0 ? [] : [[name, without(value, rest)]]) : [[name, value]]
    )
  )
}

/** Without parts of the procedure; the intake stays, because the opening fills it in. */
const smaller = (tree: Tree, house: number, still: (opening: Opening) => boolean): Tree => {
  let kept = tree
  for (let at = 0; ; ) {
    const path = parts(kept).filter(([first]) => first !== "intake" && first !== "procedure" && first !== "version")[at]
    if (path === undefined) return kept
    const tried = without(kept, path) as Tree
    const opening = Drawn.openingOf(tried, house)
    if (opening !== null && still(opening)) kept = tried
    else at++
  }
}

/** The shortest history found that breaks the same law as `seed` does. */
export const shrink = (seed: number): Short => {
  const opening = openingOf(seed)
  const whole = Array.from({ length: eventsOf(seed) }, (_, index) => index)
  const first = brokenBy(seed, opening, whole)
  if (first === null) throw new Error(`seed ${seed} breaks nothing`)
  const same = (other: string | null): boolean => other !== null && law(other) === law(first)
  let played: Opening = opening
  const still = (events: ReadonlyArray<number>) => same(brokenBy(seed, played, events))
  let events = fewer(whole, still)
  let tree: Tree | undefined
  if ("tree" in opening) {
    const drawn = opening as NonNullable<ReturnType<typeof Drawn.opening>>
    tree = smaller(drawn.tree, drawn.house, (tried) => same(brokenBy(seed, tried, events)))
    played = Drawn.openingOf(tree, drawn.house) ?? played
    events = fewer(events, still)
  }
  const commands: Array<string> = []
  try {
    play(seed, played, events, (command) => commands.push(JSON.stringify(command)))
  } catch (error) {
    return { broken: String(error), seed, events, commands, ...(tree !== undefined && { tree }) }
  }
  throw new Error(`seed ${seed}: the short history breaks nothing`)
}

/** As it is printed. */
export const told = ({ broken, commands, events, seed, tree }: Short): string =>
  [
    broken,
    `seed ${seed}, shortened to the events ${events.join(", ")}`,
    ...(tree === undefined ? [] : ["", Drawn.text(tree)]),
    ...commands,
    `again: npm run torture -- --seeds 1 --from ${seed}`
  ].join("\n")
