import { defineConfig } from "tsup"

// Everything in it, so that the command needs nothing beside it, and in pieces, so that it reads only what it is asked
// for: `--version` answers from the first. Only ts-morph stays out:
// it carries a TypeScript compiler and is loaded by `frontdesk generate` alone.
export default defineConfig({
  entry: ["src/main.ts"],
  outDir: "dist",
  format: ["esm"],
  target: "node20",
  platform: "node",
  noExternal: [/^(?!ts-morph)/],
  external: ["ts-morph"],
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  splitting: true,
  sourcemap: false,
  dts: false,
  // `node:sqlite` has no other name
  removeNodeProtocol: false,
  // pieces of an earlier build go, what `tsc` wrote stays
  clean: ["!**/*.d.ts", "!**/*.d.ts.map", "!.tsbuildinfo"]
})
