/** All that a roster or its twin says of a world, as plain text: equal rosters tell the same. */
import type { Verdict, VerifiedAction } from '../src/index.ts'
import type { Roster } from '../src/index.ts'
import { toBase64url } from '@parley/protocol'
import { type Played } from './roster-script.ts'
import { PEOPLE, type RosterWorld, type Said } from './roster-world.ts'
import type { Twin } from './twin.ts'

export interface Told {
  readonly verdicts: readonly string[]
  readonly members: readonly string[]
  readonly links: readonly string[]
  readonly requests: readonly string[]
  readonly departed: readonly string[]
  readonly policy: string
  readonly live: readonly string[]
  readonly judged: readonly string[]
}

/** What differs between two answers is readable: actions and people by their numbers. */
export function tellRoster(roster: Roster, { world }: Pick<Played, 'world'>): Told {
  const members = PEOPLE.flatMap(({ id }, number) => {
    const member = roster.members.get(id)
    if (member === undefined) return []
    const { role, mute, devices, box, boxGeneration } = member
    return [lineOf(number, { role, mutedUntil: mute?.until, devices, box, boxGeneration })]
  })
  return {
    ...tellCommon(world, {
      ...roster,
      links: [...roster.links.keys()],
      requests: [...roster.requests.keys()],
    }),
    members,
    departed: PEOPLE.flatMap(({ id }, number) => (roster.departed.has(id) ? [`${number}`] : [])),
    judged: world.said.map((said) => told(said, roster.judge(questionOf(world, said)))),
  }
}

export function tellTwin(twin: Twin, { world }: Pick<Played, 'world'>): Told {
  const members = PEOPLE.flatMap(({ id }, number) => {
    const member = twin.members.get(id)
    return member === undefined ? [] : [lineOf(number, member)]
  })
  return {
    ...tellCommon(world, {
      verdictOf: (id) => twin.verdicts.get(id),
      deviceIsLive: twin.deviceIsLive,
      policy: twin.policy,
      links: [...twin.links],
      requests: [...twin.requests],
    }),
    members,
    departed: PEOPLE.flatMap(({ id }, number) => (twin.departed.has(id) ? [`${number}`] : [])),
    judged: world.said.map((said) => told(said, twin.judge(questionOf(world, said)))),
  }
}

/** The digest is that of the world, as for somebody who holds all records. */
export function questionOf(world: RosterWorld, said: Said) {
  return { ...said, digestOf: world.digestOf }
}

/** An action in a message about a failure. */
export function actionLine(world: RosterWorld, one: VerifiedAction): string {
  const { header, action, device, id } = one
  const numberOf = (of: string) => world.actions.findIndex((other) => other.id === of)
  const keyName = (of: string) =>
    PEOPLE.flatMap(({ keys, number }) =>
      keys.flatMap((key, at) => (key.device === of ? [`${number}.${at}`] : [])),
    )[0] ?? '?'
  const parents = header.parents.map(numberOf).join(',')
  const about = Object.entries(action)
    .map(([name, value]) => {
      if (name === 'cut') return `cut ${(value as readonly unknown[]).length}`
      if (name === 'device') return `key ${keyName(value as string)}`
      if (name === 'rootSignature') return value === undefined ? '' : 'by root'
      if (name === 'invite' || name === 'target' || name === 'of' || name === 'join')
        return value === undefined ? '' : `${name} #${numberOf(value as string)}`
      if (name === 'person' && typeof value === 'string')
        return `whom ${PEOPLE.findIndex((person) => person.id === value)}`
      if (name === 'person') return `whom ${introducedName(value as Introduced)}`
      return ['role', 'until', 'generation', 'needsApproval'].includes(name)
        ? `${name} ${String(value)}`
        : ''
    })
    .filter((part) => part !== '')
    .join(' ')
  const type = action.type
  return `#${numberOf(id)} ${keyName(device)} as ${header.claimedRole} on [${parents}]: ${type} ${about} (${id.slice(0, 3)})`

  function introducedName({ root, chain }: Introduced): string {
    const person = PEOPLE.findIndex(({ keys }) => keys[0]?.introduction.root[1] === root[1])
    const names = chain.map(({ devicePublic }) => keyName(toBase64url(devicePublic)))
    return `${person} by ${names.join(' > ')}`
  }
}

interface Introduced {
  readonly root: Uint8Array
  readonly chain: readonly { readonly devicePublic: Uint8Array }[]
}

interface Common {
  readonly links: readonly string[]
  readonly requests: readonly string[]
  readonly policy: object
  verdictOf(id: VerifiedAction['id']): Verdict | undefined
  deviceIsLive(device: VerifiedAction['device']): boolean
}

function tellCommon(world: RosterWorld, said: Common) {
  const numberOf = new Map(world.actions.map(({ id }, at): [string, number] => [id, at]))
  const numbers = (ids: readonly string[]) =>
    ids
      .map((id) => numberOf.get(id) ?? -1)
      .sort((a, b) => a - b)
      .map(String)
  return {
    verdicts: world.actions.map(
      (one, at) => `${at} ${one.action.type} ${said.verdictOf(one.id) ?? 'waits'}`,
    ),
    links: numbers(said.links),
    requests: numbers(said.requests),
    policy: JSON.stringify(said.policy),
    live: PEOPLE.flatMap(({ keys, number }) =>
      keys.flatMap(({ device }, at) => (said.deviceIsLive(device) ? [`${number}.${at}`] : [])),
    ),
  }
}

interface Line {
  readonly role: string
  readonly mutedUntil: number | undefined
  readonly devices: readonly string[]
  readonly box: Uint8Array | undefined
  readonly boxGeneration: number
}

function lineOf(number: number, { role, mutedUntil, devices, box, boxGeneration }: Line): string {
  const keys = [...devices].sort().map((device) => device.slice(0, 6))
  return `${number} ${role} muted ${mutedUntil ?? 'no'} keys ${keys.join()} box ${boxGeneration} ${box?.slice(0, 4).join('.')}`
}

function told({ act, place }: Said, answer: string): string {
  return `${act} ${place.segment ?? '-'}/${place.writer}/${place.clock} ${answer}`
}
