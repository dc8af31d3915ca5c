/** The modules beside the YAML are what the YAML says: `pnpm run generate` writes them anew. */
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { describe } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import * as Module from "@frontdesk/core/target/typescript/Module"

const root = fileURLToPath(new URL("..", import.meta.url))
const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8")
const all = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^v\w+\//.test(path))
const { procedures } = compile({
  files: all.filter((path) => path.endsWith(".yaml")).map((path) => ({ path, text: read(path) }))
})

describe("the handbook's procedures", () => {
  it("compile, every one", () => {
    const written = all.filter((path) => path.endsWith(".procedure.yaml")).sort()
    expect(procedures.map(({ path }) => path).sort()).toEqual(written)
    expect(all.filter((path) => path.endsWith(".gen.ts")).sort()).toEqual(
      written.map((path) => path.replace(/\.yaml$/, ".gen.ts"))
    )
  })

  it.effect.each(procedures.map((it) => [it.path, it.compiled] as const))("%s has the module it should have", ([path, compiled]) =>
    Effect.gen(function* () {
      const checked = yield* Module.check(compiled, { fileName: basename(path) }, read(path.replace(/\.yaml$/, ".gen.ts")))
      expect(checked._tag === "Drift" ? checked.diff : "").toBe("")
    })
  )

  it.effect.each(procedures.map((it) => [it.path, it.compiled] as const))("%s is the same compiled and loaded", ([path, compiled]) =>
    Effect.gen(function* () {
      const module = yield* Effect.promise(() => import(new URL(`../${path.replace(/\.yaml$/, ".gen.ts")}`, import.meta.url).href))
      const { digest, plan, words } = module as { readonly [name: string]: unknown }
      // what JSON cannot say is not in a plan
      expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(compiled.plan)))
      expect({ digest, words }).toEqual({ digest: compiled.digest, words: compiled.words })
    })
  )
})
