import { type Said, error, information, warning } from "../Entry.ts"
import { capital, listEn, listZh } from "../Phrase.ts"

/** Where a name of this kind is defined, so that whoever misses it knows where to look; by what it is called in English. */
const homes: ReadonlyArray<readonly [RegExp, Said]> = [
  [/^role/, { en: "If the post is gone, write who does it now; if it is new, add it under `roles` of the handbook.", zh: "岗位若已撤销，请改写现在由谁负责；若是新设的，请在手册的 `roles` 里补上。" }],
  [/^department/, { en: "If it is new, add it under `departments` of the handbook; if it was renamed, write the new name.", zh: "若是新设的部门，请在手册的 `departments` 里补上；若已改名，请写新名称。" }],
  [/^rank$/, { en: "Ranks are listed under `ranks` of the handbook.", zh: "职级列在手册的 `ranks` 里。" }],
  [/^document/, { en: "Write the name it has under `documents` of the handbook, or add it there.", zh: "请写手册 `documents` 里的名称，或在那里补上。" }],
  [/^list of papers/, { en: "Write the name it has under `papers` of the handbook, or add it there.", zh: "请写手册 `papers` 里的名称，或在那里补上。" }],
  [/^checklist/, { en: "Write the name it has under `checklists` of the handbook, or add it there.", zh: "请写手册 `checklists` 里的名称，或在那里补上。" }],
  [/^archive/, { en: "Write the name it has under `archives` of the handbook, or add it there.", zh: "请写手册 `archives` 里的名称，或在那里补上。" }],
  [/^ledger/, { en: "Write the name it has under `ledgers` of the handbook, or add it there.", zh: "请写手册 `ledgers` 里的名称，或在那里补上。" }],
  [/^column/, { en: "If the column was renamed in the handbook, write the new name; if it is new, add it there under `columns`.", zh: "若手册里改了栏目名，请写新名称；若是新栏目，请在手册的 `columns` 里补上。" }],
  [/^report/, { en: "Write the name it has under `reports` of the handbook, or add it there.", zh: "请写手册 `reports` 里的名称，或在那里补上。" }],
  [/^quota/, { en: "Write the name it has under `quotas` of the handbook, or add it there.", zh: "请写手册 `quotas` 里的名称，或在那里补上。" }],
  [/^class/, { en: "Write the name it has under `classes` of the handbook, or add it there.", zh: "请写手册 `classes` 里的名称，或在那里补上。" }],
  [/^calendar/, { en: "Write the name it has under `calendars` of the handbook, or add it there.", zh: "请写手册 `calendars` 里的名称，或在那里补上。" }],
  [/^event (?:under|of)/, { en: "Write the name it has under `announces` of that procedure, or add it there.", zh: "请写该流程 `announces` 里的名称，或在那里补上。" }],
  [/^event/, { en: "Write the name it has under `events` of the handbook, or add it there.", zh: "请写手册 `events` 里的名称，或在那里补上。" }],
  [/^outcome/, { en: "If it was renamed or removed, write one that is left; if it is new, add it under `outcomes`.", zh: "若已改名或删去，请改写现有的结局；若是新的，请在 `outcomes` 里补上。" }],
  [/^message/, { en: "If it was renamed, write the new name; if it is new, write its text under `messages`.", zh: "若已改名，请写新名称；若是新消息，请在 `messages` 里写好内容。" }],
  [/^parameter/, { en: "If it was renamed, write the new name; if it is new, add it under `parameters`.", zh: "若已改名，请写新名称；若是新参数，请在 `parameters` 里补上。" }],
  [/^step or schedule/, { en: "Before `/` stands a step that opens a case, or a schedule.", zh: "`/` 前面应是开启事项的步骤或定时安排。" }],
  [/^(?:step|task|record)/, { en: "If the step was renamed or removed, change this too.", zh: "若步骤已改名或删去，这里也要一起改。" }],
  [/^(?:field or value|field|value)/, { en: "If it was renamed or removed, change this too; if it is new, ask for it in a form first.", zh: "若已改名或删去，这里也要一起改；若是新内容，请先在表单里填写它。" }]
]

const homeOf = (what: Said): Said =>
  homes.find(([kind]) => kind.test(what.en))?.[1] ?? { en: "Check the spelling, or write it where it belongs.", zh: "请检查拼写，或先在相应位置定义它。" }

/** Names: how they are formed, that they are written once, and what they point at. */
export const names = {
  "file-name": error<{ readonly expected: string; readonly name: string; readonly kind: Said }>({
    title: { en: "File and name differ", zh: "文件名与名称不符" },
    message: ({ expected, name, kind }) => ({
      en: `This file holds the ${kind.en} \`${name}\`, so it must be called \`${expected}\`: other files find it by that name.`,
      zh: `本文件里的${kind.zh}叫 \`${name}\`，文件名就应为 \`${expected}\`：其他文件靠这个名称找到它。`
    }),
    docs: {
      en: "`complaint.procedure.yaml` holds `procedure: complaint`. A folder has one `handbook.yaml`.",
      zh: "`complaint.procedure.yaml` 里写 `procedure: complaint`；每个文件夹有一份 `handbook.yaml`。"
    }
  }),

  "name-taken": error<{ readonly name: string; readonly what: Said }>({
    title: { en: "Written twice", zh: "重复定义" },
    message: ({ name, what }) => ({
      en: `${capital(what.en)} \`${name}\` is already written above, so only one of the two could hold. Rename one of them or remove it.`,
      zh: `${what.zh} \`${name}\` 上文已经写过，两处只能有一处生效。请改名或删去其中一处。`
    }),
    docs: {
      en: "A name is defined once. Steps of the same kind in branches of one `choose` may share a name.",
      zh: "一个名称只定义一次。只有同一个 `choose` 的不同分支里，同类步骤可以同名。"
    }
  }),

  "reserved-name": error<{ readonly name: string }>({
    title: { en: "Word of the language", zh: "与语言用词冲突" },
    message: ({ name }) => ({
      en: `\`${name}\` is a word of the language, so a sentence with this name in it could not be read. Choose another name, e.g. \`${name}-1\` or a word that says more.`,
      zh: `\`${name}\` 是语言本身的用词，用作名称会让句子无法读通。请换一个名称，如 \`${name}-1\` 或更具体的词。`
    }),
    docs: {
      en: "A few words hold sentences together (`and`, `from`, `each` …) and cannot be names.",
      zh: "少数词用来组成句子（`and`、`from`、`each` 等），不能用作名称。"
    }
  }),

  "bad-name": error<{ readonly name: string; readonly problem: Said }>({
    title: { en: "Not a name", zh: "名称不合规" },
    message: ({ name, problem }) => ({
      en: name === "" ? `A name is expected here. ${problem.en}` : `\`${name}\` cannot be a name. ${problem.en}`,
      zh: name === "" ? `这里需要一个名称。${problem.zh}` : `\`${name}\` 不能用作名称。${problem.zh}`
    }),
    docs: {
      en: "A name begins with a letter of any script and goes on with letters, digits and `-`: `hand-over`, `移交-2`.",
      zh: "名称以任意文字的字母或汉字开头，后面可以是字母、汉字、数字和 `-`：如 `hand-over`、`移交-2`。"
    }
  }),

  "name-misspelt": error<{ readonly name: string; readonly used: string; readonly times: number }>({
    title: { en: "Spelt in two ways", zh: "前后写法不一" },
    message: ({ name, times, used }) => ({
      en: `\`${name}\` is defined here and used nowhere, while \`${used}\` is used ${times === 1 ? "once" : `${times} times`} and defined nowhere. Write the name in one way.`,
      zh: `这里定义的 \`${name}\` 没有用到，而 \`${used}\` 用了 ${times} 处却没有定义。请把名称写成一致。`
    }),
    docs: {
      en: "A name is written in one way, where it is defined and where it is used.",
      zh: "同一个名称，定义和使用的写法要一致。"
    }
  }),

  "unknown-name": error<{
    readonly name: string
    readonly what: Said
    readonly nearest: ReadonlyArray<string>
    /** all there are, where they are few and none comes near */
    readonly known?: ReadonlyArray<string>
    /** only the host could have given it */
    readonly plugged?: boolean
  }>({
    title: { en: "Nothing of that name", zh: "没有这个名称" },
    message: ({ known, name, what, nearest, plugged }) => ({
      en: `There is no ${what.en} \`${name}\`. ${
        nearest.length > 0
          ? `Did you mean ${listEn(nearest, "or")}?`
          : plugged === true
            ? "Only a plug-in can bring one: check the spelling, or ask your developers to register it under `plugins` in `frontdesk.config.ts`."
            : `${known === undefined ? "" : `There ${known.length === 1 ? "is only" : "are"} ${listEn(known, "and")}. `}${homeOf(what).en}`
      }`,
      zh: `没有叫 \`${name}\` 的${what.zh}。${
        nearest.length > 0
          ? `是否想写 ${listZh(nearest, "或")}？`
          : plugged === true
            ? "它只能由插件提供：请检查拼写，或请开发人员在 `frontdesk.config.ts` 的 `plugins` 里登记。"
            : `${known === undefined ? "" : `现有的是 ${listZh(known, "和")}。`}${homeOf(what).zh}`
      }`
    }),
    docs: {
      en: "Every name that is used must be defined: in this file, or in the handbook of its folder.",
      zh: "用到的每个名称都要有定义：在本文件里，或在同一文件夹的手册里。"
    }
  }),

  "ambiguous-name": error<{ readonly name: string; readonly first: Said; readonly second: Said }>({
    title: { en: "Two meanings", zh: "名称有两个含义" },
    message: ({ name, first, second }) => ({
      en: `\`${name}\` could be ${first.en} or ${second.en}; the sentence would change its meaning without anybody noticing. Rename one of them.`,
      zh: `\`${name}\` 既可能是${first.zh}，也可能是${second.zh}，句子的意思会不知不觉改变。请给其中一个改名。`
    }),
    docs: {
      en: "A value of a choice and a field in scope may not share a name where both could be meant.",
      zh: "选项的取值和当前可用的字段如果同名，且两种理解都成立，就必须改名。"
    }
  }),

  "name-unused": warning<{ readonly name: string; readonly what: Said }>({
    title: { en: "Never used", zh: "从未使用" },
    message: ({ name, what }) => ({
      en: `The ${what.en} \`${name}\` is defined and never used. Remove it, or use it where it was meant.`,
      zh: `${what.zh} \`${name}\` 定义了却从未使用。请删去，或用在原本想用的地方。`
    }),
    docs: {
      en: "What is defined and not used is either left over or was forgotten where it matters.",
      zh: "定义了却不用的内容，不是多余，就是在该用的地方漏了。"
    }
  }),

  "handbook-unused": information<{ readonly name: string; readonly what: Said }>({
    title: { en: "Used by no file", zh: "没有文件用到" },
    message: ({ name, what }) => ({
      en: `No file that this handbook is for uses the ${what.en} \`${name}\`. If a file was to use it, it was forgotten there; if nobody needs it any more, remove it.`,
      zh: `用到这本手册的文件里，没有一处用到${what.zh} \`${name}\`。如果本该有文件用它，请补上；如果已经不需要，请删去。`
    }),
    docs: {
      en: "What a handbook defines is there for the files of its folder, and of the folders that use it.",
      zh: "手册里定义的内容，供本文件夹和引用它的文件夹里的文件使用。"
    }
  })
}
