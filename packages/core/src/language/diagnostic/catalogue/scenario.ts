import { error } from "../Entry.ts"

/** What only a scenario can have wrong; its names and values are told with the codes of every other file. */
export const scenario = {
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
