import type { Handbook } from "./tree/Handbook.ts"
import type { Procedure } from "./tree/Procedure.ts"
import type { Scenario } from "./tree/Scenario.ts"

/**
 * The syntax tree of one file: what was written, in decoded shape, with the place of everything.
 *
 * The nodes stand in `tree/`: `Node` (names, refs, `Broken`, lists and maps), `Expression`, `Time` and `People`
 * (the sentences), `Field`, `Step`, `Order`, `Shared`, and the three kinds of file.
 */
export type Tree = Handbook | Procedure | Scenario
