import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { empty } from "../diagnostic/Report.ts"
import { make as fileOf } from "../source/SourceFile.ts"
import { make } from "../source/Span.ts"
import { type Parser, read } from "./Cursor.ts"
import { calledOf, type Kind } from "./Kind.ts"
import { deadline } from "./sentence/DeadlineParser.ts"
import { expression } from "./sentence/ExpressionParser.ts"
import { fieldType } from "./sentence/FieldTypeParser.ts"
import { whoAlone } from "./sentence/PeopleParser.ts"
import { every } from "./sentence/ScheduleParser.ts"
import type { Must } from "./tree/Node.ts"

/** One sentence by itself: for tests, an editor's input field, a playground. */
export interface ParsedSentence<T> {
  readonly node: Must<T>
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

export const parseSentence = <T>(text: string, parser: Parser<T>, kind: Kind): ParsedSentence<T> => {
  const report = empty()
  const file = fileOf("sentence", text)
  const span = make(file, 0, text.length)
  const scalar = { kind: "scalar", style: "plain", text, span, outer: span, offsets: undefined, inFlow: false } as const
  return { node: read(scalar, report, parser, calledOf(kind)), diagnostics: report.diagnostics }
}

export const parseExpression = (text: string) => parseSentence(text, expression, "expression")
export const parseDeadline = (text: string) => parseSentence(text, deadline, "deadline")
export const parseWho = (text: string) => parseSentence(text, whoAlone, "people")
export const parseFieldType = (text: string) => parseSentence(text, fieldType, "type")
export const parseEvery = (text: string) => parseSentence(text, every, "every")
