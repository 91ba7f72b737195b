/**
 * All emoji, to look through or to search: a search field, the kinds, and a grid in which the arrow keys
 * walk. One emoji at a time is in the order of the Tab key. Works without a network, as the list is kept
 * with the app.
 */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { Hidden } from '../controls/hidden.tsx'
import { useLanguage } from '../language/use-language.ts'
import type { Language } from '../texts/languages.ts'
import { language } from '../texts/locale.ts'
import { texts } from '../texts/catalogue.ts'
import { EmojiGrid, type EmojiGridHandle, type Section } from './emoji-grid.tsx'
import { type EmojiGroup, loadEmoji, type Tone } from './emoji-list.ts'
import styles from './emoji-picker.module.css'
import { KindBar } from './kind-bar.tsx'
import { chooseTone, chosenTone, recentEmoji } from './own-emoji.ts'
import { searchEmoji } from './search.ts'
import { ToneChoice } from './tone-choice.tsx'

const MOST_FOUND = 120

interface EmojiPickerProps {
  readonly onChoose: (emoji: string) => void
}

export function EmojiPicker({ onChoose }: EmojiPickerProps) {
  useLanguage()
  const list = useEmojiList(language())
  const [query, setQuery] = useState('')
  const [tone, setTone] = useTone()
  const { all, sections } = useSections(list.groups, query)
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const grid = useRef<EmojiGridHandle>(null)
  const statusId = useId()
  const isSearching = query.trim() !== ''
  const foundCount = isSearching ? (sections[0]?.emoji.length ?? 0) : undefined

  function onFieldKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const first = grid.current?.first()
    if (event.key === 'ArrowDown') first?.focus()
    else if (event.key === 'Enter' && isSearching) first?.click()
    else return
    event.preventDefault()
  }

  return (
    <div className={styles['picker']}>
      <input
        ref={field}
        type="search"
        className={styles['search']}
        aria-label={texts.emoji.search}
        placeholder={texts.emoji.search}
        aria-describedby={statusId}
        autoComplete="off"
        enterKeyHint="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onFieldKey}
      />
      <KindBar
        kinds={all}
        at={isSearching ? undefined : at}
        onChoose={(kind, byKey) => {
          flushSync(() => setQuery(''))
          grid.current?.lead(kind, byKey)
        }}
      />
      <EmojiGrid
        ref={grid}
        sections={sections}
        tone={tone}
        onChoose={onChoose}
        onType={() => field.current?.focus()}
        onSection={setAt}
      />
      <Status id={statusId} list={list} foundCount={foundCount} />
      <ToneChoice tone={tone} onChoose={setTone} />
    </div>
  )
}

/** Kept for the next time. */
function useTone(): readonly [Tone, (tone: Tone) => void] {
  const [tone, setTone] = useState<Tone>(chosenTone)
  const choose = (next: Tone) => {
    setTone(next)
    chooseTone(next)
  }
  return [tone, choose]
}

interface StatusProps {
  readonly id: string
  readonly list: EmojiList
  /** While something is searched for. */
  readonly foundCount: number | undefined
}

function Status({ id, list, foundCount }: StatusProps) {
  const says = texts.emoji
  const isHere = list.groups.length > 0
  return (
    <p id={id} aria-live="polite" className={styles['status']}>
      {list.hasFailed && says.failed}
      {!list.hasFailed && !isHere && says.loading}
      {foundCount === 0 && isHere && says.nothing}
      {foundCount !== undefined && foundCount > 0 && <Hidden>{says.found(foundCount)}</Hidden>}
    </p>
  )
}

interface EmojiList {
  readonly groups: readonly EmojiGroup[]
  readonly hasFailed: boolean
}

function useEmojiList(spoken: Language): EmojiList {
  const [groups, setGroups] = useState<readonly EmojiGroup[]>([])
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    let isGone = false
    loadEmoji(spoken).then(
      (loaded) => {
        if (!isGone) setGroups(loaded)
      },
      () => {
        if (!isGone) setFailed(true)
      },
    )
    return () => {
      isGone = true
    }
  }, [spoken])
  return { groups, hasFailed }
}

/** What was found, or everything: the last used ones first, as they were when it opened. */
function useSections(groups: readonly EmojiGroup[], query: string) {
  const [recent] = useState(recentEmoji)
  const all = useMemo<readonly Section[]>(() => {
    const used = recent.map((emoji) => ({ emoji, name: emoji, words: [], takesTone: false }))
    const grouped = groups.map(({ id, emoji }) => ({ group: id, emoji }))
    return [...(used.length > 0 ? [{ group: 'recent', emoji: used } as const] : []), ...grouped]
  }, [groups, recent])
  const sections = useMemo<readonly Section[]>(
    () =>
      query.trim() === ''
        ? all
        : [{ group: 'found', emoji: searchEmoji(groups, query, MOST_FOUND) }],
    [all, groups, query],
  )
  return { all, sections }
}
