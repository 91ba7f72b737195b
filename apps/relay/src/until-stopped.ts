/** How a relay that runs in a terminal, under a service or under npm comes to its end. */
import type { RunningParley } from './run.ts'

/** The first signal stops gently, the second one at once. */
export function untilStopped(running: RunningParley): Promise<number> {
  return new Promise((resolve, reject) => {
    let isStopping = false
    const stop = (): void => {
      if (isStopping) process.exit(1)
      isStopping = true
      running.close().then(() => resolve(0), reject)
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
    onOrphaned(stop)
  })
}

/** `npm start` holds a channel to us and may be killed without a word; others may let go of theirs as they like. */
function onOrphaned(stop: () => void): void {
  if (process.env['PARLEY_STARTED_BY'] === undefined || process.channel === undefined) return
  process.once('disconnect', stop)
  process.channel.unref() // it keeps nobody alive who is done
  if (!process.connected) stop()
}
