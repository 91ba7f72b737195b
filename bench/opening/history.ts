/** Twenty people who come by a link and write a long conversation that the link's holder can read. */
import {
  groupDoc,
  hlcAt,
  idBytes,
  MESSAGE_TYPE,
  parseInviteLink,
  parseSync,
  SEGMENT_TURNOVER_PLACES,
  segmentDoc,
} from '@parley/protocol'
import { deriveInvite } from '@parley/sealing'
import { newKeyPair } from '@parley/signing'
import { type MemberSession, openMemberSession } from '../members/member-session.ts'
import { newPerson, type Person, type Said } from '../people/person.ts'
import { joinsInTurn } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { newLinkReader } from './link-reader.ts'
import { dialFrom } from '../members/web-socket.ts'

const WRITERS = 20
const LOOK_AGAIN_MS = 20

interface Author {
  readonly person: Person
  readonly session: MemberSession
}

/** Brings so many messages into the group of this link; answers with the text of the last one. */
export async function bringHistory(
  url: string,
  link: string,
  messagesCount: number,
): Promise<string> {
  const parsed = parseInviteLink(link)
  if (!parsed.ok) throw new Error(`the link is damaged: ${parsed.broke}`)
  const { invitation } = parsed
  const { group, invite } = invitation
  const people = Array.from({ length: WRITERS }, newPerson)
  const seeds = deriveInvite({ secret16: invitation.secret, gid32: idBytes(group) })
  const joins = joinsInTurn(people, { group, invite, link: newKeyPair(seeds.signSeed32) })
  const origin = url.replace(/\/$/, '')
  const authors: Author[] = []
  for (const [at, person] of people.entries()) {
    const session = await openMemberSession(dialFrom(url, `127.2.0.${at + 1}`), person, origin)
    authors.push({ person, session })
    await session.bring(groupDoc(group), updateOf(joins.slice(at, at + 1)))
  }
  const reader = newLinkReader(invitation)
  const [first] = authors
  if (first === undefined) throw new Error('nobody writes')
  first.session.onFrame(({ doc, type, payload }) => {
    const sync = doc === group && type === MESSAGE_TYPE.sync ? parseSync(payload) : undefined
    if (sync !== undefined && sync.step !== 'step1') reader.take(sync.bytes)
  })
  await first.session.follow(groupDoc(group))
  while (reader.key() === undefined)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  const key = reader.key()
  const heads = joins.slice(-1).map(({ id }) => id)
  if (key === undefined) throw new Error('no key')
  const textOf = (at: number): string =>
    `Message ${at} of ${messagesCount}, about as long as what people say to each other in a chat.`
  for (let from = 0; from < messagesCount; from += SEGMENT_TURNOVER_PLACES) {
    const segment = from / SEGMENT_TURNOVER_PLACES
    const count = Math.min(SEGMENT_TURNOVER_PLACES, messagesCount - from)
    const written = Array.from({ length: count }, (_, step) => {
      const author = authors[step % WRITERS] ?? first
      const says: Said = { ...key, text: textOf(from + step) }
      const hlc = hlcAt(Date.now()) + BigInt(step)
      const post = { hlc, heads, segment, says, pageLoad: segment + 1 }
      return { author, post: author.person.post(group, post) }
    })
    const bringing = authors.map(({ session }) => {
      const own = written.filter(({ author }) => author.session === session)
      const update = updateOf(own.map(({ post }) => post))
      return session.bring(segmentDoc(group, segment), update)
    })
    await Promise.all(bringing)
  }
  return textOf(messagesCount - 1)
}
