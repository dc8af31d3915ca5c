import { error, warning } from "../Entry.ts"
import type { Said } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** What the checks find about the way of a case: steps, branches, ends, and what opens it. */
export const check = {
  "path-without-end": error<{ readonly after: string; readonly outcomes: ReadonlyArray<string> }>({
    title: { en: "The case never ends", zh: "流程没有结束" },
    message: ({ after, outcomes }) => ({
      en: `After \`${after}\` nothing more is written, but the case is not over: it would stay open for ever. Put an \`end\` there, with ${listEn(outcomes.slice(0, 4), "or")}.`,
      zh: `\`${after}\` 之后没有别的步骤了，但流程还没有结束，会一直挂着。请在这里写 \`end\`，结局可用 ${listZh(outcomes.slice(0, 4), "或")}。`
    }),
    docs: {
      en: "On every path a step `end` is reached, so that each case has an outcome.",
      zh: "每条路径都要走到 `end`，这样每个事项都有结局。"
    }
  }),

  "step-unreachable": error<{ readonly name: string }>({
    title: { en: "Never reached", zh: "永远走不到" },
    message: ({ name }) => ({
      en: `\`${name}\` is never reached: the case has always ended before it. Move it above the \`end\`, give that \`end\` a \`when\`, or remove it.`,
      zh: `\`${name}\` 永远走不到：在它之前流程总会结束。请把它移到 \`end\` 前面，或给那个 \`end\` 加上 \`when\`，或删去这一步。`
    }),
    docs: {
      en: "`end` ends the whole case; what stands below it in the same list does not happen.",
      zh: "`end` 结束整个流程，同一列表里写在它下面的步骤不会发生。"
    }
  }),

  "always-true": warning<{ readonly written: string }>({
    title: { en: "Always so", zh: "条件恒成立" },
    message: ({ written }) => ({
      en: `\`${written}\` always holds here, after what was decided before. Leave the \`when\` out, or ask for what was meant.`,
      zh: `按前面已经确定的情况，\`${written}\` 在这里总是成立。请去掉 \`when\`，或改成本来想问的条件。`
    }),
    docs: {
      en: "A condition that always holds decides nothing.",
      zh: "总是成立的条件不起作用。"
    }
  }),

  "always-false": warning<{ readonly written: string }>({
    title: { en: "Never so", zh: "条件恒不成立" },
    message: ({ written }) => ({
      en: `\`${written}\` never holds here, after what was decided before, so this never happens. Change the condition or remove it.`,
      zh: `按前面已经确定的情况，\`${written}\` 在这里永远不成立，这一项不会发生。请修改条件或删去。`
    }),
    docs: {
      en: "A condition that never holds hides something that was meant to happen.",
      zh: "永远不成立的条件，会让本该发生的事不发生。"
    }
  }),

  "no-effect": warning<{ readonly written: string; readonly whole?: string }>({
    title: { en: "Changes nothing", zh: "不起作用" },
    message: ({ written, whole }) => ({
      en: `Leaving out \`${written}\` would change nothing: ${
        whole === undefined ? "what stands before it is always there" : "what stands beside it, or was decided before, says it already"
      }. Leave it out, or write what was meant.`,
      zh: `去掉 \`${written}\` 结果完全一样：${whole === undefined ? "前面的内容总是有值" : "旁边的条件或前面已经确定的情况已经包含了它"}。请去掉，或改成本来的意思。`
    }),
    docs: {
      en: "Each part of a condition can change its answer; a part that cannot mostly hides a slip.",
      zh: "条件的每一部分都应能影响结果；影响不了的部分，多半是写错了。"
    }
  }),

  "outcome-unused": warning<{ readonly outcome: string }>({
    title: { en: "Never ends so", zh: "结局从未用到" },
    message: ({ outcome }) => ({
      en: `No \`end\` and no order ends a case with \`${outcome}\`. Remove it, or add the \`end\` that was forgotten.`,
      zh: `没有任何 \`end\` 或指令以 \`${outcome}\` 结束。请删去，或补上遗漏的 \`end\`。`
    }),
    docs: {
      en: "Every outcome that is listed can be reached.",
      zh: "列出的每种结局都应当能走到。"
    }
  }),

  "outcome-reserved": error({
    title: { en: "Always there", zh: "系统自带的结局" },
    message: () => ({
      en: "`cancelled` is the outcome every procedure has when its caller goes away, so it can neither be declared nor be ended with. Choose another name for your own, e.g. `called-off`.",
      zh: "`cancelled` 是每个流程自带的结局（调用方取消时），不能自己定义，也不能写在 `end` 里。请换一个名称，如 `called-off`。"
    }),
    docs: {
      en: "Besides its own outcomes every procedure has `cancelled`.",
      zh: "除自定的结局外，每个流程都有 `cancelled`。"
    }
  }),

  "outcome-fields": error<{ readonly outcome: string; readonly missing: ReadonlyArray<string> }>({
    title: { en: "Outcome incomplete", zh: "结局内容不全" },
    message: ({ outcome, missing }) => ({
      en: `The outcome \`${outcome}\` promises ${listEn(missing, "and")}, and whoever waits for it relies on that. Add it under \`gives\`.`,
      zh: `结局 \`${outcome}\` 约定要给出 ${listZh(missing, "和")}，等待结果的一方会用到。请在 \`gives\` 里补上。`
    }),
    docs: {
      en: "An outcome's fields are given by every `end` that ends with it.",
      zh: "凡以某结局结束的 `end`，都要给出该结局的全部必填字段。"
    }
  }),

  "case-missing": error<{ readonly of: string; readonly missing: ReadonlyArray<string> }>({
    title: { en: "Branch missing", zh: "分支不全" },
    message: ({ of, missing }) => ({
      en: `\`${of}\` can also be ${listEn(missing, "or")}, and nothing says what happens then. Write a case for it (\`[]\` if nothing is to be done), or \`otherwise\`.`,
      zh: `\`${of}\` 还可能是 ${listZh(missing, "或")}，这里没有写那时怎么办。请补上对应分支（无事可做就写 \`[]\`），或写 \`otherwise\`。`
    }),
    docs: {
      en: "`choose` has a case for every value, or `otherwise`.",
      zh: "`choose` 要覆盖每个取值，或写 `otherwise`。"
    }
  }),

  "case-unknown": error<{
    readonly of: string
    readonly name: string
    readonly nearest: ReadonlyArray<string>
    readonly values: ReadonlyArray<string>
    /** the only value without a branch, where this is the only branch without a value */
    readonly left?: string
  }>({
    title: { en: "No such value", zh: "没有这个取值" },
    message: ({ left, of, name, nearest, values }) => ({
      en: `\`${of}\` is never \`${name}\`, so this branch would never be taken. ${
        left !== undefined
          ? `For \`${left}\` there is no branch: if it was renamed, write \`${left}\` here, or \`${name}\` among the values.`
          : nearest.length > 0 ? `Did you mean ${listEn(nearest, "or")}?` : `It can be ${listEn(values, "or")}.`
      }`,
      zh: `\`${of}\` 不会是 \`${name}\`，这个分支永远不会走到。${
        left !== undefined
          ? `而 \`${left}\` 没有分支：如果是改了名，请把这里写成 \`${left}\`，或把取值改为 \`${name}\`。`
          : nearest.length > 0 ? `是否想写 ${listZh(nearest, "或")}？` : `它可能是 ${listZh(values, "或")}。`
      }`
    }),
    docs: {
      en: "The names of the cases are the values of what is chosen by.",
      zh: "分支的名称就是所选内容的取值。"
    }
  }),

  "branch-dead": error<{ readonly of: string }>({
    title: { en: "Nothing is left", zh: "没有剩余情况" },
    message: ({ of }) => ({
      en: `Every value of \`${of}\` has its own case already, so \`otherwise\` would never be taken. Remove it.`,
      zh: `\`${of}\` 的每个取值都已有分支，\`otherwise\` 永远走不到，请删去。`
    }),
    docs: {
      en: "`otherwise` is for the values that have no case of their own.",
      zh: "`otherwise` 用于没有单独分支的取值。"
    }
  }),

  "row-dead": error({
    title: { en: "Row never counts", zh: "这一行不起作用" },
    message: () => ({
      en: "The rows above already cover every case in which this one could hold, so it is never taken. Move it up, or remove it.",
      zh: "上面各行已经包括了这一行能成立的全部情况，它永远不会被采用。请把它上移或删去。"
    }),
    docs: {
      en: "In `first`, rows are tried from top to bottom; the first that holds counts.",
      zh: "`first` 从上到下逐行判断，第一条成立的行有效。"
    }
  }),

  "row-gap": error<{ readonly step: string; readonly example?: string }>({
    title: { en: "Not every case covered", zh: "有未覆盖的情况" },
    message: ({ step, example }) => ({
      en: example !== undefined
        ? `No row of \`${step}\` holds when ${example}: there is no value then, and the case could not go on. Add a row for it, widen one, or (in \`first\`) end with a row without \`when\`.`
        : `If no row of \`${step}\` holds, there is no value, and the case could not go on. Give the table a last row without \`when\`.`,
      zh: example !== undefined
        ? `当 ${example} 时，\`${step}\` 没有一行成立，得不到结果，流程无法继续。请补一行、放宽某一行的条件，或在 \`first\` 最后加一行不带 \`when\` 的规则。`
        : `如果 \`${step}\` 的各行都不成立，就没有结果，流程无法继续。请在最后加一行不带 \`when\` 的规则。`
    }),
    docs: {
      en: "A decision always has a result: the last row of `first` has no `when`.",
      zh: "判定总要有结果：`first` 的最后一行不写 `when`。"
    }
  }),

  "row-overlap": error<{ readonly example: string }>({
    title: { en: "Two rows hold", zh: "两行同时成立" },
    message: ({ example }) => ({
      en: `When ${example}, this row holds and another one above too, so the table does not say which counts. Narrow one of them, or use \`first\`.`,
      zh: `当 ${example} 时，这一行和上面的另一行同时成立，无法确定以哪一行为准。请收窄其中一行，或改用 \`first\`。`
    }),
    docs: {
      en: "In `exactly-one` no case may fall under two rows.",
      zh: "`exactly-one` 中任何情况都不能同时符合两行。"
    }
  }),

  "row-unproven": error<{ readonly step: string; readonly example?: string }>({
    title: { en: "Cannot be proved", zh: "无法证明恰好一行" },
    message: ({ example, step }) => ({
      en: `That always exactly one row of \`${step}\` holds cannot be proved, because its conditions ${example === undefined ? "ask for too much at once" : `compare values with each other (as far as can be seen, none or two hold when ${example})`}. Use \`first\` and let the last row have no \`when\`, or first decide what is compared in a step of its own.`,
      zh: `无法证明 \`${step}\` 总是恰好有一行成立，因为条件${example === undefined ? "一次问得太多" : `在相互比较数值（就目前所知，当 ${example} 时没有一行或有两行成立）`}。请改用 \`first\` 并让最后一行不写 \`when\`，或先用单独的步骤判定要比较的内容。`
    }),
    docs: {
      en: "`exactly-one` is a promise that is proved before a case runs: no gap, no two rows. Two comparisons over the same value in different calculations cannot be told apart.",
      zh: "`exactly-one` 是运行前就要证明的承诺：不漏、不重。同一个值出现在不同算式的比较中时，无法判断它们能否同时成立。"
    }
  }),

  "loop-without-exit": error<{ readonly step: string; readonly written: string }>({
    title: { en: "Never gets out", zh: "循环出不来" },
    message: ({ step, written }) => ({
      en: `\`${written}\` can never hold at the end of a round of \`${step}\`, so the rounds would go on for ever. Ask for something that a round can bring about.`,
      zh: `在 \`${step}\` 的每一轮结束时，\`${written}\` 都不可能成立，会一直循环下去。请改问一轮之内能达到的情况。`
    }),
    docs: {
      en: "What `until` asks for can come true.",
      zh: "`until` 所问的情况要有可能成立。"
    }
  }),

  "loop-no-change": error<{ readonly step: string }>({
    title: { en: "Nothing can change it", zh: "循环无法改变结果" },
    message: ({ step }) => ({
      en: `No step inside \`${step}\` gives anything that \`until\` asks for, so a second round would end exactly like the first, again and again. Ask for a value of the round.`,
      zh: `\`${step}\` 里没有任何步骤会改变 \`until\` 所问的内容，第二轮的结果与第一轮完全一样，会一直循环。请改问本轮产生的值。`
    }),
    docs: {
      en: "`until` asks for something that a round can change.",
      zh: "`until` 要问每一轮能改变的内容。"
    }
  }),

  "each-unbounded": error<{ readonly list: string }>({
    title: { en: "How many at most?", zh: "最多几项？" },
    message: ({ list }) => ({
      en: `\`each\` goes through \`${list}\`, and nobody has said how many items it can have. Give the field \`at-most\` (200 or fewer).`,
      zh: `\`each\` 要逐项处理 \`${list}\`，却没有写最多几项。请给这个字段加上 \`at-most\`（不超过 200）。`
    }),
    docs: {
      en: "A list used by `each` has `at-most`, because all items run side by side.",
      zh: "`each` 使用的列表要写 `at-most`，因为各项同时进行。"
    }
  }),

  "wait-without-limit": error<{ readonly step: string; readonly event: string }>({
    title: { en: "May wait for ever", zh: "可能无限等待" },
    message: ({ step, event }) => ({
      en: `If \`${event}\` never comes, \`${step}\` waits for ever and nobody is told. Add \`until\`, or put it into a \`parallel\` with \`join: any\` beside something that can end it.`,
      zh: `如果 \`${event}\` 一直不来，\`${step}\` 会无限等下去，也没有人知道。请加上 \`until\`，或放进 \`join: any\` 的 \`parallel\`，让别的分支能结束它。`
    }),
    docs: {
      en: "A wait for an event alone needs a clock or another branch that can end it.",
      zh: "只等事件的步骤，要有期限，或有能结束它的其他分支。"
    }
  }),

  "silent-consent": error<{ readonly step: string; readonly task: string }>({
    title: { en: "Silence counts as consent", zh: "沉默视为同意" },
    message: ({ step, task }) => ({
      en: `When \`${step}\` is over before anybody has done \`${task}\`, the case goes on as if it had been answered: silence counts as consent. If that is meant, say which rule allows it with \`because\`.`,
      zh: `如果 \`${step}\` 先到时间，而 \`${task}\` 还没人处理，流程会照样继续，等于把沉默当作同意。确需如此，请用 \`because\` 写明依据。`
    }),
    docs: {
      en: "A wait that can win against a person's task says why silence is enough.",
      zh: "等待能够抢在人处理之前结束时，要写明为何可以视为同意。"
    }
  }),

  "call-circle": error<{ readonly way: ReadonlyArray<string> }>({
    title: { en: "Calls itself", zh: "循环调用" },
    message: ({ way }) => ({
      en: `These procedures call one another in a circle (${way.join(" → ")}), so each would wait for the next without end. One of them has to \`start\` instead of \`call\`.`,
      zh: `这些流程互相调用成了环（${way.join(" → ")}），会一个等一个，没有尽头。请把其中一处 \`call\` 改为 \`start\`。`
    }),
    docs: {
      en: "A called case is waited for; a circle of calls would never end.",
      zh: "被调用的流程要等它结束，循环调用就永远等不完。"
    }
  }),

  "opened-by-nobody": error<{ readonly procedure: string }>({
    title: { en: "Nobody opens it", zh: "没有人能开启" },
    message: ({ procedure }) => ({
      en: `\`${procedure}\` has no \`intake.by\`, and no other procedure or schedule opens it, so it could never begin. Say who may open it, or open it from somewhere.`,
      zh: `\`${procedure}\` 没有写 \`intake.by\`，也没有别的流程或定时安排开启它，永远不会开始。请写明谁可以开启，或在别处开启它。`
    }),
    docs: {
      en: "A case is opened by people (`intake.by`), by another case or by a schedule.",
      zh: "流程由人（`intake.by`）、其他流程或定时安排开启。"
    }
  }),

  "with-incomplete": error<{ readonly procedure: string; readonly missing: ReadonlyArray<string>; readonly period?: boolean }>({
    title: { en: "Not given", zh: "内容未给全" },
    message: ({ procedure, missing, period }) => ({
      en: `\`${procedure}\` needs ${listEn(missing, "and")}, and nothing here gives it. ${
        period === true
          ? "Say which days it is about with `covers`, such as `covers: last week`."
          : "Nobody could be asked for it later, so write it under `with`."
      }`,
      zh: `\`${procedure}\` 需要 ${listZh(missing, "和")}，这里没有给出${
        period === true ? "。请用 `covers` 写明涵盖哪些日期，如 `covers: last week`（上周）。" : "，之后也没有人可以补填。请写在 `with` 里。"
      }`
    }),
    docs: {
      en: "What a case or event needs is given when it begins, or somebody (`intake.by`) can be asked for it.",
      zh: "流程或事件需要的内容，要在开始时给出，或者有人（`intake.by`）可以补填。"
    }
  }),

  "covers-no-period": error<{ readonly procedure: string; readonly periods: ReadonlyArray<string> }>({
    title: { en: "Nothing takes the period", zh: "没有接收期间的字段" },
    message: ({ procedure, periods }) =>
      periods.length === 0
        ? {
            en: `\`covers\` says which days the case is about, but the intake of \`${procedure}\` has no field of type \`period\` to take them. Add one, or leave \`covers\` out.`,
            zh: `\`covers\` 说明事项涵盖哪些日期，但 \`${procedure}\` 的登记表没有 \`period\` 类型的字段。请加上该字段，或去掉 \`covers\`。`
          }
        : {
            en: `\`covers\` says which days the case is about, but the intake of \`${procedure}\` has several fields of type \`period\`: ${listEn(periods, "and")}. Leave one of them.`,
            zh: `\`covers\` 说明事项涵盖哪些日期，但 \`${procedure}\` 的登记表有几个 \`period\` 类型的字段：${listZh(periods, "和")}。请只保留一个。`
          },
    docs: {
      en: "The period a schedule covers is given to the intake's only `period` field.",
      zh: "定时安排涵盖的期间，交给登记表里唯一的 `period` 字段。"
    }
  }),

  "change-unapproved": error<{ readonly version: number }>({
    title: { en: "Change not approved", zh: "变更未经批准" },
    message: ({ version }) => ({
      en: `Version ${version} is a major change, and nobody has approved it. Write \`approved-by\`.`,
      zh: `版本 ${version} 属重大变更，却没有写批准人。请写明 \`approved-by\`。`
    }),
    docs: {
      en: "A major change to a procedure says who approved it.",
      zh: "流程的重大变更要写明批准人。"
    }
  }),

  "parallel-alone": error<{ readonly step: string }>({
    title: { en: "Nothing beside it", zh: "没有并行内容" },
    message: ({ step }) => ({
      en: `\`${step}\` has only one branch and nothing beside it, so nothing runs side by side. Add a branch or \`beside\`, or write its steps without \`parallel\`.`,
      zh: `\`${step}\` 只有一个分支，也没有 \`beside\`，并没有同时进行的内容。请补一个分支或 \`beside\`，或去掉 \`parallel\` 直接写步骤。`
    }),
    docs: {
      en: "`parallel` has at least two branches, or one and `beside`.",
      zh: "`parallel` 至少有两个分支，或一个分支加 `beside`。"
    }
  }),

  "decide-type-missing": error<{ readonly written: string; readonly found: Said; readonly name?: boolean; readonly type?: string }>({
    title: { en: "Type of the decision missing", zh: "没有写明判定的类型" },
    message: ({ found, name, type, written }) => ({
      en: `\`${written}\` is ${name === true ? `the name of ${found.en}` : found.en}, but without \`type\` a decision chooses among words of its own. ${
        type === undefined
          ? "Write one kind of value after every `then` and say which with `type`, or one word after each"
          : `If that value is meant, add the line \`type: ${type}\``
      }${name === true ? "; if a word is meant, take one that is not a name already" : ""}.`,
      zh: `\`${written}\` ${name === true ? `是已有的名称（${found.zh}）` : `的类型是“${found.zh}”`}，而没有写 \`type\` 的判定只在自己的几个词之间选择。${
        type === undefined
          ? "请让每个 `then` 后面都是同一种值，并用 `type` 写明是哪一种；或者每个 `then` 后面只写一个词"
          : `如果要的就是这个值，请加一行 \`type: ${type}\``
      }${name === true ? "；如果只是想取一个词，请换一个没有用过的词" : ""}。`
    }),
    docs: {
      en: "Without `type` a `decide` chooses among the words after `then`. A term, a date, an amount or the value of a field needs its `type`.",
      zh: "不写 `type` 时，`decide` 在 `then` 后面的词之间选择。要得出期限、日期、金额或某个字段的值，必须写明 `type`。"
    }
  }),

  "not-understood": error<{ readonly procedure: string }>({
    title: { en: "No plan made", zh: "未能生成" },
    message: ({ procedure }) => ({
      en: `Nothing in particular is wrong with \`${procedure}\`, and yet no plan could be made of it. That is a fault of Frontdesk, not of the file; please report it with this file.`,
      zh: `\`${procedure}\` 没有发现具体问题，却未能生成可运行的流程。这是 Frontdesk 的缺陷，不是文件的错，请连同本文件一起反馈。`
    }),
    docs: {
      en: "A file is never left without a plan and without a reason.",
      zh: "文件不能生成流程时，一定会给出原因。"
    }
  })
}
