/** The modules beside the YAML are what the YAML says: `pnpm run generate` writes them anew. */
import { expect, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { describe } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import * as Digest from "@frontdesk/core/plan/Digest"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as PlanSchema from "@frontdesk/core/plan/PlanSchema"
import * as HandbookModule from "@frontdesk/core/target/typescript/HandbookModule"
import * as Module from "@frontdesk/core/target/typescript/Module"

const root = fileURLToPath(new URL("..", import.meta.url))
const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8")
const all = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^v\w+\//.test(path))
const { procedures, schedules } = compile({
  files: all.filter((path) => path.endsWith(".yaml")).map((path) => ({ path, text: read(path) }))
})

const handbooks = [...new Set(schedules.map(({ path }) => path))]

describe("the handbook's procedures", () => {
  it("compile, every one", () => {
    const written = all.filter((path) => path.endsWith(".procedure.yaml")).sort()
    expect(procedures.flatMap(({ from, path }) => (from === undefined ? [path] : [])).sort()).toEqual(written)
    expect(all.filter((path) => path.endsWith(".gen.ts")).sort()).toEqual(
      [...procedures.map(({ path }) => path), ...handbooks].map((path) => path.replace(/\.yaml$/, ".gen.ts")).sort()
    )
  })

  it.effect.each(procedures.map((it) => [it.path, it.compiled, it.from] as const))("%s has the module it should have", ([path, compiled, from]) =>
    Effect.gen(function* () {
      const fileName = from === undefined ? basename(path) : `../${from}`
      const checked = yield* Module.check(compiled, { fileName }, read(path.replace(/\.yaml$/, ".gen.ts")))
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

  it.effect.each(handbooks)("%s has its schedules beside it, the same compiled, loaded and read back", (path) =>
    Effect.gen(function* () {
      const [first, ...more] = schedules.filter((it) => it.path === path).map((it) => it.compiled)
      if (first === undefined) throw new Error("no schedule")
      const target = path.replace(/\.yaml$/, ".gen.ts")
      const checked = HandbookModule.check([first, ...more], { fileName: basename(path) }, read(target))
      expect(checked._tag === "Drift" ? checked.diff : "").toBe("")
      const module = yield* Effect.promise(() => import(new URL(`../${target}`, import.meta.url).href))
      const loaded = (module as { readonly schedules: ReadonlyArray<Compiled> }).schedules
      expect(loaded).toEqual([first, ...more])
      for (const { digest, plan } of loaded) expect(Digest.of(Result.getOrThrow(PlanSchema.decode(plan)))).toBe(digest)
    })
  )
})

describe("each company", () => {
  const companies = [...new Set(all.map((path) => path.slice(0, path.indexOf("/"))))].sort()

  it.each(companies)("%s has all its modules in its index", (company) => {
    const index = read(`${company}.ts`)
    const modules = all.filter((path) => path.startsWith(`${company}/`) && path.endsWith(".gen.ts"))
    expect(modules.filter((path) => !index.includes(`from "./${path}"`))).toEqual([])
  })
})
