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
import type { Field, FieldType } from "../../domain/Field.ts"
import type { Compiled } from "../../plan/Plan.ts"
import * as Acting from "./Acting.ts"
import * as Drift from "./Drift.ts"
import * as FieldText from "./FieldText.ts"
import * as Literal from "./Literal.ts"
import * as Names from "./Names.ts"
import * as Outline from "../Outline.ts"

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
}

/**
 * A field type that has no agreed value yet (`papers`, `checklist`, `report`, plug-ins): such a procedure has no module.
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
    return `${this.procedure}: the field ${this.step}.${this.field} is of type ${this.kind}, which has no TypeScript type yet`
  }
}

/**
 * The module as text, with `\n` at line ends. Fails with {@link NotBuilt}.
 *
 * @since 0.1.0
 */
export const generate = Effect.fn("Module.generate")(function* (compiled: Compiled, source: Source) {
  const missing = notBuilt(compiled)
  if (missing !== undefined) return yield* missing
  const { printStructure, StructureKind } = yield* Effect.promise(() => import("ts-morph"))
  const statements = write(compiled, source).map((it): StatementStructures | string => {
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

const notBuilt = ({ plan }: Compiled): NotBuilt | undefined => {
  const forms: ReadonlyArray<readonly [string, ReadonlyArray<Field>]> = [
    ["intake", plan.intake.form],
    ...[...Outline.make(plan).tasks].flatMap(([name, tasks]) => tasks.map((it) => [name, it.form] as const)),
    ...Object.entries(plan.outcomes),
    ...Object.entries(plan.events),
    ...Object.entries(plan.announces).map(([topic, it]) => [topic, it.fields] as const)
  ]
  for (const [step, fields] of forms) {
    const found = FieldText.unknown(fields)
    if (found !== undefined) return new NotBuilt({ procedure: plan.procedure, step, ...found })
  }
  return undefined
}

type Statement =
  | string
  | ({ readonly kind: "import"; readonly type: boolean; readonly from: string } & (
      | { readonly as: string }
      | { readonly names: ReadonlyArray<string> }
    ))
  | {
      readonly kind: "interface"
      readonly name: string
      readonly doc: string
      readonly properties: ReadonlyArray<{
        readonly name: string
        readonly type: string
        readonly hasQuestionToken: boolean
        readonly doc: string
      }>
    }

const write = (compiled: Compiled, source: Source): ReadonlyArray<Statement> => {
  const { digest, plan, words } = compiled
  const outline = Outline.make(plan)
  const departments = Object.keys(plan.organisation.departments)
  const context: FieldText.Context = { departments: departments.length > 0 }
  const own = plan.procedure.slice(plan.procedure.lastIndexOf("/") + 1)
  const languages = Object.keys(words).sort()

  const titles = (name: string): ReadonlyArray<string> =>
    languages.flatMap((it) => words[it]?.[name] ?? []).map((it) => it.replaceAll("*/", "* /"))
  const doc = (name: string, ...more: ReadonlyArray<string>): string =>
    [`\`${name}\``, ...titles(name), ...more].join(" · ")
  const values = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
    const told = names.filter((it) => titles(it).length > 0).map((it) => `${it} ${titles(it).join(" / ")}`)
    return told.length === 0 ? [] : [told.join(", ")]
  }
  const fieldDoc = (field: Field): string =>
    doc(
      field.name,
      field.type.kind,
      ...(field.type.kind === "choice" ? values(field.type.values) : []),
      ...(typeof field.needed === "object" ? ["needed at times"] : [])
    )
  const block = (text: string): string => `/** ${text} */\n`

  const name = Names.register([
    ...["Schema", "FieldSchema", "Facade", "BigDecimal", "DateTime", "Compiled", "Plan", "Digest", "Words", "Term"],
    ...["Form", "TaskHandle", "EventHandle", "ReadonlyArray", "Intake", "Outcome", "Completed", "Opener", "Step", "Task"],
    ...["Event", "Department"]
  ])
  const handle = name(own, "Procedure")

  /** the type and the schema of a form, under one name */
  const form = (title: string, text: string, forms: ReadonlyArray<ReadonlyArray<Field>>): ReadonlyArray<Statement> => {
    const [first = [], ...others] = distinct(forms, context)
    const struct = FieldText.struct(first, context, 1)
    if (others.length === 0) {
      return [
        {
          kind: "interface",
          name: title,
          doc: text,
          properties: first.map((it) => ({
            name: Literal.key(it.name),
            type: FieldText.type(it.type, context),
            hasQuestionToken: FieldText.optional(it),
            doc: fieldDoc(it)
          }))
        },
        `export const ${title}: Form<${title}> = ${struct};`
      ]
    }
    const union = [first, ...others]
    return [
      `${block(text)}export type ${title} =${union.map((it) => `\n  | ${FieldText.object(it, context)}`).join("")};`,
      `export const ${title}: Form<${title}> = Schema.Union([${union.map((it) => FieldText.struct(it, context, 1)).join(", ")}]);`
    ]
  }

  const endings = (title: string, text: string, names: ReadonlyArray<string>, before: ReadonlyArray<string>): string => {
    const types = names.map((it) => {
      const members = [`readonly _tag: ${JSON.stringify(it)}`, ...FieldText.members(plan.outcomes[it] ?? [], context)]
      const told = titles(it)
      return `\n  ${told.length === 0 ? "" : `/** ${told.join(" · ")} */\n  `}| { ${members.join("; ")} }`
    })
    const schemas = names.map((it) =>
      FieldText.struct(plan.outcomes[it] ?? [], context, 2, `Schema.TaggedStruct(${JSON.stringify(it)}, `)
    )
    const all = [...before.map((it) => `\n  | ${it}`), ...types]
    const codecs = [...before, ...schemas]
    return (
      `${block(text)}export type ${title} =${all.join("")};\n` +
      `export const ${title}: Schema.Codec<${title}, Facade.OutcomeValues> = Schema.Union([\n  ${codecs.join(",\n  ")}\n]);`
    )
  }

  const tasks = [...outline.tasks].map(([step, of]) => ({
    step,
    type: name(step, "Form"),
    roles: Acting.doing(step, of, plan, outline),
    forms: of.map((it) => it.form)
  }))
  const events = Object.entries(plan.events).map(([topic, fields]) => ({ topic, type: name(topic, "Event"), fields }))
  const announced = Object.entries(plan.announces).map(([topic, it]) => ({
    topic,
    type: name(topic.slice(topic.lastIndexOf(".") + 1), "Announced"),
    fields: it.fields
  }))
  const orders = Object.keys(plan.outcomes).filter((it) => !outline.ends.includes(it))

  const body: ReadonlyArray<Statement> = [
    ...(context.departments
      ? [
          `${block(doc("department", ...values(departments)))}export type Department =${union(departments)};\n` +
            `export const Department: Schema.Codec<Department, string> = Schema.Literals(${Literal.print(departments, 0)});`
        ]
      : []),
    ...form("Intake", doc("intake", ...titles(own)), [plan.intake.form]),
    ...[...outline.values].flatMap(([step, worth]) => {
      const type = "choice" in worth ? union(worth.choice) : prefixed(WORTH[worth.type])
      const told = "choice" in worth ? values(worth.choice) : []
      return type === undefined ? [] : [`${block(doc(step, ...told))}export type ${name(step, "Value")} =${type};`]
    }),
    ...tasks.flatMap((it) => form(it.type, doc(it.step, acting(it.roles)), it.forms)),
    ...events.flatMap((it) => form(it.type, doc(it.topic, "an event from outside"), [it.fields])),
    ...announced.flatMap((it) => form(it.type, doc(it.topic, "announced by this procedure"), [it.fields])),
    endings("Completed", "How a case ends by its own steps.", outline.ends, []),
    endings("Outcome", "How a case ends: also by an order, or cancelled by who opened it.", [...orders, "cancelled"], [
      "Completed"
    ]),
    `${block("The roles that may open a case by hand.")}export type Opener =${roleType(Acting.opening(plan))};`,
    `${block("Every step by its name, in the order of the file.")}export type Step =${union([...new Set(outline.steps.map((it) => it.name))])};`,
    `${block("What people do: the form of each task and who may do it.")}export type Task = ${lines(
      tasks.map(
        (it) =>
          `/** ${doc(it.step)} */\n  readonly ${Literal.key(it.step)}: TaskHandle<${JSON.stringify(plan.procedure)}, ${JSON.stringify(it.step)}, ${it.type},${roleType(it.roles)}>`
      )
    )};`,
    `${block("What it listens to from outside.")}export type Event = ${lines(
      events.map((it) => `readonly ${Literal.key(it.topic)}: EventHandle<${JSON.stringify(it.topic)}, ${it.type}>`)
    )};`,
    `${block("The plan as the engine runs it.")}export const plan: Plan = ${Literal.print(plan, 0)};`,
    `export const digest: Digest = ${JSON.stringify(digest)};`,
    `${block("Titles by language and name.")}export const words: Words = ${Literal.print(words, 0)};`,
    `${block(doc(own))}export const ${handle}: Facade.Procedure<${JSON.stringify(plan.procedure)}, Intake, Outcome, Completed, Task, Opener, Event> =\n` +
      `  Facade.make(${lines(
        [
          `procedure: ${JSON.stringify(plan.procedure)}`,
          "compiled: { plan, digest, words }",
          "intake: Intake",
          "outcome: Outcome",
          "completed: Completed",
          `task: ${lines(
            tasks.map(
              (it) =>
                `${Literal.key(it.step)}: { procedure: ${JSON.stringify(plan.procedure)}, step: ${JSON.stringify(it.step)}, form: ${it.type} }`
            ),
            3,
            ","
          )}`,
          `event: ${lines(
            events.map((it) => `${Literal.key(it.topic)}: { topic: ${JSON.stringify(it.topic)}, form: ${it.type} }`),
            3,
            ","
          )}`
        ],
        2,
        ","
      )});`
  ]

  const uses = (word: RegExp): boolean =>
    body.some((it) => word.test(typeof it === "string" ? it : it.kind === "interface" ? it.properties.map((p) => p.type).join(" ") : ""))
  const values_ = [...(uses(/\bBigDecimal\./) ? ["BigDecimal"] : []), ...(uses(/\bDateTime\./) ? ["DateTime"] : [])]
  const handles = ["Form", ...(tasks.length > 0 ? ["TaskHandle"] : []), ...(events.length > 0 ? ["EventHandle"] : [])].sort()
  const imports: ReadonlyArray<Statement> = [
    ...(values_.length > 0 ? [{ kind: "import", type: true, from: "effect", names: values_ } as const] : []),
    { kind: "import", type: false, from: "effect", names: ["Schema"] },
    { kind: "import", type: true, from: "@frontdesk/core/desk/Handle", names: handles },
    ...(uses(/\bTerm\b/) ? [{ kind: "import", type: true, from: "@frontdesk/core/domain/Time", names: ["Term"] } as const] : []),
    { kind: "import", type: true, from: "@frontdesk/core/plan/Plan", names: ["Digest", "Plan", "Words"] },
    ...(uses(/\bFieldSchema\./)
      ? [{ kind: "import", type: false, from: "@frontdesk/core/target/typescript/FieldSchema", as: "FieldSchema" } as const]
      : []),
    { kind: "import", type: false, from: "@frontdesk/core/target/workflow/Facade", as: "Facade" }
  ]
  const header = [
    `// Generated by frontdesk ${VERSION} from ${source.fileName}, version ${plan.version}.`,
    `// ${digest}`,
    "// Do not edit: change the YAML and run `frontdesk generate`.",
    "/* eslint-disable */",
    "/* oxlint-disable */",
    "// biome-ignore-all lint: generated",
    ""
  ].join("\n")
  return [header, ...imports, ...body]
}

const WORTH: { readonly [type: string]: string | undefined } = {
  "yes-no": "boolean",
  "whole-number": "number",
  number: "BigDecimal.BigDecimal",
  percent: "BigDecimal.BigDecimal",
  money: "BigDecimal.BigDecimal",
  date: "string",
  "date-time": "DateTime.Utc",
  term: `Term | "at-once"`
}

const prefixed = (type: string | undefined): string | undefined => (type === undefined ? undefined : ` ${type}`)

/** A union with the space or line break that stands before it. */
const union = (names: ReadonlyArray<string>): string => {
  const flat = names.map((it) => JSON.stringify(it)).join(" | ")
  return names.length === 0 ? " never" : flat.length < 90 ? ` ${flat}` : names.map((it) => `\n  | ${JSON.stringify(it)}`).join("")
}

const roleType = (roles: Acting.Roles): string => (roles === null ? " string" : union(roles))

const acting = (roles: Acting.Roles): string => (roles === null ? "who may do it is found at run time" : `by ${roles.join(", ")}`)

const lines = (entries: ReadonlyArray<string>, depth = 1, separator = ";"): string => {
  const pad = "  ".repeat(depth)
  return entries.length === 0
    ? "{}"
    : `{\n${entries.map((it) => `${pad}${it}`).join(`${separator}\n`)}\n${"  ".repeat(depth - 1)}}`
}

const distinct = (
  forms: ReadonlyArray<ReadonlyArray<Field>>,
  context: FieldText.Context
): ReadonlyArray<ReadonlyArray<Field>> => {
  const seen = new Map(forms.map((it) => [FieldText.object(it, context), it] as const).reverse())
  return [...seen.values()].reverse()
}
