/**
 * The app goes on with what was written before it was there. Until a message, or the draft, is on the disk, its
 * text stays where the last screen kept it, and whoever opens the place next goes on with it. That may be late by a
 * moment: so each sent text has an id, by which it is one message however often it is sent, and what stands in
 * the draft is not put there again.
 */
import { type Group, toMessageId } from '@parley/client'
import { type EarlyBox, insertIn, withoutBlankEdges } from '@parley/ui'
import { pathOf } from '../places.ts'
import { BOX_PLACE, WRITABLE } from './early-box.ts'
import {
  giveBackSent,
  joined,
  letGoOfSent,
  letGoOfText,
  type NamedWords,
  type SentWords,
  takeLeftBehind,
  takeWords,
  textUnder,
} from './early-words.ts'
import { BOOT_SCREEN } from './handing-over.ts'

/** Names of what this page goes on with: not a second time, though it is not done. */
const inHand = new Set<string>()

/** All that is being written is on the disk when it resolves. */
type KeepDrafts = () => Promise<void>

interface Place {
  readonly group: Pick<Group, 'id' | 'draft' | 'setDraft' | 'send'>
  /** Without one nothing can be sent now. */
  readonly box: EarlyBox | undefined
  readonly keepDrafts: KeepDrafts
}

/** What another page left behind is for the draft, and sent only where an app had begun to send it. */
export function goOnEarly(place: Place): void {
  const { group, box } = place
  const path = pathOf({ screen: 'group', group: group.id })
  const own = takeFromBox(path)
  const left = takeLeftBehind(path, Date.now(), inHand)
  const all = own === undefined ? left : [...left, own]
  const goesOut = (one: NamedWords) => one.isTaken || (one === own && box !== undefined)
  const begun = group.draft.get()
  const texts = all.map((one) => {
    const back = goesOut(one) ? [] : one.sent
    for (const { id } of back) giveBackSent(one.name, id)
    const text = one.isTaken && standsIn(begun, one.text) ? '' : one.text
    return joined([...back.map((sent) => sent.text), text])
  })
  addToDraft(place, joined(texts), own?.hasFocus === true)
  for (const { name } of all) {
    inHand.add(name)
    letGoWhenKept(name, place)
  }
  for (const { name, sent } of all.filter(goesOut)) for (const one of sent) say(place, name, one)
}

/** Where that cannot be, it goes to what is being written. */
function say(place: Place, name: string, { id, text }: SentWords): void {
  const { group, box } = place
  const body = withoutBlankEdges(text)
  if (body === '') return letGoOfSent(name, id)
  const messageId = toMessageId(bytesOf(id))
  const sent = box?.send(body, messageId) ?? group.send(body, { id: messageId })
  sent.then(
    () => letGoOfSent(name, id),
    (error: unknown) => {
      giveBackSent(name, id)
      if (box === undefined) addToDraft(place, body, false)
      else box.putBack(body, box.mustWait() ? undefined : error)
      letGoWhenKept(name, place)
    },
  )
}

/** As a hand would, behind what another device may have begun: undo knows of it, and the caret stands at its end. */
function addToDraft({ group, box }: Place, added: string, hasFocus: boolean): void {
  const before = box?.element.value ?? group.draft.get()
  const text = before === '' || added === '' ? added : `\n${added}`
  const isAtIt = box !== undefined && (hasFocus || document.activeElement === box.element)
  if (text === '') {
    if (isAtIt) box.element.focus()
  } else if (isAtIt) insertIn(box.element, text, before.length, before.length)
  else if (box !== undefined) box.write(before + text)
  else group.setDraft(before + text)
}

/** What is given back meanwhile stays until it is kept itself. */
function letGoWhenKept(name: string, { keepDrafts }: Place): void {
  const text = textUnder(name)
  keepDrafts().then(
    () => letGoOfText(name, text),
    () => undefined, // It stays here, and is gone on with the next time.
  )
}

/** Every line of it does: what came between them was put there since. */
function standsIn(draft: string, text: string): boolean {
  const lines = new Set(draft.split('\n').map((line) => line.trimEnd()))
  return text.split('\n').every((line) => lines.has(line.trimEnd()))
}

interface OwnWords extends NamedWords {
  /** Its writer is still at it. */
  readonly hasFocus: boolean
}

function takeFromBox(path: string): OwnWords | undefined {
  const holder = document.querySelector<HTMLElement>(`[${BOOT_SCREEN}]`)
  const box = holder?.querySelector<HTMLTextAreaElement>(`textarea[${WRITABLE}]`)
  if (holder === null || !box || holder.getAttribute(BOX_PLACE) !== path) return undefined
  holder.removeAttribute(BOX_PLACE)
  const name = holder.getAttribute(BOOT_SCREEN) ?? ''
  inHand.add(name)
  const sent = takeWords(name, path)?.sent ?? []
  const hasFocus = document.activeElement === box
  const text = box.value
  holder.inert = true
  holder.setAttribute('aria-hidden', 'true')
  showAppsTextIn(box, text)
  return { name, path, sent, text, isTaken: false, hasFocus }
}

/** Until the app's own screen is to be seen, whoever goes on writing sees it here. */
function showAppsTextIn(box: HTMLTextAreaElement, text: string): void {
  box.value = text
  const follow = ({ target }: Event): void => {
    if (!box.isConnected) removeEventListener('input', follow)
    else if (target instanceof HTMLTextAreaElement) box.value = target.value
  }
  addEventListener('input', follow)
}

function bytesOf(id: string): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, at) =>
    Number.parseInt(id.slice(2 * at, 2 * at + 2), 16),
  )
}
