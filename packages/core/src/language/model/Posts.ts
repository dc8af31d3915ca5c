/**
 * Whether a people sentence can mean anybody, by the handbook alone (language §7.2): some post has the rank, somebody
 * heads the department, `not` leaves somebody, `together` is more than one person. Who holds a post is the host's to
 * know; a sentence that depends on the case is taken to mean somebody.
 */
import type * as Domain from "../../domain/People.ts"
import { said } from "../diagnostic/Phrase.ts"
import type * as Span from "../source/Span.ts"
import { isBroken } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/People.ts"
import type { Context } from "./Context.ts"
import type { Handbook } from "./Handbook.ts"

/** Posts as `role@department`; `undefined`: only the case knows. */
type Posts = ReadonlySet<string> | undefined

export const judge = (found: Domain.People, tree: Tree.People, context: Context): boolean => {
  const { handbook, report } = context
  if (!handbook.roles.complete || !handbook.departments.complete) return true
  if ([...handbook.roles.entries.values()].some((it) => it.value === undefined)) return true
  let whole = true
  for (const [of, trees] of [[found.of, tree.who], [found.not, tree.not]] as const) {
    for (const [i, who] of of.entries()) {
      const at = trees[i]
      if (at !== undefined && !isBroken(at) && !somebody(who, at.span, context)) whole = false
    }
  }
  if (!whole) return false
  const same = found.mode === "together" ? repeated(found.of) : undefined
  const twice = same === undefined ? undefined : tree.who[same]
  if (twice !== undefined) {
    report.add("together-same-person", twice.span, { twice: true })
    return false
  }
  if (found.not.length === 0) return true
  const emptied = found.of.map((who) => excluded(who, found.not, handbook))
  const nobody = found.mode === "together" ? emptied.indexOf(true) : emptied.every((it) => it) ? 0 : -1
  const at = nobody < 0 ? undefined : tree.not[0]
  const last = tree.not.at(-1)
  if (at === undefined || last === undefined) return true
  const place = tree.who[nobody]
  report.add("not-empties", { ...at.span, end: last.span.end }, {}, place === undefined ? {} : {
    related: [{ span: place.span, message: said("nobody is left of these", "这里的人全被排除了") }]
  })
  return false
}

const somebody = (who: Domain.Who, span: Span.Span, context: Context): boolean => {
  const { handbook, report } = context
  if (who.who === "head" && "department" in who.of) {
    const { department } = who.of
    if (Object.values(handbook.organisation.roles).some(({ heads }) => typeof heads === "object" || heads === department)) return true
    report.add("head-unknown", span, { department })
    return false
  }
  if (who.who === "superior" && who.of.who === "role") {
    const { role } = who.of
    if (handbook.organisation.roles[role]?.reportsTo !== undefined) return true
    report.add("nobody-can", span, { why: said(`nobody is above \`${role}\``, `\`${role}\` 没有上级`) })
    return false
  }
  if (who.who !== "rank" || posts(who, handbook)?.size !== 0) return true
  report.add("nobody-can", span, { why: said("no post of the handbook has such a rank there", "手册里没有符合这一职级的岗位") })
  return false
}

/** The place of a sentence that means the very person of one before it. */
const repeated = (of: ReadonlyArray<Domain.Who>): number | undefined => {
  const seen = new Set<string>()
  for (const [i, who] of of.entries()) {
    if (!single.has(who.who)) continue
    const text = JSON.stringify(who)
    if (seen.has(text)) return i
    seen.add(text)
  }
  return undefined
}

/** Sentences that mean one person at a time. A post may be held by several. */
const single: ReadonlySet<Domain.Who["who"]> = new Set(["opener", "doer", "head"])

const excluded = (who: Domain.Who, not: ReadonlyArray<Domain.Who>, handbook: Handbook): boolean => {
  const text = JSON.stringify(who)
  if (not.some((it) => JSON.stringify(it) === text)) return true
  const own = posts(who, handbook)
  if (own === undefined || own.size === 0) return false
  const gone = new Set(not.flatMap((it) => [...(posts(it, handbook) ?? [])]))
  return [...own].every((it) => gone.has(it))
}

const posts = (who: Domain.Who, handbook: Handbook): Posts => {
  const { departments, roles } = handbook.organisation
  const at = (role: string, within: (department: string) => boolean): ReadonlyArray<string> => {
    const own = roles[role]?.in
    const all = own === undefined ? Object.keys(departments) : [own]
    return all.filter(within).map((department) => `${role}@${department}`)
  }
  /** a department, or one below it */
  const below = (above: string) => (department: string): boolean => {
    let it: string | undefined = department
    for (let i = 0; it !== undefined && i < 100; i++) {
      if (it === above) return true
      it = departments[it]?.partOf
    }
    return false
  }
  const names = Object.keys(roles)
  switch (who.who) {
    case "role": {
      const { in: place } = who
      if (roles[who.role]?.in !== undefined || place === undefined) return new Set(at(who.role, () => true))
      return "department" in place ? new Set(at(who.role, (it) => it === place.department)) : undefined
    }
    case "rank": {
      const { in: place } = who
      if (place !== undefined && !("department" in place)) return undefined
      const within = place === undefined ? () => true : below(place.department)
      return new Set(names.filter((it) => who.ranks.includes(roles[it]?.rank ?? "")).flatMap((it) => at(it, within)))
    }
    case "department":
      return new Set(names.flatMap((it) => at(it, below(who.department))))
    case "head": {
      const { of: place } = who
      if (!("department" in place)) return undefined
      return new Set(names.flatMap((it) => {
        const heads = roles[it]?.heads
        return heads === place.department ? at(it, () => true) : typeof heads === "object" ? at(it, (one) => one === place.department) : []
      }))
    }
    default:
      return undefined
  }
}
