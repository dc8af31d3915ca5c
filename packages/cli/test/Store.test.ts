/** `frontdesk store`: tables made apart from the desk, from the folder of an app that has the adapters. */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import { folder, frontdesk } from "./cli.ts"

const app = join(import.meta.dirname, "../../../examples/minimal")
const store = (...args: ReadonlyArray<string>) => frontdesk(app, ["store", ...args])

const versions = (file: string, prefix = "fd_") => {
  const db = new DatabaseSync(file)
  try {
    return db.prepare(`select version from ${prefix}schema order by version`).all().map((it) => Number(it["version"]))
  } finally {
    db.close()
  }
}

describe("store", () => {
  it("migrates, and again without harm; beside others under another prefix", async () => {
    using at = folder()
    const file = join(at.path, "cases.db")
    for (let time = 0; time < 2; time++) {
      expect(await store("migrate", `sqlite:${file}`)).toEqual({ code: 0, err: "", out: "The tables are of schema 3, the newest.\n" })
    }
    expect((await store("migrate", `sqlite:${file}`, "--name", "two_")).code).toBe(0)
    expect([versions(file), versions(file, "two_")]).toEqual([[1, 2, 3], [1, 2, 3]])
  })

  it("prints what it would run: run by hand, nothing is left to do", async () => {
    using at = folder()
    const file = join(at.path, "cases.db")
    const { code, err, out } = await store("sql", "sqlite")
    expect({ code, err }).toEqual({ code: 0, err: "" })
    const db = new DatabaseSync(file)
    db.exec(out)
    db.close()
    expect(versions(file)).toEqual([1, 2, 3])
    expect((await store("migrate", `sqlite:${file}`)).code).toBe(0)
    expect((await store("sql", "sqlite", "--from", "3")).out.trim()).toBe("")
    expect((await store("sql", "postgres", "--name", "estate_9")).out).toContain("create schema if not exists \"estate_9\"")
  })

  it("refuses tables of a newer version, and places that are none", async () => {
    using at = folder()
    const file = join(at.path, "cases.db")
    await store("migrate", `sqlite:${file}`)
    const db = new DatabaseSync(file)
    db.exec("insert into fd_schema values (9, 0)")
    db.close()
    const newer = await store("migrate", `sqlite:${file}`)
    expect(newer).toMatchObject({ code: 2, out: "" })
    expect(newer.err).toContain("The tables are of schema 9, written by a newer version of @frontdesk/adapters; this one knows 3.")
    const wrong = await store("migrate", "cases.db")
    expect(wrong).toMatchObject({ code: 2, out: "" })
    expect(wrong.err).toContain("`cases.db` is no place of a store.")
    expect((await store("migrate", `sqlite:${file}`, "--name", "x; drop table y")).err).toContain("not a table prefix")
    expect(await store("migrate", "postgres://desk@127.0.0.1:1/office")).toMatchObject({ code: 2, err: "The database cannot be used: PgConnection: Failed to connect\n" })
    expect((await store("migrate", `sqlite:${join(at.path, "no/such.db")}`)).err).toBe("The database cannot be used: unable to open database file\n")
  })
})
