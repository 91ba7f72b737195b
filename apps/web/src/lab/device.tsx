/** One device of the lab: the app as it is, on a line that can be cut, and below it what lies under its screens. */
import { browserDial, openBrowserParley, type Parley } from '@parley/client'
import { startTheme } from '@parley/ui'
import { createRoot } from 'react-dom/client'
import '@parley/ui/base.css'
import { watchInstalling } from '../installing.ts'
import { openAtLastPlace } from '../last-place.ts'
import { Start } from '../start.tsx'
import { commandIn } from './commands.ts'
import { cuttableLine } from './cuttable-line.ts'
import { elementOf } from './element.ts'
import './lab.css'
import { UnderTheScreens } from './under-the-screens.tsx'

const line = cuttableLine(browserDial)
const under = createRoot(elementOf('under'))
let parley: Parley | undefined

startTheme()
createRoot(elementOf('app')).render(
  <Start installation={watchInstalling()} remembered={openAtLastPlace()} open={open} />,
)
draw()
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const command = commandIn(data)
  if (command === 'cut') cut()
  else if (command === 'heal') heal()
})

async function open(): Promise<Parley> {
  parley = await openBrowserParley({ dial: line.dial, onNetwork: line.onNetwork })
  draw()
  return parley
}

function cut(): void {
  line.cut()
  draw()
}

function heal(): void {
  line.heal()
  draw()
}

function draw(): void {
  under.render(<UnderTheScreens parley={parley} isCut={line.isCut()} onCut={cut} onHeal={heal} />)
}
