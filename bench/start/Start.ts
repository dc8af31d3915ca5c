/** Suite `start`: how long the command takes to answer, as it is published (bundled), against Node itself. */
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { roundOf, type Driver } from "../Driver.ts"

const cli = fileURLToPath(new URL("../../packages/cli", import.meta.url))
const tsup = fileURLToPath(new URL("../../node_modules/tsup/dist/cli-default.js", import.meta.url))

const launches = (name: string, args: ReadonlyArray<string>, prepare: () => void = () => {}): Driver => ({
  name,
  control: "node -e 0",
  size: { full: 25, quick: 7 },
  round: async (size) => {
    prepare()
    const times: Array<number> = []
    for (let i = 0; i <= size; i++) {
      const from = performance.now()
      execFileSync(process.execPath, args, { stdio: "ignore" })
      // the first one warms the disk
      if (i > 0) times.push(performance.now() - from)
    }
    return roundOf(times, times.reduce((sum, it) => sum + it, 0))
  }
})

const build = (): void => void execFileSync(process.execPath, [tsup], { cwd: cli, stdio: "ignore" })

export const drivers: ReadonlyArray<Driver> = [
  launches("node -e 0", ["-e", "0"]),
  launches("frontdesk --version", [`${cli}/dist/main.js`, "--version"], build),
  launches("frontdesk --help", [`${cli}/dist/main.js`, "--help"], build)
]
