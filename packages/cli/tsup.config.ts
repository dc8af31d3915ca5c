import { defineConfig } from "tsup"

// One file with everything in it, so that the command starts fast and needs nothing beside it. Only ts-morph stays out:
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
  splitting: false,
  sourcemap: false,
  dts: false,
  // `node:sqlite` has no other name
  removeNodeProtocol: false,
  clean: false
})
