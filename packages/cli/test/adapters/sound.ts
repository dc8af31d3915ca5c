import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"

export default CaseStoreMemory.layer
