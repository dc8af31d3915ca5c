import { check } from "./catalogue/check.ts"
import { model } from "./catalogue/model.ts"
import { names } from "./catalogue/names.ts"
import { papers } from "./catalogue/papers.ts"
import { promises } from "./catalogue/promises.ts"
import { records } from "./catalogue/records.ts"
import { scenario } from "./catalogue/scenario.ts"
import { suppressions } from "./catalogue/suppressions.ts"
import { syntax } from "./catalogue/syntax.ts"
import { uses } from "./catalogue/uses.ts"
import type { Entry } from "./Entry.ts"

/**
 * All diagnostics of the language, by code (language §15.1). Each file of `catalogue/` holds one floor's or one
 * subject's codes; a new code is written there and nowhere else.
 */
export const catalogue = { ...syntax, ...names, ...model, ...check, ...papers, ...promises, ...records, ...scenario, ...suppressions, ...uses }

export type Catalogue = typeof catalogue
export type Code = keyof Catalogue
export type ArgsOf<C extends Code> = Catalogue[C] extends Entry<infer Args> ? Args : never
