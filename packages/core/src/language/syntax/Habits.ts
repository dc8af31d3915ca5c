/**
 * How people write what the language has words of its own for: signs of programming languages, and Chinese as a
 * handbook says it (`2个工作日`, `3月2日`, `每周一`, `5元`). Nothing here is accepted; it only tells what is meant.
 */

/** Words and signs that stand where a word of the language belongs. */
const words: Readonly<Record<string, string>> = {
  "==": "is",
  "=": "is",
  "!=": "is not",
  "<>": "is not",
  "!": "not",
  "&&": "and",
  "||": "or",
  "≥": ">=",
  "≤": "<=",
  "≠": "is not",
  "×": "*",
  "÷": "/",
  并且: "and",
  而且: "and",
  且: "and",
  和: "and",
  或者: "or",
  或: "or",
  是: "is",
  等于: "is",
  为: "is",
  不是: "is not",
  不等于: "is not",
  不为: "is not",
  不: "not",
  非: "not",
  大于: ">",
  超过: ">",
  小于: "<",
  大于等于: ">=",
  不小于: ">=",
  不少于: ">=",
  不低于: ">=",
  小于等于: "<=",
  不大于: "<=",
  不多于: "<=",
  不超过: "<=",
  否则: "else",
  after: "from",
  since: "from",
  自: "from",
  从: "from",
  之前: "before",
  前: "before",
  至: "to",
  到: "to"
}

/** Types of field by the names they have elsewhere. */
const types: Readonly<Record<string, string>> = {
  boolean: "yes/no",
  bool: "yes/no",
  是否: "yes/no",
  checkbox: "tick",
  string: "text",
  文字: "text",
  文本: "text",
  textarea: "long-text",
  长文本: "long-text",
  int: "whole-number",
  integer: "whole-number",
  整数: "whole-number",
  float: "number",
  decimal: "number",
  数字: "number",
  百分比: "percent",
  currency: "money",
  amount: "money",
  金额: "money",
  日期: "date",
  timestamp: "date-time",
  日期时间: "date-time",
  duration: "term",
  期限: "term",
  user: "staff",
  employee: "staff",
  员工: "staff",
  customer: "party",
  resident: "party",
  业主: "party",
  住户: "party",
  部门: "department",
  apartment: "unit",
  room: "unit",
  房号: "unit",
  phone: "phone-number",
  mobile: "phone-number",
  电话: "phone-number",
  file: "attachment",
  image: "attachment",
  photo: "attachment",
  照片: "attachment",
  附件: "attachment"
}

/** Keys by the names they have elsewhere; which of them there are, the place says. */
const keys: Readonly<Record<string, string>> = {
  required: "needed",
  mandatory: "needed",
  deadline: "due",
  assignee: "by",
  who: "by",
  if: "when",
  condition: "when",
  default: "otherwise",
  else: "otherwise",
  fields: "form",
  min: "at-least",
  max: "at-most"
}

export const keyFor = (text: string): string | undefined => (Object.hasOwn(keys, text) ? keys[text] : undefined)

export const typeFor = (text: string): string | undefined => (Object.hasOwn(types, text) ? types[text] : undefined)

/** The word of the language for what stands there. */
export const wordFor = (text: string): string | undefined => (Object.hasOwn(words, text) ? words[text] : undefined)

/** A stretch at the beginning of a text, and how it is written here; `undefined` when it lacks something. */
export interface Meant {
  readonly length: number
  readonly instead: string | undefined
}

const two = (text: string): string => text.padStart(2, "0")

/** `2026/3/2`, `2026年3月2日`, `3月2日`. */
export const dateAt = (text: string): Meant | undefined => {
  const full = /^(\d{4})(?: *年 *(\d{1,2}) *月 *(\d{1,2}) *[日号]?|([/.-])(\d{1,2})\4(\d{1,2}))(?!\d)/u.exec(text)
  if (full !== null) {
    const [whole, year = ""] = full
    const month = full[2] ?? full[5] ?? ""
    const day = full[3] ?? full[6] ?? ""
    return { length: whole.length, instead: `${year}-${two(month)}-${two(day)}` }
  }
  const short = /^(?:\d{1,2} *月 *\d{1,2} *[日号]|\d{1,2}\/\d{1,2}(?![\d/]))/u.exec(text)
  return short === null ? undefined : { length: short[0].length, instead: undefined }
}

/** `8:30`, `下午4:40`, `9点`, `9点半`. */
export const timeAt = (text: string): Meant | undefined => {
  const match = /^(凌晨|早上|上午|中午|下午|傍晚|晚上)? *(\d{1,2})(?::(\d{2})(?!\d)|[点时](?:(\d{1,2})分?|(半|整))?)/u.exec(text)
  if (match === null) return undefined
  const [whole, part, hour = "", minutes, inChinese, half] = match
  const late = part === "下午" || part === "傍晚" || part === "晚上" || (part === "中午" && Number(hour) < 3)
  const at = late && Number(hour) < 12 ? String(Number(hour) + 12) : hour
  return { length: whole.length, instead: `${two(at)}:${two(minutes ?? inChinese ?? (half === "半" ? "30" : "00"))}` }
}

const digits: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

const units: ReadonlyArray<readonly [RegExp, string]> = [
  [/^个?(?:工作日|工作天)/u, "working day"],
  [/^个?(?:自然日|日历天|日历日)/u, "calendar day"],
  [/^个?(?:工作小时|工时)/u, "working hour"],
  [/^个?(?:小时|钟头)/u, "hour"],
  [/^分钟?/u, "minute"],
  [/^个?(?:星期|礼拜|周)/u, "week"],
  [/^个?月/u, "month"],
  [/^年/u, "year"],
  [/^[天日]/u, "day"]
]

/** The unit a Chinese word begins with, in the singular; `day` is as unclear as `天`. */
export const unitOf = (word: string): string | undefined => units.find(([pattern]) => pattern.test(word))?.[1]

export const counted = (count: string, unit: string): string => `${count} ${unit}${count === "1" ? "" : "s"}`

export interface Term {
  readonly count: string
  readonly unit: string
  /** the deadline counts from when the matter came in */
  readonly fromIntake: boolean
}

/** A term in a Chinese sentence: `受理后2个工作日内`, `两天`. */
export const termIn = (text: string): Term | undefined => {
  const match = /(\d{1,4}|[一二两三四五六七八九十]) *(\p{Script=Han}+)/u.exec(text)
  const unit = match === null ? undefined : unitOf(match[2] ?? "")
  if (match === null || unit === undefined) return undefined
  const count = match[1] ?? ""
  return { count: String(digits[count] ?? Number(count)), unit, fromIntake: /受理|接到|接待|登记|收到/u.test(text) }
}

/** `5元`, `￥5`, `5`: an amount that lacks its currency as it is written here. */
export const amountOf = (text: string): string | undefined =>
  /^[¥￥$]? *(-?\d+(?:\.\d{1,2})?) *(?:元|块|圆|RMB|rmb|人民币)?$/u.exec(text.trim().replace(/^人民币/u, ""))?.[1]

const days: Readonly<Record<string, string>> = { 一: "Mon", 二: "Tue", 三: "Wed", 四: "Thu", 五: "Fri", 六: "Sat", 日: "Sun", 天: "Sun", 末: "Sat-Sun" }
const longDays: Readonly<Record<string, string>> = { Mon: "Monday", Tue: "Tuesday", Wed: "Wednesday", Thu: "Thursday", Fri: "Friday", Sat: "Saturday", Sun: "Sunday" }

/** `周一`, `星期一至周五`. */
export const weekdaysOf = (text: string): string | undefined => {
  const parts = text.split(/[-至到~—]/u).map((it) => days[/^(?:周|星期|礼拜)([一二三四五六日天末])$/u.exec(it.trim())?.[1] ?? ""])
  return parts.length > 2 || parts.some((it) => it === undefined) ? undefined : parts.join("-")
}

const rhythms: Readonly<Record<string, string>> = {
  每天: "day",
  每日: "day",
  每个工作日: "working day",
  每工作日: "working day",
  工作日: "working day",
  每周: "week",
  每星期: "week",
  每月: "month",
  每个月: "month",
  每季度: "quarter",
  每季: "quarter",
  每年: "year",
  每月末: "month on last day",
  每月底: "month on last day",
  月末: "month on last day",
  月底: "month on last day",
  每月最后一天: "month on last day",
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
  weekday: "working day",
  weekdays: "working day"
}

/** `每天`, `每周一`, `每月5日`, `daily`. */
export const rhythmOf = (text: string): string | undefined => {
  if (Object.hasOwn(rhythms, text)) return rhythms[text]
  const day = longDays[weekdaysOf(text.replace(/^每个?/u, "")) ?? ""]
  if (day !== undefined) return day
  const ofMonth = /^每个?月(\d{1,2})[日号]?$/u.exec(text)?.[1]
  return ofMonth === undefined ? undefined : `month on day ${ofMonth}`
}

const manners: Readonly<Record<string, string>> = {
  原件: "original",
  收原件: "original",
  复印件: "copy",
  收复印件: "copy",
  看原件: "seen",
  查验: "seen",
  看原件收复印件: "seen-and-copied",
  验原件收复印件: "seen-and-copied",
  原件及复印件: "seen-and-copied",
  亲笔: "handwritten",
  亲笔签名: "handwritten",
  亲笔签名原件: "handwritten"
}

/** How a paper is shown. */
export const mannerOf = (text: string): string | undefined => (Object.hasOwn(manners, text) ? manners[text] : undefined)
