/** One person's marks in an open group, without the rest of a client. */
import { setOfVector } from '@parley/group'
import { type Hlc, type PlaceVector, type SealedMark, toGroupId } from '@parley/protocol'
import { pureVerifier, sign } from '@parley/signing'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { identityOf as newIdentityOf, randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import type { Membership } from '../membership/membership.ts'
import { openMarks } from './marks.ts'

export const random = randomFrom('marks')
export const group = toGroupId(random(32))

const ALICES = 'a device of Alice'

const identities = new Map(['alice', 'bob'].map((name) => [name, newIdentityOf(name)]))
export const identityOf = (name: string) => identities.get(name) ?? newIdentityOf(name)

interface Desk {
  readonly disk?: MemoryDisk
  /** People in the group beside Alice and Bob. */
  readonly crowd?: number
  readonly verifyNow?: Device['verifyNow']
}

/** A message of Alice's, whose writer is 7. */
export const at = (clock: number, hlc = 1_000n as Hlc) => ({ segment: 0, writer: 7, clock, hlc })

/** The marks of one person in an open group with `identity` as its only known device. */
export async function newDesk(
  name: string,
  received: () => PlaceVector = () => new Map(),
  { disk = new MemoryDisk(), crowd = 0, verifyNow = pureVerifier }: Desk = {},
) {
  const identity = identityOf(name)
  const clock = newFakeClock()
  const sent: SealedMark[] = []
  const store = newMemoryStore(disk.newProcess())
  const device = {
    store,
    clock,
    random,
    identity,
    verifyNow,
    sign: (message: Uint8Array) => sign(message, identity.device),
    link: { sendMark: (_: unknown, mark: SealedMark) => sent.push(mark) },
  } as unknown as Device
  const people = [identityOf('alice'), identityOf('bob')]
  const roster = {
    encrypted: false,
    members: new Map<unknown, unknown>([
      ...people.map(({ person }) => [person, {}] as const),
      ...Array.from({ length: crowd }, (_, at) => [`person ${at}`, {}] as const),
    ]),
    policy: { history: 'everything' },
    personOf: (device: unknown) =>
      device === ALICES ? identityOf('alice').person : identityOf('bob').person,
    devicesOf: (writer: number) => (writer === 7 ? [ALICES] : []),
  }
  const membership = {
    roster: () => roster,
    cameAt: (person: unknown) => (person === identityOf('bob').person ? 500n : 2_000n),
    epochKey: () => undefined,
    keyring: { has: () => false },
  } as unknown as Membership
  return {
    marks: await openMarks({ device, group, membership, received }),
    clock,
    sent,
    roster,
    store,
  }
}

export const BOB = identityOf('bob').person

/** What Bob says who has received three messages and read so many of them. */
export async function marksOfBob(...readCounts: readonly number[]): Promise<readonly SealedMark[]> {
  const bob = await newDesk('bob', () => new Map([[0, new Map([[7, 3]])]]))
  for (const count of readCounts) {
    if (count > 0) bob.marks.addRead(setOfVector(new Map([[0, new Map([[7, count]])]])))
    else bob.marks.announce()
    bob.clock.advance(5_000)
  }
  return bob.sent
}
