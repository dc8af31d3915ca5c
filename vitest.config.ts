/**
 * One configuration for all packages. Each package is a project, so `npm test -- Calendar` and `--project core` work.
 *
 * Type tests (`*.test-d.ts`) are not run here: they are part of each package's `test/tsconfig.json`, so `tsc -b` fails
 * when a promised type is not kept (`expectTypeOf`, `@ts-expect-error`). That costs no second compiler run.
 */
import { defineConfig } from "vitest/config"
import * as Planted from "./packages/core/test/torture/Planted.ts"

const project = (name: string, folder: string, include: string, more?: { readonly exclude?: Array<string>; readonly globalSetup?: string }) => ({
  extends: true as const,
  test: { name, root: folder, include: [include], ...more }
})

export default defineConfig({
  // lines made wrong on purpose, for the tests of the torture tests
  plugins: [Planted.plugin],
  test: {
    pool: "threads",
    maxWorkers: 2,
    // Guards against what hangs, and only that: the slowest test takes seconds on a quiet machine, minutes on a crowded one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    exclude: ["**/node_modules/**", "**/dist/**", "**/.types/**"],
    projects: [
      project("core", "packages/core", "test/**/*.test.ts"),
      project("procedures", "packages/procedures", "test/**/*.test.ts"),
      project("adapters", "packages/adapters", "test/**/*.test.ts", { exclude: ["test/postgres/**"] }),
      // its tests share one server
      project("postgres", "packages/adapters", "test/postgres/*.test.ts", { globalSetup: "test/postgres/globalSetup.ts" }),
      project("cli", "packages/cli", "test/**/*.test.ts"),
      project("examples", "examples", "**/*.test.ts"),
      project("bench", "bench", "**/*.test.ts"),
      project("docs", "docs", "**/*.test.ts"),
      project("workspace", "scripts", "test/**/*.test.ts")
    ]
  }
})
