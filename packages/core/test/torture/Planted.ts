/**
 * A line of the product, made wrong: `Planted.of(file, right, wrong)` is what to import instead of the file. The line is
 * rewritten while the module is loaded, nothing on the disk is touched.
 */
import type { Plugin } from "vitest/config"

const mark = "?planted="

/** The address of `file` with `wrong` in the place of `right`, which must stand in it once. */
export const of = (file: string, right: string, wrong: string): string =>
  `${file}${mark}${Buffer.from(JSON.stringify([right, wrong])).toString("base64url")}`

export const plugin: Plugin = {
  name: "planted",
  enforce: "pre",
  transform: (code, id) => {
    const [file, planted] = id.split(mark)
    if (planted === undefined) return undefined
    const [right, wrong] = JSON.parse(Buffer.from(planted, "base64url").toString()) as [string, string]
    if (code.split(right).length !== 2) throw new Error(`${file} has not one ${right}`)
    return code.replace(right, () => wrong)
  }
}
