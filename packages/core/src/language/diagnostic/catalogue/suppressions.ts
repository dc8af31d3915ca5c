import { type Said, warning } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** Comments that ask not to be told something: `# frontdesk-ignore CODE: reason`. */
export const suppressions = {
  "suppression-unclear": warning<{ readonly missing: "code" | "reason" }>({
    title: { en: "Unclear ignore comment", zh: "忽略注释不完整" },
    message: ({ missing }) =>
      missing === "code"
        ? {
          en: "This comment does not say what to ignore, so it ignores nothing. Write `# frontdesk-ignore CODE: reason`, with the code that stands in brackets behind the message.",
          zh: "这条注释没有写明忽略哪一项，因此不起作用。请写成 `# frontdesk-ignore 代码: 理由`，代码见提示后面方括号里的词。"
        }
        : {
          en: "This comment gives no reason, so it ignores nothing: whoever reads the file next year should know why. Write the reason behind a colon.",
          zh: "这条注释没有写理由，因此不起作用：以后看文件的人需要知道为什么忽略。请在冒号后写明理由。"
        },
    docs: {
      en: "`# frontdesk-ignore CODE: reason`, on the line before or at the end of the line, keeps a warning from being told. The reason is required.",
      zh: "在上一行或本行末尾写 `# frontdesk-ignore 代码: 理由`，该处的这项警告就不再提示。必须写理由。"
    }
  }),

  "suppression-unknown": warning<{ readonly code: string; readonly nearest: ReadonlyArray<string> }>({
    title: { en: "Unknown code to ignore", zh: "要忽略的代码不存在" },
    message: ({ code, nearest }) => ({
      en: `There is no message with the code \`${code}\`, so this comment ignores nothing. ${
        nearest.length === 0 ? "The code stands in brackets behind each message." : `Did you mean ${listEn(nearest, "or")}?`
      }`,
      zh: `没有代码为 \`${code}\` 的提示，因此这条注释不起作用。${
        nearest.length === 0 ? "代码见每条提示后面方括号里的词。" : `是否想写 ${listZh(nearest, "或")}？`
      }`
    }),
    docs: {
      en: "A comment that ignores names a code of this list.",
      zh: "忽略注释里写的代码必须在本表之中。"
    }
  }),

  "suppression-of-error": warning<{ readonly code: string; readonly title: Said }>({
    title: { en: "Errors cannot be ignored", zh: "错误不能忽略" },
    message: ({ code, title }) => ({
      en: `\`${code}\` (“${title.en}”) is an error: with it the procedure would have no clear meaning and cannot run, so it cannot be ignored. Mend what it tells and remove this comment.`,
      zh: `\`${code}\`（“${title.zh}”）属于错误：带着它，流程就没有确定的含义，无法运行，所以不能忽略。请改正所指之处，并删去这条注释。`
    }),
    docs: {
      en: "Warnings and notes can be ignored in one place or turned off in the configuration. An error means that no procedure can be made of what is written.",
      zh: "警告和提示可以在某处忽略，也可以在配置里关闭。错误表示照现在的写法得不出可运行的流程。"
    }
  }),

  "suppression-unused": warning<{ readonly code: string }>({
    title: { en: "Nothing to ignore", zh: "没有可忽略的提示" },
    message: ({ code }) => ({
      en: `\`${code}\` would not be told here anyway, so this comment would only hide a later slip. Remove it.`,
      zh: `这里本来就没有 \`${code}\` 的提示，留着这条注释，以后真有问题反而看不到。请删去。`
    }),
    docs: {
      en: "An ignore comment whose reason is gone is told, so that it does not hide the next slip. It is not asked while there are errors, because then not everything is checked.",
      zh: "忽略注释若已没有对象会提示，以免掩盖以后的问题。尚有错误时不作此项检查，因为那时并非所有内容都已检查。"
    }
  })
}
