/**
 * The commands and their flags: what `--help` shows. What a command does is in `commands/` and loaded only when it is
 * the one that runs.
 */
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"

const paths = Argument.String("PATHS").pipe(
  Argument.withDescription("Files and folders; folders with all below them. Default: the folder you are in"),
  Argument.variadic()
)

const language = Flag.Literals("lang", ["en", "zh"]).pipe(
  Flag.withDescription("Language of the messages; default: that of the terminal (LC_ALL, LANG)"),
  Flag.optional
)

const format = Flag.Literals("format", ["pretty", "json"]).pipe(
  Flag.withDescription("pretty for people, json for programs (one object on stdout)"),
  Flag.withDefault("pretty")
)

/** `finish` takes the exit code of the command that ran. */
export const commands = (finish: (code: number) => void) => {
  const finished = Effect.map(finish)

  const validate = Command.make(
    "validate",
    {
      paths: Argument.String("PATHS").pipe(
        Argument.withDescription("Files and folders; folders with all below them; `-` for stdin. Default: the folder you are in"),
        Argument.variadic()
      ),
      format: Flag.Literals("format", ["pretty", "json", "github", "sarif"]).pipe(
        Flag.withDescription("pretty for people, json for programs (one object on stdout), github for annotations, sarif for code scanning"),
        Flag.optional
      ),
      language,
      maxWarnings: Flag.Int("max-warnings").pipe(
        Flag.withDescription("Fail when there are more warnings than this"),
        Flag.optional
      ),
      quiet: Flag.Boolean("quiet").pipe(
        Flag.withDescription("Tell errors and warnings only; notes are counted"),
        Flag.withDefault(false)
      ),
      fix: Flag.Boolean("fix").pipe(
        Flag.withDescription("Mend what leaves no doubt; comments and layout stay"),
        Flag.withDefault(false)
      ),
      fixUnsafe: Flag.Boolean("fix-unsafe").pipe(
        Flag.withDescription("Take guesses too, where there is one only (a misspelt name); read the result"),
        Flag.withDefault(false)
      ),
      dryRun: Flag.Boolean("dry-run").pipe(
        Flag.withDescription("With --fix or --fix-unsafe: write nothing, show what would change"),
        Flag.withDefault(false)
      ),
      stdinFilename: Flag.String("stdin-filename").pipe(
        Flag.withDescription("Which file the text on stdin is; its neighbours are read from there"),
        Flag.optional
      )
    },
    (config) =>
      Effect.promise(() => import("./commands/validate.ts")).pipe(
        Effect.flatMap(({ validate }) =>
          validate({
            paths: config.paths,
            format: Option.getOrUndefined(config.format),
            language: Option.getOrUndefined(config.language),
            maxWarnings: Option.getOrUndefined(config.maxWarnings),
            quiet: config.quiet,
            fix: config.fixUnsafe ? "all" : config.fix ? "safe" : "no",
            dryRun: config.dryRun,
            stdinFilename: Option.getOrUndefined(config.stdinFilename)
          })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Check handbooks, procedures and scenarios. Exit code: 0 clean, 1 problems, 2 wrong call, 3 our bug"),
    Command.withShortDescription("Check handbooks, procedures and scenarios"),
    Command.withExamples([
      { command: "frontdesk validate", description: "everything in this folder and below" },
      { command: "frontdesk validate --fix", description: "mend what leaves no doubt" },
      { command: "frontdesk validate procedures --format json", description: "for a program" }
    ])
  )

  const generate = Command.make(
    "generate",
    {
      paths,
      language,
      check: Flag.Boolean("check").pipe(
        Flag.withDescription("Write nothing; fail when a module is not the one its YAML gives"),
        Flag.withDefault(false)
      ),
      target: Flag.String("target").pipe(
        Flag.withDescription("What a plug-in makes of the procedures, by the name of its target, instead of the modules"),
        Flag.optional
      )
    },
    (config) =>
      Effect.promise(() => import("./commands/generate.ts")).pipe(
        Effect.flatMap(({ generate }) =>
          generate({
            paths: config.paths,
            check: config.check,
            target: Option.getOrUndefined(config.target),
            language: Option.getOrUndefined(config.language)
          })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Write a typed module NAME.procedure.gen.ts beside each NAME.procedure.yaml"),
    Command.withShortDescription("Write the typed modules"),
    Command.withExamples([{ command: "frontdesk generate --check", description: "in CI: are all modules up to date?" }])
  )

  const test = Command.make(
    "test",
    {
      paths,
      format,
      language,
      coverage: Flag.Boolean("coverage").pipe(
        Flag.withDescription("Also tell which steps, branches, outcomes, rungs and deadlines no scenario has shown"),
        Flag.withDefault(false)
      ),
      atLeast: Flag.Int("at-least").pipe(
        Flag.withDescription("Fail when less than so many percent of steps, branches, outcomes or rungs were shown"),
        Flag.optional
      )
    },
    (config) =>
      Effect.promise(() => import("./commands/test.ts")).pipe(
        Effect.flatMap(({ test }) =>
          test({
            paths: config.paths,
            format: config.format,
            language: Option.getOrUndefined(config.language),
            coverage: config.coverage,
            atLeast: Option.getOrUndefined(config.atLeast)
          })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Play all scenarios (NAME.scenario.yaml) and compare every row with what it expects"),
    Command.withShortDescription("Play all scenarios and compare"),
    Command.withExamples([
      { command: "frontdesk test procedures/v3", description: "the scenarios of one handbook" },
      { command: "frontdesk test --coverage --at-least 95", description: "what the scenarios leave out" }
    ])
  )

  const play = Command.make(
    "play",
    {
      scenario: Argument.String("SCENARIO").pipe(Argument.withDescription("A file NAME.scenario.yaml")),
      language
    },
    (config) =>
      Effect.promise(() => import("./commands/play.ts")).pipe(
        Effect.flatMap(({ play }) => play({ path: config.scenario, language: Option.getOrUndefined(config.language) })),
        finished
      )
  ).pipe(
    Command.withDescription("Tell the story of a scenario in dated sentences: who has it, what is due when and why, how it ends"),
    Command.withShortDescription("Tell the story of a scenario"),
    Command.withExamples([{ command: "frontdesk play night-call.scenario.yaml --lang zh", description: "in Chinese" }])
  )

  const diff = Command.make(
    "diff",
    {
      paths,
      since: Flag.String("since").pipe(
        Flag.withDescription("Compare with this revision (git): HEAD is what was committed last"),
        Flag.optional
      ),
      from: Flag.String("from").pipe(
        Flag.withDescription("Compare with this folder, which stands for the one you are in"),
        Flag.optional
      ),
      format,
      language
    },
    (config) =>
      Effect.promise(() => import("./commands/diff.ts")).pipe(
        Effect.flatMap(({ diff }) =>
          diff({
            paths: config.paths,
            since: Option.getOrUndefined(config.since),
            from: Option.getOrUndefined(config.from),
            format: config.format,
            language: Option.getOrUndefined(config.language)
          })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Tell what changed in procedures, and whether cases that are open can go over to the new version"),
    Command.withShortDescription("Tell what changed, and for whom"),
    Command.withExamples([
      { command: "frontdesk diff --since HEAD", description: "what is not committed yet" },
      { command: "frontdesk diff --from ../last-year", description: "two folders" }
    ])
  )

  const schema = Command.make(
    "schema",
    {
      language: Flag.Literals("lang", ["en", "zh"]).pipe(
        Flag.withDescription("Language of the hover texts; default: both, each in a folder of its own"),
        Flag.optional
      ),
      out: Flag.String("out").pipe(Flag.withDescription("The folder they are written into"))
    },
    (config) =>
      Effect.promise(() => import("./commands/schema.ts")).pipe(
        Effect.flatMap(({ schema }) => schema({ out: config.out, language: Option.getOrUndefined(config.language) })),
        finished
      )
  ).pipe(
    Command.withDescription("Write JSON Schemas for editors: completion, hover texts and a first check of handbooks, procedures and scenarios"),
    Command.withShortDescription("Write JSON Schemas for editors"),
    Command.withExamples([{ command: "frontdesk schema --lang zh --out .frontdesk", description: "hover texts in Chinese" }])
  )

  const init = Command.make(
    "init",
    {
      folder: Argument.String("FOLDER").pipe(
        Argument.withDescription("Where the files go. Default: the folder you are in"),
        Argument.withDefault(".")
      ),
      language
    },
    (config) =>
      Effect.promise(() => import("./commands/init.ts")).pipe(
        Effect.flatMap(({ init }) => init({ folder: config.folder, language: Option.getOrUndefined(config.language) })),
        finished
      )
  ).pipe(
    Command.withDescription("Begin: a small handbook, a procedure and a scenario that pass. Never writes over what is there"),
    Command.withShortDescription("Begin with a small handbook"),
    Command.withExamples([{ command: "frontdesk init office --lang zh", description: "with Chinese titles and comments" }])
  )

  const layout = Command.make(
    "format",
    {
      paths,
      check: Flag.Boolean("check").pipe(
        Flag.withDescription("Write nothing; fail when a file is not in layout"),
        Flag.withDefault(false)
      ),
      language
    },
    (config) =>
      Effect.promise(() => import("./commands/format.ts")).pipe(
        Effect.flatMap(({ format }) =>
          format({ paths: config.paths, check: config.check, language: Option.getOrUndefined(config.language) })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Lay out files: only white space is written, and the line by which editors find the schema"),
    Command.withShortDescription("Lay out files"),
    Command.withExamples([{ command: "frontdesk format --check", description: "in CI: are all files in layout?" }])
  )

  const check = Command.make(
    "check",
    {
      module: Argument.String("MODULE").pipe(
        Argument.withDescription("A module whose default export is an adapter (`defineAdapter`), or a layer of CaseStore")
      ),
      laws: Flag.String("law").pipe(
        Flag.withDescription("Only this law, L1 to L21; may be given again"),
        Flag.atLeast(0)
      ),
      cases: Flag.Int("cases").pipe(
        Flag.withDescription("How many lists of random acts are tried beside the memory store; default: 40"),
        Flag.optional
      ),
      seed: Flag.Int("seed").pipe(
        Flag.withDescription("Where randomness begins; the same seed does the same. Default: 1"),
        Flag.optional
      ),
      scale: Flag.Int("scale").pipe(
        Flag.withDescription("Put in so many cases, and look whether anything became slow; default: not tried"),
        Flag.optional
      ),
      format,
      json: Flag.Boolean("json").pipe(Flag.withDescription("The same as --format json"), Flag.withDefault(false))
    },
    (config) =>
      Effect.promise(() => import("./commands/adapter.ts")).pipe(
        Effect.flatMap(({ check }) =>
          check({
            module: config.module,
            laws: config.laws,
            cases: Option.getOrUndefined(config.cases),
            seed: Option.getOrUndefined(config.seed),
            scale: Option.getOrUndefined(config.scale),
            format: config.json ? "json" : config.format
          })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Try a store of your own against the laws that all stores keep. Exit code: 0 all kept, 1 some broken, 2 wrong call, 3 our bug"),
    Command.withShortDescription("Try a store of your own against the laws"),
    Command.withExamples([
      { command: "frontdesk adapter check ./my-adapter.ts", description: "all laws" },
      { command: "frontdesk adapter check ./my-adapter.ts --law L7 --law L8", description: "what it does when something breaks" },
      { command: "frontdesk adapter check ./my-adapter.ts --law L10 --cases 100000 --seed 7", description: "random acts, for an hour" }
    ])
  )

  const adapter = Command.make("adapter", {}).pipe(
    Command.withDescription("For those who write a store of their own"),
    Command.withShortDescription("Try a store of your own"),
    Command.withSubcommands([check])
  )

  const tableName = Flag.String("name").pipe(
    Flag.withDescription("Prefix of the tables (SQLite, default fd_) or their schema (PostgreSQL, default frontdesk)"),
    Flag.optional
  )
  const migrate = Command.make(
    "migrate",
    {
      place: Argument.String("PLACE").pipe(Argument.withDescription("`sqlite:cases.db` or `postgres://user:password@host/database`")),
      name: tableName
    },
    (config) =>
      Effect.promise(() => import("./commands/store.ts")).pipe(
        Effect.flatMap(({ migrate }) => migrate({ place: config.place, name: Option.getOrUndefined(config.name) })),
        finished
      )
  ).pipe(
    Command.withDescription("Bring the tables of a store to the newest schema, apart from the desk. Run again, it changes nothing"),
    Command.withShortDescription("Bring the tables to the newest schema"),
    Command.withExamples([{ command: "frontdesk store migrate sqlite:cases.db", description: "before the desk starts with `migrate: false`" }])
  )
  const sql = Command.make(
    "sql",
    {
      kind: Argument.Literals("KIND", ["sqlite", "postgres"]).pipe(Argument.withDescription("The database")),
      name: tableName,
      from: Flag.Int("from").pipe(Flag.withDescription("Only what is missing since this schema; default: everything"), Flag.optional)
    },
    (config) =>
      Effect.promise(() => import("./commands/store.ts")).pipe(
        Effect.flatMap(({ sql }) =>
          sql({ kind: config.kind, name: Option.getOrUndefined(config.name), from: Option.getOrUndefined(config.from) })
        ),
        finished
      )
  ).pipe(
    Command.withDescription("Print the SQL that makes the tables, for migrations of your own. It is exactly what is run otherwise"),
    Command.withShortDescription("Print the SQL that makes the tables"),
    Command.withExamples([{ command: "frontdesk store sql postgres --from 1", description: "what is missing since schema 1" }])
  )
  const store = Command.make("store", {}).pipe(
    Command.withDescription("The tables of a store, made apart from the desk"),
    Command.withShortDescription("Make the tables of a store"),
    Command.withSubcommands([migrate, sql])
  )

  return Command.make("frontdesk", {}).pipe(
    Command.withDescription("Property-management procedures as code: check them, play them, make them typed modules"),
    Command.withSubcommands([init, validate, layout, generate, test, play, diff, schema, adapter, store])
  )
}
