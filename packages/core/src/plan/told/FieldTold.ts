/**
 * Changes of fields, columns, checklists and lists of papers as sentences.
 */
import type { Said } from "../difference/Change.ts"
import { labels } from "./PartTold.ts"
import * as RuleTold from "./RuleTold.ts"
import { said, type } from "./SaidTold.ts"
import type { Teller } from "./Teller.ts"
import { field, fieldPlace, list, pick, title } from "./Teller.ts"
import type { Telling } from "./Telling.ts"
import { turned, where } from "./Telling.ts"

/** Fields, papers, checklists, columns. */
export const told = (telling: Telling): string | undefined => {
  const { after, before, change } = telling
  const { at, now, part, was, what } = change
  const say = (en: string, zh: string): string => pick(after, en, zh)
  const columns = what === "ledger" || what === "table" || what === "event" || what === "action" || what === "outcome-field"
  const [kindOf, detail] = columns ? (part ?? "").split(":") : [what, part]
  const teller = kindOf === "field-added" ? after : before
  const [holder = "", ...rest] = at.split(".")
  const name = columns ? rest.map((it) => field(teller, holder, it)).join(say(": ", "的")) : where(telling)
  const outer = title(before, holder)
  const of = what === "ledger" ? say(`the column ${name} of ${outer}`, `台账${outer}的${name}列`) : what === "table" ? say(`the column ${name} of the table ${outer}`, `表${outer}的${name}列`) : what === "outcome-field" ? say(`${name}, which the outcome ${outer} gives,`, `结果${outer}给出的${name}`) : columns ? say(`${name} of ${outer}`, `${outer}的${name}`) : name
  switch (kindOf) {
    case "field-added": {
      const needed = detail === "optional" ? say(", if one likes", "（选填）") : detail === "at-times" ? say(", at times", "（有时必填）") : ""
      const takes = now?.is === "type" ? say(` (${type(after, now.type)})`, `（${type(after, now.type)}）`) : ""
      if (!columns && now?.is === "type" && now.type.kind === "report") return say(`${name} is shown in addition${takes}`, `新增汇总${name}${takes}`)
      return columns ? say(`${of} is new${takes}`, `新增${of}${takes}`) : say(`${name} is asked in addition${takes}${needed}`, `新增填写项${name}${takes}${needed}`)
    }
    case "field-renamed": {
      if (columns) return undefined
      const [old, fresh] = [fieldPlace(before, at), fieldPlace(after, change.to ?? "")]
      const name = (it: string): string => it.slice(it.lastIndexOf(".") + 1)
      const newName = field(after, (change.to ?? "").split(".")[0] ?? "", name(change.to ?? ""))
      const what = part === "column" ? say("the column ", "列") : ""
      return old === fresh
        ? say(`${what}${fresh} has another name in the file: \`${name(change.to ?? "")}\`, it was \`${name(at)}\``, `${what}${fresh}在文件中的名称由\`${name(at)}\`改为\`${name(change.to ?? "")}\``)
        : part === "column"
          ? say(`in place of the column ${old} there is now ${newName}`, `列${old}换为${newName}`)
          : say(`in place of ${old}, ${newName} is asked`, `填写项${old}换为${newName}`)
    }
    case "field-removed":
      return columns ? say(`${of} is gone`, `${of}已删除`) : say(`${name} is not asked any more`, `不再填写${name}`)
    case "field-needed": {
      if (detail !== undefined) return undefined
      const how = (teller: Teller, it: Said | undefined): string =>
        it?.is === "rule" ? pick(teller, `needed if ${RuleTold.condition(teller, it.rule)}`, `在${RuleTold.condition(teller, it.rule)}时必填`) : it?.is === "word" && it.word === "true" ? pick(teller, "always needed", "必填") : pick(teller, "not needed", "选填")
      return say(`${of} is now ${how(after, now)}, before ${how(before, was)}`, `${of}由${how(before, was)}改为${how(after, now)}`)
    }
    case "field-type":
    case "checklist": {
      if (detail === "items") {
        const [gone, added] = [was === undefined ? "" : said(before, was), now === undefined ? "" : said(after, now)]
        const items = kindOf === "checklist"
        const more = say(`${items ? "also has" : "also offers"} ${added}`, `${items ? "增加" : "增加选项"}${added}`)
        const less = say(`no longer ${items ? "has" : "offers"} ${gone}`, `${items ? "去掉" : "去掉选项"}${gone}`)
        return say(`${of} now ${[...(added === "" ? [] : [more]), ...(gone === "" ? [] : [less])].join(" and ")}`, `${of}${[...(added === "" ? [] : [more]), ...(gone === "" ? [] : [less])].join("，")}`)
      }
      const label = labels[kindOf]?.[detail ?? ""] ?? { en: (it: string) => `what ${it} takes`, zh: (it: string) => `${it}的填写内容` }
      return turned(telling, label, of, "")
    }
    case "field-limit": {
      const label = labels["field-limit"]?.[detail ?? ""]
      return label === undefined ? undefined : turned(telling, label, detail === "order" && columns ? outer : of, change.of === undefined ? "" : title(after, change.of))
    }
    case "papers": {
      if (part !== undefined) return undefined
      const values = list(after, [change.of ?? "", ...(change.with ?? [])].map((one) => title(after, one)))
      const whose = change.of === undefined ? "" : say(` for ${values}`, `（${values}）`)
      const [gone, added] = [was === undefined ? "" : said(before, was), now === undefined ? "" : said(after, now)]
      const parts = [...(added === "" ? [] : [say(`now ask for ${added}`, `现要求${added}`)]), ...(gone === "" ? [] : [say(`no longer for ${gone}`, `不再要求${gone}`)])]
      const en = added === "" ? `no longer ask for ${gone}` : parts.join(", ")
      return say(`the papers ${title(after, at)}${whose} ${en}`, `资料清单${title(after, at)}${whose}${parts.join("，")}`)
    }
    default:
      return undefined
  }
}
