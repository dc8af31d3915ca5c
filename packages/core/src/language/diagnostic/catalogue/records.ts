import { type Said, error, information, warning } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** What the checks find about registers, titles and texts, and about what is never used. */
export const records = {
  "ledger-column-missing": error<{ readonly ledger: string; readonly missing: ReadonlyArray<string> }>({
    title: { en: "Column never filled", zh: "台账列没有填" },
    message: ({ ledger, missing }) => ({
      en: `The row in \`${ledger}\` never gets ${listEn(missing, "and")}: neither this \`add\` nor any \`fill\` gives it. Add it here, fill it later, or let the handbook say \`needed: no\`.`,
      zh: `写入 \`${ledger}\` 的这一行缺少 ${listZh(missing, "和")}：这里的 \`add\` 和之后的 \`fill\` 都没有给出。请在这里补上、之后填写，或在手册里写 \`needed: no\`。`
    }),
    docs: {
      en: "Every needed column of a row is given by its `add` or by a `fill` of the same file.",
      zh: "一行的每个必填列，都要由 `add` 或本文件的某个 `fill` 给出。"
    }
  }),

  "ledger-cell-empty": warning<{ readonly ledger: string; readonly columns: ReadonlyArray<string>; readonly outcome: string }>({
    title: { en: "Cell stays empty", zh: "台账格子会空着" },
    message: ({ columns, ledger, outcome }) => ({
      en: `A case can end here with \`${outcome}\` while ${listEn(columns, "and")} of its row in \`${ledger}\` ${columns.length === 1 ? "is" : "are"} still empty, and nobody could fill ${columns.length === 1 ? "it" : "them"} in later. Fill before this end, or make the column \`needed: no\`.`,
      zh: `事项可能在这里以 \`${outcome}\` 结束，而 \`${ledger}\` 中这一行的 ${listZh(columns, "和")} 还空着，以后也没有人能补。请在结束前填写，或把该列改为 \`needed: no\`。`
    }),
    docs: {
      en: "A needed column is filled on every way to an end.",
      zh: "必填的列，在通向结束的每条路径上都要填。"
    }
  }),

  "ledger-cell-twice": error<{ readonly column: string; readonly other: string }>({
    title: { en: "Written twice", zh: "重复填写" },
    message: ({ column, other }) => ({
      en: `\`${column}\` of this row is already given by \`${other}\`, and a cell of a ledger is written once. Remove it here or there.`,
      zh: `这一行的 \`${column}\` 已由 \`${other}\` 填写，台账的格子只能写一次。请去掉其中一处。`
    }),
    docs: {
      en: "A ledger is append-only: a cell is written once, a correction is a new row.",
      zh: "台账只增不改：每格只写一次，更正要另起一行。"
    }
  }),

  "row-unclear": error<{ readonly ledger: string; readonly rows: ReadonlyArray<string> }>({
    title: { en: "Which row?", zh: "填哪一行？" },
    message: ({ ledger, rows }) => ({
      en:
        rows.length === 0
          ? `This procedure adds no row to \`${ledger}\`, so there is none to fill. Add the row first.`
          : `Several rows of \`${ledger}\` could be meant. Say which with \`row:\` (${listEn(rows, "or")}).`,
      zh:
        rows.length === 0
          ? `本流程没有在 \`${ledger}\` 里新增过行，没有可填的行。请先用 \`add\` 新增。`
          : `\`${ledger}\` 里有几行都可能是要填的。请用 \`row:\` 写明是哪一行（${listZh(rows, "或")}）。`
    }),
    docs: {
      en: "`fill` fills the row of the record step it names; without `row`, the only one of the case.",
      zh: "`fill` 填写 `row` 所指步骤新增的那一行；不写时，指本流程唯一的一行。"
    }
  }),

  "table-key-twice": error<{ readonly table: string; readonly key: ReadonlyArray<string>; readonly values: ReadonlyArray<string> }>({
    title: { en: "Key twice", zh: "键值重复" },
    message: ({ table, key, values }) => ({
      en: `\`${table}\` already has a row with ${listEn(key, "and")} ${listEn(values, "and")}; whoever looks it up would not know which of the two counts. Remove one, or add a column to the \`key\`.`,
      zh: `表 \`${table}\` 已经有 ${listZh(key, "和")} 为 ${listZh(values, "和")} 的一行，查表时分不清以哪一行为准。请删去一行，或在 \`key\` 里再加一列。`
    }),
    docs: {
      en: "The key of a table finds one row, never two.",
      zh: "按表的键只能查到一行，不能有两行。"
    }
  }),

  "table-total": error<{ readonly column: string; readonly sum: string; readonly wanted: string }>({
    title: { en: "Does not add up", zh: "合计不符" },
    message: ({ column, sum, wanted }) => ({
      en: `The rows add up to ${sum} in \`${column}\`, and \`adds-up\` says ${wanted}. Correct the row that is wrong, or the total.`,
      zh: `各行 \`${column}\` 合计为 ${sum}，而 \`adds-up\` 写的是 ${wanted}。请更正有误的行，或更正合计。`
    }),
    docs: {
      en: "Weights and shares that belong together are checked by their total.",
      zh: "成套的权重、比例，用合计来核对。"
    }
  }),

  "table-from-host": information<{ readonly table: string }>({
    title: { en: "Filled by the host", zh: "由系统提供" },
    message: ({ table }) => ({
      en: `The rows of \`${table}\` come from the system that runs Frontdesk, so nothing about them can be checked here. In a scenario, give them under \`rows\`.`,
      zh: `表 \`${table}\` 的内容由运行系统提供，这里无法检查。情景测试时请写在 \`rows\` 里。`
    }),
    docs: {
      en: "A table with `from: host` is filled when the desk runs; its key and totals are then the host's to keep.",
      zh: "写 `from: host` 的表在运行时才有内容，键与合计由系统负责。"
    }
  }),

  "quota-empty": warning<{ readonly quota: string; readonly of: string }>({
    title: { en: "Nothing to measure by", zh: "基数始终为零" },
    message: ({ quota, of }) => ({
      en: `Nothing ever comes into \`${of}\`, so \`${quota}\` has nothing to be a share of: it is always kept, and nobody is ever told. Count of something that grows.`,
      zh: `没有任何步骤会往 \`${of}\` 里增加内容，\`${quota}\` 的基数始终为零：永远达标，谁也不会收到通知。请改用会增长的基数。`
    }),
    docs: {
      en: "A quota is a share of something; where that never grows, the quota says nothing.",
      zh: "指标是某个基数的比例；基数不增长，指标就没有意义。"
    }
  }),

  "message-missing": error<{ readonly message: string; readonly languages: ReadonlyArray<string> }>({
    title: { en: "Text missing", zh: "缺少消息文字" },
    message: ({ message, languages }) => ({
      en: `The message \`${message}\` has no text in ${listEn(languages, "and")}, so a reader of that language would get nothing. Write it.`,
      zh: `消息 \`${message}\` 没有 ${listZh(languages, "和")} 文字，使用该语言的人会收不到内容。请补上。`
    }),
    docs: {
      en: "A message has a text in every language of the handbook.",
      zh: "每条消息都要有手册所列每种语言的文字。"
    }
  }),

  "message-same": warning<{ readonly message: string; readonly first: string; readonly second: string }>({
    title: { en: "Not translated", zh: "没有翻译" },
    message: ({ message, first, second }) => ({
      en: `The message \`${message}\` has the same text in \`${first}\` and \`${second}\`. One of them is not translated yet.`,
      zh: `消息 \`${message}\` 的 \`${first}\` 和 \`${second}\` 文字完全相同，其中一种还没有翻译。`
    }),
    docs: {
      en: "Two languages with one text usually mean that a translation is missing.",
      zh: "两种语言文字相同，多半是漏了翻译。"
    }
  }),

  "message-differs": warning<{ readonly message: string; readonly shown: string; readonly language: string; readonly other: string }>({
    title: { en: "Shown in one language only", zh: "只有一种语言写了" },
    message: ({ language, message, other, shown }) => ({
      en: `The message \`${message}\` shows \`<${shown}>\` in \`${language}\` and not in \`${other}\`, so its readers are told less. Write it there too, or leave it out of both.`,
      zh: `消息 \`${message}\` 的 \`${language}\` 文字里有 \`<${shown}>\`，\`${other}\` 里没有，看那种语言的人会少知道一项。请补上，或两边都不写。`
    }),
    docs: {
      en: "A message tells the same in every language.",
      zh: "同一条消息，各种语言说的内容要一样。"
    }
  }),

  "languages-swapped": warning<{ readonly what: Said; readonly name: string; readonly first: string; readonly second: string }>({
    title: { en: "Languages swapped", zh: "两种语言写反了" },
    message: ({ first, name, second, what }) => ({
      en: `Of the ${what.en} \`${name}\`, what stands under \`${first}\` is not Chinese and what stands under \`${second}\` is. Swap the two.`,
      zh: `${what.zh} \`${name}\` 的 \`${first}\` 里写的不是中文，\`${second}\` 里却是中文。请把两者对调。`
    }),
    docs: {
      en: "Each text stands under its language; whoever reads Chinese would get the other one.",
      zh: "每种语言的文字写在它自己名下，否则看中文的人会收到另一种文字。"
    }
  }),

  "title-missing": warning<{ readonly name: string; readonly what: Said; readonly languages: ReadonlyArray<string> }>({
    title: { en: "No title", zh: "缺少标题" },
    message: ({ name, what, languages }) => ({
      en: `The ${what.en} \`${name}\` has no title in ${listEn(languages, "and")}; people would see the bare name. Add it under \`words\`.`,
      zh: `${what.zh} \`${name}\` 没有 ${listZh(languages, "和")} 标题，使用者只会看到名称本身。请在 \`words\` 里补上。`
    }),
    docs: {
      en: "Every name that people see has a title in each language.",
      zh: "使用者看得到的每个名称，都要有各语言的标题。"
    }
  }),

  "field-unused": warning<{ readonly field: string; readonly step: string }>({
    title: { en: "Asked in vain", zh: "问了没有用" },
    message: ({ field, step }) => ({
      en: `\`${step}\` asks \`${field}\`, yes or no, and nothing depends on the answer: no condition, text, register, sheet or other case. Use it, or spare people the question.`,
      zh: `\`${step}\` 要回答 \`${field}\` 是或否，之后却没有任何条件、消息、台账、表单或其他事项依据它。请用上它，或不要让人回答。`
    }),
    docs: {
      en: "Something depends on the answer to a yes/no question; otherwise a rule was mostly forgotten. Other fields may be kept for the history alone.",
      zh: "是/否问题的回答要有规则依据它，否则多半是漏写了规则。其他字段可以只留作记录。"
    }
  }),

  "report-outside-task": error<{ readonly report: string }>({
    title: { en: "Report nobody is shown", zh: "报表无处显示" },
    message: ({ report }) => ({
      en: `\`${report}\` is put together when a task starts, for whoever does it; here no task starts, so it would stay empty. Put the field into the \`form\` of a task.`,
      zh: `\`${report}\` 在任务开始时生成，供办理人查看；这里没有任务开始，报表会一直是空的。请把这个字段写进任务的 \`form\`。`
    }),
    docs: {
      en: "A report is filled when its task starts and fixed when the task is done, so it stands in the form of a task. Afterwards it can be shown, told and filed by its name.",
      zh: "报表在任务开始时生成，任务完成后固定下来，因此只能写在任务的表单里。之后可以按名称引用、展示、通知和归档。"
    }
  }),

  "parameter-unused": warning<{ readonly name: string }>({
    title: { en: "Parameter without effect", zh: "参数不起作用" },
    message: ({ name }) => ({
      en: `Nothing in this procedure asks for \`param.${name}\`, so setting it changes nothing. Use it or remove it.`,
      zh: `本流程没有任何地方用到 \`param.${name}\`，设置它不起作用。请使用它或删去。`
    }),
    docs: {
      en: "A parameter that is set and has no effect misleads whoever sets it.",
      zh: "设置了却不起作用的参数会误导人。"
    }
  })
}
