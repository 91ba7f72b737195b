/**
 * Sending, replying and editing, without the text box itself.
 *
 * The text leaves the composer at once and is never lost: until the group has kept it the draft still
 * holds it, and when keeping fails it comes back with the reason. An edit comes back as the edit it was,
 * or, where that would tear away what is being written meanwhile, into the draft.
 */
import {
  MAX_TEXT_BYTES,
  NotAllowed,
  TextTooLong,
  type Group,
  type GroupInfo,
  type Mention,
  type MessageId,
  type MessageKey,
  type Standing,
} from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { useTyping } from '../presence/use-typing.ts'
import { texts } from '../texts/catalogue.ts'
import { afterDrawing } from '../writing/after-drawing.ts'
import { utf8Bytes } from '../writing/text-size.ts'
import type { ComposerMode } from './composer-mode.ts'
import type { Announcing } from './use-announcing.ts'
import { putInHand, shownInHand } from './in-hand.ts'
import { useBegunEdit } from './use-begun-edit.ts'
import { useDraft } from './use-draft.ts'

export interface ComposerModes {
  readonly mode: ComposerMode
  readonly onLeave: () => void
  /** To a mode that was left too early: what was done in it could not be kept. */
  readonly onReturn: (mode: ComposerMode) => void
}

/** Where what is written goes. */
export interface Addressee {
  readonly group: Group
  /** The message a thread hangs from; without one, the main conversation. */
  readonly thread?: MessageKey | undefined
  readonly announcing: Announcing
  /** Whom a text mentions, as it stands. */
  mentionsIn(text: string): readonly Mention[]
}

export function useComposer(to: Addressee, { mode, onLeave, onReturn }: ComposerModes) {
  const { group, thread } = to
  const place = thread === undefined ? group : group.thread(thread)
  const draft = useDraft(place)
  const typing = useTyping(group, thread === undefined)
  const edit = useBegunEdit(place, mode)
  const [fault, setFault] = useState<string>()
  const edited = mode.type === 'edit' ? mode.message : undefined
  const text = edit.text ?? draft.text
  const bytes = utf8Bytes(text)
  const shown = useShown(mode, draft.text)

  function write(next: string): void {
    setFault(undefined)
    typing.typed(next)
    if (edited === undefined) draft.write(next)
    else edit.write(mode, next)
  }

  function submit(): void {
    const body = withoutBlankEdges(text)
    if (body === '' || bytes > MAX_TEXT_BYTES) return
    afterDrawing(() => typing.stopped())
    setFault(undefined)
    if (edited !== undefined) {
      onLeave()
      if (body === edited.text) return
      group.edit(edited.key, body, to.mentionsIn(body)).catch((error: unknown) => {
        if (isFreeFor(mode, shown.current)) {
          edit.write(mode, body)
          onReturn(mode)
        } else draft.putBack(body)
        setFault(faultText(error))
      })
      return
    }
    if (mustWait(group.info.get(), thread)) return
    draft.lift()
    onLeave()
    to.announcing.set(false)
    send(to, body, mode).then(draft.settle, (error: unknown) => {
      putBack(body, error)
      to.announcing.set(to.announcing.isOn)
    })
  }

  /** What could not be kept; with what was wrong, where that is known. */
  function putBack(body: string, error?: unknown): void {
    draft.putBack(body)
    if (error !== undefined) setFault(faultText(error))
  }

  const isTooLong = bytes > MAX_TEXT_BYTES
  const tooLong = isTooLong ? texts.composer.tooLong(bytes, MAX_TEXT_BYTES) : undefined
  const onPause = () => {
    typing.stopped()
    place.leaveDraft()
  }
  return { text, bytes, isTooLong, fault: tooLong ?? fault, write, putBack, submit, onPause }
}

/** It is on the screen when this returns, and on the disk when it resolves. */
export function send(
  to: Addressee,
  text: string,
  mode: ComposerMode,
  id?: MessageId,
): Promise<void> {
  const { group, thread } = to
  const replyTo = mode.type === 'reply' ? mode.to : undefined
  const mentions = to.mentionsIn(text)
  const announcement = to.announcing.isOn
  const message = group.newMessage(id)
  const shown = shownInHand(message, { text, mentions, replyTo, thread, announcement })
  const inHand = putInHand(group, thread, shown)
  const options = { replyTo: replyTo?.key, thread, mentions, announcement, id: message.id }
  return group.send(text, options).then(inHand.kept, (error: unknown) => {
    inHand.drop()
    throw error
  })
}

/** Slow mode lets one text wait for its time; the next stays where it is. */
export function mustWait({ me, postWaits }: GroupInfo, thread: MessageKey | undefined): boolean {
  return standingIn(me, thread).bar === 'slow' && postWaits
}

/** What this person may do where they write: threads have rules of their own. */
export function standingIn(me: Standing, thread: MessageKey | undefined): Standing {
  return thread === undefined ? me : { ...me, ...me.inThreads }
}

interface Shown {
  readonly mode: ComposerMode
  readonly draft: string
}

/** What the composer shows at the time one asks; undefined once it is gone. */
function useShown(mode: ComposerMode, draft: string) {
  const shown = useRef<Shown>(undefined)
  useEffect(() => {
    shown.current = { mode, draft }
    return () => {
      shown.current = undefined
    }
  }, [mode, draft])
  return shown
}

function isFreeFor(edit: ComposerMode, shown: Shown | undefined): boolean {
  if (shown === undefined) return false
  return shown.mode === edit || (shown.mode.type === 'write' && shown.draft === '')
}

/** Indentation of the first line is the writer's; empty lines around the text are not. */
export function withoutBlankEdges(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

function faultText(error: unknown): string {
  if (error instanceof TextTooLong) return texts.composer.tooLong(error.bytes, error.limitBytes)
  return error instanceof NotAllowed ? texts.composer.notAllowed : texts.composer.failed
}
