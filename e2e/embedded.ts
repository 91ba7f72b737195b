/** A group in the page of another site, and how a visitor comes to it. */
import { openSite, type Site } from '../scripts/embedding-site.ts'
import { expect, meet, test as base } from './people.ts'
import type { Person } from './person.ts'
import type { RelayProcess } from './relay-process.ts'

interface Embedding {
  /** Alice founded the group, and its link stands in the site's pages. */
  readonly site: Site
}

export const test = base.extend<Embedding>({
  site: async ({ alice, relay }, use) => {
    const site = await siteOf(alice, relay)
    await use(site)
    await site.close()
  },
})

async function siteOf(founder: Person, relay: RelayProcess): Promise<Site> {
  const group = await meet('Garden', founder)
  await founder.writes('Ask us anything')
  return openSite({ relay: relay.url().slice(0, -1), group })
}

export function isPhone({ page }: Person): boolean {
  return (page.viewportSize()?.width ?? 0) < 700
}

/** As a visitor who says a name, where one is asked. */
export async function comes(visitor: Person, url: string): Promise<void> {
  await visitor.page.goto(url)
  await visitor.page.getByRole('textbox', { name: 'Your name' }).fill(visitor.name)
  await visitor.page.getByRole('button', { name: 'Join' }).click()
  await expect(visitor.composer).toBeFocused()
}
