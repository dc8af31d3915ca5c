/* oxlint-disable unicorn/no-thenable -- `then` is a word of the language; none of these is awaited. */
/**
 * The tables of keys on the page of the language, in both languages. What they say is what the editor says: the keyword
 * table and its hover texts. Only what holds when a key is left out stands here.
 */
import { calledOf } from "@frontdesk/core/language/syntax/Kind"
import type { Kind } from "@frontdesk/core/language/syntax/Kind"
import * as Shape from "@frontdesk/core/language/syntax/Shape"
import type { Language, Said } from "@frontdesk/core/language/diagnostic/Entry"
import { oneOf, said, spaced } from "@frontdesk/core/language/diagnostic/Phrase"
import { common } from "@frontdesk/core/language/schema/hover/Hover"
import { handbook } from "@frontdesk/core/language/schema/hover/Handbook"
import { orders } from "@frontdesk/core/language/schema/hover/Orders"
import { parts } from "@frontdesk/core/language/schema/hover/Parts"
import { procedure } from "@frontdesk/core/language/schema/hover/Procedure"
import { scenario } from "@frontdesk/core/language/schema/hover/Scenario"
import { steps } from "@frontdesk/core/language/schema/hover/Steps"
import { shapes } from "@frontdesk/core/language/schema/Structure"

const hovers: Readonly<Record<string, { readonly self: Said; readonly keys: Readonly<Record<string, Said>> }>> = {
  ...parts,
  ...procedure,
  ...handbook,
  ...scenario,
  ...prefixed("step", steps),
  ...prefixed("order", orders)
}

/** The keyword tables by the names they have on the page: `handbook`, `step task`, `order extend`. */
export const tables: Readonly<Record<string, Shape.Shape>> = {
  // steps and orders are tables by kind
  ...Object.fromEntries(Object.entries(shapes).filter(([, it]) => "place" in it)),
  ...prefixed("step", Shape.steps),
  ...prefixed("order", Shape.orders)
}

function prefixed<T>(prefix: string, all: { readonly [key: string]: T }): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(all).map(([key, it]) => [`${prefix} ${key}`, it]))
}

/** One of two must be there. */
function instead(key: string, ...others: ReadonlyArray<string>): { readonly [key: string]: Said } {
  const all = others.map((it) => `\`${it}\``)
  return { [key]: said(`${all.join(" and ")} instead`, `改写 ${all.join(" 和 ")}`) }
}

/** At least one must be there. */
function oneNeeded(table: string, ...keys: ReadonlyArray<string>): { readonly [key: string]: Said } {
  const all = keys.map((it) => `\`${it}\``)
  const one = said(`one of ${all.join(", ")} is needed`, `${all.join("、")} 至少写一个`)
  return Object.fromEntries(keys.map((key) => [`${table} ${key}`, one]))
}

/** What holds when a key is left out; of the others: nothing. */
export const defaults: Readonly<Record<string, Said>> = {
  ...instead("step task by", "ladder"),
  "step task due": said("not promised, only measured", "没有承诺，只记录用时"),
  ...instead("step task ladder", "by"),
  ...instead("papers needs", "of", "lists"),
  ...instead("papers of", "needs"),
  ...instead("papers lists", "needs"),
  ...instead("table rows", "from"),
  ...instead("table from", "rows"),
  ...instead("report by", "each-row"),
  ...instead("report show", "each-row"),
  ...instead("report each-row", "by", "show"),
  ...instead("field type", "list"),
  ...instead("field list", "type"),
  "field default": said("the handbook must set it", "手册必须设定"),
  ...instead("step decide first", "exactly-one"),
  ...instead("step decide exactly-one", "first"),
  ...instead("step repeat at-most", "no-limit-because"),
  ...instead("step repeat beyond", "no-limit-because"),
  ...instead("step repeat no-limit-because", "at-most", "beyond"),
  ...oneNeeded("step wait", "for", "until"),
  "step wait because": said("only where silence can win", "仅在默认同意可能成立时须写"),
  ...instead("step record add", "fill"),
  ...instead("step record fill", "add"),
  ...oneNeeded("step stage", "due", "by", "ladder"),
  ...instead("schedule every", "on"),
  ...instead("schedule on", "every"),
  ...instead("quota at-least", "at-most"),
  ...instead("quota at-most", "at-least"),
  ...instead("order terminate reason", "form"),
  ...instead("order terminate form", "reason"),
  ...instead("order suspend form", "reason"),
  "order extend times": said("**required**", "**必写**"),
  "change approved-by": said("not with `major`", "`major` 必须写"),
  "rung due": said("only the last rung", "仅最后一级可以不写"),
  "due remind": said("nobody is told", "不提醒"),
  "decideRow when": said("the last row of `first`", "`first` 的最后一行"),
  "procedure due": said("no promise", "没有承诺"),
  "procedure by": said("nobody", "无人负责"),
  "procedure seen-by": said("who may open it or act in it", "可发起或办理的人"),
  "intake by": said("nobody by hand", "不能人工发起"),
  "intake form": said("no fields", "没有字段"),
  "intake counts-from": said("the opening", "发起的时刻"),
  "calendar closed": said("no further days", "无"),
  "calendar also-open": said("no further days", "无"),
  "role in": said("every department", "各部门都有"),
  "role stands-in": said("nobody", "无人代理"),
  "field needed": said("`yes`", "`yes`"),
  "allowance by": said("anybody who fills in the form", "填写表单的任何人"),
  "allowance when": said("always", "总是"),
  "due take": said("`requested`", "`requested`"),
  "reminder during": said("any hour", "不限时间"),
  "schedule after-downtime": said("`all`", "`all`"),
  "step task form": said("no fields", "没有字段"),
  "step task record-later": said("nobody", "不可补录"),
  "step file record-later": said("nobody", "不可补录"),
  "step decide type": said("the values of `then`", "各 `then` 的值"),
  "step choose otherwise": said("every value has its case", "每个值都须列出"),
  "step notify receipt": said("`no`", "`no`"),
  "step record row": said("the only row of this case", "本事项唯一的一行"),
  "step wait since": said("its own start", "本步开始"),
  "order transfer of": said("all tasks", "全部任务"),
  "order transfer to": said("the task's own `by`", "任务本来的 `by`"),
  "givenWorld on-duty": said("all", "全部在岗"),
  "givenWorld absent": said("nobody", "无人缺勤"),
  "givenWorld founded": said("none", "均未成立"),
  "scenarioRow outcome": said("`done`", "`done`"),
  "order withdraw reason": said("`required`", "`required`"),
  "order return reason": said("`required`", "`required`"),
  "order extend reason": said("`required`", "`required`"),
  "order suspend reason": said("`required`", "`required`"),
  "order rebook reason": said("`required`", "`required`"),
  "order amend reason": said("`required`", "`required`")
}

/** Where on the page a kind of value is explained. */
const places: Partial<Readonly<Record<Kind, string>>> = {
  deadline: "deadlines",
  due: "due",
  term: "terms",
  anchor: "anchors",
  people: "people",
  expression: "conditions",
  type: "types",
  "list-type": "types",
  fields: "fields",
  form: "fields",
  "fields-by-name": "fields",
  steps: "steps",
  branches: "steps",
  cases: "steps",
  "decide-rows": "decide",
  ladder: "ladder",
  "record-later": "record-later",
  reminders: "remind",
  "reminder-time": "remind",
  given: "given",
  intake: "intake",
  orders: "orders",
  holds: "holds",
  schedules: "schedules",
  every: "rhythms",
  covers: "schedules",
  quotas: "quotas",
  messages: "messages",
  words: "words",
  changes: "changes",
  sheets: "sheets",
  "time-rules": "time",
  calendars: "calendars",
  departments: "departments",
  roles: "roles",
  bodies: "bodies",
  documents: "papers",
  papers: "papers",
  "papers-lists": "papers",
  needs: "papers",
  archives: "archives",
  ledgers: "ledgers",
  tables: "tables",
  reports: "reports",
  checklists: "checklists",
  classes: "classes",
  uses: "uses",
  renamed: "takes",
  parameters: "parameters",
  measure: "questions",
  rows: "questions",
  allow: "allow",
  missed: "missed",
  event: "wait",
  "hold-end": "holds",
  filed: "file",
  into: "file",
  then: "then",
  "given-world": "given-world",
  "scenario-rows": "scenario-rows"
}

const names: Partial<Readonly<Record<Kind, Said>>> = {
  people: said("people", "人员"),
  deadline: said("a deadline", "期限"),
  due: said("a deadline, also with reminders", "期限，可带提醒"),
  type: said("a type", "类型"),
  anchor: said("an anchor", "起算点"),
  needs: said("a list of papers", "资料列表"),
  "decide-rows": said("rows", "各行"),
  fields: said("fields", "一组字段"),
  form: said("fields, or the name of a form", "一组字段，或表单名称"),
  "list-type": said("a type, or fields", "类型，或一组字段"),
  branches: said("steps by branch", "各分支的步骤"),
  cases: said("steps by value", "各取值的步骤"),
  steps: said("a list of steps", "步骤列表"),
  "fields-by-name": said("fields by name", "各名称下的字段"),
  given: said("values by field", "各字段的值"),
  ladder: said("rungs by name", "各级，以名称为键"),
  "data-map": said("values by name", "各名称的值"),
  "taken-names": said("names, or `all`", "名称，或 `all`")
}

const ofKind = (kind: Kind, language: Language): string => {
  const place = places[kind]
  const called = names[kind] ?? calledOf(kind)
  if (place === undefined) return called[language]
  return `[${called.en.startsWith("several entries") ? there[language] : called[language]}](#${place})`
}

const there = said("see there", "见该节")
const always = said("always", "总是")

const heads = {
  en: { row: "| key | left out | meaning | written as |", needed: "**required**", none: "–" },
  zh: { row: "| 键 | 不写时 | 含义 | 写什么 |", needed: "**必写**", none: "–" }
} as const

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ")

/** The table of one place. */
export const table = (name: string, language: Language): string => {
  const shape = tables[name]
  if (shape === undefined) throw new Error(`no such table: ${name}`)
  const hover = hovers[name]
  const texts: Readonly<Record<string, Said>> = { ...common, ...hover?.keys }
  const head = heads[language]
  const rows = Object.entries(shape.keys).map(([key, it]) => {
    const { kind, required } = it
    const meaning = texts[key]?.[language] ?? ""
    const left = required ? head.needed : (defaults[`${name} ${key}`] ?? (key === "when" ? always : undefined))?.[language] ?? head.none
    const written = typeof kind === "string" ? ofKind(kind, language) : oneOf(kind)[language]
    return `| \`${key}\` | ${[left, meaning, written].map((text) => cell(language === "zh" ? spaced(text) : text)).join(" | ")} |`
  })
  return [head.row, "|---|---|---|---|", ...rows].join("\n")
}

/** The page with all its tables as they should be: between `<!-- keys: task -->` and `<!-- end -->`. */
export const withTables = (page: string, language: Language): string =>
  page.replace(/(<!-- keys: ([\w -]+?) -->\n)[\s\S]*?(<!-- end -->)/g, (_, open: string, name: string, close: string) => `${open}\n${table(name, language)}\n\n${close}`)
