/**
 * The names in a line of `uses` that takes: which entries are meant, what each is called here, and what is told of a name
 * that is not there.
 */
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import * as Unknown from "../model/Unknown.ts"
import { type Taken, type Taking, type TakenSection, takenSections } from "../syntax/tree/Handbook.ts"
import { isBroken, type Name, type Named, sound } from "../syntax/tree/Node.ts"
import type { Folder } from "./Folders.ts"
import * as Overlay from "./Overlay.ts"

export type Section = TakenSection | "ranks" | "uses"

/** The names of a handbook, each with the sections it stands in. */
export type Names = ReadonlyMap<string, ReadonlyArray<Section>>

/** A procedure that they bring in themselves is one of their procedures. */
export const under = (section: Section): TakenSection | "ranks" => (section === "uses" ? "procedures" : section)

/** Whether everything is taken, but for `without`. */
export const isAll = ({ what }: Taking): boolean => {
  const taken = sound(what)
  return taken !== undefined && (taken.kind === "word" || takenSections.every((it) => taken.sections[it] === undefined))
}

/** Which entry is taken; a name that is not there is told. */
export const wanted = (taking: Taking, theirs: Names, base: Folder, report: Report): (section: Section, name: string) => boolean => {
  const taken = sound(taking.what)
  if (taken === undefined || taken.kind === "word") return () => true
  const whole = base.handbook?.tree.incomplete === false && base.handbook.tree.span.file.text !== ""
  const path = taking.from.text
  const tell = (name: Name, section: TakenSection | undefined): void => {
    const here = [...theirs].flatMap(([it, sections]) => (section === undefined || sections.some((one) => under(one) === section) ? [it] : []))
    if (!whole || here.includes(name.text) || (section !== undefined && isBroken(brokenPart(base, section)))) return
    const near = nearest(name.text, here)
    const what = section === undefined
      ? said(`name of \`${path}\` called`, `\`${path}\` 的名称`)
      : said(`entry under \`${section}\` of \`${path}\` called`, `\`${path}\` 的 \`${section}\` 下的名称`)
    report.add("unknown-name", name.span, { name: name.text, what, nearest: near }, { fix: Unknown.instead(name.span, near) })
  }
  const without = sound(taken.without)?.items ?? []
  for (const it of without) tell(it, undefined)
  const left = new Set(without.map((it) => it.text))
  const lists = new Map<Section, ReadonlySet<string> | "all">()
  for (const section of takenSections) {
    const list = sound(taken.sections[section])
    if (list === undefined) continue
    if (list.kind === "listed") for (const it of list.items) tell(it, section)
    lists.set(section, list.kind === "word" ? "all" : new Set(list.items.map((it) => it.text)))
  }
  const everything = isAll(taking)
  return (section, name) => {
    if (left.has(name)) return false
    const list = lists.get(under(section))
    return everything || list === "all" || list?.has(name) === true
  }
}

const brokenPart = (base: Folder, section: TakenSection): unknown =>
  section === "procedures" ? undefined : base.handbook?.tree[section === "party-kinds" ? "partyKinds" : section]

/** The names of a folder's handbook and procedures, each with the sections it stands in. */
export const of = ({ handbook, procedures, unread }: Folder): Names => {
  const found = new Map<string, Array<Section>>()
  const add = (name: string, section: Section): void => {
    const sections = found.get(name)
    if (sections === undefined) found.set(name, [section])
    else sections.push(section)
  }
  for (const name of [...procedures.keys(), ...unread]) add(name, "procedures")
  const tree = handbook?.tree
  if (tree === undefined) return found
  for (const part of Overlay.named) for (const { name } of (sound(tree[part]) as Named<unknown> | undefined)?.entries ?? []) add(name.text, part)
  for (const list of Overlay.lists) for (const { text } of sound(tree[list])?.items ?? []) add(text, list === "partyKinds" ? "party-kinds" : list)
  return found
}

interface Renaming {
  readonly base: Folder
  readonly theirs: Names
  /** the names this handbook has */
  readonly to: ReadonlySet<string>
  /** whether all of these could be found */
  readonly complete: boolean
  readonly met: ReadonlySet<string>
  readonly inProcedures: ReadonlySet<string>
}

/** `as`: each name is one of theirs and stands in what is taken, and what it is called is known here and nothing else there. */
export const renamed = (
  taken: Taken,
  { base, complete, inProcedures, met, theirs, to }: Renaming,
  report: Report
): void => {
  for (const { name, value } of sound(taken.as)?.entries ?? []) {
    const own = sound(value)
    if (own === undefined || base.handbook?.tree.incomplete !== false) continue
    if (!theirs.has(name.text)) {
      const near = nearest(name.text, [...theirs.keys()])
      report.add("unknown-name", name.span, { name: name.text, what: said("name of that handbook called", "那份手册的名称"), nearest: near }, {
        fix: Unknown.instead(name.span, near)
      })
    } else if (!met.has(name.text)) report.add("as-unused", name.span, { name: name.text })
    else if (complete && !to.has(own.text)) {
      const near = nearest(own.text, [...to])
      report.add("unknown-name", own.span, { name: own.text, what: said("name of this handbook called", "本手册的名称"), nearest: near }, {
        fix: Unknown.instead(own.span, near)
      })
    } else if (inProcedures.has(own.text) && !theirs.has(own.text)) report.add("as-clash", own.span, { name: own.text, theirs: name.text })
  }
}

/** Sections in the words of a message. */
export const called = {
  procedures: said("procedure", "流程"),
  calendars: said("calendar", "日历"),
  departments: said("department", "部门"),
  roles: said("role", "岗位"),
  bodies: said("body", "集体机构"),
  "party-kinds": said("kind of party", "相关方种类"),
  documents: said("document", "资料"),
  papers: said("list of papers", "资料清单"),
  archives: said("archive", "档案"),
  ledgers: said("ledger", "台账"),
  tables: said("table", "表格"),
  reports: said("report", "报表"),
  checklists: said("checklist", "检查表"),
  forms: said("form", "表单"),
  classes: said("class", "保密类别"),
  channels: said("channel", "发送渠道"),
  events: said("event", "事件"),
  parameters: said("value of a parameter", "参数取值"),
  schedules: said("schedule", "定时安排"),
  quotas: said("quota", "指标"),
  messages: said("message", "消息"),
  ranks: said("rank", "职级"),
  uses: said("procedure", "流程")
} as const
