import { defineConfig } from "tsup"

// JavaScript only: the declarations beside it come from `tsc -b`.
export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/*.d.ts"],
  outDir: "dist",
  format: ["esm"],
  target: "es2023",
  platform: "neutral",
  // only the conformance kit and its faults touch files; the floors that load in a browser have none of these (`bundle.test.ts`)
  external: [/^node:/],
  splitting: true,
  sourcemap: true,
  dts: false,
  // `node:sqlite` has no other name
  removeNodeProtocol: false,
  // pieces of an earlier build go, what `tsc` wrote stays
  clean: ["!**/*.d.ts", "!**/*.d.ts.map", "!.tsbuildinfo"]
})
