/**
 * Whatever two plans of the real handbooks are compared: what is different is told, what is the same is not, in sentences
 * of both languages, and nothing throws.
 */
import { compile } from "@frontdesk/core/language/compile"
import * as Difference from "@frontdesk/core/plan/Difference"
import { canonical } from "@frontdesk/core/plan/Digest"
import * as Told from "@frontdesk/core/plan/DifferenceTold"
import type { Compiled, Plan } from "@frontdesk/core/plan/Plan"
import { describe, expect, it } from "vitest"
import { living } from "../language/procedures.ts"

const { procedures, schedules } = compile({ files: living().files })
const all: ReadonlyArray<Compiled> = [...procedures, ...schedules].map(({ compiled }) => compiled)

const content = ({ procedure: _procedure, version: _version, ...plan }: Plan): string => canonical(plan)

const sentences = (before: Compiled, after: Compiled): ReadonlyArray<string> =>
  Difference.between(before.plan, after.plan).flatMap((change) => (["en", "zh"] as const).map((language) => Told.tell(change, before, after, language)))

/** Nobody reads these. */
const broken = /undefined|\[object|null|NaN|“”|，，|；；|\{"|  /

describe("every difference", () => {
  it("a plan is not different from itself", () => {
    for (const { plan } of all) {
      expect(Difference.between(plan, plan)).toEqual([])
      expect(Difference.between(plan, JSON.parse(JSON.stringify(plan)) as Plan)).toEqual([])
    }
  })

  it("of two that are different something is told, both ways", () => {
    for (const [i, one] of all.entries()) {
      // those that stand near are of one company and much alike, those far away have nothing in common
      for (const step of [1, 34]) {
        const other = all[(i + step) % all.length] as Compiled
        if (content(one.plan) === content(other.plan)) continue
        for (const [before, after] of [[one, other], [other, one]] as const) {
          const told = sentences(before, after)
          expect(told.length, `${before.plan.procedure} → ${after.plan.procedure}`).toBeGreaterThan(0)
          expect(told.filter((it) => broken.test(it)), `${before.plan.procedure} → ${after.plan.procedure}`).toEqual([])
        }
      }
    }
  })

  it("one piece of a plan that is left out, or is another, is told", () => {
    // every place of every plan: an entry that is gone, a name, a number or a yes that is another
    const spoilt = (value: unknown): ReadonlyArray<unknown> => {
      if (Array.isArray(value)) {
        return value.length === 0 ? [] : [value.slice(1), ...value.flatMap((it, i) => (i > 2 ? [] : spoilt(it).slice(0, 3).map((other) => [...value.slice(0, i), other, ...value.slice(i + 1)])))]
      }
      if (typeof value === "object" && value !== null) {
        return Object.entries(value).flatMap(([key, it]) => spoilt(it).slice(0, 6).map((other) => ({ ...value, [key]: other })))
      }
      if (typeof value === "boolean") return [!value]
      if (typeof value === "number") return [value + 1]
      return []
    }
    let tried = 0
    for (const one of all.filter((_, i) => i % 7 === 0)) {
      for (const key of Object.keys(one.plan).filter((it) => it !== "procedure" && it !== "version" && it !== "format")) {
        for (const other of spoilt(one.plan[key as keyof Plan])) {
          const after: Compiled = { ...one, plan: { ...one.plan, [key]: other } }
          if (content(after.plan) === content(one.plan)) continue
          tried++
          expect(sentences(one, after).length, `${one.plan.procedure} ${key}: ${JSON.stringify(other).slice(0, 300)}`).toBeGreaterThan(0)
        }
      }
    }
    expect(tried).toBeGreaterThan(500)
  })
})
