/**
 * What a stranger gets: the four packages built, packed and installed in an empty project by npm, with nothing of this
 * workspace near. A developer type-checks and runs an app on a SQLite file, stops it, and goes on; a process owner
 * begins a folder with the command.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"

const root = join(import.meta.dirname, "../..")
const app = realpathSync(mkdtempSync(join(tmpdir(), "frontdesk-app-")))
const packed = join(app, "packed")

const run = (cwd: string, command: string, ...args: ReadonlyArray<string>): string => {
  const { error, status, stderr, stdout } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
    env: { ...process.env, NO_COLOR: "1" }
  })
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${status}\n${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`)
  return stdout
}

/** The version the workspace is installed with: it writes `publishConfig` and the versions into what it packs. */
const pnpm = /"(pnpm@[^"]+)"/.exec(readFileSync(join(root, "scripts/run.mjs"), "utf8"))![1]!
const effect = /^ {2}effect: (\S+)$/m.exec(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"))![1]!

beforeAll(() => {
  run(root, process.execPath, "scripts/build.mjs")
  mkdirSync(packed)
  for (const name of ["core", "adapters", "procedures", "cli"])
    run(join(root, "packages", name), "npx", "-y", pnpm, "pack", "--pack-destination", packed)
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "an-app", private: true, type: "module" }))
  const ours = readdirSync(packed).map((it) => join(packed, it))
  run(app, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", ...ours, `effect@${effect}`)
}, 600_000)

afterAll(() => rmSync(app, { recursive: true, force: true }))

const program = `
import { DateTime, Effect, Layer } from "effect"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Complaint } from "@frontdesk/procedures/v0b"

const people = DirectoryMemory.layer({
  organisations: [Complaint.compiled.plan.organisation],
  staff: { wang: [{ role: "front-desk-receptionist" }] }
})
const store = Sqlite.layer({ filename: "desk.sqlite" })
const live = layer({ procedures: [Complaint] }).pipe(Layer.provide([store, NotifierMemory.layer, people]))
const wang = staff<"front-desk-receptionist">("wang")

const first = Effect.gen(function* () {
  const desk = yield* Desk
  const now = yield* DateTime.now
  yield* desk.open(Complaint, {
    complainant: "sun", unit: "3-201", "received-at": now, "occurred-at": now, place: "lift",
    "against-department": "repair-dept", course: "it dropped", demand: "stop it", "harm-ongoing": false
  }, wang, { caseId: "lift" })
  return "opened"
})
const second = Effect.gen(function* () {
  const desk = yield* Desk
  yield* desk.complete(Complaint.task.classify, "lift", { "severe-impact": true, "our-fault": true }, wang)
  const { items } = yield* desk.tasks({ caseId: "lift" })
  return items.map((task) => task.step).join(", ")
})

const told = await Effect.runPromise((process.argv[2] === "first" ? first : second).pipe(Effect.provide(live)))
console.log(told)
`

it("an app compiles with the declarations as published, and a slip in it does not", () => {
  writeFileSync(
    join(app, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true, exactOptionalPropertyTypes: true, module: "nodenext", target: "es2024", noEmit: true, types: ["node"],
        typeRoots: [join(root, "node_modules/@types")]
      },
      include: ["*.ts"]
    })
  )
  writeFileSync(join(app, "main.ts"), program)
  run(app, process.execPath, join(root, "node_modules/@typescript/native/bin/tsc"), "-p", ".")

  writeFileSync(join(app, "slip.ts"), program.replace(`"against-department": "repair-dept"`, `"against-department": "repairs"`))
  expect(() => run(app, process.execPath, join(root, "node_modules/@typescript/native/bin/tsc"), "-p", ".")).toThrow(
    /slip\.ts\(\d+,\d+\): error TS2322: Type '"repairs"' is not assignable/
  )
  rmSync(join(app, "slip.ts"))
})

it("it runs on a SQLite file, and after a restart it goes on from there", () => {
  expect(run(app, process.execPath, "main.ts", "first")).toBe("opened\n")
  expect(run(app, process.execPath, "main.ts", "second")).toBe("contact, hand-over\n")
})

it("the command begins a folder, checks, generates and tells a story", () => {
  const frontdesk = join(app, "node_modules/@frontdesk/cli/dist/main.js")
  const owner = join(app, "handbook")
  mkdirSync(owner)
  expect(run(owner, process.execPath, frontdesk, "--version")).toMatch(/^frontdesk \d+\.\d+\.\d+\n$/)
  run(owner, process.execPath, frontdesk, "init")
  expect(run(owner, process.execPath, frontdesk, "validate")).toContain("nothing wrong")
  run(owner, process.execPath, frontdesk, "generate")
  expect(run(owner, process.execPath, frontdesk, "test")).toMatch(/passed/)
})
