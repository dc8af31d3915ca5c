/**
 * A compiled procedure as the statements of its module. Pure text work, nothing of a compiler: `Module.ts` prints it.
 */
import type { Field } from "../../domain/Field.ts"
import type { Compiled } from "../../plan/Plan.ts"
import { done } from "../../plugin/Plugged.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import * as Outline from "../Outline.ts"
import * as Acting from "./Acting.ts"
import * as Changes from "./Changes.ts"
import * as Doc from "./Doc.ts"
import * as Forms from "./Forms.ts"
import * as FieldText from "./FieldText.ts"
import * as Literal from "./Literal.ts"
import * as Names from "./Names.ts"

/** One statement: text, or what a printer knows how to lay out. */
export type Statement =
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

/** The whole module, top down: what a developer reads first, the plan near the end, the handle last. */
export const write = (
  compiled: Compiled,
  source: { readonly fileName: string; readonly version: string; readonly types?: Plugged["types"] }
): ReadonlyArray<Statement> => {
  const { digest, plan, words } = compiled
  const outline = Outline.make(plan)
  const departments = Object.keys(plan.organisation.departments)
  const modules = new Map(Forms.plugged(plan).flatMap((it) => {
    const type = source.types?.get(it)
    return type === undefined ? [] : [[it, type.module] as const]
  }))
  const context: FieldText.Context = { departments: departments.length > 0, plugged: modules }
  const own = plan.procedure.slice(plan.procedure.lastIndexOf("/") + 1)

  const { doc, fieldDoc, titles, values } = Doc.of(words)

  const name = Names.register([...RESERVED, ...[...modules.values()].flatMap((it) => [it.type, it.schema])])
  const handle = name(own, "Procedure")

  /** the type and the schema of a form, under one name */
  const form = (title: string, told: string, forms: ReadonlyArray<ReadonlyArray<Field>>): ReadonlyArray<Statement> => {
    const fields = FieldText.merge(forms, context)
    return [
      {
        kind: "interface",
        name: title,
        doc: Doc.wrapped(told),
        properties: fields.map((it) => ({
          name: Literal.key(it.name),
          type: FieldText.type(it.type, context),
          hasQuestionToken: FieldText.optional(it),
          doc: Doc.wrapped(fieldDoc(it), 2)
        }))
      },
      text(`export const ${title}: Form<${title}> = `, (before) => `${FieldText.struct(fields, context, 0, before)};`)
    ]
  }

  const endings = (title: string, text: string, names: ReadonlyArray<string>, before: ReadonlyArray<string>): string => {
    const types = names.map((it) => {
      const members = [`readonly _tag: ${JSON.stringify(it)}`, ...FieldText.members(plan.outcomes[it] ?? [], context)]
      const told = titles(it)
      return `\n  ${told.length === 0 ? "" : `/** ${told.join(" · ")} */\n  `}| { ${members.join("; ")} }`
    })
    const schemas = names.map((it) =>
      FieldText.struct(plan.outcomes[it] ?? [], context, 1, 0, `Schema.TaggedStruct(${JSON.stringify(it)}, `)
    )
    const all = [...before.map((it) => `\n  | ${it}`), ...types]
    const codecs = [...before, ...schemas]
    return (
      `${Doc.block(text)}export type ${title} =${all.join("")};\n` +
      `export const ${title}: Schema.Codec<${title}, Facade.OutcomeValues> = Schema.Union([\n  ${codecs.join(",\n  ")}\n]);`
    )
  }

  // A case another one opened may begin with the rest of its intake (language §4.1): a task like the others.
  const rest = plan.intake.form.map((it): Field => ({ ...it, needed: false }))
  const handOver =
    plan.intake.by === null
      ? []
      : [{ step: "intake", type: name("intake", "Rest"), roles: Acting.opening(plan), forms: [rest] }]
  const tasks = [
    ...handOver,
    ...[...outline.tasks].map(([step, of]) => ({
      step,
      type: name(step, "Form"),
      roles: Acting.doing(step, of, plan, outline),
      forms: of.map((it) => FieldText.asked(it.form))
    }))
  ]
  // nobody fills these in: they are in the task's prefill, and among its values when it is done
  const reports = [...outline.tasks].flatMap(([step, of]) => {
    const forms = of.map((it) => FieldText.shown(it.form))
    return forms.some((it) => it.length > 0) ? [{ step, type: name(step, "Shown"), forms }] : []
  })
  const events = Object.entries(plan.events).map(([topic, fields]) => ({ topic, type: name(topic, "Event"), fields }))
  const announced = Object.entries(plan.announces).map(([topic, it]) => ({
    topic,
    type: name(topic.slice(topic.lastIndexOf(".") + 1), "Announced"),
    fields: it.fields
  }))
  const changes = Changes.of(plan, outline, context)
  const corrections = changes.corrections.map((it) => ({ ...it, type: name(it.step, "Correction") }))
  const changing = Changes.some(changes)
  const actions = Object.entries(plan.actions ?? {}).flatMap(([action, it]): ReadonlyArray<Statement> => {
    const answers = Object.entries({ [done]: it.gives, ...it.fails }).map(([outcome, fields]) => {
      const told = titles(outcome)
      const members = [`readonly _tag: ${JSON.stringify(outcome)}`, ...FieldText.members(fields, context)]
      return `\n  ${told.length === 0 ? "" : `/** ${told.join(" · ")} */\n  `}| { ${members.join("; ")} }`
    })
    return [
      ...form(name(action, "Asked"), doc(action, "what the host is asked for"), [it.with]),
      `${Doc.block(`What the host answers to \`${action}\`: done, or a failure it declares.`)}export type ${name(`${action} answer`, "Type")} =${answers.join("")};`
    ]
  })
  const orders = Object.keys(plan.outcomes).filter((it) => !outline.ends.includes(it))

  const body: ReadonlyArray<Statement> = [
    ...(context.departments
      ? [
          `${Doc.block(doc("department", ...values(departments)))}export type Department =${union(departments)};\n` +
            text("export const Department: Schema.Codec<Department, string> = Schema.Literals(", (before) =>
              `${Literal.print(departments, 0, before)});`
            )
        ]
      : []),
    ...form("Intake", doc("intake", ...titles(own)), [plan.intake.form]),
    ...[...outline.values].flatMap(([step, worth]) => {
      const type = "choice" in worth ? union(worth.choice) : prefixed(WORTH[worth.type])
      const told = "choice" in worth ? values(worth.choice) : []
      return type === undefined ? [] : [`${Doc.block(doc(step, ...told))}export type ${name(step, "Value")} =${type};`]
    }),
    ...tasks.flatMap((it) => form(it.type, doc(it.step, acting(it.roles)), it.forms)),
    ...corrections.flatMap((it) => form(it.type, doc(it.step, `corrections, ${acting(it.roles)}`), [it.fields])),
    ...reports.flatMap((it) => form(it.type, doc(it.step, "what its reports show"), it.forms)),
    ...events.flatMap((it) => form(it.type, doc(it.topic, "an event from outside"), [it.fields])),
    ...announced.flatMap((it) => form(it.type, doc(it.topic, "announced by this procedure"), [it.fields])),
    ...actions,
    endings("Completed", "How a case ends by its own steps.", outline.ends, []),
    endings("Outcome", "How a case ends: also by an order, or cancelled by who opened it.", [...orders, "cancelled"], [
      "Completed"
    ]),
    `${Doc.block("The roles that may open a case by hand.")}export type Opener =${roleType(Acting.opening(plan))};`,
    `${Doc.block("Every step by its name, in the order of the file.")}export type Step =${union([...new Set(outline.steps.map((it) => it.name))])};`,
    `${Doc.block("What people do: the form of each task and who may do it.")}export type Task = ${lines(
      tasks.map(
        (it) =>
          `/** ${doc(it.step)} */\n  readonly ${Literal.key(it.step)}: TaskHandle<${JSON.stringify(plan.procedure)}, ${JSON.stringify(it.step)}, ${it.type},${roleType(it.roles)}>`
      )
    )};`,
    ...(changing ? [`${Doc.block("What can be returned, extended, corrected, agreed anew or added, and by whom.")}export type Order = ${changesType(plan.procedure, changes, corrections)};`] : []),
    `${Doc.block("What it listens to from outside.")}export type Event = ${lines(
      events.map((it) => `readonly ${Literal.key(it.topic)}: EventHandle<${JSON.stringify(it.topic)}, ${it.type}>`)
    )};`,
    `${Doc.block("The plan as the engine runs it.")}export const plan: Plan = ${Literal.print(plan, 0)};`,
    `export const digest: Digest = ${JSON.stringify(digest)};`,
    `${Doc.block("Titles by language and name.")}export const words: Words = ${Literal.print(words, 0)};`,
    `${Doc.block(doc(own))}export const ${handle}: Facade.Procedure<${JSON.stringify(plan.procedure)}, Intake, Outcome, Completed, Task, Opener, Event>${changing ? " & { readonly order: Order }" : ""} =\n` +
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
          )}`,
          ...(changing ? [`order: ${changesValue(plan.procedure, changes, corrections)}`] : [])
        ],
        2,
        ","
      )});`
  ]

  const uses = (word: RegExp): boolean =>
    body.some((it) => word.test(typeof it === "string" ? it : it.kind === "interface" ? it.properties.map((p) => p.type).join(" ") : ""))
  const data = [...(uses(/\bBigDecimal\./) ? ["BigDecimal"] : []), ...(uses(/\bDateTime\./) ? ["DateTime"] : [])]
  const handles = ["Form", ...(changes.returns.length > 0 ? ["ReturnHandle"] : []), ...(changes.extensions.length > 0 ? ["ExtensionHandle"] : []), ...(changes.signers.length > 0 ? ["SignerHandle"] : []), ...(changes.appointments.length > 0 ? ["AppointmentHandle"] : []), ...(corrections.length > 0 ? ["CorrectionHandle"] : []), ...(tasks.length > 0 ? ["TaskHandle"] : []), ...(events.length > 0 ? ["EventHandle"] : [])].sort()
  const imports: ReadonlyArray<Statement> = [
    ...(data.length > 0 ? [{ kind: "import", type: true, from: "effect", names: data } as const] : []),
    { kind: "import", type: false, from: "effect", names: ["Schema"] },
    { kind: "import", type: true, from: "@frontdesk/core/desk/Handle", names: handles },
    ...(uses(/\bTerm \| "at-once"/) ? [{ kind: "import", type: true, from: "@frontdesk/core/domain/Time", names: ["Term"] } as const] : []),
    { kind: "import", type: true, from: "@frontdesk/core/plan/Plan", names: ["Digest", "Plan", "Words"] },
    ...(uses(/\bFieldSchema\./)
      ? [{ kind: "import", type: false, from: "@frontdesk/core/target/typescript/FieldSchema", as: "FieldSchema" } as const]
      : []),
    { kind: "import", type: false, from: "@frontdesk/core/target/workflow/Facade", as: "Facade" },
    ...imported([...modules.values()])
  ]
  const header = [
    `// Generated by frontdesk ${source.version} from ${source.fileName}, version ${plan.version}.`,
    `// ${digest}`,
    "// Do not edit: change the YAML and run `frontdesk generate`.",
    "/* eslint-disable */",
    "/* oxlint-disable */",
    "// biome-ignore-all lint: generated",
    ""
  ].join("\n")
  return [header, ...imports, ...body]
}

interface Correction extends Changes.Correction {
  readonly type: string
}

/** The orders that name a part of the procedure, as a type: what each is for, and who may give it. */
const changesType = (procedure: string, changes: Changes.Changes, corrections: ReadonlyArray<Correction>): string => {
  const id = JSON.stringify(procedure)
  const of = (order: string, entries: ReadonlyArray<readonly [name: string, type: string]>): ReadonlyArray<string> =>
    entries.length === 0
      ? []
      : [`readonly ${order}: ${lines(entries.map(([key, type]) => `readonly ${Literal.key(key)}: ${type}`), 2)}`]
  return lines([
    ...of("return", changes.returns.map((it) => [it.name, `ReturnHandle<${id}, ${JSON.stringify(it.name)},${roleType(it.roles)}>`])),
    ...of("extend", changes.extensions.map((it) => [it.name, `ExtensionHandle<${id}, ${JSON.stringify(it.name)},${roleType(it.roles)}>`])),
    ...of("addSigner", changes.signers.map((it) => [
      it.each,
      `SignerHandle<${id}, ${JSON.stringify(it.each)}, ${it.type},${roleType(it.roles)}>`
    ])),
    ...of("rebook", changes.appointments.map((it) => [
      it.name,
      `AppointmentHandle<${id}, ${JSON.stringify(it.step)}, ${JSON.stringify(it.field)},${roleType(it.roles)}>`
    ])),
    ...of("amend", corrections.map((it) => [
      it.step,
      `CorrectionHandle<${id}, ${JSON.stringify(it.step)}, ${it.type},${roleType(it.roles)}>`
    ]))
  ])
}

const changesValue = (procedure: string, changes: Changes.Changes, corrections: ReadonlyArray<Correction>): string => {
  const id = JSON.stringify(procedure)
  const of = (order: string, entries: ReadonlyArray<readonly [name: string, rest: string]>): ReadonlyArray<string> =>
    entries.length === 0
      ? []
      : [`${order}: ${lines(entries.map(([key, rest]) => `${Literal.key(key)}: { procedure: ${id}, ${rest} }`), 4, ",")}`]
  return lines([
    ...of("return", changes.returns.map((it) => [it.name, `to: ${JSON.stringify(it.name)}`])),
    ...of("extend", changes.extensions.map((it) => [it.name, `of: ${JSON.stringify(it.name)}`])),
    ...of("addSigner", changes.signers.map((it) => [it.each, `step: ${JSON.stringify(it.each)}`])),
    ...of("rebook", changes.appointments.map((it) => [it.name, `step: ${JSON.stringify(it.step)}, field: ${JSON.stringify(it.field)}`])),
    ...of("amend", corrections.map((it) => [it.step, `step: ${JSON.stringify(it.step)}, form: ${it.type}`]))
  ], 3, ",")
}

/** Plugged types and their schemas, by the module they come from; one name may be both. */
const imported = (
  modules: ReadonlyArray<{ readonly from: string; readonly type: string; readonly schema: string }>
): ReadonlyArray<Statement> =>
  [...new Set(modules.map((it) => it.from))].sort().flatMap((from): ReadonlyArray<Statement> => {
    const own = modules.filter((it) => it.from === from)
    const schemas = new Set(own.map((it) => it.schema))
    const types = [...new Set(own.map((it) => it.type))].filter((it) => !schemas.has(it)).sort()
    return [
      ...(types.length === 0 ? [] : [{ kind: "import", type: true, from, names: types } as const]),
      { kind: "import", type: false, from, names: [...schemas].sort() }
    ]
  })

/** What the module itself says. */
const RESERVED =
  "Schema FieldSchema Facade BigDecimal DateTime Compiled Plan Digest Words Term Form TaskHandle EventHandle ReadonlyArray Intake Outcome Completed Opener Step Task Event Order AppointmentHandle CorrectionHandle SignerHandle ReturnHandle ExtensionHandle Department".split(
    " "
  )

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

/** The rest of a line, told how much stands before it. */
const text = (before: string, rest: (before: number) => string): string => before + rest(before.length)

const prefixed = (type: string | undefined): string | undefined => (type === undefined ? undefined : ` ${type}`)

/** A union with the space or line break that stands before it. */
const union = (names: ReadonlyArray<string>): string => {
  const flat = names.map((it) => JSON.stringify(it)).join(" | ")
  return names.length === 0 ? " never" : flat.length < 90 ? ` ${flat}` : names.map((it) => `\n  | ${JSON.stringify(it)}`).join("")
}

const roleType = (roles: Acting.Roles): string =>
  roles === null ? " string" : roles.length === 0 ? " never" : ` ${roles.map((it) => JSON.stringify(it)).join(" | ")}`

const acting = (roles: Acting.Roles): string => (roles === null ? "who may do it is found at run time" : `by ${roles.join(", ")}`)

const lines = (entries: ReadonlyArray<string>, depth = 1, separator = ";"): string => {
  const pad = "  ".repeat(depth)
  return entries.length === 0
    ? "{}"
    : `{\n${entries.map((it) => `${pad}${it}`).join(`${separator}\n`)}\n${"  ".repeat(depth - 1)}}`
}
