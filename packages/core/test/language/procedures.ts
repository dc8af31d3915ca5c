import { readdirSync, readFileSync } from "node:fs"
import { compile } from "@frontdesk/core/language/compile"
import type { Compilation, Workspace } from "@frontdesk/core/language/compile"

/** Every handbook below, its procedures and its stories, as the host hands them over. */
const below = (root: URL): Workspace => ({
  files: readdirSync(root, { withFileTypes: true })
    .filter((it) => it.isDirectory() && /^v\d/.test(it.name))
    .map((it) => it.name)
    .sort()
    .flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, root))
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, root), "utf8") }))
    )
})

/**
 * Five real handbooks as they once were: for tests that change a piece of a file and say what the compiler makes of it.
 * They are never written on, so such a test is red only when the compiler is other than it was.
 */
export const workspace = (): Workspace => below(new URL("../fixtures/handbooks/", import.meta.url))

/** All handbooks of `packages/procedures` as they are today: for what must hold of every file that anybody writes. */
export const living = (): Workspace => below(new URL("../../../procedures/", import.meta.url))

/** Of these files the folder of one, and the folders its handbook uses: all that has a say in what is told of it. */
export const around = (path: string, files: Workspace["files"]): Workspace["files"] => {
  const folder = (it: string): string => it.slice(0, it.lastIndexOf("/"))
  const folders = new Set([folder(path)])
  for (const at of folders) {
    const handbook = files.find((it) => it.path === `${at}/handbook.yaml`)?.text ?? ""
    for (const [, used] of handbook.matchAll(/(?:: *|^ +)\.\.\/([\w-]+)[/:]/gm)) if (used !== undefined) folders.add(used)
  }
  return files.filter((it) => folders.has(folder(it.path)))
}

export const procedures = (): { readonly files: Workspace["files"]; readonly compiled: Compilation } => {
  const { files } = workspace()
  return { files, compiled: compile({ files }) }
}

/** The same workspace with one file in other words. */
export const withText = (path: string, change: (text: string) => string): Compilation =>
  compile({ files: workspace().files.map((it) => (it.path === path ? { path, text: change(it.text) } : it)) })
