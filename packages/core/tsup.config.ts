import { defineConfig } from "tsup"

// JavaScript only: the declarations beside it come from `tsc -b`, so `clean` must stay false.
export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/*.d.ts"],
  outDir: "dist",
  format: ["esm"],
  target: "es2023",
  platform: "neutral",
  splitting: true,
  sourcemap: true,
  dts: false,
  // `node:sqlite` has no other name
  removeNodeProtocol: false,
  clean: false
})
