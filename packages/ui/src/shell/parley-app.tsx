/** The whole app below an open Parley: which screen a place and a name lead to. */
import { ParleyProvider, useName, type Parley } from '@parley/react'
import { CommandLayer } from '../commands/command-layer.tsx'
import { ModalHost } from '../controls/modal.tsx'
import { JoinScreen } from '../joining/join-screen.tsx'
import { useLanguage } from '../language/use-language.ts'
import { LaterContext } from '../later/later-script.ts'
import { laterScript } from '../later/own-later-script.ts'
import {
  BoardScreen,
  ClassScreen,
  InvitedScreen,
  RecoverScreen,
  TakeLinkScreen,
} from '../later/parts.ts'
import { useLaterFetched, useReadyPlace } from '../later/use-ready-place.ts'
import { Notices } from '../notices/notices.tsx'
import { type Erase, EraseContext } from '../own/erasing.ts'
import { Welcome } from '../welcome/welcome.tsx'
import { type Host, HostContext } from './host.ts'
import { Panes } from './panes.tsx'
import styles from './parley-app.module.css'
import { NavigationContext, PlaceContext, type Navigation, type Place } from './places.ts'
import { Opening } from './start-screens.tsx'
import { useAppBadge } from './use-app-badge.ts'

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
            <LaterContext value={laterScript}>
              <ModalHost>
                <CommandLayer>
                  <div className={styles['app']}>
                    <AppBadge />
                    <Notices />
                    <Screen place={place} />
                  </div>
                </CommandLayer>
              </ModalHost>
            </LaterContext>
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

function Screen({ place: wanted }: { place: Place }) {
  const name = useName()
  const place = useReadyPlace(wanted)
  useLaterFetched()
  if (place === undefined) return <Opening />
  if (place.screen === 'join') return <JoinScreen key={place.code} code={place.code} />
  if (place.screen === 'link') return <TakeLinkScreen key={place.code} code={place.code} />
  if (place.screen === 'recover') return <RecoverScreen />
  if (place.screen === 'invited') return <InvitedScreen />
  if (place.screen === 'class') return <ClassScreen />
  if (name === undefined) return <Welcome />
  if (place.screen === 'board') return <BoardScreen key={place.group} group={place.group} />
  return (
    <PlaceContext value={place}>
      <Panes place={place} />
    </PlaceContext>
  )
}
