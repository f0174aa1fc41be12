/** Milliseconds that this thread computed while it did `work`: what else the machine does is not counted. */
export function computing(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
