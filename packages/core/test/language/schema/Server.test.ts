/** The server that editors start, over stdio: it finds our schema by the first line of the file, and asks nobody else. */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
}

/** The Language Server Protocol, as much of it as a test needs. */
const start = () => {
  const main = fileURLToPath(new URL("../../bin/yaml-language-server", import.meta.resolve("yaml-language-server")))
  const server = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] })
  const waiting = new Map<number | string, (it: unknown) => void>()
  let buffer = Buffer.alloc(0)
  let count = 0
  const send = (it: object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...it })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const take = (it: Message): void => {
    if (it.method === undefined) return waiting.get(it.id ?? -1)?.(it.result)
    // what the server asks of its editor is not granted
    if (it.id !== undefined) return send({ id: it.id, result: null })
    if (it.method === "textDocument/publishDiagnostics") {
      const { diagnostics, uri } = it.params as { readonly uri: string; readonly diagnostics: unknown }
      waiting.get(uri)?.(diagnostics)
    }
  }
  server.stdout.on("data", (part: Buffer) => {
    buffer = Buffer.concat([buffer, part])
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(buffer.toString("latin1"))
      const size = Number(head?.[1])
      if (head === null || buffer.length < head[0].length + size) return
      const body = buffer.subarray(head[0].length, head[0].length + size)
      buffer = buffer.subarray(head[0].length + size)
      take(JSON.parse(body.toString("utf8")) as Message)
    }
  })
  const ask = <A>(method: string, params: object): Promise<A> =>
    new Promise((resolve) => {
      const id = ++count
      waiting.set(id, (it) => resolve(it as A))
      send({ id, method, params })
    })
  return {
    ask,
    tell: (method: string, params: object) => send({ method, params }),
    /** Opens a document; what the server says about it. */
    open: (uri: string, text: string): Promise<ReadonlyArray<{ readonly message: string; readonly range: { readonly start: { readonly line: number } } }>> =>
      new Promise((resolve) => {
        waiting.set(uri, (it) => resolve(it as never))
        send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } })
      }),
    stop: () => server.kill()
  }
}

let server: ReturnType<typeof start>
const folder = mkdtempSync(join(tmpdir(), "frontdesk-"))
beforeAll(async () => {
  server = start()
  await server.ask("initialize", { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} })
  server.tell("initialized", {})
})
afterAll(() => {
  server.stop()
  rmSync(folder, { recursive: true, force: true })
})

it.each(["en", "zh"])("a file that names the schema is checked and explained, %s", async (language) => {
  const schema = fileURLToPath(new URL(`../../../schema/${language}/procedure.schema.json`, import.meta.url))
  const text = `# yaml-language-server: $schema=${relative(folder, schema).replaceAll("\\", "/")}
procedure: a
version: 1
steps:
  - task: t
    bye: clerk
  - end: done
outcomes: { done: {} }
`
  const file = join(folder, `a-${language}.procedure.yaml`)
  writeFileSync(file, text)
  const uri = pathToFileURL(file).href
  const told = await server.open(uri, text)
  expect(told.map((it) => `${it.range.start.line + 1} ${it.message}`)).toEqual(["6 Property bye is not allowed."])
  const at = { textDocument: { uri }, position: { line: 4, character: 6 } }
  const hover = await server.ask<{ readonly contents: { readonly value: string } }>("textDocument/hover", at)
  expect(hover.contents.value).toContain(language === "zh" ? "由人办理的一项任务" : "A person does something.")
  const { items } = await server.ask<{ readonly items: ReadonlyArray<{ readonly label: string }> }>("textDocument/completion", {
    textDocument: { uri },
    position: { line: 5, character: 4 }
  })
  expect(items.map((it) => it.label)).toContain("due")
})
