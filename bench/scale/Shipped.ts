/**
 * A program as it is shipped: our packages as they are published (JavaScript, the `exports` of `publishConfig`) in a
 * folder of its own, beside the same `effect`. From source Node would first take the types out of some three hundred
 * files, which nobody does in front of his residents.
 */
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../", import.meta.url))
const tsup = join(root, "node_modules/tsup/dist/cli-default.js")

interface Manifest {
  readonly exports: unknown
  readonly dependencies?: { readonly [name: string]: string }
  readonly peerDependencies?: { readonly [name: string]: string }
  readonly publishConfig: { readonly exports: unknown }
}

const build = (cwd: string, ...more: ReadonlyArray<string>): void =>
  void execFileSync(process.execPath, [tsup, ...more], { cwd, stdio: "ignore" })

/** Builds the packages and the program into the folder; the file to run. */
export const lay = (folder: string, program: URL): string => {
  const modules = join(folder, "node_modules")
  for (const name of ["core", "adapters"]) {
    const from = join(root, "packages", name)
    const to = join(modules, "@frontdesk", name)
    build(from)
    mkdirSync(to, { recursive: true })
    // copied: a link would lead back to the sources
    cpSync(join(from, "dist"), join(to, "dist"), { recursive: true, filter: (path) => !/\.(map|d\.ts|tsbuildinfo)$/.test(path) })
    const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Manifest
    writeFileSync(join(to, "package.json"), JSON.stringify({ ...manifest, exports: manifest.publishConfig.exports }))
    for (const other of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      const there = join(from, "node_modules", other)
      const here = join(modules, other)
      if (existsSync(here) || !existsSync(there) || other.startsWith("@frontdesk/")) continue
      mkdirSync(join(here, ".."), { recursive: true })
      symlinkSync(realpathSync(there), here)
    }
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }))
  build(join(root, "bench"), fileURLToPath(program), "--format", "esm", "--target", "es2023", "--platform", "node", "--out-dir", folder)
  return join(folder, basename(program.pathname).replace(/\.ts$/, ".js"))
}
