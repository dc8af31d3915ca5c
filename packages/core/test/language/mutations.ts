/** Files as hurried hands leave them: the same seed gives the same slips. */
export const mutations = (seed: number, texts: ReadonlyArray<string>) => {
  let state = seed
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % Math.max(1, below)
  }
  const words = texts.flatMap((it) => it.split(/[\s:,{}[\]]+/)).filter((it) => it !== "")
  const oneOf = (all: ReadonlyArray<RegExpExecArray>): RegExpExecArray | undefined => all[random(all.length)]
  const replace = (text: string, pattern: RegExp, by: (found: string) => string): string => {
    const found = oneOf([...text.matchAll(pattern)])
    return found === undefined ? text : text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length)
  }

  /** What most often goes wrong at a keyboard, and what nobody would write. */
  const mutate = (text: string): string => {
    const lines = text.split("\n")
    const i = random(lines.length)
    switch (random(14)) {
      case 0:
        return replace(text, /: (?=\S)/g, () => "：")
      case 1:
        return replace(text, /, /g, () => "，")
      case 2:
        return replace(text, /\[[\w-]+\]/g, (it) => it.slice(1, -1))
      case 3:
        return replace(text, /: (?:yes|no)\b/g, (it) => (it === ": yes" ? ": true" : ": false"))
      case 4:
        return replace(text, /when: [\w.-]+$/gm, (it) => `${it} is yes`)
      case 5:
        return replace(text, /\[[^\]\n]*\]/g, (it) => `【${it.slice(1, -1)}】`)
      case 6:
        return replace(text, /[a-z]{5,}/g, (it) => it.slice(0, 2) + it.slice(3))
      case 7:
        return replace(text, /: (?=\S)/g, () => ":")
      case 8:
        return text.slice(0, random(text.length))
      case 9:
        return lines.filter((_, n) => n !== i).join("\n")
      case 10:
        return lines.flatMap((it, n) => (n === i ? [it, it] : [it])).join("\n")
      case 11:
        return lines.map((it, n) => (n === i ? (random(2) === 0 ? `  ${it}` : it.slice(2)) : it)).join("\n")
      case 12: {
        const at = random(text.length)
        return text.slice(0, at) + (":,{}[]()'\"#|>-&*!%\t\u0000，：".at(random(22)) ?? "") + text.slice(at + random(3))
      }
      default:
        return lines.map((it, n) => (n === i ? it.replace(/[\w-]+(?=[^\w-]*$)/, words[random(words.length)] ?? "") : it)).join("\n")
    }
  }
  return { random, mutate }
}
