/**
 * `parley`: a relay that serves the web app. Settings come from the environment; see config.ts.
 */
import { parseConfig } from './config.ts'
import { runParley, type RunningParley, StartProblem } from './run.ts'

const USAGE =
  'Settings come from the environment, as in PORT=8081 PARLEY_DATA=/var/parley npm start; README.md names them all.'

const parsed = parseConfig(process.env, process.cwd())
if (process.argv.length > 2) fail(`There are no arguments yet. ${USAGE}`)
else if (!parsed.ok) fail(parsed.problem)
else await start(parsed.config)

async function start(config: Parameters<typeof runParley>[0]): Promise<void> {
  let parley: RunningParley
  try {
    parley = await runParley(config, (event) => {
      if (event.type !== 'session-closed') console.error(JSON.stringify(event))
    })
  } catch (error) {
    if (error instanceof StartProblem) return fail(error.message)
    throw error
  }
  stopOnSignal(parley) // before anybody is told that it runs
  const [first = '', ...others] = parley.urls
  console.log(`Parley is ready. Open ${first}`)
  if (others.length > 0) console.log(`From other devices on this network: ${others.join('  ')}`)
  console.log(`Messages are kept in ${config.data}. Press Ctrl+C to stop.`)
}

/** The first signal stops gently, the second one at once. */
function stopOnSignal(parley: RunningParley): void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    parley.close().then(
      () => process.exit(0),
      (error: unknown) => fail(String(error)),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function fail(problem: string): void {
  console.error(problem)
  process.exitCode = 1
}
