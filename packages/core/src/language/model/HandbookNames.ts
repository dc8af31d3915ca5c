/**
 * The names a handbook uses inside itself: each is there, or reported where it is used.
 */
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe, Name } from "../syntax/tree/Node.ts"
import type { Context } from "./Context.ts"
import * as Fields from "./Fields.ts"
import * as Flow from "./Flow.ts"
import type { Handbook, Section } from "./Handbook.ts"
import * as HandbookOf from "./Handbook.ts"
import * as PaperLists from "./PaperLists.ts"
import * as Unknown from "./Unknown.ts"

/** Whether the platform knows the zone; there is no way to ask but to try, and that is dear. */
export const isZone = (name: string): boolean => {
  const before = zones.get(name)
  if (before !== undefined) return before
  const known = tried(name)
  if (zones.size < 1_000) zones.set(name, known)
  return known
}
const zones = new Map<string, boolean>()
const tried = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

const currencies = (): ReadonlyArray<string> => Intl.supportedValuesOf("currency")

/** Calendar sources that come with Frontdesk. */
const builtIn = ["cn-state-council"]

/** The names a handbook uses inside itself. */
export const check = (tree: Tree.Handbook, book: Handbook, report: Report): void => {
  const context: Context = {
    report,
    handbook: book,
    flow: Flow.start,
    anyTime: true,
    items: new Map(),
    inside: []
  }
  const known = (name: Maybe<Name>, into: Section<unknown>, what: Said): void => {
    const it = sound(name)
    if (it !== undefined && HandbookOf.find(into, it.text) === "unknown") {
      Unknown.name(it, context, what, HandbookOf.namesOf(into))
    }
  }
  const department = said("department", "部门")
  const roleName = said("role", "岗位")
  const calendarName = said("calendar", "日历")
  const zone = sound(sound(tree.time)?.zone)
  if (zone !== undefined && !isZone(zone.text)) {
    report.add("unknown-name", zone.span, {
      name: zone.text,
      what: said("time zone", "时区"),
      nearest: nearest(zone.text, Intl.supportedValuesOf("timeZone"))
    })
  }
  known(sound(tree.time)?.calendar, book.calendars, calendarName)
  const namesIn = sound(tree.namesIn)
  if (namesIn !== undefined && book.languages.length > 0 && !book.languages.includes(namesIn.text)) {
    Unknown.name(namesIn, context, said("language of the handbook", "手册语言（languages）"), book.languages)
  }
  const currency = sound(tree.currency)
  if (currency !== undefined && book.currency === undefined) {
    Unknown.name(currency, context, said("currency", "币种"), currencies())
  }
  const sources = ["none", ...builtIn, ...book.plugged.calendars.keys()]
  for (const entry of sound(tree.calendars)?.entries ?? []) {
    const source = sound(sound(entry.value)?.holidays)
    if (source === undefined || sources.includes(source.text)) continue
    Unknown.plugged(source, context, said("calendar source", "节假日来源"), sources)
  }
  for (const entry of sound(tree.departments)?.entries ?? []) {
    known(sound(entry.value)?.partOf, book.departments, department)
  }
  for (const entry of sound(tree.roles)?.entries ?? []) {
    const it = sound(entry.value)
    const heads = sound(it?.heads)
    known(it?.rank, book.ranks, said("rank", "职级"))
    known(it?.in, book.departments, department)
    if (heads?.kind === "name") known(heads, book.departments, department)
    known(it?.reportsTo, book.roles, roleName)
    known(it?.standsIn, book.roles, roleName)
  }
  for (const entry of sound(tree.bodies)?.entries ?? []) known(sound(entry.value)?.recordedBy, book.roles, roleName)
  for (const entry of sound(tree.archives)?.entries ?? []) known(sound(entry.value)?.keptBy, book.roles, roleName)
  for (const entry of sound(tree.classes)?.entries ?? []) {
    // a procedure that is allowed and is not there harms nobody; one that is nearly there was meant
    for (const name of sound(sound(entry.value)?.usedIn)?.items ?? []) {
      if (nearest(name.text, HandbookOf.namesOf(book.procedures)).length > 0) known(name, book.procedures, said("procedure", "流程"))
    }
  }
  for (const entry of sound(tree.ledgers)?.entries ?? []) {
    const ledger = sound(entry.value)
    known(ledger?.class, book.classes, said("class", "保密类别（classes）"))
    columns(sound(ledger?.columns), context)
  }
  for (const entry of sound(tree.tables)?.entries ?? []) known(sound(entry.value)?.class, book.classes, said("class", "保密类别（classes）"))
  for (const entry of sound(tree.tables)?.entries ?? []) columns(sound(sound(entry.value)?.columns), context)
  for (const entry of sound(tree.events)?.entries ?? []) columns(sound(entry.value), context)
  // a form is filled in somewhere: whose papers it asks for is read there
  const inForm: Context = { ...context, form: { step: "", fields: new Map() } }
  for (const entry of sound(tree.forms)?.entries ?? []) {
    for (const field of sound(entry.value)?.entries ?? []) {
      const it = sound(field.value)
      if (it !== undefined && !isBroken(it.type) && it.type.kind !== "signature") Fields.checkType(it.type, false, inForm)
    }
  }
  PaperLists.check(tree, context)
  for (const entry of sound(tree.parameters)?.entries ?? []) {
    if (HandbookOf.find(book.procedures, entry.name.text) === "unknown") {
      Unknown.name(entry.name, context, said("procedure", "流程"), HandbookOf.namesOf(book.procedures))
    }
  }
}

const columns = (fields: Parameters<typeof Fields.plainly>[0] | undefined, context: Context): void => {
  for (const entry of fields?.entries ?? []) {
    const it = sound(entry.value)
    if (it !== undefined) Fields.checkType(it.type, false, context)
  }
}
