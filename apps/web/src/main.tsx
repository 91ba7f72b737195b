/** The web app: opens Parley in this browser and puts its screens at the addresses of this page. */
import { ownViewport, startTheme } from '@parley/ui'
import { createRoot } from 'react-dom/client'
import '@parley/ui/base.css'
import { Begin } from './begin.tsx'
import { watchInstalling } from './installing.ts'
import { openAtLastPlace } from './last-place.ts'
import { handOver } from './last-screen/handing-over.ts'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element with the id "app".')
ownViewport()
startTheme()
const installation = watchInstalling()
const remembered = openAtLastPlace()
// Somebody has been here before: the app is wanted whatever the first screen finds. Where it cannot be had, that says so.
if (remembered !== undefined) import('./start.tsx').catch(() => undefined)
handOver(root)
createRoot(root).render(<Begin installation={installation} remembered={remembered} />)
