/**
 * What procedures are drawn of besides steps, terms and orders: questions over ledgers, tables, cases, lists and items;
 * papers, checklists and archives; reports; quotas, parameters, parties and calculated values. Only seeds from `FROM` on
 * have them: a smaller seed stays the history it was.
 */
import type { Values } from "@frontdesk/core/domain/Value"
import type { Random } from "./Random.ts"

/** A file as keys and sentences. */
export type Tree = { readonly [key: string]: unknown }

/** The first seed of a history, or of a world, that is drawn of all this. */
export const FROM = 10_000_000

/** What the handbook has in addition. */
export const house = (r: Random): Tree => ({
  "party-kinds": ["owner", "tenant"],
  bodies: { "owners-committee": { founded: r.pick(["yes", "no", "unknown"]), "recorded-by": "cs-supervisor" } },
  documents: { "id-card": {}, letter: {}, photo: {} },
  papers: {
    "visit-papers": { needs: ["id-card seen", "letter original"] },
    "kind-papers": {
      of: ["a", "b", "c"],
      lists: { a: { needs: ["id-card seen-and-copied", "2 photo original"] }, b: { includes: "a", needs: ["letter handwritten"] }, c: { needs: ["letter copy"] } }
    }
  },
  archives: {
    "owner-file": { by: "unit", "kept-by": "front-desk-receptionist" },
    "dept-file": { by: "department", "kept-by": "cs-supervisor" },
    "staff-file": { by: "staff", "kept-by": "cs-supervisor" },
    "month-file": { by: "month", "kept-by": "cs-supervisor" },
    "year-file": { by: "year", "kept-by": "cs-supervisor" }
  },
  tables: {
    rates: { columns: { kind: ["a", "b", "c"], rate: "whole-number" }, key: ["kind"], rows: [{ kind: "a", rate: 2 }, { kind: "b", rate: 5 }, { kind: "c", rate: 9 }] },
    limits: { columns: { kind: ["a", "b", "c"], limit: "whole-number", share: "percent" }, key: ["kind"], from: "host" }
  },
  reports: {
    "visits-by-kind": { rows: "visits", day: "day", by: ["kind"], show: ["count", "sum pieces"] },
    "visits-each": { rows: "visits", day: "day", "each-row": ["unit", "kind", "pieces"] },
    "visits-paid": { rows: "visits", day: "day", by: ["unit", "kind"], show: ["sum paid"] },
    others: { rows: "cases of other", day: "opened", by: ["outcome"], show: ["count"] }
  },
  classes: { private: { "seen-by": ["cs-dept", "office-director"], "used-in": ["drawn", "other", "leaf"] } },
  checklists: { doors: ["front", "back", "windows"] },
  forms: { "visit-form": { seen: "long-text", ok: "yes/no" } },
  quotas: {
    "looked-at": { count: "visits where each.kind is a", of: "visits", per: r.pick(["week", "month"]), "at-least": "30%", rounded: r.pick(["up", "down", "exact"]), missed: { tell: "cs-supervisor", with: "short" } },
    few: { count: "cases of other where each.outcome is ok", of: "sum each.pieces over visits", per: "month", "at-most": "40%", rounded: "exact", missed: { tell: "office-director", with: "short" } }
  },
  messages: { short: { en: "<quota.name>: <quota.reached>" } }
})

export const visits: Tree = {
  class: "private",
  columns: { unit: "unit", day: "date", kind: ["a", "b", "c"], pieces: "whole-number", paid: "money", "done-at": { type: "date-time", needed: "no" } }
}

/** What the intake asks in addition. */
export const intake: Tree = {
  day: "date",
  span: "period",
  payer: "party",
  keeper: "staff",
  helper: { type: "staff", needed: "no" },
  fee: { type: "money", class: "private" },
  share: "percent",
  received: "date-time",
  patience: "term",
  rooms: { list: { room: "text", size: "whole-number" }, "at-most": 3 }
}

const DAY = 86_400_000
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** What an intake says of these. */
export const values = (r: Random, now: number): Values => ({
  day: dayOf(now + (r.below(20) - 10) * DAY),
  span: { start: dayOf(now - (5 + r.below(20)) * DAY), end: dayOf(now + r.below(20) * DAY) },
  payer: r.pick(["sun", "tan"]),
  keeper: r.pick(["wang", "li", "he"]),
  ...(r.yes(0.6) && { helper: r.pick(["wang", "fei", "he"]) }),
  fee: `${r.below(90)}.${10 + r.below(90)}`,
  share: String(r.below(101)),
  received: now - r.pick([0, 0, 60_000, 7_200_000, 2 * DAY]),
  patience: { n: 1 + r.below(3), unit: r.pick(["hour", "working-day", "calendar-day", "working-hour"]) },
  rooms: ["x", "y", "z"].slice(0, r.below(4)).map((room) => ({ room, size: r.below(8) }))
})

/** What a condition may ask anywhere; `opens` is the procedure that is opened, `good` how it ends. */
export const asks = ({ good, opens }: { readonly opens: string; readonly good: string }): ReadonlyArray<string> => [
  "(count visits where each.unit is unit) > 2",
  "(some visits where each.kind is kind and each.day > day - 1 week)",
  "(some book where each.result is missing)",
  "(count book where each.unit is unit and each.kind is kind) > 1",
  "(every visits where each.pieces > 0)",
  "(every visits where each.kind is a or b)",
  "(sum each.pieces over visits where each.kind is kind) > 20",
  "(sum each.paid over visits where each.day in month-of(day)) > 300 CNY",
  "((larger-of each.pieces over visits where each.unit is unit) else 0) > 6",
  "((smaller-of each.pieces over visits where each.kind is kind) else 9) < 2",
  "((last visits where each.unit is unit).pieces else 0) < 4",
  "(most each.kind over visits where each.unit is unit) > 3",
  "unit in (list each.unit over visits where each.kind is kind and each.pieces > 5)",
  `(count cases of ${opens} where each.unit is unit and each.outcome is ${good}) > 0`,
  `(some cases of ${opens} where each.outcome is missing)`,
  ...(good === "ok" ? [`(some cases of ${opens} where each.see.fine)`] : []),
  "(one rates where each.kind is kind).rate > 4",
  "(some rates where each.rate > number)",
  "((one limits where each.kind is kind).limit else 0) > number",
  "quota.looked-at.behind",
  "not quota.few.full",
  "(count departments where each is cs-dept) > 0",
  "(some rooms where each.size > 3)",
  "(count rooms where each.size > 2) > 1",
  "open(office)",
  "rank(opener) >= supervisor",
  "kind(payer) is tenant",
  "owners-committee is founded",
  "department in departments",
  "department of opener is cs-dept",
  "superior of opener is opener",
  "intake.at + 2 hours >= now",
  "number <= param.least",
  "day > today",
  "day in span",
  "when - 2 hours < now",
  "day + 1 month > today",
  "fee >= 40.50 CNY",
  "share > 50%",
  "half-up(fee * share) > 10 CNY",
  "param.least < number",
  "helper is present",
  "(case.due is present and case.due < when)"
]

/** What is calculated: the type, and how. */
export const computed: ReadonlyArray<readonly [type: string, value: string]> = [
  ["whole-number", "count visits where each.unit is unit"],
  ["whole-number", "count visits where each.kind is kind and each.pieces > 3"],
  ["whole-number", "count book where each.unit is unit"],
  ["whole-number", "sum each.pieces over visits where each.kind is kind"],
  ["money", "sum each.paid over visits where each.unit is unit"],
  ["whole-number", "(last visits where each.unit is unit).pieces else 0"],
  ["whole-number", "(larger-of each.pieces over visits where each.kind is kind) else 0"],
  ["yes/no", "some visits where each.unit is unit and each.kind is kind"],
  ["yes/no", "every visits where each.pieces > 0"],
  ["whole-number", "(one rates where each.kind is kind).rate"],
  ["whole-number", "count rooms where each.size > 2"],
  ["money", "half-up(fee * 70%)"],
  ["money", "down(fee / 3)"],
  ["money", "up(fee - fee * share)"],
  ["period", "month-of(day)"],
  ["date", "day - 1 week"],
  ["date-time", "asked else intake.at"],
  ["date-time", "when - 2 hours"],
  ["staff", "superior of opener"],
  ["department", "department of opener"],
  ["term", "param.patience"]
]

/** Terms that are not only a number and a unit. */
export const deadlines: ReadonlyArray<string> = [
  "param.patience from its start",
  "patience from its start",
  "start of quarter from intake",
  "end of quarter from its start",
  "end of year from intake",
  "start of month from its start",
  "1 year from intake",
  "2 years from its start",
  "1 working day before day",
  "2 hours before when",
  "day",
  "1 calendar day from day"
]

/** People besides posts. */
export const people: ReadonlyArray<string> = [
  "highest rank on duty in cs-dept",
  "superior of opener",
  "area of unit",
  "payer",
  "keeper",
  "rank supervisor or above in repair-dept",
  "front-desk-receptionist on duty in cs-dept",
  "responsible-person in department",
  "owners-committee"
]

/** Fields of forms, and what can be asked of them. */
export const fields: ReadonlyArray<readonly [name: string, type: unknown, asks: ReadonlyArray<string>]> = [
  ["doors", "checklist doors", ["doors.failed > 0"]],
  ["shown", "papers visit-papers", ["shown.complete", "not shown.complete"]],
  ["brought", "papers kind-papers for kind", ["brought.complete"]],
  ["counted", "report visits-by-kind for span", []],
  ["each-one", "report visits-each for span", []],
  ["paid-in", "report visits-paid for span", []],
  ["others", "report others for span", []],
  ["price", { type: "money", "at-most": 500 }, ["price > 300 CNY"]],
  ["share", "percent", ["share > 20%"]],
  ["metres", { type: "number", "at-least": 1 }, ["metres > 100"]],
  ["day", "date", ["day > today"]],
  ["hour", "time", ["hour is present"]],
  ["month", "period", ["today in month"]],
  ["patience", "term", []],
  ["neighbour", "party", ["kind(neighbour) is owner"]],
  ["colleague", "staff", ["rank(colleague) is staff"]],
  ["anybody", "person", []],
  ["flat", "unit", ["flat is unit"]],
  ["place", "department", ["place is cs-dept", "place in departments"]],
  ["phone", "phone-number", ["phone is present"]],
  ["photo", { type: "attachment", needed: "no" }, ["photo is missing"]],
  ["moment", "date-time", ["moment < now"]],
  ["earlier", { type: "case of other", needed: "no" }, ["earlier is present"]],
  ["linked", { type: "any case", needed: "no" }, []],
  ["rows", { list: { what: "text", many: "whole-number" }, "at-most": 3 }, ["(some rows where each.many > 4)"]],
  ["names", { list: "text", needed: "no" }, []]
]
