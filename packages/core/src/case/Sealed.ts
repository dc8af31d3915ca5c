/**
 * What of a case is confidential (language §12), worked out once for its plan: under which names which classes lie, in
 * its values, its registers, what it sends and what comes in. Which classes an expression carries is `plan/Seal.ts`.
 */
import type { Expression, Register } from "../domain/Expression.ts"
import type { Field } from "../domain/Field.ts"
import type { People, Place, Who } from "../domain/People.ts"
import type { AnyStep, Plan, Scheduled, Template } from "../plan/Plan.ts"
import * as Seal from "../plan/Seal.ts"
import * as Steps from "../plan/Steps.ts"
import * as Topic from "../plan/Topic.ts"

export interface Sealed {
  /** every class something of it carries */
  readonly classes: ReadonlyArray<string>
  /** values a step keeps or gave; `intake` is one too */
  readonly step: (name: string) => Seal.Seal | undefined
  /** the items an `each` goes through */
  readonly items: (each: string) => Seal.Seal | undefined
  readonly ledger: (name: string) => Seal.Seal | undefined
  readonly outcome: (name: string) => Seal.Seal | undefined
  /** an event that is announced or heard; `undefined`: nobody here knows it */
  readonly topic: (name: string) => { readonly seal: Seal.Seal | undefined } | undefined
  /** the form of `suspend` or `terminate` */
  readonly order: (name: string) => Seal.Seal | undefined
  /** what is handed to a procedure or an action that is opened or asked here */
  readonly handed: (to: string) => Seal.Seal | undefined
  /** what a message shows; `undefined`: it is none of this procedure's */
  readonly message: (name: string) => ReadonlyArray<string> | undefined
  /** what is put into an archive, and under which key it lies there */
  readonly filed: (step: string, name: string) => Seal.Seal | undefined
  readonly fileKey: (step: string | undefined, archive: string) => Seal.Seal | undefined
  /** the values that say whom a step asks or tells, or who answers for it; `case` is the procedure itself */
  readonly people: (step: string) => ReadonlyArray<string>
}

const known = new WeakMap<Plan, Sealed>()

export const of = (plan: Plan): Sealed => {
  let found = known.get(plan)
  if (found === undefined) known.set(plan, (found = make(plan)))
  return found
}

type Cells = ReadonlyArray<{ readonly field: string; readonly value: Expression }>

const make = (plan: Plan): Sealed => {
  const steps = new Map<string, Array<AnyStep>>()
  for (const step of Steps.all(plan)) {
    const same = steps.get(step.name)
    if (same === undefined) steps.set(step.name, [step])
    else same.push(step)
  }
  const named = (name: string): ReadonlyArray<AnyStep> => steps.get(name) ?? []
  const all = (seals: ReadonlyArray<Seal.Seal | undefined>): Seal.Seal | undefined => seals.reduce(Seal.both, undefined)
  const foreign = (source: string): Seal.Seal | undefined => {
    const paths = plan.sealed?.[source]
    return paths === undefined ? undefined : Seal.read(paths)
  }
  const fields = (of: ReadonlyArray<Field> | undefined): Seal.Seal | undefined => (of === undefined ? undefined : Seal.ofFields(of))

  const ledger = (name: string): Seal.Seal | undefined => {
    const it = plan.ledgers[name]
    const columns = fields(it?.columns)
    return it?.class === undefined ? columns : [...new Set([it.class, ...Seal.classes(columns)])]
  }
  const table = (name: string): Seal.Seal | undefined => {
    const it = plan.tables?.[name]
    const columns = fields(it?.columns)
    return it?.class === undefined ? columns : [...new Set([it.class, ...Seal.classes(columns)])]
  }
  const own = (step: AnyStep): Seal.Seal | undefined => {
    switch (step.kind) {
      case "task":
        return fields(step.form)
      case "call":
        return foreign(step.name)
      case "wait":
        return Seal.both(foreign(step.name), step.for === undefined ? undefined : fields(plan.events[step.for.topic]))
      case "do": {
        const action = plan.actions?.[step.action]
        return all([fields(action?.gives), ...Object.values(action?.fails ?? {}).map(fields)])
      }
      case "compute":
        return every(Seal.of(step.value, sources))
      case "decide":
        return every(all(step.rows.map((row) => Seal.of(row.then, sources))))
      default:
        return undefined
    }
  }
  const remembered = new Map<string, Seal.Seal | undefined>()
  const step = (name: string): Seal.Seal | undefined => {
    if (name === "intake") return fields(plan.intake.form)
    if (remembered.has(name)) return remembered.get(name)
    const found = all(named(name).map(own))
    remembered.set(name, found)
    return found
  }
  const sources: Seal.Sources = {
    step,
    computed: (name) =>
      named(name).flatMap((it): ReadonlyArray<Expression> =>
        it.kind === "compute" ? [it.value] : it.kind === "decide" ? it.rows.map((row) => row.then) : []
      ),
    list: (each) => named(each).flatMap((it) => (it.kind === "each" ? [it.in] : []))[0],
    rows: (register: Register) => (register.from === "ledger" ? ledger(register.ledger) : register.from === "cases" ? foreign(`cases of ${register.procedure}`) : table(register.table))
  }
  const cells = (of: Cells, event?: Seal.Seal): Seal.Seal | undefined => {
    const around = event === undefined ? sources : { ...sources, event }
    return all(of.map(({ field, value }) => {
      const seal = Seal.of(value, around)
      return seal === undefined ? undefined : { [field]: seal }
    }))
  }

  const topics = new Map<string, Seal.Seal | undefined>()
  const outcomes = new Map<string, Seal.Seal | undefined>()
  const handed = new Map<string, Seal.Seal | undefined>()
  const add = (to: Map<string, Seal.Seal | undefined>, name: string, seal: Seal.Seal | undefined): void => {
    to.set(name, Seal.both(to.get(name), seal))
  }
  for (const [topic, of] of Object.entries(plan.events)) add(topics, topic, fields(of))
  for (const [topic, { fields: of }] of Object.entries(plan.announces)) add(topics, topic, fields(of))
  for (const [name, of] of Object.entries(plan.outcomes)) add(outcomes, name, fields(of))
  for (const [name, action] of Object.entries(plan.actions ?? {})) add(handed, name, fields(action.with))
  for (const one of [...steps.values()].flat()) {
    if (one.kind === "announce") add(topics, one.topic, cells(one.with))
    if (one.kind === "end") add(outcomes, one.outcome, cells(one.gives))
    if (one.kind === "call" || one.kind === "start") add(handed, one.opens, cells(one.with))
    if (one.kind === "do") add(handed, one.action, cells(one.with))
    if (one.kind === "wait" && one.for !== undefined) add(topics, one.for.topic, foreign(one.name))
  }
  const topic = (name: string): { readonly seal: Seal.Seal | undefined } | undefined => {
    const of = Topic.ledgerOf(name)
    if (of !== undefined) {
      const bare = of.slice(of.indexOf("/") + 1)
      return plan.ledgers[bare] === undefined ? undefined : { seal: ledger(bare) }
    }
    return topics.has(name) ? { seal: topics.get(name) } : undefined
  }
  const scheduled = (one: Scheduled & { readonly on?: { readonly topic: string } }): void =>
    add(handed, one.opens, cells(one.with, one.on === undefined ? undefined : topic(one.on.topic)?.seal))
  if (plan.schedule !== undefined) scheduled(plan.schedule)
  for (const { schedule } of plan.schedules ?? []) scheduled(schedule)

  const whom = new Map<string, ReadonlyArray<string>>()
  const sentencesOf = (name: string): ReadonlyArray<People> => {
    const rungs = name === "case"
      ? plan.root.rungs
      : name === "intake"
      ? [{ by: plan.intake.by, due: plan.intake.due }]
      : named(name).flatMap((it) => (it.kind === "task" || it.kind === "stage" ? it.rungs : []))
    return [
      ...rungs.flatMap(({ by, due }) => [...(by === null ? [] : [by]), ...(due?.remind ?? []).map(({ tell }) => tell)]),
      ...named(name).flatMap((it) => (it.kind === "notify" ? [it.to] : []))
    ]
  }
  const ofPeople = (it: People, seen: Set<string>): ReadonlyArray<string> => [...it.of, ...it.not].flatMap((who) => ofWho(who, seen))
  const ofWho = (who: Who, seen: Set<string>): ReadonlyArray<string> => {
    const value = (it: Expression): ReadonlyArray<string> => Seal.classes(Seal.of(it, sources))
    const place = (it: Place | undefined): ReadonlyArray<string> => (it === undefined || "department" in it ? [] : value(it.value))
    switch (who.who) {
      case "role":
      case "rank":
      case "highest-on-duty":
        return place(who.in)
      case "head":
        return place(who.of)
      case "superior":
        return ofWho(who.of, seen)
      case "value":
        return value(who.value)
      case "area":
        return value(who.of)
      case "holder":
        if (who.of === null || seen.has(who.of)) return []
        seen.add(who.of)
        return sentencesOf(who.of).flatMap((it) => ofPeople(it, seen))
      default:
        return []
    }
  }
  const shown = (template: Template): ReadonlyArray<string> =>
    template.flatMap((part) => (typeof part === "string" ? [] : Seal.classes(Seal.of(part.value, sources))))
  const forms: { readonly [order: string]: ReadonlyArray<Field> | undefined } = {
    suspend: plan.orders.suspend?.form,
    terminate: plan.orders.terminate?.form
  }
  const classes = [
    ...Object.keys(plan.classes ?? {}),
    ...Seal.classes(all([
      step("intake"),
      ...[...steps.keys()].map(step),
      ...Object.keys(plan.ledgers).map((name) => every(ledger(name))),
      ...outcomes.values(),
      ...topics.values(),
      ...handed.values(),
      ...Object.keys(plan.sealed ?? {}).map(foreign),
      ...Object.values(forms).map(fields)
    ]))
  ]
  return {
    classes: [...new Set(classes)],
    step,
    items: (each) => {
      const list = sources.list(each)
      return list === undefined ? undefined : Seal.of(list, sources)
    },
    ledger,
    outcome: (name) => outcomes.get(name),
    topic,
    order: (name) => fields(forms[name]),
    handed: (to) => handed.get(to),
    message: (name) => {
      const texts = plan.messages[name]
      return texts === undefined ? undefined : [...new Set(Object.values(texts).flatMap(shown))]
    },
    filed: (name, what) => {
      const found = named(name).flatMap((it) => (it.kind === "task" ? it.form.flatMap(({ type }) => (type.kind === "filing" ? type.what : [])) : []))
      return all(found.flatMap((it) => (it.name !== what && !what.startsWith(`${it.name}.`) ? [] : it.is === "form" ? [step(it.step)] : it.is === "sheet" ? [] : [Seal.of(it.value, sources)])))
    },
    fileKey: (name, archive) =>
      all((name === undefined ? [...steps.values()].flat() : named(name)).flatMap((it) =>
        it.kind === "task" ? (it.files ?? []).map((one) => (one.archive === archive && one.key !== null ? Seal.of(one.key, sources) : undefined)) : []
      )),
    people: (name) => {
      let found = whom.get(name)
      if (found === undefined) whom.set(name, (found = [...new Set(sentencesOf(name).flatMap((it) => ofPeople(it, new Set([name]))))]))
      return found
    }
  }
}

/** The one value of a decision answers to any name. */
const every = (seal: Seal.Seal | undefined): Seal.Seal | undefined => (seal === undefined ? undefined : { "*": seal })
