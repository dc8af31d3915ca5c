/** The pages `docs/diagnostics.md` and `docs/diagnostics.zh.md`: what each code means, a bad and a good example. */
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import type { Code } from "@frontdesk/core/language/diagnostic/Catalogue"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Language } from "@frontdesk/core/language/diagnostic/Entry"
import { spaced } from "@frontdesk/core/language/diagnostic/Phrase"
import { make, place, told } from "./everySlip.ts"
import { marked } from "./fixtures.ts"
import type { Slip } from "./slips.ts"

const words = {
  en: {
    head: "# What the compiler can say",
    about:
      "Every diagnostic has a code. `frontdesk validate` shows the place, says what is wrong there and what to do; `--lang zh` says it in Chinese. An error keeps the procedure from running; a warning does not; a note is only worth knowing. In the examples `«…»` marks the place that is told. This page is written by a test from the catalogue and its fixtures: change those, not the page.",
    other: "[中文](diagnostics.zh.md)",
    severity: { error: "Error", warning: "Warning", information: "Note" },
    bad: "Not so:",
    good: "But so:",
    says: "What is said here:",
    offers: "Offered to mend it:",
    more: "With this file beside it:",
    mended: "The missing file is then there."
  },
  zh: {
    head: "# 编译器会指出的问题",
    about:
      "每种问题都有代码。`frontdesk validate --lang zh` 会标出位置，说明哪里不对、该怎么改。错误会使流程不能运行，警告不会，提示仅供参考。示例中用 `«…»` 标出所指的位置。本页由测试根据目录和示例生成：请改目录或示例，不要直接改本页。",
    other: "[English](diagnostics.md)",
    severity: { error: "错误", warning: "警告", information: "提示" },
    bad: "不要这样：",
    good: "应当这样：",
    says: "这里会提示：",
    offers: "可以自动改：",
    more: "旁边另有文件：",
    mended: "补上缺少的文件即可。"
  }
} as const

/** Long lists of things that stand around the slip are not shown. */
const block = (text: string): string => `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``

const lines = (slip: Slip, which: "bad" | "good"): string => slip.shown?.[which] ?? slip[which]

export const page = (language: Language, byCode: ReadonlyMap<Code, ReadonlyArray<Slip>>): string => {
  const word = words[language]
  const sections = [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, [slip]]) => section(language, code, slip))
  return [word.head, "", word.other, "", word.about, "", ...sections].join("\n")
}

const section = (language: Language, code: Code, slip: Slip | undefined): string => {
  const word = words[language]
  const { docs, severity, title } = catalogue[code]
  const stop = language === "en" ? "." : "。"
  const meaning = language === "en" ? docs.en : spaced(docs.zh)
  const named = /[?？]$/.test(title[language]) ? title[language] : `${title[language]}${stop}`
  const text = [`## ${code}`, "", `${word.severity[severity]}${language === "en" ? ": " : "："}**${named}** ${meaning}`, ""]
  if (slip === undefined) return text.join("\n")
  const bad = make(slip, "bad")
  const first = told(slip, bad.compiled).find((it) => it.code === code && bad.marks.includes(place(it)))
  text.push(word.bad, "", block(lines(slip, "bad")), "")
  const others = Object.entries(slip.more ?? {}).filter(([path]) => path !== "work.procedure.yaml" && !(slip.shown !== undefined && path.startsWith("other/")))
  for (const [path, other] of others) text.push(`${word.more} \`${path}\``, "", block(other), "")
  if (first !== undefined) text.push(`${word.says} ${said(first)[language]}`, "")
  const offers = first?.fixes.map((it) => it.title[language]) ?? []
  if (offers.length > 0) text.push(`${word.offers} ${offers.join(language === "en" ? "; " : "；")}${stop}`, "")
  const good = lines(slip, "good")
  if (good === marked(lines(slip, "bad")).text) text.push(word.mended, "")
  else text.push(word.good, "", block(good), "")
  return text.join("\n")
}
