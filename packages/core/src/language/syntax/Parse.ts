import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { said } from "../diagnostic/Phrase.ts"
import { empty, type Report, sorted } from "../diagnostic/Report.ts"
import { fileName, type SourceFile } from "../source/SourceFile.ts"
import { basic } from "./decode/Basic.ts"
import { fieldDecoders } from "./decode/Field.ts"
import { handbook, handbookDecoders } from "./decode/Handbook.ts"
import { procedure, procedureDecoders } from "./decode/Procedure.ts"
import { scenario, scenarioDecoders } from "./decode/Scenario.ts"
import { sharedDecoders } from "./decode/Shared.ts"
import { stepDecoders } from "./decode/Step.ts"
import type { Context, Decoders } from "./Decode.ts"
import type { Handbook } from "./tree/Handbook.ts"
import type { Must, Name } from "./tree/Node.ts"
import type { Procedure } from "./tree/Procedure.ts"
import type { Scenario } from "./tree/Scenario.ts"
import type { Tree } from "./Tree.ts"
import * as YamlTree from "./YamlTree.ts"
import type { YamlNode } from "./YamlNode.ts"

/**
 * The door of the syntax floor: a file in, its tree and what is wrong with it out. Never throws, whatever the
 * file holds. There is no tree only when the file is no map at all or is not YAML at its root.
 */
export interface Parsed<T> {
  readonly tree: T | undefined
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/** How each kind is read. */
export const decoders: Decoders = {
  ...basic,
  ...fieldDecoders,
  ...stepDecoders,
  ...sharedDecoders,
  ...procedureDecoders,
  ...handbookDecoders,
  ...scenarioDecoders
}

type Root<T> = (node: YamlNode, context: Context, complete: boolean) => T | undefined

const parseAs = <T extends Tree>(file: SourceFile, root: Root<T>, check: (tree: T, report: Report) => void): Parsed<T> => {
  const read = (yaml: YamlTree.YamlFile, report: Report): Parsed<T> => {
    const tree = yaml.root.kind === "broken" ? undefined : root(yaml.root, { report, decoders }, yaml.complete)
    if (tree !== undefined) check(tree, report)
    return { tree, diagnostics: sorted(report.diagnostics) }
  }
  // where nothing is wrong, nothing was meant otherwise
  const told = empty()
  const asWritten = read(YamlTree.parseAsWritten(file, told), told)
  if (asWritten.diagnostics.length === 0) return asWritten
  const mended = empty()
  const meant = YamlTree.parseMeant(file, mended)
  return meant === undefined ? asWritten : read(meant, mended)
}

export const parseHandbook = (file: SourceFile): Parsed<Handbook> =>
  parseAs(file, handbook, () => {})

export const parseProcedure = (file: SourceFile): Parsed<Procedure> =>
  parseAs(file, procedure, (tree, report) => fileNamed(file, tree.name, "procedure", report))

export const parseScenario = (file: SourceFile): Parsed<Scenario> =>
  parseAs(file, scenario, () => {})

/** By the file's name; `undefined` for a file that is none of ours. */
export const parse = (file: SourceFile): Parsed<Tree> | undefined => {
  const name = fileName(file)
  if (name === "handbook.yaml" || name === "handbook.yml") return parseHandbook(file)
  if (/\.procedure\.ya?ml$/.test(name)) return parseProcedure(file)
  return /\.scenario\.ya?ml$/.test(name) ? parseScenario(file) : undefined
}

/** `complaint.procedure.yaml` holds `procedure: complaint`. */
const fileNamed = (file: SourceFile, name: Must<Name>, kind: "procedure", report: Report): void => {
  if (name.kind === "broken") return
  const actual = fileName(file)
  const stem = /^(.*)\.procedure\.ya?ml$/.exec(actual)?.[1]
  if (stem === undefined || stem === name.text) return
  report.add("file-name", name.span, {
    expected: `${name.text}.${kind}.yaml`,
    name: name.text,
    kind: said("procedure", "流程")
  }, {
    fix: {
      title: said(`Write \`${stem}\``, `改写为 \`${stem}\``),
      safe: false,
      edits: [{ span: name.span, text: stem }]
    }
  })
}
