/**
 * A compiled procedure as a TypeScript module, one beside each YAML: plain types that anybody can read, the schemas that
 * keep them, the plan as data and the handle a developer uses. Nothing is inferred that can be written down, and the
 * same procedure always gives the same text, so it is committed and compared in CI.
 *
 * ts-morph carries a whole TypeScript compiler; it is loaded when the first module is printed, never before.
 *
 * @since 0.1.0
 */
import { Data, Effect } from "effect"
import type { StatementStructures } from "ts-morph"
import type { FieldType } from "../../domain/Field.ts"
import type { Compiled } from "../../plan/Plan.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import * as Drift from "./Drift.ts"
import * as FieldText from "./FieldText.ts"
import * as Forms from "./Forms.ts"
import * as Statements from "./Statements.ts"

/**
 * Printed in the header, so that it tells which Frontdesk wrote a module.
 *
 * @since 0.1.0
 */
export const VERSION = "0.1.0"

/**
 * Where the procedure was written: `complaint.procedure.yaml`, without a folder, so that the text is the same wherever
 * the files are checked out.
 *
 * @since 0.1.0
 */
export interface Source {
  readonly fileName: string
  /** plugged types by name (`Plugged.make(plugins).types`): where the module finds their types and schemas */
  readonly types?: Plugged["types"]
}

/**
 * A field that has no type here: its value is not agreed yet (`papers`, `checklist`), its plug-in was not given, or tasks of one
 * name in branches of one `choose` give it different ones. Such a procedure has no module.
 *
 * @since 0.1.0
 */
export class NotBuilt extends Data.TaggedError("NotBuilt")<{
  readonly procedure: string
  readonly step: string
  readonly field: string
  readonly kind: FieldType["kind"]
}> {
  override get message(): string {
    return `${this.procedure}: the field ${this.step}.${this.field} (${this.kind}) has no TypeScript type`
  }
}

/**
 * The module as text, with `\n` at line ends. Fails with {@link NotBuilt}.
 *
 * @since 0.1.0
 */
export const generate = Effect.fn("Module.generate")(function* (compiled: Compiled, source: Source) {
  const missing = notBuilt(compiled, source)
  if (missing !== undefined) return yield* missing
  const { printStructure, StructureKind } = yield* Effect.promise(() => import("ts-morph"))
  const statements = Statements.write(compiled, { ...source, version: VERSION }).map((it): StatementStructures | string => {
    if (typeof it === "string") return it
    return it.kind === "import"
      ? {
          kind: StructureKind.ImportDeclaration,
          isTypeOnly: it.type,
          moduleSpecifier: it.from,
          ...("as" in it ? { namespaceImport: it.as } : { namedImports: [...it.names] })
        }
      : {
          kind: StructureKind.Interface,
          isExported: true,
          name: it.name,
          docs: [it.doc],
          properties: it.properties.map((property) => ({ ...property, isReadonly: true, docs: [property.doc] }))
        }
  })
  const text = printStructure({ kind: StructureKind.SourceFile, statements }, { indentNumberOfSpaces: 2 })
  return `${spaced(text)}\n`
})

/** A blank line between declarations: ts-morph puts none around those that are text. */
const spaced = (text: string): string =>
  text
    .replaceAll("\r\n", "\n")
    .replaceAll(/;\n(?=\/\*\*|export )/g, ";\n\n")
    .trimEnd()

/**
 * Whether the module that is there is the one that should be. `existing` is `undefined` when there is none.
 *
 * @since 0.1.0
 */
export type Checked = { readonly _tag: "Same" } | { readonly _tag: "Drift"; readonly diff: string; readonly wanted: string }

/**
 * Generates in memory and compares; `diff` is the first stretch that differs, a few lines of it.
 *
 * @since 0.1.0
 */
export const check = Effect.fn("Module.check")(function* (compiled: Compiled, source: Source, existing: string | undefined) {
  const wanted = yield* generate(compiled, source)
  if (existing === undefined) return { _tag: "Drift", diff: "the module is missing", wanted } as Checked
  const diff = Drift.between(existing, wanted)
  return (diff === null ? { _tag: "Same" } : { _tag: "Drift", diff, wanted }) as Checked
})

const notBuilt = ({ plan }: Compiled, { types }: Source): NotBuilt | undefined => {
  const plugged = new Map([...(types ?? [])].map(([name, { module }]) => [name, module]))
  const context = { departments: Object.keys(plan.organisation.departments).length > 0, plugged }
  for (const [step, of] of Forms.all(plan)) {
    const found = FieldText.unknown(of.flat(), context) ?? FieldText.clash(of)
    if (found !== undefined) return new NotBuilt({ procedure: plan.procedure, step, ...found })
  }
  return undefined
}
