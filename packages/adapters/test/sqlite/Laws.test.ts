import { describe, it } from "vitest"
import * as Suite from "@frontdesk/core/testing/Suite"
import * as Fresh from "./Fresh.ts"

Suite.run({ describe, it }, "the SQLite store", Fresh.place())
Suite.run({ describe, it }, "the SQLite store under another prefix", Fresh.place({ prefix: "desk_two_" }))
