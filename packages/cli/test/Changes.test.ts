/**
 * Ten changes as the owner of a handbook makes them, on the real handbooks, in YAML alone: the first try as it comes to
 * mind, what `validate` says to it, what was then written, what `diff` tells of it all, and which scenarios do not hold
 * any more, because they show what was changed.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import type { JsonReport } from "@frontdesk/cli/JsonReport"
import type { Json as Tested } from "@frontdesk/cli/commands/test"
import { describe, expect, it } from "vitest"
import { folder, frontdesk, procedures } from "./cli.ts"

/** In this file (`*`: all of the company), everywhere where this stands, this instead; a new file where nothing stands. */
type Edit = readonly [file: string, from: string, to: string]

interface Change {
  readonly what: string
  readonly company: string
  /** companies that it takes from, or that it has to be there for */
  readonly others?: ReadonlyArray<string>
  readonly first: ReadonlyArray<Edit>
  /** what was left to do after reading what `validate` said */
  readonly rest: ReadonlyArray<Edit>
  /** the scenarios that are played afterwards: all when none is named */
  readonly plays?: ReadonlyArray<string>
}

const receptionist = "{ rank: staff, in: cs-dept, reports-to: cs-supervisor, stands-in: "

/** The list that V0B has of its own. */
const ownPapers = /^ {2}move-in-papers:[^]*?(?=^ {2}renovation-papers:)/m.exec(readFileSync(join(procedures, "v0b/handbook.yaml"), "utf8"))?.[0] ?? "no list"

const solvedThere = `scenario: solved
of: reception
given: { staff: { wu: front-desk-receptionist }, parties: { sun: owner } }
rows:
  - at: 2026-03-02 16:40
    who: wu
    opens: reception
    with:
      owner: sun
      phone: 13800000000
      unit: 3-201
      channel: visit
      received-at: 2026-03-02 16:30
      reason: 楼道灯不亮
      is-complaint: no
      directly-solvable: yes
    then: { wrote: { reception-record: 1 }, due: { handle: 2026-03-04 24:00 } }
  - { at: 2026-03-03 10:00, who: wu, does: handle, with: { handling: 已换灯泡, result: solved }, then: { ended: resolved-by-receptionist } }
`

const changes: ReadonlyArray<Change> = [
  {
    what: "a complaint tier from 3 days to 2",
    company: "v0b",
    first: [["complaint.procedure.yaml", "due: 3 calendar days from intake", "due: 2 calendar days from intake"]],
    rest: [["complaint.procedure.yaml", "version: 3", "version: 4"]],
    plays: ["s20-important-complaint", "s19-major-complaint"]
  },
  {
    what: "a new approval before something is published",
    company: "v2",
    first: [
      [
        "announcement.procedure.yaml",
        "  - task: post\n",
        "  - task: approve\n    by: cs-manager\n    form: { agreed: yes/no }\n  - end: not-published\n    when: not approve.agreed\n  - task: post\n"
      ]
    ],
    rest: [["announcement.procedure.yaml", "version: 1", "version: 2"]],
    plays: ["desk-of-a-week"]
  },
  {
    what: "the papers of another company",
    company: "v0b",
    others: ["v2"],
    first: [
      ["handbook.yaml", ownPapers, ""],
      ["handbook.yaml", "\nparameters: ", "\nuses:\n  ../v2: { papers: [move-in-papers] }\n\nparameters: "]
    ],
    rest: [
      ["handbook.yaml", "{ papers: [move-in-papers] }", "{ documents: [household-register, one-inch-photo, business-licence-duplicate, legal-rep-id, agent-id], papers: [move-in-papers] }"],
      ["handbook.yaml", "handbook: v0b\nversion: 1", "handbook: v0b\nversion: 2"],
      ["move-in.procedure.yaml", "version: 1", "version: 2"]
    ],
    plays: ["s01-move-in-no-defects", "papers-missing"]
  },
  {
    what: "holidays switched on",
    company: "v1d",
    first: [["handbook.yaml", "holidays: none", "holidays: cn-state-council"]],
    rest: [
      ["handbook.yaml", "covered: 2026-01-01 to 2027-12-31", "covered: 2026-01-01 to 2026-12-31"],
      ["handbook.yaml", "handbook: v1d\nversion: 1", "handbook: v1d\nversion: 2"]
    ]
  },
  {
    what: "a post split in two",
    company: "v3",
    first: [
      [
        "handbook.yaml",
        `  front-desk-receptionist: ${receptionist}front-desk-receptionist }`,
        `  counter-receptionist: ${receptionist}phone-receptionist }\n  phone-receptionist: ${receptionist}counter-receptionist }`
      ]
    ],
    rest: [
      ["handbook.yaml", "handbook: v3\nversion: 1", "handbook: v3\nversion: 2"],
      ["handbook.yaml", "  front-desk-receptionist: 前台接待员\n", "  counter-receptionist: 柜台接待员\n  phone-receptionist: 电话接待员\n"],
      ["*", "[front-desk-receptionist,", "[counter-receptionist, phone-receptionist,"],
      ["*", "by: front-desk-receptionist", "by: [counter-receptionist, phone-receptionist]"],
      ["*", "wang: front-desk-receptionist", "wang: counter-receptionist"],
      ["reception.procedure.yaml", "version: 1", "version: 2"]
    ],
    plays: ["reception"]
  },
  {
    what: "a new outcome",
    company: "v3",
    first: [["reception.procedure.yaml", "  transferred-to-complaint: {}\n", "  transferred-to-complaint: {}\n  withdrawn: {}\n"]],
    rest: [
      ["reception.procedure.yaml", "version: 1", "version: 2"],
      ["reception.procedure.yaml", "orders:\n", "orders:\n  withdraw: { by: owner, reason: optional, ends: withdrawn }\n"],
      ["reception.procedure.yaml", "  transferred-to-complaint: 已转投诉处理\n", "  transferred-to-complaint: 已转投诉处理\n  withdrawn: 业主已撤回\n"]
    ],
    plays: ["reception"]
  },
  {
    what: "a quota",
    company: "v3",
    first: [
      [
        "handbook.yaml",
        "schedules:\n",
        "quotas:\n  solved-at-the-desk:\n    count: cases of reception where each.outcome is resolved-by-receptionist\n    of: cases of reception\n    per: month\n    at-least: 80%\n    missed: { tell: center-manager, with: too-few }\nmessages:\n  too-few:\n    zh: 本月前台解决率为 <quota.reached>。\n    en: Solved at the desk this month, <quota.reached>.\nschedules:\n"
      ]
    ],
    rest: [
      ["handbook.yaml", "    at-least: 80%\n", "    at-least: 80%\n    rounded: up\n"],
      ["handbook.yaml", "handbook: v3\nversion: 1", "handbook: v3\nversion: 2"],
      ["handbook.yaml", "  v3: {", "  solved-at-the-desk: 前台解决率\n  v3: {"]
    ],
    plays: ["reception", "s39-quarter"]
  },
  {
    what: "a changed wording",
    company: "v2",
    first: [["key-lend.procedure.yaml", "zh: 钥匙 <key-no> 应于 <back-by> 归还。", "zh: 您好，<unit> 的钥匙 <key-no> 请于 <back-by> 前归还。"]],
    rest: [
      ["key-lend.procedure.yaml", "您好，<unit> 的钥匙 <key-no> 请", "您好，钥匙 <key-no> 请"],
      ["key-lend.procedure.yaml", "version: 1", "version: 2"]
    ],
    plays: ["keys"]
  },
  {
    what: "a removed step, with cases that stand in it",
    company: "v0b",
    first: [
      [
        "repair.procedure.yaml",
        "      - task: leak-test              # 维修试漏\n        when: repair-kind is leak\n        by: repair-worker\n        form: { tight: tick }           # the test goes on until nothing leaks\n",
        ""
      ]
    ],
    rest: [
      ["repair.procedure.yaml", "done-at: leak-test.at else mend.at", "done-at: mend.at"],
      ["repair.procedure.yaml", "  leak-test: 维修试漏\n", ""],
      ["repair.procedure.yaml", "  tight: 试漏合格\n", ""],
      ["repair.procedure.yaml", "version: 1", "version: 2"]
    ],
    plays: ["leak-repaired-twice"]
  },
  {
    what: "a second site with hours of its own",
    company: "v3-north",
    others: ["v3"],
    first: [
      ["handbook.yaml", "", "handbook: v3-north\nversion: 1\nuses:\n  ../v3: all\ncalendars:\n  desk: { open: { Mon-Sun: 09:00-18:00 } }\n"],
      ["solved.scenario.yaml", "", solvedThere]
    ],
    rest: [["handbook.yaml", "09:00-18:00 } }\n", "09:00-18:00 } }\nwords:\n  v3-north: { zh: V3北区管理（服务）中心, en: V3 north }\n"]]
  }
]

const yaml = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes("node_modules") && !path.endsWith(".ts") })

const edit = (at: string, edits: ReadonlyArray<Edit>): void => {
  for (const [file, from, to] of edits) {
    if (from === "") {
      mkdirSync(at, { recursive: true })
      writeFileSync(join(at, file), to)
      continue
    }
    const files = file === "*" ? readdirSync(at) : [file]
    let found = false
    for (const name of files) {
      const text = readFileSync(join(at, name), "utf8")
      if (!text.includes(from)) continue
      found = true
      writeFileSync(join(at, name), text.replaceAll(from, to))
    }
    if (!found) throw new Error(`${file} has no longer: ${from}`)
  }
}

/** What `validate` says, without the notes and the lines around. */
const said = async (cwd: string, company: string, lang: string): Promise<ReadonlyArray<string>> => {
  const { out } = await frontdesk(cwd, ["validate", company, "--quiet", "--format", "json", "--lang", lang])
  const { diagnostics } = JSON.parse(out) as JsonReport
  return diagnostics.filter(({ severity }) => severity !== "information").map(({ code, message, severity }) => `${severity} ${code}: ${message}`)
}

describe("a process owner changes", () => {
  it.each(changes)("$what", async ({ company, first, others = [], plays = [], rest }) => {
    using before = folder()
    using after = folder()
    for (const name of new Set(["v0b", company, ...others])) {
      if (!existsSync(join(procedures, name))) continue
      yaml(join(procedures, name), join(before.path, name))
      yaml(join(procedures, name), join(after.path, name))
    }
    const at = join(after.path, company)
    edit(at, first)
    const firstTry = { en: await said(after.path, company, "en"), zh: await said(after.path, company, "zh") }
    edit(at, rest)
    const left = await said(after.path, company, "en")
    const changed = (await frontdesk(after.path, ["diff", company, "--from", before.path, "--lang", "en"])).out
    const changedZh = (await frontdesk(after.path, ["diff", company, "--from", before.path, "--lang", "zh"])).out
    const played = plays.length === 0 ? [company] : plays.map((name) => join(company, `${name}.scenario.yaml`))
    const { scenarios } = JSON.parse((await frontdesk(after.path, ["test", ...played, "--format", "json", "--lang", "en"])).out) as Tested
    const stories = Object.fromEntries(
      scenarios.map(({ file, passed, rows }) => [
        basename(file),
        passed ? "holds" : rows.flatMap(({ at, mismatches, what }) => mismatches.map(({ message }) => `${at} ${what}: ${message}`))
      ])
    )
    expect({ firstTry, left, changed: changed.split("\n"), changedZh: changedZh.split("\n"), stories }).toMatchSnapshot()
  })
})
