/**
 * The list of checks, in the order in which their findings help: first whether the case finds its way, then what is
 * promised and written, last what could be left out.
 */
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import * as Visible from "../model/Visible.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"
import { sound } from "../syntax/tree/Node.ts"
import * as Between from "./Between.ts"
import * as Choices from "./Choices.ts"
import * as Classes from "./Classes.ts"
import * as Conditions from "./Conditions.ts"
import * as Coverage from "./Coverage.ts"
import * as DecisionTable from "./DecisionTable.ts"
import * as Ends from "./Ends.ts"
import * as Ladders from "./Ladders.ts"
import * as Namesakes from "./Namesakes.ts"
import * as Orders from "./Orders.ts"
import * as Promises from "./Promises.ts"
import * as Quotas from "./Quotas.ts"
import * as Registers from "./Registers.ts"
import * as Reminders from "./Reminders.ts"
import * as Ruler from "./Ruler.ts"
import * as Schedules from "./Schedules.ts"
import * as Texts from "./Texts.ts"
import * as Use from "./Use.ts"
import * as Waiting from "./Waiting.ts"

export type Rule = (procedure: Procedure, report: Report) => void

/** Rules that look for a date: they need the calendars of the handbook. */
export const dated: ReadonlyArray<(procedure: Procedure, report: Report, ruler: Ruler.Ruler) => void> = [
  Ladders.order,
  Promises.fit,
  Reminders.reminders,
  Coverage.uncovered
]

export const rules: ReadonlyArray<Rule> = [
  Ends.pathWithoutEnd,
  Ends.stepUnreachable,
  DecisionTable.tables,
  Choices.cases,
  Choices.failures,
  Waiting.loops,
  Waiting.bounds,
  Waiting.waits,
  Waiting.rounds,
  Ladders.ladders,
  Registers.rows,
  Namesakes.fields,
  Orders.orders,
  Orders.appointments,
  Orders.returns,
  Orders.endings,
  Use.changes,
  Waiting.clocks,
  Conditions.idle,
  Ends.outcomes,
  Use.unused,
  Use.fields,
  Texts.ofProcedure
]

/** A handbook with what stands in its file. */
export interface Book extends Schedules.Book {
  readonly tree: HandbookTree
}

/** What the checks of one procedure ask of the others. */
export interface Around {
  readonly heard: ReturnType<typeof Classes.listeners>
  readonly rulerOf: ReturnType<typeof Ruler.rulers>
  readonly bookOf: ReadonlyMap<unknown, Book>
}

export const around = (procedures: ReadonlyArray<Procedure>, books: ReadonlyArray<Book>, publicDays: Ruler.PublicDays): Around => ({
  heard: Classes.listeners(procedures),
  rulerOf: Ruler.rulers(publicDays),
  bookOf: new Map(books.map((it) => [it.handbook, it]))
})

/** The checks of one procedure. */
export const alone = (procedure: Procedure, { bookOf, heard, rulerOf }: Around, report: Report): void => {
  const ruler = procedure.sound ? rulerOf(procedure.handbook) : undefined
  if (ruler !== undefined) for (const rule of dated) rule(procedure, report, ruler)
  for (const rule of rules) rule(procedure, report)
  if (bookOf.has(procedure.handbook)) Classes.classes(procedure, heard, report)
}

/** The checks of procedures among each other. */
const between = (procedures: ReadonlyArray<Procedure>, books: ReadonlyArray<Book>, report: Report): void => {
  Between.opened(procedures, books, report)
  Between.circles(procedures, report)
  Between.unheard(procedures, report)
  Schedules.schedules(procedures, books, report)
}

/** The checks of procedures and handbooks among each other. */
const together = (
  procedures: ReadonlyArray<Procedure>,
  books: ReadonlyArray<Book>,
  report: Report,
  publicDays: Ruler.PublicDays
): void => {
  const ofBook = new Map<unknown, Array<Procedure>>(books.map((it) => [it.handbook, []]))
  for (const procedure of procedures) ofBook.get(procedure.handbook)?.push(procedure)
  between(procedures, books, report)
  for (const book of books) {
    const own = ofBook.get(book.handbook) ?? []
    Texts.ofHandbook(book.tree, book.handbook, report)
    Quotas.populations(book, own, report)
    Coverage.calendars(book, own, report, publicDays)
    strays(book, own, report)
  }
}

/** Runs all checks over a workspace. */
export const workspace = (
  procedures: ReadonlyArray<Procedure>,
  books: ReadonlyArray<Book>,
  report: Report,
  publicDays: Ruler.PublicDays
): void => {
  const others = around(procedures, books, publicDays)
  for (const procedure of procedures) alone(procedure, others, report)
  together(procedures, books, report, publicDays)
}

/** All that the checks say of one procedure that was read anew, among others that are as they were. */
export const again = (
  procedure: Procedure,
  procedures: ReadonlyArray<Procedure>,
  books: ReadonlyArray<Book>,
  others: Around,
  report: Report
): void => {
  alone(procedure, others, report)
  between(procedures, books, report)
  const book = others.bookOf.get(procedure.handbook)
  if (book !== undefined) straysOf(procedure, common(book), report)
}

/** The names that every file of a handbook may give a title. */
const common = (book: Book): ReadonlySet<string> =>
  new Set([
    ...Visible.ofHandbook(book.tree).map((it) => it.name),
    ...book.handbook.procedures.entries.keys(),
    ...(sound(book.tree.messages)?.entries ?? []).map((it) => it.name.text)
  ])

const straysOf = (procedure: Procedure, shared: ReadonlySet<string>, report: Report): void => {
  const words = sound(procedure.tree.words)
  if (words === undefined || !procedure.sound || Ends.lacking(procedure, report)) return
  const own = new Set(Visible.ofProcedure(procedure.tree).map((it) => it.name))
  Texts.strayTitles(words, (name) => own.has(name) || shared.has(name), report)
}

const strays = (book: Book, procedures: ReadonlyArray<Procedure>, report: Report): void => {
  const shared = common(book)
  for (const procedure of procedures) straysOf(procedure, shared, report)
  const words = book.handbook.words
  if (words === undefined || !procedures.every((it) => it.sound && !Ends.lacking(it, report))) return
  const everywhere = new Set(shared)
  for (const procedure of procedures) for (const { name } of Visible.ofProcedure(procedure.tree)) everywhere.add(name)
  Texts.strayTitles(words, (name) => everywhere.has(name), report)
}
