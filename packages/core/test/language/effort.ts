/** What something costs this thread, in milliseconds of its processor: a busy machine does not make it more. */
export const effort = (work: () => unknown): number => {
  const before = process.threadCpuUsage()
  work()
  const { system, user } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
