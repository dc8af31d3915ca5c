import { type Said, error } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** What the model finds while it gives each word its meaning: types, and whether a value is there. */
export const model = {
  "type-mismatch": error<{
    readonly expected: Said
    readonly found: Said
    /** the words that are of the wrong kind */
    readonly written?: string
    readonly hint?: Said
  }>({
    title: { en: "Wrong kind of value", zh: "值的类型不对" },
    message: ({ expected, found, written, hint }) => ({
      en: `${written === undefined ? "This" : `\`${written}\``} is ${found.en}, but ${expected.en} is needed here. ${
        hint?.en ?? "Write something of that kind, or change the field."
      }`,
      zh: `${written === undefined ? "这里" : ` \`${written}\` `.trimStart()}是${found.zh}，而此处需要${expected.zh}。${
        hint?.zh ?? "请改写成相符的内容，或修改字段的类型。"
      }`
    }),
    docs: {
      en: "Every value has a type, and a place takes only values that fit, so nothing is converted without anybody noticing.",
      zh: "每个值都有类型，每个位置只接受相符的值，因此不会有人不知情的转换。"
    }
  }),

  "text-compared": error<{ readonly name: string; readonly plugged?: string }>({
    title: { en: "Text cannot be compared", zh: "文字不能比较" },
    message: ({ name, plugged }) =>
      plugged === undefined
        ? {
            en: `\`${name}\` is free text: the same thing can be written in many ways, so no rule may depend on it. Ask for a choice (\`[a, b]\`) instead, or only whether it \`is present\`.`,
            zh: `\`${name}\` 是自由填写的文字，同一件事可以有多种写法，规则不能以它为准。请把字段改为选项（\`[a, b]\`），或只问它是否填写（\`is present\`）。`
          }
        : {
            en: `\`${name}\` is a \`${plugged}\`, and its plug-in does not say when two of them are the same. Ask only whether it \`is present\`.`,
            zh: `\`${name}\` 的类型是 \`${plugged}\`，插件没有说明怎样算相同，不能比较。请只问它是否填写（\`is present\`）。`
          },
    docs: {
      en: "Texts, phone numbers, attachments and signatures can be shown, and asked whether they are there; nothing else.",
      zh: "文字、电话、附件和签字只能显示，或询问是否存在，不能比较。"
    }
  }),

  "maybe-missing": error<{ readonly name: string; readonly why: Said; readonly ask: string }>({
    title: { en: "May not be there", zh: "可能没有值" },
    message: ({ name, why, ask }) => ({
      en: `\`${name}\` may be missing here: ${why.en}. Ask first (\`${ask}\`), or give a substitute with \`else\`.`,
      zh: `\`${name}\` 在这里可能没有值：${why.zh}。请先判断（\`${ask}\`），或用 \`else\` 给出替代值。`
    }),
    docs: {
      en: "Nothing is null: what may be absent is asked for or given a substitute before it is used.",
      zh: "语言里没有空值：可能缺少的内容，要先询问或给出替代，才能使用。"
    }
  }),

  "used-too-early": error<{ readonly name: string; readonly step: string }>({
    title: { en: "Not known yet", zh: "此时还不知道" },
    message: ({ name, step }) => ({
      en: `\`${name}\` is only known after the step \`${step}\`, which comes later or on another way. Move this below it, or use something that is known by now.`,
      zh: `\`${name}\` 要等步骤 \`${step}\` 做完才知道，而那一步在后面或在另一条路上。请把这里移到它之后，或改用此时已知的内容。`
    }),
    docs: {
      en: "A step's values exist only after it has run.",
      zh: "步骤的值在该步骤完成之后才有。"
    }
  }),

  "money-unrounded": error<{ readonly written: string }>({
    title: { en: "Rounding not written", zh: "未写明取整" },
    message: ({ written }) => ({
      en: `This amount can have fractions of the smallest coin, and nobody has said which way to round. Write \`half-up(${written})\`, \`up( )\` or \`down( )\`.`,
      zh: `这里算出的金额可能不足一分，却没有写明怎么取整。请写成 \`half-up(${written})\`（四舍五入），或用 \`up( )\`、\`down( )\`。`
    }),
    docs: {
      en: "Money times a number is unrounded, and cannot be stored, shown or paid until it says how it is rounded.",
      zh: "金额乘以数字后尚未取整，写明取整方式之前不能保存、显示或收付。"
    }
  }),

  "currency-unknown": error<{ readonly currency: string; readonly expected: string }>({
    title: { en: "Another currency", zh: "币种不符" },
    message: ({ currency, expected }) => ({
      en: `The handbook counts in ${expected}, but this amount is in ${currency}. Amounts are never converted; write it in ${expected}.`,
      zh: `手册以 ${expected} 计价，而这里写的是 ${currency}。金额不会换算，请改用 ${expected}。`
    }),
    docs: {
      en: "A handbook has one currency.",
      zh: "一份手册只用一个币种。"
    }
  }),

  "role-needs-place": error<{ readonly role: string; readonly departments: ReadonlyArray<string> }>({
    title: { en: "In which department?", zh: "哪个部门的岗位？" },
    message: ({ role, departments }) => ({
      en: `The post \`${role}\` exists in every department, so this could be anybody. Write \`${role} in …\` with a department (${listEn(departments, "or")}) or a field that names one.`,
      zh: `每个部门都有 \`${role}\` 这个岗位，这里不知道指哪一个。请写 \`${role} in …\`，后面跟部门（${listZh(departments, "或")}）或部门字段。`
    }),
    docs: {
      en: "A role without `in` in the handbook is a post of every department and is always used with one.",
      zh: "手册中没有写 `in` 的岗位各部门都有，使用时必须写明部门。"
    }
  }),

  "procedure-unknown": error<{ readonly name: string; readonly nearest: ReadonlyArray<string> }>({
    title: { en: "No such procedure", zh: "没有这个流程" },
    message: ({ name, nearest }) => ({
      en: `${
        /\.ya?ml$/.test(name)
          ? "A procedure is brought in without the ending of its file."
          : name.includes("/")
          ? `There is no file \`${name}.procedure.yaml\`, seen from this folder.`
          : `There is no procedure \`${name}\` in this folder or under \`uses\` of the handbook.`
      } ${
        nearest.length > 0
          ? `Did you mean ${listEn(nearest, "or")}?`
          : name.includes("/")
          ? "Check the folder and the name."
          : `Add \`${name}.procedure.yaml\`, or bring it in with \`uses\`.`
      }`,
      zh: `${
        /\.ya?ml$/.test(name)
          ? "引入流程时不写文件后缀。"
          : name.includes("/")
          ? `从本文件夹看，没有文件 \`${name}.procedure.yaml\`。`
          : `本文件夹和手册的 \`uses\` 里都没有流程 \`${name}\`。`
      }${
        nearest.length > 0
          ? `是否想写 ${listZh(nearest, "或")}？`
          : name.includes("/")
          ? "请核对文件夹和名称。"
          : `请添加 \`${name}.procedure.yaml\`，或用 \`uses\` 引入。`
      }`
    }),
    docs: {
      en: "A procedure is known by its name inside its folder; `uses` in the handbook brings in others.",
      zh: "流程在本文件夹内按名称识别；其他文件夹的流程用手册的 `uses` 引入。"
    }
  }),

  "call-uncovered": error<{
    readonly name: string
    readonly step: string
    readonly outcomes: ReadonlyArray<string>
    /** of a `do` */
    readonly action?: boolean
  }>({
    title: { en: "Not with every outcome", zh: "并非每种结果都有" },
    message: ({ action, name, step, outcomes }) => ({
      en: `\`${name}\` is there only if \`${step}\` ended with ${listEn(outcomes, "or")}; ${
        action === true ? "the action can also fail" : "every called case can also end otherwise, at least with `cancelled`"
      }. Ask for \`${step}.outcome\` first.`,
      zh: `只有 \`${step}\` 以 ${listZh(outcomes, "或")} 结束时才有 \`${name}\`；${
        action === true ? "动作也可能失败" : "被调用的流程也可能有别的结果，至少可能是 `cancelled`（已取消）"
      }。请先判断 \`${step}.outcome\`。`
    }),
    docs: {
      en: "A field of one outcome of a called procedure exists only when it ended so.",
      zh: "被调用流程某一结果的字段，只有以该结果结束时才存在。"
    }
  }),

  "failure-uncovered": error<{ readonly step: string; readonly action: string; readonly fails: ReadonlyArray<string> }>({
    title: { en: "Failure not covered", zh: "未处理失败情形" },
    message: ({ action, fails, step }) => ({
      en: `\`${action}\` can fail (${listEn(fails, "or")}), and nothing asks how \`${step}\` went, so the case would go on as if it had been done. Write a \`choose\` of \`${step}.outcome\` after it, with a branch for each: ${listEn(["done", ...fails], "and")}.`,
      zh: `\`${action}\` 可能失败（${listZh(fails, "或")}），但没有步骤判断 \`${step}\` 的结果，事项会当作已经完成继续往下走。请在其后写一个 \`choose\`，\`of: ${step}.outcome\`，为每种结果写一个分支：${listZh(["done", ...fails], "和")}。`
    }),
    docs: {
      en: "An action of the host says how it may fail. Each of these is an outcome of the step `do`, and a procedure says what then happens.",
      zh: "插件的动作会说明可能怎样失败。每种失败都是 `do` 步骤的一个结果，流程要写明之后怎么办。"
    }
  }),

  /** said by a check of a plug-in, under its own code, title and severity (`Diagnostic.code`) */
  plugin: error<{ readonly code: string; readonly title: Said; readonly message: Said; readonly docs: Said }>({
    title: { en: "Rule of a plug-in", zh: "插件的规则" },
    message: ({ message }) => message,
    docs: {
      en: "A host can plug in rules of its own. Their codes begin with `plugin/`; what each is for, its plug-in says.",
      zh: "可以用插件加入自己的规则，代码以 `plugin/` 开头；每条规则的用意由插件说明。"
    }
  }),

  "parameter-unset": error<{ readonly name: string; readonly procedure: string }>({
    title: { en: "Parameter without value", zh: "参数没有取值" },
    message: ({ name, procedure }) => ({
      en: `The parameter \`${name}\` has no \`default\`, and the handbook gives it no value, so nobody would know what holds. Write it under \`parameters: { ${procedure}: … }\` of the handbook, or give a \`default\`.`,
      zh: `参数 \`${name}\` 没有 \`default\`，手册也没有给它取值，运行时无从得知。请在手册的 \`parameters: { ${procedure}: … }\` 里写明，或给出 \`default\`。`
    }),
    docs: {
      en: "A parameter has a value before anything runs: its default, or the one of the handbook.",
      zh: "参数在运行之前必须有值：默认值，或手册里的取值。"
    }
  }),

  "parameter-type": error<{ readonly expected: Said; readonly written: string; readonly hint?: Said | undefined }>({
    title: { en: "Wrong parameter value", zh: "参数取值不对" },
    message: ({ expected, hint, written }) => ({
      en: `\`${written}\` is not ${expected.en}, and that is what this parameter needs.${hint === undefined ? "" : ` ${hint.en}`}`,
      zh: `这个参数应为${expected.zh}，而 \`${written}\` 不是。${hint?.zh ?? ""}`
    }),
    docs: {
      en: "A parameter is a field: its value must fit its type.",
      zh: "参数也是字段，取值必须符合它的类型。"
    }
  }),

  "field-two-types": error<{ readonly field: string; readonly step: string; readonly one: Said; readonly other: Said }>({
    title: { en: "A field of two types", zh: "同名字段类型不同" },
    message: ({ field, one, other, step }) => ({
      en: `In one branch \`${field}\` of \`${step}\` is ${one.en}, here it is ${other.en}, and the two are kept alike: whoever reads the case later could not tell which it is. Give it one type in both branches, or one of the two another name.`,
      zh: `步骤 \`${step}\` 的字段 \`${field}\` 在另一分支里是${one.zh}，在这里却是${other.zh}，而两者保存的形式一样，以后查阅的人分不清是哪一种。请让两个分支里的类型一致，或给其中一个字段改名。`
    }),
    docs: {
      en: "Tasks in branches of one `choose` may share a name. A field of both may be one of two types only where the value shows which: two checklists, a date and a yes/no; not a number and a text.",
      zh: "同一个 `choose` 的各分支里，任务可以同名。两处都有的字段，只有在值本身能看出类型时才可以类型不同：例如两份不同的检查表、日期与是/否；数字与文字则不行。"
    }
  }),

  "handbook-missing": error<{ readonly folder: string }>({
    title: { en: "Handbook missing", zh: "缺少手册" },
    message: ({ folder }) => ({
      en: `There is no \`handbook.yaml\` in \`${folder}\`, and it says who works here, when the office is open and which registers exist. Write it beside this file.`,
      zh: `文件夹 \`${folder}\` 里没有 \`handbook.yaml\`，而岗位、办公时间和台账都写在手册里。请在本文件旁边添加。`
    }),
    docs: {
      en: "Each folder has one handbook: the organisation around its procedures.",
      zh: "每个文件夹有一份手册，写明流程所在的组织。"
    }
  }),

  "handbook-name-taken": error<{ readonly name: string; readonly used: string }>({
    title: { en: "Two handbooks of one name", zh: "手册重名" },
    message: ({ name, used }) => ({
      en: `\`${used}\` belongs to another handbook that is also called \`${name}\`. A procedure is known by both names, so nobody could tell \`${name}/…\` of the one from that of the other. Rename one of the handbooks.`,
      zh: `\`${used}\` 属于另一份同样叫 \`${name}\` 的手册。流程以“手册/流程”为全名，重名就分不清 \`${name}/…\` 是哪一份里的。请给其中一份手册改名。`
    }),
    docs: {
      en: "Handbooks that know each other by `uses` have different names: `v3/reception` is the full name of a procedure.",
      zh: "通过 `uses` 互相引用的手册不能重名：`v3/reception` 就是流程的全名。"
    }
  })
}
