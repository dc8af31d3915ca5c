/** Files of the fixtures, and trees printed so that a table can hold them. */
import { readdirSync, readFileSync } from "node:fs"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"

const root = new URL("../fixtures/", import.meta.url)

export const fixture = (path: string): SourceFile.SourceFile =>
  SourceFile.make(path, readFileSync(new URL(path, root), "utf8"))

/** All 45 files of the examples. */
export const examples: ReadonlyArray<SourceFile.SourceFile> = readdirSync(new URL("examples/", root)).flatMap((folder) =>
  readdirSync(new URL(`examples/${folder}/`, root)).map((name) => fixture(`examples/${folder}/${name}`))
)

/** `bare-days «2 days»` */
export const told = (diagnostic: Diagnostic): string => `${diagnostic.code} «${Span.text(diagnostic.span)}»`

/** A tree without places, short enough to read: `(is channel visit phone)`. */
export const show = (node: unknown): string => {
  if (node === undefined) return "-"
  if (typeof node !== "object" || node === null) return String(node)
  if (Array.isArray(node)) return `[${node.map(show).join(" ")}]`
  const it = node as Record<string, unknown>
  switch (it["kind"]) {
    case "name":
      return String(it["text"])
    case "ref":
      return (it["names"] as ReadonlyArray<{ readonly text: string }>).map((name) => name.text).join(".")
    case "number":
      return String(it["decimal"])
    case "percent":
      return `${String(it["decimal"])}%`
    case "money":
      return `${String(it["decimal"])}${show(it["currency"])}`
    case "date":
      return String(it["date"])
    case "time":
      return String(it["time"])
    case "term":
      return `${String(it["count"])}:${String(it["unit"])}${it["calendar"] === undefined ? "" : `@${show(it["calendar"])}`}`
    case "term-literal":
      return it["term"] === undefined ? "at-once" : show(it["term"])
    case "yes-no":
      return it["value"] === true ? "yes" : "no"
    case "instant":
      return String(it["instant"])
    default: {
      const parts = Object.entries(it)
        .filter(([key, value]) => !/^(?:kind|span|\w+Span)$/.test(key) && value !== undefined && value !== false)
        .map(([, value]) => value === true ? "!" : show(value))
      return parts.length === 0 ? String(it["kind"]) : `(${[String(it["kind"]), ...parts].join(" ")})`
    }
  }
}
