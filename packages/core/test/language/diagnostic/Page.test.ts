import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import { spaced } from "@frontdesk/core/language/diagnostic/Phrase"

const page = fileURLToPath(new URL("../../../../../docs/diagnostics.md", import.meta.url))

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ")

const stop = (text: string, mark: string): string => (/[?？]$/.test(text) ? text : `${text}${mark}`)

it("docs/diagnostics.md lists the catalogue as it is", async () => {
  const rows = Object.entries(catalogue)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { docs, severity, title }]) =>
      `| \`${code}\` | ${severity} | **${stop(cell(title.en), ".")}** ${cell(docs.en)} | **${stop(cell(title.zh), "。")}** ${cell(spaced(docs.zh))} |`
    )
  const text = [
    "# What the compiler can say",
    "",
    "Every diagnostic has a code. `frontdesk validate` shows the place, says what is wrong there and what to do; `--lang zh` says it in Chinese. An error keeps the procedure from running; a warning does not. This page is written by a test from the catalogue: change the catalogue, not the page.",
    "",
    "| Code | Severity | Why the rule exists | 含义 |",
    "| --- | --- | --- | --- |",
    ...rows,
    ""
  ]
  await expect(text.join("\n")).toMatchFileSnapshot(page)
})
