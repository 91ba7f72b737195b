/**
 * A relay that is restarted while people write: how soon everybody is back, in step and acknowledged, and
 * whether they all knock at the same moment.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { groupDoc } from '@parley/protocol'
import { openMemberSession } from '../members/member-session.ts'
import { dialFrom } from '../members/web-socket.ts'
import { newSociety, type Society } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { percentile } from '../relay/arrivals.ts'
import { PARLEY_PROGRAM, parleyCommand, prepareFolder, SCRATCH } from '../relay/contenders.ts'
import { startServer } from '../relay/server-process.ts'
import { LinkMember } from './link-member.ts'

const GROUP_PEOPLE = 10
const WRITE_EVERY_MS = 500
const LOOK_AGAIN_MS = 10
const LIMIT_MS = 120_000
/** As long as a herd takes to pass by. */
const WINDOW_MS = 100

export interface Restarted {
  readonly devices: number
  /** From the signal to the first socket taken by the new process. */
  readonly downMs: number
  /** From then on until they were back, in step and acknowledged. */
  readonly p50Ms: number
  readonly lastMs: number
  /** Of all devices, those that meant to dial within the busiest tenth of a second afterwards. */
  readonly busiestShare: number
  readonly written: number
  /** Records that somebody lacks at the end, of their own group. */
  readonly lacking: number
}

export async function restartUnderLoad(devices: number, how: 'stop' | 'kill'): Promise<Restarted> {
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'restart-'))
  await prepareFolder(folder)
  const command = parleyCommand(folder, PARLEY_PROGRAM)
  let server = await startServer(command)
  const { port } = server
  const dials: number[] = []
  const members: LinkMember[] = []
  let writing: NodeJS.Timeout | undefined
  try {
    for (let at = 0; at < devices; at += GROUP_PEOPLE) {
      const society = newSociety(Math.min(GROUP_PEOPLE, devices - at))
      await found(society, port)
      members.push(...society.people.map((_, person) => come(society, person, { port, dials })))
    }
    await until(() => members.every(({ isBack }) => isBack))
    writing = setInterval(() => writeInTurn(members), WRITE_EVERY_MS / devices)
    const stoppedAt = performance.now()
    await server[how]()
    server = await startServer(command, port)
    const upAt = performance.now()
    const back = await whenBack(members, upAt)
    clearInterval(writing)
    await until(() => members.every((one) => one.isBack && lacking([one], members) === 0))
    return {
      devices,
      downMs: upAt - stoppedAt,
      p50Ms: percentile(back, 0.5),
      lastMs: Math.max(...back),
      busiestShare: busiest(dials.filter((at) => at >= upAt)) / devices,
      written: members.reduce((sum, { written }) => sum + written, 0),
      lacking: lacking(members, members),
    }
  } finally {
    clearInterval(writing)
    for (const { link } of members) link.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function found(society: Society, port: number): Promise<void> {
  const [founder] = society.people
  if (founder === undefined) throw new Error('nobody founds')
  const origin = `ws://127.0.0.1:${port}`
  const socket = dialFrom(`${origin}/`, '127.0.0.1')
  const session = await openMemberSession(socket, founder, origin)
  await session.bring(groupDoc(society.group), updateOf(society.actions))
  socket.close()
}

function come(
  society: Society,
  at: number,
  { port, dials }: { readonly port: number; readonly dials: number[] },
): LinkMember {
  const person = society.people[at]
  if (person === undefined) throw new Error('nobody comes')
  const origin = `ws://127.0.0.1:${port}`
  return new LinkMember({
    ...{ person, society, origin },
    dial: (dueAt) => {
      dials.push(dueAt)
      return dialFrom(`${origin}/`, '127.0.0.1')
    },
  })
}

let turn = 0

function writeInTurn(members: readonly LinkMember[]): void {
  members[turn++ % members.length]?.write()
}

/** How long after `upAt` each was back for the first time. */
async function whenBack(members: readonly LinkMember[], upAt: number): Promise<readonly number[]> {
  const backMs = new Map<LinkMember, number>()
  await until(() => {
    for (const member of members)
      if (member.isBack && !backMs.has(member)) backMs.set(member, performance.now() - upAt)
    return backMs.size === members.length
  })
  return [...backMs.values()]
}

/** Records of their groups that these lack. */
function lacking(some: readonly LinkMember[], members: readonly LinkMember[]): number {
  return some.reduce((sum, one) => {
    const written = members
      .filter((other) => other.society === one.society)
      .reduce((count, other) => count + other.written, 0)
    return sum + written - one.records.placesCount()
  }, 0)
}

function busiest(dials: readonly number[]): number {
  return dials.reduce((most, from) => {
    const within = dials.filter((at) => at >= from && at < from + WINDOW_MS).length
    return Math.max(most, within)
  }, 0)
}

async function until(isReached: () => boolean): Promise<void> {
  const endsAt = performance.now() + LIMIT_MS
  while (!isReached()) {
    if (performance.now() > endsAt) throw new Error(`not reached in ${LIMIT_MS / 1_000} s`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
