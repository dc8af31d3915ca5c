/** Handbooks that take from others: a second site, single entries, a procedure's file under other names. */
import { describe, expect, it } from "vitest"
import { compile, edit } from "@frontdesk/core/language/compile"
import type { Compilation } from "@frontdesk/core/language/compile"
import { code, message } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Span from "@frontdesk/core/language/source/Span"
import { mutations } from "../mutations.ts"

const town = `handbook: town
version: 1
languages: [zh, en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Fri: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief]
departments:
  house: {}
roles:
  clerk: { rank: staff, in: house, reports-to: manager }
  manager: { rank: chief, in: house, heads: house }
documents: { id-card: {} }
papers:
  visit-papers: { needs: [id-card seen] }
ledgers:
  book: { columns: { unit: unit, day: date } }
schedules:
  weekly: { every: Monday, opens: round, due: same day as its start }
words: { town: 城区, desk: 办公时间, staff: 员工, chief: 主管, house: 管理处, clerk: 前台, manager: 经理, id-card: 身份证, visit-papers: 来访资料, book: 登记簿, unit: 房号, day: 日期, weekly: 每周清点 }
`

const visit = `procedure: visit
version: 1
parameters: { limit: { type: whole-number, default: 2 } }
intake:
  by: clerk
  form: { unit: unit, day: date, shown: papers visit-papers }
steps:
  - task: answer
    when: param.limit > 1
    by: manager
    due: 2 working days from intake
  - record: entry
    in: book
    add: { unit: unit, day: day }
  - start: look
    opens: round
  - end: answered
outcomes: { answered: {} }
words: { visit: 来访, limit: 上限, shown: 出示资料, answer: 答复, entry: 登记, look: 巡查, answered: 已答复, clerk: 接待员 }
`

const round = `procedure: round
version: 1
intake: { by: clerk }
steps:
  - task: walk
    by: clerk
  - end: walked
outcomes: { walked: {} }
words: { round: 巡查, walk: 走一圈, walked: 已巡查 }
`

const own = { "town/handbook.yaml": town, "town/visit.procedure.yaml": visit, "town/round.procedure.yaml": round }

const files = (more: { readonly [path: string]: string }) => Object.entries({ ...own, ...more }).map(([path, text]) => ({ path, text }))

const said = ({ diagnostics }: Compilation): ReadonlyArray<string> =>
  diagnostics.filter((it) => code(it) !== "scenario-coverage").map((it) => `${it.span.file.path} «${Span.text(it.span)}» ${code(it)}: ${message(it, "en")}`)

const site = (handbook: string, more: { readonly [path: string]: string } = {}): Compilation =>
  compile({ files: files({ "site/handbook.yaml": handbook, ...more }) })

const plan = (of: Compilation, id: string) => {
  const found = of.procedures.find(({ compiled }) => compiled.plan.procedure === id)?.compiled
  if (found === undefined) throw new Error(`${id} is not compiled: ${said(of).join("; ")}`)
  return found
}

/** A handbook with other posts, a ledger of its own, and nothing else. */
const village = town
  .replace("handbook: town", "handbook: village")
  .replaceAll("clerk", "porter")
  .replaceAll("book:", "diary:")
  .replace("handdiary:", "handbook:")
  .replace(/documents:[^]*(?=ledgers:)/, "")
  .replace(/schedules:[^]*(?=words:)/, "")
  .replace("town: 城区", "village: 乡镇")
  .replace("id-card: 身份证, visit-papers: 来访资料, ", "")
  .replace(", weekly: 每周清点", "")

describe("a second site", () => {
  const north = "handbook: north\nversion: 1\nuses:\n  ../town: all\n"
  const title = "words:\n  north: 北区\n"

  it("has all of the first under its own name, with nothing to say of it", () => {
    const found = site(north + title)
    expect(said(found)).toEqual([])
    expect(found.procedures.map(({ compiled, path }) => `${path} ${compiled.plan.procedure}`)).toEqual([
      "site/round.procedure.yaml north/round",
      "site/visit.procedure.yaml north/visit",
      "town/round.procedure.yaml town/round",
      "town/visit.procedure.yaml town/visit"
    ])
    expect(found.schedules.map(({ compiled, path }) => `${path} ${compiled.plan.schedule?.opens}`).sort()).toEqual(["site/handbook.yaml north/round", "town/handbook.yaml town/round"])
    expect(JSON.stringify(plan(found, "north/visit").plan)).not.toContain("town")
  })

  it("says only what is different there, name by name and key by key", () => {
    const found = site(
      `${north}calendars:\n  desk: { open: { Mon-Sun: 10:00-12:00 } }\nroles:\n  clerk: { stands-in: clerk }\n  night-clerk: { rank: staff, in: house, reports-to: manager }\nparameters:\n  visit: { limit: 5 }\nwords: { north: 北区, clerk: 北区前台, night-clerk: 夜班前台 }\n`
    )
    expect(said(found)).toEqual([])
    const { calendars, organisation } = found.handbooks[0] ?? { calendars: [], organisation: { roles: {} } }
    expect(calendars).toMatchObject([{ name: "desk", holidays: "none", covered: { to: "2026-12-31" }, week: Array.from({ length: 7 }, () => [[600, 720]]) }])
    expect(organisation.roles).toMatchObject({ clerk: { rank: "staff", reportsTo: "manager", standsIn: "clerk" }, "night-clerk": { rank: "staff" }, manager: {} })
    expect(plan(found, "north/visit").plan.parameters).toEqual({ limit: 5 })
    expect(plan(found, "town/visit").plan.parameters).toEqual({ limit: 2 })
  })

  it("may have a procedure of its own instead of one that is taken, and leave another out", () => {
    const shorter = visit.replace(/ {2}- start: look\n {4}opens: round\n/, "").replace("look: 巡查, ", "")
    const found = site(`handbook: north\nversion: 1\nuses:\n  ../town: { without: [round, weekly] }\n${title}`, { "site/visit.procedure.yaml": shorter })
    expect(said(found)).toEqual([])
    expect(found.procedures.map(({ compiled }) => compiled.plan.procedure)).toEqual(["north/visit", "town/round", "town/visit"])
    expect(found.schedules.map(({ compiled }) => compiled.plan.schedule?.opens)).toEqual(["town/round"])
  })

  it("can be the first of a third", () => {
    const found = site(north + title, { "far/handbook.yaml": "handbook: far\nversion: 1\nuses: { ../site: all }\nwords: { far: 远处 }\n" })
    expect(said(found)).toEqual([])
    expect(found.procedures.map(({ compiled }) => compiled.plan.procedure)).toContain("far/visit")
  })

  it("needs what neither of the two says", () => {
    expect(said(site(`${north}calendars:\n  hall: { open: { Mon-Fri: 09:00-17:00 } }\n${title}`))[0]).toMatch(/^site\/handbook.yaml «hall» key-missing/)
    expect(said(site(north.replace("version: 1\n", "") + title))[0]).toMatch(/key-missing: A handbook needs the key `version`/)
  })

  it("tells a slip of the first there, and not again", () => {
    const found = site(north + title, { "town/visit.procedure.yaml": visit.replace("by: manager", "by: manger") })
    expect(said(found)).toEqual([expect.stringMatching(/^town\/visit.procedure.yaml «manger» unknown-name/)])
    const broken = site(north + title, { "town/visit.procedure.yaml": visit.replace("steps:", "stebs:") })
    expect(said(broken)).toEqual([expect.stringMatching(/^town\/visit.procedure.yaml «stebs» unknown-key/)])
  })

  it("is not asked for what a slip elsewhere hides: in the first, in the line that takes, in its own file", () => {
    const told = (handbook: string, more: { readonly [path: string]: string } = {}) => said(site(handbook, more)).map((it) => it.replace(/:.*/, ""))
    const mine = `${title}roles:\n  clerk: { stands-in: clerk }\n`
    expect(told(north + mine, { "town/handbook.yaml": town.replace("ranks: [staff, chief]", "ranks: [staff, chief") })).toEqual(["town/handbook.yaml «[» yaml-broken"])
    expect(told((north + mine).replace("uses:", "use:"))).toEqual(["site/handbook.yaml «use» unknown-key"])
    expect(told((north + mine).replace("../town: all", "../twn: all"))).toEqual(["site/handbook.yaml «../twn» uses-folder-unknown"])
    expect(told((north + mine).replace("../town: all", "../town: al"))).toEqual(["site/handbook.yaml «al» sentence-syntax"])
    expect(told((north + mine).replace("../town: all", "../town: { as: { clrk: porter } }"))).toEqual(["site/handbook.yaml «clrk» unknown-name"])
    expect(told((north + mine).replace("../town: all", "../town: { as: { clrk: porter } }").replace("clerk: {", "porter: {").replace("north: 北区", "north: 北区\n  porter: 门岗"))).toEqual(["site/handbook.yaml «clrk» unknown-name"])
    expect(told(north + mine.replace("clerk: {", "clrk: {"))).toEqual(["site/handbook.yaml «clrk» key-missing"])
  })

  it("has a name of its own", () => {
    const twice = said(site(north.replace("north", "town"), { "far/handbook.yaml": "handbook: far\nversion: 1\nuses: { ../town: all }\nwords: { far: 远处 }\n" }))
    expect(twice.map((it) => it.replace(/:.*/, ""))).toEqual(["site/handbook.yaml «town» handbook-name-taken"])
    const again = said(site(north + title, { "far/handbook.yaml": "handbook: north\nversion: 1\nuses: { ../town: all }\nwords: { north: 远处 }\n" }))
    expect(again.map((it) => it.replace(/:.*/, ""))).toEqual(["site/handbook.yaml «north» handbook-name-taken"])
  })

  it("knows a circle, however long", () => {
    const found = site(north + title, { "far/handbook.yaml": "handbook: far\nversion: 1\nuses: { ../site: all }\nwords: { far: 远处 }\n", "town/handbook.yaml": `${town}uses: { ../far: { documents: all } }\n` })
    expect(said(found)).toEqual([expect.stringMatching(/uses-circle: .*`far` → `site` → `town` → `far`/)])
  })
})

describe("another handbook's entries", () => {
  it("are taken by their names, with their titles", () => {
    const found = site(`${village}uses:\n  ../town: { papers: [visit-papers], documents: all }\n`, {
      "site/come.procedure.yaml": visit.replace("procedure: visit", "procedure: come").replace("by: clerk", "by: porter").replace("in: book", "in: diary").replace(/ {2}- start: look\n {4}opens: round\n/, "").replace("visit: 来访", "come: 来访").replace("look: 巡查, ", "").replace(", clerk: 接待员", "")
    })
    expect(said(found).filter((it) => !it.includes("handbook-unused"))).toEqual([])
    expect(plan(found, "village/come").words["zh"]).toMatchObject({ "id-card": "身份证", porter: "前台" })
  })

  it("may be procedures that the other one has from a third, as they run there", () => {
    const found = site(`${village}uses:\n  ../town: { procedures: [far-round] }\n`, {
      "town/handbook.yaml": `${town}uses: { far-round: ../far/round }\n`,
      "far/handbook.yaml": town.replace("handbook: town", "handbook: far").replace("town: 城区", "far: 远处"),
      "far/round.procedure.yaml": round
    })
    expect(said(found).filter((it) => !it.includes("handbook-unused"))).toEqual([])
  })

  it("need the names they speak of, told together at the line that takes", () => {
    const found = said(site(`${village}uses:\n  ../town: { procedures: [visit] }\n`))
    expect(found).toEqual([
      "site/handbook.yaml «../town» uses-missing: What is taken from `../town` speaks of names that this handbook does not have: list of papers `visit-papers`; role `clerk`; ledger `book`; procedure `round`. Take them too, write them here, or say under `as` what each is called here: `as: { visit-papers: … }`."
    ])
  })
})

describe("a procedure's file", () => {
  const takes = (as: string): string => `${village}uses:\n  ../town:\n    procedures: [visit, round]\n    papers: [visit-papers]\n    documents: [id-card]\n    as: { ${as} }\n`

  it("is compiled anew with the posts and ledgers that stand for its own", () => {
    const found = site(takes("clerk: porter, book: diary, round: patrol"))
    expect(said(found).filter((it) => !it.includes("handbook-unused"))).toEqual([])
    const { plan: it, words } = plan(found, "village/visit")
    expect(it.intake.by?.of).toMatchObject([{ who: "role", role: "porter" }])
    expect(JSON.stringify(it)).toContain('"ledger":"diary"')
    expect(JSON.stringify(it)).toContain('"village/patrol"')
    // the file's own title of `clerk` is not that of `porter`
    expect(words["zh"]).toMatchObject({ porter: "前台", diary: "登记簿" })
    expect(plan(found, "village/patrol").plan.procedure).toBe("village/patrol")
  })

  it("that does not fit for another reason is told at the line that takes it, with the place", () => {
    const found = site(takes("clerk: porter, book: diary").replace("day: date", "day: text"))
    expect(said(found).filter((it) => !it.includes("handbook-unused"))).toEqual([expect.stringMatching(/^site\/handbook.yaml «..\/town» type-mismatch/)])
    const [first] = found.diagnostics.flatMap((it) => it.related)
    expect([first?.span.file.path, first === undefined ? "" : Span.text(first.span)]).toEqual(["town/visit.procedure.yaml", "day"])
  })

  it("is still what it was while somebody types in it", () => {
    const editing = edit({ files: files({ "site/handbook.yaml": takes("clerk: porter, book: diary") }) })
    const again = editing.recheck("town/visit.procedure.yaml", visit.replace("by: manager", "by: manger"))
    expect(again?.map((it) => `${it.span.file.path} ${code(it)}`)).toEqual(["town/visit.procedure.yaml unknown-name"])
    expect(editing.recheck("town/visit.procedure.yaml", visit)).toEqual([])
  })
})

describe("whatever stands in the files", () => {
  const site = `${village}uses:\n  ../town:\n    procedures: [visit, round]\n    papers: [visit-papers]\n    documents: [id-card]\n    as: { clerk: porter, book: diary }\n`
  const north = "handbook: north\nversion: 1\nuses:\n  ../town: { without: [weekly], as: { clerk: desk-clerk } }\ncalendars:\n  desk: { open: { Mon-Sun: 10:00-12:00 } }\nroles:\n  manager: { stands-in: desk-clerk }\nwords: { north: 北区, desk-clerk: 北区前台 }\n"
  const far = "handbook: far\nversion: 1\nuses: { ../north: all }\nwords: { far: 远处 }\n"
  const all = files({ "village/handbook.yaml": site, "north/handbook.yaml": north, "far/handbook.yaml": far })

  it("is clean before", () => {
    expect(said(compile({ files: all })).filter((it) => !it.includes("handbook-unused"))).toEqual([])
  })

  it("nothing is thrown, and what is told stands in a file that somebody wrote", () => {
    const seed = Number(process.env["SEED"] ?? 20261122)
    const { mutate, random } = mutations(seed, all.map((it) => it.text))
    const texts = new Map(all.map((it) => [it.path, it.text]))
    for (let round = 0; round < 300; round++) {
      const changed = random(all.length)
      const now = all.map((it, i) => (i === changed ? { ...it, text: mutate(it.text) } : it))
      const text = now[changed]?.text ?? ""
      const found = (() => {
        try {
          return compile({ files: now })
        } catch (error) {
          throw new Error(`seed ${seed}, round ${round}, ${now[changed]?.path}:\n${text}`, { cause: error })
        }
      })()
      for (const it of found.diagnostics) {
        expect(code(it), text).not.toBe("not-understood")
        expect(message(it, "en") + message(it, "zh"), text).not.toMatch(/undefined|\[object/)
        for (const { file } of [it.span, ...it.related.map(({ span }) => span), ...it.fixes.flatMap(({ edits }) => edits.map(({ span }) => span))]) {
          expect(file.taken, `${text}\n${code(it)}`).toBeUndefined()
          expect(texts.has(file.path), file.path).toBe(true)
        }
      }
      const errors = found.diagnostics.filter((it) => it.severity === "error")
      expect(errors.length, `seed ${seed}, round ${round}:\n${text}\n${said(found).join("\n")}`).toBeLessThan(16)
    }
  })
})
