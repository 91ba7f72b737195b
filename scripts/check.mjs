/** `npm run check`: everything that can be judged without running the product. */
import { runChecks } from './checks.mjs'
import { say } from './steps.mjs'

const { passed, failed } = await runChecks()
say(`${passed} checks passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
