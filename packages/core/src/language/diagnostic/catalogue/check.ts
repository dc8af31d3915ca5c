import { type Said, error } from "../Entry.ts"
import { listEn, listZh } from "../Phrase.ts"

/** What the checks find in a procedure whose every word has a meaning. */
export const check = {
  "not-supported-yet": error<{ readonly what: Said }>({
    title: { en: "Cannot run yet", zh: "暂不支持" },
    message: ({ what }) => ({
      en: `This version of Frontdesk understands ${what.en}, but cannot run it yet. Leave it out for now, or let a task do it; a later version will run it as it stands.`,
      zh: `当前版本能读懂${what.zh}，但还不能运行。请暂时去掉，或改用任务（task）完成；以后的版本可以原样运行。`
    }),
    docs: {
      en: "What this version does not run is refused; it is never left out without a word.",
      zh: "当前版本不能运行的内容会明确拒绝，绝不悄悄忽略。"
    }
  }),

  "with-incomplete": error<{ readonly procedure: string; readonly missing: ReadonlyArray<string> }>({
    title: { en: "Not given", zh: "内容未给全" },
    message: ({ procedure, missing }) => ({
      en: `\`${procedure}\` needs ${listEn(missing, "and")}, and nothing here gives it. Nobody could be asked for it later, so write it under \`with\`.`,
      zh: `\`${procedure}\` 需要 ${listZh(missing, "和")}，这里没有给出，之后也没有人可以补填。请写在 \`with\` 里。`
    }),
    docs: {
      en: "What a case or event needs is given when it begins, or somebody (`intake.by`) can be asked for it.",
      zh: "流程或事件需要的内容，要在开始时给出，或者有人（`intake.by`）可以补填。"
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

  "hold-never-ends": error<{ readonly event: string }>({
    title: { en: "Never goes on", zh: "永远不会恢复" },
    message: ({ event }) => ({
      en: `\`its end\` waits for the case that announced it, but \`${event}\` comes from outside and has no case: this part would stand still for ever. Name the event that ends it.`,
      zh: `\`its end\` 等的是发布事件的那个事项结束，而 \`${event}\` 来自外部，没有对应的事项：这一部分会一直停着。请写明由哪个事件解除。`
    }),
    docs: {
      en: "A hold by an outside event needs another event in `until`.",
      zh: "由外部事件引起的暂停，要在 `until` 里写另一个事件来解除。"
    }
  })
}
