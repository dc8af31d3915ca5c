/** What holds for any input whatever: nothing is thrown, every place lies in its file, everything told can be shown. */
import { compile } from "@frontdesk/core/language/compile"
import { render } from "@frontdesk/core/language/diagnostic/CodeFrame"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { encode } from "@frontdesk/core/language/diagnostic/Json"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import { parseDeadline, parseEvery, parseExpression, parseFieldType, parseWho } from "@frontdesk/core/language/syntax/ParseSentence"
import * as Draft from "./Draft.ts"
import * as Generator from "./Generator.ts"

export interface Survived {
  readonly inputs: number
  readonly sentences: number
  readonly files: number
  readonly workspaces: number
  readonly characters: number
  readonly told: number
  /** milliseconds of this thread's own work */
  readonly slowest: { readonly milliseconds: number; readonly what: string }
  readonly plans: number
  /** workspaces of which every procedure became a plan */
  readonly whole: number
}

const placed = (all: ReadonlyArray<Diagnostic>): void => {
  for (const { span } of all) {
    if (!(span.start >= 0 && span.start <= span.end && span.end <= span.file.text.length)) throw new Error(`a place outside of the file: ${span.start}..${span.end}`)
  }
  for (const it of all.slice(0, 2)) {
    if (render(it, { language: "zh", width: 80 }).length === 0 || encode(it, "en").range.start.line < 1) throw new Error("nothing shown")
  }
}

const sentences = { expression: parseExpression, deadline: parseDeadline, people: parseWho, type: parseFieldType, every: parseEvery } as const

/** This thread's own work, whoever else is using the machine. */
export const work = (): number => {
  const { system, user } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Of a hundred inputs: so many sentences by themselves, files that are read, and the rest workspaces that are compiled. */
const MIX = { sentences: 90, files: 6 }

export const run = (inputs: number, seed: number, progress?: (done: number) => void): Survived => {
  const next = Generator.random(seed)
  const generators = [4, 12, 60, 1_000_000].map((noise) => Generator.make(next, noise))
  const draft = Draft.make(next)
  const count = { sentences: 0, files: 0, workspaces: 0, characters: 0, told: 0, plans: 0, whole: 0 }
  let slowest = { milliseconds: 0, what: "" }
  for (let i = 0; i < inputs; i++) {
    const generator = generators[next(generators.length)] ?? Generator.make(next, 12)
    const which = next(100)
    let what = ""
    const begin = work()
    try {
      if (which < MIX.sentences) {
        const kind = (Object.keys(sentences) as ReadonlyArray<keyof typeof sentences>)[next(5)] ?? "expression"
        what = generator.sentence(kind)
        const read = sentences[kind](what)
        placed(read.diagnostics)
        count.sentences++
        count.told += read.diagnostics.length
        if (read.node.kind === "broken" && read.diagnostics.length === 0) throw new Error("broken, and nothing is told")
      } else if (which < MIX.sentences + MIX.files) {
        const shape = (["handbook", "procedure", "scenario"] as const)[next(3)] ?? "procedure"
        what = generator.file(shape)
        const { diagnostics } = parse(SourceFile.make(shape === "handbook" ? "handbook.yaml" : `x.${shape}.yaml`, what)) ?? { diagnostics: [] }
        placed(diagnostics)
        count.files++
        count.told += diagnostics.length
      } else {
        // three of four by somebody who knows the language, the others put together from its shapes
        const files = next(4) > 0 ? draft().files : [
          { path: "handbook.yaml", text: generator.file("handbook") },
          { path: "owner.procedure.yaml", text: generator.file("procedure") },
          { path: "x.procedure.yaml", text: generator.file("procedure") },
          { path: "x.scenario.yaml", text: generator.file("scenario") }
        ]
        what = files.map((it) => `# ${it.path}\n${it.text}`).join("")
        const { diagnostics, procedures } = compile({ files })
        placed(diagnostics)
        count.workspaces++
        count.told += diagnostics.length
        count.plans += procedures.length
        if (procedures.length === files.filter((it) => it.path.includes(".procedure.")).length) count.whole++
      }
    } catch (error) {
      throw new Error(`input ${i} of seed ${seed}:\n${what}`, { cause: error })
    }
    count.characters += what.length
    const milliseconds = work() - begin
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, what }
    progress?.(i)
  }
  return { inputs, ...count, slowest }
}
