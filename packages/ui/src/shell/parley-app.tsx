/**
 * The whole app below an open Parley: which screen a place and a name lead to.
 *
 * On a wide window the groups and the conversation stand side by side, on a phone one at a time.
 */
import { ParleyProvider, useGroups, useName, type Parley } from '@parley/react'
import { MessageCircle } from 'lucide-react'
import { useRef } from 'react'
import { Blank } from '../controls/blank.tsx'
import { ModalHost } from '../controls/modal.tsx'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { GroupsPane } from '../groups/groups-pane.tsx'
import { InvitedScreen } from '../joining/invited-screen.tsx'
import { JoinScreen } from '../joining/join-screen.tsx'
import { TakeLinkScreen } from '../linking/take-link-screen.tsx'
import { useLanguage } from '../language/use-language.ts'
import { Notices } from '../notices/notices.tsx'
import { type Erase, EraseContext } from '../own/erasing.ts'
import { SettingsScreen } from '../own/settings-screen.tsx'
import { RecoverScreen } from '../recovering/recover-screen.tsx'
import { texts } from '../texts/catalogue.ts'
import { Welcome } from '../welcome/welcome.tsx'
import { type Host, HostContext } from './host.ts'
import styles from './parley-app.module.css'
import { NavigationContext, type Navigation, type Place } from './places.ts'
import { useAppBadge } from './use-app-badge.ts'
import { usePageTitle } from './use-page-title.ts'
import { useScreenFocus } from './use-screen-focus.ts'

interface ParleyAppProps {
  readonly parley: Parley
  readonly place: Place
  readonly navigation: Navigation
  /** Where it is given, what must be deleted to go on can be deleted here. */
  readonly onErase?: Erase
  /** What the page around can do: take a newer version, be installed. */
  readonly host?: Host
}

export function ParleyApp({ parley, place, navigation, onErase, host }: ParleyAppProps) {
  useLanguage()
  return (
    <ParleyProvider parley={parley}>
      <NavigationContext value={navigation}>
        <EraseContext value={onErase}>
          <HostContext value={host}>
            <ModalHost>
              <div className={styles['app']}>
                <AppBadge />
                <Notices />
                <Screen place={place} />
              </div>
            </ModalHost>
          </HostContext>
        </EraseContext>
      </NavigationContext>
    </ParleyProvider>
  )
}

function AppBadge() {
  useAppBadge()
  return null
}

function Screen({ place }: { place: Place }) {
  const name = useName()
  if (place.screen === 'join') return <JoinScreen key={place.code} code={place.code} />
  if (place.screen === 'link') return <TakeLinkScreen key={place.code} code={place.code} />
  if (place.screen === 'recover') return <RecoverScreen />
  if (place.screen === 'invited') return <InvitedScreen />
  if (name === undefined) return <Welcome />
  return <Panes place={place} />
}

type PanePlace = Extract<Place, { screen: 'groups' | 'group' | 'settings' }>

function Panes({ place }: { place: PanePlace }) {
  const group = place.screen === 'group' ? place.group : undefined
  const hasGroups = useGroups().length > 0
  const panes = useRef<HTMLElement>(null)
  usePageTitle(group)
  useScreenFocus(panes, group ?? place.screen)
  return (
    <main ref={panes} className={styles['panes']} data-screen={place.screen}>
      <GroupsPane
        selected={group}
        isSettings={place.screen === 'settings'}
        start={place.screen === 'groups' ? place.start : undefined}
      />
      <div className={styles['main']}>
        {place.screen === 'settings' ? (
          <SettingsScreen />
        ) : group === undefined ? (
          <Blank
            icon={<MessageCircle size={26} aria-hidden />}
            title={hasGroups ? texts.groups.chooseTitle : texts.groups.chooseNone}
            hint={texts.groups.chooseHint}
          />
        ) : (
          <ConversationPane key={group} id={group} />
        )}
      </div>
    </main>
  )
}
