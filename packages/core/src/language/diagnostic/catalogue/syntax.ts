import { error } from "../Entry.ts"

/** What the syntax floor finds: YAML, the shape of maps and lists, the grammar of sentences. */
export const syntax = {
  "yaml-broken": error<{ readonly problem: { readonly en: string; readonly zh: string } }>({
    title: { en: "Not valid YAML", zh: "YAML 格式有误" },
    message: ({ problem }) => problem,
    docs: { en: "", zh: "" }
  })
}
