/**
 * Sockets that are open and say nothing: people of groups of fifty, each following what they look at. What
 * one of them takes, the documents not counted, while they are there and after they have gone.
 */
import { PING } from '@parley/protocol'
import { newSociety } from '../people/society.ts'
import { type Contender, PARLEY, PARLEY_PROGRAM, parleyCommand } from '../relay/contenders.ts'
import type { Member } from '../relay/member.ts'
import { Stage } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { rounded } from './fan-out.ts'

const GROUP_PEOPLE = 50
const AT_ONCE = 50
/** For what is done once after somebody came. */
const QUIET_MS = 20_000
/** Parley hangs up on who is silent for two and a half minutes; its clients ask for a sign of life once a minute. */
const PING_EVERY_MS = 60_000
const COLLECTING_MS = 2_000

/** The relay, collecting its garbage when it is told to: what is left is what it holds on to. */
const COLLECTING: Contender = {
  ...PARLEY,
  command: (folder) =>
    parleyCommand(folder, [
      ...['--expose-gc', '--import', './bench/soak/collect.mjs'],
      ...PARLEY_PROGRAM,
    ]),
}

export async function sockets(
  contender: Contender,
  { count, quietMs = QUIET_MS }: { readonly count: number; readonly quietMs?: number },
): Promise<Row> {
  const stage = await Stage.open(contender === PARLEY ? COLLECTING : contender)
  const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, quietMs))
  const here = new Set<Member>()
  const pinging = setInterval(() => {
    if (contender === PARLEY) for (const member of here) member.say(PING)
  }, PING_EVERY_MS)
  try {
    const groups = Array.from({ length: Math.ceil(count / GROUP_PEOPLE) }, () =>
      newSociety(GROUP_PEOPLE),
    )
    for (const society of groups) await stage.found(society)
    if (contender.isDurable) await stage.restart('stop') // what founding took is not what is asked for
    const first = groups.flatMap((society) =>
      society.people.slice(0, 1).map((person) => ({ person, society })),
    )
    const others = groups.flatMap((society) =>
      society.people.slice(1).map((person) => ({ person, society })),
    )
    // So that the documents are in memory.
    for (const member of await stage.enterAll(first)) here.add(member)
    const before = await held(stage)
    const startedAt = performance.now()
    const members: Member[] = []
    for (let at = 0; at < others.length; at += AT_ONCE) {
      members.push(...(await stage.enterAll(others.slice(at, at + AT_ONCE))))
      for (const member of members) here.add(member)
    }
    const tookMs = performance.now() - startedAt
    await stage.guard(quiet(), 2 * quietMs)
    const cpuBefore = stage.server.cpuUs()
    await stage.guard(quiet(), 2 * quietMs)
    const idleUs = stage.server.cpuUs() - cpuBefore
    const there = await held(stage)
    here.clear()
    stage.dismiss(members)
    await quiet()
    const after = await held(stage)
    return {
      sockets: members.length,
      'all in after, s': rounded(tookMs / 1e3),
      'RSS before, MB': Math.round(before / 1e6),
      'all there, MB': Math.round(there / 1e6),
      'kB for a socket': rounded((there - before) / members.length / 1e3),
      '% of a core, idle': rounded(idleUs / quietMs / 10),
      'after they left, MB': Math.round(after / 1e6),
    }
  } finally {
    clearInterval(pinging)
    await stage.close()
  }
}

async function held({ contender, server }: Stage): Promise<number> {
  if (contender === COLLECTING) process.kill(server.pid, 'SIGUSR2')
  await new Promise((resolve) => setTimeout(resolve, COLLECTING_MS))
  return server.rssBytes()
}
