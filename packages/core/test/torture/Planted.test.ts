/**
 * The engine with one line changed must be found out by a random history (engine §9). A survivor here means an invariant
 * or a move that is missing. `PLANTED=1` prints what was found.
 */
import { afterAll, afterEach, describe, expect, it, vi } from "vitest"
import * as Planted from "./Planted.ts"
import * as Rich from "./Rich.ts"

/** what it does wrong; the file; the line as it is; as it is not */
type Mutant = readonly [name: string, file: string, right: string, wrong: string, law: RegExp]
const any = /I-\d+|TICK|fold/

const mutants: ReadonlyArray<Mutant> = [
  // — who may —
  ["lets him answer whom the task excludes", "../domain/Offer", "excluded?.includes(taker.person) === true || ", "", /I-14/],
  ["lets anybody answer what somebody holds", "orders/Right", "if (!is(actor, frame.holder)) return", "if (!is(actor, frame.holder) && frame.n < 0) return", /I-25/],
  ["lets anybody answer what is offered", "orders/Right", "    if (key === undefined) {", "    if (key === undefined && frame.n < 0) {", /I-25/],
  ["lets anybody give an order", "orders/Right", "  if (who !== null) return who", "  if (who !== null && at !== null) return who", /I-25/],
  ["hands over to whom the task excludes", "orders/Passing", "  Right.excluded(frame, to) ??", "  null ??", /I-14/],
  ["lets anybody give back", "orders/Doing", "if (!Right.is(command.actor, frame.holder)) return", "if (frame.n < 0) return", /I-25/],
  ["lets him complete what was only delegated to him", "orders/Doing", "owner !== undefined && dated === null", "owner !== undefined && dated !== null", /I-14/],
  ["lets one person sign twice", "orders/Doing", "twice !== undefined && signed.length > 0", "twice !== undefined && signed.length > 9", /I-14/],
  ["lets a task be entered before it was there", "orders/Doing", "if (done < frame.since)", "if (done < 0)", /I-25/],
  ["lets a task be entered hours too late", "orders/Doing", "if (run.stamp > until)", "if (run.stamp > until + 2_600_000_000)", /I-25/],
  // — what was, was —
  ["accepts a command a second time", "Decide", "if (one.id === id) return true", "if (one.id === id) return false", /I-4/],
  ["hears the same a second time", "Decide", "command.signal.seq <= (", "command.signal.seq < (", /I-4/],
  ["takes orders after the end", "Decide", "const refusal = Right.open(run.state)", "const refusal = null as ReturnType<typeof Right.open>", /I-5/],
  ["leaves a cancelled task open", "Evolve", "      gone(next, index)\n      if (frame?.kind === \"task\") next.gone", "      if (frame?.kind === \"task\") next.gone", any],
  ["forgets that a link was closed", "Evolve", "next.links = Records.without(next.links, String(entry.link))", "void entry", /I-17/],
  ["swallows a signal while its part stands", "Signals", "emit(run, { _tag: \"Parked\", signal })\n  else if", "void leave\n  else if", /I-3|I-11/],
  ["swallows what was kept when it goes on", "Holds", "if (!over(run)) hear(run, signal)", "void signal", /I-3/],
  ["does not call off what it called", "Cancel", "if (link !== undefined && link.open)", "if (link !== undefined && !link.open)", /I-18/],
  // — clocks —
  ["takes what is done just in time to be late", "Finished", "done > clock.due", "done >= clock.due", /I-12/],
  ["writes down as late what is done just in time", "Clocks", "(due !== null && done > due)", "(due !== null && done >= due)", /I-12/],
  ["skips a rung", "Rungs", "[frame.rung + 1]\n", "[frame.rung + 2]\n", any],
  ["counts the term of a later rung", "Advance", "Clocks.pass(run, passing, frame.rung + 1)", "Clocks.pass(run, passing, frame.rung + 2)", /I-8/],
  ["leaves out the first repetition of a reminder", "DeriveNext", "let high = 1\n", "let high = 2\n", /I-8/],
  ["reminds an hour early", "DeriveNext", "return Terms.shift(due, whole, sign, ground(inputs)).value", "return Terms.shift(due - 3_600_000, whole, sign, ground(inputs)).value", /I-8/],
  ["counts an extension twice", "orders/Extending", "[...clock.extra, extension])", "[...clock.extra, extension, extension])", /I-13|I-9/],
  ["counts extensions in a run twice", "Derive", "[term, ...more], ground)", "[term, ...more, ...more], ground)", /I-9/],
  ["allows one extension too many", "orders/Extending", "clock.extra.length >= declared.times", "clock.extra.length > declared.times", /I-13/],
  ["forgets that a pause stops the clocks", "Evolve", "hold.clocks === \"run\" || stands", "hold.clocks === \"pause\" || stands", any],
  ["gives back what ran before a pause", "DeriveRun", "left = Math.max(0, left - run.used(from, begin))", "left = Math.max(0, left)", /I-9/],
  ["wakes up too late", "RowsOf", "hold.until < next", "hold.until > next", /I-2/],
  ["suspends an hour too long", "orders/Case", "Clocks.endOf(run, declared.atMost, run.at)", "Clocks.endOf(run, declared.atMost, run.at) + 3_600_000", /I-19/],
  // — holds —
  ["releases the hold of another case", "Signals", "hold.source.case === from && ", "", /I-19/],
  ["lets the clocks run when the first of two pauses ends", "Evolve", "  holds.some((one) => one.scope === scope && one.clocks === \"pause\")", "  holds.some((one) => one.scope === scope && one.clocks === \"run\")", any],
  // — where a case stands —
  ["counts another branch than the one that ended", "steps/Parallel", "[...frame.ended, branch]", "[...frame.ended, step.branches[0]?.name ?? branch]", /I-10/],
  ["goes on when one of all branches is left", "steps/Parallel", "done.length < step.branches.length", "done.length < step.branches.length - 1", /I-10/],
  ["goes one round further than it may", "steps/Repeat", "frame.round >= step.atMost", "frame.round > step.atMost", /I-10/],
  ["counts an item twice", "steps/Each", "const count = frame.ended + 1", "const count = frame.ended + 2", /I-10/],
  // — days and working hours —
  ["counts the day it begins on", "DeriveRun", "return begins > after ? begins : Day.add(after, 1)", "return begins > after ? begins : after", /I-9/],
  ["gives a day back that ran", "DeriveRun", "Day.between(first(from), Day.closedBy(to, zone)) + 1)", "Day.between(first(from), Day.closedBy(to, zone)))", /I-9/],
  ["leaves a due day on a holiday", "DeriveRun", "time.holidays === \"stay\" || calendar", "time.holidays !== \"stay\" || calendar", /I-9/],
  ["ends a span a day early", "DeriveMoment", "return midnight(Day.lastOf(day, edge.span))", "return midnight(Day.add(Day.lastOf(day, edge.span), -1))", /I-9/],
  ["counts back one day too few", "DeriveMoment", "Terms.shiftDay(moment.day, term, -1, ground)", "Terms.shiftDay(Day.add(moment.day, 1), term, -1, ground)", /I-9/],
  ["counts lunch as working time", "domain/Calendar", "left -= closes - begin\n      idle = 0\n    }\n    const following", "left -= closes - begin + 3_600_000\n      idle = 0\n    }\n    const following", /I-9/],
  ["works on holidays", "domain/Calendar", "exceptions[day] = []\n  for (const day of source?.makeUpDays", "void exceptions\n  for (const day of source?.makeUpDays", /I-9/],
  // — rows —
  ["does not see the rows this very change writes", "Scope", "return [...others, ...mine.values()]", "return answered", /I-22/],
  ["counts a row that was written anew beside the new one", "Scope", "if (entry.replaces !== undefined) mine.delete(entry.replaces)", "", /I-22/],
  ["shows rows of other days in a report", "Report", "return fits === true ? [cells] : []", "return [cells]", /I-22/],
  ["counts the groups of a report once", "Report", "else group.rows.push(cells)", "", /I-22/],
  ["takes every row for one that fits", "domain/Query", "where === undefined || worth(where, one.scope) === true\n  // a list", "where === undefined || worth(where, one.scope) !== undefined\n  // a list", /I-22/],
  ["gives the first row for the last", "domain/Query", "b.at >= a.at ? b : a", "b.at < a.at ? b : a", /I-22/],
  ["files under another unit", "steps/File", "for (const key of keys) {", "for (const key of keys.map((one) => `${one}x`)) {", /I-22/],
  ["files one paper only", "steps/File", "type.what.flatMap(", "type.what.slice(0, 1).flatMap(", /I-22/]
]

afterEach(() => {
  vi.resetModules()
})

/** All kinds of steps in one, written by hand, and drawn procedures, a few histories of each. */
const seeds: ReadonlyArray<number> = Array.from({ length: 160 }, (_, n) => {
  const group = Math.floor(n / 8)
  return n % 2 === 0 ? (group * 4 * 32) + [0, 6, 12, 18].map((at) => at + ((6 - ((group * 128) % 6)) % 6))[(n % 8) / 2]! : (group * 4 + 1 + (n % 3)) * 32 + (n % 8)
})

/** Histories that ask, report and file; and one that writes a row anew after a return and counts in the same change. */
const rich: ReadonlyArray<number> = [
  ...Array.from({ length: 320 }, (_, n) => Rich.FROM + (Math.floor(n / 8) * 4 + 1 + (n % 3)) * 32 + (n % 8)),
  10_712_415
]

describe("an engine with one line changed is found out", () => {
  const found = new Map<string, string>()
  it.each(mutants)("that %s", async (name, file, right, wrong, law) => {
    const path = `../../src/${file.startsWith("domain/") ? "" : "case/"}${file}.ts`
    vi.doMock(path, () => import(/* @vite-ignore */ Planted.of(path, right, wrong)))
    try {
      const { history } = await import("./History.ts")
      let broken: string | null = null
      for (const seed of law.source === "I-22" ? rich : seeds) {
        try {
          history(seed)
        } catch (error) {
          broken = String(error)
          break
        }
      }
      found.set(name, broken ?? "survives")
      expect(broken).toMatch(/seed \d+/)
      expect(broken).toMatch(law)
    } finally {
      vi.doUnmock(path)
    }
  })
  afterAll(() => {
    if (process.env["PLANTED"] !== undefined) for (const [name, what] of found) console.log(`${name}: ${what.slice(0, 220)}`)
  })
})
