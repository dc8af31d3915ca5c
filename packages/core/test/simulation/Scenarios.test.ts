/** Every scenario of packages/procedures, row by row through the compiler and the engine. */
import * as Play from "@frontdesk/core/simulation/Play"
import { describe, expect, it } from "vitest"
import { compilation, files, groundOf } from "./ground.ts"

const ground = groundOf(compilation)

it("all scenario files are read and nothing in them is wrong", () => {
  const written = files.filter((file) => file.path.endsWith(".scenario.yaml")).map((file) => file.path)
  expect(written.length).toBeGreaterThanOrEqual(6)
  expect(compilation.scenarios.map((scenario) => scenario.file).sort()).toEqual(written)
})

for (const scenario of compilation.scenarios) {
  const report = Play.play(scenario, ground)
  describe(`${scenario.of} ${scenario.name}`, () => {
    for (const played of report.rows) {
      it(Play.headline(played.row), () => {
        expect(played.mismatches.map(({ line, sentence }) => `${scenario.file}:${line} ${sentence}`)).toEqual([])
        expect(played.status).toBe("right")
      })
    }
  })
}
