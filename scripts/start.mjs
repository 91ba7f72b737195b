/**
 * `npm start`: make the clone ready, then run the relay, which serves the web app and says where.
 * What follows on the command line is the relay's: `npm start -- --port 9000`, `npm start -- --help`.
 */
import { prepare, SetupError } from './setup.mjs'
import { runRelay } from './relay-process.mjs'
import { say } from './steps.mjs'

try {
  await prepare()
  process.exitCode = await runRelay(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
