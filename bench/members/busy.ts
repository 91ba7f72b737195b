/** CPU time of this process, so that other work on the machine is not counted. */

/** Milliseconds this process was busy with `run`. */
export function busyMs(run: () => void): number {
  const start = process.cpuUsage()
  run()
  return sinceMs(start)
}

/** Milliseconds this process was busy since `start`. */
export function sinceMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}
