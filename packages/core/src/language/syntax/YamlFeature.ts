/** Finds what YAML can do and our files do not: tags, anchors, aliases, directives, a second document. */
export interface Feature {
  readonly feature: "tag" | "anchor" | "alias" | "documents" | "directive"
  readonly start: number
  readonly end: number
  readonly text: string
}

const featureOf: Readonly<Record<string, Feature["feature"]>> = {
  tag: "tag",
  anchor: "anchor",
  alias: "alias",
  directive: "directive"
}

export interface Found {
  readonly features: ReadonlyArray<Feature>
  /** Where a quote opens that nothing closes. */
  readonly openQuotes: ReadonlyArray<number>
}

export const none: Found = { features: [], openQuotes: [] }

/** Whether there can be any in a text that YAML can read; most files have none, and need no walk. */
export const mayHaveFeatures = (text: string): boolean => /[&!]|\*\S|^%|^---|^\.\.\./m.test(text)

/** Walks the concrete tokens with a stack of its own, so that no nesting is too deep for it. */
export const featuresOf = (tokens: ReadonlyArray<unknown>): Found => {
  const features: Array<Feature> = []
  const openQuotes: Array<number> = []
  let documents = 0
  const stack: Array<unknown> = [...tokens].reverse()
  while (stack.length > 0) {
    const token = stack.pop()
    if (typeof token !== "object" || token === null) continue
    if (Array.isArray(token)) {
      for (let i = token.length - 1; i >= 0; i--) stack.push(token[i])
      continue
    }
    const { type, offset, source } = token as { type?: unknown; offset?: unknown; source?: unknown }
    if (typeof type === "string" && typeof offset === "number" && typeof source === "string") {
      const feature = featureOf[type]
      if (feature !== undefined) {
        const text = source.trimEnd()
        features.push({ feature, start: offset, end: offset + text.length, text: text.length > 40 ? `${text.slice(0, 40)}…` : text })
      }
    }
    if ((type === "double-quoted-scalar" || type === "single-quoted-scalar") && typeof offset === "number" && typeof source === "string") {
      if (source.length < 2 || source.at(-1) !== source.charAt(0)) openQuotes.push(offset)
    }
    if (type === "document") {
      documents++
      if (documents > 1 && typeof offset === "number") {
        features.push({ feature: "documents", start: offset, end: offset + 3, text: "---" })
        return { features, openQuotes }
      }
    }
    const parts = token as Record<string, unknown>
    for (const part of ["end", "value", "sep", "key", "items", "props", "start"]) stack.push(parts[part])
  }
  return { features, openQuotes }
}
