/** What `frontdesk` reads for the files in this folder. */
import type { ConfigFile } from "@frontdesk/cli/Config"
import { gates } from "./gates.ts"

export default { plugins: [gates] } satisfies ConfigFile
