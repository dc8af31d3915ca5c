/**
 * Every write this process makes, seen as it is made: files (`node:fs`), statements (`node:sqlite`), what is sent over a
 * line (`node:net`). Whoever looks may let a write fail. What a native module writes by itself is not seen.
 */
import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"
import { Socket } from "node:net"
import { resolve } from "node:path"

export interface Write {
  /** `statement` may be a reading one: nobody parses SQL here */
  readonly kind: "file" | "sync" | "statement" | "line"
  /** of a file, where it is known */
  readonly path?: string
  /** of a file that is renamed: its old name */
  readonly from?: string
}

/** How one write is to fail: `before` it was made, or `after`, so that only the answer is lost. */
export type Fault = "before" | "after"

export interface Watch {
  readonly before?: (write: Write) => Fault | undefined
  readonly after?: (write: Write) => void
}

type Any = (this: unknown, ...args: Array<unknown>) => unknown
type Methods = { [name: string]: Any }

const broken = (write: Write): Error =>
  write.kind === "statement"
    ? Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR", errcode: 10, errstr: "disk I/O error" })
    : Object.assign(new Error("EIO: i/o error, write"), { code: "EIO", errno: -5, syscall: "write" })

let watched = false

/**
 * Begins to look, and gives back what ends it. One at a time: the functions of Node are replaced for the whole process.
 *
 * @since 0.1.0
 */
export const watch = (on: Watch): () => void => {
  if (watched) throw new Error("somebody looks at the writes of this process already: try one law after another")
  watched = true
  const undo: Array<() => void> = []
  const paths = new Map<unknown, string>()
  // A write that Node makes of several others is one.
  let inside = 0

  const replace = (target: object, name: string, by: (original: Any) => Any) => {
    const methods = target as Methods
    const original = methods[name]
    if (original === undefined) return
    methods[name] = by(original)
    undo.push(() => (methods[name] = original))
  }
  const named = (at: unknown, handle?: unknown): string | undefined =>
    typeof at === "string" ? resolve(at) : at instanceof URL ? resolve(at.pathname) : paths.get(handle ?? at)
  const of = (kind: Write["kind"], path: string | undefined): Write => (path === undefined ? { kind } : { kind, path })

  const done = (write: Write, args: ReadonlyArray<unknown>) => {
    on.after?.(write)
    const flushes = args.some((it) => typeof it === "object" && it !== null && (it as { readonly flush?: unknown }).flush === true)
    if (flushes) on.after?.({ ...write, kind: "sync" })
  }

  const now = (write: (self: unknown, args: Array<unknown>) => Write) => (original: Any): Any =>
    function(...args) {
      if (inside > 0) return original.apply(this, args)
      const one = write(this, args)
      const fault = on.before?.(one)
      if (fault === "before") throw broken(one)
      inside++
      let result: unknown
      try {
        result = original.apply(this, args)
      } finally {
        inside--
      }
      done(one, args)
      if (fault === "after") throw broken(one)
      return result
    }
  const promised = (write: (self: unknown, args: Array<unknown>) => Write) => (original: Any): Any =>
    async function(...args) {
      const one = write(this, args)
      const fault = on.before?.(one)
      if (fault === "before") throw broken(one)
      const result = await original.apply(this, args)
      done(one, args)
      if (fault === "after") throw broken(one)
      return result
    }
  const called = (write: (self: unknown, args: Array<unknown>) => Write) => (original: Any): Any =>
    function(...args) {
      const answer = args.at(-1) as Any
      const one = write(this, args)
      const fault = on.before?.(one)
      if (fault === "before") return void process.nextTick(answer, broken(one))
      return original.apply(this, [...args.slice(0, -1), (...answers: Array<unknown>) => {
        done(one, args)
        if (fault === "after") answer.call(undefined, broken(one))
        else answer.apply(undefined, answers)
      }])
    }

  for (const [how, target, suffix] of [[now, fs, "Sync"], [called, fs, ""], [promised, fs.promises, ""]] as const) {
    for (const name of ["write", "writev", "writeFile", "appendFile", "truncate", "ftruncate", "rename", "unlink", "rm", "copyFile"]) {
      if (name === "rename") {
        replace(target, `rename${suffix}`, how((_, args) => ({ ...of("file", named(args[1])), from: named(args[0]) ?? "" })))
      } else replace(target, `${name}${suffix}`, how((_, args) => of("file", named(args[name === "copyFile" ? 1 : 0]))))
    }
    for (const name of ["fsync", "fdatasync"]) replace(target, `${name}${suffix}`, how((_, args) => of("sync", named(args[0]))))
  }
  replace(fs, "openSync", (original) =>
    function(...args) {
      const fd = original.apply(this, args)
      paths.set(fd, resolve(String(args[0])))
      return fd
    })
  replace(fs, "open", (original) =>
    function(...args) {
      const answer = args.at(-1) as Any
      return original.apply(this, [...args.slice(0, -1), (error: unknown, fd: unknown) => {
        if (fd !== undefined) paths.set(fd, resolve(String(args[0])))
        answer.call(undefined, error, fd)
      }])
    })
  let handles = false
  replace(fs.promises, "open", (original) =>
    async function(...args) {
      const handle = (await original.apply(this, args)) as object
      paths.set(handle, resolve(String(args[0])))
      if (!handles) {
        handles = true
        const kind = Object.getPrototypeOf(handle) as object
        for (const name of ["write", "writev", "writeFile", "appendFile", "truncate"]) {
          replace(kind, name, promised((self) => of("file", named(undefined, self))))
        }
        for (const name of ["sync", "datasync"]) replace(kind, name, promised((self) => of("sync", named(undefined, self))))
      }
      return handle
    })

  // Loading it warns, and who has not loaded it does not use it.
  const loaded = (process as unknown as { readonly moduleLoadList?: ReadonlyArray<string> }).moduleLoadList
  if (loaded?.includes("NativeModule sqlite") === true) {
    const sqlite = process.getBuiltinModule("node:sqlite")
    replace(sqlite.DatabaseSync.prototype, "exec", now(() => ({ kind: "statement" })))
    for (const name of ["run", "get", "all", "iterate"]) replace(sqlite.StatementSync.prototype, name, now(() => ({ kind: "statement" })))
  }

  replace(Socket.prototype, "write", (original) =>
    function(...args) {
      const socket = this as Socket
      if (socket === process.stdout || socket === process.stderr) return original.apply(this, args)
      const one: Write = { kind: "line" }
      const fault = on.before?.(one)
      const sent = fault === "before" ? false : original.apply(this, args)
      if (fault === undefined) on.after?.(one)
      else socket.destroy(Object.assign(new Error("write ECONNRESET"), { code: "ECONNRESET", syscall: "write" }))
      return sent
    })

  syncBuiltinESMExports()
  return () => {
    watched = false
    for (const it of undo.reverse()) it()
    syncBuiltinESMExports()
  }
}
