/**
 * The story of a scenario's rows in the reader's language: one dated sentence a line, with the case it speaks of where
 * there are several.
 */
import * as Story from "@frontdesk/core/case/Story"
import type { Words } from "@frontdesk/core/plan/Plan"
import * as Play from "@frontdesk/core/simulation/Play"
import type { Played, Report } from "@frontdesk/core/simulation/Play"
import type { Language } from "./Host.ts"

/** Titles of all procedures: a sentence may name a step of the one and an outcome of the other. */
const wordsOf = (report: Report): Words => {
  const all: { [language: string]: { [name: string]: string } } = {}
  for (const { compiled } of report.end.cases.values()) {
    for (const [language, words] of Object.entries(compiled.words)) all[language] = { ...words, ...all[language] }
  }
  return all
}

/** The sentences of one row, in the order of the run. */
export const ofRow = (report: Report, played: Played, language: Language): ReadonlyArray<string> => {
  const cases = Play.cases(report)
  const several = cases.length > 1
  const fallback = wordsOf(report)
  const told: Array<string> = []
  for (const id of new Set(played.log.map((it) => it.case))) {
    const found = report.end.cases.get(id)
    if (found === undefined || !cases.includes(id)) continue
    const seqs = new Set(played.log.flatMap((it) => (it.case === id ? [it.entry.seq] : [])))
    const own = found.compiled.words[language] ?? {}
    const reader: Story.Reader = {
      language,
      zone: report.scenario.zone,
      words: { [language]: { ...fallback[language], ...own } },
      plan: found.compiled.plan
    }
    for (const line of Story.lines(found.journal, reader)) {
      if (seqs.has(line.seq)) told.push(Story.show(line, reader, several ? id : undefined))
    }
  }
  return told
}
