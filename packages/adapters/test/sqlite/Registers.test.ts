/** Questions over rows (language §7.3, §11) at a desk on a SQLite file: the same journals as in the simulation. */
import { Effect, Layer } from "effect"
import { describe, expect, it } from "@effect/vitest"
import type { Scenario } from "@frontdesk/core/plan/Scenario"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import type { Ground, Report } from "@frontdesk/core/simulation/Play"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as Fresh from "./Fresh.ts"

interface Written {
  readonly scenario: Scenario | undefined
  readonly wrong: string
  readonly ground: Ground
}

interface Parity {
  readonly compare: (scenario: Scenario, ground: Ground, punctual: boolean, stored: Layer.Layer<CaseStore, unknown>) => Effect.Effect<Report, unknown>
}

// tests of another package are no part of this one's program: they are loaded, not compiled
const beside = new URL("../../../core/test/simulation/", import.meta.url)
const { compare } = (await import(new URL("parity.ts", beside).href)) as Parity
const { scenarios } = (await import(new URL("registers.ts", beside).href)) as { readonly scenarios: { readonly [name: string]: Written } }

const stored = Layer.unwrap(Effect.map(Fresh.file, (filename) => Sqlite.layer({ filename })))

describe("a desk on SQLite answers as the simulation does", () => {
  for (const [name, { ground, scenario, wrong }] of Object.entries(scenarios)) {
    it.effect(name, () => {
      expect(wrong).toBe("")
      return scenario === undefined ? Effect.void : compare(scenario, ground, true, stored)
    })
  }
})
