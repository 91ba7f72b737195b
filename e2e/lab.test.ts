/** The lab as developers start it: each of its devices has a storage and a line of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type FrameLocator, type Page, test } from '@playwright/test'
import { freePort } from './relay-process.ts'

const ROOT = join(import.meta.dirname, '..')

test('a device of the lab is cut, its outbox is seen to fill, and healed it empties', async ({
  page,
}) => {
  const lab = await startLab()
  try {
    await page.goto(lab.url, { waitUntil: 'domcontentloaded' })
    const [one, two] = [device(page, 'one'), device(page, 'two')]
    await isNamed(one, 'Ann')
    await isNamed(two, 'Ben')
    await one.getByRole('button', { name: 'New group' }).click()
    await one.getByLabel('Group name').fill('Physics')
    await one.getByLabel('Group name').press('Enter')
    await one.getByText('This is the beginning of the group.').waitFor()
    await expect(under(one)).toContainText('Physics')
    await expect(under(one)).toContainText('Ann founder, 1 devices')
    await expect(under(one)).toContainText('outbox 0')

    await one.getByRole('button', { name: 'Cut the line' }).click()
    await expect(under(one)).toContainText('offline')
    await one.getByRole('textbox', { name: 'Message' }).fill('in a tunnel')
    await one.getByRole('textbox', { name: 'Message' }).press('Enter')
    await expect(under(one)).toContainText('outbox 1')
    await expect(under(two)).toContainText('connected')

    await one.getByRole('button', { name: 'Heal the line' }).click()
    await expect(under(one)).toContainText('connected')
    await expect(under(one)).toContainText('outbox 0')
  } finally {
    await lab.stop()
  }
})

function device(page: Page, name: string): FrameLocator {
  return page.frameLocator(`iframe[title="Device ${name}"]`)
}

async function isNamed(frame: FrameLocator, name: string): Promise<void> {
  await frame.getByLabel('Your name').fill(name, { timeout: 120_000 }) // vite translates everything first
  await frame.getByLabel('Your name').press('Enter')
  await frame.getByText('No groups yet').waitFor()
}

function under(frame: FrameLocator) {
  return frame.getByRole('region', { name: 'Under the screens' })
}

/** `npm run dev` on ports and data of its own. */
async function startLab() {
  const [port, webPort] = [await freePort(), await freePort()]
  const data = await mkdtemp(join(tmpdir(), 'parley-lab-'))
  const child = spawn(process.execPath, ['scripts/dev.mjs'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      WEB_PORT: String(webPort),
      PARLEY_DATA: data,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let printed = ''
  const isReady = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        if (printed.includes('Parley is ready') && printed.includes('ready in')) resolve(true)
      })
    void ended.then(() => resolve(false))
  })
  if (!(await isReady)) throw new Error(`The lab did not start: ${printed}`)
  return {
    url: /Three devices side by side: (\S+)/.exec(printed)?.[1] ?? '',
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}
