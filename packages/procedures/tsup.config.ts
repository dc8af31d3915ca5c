import { defineConfig } from "tsup"

// JavaScript only: the declarations beside it come from `tsc -b`.
export default defineConfig({
  entry: ["v*.ts", "v*/**/*.ts"],
  outDir: "dist",
  format: ["esm"],
  target: "es2023",
  platform: "neutral",
  splitting: true,
  sourcemap: true,
  dts: false,
  // `node:sqlite` has no other name
  removeNodeProtocol: false,
  // pieces of an earlier build go, what `tsc` wrote stays
  clean: ["!**/*.d.ts", "!**/*.d.ts.map", "!.tsbuildinfo"]
})
