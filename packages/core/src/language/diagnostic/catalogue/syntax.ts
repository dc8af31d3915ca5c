import { type Said, error } from "../Entry.ts"
import { capital, listEn, listZh } from "../Phrase.ts"

/** What the syntax floor finds: YAML, the shape of maps and lists, the grammar of sentences. */
export const syntax = {
  "yaml-broken": error<{ readonly problem: Said }>({
    title: { en: "Not valid YAML", zh: "YAML 写法有误" },
    message: ({ problem }) => problem,
    docs: {
      en: "The file cannot be read as YAML here, so nothing is known about this part. What follows it is still checked.",
      zh: "此处不符合 YAML 的写法，这一段无法读取；其余部分仍会照常检查。"
    }
  }),

  "yaml-warning": error<{ readonly problem: Said }>({
    title: { en: "Doubtful YAML", zh: "YAML 写法可疑" },
    message: ({ problem }) => problem,
    docs: {
      en: "YAML would accept this and silently read something else than what stands there. A handbook must not be guessed at, so it is an error.",
      zh: "YAML 会勉强接受这种写法，但读出来的内容可能与写的不同。手册不能靠猜，所以按错误处理。"
    }
  }),

  "yaml-feature": error<
    {
      readonly feature: "tag" | "anchor" | "alias" | "merge" | "documents" | "directive" | "complex-key"
      readonly text: string
    }
  >({
    title: { en: "YAML feature not used here", zh: "不使用的 YAML 功能" },
    message: ({ feature, text }) => {
      switch (feature) {
        case "tag":
          return {
            en: `\`${text}\` is a YAML tag. Every value is read as it is written, so tags have no meaning here. If it is part of a sentence, write \`not\` instead of \`!\`; if it is part of a text, put the text in quotes; otherwise remove it.`,
            zh: `\`${text}\` 是 YAML 标签。这里的值一律按原样读取，不用标签。若是想表示“否”，请写 \`not\`；若属于一段文字，请给文字加引号；否则请删去。`
          }
        case "anchor":
          return {
            en: `\`${text}\` is a YAML anchor. Whoever reads the page must see each rule where it applies, so nothing is copied by reference: write the part out, or give it a name in the handbook (\`forms\`, \`papers\`, \`checklists\`).`,
            zh: `\`${text}\` 是 YAML 锚点。每条规定都应写在它生效的地方，因此不用引用复制：请直接写出来，或在手册里给它一个名称（\`forms\`、\`papers\`、\`checklists\`）。`
          }
        case "alias":
          return {
            en: `\`${text}\` refers to a YAML anchor, which is not used here. Write the part out where it applies.`,
            zh: `\`${text}\` 引用了 YAML 锚点，这里不使用。请在生效的地方直接写出内容。`
          }
        case "merge":
          return {
            en: "`<<` brings entries from elsewhere in, so the page would no longer show all that applies. Write the keys out.",
            zh: "`<<` 会把另一段内容并进来，页面上就看不全实际生效的规定。请把各项直接写出来。"
          }
        case "documents":
          return {
            en: "A second document begins here. A file holds exactly one handbook, procedure or scenario: move this part to a file of its own and remove the line `---`.",
            zh: "这里开始了第二个文档。一个文件只放一份手册、一个流程或一个场景：请把这部分移到另一个文件，并删去 `---`。"
          }
        case "directive":
          return {
            en: `\`${text}\` is a YAML directive. All files are YAML 1.2 and need none: remove the line.`,
            zh: `\`${text}\` 是 YAML 指令。所有文件都按 YAML 1.2 读取，无需指令，请删去这一行。`
          }
        case "complex-key":
          return {
            en: "A list or a group of entries stands where a key belongs. A key is one word, followed by `:`.",
            zh: "冒号前出现了列表或一组内容。冒号前只能是一个词。"
          }
      }
    },
    docs: {
      en: "Tags, anchors, aliases, merge keys, directives and several documents are refused: a page must read the same to a person as to the machine.",
      zh: "标签、锚点、引用、合并、指令和多文档一律不用：人读到的和机器读到的必须相同。"
    }
  }),

  "comma-cut": error<{ readonly sentence: string; readonly text?: true }>({
    title: { en: "Comma cuts the sentence", zh: "逗号截断了语句" },
    message: ({ sentence, text }) => text === true ? ({
      en: `Inside \`{ }\` a comma begins the next entry, so this text ends at \`${sentence}\`. Put the whole text between quotation marks: \`"…"\`.`,
      zh: `在 \`{ }\` 里，逗号表示下一项开始，所以这段文字到 \`${sentence}\` 就被截断了。请给整段文字加上引号：\`"…"\`。`
    }) : ({
      en: `Inside \`{ }\` and \`[ ]\` a comma begins the next item, so this sentence ends at \`${sentence}\` with its parenthesis open. Sentences have no commas: write it without one.`,
      zh: `在 \`{ }\` 和 \`[ ]\` 里，逗号表示下一项开始，所以这句话到 \`${sentence}\` 就被截断了，括号没有合上。语句里不用逗号，请改写。`
    }),
    docs: {
      en: "Sentences (expressions, deadlines, people) have no punctuation besides parentheses and arithmetic, so that they survive every place in YAML.",
      zh: "语句（条件、期限、人员）除括号和算术符号外不用标点，这样写在 YAML 的任何位置都不会被截断。"
    }
  }),

  "full-width-punctuation": error<{ readonly found: string; readonly instead: string }>({
    title: { en: "Full-width punctuation", zh: "误用全角标点" },
    message: ({ found, instead }) => found === "\u3000"
      ? {
        en: "This is a full-width space. It looks like a gap, but it does not separate anything here. Write an ordinary space.",
        zh: "这是全角空格，看着像空白，在这里却不起分隔作用。请改用半角空格。"
      }
      : /^[\uff10-\uff19]$/.test(found)
      ? {
        en: `\`${found}\` is a full-width digit, which is not read as a number. Write \`${instead}\`.`,
        zh: `\`${found}\` 是全角数字，不会被当成数字读取。请改用半角 \`${instead}\`。`
      }
      : ({
      en: `\`${found}\` is full-width punctuation; outside of texts it is not read as punctuation. ${
        instead === "" ? "Remove it." : `Write \`${instead}\`.`
      }`,
      zh: `\`${found}\` 是全角标点，在正文以外不起标点作用。${instead === "" ? "请删去。" : `请改用半角 \`${instead}\`。`}`
    }),
    docs: {
      en: "`：，（）“”` may stand in titles and messages. As punctuation of the file they look right and mean nothing.",
      zh: "`：，（）“”` 可以出现在名称译文和消息里；当作文件本身的标点使用，看着没问题，其实不起作用。"
    }
  }),

  "boolean-word": error<{ readonly word: string; readonly instead: "yes" | "no" | undefined }>({
    title: { en: "Programmer's word", zh: "应写 yes 或 no" },
    message: ({ word, instead }) =>
      instead === undefined
        ? {
          en: `\`${word}\` means "nothing", and nothing is never written down here: leave the line out.`,
          zh: `\`${word}\` 表示“没有”，没有的内容不必写：请把这一项整个删去。`
        }
        : {
          en: `\`${word}\` is not a word of the handbook. Write \`${instead}\`.`,
          zh: `手册里不写 \`${word}\`，请写 \`${instead}\`。`
        },
    docs: {
      en: "Yes and no are written `yes` and `no`. What is absent is left out.",
      zh: "“是”和“否”写作 `yes` 和 `no`；没有的内容就不写。"
    }
  }),

  "unknown-key": error<
    {
      readonly key: string
      readonly place: Said
      readonly nearest: ReadonlyArray<string>
      readonly known: ReadonlyArray<string>
    }
  >({
    title: { en: "Unknown key", zh: "没有这一项" },
    message: ({ key, place, nearest, known }) => ({
      en: `${capital(place.en)} has no key \`${key}\`, so what stands here would have no effect. ${
        nearest.length > 0
          ? `Did you mean ${listEn(nearest, "or")}?`
          : known.length === 0
          ? "It has no keys at all."
          : `Its keys are ${listEn(known, "and")}.`
      }`,
      zh: `${place.zh}没有 \`${key}\` 这一项，写在这里不会起作用。${
        nearest.length > 0
          ? `是否想写 ${listZh(nearest, "或")}？`
          : known.length === 0
          ? "这里不需要再写任何内容。"
          : `可用的有：${listZh(known, "和")}。`
      }`
    }),
    docs: {
      en: "Every key has a meaning. A key that is passed over in silence is a rule that nobody follows.",
      zh: "每一项都有含义。悄悄跳过一个写错的词，等于少了一条没人执行的规定。"
    }
  }),

  "heading-missing": error<{ readonly heading: string; readonly name: string }>({
    title: { en: "Heading missing", zh: "少了标题行" },
    message: ({ heading, name }) => ({
      en: `\`${name}\` and what follows it belong under \`${heading}:\`, which this file does not have, so they are read as part of the section above. Write \`${heading}:\` on a line of its own before them.`,
      zh: `\`${name}\` 和它下面的内容应写在 \`${heading}:\` 之下，而本文件没有这一行，它们就被当成了上一部分的内容。请在前面单独加一行 \`${heading}:\`。`
    }),
    docs: {
      en: "Each section begins with its heading; without it, its lines belong to the section above.",
      zh: "每一部分以标题行开头；少了标题行，其中的内容就归到上一部分。"
    }
  }),

  "key-missing": error<{ readonly keys: ReadonlyArray<string>; readonly place: Said; readonly example: string | undefined }>({
    title: { en: "Key missing", zh: "缺少必填项" },
    message: ({ keys, place, example }) => ({
      en: `${capital(place.en)} needs ${keys.length === 1 ? "the key" : "one of the keys"} ${listEn(keys, "or")}.${
        example === undefined ? "" : ` For example \`${example}\`.`
      }`,
      zh: `${place.zh}缺少${keys.length === 1 ? "必填项" : "以下几项之一："} ${listZh(keys, "或")}。${
        example === undefined ? "" : `例如 \`${example}\`。`
      }`
    }),
    docs: {
      en: "What a rule cannot do without must be written: nobody may have to guess who acts, or until when.",
      zh: "规定离不开的内容必须写明：谁来做、做到何时，都不能靠猜。"
    }
  }),

  "wrong-shape": error<{ readonly expected: Said; readonly found: Said; readonly hint?: Said | undefined }>({
    title: { en: "Wrong shape", zh: "结构不对" },
    message: ({ expected, found, hint }) => ({
      en: `This should be ${expected.en}, but it is ${found.en}.${hint === undefined ? "" : ` ${hint.en}`}`,
      zh: `这里应为${expected.zh}，现在是${found.zh}。${hint === undefined ? "" : hint.zh}`
    }),
    docs: {
      en: "A text, a list (`[a, b]` or lines with `-`) and entries (`key: value`) are three different things.",
      zh: "一段文字、一个列表（`[a, b]` 或以 `-` 开头的各行）和一组内容（`项: 值`）是三种不同的结构。"
    }
  }),

  "two-kinds": error<{ readonly first: string; readonly second: string; readonly place: Said }>({
    title: { en: "Two of one kind", zh: "两者只能取一" },
    message: ({ first, second, place }) => ({
      en: `${capital(place.en)} has \`${first}\` and \`${second}\`, but only one of the two can hold. Keep the one you mean${
        place.en === "this step" ? ", or begin a new step with `-`" : ""
      }.`,
      zh: `${place.zh}同时写了 \`${first}\` 和 \`${second}\`，两者只能取一。请保留需要的那个${
        place.en === "this step" ? "，或用 `-` 另起一步" : ""
      }。`
    }),
    docs: {
      en: "The first key of a step says what kind it is, and a step is of one kind. Some other keys exclude each other in the same way.",
      zh: "一个步骤开头的词说明它的种类，一个步骤只有一个种类。另有一些项也同样不能并用。"
    }
  }),

  "sentence-syntax": error<
    {
      /** What fits here; undefined when only the end does. */
      readonly expected: Said | undefined
      /** The sentence could also end here. */
      readonly mayEnd?: boolean
      /** The word that does not fit; undefined at the end of the sentence. */
      readonly found: string | undefined
      readonly hint?: Said | undefined
    }
  >({
    title: { en: "Sentence not understood", zh: "语句读不通" },
    message: ({ expected, found, hint, mayEnd }) => ({
      en: `${
        expected === undefined
          ? `The sentence is complete before \`${found}\`, and \`${found}\` does not belong to it.`
          : found === undefined
          ? `The sentence ends too early: expected ${expected.en}.`
          : mayEnd === true
          ? `\`${found}\` does not fit here: the sentence may end, or go on with ${expected.en}.`
          : `\`${found}\` does not fit here: expected ${expected.en}.`
      }${hint === undefined ? (expected === undefined ? " Remove it, or say how it belongs to what stands before." : "") : ` ${hint.en}`}`,
      zh: `${
        expected === undefined
          ? `句子到 \`${found}\` 之前已经完整，\`${found}\` 是多出来的。`
          : found === undefined
          ? `句子没有写完，后面应为${expected.zh}。`
          : mayEnd === true
          ? `\`${found}\` 用在这里不对：句子可以到此结束，或接着写${expected.zh}。`
          : `\`${found}\` 用在这里不对，应为${expected.zh}。`
      }${hint === undefined ? (expected === undefined ? "请删去，或写明它与前面内容的关系。" : "") : hint.zh}`
    }),
    docs: {
      en: "Expressions, deadlines and people are sentences of fixed words. The mark stands at the first word that does not fit.",
      zh: "条件、期限和人员是由固定词语组成的句子。标记处是第一个对不上的词。"
    }
  }),

  "bare-days": error<{ readonly written: string }>({
    title: { en: "Which days?", zh: "是哪一种天？" },
    message: ({ written }) => ({
      en: `\`${written}\` can mean four things, and residents will be told one of them. Say which: calendar days, working days, exact days of 24 hours, or hours.`,
      zh: `\`${written}\` 有四种算法，答复住户的期限会因此不同。请写明：自然日（calendar days）、工作日（working days）、整 24 小时的天（exact days），还是小时（hours）。`
    }),
    docs: {
      en: "Calendar days end at midnight, working days skip closed days and end at closing, exact days are 24 hours from the minute on.",
      zh: "自然日到当天 24:00 为止；工作日跳过休息日，到下班为止；exact days 从起算的那一分钟起每天 24 小时。"
    }
  }),

  "anchor-missing": error<{ readonly term: string }>({
    title: { en: "Counted from when?", zh: "从何时起算？" },
    message: ({ term }) => ({
      en: `\`${term}\` does not say what it counts from, so nobody can tell when it is over. Add \`from\` and the event, e.g. \`${term} from intake\`, \`${term} from its start\`; or \`before\` a date.`,
      zh: `\`${term}\` 没有写明从何时起算，也就说不清何时到期。请用 \`from\` 加上起点，如 \`${term} from intake\`（自受理起）、\`${term} from its start\`（自本步开始起）；或用 \`before\` 加上日期。`
    }),
    docs: {
      en: "A term has a length and an anchor. The same length from another anchor is another promise.",
      zh: "期限由长度和起点组成；起点不同，承诺就不同。"
    }
  }),

  "unit-missing": error<{ readonly count: string }>({
    title: { en: "Unit missing", zh: "缺少时间单位" },
    message: ({ count }) => ({
      en: `\`${count}\` is a number without a unit of time. Write for example \`${count} hours\`, \`${count} working days\` or \`${count} calendar days\`.`,
      zh: `\`${count}\` 只有数字，没有时间单位。请写成如 \`${count} hours\`（小时）、\`${count} working days\`（工作日）或 \`${count} calendar days\`（自然日）。`
    }),
    docs: {
      en: "Every term says its unit.",
      zh: "每个期限都要写单位。"
    }
  }),

  "mixed-and-or": error({
    title: { en: "and/or mixed", zh: "and 与 or 混用" },
    message: () => ({
      en: "`and` and `or` stand side by side here, and two readers would read it in two ways. Put parentheses around what belongs together.",
      zh: "这里 `and` 和 `or` 并列，不同的人会有不同的理解。请用括号把属于一起的部分括起来。"
    }),
    docs: {
      en: "There is no rule of precedence to remember: mixing needs parentheses.",
      zh: "这里没有“先算哪个”的规则要记：混用时必须加括号。"
    }
  }),

  "manner-missing": error<{ readonly document: string }>({
    title: { en: "In which manner?", zh: "原件还是复印件？" },
    message: ({ document }) => ({
      en: `\`${document}\` does not say in which manner it is shown, so the desk would not know whether to keep the paper. Add \`original\`, \`copy\`, \`seen\`, \`seen-and-copied\` or \`handwritten\`.`,
      zh: `\`${document}\` 没有写明收取方式，前台就不知道要不要留下原件。请加上 \`original\`（收原件）、\`copy\`（收复印件）、\`seen\`（只看原件）、\`seen-and-copied\`（看原件收复印件）或 \`handwritten\`（收亲笔签名原件）。`
    }),
    docs: {
      en: "Each paper of a list says its manner: handed in, copied, seen, seen and copied, or handwritten.",
      zh: "清单中的每份资料都要写明方式：收原件、收复印件、只看、看原件收复印件，或亲笔原件。"
    }
  }),

  "redundant-yes": error<{ readonly instead: string }>({
    title: { en: "Say it directly", zh: "直接写即可" },
    message: ({ instead }) => ({
      en: `A yes/no value is a condition already. Write \`${instead}\`, so that everybody writes it the same way.`,
      zh: `“是/否”的值本身就是条件，直接写 \`${instead}\` 即可，这样大家写法一致。`
    }),
    docs: {
      en: "A yes/no value is used as it is: `when: harm-ongoing`, `when: not accepted`.",
      zh: "“是/否”的值直接使用：`when: harm-ongoing`、`when: not accepted`。"
    }
  })
}
