/**
 * `npm run torture -- --kills N [--store sqlite|postgres] [--from SEED]`: desks, and on PostgreSQL the server under them,
 * killed at full load until N desks have died, a few in each store; after each few everything is looked at. Prints the seed
 * of what broke.
 */
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { play } from "./Lives.ts"

const [kills = "200", store = "sqlite", from = "1"] = process.argv.slice(2)
/** so many in one store: what is looked at at the end does not grow with N */
const FEW = 8

const folder = mkdtempSync(join(tmpdir(), "frontdesk-kills-"))
const begun = performance.now()
const seconds = () => Math.round((performance.now() - begun) / 1000)
let [done, servers, cases, entries, acknowledged, refused, again, wrong] = [0, 0, 0, 0, 0, 0, 0, 0]

const postgres = async () => {
  const Server = await import("../postgres/Server.ts")
  return Server.start({ fsync: true })
}
const server = store === "postgres" ? await postgres() : undefined

try {
  for (let seed = Number(from); done < Number(kills); seed++) {
    const few = Math.min(FEW, Number(kills) - done)
    const where = server === undefined ? join(folder, `${seed}.sqlite`) : `${server.url}#kills_${seed}`
    // one desk; two at the same time; one, and the server under it
    const kind = server === undefined ? 0 : seed % 3
    const first = kind === 2 && server !== undefined ? () => (servers++, server.kill().then(server.start)) : undefined
    const lives = kind === 1 ? Math.ceil(few / 2) : few
    const played = await Effect.runPromise(Effect.scoped(play(where, seed * 7919, lives, false, first, kind === 1 ? 2 : 1)))
    done += kind === 1 ? 2 * lives : lives
    cases += played.cases.length
    entries += played.entries.length
    again += played.again
    acknowledged += played.lives.acknowledged.size
    refused += played.lives.refused.size
    wrong += played.wrong.length
    if (played.wrong.length > 0) console.log(`seed ${seed}: ${played.wrong.slice(0, 10).join("\n")}`)
    if (server === undefined) rmSync(where, { force: true })
    console.error(`${done} of ${kills} kills, ${cases} cases, ${entries} entries, ${wrong} wrong, ${seconds()} s`)
  }
} finally {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  [
    `${done} kills of desks on ${store}${server === undefined ? "" : `, and ${servers} of the server under them`}; ${seconds()} s`,
    `${acknowledged} commands acknowledged, ${refused} refused, ${again} left without an answer by a kill and sent again`,
    `${cases} cases with ${entries} entries: ${wrong} wrong`
  ].join("\n")
)
process.exitCode = wrong > 0 ? 1 : 0
