/**
 * Keeps the last screen while the app runs. What is shown has changed: it is gone from this device at once,
 * and is taken anew when the page has drawn the change and has time. So nothing is kept that was deleted,
 * hidden, edited or left, as far as any open window of this browser knows.
 */
import type { Group, GroupId, Live, Parley } from '@parley/client'
import type { Place } from '@parley/ui'
import { keptPath } from '../last-place.ts'
import { pathOf, placeAt } from '../places.ts'
import {
  forgetScreen,
  isWideHere,
  keepScreen,
  keptScreen,
  MOST_BYTES,
  SCREEN_KEY,
} from './kept-screen.ts'
import { forgetStrayWords, forgetWords } from './early-words.ts'
import { atLeisure, type Leisure } from './leisure.ts'
import { stylesOf } from './styles.ts'
import { drawingOf } from './taking.ts'

/** What is kept beside the drawing. */
const AROUND_BYTES = 600

let isOver = false

/** All that is kept here is being deleted: until this page begins anew nothing is kept. */
export function endLastScreen(): void {
  isOver = true
  forgetScreen()
  forgetWords()
}

/** Watches while this person is at this place. Returns a way to end that. */
export function keepLastScreen(parley: Parley, place: Place): () => void {
  forgetStrayWords((path) => isNowhere(parley, path), Date.now())
  // Elsewhere the next start opens elsewhere.
  if (place.screen === 'groups') forgetScreen()
  const here = place.screen === 'group' ? place.group : undefined
  const taking = here === undefined ? undefined : atLeisure(() => take(parley, here))
  const stopDrawn = taking === undefined ? undefined : onDrawn(taking.soon)
  let stop = watchWhatIsKept(parley, here, taking)
  taking?.soon()
  const onElsewhere = ({ key }: StorageEvent): void => {
    if (key !== SCREEN_KEY && key !== null) return
    stop()
    stop = watchWhatIsKept(parley, here, taking)
  }
  addEventListener('storage', onElsewhere)
  return () => {
    removeEventListener('storage', onElsewhere)
    stop()
    stopDrawn?.()
    taking?.stop()
  }
}

/** Of the group here, and of the one that is kept: another window may have kept it, and be gone. */
function watchWhatIsKept(
  parley: Parley,
  here: GroupId | undefined,
  taking: Leisure | undefined,
): () => void {
  const kept = groupKept()
  const onChange = (): void => {
    if (kept !== undefined || taking !== undefined) forgetScreen()
    taking?.soon()
  }
  const groups = new Set([here, kept].filter((id) => id !== undefined))
  const lives: readonly Live<unknown>[] = [
    parley.groups,
    parley.blocked,
    parley.own.isRemoved,
    ...[...groups].flatMap((id) => livesOf(parley.openGroup(id))),
  ]
  const stops = lives.map((live) => onOther(live, onChange))
  // Whether the box was empty is kept with the screen; what was in it is not.
  const draft = here === undefined ? undefined : parley.openGroup(here)?.draft
  if (draft !== undefined) stops.push(onOther(draft, () => taking?.soon()))
  if (kept !== undefined && !isIn(parley.openGroup(kept))) forgetScreen()
  // Another window forgot it, and may not be the one to keep it. What another one keeps is left to it.
  if (kept === undefined) taking?.soon()
  return () => {
    for (const stop of stops) stop()
  }
}

/** Whoever is told of a change may find that there was none. */
function onOther(live: Live<unknown>, tell: () => void): () => void {
  let was = live.get()
  return live.subscribe(() => {
    if (Object.is(was, live.get())) return
    was = live.get()
    tell()
  })
}

function livesOf(group: Group | undefined): readonly Live<unknown>[] {
  return group === undefined ? [] : [group.conversation, group.info, group.pins]
}

/** Who is on the way in has written there already, and wants to see it as soon. */
function isIn(group: Group | undefined): group is Group {
  const state = group?.info.get().state
  return state === 'ready' || state === 'joining' || state === 'waiting'
}

/** A group that is not on this device any more. */
function isNowhere(parley: Parley, path: string): boolean {
  const place = placeAt(path)
  return place.screen !== 'group' || parley.openGroup(place.group) === undefined
}

function groupKept(): GroupId | undefined {
  const place = placeAt(keptScreen()?.path ?? '')
  return place.screen === 'group' ? place.group : undefined
}

function onDrawn(tell: () => void): () => void {
  const observer = new MutationObserver(tell)
  const app = document.getElementById('app')
  if (app !== null) observer.observe(app, { childList: true, characterData: true, subtree: true })
  return () => observer.disconnect()
}

function take(parley: Parley, here: GroupId): void {
  const group = parley.openGroup(here)
  const path = pathOf({ screen: 'group', group: here })
  // Another window went elsewhere last: there the next start opens.
  if (isOver || keptPath() !== path || parley.own.isRemoved.get() || !isIn(group)) return
  const app = document.querySelector('#app > :has(main[data-screen="group"])')
  const log = app?.querySelector('[data-pane="main"] [role="log"]') ?? undefined
  if (app === null || log === undefined || !isWhereItOpens(log, group)) return
  if (!isTrue(log, group)) return
  const drawing = drawingOf(app, log, MOST_BYTES - AROUND_BYTES)
  if (drawing === undefined) return
  const { lang } = document.documentElement
  keepScreen({ path, lang, isWide: isWideHere(), styles: stylesOf(drawing), drawing })
}

/** The next start opens at the end, or where the unread ones begin, which is further up for who has not read on. */
function isWhereItOpens(log: Element, group: Group): boolean {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 2
  return isAtEnd || group.conversation.get().firstUnread !== undefined
}

/** What is drawn is what the device knows: no message that it took away, none that was deleted since. */
function isTrue(log: Element, group: Group): boolean {
  const known = new Map(group.conversation.get().messages.map((one) => [String(one.key), one]))
  const drawn = Array.from(log.querySelectorAll<HTMLElement>('article[data-key]'))
  return drawn.every((article) => {
    const message = known.get(article.dataset['key'] ?? '')
    return message?.deleted === (article.querySelector('[data-deleted]') !== null)
  })
}
