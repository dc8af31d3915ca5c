/** Slips of the real files that once were told at a wrong place, or again and again: each is told where it belongs. */
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { found, marked } from "../fixtures.ts"
import { examples } from "../Fixture.ts"

interface Slip {
  readonly slip: string
  readonly path: string
  readonly was: string
  /** with the places to be told marked */
  readonly is: string
  /** `code`, one for each mark, in order; then those told elsewhere: `code «place»` */
  readonly codes: ReadonlyArray<string>
}

const one = (slip: string, path: string, was: string, is: string, ...codes: ReadonlyArray<string>): Slip => ({ slip, path, was, is, codes })

const slips: ReadonlyArray<Slip> = [
  one("a quote left open in brackets", "v2/fee-notice.scenario.yaml", "unit: 5-101, owed", "unit: «\"»5-101, owed", "yaml-broken"),
  one("a parameter of no type", "v0b/house-custody.procedure.yaml", "electricity-cap: { type: number", "electricity-cap: { type: «numer»", "unknown-name"),
  one("a message in no language of the handbook", "v2/repair.procedure.yaml", "    en: The ticket", "    «enq»: The ticket", "unknown-name"),
  one("a row of a decision that cannot be read", "v1c/monthly-penalties.procedure.yaml", "when: points >= 20", "when: «>»= 20", "yaml-broken"),
  one("a value of a decision that cannot be read", "v2/complaint.procedure.yaml", "company-admin-staff, then: director", "company-admin-staff, then: «*it»", "yaml-feature"),
  one("a ledger renamed", "v2/handbook.yaml", "  complaint-ledger:\n    class", "  «complain-ledger»:\n    class", "name-misspelt"),
  one("a role renamed that six files use", "v2/handbook.yaml", "  cs-supervisor: {", "  «cs-supevisor»: {", "name-misspelt"),
  one("a role deleted that eight files use", "v2/handbook.yaml", "  center-director: { rank: director, in: property-center, heads: property-center }\n", "", "unknown-name «center-director»"),
  one("a value of a choice that cannot be read", "v2/complaint.procedure.yaml", "channel: [visit, call, letter]", "channel: [visit, call, «*it»]", "yaml-feature"),
  one("all departments lost", "v1c/handbook.yaml", "departments:\n  management-office: {}\n  cs-dept: { part-of: management-office }\n  finance-dept: { part-of: management-office }\n", "", "key-missing «handbook»"),
  one("a step with the name of another", "v2/suggestion.procedure.yaml", "- task: reply ", "- task: «analyse» ", "name-taken"),
  one("a field of the intake that is gone, given by three others", "v2/mismatch-report.procedure.yaml", "counted: whole-number, found-by: staff", "counted: whole-number", "unknown-name «found-by»", "unknown-name «found-by»"),
  one("a colon lost before a comment", "v2/key-after-hours.procedure.yaml", "- task: unseal-together", "- «task unseal-together»", "yaml-broken"),
  one("a colon lost in the first line, before a comment", "v2/complaint.procedure.yaml", "procedure: complaint ", "«procedure complaint» ", "yaml-broken"),
  one("a refusal that does not exist", "v3/reception.scenario.yaml", "refused: not-the-holder", "refused: «not-theholder»", "unknown-name"),
  one("a currency that does not exist", "v0b/handbook.yaml", "currency: CNY", "currency: «CNYq»", "unknown-name"),
  one("names in a language the handbook has not", "v1c/handbook.yaml", "names-in: en", "names-in: «enq»", "unknown-name"),
  one("people of a story that cannot be read", "v2/fee-notice.scenario.yaml", "parties: { sun: owner }", "parties: «{» sun: owner", "yaml-broken"),
  one("which case a row is about cannot be read", "v2/fee-notice.scenario.yaml", "in: objection\n    does: solve-on-site", "in: «*it»\n    does: solve-on-site", "yaml-feature"),
  one("a title that cannot be read", "v0b/handbook.yaml", "unit: 房号", "unit: «!it» 房号", "yaml-feature"),
  one("an intake that a schedule fills and nobody can read", "v0b/custody-patrol.procedure.yaml", "owner: party", "owner: «\"»party", "yaml-broken"),
  one("a field of the wrong type, used in many places", "v2/activity.procedure.yaml", "event-at: date-time", "event-at: attachment", "type-mismatch «event-at»", "type-mismatch «event-at»")
]

describe("a slip in a real file", () => {
  it.each(slips.map((it) => [it.slip, it] as const))("%s", (_, slip) => {
    const folder = `examples/${slip.path.slice(0, slip.path.indexOf("/") + 1)}`
    const path = `examples/${slip.path}`
    // v3 uses a procedure of v0b
    const files = examples.filter((it) => it.path.startsWith(folder) || folder === "examples/v3/" && it.path.startsWith("examples/v0b/"))
    const before = files.find((it) => it.path === path)?.text ?? ""
    expect(before).toContain(slip.was)
    const { spans, text } = marked(before.replace(slip.was, () => slip.is))
    const told = found(compile({ files: files.map((it) => ({ path: it.path, text: it.path === path ? text : it.text })) }).diagnostics.filter(isError))
    const here = (it: (typeof told)[number]): boolean => spans.some((span) => span.start === it.start && span.at === it.at)
    expect(told.filter(here).map((it) => `${it.code} «${it.at}»`)).toEqual(spans.map((it, i) => `${slip.codes[i] ?? ""} «${it.at}»`))
    expect(told.filter((it) => !here(it)).map((it) => `${it.code} «${it.at}»`)).toEqual(slip.codes.slice(spans.length))
  })

  it("two roles renamed at once and a third misspelt are told one by one", () => {
    const files = examples.filter((it) => it.path.startsWith("examples/v2/")).map(({ path, text }) => ({
      path,
      text: path.endsWith("/handbook.yaml")
        ? text.replace("  cs-supervisor: {", "  cs-supevisor: {").replace("  dept-manager: {", "  dept-mnager: {")
        : text.replace("any: [callback-officer]", "any: [callback-oficer]")
    }))
    const told = compile({ files }).diagnostics.filter(isError)
    expect(found(told).map((it) => `${it.code} «${it.at}»`)).toEqual(["unknown-name «callback-oficer»", "name-misspelt «cs-supevisor»", "name-misspelt «dept-mnager»"])
    expect(new Set(told.flatMap((it) => it.related.map((at) => at.span.file.path))).size).toBeGreaterThan(6)
  })
})
