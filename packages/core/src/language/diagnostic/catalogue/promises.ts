import { type Said, error, information, warning } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** What the checks find about promises: terms, ladders, orders, holds. */
export const promises = {
  "ladder-due-missing": error<{ readonly rung: string; readonly next: string }>({
    title: { en: "Never passes on", zh: "不会转给下一级" },
    message: ({ rung, next }) => ({
      en: `The rung \`${rung}\` has no \`due\`, so it would never pass on to \`${next}\`. Give it a term; only the last rung may be without one.`,
      zh: `\`${rung}\` 这一级没有 \`due\`，永远不会转给 \`${next}\`。请写明期限；只有最后一级可以不写。`
    }),
    docs: {
      en: "A ladder passes on when a rung's due is missed, so each rung but the last has one.",
      zh: "每一级到期未完成才转到下一级，因此除最后一级外都要有期限。"
    }
  }),

  "case-due-missing": error<{ readonly procedure: string; readonly openers: ReadonlyArray<Said> }>({
    title: { en: "Case without a due", zh: "事项可能没有期限" },
    message: ({ openers, procedure }) => ({
      en: `\`case due\` means nothing in a case of \`${procedure}\` that has no due, and it has none when it is opened by ${openers.map((it) => it.en).join(" or ")}. Give it there, or give \`${procedure}\` a \`due\` of its own.`,
      zh: `\`${procedure}\` 的事项没有期限时，\`case due\` 就没有意义；由${openers.map((it) => it.zh).join("或")}开启时就没有期限。请在那里写明期限，或给 \`${procedure}\` 写上自己的 \`due\`。`
    }),
    docs: {
      en: "`case due` stands where the procedure has a `due` of its own, or everybody who opens it gives one.",
      zh: "流程自己有 `due`，或每个开启它的地方都给出期限时，才能写 `case due`。"
    }
  }),

  "opener-missing": error<{ readonly procedure: string; readonly schedule: string }>({
    title: { en: "Nobody has opened it", zh: "没有受理人" },
    message: ({ procedure, schedule }) => ({
      en: `The schedule \`${schedule}\` leads to cases of \`${procedure}\` that nobody has opened, so \`opener\` names nobody there. Name a role instead.`,
      zh: `定时安排 \`${schedule}\` 会引出没有受理人的 \`${procedure}\` 事项，\`opener\` 在其中不指任何人。请改写为岗位。`
    }),
    docs: {
      en: "A case that a schedule opens has no opener, and neither have the cases it opens, unless somebody fills in the rest of the form.",
      zh: "定时安排开启的事项没有受理人，它再开启的事项也没有，除非有人补填登记表。"
    }
  }),

  "schedule-clash": warning<{ readonly first: string; readonly second: string; readonly procedure: string }>({
    title: { en: "Twice the same duty", zh: "重复安排" },
    message: ({ first, procedure, second }) => ({
      en: `\`${second}\` opens \`${procedure}\` with the same values as \`${first}\`, and there are times when both come at once: the same duty would be there twice. Leave one of them out, or say in \`with\` what is different.`,
      zh: `\`${second}\` 与 \`${first}\` 以同样的内容开启 \`${procedure}\`，有时会同时到来，同一件事就有了两份。请去掉其中一个，或在 \`with\` 中写明区别。`
    }),
    docs: {
      en: "Two schedules do not open the same procedure with the same values at the same time.",
      zh: "两项定时安排不应在同一时间以同样的内容开启同一流程。"
    }
  }),

  "ladder-order": error<{ readonly rung: string; readonly before: string }>({
    title: { en: "Rungs out of order", zh: "层级期限顺序不对" },
    message: ({ rung, before }) => ({
      en: `The rung \`${rung}\` is due no later than \`${before}\` above it, so it would be skipped at once. The terms of a ladder grow from rung to rung.`,
      zh: `\`${rung}\` 这一级的期限不晚于上一级 \`${before}\`，会被直接跳过。各级期限应当逐级变长。`
    }),
    docs: {
      en: "Each rung of a ladder is due after the one above it.",
      zh: "每一级的期限都晚于上一级。"
    }
  }),

  "ladder-at-once": error<{ readonly rung: string }>({
    title: { en: "No instant to pass on", zh: "没有移交时刻" },
    message: ({ rung }) => ({
      en: `\`at once\` is no instant, so the rung \`${rung}\` could never be missed and the task never passed on. Write a term, e.g. \`30 minutes from its start\`.`,
      zh: `\`at once\` 没有确定的时刻，\`${rung}\` 这一级不会到期，任务也就不会转出。请写明期限，如 \`30 minutes from its start\`。`
    }),
    docs: {
      en: "A rung passes on at its due instant, so it needs one.",
      zh: "每一级在到期时刻移交，因此必须有确定的时刻。"
    }
  }),

  "ladder-same-people": warning<{ readonly rung: string; readonly before: string }>({
    title: { en: "The same people", zh: "还是同样的人" },
    message: ({ rung, before }) => ({
      en: `\`${rung}\` has the same people as \`${before}\`: missing the due would change nothing but the name. Name somebody else, or leave the rung out.`,
      zh: `\`${rung}\` 与 \`${before}\` 是同样的人，到期后只是换了个名目。请换人，或去掉这一级。`
    }),
    docs: {
      en: "A ladder passes a task on to somebody else.",
      zh: "层级的意义在于转给别人。"
    }
  }),

  "stage-empty": error<{ readonly stage: string }>({
    title: { en: "Promises nothing", zh: "阶段没有约定" },
    message: ({ stage }) => ({
      en: `The stage \`${stage}\` has neither \`due\` nor \`by\` nor \`ladder\`, so it says nothing its steps do not say. Give it one of them, or leave the stage out.`,
      zh: `阶段 \`${stage}\` 没有 \`due\`、\`by\` 或 \`ladder\`，等于什么也没约定。请至少写一项，或去掉这个阶段。`
    }),
    docs: {
      en: "A stage is a stretch with a term or a holder of its own.",
      zh: "阶段是有自己期限或负责人的一段步骤。"
    }
  }),

  "clock-not-running": warning<{ readonly task: string; readonly anchor: string; readonly waits: string }>({
    title: { en: "Clock not running yet", zh: "期间没有计时" },
    message: ({ task, anchor, waits }) => ({
      en: `The term of \`${task}\` counts from \`${anchor}\`, but while \`${waits}\` is not done no clock runs and nobody is warned: the task may be born late. Give \`${waits}\` a \`due\`, or put both into a \`stage\` with one.`,
      zh: `\`${task}\` 的期限从 \`${anchor}\` 起算，但 \`${waits}\` 没做完时没有任何计时，也无人提醒，任务可能一出现就已超期。请给 \`${waits}\` 写 \`due\`，或用带期限的 \`stage\` 把两步包起来。`
    }),
    docs: {
      en: "A term on a task runs from the moment the task is reached, even if it counts from earlier.",
      zh: "任务的期限虽可从更早起算，但要到任务出现时才开始计时。"
    }
  }),

  "resume-missing": error({
    title: { en: "Cannot be resumed", zh: "无法恢复" },
    message: () => ({
      en: "A case may be suspended here, but nobody may resume it before the time is up. Add the order `resume` with who may give it.",
      zh: "这里允许暂停，却没有人可以提前恢复。请加上 `resume`，写明谁可以恢复。"
    }),
    docs: {
      en: "Where there is `suspend`, there is `resume`.",
      zh: "有 `suspend` 就要有 `resume`。"
    }
  }),

  "order-useless": warning<{ readonly order: string; readonly why: Said }>({
    title: { en: "Never legal", zh: "命令用不上" },
    message: ({ order, why }) => ({
      en: `The order \`${order}\` could never be given: ${why.en}. Remove it, or change what it is for.`,
      zh: `\`${order}\` 命令永远用不上：${why.zh}。请删去，或修改适用对象。`
    }),
    docs: {
      en: "An order that can never be given only misleads.",
      zh: "用不上的命令只会误导人。"
    }
  }),

  "hold-never-ends": error<{ readonly event: string } | { readonly way: ReadonlyArray<string> }>({
    title: { en: "Never goes on", zh: "永远不会恢复" },
    message: (args) => "way" in args
      ? {
        en: `Cases of these procedures wait for one another in a circle (${args.way.join(" → ")}): this one stands still until the other has ended, and that one waits for this. Hold only a part of the case, or end the hold by an event.`,
        zh: `这些流程的事项互相等待成了环（${args.way.join(" → ")}）：这一个要停到对方结束，而对方又在等这一个。请只暂停其中一部分，或用事件解除。`
      }
      : {
        en: `\`its end\` waits for the case that announced it, but \`${args.event}\` comes from outside and has no case: this part would stand still for ever. Name the event that ends it.`,
        zh: `\`its end\` 等的是发布事件的那个事项结束，而 \`${args.event}\` 来自外部，没有对应的事项：这一部分会一直停着。请写明由哪个事件解除。`
      },
    docs: {
      en: "A hold comes to an end: by another event when it began with one from outside, and never by a case that waits for this one.",
      zh: "暂停总要能解除：由外部事件引起的，要写另一个事件；也不能等一个正在等本事项的事项。"
    }
  }),

  "event-never-announced": error<{ readonly event: string }>({
    title: { en: "Never announced", zh: "从未发布" },
    message: ({ event }) => ({
      en: `\`${event}\` is declared, but no \`announce\` step tells it, so whoever listens would wait in vain. Add the step, or remove the event.`,
      zh: `声明了事件 \`${event}\`，却没有 \`announce\` 步骤发布它，等它的一方会白等。请加上这一步，或删去该事件。`
    }),
    docs: {
      en: "Every event under `announces` is told by some step.",
      zh: "`announces` 里的每个事件都要有步骤发布。"
    }
  }),

  "event-never-heard": information<{ readonly event: string }>({
    title: { en: "Nobody listens", zh: "没有流程在听" },
    message: ({ event }) => ({
      en: `\`${event}\` is announced, but no \`wait\` and no hold of any file listens to it. If only programs outside listen, all is well; otherwise a file has forgotten it.`,
      zh: `事件 \`${event}\` 会发布，但没有任何文件的 \`wait\` 或 \`holds\` 在听。如果只供外部程序使用，可以不管；否则就是有文件漏写了。`
    }),
    docs: {
      en: "An announced event is mostly meant for some other procedure.",
      zh: "发布的事件通常是给别的流程用的。"
    }
  }),

  "class-use": error<{ readonly field: string; readonly class: string; readonly procedure: string; readonly usedIn: ReadonlyArray<string> }>({
    title: { en: "Not meant to go there", zh: "超出使用范围" },
    message: ({ field, class: name, procedure, usedIn }) => ({
      en: `\`${field}\` is \`${name}\` and may only be used in ${listEn(usedIn, "and")}, but here it is given to \`${procedure}\`. Leave it out, or let the handbook allow it.`,
      zh: `\`${field}\` 属于 \`${name}\`，只能用于 ${listZh(usedIn, "和")}，这里却交给了 \`${procedure}\`。请不要传递，或在手册里放开范围。`
    }),
    docs: {
      en: "A confidential value goes only to the procedures its class names in `used-in`.",
      zh: "保密内容只能交给其类别 `used-in` 所列的流程。"
    }
  }),

  "class-leak": error<{ readonly field: string; readonly class: string; readonly message?: string; readonly ledger?: string }>({
    title: { en: "Confidential", zh: "泄露保密内容" },
    message: ({ field, class: klass, ledger, message }) => message === undefined
      ? {
        en: `\`${field}\` is confidential (\`${klass}\`), but whoever may read \`${ledger ?? ""}\` would see it there. Give the column or the whole ledger a \`class\`, or leave the value out.`,
        zh: `\`${field}\` 属于保密内容（\`${klass}\`），记入 \`${ledger ?? ""}\` 后，凡能看该台账的人都会看到。请给这一列或整个台账加上 \`class\`，或不写这个值。`
      }
      : {
        en: `The message \`${message}\` shows \`${field}\`, which is confidential (\`${klass}\`), to somebody who may not see it. Leave the value out of the text, or send it to those in \`seen-by\` only.`,
        zh: `消息 \`${message}\` 含有保密内容 \`${field}\`（\`${klass}\`），而收件人无权查看。请从文字里去掉，或只发给 \`seen-by\` 中的人。`
      },
    docs: {
      en: "A confidential value stands in a message only if every receiver may see it, and in a register only under a class.",
      zh: "只有全部收件人都有权查看，保密内容才能写进消息；记入台账时，该列或台账也要有保密类别。"
    }
  }),

  "ladder-empty": error({
    title: { en: "No rungs", zh: "没有层级" },
    message: () => ({
      en: "This ladder has no rung, so nobody would ever have the task. Write at least one, or `by` instead of the ladder.",
      zh: "这里没有写任何一级，任务就没有人负责。请至少写一级，或改用 `by`。"
    }),
    docs: {
      en: "A ladder names who has it first, and who after that.",
      zh: "`ladder` 写明先由谁负责、之后转给谁。"
    }
  }),

  "nobody-can": error<{ readonly why?: Said }>({
    title: { en: "Nobody", zh: "没有人" },
    message: ({ why }) => ({
      en: why === undefined
        ? "This names nobody, so nobody could ever do it. Name a role, a department or a person field."
        : `This means nobody: ${why.en}. The task would stay open and nobody could do it. Name somebody else, or mend the handbook.`,
      zh: why === undefined
        ? "这里没有写任何人，也就没有人能做。请写明岗位、部门或人员字段。"
        : `这里找不到任何人：${why.zh}。任务会一直挂着没人能办。请改写别的人员，或修改手册。`
    }),
    docs: {
      en: "Where somebody has to act, somebody is named, and by the handbook there is such a post.",
      zh: "需要有人处理的地方，要写明由谁处理，而且手册里有这样的岗位。"
    }
  }),

  "together-same-person": error<{ readonly twice?: boolean }>({
    title: { en: "One alone", zh: "只有一人" },
    message: ({ twice }) => twice === true
      ? {
        en: "`together` asks different persons to sign, and this is the very person of a place before it: one signature would be missing for ever. Name somebody else, or leave it out.",
        zh: "`together` 要求不同的人共同签署，而这里与前面的位置是同一个人，总会缺一个签名。请改写别的人，或去掉。"
      }
      : {
        en: "`together` asks different persons to sign one act, and here is only one place. Name a second one, or leave `together` out.",
        zh: "`together` 要求不同的人共同签署，这里却只有一个位置。请写明另一方，或去掉 `together`。"
      },
    docs: {
      en: "`together` is always at least two different persons.",
      zh: "`together` 至少要有两个不同的人。"
    }
  }),

  "not-empties": error({
    title: { en: "Nobody is left", zh: "没有人剩下" },
    message: () => ({
      en: "`not` excludes everybody who is named here, so nobody is left to do it. Exclude fewer, or name somebody more.",
      zh: "`not` 把前面写的人全部排除了，没有人能做。请少排除一些，或多写一些人。"
    }),
    docs: {
      en: "Whoever is excluded by `not`, somebody has to be left.",
      zh: "`not` 排除之后，必须还有人可以处理。"
    }
  }),

  "head-unknown": error<{ readonly department: string }>({
    title: { en: "No head", zh: "没有负责人" },
    message: ({ department }) => ({
      en: `No role of the handbook heads \`${department}\`, so nobody is meant here. Give a role \`heads: ${department}\`, or name a role.`,
      zh: `手册里没有岗位负责 \`${department}\`，这里不知道指谁。请给某个岗位写上 \`heads: ${department}\`，或直接写岗位。`
    }),
    docs: {
      en: "`head of` a department means the role that has it under `heads`.",
      zh: "`head of` 某部门，是指 `heads` 写了该部门的岗位。"
    }
  }),

  "holder-of-itself": error<{ readonly step: string }>({
    title: { en: "Points at itself", zh: "指向自己" },
    message: ({ step }) => ({
      en: `This sentence is to say who holds \`${step}\`, so \`holder\` cannot stand in it. Name a role, or the stage around it (\`holder of …\`).`,
      zh: `这里正要写明由谁负责 \`${step}\`，不能再写 \`holder\`。请写岗位，或外层阶段的负责人（\`holder of …\`）。`
    }),
    docs: {
      en: "`holder` alone belongs into reminders and orders.",
      zh: "单独的 `holder` 只用于提醒和命令。"
    }
  })
}
