/**
 * Documents that nobody looks at: groups with a few messages each, written, then left by everybody. What
 * the server's memory was before, with everybody there, and a while after the last one has gone.
 */
import { groupDoc, segmentDoc } from '@parley/protocol'
import { newSociety, type Society } from '../people/society.ts'
import type { Contender } from '../relay/contenders.ts'
import type { Member } from '../relay/member.ts'
import { Stage } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { mustBe, rounded } from './fan-out.ts'
import { newMessages } from './messages.ts'

const MESSAGES = 20
const AT_ONCE = 25

export interface IdleSize {
  readonly groups: number
  /** How long it is left alone, seconds; a relay keeps documents for half a minute. */
  readonly seconds: number
}

export async function idle(contender: Contender, { groups, seconds }: IdleSize): Promise<Row> {
  const stage = await Stage.open(contender)
  try {
    const societies = Array.from({ length: groups }, () => newSociety(2))
    await talk(stage, newSociety(2)) // so that what is loaded for the first group of all is not counted
    stage.dismiss()
    const before = stage.server.rssBytes()
    for (let at = 0; at < groups; at += AT_ONCE)
      await Promise.all(societies.slice(at, at + AT_ONCE).map((society) => talk(stage, society)))
    const inUse = stage.server.rssBytes()
    stage.dismiss()
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    const after = stage.server.rssBytes()
    return {
      groups,
      'RSS before, MB': Math.round(before / 1e6),
      'all there, MB': Math.round(inUse / 1e6),
      [`left for ${seconds} s, MB`]: Math.round(after / 1e6),
      'kB for a group in use': rounded((inUse - before) / groups / 1e3),
      'kB for an idle group': rounded((after - before) / groups / 1e3),
    }
  } finally {
    await stage.close()
  }
}

/** The founder comes, writes, and stays. */
async function talk(stage: Stage, society: Society): Promise<Member> {
  await stage.found(society)
  const person = mustBe(society.people[0])
  const first = [groupDoc(society.group), segmentDoc(society.group, 0)]
  const member = stage.enter({ person, society, first })
  await member.joined()
  for (const { frame } of newMessages(stage, society, { by: [person], count: MESSAGES }))
    member.say(frame)
  await member.whenHeard()
  return member
}
