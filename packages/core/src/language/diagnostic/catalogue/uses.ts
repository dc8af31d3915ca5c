/** Codes of what a handbook takes from another one (`uses`). */
import { error, type Said, warning } from "../Entry.ts"
import { capital, listEn, listZh } from "../Phrase.ts"

export const uses = {
  "uses-folder-unknown": error<{ readonly path: string; readonly nearest: ReadonlyArray<string> }>({
    title: { en: "No such handbook", zh: "没有这份手册" },
    message: ({ nearest, path }) => ({
      en: `There is no handbook in \`${path}\`, seen from this folder, so nothing can be taken from it. ${
        nearest.length > 0 ? `Did you mean ${listEn(nearest, "or")}?` : "Write the folder of another handbook, such as `../v3`."
      }`,
      zh: `从本文件夹看，\`${path}\` 里没有手册，无从引用。${nearest.length > 0 ? `是否想写 ${listZh(nearest, "或")}？` : "请写另一份手册所在的文件夹，如 `../v3`。"}`
    }),
    docs: {
      en: "A handbook takes from another one by its folder, as it lies from here: `../v3`.",
      zh: "引用另一份手册时，写它所在的文件夹（从本文件夹看）：`../v3`。"
    }
  }),

  "uses-circle": error<{ readonly through: ReadonlyArray<string> }>({
    title: { en: "Taken in a circle", zh: "相互引用" },
    message: ({ through }) => ({
      en: `Here a handbook would in the end take from itself (${through.map((it) => `\`${it}\``).join(" → ")}), so nobody could say what stands in it. Take from one side only, and put what both need into that handbook.`,
      zh: `这样一份手册最终会引用到自己（${through.map((it) => `\`${it}\``).join(" → ")}），说不清里面究竟写了什么。请只从一边引用，两边都要的内容写在被引用的那份手册里。`
    }),
    docs: {
      en: "What a handbook takes is put under what it writes itself. That needs a handbook that stands on its own at the end.",
      zh: "引用的内容垫在自己所写的内容之下，所以最底下必须有一份独立的手册。"
    }
  }),

  "uses-missing": error<{
    readonly path: string
    readonly missing: ReadonlyArray<{ readonly what: Said; readonly names: ReadonlyArray<string> }>
  }>({
    title: { en: "Names that are not here", zh: "引用的内容缺少名称" },
    message: ({ missing, path }) => ({
      en: `What is taken from \`${path}\` speaks of names that this handbook does not have: ${
        missing.map(({ names, what }) => `${what.en} ${listEn(names, "and")}`).join("; ")
      }. Take them too, write them here, or say under \`as\` what each is called here: \`as: { ${missing[0]?.names[0] ?? "theirs"}: … }\`.`,
      zh: `从 \`${path}\` 引用的内容用到了本手册没有的名称：${
        missing.map(({ names, what }) => `${what.zh} ${listZh(names, "和")}`).join("；")
      }。请一并引用，或在本手册里写出，或用 \`as\` 写明各自在本手册里叫什么：\`as: { ${missing[0]?.names[0] ?? "theirs"}: … }\`。`
    }),
    docs: {
      en: "What is taken is read as if it were written here. Each name it speaks of must be a name of this handbook: its own, one that is taken too, or one that `as` names.",
      zh: "引用的内容等同于写在本手册里，它用到的名称都必须是本手册的：自己写的、一并引用的，或用 `as` 对应的。"
    }
  }),

  "uses-twice": error<{ readonly name: string; readonly what: Said }>({
    title: { en: "Taken twice", zh: "重复引用" },
    message: ({ name, what }) => ({
      en: `${capital(what.en)} \`${name}\` is there already, from another handbook or in a file of this folder, and only one of the two can hold. Leave one out: name only what you want, or write \`without: [${name}]\`.`,
      zh: `${what.zh} \`${name}\` 已经有了（引自另一手册，或本文件夹里有同名文件），两者只能取一。请只列出需要的内容，或写 \`without: [${name}]\` 去掉其一。`
    }),
    docs: {
      en: "What is taken from two handbooks may not have one name, and a procedure that is named under `procedures` may not have a file here as well. A procedure of this folder counts instead of one that `all` brings.",
      zh: "从两份手册引用的内容不能同名；`procedures` 里点名引用的流程，本文件夹不能再有同名文件。用 `all` 引用时，本文件夹的同名流程优先。"
    }
  }),

  "as-unused": warning<{ readonly name: string }>({
    title: { en: "Nothing is called so", zh: "对应关系没有用到" },
    message: ({ name }) => ({
      en: `Nothing that is taken speaks of \`${name}\`, so it changes nothing that it has another name here. Remove it, or take what it was meant for.`,
      zh: `引用的内容里没有用到 \`${name}\`，写明它在本手册里叫什么并无作用。请删去，或引用原本要用的内容。`
    }),
    docs: {
      en: "`as` says what a name of the other handbook is called here. One that nothing uses is mostly left over.",
      zh: "`as` 写明另一手册的名称在本手册里叫什么。没有用到的，多半是改动后遗留的。"
    }
  }),

  "as-clash": error<{ readonly name: string; readonly theirs: string }>({
    title: { en: "Two things of one name", zh: "对应后重名" },
    message: ({ name, theirs }) => ({
      en: `In a procedure that is taken \`${name}\` is a step, a field or a value of its own. If \`${theirs}\` were called so too, nobody could tell the two apart. Give one of them another name.`,
      zh: `引用的流程里 \`${name}\` 是它自己的步骤、字段或选项值；如果 \`${theirs}\` 也叫这个名称，两者就分不清了。请给其中一个改名。`
    }),
    docs: {
      en: "A name means the same wherever it stands in a file, so no two things may be called alike by `as`.",
      zh: "同一文件里一个名称只有一个意思，所以用 `as` 对应后不能重名。"
    }
  })
}
