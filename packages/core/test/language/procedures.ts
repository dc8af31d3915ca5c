import { readdirSync, readFileSync } from "node:fs"
import { compile } from "@frontdesk/core/language/compile"
import type { Compilation, Workspace } from "@frontdesk/core/language/compile"

const root = new URL("../../../procedures/", import.meta.url)

/** The real handbooks and procedures, as the host hands them over. */
export const workspace = (): Workspace => ({
  files: ["v0b", "v2", "v3"].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, root), "utf8") }))
  )
})

export const procedures = (): { readonly files: Workspace["files"]; readonly compiled: Compilation } => {
  const { files } = workspace()
  return { files, compiled: compile({ files }) }
}

/** The same workspace with one file in other words. */
export const withText = (path: string, change: (text: string) => string): Compilation =>
  compile({ files: workspace().files.map((it) => (it.path === path ? { path, text: change(it.text) } : it)) })
