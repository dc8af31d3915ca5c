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

/** Walks the concrete tokens with a stack of its own, so that no nesting is too deep for it. */
export const featuresOf = (tokens: ReadonlyArray<unknown>): ReadonlyArray<Feature> => {
  const found: Array<Feature> = []
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
        found.push({ feature, start: offset, end: offset + text.length, text: text.length > 40 ? `${text.slice(0, 40)}…` : text })
      }
    }
    if (type === "document") {
      documents++
      if (documents > 1 && typeof offset === "number") {
        found.push({ feature: "documents", start: offset, end: offset + 3, text: "---" })
        return found
      }
    }
    const parts = token as Record<string, unknown>
    for (const part of ["end", "value", "sep", "key", "items", "props", "start"]) stack.push(parts[part])
  }
  return found
}
