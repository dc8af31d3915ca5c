/** One server for all tests of this folder, or the database named by `DATABASE_URL`. */
import type { TestProject } from "vitest/node"
import * as Server from "./Server.ts"

declare module "vitest" {
  interface ProvidedContext {
    readonly database: string
  }
}

export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env["DATABASE_URL"]
  if (given !== undefined && given !== "") {
    project.provide("database", given)
    return undefined
  }
  const server = await Server.start({ fsync: true })
  project.provide("database", server.url)
  return server.stop
}
