/**
 * What must hold once a world has come to rest, whatever happened before. Each returns what is wrong,
 * in words; nothing when all is well.
 */
import type { Act, Ledger } from './ledger.ts'
import { screenIn } from './rest.ts'
import type { ScreenMessage } from './screen.ts'
import type { World } from './world.ts'

/** All of them, on one screen: that all screens are alike is what `unrestOf` says. */
export function findFaults(world: World): readonly string[] {
  const screen = screenIn(world)
  return [
    ...lostOrDoubled(world.ledger, screen),
    ...misordered(world.ledger, screen),
    ...repliesAboveParents(screen),
    ...wrongTexts(world.ledger, screen),
    ...wrongReactions(world.ledger, screen),
    ...plaintextAtRelay(world),
    ...complaints(world),
  ]
}

function lostOrDoubled(ledger: Ledger, screen: readonly ScreenMessage[]): readonly string[] {
  const faults: string[] = []
  const shown = new Map<number, number>()
  for (const { key, text, deleted } of screen) {
    const post = ledger.postOf(key, text)
    if (post !== undefined) shown.set(post, (shown.get(post) ?? 0) + 1)
    else if (!deleted) faults.push(`shown, but typed by nobody: ${text}`)
  }
  for (const { post, outcome, says } of ledger.posts()) {
    const count = shown.get(post) ?? 0
    const mayBeGone = outcome !== 'kept' || ledger.actsOn(post, 'delete').length > 0
    if (count === 0 && !mayBeGone) faults.push(`lost: ${says}`)
    if (count > 1) faults.push(`shown ${count} times: ${says}`)
  }
  if (new Set(screen.map(({ key }) => key)).size !== screen.length)
    faults.push('a key is shown twice')
  return faults
}

function misordered(ledger: Ledger, screen: readonly ScreenMessage[]): readonly string[] {
  const above = new Map<string, Act[]>()
  return screen.flatMap(({ key, text, inThread }) => {
    const post = ledger.postOf(key, text)
    const [typed] = post === undefined ? [] : ledger.actsOn(post, 'post')
    if (typed === undefined) return []
    const list = `${inThread ?? ''} ${typed.author}`
    const own = above.get(list) ?? []
    above.set(list, [...own, typed])
    const wrong = own.find((other) => other.post > typed.post)
    return wrong === undefined
      ? []
      : [`${typed.author} typed #${typed.post}# before #${wrong.post}#, but it is shown below`]
  })
}

function repliesAboveParents(screen: readonly ScreenMessage[]): readonly string[] {
  const places = new Map(screen.map(({ key }, at) => [key, at]))
  return screen.flatMap(({ replyTo, text }, at) => {
    const parentAt = replyTo === undefined ? undefined : places.get(replyTo)
    return parentAt === undefined || parentAt < at
      ? []
      : [`a reply stands above its parent: ${text}`]
  })
}

function wrongTexts(ledger: Ledger, screen: readonly ScreenMessage[]): readonly string[] {
  return screen.flatMap(({ key, text, deleted }) => {
    const post = ledger.postOf(key, text)
    if (post === undefined) return []
    const deletes = ledger.actsOn(post, 'delete')
    if (!deleted && deletes.some(({ outcome }) => outcome === 'kept'))
      return [`deleted, but shown: ${text}`]
    if (deleted) return deletes.length > 0 ? [] : [`gone, but deleted by nobody: #${post}#`]
    const allowed = mayBeLast(ledger.actsOn(post, 'post', 'edit')).map(({ says }) => says)
    return allowed.includes(text) ? [] : [`shown: ${text}; allowed: ${allowed.join(' | ')}`]
  })
}

function wrongReactions(ledger: Ledger, screen: readonly ScreenMessage[]): readonly string[] {
  return screen.flatMap(({ key, text, deleted, reactions }) => {
    const post = ledger.postOf(key, text)
    if (post === undefined || deleted) return []
    const acts = ledger.actsOn(post, 'react', 'unreact')
    const said = new Set([...acts.map(({ says, author }) => `${says} ${author}`), ...reactions])
    return [...said].flatMap((reaction) => {
      const own = acts.filter(({ says, author }) => `${says} ${author}` === reaction)
      const allowed = new Set(mayBeLast(own).map(({ type }) => type === 'react'))
      if (own[0] === undefined || mayBeLast(own).length === own.filter(isUnsure).length)
        allowed.add(false)
      return allowed.has(reactions.includes(reaction))
        ? []
        : [`#${post}#: ${reaction} is ${reactions.includes(reaction) ? '' : 'not '}shown`]
    })
  })
}

/** The last act that was kept, and those after it of which nobody knows. */
function mayBeLast(acts: readonly Act[]): readonly Act[] {
  const last = acts.findLastIndex(({ outcome }) => outcome === 'kept')
  return acts.slice(Math.max(0, last)).filter(({ outcome }) => outcome !== 'refused')
}

function isUnsure({ outcome }: Act): boolean {
  return outcome === 'unknown'
}

function plaintextAtRelay({ relayDisk, ledger }: World): readonly string[] {
  const disk = Buffer.concat(
    [
      ...relayDisk.updates.values(),
      ...[...relayDisk.marks.values()].map((marks) => [...marks.values()]),
    ].flat(),
  )
  return ledger.secrets
    .filter((secret) => disk.includes(secret))
    .map((secret) => `the relay can read: ${secret}`)
}

/** Among honest people and machines nothing may be refused for good or called damaged. */
function complaints({ people, relay, ledger }: World): readonly string[] {
  const notices = people.flatMap(({ name, machine }) =>
    machine.tabs.flatMap(
      (tab) => tab.parley?.notices.get().map(({ type }) => `${name} is told ${type}`) ?? [],
    ),
  )
  const events = relay.events
    .filter(({ type }) => type !== 'session-closed')
    .map((event) => `the relay says ${JSON.stringify(event)}`)
  const refusals = ledger
    .refusals()
    .map(
      ({ author, type, post, refusedWith }) =>
        `${author} may not ${type} #${post}#: ${refusedWith}`,
    )
  return [...notices, ...events, ...refusals]
}
