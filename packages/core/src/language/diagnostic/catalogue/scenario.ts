import { type Said, error, information } from "../Entry.ts"

/** What only a scenario can have wrong; its names and values are told with the codes of every other file. */
export const scenario = {
  "scenario-coverage": information<{ readonly procedure: string; readonly missing: ReadonlyArray<Said> }>({
    title: { en: "Not shown", zh: "情景未覆盖" },
    message: ({ missing, procedure }) => ({
      en: `No scenario of \`${procedure}\` shows: ${missing.map((it) => it.en).join("; ")}. What no example shows, nobody has looked at; add a scenario for what matters.`,
      zh: `\`${procedure}\` 的情景都没有演示：${missing.map((it) => it.zh).join("；")}。没有例子的地方就没有人核对过，重要的请补一个情景。`
    }),
    docs: {
      en: "Scenarios together show every outcome, branch, rung and refusal of a procedure.",
      zh: "全部情景合起来，应当演示流程的每种结局、分支、层级和拒绝。"
    }
  }),

  "rows-out-of-order": error<{ readonly at: string; readonly above: string }>({
    title: { en: "Rows out of order", zh: "行的时间顺序不对" },
    message: ({ above, at }) => ({
      en: `This row is at ${at}, but the row above it is at ${above}, and time only goes forward. Move the row up, or correct its time.`,
      zh: `本行时间为 ${at}，早于上一行的 ${above}，而时间只会向前。请把本行移到前面，或改正时间。`
    }),
    docs: {
      en: "A scenario is played from its first row to its last, so each row stands after those that happen before it.",
      zh: "情景从第一行演示到最后一行，因此每一行都要排在先发生的行之后。"
    }
  })
}
