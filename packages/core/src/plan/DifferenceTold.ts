/**
 * Changes as sentences to a colleague, in the reader's language and with the titles people know: what it is about, what
 * it says now, what it said. `Difference.between` finds the changes; this is the one place that says them.
 *
 * @since 0.1.0
 */
import type { Change, Effect, Said } from "./Difference.ts"
import * as FieldTold from "./told/FieldTold.ts"
import * as HouseTold from "./told/HouseTold.ts"
import { labels } from "./told/PartTold.ts"
import * as RuleTold from "./told/RuleTold.ts"
import { kind, said } from "./told/SaidTold.ts"
import type { Language, Teller, Version } from "./told/Teller.ts"
import { isEnd, list, pick, place, step, title } from "./told/Teller.ts"
import type { Telling } from "./told/Telling.ts"
import { kindsOfName, sides, turned, where } from "./told/Telling.ts"

export type { Language, Version } from "./told/Teller.ts"

/**
 * What an effect means for the cases that are open.
 *
 * @since 0.1.0
 */
export const effects: { readonly [effect in Effect]: { readonly en: string; readonly zh: string } } = {
  safe: { en: "open cases can go over as they are", zh: "在办事项可直接转到新版本" },
  "needs-map": { en: "open cases can go over if somebody says what becomes of these", zh: "在办事项须先说明以下各点如何处理，才能转到新版本" },
  breaks: { en: "open cases stay on their version", zh: "在办事项留在原版本" }
}

/**
 * One change as one sentence without a full stop.
 *
 * @since 0.1.0
 */
export const tell = (change: Change, before: Version, after: Version, language: Language): string => {
  // what is called otherwise now is compared under its new name, which the old words do not know
  const words = Object.fromEntries(Object.keys({ ...after.words, ...before.words }).map((one) => [one, { ...after.words[one], ...before.words[one] }]))
  const telling = { change, before: { plan: before.plan, words, language }, after: { ...after, language } }
  return plain(telling) ?? parted(telling) ?? changed(telling)
}

/** Parts that were one and are another. */
const parted = (telling: Telling): string | undefined => {
  const { after, before, change } = telling
  const label = labels[change.what]?.[change.part ?? ""]
  if (label === undefined) return undefined
  const rows = change.what === "step-content" && change.part === "row"
  const of = change.of === undefined || rows ? (change.of ?? "") : named(change.now === undefined ? before : after, change.of)
  if (change.part === "when" && change.what === "step-content" && isEnd(change.at)) {
    return turned(telling, { en: (at) => `the condition for an end with ${at}`, zh: (at) => `以${at}结束的条件`, none: ["always", "无条件"] }, where(telling), of)
  }
  return turned(telling, label, where(telling), of)
}

/** A row of a table has a key of several names. */
const named = (teller: Teller, name: string): string => name.split(" ").map((one) => title(teller, one)).join(" ")

/** Steps that came or went with something. */
const together = (teller: Teller, change: Change): string => {
  const all = (change.with ?? []).filter((node) => !isEnd(node)).map((node) => step(teller, node))
  if (all.length === 0) return ""
  const shown = all.length > 4 ? [...all.slice(0, 3), pick(teller, `${all.length - 3} more`, `另${all.length - 3}项`)] : all
  return pick(teller, `, with ${list(teller, shown)}`, `，含${list(teller, shown)}`)
}

/** `Solve and Answer`: where the same has changed. */
const places = (teller: Teller, change: Change): string => list(teller, [change.at, ...(change.with ?? [])].map((at) => (at === "intake" ? pick(teller, "the intake", "受理") : place(teller, at))))

/** What has a sentence of its own. */
const plain = (telling: Telling): string | undefined => {
  const { after, before, change } = telling
  const { at, part, to, was } = change
  const say = (en: string, zh: string): string => pick(after, en, zh)
  const here = where(telling)
  const there = to === undefined ? "" : step(after, to)
  const ends = isEnd(at)
  const end = ends ? title(change.what === "step-added" ? after : before, at.slice(at.lastIndexOf("/") + 1)) : ""
  switch (change.what) {
    case "step-added": {
      const root = !at.includes("/")
      const inner = at.split("/").at(-2) ?? ""
      const where = to === undefined ? (root ? say(", at the beginning", "，位于最前") : say(`, in ${title(after, inner)}`, `，位于${title(after, inner)}内`)) : isEnd(to) ? "" : say(`, after ${there}`, `，在${there}之后`)
      const it = change.now?.is === "step" ? change.now : undefined
      const by = it?.by === undefined ? "" : say(`, done by ${RuleTold.people(after, it.by)}`, `，由${RuleTold.people(after, it.by)}办理`)
      const when = it?.when === undefined ? "" : say(`, if ${RuleTold.condition(after, it.when)}`, `，条件：${RuleTold.condition(after, it.when)}`)
      return ends
        ? say(`a case can now end with ${end} at one more place${where}${when}`, `新增一处以${end}结束${where}${when}`)
        : say(`${here} is new${where}${by}${when}${together(after, change)}`, `新增步骤${here}${where}${by}${when}${together(after, change)}`)
    }
    case "step-removed": {
      const more = together(before, change)
      if (ends) return say(`one place where a case ended with ${end} is gone`, `取消一处以${end}结束`)
      return change.effect === "safe"
        ? say(`${here} is gone${more}`, `${here}已删除${more}`)
        : say(`${here} is gone${more}; a case that stands there needs another place`, `${here}已删除${more}；停在此处的事项需要另一个位置`)
    }
    case "step-renamed": {
      const [old, now] = [step(before, at), there]
      const name = (node: string): string => node.slice(node.lastIndexOf("/") + 1)
      return old === now
        ? say(`${now} has another name in the file: \`${name(to ?? "")}\`, it was \`${name(at)}\``, `${now}在文件中的名称由\`${name(at)}\`改为\`${name(to ?? "")}\``)
        : say(`${old} is now called ${now}`, `${old}改名为${now}`)
    }
    case "step-moved": {
      const around = (teller: Teller, node: string): string => {
        const parent = node.split("/").slice(0, -1).map((one) => title(teller, one))
        return parent.length === 0 ? say("the main line of the procedure", "流程主线") : parent.join(say(", ", "、"))
      }
      const name = title(after, (to ?? "").slice((to ?? "").lastIndexOf("/") + 1))
      const [moved, movedZh] = ends ? [`one end with ${name}`, `一处以${name}结束`] : [name, name]
      return say(`${moved} now stands in ${around(after, to ?? "")}, before in ${around(before, at)}`, `${movedZh}由${around(before, at)}移到${around(after, to ?? "")}`)
    }
    case "step-order":
      return to === undefined ? say(`${here} now comes first`, `${here}改为最先办理`) : say(`${here} now comes after ${there}`, `${here}改在${there}之后`)
    case "step-kind":
      return change.was?.is === "step" && change.now?.is === "step"
        ? say(`${here} is now ${kind(after, change.now.kind)}, it was ${kind(after, change.was.kind)}`, `${here}由“${kind(after, change.was.kind)}”改为“${kind(after, change.now.kind)}”`)
        : undefined
    case "branch-added": {
      const [outer, inner] = branch(after, at)
      const more = together(after, change)
      return change.effect === "breaks"
        ? say(`the branch ${inner} of ${outer} is new${more}; a case that is in the others cannot begin it`, `${outer}新增分支${inner}${more}；已在其他分支中的事项无法再开始它`)
        : say(`the branch ${inner} of ${outer} is new${more}`, `${outer}新增分支${inner}${more}`)
    }
    case "branch-removed": {
      const [outer, inner] = branch(before, at)
      const more = together(before, change)
      return say(`the branch ${inner} of ${outer} is gone${more}`, `${outer}的分支${inner}已删除${more}`)
    }
    case "branch-renamed": {
      const [[outer, inner], [, now]] = [branch(before, at), branch(after, to ?? "")]
      return say(`the branch ${inner} of ${outer} is now called ${now}`, `${outer}的分支${inner}改名为${now}`)
    }
    case "rung-added":
    case "rung-removed": {
      const added = change.what === "rung-added"
      const [node = "", rung = ""] = at.split(": ")
      const teller = added ? after : before
      const by = (added ? change.now : was) === undefined ? "" : say(` (${said(teller, (added ? change.now : was) as Said)})`, `（${said(teller, (added ? change.now : was) as Said)}）`)
      const level = rung === "" ? say("one who has it", "承办人") : say(`the rung ${title(teller, rung)}`, `${title(teller, rung)}级`)
      return added ? say(`${level}${by} of ${step(teller, node)} is new`, `${step(teller, node)}新增${level}${by}`) : say(`${level}${by} of ${step(teller, node)} is gone`, `${step(teller, node)}的${level}${by}已删除`)
    }
    case "rung-order":
      return turned(telling, { en: (of) => `the order of the rungs of ${of}`, zh: (of) => `${of}各级的顺序` }, here, "")
    case "term": {
      const of = at === "intake" ? say("the hand-over form", "补填表单") : part === "of-schedule" ? say(`what ${title(after, at)} opens`, `${title(after, at)}所开事项`) : here
      return turned(telling, { en: () => `the term of ${of}`, zh: () => `${of}的期限`, none: ["none", "无期限"] }, "", "")
    }
    case "reminder": {
      const { now, was: old } = sides(telling, undefined)
      const of = at === "intake" ? title(after, at) : here
      if (old === undefined) return say(`${of} is reminded in addition: ${now ?? ""}`, `${of}新增提醒：${now ?? ""}`)
      if (now === undefined) return say(`${of} is not reminded any more: ${old}`, `${of}取消提醒：${old}`)
      return say(`the reminder of ${of} is now: ${now}; it was: ${old}`, `${of}的提醒改为：${now}；原为：${old}`)
    }
    case "people-wider":
    case "people-narrower": {
      const of = places(before, change)
      const wider = change.what === "people-wider"
      const { now, was: old } = sides(telling, ["nobody", "无人"])
      return wider
        ? say(`${of} can be done by more people: now ${now ?? ""}, before ${old ?? ""}`, `${of}可由更多人办理：由${old ?? ""}改为${now ?? ""}`)
        : say(`${of} is now done by ${now ?? ""}, before by ${old ?? ""}; who has it now may lose it`, `${of}的承办人由${old ?? ""}改为${now ?? ""}；现在的承办人可能不再有权办理`)
    }
    case "intake-people": {
      const { now, was: old } = sides(telling, ["nobody, only other cases and schedules", "无人（只由其他事项或自动安排开启）"])
      return say(`it is now opened by ${now ?? ""}, before by ${old ?? ""}`, `受理人由${old ?? ""}改为${now ?? ""}`)
    }
    default:
      return FieldTold.told(telling) ?? HouseTold.told(telling)
  }
}

/** The step a branch is of, and the branch. */
const branch = (teller: Teller, at: string): readonly [outer: string, inner: string] => [step(teller, at.slice(0, at.lastIndexOf("/"))), title(teller, at.slice(at.lastIndexOf("/") + 1))]

/** What follows from changes of others. */
const follows: { readonly [key: string]: readonly [en: (procedure: string) => string, zh: (procedure: string) => string] } = {
  kept: [(procedure) => `${procedure} keeps other values, because others read them`, (procedure) => `${procedure}为其他流程、自动安排或指标保留的内容有变`],
  subject: [(procedure) => `cases of ${procedure} are found by other values`, (procedure) => `查找${procedure}事项所用的内容有变`],
  sealed: [(procedure) => `other values from elsewhere are confidential in ${procedure}`, (procedure) => `${procedure}中来自其他流程的保密内容有变`],
  announces: [(procedure) => `others hear something else from ${procedure}`, (procedure) => `其他流程从${procedure}收到的事件有变`]
}

/** Whatever has no words of its own: at least where it is. */
const changed = (telling: Telling): string => {
  const { after, change } = telling
  const known = kindsOfName[change.what.replace(/-changed$/, "")]
  const derived = change.what === "other" ? follows[change.at] : undefined
  if (derived !== undefined) return pick(after, derived[0], derived[1])(title(after, after.plan.procedure))
  const it = change.what === "other" ? pick(after, `what \`${change.at}\` says in the plan`, `计划中\`${change.at}\`的内容`) : `${known === undefined ? "" : pick(after, `${known[0]} `, known[1])}${where(telling)}`
  return pick(after, `${it} is another`, `${it}有变`)
}
