/** A small deterministic generator (mulberry32). */
export const random = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    pick: <A>(of: ReadonlyArray<A>): A => of[Math.floor(next() * of.length)] as A,
    yes: (share: number) => next() < share
  }
}
export type Random = ReturnType<typeof random>
