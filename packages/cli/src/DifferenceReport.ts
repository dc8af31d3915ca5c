/**
 * What changed, for people and for programs: procedure by procedure, and once for the handbook what it changed for all.
 */
import type { Change, Effect } from "@frontdesk/core/plan/Difference"
import type { Language, Version } from "@frontdesk/core/plan/DifferenceTold"
import type { Compiled } from "@frontdesk/core/plan/Plan"

/** What `--format json` prints. */
export interface Json {
  readonly formatVersion: "1.0"
  /** the worst of all changes */
  readonly effect: Effect
  readonly procedures: ReadonlyArray<{
    readonly procedure: string
    readonly status: "changed" | "added" | "removed"
    readonly versions: { readonly before?: number; readonly after?: number }
    readonly effect: Effect
    /** each as data, and as the sentence people read; `handbook`: it is changed in the handbook, for others too */
    readonly changes: ReadonlyArray<Change & { readonly handbook?: true; readonly said: { readonly en: string; readonly zh: string } }>
    /** where renamed and moved steps went: a beginning for a migration's map */
    readonly map: { readonly [node: string]: string }
  }>
}

/** A procedure, a schedule or a quota in which something changed. */
export interface Found {
  readonly procedure: string
  readonly status: Json["procedures"][number]["status"]
  readonly effect: Effect
  readonly changes: ReadonlyArray<Change>
  readonly before: Compiled | undefined
  readonly after: Compiled | undefined
}

type Tell = (change: Change, before: Version, after: Version, language: Language) => string

/** `v1d/schedule:daily-check` is the plan of a schedule; people know it as the schedule of the handbook. */
const kindOf = (procedure: string): "procedure" | "schedule" | "quota" => {
  const kind = /\/(schedule|quota):/.exec(procedure)?.[1]
  return kind === "schedule" || kind === "quota" ? kind : "procedure"
}
const kinds = {
  procedure: { one: "procedure", many: "procedures", zh: "个流程" },
  schedule: { one: "schedule", many: "schedules", zh: "个自动安排" },
  quota: { one: "quota", many: "quotas", zh: "个指标" }
} as const

const handbookOf = ({ procedure }: { readonly procedure: string }): string => procedure.slice(0, procedure.lastIndexOf("/"))

const nameOf = ({ after, before, procedure }: Found, language: Language): string => {
  const kind = kindOf(procedure)
  const [, folder = "", name = procedure] = /^(.*\/)(?:schedule:|quota:)?([^/]*)$/.exec(procedure) ?? []
  const title = (after ?? before)?.words[language]?.[name]
  const zh = language === "zh"
  const shown = kind === "procedure" ? procedure : `${folder.slice(0, -1)}${zh ? ` ${kinds[kind].zh.slice(1)} ` : `, ${kind} `}${name}`
  // a title that is the name itself says nothing more
  const bare = title === undefined || title.toLowerCase() === name.replaceAll("-", " ")
  return bare ? shown : zh ? `${shown}（${title}）` : `${shown} (${title})`
}

const versionsOf = ({ after, before, procedure, status }: Found, zh: boolean): string => {
  const [was, now] = [before?.plan.version, after?.plan.version]
  if (status === "added") return zh ? "新增" : "new"
  if (status === "removed") return zh ? "已删除" : "gone"
  if (was !== now) return zh ? `版本 ${was} → ${now}` : `version ${was} → ${now}`
  if (before?.digest === after?.digest) return zh ? `版本 ${now}，只改名称` : `version ${now}, titles only`
  if (kindOf(procedure) !== "procedure") return zh ? `手册版本仍为 ${now}，请加一` : `handbook still version ${now}; make it one higher`
  return zh ? `版本仍为 ${now}，请加一` : `still version ${now}; make it one higher`
}

/** `4 procedures, 3 schedules and 1 quota` */
const counted = (found: ReadonlyArray<{ readonly procedure: string }>, zh: boolean): string => {
  const all = (["procedure", "schedule", "quota"] as const).flatMap((kind) => {
    const n = found.filter((it) => kindOf(it.procedure) === kind).length
    return n === 0 ? [] : [zh ? `${n} ${kinds[kind].zh}` : `${n} ${n === 1 ? kinds[kind].one : kinds[kind].many}`]
  })
  return zh || all.length < 2 ? all.join("、") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`
}

/** What only a handbook can say; texts and titles it may, and then several procedures have them. */
const always: ReadonlySet<Change["what"]> = new Set(["time", "calendar", "post", "department", "body", "ranks", "name-changed", "name-split", "ledger", "table", "papers", "archive", "other"])
const shared: ReadonlySet<Change["what"]> = new Set(["message", "title", "quota", "readers", "action"])

/** What a procedure begins to use, or uses no more, is its own change */
const mayUse: ReadonlySet<Change["what"]> = new Set(["ledger", "table", "calendar"])
/** What a procedure names itself */
const mine: ReadonlySet<string> = new Set(["message", "outcome", "parameter", "choice"])

/** Changes of a handbook, each with those it changed. */
interface Handbook {
  readonly name: string
  readonly changes: ReadonlyArray<{ readonly change: Change; readonly of: ReadonlyArray<Found> }>
}

/** The report, to be told in a language or written as data. */
export interface Report {
  readonly effect: Effect
  readonly json: (suggested: (changes: ReadonlyArray<Change>) => { readonly [node: string]: string }, tell: Tell) => Json
  readonly pretty: (
    language: Language,
    colour: (style: "bold" | "dim" | "green" | "yellow" | "red", text: string) => string,
    tell: Tell,
    effects: { readonly [effect in Effect]: { readonly [language in Language]: string } }
  ) => string
}

/** All there was, or is: the plans, and the versions of the handbooks. */
export interface Side {
  readonly plans: ReadonlyMap<string, Compiled>
  readonly handbooks: ReadonlyMap<string, number>
}

/** A schedule has few words of its own: the others of its handbook know the rest. */
const lent = (side: Side): ReadonlyMap<string, Compiled["words"]> => {
  const words = new Map<string, { [language: string]: { [name: string]: string } }>()
  for (const [procedure, compiled] of side.plans) {
    const handbook = handbookOf({ procedure })
    const all = words.get(handbook) ?? {}
    for (const [language, titles] of Object.entries(compiled.words)) all[language] = { ...all[language], ...titles }
    words.set(handbook, all)
  }
  return words
}

const worstOf = (effects: ReadonlyArray<Effect>): Effect => (effects.includes("breaks") ? "breaks" : effects.includes("needs-map") ? "needs-map" : "safe")

/** Of all that changed, in the order it was found. */
export const of = (found: ReadonlyArray<Found>, before: Side, after: Side): Report => {
  // the same may mean more to one procedure than to another
  const key = (it: Found, { effect: _effect, ...change }: Change): string => `${handbookOf(it)} ${change.what === "other" ? it.procedure : ""}${JSON.stringify(change)}`
  const times = new Map<string, Array<Found>>()
  for (const it of found) for (const change of it.changes) times.set(key(it, change), [...(times.get(key(it, change)) ?? []), it])
  const isHandbook = (it: Found, change: Change): boolean =>
    (always.has(change.what) && !(mayUse.has(change.what) && (change.part === "added" || change.part === "removed")) && !(change.what === "name-changed" && mine.has(change.part ?? ""))) || (change.what === "field-renamed" && change.part === "column") || ((shared.has(change.what) || change.what === "name-changed") && (times.get(key(it, change))?.length ?? 0) > 1)
  const handbooks = [...new Set(found.map(handbookOf))].map((name): Handbook => {
    const told = new Set<string>()
    return {
      name,
      changes: found.flatMap((it) =>
        handbookOf(it) !== name
          ? []
          : it.changes.flatMap((change) => {
              const once = key(it, change)
              if (!isHandbook(it, change) || told.has(once)) return []
              told.add(once)
              const of = times.get(once) ?? []
              const all = of.flatMap(({ changes }) => changes.filter((other) => key(it, other) === once))
              return [{ change: { ...change, effect: worstOf(all.map((one) => one.effect)) }, of }]
            })
      )
    }
  })
  const effect = worstOf(found.map((it) => it.effect))
  const words = { before: lent(before), after: lent(after) }
  const version = (it: Found, side: "before" | "after"): Version | undefined => {
    const one = it[side]
    if (one === undefined) return undefined
    const others = words[side].get(handbookOf(it)) ?? {}
    return { plan: one.plan, words: Object.fromEntries(Object.entries(others).map(([language, titles]) => [language, { ...titles, ...one.words[language] }])) }
  }
  const sentence = (tell: Tell, it: Found, change: Change, language: Language): string => {
    const [was, now] = [version(it, "before"), version(it, "after")]
    return was === undefined || now === undefined ? "" : tell(change, was, now, language)
  }
  return {
    effect,
    json: (suggested, tell) => ({
      formatVersion: "1.0",
      effect,
      procedures: found.map((it) => ({
        procedure: it.procedure,
        status: it.status,
        versions: { ...(it.before !== undefined && { before: it.before.plan.version }), ...(it.after !== undefined && { after: it.after.plan.version }) },
        effect: it.effect,
        changes: it.changes.map((change) => ({
          ...change,
          ...(isHandbook(it, change) && { handbook: true as const }),
          said: { en: sentence(tell, it, change, "en"), zh: sentence(tell, it, change, "zh") }
        })),
        map: suggested(it.changes)
      }))
    }),
    pretty: (language, colour, tell, effects) => {
      const zh = language === "zh"
      const styles = { safe: "green", "needs-map": "yellow", breaks: "red" } as const
      const out: Array<string> = []
      const sections = (changes: ReadonlyArray<{ readonly change: Change; readonly it: Found }>): void => {
        for (const kind of ["breaks", "needs-map", "safe"] as const) {
          const sentences = [...new Set(changes.flatMap(({ change, it }) => (change.effect === kind ? [sentence(tell, it, change, language)] : [])))]
          if (sentences.length === 0) continue
          out.push(`  ${colour(styles[kind], effects[kind][language])}${zh ? "：" : ":"}`)
          for (const one of sentences) out.push(`    - ${one}${zh ? "。" : "."}`)
        }
      }
      for (const { changes, name } of handbooks) {
        if (changes.length > 0) {
          const those = [...new Set(changes.flatMap(({ of }) => of))]
          const [old, fresh] = [before.handbooks.get(name), after.handbooks.get(name)]
          const titles = changes.every(({ change }) => change.what === "title")
          const version =
            fresh === undefined
              ? ""
              : old !== fresh
                ? zh ? `，版本 ${old} → ${fresh}` : `, version ${old} → ${fresh}`
                : titles
                  ? zh ? `，版本 ${fresh}，只改名称` : `, version ${fresh}, titles only`
                  : zh ? `，版本仍为 ${fresh}，请加一` : `, still version ${fresh}; make it one higher`
          out.push(`${colour("bold", name)}  ${colour("dim", zh ? `手册${version}；涉及 ${counted(those, zh)}` : `the handbook${version}; with it ${counted(those, zh)}`)}`)
          sections(changes.flatMap(({ change, of: [it] }) => (it === undefined ? [] : [{ change, it }])))
        }
        for (const it of found) {
          if (handbookOf(it) !== name) continue
          const own = it.changes.filter((change) => !isHandbook(it, change))
          // nobody has touched its file
          if (own.length === 0 && it.status === "changed") continue
          out.push(`${colour("bold", nameOf(it, language))}  ${colour("dim", versionsOf(it, zh))}`)
          sections(own.map((change) => ({ change, it })))
        }
      }
      const sum = found.length === 0 ? (zh ? "没有变化。" : "Nothing changed.") : zh ? `${counted(found, zh)}有变化。` : `${counted(found, zh)} changed.`
      return `${[...out, colour(styles[effect], sum)].join("\n")}\n`
    }
  }
}
