/**
 * A thousand files: the real companies of `packages/procedures`, site after site, each handbook under a name of its own.
 * They are sound, so every check runs to its end.
 */
import { readdirSync, readFileSync } from "node:fs"

export interface File {
  readonly path: string
  readonly text: string
}

const sources = new URL("../../packages/procedures/", import.meta.url)

const company = (): ReadonlyArray<File> =>
  readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") && !path.includes("node_modules"))
    .sort()
    .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(new URL(path, sources), "utf8") }))

const named = (text: string, site: number): string => {
  const book = /^handbook: (\S+)/m.exec(text)?.[1]
  return book === undefined ? text : text.replace(`handbook: ${book}`, `handbook: ${book}-${site}`).replace(new RegExp(`^  ${book}:`, "m"), `  ${book}-${site}:`)
}

/** Whole sites, until there are at least so many files. */
export const of = (files: number): ReadonlyArray<File> => {
  const own = company()
  return Array.from({ length: Math.ceil(files / own.length) }, (_, site) =>
    own.map(({ path, text }): File => ({ path: `site-${site + 1}/${path}`, text: named(text, site + 1) }))
  ).flat()
}

export const lines = (files: ReadonlyArray<File>): number =>
  Math.round(files.reduce((sum, { text }) => sum + text.split("\n").length, 0) / files.length)
