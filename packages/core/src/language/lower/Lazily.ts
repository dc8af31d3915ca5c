/**
 * A compiled procedure whose parts are made when somebody asks for them, once: who only checks files needs neither
 * digest nor titles, and plans only where a scenario plays.
 */
import * as Digest from "../../plan/Digest.ts"
import type { Compiled, Plan, Words } from "../../plan/Plan.ts"

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly it: A } | undefined
  return () => (made ??= { it: make() }).it
}

/** `planOf` and `wordsOf` are pure, so nobody sees when they run. */
export const compiled = (planOf: () => Plan, wordsOf: (plan: Plan) => Words): Compiled => {
  const plan = once(planOf)
  const digest = once(() => Digest.of(plan()))
  const words = once(() => wordsOf(plan()))
  return {
    get plan() {
      return plan()
    },
    get digest() {
      return digest()
    },
    get words() {
      return words()
    }
  }
}
