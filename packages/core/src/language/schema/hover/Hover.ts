import type { Said } from "../../diagnostic/Entry.ts"
import { said } from "../../diagnostic/Phrase.ts"
import type { Shape } from "../../syntax/Shape.ts"

/**
 * What the editor says about a word of the language. The keys are those of the keyword table (`syntax/Shape.ts`): one
 * without its sentence does not compile, and neither does a sentence about a key that is not there.
 */
export interface Hover<S extends Shape> {
  /** What has these keys. */
  readonly self: Said
  readonly keys:
    & { readonly [K in Exclude<keyof S["keys"] & string, CommonKey>]: Said }
    & { readonly [K in keyof S["keys"] & CommonKey]?: Said }
}

/** Keys that mean the same wherever they stand; a table may say more. */
export const common = {
  when: said(
    "Only if this holds, read once when the step is reached; otherwise the step is skipped.",
    "满足条件才执行；走到这一步时判断一次，不满足就跳过。"
  ),
  by: said(
    "Who does it. Of several, whoever takes it holds it.",
    "由谁办理。写了几个人时，谁接办就归谁。"
  ),
  due: said(
    "By when. What is not written is not promised, only measured.",
    "办理期限。不写就没有承诺，只记录用时。"
  ),
  ladder: said(
    "Instead of `by` and `due`: one level after the other. At the due instant of a level the task passes to the next; only the last may be without `due`.",
    "代替 `by` 和 `due`：逐级上报。到了某一级的期限仍未办结，就转给下一级；只有最后一级可以不写 `due`。"
  ),
  form: said("What is filled in: fields, or the name of a form of the handbook.", "要填写的内容：一组字段，或手册里一张表单的名称。"),
  steps: said("The steps, from top to bottom.", "步骤，自上而下依次进行。"),
  "record-later": said(
    "Who may enter afterwards, with a reason, that it was done earlier, and how long after.",
    "谁可以事后补录（须写理由），以及最迟多久之内补录。"
  ),
  class: said("A confidentiality class: who else does not see it.", "保密类别：类别之外的人看不到。"),
  with: said("Values given along, by the name of the field that takes them.", "一并交付的值，键为接收它的字段名。"),
  opens: said("The procedure it opens.", "要发起的流程。"),
  reason: said("Whether the person must say why. Default: required.", "是否必须写明理由。默认必须（required）。"),
  words: said(
    "Titles of all names people see. With two languages one text is the title in the other language; `{ zh: …, en: … }` gives all.",
    "各名称显示给人看的标题。两种语言时，直接写另一种语言的标题；`{ zh: …, en: … }` 可写全。"
  ),
  messages: said("Texts that are sent, one for each language, with `<value>` where a value is put in.", "要发送的消息，每种语言一段文字，`<值>` 处填入相应的值。"),
  version: said("A whole number, one higher after each change. Open cases stay on the version they began with.", "版本号，整数，每次修改加一。已开始的事项按原版本办完。"),
  schedules: said("What opens by itself, when.", "到时自动发起的事项。")
} as const

export type CommonKey = keyof typeof common
