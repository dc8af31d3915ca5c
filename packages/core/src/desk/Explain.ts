/**
 * A case explained to people, in English and Chinese: its story, then how it stands now: who has each open task, when it
 * is due, and how that instant was found, day by day. Everything is read from entries; nothing is reckoned again.
 *
 * @since 0.1.0
 */
import type { Derivation, Entry } from "../case/Entry.ts"
import * as Hidden from "../case/Hidden.ts"
import type { TaskRow } from "../case/Rows.ts"
import type { CaseState } from "../case/State.ts"
import * as Schedule from "../case/Schedule.ts"
import * as Story from "../case/Story.ts"
import * as DueTold from "../case/DueTold.ts"
import * as Told from "../case/Told.ts"
import type { Reader } from "../case/Told.ts"
import type { Plan, Words } from "../plan/Plan.ts"

/** The same lines in both languages. */
export interface Explanation {
  readonly en: ReadonlyArray<string>
  readonly zh: ReadonlyArray<string>
}

interface Explained {
  readonly state: CaseState
  readonly tasks: ReadonlyArray<TaskRow>
  readonly entries: ReadonlyArray<Entry>
  readonly plan: Plan | undefined
  readonly words: Words
}

/** How the due of each live clock was found, last. */
const derivations = (entries: ReadonlyArray<Entry>): ReadonlyMap<number, Derivation> => {
  const found = new Map<number, Derivation>()
  for (const entry of entries) {
    if ("derivation" in entry && entry.clock !== undefined && entry.derivation !== undefined) {
      found.set(entry.clock.id, entry.derivation)
    }
  }
  return found
}

const standing = (reader: Reader, { state, tasks }: Explained, why: ReadonlyMap<number, Derivation>): ReadonlyArray<string> => {
  const pick = (en: string, zh: string): string => Told.pick(reader, en, zh)
  if (state.status !== "open") return []
  const lines: Array<string> = []
  for (const task of tasks) {
    const who = task.holder === Hidden.text ? Told.confidential(reader) : (task.holder ?? Told.keys(reader, task.offer))
    const due =
      task.due === null
        ? task.atOnce
          ? pick("at once", "须立即办理")
          : pick("no due instant", "无期限")
        : pick(`due ${Told.instant(task.due, reader.zone)}`, `期限${Told.instant(task.due, reader.zone)}`)
    const marks = [
      ...(task.missed ? [pick("missed", "已逾期")] : []),
      ...(task.held ? [pick("on hold", "暂停中")] : []),
      ...(task.nobody ? [pick("nobody is there who could do it", "无人可办")] : []),
      ...(task.provisional ? [pick("provisional", "暂定")] : [])
    ].join(pick(", ", "，"))
    const name = Told.title(reader, task.step)
    lines.push(
      pick(`now: ${name} is with ${who}, ${due}`, `现在：${name}由${who}办理，${due}`) + (marks === "" ? "" : ` (${marks})`)
    )
    const clock = state.clocks.find(({ frame }) => frame === state.frames.find((one) => one.kind === "task" && one.n === task.n)?.id)
    const found = clock === undefined ? undefined : why.get(clock.id)
    if (found === undefined) continue
    lines.push(...DueTold.dayByDay(reader, found).map((line) => `  ${line}`))
  }
  for (const clock of state.clocks) {
    if (clock.next?.rung !== "fire") continue
    const at = Told.instant(clock.next.at, reader.zone)
    const name = Schedule.nameOf(clock)
    lines.push(
      name === undefined
        ? pick(`now: comes next ${at}`, `现在：下一次在${at}`)
        : pick(`now: ${Told.title(reader, name)} comes next ${at}`, `现在：“${Told.title(reader, name)}”下一次在${at}`)
    )
  }
  for (const hold of state.holds) {
    const since = Told.instant(hold.since, reader.zone)
    const source = "person" in hold.source ? hold.source.person : hold.source.case
    lines.push(pick(`now: on hold since ${since} by ${source}: ${hold.reason}`, `现在：自${since}起由${source}暂停：${hold.reason}`))
  }
  return lines
}

/** Total; a plan that is not at hand costs the titles and the local clock, not the story. */
export const of = (explained: Explained): Explanation => {
  const why = derivations(explained.entries)
  const told = (language: Told.Language): ReadonlyArray<string> => {
    const reader: Reader = { language, zone: explained.plan?.time.zone ?? "UTC", words: explained.words }
    return [
      ...Story.lines(explained.entries, reader).map((line) => Story.show(line, reader)),
      ...standing(reader, explained, why)
    ]
  }
  return { en: told("en"), zh: told("zh") }
}
