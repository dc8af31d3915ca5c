/** What is broken, said by whoever finds it. */
export class Broken extends Error {}
export const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Broken(what)
}
export const text = (value: unknown): string => JSON.stringify(value)
