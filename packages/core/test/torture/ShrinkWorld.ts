/** Makes the failure of a world short: without kinds of faults, then without events, as long as the same law breaks. */
import { law } from "./Shrink.ts"
import * as World from "./World.ts"

const brokenBy = (seed: number, how: World.Play): Promise<string | null> =>
  World.world(seed, how).then(
    () => null,
    (error: unknown) => String(error)
  )

/** Without ever smaller parts of the list, as long as `still` holds. */
const fewer = async <A>(items: ReadonlyArray<A>, still: (items: ReadonlyArray<A>) => Promise<boolean>): Promise<ReadonlyArray<A>> => {
  let kept = items
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const without = [...kept.slice(0, at), ...kept.slice(at + size)]
      if (await still(without)) kept = without
      else at += size
    }
  }
  return kept
}

/** What is left of a world, and how it is played again. */
export interface Short {
  readonly broken: string
  readonly seed: number
  readonly how: World.Play
  readonly said: ReadonlyArray<string>
}

/** The shortest world found that breaks the same law as `seed` does, in so many tries; `null`: it breaks nothing the second time. */
export const short = async (seed: number, tries = 200): Promise<Short | null> => {
  let how = World.whole(seed)
  const first = await brokenBy(seed, how)
  if (first === null) return null
  let left = tries
  const same = async (tried: World.Play): Promise<boolean> => {
    if (left-- <= 0) return false
    const other = await brokenBy(seed, tried)
    return other !== null && law(other) === law(first)
  }
  how = { ...how, faults: await fewer(how.faults, (faults) => same({ ...how, faults })) }
  how = { ...how, events: await fewer(how.events, (events) => same({ ...how, events })) }
  how = { ...how, faults: await fewer(how.faults, (faults) => same({ ...how, faults })) }
  const said: Array<string> = []
  const broken = await World.world(seed, how, (what) => said.push(what)).then(() => first, String)
  return { broken, seed, how, said }
}

/** As it is printed. */
export const told = ({ broken, how, said, seed }: Short): string =>
  [
    broken,
    `world ${seed}, shortened to the events ${how.events.join(", ")} and ${how.faults.length === 0 ? "no faults" : `the faults ${how.faults.join(", ")}`}`,
    ...said.map((one) => one.slice(0, 400)),
    `again: npm run torture -- --worlds 1 --from ${seed}`
  ].join("\n")

export const shrink = async (seed: number): Promise<string> => {
  const found = await short(seed)
  return found === null ? `world ${seed} breaks nothing the second time` : told(found)
}
