import { describe, it } from "vitest"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as Suite from "@frontdesk/core/testing/Suite"

Suite.run({ describe, it }, "the memory store", CaseStoreMemory.layer)
