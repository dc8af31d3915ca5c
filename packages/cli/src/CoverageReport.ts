/** What scenarios have shown of their procedures, for people: the procedures that lack something, then all together. */
import * as Coverage from "@frontdesk/core/simulation/Coverage"
import type { Language } from "./Host.ts"

const words: { readonly [kind in Coverage.Kind]: { readonly en: string; readonly zh: string } } = {
  steps: { en: "steps", zh: "步骤" },
  branches: { en: "branches", zh: "分支" },
  outcomes: { en: "outcomes", zh: "结果" },
  rungs: { en: "rungs", zh: "级" },
  deadlines: { en: "deadlines", zh: "期限" }
}

/** Rounded down: 100 is said of all only. */
const percent = (share: number): number => Math.floor(share * 100)

/** One line for each thing that lacks, one for all. */
export const pretty = (covered: ReadonlyArray<Coverage.Covered>, language: Language): string => {
  const zh = language === "zh"
  const lines = covered.flatMap((one) => {
    const lacking = Coverage.kinds.filter((kind) => one[kind].missing.length > 0)
    return lacking.length === 0
      ? []
      : [
          one.procedure,
          ...lacking.map((kind) => {
            const { all, missing } = one[kind]
            const shown = `${all - missing.length}/${all}`
            return zh ? `    ${words[kind].zh} ${shown}，未演示：${missing.join("、")}` : `    ${words[kind].en} ${shown}, not shown: ${missing.join(", ")}`
          })
        ]
  })
  const told = Coverage.kinds.flatMap((kind) => {
    const all = covered.reduce((sum, one) => sum + one[kind].all, 0)
    if (all === 0) return []
    const missing = covered.reduce((sum, one) => sum + one[kind].missing.length, 0)
    const share = `${percent(Coverage.total(covered, kind))} %`
    return zh ? `${words[kind].zh} ${share}（${all - missing}/${all}）` : `${words[kind].en} ${share} (${all - missing} of ${all})`
  })
  const sum = zh ? `情景演示到：${told.join("，")}` : `Shown by scenarios: ${told.join(", ")}`
  return `${[...lines, sum].join("\n")}\n`
}

/** Whether every kind but the deadlines reaches so many percent. */
export const reaches = (covered: ReadonlyArray<Coverage.Covered>, least: number): boolean =>
  Coverage.kinds.every((kind) => kind === "deadlines" || percent(Coverage.total(covered, kind)) >= least)
