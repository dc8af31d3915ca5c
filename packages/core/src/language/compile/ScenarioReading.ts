/**
 * Values and instants as a scenario writes them, read by the type of the field they are for.
 */
import { Result } from "effect"
import type { Field, FieldType } from "../../domain/Field.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Value, Values } from "../../domain/Value.ts"
import * as Written from "../../domain/Written.ts"
import * as Plugged from "../../plugin/Plugged.ts"
import { said } from "../diagnostic/Phrase.ts"
import * as Misfit from "../model/Misfit.ts"
import * as Type from "../model/Type.ts"
import * as SpanOf from "../source/Span.ts"
import type { DateTimeLiteral } from "../syntax/tree/Literal.ts"
import type { Data, Maybe, Named } from "../syntax/tree/Node.ts"
import { sound } from "../syntax/tree/Node.ts"
import * as Names from "./ScenarioNames.ts"

/** The readers; all that is wrong with them is reported. */
export interface Reading {
  readonly names: Names.Names
  readonly place: Written.Place
  readonly value: (type: FieldType, data: Data) => Value | undefined
  readonly values: (fields: ReadonlyArray<Field>, data: Maybe<Named<Data>>) => Values
  readonly instant: (literal: DateTimeLiteral) => Instant | undefined
}

const raw = (data: Data): unknown => {
  switch (data.kind) {
    case "text":
      return data.text
    case "data-list":
      return data.items.map(raw)
    case "data-map":
      return Object.fromEntries(data.entries.map((entry) => [entry.name.text, raw(entry.value)]))
    case "broken":
      return undefined
  }
}

const broken = (data: Data): boolean =>
  data.kind === "broken" ||
  (data.kind === "data-list" && data.items.some(broken)) ||
  (data.kind === "data-map" && data.entries.some((entry) => broken(entry.value)))

export const reading = (names: Names.Names, place: Written.Place): Reading => {
  const { report } = names
  const { types } = names.procedures.plugged
  /** what the plug-ins know to read, alone or in lists; all else is read as everywhere */
  const written = (type: FieldType, it: unknown): Result.Result<Value, string> => {
    if (type.kind === "list" && type.of.kind === "plugin" && Array.isArray(it)) {
      const { of } = type
      return Result.all(it.map((one) => written(of, one)))
    }
    const plugged = type.kind === "plugin" ? types.get(type.name) : undefined
    return plugged === undefined ? Written.read(type, it, place) : Plugged.read(plugged, it)
  }
  const value: Reading["value"] = (type, data) => {
    if (broken(data)) return undefined
    const read = written(type, raw(data))
    if (Result.isSuccess(read)) return read.success
    const text = SpanOf.text(data.span).trim()
    const { hint, more } = Misfit.instead(text, Type.ofField(type), data.span, place.currency)
    report.add("type-mismatch", data.span, {
      expected: Type.describe(Type.ofField(type)),
      found: said(`\`${text}\``, `\`${text}\``),
      ...(hint === undefined ? {} : { hint })
    }, more)
    return undefined
  }
  return {
    names,
    place,
    value,
    values: (fields, data) => {
      const found: { [field: string]: Value } = {}
      for (const entry of sound(data)?.entries ?? []) {
        const field = fields.find((it) => it.name === entry.name.text)
        if (field === undefined) {
          Names.unknown(names, entry.name.span, entry.name.text, Names.things.field, fields.map((it) => it.name))
          continue
        }
        const read = value(field.type, entry.value)
        if (read !== undefined) found[field.name] = read
      }
      return found
    },
    instant: (literal) => {
      const read = Written.read({ kind: "date-time" }, `${literal.date} ${literal.time}`, place)
      return Result.isSuccess(read) && typeof read.success === "number" ? read.success : undefined
    }
  }
}
