/** The web app: opens Parley in this browser and puts its screens at the addresses of this page. */
import { ownViewport } from '@parley/ui'
import { createRoot } from 'react-dom/client'
import '@parley/ui/base.css'
import { Begin } from './begin.tsx'
import { watchInstalling } from './installing.ts'
import { openAtLastPlace } from './last-place.ts'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element with the id "app".')
ownViewport()
const installation = watchInstalling()
const remembered = openAtLastPlace()
createRoot(root).render(<Begin installation={installation} remembered={remembered} />)
