/** The web app: opens Parley in this browser and puts its screens at the addresses of this page. */
import { createRoot } from 'react-dom/client'
import '@parley/ui/base.css'
import { registerWorker } from './register-worker.ts'
import { Start } from './start.tsx'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element with the id "app".')
createRoot(root).render(<Start />)
registerWorker()
