#!/usr/bin/env node
/**
 * The `frontdesk` command. Nothing is loaded before it is known what is asked: `--version` answers at once.
 */
import { version } from "./Version.ts"

const args = process.argv.slice(2)

// `frontdesk play … | head`: whoever reads has seen enough
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit()
  throw error
})

if (args.length === 1 && args[0] === "--version") process.stdout.write(`frontdesk ${version}\n`)
else {
  const { run } = await import("./Run.ts")
  process.exitCode = await run(args, {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: async () => {
      const parts: Array<Buffer> = []
      for await (const part of process.stdin) parts.push(part as Buffer)
      return Buffer.concat(parts).toString("utf8")
    },
    cwd: process.cwd(),
    env: process.env,
    terminal: process.stdout.isTTY === true
  })
}
