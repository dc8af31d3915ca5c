/**
 * Which way imports may go. Checked by `pnpm run deps` and by `npm test`, for type-only imports too.
 *
 * A floor of core is named in FLOORS with what it may stand on; all that is not named is forbidden. What cannot be seen
 * from a file name (which names come out of "effect" on the pure floors) is kept by `.oxlintrc.json`.
 */

const core = "^packages/core/src/"

/** Each floor and what it may import besides itself. */
const FLOORS = {
  domain: [],
  plan: ["domain"],
  case: ["domain", "plan"],
  plugin: ["domain", "plan"],
  "language/source": [],
  "language/diagnostic": ["language/source"],
  "language/syntax": ["language/source", "language/diagnostic"],
  "language/model": ["language/source", "language/diagnostic", "language/syntax", "domain", "plan", "plugin"],
  "language/check": ["language/source", "language/diagnostic", "language/syntax", "language/model", "domain", "plan"],
  "language/lower": ["language/source", "language/diagnostic", "language/model", "language/check", "domain", "plan"],
  "language/compile": ["language", "domain", "plan", "plugin"],
  "language/mend": ["language", "domain", "plan", "plugin"],
  "language/schema": ["language/source", "language/diagnostic", "language/syntax"],
  "language/format": ["language/source", "language/diagnostic", "language/syntax"],
  port: ["domain", "plan", "case", "plugin"],
  desk: ["domain", "plan", "plugin", "case", "port"],
  "target/workflow": ["target", "domain", "plan", "case", "port", "desk"],
  target: ["domain", "plan", "plugin"],
  simulation: ["domain", "plan", "case", "port"],
  testing: ["domain", "plan", "case", "port", "desk", "target", "simulation"],
  index: ["domain", "plan", "case", "plugin", "language", "port", "desk", "target", "simulation", "testing"]
}

/** Where a floor lives: the file `name.ts` (or `Name.ts`), the folder `name/`, or both. */
const at = (floor) => `${core}${floor.replace(/\w+$/, (it) => `[${it[0].toUpperCase()}${it[0]}]${it.slice(1)}`)}(/|\\.ts$)`

/** The floors that run anywhere, a browser too: data in, data out. */
const PURE = ["domain", "plan", "language", "case", "plugin"].map(at)

const floors = Object.entries(FLOORS).map(([floor, allowed]) => ({
  name: `floor ${floor}`,
  comment: `may stand only on: ${allowed.join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: at(floor), ...(floor === "target" ? { pathNot: at("target/workflow") } : {}) },
  to: { path: core, pathNot: [floor, ...allowed].map(at) }
}))

const only = (from, allowed) => ({
  name: `package ${from}`,
  comment: `may import only: ${allowed.join(", ") || "none of ours"}`,
  severity: "error",
  from: { path: `^packages/${from}/` },
  to: { path: "^(packages|examples|bench|docs|scripts)/", pathNot: [from, ...allowed].map((it) => `^packages/${it}/`) }
})

export default {
  forbidden: [
    { name: "circle", comment: "no circles, of types neither", severity: "error", from: {}, to: { circular: true } },
    {
      name: "unresolved",
      comment: "the imported file or package does not exist",
      severity: "error",
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: "undeclared",
      comment: "name the dependency in this package's own package.json",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }
    },

    only("core", []),
    only("procedures", ["core"]),
    only("adapters", ["core"]),
    only("cli", ["core"]),
    {
      name: "nobody imports cli",
      severity: "error",
      from: { path: "^(bench|docs|packages)/", pathNot: "^packages/cli/" },
      to: { path: "^packages/cli/" }
    },
    {
      name: "sources never import tests",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { path: ["^packages/[^/]+/test/", "/node_modules/(@effect/)?vitest/"] }
    },
    {
      name: "no index from inside",
      comment: "inside a package import the file",
      severity: "error",
      from: { path: "^packages/([^/]+)/src/" },
      to: { path: ["^packages/$1/src/index\\.ts$", "^packages/$1/src/.*/index\\.ts$"] }
    },

    ...floors,
    {
      name: "floor unknown",
      comment: "this file stands on no floor of .dependency-cruiser.mjs: give it one",
      severity: "error",
      from: { path: core, pathNot: Object.keys(FLOORS).map(at) },
      to: {}
    },
    {
      name: "simulation takes only types of port",
      severity: "error",
      from: { path: at("simulation") },
      to: { path: at("port"), dependencyTypesNot: ["type-only"] }
    },
    {
      name: "pure floors run in a browser",
      comment: "no node:* in domain, plan, language, case, plugin",
      severity: "error",
      from: { path: PURE },
      to: { dependencyTypes: ["core"] }
    },
    {
      name: "yaml stays in the language",
      comment: "a running server never loads the YAML parser",
      severity: "error",
      from: { path: core, pathNot: at("language") },
      to: { path: "/node_modules/yaml/" }
    },
    {
      name: "ts-morph stays in target/typescript",
      comment: "it carries a whole TypeScript compiler",
      severity: "error",
      from: { path: core, pathNot: at("target/typescript") },
      to: { path: "/node_modules/ts-morph/" }
    }
  ],
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "(^|/)(dist|\\.types)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".mjs", ".js"]
    }
  }
}
