/**
 * The fixtures of every browser test: a relay, and people who each have a browser of their own.
 *
 * The ordinary relay is shared by the tests of one worker, each with its own group and people; tests
 * that harm a relay start theirs with `ownRelay`. After each test nobody may have seen a script error.
 */
import { expect, test as base, type Browser } from '@playwright/test'
import { Line } from './line.ts'
import { Person } from './person.ts'
import { RelayProcess } from './relay-process.ts'

export interface Meeting {
  /** A new person; `cuttable`: the line to the relay can be dropped. */
  newPerson(
    name: string,
    how?: { cuttable?: boolean; relay?: Pick<RelayProcess, 'url'>; host?: string },
  ): Promise<Person>
}

interface PeopleFixtures {
  readonly meeting: Meeting
  /** A relay that no other test uses. */
  readonly ownRelay: RelayProcess
  readonly alice: Person
  readonly bob: Person
}

export const test = base.extend<PeopleFixtures, { readonly relay: RelayProcess }>({
  relay: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here, even an empty one
    async ({}, use) => {
      const relay = await RelayProcess.start()
      await use(relay)
      await relay.stop()
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  ownRelay: async ({}, use) => {
    const relay = await RelayProcess.start()
    await use(relay)
    await relay.stop()
  },
  meeting: async ({ browser, relay }, use) => {
    const people: Person[] = []
    await use({
      async newPerson(name, { cuttable = false, relay: at = relay, host } = {}) {
        const person = await arrive(browser, { name, appUrl: at.url(host), cuttable })
        people.push(person)
        return person
      },
    })
    const troubles = people.flatMap((person) => person.troubles)
    for (const { context } of people) await context.close()
    expect(troubles, 'nobody saw a script error or a dialog').toEqual([])
  },
  alice: async ({ meeting }, use) => use(await meeting.newPerson('Alice')),
  bob: async ({ meeting }, use) => use(await meeting.newPerson('Bob')),
})

export { expect }

async function arrive(
  browser: Browser,
  { name, appUrl, cuttable }: { name: string; appUrl: string; cuttable: boolean },
): Promise<Person> {
  const context = await browser.newContext()
  const line = cuttable ? await Line.of(context) : undefined
  return Person.with({ name, appUrl, context, line })
}

/** The first one makes a group and the others join it by a link. */
export async function meet(
  group: string,
  founder: Person,
  ...others: readonly Person[]
): Promise<string> {
  await founder.opensTheApp()
  await founder.saysName()
  await founder.createsGroup(group)
  const link = await founder.invites()
  for (const other of others) {
    await other.joins(link)
    await expect(other.page.getByRole('heading', { name: group, exact: true })).toBeVisible()
  }
  return link
}

/** Everybody's screens show the same lines, and these are them when they stopped changing. */
export async function sameScreen(...people: readonly Person[]): Promise<readonly string[]> {
  const [first, ...others] = people
  if (first === undefined) throw new Error('Nobody is here to compare.')
  let lines: readonly string[] = []
  await expect(async () => {
    lines = await first.screen()
    for (const other of others) expect(await other.screen(), other.name).toEqual(lines)
  }).toPass({ timeout: 30_000 })
  return lines
}
