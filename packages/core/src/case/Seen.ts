/**
 * A case as one reader sees it: state, journal, heads, rows of registers. Confidential values he may not see are
 * {@link Hidden}, at every place where the engine puts a value: where it was asked for, calculated, recorded, told, sent
 * to another case or heard from one. What cannot be told apart (what a decision looked up) is hidden as a whole.
 *
 * @since 0.1.0
 */
import type { Value, Values } from "../domain/Value.ts"
import * as Seal from "../plan/Seal.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Duty, Entry, Message } from "./Entry.ts"
import * as Hidden from "./Hidden.ts"
import type { Seen, SeenValue, SeenValues } from "./Hidden.ts"
import * as Place from "./Place.ts"
import type { Sight } from "./Reader.ts"
import type { TaskRow } from "./Rows.ts"
import type { Signal } from "./Signal.ts"
import type { CaseState, Frame, GivenReminder, Listening, TaskFrame } from "./State.ts"

/** The class in the way, if there is one. */
const veil = (sight: Sight, classes: ReadonlyArray<string>): string | undefined => classes.find((name) => !sight.sees(name))

/** What of a value is left for this reader. */
export const value = (sight: Sight, seal: Seal.Seal | undefined, it: Value): SeenValue => {
  if (seal === undefined) return it
  if (Array.isArray(it)) {
    const whole = Array.isArray(seal) ? veil(sight, seal) : undefined
    return whole === undefined ? (it as ReadonlyArray<Value>).map((one) => value(sight, seal, one)) : Hidden.of(whole)
  }
  if (!Array.isArray(seal) && typeof it === "object") return values(sight, seal, it as Values)
  const hidden = veil(sight, Seal.classes(seal))
  return hidden === undefined ? it : Hidden.of(hidden)
}

/** The same of values by name. */
export const values = (sight: Sight, seal: Seal.Seal | undefined, of: Values): SeenValues => {
  if (seal === undefined) return of
  const found: { [field: string]: SeenValue } = {}
  for (const [name, it] of Object.entries(of)) found[name] = value(sight, Seal.at(seal, [name]), it)
  return found
}

/** Of values of which nobody here knows what they are, nothing is left if anything could be confidential. */
const unknown = (of: Values): SeenValues => Object.fromEntries(Object.keys(of).map((name) => [name, Hidden.of("unknown")]))

/** Whether he may not see all there is. */
const partial = (sight: Sight): boolean => veil(sight, sight.sealed.classes) !== undefined

const bare = (path: string): string => path.split("#")[0] ?? path

const atStep = (sight: Sight, path: string, of: Values): SeenValues => values(sight, sight.sealed.step(bare(path)), of)

const ofTopic = (sight: Sight, topic: string, of: Values): SeenValues => {
  const known = sight.sealed.topic(topic)
  return known === undefined ? unknown(of) : values(sight, known.seal, of)
}

/** An address says a value in plain text. */
const address = (sight: Sight, topic: string, key: string): string => {
  const known = sight.sealed.topic(topic)
  const open = !partial(sight) && known !== undefined && veil(sight, Seal.classes(known.seal)) === undefined
  return open || !key.includes("|") ? key : `${topic}|${Hidden.text}`
}

const subject = (sight: Sight, pairs: ReadonlyArray<readonly [string, string]>): ReadonlyArray<readonly [string, string]> => {
  const seal = sight.sealed.step("intake")
  return pairs.map(([field, text]) => {
    const hidden = veil(sight, Seal.classes(Seal.at(seal, [field])))
    return hidden === undefined ? [field, text] : [field, Hidden.text]
  })
}

type Texts = { readonly [language: string]: string }

/** Whoever it is addressed to may read a message: the compiler has seen to that. Others see what they could see here. */
const texts = (sight: Sight, message: string, to: GivenReminder["to"], of: Texts): Texts => {
  if (sight.fits(to)) return of
  const shown = sight.sealed.message(message)
  if (shown !== undefined && veil(sight, shown) === undefined) return of
  return Object.fromEntries(Object.keys(of).map((language) => [language, Hidden.text]))
}

const reminders = (sight: Sight, all: ReadonlyArray<GivenReminder>): ReadonlyArray<GivenReminder> =>
  all.map((it) => ({ ...it, text: texts(sight, it.message, it.to, it.text) }))

const listening = (sight: Sight, all: ReadonlyArray<Listening>): ReadonlyArray<Listening> =>
  all.map((it) => ({ ...it, key: address(sight, it.topic, it.key) }))

/** Keys that a confidential value has made say it: `area:3-201`, `role:dept-head@engineering-dept`. */
const keys = (sight: Sight, step: string, all: ReadonlyArray<Key>): ReadonlyArray<Key> =>
  veil(sight, sight.sealed.people(bare(step))) === undefined ? all : all.map((key): Key => `${key.slice(0, key.indexOf(":"))}:${Hidden.text}` as Key)

const person = (sight: Sight, step: string, offer: ReadonlyArray<Key>, holder: Person): Person =>
  offer.includes(`person:${holder}`) && veil(sight, sight.sealed.people(bare(step))) !== undefined ? Hidden.text : holder

/**
 * A line of a worklist, as this reader sees it.
 *
 * @since 0.1.0
 */
export const task = (sight: Sight, it: TaskRow): TaskRow => {
  const { barred, excluded, holder, ...rest } = it
  return {
    ...rest,
    offer: keys(sight, it.step, it.offer),
    ...(excluded !== undefined && { excluded: named(sight, it.step, excluded) }),
    ...(barred !== undefined && { barred: keys(sight, it.step, barred) }),
    ...(holder !== undefined && { holder: person(sight, it.step, it.offer, holder) })
  }
}

/** Those a sentence names, if he may know what it names them by. */
const named = (sight: Sight, path: string, persons: ReadonlyArray<Person>): ReadonlyArray<Person> =>
  veil(sight, sight.sealed.people(bare(path))) === undefined ? persons : persons.map(() => Hidden.text)

const duty = (sight: Sight, it: Duty): Duty => ({ ...it, holder: keys(sight, it.step, it.holder) })

const frame = (sight: Sight, it: Frame): Seen<Frame> => {
  switch (it.kind) {
    case "stage":
      return { ...it, holder: keys(sight, Place.pathOf(it), it.holder) }
    case "task": {
      const { barred, draft, holder, reports, ...rest } = it
      const path = Place.pathOf(it)
      const seal = sight.sealed.step(Place.name(it.node))
      return {
        ...rest,
        offer: keys(sight, path, it.offer),
        places: it.places.map((place) => keys(sight, path, place)),
        excluded: named(sight, path, it.excluded),
        ...(barred !== undefined && { barred: keys(sight, path, barred) }),
        ...(holder !== undefined && { holder: person(sight, path, it.offer, holder) }),
        ...(draft !== undefined && { draft: sight.asked(it) ? draft : values(sight, seal, draft) }),
        ...(reports !== undefined && { reports: values(sight, seal, reports) })
      }
    }
    case "each": {
      const seal = sight.sealed.items(Place.name(it.node))
      return { ...it, values: it.values.map((one) => value(sight, seal, one)) }
    }
    case "wait":
      return it.event === undefined ? it : { ...it, event: { ...it.event, key: address(sight, it.event.topic, it.event.key) } }
    default:
      return it
  }
}

const signal = (sight: Sight, it: Signal): Seen<Signal> => {
  switch (it._tag) {
    case "Event":
    case "Standing":
      return { ...it, key: address(sight, it.topic, it.key), values: ofTopic(sight, it.topic, it.values) }
    case "Answered":
    case "LinkClosed":
      return partial(sight) ? { ...it, values: unknown(it.values) } : it
    default:
      return it
  }
}

const message = (sight: Sight, it: Message): Seen<Message> => {
  const { sealed } = sight
  switch (it.kind) {
    case "notice":
      return { ...it, to: keys(sight, it.about.step, it.to), text: texts(sight, it.message, it.to, it.text) }
    case "open":
      return {
        ...it,
        values: values(sight, sealed.handed(it.procedure), it.values),
        ...(it.remind !== undefined && { remind: reminders(sight, it.remind) })
      }
    case "do":
      return { ...it, values: values(sight, sealed.handed(it.action), it.values) }
    case "workflow":
      return { ...it, values: values(sight, sealed.outcome(it.outcome), it.values) }
    case "announce":
      return { ...it, values: ofTopic(sight, it.topic, it.values) }
    case "watch":
      return { ...it, key: address(sight, it.topic, it.key) }
    case "signal": {
      const { signal: one } = it
      if (one._tag === "LinkClosed") return { ...it, signal: { ...one, values: values(sight, sealed.outcome(one.outcome), one.values) } }
      return "values" in one && partial(sight) ? { ...it, signal: { ...one, values: unknown(one.values) } as Seen<typeof one> } : it
    }
    case "revoke":
      return it
  }
}

/** Names under which a case remembers its rows: those of files say where they lie. */
const rowName = (sight: Sight, name: string): string => {
  const at = name.indexOf("@")
  const slash = name.indexOf("/", at)
  if (at < 0 || slash < 0) return name
  const hidden = veil(sight, Seal.classes(sight.sealed.fileKey(bare(name.slice(0, at)), name.slice(at + 1, slash))))
  return hidden === undefined ? name : `${name.slice(0, slash + 1)}${Hidden.text}`
}

/**
 * A snapshot as this reader sees it.
 *
 * @since 0.1.0
 */
export const state = (sight: Sight, it: CaseState): Seen<CaseState> => {
  const { sealed } = sight
  const { gave, remind, ...rest } = it
  return {
    ...rest,
    ...(gave !== undefined && { gave: values(sight, it.outcome === undefined ? undefined : sealed.outcome(it.outcome), gave) }),
    ...(remind !== undefined && { remind: reminders(sight, remind) }),
    ...position(sight, it),
    waiting: it.waiting.map((one) => signal(sight, one)),
    listens: listening(sight, it.listens),
    standing: it.standing.map((one) => ({ ...one, values: ofTopic(sight, one.topic, one.values) })),
    subject: subject(sight, it.subject)
  }
}

type Position = Pick<CaseState, "frames" | "data" | "done" | "early" | "rows">

/** Where a case stands and what it keeps; whole in its snapshot, and in the entry that took it to another version. */
const position = (sight: Sight, it: Position): Seen<Position> => ({
  frames: it.frames.map((one) => frame(sight, one)),
  data: Object.fromEntries(Object.entries(it.data).map(([path, of]) => [path, atStep(sight, path, of)])),
  done: Object.fromEntries(Object.entries(it.done).map(([path, { more, ...done }]) => [
    path,
    more === undefined ? done : { ...done, more: facts(sight, path, more) }
  ])),
  early: Object.fromEntries(Object.entries(it.early).map(([node, one]) => [node, { ...one, values: atStep(sight, Place.name(node), one.values) }])),
  rows: Object.fromEntries(Object.entries(it.rows).map(([name, { row, ...one }]) => [
    rowName(sight, name),
    row === undefined ? one : { ...one, row: values(sight, sight.sealed.ledger(one.ledger), row) }
  ]))
})

/** What a step tells about itself; an `each` its items. */
const facts = (sight: Sight, path: string, more: Values): SeenValues =>
  Object.hasOwn(more, "items") ? values(sight, both(sight.sealed.items(bare(path))), more) : more

const both = (items: Seal.Seal | undefined): Seal.Seal | undefined => (items === undefined ? undefined : { items })

/**
 * An entry as this reader sees it; `stepOf` finds the step a link was opened at.
 *
 * @since 0.1.0
 */
export const entry = (sight: Sight, it: Entry, stepOf: (link: number) => string | undefined): Seen<Entry> => {
  const own = "duty" in it && it.duty !== undefined ? { ...it, duty: duty(sight, it.duty) } : it
  // in charge of which unit somebody acted
  const area = own.as?.startsWith("area:") === true && partial(sight)
  return inside(sight, area ? { ...own, as: `area:${Hidden.text}` } : own, stepOf)
}

const inside = (sight: Sight, it: Entry, stepOf: (link: number) => string | undefined): Seen<Entry> => {
  const { sealed } = sight
  switch (it._tag) {
    case "Opened":
      return {
        ...it,
        values: atStep(sight, "intake", it.values),
        kept: atStep(sight, "intake", it.kept),
        subject: subject(sight, it.subject),
        ...(it.remind !== undefined && { remind: reminders(sight, it.remind) })
      }
    case "NobodyThere":
      return { ...it, frame: frame(sight, it.frame), told: keys(sight, Place.pathOf(it.frame), it.told) }
    case "Entered":
    case "Moved":
    case "Held":
    case "Passed":
    case "Urged":
      return { ...it, frame: frame(sight, it.frame) }
    case "SignerAdded":
      return { ...it, frame: frame(sight, it.frame), item: value(sight, sealed.items(Place.name(it.frame.node)), it.item) }
    case "Left": {
      const { step } = it
      if (step === undefined) return it
      const { kept, more } = step
      return {
        ...it,
        step: {
          ...step,
          ...(kept !== undefined && { kept: atStep(sight, step.path, kept) }),
          ...(more !== undefined && { more: facts(sight, step.path, more) })
        }
      }
    }
    case "Signed": {
      const { values: given, ...rest } = it
      const path = Place.pathOf(it.frame)
      return { ...rest, frame: frame(sight, it.frame), ...(given !== undefined && { values: atStep(sight, path, given) }) }
    }
    case "Answered":
      return {
        ...it,
        values: atStep(sight, it.path, it.values),
        kept: atStep(sight, it.path, it.kept),
        ...(it.intake !== undefined && { intake: { ...it.intake, subject: subject(sight, it.intake.subject) } })
      }
    case "Decided":
    case "Computed":
      return {
        ...it,
        values: atStep(sight, it.path, it.values),
        kept: atStep(sight, it.path, it.kept),
        ...(it.facts !== undefined && partial(sight) && { facts: it.facts.map(() => ({ question: Hidden.text, answer: Hidden.of("unknown") })) })
      }
    case "Stood":
      return it.values === undefined ? it : { ...it, values: values(sight, sealed.order("suspend"), it.values) }
    case "Parked":
      return { ...it, signal: signal(sight, it.signal) }
    case "Listens":
      return { ...it, listens: listening(sight, it.listens) }
    case "Early":
      return { ...it, values: atStep(sight, Place.name(it.node), it.values) }
    case "Amended":
      return {
        ...it,
        before: atStep(sight, it.path, it.before),
        after: atStep(sight, it.path, it.after),
        ...(it.intake !== undefined && { intake: { ...it.intake, subject: subject(sight, it.intake.subject) } })
      }
    case "Recorded":
      return { ...it, row: values(sight, sealed.ledger(it.ledger), it.row) }
    case "Filled":
      return { ...it, cells: values(sight, sealed.ledger(it.ledger), it.cells) }
    case "Filed": {
      const step = bare(it.path)
      const under = veil(sight, Seal.classes(sealed.fileKey(step, it.archive)))
      return {
        ...it,
        key: under === undefined ? it.key : Hidden.text,
        papers: it.papers.map((one) => (veil(sight, Seal.classes(sealed.filed(step, one.name))) === undefined ? one : { name: Hidden.text }))
      }
    }
    case "Announced":
      return { ...it, values: ofTopic(sight, it.topic, it.values) }
    case "Sent":
      return { ...it, message: message(sight, it.message) }
    case "Did":
      return { ...it, values: atStep(sight, it.path, it.values) }
    case "LinkEnded": {
      const step = stepOf(it.link)
      return { ...it, values: step === undefined ? (partial(sight) ? unknown(it.values) : it.values) : atStep(sight, step, it.values) }
    }
    case "Ended":
      return {
        ...it,
        values: values(sight, sealed.outcome(it.outcome), it.values),
        ...(it.form !== undefined && { form: values(sight, sealed.order(it.order ?? "terminate"), it.form) })
      }
    case "Migrated": {
      const { position: at, ...rest } = it
      return { ...rest, listens: listening(sight, it.listens), ...(at !== undefined && { position: { ...at, ...position(sight, at) } }) }
    }
    default:
      return it
  }
}

/**
 * A journal, in which the entries know of each other; the case knows what was opened before.
 *
 * @since 0.1.0
 */
export const journal = (sight: Sight, entries: ReadonlyArray<Entry>, of: Pick<CaseState, "links">): ReadonlyArray<Seen<Entry>> => {
  const links = new Map(Object.entries(of.links).map(([link, { node }]) => [Number(link), Place.name(node)]))
  for (const it of entries) if (it._tag === "Linked") links.set(it.link, it.path)
  return entries.map((it) => entry(sight, it, (link) => links.get(link)))
}

/**
 * A row of an archive: what lies where.
 *
 * @since 0.1.0
 */
export const archived = (sight: Sight, archive: string, columns: Values): SeenValues => {
  const under = veil(sight, Seal.classes(sight.sealed.fileKey(undefined, archive)))
  const papers = veil(sight, sight.sealed.classes)
  return Object.fromEntries(Object.entries(columns).map(([name, it]) => {
    const hidden = name === "key" ? under : papers
    return [name, hidden === undefined ? it : Hidden.of(hidden)]
  }))
}

/** Values of which nobody here knows what they are. */
export const nothing = unknown

/** What the reports of a task say. */
export const reports = (sight: Sight, { node, reports: of }: TaskFrame): SeenValues => values(sight, sight.sealed.step(Place.name(node)), of ?? {})

/** What a case is found by. */
export const head = <H extends { readonly subject: ReadonlyArray<readonly [string, string]> }>(sight: Sight, it: H): H => ({
  ...it,
  subject: subject(sight, it.subject)
})
