/** A relay that serves the built app, and beside it the page that brings long groups onto a device. */
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPage } from '../opening/browser.ts'
import { keepGroup } from '../opening/opening.ts'
import { PARLEY_PROGRAM, parleyCommand, prepareFolder, SCRATCH } from '../relay/contenders.ts'
import { startServer } from '../relay/server-process.ts'

const BUILT = fileURLToPath(new URL('../../apps/web/dist', import.meta.url))

export interface Served {
  readonly url: string
  /** A profile of a browser that has all of a group of so many messages. */
  keep(messages: number): Promise<string>
  newProfile(): Promise<string>
}

/** Throws where the app has not been built. */
export async function whileServed<T>(use: (served: Served) => Promise<T>): Promise<T> {
  if (!existsSync(join(BUILT, 'index.html')))
    throw new Error('there is no built app: run `npx vite build --config apps/web/vite.config.ts`')
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'app-'))
  const newProfile = (): Promise<string> => mkdtemp(join(folder, 'profile-'))
  try {
    await layOut(folder)
    await prepareFolder(folder)
    const server = await startServer(parleyCommand(folder, PARLEY_PROGRAM))
    try {
      const url = `http://localhost:${server.port}/`
      const keep = async (messages: number): Promise<string> => {
        const profile = await newProfile()
        await keepGroup(`${url}opening.html`, profile, messages)
        return profile
      }
      return await use({ url, keep, newProfile })
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Both pages at one origin, so that they share what is kept. */
async function layOut(folder: string): Promise<void> {
  const [web, beside] = [join(folder, 'web'), join(folder, 'beside')]
  await cp(BUILT, web, { recursive: true })
  await buildPage(beside)
  await rename(join(beside, 'index.html'), join(web, 'opening.html'))
  for (const name of await readdir(join(beside, 'assets')))
    await rename(join(beside, 'assets', name), join(web, 'assets', name))
}
