import { error } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** What the checks find about papers that people bring, and about archives. */
export const papers = {
  /** `list`: the handbook has no list for a value; `field`: a field asks for one the list has not; `nobody`: no `for` */
  "papers-case-missing": error<{
    readonly list: string
    readonly values: ReadonlyArray<string>
    readonly of: "list" | "field" | "nobody"
  }>({
    title: { en: "Which papers?", zh: "要哪些资料？" },
    message: ({ list, of, values }) => ({
      en:
        of === "nobody"
          ? `\`${list}\` asks ${listEn(values, "and")} for different papers, and this field does not say whose they are. Write \`papers ${list} for …\` with the field that says it.`
          : of === "list"
            ? `\`${list}\` has no list for ${listEn(values, "and")}: whoever comes as that would be asked for nothing. Write one under \`lists\`; \`{ needs: [] }\` if no paper is needed.`
            : `This can be ${listEn(values, "or")}, and \`${list}\` has no list for that: the desk would not know which papers to ask for. Add it to \`of\` and \`lists\` of \`${list}\` in the handbook.`,
      zh:
        of === "nobody"
          ? `\`${list}\` 对 ${listZh(values, "和")} 要求的资料各不相同，这个字段没有写明是谁的。请写 \`papers ${list} for …\`，后面写说明身份的字段。`
          : of === "list"
            ? `\`${list}\` 没有给 ${listZh(values, "和")} 列资料，这样来办的人就什么都不用带。请在 \`lists\` 里补上；确实不要资料就写 \`{ needs: [] }\`。`
            : `这里可能是 ${listZh(values, "或")}，而 \`${list}\` 没有这一类的清单，前台就不知道该收哪些资料。请在手册 \`${list}\` 的 \`of\` 和 \`lists\` 里补上。`
    }),
    docs: {
      en: "A list of papers by a choice has papers for every value that can come; otherwise somebody would be asked for nothing.",
      zh: "按类别列资料时，每一种可能的取值都要有清单，否则就会有人什么都不用带。"
    }
  }),

  "papers-circle": error<{ readonly lists: ReadonlyArray<string> }>({
    title: { en: "Lists go in a circle", zh: "清单循环引用" },
    message: ({ lists }) => ({
      en: `These lists include each other: ${lists.map((it) => `\`${it}\``).join(" includes ")}. Nobody could say which papers they ask for. Let one of them stand alone.`,
      zh: `这几个清单互相引用：${lists.map((it) => `\`${it}\``).join(" 引用 ")}，说不清到底要哪些资料。请让其中一个不引用别的清单。`
    }),
    docs: {
      en: "`includes` takes over all papers of another list; a circle of them has no beginning.",
      zh: "`includes` 表示包含另一个清单的全部资料，不能绕回自己。"
    }
  }),

  "archive-unclear": error<{ readonly archive: string; readonly by: string; readonly fields: ReadonlyArray<string> }>({
    title: { en: "Into which file?", zh: "归入哪一份档案？" },
    message: ({ archive, by, fields }) => ({
      en: `\`${archive}\` has a file for each ${byEn[by] ?? by}, and this case ${
        fields.length === 0 ? `does not say which ${byEn[by] ?? by} it is about` : `knows several: ${listEn(fields, "and")}`
      }. Say which with \`${archive} for …\`.`,
      zh: `\`${archive}\` 按${byZh[by] ?? by}存放，而本流程${
        fields.length === 0 ? `没有说明是哪个${byZh[by] ?? by}` : `有几个可选：${listZh(fields, "和")}`
      }。请用 \`${archive} for …\` 写明。`
    }),
    docs: {
      en: "A paper lies in one file of an archive: that of a unit, a department, a person, a month or a year. Without `for` it is the only such field of the intake.",
      zh: "归档要落到档案中的某一份：某房号、部门、人员、月份或年份。不写 `for` 时，取登记表中唯一的这类字段。"
    }
  })
}

const byEn: { readonly [by: string]: string } = { staff: "member of staff" }
const byZh: { readonly [by: string]: string } = { unit: "房号", department: "部门", staff: "人员" }
