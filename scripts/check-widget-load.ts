/**
 * How much script a page of somebody else's fetches for the widget, packed: until a visitor sees it and
 * may write, until they are in the conversation, and until they act on a message. As for the app, what grows past its budget is
 * made to come later, or the budget is raised where everybody can see it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Scripts, weightOf, withImports } from './check-first-load.ts'

/** Bytes by gzip, in thousands. 120 are wanted for the second; `docs/first-load.md` says what is in the way. */
export const WIDGET_BUDGETS = { firstSight: 29, conversation: 269, acts: 292 } as const

const BEHIND = '/assets/widget/'

/** Which scripts are fetched for what. Throws where the build is not one of ours. */
export function widgetSteps(scripts: Scripts) {
  const named = (name: string): string => {
    const found = [...scripts.keys()].filter((path) => path.startsWith(`${BEHIND}${name}-`))
    const [only] = found
    if (only === undefined || found.length > 1) throw new Error(`there is no one script "${name}"`)
    return only
  }
  const first = ['/widget.js', named('face')]
  return {
    firstSight: withImports(first, scripts),
    conversation: withImports([...first, named('talk')], scripts),
    acts: withImports([...first, named('talk'), named('embedded-contents')], scripts),
  }
}

function scriptsOf(folder: string): Scripts {
  const behind = readdirSync(join(folder, BEHIND)).filter((name) => name.endsWith('.js'))
  const paths = ['/widget.js', ...behind.map((name) => BEHIND + name)]
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const scripts = scriptsOf(process.argv[2] ?? 'apps/widget/dist')
  const steps = widgetSteps(scripts)
  for (const name of ['firstSight', 'conversation', 'acts'] as const) {
    const weight = weightOf(steps[name], scripts)
    const isOver = weight > WIDGET_BUDGETS[name]
    const says = `widget, ${name}: ${weight.toFixed(1)} of ${WIDGET_BUDGETS[name]} kB`
    if (isOver) console.error(`${says}: too much. ${steps[name].join(' ')}`)
    else console.log(says)
    if (isOver) process.exitCode = 1
  }
}
