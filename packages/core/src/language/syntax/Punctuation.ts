/** Full-width punctuation, and what was meant. An empty string: it has no half-width sense in our files. */
const halfWidth: Readonly<Record<string, string>> = {
  "：": ":",
  "，": ",",
  "、": ",",
  "（": "(",
  "）": ")",
  "“": "\"",
  "”": "\"",
  "‘": "'",
  "’": "'",
  "【": "[",
  "】": "]",
  "［": "[",
  "］": "]",
  "｛": "{",
  "｝": "}",
  "。": "",
  "；": "",
  "！": "",
  "？": "",
  "．": ".",
  "％": "%",
  "＜": "<",
  "＞": ">",
  "＝": "=",
  "＋": "+",
  "－": "-",
  "＊": "*",
  "／": "/",
  "＃": "#",
  "\u3000": " "
}

export interface FullWidth {
  readonly index: number
  readonly found: string
  readonly instead: string
}

/** The full-width punctuation and digits in a text, in order. */
export const fullWidth = (text: string): ReadonlyArray<FullWidth> => {
  const all: Array<FullWidth> = []
  for (let index = 0; index < text.length; index++) {
    const found = text.charAt(index)
    const unit = text.charCodeAt(index)
    if (unit < 0x2018) continue
    const instead = unit >= 0xff10 && unit <= 0xff19 ? String.fromCharCode(unit - 0xfee0) : halfWidth[found]
    if (instead !== undefined) all.push({ index, found, instead })
  }
  return all
}
