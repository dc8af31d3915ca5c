/** Slips of handbooks that take from others: of a second site, and of one that shares a part. */
import { handbook } from "./fixtures.ts"
import type { Slip } from "./slips.ts"

/** A second office with a handbook of its own. */
const alone = handbook.replace("handbook: office", "handbook: site").replace("uses:\n  other: other/other\n", "").replace("used-in: [other]", "used-in: []")
const withoutPapers = alone.slice(0, alone.indexOf("documents:")) + alone.slice(alone.indexOf("archives:"))

/** A line of `uses` in the second office, of which only that is shown. */
const uses = (code: Slip["code"], bad: string, good: string, rest: string = alone, more: Slip["more"] = {}): Slip => ({
  code,
  path: "site/handbook.yaml",
  bad: `${rest}${bad === "" ? "" : `uses:\n  ${bad}\n`}`,
  good: `${rest}${good === "" ? "" : `uses:\n  ${good}\n`}`,
  shown: { bad: `uses:\n  ${bad}\n`, good: good === "" ? "" : `uses:\n  ${good}\n` },
  more
})

const note = alone.replace("roles:\n", "roles:\n  note: { rank: staff, in: house }\n")

export const slipsOfSites: ReadonlyArray<Slip> = [
  { ...uses("uses-folder-unknown", "«../othr»: all", "../other: all"), bad: "handbook: site\nversion: 1\nuses:\n  «../othr»: all\n", good: "handbook: site\nversion: 1\nuses:\n  ../other: all\n" },
  uses("uses-folder-unknown", "«../other/other»: { documents: all }", "../other: { documents: all }"),
  {
    code: "uses-circle",
    path: "site/handbook.yaml",
    bad: "handbook: site\nversion: 1\nuses:\n  «../site»: all\n",
    good: "handbook: site\nversion: 1\nuses:\n  ../other: all\n",
    shown: { bad: "handbook: site\nversion: 1\nuses:\n  «../site»: all\n", good: "handbook: site\nversion: 1\nuses:\n  ../other: all\n" }
  },
  uses("uses-missing", "«../other»: { papers: [visit-papers] }", "../other: { papers: [visit-papers], documents: [id-card] }", withoutPapers),
  uses(
    "uses-missing",
    "«../other»: { procedures: [other] }",
    "../other: { procedures: [other], as: { clerk: receptionist } }",
    alone.replaceAll("clerk", "receptionist")
  ),
  uses("uses-twice", "../other: { procedures: [«other»] }", "../other: { documents: all }", alone, {
    "site/other.procedure.yaml":
      "procedure: other\nversion: 1\nintake:\n  by: clerk\nsteps:\n  - end: done\noutcomes: { done: {} }\n"
  }),
  uses("as-unused", "../other: { procedures: [other], as: { «worker»: clerk } }", "../other: { procedures: [other], as: { clerk: manager } }"),
  uses("as-clash", "../other: { procedures: [other], as: { clerk: «note» } }", "../other: { procedures: [other], as: { clerk: manager } }", note)
]
