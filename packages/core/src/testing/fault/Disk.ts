/**
 * A folder as it stands at every point between two writes, so that a crash at any of them can be looked at later
 * without one. Three things may be left of a crash: all that was written (the process was killed), the last write only
 * in part, or nothing but what was synced (the power went).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import * as Writes from "./Writes.ts"

type Files = ReadonlyMap<string, Buffer>

/** What a crash leaves. */
export interface Image {
  readonly files: Files
  /** how many acts had been answered before it */
  readonly answered: number
  readonly how: "killed" | "torn" | "power"
}

const readAll = (folder: string): Files => {
  const files = new Map<string, Buffer>()
  for (const it of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!it.isFile()) continue
    const path = join(it.parentPath, it.name)
    files.set(relative(folder, path), readFileSync(path))
  }
  return files
}

const equal = (a: Files, b: Files): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path)?.equals(text) === true)

/** Where one file only became longer: what there is of it when the write is cut off. */
const torn = (before: Files, after: Files): ReadonlyArray<Files> => {
  const other = [...after].filter(([path, text]) => before.get(path)?.equals(text) !== true)
  const [path, text] = other[0] ?? []
  if (other.length !== 1 || path === undefined || text === undefined || before.size > after.size) return []
  const was = before.get(path) ?? Buffer.alloc(0)
  const grown = text.length - was.length
  if (grown < 2 || !text.subarray(0, was.length).equals(was)) return []
  return [...new Set([1, grown >> 1, grown - 1])].map((more) => new Map(after).set(path, text.subarray(0, was.length + more)))
}

/**
 * Looks at a folder while `work` goes on. `answered` is called by the work after each act that was answered.
 *
 * @since 0.1.0
 */
export const record = async (folder: string, work: (answered: () => void) => Promise<void>): Promise<ReadonlyArray<Image>> => {
  const images: Array<Image> = []
  const root = resolve(folder)
  /** by path: what is on the disk for certain, of files whose writes are seen */
  const synced = new Map<string, Buffer | undefined>()
  let count = 0
  let last: Files = readAll(root)
  let lastCount = -1

  const look = () => {
    const files = readAll(root)
    const changed = !equal(files, last)
    if (changed) for (const part of torn(last, files)) images.push({ files: part, answered: count, how: "torn" })
    if (changed || count !== lastCount) images.push({ files, answered: count, how: "killed" })
    const safe = new Map(files)
    for (const [path, text] of synced) {
      if (text === undefined) safe.delete(path)
      else safe.set(path, text)
    }
    // A store whose writes are seen and all synced leaves the same as a killed one.
    if ((changed || count !== lastCount) && synced.size > 0) images.push({ files: safe, answered: count, how: "power" })
    last = files
    lastCount = count
  }
  const inside = (write: Writes.Write) =>
    write.path !== undefined && resolve(write.path).startsWith(`${root}/`) ? relative(root, write.path) : undefined

  look()
  const end = Writes.watch({
    before: (write) => {
      const path = inside(write)
      if (write.kind === "file" && path !== undefined && !synced.has(path)) synced.set(path, last.get(path))
      return undefined
    },
    after: (write) => {
      const path = inside(write)
      if (path !== undefined && write.from !== undefined) {
        // Taken to be at once and for good, as it is once its folder is synced.
        const from = relative(root, write.from)
        synced.set(path, synced.has(from) ? synced.get(from) : last.get(from))
        synced.delete(from)
      }
      look()
      if (path === undefined) return
      if (write.kind === "sync") synced.set(path, last.get(path))
      else if (!last.has(path)) synced.delete(path)
    }
  })
  try {
    await work(() => {
      count++
      look()
    })
  } finally {
    end()
  }
  return images
}

/** Lays an image out in a folder. */
export const restore = (image: Image, folder: string): void => {
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of image.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
