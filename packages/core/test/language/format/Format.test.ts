/** Layout: ours is kept, any other becomes ours, and nothing but white space changes. */
import { describe, expect, it } from "vitest"
import { parseDocument } from "yaml"
import { compile } from "@frontdesk/core/language/compile"
import { format } from "@frontdesk/core/language/format/Format"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Comments from "@frontdesk/core/language/syntax/Comments"
import { examples } from "../Fixture.ts"
import { mutations } from "../mutations.ts"
import { living } from "../procedures.ts"

const formatted = (text: string, schema?: string): string | undefined => format(SourceFile.make("a.procedure.yaml", text), { schema })
const all = [...examples, ...living().files.map(({ path, text }) => SourceFile.make(path, text))]

describe("the files of ours", () => {
  it.each(all.map((file) => [file.path, file] as const))("%s stands in our layout", (_, file) => {
    expect(format(file)).toBe(file.text)
  })
})

describe("another layout", () => {
  it("becomes ours", () => {
    const messy = `# top


procedure:   a
version : 1
intake:
    # who
    by: [a,b ,  c]
    form: {a: text,b:  { type: text },}   # what is asked



steps:
-   task: t
    when: x
        and y
    ladder:
          # the desk first
          desk: { by: [ a ] , due: at once }
    form:
       a: |
          one
            two${"  "}

          three
    # to the end
-   end:  done
outcomes: {done: { }}


`
    expect(formatted(messy)).toMatchInlineSnapshot(`
      "# top

      procedure: a
      version: 1
      intake:
        # who
        by: [a, b, c]
        form: { a: text, b: { type: text } }   # what is asked

      steps:
        - task: t
          when: x
              and y
          ladder:
            # the desk first
            desk: { by: [a], due: at once }
          form:
            a: |
               one
                 two  

               three
          # to the end
        - end: done
      outcomes: { done: {} }
      "
    `)
  })
  it("Windows' line ends and its mark at the beginning go", () => {
    expect(formatted("\uFEFFprocedure: a\r\nversion: 1\r\n")).toBe("procedure: a\nversion: 1\n")
  })
  it("what is no sound YAML has no layout", () => {
    expect(formatted("procedure: [a\nversion: 1\n")).toBeUndefined()
    expect(formatted("procedure： a\n")).toBeUndefined()
  })
})

describe("the first line", () => {
  it("names the schema, once", () => {
    const once = formatted("procedure: a\n", "../schema/procedure.schema.json") ?? ""
    expect(once).toBe("# yaml-language-server: $schema=../schema/procedure.schema.json\nprocedure: a\n")
    expect(formatted(once, "elsewhere.json")).toBe(once)
  })
  it("may stand below other comments", () => {
    const text = "# complaints\n# yaml-language-server: $schema=a.json\nprocedure: a\n"
    expect(formatted(text, "b.json")).toBe(text)
  })
})

/** The same file as another program would write it. */
const layouts = [
  { indent: 4, indentSeq: false, flowCollectionPadding: false, lineWidth: 60 },
  { indent: 3, indentSeq: true, flowCollectionPadding: true, lineWidth: 0 },
  { indent: 2, indentSeq: false, collectionStyle: "block", lineWidth: 80 }
] as const

describe("plans", () => {
  const { files } = living()
  const digests = (texts: ReadonlyArray<string>) => {
    const { diagnostics, procedures } = compile({ files: files.map(({ path }, i) => ({ path, text: texts[i] ?? "" })) })
    return { found: diagnostics.map((it) => it.code), digests: procedures.map((it) => [it.path, it.compiled.digest]) }
  }
  it.each(layouts.map((layout) => [JSON.stringify(layout), layout] as const))("are the same after formatting %s", (_, layout) => {
    const written = files.map(({ text }) => parseDocument(text, { schema: "failsafe" }).toString(layout))
    const ours = written.map((text) => formatted(text))
    expect(ours).not.toContain(undefined)
    const texts = ours.map((it) => it ?? "")
    expect(texts.map((it) => formatted(it))).toEqual(texts)
    expect(digests(texts)).toEqual(digests(written))
    expect(digests(texts).digests).toEqual(digests(files.map((it) => it.text)).digests)
  })
})

it("whatever stands in a file: twice is once, and no comment is lost", () => {
  const seed = 20260305
  const { mutate, random } = mutations(seed, all.map((it) => it.text))
  const blanks = (text: string): string => {
    const places = [...text.matchAll(/[,:{}[\]]|\n/g)]
    const at = places[random(places.length)]?.index ?? 0
    return `${text.slice(0, at + 1)}${["  ", "\n", " ", "\n\n"][random(4)] ?? ""}${text.slice(at + 1)}`
  }
  let changed = 0
  for (let round = 0; round < 250; round++) {
    const file = all[random(all.length)]
    if (file === undefined) continue
    const text = random(3) === 0 ? mutate(file.text) : blanks(blanks(blanks(file.text)))
    const once = formatted(text)
    if (once === undefined) continue
    if (once !== text) changed++
    const told = `seed ${seed}, round ${round}, ${file.path}\n${text}`
    expect(formatted(once), told).toBe(once)
    const comments = (of: string): ReadonlyArray<string> => Comments.of(SourceFile.make("a", of)).map((it) => it.text.trimEnd())
    expect(comments(once), told).toEqual(comments(text))
  }
  expect(changed).toBeGreaterThan(30)
})
