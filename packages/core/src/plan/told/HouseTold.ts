/**
 * Changes of what the handbook holds, and of what a procedure has by name, as sentences: names, orders, outcomes, calendars,
 * messages, titles.
 */
import { said } from "./SaidTold.ts"
import { list, pick, title } from "./Teller.ts"
import type { Telling } from "./Telling.ts"
import { kindsOfName, turned } from "./Telling.ts"
import * as TextTold from "./TextTold.ts"

const used: ReadonlySet<string> = new Set(["ledger", "table", "quota", "event", "action", "calendar"])

/** What stands in the handbook, and what the procedure has by name. */
export const told = (telling: Telling): string | undefined => {
  const { after, before, change } = telling
  const { at, now, part, to, was, what } = change
  const say = (en: string, zh: string): string => pick(after, en, zh)
  const thing = (of: string): string => {
    const known = kindsOfName[of]
    return known === undefined ? "" : pick(after, `${known[0]} `, known[1])
  }
  const [of = "", verb] = /-(added|removed)$/.test(what) ? what.split("-") : [what, part]
  if (of in kindsOfName && (verb === "added" || verb === "removed")) {
    const it = verb === "added" ? now : was
    const teller = verb === "added" ? after : before
    const by = it === undefined ? "" : of === "schedule" ? say(`, it opens ${said(teller, it)}`, `，开启${said(teller, it)}`) : say(`, for ${said(teller, it)}`, `，由${said(teller, it)}下达`)
    const name = title(teller, at)
    const who = change.what === "outcome-removed" ? say("; others may wait for it", "；可能有人在等它") : ""
    // a plan knows only what its procedure uses
    if (used.has(of)) return verb === "added" ? say(`${thing(of)}${name} is used now`, `开始使用${thing(of)}${name}`) : say(`${thing(of)}${name} is not used any more`, `不再使用${thing(of)}${name}`)
    return verb === "added" ? say(`${thing(of)}${name} is new${by}`, `新增${thing(of)}${name}${by}`) : say(`${thing(of)}${name} is gone${who}`, `${thing(of)}${name}已删除${who}`)
  }
  switch (what) {
    case "name-changed": {
      const code = part === "message"
      const [old, fresh] = code ? [`\`${at}\``, `\`${to ?? ""}\``] : [title(before, at), title(after, to ?? "")]
      const lose = change.effect === "breaks" && (part === "post" || part === "department") ? say("; who has something now may lose it", "；现在的承办人可能不再有权办理") : ""
      return old === fresh
        ? say(`${thing(part ?? "")}${fresh} has another name in the file everywhere: \`${to ?? ""}\`, it was \`${at}\`${lose}`, `${thing(part ?? "")}${fresh}在文件中的名称全部由\`${at}\`改为\`${to ?? ""}\`${lose}`)
        : part === "paper" || part === "choice" || part === "outcome"
          ? say(`in place of ${thing(part)}${old} there is now ${fresh} everywhere`, `${thing(part)}${old}全部换为${fresh}`)
        : say(`${thing(part ?? "")}${old} is now called ${fresh} everywhere${lose}`, `${thing(part ?? "")}${old}全部改为${fresh}${lose}`)
    }
    case "name-split":
      return say(
        `in place of the post ${title(before, at)} there are now ${list(after, (change.with ?? []).map((one) => title(after, one)))}; who has something now may lose it`,
        `岗位${title(before, at)}改设为${list(after, (change.with ?? []).map((one) => title(after, one)))}；现在的承办人可能不再有权办理`
      )
    case "calendar":
      if (part !== "closed" && part !== "also-open") return undefined
      return days(telling, part === "closed" ? ["closes on", "休息"] : ["opens on", "加开"])
    case "parameter":
      return turned(telling, { en: (it) => `the parameter ${it}`, zh: (it) => `参数${it}` }, title(now === undefined ? before : after, at), "")
    case "message": {
      if (was?.is !== "text" || now?.is !== "text") {
        return now === undefined ? say(`the message \`${at}\` is not sent any more`, `不再发送消息\`${at}\``) : say(`the message \`${at}\` is sent now: ${said(after, now)}`, `开始发送消息\`${at}\`：${said(after, now)}`)
      }
      const text = TextTold.told(before, after, was.text, now.text)
      if (text === undefined) return undefined
      const tongue = text.language === after.language ? "" : say(` in ${TextTold.languageOf(after, text.language)}`, `（${TextTold.languageOf(after, text.language)}）`)
      return say(`the message \`${at}\` now says${tongue} “${text.now}”, it said “${text.was}”`, `消息\`${at}\`${tongue}由“${text.was}”改为“${text.now}”`)
    }
    case "title": {
      if (was?.is !== "title" || now?.is !== "title") return undefined
      const languages = Object.keys({ ...was.title, ...now.title }).filter((it) => was.title[it] !== now.title[it])
      const language = languages.find((it) => it === after.language) ?? languages[0] ?? after.language
      const tongue = language === after.language ? "" : say(` in ${TextTold.languageOf(after, language)}`, `${TextTold.languageOf(after, language)}`)
      const [old, fresh] = [was.title[language], now.title[language]]
      return fresh === undefined
        ? say(`the title “${old ?? ""}”${tongue} is gone`, `${tongue}名称“${old ?? ""}”已删除`)
        : old === undefined
          ? say(`\`${at}\` now has a title${tongue}: “${fresh}”`, `\`${at}\`新增${tongue}名称“${fresh}”`)
          : say(`“${old}” is now called “${fresh}”${tongue}`, `${tongue}名称“${old}”改为“${fresh}”`)
    }
    case "table":
      return part === "row-order" ? say(`the rows of the table ${title(after, at)} stand in another order`, `表${title(after, at)}各行的顺序有变`) : undefined
    default:
      return undefined
  }
}

/** Days that came and days that went. */
const days = ({ after, change }: Telling, [en, zh]: readonly [en: string, zh: string]): string => {
  const calendar = title(after, change.at)
  const [gone, added] = [change.was === undefined ? "" : said(after, change.was), change.now === undefined ? "" : said(after, change.now)]
  const more = pick(after, `now ${en} ${added}`, `新增${zh}${added}`)
  const less = pick(after, `no longer ${en} ${gone}`, `取消${zh}${gone}`)
  return pick(after, `the calendar ${calendar} ${[...(added === "" ? [] : [more]), ...(gone === "" ? [] : [less])].join(" and ")}`, `日历${calendar}${[...(added === "" ? [] : [more]), ...(gone === "" ? [] : [less])].join("，")}`)
}
