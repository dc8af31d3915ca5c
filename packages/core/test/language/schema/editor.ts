/** yaml-language-server in this process, with our schemas: what an editor shows. */
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { getLanguageService } from "yaml-language-server"
import type { Language } from "@frontdesk/core/language/diagnostic/Entry"
import { fileKinds, make } from "@frontdesk/core/language/schema/JsonSchema"

type Service = ReturnType<typeof getLanguageService>
type Document = Parameters<Service["doValidation"]>[0]

// the server's own: a document of another copy would do as well, but we depend on none
const { TextDocument } = createRequire(fileURLToPath(import.meta.resolve("yaml-language-server")))("vscode-languageserver-textdocument") as {
  readonly TextDocument: { readonly create: (uri: string, language: string, version: number, text: string) => Document }
}

export const editor = (language: Language) => {
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error("nothing is fetched")),
    workspaceContext: { resolveRelativePath: (path: string) => path }
  } as unknown as Parameters<typeof getLanguageService>[0])
  service.configure({
    validate: true,
    hover: true,
    completion: true,
    hoverSchemaSource: false,
    schemas: fileKinds.map((kind) => ({
      uri: `memory://${language}/${kind}.json`,
      fileMatch: [kind === "handbook" ? "handbook.yaml" : `*.${kind}.yaml`],
      schema: make(kind, language)
    }))
  })
  // the service keeps what it parsed by the name of the document
  let count = 0
  const open = (name: string, text: string): Document => TextDocument.create(`file:///${++count}/${name}`, "yaml", 1, text)
  /** `|` marks the place. */
  const marked = (name: string, text: string) => {
    const before = text.slice(0, text.indexOf("|")).split("\n")
    return { document: open(name, text.replace("|", "")), at: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } }
  }
  return {
    /** `LINE MESSAGE` */
    errors: async (name: string, text: string): Promise<ReadonlyArray<string>> =>
      (await service.doValidation(open(name, text), false)).map((it) => `${it.range.start.line + 1} ${it.message}`),
    hover: async (name: string, text: string): Promise<string> => {
      const { at, document } = marked(name, text)
      const contents = (await service.doHover(document, at))?.contents
      return typeof contents === "object" && "value" in contents ? contents.value.trim() : ""
    },
    /** what is offered, and what each puts in */
    offers: async (name: string, text: string): Promise<ReadonlyMap<string, string>> => {
      const { at, document } = marked(name, text)
      const { items } = await service.doComplete(document, at, false)
      return new Map([...items].reverse().map((it) => [it.label, it.insertText ?? it.textEdit?.newText ?? ""]))
    }
  }
}
