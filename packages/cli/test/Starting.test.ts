/** `frontdesk init`, `format` and `schema`: how somebody begins, and how files stay in layout. */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { folder, frontdesk, office, procedures, workspace } from "./cli.ts"

const read = (at: { readonly path: string }, name: string): string => readFileSync(join(at.path, name), "utf8")

describe.each(["en", "zh"] as const)("init, %s", (language) => {
  it("gives files that are sound, in layout, and whose scenario comes true", async () => {
    using at = folder()
    const begun = await frontdesk(at.path, ["init", "office", "--lang", language])
    expect(begun).toMatchObject({ code: 0, err: "" })
    expect(begun.out.replaceAll(/\d{4}(?=-)/g, "YEAR")).toMatchSnapshot()
    expect((await frontdesk(at.path, ["validate", "--max-warnings", "0"])).out).toBe("4 files checked, nothing wrong.\n")
    expect(await frontdesk(at.path, ["test"])).toMatchObject({ code: 0, err: "" })
    expect(await frontdesk(at.path, ["format", "--check"])).toMatchObject({ code: 0, out: "All files are in layout.\n" })
    expect(read(at, "office/request.procedure.yaml")).toMatchSnapshot()
    const schema = JSON.parse(read(at, "office/.frontdesk/procedure.schema.json")) as { readonly description: string }
    expect(/\p{Script=Han}/u.test(schema.description)).toBe(language === "zh")
  })
})

describe("init", () => {
  it("never writes over what is there, and then writes nothing at all", async () => {
    using at = folder()
    writeFileSync(join(at.path, "handbook.yaml"), "mine")
    const found = await frontdesk(at.path, ["init"])
    expect(found).toEqual({
      code: 2,
      out: "",
      err: "`handbook.yaml` is there already; nothing was written.\nName another folder: `frontdesk init FOLDER`.\n"
    })
    expect(read(at, "handbook.yaml")).toBe("mine")
    expect(existsSync(join(at.path, "request.procedure.yaml"))).toBe(false)
    expect(existsSync(join(at.path, ".frontdesk"))).toBe(false)
  })
})

describe("format", () => {
  const lamp = readFileSync(join(office, "lamp.procedure.yaml"), "utf8")
  const messy = lamp.replace("version: 1", "version:   1   ").replace("form: { done: text", "form: {done: text").replace("steps:\n", "\n\n\nsteps: # the way\n")

  it("the files of this repository are in layout", async () => {
    expect(await frontdesk(procedures, ["format", "--check"])).toMatchObject({ code: 0, err: "" })
  })
  it("writes what is not in layout and leaves the rest; --check only tells", async () => {
    using at = workspace({ "office/lamp.procedure.yaml": messy })
    const checked = await frontdesk(at.path, ["format", "--check"])
    expect(checked.code).toBe(1)
    expect(checked.out).toMatchSnapshot()
    expect(read(at, "office/lamp.procedure.yaml")).toBe(messy)
    expect((await frontdesk(at.path, ["format"])).out).toBe("formatted office/lamp.procedure.yaml\n")
    expect(read(at, "office/lamp.procedure.yaml")).toBe(lamp.replace("steps:\n", "\nsteps: # the way\n"))
    expect((await frontdesk(at.path, ["format", "--lang", "zh"])).out).toBe("所有文件的排版都已合规。\n")
  })
  it("names the schema where one lies", async () => {
    using at = workspace()
    expect((await frontdesk(at.path, ["schema", "--lang", "zh", "--out", ".frontdesk"])).out.split("\n")).toContain("已写入 .frontdesk/scenario.schema.json")
    await frontdesk(at.path, ["format"])
    expect(read(at, "office/lamp.procedure.yaml")).toBe(`# yaml-language-server: $schema=../.frontdesk/procedure.schema.json\n${lamp}`)
    expect(read(at, "office/handbook.yaml").split("\n")[0]).toBe("# yaml-language-server: $schema=../.frontdesk/handbook.schema.json")
    expect((await frontdesk(at.path, ["validate"])).code).toBe(0)
  })
  it("does not touch what is no sound YAML", async () => {
    const broken = lamp.replace("version: 1", "version: [1")
    using at = workspace({ "office/lamp.procedure.yaml": broken })
    const found = await frontdesk(at.path, ["format"])
    expect(found.code).toBe(1)
    expect(found.out).toContain("office/lamp.procedure.yaml: not sound YAML")
    expect(read(at, "office/lamp.procedure.yaml")).toBe(broken)
  })
})
