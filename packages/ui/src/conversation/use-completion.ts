/**
 * What could complete the word at the caret: people of the group behind an at sign, emoji behind a colon.
 * Focus stays in the text box; the arrow keys choose, Enter and Tab take, Escape leaves it alone.
 */
import type { GroupInfo } from '@parley/react'
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { chosenTone, rememberEmoji } from '../emoji/own-emoji.ts'
import { type Emoji, type EmojiGroup, loadEmoji, toned } from '../emoji/emoji-list.ts'
import { searchEmoji } from '../emoji/search.ts'
import { useLanguage } from '../language/use-language.ts'
import { language } from '../texts/locale.ts'
import { texts } from '../texts/catalogue.ts'
import { unfinishedAt, type Unfinished } from '../writing/completion.ts'
import { type Named, peopleNamed } from '../writing/named-people.ts'
import { insertIn } from './composer-insert.ts'

const MOST = 7

export type Suggestion =
  | { readonly type: 'person'; readonly key: string; readonly named: Named }
  | { readonly type: 'emoji'; readonly key: string; readonly emoji: Emoji; readonly sign: string }

interface Completing {
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly people: readonly Named[]
  /** A person was taken for a name. */
  readonly onTake: (named: Named) => void
}

export function useCompletion({ box, text, people, onTake }: Completing) {
  const { caret, unfinished, leave, look } = useUnfinished(text)
  /** The text as it was when a blank was put behind what was taken. */
  const spaced = useRef<string>(undefined)
  const [chosen, setChosen] = useState({ of: '', at: 0 })
  const groups = useEmoji(unfinished?.type === 'emoji')
  const suggestions = unfinished === undefined ? [] : suggested(unfinished, people, groups)
  const of = unfinished === undefined ? '' : `${unfinished.from} ${unfinished.query}`
  const at = chosen.of === of ? Math.min(chosen.at, suggestions.length - 1) : 0

  function take(suggestion: Suggestion): void {
    const element = box.current
    if (element === null || unfinished === undefined || caret === undefined) return
    const isBeforeBlank = /^\s/.test(text.slice(caret))
    const words = suggestion.type === 'emoji' ? suggestion.sign : `@${suggestion.named.name}`
    insertIn(element, isBeforeBlank ? words : `${words} `, unfinished.from, caret)
    spaced.current = isBeforeBlank ? undefined : element.value
    if (suggestion.type === 'emoji') rememberEmoji(suggestion.sign)
    else onTake(suggestion.named)
    leave()
  }

  /** Whoever types on makes a blank by habit, and there is one already. */
  function hasBlank({ key }: KeyboardEvent): boolean {
    const isSpaced = spaced.current !== undefined && spaced.current === box.current?.value
    if (key !== 'Shift') spaced.current = undefined
    return isSpaced && key === ' '
  }

  /** True when the key was for the suggestions. */
  function onKey(event: KeyboardEvent): boolean {
    if (hasBlank(event)) {
      event.preventDefault()
      return true
    }
    const current = suggestions[at]
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey
    if (current === undefined || hasModifier) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined)
      setChosen({ of, at: (at + step + suggestions.length) % suggestions.length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(current)
    else if (event.key === 'Escape') leave()
    else return false
    event.preventDefault()
    return true
  }

  return { suggestions, at, take, onKey, look }
}

/** What stands unfinished at the caret, unless its writer has left it so. */
function useUnfinished(text: string) {
  const [caret, setCaret] = useState<number>()
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    if (text === '') setLeft(undefined) // sent, or begun again: whatever comes is another word
  }, [text])
  const found = caret === undefined ? undefined : unfinishedAt(text, caret)
  return {
    caret,
    unfinished: found?.from === left ? undefined : found,
    leave: () => setLeft(found?.from),
    /** Where the caret is now; nowhere when something is selected, or the box is left. */
    look(element: HTMLTextAreaElement | undefined): void {
      const isCaret = element !== undefined && element.selectionStart === element.selectionEnd
      const next = isCaret ? element.selectionStart : undefined
      setCaret(next)
      if (next === undefined || left === undefined) return
      // Whoever begins another word wants to be asked again.
      if (unfinishedAt(element?.value ?? '', next)?.from !== left) setLeft(undefined)
    },
  }
}

export type Completion = ReturnType<typeof useCompletion>

function suggested(
  { type, query }: Unfinished,
  people: readonly Named[],
  groups: readonly EmojiGroup[],
): readonly Suggestion[] {
  if (type === 'mention')
    return peopleNamed(people, query, MOST).map((named) => ({
      type: 'person',
      key: named.person,
      named,
    }))
  const tone = chosenTone()
  return searchEmoji(groups, query, MOST).map((emoji) => ({
    type: 'emoji',
    key: emoji.emoji,
    emoji,
    sign: toned(emoji, tone),
  }))
}

/** Loaded when the first colon asks for them. */
function useEmoji(isWanted: boolean): readonly EmojiGroup[] {
  useLanguage()
  const spoken = language()
  const [groups, setGroups] = useState<readonly EmojiGroup[]>([])
  useEffect(() => {
    if (!isWanted) return undefined
    let isGone = false
    loadEmoji(spoken).then(
      (loaded) => {
        if (!isGone) setGroups(loaded)
      },
      () => undefined, // the colon stays a colon
    )
    return () => {
      isGone = true
    }
  }, [isWanted, spoken])
  return groups
}

/** Whom one can mention here: everybody else, and all of them at once. */
export function peopleToMention({ people }: GroupInfo): readonly Named[] {
  const others = people.filter(({ isMe, name }) => !isMe && name !== '')
  return others.length === 0
    ? []
    : [
        ...others.map(({ person, name }) => ({ person, name })),
        { person: 'everyone', name: texts.writing.everyone },
      ]
}
