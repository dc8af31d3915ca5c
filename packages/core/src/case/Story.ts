/**
 * A case told in dated sentences: who had it, what was due when and why, what escalated, how it ended. A pure function
 * of journal entries and words, the same for `frontdesk play`, a desk's explanation and a test; what only machines
 * care about (frames, positions, bookkeeping) is left out.
 *
 * @since 0.1.0
 */
import type { Field } from "../domain/Field.ts"
import type { Key } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import * as Steps from "../plan/Steps.ts"
import * as ValueType from "../plan/ValueType.ts"
import type { Duty, Entry } from "./Entry.ts"
import { ASKED } from "./Run.ts"
import * as Place from "./Place.ts"
import * as Schedule from "./Schedule.ts"
import type { CaseId, Frame } from "./State.ts"
import * as DueTold from "./DueTold.ts"
import * as Hidden from "./Hidden.ts"
import * as Told from "./Told.ts"
import * as ToldFacts from "./ToldFacts.ts"
import type { Reader } from "./Told.ts"

export type { Language, Reader } from "./Told.ts"

/** One sentence. `about` is the step it speaks of, `case` the whole case. */
export interface Line {
  readonly seq: number
  readonly at: Instant
  readonly about: string
  readonly tone: "plain" | "late" | "end"
  readonly text: string
}

type Tagged<T extends Entry["_tag"]> = Extract<Entry, { readonly _tag: T }>

/** The fields of a step's form, as far as the reader has the plan. */
const formOf = ({ plan }: Reader, path: string): ReadonlyArray<Field> => {
  if (plan === undefined) return []
  const name = path.split("#")[0] ?? path
  return name === "intake" ? plan.intake.form : Steps.named(plan, name).flatMap((it) => (it.kind === "task" ? it.form : []))
}

const columnsOf = ({ plan }: Reader, ledger: string): ReadonlyArray<Field> => plan?.ledgers[ledger]?.columns ?? []

/** A topic as the handbook says it: `fee-objection.dissatisfied` of `v2/fee-objection.dissatisfied`. */
const bare = (topic: string): string => topic.slice(topic.indexOf("/") + 1)

const by = (reader: Reader, entry: Entry): string => {
  if (entry.by === "system") return Told.pick(reader, "the system", "系统")
  return entry.for === undefined
    ? entry.by
    : Told.pick(reader, `${entry.by} (for ${entry.for})`, `${entry.by}（代${entry.for}）`)
}

const holding = (frame: Frame): ReadonlyArray<Key> =>
  frame.kind === "stage"
    ? frame.holder
    : frame.kind === "task"
      ? frame.holder === undefined
        ? frame.offer
        : [`person:${frame.holder}`]
      : []

/** The journal with what its entries refer to: frames by number, in the shape they had last. */
interface Book {
  readonly entries: ReadonlyArray<Entry>
  readonly frames: ReadonlyMap<number, Frame>
}

const book = (entries: ReadonlyArray<Entry>): Book => {
  const frames = new Map<number, Frame>()
  for (const entry of entries) {
    if ("frame" in entry && typeof entry.frame === "object") frames.set(entry.frame.id, entry.frame)
  }
  return { entries, frames }
}

/** The term of the next rung: found by the same change, right after it passed. */
const rederived = ({ entries }: Book, index: number, frame: number): Tagged<"Derived"> | undefined => {
  const at = entries[index]?.at
  for (let i = index + 1; i < entries.length && entries[i]?.at === at; i++) {
    const entry = entries[i]
    if (entry?._tag === "Derived" && entry.clock.frame === frame) return entry
  }
  return undefined
}

const due = (reader: Reader, all: Book, found: Tagged<"Entered"> | Tagged<"Derived"> | undefined): string => {
  // a last rung has no term, and some moments are not agreed yet
  if (found?.clock === undefined || found.derivation === undefined || (found.derivation.due === null && found.derivation.steps.length === 0 && found.clock.atOnce !== true)) {
    return ""
  }
  const why = DueTold.derivation(reader, found.derivation)
  if (found.clock.atOnce === true) return Told.pick(reader, ", at once", "，须立即办理")
  if (found.clock.due === null) return Told.pick(reader, `, its clock stands still (${why})`, `，停表（${why}）`)
  const at = Told.instant(found.clock.due, reader.zone)
  const waits = all.frames.get(found.clock.frame)?.kind === "wait"
  return Told.pick(reader, `, ${waits ? "until" : "due"} ${at} (${why})`, `，${waits ? "至" : "期限"}${at}（${why}）`)
}

const punctual = (reader: Reader, duty: Duty | undefined): string => {
  if (duty === undefined || duty.due === null) return ""
  const at = Told.instant(duty.due, reader.zone)
  return duty.late
    ? Told.pick(reader, `; late, it was due ${at}`, `；逾期，原期限${at}`)
    : Told.pick(reader, "; on time", "；按时")
}

/** A rung was lost: the next one has it now. */
const passed = (reader: Reader, all: Book, index: number, frame: Frame): Omit<Line, "seq" | "at"> => {
  const step = Place.pathOf(frame)
  const who = Told.keys(reader, holding(frame))
  const until = due(reader, all, rederived(all, index, frame.id))
  const what = step === "case" ? Told.pick(reader, "the case", "整个事项") : Told.title(reader, step)
  return { about: step, tone: "late", text: Told.pick(reader, `${what} passes to ${who}${until}`, `“${what}”升级至${who}${until}`) }
}

/** A schedule's time; what a procedure's own one opens says enough. */
const fired = (reader: Reader, { clock, idle, left }: Tagged<"Happened">): Omit<Line, "seq" | "at"> | undefined => {
  const name = Schedule.nameOf(clock)
  const about = name ?? "case"
  if (left !== undefined) {
    const of = name === undefined ? "" : Told.title(reader, name)
    return {
      about,
      tone: "late",
      text: Told.pick(
        reader,
        `${of === "" ? "" : `${of}: `}${left} times that nobody was there for are left out; the newest ${Schedule.MOST} are made up for`,
        `${of === "" ? "" : `${of}：`}停机期间错过的次数过多，最早的${left}次不再补办，只补最近${Schedule.MOST}次`
      )
    }
  }
  if (idle === true || name !== undefined) return undefined
  return { about, tone: "plain", text: Told.pick(reader, "its time has come", "到了安排的时间") }
}

/** The form of an order, after what it did. */
const filled = (reader: Reader, values: Values | undefined, form: ReadonlyArray<Field> | undefined): string =>
  values === undefined ? "" : `${Told.pick(reader, "; ", "；")}${Told.values(reader, values, form ?? [])}`

/** A correction: what was, what is now, why. */
const amended = (reader: Reader, entry: Tagged<"Amended">): string => {
  const pick = (en: string, zh: string): string => Told.pick(reader, en, zh)
  const form = formOf(reader, entry.path)
  const step = Told.title(reader, entry.path)
  const changes = Object.keys(entry.after).map((field) => {
    const value = (of: Values): string => {
      const one = of[field]
      return one === undefined ? pick("nothing", "无") : Told.fieldValue(reader, form.find((it) => it.name === field)?.type, one)
    }
    const title = Told.fieldTitle(reader, entry.path, field)
    return pick(`${title} from ${value(entry.before)} to ${value(entry.after)}`, `${title}由${value(entry.before)}改为${value(entry.after)}`)
  })
  const who = by(reader, entry)
  const why = entry.reason === "" ? "" : pick(`: ${entry.reason}`, `：${entry.reason}`)
  return entry.order === "rebook"
    ? pick(`${who} agrees another time, ${changes.join(", ")}${why}`, `${who}改约，${changes.join("，")}${why}`)
    : pick(`${who} corrects ${step}: ${changes.join(", ")}${why}`, `${who}更正“${step}”：${changes.join("，")}${why}`)
}

const answered = (reader: Reader, entry: Extract<Entry, { readonly _tag: "Did" }>): string => {
  const step = reader.plan === undefined ? undefined : Steps.named(reader.plan, entry.path.split("#")[0] ?? "")[0]
  const action = step?.kind === "do" ? reader.plan?.actions?.[step.action] : undefined
  const fields = entry.outcome === "done" ? action?.gives : action?.fails[entry.outcome]
  const given = Told.values(reader, entry.values, fields ?? [])
  const what = Told.title(reader, entry.path)
  const how = entry.outcome === "done" ? Told.pick(reader, "done", "已完成") : Told.title(reader, entry.outcome)
  return `${what}${Told.pick(reader, ": ", "：")}${how}${given === "" ? "" : `${Told.pick(reader, ", ", "，")}${given}`}`
}

/** What was decided or computed, an instant as the wall clock shows it. */
const result = (reader: Reader, path: string, value: Value): string => {
  if (typeof value !== "number" || reader.plan === undefined) return Told.bare(reader, value)
  const type = ValueType.typeAt(reader.plan, path.split("#")[0] ?? "", ["value"])
  return type.kind === "date-time" ? Told.instant(value, reader.zone) : Told.bare(reader, value)
}

const tell = (reader: Reader, all: Book, entry: Entry, index: number): Omit<Line, "seq" | "at"> | undefined => {
  const pick = (en: string, zh: string): string => Told.pick(reader, en, zh)
  const name = (step: string): string => Told.title(reader, step)
  const plain = (about: string, text: string): Omit<Line, "seq" | "at"> => ({ about, tone: "plain", text })
  switch (entry._tag) {
    case "Opened": {
      const what = name(entry.procedure.replace(/^.*[/:]/, ""))
      if (reader.plan?.schedule !== undefined) return plain("case", pick(`the schedule ${what} begins`, `定时安排“${what}”开始`))
      if (reader.plan?.missed !== undefined) return plain("case", pick(`the quota ${what} is watched`, `开始统计指标“${what}”`))
      const given = Told.values(reader, entry.values, formOf(reader, "intake"), "intake")
      return entry.by === "system"
        ? plain("case", pick(`${what} is opened: ${given}`, `开启“${what}”：${given}`))
        : plain("case", pick(`${by(reader, entry)} opens ${what}: ${given}`, `${by(reader, entry)}受理“${what}”：${given}`))
    }
    case "Entered": {
      const { frame } = entry
      if (frame.kind === "task" || (frame.kind === "stage" && frame.holder.length > 0)) {
        const who = Told.keys(reader, holding(frame))
        const until = due(reader, all, entry)
        return plain(Place.pathOf(frame), `${name(Place.pathOf(frame))}${pick(": ", "：")}${who}${until}`)
      }
      if (frame.kind === "wait") {
        const until = due(reader, all, entry)
        const event = frame.event === undefined ? "" : pick(` for ${name(bare(frame.event.topic))}`, `${name(bare(frame.event.topic))}`)
        return plain(Place.pathOf(frame), pick(`${name(Place.pathOf(frame))}: waits${event}${until}`, `${name(Place.pathOf(frame))}：等待${event}${until}`))
      }
      if (frame.kind === "do") {
        return plain(Place.pathOf(frame), pick(`${name(Place.pathOf(frame))}: asked for`, `${name(Place.pathOf(frame))}：已发出请求`))
      }
      return frame.kind === "receipt"
        ? plain(Place.pathOf(frame), pick(`${name(Place.pathOf(frame))}: waits for the receipt`, `${name(Place.pathOf(frame))}：等待回执`))
        : undefined
    }
    case "Left": {
      const frame = all.frames.get(entry.frame)
      if (frame?.kind !== "wait" || entry.step?.more?.["came"] !== true) return undefined
      return plain(entry.step.path, pick(`${name(entry.step.path)}: it came`, `${name(entry.step.path)}：已发生`))
    }
    case "Held": {
      if (entry.how === "only") return undefined
      const step = Place.pathOf(entry.frame)
      const who = Told.keys(reader, holding(entry.frame))
      if (entry.how === "pass") return passed(reader, all, index, entry.frame)
      return entry.how === "claim"
        ? plain(step, pick(`${who} takes ${name(step)}`, `${who}领取“${name(step)}”`))
        : plain(step, pick(`${name(step)} goes to ${who} (${entry.how})`, `“${name(step)}”转由${who}办理`))
    }
    case "Passed":
      return passed(reader, all, index, entry.frame)
    case "NobodyThere": {
      const step = Place.pathOf(entry.frame)
      const told = Told.keys(reader, entry.told)
      return { about: step, tone: "late", text: pick(`nobody is there for ${name(step)}; told: ${told}`, `“${name(step)}”无人在岗，已告知${told}`) }
    }
    case "Happened": {
      const step = Place.path(Place.name(entry.clock.node), entry.clock.items)
      const what = entry.clock.node === "" ? pick("the case", "整个事项") : name(step)
      if (entry.act === "wait") return plain(step, pick(`${what}: the time is over`, `${what}：等待期满`))
      if (entry.act === "resume") return plain(step, pick("it goes on by itself", "暂停期满，自动恢复"))
      if (entry.act === "fire") {
        return reader.plan?.missed === undefined ? fired(reader, entry) : plain("case", pick("its span is over", "统计期结束"))
      }
      if (entry.act === "remind") return plain(step, pick(`reminder of ${what}`, `提醒办理“${what}”`))
      // a rung that passes on is told by the entry after it
      const at = entry.duty?.due ?? entry.clock.due
      const when = at === null ? "" : Told.instant(at, reader.zone)
      return { about: step, tone: "late", text: pick(`${what} was not done by ${when}`, `“${what}”到${when}仍未完成`) }
    }
    case "Signed":
      return plain(Place.pathOf(entry.frame), pick(`${by(reader, entry)} signs ${name(Place.pathOf(entry.frame))}`, `${by(reader, entry)}签署“${name(Place.pathOf(entry.frame))}”`))
    case "Answered": {
      const who = entry.persons.length > 1 ? entry.persons.join(pick(" and ", "、")) : by(reader, entry)
      const { duty } = entry
      const given = Told.values(reader, entry.values, formOf(reader, entry.path), entry.path)
      const done = entry.done === entry.at ? "" : pick(` at ${Told.instant(entry.done, reader.zone)}`, `（${Told.instant(entry.done, reader.zone)}）`)
      return {
        about: entry.path,
        tone: duty?.late === true ? "late" : "plain",
        text: pick(
          `${who} does ${name(entry.path)}${done}${given === "" ? "" : `: ${given}`}${punctual(reader, duty)}`,
          `${who}完成“${name(entry.path)}”${done}${given === "" ? "" : `：${given}`}${punctual(reader, duty)}`
        )
      }
    }
    case "Decided":
    case "Computed": {
      const found = Object.values(entry.values).map((value) => (typeof value === "string" && value !== "at-once" ? name(value) : result(reader, entry.path, value)))
      const why = ToldFacts.facts(reader, entry.facts)
      return plain(entry.path, pick(`${name(entry.path)} is ${found.join(", ")}${why}`, `${name(entry.path)}：${found.join("，")}${why}`))
    }
    case "Derived": {
      if (entry.why === "passed" || entry.why === "edition" || Schedule.nameOf(entry.clock) !== undefined) return undefined
      const step = Place.path(Place.name(entry.clock.node), entry.clock.items)
      return plain(step, `${entry.clock.node === "" ? pick("the case", "整个事项") : name(step)}${due(reader, all, entry)}`)
    }
    case "Recorded": {
      const ledger = name(entry.ledger)
      const row = Told.values(reader, entry.row, columnsOf(reader, entry.ledger))
      return entry.corrects === true
        ? plain(entry.path, pick(`corrected in ${ledger}: ${row}`, `更正“${ledger}”的记录：${row}`))
        : plain(entry.path, pick(`written in ${ledger}: ${row}`, `记入“${ledger}”：${row}`))
    }
    case "Filled":
      return plain(entry.path, pick(`filled in ${name(entry.ledger)}: ${Told.values(reader, entry.cells, columnsOf(reader, entry.ledger))}`, `补填“${name(entry.ledger)}”：${Told.values(reader, entry.cells, columnsOf(reader, entry.ledger))}`))
    case "Filed": {
      const what = entry.papers.map((it) => Told.filed(reader, it.name, it.paper)).join(pick(", ", "；"))
      const where = pick(`${name(entry.archive)} (${name(entry.key)})`, `“${name(entry.archive)}”（${name(entry.key)}）`)
      return plain(entry.path, pick(`filed in ${where}: ${what === "" ? "nothing" : what}`, `归入${where}：${what === "" ? "无" : what}`))
    }
    case "Sent": {
      if (entry.message.kind === "open" && entry.message.received !== undefined) {
        const opened = name(entry.message.procedure.slice(entry.message.procedure.lastIndexOf("/") + 1))
        const own = entry.message.schedule
        return own === undefined
          ? plain("case", pick(`opens ${opened}: ${entry.message.case}`, `开启“${opened}”：${entry.message.case}`))
          : plain(own, pick(`${name(own)} opens ${opened}: ${entry.message.case}`, `“${name(own)}”开启“${opened}”：${entry.message.case}`))
      }
      if (entry.message.kind !== "notice") return undefined
      const text = entry.message.text[reader.language] ?? Object.values(entry.message.text)[0] ?? Told.message(reader, entry.message.message, entry.message.about.step)
      const to = Told.everybody(reader, entry.message.to)
      const several = entry.message.to.length > 1
      const shown = text === Hidden.text ? Told.confidential(reader) : text
      return plain(entry.message.about.step, pick(`${to} ${several ? "are" : "is"} told: ${shown}`, `告知${to}：${shown}`))
    }
    case "Receipted":
      return plain("case", pick("the receipt came back", "已收到回执"))
    case "Did":
      return plain(entry.path, answered(reader, entry))
    case "Linked": {
      const what = name(entry.procedure.slice(entry.procedure.lastIndexOf("/") + 1))
      return plain(entry.path, pick(`${name(entry.path)} opens ${what}`, `${name(entry.path)}：开启“${what}”`))
    }
    case "LinkEnded":
      return plain("case", pick(`the linked case ended: ${name(entry.outcome)}`, `关联事项结束：${name(entry.outcome)}`))
    case "Announced":
      return plain(entry.path, pick(`announced: ${name(bare(entry.topic))}`, `发布：${name(bare(entry.topic))}`))
    case "Stood": {
      const { clocks, scope, source } = entry.hold
      const what = scope === "" ? pick("the case", "整个事项") : name(Place.name(scope))
      const who = "person" in source ? source.person : name(source.hold)
      const pause = clocks === "pause" ? pick(", its clocks with it", "，期限停表") : ""
      const form = filled(reader, entry.values, reader.plan?.orders.suspend?.form)
      return plain(scope, pick(`${what} stands still because of ${who}${pause}${form}`, `“${what}”因${who}暂停${pause}${form}`))
    }
    case "SignerAdded": {
      const step = Place.pathOf(entry.frame)
      const item = name(Told.value(entry.item))
      return plain(step, pick(`${by(reader, entry)} adds ${item} to ${name(step)}`, `${by(reader, entry)}为“${name(step)}”加签：${item}`))
    }
    case "Amended":
      return plain(entry.path, amended(reader, entry))
    case "Released": {
      const what = entry.scope === "" ? pick("the case", "整个事项") : name(Place.name(entry.scope))
      return plain(entry.scope, pick(`${what} goes on`, `“${what}”恢复`))
    }
    case "Extended": {
      const until = entry.clock.due === null ? "" : Told.instant(entry.clock.due, reader.zone)
      const step = Place.path(Place.name(entry.clock.node), entry.clock.items)
      return plain(step, pick(`${by(reader, entry)} extends ${name(step)} to ${until}: ${entry.extension.reason}`, `${by(reader, entry)}将“${name(step)}”延期至${until}：${entry.extension.reason}`))
    }
    case "Returned":
      return plain(entry.to, pick(`${by(reader, entry)} returns it to ${name(entry.to)}: ${entry.reason}`, `${by(reader, entry)}退回“${name(entry.to)}”：${entry.reason}`))
    case "Urged":
      return plain(Place.pathOf(entry.frame), pick(`${by(reader, entry)} urges ${name(Place.pathOf(entry.frame))}`, `${by(reader, entry)}催办“${name(Place.pathOf(entry.frame))}”`))
    case "Noted":
      return plain("case", pick(`${by(reader, entry)} notes: ${entry.text}`, `${by(reader, entry)}备注：${entry.text}`))
    case "Cancelled": {
      const frame = all.frames.get(entry.frame)
      if (frame?.kind !== "task" && frame?.kind !== "wait") return undefined
      const step = Place.pathOf(frame)
      return plain(step, pick(`${name(step)} is no longer needed`, `“${name(step)}”不再需要`))
    }
    case "Ended": {
      const given = Object.keys(entry.values).length === 0 ? "" : `${pick(": ", "：")}${Told.values(reader, entry.values, reader.plan?.outcomes[entry.outcome] ?? [])}`
      const order = entry.order === undefined ? "" : pick(` (${entry.order} by ${by(reader, entry)})`, `（${by(reader, entry)}${name(entry.order)}）`)
      const form = filled(reader, entry.form, reader.plan?.orders.terminate?.form)
      return { about: "case", tone: "end", text: pick(`ended: ${name(entry.outcome)}${order}${given}${form}`, `结束：${name(entry.outcome)}${order}${given}${form}`) }
    }
    case "Migrated":
      return plain("case", pick("the handbook has changed: it goes on as it says now", "手册已修订，自此按新版执行"))
    case "Voided":
      return { about: "case", tone: "end", text: pick(`void: ${entry.reason}`, `作废：${entry.reason}`) }
    case "Stuck": {
      const why = pick(entry.why, stays.get(entry.why) ?? entry.why)
      const own = entry.clock === undefined ? undefined : Schedule.nameOf(entry.clock)
      const step = own ?? Place.name(entry.node)
      const about = step === "" ? "case" : step
      const at = step === "" ? pick("the case", "整个事项") : name(step)
      if (entry.hold !== undefined) return { about, tone: "late", text: pick(`stays suspended until somebody resumes it: ${why}`, `继续暂停，须有人恢复：${why}`) }
      const told = entry.clock === undefined
        ? pick(`cannot go on at ${at}: ${why}`, `停在“${at}”：${why}`)
        : pick(`the clock of ${at} stands until the case was suspended and resumed: ${why}`, `“${at}”停止计时，暂停并恢复事项后再继续：${why}`)
      return { about, tone: "late", text: told }
    }
    default:
      return undefined
  }
}

/** Why a case stays where it is, in Chinese. */
const stays: ReadonlyMap<string, string> = new Map([
  [ASKED, "向外查询没有尽头"],
  ["too many steps at once", "一次连续的步骤过多"],
  ["too many rounds at once", "一次连续的轮次过多"],
  ["more than 200 items", "逐项超过 200 项"],
  ["the last step was done and no end was reached", "最后一步已完成，却没有到达任何结局"]
])

/**
 * The story of a journal, whole or from some entry on, in the reader's language. `since`: only what has a higher seq.
 *
 * @since 0.1.0
 */
export const lines = (entries: ReadonlyArray<Entry>, reader: Reader, since = 0): ReadonlyArray<Line> => {
  const all = book(entries)
  return entries.flatMap((entry, index): ReadonlyArray<Line> => {
    if (entry.seq <= since) return []
    const told = tell(reader, all, entry, index)
    return told === undefined ? [] : [{ seq: entry.seq, at: entry.at, ...told }]
  })
}

/** One line of text: `2026-03-02 16:40  wang opens …`. */
export const show = (line: Line, reader: Reader, of?: CaseId): string =>
  `${Told.instant(line.at, reader.zone)}  ${of === undefined ? "" : `${of}  `}${line.text}`
