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

  "ladder-order": error<{ readonly rung: string; readonly before: string; readonly witness?: Said }>({
    title: { en: "Rungs out of order", zh: "层级期限顺序不对" },
    message: ({ rung, before, witness }) => witness !== undefined ? ({
      en: `On some dates the rung \`${rung}\` is due no later than \`${before}\` above it, so it would be skipped at once: ${witness.en}. Count both in the same way, or give \`${rung}\` more time.`,
      zh: `有些日期 \`${rung}\` 这一级的期限不晚于上一级 \`${before}\`，会被直接跳过：${witness.zh}。请让两级用同一种计算方式，或放宽 \`${rung}\` 的期限。`
    }) : ({
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

  "deadline-impossible": error<{ readonly of: Said; readonly by: string; readonly witness: Said; readonly always: boolean; readonly late: boolean }>({
    title: { en: "Terms do not fit", zh: "期限放不下" },
    message: ({ always, by, late, of, witness }) => ({
      en: late
        ? `When everybody takes the time he is given, ${of.en} is overdue before it begins, on any date. For example: ${witness.en}. Shorten the term of \`${by}\`, or count that of ${of.en} from a later step.`
        : `The terms inside do not fit into that of ${of.en}: ${always ? "even if nobody is late, it is missed" : "on some dates it is missed although nobody is late"}. At worst: ${witness.en}. Shorten the term of \`${by}\`, or give ${of.en} more time.`,
      zh: late
        ? `即使每个人都在规定时间内完成，${of.zh}还没开始就已超期，任何日期都是如此。例如：${witness.zh}。请缩短 \`${by}\` 的期限，或让${of.zh}从更晚的步骤起算。`
        : `其中各步的期限放不进${of.zh}的期限：${always ? "即使无人拖延也会超期" : "有些日期即使无人拖延也会超期"}。最严重时：${witness.zh}。请缩短 \`${by}\` 的期限，或放宽${of.zh}的期限。`
    }),
    docs: {
      en: "If everybody takes the whole time he is given, the case and its stages are still on time, whatever the date; the worst date the calendars know is told.",
      zh: "每个人都用足规定时间时，阶段和整个事项在任何日期都仍不超期；提示中给出日历已知范围内最严重的日期。"
    }
  }),

  "born-late": warning<{ readonly of: Said; readonly by: string; readonly witness: Said }>({
    title: { en: "Late before it begins", zh: "还没开始就超期" },
    message: ({ by, of, witness }) => ({
      en: `On some dates ${of.en} is overdue before it begins, although nobody was late. At worst: ${witness.en}. Count its term from a later step, or shorten that of \`${by}\`.`,
      zh: `有些日期即使无人拖延，${of.zh}也是还没开始就已超期。最严重时：${witness.zh}。请让它从更晚的步骤起算，或缩短 \`${by}\` 的期限。`
    }),
    docs: {
      en: "A task can be done in time by whoever gets it: no path leads to it after its own due.",
      zh: "任务到手时应当还来得及办：不应有路径在其期限之后才走到它。"
    }
  }),

  "round-does-not-wait": warning<{ readonly step: string; readonly repeat: string }>({
    title: { en: "Waits only once", zh: "只在第一轮等待" },
    message: ({ repeat, step }) => ({
      en: `\`${step}\` waits until the same instant in every round of \`${repeat}\`, so from the second round on it would not wait at all. Count it from something in the round, e.g. \`from its start\`.`,
      zh: `\`${repeat}\` 的每一轮里，\`${step}\` 都等到同一个时刻，从第二轮起就不再等待。请改从本轮内起算，如 \`from its start\`。`
    }),
    docs: {
      en: "A wait in a round counts from something that is new in each round.",
      zh: "每一轮里的等待，要从本轮新发生的事起算。"
    }
  }),

  "remind-after-end": warning<{ readonly why: Said }>({
    title: { en: "Never sent", zh: "永远不会发出" },
    message: ({ why }) => ({
      en: `This reminder is never sent: ${why.en}. Remove it, or choose a time at which the task is still there.`,
      zh: `这条提醒永远不会发出：${why.zh}。请删去，或改成任务还在时的时刻。`
    }),
    docs: {
      en: "A reminder is told while its clock runs: after it began, and before the task has gone to somebody else.",
      zh: "提醒只在计时期间发出：在开始之后，且任务还没转给别人。"
    }
  }),

  "remind-closed-hours": warning<{ readonly began: Said; readonly at: Said; readonly calendar: string }>({
    title: { en: "Reminds at night", zh: "夜间提醒" },
    message: ({ at, began, calendar }) => ({
      en: `This reminder can come at night: of a term that began on ${began.en} it is sent on ${at.en}. Add \`during: ${calendar}\` (or another calendar), so that it is told while people are there.`,
      zh: `这条提醒可能在夜间发出：若期限从 ${began.zh} 开始，会在 ${at.zh} 提醒。请加上 \`during: ${calendar}\`（或别的日历），只在有人上班时提醒。`
    }),
    docs: {
      en: "Hours and minutes run through the night. `during` keeps a reminder to the hours of a calendar.",
      zh: "小时和分钟夜里照样计算；`during` 让提醒只在日历的开放时间发出。"
    }
  }),

  "calendar-uncovered": warning<{ readonly calendar: string; readonly term: Said; readonly from: string; readonly to: string }>({
    title: { en: "Beyond the calendar", zh: "超出日历范围" },
    message: ({ calendar, from, term, to }) => ({
      en: from > to
        ? `\`${calendar}\` is known until ${to} only, and this version counts from ${from}: every due of ${term.en} would be provisional. Extend \`covered\` of the calendar.`
        : `Even counted from ${from}, ${term.en} end after ${to}, the last day that \`${calendar}\` knows: every such due would be provisional. Extend \`covered\` of the calendar, or shorten the term.`,
      zh: from > to
        ? `日历 \`${calendar}\` 只到 ${to}，而本版本从 ${from} 起生效：${term.zh}的期限都只能是暂定的。请延长该日历的 \`covered\`。`
        : `即使从 ${from} 起算，${term.zh}也要到日历 \`${calendar}\` 已知的最后一天 ${to} 之后才结束，期限都只能是暂定的。请延长该日历的 \`covered\`，或缩短期限。`
    }),
    docs: {
      en: "What lies beyond the days a calendar is known for is counted by the weekly pattern and marked provisional.",
      zh: "日历已知范围之外的日子只能按每周的开放时间推定，期限标为暂定。"
    }
  }),

  "calendar-source-short": warning<{ readonly calendar: string; readonly source: string; readonly known: { readonly from: string; readonly to: string } | undefined }>({
    title: { en: "Holidays not announced", zh: "节假日尚未公布" },
    message: ({ calendar, known, source }) => ({
      en: known === undefined
        ? `\`${source}\` knows none of the days \`${calendar}\` says are covered, so every due that counts its days would be provisional. Cover days that are announced.`
        : `\`${calendar}\` says these days are covered, but \`${source}\` knows only ${known.from} to ${known.to}. Dues beyond are provisional all the same. Cover these days only, and extend it when more are announced.`,
      zh: known === undefined
        ? `日历 \`${calendar}\` 写明的日期，\`${source}\` 一天也不知道，按它计算的期限都只能是暂定的。请改为已公布的日期。`
        : `日历 \`${calendar}\` 写明覆盖这些日期，但 \`${source}\` 只知道 ${known.from} 至 ${known.to}。范围之外的期限仍只能是暂定的。请先只写这些日期，公布后再延长。`
    }),
    docs: {
      en: "`covered` says for which days it is known whether they are holidays; the source of the holidays decides.",
      zh: "`covered` 表示哪些日期已知是否放假，以节假日来源的数据为准。"
    }
  }),

  "calendar-unused": warning<{ readonly calendar: string }>({
    title: { en: "Calendar not used", zh: "日历未使用" },
    message: ({ calendar }) => ({
      en: `No term, reminder or condition asks \`${calendar}\`, and it is not the handbook's own calendar. Remove it, or name it where it was meant (\`2 working days in ${calendar}\`).`,
      zh: `没有任何期限、提醒或条件用到日历 \`${calendar}\`，它也不是手册的默认日历。请删去，或在需要的地方写明（如 \`2 working days in ${calendar}\`）。`
    }),
    docs: {
      en: "A calendar that nobody asks only misleads.",
      zh: "没人用的日历只会误导人。"
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
    title: { en: "Never legal", zh: "指令用不上" },
    message: ({ order, why }) => ({
      en: `The order \`${order}\` could never be given: ${why.en}. Remove it, or change what it is for.`,
      zh: `\`${order}\` 指令永远用不上：${why.zh}。请删去，或修改适用对象。`
    }),
    docs: {
      en: "An order that can never be given only misleads.",
      zh: "用不上的指令只会误导人。"
    }
  }),

  "extend-endless": error({
    title: { en: "Extended without end", zh: "可无限延期" },
    message: () => ({
      en: "Nothing says how often a term may be extended, so it could be put off for ever. Add `times`, e.g. `times: 1`.",
      zh: "没有写可以延期几次，期限可能被一推再推。请加上 `times`，如 `times: 1`。"
    }),
    docs: {
      en: "An extension says how much in all (`at-most`) and how often (`times`).",
      zh: "延期要写明总共延多久（`at-most`）、最多几次（`times`）。"
    }
  }),

  "return-crosses": information<{ readonly to: string; readonly out: string; readonly kind: string }>({
    title: { en: "Cancels side work", zh: "会取消并行的工作" },
    message: ({ kind, out, to }) => ({
      en: `A return to \`${to}\` from inside \`${out}\` (\`${kind}\`) cancels everything in it, also what others are doing there; who may return only as \`holder\` may not do that. Nothing has to be changed if this is meant.`,
      zh: `从 \`${out}\`（\`${kind}\`）里退回到 \`${to}\`，会取消其中的全部工作，包括别人正在做的；只以 \`holder\` 身份可以退回的人不能这样做。如果本意如此，无需修改。`
    }),
    docs: {
      en: "A return out of a `parallel`, `each` or `repeat` cancels all of it, and is only for others than the holder.",
      zh: "退出 `parallel`、`each` 或 `repeat` 会取消其中的全部工作，办理人自己不能这样退回。"
    }
  }),

  "appointment-without-rebook": warning<{ readonly field: string }>({
    title: { en: "Nobody can move it", zh: "无人可以改约" },
    message: ({ field }) => ({
      en: `The appointment \`${field}\` could never be moved once it is made, and people do ask. Name it in the order \`rebook\`, with who may agree another time.`,
      zh: `\`${field}\` 是约定的时间，定了就没有人能改，而改约是常有的事。请在 \`rebook\` 指令中列出它，并写明谁可以改约。`
    }),
    docs: {
      en: "An appointment is moved by the order `rebook`, which keeps both times.",
      zh: "预约时间用 `rebook` 指令改，原来和新的时间都保留。"
    }
  }),

  "end-with-open-call": warning<{ readonly outcome: string; readonly call: string }>({
    title: { en: "Ends beside an open call", zh: "结束时旁边还有未完的事项" },
    message: ({ call, outcome }) => ({
      en: `This ends the whole case as \`${outcome}\` while the case that \`${call}\` opened beside it may still be open; that one is then cancelled. Let the branch run out and end after the \`parallel\` or \`each\`, or leave it so if this is meant.`,
      zh: `这里会让整个事项以 \`${outcome}\` 结束，而旁边 \`${call}\` 开启的事项可能还没办完，会随之取消。请让这一支自然走完，到 \`parallel\` 或 \`each\` 之后再结束；如果本意如此，可以不改。`
    }),
    docs: {
      en: "An `end` in a branch or item ends the case and cancels the calls that are open beside it.",
      zh: "分支或各项中的 `end` 会结束整个事项，并取消旁边未完的 `call`。"
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
      zh: "单独的 `holder` 只用于提醒和指令。"
    }
  })
}
