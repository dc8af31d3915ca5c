/** What holds of every slip of a list: told once, in both languages, and not told when it is written well. */
import { describe, expect, it } from "vitest"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { errors, found, inFile, marked, office, whole } from "./fixtures.ts"
import type { Slip } from "./slips.ts"

export const each = (fixtures: ReadonlyArray<Slip>): void => {
  describe.each(fixtures.map((it) => [it.code, it] as const))("%s", (code, fixture) => {
    const bad = marked(whole(fixture.bad))
    const compiled = office(bad.text, fixture.more)
  
    it("is told once, at the narrowest place, and nothing is invented beside it", () => {
      const all = found(inFile(compiled))
      expect(all.filter((it) => it.code === code)).toEqual(bad.spans.map((it) => ({ code, ...it })))
      expect(found(errors(inFile(compiled))).filter((it) => it.code !== code)).toEqual([])
    })
  
    it("says what, why and what to do, in both languages", () => {
      const first = inFile(compiled).find((it) => it.code === code)
      if (first === undefined) throw new Error("not reported")
      expect(`${catalogue[first.code].title.en}. ${said(first).en}\n${catalogue[first.code].title.zh}：${said(first).zh}`).toMatchSnapshot()
    })
  
    it("offers a change only if the change mends it", () => {
      for (const fix of inFile(compiled).find((it) => it.code === code)?.fixes ?? []) {
        const mended = [...fix.edits]
          .sort((a, b) => b.span.start - a.span.start)
          .reduce((text, edit) => text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end), bad.text)
        expect(found(inFile(office(mended, fixture.more))).filter((it) => it.code === code), fix.title.en).toEqual([])
      }
    })
  
    it("is silent when it is written well", () => {
      const good = office(whole(fixture.good), fixture.more)
      expect(found(inFile(good)).filter((it) => it.code === code)).toEqual([])
      expect(found(errors(inFile(good)))).toEqual([])
    })
  })
}
