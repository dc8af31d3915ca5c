/**
 * The examples of the page of the language as files that can be compiled. Together they are one office: the whole
 * handbook at the top of the page with all parts shown below it, and the whole procedures. A part of a procedure is put
 * into the procedure `request` of the page, at the place the comment before it names: `<!-- in: steps -->`.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { compile } from "@frontdesk/core/language/compile"
import type { Compilation } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Span from "@frontdesk/core/language/source/Span"
import * as Plugin from "@frontdesk/core/plugin/Plugin"

export type Frame = "file" | "handbook" | "procedure" | "steps" | "fields" | "task" | "deadlines" | "people" | "conditions" | "values" | "rhythms"

export interface Example {
  readonly frame: Frame
  readonly text: string
  /** the line of the page on which it begins, from 1 */
  readonly line: number
  /** the place of the page it stands at: the last `<a id>` before it */
  readonly place: string
}

export interface File {
  readonly path: string
  readonly text: string
}

const root = fileURLToPath(new URL("../", import.meta.url))
export const read = (path: string): string => readFileSync(root + path, "utf8")

export const examplesOf = (page: string): ReadonlyArray<Example> => {
  const found: Array<Example> = []
  const lines = page.split("\n")
  let place = ""
  let frame: Frame = "file"
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ""
    place = /<a id="([^"]+)">/.exec(line)?.[1] ?? place
    const named = /^<!-- in: (\w+) -->$/.exec(line)?.[1]
    if (named !== undefined) frame = named as Frame
    if (line !== "```yaml") continue
    const end = lines.indexOf("```", i)
    found.push({ frame, text: `${lines.slice(i + 1, end).join("\n")}\n`, line: i + 2, place })
    frame = "file"
    i = end
  }
  return found
}

/** `time:` with all that stands below it, in the order of the file. */
const blocks = (text: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const block of text.split(/^(?=[\p{L}])/mu)) {
    const key = /^([\p{L}-]+):/u.exec(block)?.[1]
    if (key !== undefined) found.set(key, block)
  }
  return found
}

const joined = (all: Map<string, string>): string => [...all.values()].map((it) => (it.endsWith("\n") ? it : `${it}\n`)).join("")

/** Parts of a handbook go into the whole one; a key that is there gets what is below it as well. */
const withParts = (whole: string, parts: ReadonlyArray<string>): string => {
  const all = blocks(whole)
  for (const part of parts) {
    for (const [key, block] of blocks(part)) {
      const there = all.get(key)
      all.set(key, there === undefined ? block : `${there.trimEnd()}\n${block.slice(block.indexOf("\n") + 1)}`)
    }
  }
  return joined(all)
}

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, " ".repeat(by))
const items = (text: string): ReadonlyArray<string> => [...text.matchAll(/^- (.*?)(?:\s+#.*)?$/gm)].map((it) => it[1] ?? "")

/** What a host of this office plugs in. */
const gates = Plugin.make({
  name: "gates",
  description: { en: "The gate house", zh: "门岗设备" },
  actions: {
    "open-gate": {
      description: { en: "Opens the barrier of a lane", zh: "开启车道道闸" },
      with: { lane: ["north", "south"] },
      gives: { "opened-at": "date-time" },
      fails: { jammed: { description: { en: "It does not move", zh: "道闸卡住" }, gives: { fault: "text" } } }
    }
  }
})

export interface Company {
  readonly files: ReadonlyArray<File>
  readonly request: string
  readonly compile: (files: ReadonlyArray<File>) => Compilation
}

/** Another folder, with the procedure that `uses` brings in. */
const neighbours: ReadonlyArray<File> = ["v0b/handbook.yaml", "v0b/complaint.procedure.yaml"].map((path) => ({
  path,
  text: read(`packages/procedures/${path}`)
}))

const fileOf = (text: string): File => {
  // another handbook than that of the office
  const book = /^handbook: (\S+)/.exec(text)?.[1]
  if (book !== undefined) return { path: `${book}/handbook.yaml`, text }
  const [, kind, name] = /^(procedure|scenario): (\S+)/m.exec(text) ?? []
  return { path: `office/${name}.${kind}.yaml`, text }
}

export const companyOf = (examples: ReadonlyArray<Example>): Company => {
  const whole = examples.filter((it) => it.frame === "file")
  const handbook = whole.find((it) => it.text.startsWith("handbook:"))?.text ?? ""
  const files = [
    { path: "office/handbook.yaml", text: withParts(handbook, examples.filter((it) => it.frame === "handbook").map((it) => it.text)) },
    ...whole.filter((it) => it.text !== handbook).map((it) => fileOf(it.text))
  ]
  return {
    files,
    request: files.find((it) => it.path === "office/request.procedure.yaml")?.text ?? "",
    compile: (all) => compile({ files: [...neighbours, ...all], plugins: [gates] })
  }
}

/** The files that an example stands for, put into the frame that it names. */
export const framed = ({ frame, text }: Example, request: string): ReadonlyArray<File> => {
  const all = blocks(request)
  const file = (more: ReadonlyMap<string, string>): File => ({
    path: "office/request.procedure.yaml",
    text: joined(new Map([...all, ...more]))
  })
  const steps = (more: string): File =>
    file(new Map([["steps", (all.get("steps") ?? "").replace(/^ {2}- end: answered\n/m, `${indented(more, 2)}  - end: answered\n`)]]))
  const tasks = (of: (item: string) => string): ReadonlyArray<File> => [steps(items(text).map((it, i) => `- task: mend-${i + 1}\n${of(it)}`).join(""))]
  switch (frame) {
    case "procedure":
      return [file(blocks(text))]
    case "steps":
      return [steps(text)]
    case "fields":
      return [file(new Map([["intake", (all.get("intake") ?? "").replace(/^ {4}unit: unit\n/m, `$&${indented(text, 4)}`)]]))]
    case "task":
      return [steps(`- task: mend\n${indented(text, 2)}`)]
    case "deadlines":
      return tasks((it) => `  by: worker\n  due: ${it}\n`)
    case "conditions":
      return tasks((it) => `  by: worker\n  when: ${it}\n`)
    case "people":
      return tasks((it) => `  by: ${it}\n`)
    case "values":
      return [
        steps(
          items(text)
            .map((it, i) => [i + 1, ...it.split(/: (.*)/)] as const)
            .map(([i, type, value]) => `- compute: found-${i}\n  type: ${type}\n  value: ${value}\n`)
            .join("")
        )
      ]
    case "rhythms":
      return [
        file(new Map([["schedules", `schedules:\n${items(text).map((it, i) => `  again-${i + 1}: { every: ${it}, opens: patrol, with: { unit: unit } }\n`).join("")}`]]))
      ]
    default:
      return []
  }
}

/** What is wrong in a file, in a line each. */
export const errorsIn = ({ diagnostics }: Compilation, folder = "office/"): ReadonlyArray<string> =>
  diagnostics.filter((it) => isError(it) && it.span.file.path.startsWith(folder)).map((it) => `${it.code} «${Span.text(it.span)}» in ${it.span.file.path}`)
