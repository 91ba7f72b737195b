/**
 * The window: groups, the conversation, and what stands beside it. Wide windows show all three, with
 * lines between them to be moved; narrower ones leave out the groups, a phone shows one at a time.
 */
import { useAccent, useGroups } from '@parley/react'
import { MessageCircle } from 'lucide-react'
import { useRef } from 'react'
import { Blank } from '../controls/blank.tsx'
import { ConversationHeader } from '../conversation/conversation-header.tsx'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { GroupsPane } from '../groups/groups-pane.tsx'
import { InboxScreen, MentionsScreen, SettingsScreen } from '../later/parts.ts'
import { PersonCards } from '../profiles/person-cards.tsx'
import { texts } from '../texts/catalogue.ts'
import { Beside } from './beside.tsx'
import { PaneSeparator } from './pane-separator.tsx'
import { usePaneWidths } from './pane-widths.ts'
import styles from './panes.module.css'
import { outerPlace, screenOf, useNavigation, type Place } from './places.ts'
import { RevealingContext, useNewRevealing } from './revealing.ts'
import { useLinkedMessage } from './use-linked-message.ts'
import { usePageTitle } from './use-page-title.ts'
import { useScreenFocus } from './use-screen-focus.ts'
import { useShellCommands } from './use-shell-commands.ts'
import { useSwipeBack } from './use-swipe-back.ts'
import { useNewWantedPart, WantedPartContext } from './wanted-part.ts'

export type PanePlace = Extract<
  Place,
  { screen: 'groups' | 'group' | 'settings' | 'mentions' | 'support' }
>

export function Panes({ place }: { place: PanePlace }) {
  const group = place.screen === 'group' ? place.group : undefined
  const accent = useAccent(group)
  const panes = useRef<HTMLElement>(null)
  const sizes = usePaneWidths()
  usePageTitle(group)
  useScreenFocus(panes, screenOf(place))
  const part = useNewWantedPart()
  useShellCommands(place, panes, part.want)
  usePulledPane(panes, place)
  const revealing = useNewRevealing()
  const onLink = useLinkedMessage(place, revealing)
  return (
    <RevealingContext value={revealing}>
      <WantedPartContext value={part}>
        <main
          ref={panes}
          className={styles['panes']}
          style={sizes.style}
          data-screen={place.screen}
          onClickCapture={onLink}
          data-side={place.screen === 'group' ? place.side?.pane : undefined}
        >
          <GroupsPane
            selected={group}
            isMentions={
              place.screen === 'mentions' ||
              (place.screen === 'group' && place.side?.pane === 'mentions')
            }
            desk={place.screen === 'support' ? place.team : undefined}
            isSettings={place.screen === 'settings'}
            start={place.screen === 'groups' ? place.start : undefined}
          />
          <div className={styles['main']} data-pane="main" data-accent={accent}>
            <PaneSeparator pane="groups" sizes={sizes} />
            <PersonCards id={group}>
              <Main place={place} />
            </PersonCards>
          </div>
          {place.screen === 'group' && place.side !== undefined && (
            <PersonCards id={group}>
              <Beside key={place.group} place={place} sizes={sizes} />
            </PersonCards>
          )}
        </main>
      </WantedPartContext>
    </RevealingContext>
  )
}

function Main({ place }: { place: PanePlace }) {
  const hasGroups = useGroups().length > 0
  if (place.screen === 'settings') return <SettingsScreen />
  if (place.screen === 'mentions') return <MentionsScreen />
  if (place.screen === 'support') return <InboxScreen key={place.team} team={place.team} />
  if (place.screen === 'group')
    return <ConversationPane key={place.group} id={place.group} Header={ConversationHeader} />
  return (
    <Blank
      icon={<MessageCircle size={26} aria-hidden />}
      title={hasGroups ? texts.groups.chooseTitle : texts.groups.chooseNone}
      hint={texts.groups.chooseHint}
    />
  )
}

/** On a phone the one pane there is; its way back is the one of its own button. */
function usePulledPane(panes: { readonly current: HTMLElement | null }, place: PanePlace): void {
  const navigation = useNavigation()
  const outer = outerPlace(place)
  useSwipeBack(
    panes,
    () => {
      if (outer === undefined || matchMedia('(min-width: 48rem)').matches) return undefined
      const all = panes.current?.querySelectorAll<HTMLElement>(':scope > [data-pane]') ?? []
      return [...all].find((one) => one.checkVisibility())
    },
    () => outer !== undefined && navigation.back(outer),
  )
}
