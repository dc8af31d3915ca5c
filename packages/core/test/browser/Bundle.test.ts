/**
 * The floors that run anywhere are bundled for a browser and run where there is nothing but what every browser has: no
 * `process`, no `Buffer`, no `require`; and in a real one, where the machine has it.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { createContext, runInContext } from "node:vm"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { beforeAll, describe, expect, it } from "vitest"
import { handbook } from "../language/fixtures.ts"
import { instant } from "../case/Office.ts"
import { play } from "./play.ts"
import type { Asked } from "./play.ts"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const bundled = async (entry: string) => {
  const made = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    globalName: "frontdesk",
    platform: "browser",
    target: "es2023",
    metafile: true,
    logLevel: "silent"
  })
  return { code: made.outputFiles[0]?.text ?? "", inputs: Object.keys(made.metafile?.inputs ?? {}) }
}

const procedure = `procedure: letter
version: 1
intake:
  by: clerk
  form: { owner: party, unit: unit, urgent: yes/no, fee: money }
steps:
  - decide: way
    first:
      - { when: urgent and fee > 100 CNY, then: quick }
      - { then: slow }
  - compute: share
    type: money
    value: half-up(fee * 70%)
  - task: read
    by: clerk
    due: 2 working days from intake
    form: { fine: yes/no }
  - record: write
    in: diary
    add: { unit: unit }
  - end: good
    when: read.fine and way is quick
  - end: bad
outcomes: { good: {}, bad: {} }
`

const asked = (text: string): Asked => ({
  files: [
    { path: "handbook.yaml", text: handbook.replace("uses:\n  other: other/other\n", "").replace("used-in: [other]", "used-in: []") },
    { path: "letter.procedure.yaml", text }
  ],
  procedure: "office/letter",
  clerk: { person: "wang", role: "clerk" },
  intake: { owner: "sun", unit: "3-201", urgent: true, fee: "600" },
  forms: { read: { fine: true } },
  begin: instant("2026-03-02 09:00")
})

/** What every browser has and the language may use. */
const web = (): Record<string, unknown> => ({
  console, TextEncoder, TextDecoder, URL, URLSearchParams, AbortController, AbortSignal, Event, EventTarget,
  setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, structuredClone, performance, crypto, atob, btoa
})

/** `CHROME`, or what stands on the path; without one the test is skipped and says so. */
const browser = [process.env["CHROME"], "chromium", "chromium-browser", "google-chrome"].find(
  (it) => it !== undefined && spawnSync(it, ["--version"], { stdio: "ignore" }).status === 0
)

/** What a page says that has loaded the bundle as any page does. */
const onPage = (command: string, code: string, of: Asked): string => {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-page-"))
  try {
    writeFileSync(join(folder, "frontdesk.js"), code)
    const asks = `document.body.textContent = JSON.stringify(frontdesk.play(${JSON.stringify(of).replaceAll("<", "\\u003c")}))`
    writeFileSync(
      join(folder, "index.html"),
      `<!doctype html><meta charset="utf-8"><script src="frontdesk.js"></script><body><script>${asks}</script></body>`
    )
    const page = pathToFileURL(join(folder, "index.html")).href
    const { stdout } = spawnSync(
      command,
      ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "user")}`, "--dump-dom", page],
      { encoding: "utf8", timeout: 110_000 }
    )
    const body = /<body>(.*)<\/body>/s.exec(stdout)?.[1] ?? stdout
    return body.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&")
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe("in a browser", () => {
  let bundle: Awaited<ReturnType<typeof bundled>>
  beforeAll(async () => {
    bundle = await bundled("./play.ts")
  }, 60_000)

  const inBrowser = (of: Asked): ReturnType<typeof play> => {
    const context = createContext(web())
    runInContext(bundle.code, context)
    const found: unknown = runInContext(`JSON.stringify(frontdesk.play(${JSON.stringify(of)}))`, context)
    return JSON.parse(String(found)) as ReturnType<typeof play>
  }

  it("a procedure is compiled and a case of it played to its end, as it is here", () => {
    const there = inBrowser(asked(procedure))
    expect(there.told).toEqual([])
    expect(there.outcome).toBe("good")
    expect(there.lines.length).toBeGreaterThan(4)
    expect(there).toEqual(JSON.parse(JSON.stringify(play(asked(procedure)))))
  })

  it.skipIf(browser === undefined)("on a page in a real browser, which says the same (skipped where there is none: CHROME names it)", () => {
    for (const text of [procedure, procedure.replace("read.fine", "read.fien")]) {
      expect(JSON.parse(onPage(browser ?? "", bundle.code, asked(text)))).toEqual(JSON.parse(JSON.stringify(play(asked(text)))))
    }
  })

  it("a slip is told in a sentence", () => {
    const there = inBrowser(asked(procedure.replace("read.fine", "read.fien")))
    expect(there.told).toHaveLength(1)
    expect(there.told[0]).toContain("fien")
  })

  it("nothing of Node is in it, and it stays small", () => {
    expect(bundle.inputs.filter((it) => it.startsWith("node:"))).toEqual([])
    expect(bundle.code).not.toMatch(/\brequire\(["']node:|\bfrom\s*["']node:/)
    // compiler, engine, YAML reader and what they take of Effect
    expect(new TextEncoder().encode(bundle.code).length / 1024).toBeLessThan(1250)
    expect(gzipSync(bundle.code).length / 1024).toBeLessThan(400)
  })

  it("an import of Node would be seen", async () => {
    await expect(build({ stdin: { contents: 'import "node:fs"', resolveDir: here(".") }, bundle: true, write: false, platform: "browser", logLevel: "silent" })).rejects.toThrow("node:fs")
  })
})
