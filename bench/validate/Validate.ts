/**
 * Suite `validate`: a thousand files checked once in a fresh process, everything included, against the least a checker
 * of YAML can be: the `yaml` parser and `ajv` with our own JSON Schemas. What is loaded before is not counted.
 */
import { Ajv } from "ajv"
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import type { PublicDays } from "@frontdesk/core/language/check/Ruler"
import { compile, edit } from "@frontdesk/core/language/compile"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import { roundOf, type Driver } from "../Driver.ts"
import * as Corpus from "./Corpus.ts"

const { source } = ChineseDays
const publicDays: PublicDays = (name, from, to) => (name === source.name ? source.days(from, to) : undefined)

const control = "yaml+ajv"

const schemaOf = (kind: string): object =>
  JSON.parse(readFileSync(new URL(`../../packages/core/schema/en/${kind}.schema.json`, import.meta.url), "utf8")) as object

const kindOf = (path: string): "handbook" | "procedure" | "scenario" =>
  path.endsWith("handbook.yaml") ? "handbook" : path.includes(".procedure.") ? "procedure" : "scenario"

const once = (name: string, check: (files: ReadonlyArray<Corpus.File>) => void): Driver => ({
  name,
  control,
  size: { full: 1_000, quick: 200 },
  round: async (size) => {
    const files = Corpus.of(size)
    const from = performance.now()
    check(files)
    const took = performance.now() - from
    return roundOf(files.map(() => took / files.length), took)
  }
})

const yamlAjv = once(control, (files) => {
  const ajv = new Ajv({ allErrors: true, strict: false })
  const validators = { handbook: ajv.compile(schemaOf("handbook")), procedure: ajv.compile(schemaOf("procedure")), scenario: ajv.compile(schemaOf("scenario")) }
  for (const { path, text } of files) {
    if (!validators[kindOf(path)](parse(text))) throw new Error(`${path} does not fit its schema`)
  }
})

const frontdesk = once("frontdesk", (files) => {
  const { diagnostics, procedures } = compile({ files, publicDays })
  const errors = diagnostics.filter((it) => it.severity === "error")
  if (errors.length > 0 || procedures.length === 0) throw new Error(`${errors.length} errors in sound files: ${errors[0]?.code}`)
})

/** One key pressed in one file after another of an opened workspace of real companies, and what is wrong now. */
const typing: Driver = {
  name: "frontdesk, one edit",
  control,
  size: { full: 500, quick: 100 },
  round: async (size) => {
    const files = Corpus.of(1)
    const editing = edit({ files, publicDays })
    const procedures = files.filter(({ path }) => kindOf(path) === "procedure")
    const press = (n: number): number => {
      const { path, text } = procedures[n % procedures.length] ?? { path: "", text: "" }
      const typed = `${text}# ${n}`
      const from = performance.now()
      if (editing.recheck(path, typed) === undefined) throw new Error(`${path} was not read`)
      return performance.now() - from
    }
    for (let n = 0; n < 100; n++) press(n)
    const times = Array.from({ length: size }, (_, n) => press(n))
    return roundOf(times, times.reduce((sum, it) => sum + it, 0))
  }
}

export const drivers: ReadonlyArray<Driver> = [yamlAjv, frontdesk, typing]
