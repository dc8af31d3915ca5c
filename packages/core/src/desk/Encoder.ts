/**
 * The developer's values as plan values: what a form's schema makes of them. Texts, choices and yes or no, the most
 * there is in forms, go as they are once they have been looked at; the schema says whatever is wrong, and what a form
 * with rules of its own becomes.
 *
 * @since 0.1.0
 */
import { Result, Schema, SchemaAST, SchemaIssue } from "effect"
import type { FormIssue, Refusal } from "../case/Refusal.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Form } from "./Handle.ts"

type Encode = (answer: unknown) => Result.Result<Values, Refusal>

/** The encoded value; `undefined`: it does not fit, or only the whole schema can tell. */
type Part = (value: unknown) => Value | undefined

interface Field {
  readonly name: string
  readonly optional: boolean
  readonly part: Part
}

const issues = SchemaIssue.makeFormatterStandardSchemaV1()

const whole = <A>(form: Form<A>): Encode => {
  const encode: (answer: unknown) => Result.Result<Values, Schema.SchemaError> = Schema.encodeUnknownResult(form)
  return (answer) =>
    Result.mapError(encode(answer), ({ issue }): Refusal => {
      const [first = { field: "", why: "wrong" } as const, ...rest] = issues(issue).issues.map(
        ({ message, path }): FormIssue => ({ field: String(path?.[0] ?? ""), why: "wrong", expected: { en: message, zh: `符合表单要求（${message}）` } })
      )
      return { _tag: "FormRejected", issues: [first, ...rest] }
    })
}

const isBare = (ast: SchemaAST.AST): boolean =>
  ast.checks === undefined && ast.encoding === undefined && !("encodingChecks" in ast && ast.encodingChecks !== undefined)

const text: Part = (value) => (typeof value === "string" ? value : undefined)
const yesNo: Part = (value) => (typeof value === "boolean" ? value : undefined)

const partOf = (ast: SchemaAST.AST): Part => {
  if (isBare(ast)) {
    if (SchemaAST.isString(ast)) return text
    if (SchemaAST.isBoolean(ast)) return yesNo
    if (SchemaAST.isUnion(ast)) {
      const choices: ReadonlyArray<unknown> = ast.types.map((one) => (SchemaAST.isLiteral(one) && isBare(one) ? one.literal : undefined))
      if (choices.every((one) => typeof one === "string")) {
        return (value) => (typeof value === "string" && choices.includes(value) ? value : undefined)
      }
    }
  }
  const encode = Schema.encodeUnknownResult(Schema.make<Schema.Codec<unknown, Value>>(ast))
  return (value) => Result.getOrUndefined(encode(value))
}

/** The fields of a form that is nothing but its fields. */
const fieldsOf = (ast: SchemaAST.AST): ReadonlyArray<Field> | null => {
  if (!SchemaAST.isObjects(ast) || !isBare(ast) || ast.indexSignatures.length > 0) return null
  return ast.propertySignatures.map(({ name, type }) => ({
    name: String(name),
    optional: SchemaAST.isOptional(type),
    part: partOf(type)
  }))
}

const make = <A>(form: Form<A>): Encode => {
  const schema = whole(form)
  const fields = fieldsOf(form.ast)
  if (fields === null) return schema
  return (answer) => {
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return schema(answer)
    const given = answer as { readonly [field: string]: unknown }
    const values: { [field: string]: Value } = {}
    for (const { name, optional, part } of fields) {
      if (optional && !Object.hasOwn(given, name)) continue
      const value = part(given[name])
      if (value === undefined) return schema(answer)
      values[name] = value
    }
    return Result.succeed(values)
  }
}

const known = new WeakMap<object, Encode>()

/** The values of an answer, or what its form says is wrong; the types make that rare, not impossible. */
export const encode = <A>(form: Form<A>, answer: A): Result.Result<Values, Refusal> => {
  let encoder = known.get(form)
  if (encoder === undefined) known.set(form, (encoder = make(form)))
  return encoder(answer)
}
